//! Records under their header names.

use alloc::{borrow::Cow, vec::Vec};
use core::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, MapAccess, SeqAccess, Visitor},
    ser::SerializeStruct,
};

use crate::{Header, Record};

/// What `table!` adds to a record type with the feature `serde`: the two traits.
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
        /// Under the header names; absent columns are left out. Cells that the table does not
        /// name make it a map, which `csv` refuses to write rather than lose them.
        impl $crate::__::serde::Serialize for $name<'_> {
            fn serialize<S>(&self, to: S) -> core::result::Result<S::Ok, S::Error>
            where
                S: $crate::__::serde::Serializer,
            {
                $crate::__::serialize(self, to)
            }
        }
        /// From anything with header names for keys; names that the table does not have are kept.
        impl<'de> $crate::__::serde::Deserialize<'de> for $name<'_> {
            fn deserialize<D>(from: D) -> core::result::Result<Self, D::Error>
            where
                D: $crate::__::serde::Deserializer<'de>,
            {
                $crate::__::deserialize(from)
            }
        }
    };
}

/// Writes a record.
pub fn serialize<'a, R, S>(record: &R, to: S) -> Result<S::Ok, S::Error>
where
    R: Record<'a>,
    S: Serializer,
{
    let columns = R::TABLE.columns.iter().zip(record.cells());
    let cells = columns.filter_map(|(column, cell)| Some((column.header, Bytes(cell?))));
    let cells: Vec<_> = cells.collect();
    if record.ext().is_empty() {
        let mut out = to.serialize_struct(R::TABLE.name, cells.len())?;
        for (header, cell) in &cells {
            out.serialize_field(header, cell)?;
        }
        return out.end();
    }
    let known = cells.into_iter().map(|(header, cell)| (Bytes(header.as_bytes()), cell));
    let others = record.ext().iter().map(|extra| (Bytes(&extra.header), Bytes(&extra.cell)));
    to.collect_map(known.chain(others))
}

/// Reads a record.
pub fn deserialize<'de, 'a, R, D>(from: D) -> Result<R, D::Error>
where
    R: Record<'a>,
    D: Deserializer<'de>,
{
    from.deserialize_map(Row(PhantomData))
}

struct Bytes<'b>(&'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match core::str::from_utf8(self.0) {
            Ok(text) => to.serialize_str(text),
            Err(_) => to.serialize_bytes(self.0),
        }
    }
}

struct Row<R>(PhantomData<fn() -> R>);

impl<'de, 'a, R: Record<'a>> Visitor<'de> for Row<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a row of {} under its header", R::TABLE.file)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<R, A::Error> {
        let (mut names, mut cells) = (Vec::new(), Vec::new());
        while let Some((name, cell)) = map.next_entry::<Owned, Owned>()? {
            names.push(Cow::Owned(name.0));
            cells.push(Cow::Owned(cell.0));
        }
        Ok(R::from_row(&Header::bind(R::TABLE, &names), &names, cells))
    }
}

/// Text or bytes.
struct Owned(Vec<u8>);

impl<'de> Deserialize<'de> for Owned {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Owned;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text")
            }
            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Owned, E> {
                Ok(Owned(bytes.to_vec()))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Owned, E> {
                self.visit_bytes(text.as_bytes())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<Owned, A::Error> {
                let mut out = Vec::new();
                while let Some(byte) = bytes.next_element()? {
                    out.push(byte);
                }
                Ok(Owned(out))
            }
        }
        from.deserialize_byte_buf(Text)
    }
}
