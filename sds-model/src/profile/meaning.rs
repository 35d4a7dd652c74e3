//! What the types of a profile do not say: which names are columns, which settings have a meaning.

use alloc::{collections::BTreeSet, vec::Vec};

use roster_core::{Detail, Record, Spelling, Table};

use super::{
    EducationCsvDataProvider, EducationIdentityCreationConfiguration,
    EducationIdentityMatchingConfiguration,
    check::{At, Checker},
    rules,
    shape::Type,
};
use crate::{v1, v1_uk};

/// The kinds of records that a profile customizes: the member's name, and the table of V1 and of its
/// UK variant.
pub(super) static KINDS: [(&str, [&Table; 2]); 6] = [
    ("school", [v1::School::TABLE, v1_uk::School::TABLE]),
    ("section", [v1::Section::TABLE, v1_uk::Section::TABLE]),
    ("student", [v1::Student::TABLE, v1_uk::Student::TABLE]),
    ("studentEnrollment", [v1::StudentEnrollment::TABLE, v1_uk::StudentEnrollment::TABLE]),
    ("teacher", [v1::Teacher::TABLE, v1_uk::Teacher::TABLE]),
    ("teacherRoster", [v1::TeacherRoster::TABLE, v1_uk::TeacherRoster::TABLE]),
];

/// The roles that have accounts: the word, and the kind of record.
pub(super) static ROLES: [(&str, &str, &str); 2] =
    [("student", "student", "students"), ("teacher", "teacher", "teachers")];

pub(super) fn tables(kind: &str) -> [&'static Table; 2] {
    let found = KINDS.iter().find(|(name, _)| *name == kind);
    found.map_or(KINDS[0].1, |(_, tables)| *tables)
}

/// What is to be synced of a column whatever a profile says.
pub(super) fn is_optional(table: &Table, header: &str) -> Option<bool> {
    let column = table.columns.iter().find(|column| column.header == header)?;
    Some(column.need == roster_core::Need::Optional)
}

pub(super) fn check(profile: &At<'_>, checker: &mut Checker<'_>) {
    let provider = profile.member("dataProvider");
    if let Some(all) = provider.as_ref().and_then(|at| at.member("customizations")) {
        customizations(&all, checker);
    }
    let Some(identity) = profile.member("identitySynchronizationConfiguration") else { return };
    let is =
        |at: &At<'_>, of: &Type| at.says("@odata.type").is_some_and(|(_, name)| of.is_named(&name));
    if is(&identity, EducationIdentityCreationConfiguration::TYPE)
        && let Some(domains) = identity.member("userDomains")
    {
        roles(&domains, checker);
    }
    if is(&identity, EducationIdentityMatchingConfiguration::TYPE)
        && let Some(options) = identity.member("matchingOptions")
    {
        roles(&options, checker);
        let csv = provider.is_some_and(|at| is(&at, EducationCsvDataProvider::TYPE));
        options.items().iter().for_each(|option| matching(option, csv, checker));
    }
}

fn customizations(all: &At<'_>, checker: &mut Checker<'_>) {
    for (kind, tables) in KINDS {
        let Some(own) = all.member(kind) else { continue };
        if let Some(asked) = own.member("optionalPropertiesToSync") {
            asked.items().iter().for_each(|item| optional(item, &tables, checker));
        }
        let start = own.says("synchronizationStartDate");
        if let Some((at, date)) = start.filter(|_| kind != "studentEnrollment")
            && !date.starts_with("0001-")
        {
            checker.add(&rules::NEEDLESS_SETTING, Detail::None, &at);
        }
    }
    // who is in what cannot be synced before they are
    let is_deferred = |kind: &'static str| all.member(kind).is_some_and(|at| at.is_true(DEFERRED));
    let needs = [
        ("section", &["school"][..]),
        ("student", &["school"]),
        ("teacher", &["school"]),
        ("studentEnrollment", &["section", "student"]),
        ("teacherRoster", &["section", "teacher"]),
    ];
    for (kind, needs) in needs {
        let own = all.member(kind).and_then(|at| at.member(DEFERRED));
        if let Some(at) = own.filter(|at| at.node.text == "false")
            && needs.iter().any(|need| is_deferred(need))
        {
            checker.add(&rules::DEFERRED_BY_HALF, Detail::None, &at);
        }
    }
}

const DEFERRED: &str = "isSyncDeferred";

/// One of the columns that are asked for.
fn optional(at: &At<'_>, tables: &[&'static Table; 2], checker: &mut Checker<'_>) {
    let Some(name) = at.node.string() else { return };
    let has_none = tables
        .iter()
        .all(|table| table.columns.iter().all(|column| column.need != roster_core::Need::Optional));
    let found: Vec<bool> = tables.iter().filter_map(|table| is_optional(table, &name)).collect();
    match found.iter().any(|optional| *optional) {
        true => {}
        false if has_none || !found.is_empty() => {
            checker.add(&rules::NEEDLESS_SETTING, Detail::None, at)
        }
        false => checker.add(&rules::UNKNOWN_PROPERTY, near(tables[0], &name), at),
    }
}

/// The column that was probably meant.
fn near(table: &'static Table, name: &str) -> Detail {
    let spelt = table.columns.iter().find_map(|column| {
        let spelling = Spelling::of(column.header, name)?;
        Some(Detail::Spelt { name: column.header, spelling })
    });
    spelt.unwrap_or(Detail::None)
}

/// Settings by role: each role once, and those that have accounts.
fn roles(settings: &At<'_>, checker: &mut Checker<'_>) {
    let mut seen = BTreeSet::new();
    for setting in settings.items() {
        let Some((at, role)) = setting.says("appliesTo") else { continue };
        let role = role.to_ascii_lowercase();
        if !seen.insert(role) {
            checker.add(&rules::ROLE_TWICE, Detail::None, &at);
        }
    }
    for (role, _, people) in ROLES {
        if !seen.contains(role) {
            checker.add(&rules::ROLE_WITHOUT_SETTING, Detail::What(people), settings);
        }
    }
}

/// By what people of a role are matched.
fn matching(option: &At<'_>, csv: bool, checker: &mut Checker<'_>) {
    // documented of Microsoft Entra; the page gives no list, so only slips of the pen are found
    const TARGETS: [&str; 4] = ["userPrincipalName", "mail", "mailNickname", "employeeId"];
    if let Some((at, target)) = option.says("targetPropertyName")
        && !TARGETS.contains(&&*target)
        && let Some((name, spelling)) =
            TARGETS.iter().find_map(|name| Some((*name, Spelling::of(name, &target)?)))
    {
        checker.add(&rules::TARGET_PROPERTY, Detail::Spelt { name, spelling }, &at);
    }
    let role = option.says("appliesTo").map(|(_, role)| role.to_ascii_lowercase());
    let kind = ROLES.iter().find(|(name, ..)| Some(*name) == role.as_deref());
    let (Some((_, kind, _)), Some((at, column))) = (kind, option.says("sourcePropertyName")) else {
        return;
    };
    let tables = tables(kind);
    if csv
        && !column.trim().is_empty()
        && tables.iter().all(|table| table.column(&column).is_none())
    {
        checker.add(&rules::SOURCE_COLUMN, near(tables[0], &column), &at);
    }
}
