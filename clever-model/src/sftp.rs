//! What Clever takes by SFTP: schools, students, teachers, sections, enrollments, and more beside.
//!
//! A person at several schools, and a student with several contacts, has a row for each. Terms and
//! courses have no files of their own: they stand in the sections. Anyone may add columns whose
//! headers begin with `ext.`.
//!
//! Source: *SFTP instructions* (Clever), by way of exporters that cite it; see the
//! page of the [crate].

use roster_core::{
    AnyDate, Decimal, Each, Email, Format, Hint, Id, List, Record, Text, Year, col, file, table,
};

use crate::{
    codes::{
        AttendanceStatus, AttendanceType, ContactRelationship, ContactType, DisabilityCode,
        DisabilityType, Gender, Grade, LunchStatus, PhoneType, Race, ResourceRole, StaffRole,
        Subject, YesNo,
    },
    constraints, profile,
};

const PAGE: &str = "SFTP instructions";
const EXPORTERS: &str = "exporters; Data API schema, v3.1";

table! {
    /// Schools.
    pub struct School = file("schools.csv").required().source(PAGE).each(&[Each::School]) => {
        /// Names the school.
        school_id: Id = col("School_id").required().id(),
        /// What the school is called.
        school_name: Text = col("School_name").required().hint(Hint::Name),
        /// The number that the school goes by locally. Old feeds lack it.
        school_number: Text = col("School_number").hint(Hint::Number),
        /// The number that the state gave it.
        state_id: Text = col("State_id"),
        /// The number that the National Center for Education Statistics gave it.
        nces_id: Text = col("Nces_id").edition("until about 2016"),
        /// The lowest grade taught.
        low_grade: Grade = col("Low_grade").hint(Hint::LowGrade),
        /// The highest grade taught.
        high_grade: Grade = col("High_grade").hint(Hint::HighGrade),
        /// The head of the school, whole name.
        principal: Text = col("Principal").hint(Hint::Of(Each::Principal, &Hint::FullName)),
        /// The mail address of the head of the school.
        principal_email: Email = col("Principal_email").hint(Hint::Of(Each::Principal, &Hint::Email)),
        /// Street and number.
        school_address: Text = col("School_address").hint(Hint::Street),
        /// City.
        school_city: Text = col("School_city").hint(Hint::City),
        /// State.
        school_state: Text = col("School_state").hint(Hint::State),
        /// Postal code.
        school_zip: Text = col("School_zip").hint(Hint::PostalCode),
        /// Telephone number, as people write it.
        school_phone: Text = col("School_phone").hint(Hint::Phone),
    }
}

table! {
    /// Students, one row for each school and each contact of theirs.
    pub struct Student = file("students.csv").required().source(PAGE).each(&[Each::Student]) => {
        /// The school; a person at several schools has a row for each.
        school_id: Id = col("School_id").required().key().refers("schools.csv"),
        /// Names the student.
        student_id: Id = col("Student_id").required().id(),
        /// The number that the student goes by locally.
        student_number: Text = col("Student_number").hint(Hint::Number),
        /// The number that the state gave the student.
        state_id: Text = col("State_id"),
        /// Family name.
        last_name: Text = col("Last_name").required().hint(Hint::FamilyName),
        /// Middle name.
        middle_name: Text = col("Middle_name").hint(Hint::MiddleName),
        /// Given name.
        first_name: Text = col("First_name").required().hint(Hint::GivenName),
        /// The grade.
        grade: Grade = col("Grade").hint(Hint::Grade),
        /// Gender.
        gender: Gender = col("Gender").hint(Hint::Word),
        /// The year in which the student is to graduate.
        graduation_year: Year = col("Graduation_year").aliases(&["GraduationYear"]).hint(Hint::GraduationYear),
        /// Date of birth.
        dob: AnyDate = col("DOB").hint(Hint::BirthDate),
        /// Race.
        race: Race = col("Race").hint(Hint::Word),
        /// Whether the student is Hispanic or Latino.
        hispanic_latino: YesNo = col("Hispanic_Latino").hint(Hint::Word),
        /// The language spoken at home: its name, or its code of three letters.
        home_language: Text = col("Home_language"),
        /// Whether the student is an English language learner.
        ell_status: YesNo = col("Ell_status"),
        /// Whether lunch is free or at a reduced price.
        frl_status: LunchStatus = col("Frl_status"),
        /// Whether the student has an individualized education program.
        iep_status: YesNo = col("IEP_status"),
        /// Street and number.
        student_street: Text = col("Student_street").hint(Hint::Street),
        /// City.
        student_city: Text = col("Student_city").hint(Hint::City),
        /// State.
        student_state: Text = col("Student_state").hint(Hint::State),
        /// Postal code.
        student_zip: Text = col("Student_zip").hint(Hint::PostalCode),
        /// Mail address.
        student_email: Email = col("Student_email").hint(Hint::Email),
        /// What the contact is to the student.
        contact_relationship: ContactRelationship = col("Contact_relationship").key().hint(Hint::Of(Each::Contact, &Hint::Role)),
        /// What the contact is for.
        contact_type: ContactType = col("Contact_type").key().hint(Hint::Of(Each::Contact, &Hint::Type)),
        /// The contact, whole name. A student with several contacts has a row for each.
        contact_name: Text = col("Contact_name").key().hint(Hint::Of(Each::Contact, &Hint::FullName)),
        /// The contact's telephone number, as people write it.
        contact_phone: Text = col("Contact_phone").key().hint(Hint::Of(Each::Contact, &Hint::Phone)),
        /// What telephone that is.
        contact_phone_type: PhoneType = col("Contact_phone_type").key().edition("since 2016"),
        /// The contact's mail address.
        contact_email: Email = col("Contact_email").key().hint(Hint::Of(Each::Contact, &Hint::Email)),
        /// Names the contact.
        contact_sis_id: Id = col("Contact_sis_id").key().hint(Hint::Of(Each::Contact, &Hint::Id)),
        /// The account.
        username: Text = col("Username").unique().hint(Hint::Username),
        /// The password.
        password: Text = col("Password").secret(),
        /// Grade point average, unweighted.
        unweighted_gpa: Decimal = col("Unweighted_gpa").source(EXPORTERS),
        /// Grade point average, weighted.
        weighted_gpa: Decimal = col("Weighted_gpa").source(EXPORTERS),
        /// Whether the student has a plan under section 504 of the Rehabilitation Act.
        section_504_status: YesNo = col("Section_504_status").edition("since v3.1 of the API").source(EXPORTERS),
        /// Whether the student is gifted.
        gifted_status: YesNo = col("Gifted_status").edition("since v3.1 of the API").source(EXPORTERS),
        /// Whether the student is disabled.
        disability_status: YesNo = col("Disability_status").edition("since v3.1 of the API").source(EXPORTERS),
        /// How.
        disability_type: DisabilityType = col("Disability_type").edition("since v3.1 of the API").source(EXPORTERS),
        /// How, by a code.
        disability_code: DisabilityCode = col("Disability_code").edition("since v3.1 of the API").source(EXPORTERS),
    }
}

table! {
    /// Teachers, one row for each school of theirs.
    pub struct Teacher = file("teachers.csv").required().source(PAGE).each(&[Each::Teacher]) => {
        /// The school; a person at several schools has a row for each.
        school_id: Id = col("School_id").required().key().refers("schools.csv"),
        /// Names the teacher.
        teacher_id: Id = col("Teacher_id").required().id(),
        /// The number that the teacher goes by locally.
        teacher_number: Text = col("Teacher_number").hint(Hint::Number),
        /// The number that the state gave the teacher.
        state_teacher_id: Text = col("State_teacher_id"),
        /// Mail address.
        teacher_email: Email = col("Teacher_email").hint(Hint::Email),
        /// Given name.
        first_name: Text = col("First_name").required().hint(Hint::GivenName),
        /// Middle name.
        middle_name: Text = col("Middle_name").hint(Hint::MiddleName),
        /// Family name.
        last_name: Text = col("Last_name").required().hint(Hint::FamilyName),
        /// Title.
        title: Text = col("Title"),
        /// The account.
        username: Text = col("Username").unique().hint(Hint::Username),
        /// The password.
        password: Text = col("Password").secret(),
    }
}

table! {
    /// Sections: classes, with their teachers, their course and their term.
    pub struct Section = file("sections.csv").required().source(PAGE).each(&[Each::Section]) => {
        /// The school.
        school_id: Id = col("School_id").required().refers("schools.csv"),
        /// Names the section.
        section_id: Id = col("Section_id").required().id(),
        /// The teacher of record.
        teacher_id: Id = col("Teacher_id").required().refers("teachers.csv"),
        /// Another teacher.
        teacher_2_id: Id = col("Teacher_2_id").refers("teachers.csv"),
        /// Another teacher.
        teacher_3_id: Id = col("Teacher_3_id").refers("teachers.csv"),
        /// Another teacher.
        teacher_4_id: Id = col("Teacher_4_id").refers("teachers.csv"),
        /// Another teacher.
        teacher_5_id: Id = col("Teacher_5_id").refers("teachers.csv"),
        /// Another teacher.
        teacher_6_id: Id = col("Teacher_6_id").refers("teachers.csv"),
        /// Another teacher.
        teacher_7_id: Id = col("Teacher_7_id").refers("teachers.csv"),
        /// Another teacher.
        teacher_8_id: Id = col("Teacher_8_id").refers("teachers.csv"),
        /// Another teacher.
        teacher_9_id: Id = col("Teacher_9_id").refers("teachers.csv"),
        /// Another teacher.
        teacher_10_id: Id = col("Teacher_10_id").refers("teachers.csv"),
        /// What the section is called.
        name: Text = col("Name").hint(Hint::Name),
        /// The number that the section goes by.
        section_number: Text = col("Section_number").hint(Hint::Number),
        /// The grade.
        grade: Grade = col("Grade").hint(Hint::Grade),
        /// What the course is called; there is a course only if there is a name.
        course_name: Text = col("Course_name").hint(Hint::Of(Each::Course, &Hint::Name)),
        /// The number that the course goes by.
        course_number: Text = col("Course_number").hint(Hint::Of(Each::Course, &Hint::Number)),
        /// What the course is about.
        course_description: Text = col("Course_description"),
        /// When it is held.
        period: Text = col("Period").hint(Hint::Period),
        /// The subject.
        subject: Subject = col("Subject").hint(Hint::Subject),
        /// What the term is called.
        term_name: Text = col("Term_name").hint(Hint::Of(Each::Term, &Hint::Name)),
        /// The first day of the term.
        term_start: AnyDate = col("Term_start").hint(Hint::FirstDay),
        /// The last day of the term.
        term_end: AnyDate = col("Term_end").hint(Hint::LastDay),
    }
}

table! {
    /// Which student is in which section.
    pub struct Enrollment = file("enrollments.csv").required().source(PAGE).each(&[Each::Enrollment]) => {
        /// The school.
        school_id: Id = col("School_id").required().refers("schools.csv"),
        /// The section.
        section_id: Id = col("Section_id").required().key().refers("sections.csv"),
        /// The student.
        student_id: Id = col("Student_id").required().key().refers("students.csv"),
    }
}

table! {
    /// Staff who do not teach, one row for each school of theirs.
    pub struct Staff = file("staff.csv").source(PAGE).each(&[Each::Principal]) => {
        /// The school; a person at several schools has a row for each.
        school_id: Id = col("School_id").required().key().refers("schools.csv"),
        /// Names the person.
        staff_id: Id = col("Staff_id").required().id(),
        /// Mail address.
        staff_email: Email = col("Staff_email").hint(Hint::Email),
        /// Given name.
        first_name: Text = col("First_name").required().hint(Hint::GivenName),
        /// Family name.
        last_name: Text = col("Last_name").required().hint(Hint::FamilyName),
        /// Department.
        department: Text = col("Department"),
        /// Title.
        title: Text = col("Title"),
        /// The account.
        username: Text = col("Username").unique().hint(Hint::Username),
        /// The password.
        password: Text = col("Password").secret(),
        /// What the person does; blank gives access to the portal.
        role: StaffRole = col("Role"),
    }
}

table! {
    /// Administrators. Superseded by `staff.csv` in 2020.
    pub struct Admin = file("admins.csv").source(PAGE) => {
        /// The school; a person at several schools has a row for each.
        school_id: Id = col("School_id").required().key().refers("schools.csv"),
        /// Names the person.
        staff_id: Id = col("Staff_id").required().id(),
        /// Mail address.
        admin_email: Email = col("Admin_email").required(),
        /// Given name.
        first_name: Text = col("First_name").required(),
        /// Family name.
        last_name: Text = col("Last_name").required(),
        /// Title.
        admin_title: Text = col("Admin_title"),
        /// The account.
        username: Text = col("Username").unique(),
        /// The password.
        password: Text = col("Password").secret(),
        /// What the person does; blank gives access to the portal.
        role: StaffRole = col("Role"),
    }
}

table! {
    /// Resources. The instructions do not list the file.
    pub struct Resource = file("resources.csv").source("Data API schema; exporters").each(&[Each::Resource]) => {
        /// Names the resource.
        resource_id: Id = col("resource_id").required().id(),
        /// What the resource is called.
        title: Text = col("title").hint(Hint::Name),
        /// Who it is for.
        roles: List<ResourceRole> = col("roles").hint(Hint::Role),
    }
}

table! {
    /// Attendance. The instructions do not list the file.
    pub struct Attendance = file("attendance.csv").source("Data API schema, v3.1 attendance; exporters").each(&[Each::Student]).one_in(10) => {
        /// Names the row.
        sis_id: Id = col("sis_id").required().id().aliases(&["Attendance_id"]),
        /// The school.
        school_id: Id = col("school_id").refers("schools.csv"),
        /// The student.
        student_id: Id = col("student_id").refers("students.csv"),
        /// The section; blank for a whole day.
        section_id: Id = col("section_id").refers("sections.csv"),
        /// The day.
        attendance_date: AnyDate = col("attendance_date").hint(Hint::FirstDay),
        /// What the attendance is of.
        attendance_type: AttendanceType = col("attendance_type").hint(Hint::Word),
        /// Whether the student was there.
        attendance_status: AttendanceStatus = col("attendance_status").hint(Hint::Word),
        /// Why not.
        excuse_code: Text = col("excuse_code"),
    }
}

table! {
    /// Mail addresses of students, uploaded by hand.
    pub struct StudentEmail = file("student_emails.csv").source("Clever help, Manually uploading user emails").each(&[Each::Student]) => {
        /// The student.
        student_id: Id = col("student_id").required().key().refers("students.csv"),
        /// Mail address.
        email: Email = col("email").required().hint(Hint::Email),
    }
}

table! {
    /// Mail addresses of teachers, uploaded by hand.
    pub struct TeacherEmail = file("teacher_emails.csv").source("Clever help, Manually uploading user emails").each(&[Each::Teacher]) => {
        /// The teacher.
        teacher_id: Id = col("teacher_id").required().key().refers("teachers.csv"),
        /// Mail address.
        email: Email = col("email").required().hint(Hint::Email),
    }
}

/// Clever's own format.
pub static FORMAT: Format = Format::new(
    "clever",
    "Clever SFTP",
    "Clever, SFTP instructions",
    &[
        School::TABLE,
        Student::TABLE,
        Teacher::TABLE,
        Section::TABLE,
        Enrollment::TABLE,
        Staff::TABLE,
        Admin::TABLE,
        Resource::TABLE,
        Attendance::TABLE,
        StudentEmail::TABLE,
        TeacherEmail::TABLE,
    ],
    profile::sftp::ALL,
)
.extensions("ext.")
.constraints(constraints::SFTP);
