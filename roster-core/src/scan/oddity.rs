//! What is odd about a file's text.

/// Something in the text that CSV readers disagree about, or that a writer hardly meant.
///
/// Reading always goes on behind it. It holds places only, never text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Oddity {
    /// What it is.
    pub kind: OddityKind,
    /// Where it stands, in bytes from the start of the file.
    pub at: usize,
    /// The physical line it stands on, from 1.
    pub line: u64,
    /// The row it stands in (the header is 0); `None` between rows.
    pub row: Option<u64>,
    /// The cell it stands in, from 0; `None` where no cell is meant.
    pub cell: Option<usize>,
}

/// The kinds of [`Oddity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OddityKind {
    /// A quote inside a cell that does not begin with one. It is a character like any other.
    QuoteInCell,
    /// Text behind a closing quote; it belongs to the cell.
    ///
    /// If the quoted part spans lines, the oddity stands at the opening quote, which is
    /// probably the stray one, and says how many line ends it took in.
    TextAfterQuote {
        /// Line ends between the two quotes.
        lines: u64,
    },
    /// A cell opens with a quote that nothing closes. The quote is taken as a character,
    /// so that the rows behind it are still read.
    UnclosedQuote,
    /// A quoted cell holds line ends.
    LineBreak {
        /// How many.
        lines: u64,
    },
    /// A line ends with a carriage return alone.
    BareCr,
    /// A line with nothing on it. It is not a row.
    BlankLine,
}
