//! How the open vault stands, for the status line, and locking it. The client's name stands in the answer alone, never
//! in a log or a title.

use model::time::Instant;
use serde::{Deserialize, Serialize};
use vault::Condition;

use crate::app::App;
use crate::failure::Failure;

/// Days after which a backup is old.
const BACKUP_DAYS: u64 = 7;

/// Asks how the open vault stands.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowVaultStatus {}

/// The newest row of the activity log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LogHeadShown {
    /// Its number.
    pub seq: u64,
    /// The first and last eight digits of its hash.
    pub short_hash: String,
}

/// Why a vault can be read only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ReadOnlyReason {
    /// Its log isn't the one that its header vouches for: its database is older than the header, or was cut off.
    OlderOrCutOff,
    /// This machine saw it newer than its folder is now. `vault.accept_older` goes on with it.
    OlderThanSeen,
    /// A part of it is damaged. `vault.check` names what, `vault.salvage` brings out the rest.
    Damaged,
}

/// In which condition the vault was found when it was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "condition", rename_all = "snake_case")]
pub enum VaultCondition {
    /// It can be read and changed.
    Sound,
    /// It can be read only.
    ReadOnly {
        /// Why.
        reason: ReadOnlyReason,
        /// The same as a sentence, with figures.
        why: String,
    },
}

/// How the last backup stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct BackupStanding {
    /// When the last one was made; none for a vault of which none was.
    pub last: Option<Instant>,
    /// Whole days since then.
    pub days: Option<u64>,
    /// Whether it is time for one: the last, or the making of a vault without any, is a week ago or more.
    pub due: bool,
}

/// How a vault stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct VaultStatus {
    /// The newest row of its log; none when the log can't be read.
    pub head: Option<LogHeadShown>,
    /// Bytes that its folder takes.
    pub size: u64,
    /// The client's legal name; none when it can't be read.
    pub client: Option<String>,
    /// Who works in it; empty in a vault that can only be read.
    pub person: String,
    /// Its condition.
    pub condition: VaultCondition,
    /// The schema of its database.
    pub schema: u32,
    /// Rows of the log that were written since it was opened.
    pub changes: u64,
    /// Texts that aren't saved.
    pub unsaved: usize,
    /// How its last backup stands.
    pub backup: BackupStanding,
}

pub(crate) fn status(app: &mut App, _: ShowVaultStatus) -> Result<VaultStatus, Failure> {
    let person = app.session()?.who.clone();
    let (opened_at, now) = (app.opened_at(), app.host().now());
    let vault = app.vault()?;
    let condition = condition(vault.condition());
    // A damaged vault says what it still can.
    let row = vault.read(|r| Ok(r.log_newest(1)?.pop())).ok().flatten();
    let client = app.read(crate::client::the_client).ok().map(|client| client.legal_name);
    let unsaved = vault.read(|r| r.unsaved()).map_or(0, |found| found.len());
    Ok(VaultStatus {
        changes: row.as_ref().zip(opened_at).map_or(0, |(row, at)| row.seq.saturating_sub(at)),
        head: row.map(|row| LogHeadShown { seq: row.seq, short_hash: short(&row.hash.to_string()) }),
        size: vault.size_on_disk(),
        client,
        person,
        condition,
        schema: vault.schema(),
        unsaved,
        backup: backup(vault, now),
    })
}

/// The ends of a hash, which are enough to compare by eye.
fn short(hash: &str) -> String {
    let (from, to) = (hash.get(..8).unwrap_or(hash), hash.get(hash.len().saturating_sub(8)..).unwrap_or_default());
    format!("{from}…{to}")
}

fn condition(found: &Condition) -> VaultCondition {
    match found {
        Condition::Sound => VaultCondition::Sound,
        Condition::OlderOrCutOff { header_seq, log_seq } => VaultCondition::ReadOnly {
            reason: ReadOnlyReason::OlderOrCutOff,
            why: format!(
                "It is older than its header, or was cut off: the header vouches for row {header_seq} of the activity \
                 log, {log_seq} is the newest that fits."
            ),
        },
        Condition::OlderThanSeen { seen_seq, log_seq } => VaultCondition::ReadOnly {
            reason: ReadOnlyReason::OlderThanSeen,
            why: format!(
                "Its folder is older than it was when this machine last saw it, or went another way since: then the newest \
                 row of its activity log was {seen_seq}, and now it ends at {log_seq}."
            ),
        },
        Condition::Damaged { what } => VaultCondition::ReadOnly {
            reason: ReadOnlyReason::Damaged,
            why: format!("A part of it is damaged: {what}."),
        },
    }
}

/// How the last backup stands: made less than these days ago, or due.
fn backup(vault: &vault::Vault, now: Instant) -> BackupStanding {
    let days = |at: Instant| u64::try_from((now - at).num_days()).unwrap_or_default();
    let last = vault.read(|r| r.last_backup()).ok().flatten().map(|row| row.at);
    // A vault that never had one is reminded of as long after its first row.
    let first = || vault.read(|r| r.log(1, 1)).ok().and_then(|rows| rows.first().map(|row| row.at));
    let due = last.or_else(first).is_some_and(|since| days(since) >= BACKUP_DAYS);
    BackupStanding { last, days: last.map(days), due }
}

/// Locks the vault. Does nothing when none is open.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct LockVault {}

pub(crate) fn lock(app: &mut App, _: LockVault) -> Result<(), Failure> {
    app.lock()
}
