//! The rules that hold for every format: `R0…` of the text, `R1…` of one file, `R2…` of the
//! package, and the lints (`L…`), which are beyond any specification. Each has its page, with an
//! example that is also its test.

pub use super::lints::*;

crate::rules! {
    /// Every rule of this crate, by code.
    pub static RULES;

    UNREADABLE_FILE = "R001", "unreadable-file", Error,
        "the file could not be read",
        "Check that it exists, that you may read it, and that no other program holds it open.";
    UTF16 = "R002", "utf-16", Error,
        "the file is {encoding}, not UTF-8, and cannot be read as CSV",
        "Save it again as UTF-8: in a spreadsheet choose \"CSV UTF-8\".";
    NOT_UTF8 = "R003", "not-utf-8", Error,
        "{column} holds bytes that are not UTF-8{byte}",
        "Save the file again as UTF-8; it was probably written as Windows-1252 or Latin-1.",
        silences [
            INVALID_VALUE, INVALID_EMAIL, INVALID_PHONE, UNKNOWN_WORD, UNLISTED_WORD, CONTROL_CHARACTER,
        ];
    BYTE_ORDER_MARK = "R004", "byte-order-mark", Info,
        "the file begins with a UTF-8 byte order mark",
        "It is read past and kept; if an importer misses the first column, save without it.";
    UNCLOSED_QUOTE = "R005", "unclosed-quote", Error,
        "{column} opens with a quote that is never closed; the quote is read as a character and the rows behind it are still checked",
        "Close the quote, or double it if it belongs to the text.",
        silences [
            QUOTE_IN_CELL, INVALID_VALUE, INVALID_EMAIL, INVALID_PHONE, UNKNOWN_WORD, UNLISTED_WORD, FORMULA,
            DISCOURAGED_CHARACTER, DANGLING_REFERENCE, REFERENCE_CASE,
        ];
    TEXT_AFTER_QUOTE = "R006", "text-after-quote", Error,
        "{column} goes on after its closing quote",
        "Double the quotes inside the value, or take the quotes around it away.",
        silences [
            INVALID_VALUE, INVALID_EMAIL, INVALID_PHONE, UNKNOWN_WORD, UNLISTED_WORD, FORMULA, DISCOURAGED_CHARACTER,
        ];
    QUOTE_SWALLOWS_LINES = "R007", "quote-swallows-lines", Error,
        "{column} opens with a quote that is closed {lines} further on, in the middle of other text: the rows between were read as one cell",
        "Close the quote in its own cell, or double it if it belongs to the text.",
        silences [
            LINE_BREAK, RAGGED_ROW, INVALID_VALUE, INVALID_EMAIL, INVALID_PHONE, UNKNOWN_WORD, UNLISTED_WORD, FORMULA,
            DISCOURAGED_CHARACTER, DANGLING_REFERENCE, REFERENCE_CASE,
        ];
    QUOTE_IN_CELL = "R008", "quote-in-cell", Warning,
        "{column} has a quote inside, but none around it",
        "Put the whole value in quotes, and double the ones inside.";
    LINE_BREAK = "R009", "line-break", Warning,
        "{column} holds a line break",
        "Put the value on one line; many importers read every line as a row.";
    BARE_CR = "R010", "bare-carriage-return", Warning,
        "lines end with a carriage return alone, as on old Macintosh systems ({count})",
        "Save the file with CRLF or LF line ends.";
    BLANK_LINE = "R011", "blank-line", Warning,
        "the line is blank; it is not read as a row",
        "Delete the line.";
    NUL = "R012", "nul", Error,
        "{column} holds a NUL character, at which many importers stop reading",
        "Delete the character; the export that wrote it is probably at fault.",
        silences [
            CONTROL_CHARACTER, INVALID_VALUE, INVALID_EMAIL, INVALID_PHONE, UNKNOWN_WORD, UNLISTED_WORD, FORMULA,
        ];
    CONTROL_CHARACTER = "R013", "control-character", Warning,
        "{column} holds a control character that cannot be seen, such as a tab",
        "Delete the character.";
    RAGGED_ROW = "R014", "ragged-row", Error,
        "the row has {found} where the header has {expected}",
        "Look for a comma that should be in quotes, or for a missing or an extra cell.";
    EMPTY_ROW = "R015", "empty-row", Error,
        "every cell of the row is blank",
        "Delete the row; spreadsheets write such rows behind the last one.",
        silences [REQUIRED_VALUE, RAGGED_ROW, STRAY_SPACE];

    MISSING_HEADER = "R101", "missing-header", Error,
        "the column {column} is missing",
        "Add the column, spelt just so; upper and lower case count.";
    UNKNOWN_HEADER = "R102", "unknown-header", Info,
        "{column} has a header that the format does not know{near}",
        "If it is a spelling mistake, mend it; otherwise the column is kept, and consumers pass it over.";
    REPEATED_HEADER = "R103", "repeated-header", Error,
        "the header {column} stands in the file more than once; the first one is read",
        "Keep one of the columns.";
    HEADER_CASE = "R104", "header-case", Error,
        "the header of {column} differs from the format's in case, or in spaces for underscores",
        "Spell it just so; upper and lower case count.",
        silences [MISSING_HEADER, UNKNOWN_HEADER];
    HEADER_SPACE = "R105", "header-space", Error,
        "the header of {column} has white space around it",
        "Take the white space away; some of it cannot be seen.",
        silences [MISSING_HEADER, UNKNOWN_HEADER];
    HEADER_ALIAS = "R106", "header-alias", Warning,
        "the header of {column} is spelt in another way that is met in the field",
        "Use the specification's spelling; not every consumer knows the other.";
    HEADER_ORDER = "R107", "header-order", Error,
        "the column {column} does not stand where the specification's order has it",
        "Put the columns in the order of the specification.";
    NO_KNOWN_HEADER = "R108", "no-known-header", Error,
        "none of the headers in the first line is known: it is probably data",
        "Put the header row back as the first line; the rows were not checked.",
        silences [MISSING_HEADER, UNKNOWN_HEADER, NOT_UTF8];
    NO_HEADER = "R109", "no-header", Error,
        "the file is empty: not even a header row",
        "Export it again; a file without data still has its header row.",
        silences [MISSING_HEADER];
    NO_ROWS = "R110", "no-rows", Info,
        "the file has a header row and no data",
        "Fine if that is meant; an empty export is a common accident.";
    REQUIRED_VALUE = "R111", "required-value", Error,
        "{column} is blank, and the format requires a value",
        "Fill it in, or leave the row out.",
        silences [STRAY_SPACE];
    INVALID_VALUE = "R112", "invalid-value", Error,
        "{column} is not {kind}",
        "Write it in the form shown.",
        silences [STRAY_SPACE];
    UNKNOWN_WORD = "R113", "unknown-word", Error,
        "{column} is not {kind}",
        "Use a word of the vocabulary.",
        silences [STRAY_SPACE];
    UNLISTED_WORD = "R114", "unlisted-word", Off,
        "{column} is not among the codes that the consumer is set up with: {codes}",
        "Use one of the codes, or add yours to the consumer's list.";
    DATE_SPELLING = "R115", "date-spelling", Info,
        "{column} has dates with slashes ({count})",
        "Write dates as YYYY-MM-DD: then no one can mistake the day for the month.";
    WORD_SPELLING = "R116", "word-spelling", Warning,
        "{column} has words in another spelling than the vocabulary's ({count})",
        "Use the vocabulary's spelling; upper and lower case and leading zeros count for some consumers.";
    PHONE_SPELLING = "R117", "phone-spelling", Off,
        "{column} has telephone numbers that are not in the international form ({count})",
        "Write them as E.164: a plus sign, the country code, and digits only.";
    STRAY_SPACE = "R118", "stray-space", Warning,
        "{column} has white space before or behind its value",
        "Take the white space away; it makes two equal values differ.";
    FORMULA = "R119", "formula", Warning,
        "{column} begins like a formula, which a spreadsheet would run",
        "Make sure that the value is meant; if not, someone may be trying to run code at your desk.";
    DISCOURAGED_CHARACTER = "R120", "discouraged-character", Off,
        "{column} holds a character that the consumer replaces or refuses",
        "Keep to letters, digits, hyphens and, in names, single spaces.";
    DUPLICATE_KEY = "R121", "duplicate-key", Error,
        "{column} is the key of an earlier row too",
        "Keep one of the rows, or give the other its own id.",
        silences [SHARED_VALUE];
    REPEATED_ID = "R122", "repeated-id", Warning,
        "{column} is the id of an earlier row too, which differs in the rest of the key",
        "Fine if one record is meant, such as a person at two schools; else give each its own id.",
        silences [SHARED_VALUE];
    SHARED_VALUE = "R123", "shared-value", Warning,
        "{column} is that of an earlier record too, which has another id",
        "Make the values unique, or join the two records under one id.";
    TOO_MANY_ROWS = "R124", "too-many-rows", Warning,
        "the file has more rows than the consumer takes ({found} of at most {expected})",
        "Split the package into several complete ones.";
    MIXED_DATES = "R125", "mixed-dates", Warning,
        "{column} spells its dates in more than one way; this row is the first that differs ({count})",
        "Write all dates as YYYY-MM-DD.";
    INVALID_PHONE = "R126", "invalid-phone", Warning,
        "{column} is not {kind}",
        "Write it as E.164: a plus sign, the country code, and digits only.",
        silences [STRAY_SPACE];
    ABSENT_HEADER = "R127", "absent-header", Off,
        "the column {column} is not there; its cells may be blank, but the header is wanted",
        "Add the column, and leave its cells blank.";
    INVALID_EMAIL = "R128", "invalid-email", Error,
        "{column} is not {kind}",
        "Write the address alone, without a name or a second address beside it.",
        silences [STRAY_SPACE];
    ROWS_DIFFER = "R129", "rows-differ", Warning,
        "{column} is not what an earlier row of the same record says",
        "Make the rows agree; a consumer takes one of them, and not always the same.";
    WRONG_DELIMITER = "R130", "wrong-delimiter", Error,
        "the cells are separated by {delimiter}, not by commas",
        "Export it again with commas; a spreadsheet takes the separator from the region of the computer.",
        silences [NO_KNOWN_HEADER];
    EXTENSION_ORDER = "R131", "extension-order", Error,
        "the column {column} stands behind one that was added to the format",
        "Move the added columns behind the last one of the specification.";
    NULL_WORD = "R132", "null-word", Error,
        "{column} holds the word NULL, probably instead of nothing",
        "Leave the cell blank: a consumer takes the word for a value.",
        silences [INVALID_VALUE, INVALID_EMAIL, INVALID_PHONE, UNKNOWN_WORD, UNLISTED_WORD, DANGLING_REFERENCE, REFERENCE_CASE];
    LIST_SPACE = "R133", "list-space", Info,
        "{column} has lists with blanks behind the commas ({count})",
        "Take the blanks away; some consumers make them part of the item.";
    TIME_SPELLING = "R134", "time-spelling", Info,
        "{column} has times in another spelling of ISO 8601 ({count})",
        "Write times in UTC with milliseconds: 2027-04-23T18:25:43.511Z.";
    FILLED_IN_BULK = "R135", "filled-in-bulk", Warning,
        "{column} is filled in, but the manifest says that the file is bulk ({count})",
        "Leave it blank, or declare the file as a delta.";
    BLANK_IN_DELTA = "R136", "blank-in-delta", Error,
        "{column} is blank, which in a delta it must not be ({count})",
        "Say what became of the record and when, or declare the file as bulk and leave both blank.";

    MISSING_FILE = "R201", "missing-file", Error,
        "the package has no {file}",
        "Add the file; its name must be spelt just so.",
        silences [DANGLING_REFERENCE];
    UNEXPECTED_FILE = "R202", "unexpected-file", Warning,
        "the format knows no such file",
        "Move it out of the package; some consumers refuse a folder with other files in it.";
    FILE_NAME_CASE = "R203", "file-name-case", Warning,
        "the file's name is in another case than the format's: {file}",
        "Rename the file; for some consumers upper and lower case count.";
    FILE_TWICE = "R204", "file-twice", Error,
        "the package has this file twice, but for the case of its name; this one is not read",
        "Keep one of the two.";
    INCOMPLETE_SET = "R205", "incomplete-set", Error,
        "the package has no {file}, but other files of the same set",
        "Add the file, or leave out the whole set.",
        silences [DANGLING_REFERENCE];
    DANGLING_REFERENCE = "R206", "dangling-reference", Error,
        "{column} names a record that {file} does not have ({count})",
        "Add the record there, or mend the id here; ids must be equal to the letter.";
    REFERRED_FILE_MISSING = "R207", "referred-file-missing", Error,
        "{column} names records of {file}, which the package does not have ({count})",
        "Add the file, or leave the column blank.";
    WRONG_TARGET = "R208", "wrong-target", Error,
        "{column} names a record of {file} of another kind than it should: {target} ({count})",
        "Name a record of that kind, or mend the kind of the record.";
    NEEDED_FILE_MISSING = "R209", "needed-file-missing", Warning,
        "the package has no {file}, without which this file is not complete",
        "Add the file.";
    REFERENCE_CASE = "R210", "reference-case", Error,
        "{column} names a record of {file} in another case ({count})",
        "Write the id just as it stands there; upper and lower case count.";
    MISSING_PROPERTY = "R211", "missing-property", Error,
        "the manifest does not say {property}",
        "Add the row.";
    UNKNOWN_PROPERTY = "R212", "unknown-property", Warning,
        "{column} names a property that the format does not know",
        "Take the row out, unless it is agreed with who reads it.";
    PROPERTY_VALUE = "R213", "property-value", Error,
        "{column} is not what the format has for this property: {words}",
        "Write it just so; a spreadsheet may have cut `1.0` to `1`.";
    DECLARED_ABSENT = "R214", "declared-absent", Error,
        "the manifest says that {file} is absent, but it is there",
        "Declare it as bulk or delta, or take the file out.";
    DECLARED_FILE_MISSING = "R215", "declared-file-missing", Error,
        "the manifest declares {file}, but it is not there",
        "Add the file, or declare it as absent.";
    MARKED_PROPERTY = "R216", "marked-property", Warning,
        "{column} ends with an asterisk, which in the printed table is a footnote mark",
        "Take the asterisk away.";
}
