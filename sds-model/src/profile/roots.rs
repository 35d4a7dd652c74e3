//! The types that a document can be of.

use super::{
    EducationFileSynchronizationVerificationMessage, EducationSynchronizationError,
    EducationSynchronizationProfile, EducationSynchronizationProfileStatus, industry_data as data,
    shape::Type,
};

/// Every type whose objects are documents of their own.
pub(super) static ROOTS: &[&Type] = &[
    EducationSynchronizationProfile::TYPE,
    EducationSynchronizationProfileStatus::TYPE,
    EducationSynchronizationError::TYPE,
    EducationFileSynchronizationVerificationMessage::TYPE,
    data::IndustryDataRoot::TYPE,
    data::SourceSystemDefinition::TYPE,
    data::AzureDataLakeConnector::TYPE,
    data::OneRosterApiDataConnector::TYPE,
    data::YearTimePeriodDefinition::TYPE,
    data::InboundFlow::TYPE,
    data::FileUploadSession::TYPE,
    data::FileValidateOperation::TYPE,
    data::IndustryDataRun::TYPE,
    data::IndustryDataRunActivity::TYPE,
    data::IndustryDataRunStatistics::TYPE,
    data::OutboundProvisioningFlowSet::TYPE,
    data::AdministrativeUnitProvisioningFlow::TYPE,
    data::ClassGroupProvisioningFlow::TYPE,
    data::SecurityGroupProvisioningFlow::TYPE,
    data::UserProvisioningFlow::TYPE,
    data::RoleGroup::TYPE,
    data::ReferenceDefinition::TYPE,
];
