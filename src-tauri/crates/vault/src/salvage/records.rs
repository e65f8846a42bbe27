//! The records that can be brought back: each as its table has it, and where that can't be read, as the old log surely has
//! it. Each is held against the rules of its noun.

use std::collections::{BTreeMap, BTreeSet};

use model::record::{AnyRecord, Noun};
use model::search::SearchLine;
use uuid::Uuid;

use super::old_log::{Key, OldLog};
use super::wreck::Wreck;
use crate::check::records::label;
use crate::table::column::{Column, Fields};
use crate::table::{find_any, ids_of, rows};

/// What was found of the records.
#[derive(Default)]
pub(super) struct Found {
    /// The records.
    pub(super) records: BTreeMap<Key, AnyRecord>,
    /// How many of them were found in the log alone.
    pub(super) from_log: u64,
    /// What is lost or in doubt.
    pub(super) lost: Vec<String>,
}

impl Found {
    /// Looks for every record, wherever it is named.
    pub(super) fn read(wreck: &Wreck, log: &OldLog) -> Self {
        let mut found = Self::default();
        let line = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(1)?, row.get::<_, Vec<u8>>(2)?));
        let lines = wreck.rows("derived_search", "noun, id", line);
        for noun in Noun::ALL {
            let searched = lines.values().filter(|(of, _)| of == noun.name());
            let searched = searched.filter_map(|(_, id)| Uuid::from_slice(id).ok());
            for id in ids(wreck, log, *noun).into_iter().chain(searched).collect::<BTreeSet<Uuid>>() {
                found.one(wreck, log, (*noun, id));
            }
        }
        for (from, to) in &log.lost {
            let rows = if from == to { format!("row {from}") } else { format!("rows {from} to {to}") };
            // Tables that end with the log, as one that was cut off does, are as of its last row.
            let may = if *to == log.newest { "; what they changed may be missing" } else { "" };
            found.lost.push(format!("{rows} of the old activity log: can't be read, or their text is gone{may}"));
        }
        found
    }

    fn one(&mut self, wreck: &Wreck, log: &OldLog, key: Key) {
        let (noun, id) = key;
        let stored = wreck.ask(|connection| find_any(connection, noun, id));
        // A row that may be hidden has changed nothing where the record's own row still has the same revision.
        let unmoved =
            || log.somehow(key).filter(|image| stored.is_none() && revision(wreck, key) == Some(image.revision()));
        let sure = log.surely(key).or_else(|| unmoved().map(Some));
        let sound = |record: &AnyRecord| record.check().is_ok();
        match (stored, sure) {
            // What both tell is so. A log that can't tell leaves it to the table.
            (Some(stored), None) => match stored {
                Some(record) if sound(&record) => self.keep(key, record),
                Some(record) => self.lose(format!("{}: breaks a rule of its kind", named(&record))),
                None if log.somehow(key).is_some() => {
                    self.lose(format!("{}: not in its table", name_of(wreck, log, key)));
                }
                None => {}
            },
            (Some(Some(stored)), Some(Some(told))) if stored == *told && sound(told) => self.keep(key, stored),
            (stored, Some(Some(told))) if sound(told) => {
                if let Some(Some(_)) = stored {
                    self.lose(format!("{}: its table didn't agree with the log, whose state was taken", named(told)));
                }
                self.from_log += 1;
                self.keep(key, told.clone());
            }
            (_, Some(Some(told))) => self.lose(format!("{}: breaks a rule of its kind", named(told))),
            (Some(Some(stored)), Some(None)) => {
                self.lose(format!("{}: stood in its table, though the log says that it was removed", named(&stored)));
            }
            (_, Some(None)) => {}
            (None, None) => self.lose(format!("{}: can't be read", name_of(wreck, log, key))),
        }
    }

    fn keep(&mut self, key: Key, record: AnyRecord) {
        self.records.insert(key, record);
    }

    /// Names something that is lost or in doubt.
    pub(super) fn lose(&mut self, what: String) {
        self.lost.push(what);
    }
}

/// The ids of a noun's records from wherever any can be read.
fn ids(wreck: &Wreck, log: &OldLog, noun: Noun) -> BTreeSet<Uuid> {
    let mut ids = log.keys_of(noun);
    ids.extend(wreck.ask(|connection| ids_of(connection, noun)).unwrap_or_default());
    let uuid = |bytes: Vec<u8>| Uuid::from_slice(&bytes).ok();
    let stored = wreck.rows(noun.name(), "id", |row| row.get::<_, Vec<u8>>(1));
    ids.extend(stored.into_values().filter_map(uuid));
    ids
}

/// The revision in a record's own row, where that can be read and a table of its parts can't.
fn revision(wreck: &Wreck, (noun, id): Key) -> Option<u32> {
    let table = noun.name();
    let sql = format!("SELECT revision FROM {table} WHERE id = ?1");
    let read = |fields: &Fields<'_>| fields.get("revision");
    wreck.ask(|connection| rows(connection, table, &sql, vec![id.to_value()], read))?.pop()
}

/// A record by what people call it.
pub(super) fn named(record: &AnyRecord) -> String {
    let (noun, title) = (record.noun().name().replace('_', " "), SearchLine::of(record).title);
    let label = label(record);
    if title.is_empty() || title == label { format!("{noun} {label}") } else { format!("{noun} {label} “{title}”") }
}

/// The same of one that can't be read, from what else names it.
fn name_of(wreck: &Wreck, log: &OldLog, key: Key) -> String {
    if let Some(record) = log.somehow(key) {
        return named(record);
    }
    let (noun, id) = key;
    let sql = "SELECT reference, title FROM derived_search WHERE noun = ?1 AND id = ?2";
    let read = |fields: &Fields<'_>| Ok((fields.get::<String>("reference")?, fields.get::<String>("title")?));
    let line =
        wreck.ask(|connection| rows(connection, "derived_search", sql, vec![noun.to_value(), id.to_value()], read));
    let noun = noun.name().replace('_', " ");
    match line.unwrap_or_default().pop() {
        Some((reference, title)) => format!("{noun} {reference} “{title}”").replace("  ", " "),
        None => format!("{noun} {id}"),
    }
}
