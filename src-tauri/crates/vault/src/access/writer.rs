//! The one door to change the vault. A change names its action; its row of the activity log with the images before and
//! after, and the derived values of what it touched, are written in the same transaction, or nothing is.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use chrono::SubsecRound;
use model::activity::{Action, Effect, LogRow, Subject};
use model::custody::{CustodyEvent, CustodyKind};
use model::evidence::EvidenceItem;
use model::id::{CustodyId, EngagementId, EvidenceId, FileId};
use model::invalid::Invalid;
use model::packet::ExportedPacket;
use model::record::{AnyRecord, Noun, Revision};
use model::time::Instant;
use rusqlite::{Connection, TransactionBehavior, ffi};
use serde::Serialize;
use uuid::Uuid;

use super::Reader;
use super::fixed::{number_of, refuse_fixed};
use crate::activity::{self, Body, Change, Entry};
use crate::derived::{self, Touched};
use crate::error::{Error, Result};
use crate::ingest::Sealed;
use crate::redaction::CoverSalt;
use crate::table::column::{Column, vault_db};
use crate::table::{
    Table, custody, execute, file, find, find_any, insert_any, not_found, packet, remove_any, twin, update_any,
};

/// When, by whom and as what a change is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occasion<'a> {
    /// The action that the log names.
    pub(crate) action: Action,
    /// When.
    pub(crate) at: Instant,
    /// Who, as named for the device.
    pub(crate) who: &'a str,
    /// Salt of the row's body; none takes one from the operating system's generator.
    pub(crate) salt: Option<[u8; 16]>,
}

/// Makes one change and its row of the log, all or nothing.
///
/// # Errors
/// [`Error::Unnamed`] without a name; what `make` answers; [`Error::Referenced`]; those of writing.
pub(crate) fn change<T>(
    connection: &mut Connection,
    occasion: Occasion<'_>,
    make: impl FnOnce(&Writer<'_>) -> Result<T>,
) -> Result<(T, LogRow)> {
    if occasion.who.trim().is_empty() {
        return Err(Error::Unnamed);
    }
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(vault_db("beginning a change"))?;
    transaction.pragma_update(None, "defer_foreign_keys", true).map_err(vault_db("beginning a change"))?;
    let writer = Writer {
        reader: Reader::new(&transaction),
        seq: activity::head(&transaction)?.seq + 1,
        at: occasion.at.trunc_subsecs(3),
        occasion,
        made: RefCell::default(),
    };
    let answer = make(&writer)?;
    let row = writer.finish()?;
    // Not `Transaction::commit`, which would roll back before a broken reference can be named.
    transaction.execute_batch("COMMIT").map_err(|source| broken_reference(&transaction, source))?;
    Ok((answer, row))
}

/// Reads and changes records within one change.
pub struct Writer<'v> {
    reader: Reader<'v>,
    occasion: Occasion<'v>,
    at: Instant,
    seq: u64,
    made: RefCell<Made>,
}

/// What a change has made so far.
#[derive(Default)]
struct Made {
    changes: BTreeMap<(Noun, Uuid), Change>,
    subjects: BTreeSet<Subject>,
    undoes: Option<u64>,
    facts: BTreeMap<String, serde_json::Value>,
    custody: Vec<serde_json::Value>,
}

impl<'v> Deref for Writer<'v> {
    type Target = Reader<'v>;

    fn deref(&self) -> &Reader<'v> {
        &self.reader
    }
}

impl Writer<'_> {
    /// When the change is made, to the millisecond.
    pub fn at(&self) -> Instant {
        self.at
    }

    /// Who makes it.
    pub fn who(&self) -> &str {
        self.occasion.who
    }

    /// The number that the change's row of the log will have.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Adds a record, at revision 1, and answers it as it is stored: instants are kept to the millisecond, and an
    /// evidence item is received at [`Writer::at`], whatever it says. Its files must be attached in the same change.
    ///
    /// # Errors
    /// [`Error::Invalid`] if a rule is broken or a code, number or id is taken.
    pub fn insert<R: Table>(&self, record: &R) -> Result<R> {
        let mut any: AnyRecord = record.clone().into();
        any.set_revision(1);
        if let AnyRecord::Evidence(item) = &mut any {
            item.received_at = self.at;
        }
        any.check()?;
        self.put_new(&any)?;
        self.stored(any.key())
    }

    /// Adds an evidence item that takes over another one for a later engagement: it was received when that one was,
    /// whatever it says, and its files, in the same order, are the same stored chunks. Nothing is stored twice.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such item; [`Error::Invalid`] if a rule is broken, or if a file differs in size
    /// or SHA-256 from the one whose place it takes, or in whether it is redacted.
    pub fn carry(&self, item: &EvidenceItem, origin: EvidenceId) -> Result<EvidenceItem> {
        let origin = self.get::<EvidenceItem>(origin)?;
        let same = item.files.len() == origin.files.len();
        Invalid::unless(same, "files", "must be those of the item that is carried")?;
        let redacted = |item: &EvidenceItem| item.files.iter().map(|file| file.redaction.is_some()).collect::<Vec<_>>();
        let same = redacted(item) == redacted(&origin);
        Invalid::unless(same, "files", "must be redacted as those of the item that is carried")?;
        let carried = EvidenceItem { revision: 1, received_at: origin.received_at, ..item.clone() };
        let any: AnyRecord = carried.into();
        any.check()?;
        self.put_new(&any)?;
        for (from, to) in origin.files.iter().zip(&item.files) {
            file::share(self.connection(), from.id, to.id)?;
            if let (Some(from), Some(redaction)) = (&from.redaction, &to.redaction) {
                twin::share(self.connection(), from.twin.id, redaction.twin.id, to.id)?;
            }
        }
        self.stored(any.key())
    }

    /// Writes a record over the one that has revision `expected`, and answers it with its new revision. A record that
    /// is the same in all else is left as it is and not logged.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Stale`] if it has another revision; [`Error::Invalid`] if a rule is broken, a code
    /// is taken, or something that never changes has changed: a number, an engagement, an evidence item's files and
    /// the instant at which it was received.
    pub fn update<R: Table>(&self, mut record: R, expected: Revision) -> Result<R> {
        let before: R = find(self.connection(), record.key())?.ok_or_else(|| not_found::<R>(&record.key()))?;
        if before.revision() != expected {
            return Err(Error::Stale { what: R::NOUN.name() });
        }
        record.set_revision(expected);
        if record == before {
            return Ok(before);
        }
        record.set_revision(expected + 1);
        record.check()?;
        let (before, after): (AnyRecord, AnyRecord) = (before.into(), record.into());
        refuse_fixed(&before, &after, self.occasion.action)?;
        self.put_over(before, &after)?;
        self.stored(after.key())
    }

    /// Removes a record.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for an evidence item, which is withdrawn instead; at the end of the
    /// change, [`Error::Referenced`] if another record still names it.
    pub fn remove<R: Table>(&self, id: R::Id) -> Result<()> {
        let before = self.get::<R>(id)?.into();
        if R::NOUN == Noun::Evidence {
            return Err(Invalid::new("evidence", "is withdrawn, never removed").into());
        }
        self.take_away(before)
    }

    /// Appends a custody event to an evidence item. It is never changed, removed or undone.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such item.
    pub fn custody(&self, kind: CustodyKind, evidence: EvidenceId, note: &str, id: CustodyId) -> Result<CustodyEvent> {
        self.get::<EvidenceItem>(evidence)?;
        let who = self.who().to_owned();
        let event = CustodyEvent { id, evidence, at: self.at, who, kind, note: note.to_owned(), log_seq: self.seq };
        custody::insert(self.connection(), &event)?;
        self.subject(Noun::Evidence, evidence.uuid());
        self.made.borrow_mut().custody.push(plain(&event));
        Ok(event)
    }

    /// Names the stored chunks that make up a file of an evidence item that this change adds.
    ///
    /// # Errors
    /// [`Error::NotFound`] if no item has the file; [`Error::Invalid`] if its size or SHA-256 isn't that of `sealed`,
    /// or if it has its chunks already.
    pub fn attach_file(&self, id: FileId, sealed: &Sealed) -> Result<()> {
        file::attach(self.connection(), id, sealed)
    }

    /// Keeps the redacted twin of a file, which the item's new redaction names, with the salt of its cover.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the twin's id is taken.
    pub fn attach_twin(&self, twin: FileId, file: FileId, sealed: &Sealed, salt: &CoverSalt) -> Result<()> {
        twin::insert(self.connection(), twin, file, sealed, Some(salt.bytes()))
    }

    /// Remembers a packet that is about to leave.
    ///
    /// # Errors
    /// [`Error::Invalid`] if its id is taken.
    pub fn exported(&self, exported: &ExportedPacket) -> Result<()> {
        packet::insert(self.connection(), exported, self.seq)?;
        self.fact("packet", exported);
        Ok(())
    }

    /// Names a record in the log as touched, beside those that change.
    pub fn subject(&self, noun: Noun, id: Uuid) {
        self.made.borrow_mut().subjects.insert(Subject { noun, id });
    }

    /// Keeps a further fact in the log row's body. Never a secret: the log is shown and exported.
    pub fn fact(&self, name: &str, value: &impl Serialize) {
        self.made.borrow_mut().facts.insert(name.to_owned(), plain(value));
    }

    /// Names the row that this change undoes.
    pub(crate) fn undoes(&self, seq: u64) {
        self.made.borrow_mut().undoes = Some(seq);
    }

    /// Adds a record whose revision is set and rules are checked.
    pub(crate) fn put_new(&self, record: &AnyRecord) -> Result<()> {
        insert_any(self.connection(), record)?;
        if let Some((engagement, number)) = number_of(record) {
            self.raise_counter(engagement, record.noun(), number)?;
        }
        self.note(None, self.find_stored(record)?);
        Ok(())
    }

    /// Writes a record, whose revision is set and rules are checked, over another.
    pub(crate) fn put_over(&self, before: AnyRecord, after: &AnyRecord) -> Result<()> {
        update_any(self.connection(), after)?;
        self.note(Some(before), self.find_stored(after)?);
        Ok(())
    }

    /// Removes a record.
    pub(crate) fn take_away(&self, before: AnyRecord) -> Result<()> {
        remove_any(self.connection(), before.noun(), before.key())?;
        self.note(Some(before), None);
        Ok(())
    }

    fn stored<R: Table>(&self, id: Uuid) -> Result<R> {
        find(self.connection(), id)?.ok_or_else(|| not_found::<R>(&id))
    }

    /// The image after is what was stored, not what was asked for.
    fn find_stored(&self, record: &AnyRecord) -> Result<Option<AnyRecord>> {
        find_any(self.connection(), record.noun(), record.key())
    }

    /// Notes a change; of several changes of one record the first image before and the last one after stay.
    fn note(&self, before: Option<AnyRecord>, after: Option<AnyRecord>) {
        let Some((noun, id)) = after.as_ref().or(before.as_ref()).map(|record| (record.noun(), record.key())) else {
            return;
        };
        let changes = &mut self.made.borrow_mut().changes;
        let change = changes.entry((noun, id)).or_insert(Change { noun, id, before, after: None });
        change.after = after;
        if change.before.is_none() && change.after.is_none() {
            changes.remove(&(noun, id));
        }
    }

    fn raise_counter(&self, engagement: EngagementId, noun: Noun, number: u32) -> Result<()> {
        let sql = "INSERT INTO counter (engagement, noun, last) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (engagement, noun) DO UPDATE SET last = max(last, excluded.last)";
        let values = vec![engagement.to_value(), noun.to_value(), number.to_value()];
        execute(self.connection(), sql, values).map(|_| ())
    }

    /// Writes derived values and the log row.
    fn finish(&self) -> Result<LogRow> {
        let Made { changes, mut subjects, undoes, mut facts, custody } = self.made.take();
        if !custody.is_empty() {
            facts.insert("custody".to_owned(), custody.into());
        }
        let Occasion { action, at: _, who, salt } = self.occasion;
        // A packet as of an earlier row passes over notices when it rebuilds the records.
        let lawful = action.effect() != Effect::Notice || changes.is_empty();
        Invalid::unless(lawful, "action", "must be one that changes records")?;
        let mut touched = Touched::default();
        for change in changes.values() {
            subjects.insert(Subject { noun: change.noun, id: change.id });
            touched.note_change(change.before.as_ref(), change.after.as_ref());
            let Some(AnyRecord::Evidence(item)) = &change.after else { continue };
            if change.before.is_none() {
                file::check_attached(self.connection(), item)?;
            }
            twin::check_attached(self.connection(), item)?;
        }
        derived::refresh(self.connection(), &touched, self.at.date_naive())?;
        let body = Body { changes: changes.into_values().collect(), undoes, facts };
        activity::append(self.connection(), Entry { at: self.at, who, action, subjects, body: &body, salt })
    }
}

/// A value as JSON.
fn plain(value: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("a value of the model serializes")
}

/// A commit that a broken reference stopped names the tables between which it is broken.
fn broken_reference(connection: &Connection, source: rusqlite::Error) -> Error {
    let code = source.sqlite_error().map(|error| error.extended_code);
    if code != Some(ffi::SQLITE_CONSTRAINT_FOREIGNKEY) {
        return vault_db("committing a change")(source);
    }
    let sql = "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1";
    match connection.query_row(sql, [], |row| Ok(Error::Referenced { table: row.get(0)?, parent: row.get(1)? })) {
        Ok(named) => named,
        Err(_) => vault_db("committing a change")(source),
    }
}
