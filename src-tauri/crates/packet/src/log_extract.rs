//! The extract of the activity log that travels with a packet: rows without their bodies, and how to check their chain
//! from the file alone. Knows no vault.

use model::activity::LogRow;
use model::packet::{PacketOptions, PacketSource};
use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};

use crate::Error;

/// Name and version of the file's format.
const FORMAT: &str = "vouchsafe-log-extract/1";

/// The file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Extract {
    /// `vouchsafe-log-extract/1`.
    pub(crate) format: String,
    /// The rows, oldest first.
    pub(crate) rows: Vec<Row>,
    /// The log head: hash of the last row, or 64 zeros when the log is empty.
    pub(crate) head: String,
}

/// One row, each part as it goes into the hash.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Row {
    /// Number.
    pub(crate) seq: u64,
    /// When, in UTC with milliseconds.
    pub(crate) at: String,
    /// Who.
    pub(crate) who: String,
    /// What.
    pub(crate) action: String,
    /// The records that it touched, each as `noun:uuid`.
    pub(crate) subjects: Vec<String>,
    /// Digest of the row's body.
    pub(crate) body: String,
    /// Hash of the row before.
    pub(crate) prev: String,
    /// Hash of this row.
    pub(crate) hash: String,
}

impl Row {
    /// A row of the vault's log, in the form that is hashed.
    pub(crate) fn of(row: &LogRow) -> Self {
        Self {
            seq: row.seq,
            at: row.at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string(),
            who: row.who.clone(),
            action: row.action.name().to_owned(),
            subjects: row.subjects.iter().map(|subject| format!("{}:{}", subject.noun.name(), subject.id)).collect(),
            body: row.body.to_string(),
            prev: row.prev.to_string(),
            hash: row.hash.to_string(),
        }
    }

    /// The hash that the row must bear; none when a digest in it isn't one.
    fn computed(&self) -> Option<String> {
        let mut context = Context::new(&SHA256);
        let mut part = |bytes: &[u8]| {
            context.update(&u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
            context.update(bytes);
        };
        part(self.seq.to_string().as_bytes());
        part(self.at.as_bytes());
        part(self.who.as_bytes());
        part(self.action.as_bytes());
        part(self.subjects.join(" ").as_bytes());
        part(&bytes(&self.body)?);
        part(&bytes(&self.prev)?);
        Some(context.finish().as_ref().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

fn bytes(hex: &str) -> Option<[u8; 32]> {
    model::evidence::Digest::try_from(hex.to_owned()).ok().map(|digest| digest.0)
}

/// The rows that a packet prints and attaches: the newest, as many as the options allow.
pub(crate) fn rows<'a>(source: &'a PacketSource, options: &PacketOptions) -> &'a [LogRow] {
    let most = usize::try_from(options.log_rows).unwrap_or(usize::MAX);
    &source.log[source.log.len().saturating_sub(most)..]
}

/// The file's bytes.
pub(crate) fn file(source: &PacketSource, options: &PacketOptions) -> Result<Vec<u8>, Error> {
    let rows = rows(source, options).iter().map(Row::of).collect();
    let extract = Extract { format: FORMAT.to_owned(), rows, head: source.log_head().to_string() };
    let mut bytes =
        serde_json::to_vec_pretty(&extract).map_err(|source| Error::Encoding { what: "log extract", source })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Checks the chain of a file: each row's hash, each row's link to the one before, the head. The error says what is
/// wrong first.
pub(crate) fn check(file: &[u8], head: &str) -> Result<u64, String> {
    let extract: Extract = serde_json::from_slice(file).map_err(|_| "log-extract.json can't be read".to_owned())?;
    if extract.format != FORMAT {
        return Err("log-extract.json is of a format that this program doesn't know".to_owned());
    }
    let mut before: Option<&Row> = None;
    for row in &extract.rows {
        if row.computed().as_deref() != Some(row.hash.as_str()) {
            return Err(format!("row {} of the log extract was altered", row.seq));
        }
        if before.is_some_and(|before| before.hash != row.prev || before.seq.checked_add(1) != Some(row.seq)) {
            return Err(format!("row {} of the log extract doesn't follow the row before it", row.seq));
        }
        before = Some(row);
    }
    let last = before.map_or_else(|| "0".repeat(64), |row| row.hash.clone());
    if extract.head != last || last != head {
        return Err("the log extract doesn't end in the log head".to_owned());
    }
    Ok(extract.rows.len() as u64)
}
