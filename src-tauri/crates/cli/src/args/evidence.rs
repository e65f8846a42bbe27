//! Verbs of evidence items.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args, Subcommand, ValueHint};
use commands::evidence::NamedColumn;
use model::evidence::{Classification, Covers, EvidenceKind};
use model::redaction::{MOST_UM, PageArea, RedactedCell};

use super::scope::SetArgs;
use super::sheet::DecidedArgs;
use super::value::{covers, day, number, word, zoned};

const KINDS: &str = "population, sample, configuration, change_history, policy, screenshot, system_report, report, \
                     ticket, log, contract, training_record, correspondence";

fn kind(text: &str) -> Result<EvidenceKind, String> {
    word(text, KINDS)
}

pub(super) fn classification(text: &str) -> Result<Classification, String> {
    word(text, "public, internal, confidential, personal, restricted")
}

/// An evidence item to attach.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// The files of the item, the main one first
    #[arg(required = true, value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// Each file becomes an item of its own
    #[arg(long, conflicts_with = "supersedes")]
    pub each: bool,
    /// Title; without it the file's name
    #[arg(long)]
    pub title: Option<String>,
    /// What it is: population, sample, configuration, change_history, policy, screenshot, system_report, report,
    /// ticket, log, contract, training_record or correspondence
    #[arg(long, value_parser = kind)]
    pub kind: EvidenceKind,
    /// public, internal, confidential, personal or restricted
    #[arg(long, value_parser = classification, default_value = "confidential")]
    pub classification: Classification,
    /// What it covers: a span 2026-01-01..2026-03-31, one day 2026-03-31, or a document in force 2026-02-09..
    #[arg(long, value_parser = covers, value_name = "DAYS")]
    pub covers: Option<Covers>,
    /// When it was captured on the source system, with its zone, such as 2026-09-29T16:40:00+01:00
    #[arg(long, value_parser = zoned, value_name = "INSTANT")]
    pub captured: Option<DateTime<FixedOffset>>,
    /// System that it comes from
    #[arg(long, default_value = "")]
    pub source: String,
    /// Who collected it
    #[arg(long, default_value = "")]
    pub collected_by: String,
    /// Control that it supports, such as CORE-24, once for each
    #[arg(long = "control")]
    pub controls: Vec<String>,
    /// The item that it replaces, such as EV-0012
    #[arg(long, value_name = "EVIDENCE")]
    pub supersedes: Option<String>,
    /// Packets list it without showing or attaching it, for this reason
    #[arg(long, value_name = "REASON")]
    pub list_only: Option<String>,
    /// Who approved a document in force
    #[arg(long, requires = "approved_on")]
    pub approved_by: Option<String>,
    /// When it was approved
    #[arg(long, value_parser = day, requires = "approved_by")]
    pub approved_on: Option<NaiveDate>,
    #[command(flatten)]
    pub ipe: IpeArgs,
    /// For the consultant alone
    #[arg(long, default_value = "")]
    pub note: String,
}

/// The completeness and accuracy card of what a system produced.
#[derive(Debug, Args)]
#[command(next_help_heading = "Completeness and accuracy card")]
pub struct IpeArgs {
    /// System that produced it
    #[arg(long, value_name = "SYSTEM")]
    pub ipe_system: Option<String>,
    /// Environment, such as production
    #[arg(long, value_name = "NAME")]
    pub ipe_environment: Option<String>,
    /// Query, filter or parameters
    #[arg(long, value_name = "TEXT")]
    pub ipe_query: Option<String>,
    /// Who ran it
    #[arg(long, value_name = "NAME")]
    pub ipe_run_by: Option<String>,
    /// When it ran, with the zone
    #[arg(long, value_parser = zoned, value_name = "INSTANT")]
    pub ipe_run_at: Option<DateTime<FixedOffset>>,
    /// Rows or items that it holds
    #[arg(long, value_parser = number::<u64>, value_name = "COUNT")]
    pub ipe_rows: Option<u64>,
    /// How the count or content was tied to the source
    #[arg(long, value_name = "TEXT")]
    pub ipe_tie_out: Option<String>,
}

/// What to redact of a file.
#[derive(Debug, Args)]
pub struct RedactArgs {
    /// The item
    pub evidence: String,
    /// The file, by its number in the item; without it the item's only one
    #[arg(long, value_name = "N")]
    pub file: Option<usize>,
    /// An area of a page: its page, then the distances of its left and upper side from the page's top left corner, its
    /// width and its height, in millimetres of the page as displayed (of a picture: 96 pixels are 25.4 mm). Once for each,
    /// such as 2:20,35.5,60,8
    #[arg(long, value_name = "PAGE:X,Y,W,H", value_parser = area, conflicts_with_all = ["column", "cell"])]
    pub area: Vec<PageArea>,
    /// A column by its heading, which stays, or by its number from 1, then with its heading; refused where a number is the
    /// heading of another column. Once for each
    #[arg(long, value_name = "HEADING|N", value_parser = column)]
    pub column: Vec<NamedColumn>,
    /// A cell by row and column, the row by the number that preview and packets show beside it: 1 is the first one below
    /// the heading, 0 the heading, and blank lines aren't counted. Once for each, such as 14:3
    #[arg(long, value_name = "ROW:COLUMN", value_parser = cell)]
    pub cell: Vec<RedactedCell>,
    /// Why, of all that is redacted of the file; packets say it
    #[arg(long)]
    pub reason: String,
}

fn area(text: &str) -> Result<PageArea, String> {
    const FORM: &str = "must be PAGE:X,Y,W,H with millimetres, such as 2:20,35.5,60,8";
    let (page, sides) = text.split_once(':').ok_or(FORM)?;
    let sides = sides.split(',').map(millimetres).collect::<Option<Vec<u32>>>().ok_or(FORM)?;
    let page = page.trim().parse().map_err(|_| FORM)?;
    let &[x, y, width, height] = sides.as_slice() else { return Err(FORM.to_owned()) };
    Ok(PageArea { page, x, y, width, height })
}

/// Micrometres of a number of millimetres.
fn millimetres(text: &str) -> Option<u32> {
    let micrometres = text.trim().parse::<f64>().ok()? * 1000.0;
    (0.0..=f64::from(MOST_UM)).contains(&micrometres).then(|| micrometres.round() as u32)
}

fn column(text: &str) -> Result<NamedColumn, String> {
    let heading = || Ok(NamedColumn::Heading { heading: text.to_owned() });
    text.parse().map_or_else(|_| heading(), |number| Ok(NamedColumn::Number { number }))
}

fn cell(text: &str) -> Result<RedactedCell, String> {
    const FORM: &str = "must be ROW:COLUMN, such as 14:3";
    let (row, column) = text.split_once(':').ok_or(FORM)?;
    let number = |text: &str| text.trim().parse().map_err(|_| FORM.to_owned());
    Ok(RedactedCell { row: number(row)?, column: number(column)? })
}

/// A folder or archive to import.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The folder, or the ZIP archive. Links are not followed, hidden files are left out
    #[arg(value_hint = ValueHint::AnyPath)]
    pub from: PathBuf,
    /// A sheet (XLSX or CSV) that says which file is which evidence; without it, or where it is silent, files are placed
    /// by the request or control with whose id their name or folder begins
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub index: Option<PathBuf>,
    /// The sheet of the index; without it the only one whose headings fit
    #[arg(long, value_name = "NAME", requires = "index")]
    pub sheet: Option<String>,
    /// Use a saved mapping of the index's headings
    #[arg(long, value_name = "NAME", requires = "index")]
    pub mapping: Option<String>,
    #[command(flatten)]
    pub decided: DecidedArgs,
    /// What a file is, where neither the index nor its requests say so; kinds as with evidence add
    #[arg(long, value_parser = kind, default_value = "system_report")]
    pub kind: EvidenceKind,
    /// How sensitive a file is, where the index doesn't say so; as with evidence add
    #[arg(long, value_parser = classification, default_value = "confidential")]
    pub classification: Classification,
    /// Take in files, too, that an item of the engagement holds already; without it they are left out and listed
    #[arg(long)]
    pub again: bool,
    /// Only show what would be done; nothing is changed
    #[arg(long)]
    pub preview: bool,
}

/// Verbs of evidence items.
#[derive(Debug, Subcommand)]
pub enum EvidenceVerb {
    /// Attach files as an evidence item
    Add(Box<AddArgs>),
    /// Attach the files of a folder or ZIP archive, each placed by an index or by the id that leads its name, and list
    /// those that can't be placed
    Import(Box<ImportArgs>),
    /// List the items
    List {
        /// Only those that support this control
        #[arg(long)]
        control: Option<String>,
        /// Superseded and withdrawn ones too
        #[arg(long)]
        all: bool,
    },
    /// Show an item with its custody
    Show {
        /// The item, such as EV-0012
        evidence: String,
    },
    /// Edit facts: title, kind, classification, covers, captured_at, source_system, collected_by, controls, ipe,
    /// approval, list_only, internal_note. What was accepted or released goes back into review, unless the only change is
    /// that packets list it without showing it (list_only)
    Edit {
        /// The item
        evidence: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Fill in the completeness and accuracy card
    Ipe {
        /// The item
        evidence: String,
        #[command(flatten)]
        ipe: IpeArgs,
    },
    /// Review items: put them in review, accept them, or return them for a reason
    Review {
        /// The items
        #[arg(required = true)]
        evidence: Vec<String>,
        /// Who reviews, by name
        #[arg(long)]
        by: String,
        /// Accept them
        #[arg(long, group = "verdict")]
        accept: bool,
        /// Return them, for this reason
        #[arg(long = "return", value_name = "REASON", group = "verdict")]
        return_for: Option<String>,
    },
    /// Release accepted items for packets, by a person of the client
    Release {
        /// The items
        #[arg(required = true)]
        evidence: Vec<String>,
        /// The client's releasing person, by name
        #[arg(long)]
        by: String,
    },
    /// Take releases back
    Revoke {
        /// The items
        #[arg(required = true)]
        evidence: Vec<String>,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Withdraw an item; its files and custody are kept
    Withdraw {
        /// The item
        evidence: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Destroy the files of a withdrawn or superseded item for good, such as personal data that should not have been
    /// collected. The item stays with its names, hashes and custody; copies made before keep the files
    Purge {
        /// The item
        evidence: String,
        /// Why
        #[arg(long)]
        reason: String,
        /// The item's reference once more, such as EV-0007: nothing brings the files back
        #[arg(long, value_name = "REFERENCE")]
        confirm: String,
    },
    /// Redact a file for packets: areas of a PDF or picture, columns or cells of CSV. Packets then hold a redacted copy,
    /// made now, and say so, why and by whom; the original stays in the vault. What was redacted of the file before stays
    /// so, and this is added: to take something back, unredact it first. A release is taken back. Superseded and withdrawn
    /// items can be redacted too, as packets as of an earlier row hold them
    Redact(Box<RedactArgs>),
    /// Take the redaction of a file back, all of it; a release is taken back with it
    Unredact {
        /// The item
        evidence: String,
        /// The file, by its number in the item; without it the only one that is redacted
        #[arg(long, value_name = "N")]
        file: Option<usize>,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Save an item's originals outside the vault; the saving is recorded
    Save {
        /// The item
        evidence: String,
        /// Save the files as packets hold them: the redacted copy of each that is redacted
        #[arg(long)]
        redacted: bool,
        /// The folder to save them in
        #[arg(value_hint = ValueHint::DirPath)]
        folder: PathBuf,
    },
}
