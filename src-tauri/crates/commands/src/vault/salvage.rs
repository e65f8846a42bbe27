//! Salvage: a new vault with all that can be read of a damaged one, and a list of what can't.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use model::time::Instant;
use serde::{Deserialize, Serialize};
use vault::{Salvaging, Vault};

use super::Key;
use super::backup::with_secret;
use crate::app::App;
use crate::failure::Failure;
use crate::held::Held;
use crate::host::Host;
use crate::save::{folder_of, require_folder};
use crate::staged::{self, Staged};

/// Puts a new vault together from what can be read of a damaged one, which stays as it is. No vault needs to be open, and
/// none is opened.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct SalvageVault {
    /// The damaged vault's folder.
    pub damaged: Held,
    /// What opens it, and will open the new one.
    pub key: Key,
    /// The folder to make; `NAME.vault`.
    pub folder: Held,
    /// Who works on this device; needed where the damaged vault doesn't say any more.
    pub person: Option<String>,
}

/// A vault that was salvaged, and checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct VaultSalvaged {
    /// Records in it.
    pub records: u64,
    /// Records of these that only the activity log still had.
    pub from_log: u64,
    /// Evidence files in it, each read back against its SHA-256.
    pub files: u64,
    /// The newest row of the old activity log, which stays in the damaged vault alone.
    pub old_seq: u64,
    /// All that is lost or in doubt, by item.
    pub lost: Vec<String>,
}

pub(crate) fn salvage(app: &mut App, request: SalvageVault) -> Result<VaultSalvaged, Failure> {
    staged::run(app, request)
}

/// Salvages a vault as `vault.salvage` does, while others may call commands.
///
/// # Errors
/// Those of the command.
pub fn salvage_shared(app: &Mutex<App>, request: SalvageVault) -> Result<VaultSalvaged, Failure> {
    staged::run_shared(app, request)
}

/// A salvage that is begun.
pub(crate) struct Begun {
    host: Arc<dyn Host>,
    at: Instant,
    device: String,
    damaged: PathBuf,
    key: Key,
    folder: PathBuf,
    person: Option<String>,
    spare_id: uuid::Uuid,
}

impl Staged for SalvageVault {
    type Begun = Begun;
    type Done = VaultSalvaged;
    type Answer = VaultSalvaged;

    fn begin(self, app: &mut App) -> Result<Begun, Failure> {
        let Self { damaged, key, folder, person } = self;
        let (damaged, folder, host) = (app.look(damaged)?, app.look(folder)?, app.shared_host());
        require_folder(folder_of(&folder))?;
        Ok(Begun {
            at: host.now(),
            device: host.device(),
            spare_id: host.next_id(),
            host,
            damaged,
            key,
            folder,
            person,
        })
    }

    fn work(begun: Begun) -> Result<VaultSalvaged, Failure> {
        let Begun { host, at, device, damaged, key, folder, person, spare_id } = begun;
        let salvaging = Salvaging { at, device: &device, person_name: person.as_deref(), spare_id };
        let salvaged = with_secret(&key, |secret| {
            Ok(Vault::salvage(&damaged, secret, &folder, salvaging, &mut |step| host.progress(step))?)
        })?;
        let vault::Salvaged { records, from_log, files, lost, old_seq, report: _ } = salvaged;
        Ok(VaultSalvaged { records, from_log, files, old_seq, lost })
    }

    fn end(_: &mut App, done: VaultSalvaged) -> Result<VaultSalvaged, Failure> {
        Ok(done)
    }
}
