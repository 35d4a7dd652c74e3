//! `educationSynchronizationProfile`, and what it is made of.
//! (Microsoft Graph beta, namespace microsoft.graph, metadata of 2021-06-08)

use alloc::vec::Vec;

use super::{
    Coded, Secret, Shape, Text,
    shape::{graph, one_of, prop},
    words::{
        EducationSynchronizationProfileState, EducationSynchronizationStatus, EducationUserRole,
        EntryType, VerificationMessageType,
    },
};

graph! { "microsoft.graph":
    /// A sync profile of School Data Sync Classic: where the data come from, what of them is synced,
    /// and what becomes of people's accounts.
    ///
    /// Deprecated: Microsoft announced that the service returns nothing of it from 2025 on. Its
    /// successor is [`industry_data`](super::industry_data).
    EducationSynchronizationProfile = "educationSynchronizationProfile" {
        /// Names the profile; the service gives it.
        id: Text = prop("id").read_only(),
        /// Where the data come from.
        data_provider: EducationSynchronizationDataProvider = prop("dataProvider").required(),
        /// What the profile is called.
        display_name: Text = prop("displayName").required(),
        /// The day on which it ends, at most 18 months after it was made.
        expiration_date: Text = prop("expirationDate").shape(Shape::Date),
        /// Whether the service replaces characters that it does not support while it reads the source.
        handle_special_character_constraint: bool = prop("handleSpecialCharacterConstraint"),
        /// What becomes of people's accounts.
        identity_synchronization_configuration: EducationIdentitySynchronizationConfiguration =
            prop("identitySynchronizationConfiguration").required(),
        /// Which licences people get.
        licenses_to_assign: Vec<EducationSynchronizationLicenseAssignment> = prop("licensesToAssign"),
        /// What has become of the profile itself, not of a run.
        state: Coded<EducationSynchronizationProfileState> = prop("state").read_only(),
        /// What went wrong in the last run.
        errors: Vec<EducationSynchronizationError> = prop("errors").read_only(),
        /// How the last run went.
        profile_status: EducationSynchronizationProfileStatus = prop("profileStatus").read_only(),
    }

    /// How the runs of a profile go.
    EducationSynchronizationProfileStatus = "educationSynchronizationProfileStatus" {
        /// Names the status.
        id: Text = prop("id").read_only(),
        /// When the service last did anything.
        last_activity_date_time: Text = prop("lastActivityDateTime").shape(Shape::DateTime),
        /// When the last run ended well.
        last_synchronization_date_time: Text = prop("lastSynchronizationDateTime").shape(Shape::DateTime),
        /// How the last run went.
        status: Coded<EducationSynchronizationStatus> = prop("status"),
        /// How many errors there are. (Not in the metadata of 2021.)
        error_count: i64 = prop("errorCount"),
        /// The status in words. (Not in the metadata of 2021.)
        status_message: Text = prop("statusMessage"),
    }

    /// One thing that went wrong in a run.
    EducationSynchronizationError = "educationSynchronizationError" {
        /// Names the error.
        id: Text = prop("id").read_only(),
        /// What it is about; both `student` and `Student` are met.
        entry_type: Coded<EntryType> = prop("entryType"),
        /// Its code, such as `UnsynchronizableChange`.
        error_code: Text = prop("errorCode"),
        /// The same in words.
        error_message: Text = prop("errorMessage"),
        /// The value that was matched by, such as `user@domain`.
        joining_value: Text = prop("joiningValue"),
        /// When it went wrong.
        recorded_date_time: Text = prop("recordedDateTime").shape(Shape::DateTime),
        /// What to show to an administrator, such as the bare username.
        reportable_identifier: Text = prop("reportableIdentifier"),
    }

    /// What is wrong with an uploaded file, as `start` answers it.
    EducationFileSynchronizationVerificationMessage =
        "educationFileSynchronizationVerificationMessage"
    {
        /// What, in words.
        description: Text = prop("description"),
        /// In which file, in lower case.
        file_name: Text = prop("fileName"),
        /// How bad it is; both `error` and `Error` are met.
        message_type: Coded<VerificationMessageType> = prop("type"),
    }

    /// CSV files, uploaded by an administrator.
    EducationCsvDataProvider = "educationCsvDataProvider" {
        /// What of the files is synced.
        customizations: EducationSynchronizationCustomizations = prop("customizations"),
    }

    /// A OneRoster service.
    EducationOneRosterApiDataProvider = "educationOneRosterApiDataProvider" {
        /// How to get in.
        connection_settings: EducationSynchronizationConnectionSettings =
            prop("connectionSettings").required(),
        /// Where it is.
        connection_url: Text = prop("connectionUrl").required().shape(Shape::Url),
        /// What of the data is synced.
        customizations: EducationSynchronizationCustomizations = prop("customizations"),
        /// Whose it is, as the best practice guide of OneRoster 1.1 calls them.
        provider_name: Text = prop("providerName"),
        /// The `sourcedId`s of the orgs to sync.
        schools_ids: Vec<Text> = prop("schoolsIds"),
        /// The `sourcedId`s of the academic sessions to sync.
        term_ids: Vec<Text> = prop("termIds"),
    }

    /// A PowerSchool service.
    EducationPowerSchoolDataProvider = "educationPowerSchoolDataProvider" {
        /// Whether one person may have several ids in the source.
        allow_teachers_in_multiple_schools: bool = prop("allowTeachersInMultipleSchools"),
        /// Who asks.
        client_id: Text = prop("clientId").required(),
        /// The client's secret.
        client_secret: Secret = prop("clientSecret"),
        /// Where it is.
        connection_url: Text = prop("connectionUrl").required().shape(Shape::Url),
        /// What of the data is synced.
        customizations: EducationSynchronizationCustomizations = prop("customizations"),
        /// The schools to sync.
        schools_ids: Vec<Text> = prop("schoolsIds"),
        /// The school year to sync: a text, though it is a year.
        school_year: Text = prop("schoolYear"),
    }

    /// How to get into a service with OAuth 1.
    EducationSynchronizationOAuth1ConnectionSettings =
        "educationSynchronizationOAuth1ConnectionSettings"
    {
        /// Who asks.
        client_id: Text = prop("clientId").required(),
        /// The client's secret. Responses leave it out.
        client_secret: Secret = prop("clientSecret"),
    }

    /// How to get into a service with OAuth 2, by a client's credentials.
    EducationSynchronizationOAuth2ClientCredentialsConnectionSettings =
        "educationSynchronizationOAuth2ClientCredentialsConnectionSettings"
    {
        /// Who asks.
        client_id: Text = prop("clientId").required(),
        /// The client's secret. Responses leave it out.
        client_secret: Secret = prop("clientSecret"),
        /// What is asked for. (RFC 6749, section 3.3)
        scope: Text = prop("scope"),
        /// Where tokens are to be had.
        token_url: Text = prop("tokenUrl").required().shape(Shape::Url),
    }

    /// What of each kind of record is synced.
    EducationSynchronizationCustomizations = "educationSynchronizationCustomizations" {
        /// Of schools.
        school: EducationSynchronizationCustomization = prop("school"),
        /// Of sections.
        section: EducationSynchronizationCustomization = prop("section"),
        /// Of students.
        student: EducationSynchronizationCustomization = prop("student"),
        /// Of students in sections.
        student_enrollment: EducationSynchronizationCustomization = prop("studentEnrollment"),
        /// Of teachers.
        teacher: EducationSynchronizationCustomization = prop("teacher"),
        /// Of teachers of sections.
        teacher_roster: EducationSynchronizationCustomization = prop("teacherRoster"),
    }

    /// What of one kind of record is synced.
    EducationSynchronizationCustomization = "educationSynchronizationCustomization" {
        /// Whether names that people see may be overwritten.
        allow_display_name_update: bool = prop("allowDisplayNameUpdate"),
        /// Whether records of the kind are left for later.
        is_sync_deferred: bool = prop("isSyncDeferred"),
        /// Headers of SDS V1 whose columns are synced beside the required ones; null is all.
        optional_properties_to_sync: Vec<Text> = prop("optionalPropertiesToSync"),
        /// When to begin, of enrolments of students; `0001-01-01T00:00:00Z` is: not said.
        synchronization_start_date: Text = prop("synchronizationStartDate").shape(Shape::DateTime),
    }

    /// Accounts are created for people who have none.
    EducationIdentityCreationConfiguration = "educationIdentityCreationConfiguration" {
        /// The domains of the new accounts.
        user_domains: Vec<EducationIdentityDomain> = prop("userDomains").required(),
    }

    /// The domain of new accounts.
    EducationIdentityDomain = "educationIdentityDomain" {
        /// Whose accounts.
        applies_to: Coded<EducationUserRole> = prop("appliesTo").required(),
        /// The domain.
        name: Text = prop("name").required().shape(Shape::Domain),
    }

    /// People are matched to accounts that are there.
    EducationIdentityMatchingConfiguration = "educationIdentityMatchingConfiguration" {
        /// By what they are matched.
        matching_options: Vec<EducationIdentityMatchingOptions> =
            prop("matchingOptions").required(),
    }

    /// By what people are matched to accounts.
    EducationIdentityMatchingOptions = "educationIdentityMatchingOptions" {
        /// Which people.
        applies_to: Coded<EducationUserRole> = prop("appliesTo").required(),
        /// The source's column, its case included.
        source_property_name: Text = prop("sourcePropertyName").required(),
        /// What `@` and a domain to put behind the value; null compares it as it is.
        target_domain: Text = prop("targetDomain").shape(Shape::Domain),
        /// The property of Microsoft Entra ID, its case included.
        target_property_name: Text = prop("targetPropertyName").required(),
    }

    /// Which licences people get.
    EducationSynchronizationLicenseAssignment = "educationSynchronizationLicenseAssignment" {
        /// Which people.
        applies_to: Coded<EducationUserRole> = prop("appliesTo"),
        /// The products, by their ids.
        sku_ids: Vec<Text> = prop("skuIds").shape(Shape::List(&Shape::Guid)),
    }
}

one_of! {
    /// Where the data of a profile come from. There is none for Clever, whose files went the way of
    /// CSV.
    EducationSynchronizationDataProvider {
        /// CSV files.
        Csv(EducationCsvDataProvider),
        /// A OneRoster service.
        OneRosterApi(EducationOneRosterApiDataProvider),
        /// A PowerSchool service.
        PowerSchool(EducationPowerSchoolDataProvider),
    }

    /// How to get into a service.
    EducationSynchronizationConnectionSettings {
        /// With OAuth 1.
        OAuth1(EducationSynchronizationOAuth1ConnectionSettings),
        /// With OAuth 2, by a client's credentials.
        OAuth2ClientCredentials(EducationSynchronizationOAuth2ClientCredentialsConnectionSettings),
    }

    /// What becomes of people's accounts.
    EducationIdentitySynchronizationConfiguration {
        /// New ones are created.
        Creation(EducationIdentityCreationConfiguration),
        /// Those that are there are matched.
        Matching(EducationIdentityMatchingConfiguration),
    }
}
