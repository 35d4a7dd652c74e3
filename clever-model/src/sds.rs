//! The flavour of Clever's format that Microsoft School Data Sync takes.
//!
//! Five files with just these names; `admins.csv` is refused. Usernames, and passwords if accounts
//! are to be created, stand in the files of students and teachers. Guardians come in the two files
//! that every format for SDS has.
//!
//! Source: *Clever format CSV files for SDS* (Microsoft), whose tables of columns are pictures:
//! headers are those of [`sftp`](crate::sftp), requirements those of SDS V1.

use roster_core::{
    AnyDate, Each, Email, FileSet, Format, Hint, Id, Phone, Record, Text, Year, col, file, table,
};

use crate::{CREATE_USERS, codes::Grade, constraints, profile};

const PAGE: &str = "Clever format CSV files for SDS";
const GUARDIANS: &str = "Parent contact sync file format";

table! {
    /// Schools.
    pub struct School = file("schools.csv").required().source(PAGE).each(&[Each::School]) => {
        /// Names the school.
        school_id: Id = col("School_id").required().id(),
        /// What the school is called.
        school_name: Text = col("School_name").required().hint(Hint::Name),
        /// The number that the school goes by locally.
        school_number: Text = col("School_number").hint(Hint::Number),
        /// The number that the state gave it.
        state_id: Text = col("State_id"),
        /// The lowest grade taught.
        low_grade: Text = col("Low_grade").hint(Hint::LowGrade),
        /// The highest grade taught.
        high_grade: Text = col("High_grade").hint(Hint::HighGrade),
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
    /// Students, one row for each school of theirs.
    pub struct Student = file("students.csv").required().source(PAGE).each(&[Each::Student]) => {
        /// The school; a person at several schools has a row for each.
        school_id: Id = col("School_id").required().key().refers("schools.csv"),
        /// Names the student.
        student_id: Id = col("Student_id").required().id(),
        /// The account. Clever's own exports lack it; SDS matches people by it.
        username: Text = col("Username").required().unique().hint(Hint::Username),
        /// First password.
        password: Text = col("Password").required_when(CREATE_USERS).secret(),
        /// Given name.
        first_name: Text = col("First_name").required_when(CREATE_USERS).hint(Hint::GivenName),
        /// Family name.
        last_name: Text = col("Last_name").required_when(CREATE_USERS).hint(Hint::FamilyName),
        /// The number that the student goes by locally.
        student_number: Text = col("Student_number").hint(Hint::Number),
        /// The number that the state gave the student.
        state_id: Text = col("State_id"),
        /// Middle name.
        middle_name: Text = col("Middle_name").hint(Hint::MiddleName),
        /// The grade.
        grade: Grade = col("Grade").hint(Hint::Grade),
        /// The year in which the student is to graduate.
        graduation_year: Year = col("Graduation_year").hint(Hint::GraduationYear),
        /// Date of birth.
        dob: AnyDate = col("DOB").hint(Hint::BirthDate),
        /// Gender, which SDS passes over.
        gender: Text = col("Gender"),
        /// Mail address.
        student_email: Email = col("Student_email").hint(Hint::Email),
    }
}

table! {
    /// Teachers, one row for each school of theirs.
    pub struct Teacher = file("teachers.csv").required().source(PAGE).each(&[Each::Teacher]) => {
        /// The school; a person at several schools has a row for each.
        school_id: Id = col("School_id").required().key().refers("schools.csv"),
        /// Names the teacher.
        teacher_id: Id = col("Teacher_id").required().id(),
        /// The account. Clever's own exports lack it; SDS matches people by it.
        username: Text = col("Username").required().unique().hint(Hint::Username),
        /// First password.
        password: Text = col("Password").required_when(CREATE_USERS).secret(),
        /// Given name.
        first_name: Text = col("First_name").required_when(CREATE_USERS).hint(Hint::GivenName),
        /// Family name.
        last_name: Text = col("Last_name").required_when(CREATE_USERS).hint(Hint::FamilyName),
        /// The number that the teacher goes by locally.
        teacher_number: Text = col("Teacher_number").hint(Hint::Number),
        /// The number that the state gave the teacher.
        state_teacher_id: Text = col("State_teacher_id"),
        /// Middle name.
        middle_name: Text = col("Middle_name").hint(Hint::MiddleName),
        /// Mail address.
        teacher_email: Email = col("Teacher_email").hint(Hint::Email),
        /// Title.
        title: Text = col("Title"),
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
        name: Text = col("Name").required().hint(Hint::Name),
        /// The number that the section goes by.
        section_number: Text = col("Section_number").hint(Hint::Number),
        /// The grade.
        grade: Text = col("Grade").hint(Hint::Grade),
        /// What the course is called; there is a course only if there is a name.
        course_name: Text = col("Course_name").hint(Hint::Of(Each::Course, &Hint::Name)),
        /// The number that the course goes by.
        course_number: Text = col("Course_number").hint(Hint::Of(Each::Course, &Hint::Number)),
        /// What the course is about.
        course_description: Text = col("Course_description"),
        /// When it is held.
        period: Text = col("Period").hint(Hint::Period),
        /// The subject.
        subject: Text = col("Subject").hint(Hint::Subject),
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
        school_id: Id = col("School_id").refers("schools.csv"),
        /// The section.
        section_id: Id = col("Section_id").required().key().refers("sections.csv"),
        /// The student.
        student_id: Id = col("Student_id").required().key().refers("students.csv"),
    }
}

table! {
    /// Guardians. (The same file as in SDS V1.)
    pub struct User = file("user.csv").source(GUARDIANS).each(&[Each::Contact]) => {
        /// The address that names the guardian.
        email: Email = col("Email").required().id().hint(Hint::Email),
        /// Given name.
        first_name: Text = col("First Name").required().hint(Hint::GivenName),
        /// Family name.
        last_name: Text = col("Last Name").required().hint(Hint::FamilyName),
        /// Telephone number.
        phone: Phone = col("Phone").header_required().hint(Hint::Phone),
        /// The guardian's own id.
        sis_id: Id = col("SIS ID").header_required().hint(Hint::Id),
    }
}

table! {
    /// Who is whose guardian, one pair a row. (The same file as in SDS V1.)
    pub struct GuardianRelationship = file("guardianrelationship.csv").source(GUARDIANS).each(&[Each::Relationship]) => {
        /// The student.
        sis_id: Id = col("SIS ID").required().key().refers("students.csv"),
        /// The guardian.
        email: Email = col("Email").required().key().refers("user.csv"),
        /// What the guardian is to the student.
        role: Text = col("Role").header_required().hint(Hint::Role),
    }
}

/// Clever's format as School Data Sync takes it.
pub static FORMAT: Format = Format::new(
    "clever-sds",
    "Clever for School Data Sync",
    "Microsoft, Clever format CSV files for SDS",
    &[
        School::TABLE,
        Student::TABLE,
        Teacher::TABLE,
        Section::TABLE,
        Enrollment::TABLE,
        User::TABLE,
        GuardianRelationship::TABLE,
    ],
    profile::sds::ALL,
)
.sets(&[FileSet {
    name: "guardians",
    files: &["user.csv", "guardianrelationship.csv"],
    absent: None,
}])
.constraints(constraints::SDS);
