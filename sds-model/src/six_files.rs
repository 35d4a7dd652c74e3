//! The six files that V1 and its UK variant share, but for a few headers.

use roster_core::FileSet;

use crate::rules;

/// Characters that Microsoft's services replace or refuse in the names of sites and groups,
/// which SDS makes of schools and sections. (Microsoft knowledge base article 905231; which
/// characters SDS itself means, no page that can be read says.)
pub(crate) const IN_NAMES: &str = "~\"#%&*:<>?/\\{}|+";
/// The same, and white space: SDS makes mail nicknames and account names of these.
/// (*School Data Sync errors and troubleshooting*)
pub(crate) const IN_IDS: &str = "~\"#%&*:<>?/\\{}|+ ";

/// The files that come together or not at all. (*SDS V1 CSV file format*; *Parent contact sync
/// file format*)
pub(crate) static SETS: &[FileSet] = &[
    FileSet {
        name: "classes",
        files: &["Section.csv", "StudentEnrollment.csv", "TeacherRoster.csv"],
        absent: Some(&rules::NO_CLASS_FILES),
    },
    FileSet { name: "guardians", files: &["user.csv", "guardianrelationship.csv"], absent: None },
];

macro_rules! six_files {
    (
        id: $id:literal,
        section_ref: $section_ref:literal,
        school_id: $school_id:literal, [$($school_id_alias:literal),*],
        school_ref: $school_ref:literal, [$($school_ref_alias:literal),*],
        postal_code: $postal_code:literal, [$($postal_alias:literal),*],
        teacher: { $($teacher_extra:tt)* }
    ) => {
        use roster_core::{AnyDate, Decimal, Each, Email, Hint, Id, Phone, Text, col, file, table};
        use $crate::{
            CREATE_USERS,
            codes::{Grade, Subject},
            six_files::{IN_IDS, IN_NAMES},
        };

        const PAGE: &str = "CSV files for School Data Sync";

        table! {
            /// Schools.
            pub struct School = file("School.csv").required().source(PAGE).each(&[Each::School]) => {
                /// Names the school.
                sis_id: Id = col($school_id).required().id().aliases(&[$($school_id_alias),*]),
                /// What the school is called.
                name: Text = col("Name").required().avoid(IN_NAMES).hint(Hint::Name),
                /// The number that the school goes by locally.
                school_number: Text = col("School Number").hint(Hint::Number),
                /// The number that the National Center for Education Statistics gave it.
                school_nces_id: Text = col("School NCES_ID"),
                /// The number that the state gave it; the official samples hold the state's abbreviation.
                state_id: Text = col("State ID"),
                /// The lowest grade taught.
                grade_low: Text = col("Grade Low").codes(Grade::CODES).hint(Hint::LowGrade),
                /// The highest grade taught.
                grade_high: Text = col("Grade High").codes(Grade::CODES).hint(Hint::HighGrade),
                /// The head of the school. The official samples name teachers that are not in the package.
                principal_sis_id: Id = col("Principal SIS ID").refers_loosely("Teacher.csv"),
                /// The name of the head of the school.
                principal_name: Text = col("Principal Name").hint(Hint::Of(Each::Principal, &Hint::FullName)),
                /// Another mail address of the head of the school.
                principal_secondary_email: Email = col("Principal Secondary Email").hint(Hint::Of(Each::Principal, &Hint::Email)),
                /// Street and number.
                address: Text = col("Address").hint(Hint::Street),
                /// City.
                city: Text = col("City").hint(Hint::City),
                /// State.
                state: Text = col("State").hint(Hint::State),
                /// Country.
                country: Text = col("Country").hint(Hint::Country),
                /// Postal code.
                postal_code: Text = col($postal_code).aliases(&[$($postal_alias),*]).hint(Hint::PostalCode),
                /// Telephone number.
                phone: Phone = col("Phone").hint(Hint::Phone),
                /// The zone of the school district.
                zone: Text = col("Zone"),
            }
        }

        table! {
            /// Sections: classes, as they are taught in one term.
            pub struct Section = file("Section.csv").source(PAGE).each(&[Each::Section]) => {
                /// Names the section.
                sis_id: Id = col($id).required().id().avoid(IN_IDS),
                /// The school that it belongs to.
                school_sis_id: Id = col($school_ref).required().refers("School.csv").aliases(&[$($school_ref_alias),*]),
                /// What the section is called.
                section_name: Text = col("Section Name").required().avoid(IN_NAMES).hint(Hint::Name),
                /// The number that the section goes by locally.
                section_number: Text = col("Section Number").hint(Hint::Number),
                /// Names the term. No file lists terms; sections with one value belong together.
                term_sis_id: Text = col("Term SIS ID").hint(Hint::Of(Each::Term, &Hint::Id)),
                /// What the term is called.
                term_name: Text = col("Term Name").hint(Hint::Of(Each::Term, &Hint::Name)),
                /// The first day of the term.
                term_start_date: AnyDate = col("Term StartDate").hint(Hint::FirstDay),
                /// The last day of the term.
                term_end_date: AnyDate = col("Term EndDate").hint(Hint::LastDay),
                /// Names the course. No file lists courses.
                course_sis_id: Text = col("Course SIS ID").hint(Hint::Of(Each::Course, &Hint::Id)),
                /// What the course is called.
                course_name: Text = col("Course Name").hint(Hint::Of(Each::Course, &Hint::Name)),
                /// The number that the course goes by.
                course_number: Text = col("Course Number").hint(Hint::Of(Each::Course, &Hint::Number)),
                /// What the course is about.
                course_description: Text = col("Course Description"),
                /// The subject: free text once, a code in the present service.
                course_subject: Text = col("Course Subject").codes(Subject::CODES).hint(Hint::SubjectCode),
                /// When it is held.
                periods: Text = col("Periods").hint(Hint::Period),
                /// Whether it is active. Only `Active` is met; no list is published.
                status: Text = col("Status"),
            }
        }

        table! {
            /// Students, one row for each school of theirs.
            pub struct Student = file("Student.csv").required().source(PAGE).each(&[Each::Student]) => {
                /// Names the student.
                sis_id: Id = col($id).required().id(),
                /// The school; a person at two schools has two rows.
                school_sis_id: Id = col($school_ref).required().key().refers("School.csv").aliases(&[$($school_ref_alias),*]),
                /// The account, with or without `@` and the domain.
                username: Text = col("Username").required().unique().avoid(IN_IDS).hint(Hint::Username),
                /// Given name.
                first_name: Text = col("First Name").required_when(CREATE_USERS).hint(Hint::GivenName),
                /// Family name.
                last_name: Text = col("Last Name").required_when(CREATE_USERS).hint(Hint::FamilyName),
                /// First password; it must satisfy the password policy of Microsoft Entra.
                password: Text = col("Password").required_when(CREATE_USERS).secret(),
                /// The number that the state gave the student; the official samples hold the state's abbreviation.
                state_id: Text = col("State ID"),
                /// Another mail address.
                secondary_email: Email = col("Secondary Email").hint(Hint::Email),
                /// The number that the student goes by locally.
                student_number: Text = col("Student Number").hint(Hint::Number),
                /// Middle name.
                middle_name: Text = col("Middle Name").source("O365-EDU-Tools, CSV Samples; educationSynchronizationProfile, optionalPropertiesToSync").hint(Hint::MiddleName),
                /// The grade: free text once, a code in the present service.
                grade: Text = col("Grade").codes(Grade::CODES).hint(Hint::Grade),
                /// Whether the student is active. Only `Active` is met; no list is published.
                status: Text = col("Status"),
                /// Street and number of the address that mail goes to.
                mailing_address: Text = col("Mailing Address").hint(Hint::Street),
                /// City of the address that mail goes to.
                mailing_city: Text = col("Mailing City").hint(Hint::City),
                /// State of the address that mail goes to.
                mailing_state: Text = col("Mailing State").hint(Hint::State),
                /// Postal code of the address that mail goes to.
                mailing_zip: Text = col("Mailing Zip").hint(Hint::PostalCode),
                /// Latitude, in degrees, of the address that mail goes to.
                mailing_latitude: Decimal = col("Mailing Latitude"),
                /// Longitude, in degrees, of the address that mail goes to.
                mailing_longitude: Decimal = col("Mailing Longitude"),
                /// Country of the address that mail goes to.
                mailing_country: Text = col("Mailing Country").hint(Hint::Country),
                /// Street and number of the address that the student lives at.
                residence_address: Text = col("Residence Address").aliases(&["Resident Address"]),
                /// City of the address that the student lives at.
                residence_city: Text = col("Residence City").aliases(&["Resident City"]),
                /// State of the address that the student lives at.
                residence_state: Text = col("Residence State").aliases(&["Resident State"]),
                /// Postal code of the address that the student lives at.
                residence_zip: Text = col("Residence Zip").aliases(&["Resident Zip"]),
                /// Latitude, in degrees, of the address that the student lives at.
                residence_latitude: Decimal = col("Residence Latitude").aliases(&["Resident Latitude"]),
                /// Longitude, in degrees, of the address that the student lives at.
                residence_longitude: Decimal = col("Residence Longitude").aliases(&["Resident Longitude"]),
                /// Country of the address that the student lives at.
                residence_country: Text = col("Residence Country").aliases(&["Resident Country"]),
                /// Gender. `M` and `F` are met; no list is published.
                gender: Text = col("Gender"),
                /// Date of birth.
                birthdate: AnyDate = col("Birthdate").hint(Hint::BirthDate),
                /// Whether the student is an English language learner. No list is published.
                ell_status: Text = col("ELL Status"),
                /// Race, as federal reports have it. No list is published.
                federal_race: Text = col("FederalRace"),
                /// The year in which the student is to graduate.
                graduation_year: i64 = col("Graduation Year").hint(Hint::GraduationYear),
            }
        }

        table! {
            /// Teachers, one row for each school of theirs.
            pub struct Teacher = file("Teacher.csv").required().source(PAGE).each(&[Each::Teacher]) => {
                /// Names the teacher.
                sis_id: Id = col($id).required().id(),
                /// The school; a person at two schools has two rows.
                school_sis_id: Id = col($school_ref).required().key().refers("School.csv").aliases(&[$($school_ref_alias),*]),
                /// The account, with or without `@` and the domain.
                username: Text = col("Username").required().unique().avoid(IN_IDS).hint(Hint::Username),
                /// Given name.
                first_name: Text = col("First Name").required_when(CREATE_USERS).hint(Hint::GivenName),
                /// Family name.
                last_name: Text = col("Last Name").required_when(CREATE_USERS).hint(Hint::FamilyName),
                /// First password; it must satisfy the password policy of Microsoft Entra.
                password: Text = col("Password").required_when(CREATE_USERS).secret(),
                /// The number that the state gave the teacher.
                state_id: Text = col("State ID"),
                /// The number that the teacher goes by locally.
                teacher_number: Text = col("Teacher Number").hint(Hint::Number),
                /// Whether the teacher is active. Only `Active` is met; no list is published.
                status: Text = col("Status"),
                /// Middle name.
                middle_name: Text = col("Middle Name").source("O365-EDU-Tools, CSV Samples; educationSynchronizationProfile, optionalPropertiesToSync").hint(Hint::MiddleName),
                /// Another mail address.
                secondary_email: Email = col("Secondary Email").hint(Hint::Email),
                /// Title.
                title: Text = col("Title"),
                /// Qualification.
                qualification: Text = col("Qualification"),
                $($teacher_extra)*
            }
        }

        table! {
            /// Which student is in which section.
            pub struct StudentEnrollment = file("StudentEnrollment.csv").source(PAGE).each(&[Each::Enrollment]) => {
                /// The section.
                section_sis_id: Id = col($section_ref).required().key().refers("Section.csv"),
                /// The student.
                sis_id: Id = col($id).required().key().refers("Student.csv"),
            }
        }

        table! {
            /// Which teacher teaches which section.
            pub struct TeacherRoster = file("TeacherRoster.csv").source(PAGE).each(&[Each::Teaching]) => {
                /// The section.
                section_sis_id: Id = col($section_ref).required().key().refers("Section.csv"),
                /// The teacher.
                sis_id: Id = col($id).required().key().refers("Teacher.csv"),
            }
        }
    };
}
pub(crate) use six_files;
