//! Vocabularies of School Data Sync.
//!
//! The present service matches codes whatever their case, and a grade without its leading zero;
//! administrators can add codes of their own. (*Validation rules and descriptions*; *Default list
//! of values*)

use roster_core::codes;

codes! {
    /// Grade levels. (*Default list of values*, as three independent exporters transcribe it)
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
        /// Fourteenth grade.
        Fourteenth = "14",
        /// Postsecondary.
        Postsecondary = "PS",
        /// Ungraded.
        Ungraded = "UG",
        /// Another one.
        Other = "Other",
        /// First postsecondary year.
        PostsecondaryFreshman = "PS1",
        /// Second postsecondary year.
        PostsecondarySophomore = "PS2",
        /// Third postsecondary year.
        PostsecondaryJunior = "PS3",
        /// Fourth postsecondary year.
        PostsecondarySenior = "PS4",
        /// Undergraduate.
        Undergraduate = "undergraduate",
        /// Graduate.
        Graduate = "graduate",
        /// Postgraduate.
        Postgraduate = "postgraduate",
        /// Alumni.
        Alumni = "alumni",
        /// Adult education.
        AdultEducation = "adultEducation",
    }
}

codes! {
    /// Subjects: the two-digit areas of the School Courses for the Exchange of Data (SCED); `06` is not
    /// used. (*Default list of values*, as in Microsoft's OpenEduAnalytics)
    pub enum Subject {
        /// English language and literature.
        EnglishLanguageAndLiterature = "01",
        /// Mathematics.
        Mathematics = "02",
        /// Life and physical sciences.
        LifeAndPhysicalSciences = "03",
        /// Social sciences and history.
        SocialSciencesAndHistory = "04",
        /// Visual and performing arts.
        VisualAndPerformingArts = "05",
        /// Religious education and theology.
        ReligiousEducationAndTheology = "07",
        /// Physical, health and safety education.
        PhysicalHealthAndSafetyEducation = "08",
        /// Military science.
        MilitaryScience = "09",
        /// Information technology.
        InformationTechnology = "10",
        /// Communication and audio-visual technology.
        CommunicationAndAudioVisualTechnology = "11",
        /// Business and marketing.
        BusinessAndMarketing = "12",
        /// Manufacturing.
        Manufacturing = "13",
        /// Health care sciences.
        HealthCareSciences = "14",
        /// Public, protective and government service.
        PublicProtectiveAndGovernmentService = "15",
        /// Hospitality and tourism.
        HospitalityAndTourism = "16",
        /// Architecture and construction.
        ArchitectureAndConstruction = "17",
        /// Agriculture, food and natural resources.
        AgricultureFoodAndNaturalResources = "18",
        /// Human services.
        HumanServices = "19",
        /// Transportation, distribution and logistics.
        TransportationDistributionAndLogistics = "20",
        /// Engineering and technology.
        EngineeringAndTechnology = "21",
        /// Miscellaneous.
        Miscellaneous = "22",
        /// No subject in particular.
        NonSubjectSpecific = "23",
        /// World languages.
        WorldLanguages = "24",
    }
}

codes! {
    /// What a guardian is to a student. (*Parent contact sync file format*)
    pub enum GuardianRole {
        /// A parent.
        Parent = "Parent",
        /// A relative.
        Relative = "Relative",
        /// An aide.
        Aide = "Aide",
        /// A doctor.
        Doctor = "Doctor",
        /// A guardian.
        Guardian = "Guardian",
        /// A child of the student.
        Child = "Child",
        /// An administrator.
        Administrator = "Administrator",
        /// Someone else; what a blank cell means.
        Other = "Other",
    }
}
