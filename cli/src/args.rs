//! What can be said on the command line.

use std::path::PathBuf;

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

Exit status: 0 no errors found, 1 errors found, 2 wrong usage or nothing to read.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what is wrong with a package: file, line, column, and how to mend it
    Check(Check),
    /// Write a package in another format (for now: in its own)
    Convert(Convert),
    /// Tell more of a rule: what, why, an example, and the example mended
    Explain {
        /// The rule's code or name, such as R111 or required-value; all rules are listed without
        code: Option<String>,
    },
    /// List the formats, one a line, and their files
    Formats,
    /// Print a format's files, columns and vocabularies, or what differs between two formats
    Schema(Schema),
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

/// Say what is wrong with a package.
///
/// The format is told by the names of the files and by their headers. What stands in the cells
/// is not shown: these files hold children's names and passwords.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// The folder or zip archive of CSV files
    pub(crate) path: PathBuf,
    /// The format, where its files do not tell (see `rosterlens formats`)
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    /// Who is to take the package: spec (the format's own text), 1edtech, sds-classic, sds, clever
    #[arg(long, value_name = "PROFILE")]
    pub(crate) profile: Option<String>,
    /// What to print
    #[arg(long, value_enum, value_name = "KIND", default_value_t = Output::Human)]
    pub(crate) output: Output,
    /// Accounts are to be created from the package: names and passwords must then be there
    #[arg(long)]
    pub(crate) create_users: bool,
    /// Leave out lints: what no specification forbids, but is probably not meant
    #[arg(long)]
    pub(crate) no_lints: bool,
    /// Show the lines that findings stand on, with names and passwords in them
    #[arg(long)]
    pub(crate) reveal: bool,
    /// List at most so many findings of a rule in a file; totals count all
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) limit: usize,
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

/// Write a package in another format.
///
/// For now a package can be written in its own format; every byte stays.
#[derive(Debug, clap::Args)]
pub(crate) struct Convert {
    /// The folder or zip archive of CSV files
    pub(crate) path: PathBuf,
    /// The folder to write; it must not be there yet
    pub(crate) out: PathBuf,
    /// The format to write
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: String,
    /// The format to read, where its files do not tell
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<String>,
}
