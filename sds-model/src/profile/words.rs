//! The vocabularies of the profile family. Graph's enums grow: a word that comes after
//! `unknownFutureValue` is sent only to callers that ask for it (`Prefer:
//! include-unknown-enum-members`), and a new one at any time.

use roster_core::codes;

codes! {
    /// What has become of a profile. (Microsoft Graph beta, educationSynchronizationProfile)
    pub enum EducationSynchronizationProfileState {
        /// It is being deleted.
        Deleting = "deleting",
        /// It could not be deleted.
        DeletionFailed = "deletionFailed",
        /// It could not be set up.
        ProvisioningFailed = "provisioningFailed",
        /// It is set up, and can be started.
        Provisioned = "provisioned",
        /// It is being set up.
        Provisioning = "provisioning",
        /// A state that came later.
        UnknownFutureValue = "unknownFutureValue",
    }
}

codes! {
    /// How the last run of a profile went. (Microsoft Graph beta,
    /// educationSynchronizationProfileStatus)
    pub enum EducationSynchronizationStatus {
        /// Paused.
        Paused = "paused",
        /// Running.
        InProgress = "inProgress",
        /// Done.
        Success = "success",
        /// Ended with errors.
        Error = "error",
        /// Paused by the service, since something is probably wrong with the data; an administrator
        /// may resume it.
        ValidationError = "validationError",
        /// Held back after repeated failures.
        Quarantined = "quarantined",
        /// A status that came later.
        UnknownFutureValue = "unknownFutureValue",
        /// Reading the source.
        Extracting = "extracting",
        /// Checking what was read.
        Validating = "validating",
    }
}

codes! {
    /// Whom a setting is for. (Microsoft Graph beta, educationUserRole)
    pub enum EducationUserRole {
        /// Students.
        Student = "student",
        /// Teachers.
        Teacher = "teacher",
        /// Nobody in particular.
        None = "none",
        /// A role that came later.
        UnknownFutureValue = "unknownFutureValue",
        /// Staff that does not teach.
        Faculty = "faculty",
    }
}

codes! {
    /// How bad something in an uploaded file is. (Microsoft Graph beta,
    /// educationFileSynchronizationVerificationMessage)
    pub enum VerificationMessageType {
        /// The run does not start.
        Error = "error",
        /// The run starts all the same.
        Warning = "warning",
        /// Worth knowing.
        Information = "information",
    }
}

codes! {
    /// What an error is about. (Microsoft Graph beta, educationSynchronizationError)
    pub enum EntryType {
        /// A school.
        School = "school",
        /// A section.
        Section = "section",
        /// A student.
        Student = "student",
        /// A teacher.
        Teacher = "teacher",
    }
}
