//! How a connection to `evidence.db` is made: hardened before its first query, and refused when the schema isn't to
//! the letter the one laid down here.

use std::fs;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::{Access, PATIENCE};
use crate::chunk::MAX_SEALED_LEN;
use crate::error::{Error, Result};
use crate::folder::{EVIDENCE_DB, Folder};
use crate::heap;

/// The one table. Its row ids tell the order in which chunks came, and nothing else.
const TABLE: &str = "CREATE TABLE chunk (id BLOB NOT NULL UNIQUE CHECK (length(id) = 32), sealed BLOB NOT NULL) STRICT";
/// All that the schema holds: type, name, table, text.
const SCHEMA: [(&str, &str, &str, Option<&str>); 2] =
    [("table", "chunk", "chunk", Some(TABLE)), ("index", "sqlite_autoindex_chunk_1", "chunk", None)];
/// Marks the file as ours to tools that list file types: "VchE".
const APPLICATION_ID: i32 = 0x5663_6845;
/// The version of this schema.
const USER_VERSION: i32 = 1;
/// Of 4, 16, 32 and 64 KiB the size at which both 1 MiB chunks and small ones went in and out the quickest.
const PAGE_SIZE: i32 = 16_384;
/// Pages kept in memory: 8 MiB.
const CACHE_KIB: i32 = -8192;
/// The log is copied into the file when it holds this many pages, 32 MiB.
pub(super) const CHECKPOINT_PAGES: i32 = 2048;
/// A log that grew beyond this is cut when it is begun anew after a checkpoint.
pub(super) const LOG_LIMIT: i64 = 8 * 1024 * 1024;

/// Refuses anything but plain files where SQLite will open files: a link would lead it out of the folder.
pub(super) fn refuse_links(folder: &Folder) -> Result<()> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let name = format!("{EVIDENCE_DB}{ending}");
        match fs::symlink_metadata(folder.file(&name)) {
            Ok(found) if found.is_file() => {}
            Err(_) if !ending.is_empty() => {}
            Err(_) => return Err(Error::damaged(format!("{name}, which is missing"))),
            Ok(_) => return Err(Error::damaged(format!("{name}, which is not a file"))),
        }
    }
    Ok(())
}

/// Opens the file, which must exist, and hardens the connection. Runs no query.
pub(super) fn connect(folder: &Folder, mode: OpenFlags) -> Result<Connection> {
    let path = folder.file(EVIDENCE_DB);
    let open = || {
        heap::wipe_what_is_given_back()?;
        let db = Connection::open_with_flags(path, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        for (setting, is_on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
        ] {
            db.set_db_config(setting, is_on)?;
        }
        // No row of ours is longer, so a longer one is refused before memory is given to it.
        db.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_SEALED_LEN as i32 + 4096)?;
        db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        db.busy_timeout(PATIENCE)?;
        Ok(db)
    };
    open().map_err(Error::sqlite("opening evidence.db", EVIDENCE_DB))
}

/// Lays the schema down in an empty file.
pub(super) fn lay_down(db: &Connection) -> Result<()> {
    let sql = format!(
        "PRAGMA page_size = {PAGE_SIZE}; PRAGMA auto_vacuum = FULL; \
         BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {USER_VERSION}; {TABLE}; COMMIT"
    );
    db.execute_batch(&sql).map_err(Error::sqlite("laying down evidence.db", EVIDENCE_DB))
}

/// A transaction that changes nothing, and is written to the log all the same.
pub(super) fn smallest_change(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(&format!("BEGIN IMMEDIATE; PRAGMA user_version = {USER_VERSION}; COMMIT"))
}

/// Compares the schema, text by text; the first query on an opened file.
pub(super) fn compare(db: &Connection) -> Result<()> {
    type Entry = (String, String, String, Option<String>);
    let read = || {
        let mut query = db.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid LIMIT 3")?;
        let entries = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        entries.collect::<rusqlite::Result<Vec<Entry>>>()
    };
    let other = || Error::damaged("evidence.db, whose schema is not this program's");
    let entries = read().map_err(|source| match source {
        rusqlite::Error::SqliteFailure(..) => Error::sqlite("reading the schema of evidence.db", EVIDENCE_DB)(source),
        _ => other(),
    })?;
    let is_ours = entries.len() == SCHEMA.len()
        && entries.iter().zip(SCHEMA).all(|(entry, (kind, name, table, sql))| {
            (entry.0.as_str(), entry.1.as_str(), entry.2.as_str(), entry.3.as_deref()) == (kind, name, table, sql)
        });
    if is_ours { Ok(()) } else { Err(other()) }
}

/// The settings of a connection whose schema is known to be ours.
pub(super) fn settle(db: &Connection, access: Access) -> Result<()> {
    let settle = || {
        if access == Access::ReadOnly {
            db.pragma_update(None, "query_only", true)?;
        } else {
            db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
            db.pragma_update(None, "synchronous", "FULL")?;
            db.pragma_update_and_check(None, "wal_autocheckpoint", CHECKPOINT_PAGES, |_| Ok(()))?;
            db.pragma_update_and_check(None, "journal_size_limit", LOG_LIMIT, |_| Ok(()))?;
        }
        db.pragma_update(None, "cache_size", CACHE_KIB)?;
        db.pragma_update(None, "temp_store", "MEMORY")?;
        db.pragma_update(None, "cell_size_check", true)?;
        let number = |name| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        let mode = db.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0))?;
        Ok((mode, number("application_id")?, number("user_version")?, number("auto_vacuum")?))
    };
    let found = settle().map_err(Error::sqlite("setting up evidence.db", EVIDENCE_DB))?;
    // 1 is FULL.
    if found == ("wal".to_owned(), APPLICATION_ID, USER_VERSION, 1) {
        Ok(())
    } else {
        Err(Error::damaged("evidence.db, whose marks are not this program's"))
    }
}
