//! The check of the activity log: the chain from the first row on, the header's row, every body, and what the bodies
//! say the records, custody and packets must be now.

use std::collections::{BTreeMap, BTreeSet};

use model::activity::{Action, Effect, LogRow};
use model::custody::CustodyEvent;
use model::id::CustodyId;
use model::record::{AnyRecord, Noun};
use rusqlite::Connection;
use uuid::Uuid;

use super::{Check, Part};
use crate::activity::{self, Body};
use crate::error::Result;
use crate::header::LogHead;
use crate::purge::rows_of;

/// Rows that are read at a time, on a new connection if the last one met damage.
const BATCH: u64 = 512;

/// What follows from the log.
#[derive(Default)]
pub(super) struct Told {
    /// The records as their last change left them; none for one that was removed.
    pub(super) records: BTreeMap<(Noun, Uuid), Option<AnyRecord>>,
    /// Every custody event.
    pub(super) custody: BTreeMap<CustodyId, CustodyEvent>,
    /// The rows that have no body, and those that other rows say to have purged.
    bodiless: BTreeSet<u64>,
    purged: BTreeSet<u64>,
    /// The records of which the last row that touched them was purged: nothing says any more how they must be.
    pub(super) unknown: BTreeSet<(Noun, Uuid)>,
    /// Whether all of the log could be read, so that what isn't told didn't happen.
    pub(super) whole: bool,
}

impl Check<'_> {
    pub(super) fn log_and_records(&mut self) -> Result<()> {
        let told = self.log()?;
        self.records(&told)
    }

    /// Verifies the log and answers what it tells.
    fn log(&mut self) -> Result<Told> {
        let mut told = Told { whole: true, ..Told::default() };
        let head = self.connect().and_then(|connection| activity::head(&connection));
        let Some(head) = self.report.noted(Part::Log, head)? else {
            told.whole = false;
            return Ok(told);
        };
        let mut before = Some(LogHead::EMPTY);
        let mut sound = None;
        for from in (1..=head.seq).step_by(BATCH as usize) {
            let to = head.seq.min(from + BATCH - 1);
            before = self.batch(from, to, before, &mut sound, &mut told)?;
        }
        for seq in &told.bodiless {
            if told.purged.contains(seq) {
                self.report.purged_rows += 1;
            } else {
                self.report.add(Part::Log, format!("row {seq} has no body"));
                told.whole = false;
            }
        }
        let vouched = self.vault.header().log();
        let row = self.connect().and_then(|connection| activity::between(&connection, vouched.seq, vouched.seq));
        if let Some(rows) = self.report.noted(Part::Log, row)?
            && rows.first().is_none_or(|row| row.hash.0 != vouched.hash)
        {
            self.report.add(Part::Log, format!("row {} isn't the one that the header names", vouched.seq));
        }
        Ok(told)
    }

    /// Verifies some rows; answers the head after them, or none if the chain could not be followed to there. `sound` is a
    /// connection that has met no damage yet: opening one reads the whole schema, which takes as long as some hundred rows.
    fn batch(
        &mut self,
        from: u64,
        to: u64,
        before: Option<LogHead>,
        sound: &mut Option<Connection>,
        told: &mut Told,
    ) -> Result<Option<LogHead>> {
        let open = sound.take().map_or_else(|| self.connect(), Ok);
        let read = open.and_then(|connection| {
            let rows = activity::between(&connection, from, to)?;
            Ok((connection, rows))
        });
        let Some((mut connection, rows)) = self.report.noted(Part::Log, read)? else {
            self.report.add(Part::Log, format!("rows {from} to {to} can't be read"));
            told.whole = false;
            return Ok(None);
        };
        let mut chained = before;
        for row in &rows {
            chained = self.row(row, chained)?;
            let body = activity::body(&connection, row);
            match self.report.noted(Part::Log, body)? {
                Some(Some(body)) => tell(told, row, body),
                Some(None) => told.leave_open(row),
                None => {
                    told.whole = false;
                    match self.report.noted(Part::Database, self.connect())? {
                        Some(fresh) => connection = fresh,
                        None => return Ok(None),
                    }
                }
            }
            self.report.log_rows += 1;
        }
        *sound = Some(connection);
        let reached = rows.last().map(|row| row.seq) == Some(to);
        if !reached {
            self.report.add(Part::Log, format!("rows up to {to} are missing"));
            told.whole = false;
        }
        Ok(chained.filter(|_| reached))
    }

    /// Verifies one row; where the row before is unknown, only its own hash.
    fn row(&mut self, row: &LogRow, before: Option<LogHead>) -> Result<Option<LogHead>> {
        let prev = LogHead { seq: row.seq.saturating_sub(1), hash: row.prev.0 };
        let verified = activity::verify_chain(std::slice::from_ref(row), before.unwrap_or(prev));
        self.report.noted(Part::Log, verified)?;
        Ok(Some(LogHead { seq: row.seq, hash: row.hash.0 }))
    }

    /// Every custody event that there is, and no other, stands in the log.
    pub(super) fn custody(&mut self, connection: &Connection, told: &Told) -> Result<()> {
        let stored = crate::table::custody::up_to(connection, i64::MAX.unsigned_abs());
        let Some(stored) = self.report.noted(Part::Record, stored)? else { return Ok(()) };
        for event in &stored {
            let known = told.custody.get(&event.id);
            let told_all = told.whole && !told.bodiless.contains(&event.log_seq);
            if known.map_or(told_all, |known| known != event) {
                self.report.add(Part::Record, format!("custody event {} isn't as the log has it", event.id));
            }
        }
        let there: BTreeSet<CustodyId> = stored.iter().map(|event| event.id).collect();
        for id in told.custody.keys().filter(|id| !there.contains(id)) {
            self.report.add(Part::Record, format!("custody event {id} is missing"));
        }
        Ok(())
    }
}

impl Told {
    /// Takes in a row whose body isn't there: what it left of the records that it touched nobody knows.
    fn leave_open(&mut self, row: &LogRow) {
        self.bodiless.insert(row.seq);
        if row.action.effect() != Effect::Notice {
            for subject in &row.subjects {
                self.records.remove(&(subject.noun, subject.id));
                self.unknown.insert((subject.noun, subject.id));
            }
        }
    }
}

/// Takes in what one row tells.
fn tell(told: &mut Told, row: &LogRow, body: Body) {
    if row.action == Action::PurgeLog {
        told.purged.extend(rows_of(&body));
    }
    for change in &body.changes {
        told.unknown.remove(&(change.noun, change.id));
    }
    if row.action.effect() != Effect::Notice {
        told.records.extend(body.changes.into_iter().map(|change| ((change.noun, change.id), change.after)));
    }
    let events = body.facts.get("custody").cloned().and_then(|list| serde_json::from_value(list).ok());
    let events: Vec<CustodyEvent> = events.unwrap_or_default();
    told.custody.extend(events.into_iter().map(|event| (event.id, event)));
}
