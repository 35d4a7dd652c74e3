//! SDS V2.1: what School Data Sync takes today.
//!
//! Orgs, users and roles always; classes and enrollments together, if classes are managed; the
//! other five as needed. Sessions and courses must be there once something refers to them.
//!
//! Source: *SDS V2.1 CSV file format* (Microsoft). The part of the page on files after users.csv
//! can be read in transcriptions only (fortytwoservices, SdsLib); header spellings are those of
//! the samples of `OfficeDev/O365-EDU-Tools`.

use roster_core::{
    AnyDate, Each, Email, FileSet, Format, Hint, Id, List, Phone, Record, Text, Year, col, file,
    table,
};

use crate::{
    CREATE_USERS,
    codes::{
        EnrollmentRole, Ethnicity, Grade, OrgRole, OrgType, PersonFlag, Race, RelationshipRole,
        SessionType, Sex, Subject, UsState,
    },
    constraints, consumer, rules,
};

const PAGE: &str = "SDS V2.1 CSV file format";
const SAMPLES: &str = "O365-EDU-Tools, CSV Samples";

table! {
    /// Schools, and what they belong to.
    pub struct Org = file("orgs.csv")
        .required()
        .source(PAGE)
        .each(&[Each::District, Each::School]) =>
    {
        /// Names the org.
        sourced_id: Id = col("sourcedId").required().id(),
        /// What the org is called.
        name: Text = col("name").required().hint(Hint::Name),
        /// What the org is.
        org_type: OrgType = col("type").required().hint(Hint::Type),
        /// The org that it belongs to.
        parent_sourced_id: Id = col("parentSourcedId").refers("orgs.csv"),
    }
}

table! {
    /// People: students, staff, and the contacts of students.
    pub struct User = file("users.csv")
        .required()
        .source(PAGE)
        .each(&[Each::Student, Each::Teacher, Each::Principal, Each::Contact]) =>
    {
        /// Names the person.
        sourced_id: Id = col("sourcedId").required().id(),
        /// The account. The present service can append the domain; Classic wants it here.
        username: Text = col("username").required().unique().hint(Hint::Username),
        /// Family name.
        family_name: Text = col("familyName").required_when(CREATE_USERS).hint(Hint::FamilyName),
        /// Given name.
        given_name: Text = col("givenName").required_when(CREATE_USERS).hint(Hint::GivenName),
        /// First password. The samples have it; the page has it no more.
        password: Text = col("password").secret().source(SAMPLES).edition("until 2022"),
        /// What to match the account by, if not the username.
        active_directory_match_id: Text = col("activeDirectoryMatchId"),
        /// Mail address; contacts must have one.
        email: Email = col("email").hint(Hint::Email),
        /// Telephone number.
        phone: Phone = col("phone").hint(Hint::Phone),
        /// Telephone number for text messages.
        sms: Phone = col("sms"),
        /// The number that the person goes by locally.
        user_number: Text = col("userNumber").edition("since 2024"),
    }
}

table! {
    /// What people do, and where; several rows a person.
    pub struct Role = file("roles.csv")
        .required()
        .source(PAGE)
        .each(&[Each::Student, Each::Teacher, Each::Principal]) =>
    {
        /// The person.
        user_sourced_id: Id = col("userSourcedId").required().key().refers("users.csv"),
        /// The org.
        org_sourced_id: Id = col("orgSourcedId").required().key().refers("orgs.csv"),
        /// What the person does there.
        role: OrgRole = col("role").required().key().hint(Hint::Role),
        /// When.
        session_sourced_id: Id = col("sessionSourcedId")
            .key()
            .refers("academicSessions.csv")
            .aliases(&["sessionSourcedIds"])
            .source(SAMPLES),
        /// The grade.
        grade: Grade = col("grade").hint(Hint::Grade),
        /// Whether it is the role that tells staff from students.
        is_primary: bool = col("isPrimary").source(SAMPLES).hint(Hint::Primary),
        /// The first day of the role.
        role_start_date: AnyDate = col("roleStartDate").source(SAMPLES).hint(Hint::FirstDay),
        /// The last day of the role.
        role_end_date: AnyDate = col("roleEndDate").source(SAMPLES).hint(Hint::LastDay),
    }
}

table! {
    /// Classes.
    pub struct Class = file("classes.csv").source(PAGE).each(&[Each::Section]) => {
        /// Names the class.
        sourced_id: Id = col("sourcedId").required().id(),
        /// The school that gives it.
        org_sourced_id: Id = col("orgSourcedId").required().refers("orgs.csv"),
        /// What the class is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// When it is held.
        session_sourced_ids: List<Id> = col("sessionSourcedIds").refers("academicSessions.csv"),
        /// The course that it teaches.
        course_sourced_id: Id = col("courseSourcedId")
            .refers("courses.csv")
            .aliases(&["courseSouredId"]),
        /// The code that the class goes by.
        code: Text = col("code").edition("since 2024"),
    }
}

table! {
    /// Who is in which class, and as what.
    pub struct Enrollment = file("enrollments.csv")
        .source(PAGE)
        .each(&[Each::Enrollment, Each::Teaching]) =>
    {
        /// The class.
        class_sourced_id: Id = col("classSourcedId").required().key().refers("classes.csv"),
        /// The person.
        user_sourced_id: Id = col("userSourcedId").required().key().refers("users.csv"),
        /// What the person does in the class.
        role: EnrollmentRole = col("role").required().key().hint(Hint::Role),
    }
}

table! {
    /// School years, and their parts.
    pub struct AcademicSession = file("academicSessions.csv")
        .source(PAGE)
        .each(&[Each::Year, Each::Term]) =>
    {
        /// Names the session.
        sourced_id: Id = col("sourcedId").required().id(),
        /// What the session is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// What the session is.
        session_type: SessionType = col("type").required().hint(Hint::Type),
        /// The school year, by the year in which it ends.
        school_year: Year = col("schoolYear").required().hint(Hint::SchoolYear),
        /// The first day.
        start_date: AnyDate = col("startDate").required().hint(Hint::FirstDay),
        /// The last day.
        end_date: AnyDate = col("endDate").required().hint(Hint::LastDay),
    }
}

table! {
    /// Courses.
    pub struct Course = file("courses.csv").source(PAGE).each(&[Each::Course]) => {
        /// Names the course.
        sourced_id: Id = col("sourcedId").required().id(),
        /// The org that gives it.
        org_sourced_id: Id = col("orgSourcedId").required().refers("orgs.csv"),
        /// What the course is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// The code that the course goes by.
        code: Text = col("code").hint(Hint::Number),
        /// The school year.
        school_year_sourced_id: Id = col("schoolYearSourcedId").refers("academicSessions.csv"),
        /// The subject.
        subject: Subject = col("subject").hint(Hint::SubjectCode),
        /// The grade.
        grade: Grade = col("grade").hint(Hint::Grade),
    }
}

table! {
    /// Demographics, one row a person.
    pub struct Demographic = file("demographics.csv").source(PAGE).each(&[Each::Student]) => {
        /// The person.
        user_sourced_id: Id = col("userSourcedId").required().key().refers("users.csv"),
        /// Sex.
        sex: Sex = col("sex").hint(Hint::Word),
        /// Date of birth.
        birth_date: AnyDate = col("birthDate").hint(Hint::BirthDate),
        /// City of birth.
        birth_city: Text = col("birthCity").hint(Hint::City),
        /// State of birth.
        birth_state: Text = col("birthState").codes(UsState::CODES).hint(Hint::State),
        /// Country of birth; the sample has three letters, Microsoft's own data elsewhere two.
        birth_country: Text = col("birthCountry").hint(Hint::Country),
        /// Ethnicity.
        ethnicity_codes: List<Ethnicity> = col("ethnicityCodes"),
        /// Races.
        race_codes: List<Race> = col("raceCodes").hint(Hint::Word),
    }
}

table! {
    /// What is to be known of students, one flag a row.
    pub struct UserFlag = file("userFlags.csv").source(PAGE).each(&[Each::Student]).one_in(8) => {
        /// The student.
        user_sourced_id: Id = col("userSourcedId").required().key().refers("users.csv"),
        /// The flag.
        flag: PersonFlag = col("flag").required().key().hint(Hint::Word),
    }
}

table! {
    /// Who is whose contact.
    pub struct Relationship = file("relationships.csv")
        .source(PAGE)
        .each(&[Each::Relationship]) =>
    {
        /// The student.
        user_sourced_id: Id = col("userSourcedId").required().key().refers("users.csv"),
        /// The contact.
        relationship_user_sourced_id: Id = col("relationshipUserSourcedId")
            .required()
            .key()
            .refers("users.csv"),
        /// What the contact is to the student.
        relationship_role: RelationshipRole = col("relationshipRole").required().hint(Hint::Role),
    }
}

/// SDS V2.1.
pub static FORMAT: Format = Format::new(
    "sds-v2.1",
    "School Data Sync V2.1",
    "Microsoft, SDS V2.1 CSV file format",
    &[
        Org::TABLE,
        User::TABLE,
        Role::TABLE,
        Class::TABLE,
        Enrollment::TABLE,
        AcademicSession::TABLE,
        Course::TABLE,
        Demographic::TABLE,
        UserFlag::TABLE,
        Relationship::TABLE,
    ],
    consumer::v2p1::ALL,
)
.sets(&[FileSet {
    name: "classes",
    files: &["classes.csv", "enrollments.csv"],
    absent: Some(&rules::NO_CLASS_FILES),
}])
.constraints(constraints::V2P1);
