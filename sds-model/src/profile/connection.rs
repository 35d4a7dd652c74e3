//! The four values that a student information system hands out for its OneRoster service.

use alloc::{format, string::String};
use core::fmt;

use roster_core::{
    Detail, FileAt, FileSummary, Format, Options, Place, Profile, Sink, Source, Summary, Tally,
    catalogue,
};

use super::{
    EducationOneRosterApiDataProvider, EducationSynchronizationConnectionSettings as Settings,
    EducationSynchronizationOAuth2ClientCredentialsConnectionSettings as OAuth2, Member, Secret,
    Text, rules, text::is_url,
};

/// What connects School Data Sync with a OneRoster service, as VULCAN UONET+ and Infinite Campus hand
/// it to an administrator. (*Integracja UONET+ z Office 365*, 4; *OneRoster Partner API Guidance*)
/// [`provider`](Self::provider) and [`of`](Self::of) go to a profile and back.
///
/// ```
/// use sds_model::profile::ConnectionValues;
///
/// let values = ConnectionValues::read(
///     "Web Access Url: https://uonet.example/ims/oneroster/v1p1\n\
///      Client Id: lyceum-3\n\
///      Client Secret: hush\n\
///      Token endpoint Url: https://uonet.example/token\n",
/// )
/// .unwrap();
/// let provider = values.provider();
/// assert_eq!(ConnectionValues::of(&provider).as_ref(), Some(&values));
/// assert!(!format!("{values:?} {provider:?}").contains("hush"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ConnectionValues {
    /// Where the service is: the profile's `connectionUrl`.
    pub web_access_url: String,
    /// Who asks.
    pub client_id: String,
    /// The client's secret.
    pub client_secret: Secret,
    /// Where tokens are to be had: the profile's `tokenUrl`.
    pub token_endpoint_url: String,
}

const NAMES: [&str; 4] =
    ["the web access URL", "the client id", "the client secret", "the token endpoint URL"];
const WRONG: [&str; 4] = [
    "the web access URL is no address: `https://`, and a host",
    "the client id has white space in it",
    "the client secret has white space in it",
    "the token endpoint URL is no address: `https://`, and a host",
];

impl ConnectionValues {
    /// The labels of each of the four: as UONET+ prints them, which is how they are written, as Graph
    /// names the members, and as Infinite Campus has had them.
    pub const LABELS: [&[&str]; 4] = [
        &["Web Access Url", "connectionUrl", "OneRoster Base URL", "OneRoster URL", "Base URL"],
        &["Client Id", "Consumer Key"],
        &["Client Secret", "Consumer Secret"],
        &["Token endpoint Url", "tokenUrl"],
    ];

    /// Reads a line a value, `Label: value`, in any order; `None` if one of the four is missing.
    /// Case and spaces of labels do not count, nor does a bullet before them.
    pub fn read(text: &str) -> Option<Self> {
        let mut values: [Option<&str>; 4] = [None; 4];
        for line in lines(text) {
            if let Line::Value(which, value, _) = line {
                values[which].get_or_insert(value);
            }
        }
        let [url, id, secret, token] = values.map(|value| value.filter(|value| !value.is_empty()));
        Some(ConnectionValues {
            web_access_url: url?.into(),
            client_id: id?.into(),
            client_secret: Secret(secret?.into()),
            token_endpoint_url: token?.into(),
        })
    }

    /// A line a value, with its label: the secret too.
    pub fn write(&self) -> String {
        let values = [
            &self.web_access_url,
            &self.client_id,
            &self.client_secret.0,
            &self.token_endpoint_url,
        ];
        let line = |(labels, value): (&[&str], &String)| format!("{}: {value}\n", labels[0]);
        Self::LABELS.into_iter().zip(values).map(line).collect()
    }

    /// The source of data of a profile that they make.
    pub fn provider(&self) -> EducationOneRosterApiDataProvider {
        let settings = OAuth2 {
            client_id: Member::Is(Text(self.client_id.clone())),
            client_secret: Member::Is(self.client_secret.clone()),
            token_url: Member::Is(Text(self.token_endpoint_url.clone())),
            ..OAuth2::typed()
        };
        EducationOneRosterApiDataProvider {
            connection_url: Member::Is(Text(self.web_access_url.clone())),
            connection_settings: settings.into(),
            ..EducationOneRosterApiDataProvider::typed()
        }
    }

    /// Those of a source of data that has all four. One of OAuth 1 has no token endpoint.
    pub fn of(provider: &EducationOneRosterApiDataProvider) -> Option<Self> {
        let Settings::OAuth2ClientCredentials(settings) = provider.connection_settings.get()?
        else {
            return None;
        };
        Some(ConnectionValues {
            web_access_url: provider.connection_url.get()?.0.clone(),
            client_id: settings.client_id.get()?.0.clone(),
            client_secret: settings.client_secret.get()?.clone(),
            token_endpoint_url: settings.token_url.get()?.0.clone(),
        })
    }
}

impl fmt::Debug for ConnectionValues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConnectionValues { .. }")
    }
}

/// Connection values, as a format: a text file with a line a value.
///
/// ```
/// use roster_core::{Memory, Options, check};
/// use sds_model::profile::CONNECTION_VALUES;
///
/// let text = "Client Id: x\nClient Secret: hush\nToken endpoint Url: uonet.example\n";
/// let package = Memory::new().file("values.txt", text);
/// let mut findings = Vec::new();
/// check(&CONNECTION_VALUES, &package, &Options::new(), &mut findings);
/// assert_eq!(findings[0].message(), "the web access URL is missing");
/// assert_eq!(findings[1].place.line, Some(3));
/// ```
pub static CONNECTION_VALUES: Format = Format::new(
    "connection-values",
    "Connection values of a OneRoster service",
    "VULCAN, Integracja UONET+ z Office 365; Microsoft, OneRoster Partner API Guidance",
    &[],
    &[&SPEC],
)
.read_by(check);

static SPEC: Profile = Profile::new("spec", "what the service needs", &[]);

fn check(
    format: &'static Format,
    source: &dyn Source,
    options: &Options,
    sink: &mut dyn Sink,
) -> Summary {
    let mut summary = Summary::default();
    for file in 0..source.len() {
        let (mut tally, at) = (Tally::new(format, options), FileAt::Present(file));
        match source.read(file) {
            Ok(bytes) => {
                summary.files.push(FileSummary::document(file, bytes.len() as u64));
                values(bytes, at, &mut tally);
            }
            Err(_) => tally.add(&catalogue::UNREADABLE_FILE, Detail::None, || Place::file(at)),
        }
        if tally.finish(&mut summary, sink).is_break() {
            break;
        }
    }
    summary
}

fn values(bytes: &[u8], file: FileAt, tally: &mut Tally) {
    let text = match core::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => core::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
    };
    let mut seen = [false; 4];
    for line in lines(text) {
        match line {
            // a label without a value is a value that is missing
            Line::Blank | Line::Value(_, "", _) => {}
            Line::Other(at) => {
                tally.add(&rules::UNKNOWN_CONNECTION_LINE, Detail::None, || {
                    Place::within(file, bytes, at..at)
                });
            }
            Line::Value(which, value, at) => {
                let fits = match which {
                    0 | 3 => is_url(value),
                    _ => !value.contains(char::is_whitespace),
                };
                if seen[which] || !fits {
                    let what = if seen[which] { NAMES[which] } else { WRONG[which] };
                    let rule = match seen[which] {
                        true => &rules::CONNECTION_VALUE_TWICE,
                        false => &rules::MALFORMED_CONNECTION_VALUE,
                    };
                    tally.add(rule, Detail::What(what), || {
                        Place::within(file, bytes, at..at + value.len())
                    });
                }
                seen[which] = true;
            }
        }
    }
    for (name, _) in NAMES.iter().zip(seen).filter(|(_, seen)| !seen) {
        tally.add(&rules::MISSING_CONNECTION_VALUE, Detail::What(name), || Place::file(file));
    }
}

/// Whether a text has a line with the label of one of the values.
pub(super) fn has_label(bytes: &[u8]) -> bool {
    let text = core::str::from_utf8(bytes).unwrap_or_default();
    lines(text).any(|line| matches!(line, Line::Value(..)))
}

/// A line of a text.
enum Line<'t> {
    Blank,
    /// Which value, the value, and where it begins.
    Value(usize, &'t str, usize),
    /// Something else, and where.
    Other(usize),
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let own = line.trim_start_matches(|c: char| c.is_whitespace() || "•*-\u{FEFF}".contains(c));
        let start = at + line.len() - own.len();
        at += line.len();
        match own.split_once(':') {
            None if own.is_empty() => Line::Blank,
            None => Line::Other(start),
            Some((label, value)) => {
                match ConnectionValues::LABELS.iter().position(|of| is_label(label, of)) {
                    None => Line::Other(start),
                    Some(which) => {
                        let value_at =
                            start + label.len() + 1 + value.len() - value.trim_start().len();
                        Line::Value(which, value.trim(), value_at)
                    }
                }
            }
        }
    })
}

fn is_label(text: &str, labels: &[&str]) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    labels.iter().any(|label| letters(label) == letters(text))
}
