//! The activity log: listing its rows, undoing and redoing one, and an extract that proves itself.

mod extract;
mod purge;
mod redo;

pub(crate) use extract::extract;
pub use extract::{ExtractLog, LogExtracted};
pub(crate) use purge::purge;
pub use purge::{LogPurged, PurgeLog};
pub(crate) use redo::redo;
pub use redo::{RedoLog, Redone};

use std::collections::BTreeSet;
use std::ops::ControlFlow;

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
    let row = take_back(app, seq)?;
    Ok(Undone { row, undone: app.read(|r| Ok(r.log_row(seq)?))? })
}

/// Undoes a row, or says what stands in the way.
fn take_back(app: &mut App, seq: u64) -> Result<LogRow, Failure> {
    match app.undo(seq)? {
        Ok(row) => Ok(row),
        Err(vault::Error::Stale { what }) => Err(app.read(|r| changed_since(r, seq, what))?),
        Err(error) => Err(error.into()),
    }
}

/// The newest row that changed something and hasn't been undone; undoings themselves are passed over, so that asking
/// again goes further back.
fn newest_undoable(r: &Reader<'_>) -> Result<u64, Failure> {
    let mut undone = BTreeSet::new();
    let found = newest_first(r, |row| {
        if row.action.effect() != Effect::Content || undone.contains(&row.seq) {
            return Ok(ControlFlow::Continue(()));
        }
        let Some(body) = r.log_body(row.seq)? else { return Ok(ControlFlow::Continue(())) };
        if row.action == Action::Undo {
            undone.extend(body.undoes);
        } else if !body.changes.is_empty() {
            // An edit to what was there already changed nothing, so that there is nothing to take back.
            return Ok(ControlFlow::Break(row.seq));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    found.ok_or_else(|| Failure::new(Code::NotFound, "there is nothing to undo"))
}

/// Rows that are read at a time.
const AT_A_TIME: u64 = 1000;

/// Looks at the rows of the log, the newest first, until one is what was looked for. A long log is never read whole for
/// what stands near its end.
fn newest_first<T>(
    r: &Reader<'_>,
    mut look: impl FnMut(&LogRow) -> Result<ControlFlow<T>, Failure>,
) -> Result<Option<T>, Failure> {
    let mut to = r.log_seq()?;
    while to > 0 {
        let from = to.saturating_sub(AT_A_TIME - 1).max(1);
        for row in r.log(from, to)?.iter().rev() {
            if let ControlFlow::Break(found) = look(row)? {
                return Ok(Some(found));
            }
        }
        to = from - 1;
    }
    Ok(None)
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
