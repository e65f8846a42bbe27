//! Typst as a library: a program of templates and virtual files in, a PDF out, the same bytes each time.
//!
//! **Invariant**: nothing here opens a file, asks the system for fonts or the time, or fetches a package. All
//! that a document is made of stands in its [`Job`].

mod compact;
mod compile;
mod each;
mod error;
mod extent;
mod font;
mod frames;
pub mod glyphs;
mod jump;
mod letters;
mod once;
mod unseen;
mod watch;
mod world;

pub use compile::{Compiled, compile, forget};
pub use error::{Error, Message};
pub use extent::{Extent, extent};
pub use font::{MONO, SERIF};
pub use unseen::STRETCHED_SIZE;
pub use watch::Watch;
pub use world::Blob;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

/// All that one document is made of.
#[derive(Debug, Clone)]
pub struct Job {
    /// Path of the template that is compiled, one of `files`, such as `/main.typ`.
    pub main: String,
    /// The virtual files by their absolute path, such as `/style.typ` or `/data/matrix.json`. Names are kept for
    /// the life of the process, so they must come from a small set (numbers, not file names).
    pub files: BTreeMap<String, Blob>,
    /// Identifies the document for good: `/ID` and the XMP identifiers follow from it.
    pub identifier: String,
    /// The instant and zone that the document bears as its date.
    pub at: DateTime<FixedOffset>,
    /// The program that the document names as its creator.
    pub creator: String,
    /// What the file must conform to.
    pub standards: Standards,
    /// Counts pages as they are laid out; nothing of the document follows from it.
    pub watch: Watch,
}

/// What a file must conform to. Typst enforces it: a document that doesn't conform is an error, never a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standards {
    /// PDF/A-3a and PDF/UA-1 at once: an archived, accessible file that may carry attachments.
    Archive,
    /// A tagged PDF 1.7, for files that stand in for a client's own documents.
    Plain,
}
