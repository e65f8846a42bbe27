//! What leaves the vault as an ordinary office file: workbooks and separated values that come in again, and drafts of
//! messages as documents, mails and text.
//!
//! **Invariant:** no vault, no files, no clock, no network: values in, bytes out, the same bytes each time. Nothing is ever
//! written as a formula or a live link.

pub mod draft;
mod separated;
mod table;
mod workbook;

pub use separated::separated;
pub use table::{Heading, Table};
pub use workbook::{Cover, workbook};

/// Why a file can't be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More text than a cell of a workbook holds.
    #[error(
        "row {row}, column “{heading}” of the sheet {sheet} has more than {most} characters, which no workbook holds"
    )]
    LongCell {
        /// Name of the sheet.
        sheet: String,
        /// Number of the row, the headings being row 1.
        row: usize,
        /// Heading of the column.
        heading: String,
        /// Characters at most.
        most: usize,
    },
    /// More rows or columns than are read back.
    #[error(
        "the sheet {sheet} has {rows} rows and {columns} columns; at most {} and {} come in again",
        model::sheet::ROWS,
        model::sheet::COLUMNS
    )]
    LargeTable {
        /// Name of the sheet.
        sheet: String,
        /// Rows.
        rows: usize,
        /// Columns.
        columns: usize,
    },
    /// The workbook can't be put together.
    #[error("the workbook can't be put together: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The separated values can't be put together.
    #[error("the separated values can't be put together: {0}")]
    Separated(#[from] csv::Error),
    /// The document can't be put together.
    #[error("the document can't be put together: {0}")]
    Document(String),
    /// The mail can't be put together.
    #[error("the mail can't be put together: {0}")]
    Mail(#[source] std::io::Error),
}
