//! What the formats say of their files, beyond what does not compile otherwise.

use oneroster_model::{
    FORMATS,
    codes::{Grade, Status},
    v1p1, v1p2, v1p2p0,
};
use roster_core::{Format, Kind, Need, Record, Table, Target, Value};

fn data(format: &Format) -> impl Iterator<Item = &'static Table> {
    format.tables.iter().copied().filter(|table| table.file != "manifest.csv")
}
/// File and header of the columns that a test picks out.
fn columns(format: &Format, pick: impl Fn(&roster_core::Column) -> bool) -> Vec<String> {
    let picked = data(format).flat_map(|table| {
        let columns = table.columns.iter().filter(|column| pick(column));
        columns.map(|column| format!("{} {}", table.file.trim_end_matches(".csv"), column.header))
    });
    picked.collect()
}

#[test]
fn three_formats_with_a_manifest_and_their_files() {
    let shape: Vec<_> = FORMATS.iter().map(|format| (format.id, format.tables.len())).collect();
    assert_eq!(shape, [("oneroster-1.1", 14), ("oneroster-1.2", 22), ("oneroster-1.2.0", 22)]);
    for format in FORMATS {
        assert!(format.ordered);
        assert_eq!(format.extensions, Some("metadata."));
        let required: Vec<_> = format.tables.iter().filter(|table| table.required).collect();
        assert_eq!(required, [&v1p2::ManifestProperty::TABLE]);
    }
}

#[test]
fn every_data_file_begins_with_the_same_three_columns() {
    for table in FORMATS.iter().flat_map(|format| data(format)) {
        let heads: Vec<_> = table.columns.iter().map(|column| column.header).take(3).collect();
        assert_eq!(heads, ["sourcedId", "status", "dateLastModified"], "{}", table.file);
        let needs: Vec<_> = table.columns.iter().map(|column| column.need).take(3).collect();
        assert_eq!(needs, [Need::Always, Need::Delta, Need::Delta], "{}", table.file);
        assert_eq!(table.id(), Some(0));
        let borrowed = table.columns[0].refers.map(|refers| refers.file);
        assert_eq!(borrowed, (table.file == "demographics.csv").then_some("users.csv"));
        assert!(table.source.ends_with(table.file), "{}", table.file);
    }
}

#[test]
fn the_levels_of_1_2_differ_in_one_column() {
    for (new, old) in v1p2::FORMAT.tables.iter().zip(v1p2p0::FORMAT.tables) {
        let (new, old) = (new.columns, old.columns);
        let added: Vec<_> = old.iter().filter(|column| !new.contains(column)).collect();
        match added[..] {
            [] => assert_eq!(new, old),
            [column] => {
                assert_eq!(column.header, "resourceSourcedIds");
                let at = old.iter().position(|of| of == column).expect("it is there");
                let around = [old[at - 1].header, old[at + 1].header];
                assert_eq!(around, ["userMasterIdentifier", "preferredGivenName"]);
                assert_eq!(old.len(), new.len() + 1);
            }
            _ => panic!("{added:?}"),
        }
    }
}

#[test]
fn only_1_2_opens_vocabularies() {
    let open = |kind: Kind| matches!(kind, Kind::Open(_) | Kind::List(Kind::Open(_)));
    assert_eq!(columns(&v1p1::FORMAT, |column| open(column.kind)), [""; 0]);
    assert_eq!(
        columns(&v1p2::FORMAT, |column| open(column.kind)),
        [
            "academicSessions type",
            "classes classType",
            "demographics sex",
            "enrollments role",
            "lineItemLearningObjectiveIds source",
            "orgs type",
            "resources roles",
            "resultLearningObjectiveIds source",
            "results scoreStatus",
            "roles role",
        ]
    );
}

#[test]
fn grades_and_residence_have_words_in_1_1_alone() {
    assert_eq!(
        columns(&v1p1::FORMAT, |column| column.codes.is_some()),
        [
            "classes grades",
            "courses grades",
            "demographics publicSchoolResidenceStatus",
            "users grades"
        ]
    );
    assert_eq!(columns(&v1p2::FORMAT, |column| column.codes.is_some()), [""; 0]);
    assert_eq!(Grade::ALL.len(), 21);
}

#[test]
fn references_demand_what_the_texts_do() {
    let kinds = |column: &roster_core::Column| {
        column.refers.is_some_and(|refers| refers.target != Target::Any)
    };
    assert_eq!(
        columns(&v1p1::FORMAT, kinds),
        [
            "classes schoolSourcedId",
            "courses schoolYearSourcedId",
            "enrollments schoolSourcedId",
            "lineItems gradingPeriodSourcedId",
            "results studentSourcedId",
        ]
    );
    assert_eq!(
        columns(&v1p2::FORMAT, kinds),
        [
            "classes schoolSourcedId",
            "courses schoolYearSourcedId",
            "enrollments schoolSourcedId",
            "lineItems academicSessionSourcedId",
        ]
    );
}

#[test]
fn references_are_the_columns_named_so() {
    for format in FORMATS {
        for column in data(format).flat_map(|table| &table.columns[1..]) {
            let named =
                column.header.ends_with("SourcedId") || column.header.ends_with("SourcedIds");
            assert_eq!(column.refers.is_some(), named, "{}", column.header);
        }
    }
}

#[test]
fn passwords_are_secrets() {
    let passwords = |format| columns(format, |column| column.secret);
    assert_eq!(passwords(&v1p1::FORMAT), ["users password"]);
    assert_eq!(passwords(&v1p2::FORMAT), ["userProfiles password", "users password"]);
    for format in FORMATS {
        let named = |column: &roster_core::Column| column.header.contains("assword");
        assert_eq!(passwords(format), columns(format, named));
    }
}

#[test]
fn manifests_tell_their_version() {
    let version = |format: &Format| {
        let manifest = format.manifest.expect("OneRoster has one");
        assert!(manifest.property("manifest.version").expect("known").required);
        assert!(!manifest.property("source.systemCode").expect("known").required);
        manifest.property(manifest.version).expect("known").words
    };
    assert_eq!(version(&v1p1::FORMAT), ["1.1"]);
    assert_eq!(version(&v1p2::FORMAT), ["1.2", "1.2.1", "1.2_JP"]);
    assert_eq!(version(&v1p2p0::FORMAT), version(&v1p2::FORMAT));
}

#[test]
fn a_status_of_1_0_is_understood() {
    assert_eq!(Status::read("inactive"), Ok(Status::ToBeDeleted));
    assert_eq!(Status::ToBeDeleted.write(), "tobedeleted");
}
