//! The check of the activity log: the chain from the first row on, the header's row, every body, and what the bodies
//! say the records, custody and packets must be now. Goes from the newest row back to the first, in batches.

use std::collections::{BTreeMap, BTreeSet};

use model::activity::LogRow;
use model::id::CustodyId;
use model::packet::Step;
use rusqlite::Connection;

use super::told::Told;
use super::{Check, Part, Tell, tell};
use crate::activity::{self, BodyText};
use crate::error::{Error, Result};
use crate::header::LogHead;

/// Rows that are read at a time, on a new connection if the last one met damage.
const BATCH: u64 = 512;

/// Some rows of the log, oldest first.
struct Batch {
    from: u64,
    to: u64,
    rows: Vec<LogRow>,
    /// Their bodies; none where they couldn't all be read at once, and have to be read one by one.
    bodies: Option<BTreeMap<u64, BodyText>>,
    /// A connection that has met no damage yet.
    connection: Connection,
}

impl Check<'_> {
    pub(super) fn log_and_records(&mut self, progress: &mut Tell<'_>) -> Result<()> {
        let told = self.log(progress)?;
        self.records(&told)
    }

    /// Verifies the log and answers what it tells.
    fn log(&mut self, progress: &mut Tell<'_>) -> Result<Told> {
        let mut told = Told { whole: true, ..Told::default() };
        let head = self.connect().and_then(|connection| activity::head(&connection));
        let Some(head) = self.report.noted(Part::Log, head)? else {
            told.whole = false;
            return Ok(told);
        };
        // What the row after the batch says was before it; none where that row couldn't be read.
        let mut after = None;
        let mut sound = None;
        for number in (0..head.seq.div_ceil(BATCH)).rev() {
            let (from, to) = (number * BATCH + 1, head.seq.min((number + 1) * BATCH));
            tell(progress, Step { done: head.seq - to, total: head.seq, doing: "checking the activity log" })?;
            let batch = self.read_batch(from, to, &mut sound)?;
            let Some(mut batch) = batch else {
                self.report.add(Part::Log, format!("rows {from} to {to} can't be read"));
                (told.whole, after) = (false, None);
                continue;
            };
            after = self.chain(&batch, after)?;
            told.whole &= batch.rows.last().is_some_and(|last| last.seq == to);
            sound = if self.bodies(&mut batch, &mut told)? { Some(batch.connection) } else { None };
        }
        for seq in &told.bodiless {
            if told.purged.contains(seq) {
                self.report.purged_rows += 1;
            } else {
                self.report.add(Part::Log, format!("row {seq} has no body"));
                told.whole = false;
            }
        }
        self.ends(head)?;
        Ok(told)
    }

    /// Reads some rows. `sound` is a connection that has met no damage yet: opening one reads the whole schema, which takes
    /// as long as some hundred rows.
    fn read_batch(&mut self, from: u64, to: u64, sound: &mut Option<Connection>) -> Result<Option<Batch>> {
        let open = sound.take().map_or_else(|| self.connect(), Ok);
        let read = open.and_then(|connection| {
            let (rows, strays) = activity::between_with_strays(&connection, from, to)?;
            Ok((connection, rows, strays))
        });
        let Some((connection, rows, strays)) = self.report.noted(Part::Log, read)? else { return Ok(None) };
        for seq in strays {
            self.report.add(Part::Log, format!("subjects of row {seq} are there, and the row isn't"));
        }
        if let Ok(bodies) = activity::body_texts(&connection, from, to) {
            return Ok(Some(Batch { from, to, rows, bodies: Some(bodies), connection }));
        }
        // One of them is damaged; a connection that has met damage answers nothing any more.
        let fresh = self.report.noted(Part::Database, self.connect())?;
        Ok(fresh.map(|connection| Batch { from, to, rows, bodies: None, connection }))
    }

    /// Verifies the chain within a batch, and to the row after it. Answers what its first row says was before that one; none
    /// where the rows before can't be held against it.
    fn chain(&mut self, batch: &Batch, after: Option<[u8; 32]>) -> Result<Option<[u8; 32]>> {
        let first = batch.rows.first().filter(|first| first.seq == batch.from);
        let mut before = match first {
            Some(_) if batch.from == 1 => Some(LogHead::EMPTY),
            Some(first) => Some(LogHead { seq: batch.from - 1, hash: first.prev.0 }),
            None => None,
        };
        for row in &batch.rows {
            before = self.row(row, before)?;
            self.report.log_rows += 1;
        }
        if before.is_none_or(|last| last.seq != batch.to) {
            self.report.add(Part::Log, format!("rows up to {} are missing", batch.to));
        } else if after.is_some_and(|after| before.is_some_and(|last| last.hash != after)) {
            let broken = Error::damaged(format!("activity log row {}", batch.to + 1));
            self.report.noted::<()>(Part::Log, Err(broken))?;
        }
        Ok(first.map(|first| first.prev.0))
    }

    /// Verifies the bodies of a batch and takes in what they tell, the newest first. Answers whether its connection can be
    /// used further.
    fn bodies(&mut self, batch: &mut Batch, told: &mut Told) -> Result<bool> {
        for row in batch.rows.iter().rev() {
            let body = match &mut batch.bodies {
                Some(bodies) => Ok(bodies.remove(&row.seq)),
                None => activity::body_text(&batch.connection, row.seq),
            };
            let is_readable = body.is_ok();
            let taken = body.and_then(|body| match body {
                Some(body) => told.take(row, &body),
                None => {
                    told.leave_open(row);
                    Ok(())
                }
            });
            if self.report.noted(Part::Log, taken)?.is_none() {
                told.whole = false;
            }
            if !is_readable {
                match self.report.noted(Part::Database, self.connect())? {
                    Some(fresh) => batch.connection = fresh,
                    None => return Ok(false),
                }
            }
        }
        for seq in batch.bodies.iter().flat_map(BTreeMap::keys) {
            self.report.add(Part::Log, format!("the body of row {seq} is there, and the row isn't"));
        }
        Ok(true)
    }

    /// Checks what is beside the rows from the first to the newest: nothing; and that the header's row is among them.
    fn ends(&mut self, head: LogHead) -> Result<()> {
        let beyond = self.connect().and_then(|connection| activity::beyond(&connection, head.seq));
        for table in self.report.noted(Part::Log, beyond)?.unwrap_or_default() {
            self.report.add(Part::Log, format!("{table} holds what belongs to no row of the log"));
        }
        let vouched = self.vault.header().log();
        let row = self.connect().and_then(|connection| activity::between(&connection, vouched.seq, vouched.seq));
        if let Some(rows) = self.report.noted(Part::Log, row)?
            && rows.first().is_none_or(|row| row.hash.0 != vouched.hash)
        {
            self.report.add(Part::Log, format!("row {} isn't the one that the header names", vouched.seq));
        }
        Ok(())
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
