//! Opening `vault.db`: SQLCipher with the raw database key, and the settings under which it is used. Holds no SQL of
//! any noun.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, Progress, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::fold;
use crate::folder::{Folder, VAULT_DB, create_private};
use crate::heap;
use crate::key::DatabaseKey;
use crate::table::column::vault_db;

/// How long a connection waits for another of this program's before it gives up.
const PATIENCE: Duration = Duration::from_secs(10);
/// Statements kept prepared.
const STATEMENTS: usize = 128;
/// Decrypted pages that are kept in memory, in KiB, at most. All of a usual vault, and of one with 50,000 evidence items
/// what its lists sort and filter by: with fewer, each look into them would decrypt it anew.
const CACHE_KIB: i64 = 64 * 1024;

/// Pages that are copied in one step.
const PAGES_AT_ONCE: i32 = 256;
/// How long a copying waits for another connection of this program's before it tries again.
const PAUSE: Duration = Duration::from_millis(5);

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

/// Keeps a copy of the database beside it, as the file `name`, under the same key. One that is there is left as it is. The
/// copy has its name only once it is whole, durable and checked.
///
/// # Errors
/// [`Error::Damaged`] if a page of the database or of the copy can't be read; [`Error::DiskFull`], [`Error::ReadOnly`],
/// [`Error::Io`], [`Error::Sqlite`].
pub(crate) fn keep_copy(connection: &Connection, folder: &Folder, key: &DatabaseKey, name: &str) -> Result<()> {
    const DOING: &str = "copying vault.db";
    let (part, whole) = (folder.file(&format!("{name}.new")), folder.file(name));
    match fs::symlink_metadata(&whole) {
        Ok(_) => return Ok(()),
        Err(source) if source.kind() == ErrorKind::NotFound => {}
        Err(source) => return Err(Error::io(DOING)(source)),
    }
    // What a copying that was stopped left behind.
    for ending in ["", "-journal", "-wal", "-shm"] {
        match fs::remove_file(folder.file(&format!("{name}.new{ending}"))) {
            Err(source) if source.kind() != ErrorKind::NotFound => return Err(Error::io(DOING)(source)),
            _ => {}
        }
    }
    // Copying a page that can't be read would fail with an error that says nothing.
    if !reads_back(connection).map_err(vault_db(DOING))? {
        return Err(Error::damaged("vault.db: a page can't be read, so it isn't brought up to date"));
    }
    copy_pages(connection, &part, key, &mut |_, _| Ok(()))?;
    if !is_sound(&part, key).map_err(vault_db("checking the copy of vault.db"))? {
        return Err(Error::damaged("vault.db: a copy of it, made before it is brought up to date, doesn't read back"));
    }
    File::open(&part).and_then(|file| file.sync_all()).map_err(Error::io(DOING))?;
    fs::rename(&part, &whole).map_err(Error::io(DOING))?;
    folder.sync()
}

/// Copies all pages of a database, as its connection sees them, into a new file under a key of that one's own. Inside a
/// transaction of the connection nothing that others write meanwhile comes along or makes it begin anew. `tell` hears after
/// each step how many pages of how many are done, and ends the copying with its error.
///
/// # Errors
/// [`Error::Damaged`] if a page can't be read; what `tell` answers; [`Error::DiskFull`], [`Error::ReadOnly`],
/// [`Error::Io`], [`Error::Sqlite`].
pub(crate) fn copy_pages(
    from: &Connection,
    path: &Path,
    key: &DatabaseKey,
    tell: &mut dyn FnMut(u64, u64) -> Result<()>,
) -> Result<()> {
    const DOING: &str = "copying vault.db";
    create_private(path).map_err(Error::io(DOING))?;
    let mut to = keyed(path, key).map_err(vault_db(DOING))?;
    let backup = Backup::new(from, &mut to).map_err(vault_db(DOING))?;
    loop {
        let step = backup.step(PAGES_AT_ONCE).map_err(vault_db(DOING))?;
        let Progress { remaining, pagecount } = backup.progress();
        let pages = |count: i32| u64::from(count.unsigned_abs());
        tell(pages(pagecount.saturating_sub(remaining)), pages(pagecount))?;
        match step {
            StepResult::Done => break,
            StepResult::Busy | StepResult::Locked => std::thread::sleep(PAUSE),
            _ => {}
        }
    }
    drop(backup);
    to.close().map_err(|(_, source)| vault_db(DOING)(source))
}

/// Opens a database anew and reads every page of it.
fn is_sound(path: &Path, key: &DatabaseKey) -> rusqlite::Result<bool> {
    let connection = keyed(path, key)?;
    let structure: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    let sound = structure == "ok" && reads_back(&connection)?;
    connection.close().map_err(|(_, source)| source)?;
    Ok(sound)
}

/// Whether the authentication code of every page of the file holds.
pub(crate) fn reads_back(connection: &Connection) -> rusqlite::Result<bool> {
    let mut query = connection.prepare("PRAGMA cipher_integrity_check")?;
    let mut wrong = query.query([])?;
    wrong.next().map(|line| line.is_none())
}

/// Makes an empty database whose pages would be those of another one with the same key and salt.
///
/// # Errors
/// As [`create`].
pub(crate) fn create_salted(folder: &Folder, key: &DatabaseKey, salt: &[u8; 16]) -> Result<Connection> {
    create_private(&folder.file(VAULT_DB)).map_err(Error::io("making a database"))?;
    connect_by(folder, &key.pragma_value_with(salt))
}

fn connect(folder: &Folder, key: &DatabaseKey) -> Result<Connection> {
    connect_by(folder, &key.pragma_value())
}

fn connect_by(folder: &Folder, key: &str) -> Result<Connection> {
    let set = || -> rusqlite::Result<Connection> {
        let connection = keyed_by(&folder.file(VAULT_DB), key)?;
        connection.pragma_update(None, "mmap_size", 0)?;
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
        // What is removed for good has to be gone from the pages, too.
        connection.pragma_update(None, "secure_delete", true)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.busy_timeout(PATIENCE)?;
        fold::make_known(&connection)?;
        Ok(connection)
    };
    let connection = set().map_err(vault_db("opening vault.db"))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(connection)
}

/// An error without the text of the statement that failed, which holds the key.
fn without_statement(error: rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqlInputError { error, .. } => rusqlite::Error::SqliteFailure(error, None),
        other => other,
    }
}

/// Opens a file under the key, and hardens the connection.
fn keyed(path: &Path, key: &DatabaseKey) -> rusqlite::Result<Connection> {
    keyed_by(path, &key.pragma_value())
}

/// The same, by the value of `PRAGMA key`.
fn keyed_by(path: &Path, key: &str) -> rusqlite::Result<Connection> {
    heap::wipe_what_is_given_back()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)?;
    // The cipher reports each damaged page on standard error, where it helps nobody.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "key", key).map_err(without_statement)?;
    // The processor has instructions for SHA-256, and seldom for the cipher's own choice, SHA-512 (decision 36).
    connection.pragma_update(None, "cipher_hmac_algorithm", "HMAC_SHA256")?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}
