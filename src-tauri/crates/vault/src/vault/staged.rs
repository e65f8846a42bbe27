//! A copy of a vault before it is in its place: opened like any vault, so that it can be checked like any. Changes nothing
//! of it but an older schema.

use std::sync::Arc;
use std::time::Instant as Moment;

use model::time::Instant;

use super::older::standing;
use super::{Seen, Vault};
use crate::chunk::ChunkKeys;
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::header::copies::read_copies;
use crate::key::{VaultId, VaultKey};
use crate::lock::Lock;
use crate::store::{Access, EvidenceStore};
use crate::{database, derived, migrate};

impl Vault {
    /// Opens a copy by the key that it was made with. Headers and records lie in one folder, whose lock the caller has, the
    /// evidence in another or the same. What an older schema doesn't have yet is worked out for the day of `at`.
    ///
    /// # Errors
    /// [`Error::DamagedHeader`] if its header isn't as written; otherwise as [`Vault::unlock`].
    pub(crate) fn staged(
        lock: Arc<Lock>,
        records: Folder,
        evidence: Folder,
        vault: VaultId,
        vault_key: VaultKey,
        at: Instant,
    ) -> Result<Self> {
        let header_key = vault_key.header_key(vault);
        let header = read_copies(&records)?.authentic(vault, &header_key).ok_or(Error::DamagedHeader)?;
        let mut connection = database::open(&records, &vault_key.database_key(vault))?;
        // What it was copied from keeps the older schema, so that no copy of this one is needed.
        migrate::to_newest_without_copy(&mut connection)?;
        let condition = standing(&connection, header.log())?;
        let keys = Arc::new(ChunkKeys::derive(&vault_key, vault));
        let store = EvidenceStore::open(&evidence, keys, Access::ReadOnly)?;
        let has_day = derived::stored_day(&connection)?.is_some();
        let mut staged = Self {
            connection,
            store: Some(store),
            condition,
            header,
            header_key,
            vault_key,
            mended: None,
            put_off: Vec::new(),
            seen: Seen::Nothing,
            header_written: Moment::now(),
            header_failed: None,
            folder: records,
            evidence_folder: Some(evidence),
            fixed_salts: None,
            shelf: Arc::default(),
            held: Arc::default(),
            lock,
        };
        // A migration leaves the derived values to the first unlock.
        if !has_day {
            staged.bring_to(at)?;
        }
        Ok(staged)
    }
}
