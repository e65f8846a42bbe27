//! The list of migrations of `vault.db`, and bringing a database up to the newest. Changes no record by itself.

use rusqlite::Connection;
use rusqlite_migration::{Error as MigrationError, M, Migrations};

use crate::database;
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::key::DatabaseKey;
use crate::table::column::vault_db;

/// Every migration, in order. One is never edited once a release has it; the next one is appended.
static LIST: [M<'static>; NEWEST as usize] = [
    M::up(include_str!("../../../../migrations/0001_vault.sql")).foreign_key_check(),
    M::up(include_str!("../../../../migrations/0002_model.sql")).foreign_key_check(),
];

/// The schema that this program knows.
pub(crate) const NEWEST: u32 = 2;

/// The copy of `vault.db` that is kept beside it before the first step to the schema `NEWEST`. Nothing of ours replaces or
/// removes it.
pub(crate) const COPY_BEFORE: &str = "vault.db.before-2";

/// Brings the database of an existing vault up to the newest schema, after a copy of it was kept in the folder.
///
/// # Errors
/// [`Error::Newer`] if a newer program wrote it; [`Error::Damaged`] if there is nothing in it, or a page can't be copied;
/// those of writing.
pub(crate) fn to_newest(connection: &mut Connection, folder: &Folder, key: &DatabaseKey) -> Result<()> {
    if !is_older(connection)? {
        return Ok(());
    }
    database::keep_copy(connection, folder, key, COPY_BEFORE)?;
    migrate(connection)
}

/// Brings a copy of a vault's database up to the newest schema: what it was made from is kept.
///
/// # Errors
/// As [`to_newest`].
pub(crate) fn to_newest_without_copy(connection: &mut Connection) -> Result<()> {
    if is_older(connection)? { migrate(connection) } else { Ok(()) }
}

/// Whether a database has an older schema.
fn is_older(connection: &Connection) -> Result<bool> {
    match version(connection)? {
        NEWEST => Ok(false),
        // Not a new vault: without its log (`vault.db-wal`) a young one may be empty, and laying the schema down would
        // take away the way back.
        0 => Err(Error::damaged("vault.db, which holds nothing")),
        found if found > NEWEST => Err(Error::Newer { found, known: NEWEST }),
        _ => Ok(true),
    }
}

/// Lays the newest schema down in the empty database of a new vault.
///
/// # Errors
/// Those of writing.
pub(crate) fn lay_down(connection: &mut Connection) -> Result<()> {
    migrate(connection)
}

fn version(connection: &Connection) -> Result<u32> {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(vault_db("reading the version of vault.db"))
}

fn migrate(connection: &mut Connection) -> Result<()> {
    const DOING: &str = "bringing vault.db up to date";
    Migrations::from_slice(&LIST).to_latest(connection).map_err(|failure| match failure {
        MigrationError::RusqliteError { err, .. } => vault_db(DOING)(err),
        _ => Error::damaged("vault.db: its schema can't be brought up to date"),
    })
}

/// A new database of the newest schema, in memory and in the clear.
#[cfg(test)]
pub(crate) fn in_memory() -> Connection {
    crate::heap::wipe_what_is_given_back().unwrap();
    let mut connection = Connection::open_in_memory().unwrap();
    lay_down(&mut connection).unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    connection
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_in_the_list() {
        // Checking the list opens a connection of its own.
        crate::heap::wipe_what_is_given_back().unwrap();
        let folder = "../../../migrations";
        let mut numbered: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "schema.sql")
            .collect();
        numbered.sort();
        assert_eq!(numbered.len(), LIST.len());
        for (at, name) in numbered.iter().enumerate() {
            assert!(name.starts_with(&format!("{:04}_", at + 1)) && name.ends_with(".sql"), "{name}");
        }
        Migrations::from_slice(&LIST).validate().unwrap();
    }

    #[test]
    fn the_copy_is_named_after_the_newest_schema() {
        assert_eq!(COPY_BEFORE, format!("vault.db.before-{NEWEST}"));
    }

    // `VOUCHSAFE_WRITE_SCHEMA=1 cargo test -p vault schema` writes the page anew after a migration was added.
    #[test]
    fn schema_sql_is_the_sum_of_the_migrations() {
        let path = "../../../migrations/schema.sql";
        let sum = schema_of(&in_memory());
        if std::env::var_os("VOUCHSAFE_WRITE_SCHEMA").is_some() {
            std::fs::write(path, &sum).unwrap();
        }
        assert_eq!(std::fs::read_to_string(path).unwrap(), sum, "run this test with VOUCHSAFE_WRITE_SCHEMA=1");
    }

    // Without one, each record that is written or removed makes SQLite read the whole of the table that points to it.
    #[test]
    fn every_reference_has_an_index() {
        let connection = in_memory();
        let column = |sql: &str, of: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).unwrap();
            // A column of an index that is an expression has no name.
            let name = |row: &rusqlite::Row<'_>| row.get::<_, Option<String>>(0).map(Option::unwrap_or_default);
            statement.query_map([of], name).unwrap().collect::<rusqlite::Result<_>>().unwrap()
        };
        let tables = "SELECT name FROM sqlite_schema WHERE type = ?1";
        let mut bare = Vec::new();
        for table in column(tables, "table") {
            let mut indexed: Vec<Vec<String>> = column("SELECT name FROM pragma_index_list(?1)", &table)
                .iter()
                .map(|index| column("SELECT name FROM pragma_index_info(?1) ORDER BY seqno", index))
                .collect();
            // A row's own number needs none.
            let number = "SELECT name FROM pragma_table_info(?1) WHERE pk = 1 AND type = 'INTEGER'";
            indexed.push(column(number, &table));
            let keys = "SELECT group_concat(\"from\") FROM \
                        (SELECT * FROM pragma_foreign_key_list(?1) ORDER BY id, seq) GROUP BY id";
            for key in column(keys, &table) {
                let wanted: Vec<&str> = key.split(',').collect();
                if !indexed.iter().any(|index| index.iter().take(wanted.len()).eq(&wanted)) {
                    bare.push(format!("{table} ({key})"));
                }
            }
        }
        assert_eq!(bare, Vec::<String>::new());
    }

    fn schema_of(connection: &Connection) -> String {
        // What an index of the search keeps its words in is made by it.
        let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name NOT IN \
                   (SELECT name FROM pragma_table_list WHERE type = 'shadow') ORDER BY \
                   CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, tbl_name, name";
        let mut statement = connection.prepare(sql).unwrap();
        let parts = statement.query_map([], |row| row.get(0)).unwrap();
        let parts: Vec<String> = parts.collect::<rusqlite::Result<_>>().unwrap();
        let head = "-- All that vault.db keeps: the sum of the migrations, written by a test. Not run by anything.\n";
        parts.iter().fold(head.to_owned(), |page, part| format!("{page}\n{part};\n"))
    }
}
