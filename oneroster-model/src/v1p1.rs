//! OneRoster 1.1: a manifest and thirteen files.
//!
//! Every vocabulary is closed. A user has one role for all orgs, and names the orgs.
//!
//! Source: *OneRoster 1.1 CSV Tables* (1EdTech, 17 April 2017, issued again as 1.1.1 on
//! 22 August 2023), which could be read in part only: columns and requirements are those of
//! independent implementations, where they agree (see the [crate](crate#sources)).

use chrono::NaiveDate;
use roster_core::{
    Decimal, Each, Email, Format, Hint, Id, Kind, List, Manifest, Property, Record, Text, Year,
    col, file,
};

pub use crate::manifest::ManifestProperty;
use crate::{
    codes::{
        ClassType, Grade, Importance, OrgType, ResidenceStatus, ScoreStatus, SessionType, UserRole,
        V1p1Sex,
    },
    constraints,
    manifest::{SYSTEM_CODE, SYSTEM_NAME, VERSION},
    profile,
    record::{SOURCED_ID, record},
    shapes::{Guid, UserId},
};

record! {
    /// School years and their parts: terms, semesters, grading periods.
    pub struct AcademicSession = file("academicSessions.csv")
        .source("OneRoster 1.1 CSV Tables, academicSessions.csv")
        .each(&[Each::Year, Each::Term]) =>
    {
        /// What the session is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// What the session is.
        session_type: SessionType = col("type").required().hint(Hint::Type),
        /// The first day of the session.
        start_date: NaiveDate = col("startDate").required().hint(Hint::FirstDay),
        /// The day after the session: the end is exclusive.
        end_date: NaiveDate = col("endDate").required().hint(Hint::LastDay),
        /// The session that it is a part of; how deep parts may go, the text leaves open.
        parent_sourced_id: Guid = col("parentSourcedId")
            .refers("academicSessions.csv")
            .json("parent"),
        /// The school year, by the calendar year in which it ends.
        school_year: Year = col("schoolYear").required().hint(Hint::SchoolYear),
    }
}

record! {
    /// Kinds of line items, such as homework.
    pub struct Category = file("categories.csv")
        .source("OneRoster 1.1 CSV Tables, categories.csv")
        .each(&[Each::Category]) =>
    {
        /// What the category is called.
        title: Text = col("title").required().hint(Hint::Name),
    }
}

record! {
    /// Classes: a course as it is taught to a group.
    pub struct Class = file("classes.csv")
        .source("OneRoster 1.1 CSV Tables, classes.csv")
        .each(&[Each::Section]) =>
    {
        /// What the class is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// The grades that the class is for.
        grades: List<Text> = col("grades")
            .codes(Grade::CODES)
            .aliases(&["grade"])
            .hint(Hint::Grade),
        /// The course that it teaches.
        course_sourced_id: Guid = col("courseSourcedId")
            .required()
            .refers("courses.csv")
            .json("course"),
        /// The code that people know the class by.
        class_code: Text = col("classCode").hint(Hint::Number),
        /// What the class is.
        class_type: ClassType = col("classType").required().hint(Hint::Type).json_optional(),
        /// Where it meets, in any words.
        location: Text = col("location").hint(Hint::Room),
        /// The school that gives it, an org of just that type.
        school_sourced_id: Guid = col("schoolSourcedId")
            .json("school")
            .required()
            .refers_to("orgs.csv", "type", "school"),
        /// The sessions in which it is held, one at least; of which type, the text leaves open.
        term_sourced_ids: List<Guid> = col("termSourcedIds")
            .json("terms")
            .required()
            .refers("academicSessions.csv")
            .aliases(&["termSourcedId"]),
        /// Subjects: course titles of the School Courses for the Exchange of Data (SCED),
        /// without their commas, in the order of the codes.
        subjects: List<Text> = col("subjects").hint(Hint::Subject),
        /// SCED codes, one for each subject; their zeros count.
        subject_codes: List<Text> = col("subjectCodes").hint(Hint::SubjectCode),
        /// The periods of the day in which it meets.
        periods: List<Text> = col("periods").hint(Hint::Period),
    }
}

record! {
    /// Which resource is for which class.
    pub struct ClassResource = file("classResources.csv")
        .source("OneRoster 1.1 CSV Tables, classResources.csv")
        .each(&[Each::Section])
        .one_in(10) =>
    {
        /// What the class is called.
        title: Text = col("title"),
        /// The class.
        class_sourced_id: Guid = col("classSourcedId").required().refers("classes.csv"),
        /// The resource.
        resource_sourced_id: Guid = col("resourceSourcedId").required().refers("resources.csv"),
    }
}

record! {
    /// Courses: what classes teach.
    pub struct Course = file("courses.csv")
        .source("OneRoster 1.1 CSV Tables, courses.csv")
        .each(&[Each::Course]) =>
    {
        /// The school year in which it is given, a session of just that type.
        school_year_sourced_id: Guid = col("schoolYearSourcedId")
            .json("schoolYear")
            .refers_to("academicSessions.csv", "type", "schoolYear")
            .aliases(&["schoolYearId"]),
        /// What the course is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// The code that people know the course by.
        course_code: Text = col("courseCode").hint(Hint::Number).json_required(),
        /// The grades that the course is for.
        grades: List<Text> = col("grades")
            .codes(Grade::CODES)
            .aliases(&["grade"])
            .hint(Hint::Grade),
        /// The org that gives it, of any type.
        org_sourced_id: Guid = col("orgSourcedId")
            .required()
            .refers("orgs.csv")
            .json("org")
            .json_optional(),
        /// Subjects: course titles of the School Courses for the Exchange of Data (SCED),
        /// without their commas, in the order of the codes.
        subjects: List<Text> = col("subjects").hint(Hint::Subject),
        /// SCED codes, one for each subject; their zeros count.
        subject_codes: List<Text> = col("subjectCodes").hint(Hint::SubjectCode),
    }
}

record! {
    /// Which resource is for which course.
    pub struct CourseResource = file("courseResources.csv")
        .source("OneRoster 1.1 CSV Tables, courseResources.csv")
        .each(&[Each::Course]) =>
    {
        /// What the course is called; the text says the class, by mistake.
        title: Text = col("title"),
        /// The course.
        course_sourced_id: Guid = col("courseSourcedId").required().refers("courses.csv"),
        /// The resource.
        resource_sourced_id: Guid = col("resourceSourcedId").required().refers("resources.csv"),
    }
}

record! {
    /// Birth, sex and descent of people; a row bears the id of the user that it is about.
    pub struct Demographics = file("demographics.csv")
        .source("OneRoster 1.1 CSV Tables, demographics.csv")
        .each(&[Each::Student]),
        SOURCED_ID.refers("users.csv").aliases(&["sourceId", "userSourcedId"]) =>
    {
        /// Date of birth.
        birth_date: NaiveDate = col("birthDate").hint(Hint::BirthDate),
        /// Sex.
        sex: V1p1Sex = col("sex").hint(Hint::Word),
        /// American Indian or Alaska Native.
        american_indian_or_alaska_native: bool = col("americanIndianOrAlaskaNative"),
        /// Asian.
        asian: bool = col("asian"),
        /// Black or African American.
        black_or_african_american: bool = col("blackOrAfricanAmerican"),
        /// Native Hawaiian or other Pacific Islander.
        native_hawaiian_or_other_pacific_islander: bool =
            col("nativeHawaiianOrOtherPacificIslander")
                .aliases(&["nativeAmericanOrOtherPacificIslander"]),
        /// White.
        white: bool = col("white"),
        /// Two or more races; whether these are then told too, the text leaves open.
        demographic_race_two_or_more_races: bool = col("demographicRaceTwoOrMoreRaces"),
        /// Hispanic or Latino, whatever the race.
        hispanic_or_latino_ethnicity: bool = col("hispanicOrLatinoEthnicity"),
        /// Country of birth, a code of the Common Education Data Standards (CEDS).
        country_of_birth_code: Text = col("countryOfBirthCode").hint(Hint::Country),
        /// State of birth, a CEDS abbreviation.
        state_of_birth_abbreviation: Text = col("stateOfBirthAbbreviation").hint(Hint::State),
        /// City of birth.
        city_of_birth: Text = col("cityOfBirth").hint(Hint::City),
        /// Where the student lives, seen from the school, a CEDS code.
        public_school_residence_status: Text = col("publicSchoolResidenceStatus")
            .codes(ResidenceStatus::CODES),
    }
}

record! {
    /// Who is in which class, and as what.
    pub struct Enrollment = file("enrollments.csv")
        .source("OneRoster 1.1 CSV Tables, enrollments.csv")
        .each(&[Each::Enrollment, Each::Teaching]) =>
    {
        /// The class.
        class_sourced_id: Guid = col("classSourcedId")
            .required()
            .refers("classes.csv")
            .json("class"),
        /// The school of the class, an org of just that type.
        school_sourced_id: Guid = col("schoolSourcedId")
            .json("school")
            .required()
            .refers_to("orgs.csv", "type", "school"),
        /// The user.
        user_sourced_id: Guid = col("userSourcedId").required().refers("users.csv").json("user"),
        /// What the user does in the class: administrator, proctor, student or teacher; the
        /// other words occur.
        role: UserRole = col("role").required().hint(Hint::Role),
        /// Whether the user is the class's main teacher; of teachers only.
        primary: bool = col("primary").hint(Hint::Primary),
        /// The first day of the enrollment, within the class's terms.
        begin_date: NaiveDate = col("beginDate").hint(Hint::FirstDay),
        /// The day after the enrollment, within the class's terms: the end is exclusive.
        end_date: NaiveDate = col("endDate").hint(Hint::LastDay),
    }
}

record! {
    /// Line items: what results are given for, a column of the gradebook.
    pub struct LineItem = file("lineItems.csv")
        .source("OneRoster 1.1 CSV Tables, lineItems.csv")
        .each(&[Each::LineItem]) =>
    {
        /// What the line item is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// What it is about.
        description: Text = col("description"),
        /// The day on which it is set.
        assign_date: NaiveDate = col("assignDate")
            .required()
            .hint(Hint::FirstDay)
            .json_kind(Kind::DateTime),
        /// The day on which it is due.
        due_date: NaiveDate = col("dueDate")
            .required()
            .hint(Hint::LastDay)
            .json_kind(Kind::DateTime),
        /// The class that it is for.
        class_sourced_id: Guid = col("classSourcedId")
            .required()
            .refers("classes.csv")
            .json("class"),
        /// What kind of line item it is.
        category_sourced_id: Guid = col("categorySourcedId")
            .required()
            .refers("categories.csv")
            .json("category"),
        /// The grading period that it counts for; readers take any session but a school year.
        grading_period_sourced_id: Guid = col("gradingPeriodSourcedId")
            .json("gradingPeriod")
            .required()
            .refers_to_other("academicSessions.csv", "type", "schoolYear"),
        /// The lowest score, inclusive.
        result_value_min: Decimal = col("resultValueMin").required().hint(Hint::LowestScore),
        /// The highest score, inclusive.
        result_value_max: Decimal = col("resultValueMax").required().hint(Hint::HighestScore),
    }
}

record! {
    /// Orgs: schools, and what they belong to.
    pub struct Org = file("orgs.csv")
        .source("OneRoster 1.1 CSV Tables, orgs.csv")
        .each(&[Each::District, Each::School]) =>
    {
        /// What the org is called.
        name: Text = col("name").required().hint(Hint::Name),
        /// What the org is.
        org_type: OrgType = col("type").required().hint(Hint::Type),
        /// What people know the org by, such as its number at the National Center for Education
        /// Statistics.
        identifier: Text = col("identifier").hint(Hint::Number),
        /// The org that it belongs to.
        parent_sourced_id: Guid = col("parentSourcedId").refers("orgs.csv").json("parent"),
    }
}

record! {
    /// Learning resources.
    pub struct Resource = file("resources.csv")
        .source("OneRoster 1.1 CSV Tables, resources.csv")
        .each(&[Each::Resource]) =>
    {
        /// The vendor's id for it.
        vendor_resource_id: Id = col("vendorResourceId").required().hint(Hint::Number),
        /// What the resource is called.
        title: Text = col("title").hint(Hint::Name),
        /// Whom it is for.
        roles: List<UserRole> = col("roles").hint(Hint::Role),
        /// How much it is used.
        importance: Importance = col("importance").hint(Hint::Word),
        /// The vendor's id, which 1EdTech gives.
        vendor_id: Id = col("vendorId"),
        /// The application that it is opened with.
        application_id: Id = col("applicationId"),
    }
}

record! {
    /// Results: what a student got for a line item.
    pub struct Result = file("results.csv")
        .source("OneRoster 1.1 CSV Tables, results.csv")
        .each(&[Each::Result]) =>
    {
        /// The line item.
        line_item_sourced_id: Guid = col("lineItemSourcedId")
            .required()
            .refers("lineItems.csv")
            .json("lineItem"),
        /// The student, a user with that role.
        student_sourced_id: Guid = col("studentSourcedId")
            .json("student")
            .required()
            .refers_to("users.csv", "role", "student"),
        /// How far the scoring has come.
        score_status: ScoreStatus = col("scoreStatus").required().hint(Hint::Word),
        /// The score, from the line item's lowest to its highest.
        score: Decimal = col("score").required().hint(Hint::Score),
        /// The day on which it was handed in, or its status last changed.
        score_date: NaiveDate = col("scoreDate").required().hint(Hint::LastDay),
        /// What the teacher says.
        comment: Text = col("comment"),
    }
}

record! {
    /// People: students, their families, and staff.
    pub struct User = file("users.csv")
        .source("OneRoster 1.1 CSV Tables, users.csv")
        .each(&[Each::Student, Each::Teacher, Each::Principal, Each::Contact]) =>
    {
        /// Whether the person may use the systems; the record is kept in either case.
        enabled_user: bool = col("enabledUser").required(),
        /// The orgs that the person belongs to, one at least.
        org_sourced_ids: List<Guid> = col("orgSourcedIds")
            .required()
            .refers("orgs.csv")
            .json("orgs"),
        /// What the person does, in all of the orgs.
        role: UserRole = col("role").required().hint(Hint::Role),
        /// The name that the person signs in with; that no other has it, the text leaves open.
        username: Text = col("username").required().hint(Hint::Username),
        /// The person's ids in other systems.
        user_ids: List<UserId> = col("userIds").aliases(&["userId"]),
        /// Given name.
        given_name: Text = col("givenName").required().hint(Hint::GivenName),
        /// Family name.
        family_name: Text = col("familyName").required().hint(Hint::FamilyName),
        /// Middle names, with spaces between.
        middle_name: Text = col("middleName").hint(Hint::MiddleName),
        /// The number that people know the person by.
        identifier: Text = col("identifier").hint(Hint::Number),
        /// Mail address.
        email: Email = col("email").hint(Hint::Email),
        /// Telephone number for text messages, in any form.
        sms: Text = col("sms"),
        /// Telephone number, in any form.
        phone: Text = col("phone").hint(Hint::Phone),
        /// Users that the person is related to: a student's parents, and a parent's children.
        agent_sourced_ids: List<Guid> = col("agentSourcedIds")
            .json("agents")
            .refers("users.csv")
            .aliases(&["agents"]),
        /// A student's grade; whether a list is meant, implementations do not agree.
        grades: List<Text> = col("grades").codes(Grade::CODES).hint(Hint::Grade),
        /// First password, as it is or encrypted as the two sides agree.
        password: Text = col("password").secret(),
    }
}

static MANIFEST: Manifest = Manifest::new(
    "manifest.csv",
    ["propertyName", "value"],
    "file.",
    "oneroster.version",
    &[VERSION, Property::required("oneroster.version", &["1.1"]), SYSTEM_NAME, SYSTEM_CODE],
)
.deleted("status", "tobedeleted");

/// OneRoster 1.1.
pub static FORMAT: Format = Format::new(
    "oneroster-1.1",
    "OneRoster 1.1 CSV",
    "1EdTech, OneRoster 1.1 CSV Tables",
    &[
        ManifestProperty::TABLE,
        AcademicSession::TABLE,
        Category::TABLE,
        Class::TABLE,
        ClassResource::TABLE,
        Course::TABLE,
        CourseResource::TABLE,
        Demographics::TABLE,
        Enrollment::TABLE,
        LineItem::TABLE,
        Org::TABLE,
        Resource::TABLE,
        Result::TABLE,
        User::TABLE,
    ],
    profile::V1P1,
)
.ordered()
.extensions("metadata.")
.manifest(&MANIFEST)
.constraints(constraints::V1P1);
