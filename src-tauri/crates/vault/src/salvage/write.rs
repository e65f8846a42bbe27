//! The new vault's records, and its log: a first row that names the head of the old log, then rows with every record as it
//! was brought back.

use std::collections::{BTreeMap, BTreeSet};

use model::activity::{Action, LogRow, Subject};
use model::client::Client;
use model::custody::CustodyEvent;
use model::evidence::{Digest, EvidenceItem};
use model::id::{ClientId, EvidenceId, FileId};
use model::record::{AnyRecord, Noun};
use model::redaction::Redaction;
use rusqlite::Connection;
use serde_json::json;

use super::files::Files;
use super::mend::mend;
use super::old_log::OldLog;
use super::records::{Found, named};
use super::wreck::Wreck;
use super::{Salvaged, Salvaging};
use crate::access::Reader;
use crate::activity::{self, Body, Change, Entry};
use crate::backup::place::Place;
use crate::check::Report;
use crate::derived::{self, Touched};
use crate::device;
use crate::error::{Error, Result};
use crate::header::LogHead;
use crate::ingest::Sealed;
use crate::key::{DatabaseKey, VaultId, VaultKey};
use crate::table::column::{Column, Fields, vault_db};
use crate::table::{custody, execute, file, insert_any, list_any, packet, remove_any, rows, twin};
use crate::{database, migrate, signing_key, table};

const DOING: &str = "writing the salvaged records";
/// Records that one row of the new log bears.
const BATCH: usize = 200;

/// What the new records are written with.
pub(super) struct Writing<'a> {
    pub(super) place: &'a Place,
    pub(super) key: &'a DatabaseKey,
    pub(super) vault_key: &'a VaultKey,
    pub(super) vault: VaultId,
    pub(super) salvaging: Salvaging<'a>,
    pub(super) header_log: LogHead,
}

impl Writing<'_> {
    /// Writes all; answers what came of it, and the head of the new log.
    pub(super) fn write(
        &self,
        wreck: &Wreck,
        log: &OldLog,
        mut found: Found,
        files: &Files,
        events: &Events,
    ) -> Result<(Salvaged, LogHead)> {
        let who = self.who(wreck)?;
        let mut connection = database::create(self.place.next(), self.key)?;
        migrate::lay_down(&mut connection)?;
        // What is lost leaves references behind, which are mended before the end.
        connection.pragma_update(None, "foreign_keys", false).map_err(vault_db(DOING))?;
        let transaction = connection.transaction().map_err(vault_db(DOING))?;
        self.require_client(log, &mut found);
        for record in found.records.values() {
            match insert_any(&transaction, record) {
                // Its code or number is another's, or a table of today refuses it.
                Err(Error::Invalid(_) | Error::Sqlite { .. }) => {
                    found.lost.push(format!("{}: can't stand beside the other records", named(record)));
                    remove_any(&transaction, record.noun(), record.key()).or_else(unless_absent)?;
                }
                done => {
                    done?;
                    // Before references are mended: a redaction without its twin would be taken out, and the original shown.
                    evidence(record).map_or(Ok(()), |item| attach_twins(&transaction, item, files))?;
                }
            }
        }
        mend(&transaction, &mut found.lost)?;
        let mut records = Vec::new();
        for noun in Noun::ALL {
            records.extend(list_any(&transaction, *noun)?);
        }
        for item in records.iter().filter_map(evidence) {
            attach(&transaction, item, files)?;
        }
        self.beside(&transaction, wreck, &records, &who, &mut found.lost)?;
        let mut said = BTreeSet::new();
        found.lost.retain(|what| said.insert(what.clone()));
        let head = self.log(&transaction, log, &records, events, &who, found.lost.len())?;
        self.derive(&transaction, &records)?;
        transaction.commit().map_err(vault_db(DOING))?;
        database::checkpoint(&connection)?;
        let salvaged = Salvaged {
            records: records.len() as u64,
            from_log: found.from_log,
            // Of items that were lost with what they belong to, the files are lost as well.
            files: files.whole_of(records.iter().filter_map(evidence)),
            lost: found.lost,
            old_seq: log.newest,
            report: Report::default(),
        };
        Ok((salvaged, head))
    }

    /// Every vault has its client: where it is lost, one to be filled in stands for it.
    fn require_client(&self, log: &OldLog, found: &mut Found) {
        if found.records.keys().any(|(noun, _)| *noun == Noun::Client) {
            return;
        }
        let id = log.keys_of(Noun::Client).first().copied().unwrap_or(self.salvaging.spare_id);
        let lost = || "lost".to_owned();
        let client = Client {
            id: ClientId::from(id),
            revision: 1,
            legal_name: "Client whose record is lost".to_owned(),
            short_code: "LOST".to_owned(),
            industry: lost(),
            sector: lost(),
            jurisdictions: Vec::new(),
            logo: None,
        };
        found.lost.push("client: its record is lost; fill in its name and facts anew".to_owned());
        found.records.insert((Noun::Client, id), client.into());
    }

    fn who(&self, wreck: &Wreck) -> Result<String> {
        let Salvaging { device, person_name, .. } = self.salvaging;
        let given = person_name.filter(|name| !name.trim().is_empty()).map(str::to_owned);
        given.or_else(|| wreck.ask(|connection| device::who(connection, device))).ok_or(Error::Unnamed)
    }

    /// What stands beside the records: devices, numbers given, packets, and what is outside the log.
    fn beside(
        &self,
        connection: &Connection,
        wreck: &Wreck,
        records: &[AnyRecord],
        who: &str,
        lost: &mut Vec<String>,
    ) -> Result<()> {
        let mut all = |what: &str, copied: Option<()>| match copied {
            Some(()) => {}
            None => lost.push(format!("{what}: some or all can't be read")),
        };
        for (table, what) in [
            ("device", "who works at which device"),
            ("counter", "the numbers given last"),
            ("saved_view", "saved views of lists"),
            ("unsaved", "texts that weren't saved"),
            ("carried_line", "lines of an older schema"),
            ("signing_key", "keys that signed packets"),
            ("signing_secret", "the private half of the signing key"),
        ] {
            all(what, copy_table(wreck, connection, table)?);
        }
        let without = "DELETE FROM carried_line WHERE system NOT IN (SELECT id FROM system)";
        execute(connection, without, Vec::new())?;
        all("packets that were exported", copy_packets(wreck, connection)?);
        self.signing_secret(connection, lost)?;
        let name = "INSERT OR REPLACE INTO device (id, person_name) VALUES (?1, ?2)";
        execute(connection, name, vec![self.salvaging.device.to_owned().to_value(), who.to_owned().to_value()])?;
        let raise = "INSERT INTO counter (engagement, noun, last) VALUES (?1, ?2, ?3) \
                     ON CONFLICT (engagement, noun) DO UPDATE SET last = max(last, excluded.last)";
        for (engagement, noun, number) in records.iter().filter_map(crate::access::number_of_any) {
            execute(connection, raise, vec![engagement.to_value(), noun.to_value(), number.to_value()])?;
        }
        Ok(())
    }

    /// The private half of the signing key comes along if it is of a key that does, and opens.
    fn signing_secret(&self, connection: &Connection, lost: &mut Vec<String>) -> Result<()> {
        let without = "DELETE FROM signing_secret WHERE public_key NOT IN (SELECT public_key FROM signing_key)";
        execute(connection, without, Vec::new())?;
        if let Err(error) = signing_key::opened(connection, self.vault_key, self.vault) {
            lost.push(error.to_string());
            table::signing_key::forget_secrets(connection)?;
        }
        Ok(())
    }

    /// Writes the rows of the new log, and the custody events that belong to them.
    fn log(
        &self,
        connection: &Connection,
        old: &OldLog,
        records: &[AnyRecord],
        events: &Events,
        who: &str,
        lost: usize,
    ) -> Result<LogHead> {
        let Salvaging { at, .. } = self.salvaging;
        let append = |body: &Body| -> Result<LogRow> {
            let subjects: BTreeSet<Subject> =
                body.changes.iter().map(|change| Subject { noun: change.noun, id: change.id }).collect();
            let entry = Entry { at, who, action: Action::SalvageVault, subjects, body, salt: None };
            activity::append(connection, entry)
        };
        let salvaged = json!({
            "header_row": self.header_log.seq,
            "header_hash": Digest(self.header_log.hash).to_string(),
            "newest_row": old.newest,
            "rows_read": old.read,
            "lost": lost,
        });
        let mut row = append(&Body { facts: BTreeMap::from([("salvaged".to_owned(), salvaged)]), ..Body::default() })?;
        for batch in records.chunks(BATCH) {
            let seq = row.seq + 1;
            let mut kept = Vec::new();
            for item in batch.iter().filter_map(evidence) {
                for event in events.get(&item.id).into_iter().flatten() {
                    kept.push(CustodyEvent { log_seq: seq, ..event.clone() });
                }
            }
            let image = |record: &AnyRecord| Change {
                noun: record.noun(),
                id: record.key(),
                before: None,
                after: Some(record.clone()),
            };
            let mut changes: Vec<Change> = batch.iter().map(image).collect();
            changes.sort_by_key(|change| (change.noun, change.id));
            let mut facts = BTreeMap::new();
            if !kept.is_empty() {
                facts.insert("custody".to_owned(), json!(kept));
            }
            row = append(&Body { changes, facts, undoes: None })?;
            kept.iter().try_for_each(|event| custody::insert(connection, event))?;
        }
        Ok(LogHead { seq: row.seq, hash: row.hash.0 })
    }

    /// Derived values, as if all records had been added in one change.
    fn derive(&self, connection: &Connection, records: &[AnyRecord]) -> Result<()> {
        let mut touched = Touched::default();
        records.iter().for_each(|record| touched.note_change(None, Some(record)));
        derived::refresh(connection, &touched, self.salvaging.at.date_naive())
    }
}

fn evidence(record: &AnyRecord) -> Option<&EvidenceItem> {
    match record {
        AnyRecord::Evidence(item) => Some(item),
        _ => None,
    }
}

fn attach(connection: &Connection, item: &EvidenceItem, files: &Files) -> Result<()> {
    if files.is_purged(item.id) {
        return Ok(());
    }
    item.files.iter().try_for_each(|file| file::attach(connection, file.id, sealed(files, file.id)?))
}

fn attach_twins(connection: &Connection, item: &EvidenceItem, files: &Files) -> Result<()> {
    for file in &item.files {
        let Some(Redaction { twin, .. }) = &file.redaction else { continue };
        if files.is_purged(item.id) {
            let gone = Sealed { sha256: twin.sha256.0, size: twin.size, chunks: Vec::new() };
            twin::insert(connection, twin.id, file.id, &gone, None)?;
        } else {
            let salt = files.salts.get(&twin.id).copied();
            twin::insert(connection, twin.id, file.id, sealed(files, twin.id)?, salt)?;
        }
    }
    Ok(())
}

/// What a file or a twin is made up of in the new vault.
fn sealed(files: &Files, id: FileId) -> Result<&Sealed> {
    files.sealed.get(&id).ok_or_else(|| Error::NotFound { what: format!("file {id}") })
}

/// A record that was refused whole has nothing to be removed.
fn unless_absent(error: Error) -> Result<()> {
    if matches!(error, Error::NotFound { .. }) { Ok(()) } else { Err(error) }
}

/// What happened to each item, oldest first.
pub(super) type Events = BTreeMap<EvidenceId, Vec<CustodyEvent>>;

/// Every custody event that the old table or the old log has.
pub(super) fn events(wreck: &Wreck, log: &OldLog, lost: &mut Vec<String>) -> Events {
    let mut events = log.custody.clone();
    let _ = wreck.has_met_damage();
    for row in wreck.rows("custody", "rowid", |row| row.get::<_, i64>(1)).into_values() {
        let found = wreck.ask(|connection| custody::at_row(connection, row)).flatten();
        events.extend(found.map(|event| (event.id, event)));
    }
    if wreck.has_met_damage() && !log.lost.is_empty() {
        lost.push(
            "custody events: some may be missing, since their table and the old log can't be read whole".to_owned(),
        );
    }
    let mut by_item = Events::new();
    for event in events.into_values() {
        by_item.entry(event.evidence).or_default().push(event);
    }
    by_item.values_mut().for_each(|list| list.sort_by_key(|event| (event.log_seq, event.id)));
    by_item
}

/// Copies a small table as it is: all that can be read from either end. None if that isn't all.
fn copy_table(wreck: &Wreck, to: &Connection, table: &'static str) -> Result<Option<()>> {
    let _ = wreck.has_met_damage();
    for order in ["", "DESC"] {
        let mut read = Vec::new();
        let whole = wreck.ask(|connection| read_raw(connection, table, order, &mut read).map_err(vault_db(DOING)));
        for values in read {
            let places: Vec<String> = (1..=values.len()).map(|place| format!("?{place}")).collect();
            execute(to, &format!("INSERT OR IGNORE INTO {table} VALUES ({})", places.join(", ")), values)?;
        }
        if whole.is_some() {
            return Ok(Some(()));
        }
    }
    Ok(None)
}

fn read_raw(
    connection: &Connection,
    table: &str,
    order: &str,
    read: &mut Vec<Vec<rusqlite::types::Value>>,
) -> rusqlite::Result<()> {
    let keys: Vec<String> = {
        let mut query = connection.prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?;
        query.query_map([table], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<_>>()?
    };
    let order: Vec<String> = keys.iter().map(|key| format!("\"{key}\" {order}")).collect();
    let mut query = connection.prepare(&format!("SELECT * FROM {table} ORDER BY {}", order.join(", ")))?;
    let columns = query.column_count();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        read.push((0..columns).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?);
    }
    Ok(())
}

/// Copies what the old vault remembers of packets. None if that isn't all.
fn copy_packets(wreck: &Wreck, to: &Connection) -> Result<Option<()>> {
    let _ = wreck.has_met_damage();
    let id = |fields: &Fields<'_>| fields.get("id");
    let listed = wreck.ask(|connection| rows(connection, "packet", "SELECT id FROM packet", Vec::new(), id));
    let stored = wreck.rows("packet", "id", |row| row.get::<_, Vec<u8>>(1)).into_values();
    let ids = stored.filter_map(|bytes| uuid::Uuid::from_slice(&bytes).ok().map(Into::into));
    let ids: BTreeSet<model::id::PacketId> = ids.chain(listed.unwrap_or_default()).collect();
    for id in ids {
        if let Some(found) = wreck.ask(|connection| Reader::new(connection).packet(id)) {
            packet::insert(to, &found, 1)?;
        }
    }
    Ok((!wreck.has_met_damage()).then_some(()))
}
