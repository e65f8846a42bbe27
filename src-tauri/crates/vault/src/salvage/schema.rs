//! The pages of `vault.db` on which all others hang: its first one and those of its schema. They are the same in every vault
//! that was made with this schema, so that where they can't be read they are taken from a new, empty database under the same
//! key and salt. Works on a copy of the damaged database alone.

use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::folder::{Folder, VAULT_DB};
use crate::key::DatabaseKey;
use crate::table::column::vault_db;
use crate::{database, migrate};

/// Bytes of a page.
const PAGE: u64 = 4096;
/// Bytes at the beginning of the file from which the cipher takes the salt of its page codes.
const SALT: usize = 16;
const DOING: &str = "putting the schema of a damaged vault.db together";

/// Whether all of the schema can be read.
pub(super) fn is_readable(connection: &Connection) -> bool {
    connection
        .query_row("SELECT count(sql) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
        .is_ok_and(|count| count > 0)
}

/// Puts the schema's pages of a new database in the place of those in a copy of a damaged one.
///
/// # Errors
/// [`Error::Damaged`] if not even the salt is there; those of writing.
pub(super) fn put_in_place(folder: &Folder, key: &DatabaseKey) -> Result<()> {
    let path = folder.file(VAULT_DB);
    let mut file = OpenOptions::new().read(true).write(true).open(&path).map_err(Error::io(DOING))?;
    let length = file.metadata().map_err(Error::io(DOING))?.len();
    let mut salt = [0; SALT];
    file.read_exact(&mut salt).map_err(|_| Error::damaged("vault.db, of which not even the beginning is there"))?;
    let donor = Folder::create(&folder.file("donor"))?;
    let pages = {
        let mut connection = database::create_salted(&donor, key, &salt)?;
        migrate::lay_down(&mut connection)?;
        let pages = schema_pages(&connection).map_err(vault_db(DOING))?;
        // Its first page says how long the file is: at least as long as the damaged one. The row stays, so that no page
        // counts as free: those of the damaged one aren't.
        connection.pragma_update(None, "foreign_keys", false).map_err(vault_db(DOING))?;
        let longer = "INSERT INTO activity_body (seq, salt, body) VALUES (1, zeroblob(16), hex(zeroblob(?1)))";
        connection.execute(longer, [length.div_ceil(2).cast_signed()]).map_err(vault_db(DOING))?;
        database::checkpoint(&connection)?;
        connection.close().map_err(|(_, source)| vault_db(DOING)(source))?;
        pages
    };
    let mut from = fs::File::open(donor.file(VAULT_DB)).map_err(Error::io(DOING))?;
    let new_length = from.metadata().map_err(Error::io(DOING))?.len();
    let copy = || -> std::io::Result<()> {
        for page in pages {
            let (mut bytes, at) = ([0; PAGE as usize], SeekFrom::Start((page - 1) * PAGE));
            from.seek(at)?;
            from.read_exact(&mut bytes)?;
            file.seek(at)?;
            file.write_all(&bytes)?;
        }
        if new_length > length { file.set_len(new_length) } else { Ok(()) }
    };
    copy().map_err(Error::io(DOING))?;
    fs::remove_dir_all(donor.path()).map_err(Error::io(DOING))
}

/// The pages that hold the schema, the first one of the file among them.
fn schema_pages(connection: &Connection) -> rusqlite::Result<Vec<u64>> {
    let mut query = connection
        .prepare("SELECT pageno FROM dbstat WHERE name IN ('sqlite_schema', 'sqlite_master') ORDER BY pageno")?;
    let pages = query.query_map([], |row| row.get::<_, i64>(0).map(i64::unsigned_abs))?;
    pages.collect()
}
