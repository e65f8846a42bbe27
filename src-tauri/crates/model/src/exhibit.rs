//! What of an original can be shown on the pages of a packet: pictures, cells and lines, already made safe
//! to hold by the document child. Never holds a foreign document itself.

use serde::{Deserialize, Serialize};

/// How much of one original may be shown. Counted before anything is drawn, so that a long file costs no more
/// than its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowLimits {
    /// Pages of a paged document, at most.
    pub pages: u32,
    /// Rows of a table, at most, the header row not counted.
    pub rows: u32,
    /// Columns of a table, at most.
    pub columns: u32,
    /// Characters of one cell, at most; a longer cell is cut and ends in `…`.
    pub cell_chars: u32,
    /// Lines of a text, at most.
    pub lines: u32,
    /// Characters of one line, at most; a longer line is folded by the packet, and cut here only past this.
    pub line_chars: u32,
}

impl Default for ShowLimits {
    fn default() -> Self {
        Self { pages: 40, rows: 120, columns: 12, cell_chars: 120, lines: 120, line_chars: 2_000 }
    }
}

/// The part of an original that can be shown, with the size of the whole, so that a cut is always stated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub enum Shown {
    /// A paged document or a picture.
    Pages {
        /// The pages shown, in order, the first of the document first.
        pages: Vec<Page>,
        /// Pages of the whole document.
        total_pages: u32,
    },
    /// One or more tables, in the order of the file (one for CSV, one a sheet for XLSX).
    Tables(Vec<Table>),
    /// Text in lines.
    Lines(Lines),
}

/// One page as a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Page {
    /// Width in points (1/72 inch), as displayed (after rotation and crop).
    pub width_pt: f32,
    /// Height in points, as displayed.
    pub height_pt: f32,
    /// The picture.
    pub picture: Picture,
    /// Whether the page carries text of its own (a scan doesn't).
    pub has_text: bool,
    /// Its words, in the order in which the page draws them; empty where they weren't asked for.
    pub words: Vec<Word>,
    /// Things on the page that could not be drawn (a picture that doesn't decode, a font that can't be read):
    /// a page that shows less than its original is stated beside the exhibit and among the open points.
    pub undrawn: u32,
}

/// A word of a page with the box that it fills, in points from the page's top left corner as displayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Word {
    /// Its characters, without blanks and controls. U+FFFD stands for what the page's fonts don't name.
    pub text: String,
    /// From the page's left side to the box.
    pub x: f32,
    /// From the page's top to the box.
    pub y: f32,
    /// Width of the box, more than nothing.
    pub width: f32,
    /// Height of the box, from the font's ascent to its descent, more than nothing.
    pub height: f32,
    /// Which way it runs.
    pub runs: Runs,
    /// What begins with it.
    pub begins: Begins,
}

impl Word {
    /// Whether every character of it is known.
    pub fn is_told(&self) -> bool {
        !self.text.contains(char::REPLACEMENT_CHARACTER)
    }
}

/// Which way a word runs on its page as displayed. One that runs aslant counts as the nearest of these, and fills the box
/// around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Runs {
    /// To the right, as most do.
    Right,
    /// From top to bottom: turned a quarter clockwise, or written so.
    Down,
    /// To the left: upside down.
    Left,
    /// From bottom to top: turned a quarter anticlockwise.
    Up,
}

/// What begins with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Begins {
    /// Nothing: it goes on in the line of the word before it.
    Word,
    /// A line of the same paragraph.
    Line,
    /// A paragraph.
    Paragraph,
}

/// A picture whose bytes were written by us, not taken over from the foreign file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub enum Picture {
    /// A vector picture: SVG without scripts, links or external references.
    Svg(String),
    /// A PNG encoded by us from decoded pixels.
    Png {
        /// The PNG file.
        bytes: Vec<u8>,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// A JPEG encoded by us from decoded pixels (photographs, where PNG would be many times larger).
    Jpeg {
        /// The JPEG file.
        bytes: Vec<u8>,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
}

/// A table as cells of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Table {
    /// Name of the sheet; none for CSV.
    pub name: Option<String>,
    /// Column heads; empty where the file has none.
    pub header: Vec<String>,
    /// The rows shown; each as long as the longest of header and rows (short rows padded with empty cells).
    pub rows: Vec<Vec<String>>,
    /// Rows of the whole table, the header row not counted.
    pub total_rows: u64,
    /// Columns of the whole table.
    pub total_columns: u32,
}

/// Text in lines, without their line ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Lines {
    /// The lines shown.
    pub lines: Vec<String>,
    /// Lines of the whole text.
    pub total_lines: u64,
    /// Number of bytes that weren't valid in the text's encoding and were replaced by U+FFFD.
    pub replaced: u64,
    /// Whether the text is JSON that stands on one line in the original and was broken into indented lines here:
    /// blanks and line ends between its tokens were added, nothing else. Stated beside the exhibit.
    pub indented: bool,
}

/// Why an original can't be shown page by page; it is attached as it is, behind a slip sheet with this reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error, ts_rs::TS)]
pub enum NotShown {
    /// A kind of file that has no pages, tables or lines.
    #[error("a file of this kind has no pages of its own")]
    NoPages,
    /// A document that needs a password.
    #[error("the document is locked with a password")]
    Locked,
    /// The bytes aren't what the file's name or first bytes say.
    #[error("the document is damaged: {0}")]
    Damaged(String),
    /// Reading took more memory, time or output than allowed, or ended the reading process.
    #[error("the document could not be read safely: {0}")]
    Unsafe(String),
    /// The confined child process couldn't be confined on this machine, so it read nothing.
    #[error("the reading process could not be confined on this machine: {0}")]
    NotConfined(String),
    /// Larger than the program reads for display.
    #[error("the file is too large to be shown ({0} bytes)")]
    TooLarge(u64),
}

/// What a file is, decided from its first bytes first and its name second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum FileType {
    /// Portable Document Format.
    Pdf,
    /// PNG picture.
    Png,
    /// JPEG picture.
    Jpeg,
    /// Comma- or semicolon-separated values.
    Csv,
    /// Office Open XML workbook.
    Xlsx,
    /// An e-mail as a file.
    Eml,
    /// JSON, or JSON in lines.
    Json,
    /// Plain text or a log.
    Text,
    /// A ZIP archive that is none of the above.
    Zip,
    /// Anything else.
    Other,
}

impl FileType {
    /// The MIME type under which a packet attaches a file of this type.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Eml => "message/rfc822",
            Self::Json => "application/json",
            Self::Text => "text/plain",
            Self::Zip => "application/zip",
            Self::Other => "application/octet-stream",
        }
    }
}
