//! One cell's text, and what that text should be.

use alloc::borrow::Cow;
use core::{fmt, marker::PhantomData};

use crate::value::{Invalid, Value};

/// A cell of a record: its own text, and the type that the text should have.
///
/// The text is the only thing stored, so reading and writing never change it; [`get`](Field::get)
/// interprets it on demand. A field is in one of five states: the column is absent; empty; not a
/// `T`; a `T`; or not UTF-8, which is kept and written back as it is.
///
/// ```
/// use roster_core::{AnyDate, Field};
///
/// let birthdate: Field<'_, AnyDate> = Field::raw("8/1/2010");
/// assert_eq!(birthdate.get().unwrap().unwrap().date().to_string(), "2010-08-01");
/// assert_eq!(birthdate.text(), Some("8/1/2010"));
/// assert_eq!(format!("{birthdate:?}"), "<8 bytes>"); // logs leak through `{:?}`
/// ```
pub struct Field<'a, T> {
    bytes: Option<Cow<'a, [u8]>>,
    kind: PhantomData<fn() -> T>,
}

impl<'a, T> Field<'a, T> {
    /// The column is not in the file.
    pub const ABSENT: Self = Field { bytes: None, kind: PhantomData };

    /// A field with just this text, whatever it is.
    pub fn raw(text: impl Into<Cow<'a, str>>) -> Self {
        let bytes = match text.into() {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        };
        Field::from_bytes(Some(bytes))
    }
    /// A field as a row gives it; `None` where the column is absent.
    pub fn from_bytes(bytes: Option<Cow<'a, [u8]>>) -> Self {
        Field { bytes, kind: PhantomData }
    }
    /// The text; `None` when the column is absent or the cell is not UTF-8.
    pub fn text(&self) -> Option<&str> {
        core::str::from_utf8(self.bytes()?).ok()
    }
    /// The cell's bytes; `None` when the column is absent.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }
    /// Gives up the bytes.
    pub fn into_bytes(self) -> Option<Cow<'a, [u8]>> {
        self.bytes
    }
    /// The same text, to be read as another type.
    pub fn retype<U>(self) -> Field<'a, U> {
        Field::from_bytes(self.bytes)
    }
    /// The same field, borrowing nothing.
    pub fn into_owned(self) -> Field<'static, T> {
        Field::from_bytes(self.bytes.map(|bytes| Cow::Owned(bytes.into_owned())))
    }
}

impl<T: Value> Field<'_, T> {
    /// A field that holds `value` in its usual spelling.
    pub fn of(value: &T) -> Field<'static, T> {
        Field::raw(value.write())
    }
    /// The value; `None` when the cell is empty or its column absent.
    ///
    /// # Errors
    ///
    /// [`Invalid`] when the text is no `T`, or not UTF-8.
    pub fn get(&self) -> Result<Option<T>, Invalid> {
        match self.bytes() {
            None | Some([]) => Ok(None),
            Some(_) => T::read(self.text().ok_or(Invalid(T::KIND))?).map(Some),
        }
    }
}

impl<T> Clone for Field<'_, T> {
    fn clone(&self) -> Self {
        Self::from_bytes(self.bytes.clone())
    }
}
impl<T> Default for Field<'_, T> {
    fn default() -> Self {
        Self::ABSENT
    }
}
impl<T> PartialEq for Field<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<T> Eq for Field<'_, T> {}
impl<T> fmt::Debug for Field<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.bytes {
            None => f.write_str("absent"),
            Some(bytes) => write!(f, "<{} bytes>", bytes.len()),
        }
    }
}

/// A cell that the format's table does not name: its header, if it has one, and its text.
#[derive(Clone, PartialEq, Eq)]
pub struct Extra<'a> {
    /// The header's bytes; empty for a cell beyond the header's last.
    pub header: Cow<'a, [u8]>,
    /// The cell's bytes.
    pub cell: Cow<'a, [u8]>,
}

impl Extra<'_> {
    /// The same cell, borrowing nothing.
    pub fn into_owned(self) -> Extra<'static> {
        Extra {
            header: Cow::Owned(self.header.into_owned()),
            cell: Cow::Owned(self.cell.into_owned()),
        }
    }
}

impl fmt::Debug for Extra<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} bytes>", self.cell.len())
    }
}
