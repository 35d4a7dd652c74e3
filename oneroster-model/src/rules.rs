//! What OneRoster demands beyond what holds for every format: `O1…` of one row, `O2…` across rows
//! and files.

roster_core::rules! {
    /// Every rule of this crate, by code.
    pub static RULES;

    LISTS_DIFFER = "O101", "lists-differ", Warning,
        "{column} does not have as many items as the list beside it",
        "Give each subject its code, in the same order; a comma inside a title must go.";
    PRIMARY_NOT_TEACHER = "O102", "primary-not-teacher", Warning,
        "{column} is `true` for someone who does not teach the class",
        "Only a teacher can be the primary one: write `false` or leave it blank.";
    ENROLLMENT_ROLE = "O103", "enrollment-role", Warning,
        "{column} is a role that no one has in a class ({count})",
        "Use `administrator`, `proctor`, `student` or `teacher`.";
    SCORE_RANGE = "O104", "score-range", Error,
        "{column} is above the highest score",
        "Mend one of the two bounds; perhaps they have changed places.";
    LEARNING_OBJECTIVE_ID = "O105", "learning-objective-id", Error,
        "{column} is not the URN of a UUID, as it must be where the source is `case`",
        "Write `urn:uuid:` and the UUID in lower case, or name another source.";

    TWO_PRIMARY_ROLES = "O201", "two-primary-roles", Error,
        "the person has a primary role at this org already",
        "Make all but one role of a person at an org secondary.";
    PRIMARY_ORG_WITHOUT_ROLE = "O202", "primary-org-without-role", Warning,
        "{column} is an org at which the person has no role",
        "Add the role to roles.csv, or name another org.";
    PROFILE_OF_ANOTHER = "O203", "profile-of-another", Warning,
        "{column} is a profile of another person",
        "Name a profile of the same person.";
    TWO_PRIMARY_TEACHERS = "O204", "two-primary-teachers", Warning,
        "the class has a primary teacher already",
        "Mark one teacher of a class as primary, unless the periods differ.";
    OUTSIDE_TERM = "O205", "outside-term", Warning,
        "{column} is outside the terms of the class ({count})",
        "Mend the date, the terms of the class, or the dates of the term.";
    SCORE_OUT_OF_RANGE = "O206", "score-out-of-range", Warning,
        "{column} is outside the bounds of the line item",
        "Mend the score or the bounds; extra credit is for some consumers no error.";
    RESULT_NOT_STUDENT = "O207", "result-not-student", Error,
        "{column} names someone who is nowhere a student",
        "Name a student, or give the person the role.";
    RESULT_CLASS = "O208", "result-class", Warning,
        "{column} is not the class of the line item",
        "Name the class of the line item, or leave it blank.";
    RESULT_NOT_ENROLLED = "O209", "result-not-enrolled", Warning,
        "{column} names a student who is not in the class of the line item",
        "Enroll the student, or mend the result.";
    ONE_SIDED_AGENT = "O210", "one-sided-agent", Warning,
        "{column} names someone who does not name this person in return",
        "Name each other: the student the parent, and the parent the student.";
    TEACHER_AS_AGENT = "O211", "teacher-as-agent", Warning,
        "{column} of a student names a teacher",
        "Agents are family and guardians; teachers are connected through classes.";
    RESOURCE_ROLE = "O212", "resource-role", Warning,
        "{column} is a resource for other roles than this person has",
        "Give the resource the role, or take the row out.";
    RESOURCE_ORG = "O213", "resource-org", Warning,
        "{column} is not the school of the class",
        "Name the school of the class, or leave one of the two blank.";
    RESOURCE_NOT_ENROLLED = "O214", "resource-not-enrolled", Warning,
        "{column} is a class that the person is not in",
        "Enroll the person, or leave the class blank.";
    LEVEL_1_2_0 = "O215", "level-1-2-0", Info,
        "the file is of correction level 1.2.0: it has the column `resourceSourcedIds`, which 1.2.1 took away",
        "Use userResources.csv instead, unless the consumer still wants the column.";
    IDENTIFIER_WANTED = "O216", "identifier-wanted", Off,
        "{column} is blank, and the consumer asks for it ({count})",
        "Fill in the number that the school or the person goes by.";
}
