//! A new key for a vault: records, evidence and header come to lie under another key, and what opened the vault before
//! opens nothing of it any more. All of it is put together anew in a folder of the vault's own and checked there; one
//! renaming decides, and what follows needs no secret. Never changes the vault before that renaming, nor removes an older
//! copy that lies elsewhere.

mod next;
mod switch;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use model::activity::{Action, LogRow};
use model::packet::Step;
use model::time::Instant;

use self::next::Next;
pub(crate) use self::switch::{finish, headers_of, is_begun};
use crate::access::{Occasion, change};
use crate::backup::source::Source;
use crate::backup::{Snapshot, Tell};
use crate::check::Report;
use crate::chunk::{ChunkId, Packer};
use crate::error::{Error, Result};
use crate::folder::{EVIDENCE_DB, Folder, VAULT_DB};
use crate::header::LogHead;
use crate::header::copies::Unlocked;
use crate::key::VaultId;
use crate::keyring::KeptHead;
use crate::passphrase::{KdfCost, Passphrase};
use crate::slot::SlotId;
use crate::table::column::vault_db;
use crate::table::file;
use crate::vault::Vault;
use crate::{activity, database, signing_key, slot};

/// What has just been done; a test can look after each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The folder is made, and the new key wrapped in a header there.
    Wrapped,
    /// A chunk was sealed anew; it may not be durable yet.
    Sealed,
    /// All chunks are durable.
    Evidence,
    /// The records are copied, and name their chunks as before.
    Records,
    /// They name the new chunks, and the log has its row.
    Named,
    /// The header vouches for that row.
    Vouched,
    /// All of it was checked.
    Checked,
    /// Nothing has it open any more, and its bytes are on the disk.
    Closed,
    /// It counts: the renaming is on the disk.
    Decided,
    /// The log of a database of the old key is removed.
    LogRemoved,
    /// A file took the place of the old one.
    Moved,
    /// What lay beside it under the old key is removed.
    Cleared,
}

/// Told after each stage; an error ends the work there.
pub(crate) type After<'a> = dyn FnMut(Stage) -> Result<()> + 'a;

/// By what the vault opens once it has its new key, and what its log says of it.
#[derive(Clone, Copy)]
pub struct NewKey<'a> {
    /// The one passphrase.
    pub passphrase: &'a Passphrase,
    /// What a guess at it shall cost.
    pub cost: KdfCost,
    /// When.
    pub at: Instant,
    /// Who.
    pub who: &'a str,
}

/// The vault under its new key, whole and checked beside the vault as it is. Dropped, it stays there for another attempt.
pub struct Rotation {
    next: Next,
    at: Instant,
    who: String,
    /// The chunks as they were named, and as they are named now.
    ids: BTreeMap<ChunkId, ChunkId>,
    /// Those of them that were sealed by an earlier attempt.
    found: u64,
    row: LogHead,
    /// The newest row that the vault had when its records were copied.
    from: LogHead,
    /// What the records were then, on the connection that copied them; another connection's change makes it another.
    state: i64,
    report: Report,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// Chunks that the vault has.
    pub chunks: u64,
    /// Those of them that an earlier attempt, which was interrupted, had sealed already.
    pub found: u64,
    /// What the check looked at before the new key counted.
    pub report: Report,
}

/// The new key couldn't be taken.
pub struct NotTaken {
    /// The vault as it is, under its old key; none if the new key counts already and the next unlock goes on from there.
    pub vault: Option<Box<Vault>>,
    /// Why.
    pub error: Error,
}

impl Snapshot {
    /// Puts the vault together under a new key, beside itself and while it goes on being used, and checks all of it. What an
    /// earlier attempt with the same passphrase had sealed before it was interrupted isn't sealed once more. After an error
    /// or a cancelling nothing is left; after a kill, or when the vault is locked meanwhile, what was done stays for the
    /// next attempt.
    ///
    /// # Errors
    /// [`Error::TooLittleRoom`] before anything is written; [`Error::InUse`] if the same goes on already;
    /// [`Error::Damaged`] naming what of the vault doesn't stand up to the check; [`Error::Cancelled`],
    /// [`Error::DiskFull`] and others.
    pub fn rotate(&self, new: NewKey<'_>, progress: &mut dyn FnMut(Step) -> ControlFlow<()>) -> Result<Rotation> {
        self.rotate_watched(new, progress, &mut |_| Ok(()))
    }

    pub(crate) fn rotate_watched(
        &self,
        new: NewKey<'_>,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
        after: &mut After<'_>,
    ) -> Result<Rotation> {
        let next = self.with(|source| Next::begin(&source.folder, new.passphrase, new.cost))?;
        let rotation = Rotation {
            next,
            at: new.at,
            who: new.who.to_owned(),
            ids: BTreeMap::new(),
            found: 0,
            row: LogHead::EMPTY,
            from: LogHead::EMPTY,
            state: 0,
            report: Report::default(),
        };
        rotation.brought_to(self, progress, after)
    }
}

impl Rotation {
    /// Brings it up to what has changed in the vault since it was prepared from a snapshot, if anything has. `now` is called
    /// for the vault as it stands then. Nothing may change between this and [`Vault::take_key`].
    ///
    /// # Errors
    /// As [`Snapshot::rotate`].
    pub fn up_to_date(
        self,
        prepared_from: &Snapshot,
        now: impl FnOnce() -> Result<Snapshot>,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<Self> {
        if prepared_from.with(Source::state)? == self.state {
            return Ok(self);
        }
        self.brought_to(&now()?, progress, &mut |_| Ok(()))
    }

    /// What a keyring is to keep of the vault as it is, so that its folder, put back some day, is known to be older. `slot`
    /// is the one whose secret the keyring has.
    pub fn farewell(&self, vault: &Vault, slot: SlotId) -> String {
        KeptHead { slot, log: self.row }.text(vault.id(), vault.header_key())
    }

    /// The id that the vault has from then on.
    pub fn id(&self) -> VaultId {
        self.next.header.vault()
    }

    /// Works until all is as `snapshot` has it; what is begun goes unless the vault was locked.
    fn brought_to(
        mut self,
        snapshot: &Snapshot,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
        after: &mut After<'_>,
    ) -> Result<Self> {
        let mut tell = |step| match progress(step) {
            ControlFlow::Continue(()) if !snapshot.is_ended() => Ok(()),
            _ => Err(Error::Cancelled),
        };
        let done = snapshot
            .with(|source| self.fill(source, &mut tell, after))
            .and_then(|()| self.check(&mut tell))
            .and_then(|()| after(Stage::Checked));
        match done {
            Ok(()) => Ok(self),
            // The vault was locked: what is sealed already needn't be sealed by the next attempt.
            Err(error) if snapshot.is_ended() => Err(error),
            Err(error) => {
                self.next.give_up();
                Err(error)
            }
        }
    }

    fn fill(&mut self, source: &Source, tell: &mut Tell<'_>, after: &mut After<'_>) -> Result<()> {
        after(Stage::Wrapped)?;
        self.next.require_room()?;
        self.state = source.state()?;
        self.from = source.head;
        self.copy_records(source, tell)?;
        let named = source.named_chunks()?;
        source.let_records_go()?;
        after(Stage::Records)?;
        self.seal(source, &named, tell, after)?;
        after(Stage::Evidence)?;
        let row = self.name_and_log(source)?;
        after(Stage::Named)?;
        self.row = LogHead { seq: row.seq, hash: row.hash.0 };
        self.next.vouch_for(self.row)?;
        after(Stage::Vouched)
    }

    fn copy_records(&self, source: &Source, tell: &mut Tell<'_>) -> Result<()> {
        self.next.remove_records()?;
        let told = &mut |done, total| tell(Step { done, total, doing: "copying the records under the new key" });
        let path = self.next.folder.file(VAULT_DB);
        database::copy_pages(&source.connection, &path, &self.next.database_key(), told).map_err(|error| match error {
            Error::Sqlite { .. } if !source.reads_back() => Error::damaged("vault.db: a page of it can't be read"),
            other => other,
        })
    }

    /// Seals the evidence anew. What an earlier attempt sealed is known by its id, which is a keyed hash of the content.
    fn seal(&mut self, source: &Source, named: &[ChunkId], tell: &mut Tell<'_>, after: &mut After<'_>) -> Result<()> {
        const DOING: &str = "sealing evidence under the new key";
        let (keys, mut packer, total) = (Arc::clone(self.next.keys()), Packer::new()?, named.len() as u64);
        for (done, id) in named.iter().enumerate() {
            tell(Step { done: done as u64, total, doing: DOING })?;
            if self.ids.contains_key(id) {
                continue;
            }
            let plain = source.store.get(id)?;
            let there = keys.identify(&plain);
            if self.next.has(&there)? {
                self.found += 1;
            } else {
                self.next.put(&there, &keys.seal(&mut packer, &there, &plain)?)?;
            }
            self.ids.insert(*id, there);
            after(Stage::Sealed)?;
        }
        self.ids.retain(|id, _| named.binary_search(id).is_ok());
        self.next.commit()?;
        let wanted: BTreeSet<ChunkId> = self.ids.values().copied().collect();
        self.next.keep_only(&wanted)?;
        tell(Step { done: total, total, doing: DOING })
    }

    /// Makes the records name the new chunks, seals the signing key anew, and logs the change: it is the first row that only the new key shows.
    fn name_and_log(&self, source: &Source) -> Result<LogRow> {
        const DOING: &str = "naming the chunks under the new key";
        let mut connection = database::open(&self.next.folder, &self.next.database_key())?;
        let transaction = connection.transaction().map_err(vault_db(DOING))?;
        self.ids.iter().try_for_each(|(from, to)| file::rename_chunk(&transaction, from, to))?;
        signing_key::reseal(
            &transaction,
            (&source.vault_key, source.header.vault()),
            (self.next.vault_key(), self.next.header.vault()),
        )?;
        transaction.commit().map_err(vault_db(DOING))?;
        let ids = |slots: Vec<slot::SlotSummary>| slots.iter().map(|slot| slot.id.to_string()).collect::<Vec<_>>();
        let (added, revoked) = (ids(self.next.header.slots()), ids(source.header.slots()));
        let occasion = Occasion { action: Action::RotateKey, at: self.at, who: &self.who, salt: None };
        let (_, row) = change(&mut connection, occasion, |writer| {
            writer.fact("vault", &self.id().to_string());
            writer.fact("added", &added);
            writer.fact("revoked", &revoked);
            Ok(())
        })?;
        database::checkpoint(&connection)?;
        Ok(row)
    }

    /// Opens it as a vault and checks everything.
    fn check(&mut self, tell: &mut Tell<'_>) -> Result<()> {
        let vault = self.next.opened(self.at)?;
        let report = vault.check(&mut |step| match tell(step) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        })?;
        database::checkpoint(vault.connection())?;
        if let Some(first) = report.problems.first() {
            return Err(Error::damaged(format!("{}: {}", first.part.name(), first.what)));
        }
        self.report = report;
        Ok(())
    }
}

impl Vault {
    /// Takes the key that was prepared: from here on it alone counts, whatever happens. The vault answered is open, unlocked
    /// by the new key. What was lent of it must be taken back before.
    ///
    /// # Errors
    /// [`NotTaken`]: with the vault as it is, or without it where only the next unlock can go on.
    pub fn take_key(self, rotation: Rotation, at: Instant) -> std::result::Result<(Self, Rotated), NotTaken> {
        self.take_key_watched(rotation, at, &mut |_| Ok(()))
    }

    pub(crate) fn take_key_watched(
        self,
        rotation: Rotation,
        at: Instant,
        after: &mut After<'_>,
    ) -> std::result::Result<(Self, Rotated), NotTaken> {
        let Rotation { next, ids, found, report, from, .. } = rotation;
        let unchanged = |vault, error| NotTaken { vault: Some(Box::new(vault)), error };
        let as_prepared = self.refuse_unless_sound().and_then(|()| {
            if activity::head(self.connection())? == from { Ok(()) } else { Err(Error::Stale { what: "vault" }) }
        });
        if let Err(error) = as_prepared {
            return Err(unchanged(self, error));
        }
        let (vault_key, header) = match next.decide(after) {
            Ok(decided) => decided,
            Err(error) => return Err(unchanged(self, error)),
        };
        let (folder, lock) = (self.folder().clone(), self.lock_held());
        // Its connections must be gone before its files are: closing one removes the log of its name.
        drop(self);
        if [VAULT_DB, EVIDENCE_DB].iter().any(|name| is_there(&folder, &format!("{name}-wal"))) {
            // Somebody still has one: the next unlock goes on, as after a stop.
            return Err(NotTaken { vault: None, error: Error::InUse });
        }
        let unlocked = Unlocked { vault_key, header, mended: None };
        let opened = after(Stage::Decided)
            .and_then(|()| switch::finish_watched(&folder, after))
            .and_then(|_| Self::open_up(folder, lock, unlocked, at, || None));
        let vault = opened.map_err(|error| NotTaken { vault: None, error })?;
        Ok((vault, Rotated { chunks: ids.len() as u64, found, report }))
    }

    /// Whether a change of the key was begun and interrupted before it counted. What is done of it lies in the folder until
    /// it is begun again.
    pub fn rotation_begun(&self) -> bool {
        is_begun(self.folder())
    }
}

/// Whether there is a file of this name.
fn is_there(folder: &Folder, name: &str) -> bool {
    std::fs::symlink_metadata(folder.file(name)).is_ok()
}

/// Bytes of a file of a folder; none if it isn't there.
fn len(folder: &Folder, name: &str) -> u64 {
    std::fs::symlink_metadata(folder.file(name)).map_or(0, |found| found.len())
}
