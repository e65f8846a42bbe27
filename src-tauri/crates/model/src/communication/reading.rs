//! A message as its reader will read it: blocks and spans with each merge field's words marked as such. It holds words and
//! their look, never markup that anything would run or follow.

use serde::{Deserialize, Serialize};

/// A message's text as it will read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Reading {
    /// What must be said before the text, such as that it is a draft.
    pub marks: Vec<String>,
    /// What stands as title or subject: the text's own, or else the message's title.
    pub subject: Vec<ReadingSpan>,
    /// The text.
    pub blocks: Vec<ReadingBlock>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum ReadingBlock {
    /// A heading.
    Heading {
        /// 1 to 6.
        level: usize,
        /// Its words.
        spans: Vec<ReadingSpan>,
    },
    /// A paragraph.
    Paragraph {
        /// In how many lists and quotes it stands.
        depth: usize,
        /// Its words.
        spans: Vec<ReadingSpan>,
    },
    /// The first paragraph of an item of a list.
    Item {
        /// In how many lists and quotes its list stands.
        depth: usize,
        /// Its number; none for a bullet.
        number: Option<u64>,
        /// Its words.
        spans: Vec<ReadingSpan>,
    },
    /// A table.
    Table {
        /// Its rows, the head first, all of one length.
        rows: Vec<Vec<Vec<ReadingSpan>>>,
    },
    /// Lines of code, as they are.
    Code {
        /// The lines.
        lines: Vec<String>,
    },
    /// A rule across the page.
    Rule {},
}

/// Words of one look, of one merge field or of none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct ReadingSpan {
    /// The words; of an open field its name.
    pub text: String,
    /// The merge field in whose place they stand.
    pub field: Option<String>,
    /// Whether that field is open.
    pub open: bool,
    /// Strong.
    pub bold: bool,
    /// Stressed.
    pub italic: bool,
    /// Struck out.
    pub strike: bool,
    /// As a machine writes.
    pub code: bool,
    /// Whether a new line begins before it.
    pub line: bool,
}
