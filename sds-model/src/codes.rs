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

codes! {
    /// What an org is. (*Default list of values*: organization type)
    pub enum OrgType {
        /// School.
        School = "school",
        /// Ministry of education.
        MinistryOfEducation = "ministryOfEducation",
        /// Local authority.
        LocalAuthority = "localAuthority",
        /// Department.
        Department = "department",
        /// University.
        University = "university",
        /// Region.
        Region = "region",
        /// District.
        District = "district",
        /// College.
        College = "college",
        /// Division.
        Division = "division",
        /// Local body.
        Local = "local",
        /// Campus.
        Campus = "campus",
        /// Province.
        Province = "province",
        /// State.
        State = "state",
        /// Adult education.
        AdultEducation = "adultEducation",
        /// Research center.
        ResearchCenter = "researchCenter",
        /// National body.
        National = "national",
        /// Municipality.
        Municipality = "municipality",
        /// Program.
        Program = "program",
        /// Department of education.
        DepartmentOfEducation = "departmentOfEducation",
        /// Academic trust.
        AcademicTrust = "academicTrust",
    }
}

codes! {
    /// What a person does in an org. All but student and other are staff. (*Default list of values*:
    /// organization role)
    pub enum OrgRole {
        /// Principal.
        Principal = "principal",
        /// Chair.
        Chair = "chair",
        /// Professor.
        Professor = "professor",
        /// Researcher.
        Researcher = "researcher",
        /// Adjunct.
        Adjunct = "adjunct",
        /// Affiliate.
        Affiliate = "affiliate",
        /// Occupational therapist.
        OccupationalTherapist = "occupationalTherapist",
        /// Physical therapist.
        PhysicalTherapist = "physicalTherapist",
        /// Speech therapist.
        SpeechTherapist = "speechTherapist",
        /// Vision therapist.
        VisionTherapist = "visionTherapist",
        /// Paraprofessional.
        Paraprofessional = "paraprofessional",
        /// Special services.
        SpecialServices = "specialServices",
        /// Advisor.
        Advisor = "advisor",
        /// Proctor.
        Proctor = "proctor",
        /// Nurse.
        Nurse = "nurse",
        /// Office staff.
        OfficeStaff = "officeStaff",
        /// Lecturer.
        Lecturer = "lecturer",
        /// IT administrator.
        ItAdmin = "itAdmin",
        /// Administrator.
        Administrator = "administrator",
        /// Teacher.
        Teacher = "teacher",
        /// Faculty.
        Faculty = "faculty",
        /// Staff.
        Staff = "staff",
        /// Teacher assistant.
        TeacherAssistant = "teacherAssistant",
        /// Assistant.
        Assistant = "assistant",
        /// Instructor.
        Instructor = "instructor",
        /// Substitute.
        Substitute = "substitute",
        /// Coach.
        Coach = "coach",
        /// Former student.
        Alumni = "alumni",
        /// Student.
        Student = "student",
        /// Another one; belongs to neither staff nor students.
        Other = "other",
    }
}

codes! {
    /// What a person does in a class. (*Default list of values*: enrollment role, as independent exporters
    /// transcribe it)
    pub enum EnrollmentRole {
        /// Student.
        Student = "student",
        /// Vision therapist.
        VisionTherapist = "visionTherapist",
        /// Substitute.
        Substitute = "substitute",
        /// Aide.
        Aide = "aide",
        /// The spelling of aide in two transcriptions.
        Aid = "aid",
        /// Paraprofessional.
        Paraprofessional = "paraprofessional",
        /// Principal.
        Principal = "principal",
        /// Proctor.
        Proctor = "proctor",
        /// Teacher assistant.
        TeacherAssistant = "teacherAssistant",
        /// Special services.
        SpecialServices = "specialServices",
        /// Teacher.
        Teacher = "teacher",
        /// Professor.
        Professor = "professor",
        /// Advisor.
        Advisor = "advisor",
        /// Administrator.
        Administrator = "administrator",
        /// Lecturer.
        Lecturer = "lecturer",
        /// Coach.
        Coach = "coach",
        /// Occupational therapist.
        OccupationalTherapist = "occupationalTherapist",
        /// Affiliate.
        Affiliate = "affiliate",
        /// Assistant.
        Assistant = "assistant",
        /// Physical therapist.
        PhysicalTherapist = "physicalTherapist",
        /// Adjunct.
        Adjunct = "adjunct",
        /// Staff.
        Staff = "staff",
        /// Speech therapist.
        SpeechTherapist = "speechTherapist",
        /// Instructor.
        Instructor = "instructor",
        /// Former student.
        Alumni = "alumni",
        /// Chair.
        Chair = "chair",
        /// IT administrator.
        ItAdmin = "itAdmin",
        /// Office staff.
        OfficeStaff = "officeStaff",
    }
}

codes! {
    /// What a session is. (*Default list of values*: session type)
    pub enum SessionType {
        /// School year.
        SchoolYear = "schoolYear",
        /// Semester.
        Semester = "semester",
        /// Term.
        Term = "term",
        /// Grading period.
        GradingPeriod = "gradingPeriod",
        /// Quarter.
        Quarter = "quarter",
    }
}

codes! {
    /// What a contact is to a student. (O365-EDU-Tools, OneRoster template, which writes `other` for all
    /// else)
    pub enum RelationshipRole {
        /// Parent.
        Parent = "parent",
        /// Guardian.
        Guardian = "guardian",
        /// Relative.
        Relative = "relative",
        /// Someone else.
        Other = "other",
        /// Doctor.
        Doctor = "doctor",
        /// Aide.
        Aide = "aide",
    }
}

codes! {
    /// What is to be known of a student. (*Default list of values*: person flag)
    pub enum PersonFlag {
        /// Gets free lunch.
        FreeLunch = "freeLunch",
        /// Gets lunch at a reduced price.
        ReducedLunch = "reducedLunch",
        /// Has no home.
        Homeless = "homeless",
        /// Is gifted or talented.
        GiftedOrTalented = "giftedOrTalented",
        /// Has a plan under section 504 of the Rehabilitation Act.
        Section504 = "504",
        /// Is an English language learner.
        EnglishLanguageLearner = "ELL",
        /// Has limited English proficiency.
        LimitedEnglishProficiency = "LEP",
        /// Has an individualized education program.
        IndividualizedEducationProgram = "IEP",
    }
}

codes! {
    /// Sex. (*Default list of values*: sex)
    pub enum Sex {
        /// Male.
        Male = "male",
        /// Female.
        Female = "female",
        /// Not selected.
        NotSelected = "notSelected",
    }
}

codes! {
    /// Race, in the words of OneRoster's demographics. (*Default list of values*: race)
    pub enum Race {
        /// American Indian or Alaska Native.
        AmericanIndianOrAlaskaNative = "americanIndianOrAlaskaNative",
        /// Asian.
        Asian = "asian",
        /// Black or African American.
        BlackOrAfricanAmerican = "blackOrAfricanAmerican",
        /// Native Hawaiian or other Pacific Islander.
        NativeHawaiianOrOtherPacificIslander = "nativeHawaiianOrOtherPacificIslander",
        /// White.
        White = "white",
        /// Two or more races.
        DemographicRaceTwoOrMoreRaces = "demographicRaceTwoOrMoreRaces",
    }
}

codes! {
    /// Ethnicity, in the word of OneRoster's demographics. (*Default list of values*: ethnicity)
    pub enum Ethnicity {
        /// Hispanic or Latino.
        HispanicOrLatinoEthnicity = "hispanicOrLatinoEthnicity",
    }
}

codes! {
    /// States and territories of the United States, as the post writes them. (*Default list of values*:
    /// state)
    pub enum UsState {
        /// Alaska.
        Ak = "AK",
        /// Alabama.
        Al = "AL",
        /// Arkansas.
        Ar = "AR",
        /// American Samoa.
        As = "AS",
        /// Arizona.
        Az = "AZ",
        /// California.
        Ca = "CA",
        /// Colorado.
        Co = "CO",
        /// Connecticut.
        Ct = "CT",
        /// District of Columbia.
        Dc = "DC",
        /// Delaware.
        De = "DE",
        /// Florida.
        Fl = "FL",
        /// Federated States of Micronesia.
        Fm = "FM",
        /// Georgia.
        Ga = "GA",
        /// Guam.
        Gu = "GU",
        /// Hawaii.
        Hi = "HI",
        /// Iowa.
        Ia = "IA",
        /// Idaho.
        Id = "ID",
        /// Illinois.
        Il = "IL",
        /// Indiana.
        In = "IN",
        /// Kansas.
        Ks = "KS",
        /// Kentucky.
        Ky = "KY",
        /// Louisiana.
        La = "LA",
        /// Massachusetts.
        Ma = "MA",
        /// Maryland.
        Md = "MD",
        /// Maine.
        Me = "ME",
        /// Marshall Islands.
        Mh = "MH",
        /// Michigan.
        Mi = "MI",
        /// Minnesota.
        Mn = "MN",
        /// Missouri.
        Mo = "MO",
        /// Northern Mariana Islands.
        Mp = "MP",
        /// Mississippi.
        Ms = "MS",
        /// Montana.
        Mt = "MT",
        /// North Carolina.
        Nc = "NC",
        /// North Dakota.
        Nd = "ND",
        /// Nebraska.
        Ne = "NE",
        /// New Hampshire.
        Nh = "NH",
        /// New Jersey.
        Nj = "NJ",
        /// New Mexico.
        Nm = "NM",
        /// Nevada.
        Nv = "NV",
        /// New York.
        Ny = "NY",
        /// Ohio.
        Oh = "OH",
        /// Oklahoma.
        Ok = "OK",
        /// Oregon.
        Or = "OR",
        /// Pennsylvania.
        Pa = "PA",
        /// Puerto Rico.
        Pr = "PR",
        /// Palau.
        Pw = "PW",
        /// Rhode Island.
        Ri = "RI",
        /// South Carolina.
        Sc = "SC",
        /// South Dakota.
        Sd = "SD",
        /// Tennessee.
        Tn = "TN",
        /// Texas.
        Tx = "TX",
        /// Utah.
        Ut = "UT",
        /// Virginia.
        Va = "VA",
        /// Virgin Islands.
        Vi = "VI",
        /// Vermont.
        Vt = "VT",
        /// Washington.
        Wa = "WA",
        /// Wisconsin.
        Wi = "WI",
        /// West Virginia.
        Wv = "WV",
        /// Wyoming.
        Wy = "WY",
        /// Armed Forces Americas.
        Aa = "AA",
        /// Armed Forces Europe.
        Ae = "AE",
        /// Armed Forces Pacific.
        Ap = "AP",
    }
}

codes! {
    /// Roles that Microsoft's V2 samples hold; the full list is published as a picture only.
    /// (O365-EDU-Tools, CSV Samples)
    pub enum V2Role {
        /// Student.
        Student = "Student",
        /// Teacher.
        Teacher = "Teacher",
        /// Staff.
        Staff = "Staff",
        /// Faculty.
        Faculty = "Faculty",
        /// Aide.
        Aide = "Aide",
        /// Professor.
        Professor = "Professor",
        /// Lecturer.
        Lecturer = "Lecturer",
        /// Administrator.
        Administrator = "Administrator",
        /// Teacher of a course.
        Instructor = "instructor",
    }
}
