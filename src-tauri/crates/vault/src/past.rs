//! The records as they were: the present ones, with one row of the activity log after another taken back by the images
//! before in their bodies. Writes nothing and leaves no row out.

use std::collections::BTreeMap;

use model::activity::{Effect, LogRow};
use model::record::{AnyRecord, Noun};
use uuid::Uuid;

use crate::access::Reader;
use crate::activity::{self, Change};
use crate::error::{Error, Result};
use crate::purge::purged_rows;
use crate::table::list_any;

/// Every record as of a row of the log, going back.
pub struct Past<'r, 'v> {
    reader: &'r Reader<'v>,
    records: BTreeMap<(Noun, Uuid), AnyRecord>,
    /// The rows that the records as they stand come from, oldest first.
    rows: Vec<LogRow>,
}

impl<'r, 'v> Past<'r, 'v> {
    /// The present records.
    ///
    /// # Errors
    /// Those of reading.
    pub fn new(reader: &'r Reader<'v>) -> Result<Self> {
        let mut records = BTreeMap::new();
        for noun in Noun::ALL {
            let found = list_any(reader.connection(), *noun)?.into_iter();
            records.extend(found.map(|record| ((*noun, record.key()), record)));
        }
        Ok(Self { reader, records, rows: activity::between(reader.connection(), 1, u64::MAX)? })
    }

    /// The row as of which the records stand; none before the first.
    pub fn newest(&self) -> Option<&LogRow> {
        self.rows.last()
    }

    /// The records as of that row, by noun and id.
    pub fn records(&self) -> impl Iterator<Item = &AnyRecord> + Clone {
        self.records.values()
    }

    /// The records as of that row, to keep.
    pub(crate) fn into_records(self) -> BTreeMap<(Noun, Uuid), AnyRecord> {
        self.records
    }

    /// Takes back the newest row; answers it with what it had changed. None before the first.
    ///
    /// # Errors
    /// [`Error::Purged`] if its body was purged; [`Error::Damaged`] if it can't be read or isn't there.
    pub fn back(&mut self) -> Result<Option<(LogRow, Vec<Change>)>> {
        let Some(row) = self.rows.pop() else { return Ok(None) };
        // A notice changes no record; the write door sees to that.
        if row.action.effect() == Effect::Notice {
            return Ok(Some((row, Vec::new())));
        }
        let body = activity::body(self.reader.connection(), &row)?;
        let Some(body) = body else {
            let purged = purged_rows(self.reader.connection())?.contains(&row.seq);
            let what = format!("activity log row {}", row.seq);
            return Err(if purged { Error::Purged { what } } else { Error::damaged(format!("{what}: no body")) });
        };
        for Change { noun, id, before, after: _ } in &body.changes {
            match before {
                Some(before) => self.records.insert((*noun, *id), before.clone()),
                None => self.records.remove(&(*noun, *id)),
            };
        }
        Ok(Some((row, body.changes)))
    }
}
