//! Outside text to model drafts: sheets of controls, requests, gaps, findings, tasks, people and evidence, held against
//! what the vault has; names of evidence files made safe, and where they belong; licensed criteria text from a CSV file.
//!
//! **Invariant:** no vault, no SQL, no network, no path is opened here; callers hand in sheets, bytes and names. A workbook
//! is never read here: the confined child of the room `document` does that.

mod choose;
mod columns;
mod criteria_text;
mod file;
mod fold;
mod grid;
mod header;
mod mapping;
mod placing;
mod preview;
mod printed;
mod read;
mod value;

pub use choose::choose;
pub use columns::Known;
pub use criteria_text::{CriteriaText, CriterionText, RefusedRow, read_criteria_text};
pub use file::safe_name;
pub use fold::fold_key;
pub use header::{Ambiguous, Headings, Place, headings};
pub use mapping::{Assignment, DateOrder, Mapping, Source};
pub use placing::{By, KnownIds, Orphan, Placed, Placing, Reason, Unplaced, place};
pub use preview::{Added, Change, Changed, Preview, Unchanged, compare, says};
pub use printed::{PrintedChange, PrintedPreview, PrintedRow};
pub use read::{Draft, Drafts, Refusal, read};

/// Why a whole import is refused. Single bad rows are not errors; they are listed with their place and reason.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Larger than a file of this format can be.
    #[error("the file has {size} bytes; at most {most} are read for this import")]
    TooLarge {
        /// Bytes of the file.
        size: usize,
        /// Bytes at most.
        most: usize,
    },
    /// Not text in UTF-8.
    #[error("the file is not text in UTF-8 (first bad byte at {at})")]
    NotText {
        /// Offset of the first byte that isn't UTF-8.
        at: usize,
    },
    /// A column that the import needs isn't there.
    #[error("the file has no column named {wanted}; its columns are: {found}")]
    MissingColumn {
        /// The names that would do.
        wanted: &'static str,
        /// The names that are there.
        found: String,
    },
    /// The CSV can't be read at all.
    #[error("the file is not readable as CSV: {0}")]
    Csv(#[from] csv::Error),
    /// More rows below the headings than are read at once.
    #[error("the sheet has {rows} rows below its headings; at most {most} are read at once")]
    TooManyRows {
        /// Rows below the headings.
        rows: u64,
        /// Rows at most.
        most: usize,
    },
    /// More columns than are read.
    #[error("the sheet has {columns} columns; at most {most} are read")]
    TooManyColumns {
        /// Columns of the sheet.
        columns: u64,
        /// Columns at most.
        most: usize,
    },
    /// The sheet isn't within the bounds that its reader promised.
    #[error("the sheet is not within its bounds: {0}")]
    Bounds(#[source] model::invalid::Invalid),
    /// No row has headings of such a sheet.
    #[error("none of the first rows has headings of a sheet of this kind ({sheet})")]
    NoHeadings {
        /// What was looked for.
        sheet: &'static str,
    },
    /// Headings that name a column which another heading names as well.
    #[error("several headings name one column; decide by a mapping which one counts: {columns}")]
    Ambiguous {
        /// The columns with what names them.
        columns: String,
    },
    /// No sheet of the workbook has headings of this kind.
    #[error("no sheet of the workbook has headings of this kind ({sheet}); its sheets are: {found}")]
    NoSheet {
        /// What was looked for.
        sheet: &'static str,
        /// Names of the sheets.
        found: String,
    },
    /// Several sheets of the workbook do.
    #[error("several sheets of the workbook have headings of this kind; name one of: {found}")]
    SeveralSheets {
        /// Names of the sheets.
        found: String,
    },
    /// A mapping that breaks a rule.
    #[error("the mapping can't be used: {0}")]
    Mapping(#[source] model::invalid::Invalid),
}
