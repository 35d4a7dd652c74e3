//! What the rows of collections say, in CSV files that are complete by themselves.

use alloc::{borrow::Cow, collections::BTreeMap, format, string::String, vec::Vec};

use roster_core::Need;

use super::rows::{LINKS, UUID_URN, file, is_day, is_gone, set, take_over};
use crate::{
    feed::{Feed, File, Row},
    ids::Fresh,
    words::items,
};

/// What collections say, as rows of CSV files: a package that is complete by itself.
pub(crate) fn to_csv<'a>(mut json: Feed<'a>, csv: &mut Feed<'a>) {
    links(&json, csv);
    let periods = periods(&json);
    take_over(&mut json, csv);
    for file in &mut csv.files {
        let [Some(status), Some(modified)] =
            ["status", "dateLastModified"].map(|header| file.table.column(header))
        else {
            continue;
        };
        let mut rows = core::mem::take(&mut file.rows);
        rows.retain(|row| !is_gone(file, row));
        for row in &mut rows {
            row.set(status, Cow::Borrowed(""));
            row.set(modified, Cow::Borrowed(""));
        }
        file.rows = rows;
    }
    for (name, header) in [("orgs.csv", "identifier"), ("courses.csv", "courseCode")] {
        let of = json.files.iter().find(|file| file.table.file == name);
        let required =
            of.is_some_and(|of| of.table.columns[of.column(header)].need == Need::Always);
        set(file(csv, name), header, |row, file| {
            let same = row[file.column(header)] == row[file.column("sourcedId")];
            (same && required).then_some(Cow::Borrowed(""))
        });
    }
    for header in ["assignDate", "dueDate"] {
        set(file(csv, "lineItems.csv"), header, |row, file| {
            let (day, _) = row[file.column(header)].split_once('T')?;
            is_day(day).then(|| String::from(day).into())
        });
    }
    set(file(csv, "classes.csv"), "classType", |row, file| {
        row[file.column("classType")].is_empty().then_some(Cow::Borrowed("scheduled"))
    });
    set(file(csv, "users.csv"), "username", |row, file| {
        let blank = row[file.column("username")].is_empty();
        blank.then(|| row[file.column("sourcedId")].clone())
    });
    orgs_of_courses(csv);
    gradebook(periods, csv);
    ids(csv);
}

/// A course without an org is of the school that teaches it.
fn orgs_of_courses(csv: &mut Feed<'_>) {
    let classes = csv.file("classes.csv");
    let [course, school] =
        ["courseSourcedId", "schoolSourcedId"].map(|header| classes.column(header));
    let mut of: BTreeMap<String, String> = BTreeMap::new();
    for row in &classes.rows {
        of.entry(row[course].clone().into_owned()).or_insert(row[school].clone().into_owned());
    }
    set(file(csv, "courses.csv"), "orgSourcedId", |row, file| {
        let org = of.get(&*row[file.column("sourcedId")])?;
        row[file.column("orgSourcedId")].is_empty().then(|| org.clone().into())
    });
}

/// The sessions of line items.
type Periods<'a> = BTreeMap<Cow<'a, str>, Cow<'a, str>>;

fn periods<'a>(json: &Feed<'a>) -> Option<Periods<'a>> {
    let items = json.files.iter().find(|file| file.table.file == "lineItems.csv")?;
    let (id, period) = (items.column("sourcedId"), items.table.column("gradingPeriod")?);
    Some(items.rows.iter().map(|row| (row[id].clone(), row[period].clone())).collect())
}

/// Sessions of line items, orgs and courses of scales, and objectives as CSV has them.
fn gradebook<'a>(periods: Option<Periods<'a>>, csv: &mut Feed<'a>) {
    let classes = csv.file("classes.csv");
    let at = ["sourcedId", "schoolSourcedId", "courseSourcedId", "termSourcedIds"]
        .map(|header| classes.column(header));
    let class: BTreeMap<String, [Cow<'a, str>; 3]> = classes
        .rows
        .iter()
        .map(|row| {
            let [id, school, course, terms] = at.map(|c| row[c].clone());
            let first = items(&terms).next().map(String::from).unwrap_or_default();
            (id.into_owned(), [school, course, first.into()])
        })
        .collect();
    let of_class = |row: &Row<'a>, file: &File<'a>, header: &str, fact: usize| {
        let of = class.get(&*row[file.column("classSourcedId")])?;
        row[file.column(header)].is_empty().then(|| of[fact].clone())
    };
    for (header, fact) in [("orgSourcedId", 0), ("courseSourcedId", 1)] {
        set(file(csv, "scoreScales.csv"), header, |row, file| of_class(row, file, header, fact));
    }
    let session = "academicSessionSourcedId";
    if let Some(of) = periods {
        set(file(csv, "lineItems.csv"), session, |row, file| {
            let of = of.get(&row[file.column("sourcedId")])?;
            row[file.column(session)].is_empty().then(|| of.clone())
        });
        set(file(csv, "lineItems.csv"), session, |row, file| of_class(row, file, session, 2));
    }
    for name in ["lineItemLearningObjectiveIds.csv", "resultLearningObjectiveIds.csv"] {
        set(file(csv, name), "learningObjectiveId", |row, file| {
            let id = &row[file.column("learningObjectiveId")];
            let bare = row[file.column("source")] == "case" && id.len() == 36 && !id.contains(':');
            bare.then(|| format!("{UUID_URN}{}", id.to_ascii_lowercase()).into())
        });
    }
}

/// Rows for what records hold in lists of ids.
fn links<'a>(json: &Feed<'a>, csv: &mut Feed<'a>) {
    for (link, from, to, holder, member) in LINKS.iter().copied() {
        let Some(records) = json.files.iter().find(|file| file.table.file == holder) else {
            continue;
        };
        let Some(column) = records.table.column(member) else { continue };
        let id = records.column("sourcedId");
        let rows = records.rows.iter().filter(|row| !is_gone(records, row));
        let pairs: Vec<(Cow<'a, str>, String)> = rows
            .flat_map(|row| items(&row[column]).map(|of| (row[id].clone(), String::from(of))))
            .collect();
        let Some(file) = file(csv, link) else { continue };
        let [from, to] = [from, to].map(|header| file.column(header));
        for (record, of) in pairs {
            let mut row = Row::default();
            row[from] = record;
            row[to] = of.into();
            file.rows.push(row);
        }
    }
}

/// Ids for rows that have none of their own in JSON.
fn ids(csv: &mut Feed<'_>) {
    const FILES: &[(&str, &[&str])] = &[
        ("roles.csv", &["userSourcedId", "orgSourcedId", "role"]),
        ("classResources.csv", &["classSourcedId", "resourceSourcedId"]),
        ("courseResources.csv", &["courseSourcedId", "resourceSourcedId"]),
        ("userResources.csv", &["userSourcedId", "resourceSourcedId"]),
        ("lineItemScoreScales.csv", &["lineItemSourcedId", "scoreScaleSourcedId"]),
        ("resultScoreScales.csv", &["resultSourcedId", "scoreScaleSourcedId"]),
        ("lineItemLearningObjectiveIds.csv", &["lineItemSourcedId", "learningObjectiveId"]),
        ("resultLearningObjectiveIds.csv", &["resultSourcedId", "learningObjectiveId"]),
    ];
    for (name, parts) in FILES.iter().copied() {
        let Some(file) = file(csv, name) else { continue };
        let id = file.column("sourcedId");
        let parts: Vec<usize> = parts.iter().map(|header| file.column(header)).collect();
        let mut fresh = Fresh::default();
        for row in &mut file.rows {
            let parts: Vec<&str> = parts.iter().map(|part| &*row[*part]).collect();
            row[id] = fresh.id(&parts).into();
        }
    }
    profiles(csv);
}

/// Profiles are known by their own id, which several credentials and several people may share.
fn profiles(csv: &mut Feed<'_>) {
    let Some(file) = file(csv, "userProfiles.csv") else { return };
    let [id, user] = ["sourcedId", "userSourcedId"].map(|header| file.column(header));
    let fits = oneroster_model::shapes::Guid::SHAPE.fits;
    let mut fresh = Fresh::default();
    let mut of: BTreeMap<(String, String), String> = BTreeMap::new();
    for row in &mut file.rows {
        let (profile, person) = (row[id].clone().into_owned(), row[user].clone().into_owned());
        let own = match fits(&profile) && fresh.take(&profile) {
            true => profile.clone(),
            false => fresh.id(&[&person, &profile]),
        };
        of.entry((person, profile)).or_insert(own.clone());
        row[id] = own.into();
    }
    set(self::file(csv, "roles.csv"), "userProfileSourcedId", |row, file| {
        let [person, profile] =
            ["userSourcedId", "userProfileSourcedId"].map(|of| row[file.column(of)].clone());
        of.get(&(person.into_owned(), profile.into_owned())).map(|id| id.clone().into())
    });
}
