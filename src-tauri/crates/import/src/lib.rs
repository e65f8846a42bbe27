//! Outside bytes to model drafts: names of evidence files made safe, and licensed criteria text from a CSV file.
//!
//! **Invariant:** no vault, no SQL, no network, no path is opened here; callers hand in bytes and names.

mod criteria_text;
mod file;

pub use criteria_text::{CriteriaText, CriterionText, RefusedRow, read_criteria_text};
pub use file::safe_name;

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
}
