//! Vocabularies of OneRoster.
//!
//! Upper and lower case count. 1.1 closes every vocabulary; where 1.2 opens one to words of one's
//! own (`ext:word`), its column is an [`Open`](roster_core::Open) of the type here.
//! (*OneRoster CSV Binding 1.2*, data types and extensions)

use roster_core::codes;

codes! {
    /// What became of a record since the last package. (*OneRoster CSV Binding 1.2*, bulk and delta
    /// processing)
    pub enum Status {
        /// The record is new or has changed.
        Active = "active",
        /// The record is to go. OneRoster 1.0 wrote `inactive`, which is to be read so.
        ToBeDeleted = "tobedeleted" | "inactive",
    }
}

codes! {
    /// What a session is. (*OneRoster CSV Binding 1.2*, academicSessions.csv; the same in 1.1)
    pub enum SessionType {
        /// What marks are given for.
        GradingPeriod = "gradingPeriod",
        /// A semester, usually one of two a year.
        Semester = "semester",
        /// A school year.
        SchoolYear = "schoolYear",
        /// A term, usually one of three a year.
        Term = "term",
    }
}

codes! {
    /// What a class is. (*OneRoster CSV Binding 1.2*, classes.csv; the same in 1.1)
    pub enum ClassType {
        /// The class that meets to be registered: a homeroom, a form.
        Homeroom = "homeroom",
        /// A class of the timetable.
        Scheduled = "scheduled",
    }
}

codes! {
    /// Sex, in 1.1. (*OneRoster 1.1 CSV Tables*, demographics.csv)
    pub enum V1p1Sex {
        /// Male.
        Male = "male",
        /// Female.
        Female = "female",
    }
}

codes! {
    /// Sex, in 1.2, which added two words. (*OneRoster CSV Binding 1.2*, demographics.csv)
    pub enum Sex {
        /// Male.
        Male = "male",
        /// Female.
        Female = "female",
        /// Not told.
        Unspecified = "unspecified",
        /// Another one.
        Other = "other",
    }
}

codes! {
    /// What a person does, in 1.1; and whom a resource is for, in both versions.
    /// (*OneRoster 1.1 CSV Tables*, users.csv; *OneRoster CSV Binding 1.2*, resources.csv)
    pub enum UserRole {
        /// Administers an org.
        Administrator = "administrator",
        /// Helps a user, and is none of the others.
        Aide = "aide",
        /// Has charge of a user, and is no parent.
        Guardian = "guardian",
        /// Mother or father of a user.
        Parent = "parent",
        /// Watches over examinations.
        Proctor = "proctor",
        /// Belongs to a user's family, and is no parent.
        Relative = "relative",
        /// Learns.
        Student = "student",
        /// Teaches.
        Teacher = "teacher",
    }
}

codes! {
    /// What a person does in an org, in 1.2. (*OneRoster CSV Binding 1.2*, roles.csv)
    pub enum OrgRole {
        /// Helps a user, and is none of the others.
        Aide = "aide",
        /// Counsels students.
        Counselor = "counselor",
        /// Administers a district.
        DistrictAdministrator = "districtAdministrator",
        /// Has charge of a user, and is no parent.
        Guardian = "guardian",
        /// Mother or father of a user.
        Parent = "parent",
        /// Is the head of a school.
        Principal = "principal",
        /// Watches over examinations.
        Proctor = "proctor",
        /// Belongs to a user's family, and is no parent.
        Relative = "relative",
        /// Administers a site.
        SiteAdministrator = "siteAdministrator",
        /// Learns.
        Student = "student",
        /// Administers a system.
        SystemAdministrator = "systemAdministrator",
        /// Teaches.
        Teacher = "teacher",
    }
}

codes! {
    /// What a person does in a class, in 1.2. (*OneRoster CSV Binding 1.2*, enrollments.csv)
    pub enum EnrollmentRole {
        /// Administers it.
        Administrator = "administrator",
        /// Watches over its examinations.
        Proctor = "proctor",
        /// Learns in it.
        Student = "student",
        /// Teaches it.
        Teacher = "teacher",
    }
}

codes! {
    /// Whether a role is the one that counts in its org. (*OneRoster CSV Binding 1.2*, roles.csv)
    pub enum RoleType {
        /// It is: one for each user and org.
        Primary = "primary",
        /// It is not.
        Secondary = "secondary",
    }
}

codes! {
    /// What an org is: from the nation down to the school, with departments anywhere between.
    /// (*OneRoster CSV Binding 1.2*, orgs.csv; the same in 1.1)
    pub enum OrgType {
        /// A department, within a school or above one.
        Department = "department",
        /// A school, which classes and enrollments belong to.
        School = "school",
        /// A school district.
        District = "district",
        /// A local body; what OneRoster 1.0 called a district.
        Local = "local",
        /// A state.
        State = "state",
        /// A nation.
        National = "national",
    }
}

codes! {
    /// How much a resource is used. (*OneRoster CSV Binding 1.2*, resources.csv; the same in 1.1)
    pub enum Importance {
        /// Mainly.
        Primary = "primary",
        /// Beside others.
        Secondary = "secondary",
    }
}

codes! {
    /// How far the scoring of a result has come; the words have spaces in them.
    /// (*OneRoster CSV Binding 1.2*, results.csv; the same in 1.1)
    pub enum ScoreStatus {
        /// The result does not count.
        Exempt = "exempt",
        /// Scoring is done.
        FullyGraded = "fully graded",
        /// Nothing was handed in.
        NotSubmitted = "not submitted",
        /// Scoring is under way: the score does not count yet.
        PartiallyGraded = "partially graded",
        /// Work was handed in.
        Submitted = "submitted",
    }
}

codes! {
    /// Whose identifier a learning objective goes by.
    /// (*OneRoster CSV Binding 1.2*, lineItemLearningObjectiveIds.csv)
    pub enum ObjectiveSource {
        /// 1EdTech's Competencies and Academic Standards Exchange (CASE).
        Case = "case",
        /// It is not known.
        Unknown = "unknown",
    }
}

codes! {
    /// Grade levels: those of the element *Entry Grade Level* of the Common Education Data
    /// Standards (CEDS), version 5, which 1.1 names and 1.2 no more. (*OneRoster 1.1 CSV Tables*,
    /// users.csv; the words as `nicelion/oneroster-ts` has them)
    pub enum Grade {
        /// Infant or toddler.
        InfantToddler = "IT",
        /// Preschool.
        Preschool = "PR",
        /// Prekindergarten.
        Prekindergarten = "PK",
        /// Transitional kindergarten.
        TransitionalKindergarten = "TK",
        /// Kindergarten.
        Kindergarten = "KG",
        /// First grade.
        First = "01",
        /// Second grade.
        Second = "02",
        /// Third grade.
        Third = "03",
        /// Fourth grade.
        Fourth = "04",
        /// Fifth grade.
        Fifth = "05",
        /// Sixth grade.
        Sixth = "06",
        /// Seventh grade.
        Seventh = "07",
        /// Eighth grade.
        Eighth = "08",
        /// Ninth grade.
        Ninth = "09",
        /// Tenth grade.
        Tenth = "10",
        /// Eleventh grade.
        Eleventh = "11",
        /// Twelfth grade.
        Twelfth = "12",
        /// Thirteenth grade.
        Thirteenth = "13",
        /// Postsecondary.
        Postsecondary = "PS",
        /// Ungraded.
        Ungraded = "UG",
        /// Another one.
        Other = "Other",
    }
}

codes! {
    /// Where a student lives, seen from the school: codes of the element *Public School Residence
    /// Status* of the Common Education Data Standards (CEDS), which 1.1 names and 1.2 no more.
    /// (*OneRoster 1.1 CSV Tables*, demographics.csv)
    pub enum ResidenceStatus {
        /// In the administrative unit and the area that the school usually serves.
        UsualAttendanceArea = "01652",
        /// In the administrative unit, but in the area of another school.
        OtherAttendanceArea = "01653",
        /// In the state, but not in the administrative unit.
        OtherAdministrativeUnit = "01654",
        /// In an administrative unit that reaches into another state.
        UnitAcrossStates = "01655",
        /// In another state.
        OtherState = "01656",
    }
}
