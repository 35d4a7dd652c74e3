//! OneRoster 1.2, binding 1.2.1: a manifest and twenty-one files.
//!
//! Many vocabularies are open: a word of one's own begins with `ext:`. Roles have a file of
//! their own, so that a user can have several. Grades, subjects and places of birth have no
//! vocabulary any more.
//!
//! Source: *OneRoster CSV Binding 1.2* (1EdTech, 6 June 2022), and what changed with 1.2.1
//! (22 August 2023) according to `LongsightGroup/oneroster` and `hanachin/meibo`: `users.csv` has
//! one column less ([`v1p2p0`](crate::v1p2p0) has it), and its grades are a list.

use chrono::NaiveDate;
use roster_core::{
    Decimal, Each, Email, Format, Hint, Id, Kind, List, Manifest, Open, Property, Record, Text,
    Year, col, file,
};

pub use crate::manifest::ManifestProperty;
use crate::{
    codes::{
        ClassType, EnrollmentRole, Importance, ObjectiveSource, OrgRole, OrgType, RoleType,
        ScoreStatus, SessionType, Sex, UserRole,
    },
    constraints,
    manifest::{SYSTEM_CODE, SYSTEM_NAME, VERSION},
    profile,
    record::{SOURCED_ID, record},
    shapes::{Guid, ScaleMapping, UserId},
};

record! {
    /// School years and their parts: terms, semesters, grading periods.
    pub struct AcademicSession = file("academicSessions.csv")
        .source("OneRoster CSV Binding 1.2, academicSessions.csv")
        .each(&[Each::Year, Each::Term]) =>
    {
        /// What the session is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// What the session is.
        session_type: Open<SessionType> = col("type").required().hint(Hint::Type),
        /// The first day of the session; the text says the last, by mistake.
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
        .source("OneRoster CSV Binding 1.2, categories.csv")
        .each(&[Each::Category]) =>
    {
        /// What the category is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// How much it counts in the final mark, in whole percent.
        weight: i64 = col("weight").json_kind(Kind::Decimal),
    }
}

record! {
    /// Classes: a course as it is taught to a group.
    pub struct Class = file("classes.csv")
        .source("OneRoster CSV Binding 1.2, classes.csv")
        .each(&[Each::Section]) =>
    {
        /// What the class is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// The grades that the class is for, in words that the two sides agree on.
        grades: List<Text> = col("grades").hint(Hint::Grade),
        /// The course that it teaches.
        course_sourced_id: Guid = col("courseSourcedId")
            .required()
            .refers("courses.csv")
            .json("course"),
        /// The code that people know the class by.
        class_code: Text = col("classCode").hint(Hint::Number),
        /// What the class is.
        class_type: Open<ClassType> = col("classType").required().hint(Hint::Type).json_optional(),
        /// Where it meets, in any words.
        location: Text = col("location").hint(Hint::Room),
        /// The school that gives it, an org of just that type, or of a type of one's own.
        school_sourced_id: Guid = col("schoolSourcedId")
            .json("school")
            .required()
            .refers_to("orgs.csv", "type", "school"),
        /// The sessions in which it is held, one at least, of any type.
        term_sourced_ids: List<Guid> = col("termSourcedIds")
            .json("terms")
            .required()
            .refers("academicSessions.csv")
            .aliases(&["termSourcedId"]),
        /// Subjects, without commas, in the order of the codes.
        subjects: List<Text> = col("subjects").hint(Hint::Subject),
        /// Codes of the subjects, one for each, of a list that the two sides agree on.
        subject_codes: List<Text> = col("subjectCodes").hint(Hint::SubjectCode),
        /// The periods of the day in which it meets.
        periods: List<Text> = col("periods").hint(Hint::Period),
    }
}

record! {
    /// Which resource is for which class.
    pub struct ClassResource = file("classResources.csv")
        .source("OneRoster CSV Binding 1.2, classResources.csv")
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
        .source("OneRoster CSV Binding 1.2, courses.csv")
        .each(&[Each::Course]) =>
    {
        /// The school year in which it is given, a session of just that type.
        school_year_sourced_id: Guid = col("schoolYearSourcedId")
            .json("schoolYear")
            .refers_to("academicSessions.csv", "type", "schoolYear"),
        /// What the course is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// The code that people know the course by.
        course_code: Text = col("courseCode").hint(Hint::Number).json_required(),
        /// The grades that the course is for, in words that the two sides agree on.
        grades: List<Text> = col("grades").hint(Hint::Grade),
        /// The org that gives it, of any type.
        org_sourced_id: Guid = col("orgSourcedId")
            .required()
            .refers("orgs.csv")
            .json("org")
            .json_optional(),
        /// Subjects, without commas, in the order of the codes.
        subjects: List<Text> = col("subjects").hint(Hint::Subject),
        /// Codes of the subjects, one for each, of a list that the two sides agree on.
        subject_codes: List<Text> = col("subjectCodes").hint(Hint::SubjectCode),
    }
}

record! {
    /// Which resource is for which course.
    pub struct CourseResource = file("courseResources.csv")
        .source("OneRoster CSV Binding 1.2, courseResources.csv")
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
        .source("OneRoster CSV Binding 1.2, demographics.csv")
        .each(&[Each::Student]),
        SOURCED_ID.refers("users.csv") =>
    {
        /// Date of birth.
        birth_date: NaiveDate = col("birthDate").hint(Hint::BirthDate),
        /// Sex.
        sex: Open<Sex> = col("sex").hint(Hint::Word),
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
        /// Country of birth, a code of a list that the two sides agree on.
        country_of_birth_code: Text = col("countryOfBirthCode").hint(Hint::Country),
        /// State of birth, an abbreviation of a list that the two sides agree on.
        state_of_birth_abbreviation: Text = col("stateOfBirthAbbreviation").hint(Hint::State),
        /// City of birth.
        city_of_birth: Text = col("cityOfBirth").hint(Hint::City),
        /// Where the student lives, seen from the school, in a word that the two sides agree on.
        public_school_residence_status: Text = col("publicSchoolResidenceStatus"),
    }
}

record! {
    /// Who is in which class, and as what.
    pub struct Enrollment = file("enrollments.csv")
        .source("OneRoster CSV Binding 1.2, enrollments.csv")
        .each(&[Each::Enrollment, Each::Teaching]) =>
    {
        /// The class.
        class_sourced_id: Guid = col("classSourcedId")
            .required()
            .refers("classes.csv")
            .json("class"),
        /// The school of the class, an org of just that type, or of a type of one's own.
        school_sourced_id: Guid = col("schoolSourcedId")
            .json("school")
            .required()
            .refers_to("orgs.csv", "type", "school"),
        /// The user.
        user_sourced_id: Guid = col("userSourcedId").required().refers("users.csv").json("user"),
        /// What the user does in the class, whatever the user's roles in the school.
        role: Open<EnrollmentRole> = col("role").required().hint(Hint::Role),
        /// Whether the user is the class's main teacher, one for each period; of teachers only.
        primary: bool = col("primary").hint(Hint::Primary),
        /// The first day of the enrollment, within the class's terms.
        begin_date: NaiveDate = col("beginDate").hint(Hint::FirstDay),
        /// The day after the enrollment, within the class's terms: the end is exclusive.
        end_date: NaiveDate = col("endDate").hint(Hint::LastDay),
    }
}

record! {
    /// What line items are to show that students have learnt.
    pub struct LineItemLearningObjectiveId = file("lineItemLearningObjectiveIds.csv")
        .source("OneRoster CSV Binding 1.2, lineItemLearningObjectiveIds.csv")
        .each(&[Each::LineItem])
        .one_in(4) =>
    {
        /// The line item.
        line_item_sourced_id: Guid = col("lineItemSourcedId")
            .required()
            .refers("lineItems.csv")
            .json("lineItem"),
        /// Whose identifier follows.
        source: Open<ObjectiveSource> = col("source").required(),
        /// The learning objective; a UUID URN if it is of CASE.
        learning_objective_id: Text = col("learningObjectiveId")
            .required()
            .hint(Hint::Urn)
            .json("learningObjectiveIds"),
    }
}

record! {
    /// Line items: what results are given for, a column of the gradebook.
    pub struct LineItem = file("lineItems.csv")
        .source("OneRoster CSV Binding 1.2, lineItems.csv")
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
        /// The session that it counts for, any but a school year; one sentence of the text still
        /// calls the column by its name of 1.1.
        academic_session_sourced_id: Guid = col("academicSessionSourcedId")
            .json("academicSession")
            .json_optional()
            .required()
            .refers_to_other("academicSessions.csv", "type", "schoolYear")
            .aliases(&["gradingPeriodSourcedId"]),
        /// The lowest score, inclusive.
        result_value_min: Decimal = col("resultValueMin").hint(Hint::LowestScore),
        /// The highest score, inclusive.
        result_value_max: Decimal = col("resultValueMax").hint(Hint::HighestScore),
        /// The school of the class.
        school_sourced_id: Guid = col("schoolSourcedId")
            .required()
            .refers("orgs.csv")
            .json("school"),
    }
}

record! {
    /// Which score scale is for which line item.
    pub struct LineItemScoreScale = file("lineItemScoreScales.csv")
        .source("OneRoster CSV Binding 1.2, lineItemScoreScales.csv")
        .each(&[Each::LineItem])
        .one_in(4) =>
    {
        /// What the pair is called; of which of the two that is the name, the text leaves open.
        title: Text = col("title"),
        /// The line item.
        line_item_sourced_id: Guid = col("lineItemSourcedId")
            .required()
            .refers("lineItems.csv")
            .json("lineItem"),
        /// The score scale.
        score_scale_sourced_id: Guid = col("scoreScaleSourcedId")
            .json("scoreScale")
            .required()
            .refers("scoreScales.csv"),
    }
}

record! {
    /// Orgs: schools, and what they belong to.
    pub struct Org = file("orgs.csv")
        .source("OneRoster CSV Binding 1.2, orgs.csv")
        .each(&[Each::District, Each::School]) =>
    {
        /// What the org is called.
        name: Text = col("name").required().hint(Hint::Name),
        /// What the org is.
        org_type: Open<OrgType> = col("type").required().hint(Hint::Type),
        /// What people know the org by, such as its number at the National Center for Education
        /// Statistics.
        identifier: Text = col("identifier").hint(Hint::Number).json_required(),
        /// The org that it belongs to.
        parent_sourced_id: Guid = col("parentSourcedId").refers("orgs.csv").json("parent"),
    }
}

record! {
    /// Learning resources.
    pub struct Resource = file("resources.csv")
        .source("OneRoster CSV Binding 1.2, resources.csv")
        .each(&[Each::Resource]) =>
    {
        /// The vendor's id for it.
        vendor_resource_id: Id = col("vendorResourceId").required().hint(Hint::Number),
        /// What the resource is called.
        title: Text = col("title").hint(Hint::Name),
        /// Whom it is for, in the words of 1.1: one word for all administrators.
        roles: List<Open<UserRole>> = col("roles").hint(Hint::Role),
        /// How much it is used.
        importance: Importance = col("importance").hint(Hint::Word),
        /// The vendor's id, which 1EdTech gives.
        vendor_id: Id = col("vendorId"),
        /// The application that it is opened with.
        application_id: Id = col("applicationId"),
    }
}

record! {
    /// What results show that students have learnt, perhaps with a score of its own.
    pub struct ResultLearningObjectiveId = file("resultLearningObjectiveIds.csv")
        .source("OneRoster CSV Binding 1.2, resultLearningObjectiveIds.csv")
        .each(&[Each::Result])
        .one_in(10) =>
    {
        /// The result.
        result_sourced_id: Guid = col("resultSourcedId")
            .required()
            .refers("results.csv")
            .json("result"),
        /// Whose identifier follows.
        source: Open<ObjectiveSource> = col("source").required(),
        /// The learning objective; a UUID URN if it is of CASE.
        learning_objective_id: Text = col("learningObjectiveId")
            .required()
            .hint(Hint::Urn)
            .json("learningObjectiveResults/learningObjectiveId"),
        /// The score for this objective, of a range that the text leaves open.
        score: Decimal = col("score").hint(Hint::Score).json("learningObjectiveResults/score"),
        /// The same in words.
        text_score: Text = col("textScore").json("learningObjectiveResults/textScore"),
    }
}

record! {
    /// Results: what a student got for a line item.
    pub struct Result = file("results.csv")
        .source("OneRoster CSV Binding 1.2, results.csv")
        .each(&[Each::Result]) =>
    {
        /// The line item.
        line_item_sourced_id: Guid = col("lineItemSourcedId")
            .required()
            .refers("lineItems.csv")
            .json("lineItem"),
        /// The student.
        student_sourced_id: Guid = col("studentSourcedId")
            .required()
            .refers("users.csv")
            .json("student"),
        /// How far the scoring has come.
        score_status: Open<ScoreStatus> = col("scoreStatus").required().hint(Hint::Word),
        /// The score, from the line item's lowest to its highest.
        score: Decimal = col("score").hint(Hint::Score),
        /// The day on which it was handed in, or its status last changed.
        score_date: NaiveDate = col("scoreDate").required().hint(Hint::LastDay),
        /// What the teacher says.
        comment: Text = col("comment"),
        /// The score in words.
        text_score: Text = col("textScore"),
        /// The class of the line item.
        class_sourced_id: Guid = col("classSourcedId").refers("classes.csv").json("class"),
        /// Whether the student is still at work.
        in_progress: bool = col("inProgress"),
        /// Whether less was handed in than was asked for.
        incomplete: bool = col("incomplete"),
        /// Whether it was handed in late.
        late: bool = col("late"),
        /// Whether it was not handed in.
        missing: bool = col("missing"),
    }
}

record! {
    /// Which score scale is for which result.
    pub struct ResultScoreScale = file("resultScoreScales.csv")
        .source("OneRoster CSV Binding 1.2, resultScoreScales.csv")
        .each(&[Each::Result])
        .one_in(10) =>
    {
        /// What the pair is called; of which of the two that is the name, the text leaves open.
        title: Text = col("title"),
        /// The result.
        result_sourced_id: Guid = col("resultSourcedId")
            .required()
            .refers("results.csv")
            .json("result"),
        /// The score scale.
        score_scale_sourced_id: Guid = col("scoreScaleSourcedId")
            .json("scoreScale")
            .required()
            .refers("scoreScales.csv"),
    }
}

record! {
    /// What people do, and where: a row for each role of a user in an org.
    pub struct Role = file("roles.csv")
        .source("OneRoster CSV Binding 1.2, roles.csv")
        .each(&[Each::Student, Each::Teacher, Each::Principal, Each::Contact]) =>
    {
        /// The user.
        user_sourced_id: Guid = col("userSourcedId").required().refers("users.csv").json("user"),
        /// Whether it is the role that counts in the org: one for each user there.
        role_type: RoleType = col("roleType").required().hint(Hint::Primary),
        /// What the user does there.
        role: Open<OrgRole> = col("role").required().hint(Hint::Role),
        /// The first day of the role.
        begin_date: NaiveDate = col("beginDate").hint(Hint::FirstDay),
        /// The day after the role: the end is exclusive.
        end_date: NaiveDate = col("endDate").hint(Hint::LastDay),
        /// The org.
        org_sourced_id: Guid = col("orgSourcedId").required().refers("orgs.csv").json("org"),
        /// The account that the user has for the role.
        user_profile_sourced_id: Guid = col("userProfileSourcedId")
            .refers("userProfiles.csv")
            .json("userProfile")
            .json_kind(Kind::Text),
    }
}

record! {
    /// Score scales: what the marks of a class stand for.
    pub struct ScoreScale = file("scoreScales.csv")
        .source("OneRoster CSV Binding 1.2, scoreScales.csv")
        .each(&[Each::Section]) =>
    {
        /// What the scale is called.
        title: Text = col("title").required().hint(Hint::Name),
        /// What its marks are, in any words: percent.
        scale_type: Text = col("type").required(),
        /// The org that uses it.
        org_sourced_id: Guid = col("orgSourcedId").required().refers("orgs.csv").not_json(),
        /// The course that it is for.
        course_sourced_id: Guid = col("courseSourcedId")
            .required()
            .refers("courses.csv")
            .json("course")
            .json_optional(),
        /// The class that it is for.
        class_sourced_id: Guid = col("classSourcedId")
            .required()
            .refers("classes.csv")
            .json("class"),
        /// Its steps: what each mark stands for.
        score_scale_value: List<ScaleMapping> = col("scoreScaleValue").required(),
    }
}

record! {
    /// Accounts of people in systems and applications, one credential a row.
    pub struct UserProfile = file("userProfiles.csv")
        .source("OneRoster CSV Binding 1.2, userProfiles.csv")
        .each(&[Each::Student, Each::Teacher, Each::Principal, Each::Contact])
        .one_in(10),
        SOURCED_ID.json("profileId").json_kind(Kind::Text) =>
    {
        /// The user.
        user_sourced_id: Guid = col("userSourcedId").required().refers("users.csv").json("user"),
        /// What kind of account it is, in any words.
        profile_type: Text = col("profileType").required(),
        /// Whose system it is.
        vendor_id: Text = col("vendorId").required(),
        /// Which application of the vendor's it is.
        application_id: Text = col("applicationId"),
        /// What the account is for.
        description: Text = col("description"),
        /// What kind of credential follows, in any words.
        credential_type: Text = col("credentialType")
            .required()
            .json("credentials/type")
            .json_optional(),
        /// The name that the person signs in with there.
        username: Text = col("username")
            .required()
            .hint(Hint::Username)
            .json("credentials/username")
            .json_optional(),
        /// Password, as it is or encrypted as the two sides agree.
        password: Text = col("password").secret().json("credentials/password"),
    }
}

record! {
    /// Which resource is for which user, perhaps in one org or class only.
    pub struct UserResource = file("userResources.csv")
        .source("OneRoster CSV Binding 1.2, userResources.csv")
        .each(&[Each::Student])
        .one_in(10) =>
    {
        /// The user.
        user_sourced_id: Guid = col("userSourcedId").required().refers("users.csv"),
        /// The org in which alone it is for the user.
        org_sourced_id: Guid = col("orgSourcedId").refers("orgs.csv"),
        /// The class in which alone it is for the user.
        class_sourced_id: Guid = col("classSourcedId").refers("classes.csv"),
        /// The resource.
        resource_sourced_id: Guid = col("resourceSourcedId").required().refers("resources.csv"),
    }
}

/// `users.csv`, with the columns that 1.2.0 had between the master identifier and the preferred
/// names, and 1.2.1 has no more.
macro_rules! user {
    ($($before_preferred:tt)*) => {
        $crate::record::record! {
            /// People: students, their families, and staff; what they do is in `roles.csv`.
            pub struct User = file("users.csv")
                .needs(&["roles.csv"])
                .source("OneRoster CSV Binding 1.2, users.csv")
                .each(&[Each::Student, Each::Teacher, Each::Principal, Each::Contact]) =>
            {
                /// Whether the person may use the systems; the record is kept in either case.
                enabled_user: bool = col("enabledUser").required(),
                /// The name that the person signs in with; that no other has it, the text leaves
                /// open.
                username: Text = col("username").required().hint(Hint::Username).json_optional(),
                /// The person's ids in other systems.
                user_ids: List<UserId> = col("userIds"),
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
                /// Users that the person is related to: a student's parents, and a parent's
                /// children.
                agent_sourced_ids: List<Guid> = col("agentSourcedIds")
                    .refers("users.csv")
                    .json("agents"),
                /// A student's grades, in words that the two sides agree on.
                grades: List<Text> = col("grades").hint(Hint::Grade),
                /// First password, as it is or encrypted as the two sides agree.
                password: Text = col("password").secret(),
                /// Names the person across all systems.
                user_master_identifier: Text = col("userMasterIdentifier")
                    .aliases(&["userMasterIdenfitier"]),
                $($before_preferred)*
                /// The given name that the person prefers.
                preferred_given_name: Text = col("preferredGivenName")
                    .json("preferredFirstName")
                    .aliases(&["prefferedGivenName"]),
                /// The middle names that the person prefers.
                preferred_middle_name: Text = col("preferredMiddleName")
                    .aliases(&["prefferedMiddleName"]),
                /// The family name that the person prefers.
                preferred_family_name: Text = col("preferredFamilyName")
                    .json("preferredLastName")
                    .aliases(&["prefferedFamilyName"]),
                /// The org that the person belongs to first of all; the text wants it told, and
                /// lets the cell be blank.
                primary_org_sourced_id: Guid = col("primaryOrgSourcedId")
                    .refers("orgs.csv")
                    .json("primaryOrg"),
                /// The person's pronouns.
                pronouns: Text = col("pronouns"),
            }
        }
    };
}
pub(crate) use user;

user! {}

/// What a manifest says in binding 1.2.0 and 1.2.1, which go by one version. `hanachin/meibo`
/// writes the level, and the Japan Profile a word of its own.
pub(crate) static MANIFEST: Manifest = Manifest::new(
    "manifest.csv",
    ["propertyName", "value"],
    "file.",
    "oneroster.version",
    &[
        VERSION,
        Property::required("oneroster.version", &["1.2", "1.2.1", "1.2_JP"]),
        SYSTEM_NAME,
        SYSTEM_CODE,
    ],
)
.deleted("status", "tobedeleted");

/// OneRoster 1.2, binding 1.2.1.
pub static FORMAT: Format = Format::new(
    "oneroster-1.2",
    "OneRoster 1.2 CSV (binding 1.2.1)",
    "1EdTech, OneRoster CSV Binding 1.2.1",
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
        LineItemLearningObjectiveId::TABLE,
        LineItem::TABLE,
        LineItemScoreScale::TABLE,
        Org::TABLE,
        Resource::TABLE,
        ResultLearningObjectiveId::TABLE,
        Result::TABLE,
        ResultScoreScale::TABLE,
        Role::TABLE,
        ScoreScale::TABLE,
        UserProfile::TABLE,
        UserResource::TABLE,
        User::TABLE,
    ],
    profile::ALL,
)
.ordered()
.extensions("metadata.")
.manifest(&MANIFEST)
.constraints(constraints::V1P2);
