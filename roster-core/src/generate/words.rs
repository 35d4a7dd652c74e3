//! What invented people, schools and courses are called. Part of what districts promise: another
//! list gives other districts.

/// Given names, each with its letters as an account has them.
pub(super) const GIVEN: &[(&str, &str)] = &[
    ("Amara", "amara"),
    ("Bao", "bao"),
    ("Chloé", "chloe"),
    ("Dmitri", "dmitri"),
    ("Éva", "eva"),
    ("Fatima", "fatima"),
    ("Goran", "goran"),
    ("Hana", "hana"),
    ("Iñigo", "inigo"),
    ("João", "joao"),
    ("Kai", "kai"),
    ("Léa", "lea"),
    ("Mei", "mei"),
    ("Noor", "noor"),
    ("Ömer", "omer"),
    ("Priya", "priya"),
    ("Quinn", "quinn"),
    ("Rosa", "rosa"),
    ("Søren", "soren"),
    ("Tomás", "tomas"),
    ("Uma", "uma"),
    ("Vikram", "vikram"),
    ("Wanjiru", "wanjiru"),
    ("Ximena", "ximena"),
    ("Yuki", "yuki"),
    ("Zoë", "zoe"),
    ("Aroha", "aroha"),
    ("Caoimhe", "caoimhe"),
    ("Đức", "duc"),
    ("Emeka", "emeka"),
    ("Hye-jin", "hyejin"),
    ("Ilse", "ilse"),
    ("Kwame", "kwame"),
    ("Łucja", "lucja"),
    ("Malik", "malik"),
    ("Rūta", "ruta"),
    ("Sipho", "sipho"),
    ("美咲", "misaki"),
    ("浩然", "haoran"),
    ("Анна", "anna"),
];

/// Family names, likewise.
pub(super) const FAMILY: &[(&str, &str)] = &[
    ("Okonkwo", "okonkwo"),
    ("Nguyễn", "nguyen"),
    ("García", "garcia"),
    ("Müller", "mueller"),
    ("O'Neil", "oneil"),
    ("Kowalska", "kowalska"),
    ("Šimić", "simic"),
    ("Þórsdóttir", "thorsdottir"),
    ("Van Dam", "vandam"),
    ("Li", "li"),
    ("Sato", "sato"),
    ("Ahmed", "ahmed"),
    ("Silva", "silva"),
    ("Halvorsen", "halvorsen"),
    ("Lindqvist", "lindqvist"),
    ("Öztürk", "ozturk"),
    ("Haddad", "haddad"),
    ("Moreau", "moreau"),
    ("Ndlovu", "ndlovu"),
    ("Kaur", "kaur"),
    ("Kim", "kim"),
    ("Tamm", "tamm"),
    ("Rossi", "rossi"),
    ("Papadopoulos", "papadopoulos"),
    ("Mac Aodha", "macaodha"),
    ("Ferreira-Lima", "ferreiralima"),
    ("Kahananui", "kahananui"),
    ("Begay", "begay"),
    ("D'Angelo", "dangelo"),
    ("山田", "yamada"),
    ("王", "wang"),
    ("Иванова", "ivanova"),
    ("Abdi", "abdi"),
    ("Bērziņš", "berzins"),
    ("Horváth", "horvath"),
    ("Adeyemi", "adeyemi"),
    ("Cruz", "cruz"),
    ("Dubois", "dubois"),
    ("Tamang", "tamang"),
    ("Yılmaz", "yilmaz"),
];

/// Subjects: what a course is called, its area in the School Courses for the Exchange of Data
/// (SCED), and a word for it.
pub(super) const SUBJECTS: &[[&str; 3]] = &[
    ["Biology", "03", "science"],
    ["Algebra", "02", "math"],
    ["Literature", "01", "english/language arts"],
    ["World History", "04", "social studies"],
    ["Spanish", "24", "language"],
    ["Drawing", "05", "arts and music"],
    ["Physical Education", "08", "PE and health"],
    ["Informatics", "10", "technology and engineering"],
    ["Geometry", "02", "math"],
    ["Chemistry", "03", "science"],
];

/// Places, which schools are named after.
pub(super) const PLACES: &[&str] = &[
    "Alder Grove",
    "Harbor Point",
    "Maple Ridge",
    "Willow Creek",
    "Stone Bridge",
    "Fern Hollow",
    "Lakeview",
    "Birch Hill",
    "Quarry Road",
    "Orchard Park",
    "Sunny Slope",
];

/// Streets.
pub(super) const STREETS: &[&str] =
    &["Alder Lane", "Mill Road", "Harbor Street", "Quarry Way", "Orchard Avenue", "Station Road"];

/// Grades, kindergarten first, each in the spellings of vocabularies; the first where there is
/// none.
pub(super) const GRADES: &[&[&str]] = &[
    &["KG", "Kindergarten"],
    &["01", "1"],
    &["02", "2"],
    &["03", "3"],
    &["04", "4"],
    &["05", "5"],
    &["06", "6"],
    &["07", "7"],
    &["08", "8"],
    &["09", "9"],
    &["10"],
    &["11"],
    &["12"],
];

/// Kinds of line items.
pub(super) const CATEGORIES: &[&str] = &["Homework", "Quizzes", "Exams", "Projects"];
