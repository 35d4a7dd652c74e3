//! The profile that a package supports.

use alloc::{collections::BTreeSet, string::String, vec, vec::Vec};
use core::fmt;

use roster_core::{Format, Found, Header, Layout, Need, Rows, Source, Table};

use super::{
    EducationCsvDataProvider, EducationIdentityCreationConfiguration, EducationIdentityDomain,
    EducationIdentityMatchingConfiguration, EducationIdentityMatchingOptions,
    EducationSynchronizationCustomization, EducationSynchronizationCustomizations,
    EducationSynchronizationProfile, EducationUserRole, Member, Steering, Text,
    meaning::{KINDS, ROLES},
    text::is_domain,
};

/// What a package does not say of the profile that it is to have.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Wishes {
    /// What the profile is to be called.
    pub display_name: String,
    /// Whether accounts are to be created; else they are matched by username.
    pub create_users: bool,
    /// The domain of students' accounts, and of teachers'.
    pub domains: [Option<String>; 2],
}

impl Wishes {
    /// A profile of this name, which matches accounts.
    pub fn named(display_name: impl Into<String>) -> Self {
        Wishes { display_name: display_name.into(), ..Wishes::default() }
    }
    /// Accounts are to be created.
    pub fn create_users(mut self) -> Self {
        self.create_users = true;
        self
    }
    /// In these domains: of students, of teachers.
    pub fn domains(mut self, students: impl Into<String>, teachers: impl Into<String>) -> Self {
        self.domains = [Some(students.into()), Some(teachers.into())];
        self
    }
}

/// Why there is no profile that a package supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsupported {
    /// Profiles speak of the headers of SDS V1 and its UK variant only.
    Format,
    /// Accounts are to be created, and neither the wishes nor the usernames say in which domain: of
    /// students, or of teachers.
    NoDomain(&'static str),
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unsupported::Format => {
                f.write_str("profiles speak of the files of sds-v1 and sds-v1-uk")
            }
            Unsupported::NoDomain(people) => {
                write!(f, "no domain is known for the accounts of {people}")
            }
        }
    }
}
impl core::error::Error for Unsupported {}

/// The profile that asks for everything that a package has: every optional column in its own spelling
/// that says anything.
///
/// ```
/// use roster_core::Memory;
/// use sds_model::{profile::{Wishes, supported}, v1};
///
/// let package = Memory::new().file("School.csv", "SIS ID,Name,Zone,Phone\n7,North,B,\n");
/// let profile = supported(&package, &v1::FORMAT, &Wishes::named("North"))?;
/// let text = profile.write();
/// assert!(text.contains("\"Zone\"") && !text.contains("\"Phone\""));
/// # Ok::<(), sds_model::profile::Unsupported>(())
/// ```
///
/// # Errors
///
/// [`Unsupported`].
pub fn supported(
    source: &dyn Source,
    format: &'static Format,
    wishes: &Wishes,
) -> Result<EducationSynchronizationProfile, Unsupported> {
    let mut profile = EducationSynchronizationProfile {
        display_name: Member::Is(Text(wishes.display_name.clone())),
        ..Default::default()
    };
    if Steering::of(&profile, format).is_none() {
        return Err(Unsupported::Format);
    }
    let files = Layout::of(format, source);
    let mut all = EducationSynchronizationCustomizations::default();
    let mut domains = Vec::new();
    for (kind, tables) in KINDS {
        let file = files.tables().find(|(table, _)| tables.contains(table));
        let Some((table, Some(file))) = file else { continue };
        let seen = Seen::of(table, source.read(file).unwrap_or_default());
        let own = EducationSynchronizationCustomization {
            is_sync_deferred: false.into(),
            optional_properties_to_sync: match seen.said.is_empty() {
                true => Member::Absent,
                false => seen.said.iter().map(|name| Text::from(*name)).collect::<Vec<_>>().into(),
            },
            ..Default::default()
        };
        let member = match kind {
            "school" => &mut all.school,
            "section" => &mut all.section,
            "student" => &mut all.student,
            "studentEnrollment" => &mut all.student_enrollment,
            "teacher" => &mut all.teacher,
            _ => &mut all.teacher_roster,
        };
        *member = own.into();
        if let Some(role) = ROLES.iter().position(|(_, of, _)| *of == kind) {
            domains.push((role, seen.domains));
        }
    }
    profile.data_provider = EducationCsvDataProvider {
        customizations: all.into(),
        ..EducationCsvDataProvider::typed()
    }
    .into();
    let roles = [EducationUserRole::Student, EducationUserRole::Teacher];
    let mut creation = Vec::new();
    let mut matching = Vec::new();
    for (role, own) in domains {
        let wished = wishes.domains[role].as_deref();
        let applies_to = roles[role].into();
        if wishes.create_users {
            let only = own.iter().next().filter(|_| own.len() == 1).and_then(Option::as_deref);
            let domain = wished.or(only).ok_or(Unsupported::NoDomain(ROLES[role].2))?;
            let name = Member::Is(Text::from(domain));
            creation.push(EducationIdentityDomain { applies_to, name, ..Default::default() });
        } else {
            // a username that has its domain is compared as it is
            let bare = own.iter().all(Option::is_none);
            matching.push(EducationIdentityMatchingOptions {
                applies_to,
                source_property_name: "Username".into(),
                target_domain: wished
                    .filter(|_| bare)
                    .map_or(Member::Null, |domain| Member::Is(Text::from(domain))),
                target_property_name: "userPrincipalName".into(),
                ..Default::default()
            });
        }
    }
    profile.identity_synchronization_configuration = match wishes.create_users {
        true => EducationIdentityCreationConfiguration {
            user_domains: creation.into(),
            ..EducationIdentityCreationConfiguration::typed()
        }
        .into(),
        false => EducationIdentityMatchingConfiguration {
            matching_options: matching.into(),
            ..EducationIdentityMatchingConfiguration::typed()
        }
        .into(),
    };
    Ok(profile)
}

/// What a file has.
struct Seen {
    /// Optional columns that say anything.
    said: Vec<&'static str>,
    /// The domains of the usernames, and whether there are any without.
    domains: BTreeSet<Option<String>>,
}

impl Seen {
    fn of(table: &'static Table, bytes: &[u8]) -> Self {
        let mut seen = Seen { said: Vec::new(), domains: BTreeSet::new() };
        let mut rows = Rows::new(bytes);
        let Some(first) = rows.next_row(&mut |_| {}) else { return seen };
        let header = Header::bind(table, first.to_cells());
        let mut said = vec![false; first.len()];
        let username = table.column("Username").and_then(|c| header.position(c));
        while let Some(row) = rows.next_row(&mut |_| {}) {
            for (i, said) in said.iter_mut().enumerate() {
                *said |= row.cell(i).is_some_and(|cell| !cell.trim_ascii().is_empty());
            }
            if let Some(cell) = username.and_then(|i| row.cell(i)) {
                let text = String::from_utf8_lossy(&cell).to_ascii_lowercase();
                let domain = text.rsplit_once('@').map(|(_, domain)| String::from(domain));
                // more than two kinds tell no more than two
                if seen.domains.len() < 2 {
                    seen.domains.insert(domain.filter(|domain| is_domain(domain)));
                }
            }
        }
        let optional = table.columns.iter().enumerate().filter(|(c, column)| {
            let at = header.position(*c).filter(|i| matches!(header.found(*i), Found::Exact(_)));
            column.need == Need::Optional && at.is_some_and(|i| said[i])
        });
        seen.said = optional.map(|(_, column)| column.header).collect();
        seen
    }
}
