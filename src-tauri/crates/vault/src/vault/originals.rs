//! Handing originals and redacted twins out, byte for byte, each verified against its SHA-256.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use model::id::FileId;
use rusqlite::Connection;

use super::Vault;
use crate::chunk::ChunkKeys;
use crate::error::{Error, Result};
use crate::ingest::Sealed;
use crate::store::{Access, EvidenceStore};
use crate::table::{file, twin};

/// The originals of a vault as they stood at one moment, on a connection of their own: for a packet that is drawn while
/// the vault goes on being used. Let it go before the vault is locked.
pub struct Originals {
    store: EvidenceStore,
    files: BTreeMap<FileId, Sealed>,
    _held: Arc<()>,
}

impl Originals {
    /// Writes an original.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Damaged`] naming the chunk or the file, after which what was written must not be
    /// used; [`Error::Io`] if `to` fails.
    pub fn original(&self, file: FileId, to: &mut dyn Write) -> Result<()> {
        let sealed = self.files.get(&file).ok_or_else(|| Error::NotFound { what: format!("file {file}") })?;
        write_out(&self.store, sealed, to)
    }
}

impl Vault {
    /// Writes an original, byte for byte.
    ///
    /// # Errors
    /// As [`Originals::original`].
    pub fn original(&self, file: FileId, to: &mut dyn Write) -> Result<()> {
        let sealed = self.read(|reader| sealed(reader.connection(), file))?;
        write_out(self.store()?, &sealed, to)
    }

    /// The originals as they stand now, for use beside the vault and on another thread.
    ///
    /// # Errors
    /// [`Error::Damaged`], and those of opening and reading.
    pub fn originals(&self) -> Result<Originals> {
        let files = self.read(|reader| {
            let mut there = Vec::new();
            for (_, file) in file::list(reader.connection())? {
                match file::sealed(reader.connection(), file.id) {
                    // What was purged is listed without its files.
                    Err(Error::Purged { .. }) => {}
                    found => there.push(found.map(|_| file.id)?),
                }
            }
            let twins = twin::list(reader.connection())?.into_iter().filter(|stored| stored.sealed.is_some());
            there.extend(twins.map(|stored| stored.twin));
            Ok(there)
        })?;
        self.originals_of(files)
    }

    /// The originals of some files, as they stand now; costs nothing for the others that the vault holds.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Purged`], [`Error::Damaged`], and those of opening and reading.
    pub fn originals_of(&self, files: Vec<FileId>) -> Result<Originals> {
        let keys = Arc::new(ChunkKeys::derive(&self.vault_key, self.header.vault()));
        let store = EvidenceStore::open(&self.folder, keys, Access::ReadOnly)?;
        let files = self.read(|reader| {
            let connection = reader.connection();
            files.into_iter().map(|id| Ok((id, sealed(connection, id)?))).collect()
        })?;
        Ok(Originals { store, files, _held: self.hold() })
    }
}

/// All that is needed to read an original or a twin back.
fn sealed(connection: &Connection, id: FileId) -> Result<Sealed> {
    match file::sealed(connection, id) {
        Err(Error::NotFound { .. }) => twin::sealed(connection, id),
        found => found,
    }
}

fn write_out(store: &EvidenceStore, sealed: &Sealed, to: &mut dyn Write) -> Result<()> {
    store.read_back(sealed, &mut |plain| to.write_all(plain).map_err(Error::io("writing an original")))
}
