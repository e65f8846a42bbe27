//! The folder in which a vault is put together under its new key: made, or taken over from an attempt that was interrupted,
//! filled, opened for the check, and closed so that it can count.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::sync::Arc;

use model::time::Instant;

use super::switch::{NEW, NEXT, remove};
use super::{After, Stage, len};
use crate::chunk::{ChunkId, ChunkKeys};
use crate::error::{Error, Result};
use crate::folder::{EVIDENCE_DB, Folder, VAULT_DB};
use crate::header::copies::{Unlocked, read_copies};
use crate::header::{Header, LogHead};
use crate::key::{DatabaseKey, VaultKey};
use crate::lock::Lock;
use crate::passphrase::{KdfCost, Passphrase};
use crate::slot::{NewSecret, Secret};
use crate::store::{Access, EvidenceStore};
use crate::vault::Vault;

/// Sealed bytes after which a batch is made durable.
const BATCH_LEN: usize = 32 * 1024 * 1024;
/// Room beyond what the files take: a batch in the log of `evidence.db` and once more in the file, and what storing leaves
/// free.
const MARGIN: u64 = 96 * 1024 * 1024;

/// The folder.
pub(super) struct Next {
    /// The vault's own, in which it lies.
    vault: Folder,
    pub(super) folder: Folder,
    pub(super) header: Header,
    key: VaultKey,
    store: EvidenceStore,
    /// Sealed bytes that aren't durable yet.
    pending_len: usize,
    lock: Arc<Lock>,
}

impl Next {
    /// Makes the folder with a new key, wrapped for the passphrase; or takes over what an interrupted attempt left, if the
    /// passphrase opens that. Anything else that lies there goes.
    ///
    /// # Errors
    /// [`Error::InUse`] if somebody is at it already; those of writing.
    pub(super) fn begin(vault: &Folder, passphrase: &Passphrase, cost: KdfCost) -> Result<Self> {
        const DOING: &str = "beginning a new key";
        let path = vault.file(NEXT);
        match fs::symlink_metadata(&path) {
            Err(source) if source.kind() == ErrorKind::NotFound => {}
            Err(source) => return Err(Error::io(DOING)(source)),
            Ok(found) if !found.is_dir() => return Err(Error::damaged(NEXT)),
            Ok(_) => {
                let folder = Folder::found(&path)?;
                let lock = Lock::take(&folder)?;
                if let Some((header, key, store)) = taken_over(&folder, passphrase) {
                    let lock = Arc::new(lock);
                    return Ok(Self { vault: vault.clone(), folder, header, key, store, pending_len: 0, lock });
                }
                fs::remove_dir_all(&path).map_err(Error::io(DOING))?;
            }
        }
        let (header, key) = Header::create(&[NewSecret::Passphrase(passphrase, cost)])?;
        let folder = Folder::create(&path)?;
        let lock = Arc::new(Lock::take(&folder)?);
        let make = || {
            let keys = Arc::new(ChunkKeys::derive(&key, header.vault()));
            let store = EvidenceStore::create(&folder, keys)?;
            // First of all the key is kept, wrapped: whatever is sealed under it then can be gone on with.
            header.write(&folder, &key.header_key(header.vault()))?;
            Ok(store)
        };
        match make() {
            Ok(store) => Ok(Self { vault: vault.clone(), folder, header, key, store, pending_len: 0, lock }),
            Err(error) => {
                discard(&folder);
                Err(error)
            }
        }
    }

    /// Refuses where the disk can't take the vault a second time.
    ///
    /// # Errors
    /// [`Error::TooLittleRoom`].
    pub(super) fn require_room(&self) -> Result<()> {
        let both = |name: &str| len(&self.vault, name) + len(&self.vault, &format!("{name}-wal"));
        let evidence = both(EVIDENCE_DB).saturating_sub(len(&self.folder, EVIDENCE_DB));
        // The records' own log takes as much as they do once more, at worst.
        let needed = evidence + 2 * both(VAULT_DB) + MARGIN;
        match self.folder.room() {
            Some(free) if free < needed => Err(Error::TooLittleRoom { needed, free }),
            _ => Ok(()),
        }
    }

    /// The keys of the chunks.
    pub(super) fn keys(&self) -> &Arc<ChunkKeys> {
        self.store.keys()
    }

    /// The new key itself.
    pub(super) fn vault_key(&self) -> &VaultKey {
        &self.key
    }

    /// The key of the records.
    pub(super) fn database_key(&self) -> DatabaseKey {
        self.key.database_key(self.header.vault())
    }

    /// Whether a chunk is here, and opens.
    pub(super) fn has(&self, id: &ChunkId) -> Result<bool> {
        match self.store.get(id) {
            Ok(_) => Ok(true),
            Err(error) if error.is_damage() => Ok(false),
            Err(other) => Err(other),
        }
    }

    /// Stores a chunk.
    pub(super) fn put(&mut self, id: &ChunkId, sealed: &[u8]) -> Result<()> {
        // Once in the log, and all of the batch once more when the log is copied into the file.
        self.store.require_room(self.pending_len + 2 * sealed.len())?;
        self.store.begin()?;
        self.store.put(id, sealed)?;
        self.pending_len += sealed.len();
        if self.pending_len >= BATCH_LEN { self.commit() } else { Ok(()) }
    }

    /// Makes the chunks durable.
    pub(super) fn commit(&mut self) -> Result<()> {
        self.pending_len = 0;
        self.store.commit()
    }

    /// Removes every other chunk: of an earlier attempt, or of evidence that was taken back since.
    pub(super) fn keep_only(&self, wanted: &BTreeSet<ChunkId>) -> Result<()> {
        self.store.sweep(&mut |id| Ok(wanted.contains(id))).map(drop)
    }

    /// Removes the records of an earlier attempt.
    pub(super) fn remove_records(&self) -> Result<()> {
        ["", "-wal", "-shm", "-journal"]
            .iter()
            .try_for_each(|ending| remove(&self.folder.file(&format!("{VAULT_DB}{ending}"))))
    }

    /// Makes the header vouch for a row of the log.
    pub(super) fn vouch_for(&mut self, row: LogHead) -> Result<()> {
        let header = self.header.with_head(row)?;
        header.write(&self.folder, &self.key.header_key(header.vault()))?;
        self.header = header;
        Ok(())
    }

    /// Opens it as a vault.
    pub(super) fn opened(&self, at: Instant) -> Result<Vault> {
        let (folder, key) = (self.folder.clone(), self.key.again());
        Vault::staged(Arc::clone(&self.lock), folder.clone(), folder, self.header.vault(), key, at)
    }

    /// Closes everything, and lets it count: one renaming decides. Nothing has changed after an error, but that the next
    /// attempt may have to begin anew.
    ///
    /// # Errors
    /// Those of writing; [`Error::DamagedHeader`] if the header doesn't read back.
    pub(super) fn decide(self, after: &mut After<'_>) -> Result<(VaultKey, Header)> {
        const DOING: &str = "closing the vault under its new key";
        let Self { vault, folder, header, key, store, lock, .. } = self;
        drop(store);
        for name in [VAULT_DB, EVIDENCE_DB] {
            // Only the file itself is put in place: nothing may be left in its log.
            if len(&folder, &format!("{name}-wal")) > 0 {
                return Err(Error::damaged(format!("{NEXT}: {name} has a log that could not be written into it")));
            }
            File::open(folder.file(name)).and_then(|file| file.sync_all()).map_err(Error::io(DOING))?;
        }
        let read = read_copies(&folder)?.authentic(header.vault(), &key.header_key(header.vault()));
        if read.as_ref() != Some(&header) {
            return Err(Error::DamagedHeader);
        }
        folder.sync()?;
        after(Stage::Closed)?;
        fs::rename(folder.path(), vault.file(NEW)).map_err(Error::io(DOING))?;
        drop(lock);
        Ok((key, header))
    }

    /// Removes all of it.
    pub(super) fn give_up(self) {
        let Self { folder, store, .. } = self;
        drop(store);
        discard(&folder);
    }
}

/// What an interrupted attempt left, if the passphrase opens it. What can't be read is begun anew, whatever the reason.
fn taken_over(folder: &Folder, passphrase: &Passphrase) -> Option<(Header, VaultKey, EvidenceStore)> {
    let copies = read_copies(folder).ok()?;
    let Unlocked { vault_key, header, .. } = copies.unlock(folder, Secret::Passphrase(passphrase)).ok()?;
    let keys = Arc::new(ChunkKeys::derive(&vault_key, header.vault()));
    let store = EvidenceStore::open(folder, keys, Access::ReadWrite).ok()?;
    Some((header, vault_key, store))
}

/// Removes the folder. What can't be removed is removed by the next attempt, and counts for nothing.
fn discard(folder: &Folder) {
    let _ = fs::remove_dir_all(folder.path());
}
