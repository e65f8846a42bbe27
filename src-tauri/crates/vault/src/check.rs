//! The check of a whole vault: both headers, every page, every record against its rules and against the log, the chain,
//! the derived values, every chunk and every file. Names what is damaged, goes on wherever it can, and repairs nothing.

mod evidence;
mod log;
mod log_reader;
mod pages;
pub(crate) mod records;
mod told;

use std::ops::ControlFlow;

use model::packet::Step;
use rusqlite::Connection;

use crate::database;
use crate::error::{Error, Result};
use crate::header::copies::{self, examine};
use crate::vault::{Condition, Vault, words_for};
use pages::Pages;

/// A part of the vault, in which something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A copy of the header.
    Header,
    /// The structure of `vault.db`.
    Database,
    /// A row of the activity log, its body or what it vouches for.
    Log,
    /// A record, its rules or its agreement with the log.
    Record,
    /// A derived value.
    Derived,
    /// The structure of `evidence.db`, or a chunk.
    Chunk,
    /// A file of an evidence item.
    File,
}

impl Part {
    /// Words for a report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Database => "vault.db",
            Self::Log => "activity log",
            Self::Record => "record",
            Self::Derived => "derived value",
            Self::Chunk => "evidence.db",
            Self::File => "evidence file",
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub part: Part,
    /// What it concerns, and what is wrong with it. May name records and files: it is for the owner of the vault.
    pub what: String,
}

/// What a check looked at and found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// All that is wrong, in the order of the check; empty for a sound vault.
    pub problems: Vec<Problem>,
    /// A copy of the header that was mended when the vault was unlocked.
    pub mended: Option<String>,
    /// Rows of the activity log that were verified.
    pub log_rows: u64,
    /// Records that were read.
    pub records: u64,
    /// Evidence files that were read back, redacted twins among them.
    pub files: u64,
    /// Bytes of those.
    pub bytes: u64,
    /// Chunks that were opened.
    pub chunks: u64,
    /// Evidence files that were purged on purpose.
    pub purged_files: u64,
    /// Rows of the log whose bodies were purged on purpose.
    pub purged_rows: u64,
    /// Chunks that no file names; left by an interrupted change, removed at the next unlock, and no damage.
    pub orphans: u64,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    fn add(&mut self, part: Part, what: impl Into<String>) {
        let problem = Problem { part, what: what.into() };
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// The answer, or none and a problem. A caller's wish to stop is no problem and is passed on.
    fn noted<T>(&mut self, part: Part, answer: Result<T>) -> Result<Option<T>> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(Error::Cancelled) => Err(Error::Cancelled),
            Err(error) => {
                self.add(part, words(&error));
                Ok(None)
            }
        }
    }
}

/// An error with the reason below it.
fn words(error: &Error) -> String {
    let reason = std::error::Error::source(error);
    reason.map_or_else(|| error.to_string(), |reason| format!("{error}: {reason}"))
}

/// Told how far the check has come; breaking cancels it.
type Tell<'a> = dyn FnMut(Step) -> ControlFlow<()> + 'a;

/// A check under way.
struct Check<'v> {
    vault: &'v Vault,
    report: Report,
}

impl Vault {
    /// Checks the whole vault. Everything is read from the disk anew.
    ///
    /// # Errors
    /// [`Error::Cancelled`] if `progress` breaks, [`Error::Io`] if the system has no more threads. All else that goes wrong
    /// is in the report.
    pub fn check(&self, progress: &mut dyn FnMut(Step) -> ControlFlow<()>) -> Result<Report> {
        let mut check = Check { vault: self, report: Report { mended: self.mended_header(), ..Report::default() } };
        tell(progress, Step { done: 0, total: 1, doing: "checking the headers" })?;
        check.headers();
        let found = check.report.problems.len();
        let pages = Pages::begin(self.folder().clone(), self.database_key())?;
        check.log_and_records(progress)?;
        check.take_pages(pages, found, progress)?;
        tell(progress, Step { done: 0, total: 1, doing: "checking derived values" })?;
        check.derived()?;
        check.evidence(progress)?;
        Ok(check.report)
    }
}

/// Passes progress on.
fn tell(progress: &mut Tell<'_>, step: Step) -> Result<()> {
    match progress(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Cancelled),
    }
}

impl<'v> Check<'v> {
    /// A new connection: one that has met a damaged page answers nothing any more, and one with pages in memory
    /// wouldn't see what the disk holds.
    fn connect(&self) -> Result<Connection> {
        database::open(self.vault.folder(), &self.vault.database_key())
    }

    fn headers(&mut self) {
        for (copy, found) in examine(self.vault.folder(), self.vault.header_key()) {
            if found != copies::Condition::Sound {
                self.report.add(Part::Header, format!("{} is {}", copy.file(), words_for(found)));
            }
        }
        match self.vault.condition() {
            Condition::Sound => {}
            Condition::OlderOrCutOff { header_seq, log_seq } => {
                let what =
                    format!("it ends at row {log_seq} and isn't the log whose row {header_seq} the header names");
                self.report.add(Part::Log, what);
            }
            Condition::OlderThanSeen { seen_seq, log_seq } => {
                let what = format!(
                    "it ends at row {log_seq}, and this machine has seen a row {seen_seq} of it that it doesn't hold, or \
                     a newer header"
                );
                self.report.add(Part::Log, what);
            }
            Condition::Damaged { what } => self.report.add(Part::Database, format!("damaged: {what}")),
        }
    }
}
