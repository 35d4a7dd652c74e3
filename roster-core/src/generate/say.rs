//! What a cell says of something in a district.

use alloc::{
    format,
    string::{String, ToString},
};

use chrono::{Datelike, Days, NaiveDate};

use super::{
    name,
    rng::Rng,
    words::{GIVEN, GRADES, PLACES, STREETS},
    world::{Entity, World},
};
use crate::{
    hint::{Each, Hint},
    table::Column,
    value::{Codes, Kind, Verdict},
};

/// What there is to say: a text, or a thing with several names, of which a vocabulary has one.
enum Said {
    Text(String),
    Names(&'static [&'static str]),
}

/// What numbers are drawn for; part of what districts promise.
#[derive(Clone, Copy)]
pub(super) enum Aspect {
    Given = 1,
    Middle = 2,
    Family = 3,
    Birth = 4,
    Street = 5,
    Word = 6,
    Score = 7,
    Urn = 8,
    Secret = 9,
}

impl World {
    /// The cell of a column that has this hint; `None` if there is nothing to say, or nothing that
    /// the column could hold.
    pub(super) fn say(&self, hint: Hint, column: &Column, entity: Entity) -> Option<String> {
        if let Hint::Of(each, hint) = hint {
            let mut relatives = self.relatives(entity).into_iter();
            let relative = relatives.find(|relative| relative.each == Some(each))?;
            return self.say(*hint, column, relative);
        }
        if hint == Hint::Word {
            return self.word(column, entity);
        }
        let text = match (vocabulary(column), self.said(hint, entity)?) {
            (None, Said::Text(text)) => text,
            (None, Said::Names(names)) => String::from(*names.first()?),
            (Some(codes), Said::Text(text)) => named(codes, &text)?.into(),
            (Some(codes), Said::Names(names)) => {
                names.iter().find_map(|name| named(codes, name))?.into()
            }
        };
        let kept = |c: &char| !column.avoid.contains(*c);
        let text = if column.avoid.is_empty() { text } else { text.chars().filter(kept).collect() };
        (column.kind.judge(&text) == Verdict::Exact).then_some(text)
    }

    /// A text of the column's kind, where nothing tells what it is to say; another for each
    /// `serial`.
    pub(super) fn plain(&self, column: &Column, entity: Entity, serial: u64) -> String {
        let n = serial + 1;
        if column.secret {
            let mut rng = self.rng(entity, Aspect::Secret);
            let word = rng.pick(PLACES).replace(' ', "-");
            return format!("{word}-{:04}", rng.below(10_000));
        }
        if let Some(word) = self.word(column, entity) {
            return word;
        }
        let kind = match column.kind {
            Kind::List(item) => *item,
            kind => kind,
        };
        match kind {
            Kind::Id => format!("x{n}"),
            Kind::Email => format!("{}{n}@example.org", column.field),
            Kind::Phone => phone(n),
            Kind::Whole | Kind::Decimal => n.to_string(),
            Kind::Year => String::from("2027"),
            Kind::Bool => String::from("true"),
            Kind::Date | Kind::AnyDate => iso(day(0)),
            Kind::DateTime => String::from("2026-08-31T08:00:00.000Z"),
            Kind::Shape(shape) => (shape.sample)(n),
            _ => format!("{} {n}", column.header.replace(',', " ")),
        }
    }

    /// Any word of the column's vocabulary.
    fn word(&self, column: &Column, entity: Entity) -> Option<String> {
        let words = vocabulary(column)?.words;
        let each = entity.each.map_or(0, |each| each as u64 + 1);
        // columns of one row are drawn apart
        let apart = column.header.bytes().fold(0, |sum, b| sum * 31 % 997 + u64::from(b));
        let mut rng = Rng::of(self.seed, &[Aspect::Word as u64, each, entity.n, apart]);
        (!words.is_empty()).then(|| rng.pick(words).text.into())
    }

    fn said(&self, hint: Hint, entity: Entity) -> Option<Said> {
        let each = entity.each?;
        let n = entity.n;
        let text = match hint {
            Hint::Id => name::id(entity),
            Hint::Name => self.name(entity)?,
            Hint::Number => match each {
                Each::School => format!("{}", 101 + n),
                Each::Course => format!("C{:03}", n + 1),
                Each::Section => format!("{}", n + 1),
                _ => format!("{}", 100_001 + n),
            },
            Hint::Type => return Some(Said::Names(self.kind(entity)?)),
            Hint::Role => return Some(Said::Names(role(each)?)),
            Hint::Primary => {
                let main =
                    each != Each::Enrollment && (each != Each::Teaching || n.is_multiple_of(2));
                return Some(Said::Names(match main {
                    true => &["true", "primary"],
                    false => &["false", "secondary"],
                }));
            }
            Hint::GivenName => self.given(entity)?.0.into(),
            Hint::MiddleName if n.is_multiple_of(3) => {
                self.rng(entity, Aspect::Middle).pick(GIVEN).0.into()
            }
            Hint::FamilyName => self.family(entity)?.0.into(),
            Hint::FullName => {
                format!("{} {}", self.given(entity)?.0, self.family(entity)?.0)
            }
            Hint::Username => self.username(entity)?,
            Hint::Email => {
                let host = if each == Each::Contact { "example.org" } else { "fernwood.example" };
                format!("{}@{host}", self.username(entity)?)
            }
            Hint::Phone => phone(n),
            Hint::Street => {
                let mut rng = self.rng(entity, Aspect::Street);
                format!("{} {}", 1 + rng.below(400), rng.pick(STREETS))
            }
            Hint::City => String::from("Fernwood"),
            Hint::State => String::from("WA"),
            Hint::PostalCode => format!("98{:03}", n % self.schools % 1000),
            Hint::Country => String::from("US"),
            Hint::BirthDate => iso(self.birth(entity)),
            Hint::Grade => return grade(self.grade(entity)?),
            Hint::LowGrade => return grade(self.grades(n).0),
            Hint::HighGrade => return grade(self.grades(n).1),
            Hint::GraduationYear => format!("{}", 2027 + 12 - self.grade(entity)?.min(12)),
            Hint::SchoolYear => String::from("2027"),
            Hint::FirstDay => iso(day(self.days(entity).0)),
            Hint::LastDay => iso(day(self.days(entity).1)),
            Hint::Subject => return Some(Said::Names(self.subject(entity))),
            Hint::SubjectCode => {
                let code = &self.subject(entity)[1..];
                return Some(Said::Names(code));
            }
            Hint::Period => format!("{}", 1 + n % 8),
            Hint::Room => format!("Room {}", 101 + n % 40),
            Hint::LowestScore => String::from("0"),
            Hint::HighestScore => String::from("100"),
            Hint::Score => format!("{}", 50 + self.rng(entity, Aspect::Score).below(51)),
            Hint::Urn => {
                let mut rng = self.rng(entity, Aspect::Urn);
                let mut hex = |bits: u32| rng.below(1 << bits);
                let (a, b, c) = (hex(32), hex(16), hex(12));
                let (d, e) = (0x8000 | hex(14), hex(48));
                format!("urn:uuid:{a:08x}-{b:04x}-4{c:03x}-{d:04x}-{e:012x}")
            }
            Hint::MiddleName | Hint::Of(..) | Hint::Word => return None,
        };
        Some(Said::Text(text))
    }

    pub(super) fn rng(&self, entity: Entity, aspect: Aspect) -> Rng {
        let each = entity.each.map_or(0, |each| each as u64 + 1);
        Rng::of(self.seed, &[aspect as u64, each, entity.n])
    }
}

/// The words that a column may hold, or should.
pub(super) fn vocabulary(column: &Column) -> Option<&'static Codes> {
    column.kind.codes().or(column.codes)
}

/// The word of a vocabulary that a name is, as the vocabulary spells it.
fn named(codes: &Codes, name: &str) -> Option<&'static str> {
    let word = codes.words.iter().find(|word| word.text.eq_ignore_ascii_case(name));
    word.map(|word| word.text)
}

fn role(each: Each) -> Option<&'static [&'static str]> {
    Some(match each {
        Each::Student | Each::Enrollment | Each::Resource => &["student"],
        Each::Teacher | Each::Teaching => &["teacher"],
        Each::Principal => &["principal", "administrator", "staff"],
        Each::Contact | Each::Relationship => &["parent", "guardian", "relative"],
        _ => return None,
    })
}

fn grade(grade: u64) -> Option<Said> {
    GRADES.get(grade as usize).map(|names| Said::Names(names))
}

/// A telephone number of those that are kept for fiction.
fn phone(n: u64) -> String {
    format!("+1206555{:04}", 100 + n % 100)
}

/// A day of the school year, which begins on 31 August 2026.
fn day(n: u64) -> NaiveDate {
    let start = NaiveDate::from_ymd_opt(2026, 8, 31).unwrap_or_default();
    start.checked_add_days(Days::new(n)).unwrap_or(start)
}

/// `YYYY-MM-DD`, faster than by way of a format.
fn iso(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}
