//! A vault made from a backup: copied and checked as a backup is. Leaves the backup as it is, but that a worse copy of its
//! header is mended when it is unlocked.

use std::ops::ControlFlow;
use std::path::Path;

use model::packet::Step;
use model::time::Instant;

use super::source::Source;
use super::{Accepts, Copied, CopyKey, Snapshot};
use crate::database;
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::header::copies::{Unlocked, read_copies};
use crate::lock::Lock;
use crate::rotate;
use crate::slot::Secret;
use crate::vault::Vault;

impl Vault {
    /// Makes a vault in a new folder from a backup, which is nothing but a vault that nobody works in. It opens with all
    /// that opens the backup. One of an older schema is brought up to date in the new folder.
    ///
    /// # Errors
    /// Those of [`Vault::unlock`] for the backup; [`Error::OlderOrCutOff`] or [`Error::Damaged`] if it isn't sound;
    /// [`Error::Exists`] if something of the new folder's name is there; those of [`Snapshot::back_up`].
    pub fn restore(
        backup: &Path,
        secret: Secret<'_>,
        folder: &Path,
        at: Instant,
        progress: &mut dyn FnMut(Step) -> ControlFlow<()>,
    ) -> Result<Copied> {
        let from = Folder::existing(backup)?;
        let _lock = Lock::take(&from)?;
        rotate::finish(&from)?;
        let Unlocked { vault_key, header, .. } = read_copies(&from)?.unlock(&from, secret)?;
        let connection = database::open(&from, &vault_key.database_key(header.vault()))?;
        let vouched = header.log();
        let source = Source::new(from, connection, header, vault_key)?;
        if !source.has_row(vouched)? {
            return Err(Error::OlderOrCutOff);
        }
        Snapshot::of(source, String::new(), at).copy(folder, Accepts::New, CopyKey::Same, progress)
    }
}
