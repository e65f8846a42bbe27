//! Unlocking: a secret opens the header, the header's key all else. What an interrupted change of the key left is put in
//! place before anything is read.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant as Moment;

use model::time::Instant;

use super::{Condition, Seen, Vault, older};
use crate::chunk::ChunkKeys;
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::header::copies::{Unlocked, read_copies};
use crate::lock::Lock;
use crate::slot::Secret;
use crate::store::{Access, EvidenceStore};
use crate::{database, migrate, rotate};

impl Vault {
    /// Unlocks a vault. One of an older schema is brought up to date, after a copy of `vault.db` was kept beside it.
    /// Values that follow from the day are brought to the day of `at` (in UTC); evidence that an interrupted change left
    /// behind is removed. A full disk puts either off ([`Vault::put_off`]).
    ///
    /// # Errors
    /// [`Error::NotAVault`], [`Error::InUse`], [`Error::Newer`], [`Error::WrongPassphrase`],
    /// [`Error::WrongRecoveryCode`], [`Error::DamagedHeader`], [`Error::Damaged`] if not even the beginning of
    /// `vault.db` can be read, [`Error::ReadOnly`] if the folder can't be written, and others. Lesser damage is a
    /// [`Condition`] instead.
    pub fn unlock(folder: &Path, secret: Secret<'_>, at: Instant) -> Result<Self> {
        Self::unlock_as_seen(folder, secret, at, || None)
    }

    /// The same, held against the head that a keyring of this machine kept ([`Vault::head_to_keep`]): a folder that is
    /// older than that, or went another way since, is opened for reading only. `kept` is asked once the secret has opened
    /// a slot, and before anything is changed.
    ///
    /// # Errors
    /// As [`Vault::unlock`], and [`Error::WrongKeyringSecret`].
    pub fn unlock_as_seen(
        folder: &Path,
        secret: Secret<'_>,
        at: Instant,
        kept: impl FnOnce() -> Option<String>,
    ) -> Result<Self> {
        let folder = Folder::existing(folder)?;
        let lock = Arc::new(Lock::take(&folder)?);
        rotate::finish(&folder)?;
        let unlocked = unlocked(&folder, secret)?;
        Self::open_up(folder, lock, unlocked, at, kept)
    }

    /// Opens the vault in a folder, whose lock the caller has, by what its header gave.
    pub(crate) fn open_up(
        folder: Folder,
        lock: Arc<Lock>,
        unlocked: Unlocked,
        at: Instant,
        kept: impl FnOnce() -> Option<String>,
    ) -> Result<Self> {
        let Unlocked { vault_key, header, mended } = unlocked;
        let database_key = vault_key.database_key(header.vault());
        let mut connection = database::open(&folder, &database_key)?;
        migrate::to_newest(&mut connection, &folder, &database_key)?;
        let mut condition = older::standing(&connection, header.log())?;
        let keys = Arc::new(ChunkKeys::derive(&vault_key, header.vault()));
        let store = match EvidenceStore::open(&folder, keys, Access::ReadWrite) {
            Ok(store) => Some(store),
            Err(Error::Damaged { what }) => {
                condition = Condition::Damaged { what };
                None
            }
            Err(other) => return Err(other),
        };
        let header_key = vault_key.header_key(header.vault());
        let seen = Seen::read(kept().as_deref(), header.vault(), &header_key);
        if condition == Condition::Sound {
            condition = seen.against(&connection, &header)?;
        }
        let mut vault = Self {
            connection,
            store,
            condition,
            header,
            header_key,
            vault_key,
            mended,
            put_off: Vec::new(),
            seen,
            header_written: Moment::now(),
            header_failed: None,
            folder,
            evidence_folder: None,
            fixed_salts: None,
            shelf: Arc::default(),
            held: Arc::default(),
            lock,
        };
        if vault.condition == Condition::Sound {
            match vault.settle(at) {
                Err(Error::Damaged { what }) => vault.condition = Condition::Damaged { what },
                settled => settled?,
            }
        }
        Ok(vault)
    }
}

/// Unlocks the header. Where the two copies are of different vaults, the one counts whose key opens what lies here.
fn unlocked(folder: &Folder, secret: Secret<'_>) -> Result<Unlocked> {
    let mut by_vault = read_copies(folder)?.by_vault();
    let last = by_vault.pop().ok_or(Error::NotAVault)?;
    for copies in by_vault {
        // One that the secret doesn't open, or that opens nothing here, leaves the other one to try.
        let Ok(unlocked) = copies.unlock(folder, secret) else { continue };
        if database::open(folder, &unlocked.vault_key.database_key(unlocked.header.vault())).is_ok() {
            return Ok(unlocked);
        }
    }
    last.unlock(folder, secret)
}
