//! Backups, copies to be given away, and vaults restored from a backup. The long part holds no app, so that others may use
//! the vault meanwhile; locking it ends a backup that isn't checked yet.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use model::activity::Action;
use serde::{Deserialize, Serialize};
use vault::{Copied, CopyKey, KdfCost, RecoveryCode, Snapshot, Vault};

use super::{Key, check_passphrase};
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::held::Held;
use crate::host::Host;
use crate::lent::ended_or;
use crate::save::{folder_of, require_folder};
use crate::secret::Secret;
use crate::staged::{self, Staged};

/// Makes a backup of the open vault, or a copy under a key of its own.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct BackUpVault {
    /// The folder of the copy: a new one, or one with an earlier backup of this vault, which gets only what it lacks. A
    /// folder of another kind gets the copy as a folder within it, of the vault's name.
    pub folder: Held,
    /// For a copy that is given away: its passphrase. Everything is sealed anew under a key of its own, and nothing but
    /// this passphrase opens it. Its folder must be new.
    pub new_passphrase: Option<Secret>,
}

/// A copy that was made, opened and fully checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct VaultCopied {
    /// Name of its folder.
    pub name: String,
    /// Whether that folder lies in the one that was named.
    pub within: bool,
    /// Whether an earlier copy was there.
    pub was_there: bool,
    /// The newest row of the activity log that it holds.
    pub seq: u64,
    /// Records in it.
    pub records: u64,
    /// Evidence files in it, each read back against its SHA-256.
    pub files: u64,
    /// Bytes of those.
    pub bytes: u64,
    /// Pieces of evidence in it.
    pub chunks: u64,
    /// Pieces of these that were written now.
    pub new_chunks: u64,
    /// Whether the log of the vault notes it; not where the vault was locked before it could.
    pub noted: bool,
}

impl From<Copied> for VaultCopied {
    fn from(copied: Copied) -> Self {
        let Copied { name, within, was_there, seq, chunks, new_chunks, report } = copied;
        let (records, files, bytes) = (report.records, report.files, report.bytes);
        Self { name, within, was_there, seq, records, files, bytes, chunks, new_chunks, noted: false }
    }
}

pub(crate) fn back_up(app: &mut App, request: BackUpVault) -> Result<VaultCopied, Failure> {
    staged::run(app, request)
}

/// Makes a backup as `vault.backup` does, while others may call commands.
///
/// # Errors
/// Those of the command; [`crate::Code::Locked`] where the vault was locked before the copy was checked.
pub fn back_up_shared(app: &Mutex<App>, request: BackUpVault) -> Result<VaultCopied, Failure> {
    staged::run_shared(app, request)
}

/// A backup that is begun.
pub(crate) struct Begun {
    sitting: u64,
    host: Arc<dyn Host>,
    snapshot: Arc<Snapshot>,
    folder: PathBuf,
    new_passphrase: Option<Secret>,
}

/// A backup that only has to be noted.
pub(crate) struct Done {
    sitting: u64,
    is_own: bool,
    copied: VaultCopied,
}

impl Staged for BackUpVault {
    type Begun = Begun;
    type Done = Done;
    type Answer = VaultCopied;

    fn begin(self, app: &mut App) -> Result<Begun, Failure> {
        let Self { folder, new_passphrase } = self;
        if let Some(new) = &new_passphrase {
            check_passphrase(new)?;
        }
        // It stays held: the next backup goes to the same place.
        let folder = app.look(folder)?;
        require_folder(folder_of(&folder))?;
        Ok(Begun { sitting: app.sitting(), host: app.shared_host(), snapshot: app.snapshot()?, folder, new_passphrase })
    }

    fn work(begun: Begun) -> Result<Done, Failure> {
        let Begun { sitting, host, snapshot, folder, new_passphrase } = begun;
        let passphrase = new_passphrase.as_ref().map(Secret::passphrase);
        let key = passphrase.as_ref().map_or(CopyKey::Same, |new| CopyKey::New(new, KdfCost::USUAL));
        let copied = snapshot
            .back_up(&folder, key, &mut |step| host.progress(step))
            .map_err(|error| ended_or(&snapshot, error))?;
        Ok(Done { sitting, is_own: new_passphrase.is_none(), copied: copied.into() })
    }

    fn end(app: &mut App, done: Done) -> Result<VaultCopied, Failure> {
        let Done { sitting, is_own, copied } = done;
        // The copy is whole and in its place: a vault that was locked a moment ago only can't note it.
        if app.require_sitting(sitting).is_err() {
            return Ok(copied);
        }
        let action = if is_own { Action::BackUpVault } else { Action::GiveCopy };
        app.write(action, |w, _| {
            w.fact("copied_row", &copied.seq);
            w.fact("files", &copied.files);
            w.fact("bytes", &copied.bytes);
            Ok(())
        })?;
        app.session()?.vault.write_head()?;
        Ok(VaultCopied { noted: true, ..copied })
    }
}

/// Works with the secret in a key, for a vault that isn't opened to be worked in.
pub(super) fn with_secret<T>(
    key: &Key,
    work: impl FnOnce(vault::Secret<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    match key {
        Key::Passphrase(text) => work(vault::Secret::Passphrase(&text.passphrase())),
        Key::RecoveryCode(text) => work(vault::Secret::Recovery(&RecoveryCode::parse(text.reveal())?)),
        Key::Keyring => Err(Failure::new(Code::Invalid, "must be the passphrase or the recovery code here").on("key")),
    }
}

/// Makes a vault in a new folder from a backup, and checks it. No vault needs to be open, and none is opened.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct RestoreVault {
    /// The backup's folder.
    pub backup: Held,
    /// What opens it.
    pub key: Key,
    /// The folder to make; `NAME.vault`.
    pub folder: Held,
}

pub(crate) fn restore(app: &mut App, request: RestoreVault) -> Result<VaultCopied, Failure> {
    staged::run(app, request)
}

/// Restores a vault as `vault.restore` does, while others may call commands.
///
/// # Errors
/// Those of the command.
pub fn restore_shared(app: &Mutex<App>, request: RestoreVault) -> Result<VaultCopied, Failure> {
    staged::run_shared(app, request)
}

/// A restoring that is begun: the backup, what opens it, the new folder.
pub(crate) struct Restoring {
    host: Arc<dyn Host>,
    backup: PathBuf,
    key: Key,
    folder: PathBuf,
}

impl Staged for RestoreVault {
    type Begun = Restoring;
    type Done = VaultCopied;
    type Answer = VaultCopied;

    fn begin(self, app: &mut App) -> Result<Restoring, Failure> {
        let Self { backup, key, folder } = self;
        let (backup, folder) = (app.look(backup)?, app.look(folder)?);
        require_folder(folder_of(&folder))?;
        Ok(Restoring { host: app.shared_host(), backup, key, folder })
    }

    fn work(begun: Restoring) -> Result<VaultCopied, Failure> {
        let Restoring { host, backup, key, folder } = begun;
        let copied = with_secret(&key, |secret| {
            Ok(Vault::restore(&backup, secret, &folder, host.now(), &mut |step| host.progress(step))?)
        })?;
        Ok(copied.into())
    }

    fn end(_: &mut App, done: VaultCopied) -> Result<VaultCopied, Failure> {
        Ok(done)
    }
}
