//! Lints: what no specification forbids, but is probably not meant. Warnings for every consumer.

crate::rules! {
    /// Every lint, by code.
    pub static LINTS;

    DUPLICATE_ENROLLMENT = "L101", "duplicate-enrollment", Warning,
        "the same person is enrolled in the same class by an earlier row too",
        "Keep one of the rows.";
    CYCLE = "L102", "cycle", Warning,
        "following {column} from record to record leads back to this one",
        "Mend the parents: the topmost record has none.";
    END_BEFORE_BEGIN = "L103", "end-before-begin", Warning,
        "{column} is before the day on which it begins",
        "Mend one of the two dates; perhaps they have changed places.";
    NO_PRIMARY_ROLE = "L104", "no-primary-role", Warning,
        "no role of this person is the primary one",
        "Mark one role of each person as primary.";
    UNKNOWN_GRADE = "L105", "unknown-grade", Warning,
        "{column} holds a grade that no list of grades has ({count})",
        "Use the codes of the specification, or make sure that the consumer knows yours.";
    ONE_PERSON_TWO_IDS = "L106", "one-person-two-ids", Warning,
        "{column} is that of an earlier record too, under another id: perhaps one person",
        "Join the two records under one id, or mend the value.";
    IDS_DIFFER_IN_CASE = "L107", "ids-differ-in-case", Warning,
        "{column} differs from an earlier id in nothing but case",
        "Give the two records ids that no one can mix up, or join them.";
    CLASS_WITHOUT_TEACHER = "L108", "class-without-teacher", Warning,
        "no one teaches the class",
        "Enroll a teacher; some consumers leave out classes without one.";
    CLASS_WITHOUT_STUDENTS = "L109", "class-without-students", Warning,
        "no student is in the class",
        "Enroll its students, or take the class out.";
    SCHOOL_DIFFERS = "L110", "school-differs", Warning,
        "{column} is not the school of the class ({count})",
        "Name the school of the class.";
    PARTIAL_FILE = "L111", "partial-file", Warning,
        "{share} references lead nowhere: {file} looks partial",
        "Export {file} again; its end may be missing.";
}
