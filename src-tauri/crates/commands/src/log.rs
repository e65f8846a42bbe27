//! The activity log: listing its rows and undoing one.

use std::collections::BTreeSet;

use model::activity::{Action, Effect, LogRow};
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::App;
use crate::failure::{Code, Failure};

/// Lists rows of the activity log, newest last.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListLog {
    /// Rows at most, the newest ones.
    pub most: u32,
}

pub(crate) fn list(app: &mut App, request: ListLog) -> Result<Vec<LogRow>, Failure> {
    app.read(|r| Ok(r.log_newest(request.most.into())?))
}

/// Undoes one row of the log, if nothing that it touched has changed since. Undoing an undo does it again.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct UndoLog {
    /// Number of the row; none takes the newest that can be undone.
    pub seq: Option<u64>,
}

/// A row that was undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Undone {
    /// The row that records the undoing.
    #[serde(flatten)]
    pub row: LogRow,
    /// The row that was undone.
    pub undone: LogRow,
}

pub(crate) fn undo(app: &mut App, request: UndoLog) -> Result<Undone, Failure> {
    let seq = match request.seq {
        Some(seq) => seq,
        None => app.read(newest_undoable)?,
    };
    match app.undo(seq)? {
        Ok(row) => Ok(Undone { row, undone: app.read(|r| Ok(r.log_row(seq)?))? }),
        Err(vault::Error::Stale { what }) => Err(app.read(|r| changed_since(r, seq, what))?),
        Err(error) => Err(error.into()),
    }
}

/// The newest row that changed something and hasn't been undone; undoings themselves are passed over, so that asking
/// again goes further back.
fn newest_undoable(r: &Reader<'_>) -> Result<u64, Failure> {
    let mut undone = BTreeSet::new();
    for row in r.log_newest(u64::MAX)?.iter().rev() {
        if row.action.effect() != Effect::Content || undone.contains(&row.seq) {
            continue;
        }
        let Some(body) = r.log_body(row.seq)? else { continue };
        if row.action == Action::Undo {
            undone.extend(body.undoes);
        } else if !body.changes.is_empty() {
            // An edit to what was there already changed nothing, so that there is nothing to take back.
            return Ok(row.seq);
        }
    }
    Err(Failure::new(Code::NotFound, "there is nothing to undo"))
}

/// Says which row changed what the row `seq` touched: the newest of those that touched a record of that noun too.
fn changed_since(r: &Reader<'_>, seq: u64, noun: &str) -> Result<Failure, Failure> {
    let touched = r.log_row(seq)?.subjects.into_iter().filter(|subject| subject.noun.name() == noun);
    let mut newest: Option<LogRow> = None;
    for subject in touched {
        newest = newest.into_iter().chain(r.log_of(subject)?).max_by_key(|row| row.seq);
    }
    let noun = noun.replace('_', " ");
    let message = match newest.filter(|row| row.seq > seq) {
        Some(row) => format!("row {} of the log did that ({}: {noun}); undo it first", row.seq, row.action.words()),
        None => format!("what row {seq} of the log touched is no longer as it left it: {noun}"),
    };
    Ok(Failure::new(Code::Stale, message))
}
