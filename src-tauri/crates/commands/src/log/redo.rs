//! Redoing: undoing an undoing that stands. Finds which; the vault's one undo does it.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use model::activity::{Action, Effect, LogRow};
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::{newest_first, take_back};
use crate::app::App;
use crate::failure::{Code, Failure};

/// Does again what was undone, if nothing that it touched has changed since.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RedoLog {
    /// Number of the row that was undone, or of its undoing; none takes the newest undoing, as long as nothing else was
    /// changed after it.
    pub seq: Option<u64>,
}

/// A row that was done again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Redone {
    /// The row that records the redoing.
    #[serde(flatten)]
    pub row: LogRow,
    /// The row that was done again.
    pub redone: LogRow,
}

pub(crate) fn redo(app: &mut App, request: RedoLog) -> Result<Redone, Failure> {
    let Undoing { seq, undoes } = app.read(|r| match request.seq {
        Some(seq) => of(r, seq),
        None => newest(r),
    })?;
    let row = take_back(app, seq)?;
    Ok(Redone { row, redone: app.read(|r| Ok(r.log_row(undoes)?))? })
}

/// A row that undoes another that isn't an undoing itself.
#[derive(Clone, Copy)]
struct Undoing {
    seq: u64,
    undoes: u64,
}

/// The rows that are undone now, as far as the log was looked at, from its end.
#[derive(Default)]
struct Standing {
    undone: BTreeSet<u64>,
}

impl Standing {
    /// Takes the next older row; answers it if it is an undoing that stands.
    fn take(&mut self, r: &Reader<'_>, row: &LogRow) -> Result<Option<Undoing>, Failure> {
        if row.action != Action::Undo || self.undone.contains(&row.seq) {
            return Ok(None);
        }
        let Some(undoes) = r.log_body(row.seq)?.and_then(|body| body.undoes) else { return Ok(None) };
        self.undone.insert(undoes);
        let is_redoing = r.log_row(undoes)?.action == Action::Undo;
        Ok((!is_redoing).then_some(Undoing { seq: row.seq, undoes }))
    }
}

/// The newest undoing that stands, unless something else was changed after it: doing it again then would be no going
/// forward on the way that was gone back.
fn newest(r: &Reader<'_>) -> Result<Undoing, Failure> {
    let mut standing = Standing::default();
    let found = newest_first(r, |row| {
        if let Some(undoing) = standing.take(r, row)? {
            return Ok(ControlFlow::Break(Ok(undoing)));
        }
        let is_change = row.action != Action::Undo && row.action.effect() != Effect::Notice;
        if is_change && !standing.undone.contains(&row.seq) && changes_something(r, row.seq)? {
            return Ok(ControlFlow::Break(Err(row.seq)));
        }
        Ok(ControlFlow::Continue(()))
    })?;
    match found {
        Some(Ok(undoing)) => Ok(undoing),
        Some(Err(row)) => {
            let message = format!("there is nothing to redo: row {row} of the log was no undoing");
            Err(Failure::new(Code::NotFound, message))
        }
        None => Err(Failure::new(Code::NotFound, "there is nothing to redo")),
    }
}

/// Whether a row changed records; one whose body was purged counts as such.
fn changes_something(r: &Reader<'_>, seq: u64) -> Result<bool, Failure> {
    Ok(r.log_body(seq)?.is_none_or(|body| !body.changes.is_empty()))
}

/// The undoing that stands of a row, or that is that row.
fn of(r: &Reader<'_>, seq: u64) -> Result<Undoing, Failure> {
    r.log_row(seq)?;
    let mut standing = Standing::default();
    let found = newest_first(r, |row| {
        let undoing = standing.take(r, row)?.filter(|it| it.seq == seq || it.undoes == seq);
        Ok(match undoing {
            Some(undoing) => ControlFlow::Break(Some(undoing)),
            // Only a later row undoes it.
            None if row.seq <= seq => ControlFlow::Break(None),
            None => ControlFlow::Continue(()),
        })
    })?;
    let refused = || Failure::new(Code::Refused, format!("row {seq} of the log is not undone"));
    found.flatten().ok_or_else(refused)
}
