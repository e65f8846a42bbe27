//! Opening `vault.db`: SQLCipher with the raw database key, and the settings under which it is used. Holds no SQL of
//! any noun.

use std::fs;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::folder::{Folder, VAULT_DB, create_private};
use crate::key::DatabaseKey;
use crate::table::column::vault_db;

/// How long a connection waits for another of this program's before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);
/// Statements kept prepared.
const STATEMENTS: usize = 128;
/// Decrypted pages that are kept in memory, in KiB. All of a usual vault: with fewer, each look into the matrix would
/// decrypt it anew.
const CACHE_KIB: i64 = 16 * 1024;

/// Makes the empty database of a new vault.
///
/// # Errors
/// [`Error::DiskFull`], [`Error::ReadOnly`], [`Error::Io`], [`Error::Sqlite`].
pub(crate) fn create(folder: &Folder, key: &DatabaseKey) -> Result<Connection> {
    // Made by us and not by SQLite, so that it is private from its first moment on.
    create_private(&folder.file(VAULT_DB)).map_err(Error::io("making vault.db"))?;
    connect(folder, key)
}

/// Opens the database of an existing vault.
///
/// # Errors
/// [`Error::Damaged`] if it is missing or its first page isn't readable under the key, which the header has vouched
/// for; [`Error::ReadOnly`], [`Error::Sqlite`].
pub(crate) fn open(folder: &Folder, key: &DatabaseKey) -> Result<Connection> {
    let path = folder.file(VAULT_DB);
    // An empty file would be taken for a new database.
    let found = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file() && found.len() > 0);
    if found { connect(folder, key) } else { Err(Error::damaged("vault.db, which is missing")) }
}

/// Takes all of the log over into the database's own file.
///
/// # Errors
/// Those of writing.
pub(crate) fn checkpoint(connection: &Connection) -> Result<()> {
    let run = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    run.map_err(vault_db("writing the log of vault.db into it"))
}

fn connect(folder: &Folder, key: &DatabaseKey) -> Result<Connection> {
    const DOING: &str = "opening vault.db";
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(folder.file(VAULT_DB), flags).map_err(vault_db(DOING))?;
    let set = || -> rusqlite::Result<()> {
        // The cipher reports each damaged page on standard error, where it helps nobody.
        connection.pragma_update(None, "cipher_log_level", "NONE")?;
        connection.pragma_update(None, "key", key.pragma_value().as_str())?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "mmap_size", 0)?;
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
        // What is removed for good has to be gone from the pages, too.
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.busy_timeout(PATIENCE)
    };
    set().map_err(vault_db(DOING))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}
