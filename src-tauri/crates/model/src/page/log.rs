//! Lines of the activity log's grid.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{page_columns, page_of};
use crate::activity::Action;
use crate::record::Noun;
use crate::time::Instant;

/// Subjects that a line names, at most; the others are counted.
pub const MOST_SUBJECTS: usize = 5;

page_columns! {
    /// Columns by which rows of the log are sorted and filtered.
    LogColumn {
        /// The number.
        Seq = "seq",
        /// When.
        At = "at",
        /// Who.
        Who = "who",
        /// What was done: by the action's name, shown in words.
        Action = "action",
        /// The nouns that it touched; sorted by the first one.
        Noun = "noun",
        /// The records that it touched, by id; sorted by their number.
        Subject = "subject",
    }
}

/// A record that a row touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LogSubject {
    /// Its noun.
    pub noun: Noun,
    /// Its id.
    pub id: Uuid,
    /// What people call it; none when it is gone.
    pub reference: Option<String>,
}

/// A row of the activity log as its grid shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LogLine {
    /// Number, from 1 without a hole.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub who: String,
    /// What, by name.
    pub action: Action,
    /// The same in words.
    pub words: String,
    /// The records that it touched, [`MOST_SUBJECTS`] at most.
    pub subjects: Vec<LogSubject>,
    /// How many it touched in all.
    pub touched: u32,
    /// The row that it undoes.
    pub undoes: Option<u64>,
    /// The newest row that undid it, itself not undone.
    pub undone_by: Option<u64>,
    /// Whether it is of a kind that can be undone.
    pub undoable: bool,
}

page_of! {
    /// A page of the activity log.
    LogPage of LogLine
}
