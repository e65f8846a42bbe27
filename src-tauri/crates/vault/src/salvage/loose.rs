//! Rows whose leaf page can be read, though nothing that can be read leads to it any more: in the copy of the damaged
//! database each page in turn is made the root of a table of its own, and read as such.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, Row, params};

use super::wreck::Wreck;
use crate::error::Result;
use crate::table::column::vault_db;

/// Pages that are made tables at a time.
const BATCH: u32 = 200;
/// Errors that one page may cost.
const PATIENCE: u32 = 12;
const DOING: &str = "reading loose pages";

/// A table by which loose pages are read.
pub(super) struct Loose {
    /// Its columns, as they are declared.
    pub(super) declared: &'static str,
    /// The columns that are read.
    pub(super) columns: &'static str,
    /// The columns by which it is ordered, for one without row numbers.
    pub(super) key: Option<&'static str>,
}

impl Wreck {
    /// Every row on any page that can be read as one of the table. Rows of other tables may be among them, so that the
    /// caller looks at each; one may come more than once.
    pub(super) fn each_loose_row<T>(
        &self,
        loose: &Loose,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        take: &mut dyn FnMut(T),
    ) {
        let Ok(twin) = self.twin() else { return };
        twin.loose_rows(loose, &read, take);
        twin.discard();
    }

    fn loose_rows<T>(&self, loose: &Loose, read: &impl Fn(&Row<'_>) -> rusqlite::Result<T>, take: &mut dyn FnMut(T)) {
        let count = |connection: &Connection| {
            connection.query_row("PRAGMA page_count", [], |row| row.get::<_, u32>(0)).map_err(vault_db(DOING))
        };
        let pages = self.ask(count).unwrap_or_default();
        let mut first = 2;
        while first <= pages {
            let last = pages.min(first + BATCH - 1);
            // Where not even that can be written, there is nothing more to be found.
            if self.ask(|connection| declare(connection, loose, first, last)).is_none() {
                return;
            }
            self.reopen();
            for page in first..=last {
                let table = format!("loose_{page}");
                if self.ask(|connection| is_of_its_kind(connection, &table)) != Some(true) {
                    continue;
                }
                match loose.key {
                    None => self.each_row_within(PATIENCE, &table, loose.columns, read, &mut |_, row| take(row)),
                    Some(key) => {
                        for order in ["ASC", "DESC"] {
                            let order: Vec<String> = key.split(", ").map(|key| format!("{key} {order}")).collect();
                            let sql = format!("SELECT 0, {} FROM {table} ORDER BY {}", loose.columns, order.join(", "));
                            if self.ask(|connection| all(connection, &sql, read, take)).is_some() {
                                break;
                            }
                        }
                    }
                }
            }
            let _ = self.ask(forget);
            self.reopen();
            first = last + 1;
        }
    }
}

/// Whether a page can be the root of such a table. One of another kind costs no connection.
fn is_of_its_kind(connection: &Connection, table: &str) -> Result<bool> {
    let first = connection.query_row(&format!("SELECT 1 FROM {table} LIMIT 1"), [], |_| Ok(()));
    match first {
        Ok(()) => Ok(true),
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(false),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => Ok(false),
        Err(other) => Err(vault_db(DOING)(other)),
    }
}

fn all<T>(
    connection: &Connection,
    sql: &str,
    read: &impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    take: &mut dyn FnMut(T),
) -> Result<()> {
    let mut query = connection.prepare(sql).map_err(vault_db(DOING))?;
    let mut rows = query.query([]).map_err(vault_db(DOING))?;
    while let Some(row) = rows.next().map_err(vault_db(DOING))? {
        // A row of another table has other columns; those of ours may follow.
        if let Ok(row) = read(row) {
            take(row);
        }
    }
    Ok(())
}

/// Makes some pages tables, from the next opening on.
fn declare(connection: &Connection, loose: &Loose, first: u32, last: u32) -> Result<()> {
    let run = || -> rusqlite::Result<()> {
        open_schema(connection)?;
        connection.execute_batch("BEGIN")?;
        let sql = "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('table', ?1, ?1, ?2, ?3)";
        let mut insert = connection.prepare(sql)?;
        for page in first..=last {
            let name = format!("loose_{page}");
            insert.execute(params![name, page, format!("CREATE TABLE {name} {}", loose.declared)])?;
        }
        drop(insert);
        connection.execute_batch("COMMIT")
    };
    run().map_err(vault_db(DOING))
}

fn forget(connection: &Connection) -> Result<()> {
    let run = || -> rusqlite::Result<()> {
        open_schema(connection)?;
        connection.execute_batch("DELETE FROM sqlite_schema WHERE name LIKE 'loose\\_%' ESCAPE '\\'")
    };
    run().map_err(vault_db(DOING))
}

/// Lets the schema be written. On a copy alone, that is thrown away.
fn open_schema(connection: &Connection) -> rusqlite::Result<()> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "writable_schema", true)
}
