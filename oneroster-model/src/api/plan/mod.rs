//! What School Data Sync asks of a provider, in order, and what it demands of the answers.
//!
//! A [`Plan`] is data. Who wants to try a provider sends its steps over a socket of their own, hands
//! each answer to [`Step::judge`], and keeps the ids that later steps ask for:
//!
//! ```
//! use oneroster_model::api::plan::{Received, SDS, Values};
//! use serde_json::json;
//!
//! let mut values = Values::new();
//! values.set("delta", "2027-04-01T00:00:00.000Z");
//! let step = &SDS.steps[4]; // the first page of orgs
//! assert_eq!(
//!     step.address(SDS.version, &values).unwrap(),
//!     "/ims/oneroster/v1p1/orgs?offset=0&limit=5000&filter=status%3D%27active%27"
//! );
//!
//! let body = json!({"orgs": [{
//!     "sourcedId": "sch-401", "status": "active", "dateLastModified": "2027-04-23T18:25:43.511Z",
//!     "name": "Corran Vale", "type": "school"
//! }]});
//! let answer = Received {
//!     status: 200,
//!     content_type: Some("application/json"),
//!     total_count: None,
//!     body: &body,
//! };
//! let complaints: Vec<_> = step.judge(&answer, &mut values).iter().map(|c| c.to_string()).collect();
//! assert_eq!(complaints, [
//!     "the header X-Total-Count is missing",
//!     "orgs[0].identifier is missing or blank",
//! ]);
//! assert_eq!(values.get("org"), Some("sch-401")); // for the page after it
//! ```
//!
//! Sources: the test collections for providers that Microsoft publishes, `OfficeDev/O365-EDU-Tools`,
//! folder `OneRosterTools/PostmanCollection`: *SDS V2 OneRoster v1.1-OAuth2* for [`SDS`] and
//! [`GRADE_SYNC`], *OneRoster V1.1-OAuth2* for [`SDS_CLASSIC`], whose deltas are those of
//! *OneRoster V1.1-OAuth1a*. All of them ask for 1.1.

mod judge;
mod sds;
mod sds_classic;
mod step;
mod values;

use alloc::{string::String, vec::Vec};

pub use judge::{Complaint, Received};
pub use sds::{GRADE_SYNC, SDS};
pub use sds_classic::SDS_CLASSIC;
pub use step::{Be, Demand, Records, Step};
pub use values::Values;

use super::endpoint::Version;

/// All plans, that of the present service first.
pub static PLANS: &[&Plan] = &[&SDS, &SDS_CLASSIC, &GRADE_SYNC];

/// The longest that an answer may take, in seconds.
pub const MAX_SECONDS: u32 = 30;

/// The requests of one consumer, in order.
#[derive(Debug)]
#[non_exhaustive]
pub struct Plan {
    /// The name that commands use.
    pub id: &'static str,
    /// Who asks.
    pub doc: &'static str,
    /// Where it is written.
    pub source: &'static str,
    /// The version that it asks for.
    pub version: Version,
    /// What is asked. A token is asked for first (`oauth2`).
    pub steps: &'static [Step],
}

impl Plan {
    /// The scopes that a token needs for all of it.
    pub fn scopes(&self) -> Vec<String> {
        let mut scopes: Vec<String> = Vec::new();
        for endpoint in self.steps.iter().filter_map(|step| step.endpoint(self.version)) {
            scopes.extend(endpoint.scopes().next().filter(|scope| !scopes.contains(scope)));
        }
        scopes
    }
}
