//! The log of the damaged vault, as far as it can be read: it holds every record a second time, as each change left it.
//! An image counts only where no later change of its record can be hidden in a row that can't be read.

use std::collections::{BTreeMap, BTreeSet};

use model::activity::{Action, Effect};
use model::custody::CustodyEvent;
use model::id::CustodyId;
use model::record::{AnyRecord, Noun};
use rusqlite::Row;
use uuid::Uuid;

use super::loose::Loose;
use super::newest;
use super::wreck::Wreck;
use crate::activity::{Body, body_digest};
use crate::header::LogHead;
use crate::purge::rows_of;
use crate::table::column::{Column, Fields};
use crate::table::rows;

/// The bodies of the log, as they are read from loose pages.
const LOOSE: Loose = Loose {
    declared: "(seq INTEGER NOT NULL PRIMARY KEY, salt BLOB, body TEXT, undoes INTEGER)",
    columns: "seq, salt, body",
    key: None,
};

/// A body, if that is what a row is.
fn loose(row: &Row<'_>) -> rusqlite::Result<Option<(i64, [u8; 16], String)>> {
    let read = || -> rusqlite::Result<_> { Ok((row.get(1)?, row.get(2)?, row.get(3)?)) };
    Ok(read().ok())
}

/// One record.
pub(super) type Key = (Noun, Uuid);

/// What the old log tells.
#[derive(Default)]
pub(super) struct OldLog {
    /// The newest row that is known of.
    pub(super) newest: u64,
    /// Rows whose bodies were read.
    pub(super) read: u64,
    /// The records as the last row that was read left them; none for one that was removed.
    images: BTreeMap<Key, (u64, Option<AnyRecord>)>,
    /// The newest row that can't be read and touched a record.
    hidden: BTreeMap<Key, u64>,
    /// The newest row that can't be read and may have touched any record.
    hidden_any: u64,
    /// Every custody event that it tells.
    pub(super) custody: BTreeMap<CustodyId, CustodyEvent>,
    /// Rows whose bodies were purged on purpose.
    purged: BTreeSet<u64>,
    /// Ranges of rows that can't be read, in words.
    pub(super) lost: Vec<(u64, u64)>,
}

impl OldLog {
    /// Reads what can be read.
    pub(super) fn read(wreck: &Wreck, vouched: LogHead) -> Self {
        let rows =
            wreck.rows("activity", "action, body", |row| Ok((row.get::<_, String>(1)?, row.get::<_, Vec<u8>>(2)?)));
        let is_notice = |seq: u64| {
            let action = rows.get(&seq.cast_signed()).and_then(|(action, _)| Action::from_name(action));
            action.is_some_and(|action| action.effect() == Effect::Notice)
        };
        let (mut log, mut told) = (Self::default(), BTreeSet::new());
        let body = |row: &rusqlite::Row<'_>| Ok((row.get::<_, [u8; 16]>(1)?, row.get::<_, String>(2)?));
        wreck.each_row("activity_body", "salt, body", body, &mut |seq, (salt, text)| {
            let genuine =
                rows.get(&seq).is_none_or(|(_, digest)| body_digest(&salt, &text).0.as_slice() == digest.as_slice());
            let body = serde_json::from_str::<Body>(&text).ok().filter(|_| genuine);
            if let Some(body) = body.filter(|_| told.insert(seq.unsigned_abs())) {
                log.tell(seq.unsigned_abs(), body, is_notice(seq.unsigned_abs()));
            }
        });
        let whole = rows.keys().all(|seq| told.contains(&seq.unsigned_abs()));
        if !whole || told.last().copied().unwrap_or_default() < vouched.seq {
            wreck.each_loose_row(&LOOSE, loose, &mut |body| {
                let Some((seq, salt, text)) = body else { return };
                let known = rows.get(&seq).map(|(_, digest)| digest.as_slice());
                let genuine = known.is_none_or(|digest| body_digest(&salt, &text).0.as_slice() == digest);
                let body = serde_json::from_str::<Body>(&text).ok().filter(|_| genuine && seq > 0);
                if let Some(body) = body.filter(|_| told.insert(seq.unsigned_abs())) {
                    log.tell(seq.unsigned_abs(), body, is_notice(seq.unsigned_abs()));
                }
            });
        }
        let last = rows.keys().map(|seq| seq.unsigned_abs()).chain(told.last().copied()).max().unwrap_or_default();
        log.newest = newest(vouched, last);
        for seq in (1..=log.newest).filter(|seq| !told.contains(seq)) {
            log.hide(wreck, seq, is_notice(seq));
        }
        log
    }

    fn tell(&mut self, seq: u64, body: Body, is_notice: bool) {
        self.read += 1;
        self.purged.extend(rows_of(&body));
        if !is_notice {
            for change in body.changes {
                let image = self.images.entry((change.noun, change.id)).or_insert((0, None));
                if image.0 < seq {
                    *image = (seq, change.after);
                }
            }
        }
        let events = body.facts.get("custody").cloned().and_then(|list| serde_json::from_value(list).ok());
        let events: Vec<CustodyEvent> = events.unwrap_or_default();
        self.custody.extend(events.into_iter().map(|event| (event.id, event)));
    }

    fn hide(&mut self, wreck: &Wreck, seq: u64, is_notice: bool) {
        match self.lost.last_mut() {
            _ if self.purged.contains(&seq) => {}
            Some((_, to)) if *to + 1 == seq => *to = seq,
            _ => self.lost.push((seq, seq)),
        }
        if is_notice {
            return;
        }
        let read = |fields: &Fields<'_>| Ok((fields.get::<Noun>("noun")?, fields.get::<Uuid>("id")?));
        let sql = "SELECT noun, id FROM activity_subject WHERE seq = ?1";
        match wreck.ask(|connection| rows(connection, "activity_subject", sql, vec![seq.to_value()], read)) {
            // Every change touches something: a row without subjects is one whose subjects are gone.
            Some(subjects) if !subjects.is_empty() => {
                self.hidden.extend(subjects.into_iter().map(|key| (key, seq)));
            }
            _ => self.hidden_any = seq,
        }
    }

    /// The record as the old vault surely had it last; the inner none for one that was removed.
    pub(super) fn surely(&self, key: Key) -> Option<Option<&AnyRecord>> {
        let (seq, image) = self.images.get(&key)?;
        let hidden = self.hidden.get(&key).copied().unwrap_or_default().max(self.hidden_any);
        (*seq > hidden).then_some(image.as_ref())
    }

    /// The record as some row left it, for its name.
    pub(super) fn somehow(&self, key: Key) -> Option<&AnyRecord> {
        self.images.get(&key)?.1.as_ref()
    }

    /// Every record of a noun that it speaks of.
    pub(super) fn keys_of(&self, noun: Noun) -> BTreeSet<Uuid> {
        let all = self.images.keys().chain(self.hidden.keys());
        all.filter(|(of, _)| *of == noun).map(|(_, id)| *id).collect()
    }
}
