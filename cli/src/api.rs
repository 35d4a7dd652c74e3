//! `rosterlens api`.

use std::process::ExitCode;

use oneroster_model::api::{Version, document, plan::PLANS};

use crate::{Failure, args::Api, print};

pub(crate) fn run(args: &Api) -> Result<ExitCode, Failure> {
    let text = match args {
        Api::Endpoints { version } => {
            let named = |known: &Version| known.number() == version;
            let version = Version::ALL.into_iter().find(named).ok_or_else(|| {
                Failure(format!("there is no version `{version}` of OneRoster here: 1.1 and 1.2"))
            })?;
            document::endpoints(version)
        }
        Api::Plan { consumer } => {
            let plan = PLANS.iter().find(|plan| plan.id == consumer).ok_or_else(|| {
                let known: Vec<_> = PLANS.iter().map(|plan| plan.id).collect();
                Failure(format!("there is no plan `{consumer}`; there are: {}", known.join(", ")))
            })?;
            document::plan(plan)
        }
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}
