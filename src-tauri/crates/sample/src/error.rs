//! What can go wrong in making the sample. Messages name this crate's own files, which hold nothing foreign.

use std::path::PathBuf;

/// Why the sample couldn't be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A text of the story doesn't have its form.
    #[error("the story's {file} does not have its form")]
    Story {
        /// The text.
        file: &'static str,
        /// Why.
        #[source]
        source: Box<toml::de::Error>,
    },
    /// A text of the story names a day or span that isn't one.
    #[error("the story's {file} names a day or span that is none")]
    Dates {
        /// The text.
        file: &'static str,
    },
    /// A document or picture couldn't be typeset.
    #[error("{file} could not be typeset: {what}")]
    Typeset {
        /// The evidence file.
        file: String,
        /// The first message of the typesetter.
        what: String,
    },
    /// A picture couldn't be drawn or encoded.
    #[error("the picture {file} could not be made")]
    Picture {
        /// The evidence file.
        file: String,
        /// Why.
        #[source]
        source: image::ImageError,
    },
    /// A workbook couldn't be made.
    #[error("the workbook {file} could not be made")]
    Workbook {
        /// The evidence file.
        file: String,
        /// Why.
        #[source]
        source: Box<rust_xlsxwriter::XlsxError>,
    },
    /// The story names a file that nothing here makes.
    #[error("nothing makes the evidence file {file}")]
    Unknown {
        /// The file.
        file: String,
    },
    /// The caller asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// A file couldn't be written.
    #[error("{} could not be written", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}
