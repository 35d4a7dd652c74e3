//! The successor of synchronization profiles: `industryData`, at `/external/industryData`.
//!
//! A [`SourceSystemDefinition`] has data, an [`IndustryDataConnector`] fetches them (files of SDS V2.1
//! from an [`AzureDataLakeConnector`], or a service by a [`OneRosterApiDataConnector`]), an
//! [`InboundFlow`] takes those of one [`YearTimePeriodDefinition`] in, and an
//! [`OutboundProvisioningFlowSet`] writes accounts and groups to Microsoft Entra ID. Other objects are
//! named by address in requests: `dataConnector@odata.bind`; such members are kept as they are.
//!
//! ```
//! use sds_model::profile::industry_data::{ApiFormat, Credential, OneRosterApiDataConnector};
//!
//! let text = r##"{"@odata.type": "#microsoft.graph.industryData.oneRosterApiDataConnector",
//!   "apiFormat": "oneRoster", "apiVersion": "1.1", "baseUrl": "https://sis.example/ims/oneroster/v1p1",
//!   "credential": {"@odata.type": "#microsoft.graph.industryData.oAuth2ClientCredential",
//!     "clientId": "c", "clientSecret": "hush", "tokenUrl": "https://sis.example/token"}}"##;
//! let connector = OneRosterApiDataConnector::read(text)?;
//! assert_eq!(connector.api_format.get().and_then(|word| word.get()), Some(ApiFormat::OneRoster));
//! assert!(matches!(connector.credential.get(), Some(Credential::OAuth2(_))));
//! assert!(!format!("{connector:?}").contains("hush"));
//! # Ok::<(), sds_model::profile::NotAnObject>(())
//! ```
//!
//! (Microsoft Graph beta, namespace microsoft.graph.industryData, type package 0.44.0-preview.) The
//! members of errors (`publicError`) and of long-running operations are not stated there: they are kept
//! as they stand.

use alloc::vec::Vec;

use roster_core::codes;

use super::{
    Coded, Json, Secret, Shape, Text,
    shape::{graph, one_of, prop},
};

codes! {
    /// What of a class is written to its group. (`additionalClassGroupAttributes`)
    pub enum AdditionalClassGroupAttributes {
        /// Course title.
        CourseTitle = "courseTitle",
        /// Course code.
        CourseCode = "courseCode",
        /// Course subject.
        CourseSubject = "courseSubject",
        /// Course grade level.
        CourseGradeLevel = "courseGradeLevel",
        /// Course external id.
        CourseExternalId = "courseExternalId",
        /// Academic session title.
        AcademicSessionTitle = "academicSessionTitle",
        /// Academic session external id.
        AcademicSessionExternalId = "academicSessionExternalId",
        /// Class code.
        ClassCode = "classCode",
        /// A word that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

codes! {
    /// What of a person is written to the account. (`additionalUserAttributes`)
    pub enum AdditionalUserAttributes {
        /// User grade level.
        UserGradeLevel = "userGradeLevel",
        /// User number.
        UserNumber = "userNumber",
        /// A word that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

codes! {
    /// What a service speaks. (`apiFormat`)
    pub enum ApiFormat {
        /// One roster.
        OneRoster = "oneRoster",
        /// A word that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

codes! {
    /// What a filter looks at. (`filterOptions`)
    pub enum FilterOptions {
        /// Org external id.
        OrgExternalId = "orgExternalId",
        /// A word that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

codes! {
    /// What data are about. (`inboundDomain`)
    pub enum InboundDomain {
        /// Education rostering.
        EducationRostering = "educationRostering",
        /// A word that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

codes! {
    /// How a flow of a run went. (`industryDataActivityStatus`)
    pub enum IndustryDataActivityStatus {
        /// In progress.
        InProgress = "inProgress",
        /// Skipped.
        Skipped = "skipped",
        /// Failed.
        Failed = "failed",
        /// Completed.
        Completed = "completed",
        /// Completed with errors.
        CompletedWithErrors = "completedWithErrors",
        /// Completed with warnings.
        CompletedWithWarnings = "completedWithWarnings",
        /// A word that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

codes! {
    /// How a run went. (`industryDataRunStatus`)
    pub enum IndustryDataRunStatus {
        /// Running.
        Running = "running",
        /// Failed.
        Failed = "failed",
        /// Completed.
        Completed = "completed",
        /// Completed with errors.
        CompletedWithErrors = "completedWithErrors",
        /// Completed with warnings.
        CompletedWithWarnings = "completedWithWarnings",
        /// A word that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

codes! {
    /// Whether a flow can run. (`readinessStatus`)
    pub enum ReadinessStatus {
        /// Not ready.
        NotReady = "notReady",
        /// Ready.
        Ready = "ready",
        /// Failed.
        Failed = "failed",
        /// Disabled.
        Disabled = "disabled",
        /// Expired.
        Expired = "expired",
        /// A word that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

codes! {
    /// How old students are taken to be. (`studentAgeGroup`)
    pub enum StudentAgeGroup {
        /// Minor.
        Minor = "minor",
        /// Not adult.
        NotAdult = "notAdult",
        /// Adult.
        Adult = "adult",
        /// A word that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

graph! { "microsoft.graph.industryData":
    /// Everything that the service has been told: `/external/industryData`.
    IndustryDataRoot = "industryDataRoot" {
        id: Text = prop("id").read_only(),
        data_connectors: Vec<IndustryDataConnector> = prop("dataConnectors"),
        inbound_flows: Vec<InboundFlow> = prop("inboundFlows"),
        operations: Vec<FileValidateOperation> = prop("operations"),
        outbound_provisioning_flow_sets: Vec<OutboundProvisioningFlowSet> = prop("outboundProvisioningFlowSets"),
        reference_definitions: Vec<ReferenceDefinition> = prop("referenceDefinitions"),
        role_groups: Vec<RoleGroup> = prop("roleGroups"),
        runs: Vec<IndustryDataRun> = prop("runs"),
        source_systems: Vec<SourceSystemDefinition> = prop("sourceSystems"),
        years: Vec<YearTimePeriodDefinition> = prop("years"),
    }

    /// Where data come from, and by what its people are matched to accounts.
    SourceSystemDefinition = "sourceSystemDefinition" {
        id: Text = prop("id").read_only(),
        display_name: Text = prop("displayName").required(),
        user_matching_settings: Vec<UserMatchingSetting> = prop("userMatchingSettings"),
        vendor: Text = prop("vendor"),
    }

    /// By what a group of people is matched to accounts.
    UserMatchingSetting = "userMatchingSetting" {
        match_target: UserMatchTargetReferenceValue = prop("matchTarget"),
        priority_order: i64 = prop("priorityOrder").required(),
        source_identifier: IdentifierTypeReferenceValue = prop("sourceIdentifier").required(),
        role_group: RoleGroup = prop("roleGroup").required(),
    }

    /// Files that are uploaded to a data lake.
    AzureDataLakeConnector = "azureDataLakeConnector" | "fileDataConnector" {
        id: Text = prop("id").read_only(),
        display_name: Text = prop("displayName").required(),
        source_system: SourceSystemDefinition = prop("sourceSystem").required(),
        file_format: FileFormatReferenceValue = prop("fileFormat"),
    }

    /// A OneRoster service: `apiVersion` is `1.1`.
    OneRosterApiDataConnector = "oneRosterApiDataConnector" | "apiDataConnector" {
        id: Text = prop("id").read_only(),
        display_name: Text = prop("displayName").required(),
        source_system: SourceSystemDefinition = prop("sourceSystem").required(),
        api_format: Coded<ApiFormat> = prop("apiFormat").required(),
        base_url: Text = prop("baseUrl").required().shape(Shape::Url),
        credential: Credential = prop("credential").required(),
        api_version: Text = prop("apiVersion").required(),
        is_contacts_enabled: bool = prop("isContactsEnabled").required(),
        is_demographics_enabled: bool = prop("isDemographicsEnabled").required(),
        is_flags_enabled: bool = prop("isFlagsEnabled").required(),
    }

    /// How to get into a service with OAuth 1.
    OAuth1ClientCredential = "oAuth1ClientCredential" {
        display_name: Text = prop("displayName").required(),
        is_valid: bool = prop("isValid").read_only(),
        last_valid_date_time: Text = prop("lastValidDateTime").read_only().shape(Shape::DateTime),
        client_id: Text = prop("clientId").required(),
        client_secret: Secret = prop("clientSecret"),
    }

    /// How to get into a service with OAuth 2, by a client's credentials.
    OAuth2ClientCredential = "oAuth2ClientCredential" {
        display_name: Text = prop("displayName").required(),
        is_valid: bool = prop("isValid").read_only(),
        last_valid_date_time: Text = prop("lastValidDateTime").read_only().shape(Shape::DateTime),
        client_id: Text = prop("clientId").required(),
        client_secret: Secret = prop("clientSecret"),
        scope: Text = prop("scope"),
        token_url: Text = prop("tokenUrl").required().shape(Shape::Url),
    }

    /// A school year.
    YearTimePeriodDefinition = "yearTimePeriodDefinition" {
        id: Text = prop("id").read_only(),
        display_name: Text = prop("displayName").required(),
        end_date: Text = prop("endDate").required().shape(Shape::Date),
        start_date: Text = prop("startDate").required().shape(Shape::Date),
        year: YearReferenceValue = prop("year").required(),
    }

    /// Data of one year on their way in: by files (`inboundFileFlow`) or from a service (`inboundApiFlow`).
    InboundFlow = "inboundFlow" | "inboundFileFlow" | "inboundApiFlow" {
        id: Text = prop("id").read_only(),
        display_name: Text = prop("displayName").required(),
        readiness_status: Coded<ReadinessStatus> = prop("readinessStatus").read_only(),
        data_domain: Coded<InboundDomain> = prop("dataDomain").required(),
        effective_date_time: Text = prop("effectiveDateTime").required().shape(Shape::DateTime),
        expiration_date_time: Text = prop("expirationDateTime").shape(Shape::DateTime),
        data_connector: IndustryDataConnector = prop("dataConnector").required(),
        year: YearTimePeriodDefinition = prop("year").required(),
    }

    /// Where files are to be uploaded, and until when. The address holds its own key.
    FileUploadSession = "fileUploadSession" {
        container_expiration_date_time: Text = prop("containerExpirationDateTime").required().shape(Shape::DateTime),
        container_id: Text = prop("containerId").required(),
        session_expiration_date_time: Text = prop("sessionExpirationDateTime").required().shape(Shape::DateTime),
        session_url: Secret = prop("sessionUrl").required(),
    }

    /// What came of checking files that were uploaded.
    FileValidateOperation = "fileValidateOperation" | "validateOperation" | "longRunningOperation" {
        id: Text = prop("id").read_only(),
        errors: Vec<Json> = prop("errors").required(),
        warnings: Vec<Json> = prop("warnings").required(),
        validated_files: Vec<Text> = prop("validatedFiles").required(),
    }

    /// A run of all flows.
    IndustryDataRun = "industryDataRun" {
        id: Text = prop("id").read_only(),
        blocking_error: Json = prop("blockingError").read_only(),
        display_name: Text = prop("displayName").required(),
        end_date_time: Text = prop("endDateTime").shape(Shape::DateTime),
        start_date_time: Text = prop("startDateTime").required().shape(Shape::DateTime),
        status: Coded<IndustryDataRunStatus> = prop("status").read_only(),
        activities: Vec<IndustryDataRunActivity> = prop("activities"),
    }

    /// What one flow did in a run.
    IndustryDataRunActivity = "industryDataRunActivity" | "inboundFlowActivity" | "outboundFlowActivity" {
        id: Text = prop("id").read_only(),
        blocking_error: Json = prop("blockingError").read_only(),
        display_name: Text = prop("displayName").required(),
        status: Coded<IndustryDataActivityStatus> = prop("status").read_only(),
        activity: IndustryDataActivity = prop("activity"),
    }

    /// What a run came to.
    IndustryDataRunStatistics = "industryDataRunStatistics" {
        activity_statistics: Vec<InboundActivityResults> = prop("activityStatistics"),
        inbound_totals: AggregatedInboundStatistics = prop("inboundTotals"),
        run_id: Text = prop("runId").read_only(),
        status: Coded<IndustryDataRunStatus> = prop("status").read_only(),
    }

    /// What one flow of a run came to.
    InboundActivityResults = "inboundActivityResults" | "industryDataActivityStatistics" {
        activity_id: Text = prop("activityId").read_only(),
        display_name: Text = prop("displayName").required(),
        status: Coded<IndustryDataActivityStatus> = prop("status").read_only(),
        errors: i64 = prop("errors"),
        groups: IndustryDataRunEntityCountMetric = prop("groups"),
        matched_people_by_role: Vec<IndustryDataRunRoleCountMetric> = prop("matchedPeopleByRole"),
        memberships: IndustryDataRunEntityCountMetric = prop("memberships"),
        organizations: IndustryDataRunEntityCountMetric = prop("organizations"),
        people: IndustryDataRunEntityCountMetric = prop("people"),
        unmatched_people_by_role: Vec<IndustryDataRunRoleCountMetric> = prop("unmatchedPeopleByRole"),
        warnings: i64 = prop("warnings"),
    }

    /// What all inbound flows of a run came to.
    AggregatedInboundStatistics = "aggregatedInboundStatistics" {
        errors: i64 = prop("errors"),
        groups: i64 = prop("groups"),
        matched_people_by_role: Vec<IndustryDataRunRoleCountMetric> = prop("matchedPeopleByRole"),
        memberships: i64 = prop("memberships"),
        organizations: i64 = prop("organizations"),
        people: i64 = prop("people"),
        unmatched_people_by_role: Vec<IndustryDataRunRoleCountMetric> = prop("unmatchedPeopleByRole"),
        warnings: i64 = prop("warnings"),
    }

    /// How many records of a kind there are.
    IndustryDataRunEntityCountMetric = "industryDataRunEntityCountMetric" {
        active: i64 = prop("active"),
        inactive: i64 = prop("inactive"),
        total: i64 = prop("total"),
    }

    /// How many people have a role.
    IndustryDataRunRoleCountMetric = "industryDataRunRoleCountMetric" {
        count: i64 = prop("count"),
        role: Text = prop("role").required(),
    }

    /// What is made in Microsoft Entra ID, and of which data.
    OutboundProvisioningFlowSet = "outboundProvisioningFlowSet" {
        id: Text = prop("id").read_only(),
        created_date_time: Text = prop("createdDateTime").read_only().shape(Shape::DateTime),
        display_name: Text = prop("displayName").required(),
        filter: Filter = prop("filter"),
        last_modified_date_time: Text = prop("lastModifiedDateTime").read_only().shape(Shape::DateTime),
        provisioning_flows: Vec<ProvisioningFlow> = prop("provisioningFlows"),
    }

    /// Makes administrative units.
    AdministrativeUnitProvisioningFlow = "administrativeUnitProvisioningFlow" {
        id: Text = prop("id").read_only(),
        created_date_time: Text = prop("createdDateTime").read_only().shape(Shape::DateTime),
        last_modified_date_time: Text = prop("lastModifiedDateTime").read_only().shape(Shape::DateTime),
        readiness_status: Coded<ReadinessStatus> = prop("readinessStatus").read_only(),
        creation_options: AdminUnitCreationOptions = prop("creationOptions").required(),
    }

    /// Of what administrative units are made.
    AdminUnitCreationOptions = "adminUnitCreationOptions" {
        create_based_on_org: bool = prop("createBasedOnOrg").required(),
        create_based_on_org_plus_role_group: bool = prop("createBasedOnOrgPlusRoleGroup").required(),
    }

    /// Makes groups of classes.
    ClassGroupProvisioningFlow = "classGroupProvisioningFlow" {
        id: Text = prop("id").read_only(),
        created_date_time: Text = prop("createdDateTime").read_only().shape(Shape::DateTime),
        last_modified_date_time: Text = prop("lastModifiedDateTime").read_only().shape(Shape::DateTime),
        readiness_status: Coded<ReadinessStatus> = prop("readinessStatus").read_only(),
        configuration: ClassGroupConfiguration = prop("configuration").required(),
    }

    /// What groups of classes are like.
    ClassGroupConfiguration = "classGroupConfiguration" {
        additional_attributes: Vec<Coded<AdditionalClassGroupAttributes>> = prop("additionalAttributes"),
        additional_options: AdditionalClassGroupOptions = prop("additionalOptions").required(),
        enrollment_mappings: EnrollmentMappings = prop("enrollmentMappings").required(),
    }

    /// What else becomes of groups of classes.
    AdditionalClassGroupOptions = "additionalClassGroupOptions" {
        create_team: bool = prop("createTeam").required(),
        write_display_name_on_create_only: bool = prop("writeDisplayNameOnCreateOnly").required(),
    }

    /// Who owns the group of a class, and who is its member.
    EnrollmentMappings = "enrollmentMappings" {
        member_enrollment_mappings: Vec<SectionRoleReferenceValue> = prop("memberEnrollmentMappings"),
        owner_enrollment_mappings: Vec<SectionRoleReferenceValue> = prop("ownerEnrollmentMappings"),
    }

    /// Makes security groups.
    SecurityGroupProvisioningFlow = "securityGroupProvisioningFlow" {
        id: Text = prop("id").read_only(),
        created_date_time: Text = prop("createdDateTime").read_only().shape(Shape::DateTime),
        last_modified_date_time: Text = prop("lastModifiedDateTime").read_only().shape(Shape::DateTime),
        readiness_status: Coded<ReadinessStatus> = prop("readinessStatus").read_only(),
        creation_options: SecurityGroupCreationOptions = prop("creationOptions").required(),
    }

    /// Of what security groups are made.
    SecurityGroupCreationOptions = "securityGroupCreationOptions" {
        create_based_on_org_plus_role_group: bool = prop("createBasedOnOrgPlusRoleGroup").required(),
        create_based_on_role_group: bool = prop("createBasedOnRoleGroup").required(),
    }

    /// Makes and changes accounts.
    UserProvisioningFlow = "userProvisioningFlow" {
        id: Text = prop("id").read_only(),
        created_date_time: Text = prop("createdDateTime").read_only().shape(Shape::DateTime),
        last_modified_date_time: Text = prop("lastModifiedDateTime").read_only().shape(Shape::DateTime),
        readiness_status: Coded<ReadinessStatus> = prop("readinessStatus").read_only(),
        create_unmatched_users: bool = prop("createUnmatchedUsers"),
        creation_options: UserCreationOptions = prop("creationOptions"),
        management_options: UserManagementOptions = prop("managementOptions").required(),
    }

    /// How accounts are made.
    UserCreationOptions = "userCreationOptions" {
        configurations: Vec<UserConfiguration> = prop("configurations"),
    }

    /// How the accounts of a group of people are made.
    UserConfiguration = "userConfiguration" {
        default_password_settings: PasswordSettings = prop("defaultPasswordSettings"),
        license_skus: Vec<Text> = prop("licenseSkus"),
        role_group: RoleGroup = prop("roleGroup").required(),
    }

    /// What is written to accounts.
    UserManagementOptions = "userManagementOptions" {
        additional_attributes: Vec<Coded<AdditionalUserAttributes>> = prop("additionalAttributes"),
        additional_options: AdditionalUserOptions = prop("additionalOptions").required(),
    }

    /// What else becomes of accounts.
    AdditionalUserOptions = "additionalUserOptions" {
        allow_student_contact_association: bool = prop("allowStudentContactAssociation"),
        mark_all_students_as_minors: bool = prop("markAllStudentsAsMinors"),
        student_age_group: Coded<StudentAgeGroup> = prop("studentAgeGroup"),
    }

    /// One first password for all.
    SimplePasswordSettings = "simplePasswordSettings" {
        password: Secret = prop("password").required(),
    }

    /// Only what has one of these values.
    BasicFilter = "basicFilter" {
        attribute: Coded<FilterOptions> = prop("attribute").required(),
        values: Vec<Text> = prop("in").required(),
    }

    /// Roles that are treated alike: staff, students.
    RoleGroup = "roleGroup" {
        id: Text = prop("id").read_only(),
        display_name: Text = prop("displayName").required(),
        roles: Vec<RoleReferenceValue> = prop("roles").required(),
    }

    /// A word of one of the lists that administrators can extend, by its code or by its definition.
    ReferenceValue = "referenceValue" | "fileFormatReferenceValue" | "identifierTypeReferenceValue" | "roleReferenceValue" | "sectionRoleReferenceValue" | "userMatchTargetReferenceValue" | "yearReferenceValue" {
        code: Text = prop("code"),
        value: ReferenceDefinition = prop("value").required(),
    }

    /// A word of such a list.
    ReferenceDefinition = "referenceDefinition" {
        id: Text = prop("id").read_only(),
        code: Text = prop("code").required(),
        created_date_time: Text = prop("createdDateTime").read_only().shape(Shape::DateTime),
        display_name: Text = prop("displayName"),
        is_disabled: bool = prop("isDisabled").required(),
        last_modified_date_time: Text = prop("lastModifiedDateTime").read_only().shape(Shape::DateTime),
        reference_type: Text = prop("referenceType").required(),
        sort_index: i64 = prop("sortIndex").required(),
        source: Text = prop("source").required(),
    }
}

one_of! {
    /// Where data come from, technically.
    IndustryDataConnector {
        /// Files that are uploaded.
        AzureDataLake(AzureDataLakeConnector),
        /// A OneRoster service.
        OneRosterApi(OneRosterApiDataConnector),
    }

    /// How to get into a service.
    Credential {
        /// With OAuth 1.
        OAuth1(OAuth1ClientCredential),
        /// With OAuth 2, by a client's credentials.
        OAuth2(OAuth2ClientCredential),
    }

    /// What runs.
    IndustryDataActivity {
        /// Data on their way in.
        InboundFlow(InboundFlow),
    }

    /// What is made in Microsoft Entra ID.
    ProvisioningFlow {
        /// Administrative units.
        AdministrativeUnit(AdministrativeUnitProvisioningFlow),
        /// Groups of classes.
        ClassGroup(ClassGroupProvisioningFlow),
        /// Security groups.
        SecurityGroup(SecurityGroupProvisioningFlow),
        /// Accounts.
        User(UserProvisioningFlow),
    }

    /// First passwords.
    PasswordSettings {
        /// One for all.
        Simple(SimplePasswordSettings),
    }

    /// Which data a flow set is for.
    Filter {
        /// What has one of some values.
        Basic(BasicFilter),
    }
}

/// The format of files: its code is `schoolDataSyncV2.1`; `schoolDataSyncV2Rev1` is met too.
pub type FileFormatReferenceValue = ReferenceValue;
/// What people are matched by: `username`, `email` or `activeDirectory`.
pub type IdentifierTypeReferenceValue = ReferenceValue;
/// What people do at an organization.
pub type RoleReferenceValue = ReferenceValue;
/// What people do in a class.
pub type SectionRoleReferenceValue = ReferenceValue;
/// What of an account people are matched to: `userPrincipalName` or `mail`.
pub type UserMatchTargetReferenceValue = ReferenceValue;
/// A school year.
pub type YearReferenceValue = ReferenceValue;
