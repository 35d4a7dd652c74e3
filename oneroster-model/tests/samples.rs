//! The sample packages, read as records and held against the formats.

use std::{fs, path::Path};

use oneroster_model::{
    FORMATS,
    codes::{ClassType, OrgRole, RoleType, ScoreStatus, UserRole, V1p1Sex},
    v1p1, v1p2, v1p2p0,
};
use roster_core::{
    Header, Memory, Open, Options, Record, Sheet, Source, Value, Verdict, check, recognise,
};

fn folder(sample: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples").join(sample)
}
fn bytes(sample: &str, file: &str) -> Vec<u8> {
    fs::read(folder(sample).join(file)).expect("the sample has the file")
}
fn package(sample: &str) -> Memory {
    let files = fs::read_dir(folder(sample)).expect("the sample is there");
    let mut names: Vec<_> = files
        .map(|file| file.expect("readable").file_name().into_string().expect("UTF-8"))
        .collect();
    names.sort();
    names.iter().fold(Memory::new(), |package, name| package.file(name, bytes(sample, name)))
}
/// Finds the record with this id.
macro_rules! record {
    ($type:ty, $sheet:expr, $id:literal) => {
        <$type>::rows($sheet).find(|row| row.sourced_id.text() == Some($id)).expect($id)
    };
}

#[test]
fn clean_samples_have_every_file_column_and_type() {
    for format in FORMATS {
        let package = package(format.id);
        assert_eq!(package.len(), format.tables.len(), "{}", format.id);
        for table in format.tables {
            let bytes = bytes(format.id, table.file);
            let sheet = Sheet::parse(&bytes);
            assert_eq!(sheet.write(), bytes);
            assert!(sheet.len() > 2, "{} {}: two rows", format.id, table.file);
            let names: Vec<_> = sheet.row(0).map(|cell| cell.into_bytes()).collect();
            let header = Header::bind(table, &names);
            for (i, column) in table.columns.iter().enumerate() {
                assert_eq!(header.position(i), Some(i), "{} {}", table.file, column.header);
                for row in 1..sheet.len() {
                    let cell = sheet.row(row).nth(i).expect("as wide as the header").into_bytes();
                    let text = str::from_utf8(&cell).expect("UTF-8");
                    let exact = text.is_empty() || column.kind.judge(text) == Verdict::Exact;
                    assert!(exact, "{} {}: {text}", table.file, column.header);
                }
            }
        }
    }
}

#[test]
fn clean_samples_have_no_finding_and_faulty_ones_do() {
    for format in FORMATS {
        let mut findings = Vec::new();
        check(format, &package(format.id), &Options::new(), &mut findings);
        // every package of a superseded level says so
        findings.retain(|finding| format.superseded.is_none_or(|(_, rule)| finding.rule != rule));
        let messages: Vec<_> = findings.iter().map(|finding| finding.message()).collect();
        assert_eq!(messages, [""; 0], "{}", format.id);
        let faulty = package(&format!("{}-faulty", format.id));
        let summary = check(format, &faulty, &Options::new(), &mut findings);
        assert!(summary.totals.error >= 12, "{}: {:?}", format.id, summary.totals);
    }
}

#[test]
fn samples_are_recognised() {
    for format in FORMATS {
        for sample in [format.id.to_owned(), format!("{}-faulty", format.id)] {
            assert_eq!(recognise(FORMATS, &package(&sample)).expect(&sample).id, format.id);
        }
    }
}

#[test]
fn records_of_1_1_are_typed() {
    let file = bytes("oneroster-1.1", "users.csv");
    let sheet = Sheet::parse(&file);
    let user = record!(v1p1::User<'_>, &sheet, "te-03");
    assert_eq!(user.role.get(), Ok(Some(UserRole::Teacher)));
    assert_eq!(user.enabled_user.get(), Ok(Some(true)));
    let orgs = user.org_sourced_ids.get().expect("a list").expect("filled");
    assert_eq!(orgs.iter().map(|org| &**org).collect::<Vec<_>>(), ["sch-401", "sch-402"]);
    let user = record!(v1p1::User<'_>, &sheet, "st-02");
    let ids = user.user_ids.get().expect("a list").expect("filled");
    assert_eq!((ids[1].namespace(), ids[1].identifier()), ("LTI", "urn:cv:st-02"));
    assert_eq!(user.status.get(), Ok(None), "a bulk file");

    let file = bytes("oneroster-1.1", "lineItems.csv");
    let sheet = Sheet::parse(&file);
    let item = record!(v1p1::LineItem<'_>, &sheet, "li-03");
    assert_eq!(item.result_value_min.get().expect("a number").expect("filled").get(), -2.5);
    assert_eq!(item.due_date.get().expect("a date").expect("filled").to_string(), "2027-02-19");

    let file = bytes("oneroster-1.1", "demographics.csv");
    let sheet = Sheet::parse(&file);
    let person = record!(v1p1::Demographics<'_>, &sheet, "st-03");
    assert_eq!(person.sex.get(), Ok(Some(V1p1Sex::Female)));
    assert_eq!(person.hispanic_or_latino_ethnicity.get(), Ok(Some(true)));
    assert_eq!(person.white.get(), Ok(None));
}

#[test]
fn records_of_1_2_are_typed() {
    let file = bytes("oneroster-1.2", "roles.csv");
    let sheet = Sheet::parse(&file);
    let role = record!(v1p2::Role<'_>, &sheet, "rol-08");
    assert_eq!(role.role_type.get(), Ok(Some(RoleType::Secondary)));
    assert_eq!(role.role.get(), Ok(Some(Open::Ext("librarian".into()))));
    let role = record!(v1p2::Role<'_>, &sheet, "rol-15");
    assert_eq!(role.role.get(), Ok(Some(Open::Word(OrgRole::DistrictAdministrator))));

    let file = bytes("oneroster-1.2", "scoreScales.csv");
    let sheet = Sheet::parse(&file);
    let scale = record!(v1p2::ScoreScale<'_>, &sheet, "scs-02");
    let steps = scale.score_scale_value.get().expect("steps").expect("filled");
    let steps: Vec<_> = steps.iter().map(|step| (step.lhs(), step.rhs())).collect();
    assert_eq!(steps, [("A", "90-100"), ("B", "80-89"), ("C", "0-79")]);

    let file = bytes("oneroster-1.2", "results.csv");
    let sheet = Sheet::parse(&file);
    let result = record!(v1p2::Result<'_>, &sheet, "rst-04");
    assert_eq!(result.score_status.get(), Ok(Some(Open::Word(ScoreStatus::NotSubmitted))));
    assert_eq!((result.score.get(), result.missing.get()), (Ok(None), Ok(Some(true))));

    let file = bytes("oneroster-1.2", "orgs.csv");
    let sheet = Sheet::parse(&file);
    let org = record!(v1p2::Org<'_>, &sheet, "sch-402");
    assert_eq!(org.name.text(), Some("Saltmarsh Secondary, Harbor Campus"));
    assert_eq!(&*org.ext[0].header, b"metadata.city");
    assert_eq!(&*org.ext[0].cell, b"Saltmarsh");
}

#[test]
fn users_of_1_2_0_have_resources_and_those_of_1_2_1_keep_them_aside() {
    let file = bytes("oneroster-1.2.0", "users.csv");
    let sheet = Sheet::parse(&file);
    let old = record!(v1p2p0::User<'_>, &sheet, "st-03");
    assert_eq!(old.resource_sourced_ids.text(), Some("res-02,res-03"));
    let new = record!(v1p2::User<'_>, &sheet, "st-03");
    assert_eq!(&*new.ext[0].header, b"resourceSourcedIds");
    assert_eq!(old.preferred_family_name, new.preferred_family_name);
}

#[test]
fn rows_of_a_delta_say_what_became_of_them() {
    let csv = "sourcedId,status,dateLastModified,title,classType\r\n\
               c-1,tobedeleted,2027-02-03T04:05:06.789Z,Choir,ext:club\r\n\
               c-2,inactive,2027-02-03,Choir,homeroom\r\n";
    let sheet = Sheet::parse(csv.as_bytes());
    let rows: Vec<_> = v1p2::Class::rows(&sheet).collect();
    let time = rows[0].date_last_modified.get().expect("a time").expect("filled");
    assert_eq!(time.write(), "2027-02-03T04:05:06.789Z");
    assert_eq!(rows[0].status.get(), rows[1].status.get());
    assert!(rows[1].date_last_modified.get().is_err());
    assert_eq!(rows[1].class_type.get(), Ok(Some(Open::Word(ClassType::Homeroom))));
    let closed: Vec<_> = v1p1::Class::rows(&sheet).collect();
    assert!(closed[0].class_type.get().is_err(), "1.1 knows no words of one's own");
}

/// In a delta the old record goes and the new one comes: they are not two.
#[test]
fn a_delta_replaces_a_record() {
    let manifest = "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\n\
        file.roles,delta\r\n";
    let roles = |first: &str| {
        format!(
            "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,\
             orgSourcedId,userProfileSourcedId\r\n\
             r1,{first},2027-04-23T18:25:43.511Z,u1,primary,student,,,o1,\r\n\
             r2,active,2027-04-23T18:25:43.511Z,u1,primary,student,,,o1,\r\n"
        )
    };
    let two = |first: &str| {
        let package = Memory::new().file("manifest.csv", manifest).file("roles.csv", roles(first));
        let mut findings = Vec::new();
        check(&v1p2::FORMAT, &package, &Options::new(), &mut findings);
        findings.iter().filter(|finding| finding.rule.name == "two-primary-roles").count()
    };
    assert_eq!((two("active"), two("tobedeleted")), (1, 0));
}
