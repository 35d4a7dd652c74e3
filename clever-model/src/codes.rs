//! Vocabularies of Clever.

use roster_core::codes;

codes! {
    /// Grades. (*Data API* schema, v3.1)
    pub enum Grade {
        /// Infant or toddler.
        InfantToddler = "InfantToddler",
        /// Preschool.
        Preschool = "Preschool",
        /// Prekindergarten.
        PreKindergarten = "PreKindergarten",
        /// Transitional kindergarten.
        TransitionalKindergarten = "TransitionalKindergarten",
        /// Kindergarten.
        Kindergarten = "Kindergarten",
        /// First grade.
        First = "1",
        /// Second grade.
        Second = "2",
        /// Third grade.
        Third = "3",
        /// Fourth grade.
        Fourth = "4",
        /// Fifth grade.
        Fifth = "5",
        /// Sixth grade.
        Sixth = "6",
        /// Seventh grade.
        Seventh = "7",
        /// Eighth grade.
        Eighth = "8",
        /// Ninth grade.
        Ninth = "9",
        /// Tenth grade.
        Tenth = "10",
        /// Eleventh grade.
        Eleventh = "11",
        /// Twelfth grade.
        Twelfth = "12",
        /// Thirteenth grade.
        Thirteenth = "13",
        /// After graduation.
        PostGraduate = "PostGraduate",
        /// Ungraded.
        Ungraded = "Ungraded",
        /// Another one.
        Other = "Other",
    }
}

codes! {
    /// Subjects. (*Data API* schema, v3.1)
    pub enum Subject {
        /// English/language arts.
        EnglishLanguageArts = "english/language arts",
        /// Math.
        Math = "math",
        /// Science.
        Science = "science",
        /// Social studies.
        SocialStudies = "social studies",
        /// Language.
        Language = "language",
        /// Homeroom/advisory.
        HomeroomAdvisory = "homeroom/advisory",
        /// Interventions/online learning.
        InterventionsOnlineLearning = "interventions/online learning",
        /// Technology and engineering.
        TechnologyAndEngineering = "technology and engineering",
        /// PE and health.
        PEAndHealth = "PE and health",
        /// Arts and music.
        ArtsAndMusic = "arts and music",
        /// Other.
        Other = "other",
    }
}

codes! {
    /// Genders. (*Data API* schema, v2.1 and v3.1)
    pub enum Gender {
        /// Male.
        Male = "M",
        /// Female.
        Female = "F",
        /// Neither.
        Other = "X",
    }
}

codes! {
    /// Races, by a letter. (exporters; *Data API* schema for the words)
    pub enum Race {
        /// Asian.
        Asian = "A",
        /// Black or African American.
        BlackOrAfricanAmerican = "B",
        /// American Indian.
        AmericanIndian = "I",
        /// Two or more races.
        TwoOrMoreRaces = "M",
        /// Hawaiian or other Pacific Islander.
        HawaiianOrOtherPacificIslander = "P",
        /// White, Caucasian in the API.
        White = "W",
    }
}

codes! {
    /// Yes or no. (*Data API* schema)
    pub enum YesNo {
        /// Yes.
        Yes = "Y",
        /// No.
        No = "N",
    }
}

codes! {
    /// Whether lunch is free or at a reduced price. (exporters)
    pub enum LunchStatus {
        /// Free.
        Free = "F",
        /// At a reduced price.
        Reduced = "R",
        /// Paid in full.
        Neither = "N",
    }
}

codes! {
    /// What a contact is for. (*Data API* schema, v2.1)
    pub enum ContactType {
        /// A parent or guardian.
        ParentOrGuardian = "Parent/Guardian",
        /// For emergencies.
        Emergency = "Emergency",
        /// The first to call.
        Primary = "Primary",
        /// The second to call.
        Secondary = "Secondary",
        /// Of the family.
        Family = "Family",
        /// Someone else.
        Other = "Other",
    }
}

codes! {
    /// What a contact is to the student. (*Data API* schema, v2.1)
    pub enum ContactRelationship {
        /// A parent.
        Parent = "Parent",
        /// A grandparent.
        Grandparent = "Grandparent",
        /// The student.
        Oneself = "Self",
        /// An aunt or uncle.
        AuntOrUncle = "Aunt/Uncle",
        /// A sibling.
        Sibling = "Sibling",
        /// Someone else.
        Other = "Other",
    }
}

codes! {
    /// What telephone a number rings. (*Data API* schema, v2.1)
    pub enum PhoneType {
        /// A mobile.
        Cell = "Cell",
        /// The one at home.
        Home = "Home",
        /// The one at work.
        Work = "Work",
        /// Another one.
        Other = "Other",
    }
}

codes! {
    /// Roles of staff. (Clever help, *School Tech Lead*)
    pub enum StaffRole {
        /// Has more rights in the portal.
        SchoolTechLead = "School Tech Lead",
    }
}

codes! {
    /// Who a resource is for. (*Data API* schema)
    pub enum ResourceRole {
        /// Teachers.
        Teacher = "teacher",
        /// Students.
        Student = "student",
    }
}

codes! {
    /// Whether a student was there. (*Data API* schema, v3.1 attendance)
    pub enum AttendanceStatus {
        /// There.
        Present = "present",
        /// Not there.
        Absent = "absent",
        /// Late.
        Tardy = "tardy",
    }
}

codes! {
    /// What attendance is of. (*Data API* schema, v3.1 attendance)
    pub enum AttendanceType {
        /// A day.
        Daily = "daily",
        /// A section.
        Section = "section",
    }
}

codes! {
    /// Disabilities. (*Data API* schema, v3.1)
    pub enum DisabilityType {
        /// Autism.
        Autism = "Autism",
        /// Deaf-blindness.
        DeafBlindness = "Deaf-blindness",
        /// Developmental delay.
        DevelopmentalDelay = "Developmental delay",
        /// Emotional disturbance.
        EmotionalDisturbance = "Emotional disturbance",
        /// Hearing impairment.
        HearingImpairment = "Hearing impairment",
        /// Intellectual Disability.
        IntellectualDisability = "Intellectual Disability",
        /// Multiple disabilities.
        MultipleDisabilities = "Multiple disabilities",
        /// Orthopedic impairment.
        OrthopedicImpairment = "Orthopedic impairment",
        /// Other.
        Other = "Other",
        /// Other health impairment.
        OtherHealthImpairment = "Other health impairment",
        /// Specific learning disability.
        SpecificLearningDisability = "Specific learning disability",
        /// Speech or language impairment.
        SpeechOrLanguageImpairment = "Speech or language impairment",
        /// Traumatic brain injury.
        TraumaticBrainInjury = "Traumatic brain injury",
        /// Visual impairment.
        VisualImpairment = "Visual impairment",
    }
}

codes! {
    /// Disabilities, by their codes. (*Data API* schema, v3.1)
    pub enum DisabilityCode {
        /// Autism.
        Autism = "aut",
        /// Deaf-blindness.
        DeafBlindness = "db",
        /// Developmental delay.
        DevelopmentalDelay = "dd",
        /// Emotional disturbance.
        EmotionalDisturbance = "emn",
        /// Hearing impairment.
        HearingImpairment = "hi",
        /// Intellectual Disability.
        IntellectualDisability = "id",
        /// Multiple disabilities.
        MultipleDisabilities = "md",
        /// Orthopedic impairment.
        OrthopedicImpairment = "oi",
        /// Other.
        Other = "other",
        /// Other health impairment.
        OtherHealthImpairment = "ohi",
        /// Specific learning disability.
        SpecificLearningDisability = "sld",
        /// Speech or language impairment.
        SpeechOrLanguageImpairment = "sli",
        /// Traumatic brain injury.
        TraumaticBrainInjury = "tbi",
        /// Visual impairment.
        VisualImpairment = "vi",
    }
}
