//! Purging: the bytes of an evidence item's files, or the bodies of rows of the log, destroyed for good, for what should
//! never have been collected. The rows stay and their chain holds; a row of its own says who purged what and why. Never
//! reaches a copy that was made before.

use std::collections::BTreeSet;

use model::activity::{Action, LogRow};
use model::custody::CustodyKind;
use model::evidence::{EvidenceItem, EvidenceState, FILES_PURGED};
use model::id::{CustodyId, EvidenceId};
use model::invalid::Invalid;
use model::record::Record;
use model::time::Instant;
use rusqlite::Connection;

use crate::access::Reader;
use crate::activity;
use crate::chunk::ChunkId;
use crate::database;
use crate::error::Result;
use crate::table::column::Column;
use crate::table::{custody, execute, file, file_text, rows, twin};
use crate::vault::Vault;

/// Why a purged file has no text to be searched.
const NO_TEXT: &str = "the file was purged";
/// The fact that names the rows whose bodies were purged.
const PURGED: &str = "purged";

/// An evidence item whose files are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purged {
    /// The row that says so.
    pub row: LogRow,
    /// Files that are gone.
    pub files: u64,
    /// Bytes of those.
    pub bytes: u64,
    /// Other items that have a file of the same content, and keep it.
    pub kept_by: Vec<EvidenceId>,
}

impl Vault {
    /// Destroys the bytes of an item's files and of their redacted twins, and what was read of them for the search. The item stays with its custody,
    /// names, sizes and hashes. Pieces that another item's file shares stay for that one. After a stop the rest is done by
    /// the next unlock.
    ///
    /// # Errors
    /// [`Error::Invalid`] unless the item is withdrawn or superseded and has files that aren't purged yet;
    /// [`Error::BeingCopied`] while a copy or a packet is made from the vault; as [`Vault::write`].
    pub fn purge_evidence(
        &mut self,
        evidence: EvidenceId,
        reason: &str,
        at: Instant,
        who: &str,
        event: CustodyId,
    ) -> Result<Purged> {
        let (purged, named) = self.forget_files(evidence, reason, at, who, event)?;
        let mut gone = Vec::new();
        for chunk in named {
            if !file::names_chunk(self.connection(), &chunk)? {
                gone.push(chunk);
            }
        }
        self.remove_chunks(&gone)?;
        // What was removed from the pages is overwritten there; until this it stands in the log of the database.
        database::checkpoint(self.connection())?;
        Ok(purged)
    }

    /// The part of it that one commit decides: from then on nothing names the bytes. Answers their chunks, which are still
    /// there.
    pub(crate) fn forget_files(
        &mut self,
        evidence: EvidenceId,
        reason: &str,
        at: Instant,
        who: &str,
        event: CustodyId,
    ) -> Result<(Purged, BTreeSet<ChunkId>)> {
        Invalid::reason("reason", reason)?;
        self.refuse_while_copied()?;
        let mut named: BTreeSet<ChunkId> = BTreeSet::new();
        let ((files, bytes, kept_by), row) = self.write(Action::PurgeEvidence, at, who, |writer| {
            let item = writer.get::<EvidenceItem>(evidence)?;
            let old = matches!(item.state, EvidenceState::Withdrawn { .. } | EvidenceState::Superseded { .. });
            Invalid::unless(old, "state", "must be withdrawn or superseded before the files can be purged")?;
            let there = !item.files.is_empty() && !writer.is_purged(evidence)?;
            Invalid::unless(there, "files", "must be there, and not purged already")?;
            let mut kept_by = BTreeSet::new();
            for one in &item.files {
                named.extend(file::chunks_of(writer.connection(), one.id)?);
                file::forget_chunks(writer.connection(), one.id)?;
                named.extend(twin::forget(writer.connection(), one.id)?);
                file_text::keep(writer.connection(), one.id, &Err(NO_TEXT.to_owned()))?;
                let same = writer.files_of_sha256(one.sha256)?.into_iter().map(|(item, _)| item);
                kept_by.extend(same.filter(|other| *other != evidence));
            }
            let kept_by = still_there(writer, kept_by)?;
            let (files, bytes) = (item.files.len() as u64, item.files.iter().map(|file| file.size).sum());
            let revision = item.revision();
            // A packet as of an earlier row lists it only, and whoever undoes an earlier change of it is refused.
            writer.update(EvidenceItem { list_only: Some(FILES_PURGED.to_owned()), ..item }, revision)?;
            writer.custody(CustodyKind::Purged, evidence, reason, event)?;
            Ok((files, bytes, kept_by))
        })?;
        Ok((Purged { row, files, bytes, kept_by }, named))
    }

    /// Destroys the bodies of rows of the log: the images of records before and after, and further facts. The rows stay.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such row; [`Error::Invalid`] if none is named, if one has no body any more, or
    /// says what was purged or salvaged; [`Error::BeingCopied`]; as [`Vault::write`].
    pub fn purge_log(&mut self, seqs: &BTreeSet<u64>, reason: &str, at: Instant, who: &str) -> Result<LogRow> {
        let row = self.forget_bodies(seqs, reason, at, who)?;
        database::checkpoint(self.connection())?;
        Ok(row)
    }

    /// The part of it that one commit decides. The bodies then still stand in the log of the database.
    pub(crate) fn forget_bodies(
        &mut self,
        seqs: &BTreeSet<u64>,
        reason: &str,
        at: Instant,
        who: &str,
    ) -> Result<LogRow> {
        Invalid::reason("reason", reason)?;
        Invalid::unless(!seqs.is_empty(), "rows", "must name at least one")?;
        self.refuse_while_copied()?;
        let ((), row) = self.write(Action::PurgeLog, at, who, |writer| {
            for seq in seqs {
                let row = writer.log_row(*seq)?;
                let told_by = [Action::PurgeLog, Action::PurgeEvidence, Action::SalvageVault];
                Invalid::unless(!told_by.contains(&row.action), "rows", "must not say what was purged or salvaged")?;
                let sql = "DELETE FROM activity_body WHERE seq = ?1";
                let gone = execute(writer.connection(), sql, vec![seq.to_value()])?;
                Invalid::unless(gone == 1, "rows", "must not be purged already")?;
            }
            writer.fact(PURGED, seqs);
            writer.fact("reason", &reason);
            Ok(())
        })?;
        Ok(row)
    }
}

impl Reader<'_> {
    /// Whether the files of an evidence item were purged.
    ///
    /// # Errors
    /// Those of reading.
    pub fn is_purged(&self, evidence: EvidenceId) -> Result<bool> {
        custody::has(self.connection(), evidence, CustodyKind::Purged)
    }
}

/// The items of which the files weren't purged, too.
fn still_there(reader: &Reader<'_>, items: BTreeSet<EvidenceId>) -> Result<Vec<EvidenceId>> {
    let mut there = Vec::new();
    for item in items {
        if !reader.is_purged(item)? {
            there.push(item);
        }
    }
    Ok(there)
}

/// The rows of the log whose bodies were purged, as the log says.
///
/// # Errors
/// Those of reading.
pub(crate) fn purged_rows(connection: &Connection) -> Result<BTreeSet<u64>> {
    let sql = "SELECT seq FROM activity WHERE action = ?1";
    let told = rows(connection, "activity", sql, vec![Action::PurgeLog.to_value()], |fields| fields.get::<u64>("seq"))?;
    let mut purged = BTreeSet::new();
    for seq in told {
        for row in activity::between(connection, seq, seq)? {
            purged.extend(activity::body(connection, &row)?.map(|body| rows_of(&body)).unwrap_or_default());
        }
    }
    Ok(purged)
}

/// The rows whose bodies a row of the log says to have purged.
pub(crate) fn rows_of(body: &activity::Body) -> BTreeSet<u64> {
    let named = body.facts.get(PURGED).cloned().and_then(|list| serde_json::from_value(list).ok());
    named.unwrap_or_default()
}
