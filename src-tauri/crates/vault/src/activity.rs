//! The activity log: rows appended in the transaction of the change that they record, each chained to the one before
//! by its hash, their bodies kept apart. Never changes or removes a row. The format: `docs/log-format.md`.

mod body;
#[cfg(feature = "doors-for-tests")]
pub(crate) mod door;

pub(crate) use body::{BodyText, body, body_text, body_texts};

use std::collections::{BTreeMap, BTreeSet};

use model::activity::{Action, LOG_START, LogRow, Subject};
use model::evidence::Digest;
use model::record::{AnyRecord, Noun};
use model::time::Instant;
use ring::digest::{Context, SHA256};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::Reader;
use crate::error::{Error, Result};
use crate::header::LogHead;
use crate::key::random;
use crate::table::column::{Column, Columns, Fields, columns};
use crate::table::{insert_row, rows};

/// Bytes of the random salt before a body, so that a short body can't be guessed from its digest.
const SALT_LEN: usize = 16;

/// One record before and after a change; no image before means that it was made, none after that it was removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "ChangeText", try_from = "ChangeText")]
pub struct Change {
    /// The record's noun.
    pub noun: Noun,
    /// The record's id.
    pub id: Uuid,
    /// The record as it was.
    pub before: Option<AnyRecord>,
    /// The record as it became.
    pub after: Option<AnyRecord>,
}

/// A change as it stands in a body: the images without their noun, which stands once.
#[derive(Serialize, Deserialize)]
struct ChangeText {
    noun: Noun,
    id: Uuid,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
}

impl From<Change> for ChangeText {
    fn from(Change { noun, id, before, after }: Change) -> Self {
        Self { noun, id, before: before.as_ref().map(image), after: after.as_ref().map(image) }
    }
}

/// A record without its noun.
fn image(record: &AnyRecord) -> serde_json::Value {
    match serde_json::to_value(record) {
        Ok(serde_json::Value::Object(mut tagged)) => tagged.remove("record").unwrap_or_default(),
        other => unreachable!("a record serializes as an object, not as {other:?}"),
    }
}

impl TryFrom<ChangeText> for Change {
    type Error = serde_json::Error;

    fn try_from(text: ChangeText) -> std::result::Result<Self, serde_json::Error> {
        let ChangeText { noun, id, before, after } = text;
        let record = |image: Option<serde_json::Value>| {
            let tagged = image.map(|image| serde_json::json!({ "noun": noun, "record": image }));
            tagged.map(serde_json::from_value::<AnyRecord>).transpose()
        };
        Ok(Self { noun, id, before: record(before)?, after: record(after)? })
    }
}

/// What a row of the log holds besides the row itself.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Body {
    /// The records that changed, in the order of noun and id, each once.
    pub changes: Vec<Change>,
    /// The row that this one undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// Further facts by name: custody events, a packet's digests, a slot's id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, serde_json::Value>,
}

/// What a row says before it has its number and hashes.
pub(crate) struct Entry<'a> {
    /// When.
    pub(crate) at: Instant,
    /// Who.
    pub(crate) who: &'a str,
    /// What.
    pub(crate) action: Action,
    /// The records that it touched.
    pub(crate) subjects: BTreeSet<Subject>,
    /// Its body.
    pub(crate) body: &'a Body,
    /// Salt of the body; none takes one from the operating system's generator.
    pub(crate) salt: Option<[u8; SALT_LEN]>,
}

/// Appends a row after the newest one. Call it inside the transaction of the change.
///
/// # Errors
/// [`Error::Random`] and those of writing.
pub(crate) fn append(connection: &Connection, entry: Entry<'_>) -> Result<LogRow> {
    let head = head(connection)?;
    let salt = entry.salt.map_or_else(random::<SALT_LEN>, Ok)?;
    let text = serde_json::to_string(entry.body).expect("a body serializes");
    let mut row = LogRow {
        seq: head.seq + 1,
        at: entry.at,
        who: entry.who.to_owned(),
        action: entry.action,
        subjects: entry.subjects.into_iter().collect(),
        body: body_digest(&salt, &text),
        prev: Digest(head.hash),
        hash: LOG_START,
    };
    row.hash = row.computed_hash();
    insert_row(connection, "activity", row_columns(&row))?;
    let seq = &row.seq;
    for Subject { noun, id } in &row.subjects {
        insert_row(connection, "activity_subject", columns![seq, noun, id])?;
    }
    let (salt, body, undoes) = (&salt, &text, &entry.body.undoes);
    insert_row(connection, "activity_body", columns![seq, salt, body, undoes])?;
    Ok(row)
}

/// `SHA-256(salt ‖ body)`.
pub(crate) fn body_digest(salt: &[u8; SALT_LEN], body: &str) -> Digest {
    let mut context = Context::new(&SHA256);
    context.update(salt);
    context.update(body.as_bytes());
    Digest(context.finish().as_ref().try_into().expect("SHA-256 has 32 bytes"))
}

/// Number and hash of the newest row.
pub(crate) fn head(connection: &Connection) -> Result<LogHead> {
    let sql = "SELECT seq, hash FROM activity ORDER BY seq DESC LIMIT 1";
    let found = rows(connection, "activity", sql, Vec::new(), |fields| {
        Ok(LogHead { seq: fields.get("seq")?, hash: fields.get("hash")? })
    })?;
    Ok(found.into_iter().next().unwrap_or(LogHead::EMPTY))
}

/// The rows from one number to another, both included, oldest first.
pub(crate) fn between(connection: &Connection, from: u64, to: u64) -> Result<Vec<LogRow>> {
    between_with_strays(connection, from, to).map(|(rows, _)| rows)
}

/// The same, and the numbers of subjects that stand there without a row of their own.
pub(crate) fn between_with_strays(connection: &Connection, from: u64, to: u64) -> Result<(Vec<LogRow>, BTreeSet<u64>)> {
    let sql = "SELECT seq, noun, id FROM activity_subject WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq";
    let subjects = rows(connection, "activity_subject", sql, bounds(from, to), |fields| {
        Ok((fields.get::<u64>("seq")?, Subject { noun: fields.get("noun")?, id: fields.get("id")? }))
    })?;
    let mut subjects = subjects.into_iter().peekable();
    let mut strays = BTreeSet::new();
    let sql = "SELECT * FROM activity WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq";
    let found = rows(connection, "activity", sql, bounds(from, to), |fields| {
        let seq = fields.get("seq")?;
        while let Some((stray, _)) = subjects.next_if(|(of, _)| *of < seq) {
            strays.insert(stray);
        }
        let mut own = Vec::new();
        while let Some((_, subject)) = subjects.next_if(|(of, _)| *of == seq) {
            own.push(subject);
        }
        // As they are hashed: by noun in the order of the model, which isn't that of its names.
        own.sort_unstable();
        read_row(fields, own)
    })?;
    strays.extend(subjects.map(|(stray, _)| stray));
    Ok((found, strays))
}

/// Numbers as columns hold them: signed, so an open end is the greatest of those.
fn bounds(from: u64, to: u64) -> Vec<rusqlite::types::Value> {
    vec![from.to_value(), to.min(i64::MAX.unsigned_abs()).to_value()]
}

fn row_columns(row: &LogRow) -> Columns {
    // The subjects stand in a table of their own.
    let LogRow { seq, at, who, action, subjects: _, body, prev, hash } = row;
    columns![seq, at, who, action, body, prev, hash]
}

/// A row without its subjects, which are given.
pub(crate) fn read_row(fields: &Fields<'_>, subjects: Vec<Subject>) -> Result<LogRow> {
    Ok(LogRow {
        seq: fields.get("seq")?,
        at: fields.get("at")?,
        who: fields.get("who")?,
        action: fields.get("action")?,
        subjects,
        body: fields.get("body")?,
        prev: fields.get("prev")?,
        hash: fields.get("hash")?,
    })
}

/// The tables in which anything stands under a number that no row of the log can have when `head` is its newest.
pub(crate) fn beyond(connection: &Connection, head: u64) -> Result<Vec<&'static str>> {
    let mut found = Vec::new();
    for table in ["activity", "activity_subject", "activity_body"] {
        let sql = format!("SELECT seq FROM {table} WHERE seq < 1 OR seq > ?1 LIMIT 1");
        if !rows(connection, table, &sql, vec![head.to_value()], |_| Ok(()))?.is_empty() {
            found.push(table);
        }
    }
    Ok(found)
}

/// Checks that the rows follow one another from `before`, and that each bears its own hash. Answers the last one's.
///
/// # Errors
/// [`Error::Damaged`] naming the first row that doesn't.
pub(crate) fn verify_chain(rows: &[LogRow], before: LogHead) -> Result<LogHead> {
    rows.iter().try_fold(before, |before, row| {
        let follows = row.seq == before.seq + 1 && row.prev.0 == before.hash && row.hash == row.computed_hash();
        let head = LogHead { seq: row.seq, hash: row.hash.0 };
        if follows { Ok(head) } else { Err(Error::damaged(format!("activity log row {}", before.seq + 1))) }
    })
}

impl Reader<'_> {
    /// Number of the newest row of the activity log; 0 while there is none.
    ///
    /// # Errors
    /// Those of reading.
    pub fn log_seq(&self) -> Result<u64> {
        head(self.connection()).map(|head| head.seq)
    }

    /// One row of the activity log.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn log_row(&self, seq: u64) -> Result<LogRow> {
        let found = between(self.connection(), seq, seq)?;
        found.into_iter().next().ok_or_else(|| Error::NotFound { what: format!("activity log row {seq}") })
    }

    /// The rows from one number to another, both included, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn log(&self, from: u64, to: u64) -> Result<Vec<LogRow>> {
        between(self.connection(), from, to)
    }

    /// The newest rows, at most `count`, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn log_newest(&self, count: u64) -> Result<Vec<LogRow>> {
        let head = self.log_seq()?;
        between(self.connection(), head.saturating_sub(count) + 1, head)
    }

    /// The row of the last backup that was made; none where there is none.
    ///
    /// # Errors
    /// Those of reading.
    pub fn last_backup(&self) -> Result<Option<LogRow>> {
        let sql = "SELECT seq FROM activity WHERE action = 'vault.backup' ORDER BY seq DESC LIMIT 1";
        let found = rows(self.connection(), "activity", sql, Vec::new(), |fields| fields.get("seq"))?;
        found.into_iter().next().map(|seq| self.log_row(seq)).transpose()
    }

    /// The rows that touched one record, oldest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn log_of(&self, subject: Subject) -> Result<Vec<LogRow>> {
        let sql = "SELECT seq FROM activity_subject WHERE id = ?1 AND noun = ?2 ORDER BY seq";
        let values = vec![subject.id.to_value(), subject.noun.to_value()];
        let found = rows(self.connection(), "activity_subject", sql, values, |fields| fields.get("seq"))?;
        found.into_iter().map(|seq| self.log_row(seq)).collect()
    }

    /// What a row holds: the records before and after, and facts. None once it was purged.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Damaged`].
    pub fn log_body(&self, seq: u64) -> Result<Option<Body>> {
        body(self.connection(), &self.log_row(seq)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{WHO, at, client, id};

    fn row() -> LogRow {
        LogRow {
            seq: 1,
            at: at(0),
            who: WHO.to_owned(),
            action: Action::CreateVault,
            subjects: vec![Subject { noun: Noun::Client, id: client().id.uuid() }],
            body: Digest([0x11; 32]),
            prev: LOG_START,
            hash: LOG_START,
        }
    }

    // The encoding put together again, byte by byte as docs/log-format.md has it, which also gives the same hash.
    #[test]
    fn the_documented_hash_is_the_one_used() {
        let mut bytes = Vec::new();
        let subject = b"client:01900000-0000-7000-8000-000000000001";
        let parts: [&[u8]; 7] =
            [b"1", b"2026-07-01T00:00:00.250Z", b"Ada Fenwick", b"vault.create", subject, &[0x11; 32], &[0; 32]];
        for part in parts {
            bytes.extend(u32::try_from(part.len()).unwrap().to_be_bytes());
            bytes.extend(part);
        }
        let hash = ring::digest::digest(&SHA256, &bytes);
        assert_eq!(row().computed_hash().0, hash.as_ref());
        let page = include_str!("../../../../docs/log-format.md");
        assert!(page.contains(&format!("`{}`", row().computed_hash())), "{}", row().computed_hash());
    }

    #[test]
    fn a_body_is_read_as_written() {
        let change = |before: Option<AnyRecord>, after: Option<AnyRecord>| Change {
            noun: Noun::Client,
            id: id(1),
            before,
            after,
        };
        let body = Body {
            changes: vec![change(None, Some(client().into())), change(Some(client().into()), None)],
            undoes: Some(7),
            facts: BTreeMap::from([("device".to_owned(), "laptop".into())]),
        };
        let text = serde_json::to_string(&body).unwrap();
        assert!(text.starts_with(r#"{"changes":[{"noun":"client","id":"01900000-"#), "{text}");
        assert_eq!(serde_json::from_str::<Body>(&text).unwrap(), body);
        let foreign = text.replace("\"noun\":\"client\"", "\"noun\":\"gap\"");
        assert!(serde_json::from_str::<Body>(&foreign).is_err());
    }

    #[test]
    fn a_body_that_was_changed_is_damage() {
        let connection = crate::migrate::in_memory();
        let entry = Entry {
            at: at(0),
            who: WHO,
            action: Action::CreateVault,
            subjects: BTreeSet::new(),
            body: &Body::default(),
            salt: None,
        };
        let row = append(&connection, entry).unwrap();
        assert_eq!(body(&connection, &row).unwrap(), Some(Body::default()));
        connection.execute_batch("UPDATE activity_body SET body = body || ' '").unwrap();
        assert!(matches!(body(&connection, &row), Err(Error::Damaged { .. })));
        connection.execute_batch("DELETE FROM activity_body").unwrap();
        assert_eq!(body(&connection, &row).unwrap(), None);
        assert!(connection.execute_batch("DELETE FROM activity").is_err());
        assert!(connection.execute_batch("UPDATE activity SET who = 'x'").is_err());
    }

    #[test]
    fn a_chain_holds_only_in_its_order() {
        let mut one = row();
        one.hash = one.computed_hash();
        let mut two = LogRow { seq: 2, prev: one.hash, ..row() };
        two.hash = two.computed_hash();
        let head = verify_chain(&[one.clone(), two.clone()], LogHead::EMPTY).unwrap();
        assert_eq!((head.seq, head.hash), (2, two.hash.0));
        for rows in [vec![two.clone()], vec![two.clone(), one.clone()], vec![one.clone(), one.clone()]] {
            assert!(matches!(verify_chain(&rows, LogHead::EMPTY), Err(Error::Damaged { .. })));
        }
        let forged = LogRow { who: "Nobody".to_owned(), ..two };
        assert!(verify_chain(&[one, forged], LogHead::EMPTY).is_err());
    }
}
