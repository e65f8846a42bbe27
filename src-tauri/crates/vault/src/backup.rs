//! Copies of a whole vault, made while it is used, and checked before they count: backups into a folder that may hold an
//! earlier one, copies under a key of their own to be given away, and vaults restored from a backup. At every moment the
//! folder of a copy holds the earlier copy or the newer one, each whole. Never changes the vault that is copied.

mod chunks;
pub(crate) mod place;
mod restore;
pub(crate) mod source;

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use model::packet::Step;
use model::time::Instant;

use self::chunks::{copy_chunks, heal_chunks, rename_chunks, seal_chunks};
use self::place::Place;
use self::source::Source;
use crate::check::Report;
use crate::chunk::{ChunkId, ChunkKeys};
use crate::database;
use crate::error::{Error, Result};
use crate::folder::VAULT_DB;
use crate::header::Header;
use crate::key::VaultKey;
use crate::passphrase::{KdfCost, Passphrase};
use crate::slot::NewSecret;
use crate::vault::Vault;

/// Told how far the work has come; an error ends it.
pub(crate) type Tell<'a> = dyn FnMut(Step) -> Result<()> + 'a;

/// Under which key a copy lies.
#[derive(Clone, Copy)]
pub enum CopyKey<'a> {
    /// The vault's own. All that opens the vault opens the copy.
    Same,
    /// A key of its own that this passphrase alone opens, for a copy that is given away. Everything is sealed anew; texts
    /// that aren't saved stay behind, and so does the private half of the signing key.
    New(&'a Passphrase, KdfCost),
}

/// Into what a copy may be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Accepts {
    /// A new folder, or one with an earlier copy.
    NewOrEarlier,
    /// A new folder.
    New,
}

/// A copy that was made, checked and put in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// Name of its folder.
    pub name: String,
    /// Whether the folder lies in the one that was named, which was there and is no vault.
    pub within: bool,
    /// Whether an earlier copy was there.
    pub was_there: bool,
    /// The newest row of the log that it holds.
    pub seq: u64,
    /// Chunks that the copy holds.
    pub chunks: u64,
    /// Chunks of these that were written now.
    pub new_chunks: u64,
    /// What its check looked at.
    pub report: Report,
}

/// The vault as it stands at one moment, for a copy that is made while the vault goes on being used, also by another
/// thread. [`Snapshot::end`] takes it back; it has to be taken back before the vault is locked.
pub struct Snapshot {
    pub(crate) ended: AtomicBool,
    name: String,
    at: Instant,
    source: Mutex<Option<Source>>,
}

impl Vault {
    /// The vault as it stands now. Whatever is changed or taken in later doesn't come along. What it names stays in
    /// `evidence.db` until the vault is locked or this is ended, since chunks that something names are removed at an unlock
    /// or by a purge only, and a purge is refused meanwhile.
    ///
    /// # Errors
    /// [`Error::OlderOrCutOff`] or [`Error::Damaged`] for a vault that isn't sound: a salvage copies from those.
    pub fn snapshot(&self, at: Instant) -> Result<Snapshot> {
        self.refuse_unless_sound()?;
        let connection = database::open(self.folder(), &self.database_key())?;
        let mut source =
            Source::new(self.folder().clone(), connection, self.header().clone(), self.vault_key().again())?;
        source._held = Some(self.hold());
        Ok(Snapshot::of(source, self.name(), at))
    }
}

impl Snapshot {
    fn of(source: Source, name: String, at: Instant) -> Self {
        Self { ended: AtomicBool::new(false), name, at, source: Mutex::new(Some(source)) }
    }

    /// Ends the work on it and lets the vault's files go; returns when no connection to them is left. What is copied
    /// already is still being checked for a moment, elsewhere.
    pub fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
        drop(self.held().take());
    }

    /// Whether [`Snapshot::end`] was called.
    pub fn is_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    /// Copies the vault into a folder and checks the copy; only then does it take the place of an earlier one. A folder
    /// that is there and is no vault gets the copy as a folder within it, of the vault's name. Of an earlier copy of this
    /// vault only what it lacks is written. After an error or a cancelling all is as before; after a kill too, but that
    /// what was written already lies there for the next backup to use.
    ///
    /// # Errors
    /// [`Error::OtherVault`], [`Error::Diverged`], [`Error::InUse`] or [`Error::Exists`] if the folder can't take the copy;
    /// [`Error::Damaged`] naming what of the vault can't be read; [`Error::BadCopy`] if the copy doesn't stand up to the
    /// check; [`Error::Cancelled`], [`Error::DiskFull`], [`Error::ReadOnly`] and others.
    pub fn back_up(
        &self,
        folder: &Path,
        key: CopyKey<'_>,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<Copied> {
        let accepts = if matches!(key, CopyKey::Same) { Accepts::NewOrEarlier } else { Accepts::New };
        self.copy(folder, accepts, key, progress)
    }

    fn copy(
        &self,
        folder: &Path,
        accepts: Accepts,
        key: CopyKey<'_>,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<Copied> {
        let mut tell = |step| match progress(step) {
            ControlFlow::Continue(()) if !self.is_ended() => Ok(()),
            _ => Err(Error::Cancelled),
        };
        let (mut place, target) = self.with(|source| {
            let place = Place::prepare(folder, &self.name, accepts, source)?;
            match Target::new(source, place.generation(), key, self.at) {
                Ok(target) => Ok((place, target)),
                Err(error) => {
                    place.give_up();
                    Err(error)
                }
            }
        })?;
        match self.fill(&mut place, &target, &mut tell) {
            Ok((named, report)) => place.take_over(&target, &named, report),
            Err(error) => {
                place.give_up();
                Err(error)
            }
        }
    }

    /// Writes the copy beside the earlier one, and checks it.
    fn fill(&self, place: &mut Place, target: &Target, tell: &mut Tell<'_>) -> Result<(Vec<ChunkId>, Report)> {
        let named = self.with(|source| {
            copy_records(source, place, target, tell)?;
            // The log of `vault.db` is cut again, however long the evidence takes.
            let named = source.named_chunks()?;
            source.let_records_go()?;
            if target.is_new_key {
                let ids = seal_chunks(source, place, target, &named, tell)?;
                rename_chunks(place, target, &ids)?;
            } else {
                copy_chunks(source, place, &named, tell)?;
            }
            target.header.write(place.next(), &target.key.header_key(target.header.vault()))?;
            Ok(named)
        })?;
        let mut report = place.checked(target, tell)?;
        if !report.is_sound() && !target.is_new_key {
            // An earlier copy whose chunks went bad gets them anew.
            let healed = self.with(|source| heal_chunks(source, place, &named, tell))?;
            if healed > 0 {
                report = place.checked(target, tell)?;
            }
        }
        match report.problems.first() {
            None => Ok((named, report)),
            Some(first) => Err(Error::BadCopy { what: format!("{}: {}", first.part.name(), first.what) }),
        }
    }

    /// Works with what is copied, unless it was taken back.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&Source) -> Result<T>) -> Result<T> {
        let held = self.held();
        work(held.as_ref().ok_or(Error::Cancelled)?)
    }

    fn held(&self) -> MutexGuard<'_, Option<Source>> {
        self.source.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a copy is to be: its header, and the key from which all others follow.
pub(crate) struct Target {
    pub(crate) header: Header,
    pub(crate) key: VaultKey,
    pub(crate) is_new_key: bool,
    /// When it is made.
    pub(crate) at: Instant,
}

impl Target {
    fn new(source: &Source, generation: u64, key: CopyKey<'_>, at: Instant) -> Result<Self> {
        match key {
            CopyKey::Same => {
                let header = source.header.of_copy(source.head, generation)?;
                Ok(Self { header, key: source.vault_key.again(), is_new_key: false, at })
            }
            CopyKey::New(passphrase, cost) => {
                let (header, key) = Header::create(&[NewSecret::Passphrase(passphrase, cost)])?;
                Ok(Self { header: header.with_head(source.head)?, key, is_new_key: true, at })
            }
        }
    }

    fn chunk_keys(&self) -> Arc<ChunkKeys> {
        Arc::new(ChunkKeys::derive(&self.key, self.header.vault()))
    }
}

/// Copies `vault.db` page by page.
fn copy_records(source: &Source, place: &Place, target: &Target, tell: &mut Tell<'_>) -> Result<()> {
    let key = target.key.database_key(target.header.vault());
    let told = &mut |done, total| tell(Step { done, total, doing: "copying the records" });
    let copied = database::copy_pages(&source.connection, &place.next().file(VAULT_DB), &key, told);
    copied.map_err(|error| match error {
        Error::Sqlite { .. } if !source.reads_back() => Error::damaged("vault.db: a page of it can't be read"),
        other => other,
    })
}
