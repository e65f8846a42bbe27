//! Pages of rows, as the window's grids ask for them: which rows, in which order, how many of them, and what each line
//! tells. Reads nothing; the vault answers.

mod control;
mod evidence;
mod finding;
mod gap;
mod log;
mod request;
mod strip;
mod task;

use serde::{Deserialize, Serialize};

pub use self::control::{ControlColumn, ControlLine, ControlPage};
pub use self::evidence::{EvidenceColumn, EvidenceLine, EvidencePage};
pub use self::finding::{FindingClock, FindingColumn, FindingLine, FindingPage};
pub use self::gap::{GapColumn, GapLine, GapPage};
pub use self::log::{LogColumn, LogLine, LogPage, LogSubject, MOST_SUBJECTS};
pub use self::request::{RequestColumn, RequestLine, RequestPage};
pub use self::strip::{MOST_MARKS, OccurrenceStrip, StripMark, StripWindow};
pub use self::task::{TaskColumn, TaskDependency, TaskLine, TaskPage};

/// Rows of one page, at most.
pub const MOST_ROWS: u32 = 500;
/// Ids that are given at once for a bulk edit, at most.
pub const MOST_IDS: u32 = 5_000;
/// Values of a column that are told apart for its filter, at most: those that most rows have.
pub const MOST_FACETS: u32 = 500;

/// What is listed in a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PageNoun {
    /// Controls.
    Control,
    /// Evidence items.
    Evidence,
    /// Evidence requests.
    Request,
    /// Gaps.
    Gap,
    /// Findings.
    Finding,
    /// Tasks of the remediation plan.
    Task,
    /// Rows of the activity log.
    Log,
}

/// Which rows, in which order, and which of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct PageQuery {
    /// The engagement; none takes the newest. The log is the whole vault's.
    pub engagement: Option<String>,
    /// Only rows whose code, title or reference holds this text, case ignored.
    pub text: Option<String>,
    /// Only rows that meet all of these.
    pub filters: Vec<ColumnFilter>,
    /// By what they are sorted, the first counting most; none takes the noun's own order. Rows that are alike in all
    /// follow their ids, so that no row stands on two pages.
    pub sort: Vec<SortBy>,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to give, 1 to [`MOST_ROWS`].
    pub limit: u32,
}

/// What a row's value in one column must meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ColumnFilter {
    /// The column's name.
    pub column: String,
    /// The test.
    pub test: ColumnTest,
}

/// A test of one column. Of a column with several values in a row, one of them has to meet it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ColumnTest {
    /// It is one of these, as [`Facet::value`] writes them; the empty text stands for no value.
    AnyOf {
        /// The values.
        values: Vec<String>,
    },
    /// What is shown of it holds this text, case ignored.
    Contains {
        /// The text.
        text: String,
    },
    /// It lies between two values, both included; an end that is missing is open. A day holds all of its instants.
    Between {
        /// From here on.
        from: Option<String>,
        /// Up to here.
        to: Option<String>,
    },
    /// It has no value.
    Empty,
    /// It has a value.
    Filled,
}

/// A column to sort by. What has no value comes last, whichever way round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SortBy {
    /// The column's name.
    pub column: String,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// A value of a column, and how many rows have it: a choice of its filter, or a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Facet {
    /// The value as a filter takes it; the empty text for none.
    pub value: String,
    /// The value in words; the empty text for none.
    pub label: String,
    /// Rows that have it.
    pub count: u32,
}

/// A closed enum of a noun's columns, with their names on the wire.
macro_rules! page_columns {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $column:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $text)] $column,)+
        }

        impl $name {
            /// Every column.
            pub const ALL: &[Self] = &[$(Self::$column),+];

            /// Its name on the wire.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$column => $text),+ }
            }

            /// The column of that name.
            ///
            /// # Errors
            /// There is none.
            pub fn named(name: &str) -> Result<Self, crate::invalid::Invalid> {
                let found = Self::ALL.iter().copied().find(|column| column.name() == name);
                let all = || Self::ALL.iter().map(|column| column.name()).collect::<Vec<_>>().join(", ");
                found.ok_or_else(|| crate::invalid::Invalid::new("column", format!("must be one of {}", all())))
            }
        }
    };
}

/// The rows of one page.
macro_rules! page_of {
    ($(#[$doc:meta])* $name:ident of $line:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
        pub struct $name {
            /// Rows that meet the query.
            pub total: u32,
            /// Rows without its text and filters.
            pub all: u32,
            /// Rows passed over.
            pub offset: u32,
            /// The rows.
            pub rows: Vec<$line>,
        }
    };
}

pub(crate) use {page_columns, page_of};
