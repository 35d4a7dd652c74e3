//! What can be said on the command line.

use std::{
    num::{NonZeroU64, NonZeroUsize},
    path::PathBuf,
};

use clap::{Parser, Subcommand, ValueEnum};

/// Check school roster packages (School Data Sync, Clever and OneRoster CSV), and turn one format
/// into another.
///
/// A package is a folder or a zip archive of CSV files, such as School.csv, Student.csv and
/// Teacher.csv, or manifest.csv, orgs.csv and users.csv.
#[derive(Debug, Parser)]
#[command(name = "rosterlens", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXAMPLES: &str = "\
Examples:
  rosterlens check exports/2026-08-31
  rosterlens check exports/2026-08-31.zip --profile sds --create-users
  rosterlens check exports/2026-08-31 --output sarif > findings.sarif
  rosterlens explain R111
  rosterlens generate oneroster-1.2 district --students 1000

Exit status: 0 no errors found, 1 errors found, 2 wrong usage or nothing to read.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what is wrong with a package: file, line, column, and how to mend it
    ///
    /// The format is told by the names of the files and by their headers. What stands in the cells
    /// is not shown: these files hold children's names and passwords.
    Check(Check),
    /// Write a package in another format, and back, without losing anything
    ///
    /// What the other format cannot say is carried in a file beside the new package, OUT.carried.
    /// With it there, converting back gives the first package again, byte for byte, but for what
    /// was edited in between.
    Convert(Convert),
    /// Print which columns of two formats say the same
    Mapping {
        /// The first format
        a: String,
        /// The second format
        b: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Tell more of a rule: what, why, an example, and the example mended
    Explain {
        /// The rule's code or name, such as R111 or required-value; all rules are listed without
        code: Option<String>,
    },
    /// List the formats, one a line, and their files
    Formats,
    /// Make up a school district that does not exist, as a package to try software with
    ///
    /// The package has nothing wrong for any consumer, and is of the size of a real one: schools of
    /// 600 students, eight sections a student, 25 students a section. The people are invented. The
    /// same format, students and seed give the same bytes on every machine.
    Generate(Generate),
    /// Print a format's files, columns and vocabularies, or what differs between two formats
    Schema(Schema),
    /// Print the synchronization profile that a package of School Data Sync V1 supports
    ///
    /// It asks for every optional column that says anything. Accounts are matched by username, or
    /// created. With --connection the data come from a OneRoster service, and the profile holds its
    /// secret.
    SyncProfile(SyncProfile),
    /// Print what a OneRoster provider answers over REST, or what a consumer asks of it
    #[command(subcommand)]
    Api(Api),
}

/// `rosterlens sync-profile`.
#[derive(Debug, clap::Args)]
#[command(after_help = SYNC_PROFILE_EXAMPLES)]
pub(crate) struct SyncProfile {
    /// The folder or zip archive of CSV files
    pub(crate) path: PathBuf,
    /// The format, where its files do not tell: sds-v1 or sds-v1-uk
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// What the profile is called; the folder's name without
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Accounts are created, not matched
    #[arg(long)]
    pub(crate) create_users: bool,
    /// The domain of everyone's accounts; without, the one that all usernames have
    #[arg(long, value_name = "DOMAIN")]
    pub(crate) domain: Option<String>,
    /// The domain of students' accounts
    #[arg(long, value_name = "DOMAIN")]
    pub(crate) student_domain: Option<String>,
    /// The domain of teachers' accounts
    #[arg(long, value_name = "DOMAIN")]
    pub(crate) teacher_domain: Option<String>,
    /// A file with the four values of a OneRoster service, a line each: Web Access Url, Client Id,
    /// Client Secret, Token endpoint Url
    #[arg(long, value_name = "FILE")]
    pub(crate) connection: Option<PathBuf>,
}

const SYNC_PROFILE_EXAMPLES: &str = "\
Examples:
  rosterlens sync-profile exports/sds --name Northside --domain northside.example > profile.json
  rosterlens check exports/sds --sync-profile profile.json
  rosterlens check values.txt

Exit status: 0 printed, 2 wrong usage or nothing to read.";

/// `rosterlens api`.
#[derive(Debug, Subcommand)]
pub(crate) enum Api {
    /// Print the endpoints of a version: method, path, what is answered, scopes
    Endpoints {
        /// The version of OneRoster: 1.1 or 1.2
        #[arg(long, value_name = "VERSION", default_value = "1.2")]
        version: String,
    },
    /// Print the requests of a consumer in order, and what it demands of the answers
    ///
    /// With these, the makers of a provider can try it before Microsoft does. All of them ask for
    /// OneRoster 1.1.
    Plan {
        /// The consumer: sds (the present School Data Sync), sds-classic, or grade-sync
        #[arg(default_value = "sds")]
        consumer: String,
    },
}

/// Print a format's files, columns and vocabularies.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Schema {
    #[command(subcommand)]
    pub(crate) command: Option<SchemaCommand>,
    /// The format (see `rosterlens formats`)
    pub(crate) format: Option<String>,
    /// What to print
    #[arg(long, value_enum, value_name = "KIND", default_value_t = SchemaOutput::Markdown)]
    pub(crate) output: SchemaOutput,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SchemaCommand {
    /// Print what came, went or changed between two formats
    Diff {
        /// The first format
        a: String,
        /// The second format
        b: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SchemaOutput {
    /// A document
    Markdown,
    /// One JSON object
    Json,
    /// A Frictionless Data Package with Table Schemas
    TableSchema,
}

/// `rosterlens check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// The folder or zip archive of CSV or JSON files; or a synchronization profile or a file of
    /// connection values, by itself
    pub(crate) path: PathBuf,
    /// The format, where its files do not tell (see `rosterlens formats`)
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Who is to take the package: spec (the format's own text), 1edtech, sds-classic, sds, sds-api, clever
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    /// What to print
    #[arg(long, value_enum, value_name = "KIND", default_value_t = Output::Human)]
    pub(crate) output: Output,
    /// Accounts are to be created from the package: names and passwords must then be there
    #[arg(long)]
    pub(crate) create_users: bool,
    /// A synchronization profile of Microsoft Graph that the package is to be synced with: what it asks
    /// for must be there, and it is checked too
    #[arg(long, value_name = "FILE")]
    pub(crate) sync_profile: Option<PathBuf>,
    /// Leave out lints: what no specification forbids, but is probably not meant
    #[arg(long)]
    pub(crate) no_lints: bool,
    /// Show the lines that findings stand on, with names and passwords in them
    #[arg(long)]
    pub(crate) reveal: bool,
    /// List at most so many findings of a rule in a file; totals count all
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) limit: usize,
    /// Read a large file with at most so many threads at once: as many as the machine has, up to 8,
    /// if nothing is said. Findings are the same, in the same order, with any number
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
}

impl Check {
    /// How many threads are to read, of as many as the machine has or as were asked for.
    pub(crate) fn threads(&self) -> NonZeroUsize {
        /// Of more, each costs memory and gains little: what is not read in parts is the rest.
        const MOST: NonZeroUsize = NonZeroUsize::new(8).expect("eight");
        let machine = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(|| machine().min(MOST))
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Output {
    /// Text for people
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
}

/// `rosterlens convert`.
#[derive(Debug, clap::Args)]
#[command(after_help = CONVERT_EXAMPLES)]
pub(crate) struct Convert {
    /// The folder or zip archive of CSV files
    pub(crate) path: PathBuf,
    /// The folder to write, or the zip archive if it ends in .zip; it must not be there yet
    pub(crate) out: PathBuf,
    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: String,
    /// The format to read, where its files do not tell
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<String>,
    /// Let nothing leave but what an integration is told to have: uonet (VULCAN UONET+ to Office 365)
    #[arg(long, value_name = "STATEMENT")]
    pub(crate) only: Option<String>,
    /// What becomes of what the other format cannot say
    #[arg(long, value_enum, value_name = "HOW", default_value_t = Carry::Sidecar)]
    pub(crate) carry: Carry,
    /// Write down what became of each column and where something did not cross: as JSON if the name
    /// ends in .json, else as text; no cell's text is in it
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
    /// The school year, for sessions whose dates the package does not say: its first day and the
    /// day after its last, such as 2026-08-01..2027-07-31
    #[arg(long, value_name = "FIRST..END")]
    pub(crate) school_year: Option<String>,
    /// What comes first in the package's dates such as 3/4/2026
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = DateOrder::ByColumn)]
    pub(crate) date_order: DateOrder,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum DateOrder {
    /// The day where another date of the column has a first number above 12, else the month
    ByColumn,
    /// The day
    DayFirst,
    /// The month
    MonthFirst,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Carry {
    /// In a file beside the new package: OUT.carried
    Sidecar,
    /// In columns added to the new package, such as `metadata.sds-v1.Principal Name`, as far as it
    /// belongs to its records and is no secret; the rest in OUT.carried
    Embed,
    /// Not at all: it is left behind, and the ledger says what
    None,
}

const CONVERT_EXAMPLES: &str = "\
Examples:
  rosterlens convert exports/sds out --to oneroster-1.2
  rosterlens convert out home --to sds-v1
  rosterlens convert exports/sds.zip out.zip --to clever --ledger out.ledger.json
  rosterlens convert exports/sds out --to oneroster-1.1 --carry embed
  rosterlens convert exports/sds out --to oneroster-1.1 --only uonet --ledger out.ledger.txt

Nothing is ever overwritten, and an interrupted run leaves nothing under the name of OUT.

Exit status: 0 written, 2 wrong usage or nothing to read.";

/// Make up a school district that does not exist.
#[derive(Debug, clap::Args)]
#[command(after_help = GENERATE_EXAMPLES)]
pub(crate) struct Generate {
    /// The format (see `rosterlens formats`)
    pub(crate) format: String,
    /// The folder to write, or the zip archive if it ends in .zip; it must not be there yet
    pub(crate) out: PathBuf,
    /// How many students
    #[arg(long, value_name = "N", default_value = "100")]
    pub(crate) students: NonZeroU64,
    /// Another number makes up other people
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Break this rule, and if possible no other: a code or name (see `rosterlens explain`)
    #[arg(long, value_name = "CODE")]
    pub(crate) breaking: Option<String>,
}

const GENERATE_EXAMPLES: &str = "\
Examples:
  rosterlens generate oneroster-1.2 district --students 1000 --seed 7
  rosterlens generate sds-v2.1 district.zip --students 100000
  rosterlens generate clever broken --breaking R206";
