//! The activity log: listing its rows and undoing one.

use model::activity::LogRow;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::Failure;

/// Lists rows of the activity log, newest last.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ListLog {
    /// Rows at most, the newest ones.
    pub most: u32,
}

pub(crate) fn list(app: &mut App, request: ListLog) -> Result<Vec<LogRow>, Failure> {
    app.read(|r| Ok(r.log_newest(request.most.into())?))
}

/// Undoes one row of the log, if nothing that it touched has changed since. Undoing an undo does it again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UndoLog {
    /// Number of the row; none takes the newest that can be undone.
    pub seq: Option<u64>,
}

pub(crate) fn undo(app: &mut App, request: UndoLog) -> Result<LogRow, Failure> {
    app.undo(request.seq)
}
