//! What a maker of packages has to know of tables beyond what a check does: what of a district
//! their rows stand for, and what of a record their cells say.

/// What of a school district a row stands for ([`Table::each`](crate::Table::each)).
///
/// A reference leads from a row to what belongs to it: from an enrollment to its student, its
/// section and the section's school, from a section to its teachers.
// New ones come last: their numbers are part of what made-up districts promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Each {
    /// The district itself.
    District,
    /// A school.
    School,
    /// A school year.
    Year,
    /// A part of a school year.
    Term,
    /// A course: what sections teach.
    Course,
    /// A section: a course as it is taught to a group.
    Section,
    /// A student.
    Student,
    /// A teacher.
    Teacher,
    /// The head of a school.
    Principal,
    /// A contact of students: a parent or a guardian.
    Contact,
    /// A student in a section.
    Enrollment,
    /// A teacher in a section.
    Teaching,
    /// A student and a contact.
    Relationship,
    /// A learning resource.
    Resource,
    /// A kind of line items.
    Category,
    /// What results are given for.
    LineItem,
    /// What a student got for a line item.
    Result,
}

/// What of a record a cell says, where kind and references do not tell
/// ([`Column::hint`](crate::Column::hint)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Hint {
    /// Of what belongs to the record: of a section's term its name.
    Of(Each, &'static Hint),
    /// Its id.
    Id,
    /// What it is called: a school, a course, a section, a term.
    Name,
    /// The number that people know it by.
    Number,
    /// What it is, as a word: `school`, `term`, `scheduled`.
    Type,
    /// Any word of the vocabulary.
    Word,
    /// What the person does: `student`, `teacher`.
    Role,
    /// Whether it is the main one of its kind, as `true` and `false` or as words.
    Primary,
    /// Given name.
    GivenName,
    /// Middle name.
    MiddleName,
    /// Family name.
    FamilyName,
    /// Given and family name.
    FullName,
    /// The name that the person signs in with; no two have the same.
    Username,
    /// Mail address; no two have the same.
    Email,
    /// Telephone number.
    Phone,
    /// Street and number.
    Street,
    /// City.
    City,
    /// State, its abbreviation.
    State,
    /// Postal code.
    PostalCode,
    /// Country, its code of two letters.
    Country,
    /// Date of birth.
    BirthDate,
    /// The grade that a student is in, or that something is for.
    Grade,
    /// The lowest grade of a school.
    LowGrade,
    /// The highest grade of a school.
    HighGrade,
    /// The calendar year in which a student is to graduate.
    GraduationYear,
    /// The calendar year in which the school year ends.
    SchoolYear,
    /// The first day.
    FirstDay,
    /// The last day.
    LastDay,
    /// A subject, in words.
    Subject,
    /// A subject, as a code.
    SubjectCode,
    /// The period of the day.
    Period,
    /// The room.
    Room,
    /// The lowest score that can be got.
    LowestScore,
    /// The highest score that can be got.
    HighestScore,
    /// The score.
    Score,
    /// The URN of a UUID.
    Urn,
}
