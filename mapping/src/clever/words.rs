//! Clever's vocabularies in the words of others.

use alloc::{borrow::Cow, format};

use crate::{
    link::Via,
    words::{DATES, capitalised, items},
};

/// Clever's words for grades, and those of CEDS. After graduation is nearest to postsecondary.
pub(super) static GRADE: Via = Via { name: "grades", to: grade, from: grade_of_clever };
const GRADES: &[(&str, &str)] = &[
    ("InfantToddler", "IT"),
    ("Preschool", "PR"),
    ("PreKindergarten", "PK"),
    ("TransitionalKindergarten", "TK"),
    ("Kindergarten", "KG"),
    ("PostGraduate", "PS"),
    ("Ungraded", "UG"),
];
fn grade(text: &str) -> Cow<'_, str> {
    let is_it = |of: &&(&str, &str)| of.0.eq_ignore_ascii_case(text);
    match GRADES.iter().find(is_it) {
        Some((_, word)) => (*word).into(),
        None => (crate::words::GRADE.to)(text),
    }
}
fn grade_of_clever(list: &str) -> Cow<'_, str> {
    let first = items(list).next().unwrap_or_default();
    let codes = oneroster_model::codes::Grade::CODES;
    let Some((i, _)) = codes.find(first) else { return first.into() };
    let word = codes.words[i].text;
    let clever = GRADES.iter().find(|of| of.1 == word).map(|of| of.0);
    clever.unwrap_or(word.trim_start_matches('0')).into()
}

/// Clever's letters for gender.
pub(super) static SEX: Via = Via { name: "sex", to: sex, from: gender };
fn sex(text: &str) -> Cow<'_, str> {
    if text.eq_ignore_ascii_case("X") { "other".into() } else { (crate::words::SEX.to)(text) }
}
fn gender(text: &str) -> Cow<'_, str> {
    match text {
        "male" => "M".into(),
        "female" => "F".into(),
        "other" => "X".into(),
        "unspecified" | "notSelected" => "".into(),
        _ => text.into(),
    }
}

/// Yes and no as a letter, and as a truth.
pub(super) static YES_NO: Via = Via { name: "yes and no", to: truth, from: letter };
fn truth(text: &str) -> Cow<'_, str> {
    let is = |words: [&str; 2]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(["Y", "Yes"]) {
        "true".into()
    } else if is(["N", "No"]) {
        "false".into()
    } else {
        text.into()
    }
}
fn letter(text: &str) -> Cow<'_, str> {
    match text {
        "true" => "Y".into(),
        "false" => "N".into(),
        _ => text.into(),
    }
}

/// Dates as exporters write them for Clever, `MM/DD/YYYY`.
pub(super) static MONTH_FIRST: Via = Via { name: "dates", to: iso, from: month_first };
fn iso(text: &str) -> Cow<'_, str> {
    (DATES.to)(text)
}
fn month_first(text: &str) -> Cow<'_, str> {
    let mut parts = text.splitn(3, '-');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) if year.len() == 4 => {
            format!("{month}/{day}/{year}").into()
        }
        _ => text.into(),
    }
}

/// What a contact is: more of the family than others tell apart.
pub(super) static RELATIONSHIP: Via =
    Via { name: "relationships", to: relationship, from: relationship_of };
fn relationship(text: &str) -> Cow<'_, str> {
    const OWN: &[&str] = &["parent", "guardian", "relative", "aide", "doctor", "child"];
    const FAMILY: &[&str] = &["Grandparent", "Aunt/Uncle", "Sibling"];
    if text.is_empty() {
        return "".into();
    }
    match OWN.iter().find(|word| word.eq_ignore_ascii_case(text)) {
        Some(word) => (*word).into(),
        None if FAMILY.iter().any(|word| word.eq_ignore_ascii_case(text)) => "relative".into(),
        None => "other".into(),
    }
}
fn relationship_of(role: &str) -> Cow<'_, str> {
    capitalised(role).into()
}
