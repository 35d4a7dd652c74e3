//! What can be odd about JSON documents apart from what they say: `O3…`. What they say is held
//! against the same rules as CSV files are.

roster_core::rules! {
    /// Every rule of JSON documents, by code.
    pub static RULES;

    NOT_JSON = "O301", "not-json", Error,
        "the file is not JSON: reading stopped here",
        "Look at the place and before it: a comma, a quote or a bracket is missing, or the file is cut off.";
    NO_COLLECTION = "O302", "no-collection", Error,
        "the document has no collection under {words}",
        "Write an object with that member, an array of objects; an error answer of the service is no collection.";
    OTHER_ENVELOPE = "O303", "other-envelope", Warning,
        "the objects do not stand in an array under {words}",
        "Write an object with that member, an array of objects, also if there is but one.";
    NOT_AN_OBJECT = "O304", "not-an-object", Error,
        "an item of a list of objects is no object ({count})",
        "Write an object, or take the item out.";
    BOOLEAN_FOR_WORD = "O305", "boolean-for-word", Warning,
        "{column} is a boolean or a number where the binding has the words `true` and `false` ({count})",
        "Write the word as a string, in lower case.";
    NULL_VALUE = "O306", "null-value", Warning,
        "{column} is null; the binding leaves out what there is not ({count})",
        "Leave the member out.";
    NUMBER_FOR_TEXT = "O307", "number-for-text", Warning,
        "{column} is a number where the binding has text ({count})",
        "Write it as a string; as a number it loses zeros in front, and grows inexact when long.";
    TEXT_FOR_NUMBER = "O308", "text-for-number", Warning,
        "{column} is text where the binding has a number ({count})",
        "Write it without quotes.";
    WRONG_JSON_TYPE = "O309", "wrong-json-type", Error,
        "{member} is of another JSON type than the binding has for it ({count})",
        "Write a string, a list, an object or a reference, as the binding has it.";
    REFERENCE_WITHOUT_ADDRESS = "O310", "reference-without-address", Warning,
        "{column} is a reference that does not say where the record is ({count})",
        "Add the address of the record; readers of rosters go by `sourcedId`, others follow the address.";
    ODD_ADDRESS = "O311", "odd-address", Warning,
        "{column} has an `href` that is no full address of the record that it names ({count})",
        "Write the address with `https:`, the resource's collection and the record's id.";
    REFERENCE_TYPE = "O312", "reference-type", Warning,
        "{column} is a reference whose `type` is not {words} ({count})",
        "Write the kind of record; what sort of org, session or user it is, the record itself says.";
    BARE_REFERENCE = "O313", "bare-reference", Warning,
        "{column} is a bare id where the binding has a reference ({count})",
        "Write an object with `href`, `sourcedId` and `type`.";
    FOREIGN_MEMBER = "O314", "foreign-member", Warning,
        "a member that the binding does not know{near} ({count})",
        "Put what is your own under `metadata`, or mend the name.";
    REPEATED_MEMBER = "O315", "repeated-member", Warning,
        "{column} stands twice in one object; the last one counts ({count})",
        "Keep one of them.";
    COMMA_IN_ITEM = "O316", "comma-in-item", Warning,
        "an item of {column} has a comma in it, which a list in CSV cannot say ({count})",
        "Write it without, unless no one reads the roster as CSV.";
    ITEMS_NOT_READ = "O317", "items-not-read", Error,
        "from this item of {member} on nothing is read: too much would be repeated in the rows of the list ({count})",
        "Write a shorter id, or fewer items: each item has a row, and all rows of an object repeat at most 16 times its size.";
}
