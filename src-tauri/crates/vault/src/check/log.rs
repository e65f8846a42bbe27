//! The check of the activity log: the chain from the first row on, the header's row, every body, and what the bodies
//! say the records, custody and packets must be now. Goes from the newest row back to the first, in batches that are read
//! on a thread of their own.

use std::collections::BTreeSet;

use model::activity::LogRow;
use model::id::CustodyId;
use model::packet::Step;
use rusqlite::Connection;

use super::log_reader::{Batch, Bodies, LogReader, Rows};
use super::told::Told;
use super::{Check, Part, Tell, tell};
use crate::activity::{self, BodyText};
use crate::error::{Error, Result};
use crate::header::LogHead;

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
        let mut reader = LogReader::begin(self.vault.folder().clone(), self.vault.database_key(), head.seq)?;
        tell(progress, Step { done: 0, total: head.seq, doing: "checking the activity log" })?;
        while let Some(Batch { from, to, read }) = reader.next() {
            tell(progress, Step { done: head.seq - to, total: head.seq, doing: "checking the activity log" })?;
            let read = read.map_err(|(part, error)| self.report.noted::<()>(part, Err(error)));
            match read {
                Ok(rows) => {
                    after = self.chain((from, to), &rows, after)?;
                    told.whole &= rows.rows.last().is_some_and(|last| last.seq == to);
                    self.bodies(rows, &mut told)?;
                }
                Err(noted) => {
                    noted?;
                    self.report.add(Part::Log, format!("rows {from} to {to} can't be read"));
                    (told.whole, after) = (false, None);
                }
            }
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

    /// Verifies the chain within a batch, and to the row after it. Answers what its first row says was before that one; none
    /// where the rows before can't be held against it.
    fn chain(&mut self, (from, to): (u64, u64), read: &Rows, after: Option<[u8; 32]>) -> Result<Option<[u8; 32]>> {
        for seq in &read.strays {
            self.report.add(Part::Log, format!("subjects of row {seq} are there, and the row isn't"));
        }
        let first = read.rows.first().filter(|first| first.seq == from);
        let mut before = match first {
            Some(_) if from == 1 => Some(LogHead::EMPTY),
            Some(first) => Some(LogHead { seq: from - 1, hash: first.prev.0 }),
            None => None,
        };
        for row in &read.rows {
            before = self.row(row, before)?;
            self.report.log_rows += 1;
        }
        if before.is_none_or(|last| last.seq != to) {
            self.report.add(Part::Log, format!("rows up to {to} are missing"));
        } else if after.is_some_and(|after| before.is_some_and(|last| last.hash != after)) {
            let broken = Error::damaged(format!("activity log row {}", to + 1));
            self.report.noted::<()>(Part::Log, Err(broken))?;
        }
        Ok(first.map(|first| first.prev.0))
    }

    /// Verifies the bodies of a batch and takes in what they tell, the newest first.
    fn bodies(&mut self, Rows { rows, mut bodies, .. }: Rows, told: &mut Told) -> Result<()> {
        for row in rows.iter().rev() {
            let body = match &mut bodies {
                Bodies::Read(bodies) => {
                    self.bodies_beyond(bodies, row.seq + 1);
                    Ok(bodies.pop_if(|(seq, _)| *seq == row.seq).map(|(_, body)| body))
                }
                Bodies::OneByOne(connection) => activity::body_text(connection, row.seq),
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
                    Some(fresh) => bodies = Bodies::OneByOne(fresh),
                    None => return Ok(()),
                }
            }
        }
        if let Bodies::Read(bodies) = &mut bodies {
            self.bodies_beyond(bodies, 0);
        }
        Ok(())
    }

    /// Names those bodies from a number on, which no row came for, and drops them.
    fn bodies_beyond(&mut self, bodies: &mut Vec<(u64, BodyText)>, from: u64) {
        while let Some((seq, _)) = bodies.pop_if(|(seq, _)| *seq >= from) {
            self.report.add(Part::Log, format!("the body of row {seq} is there, and the row isn't"));
        }
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
