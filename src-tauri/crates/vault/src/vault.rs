//! The vault: made, unlocked, read, changed by the one write door, and locked. Nothing of it is open to another program
//! meanwhile.

mod intake;
mod older;
mod open;
mod originals;
mod settle;
mod slots;
mod staged;
mod status;
#[cfg(test)]
mod tests;
mod text;

pub use intake::Intake;
pub use older::{Condition, Seen};
pub use originals::Originals;
pub use settle::PutOff;
pub use slots::Glance;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant as Moment};

use model::activity::{Action, LogRow};
use model::client::Client;
use model::time::Instant;
use rusqlite::Connection;

use crate::access::{Occasion, Reader, Writer, change};
use crate::activity;
use crate::chunk::{ChunkId, ChunkKeys};
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::header::Header;
use crate::header::copies::{self, Mended};
use crate::key::{DatabaseKey, HeaderKey, VaultKey};
use crate::lock::Lock;
use crate::page::Shelf;
use crate::passphrase::{KdfCost, Passphrase};
use crate::recovery::RecoveryCode;
use crate::slot::NewSecret;
use crate::store::EvidenceStore;
use crate::table::column::vault_db;
use crate::{database, device, migrate};

/// How long the header may lag behind the newest row of the log.
const HEADER_LAG: Duration = Duration::from_secs(60);

/// What a new vault begins with.
pub struct NewVault<'a> {
    /// The client.
    pub client: Client,
    /// The id that this device gives itself.
    pub device: &'a str,
    /// The person who works at it.
    pub person_name: &'a str,
    /// When.
    pub at: Instant,
    /// Gives the salts of the activity log's bodies instead of the operating system's generator, so that a sample is the
    /// same each time. None for every vault that holds a client's words: a known salt lets a short body be guessed.
    pub fixed_salts: Option<FixedSalts>,
}

/// Gives one salt after the other.
pub type FixedSalts = Box<dyn FnMut() -> [u8; 16] + Send>;

/// An unlocked vault. Dropping it locks it; [`Vault::lock`] also tells whether that went well.
pub struct Vault {
    connection: Connection,
    /// Missing only where the condition says that it is damaged.
    store: Option<EvidenceStore>,
    condition: Condition,
    header: Header,
    header_key: HeaderKey,
    vault_key: VaultKey,
    mended: Option<Mended>,
    put_off: Vec<PutOff>,
    seen: Seen,
    header_written: Moment,
    /// Why the header lags behind, if writing it failed; tried again with the next change and when locking.
    header_failed: Option<Error>,
    folder: Folder,
    /// Where `evidence.db` lies, if elsewhere: of a copy that isn't in its place yet.
    evidence_folder: Option<Folder>,
    fixed_salts: Option<FixedSalts>,
    /// Shared with those who look beside.
    shelf: Arc<Shelf>,
    /// Cloned by whatever is being made from the vault as it stands: nothing that it names may be taken away then.
    held: Arc<()>,
    /// Last, so that it is let go last.
    lock: Arc<Lock>,
}

impl Vault {
    /// Makes a vault in a new folder, with its client and the first row of its log. The recovery code is shown only
    /// now; the vault doesn't keep it.
    ///
    /// # Errors
    /// [`Error::Exists`] if there is a file or folder of this name, [`Error::Invalid`], [`Error::KdfCost`],
    /// [`Error::ReadOnly`], [`Error::DiskFull`] and others; nothing is left behind then.
    pub fn create(
        folder: &Path,
        passphrase: &Passphrase,
        cost: KdfCost,
        first: NewVault<'_>,
    ) -> Result<(Self, RecoveryCode)> {
        let code = RecoveryCode::random()?;
        let secrets = [NewSecret::Passphrase(passphrase, cost), NewSecret::Recovery(&code)];
        let (header, key) = Header::create(&secrets)?;
        let folder = Folder::create(folder)?;
        // The folder is ours and new. Should removing it fail as well, what is left has no header and is no vault.
        let made = Self::lay_down(folder.clone(), header, key, first);
        let vault = made.inspect_err(|_| std::fs::remove_dir_all(folder.path()).unwrap_or_default())?;
        Ok((vault, code))
    }

    fn lay_down(folder: Folder, header: Header, vault_key: VaultKey, mut first: NewVault<'_>) -> Result<Self> {
        let lock = Arc::new(Lock::take(&folder)?);
        let vault = header.vault();
        let store = EvidenceStore::create(&folder, Arc::new(ChunkKeys::derive(&vault_key, vault)))?;
        let mut connection = database::create(&folder, &vault_key.database_key(vault))?;
        migrate::lay_down(&mut connection)?;
        let salt = first.fixed_salts.as_mut().map(|next| next());
        let occasion = Occasion { action: Action::CreateVault, at: first.at, who: first.person_name, salt };
        change(&mut connection, occasion, |writer| {
            writer.insert(&first.client)?;
            device::name(writer, first.device, first.person_name)
        })?;
        // Before there is a header, and so a vault, the database has its schema and first row in its own file.
        database::checkpoint(&connection)?;
        let header_key = vault_key.header_key(vault);
        let mut vault = Self {
            connection,
            store: Some(store),
            condition: Condition::Sound,
            header,
            header_key,
            vault_key,
            mended: None,
            put_off: Vec::new(),
            seen: Seen::Nothing,
            header_written: Moment::now(),
            header_failed: None,
            folder,
            evidence_folder: None,
            fixed_salts: first.fixed_salts,
            shelf: Arc::default(),
            held: Arc::default(),
            lock,
        };
        vault.write_header()?;
        Ok(vault)
    }

    /// In which condition the vault was found.
    pub fn condition(&self) -> &Condition {
        &self.condition
    }

    /// A copy of the header that was damaged, older or missing when the vault was unlocked, in words; with the reason
    /// where it could not be written anew.
    pub fn mended_header(&self) -> Option<String> {
        let Mended { copy, was, failed } = self.mended.as_ref()?;
        let done = failed.as_ref().map_or_else(|| "written anew".to_owned(), |why| format!("not written anew: {why}"));
        Some(format!("{} was {}, {done}", copy.file(), words_for(*was)))
    }

    /// Reads, from one consistent state. A query within a query reads from the same.
    ///
    /// # Errors
    /// What `query` answers.
    pub fn read<T>(&self, query: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        if !self.connection.is_autocommit() {
            return query(&Reader::new(&self.connection));
        }
        let transaction = self.connection.unchecked_transaction().map_err(vault_db("beginning to read"))?;
        query(&Reader::with_shelf(&transaction, &self.shelf))
    }

    /// The one door to change the vault: the change, its row of the activity log and the derived values of what it
    /// touched are durable together when this returns, or nothing of it is.
    ///
    /// # Errors
    /// [`Error::OlderOrCutOff`] or [`Error::Damaged`] if the vault's condition allows no change, [`Error::Unnamed`] if
    /// `who` is empty, what `make` answers, [`Error::Referenced`], [`Error::DiskFull`] and others.
    pub fn write<T>(
        &mut self,
        action: Action,
        at: Instant,
        who: &str,
        make: impl FnOnce(&Writer<'_>) -> Result<T>,
    ) -> Result<(T, LogRow)> {
        self.refuse_unless_sound()?;
        let salt = self.fixed_salts.as_mut().map(|next| next());
        let made = change(&mut self.connection, Occasion { action, at, who, salt }, make)?;
        if self.header_failed.is_some() || self.header_written.elapsed() >= HEADER_LAG {
            // The change is made, whatever becomes of the header now.
            self.header_failed = self.write_header().err();
        }
        Ok(made)
    }

    /// The person named for a device.
    ///
    /// # Errors
    /// [`Error::Unnamed`] if nobody is: ask, then [`Vault::name_person`].
    pub fn who(&self, device: &str) -> Result<String> {
        self.read(|reader| reader.who(device))
    }

    /// Names the person who works at a device, from now on.
    ///
    /// # Errors
    /// [`Error::Invalid`] if the name is empty or too long; as [`Vault::write`].
    pub fn name_person(&mut self, device: &str, person_name: &str, at: Instant) -> Result<LogRow> {
        self.write(Action::NamePerson, at, person_name, |writer| device::name(writer, device, person_name))
            .map(|((), row)| row)
    }

    /// Makes the header vouch for the newest row of the log; done by itself when unlocking, when locking, and within
    /// about a minute of a change. Call it after an export.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::ReadOnly`], [`Error::Io`].
    pub fn write_head(&mut self) -> Result<()> {
        self.refuse_unless_sound()?;
        self.write_header()
    }

    /// Locks the vault.
    ///
    /// # Errors
    /// Those of writing the header: all changes are kept, but it vouches for fewer of them.
    pub fn lock(mut self) -> Result<()> {
        if self.condition == Condition::Sound { self.write_header() } else { Ok(()) }
    }

    /// The rows that readers share.
    pub(crate) fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf)
    }

    /// The folder, for a check.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Keeps the vault from taking anything away, as long as it is held.
    pub(crate) fn hold(&self) -> Arc<()> {
        Arc::clone(&self.held)
    }

    /// Refuses to take anything away while something is made from the vault as it stands.
    ///
    /// # Errors
    /// [`Error::BeingCopied`].
    pub(crate) fn refuse_while_copied(&self) -> Result<()> {
        if Arc::strong_count(&self.held) > 1 { Err(Error::BeingCopied) } else { Ok(()) }
    }

    /// Removes chunks that nothing names any more.
    pub(crate) fn remove_chunks(&self, ids: &[ChunkId]) -> Result<()> {
        self.store()?.remove(ids).map(drop)
    }

    /// The lock, for what goes on with the folder once the vault is closed.
    pub(crate) fn lock_held(&self) -> Arc<Lock> {
        Arc::clone(&self.lock)
    }

    /// The folder in which `evidence.db` lies, for a check.
    pub(crate) fn evidence_folder(&self) -> &Folder {
        self.evidence_folder.as_ref().unwrap_or(&self.folder)
    }

    /// The header, for a check.
    pub(crate) fn header(&self) -> &Header {
        &self.header
    }

    /// The key of the header's MAC, for a check.
    pub(crate) fn header_key(&self) -> &HeaderKey {
        &self.header_key
    }

    /// The vault key, for a check.
    pub(crate) fn vault_key(&self) -> &VaultKey {
        &self.vault_key
    }

    /// The key of `vault.db`, for further connections.
    pub(crate) fn database_key(&self) -> DatabaseKey {
        self.vault_key.database_key(self.header.vault())
    }

    /// The connection, for what stands outside the log.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn refuse_unless_sound(&self) -> Result<()> {
        match &self.condition {
            Condition::Sound => Ok(()),
            Condition::OlderOrCutOff { .. } => Err(Error::OlderOrCutOff),
            Condition::OlderThanSeen { .. } => Err(Error::OlderThanSeen),
            Condition::Damaged { what } => Err(Error::damaged(what.clone())),
        }
    }

    fn store(&self) -> Result<&EvidenceStore> {
        self.store.as_ref().ok_or_else(|| Error::damaged("evidence.db"))
    }

    fn write_header(&mut self) -> Result<()> {
        let head = activity::head(&self.connection)?;
        if head != self.header.log() {
            let header = self.header.with_head(head)?;
            header.write(&self.folder, &self.header_key)?;
            self.header = header;
        }
        self.header_written = Moment::now();
        self.header_failed = None;
        Ok(())
    }
}

impl Drop for Vault {
    fn drop(&mut self) {
        if self.condition == Condition::Sound {
            // Nobody is left to tell; the log itself is safe, and the next unlock writes the header.
            self.write_header().unwrap_or_default();
        }
    }
}

/// What a copy of the header was worth, in words.
pub(crate) fn words_for(copy: copies::Condition) -> &'static str {
    match copy {
        copies::Condition::Sound => "sound",
        copies::Condition::Older => "older than the other copy",
        copies::Condition::Missing => "missing",
        copies::Condition::Damaged => "damaged",
        copies::Condition::Forged => "not written with the vault's key",
    }
}
