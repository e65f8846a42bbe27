//! The damaged records: a copy of them, so that nothing is ever written to the damaged vault, and reading around what can't
//! be read. A connection that has met a damaged page answers nothing any more, so each error costs one.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use rusqlite::{Connection, Row, params};

use super::schema;
use crate::database;
use crate::error::{Error, Result};
use crate::folder::{Folder, VAULT_DB, create_private};
use crate::key::DatabaseKey;
use crate::migrate;
use crate::table::column::vault_db;

/// Bytes that are copied at a time, and given up at a time where the disk can't read them: a page.
const BLOCK: usize = 4096;
/// Rows that are read at a time, until damage is met.
const BATCH: i64 = 64;
/// Errors that reading one table may cost.
const PATIENCE: u32 = 2000;
/// Numbers that are tried one by one behind damage, before the steps grow.
const CLOSE: u32 = 200;
/// How often the steps double: numbers of the search's lines lie far apart.
const WIDEST: u32 = 44;

/// The damaged records.
pub(super) struct Wreck {
    folder: Folder,
    key: DatabaseKey,
    connection: RefCell<Option<Connection>>,
    /// Whether anything couldn't be read since this was asked last.
    met: Cell<bool>,
}

impl Wreck {
    /// Copies the damaged records into a new folder and opens them there.
    ///
    /// # Errors
    /// [`Error::Damaged`] if not even their beginning can be read; [`Error::Newer`]; those of writing the copy.
    pub(super) fn lift(from: &Folder, to: &Path, key: &DatabaseKey) -> Result<Self> {
        let folder = Folder::create(to)?;
        for name in [VAULT_DB, "vault.db-wal"] {
            lift_file(&from.file(name), &folder.file(name))?;
        }
        let key = key.again();
        let opened = database::open(&folder, &key).ok().filter(schema::is_readable);
        let mut connection = match opened {
            Some(connection) => connection,
            None => {
                schema::put_in_place(&folder, &key)?;
                database::open(&folder, &key)?
            }
        };
        migrate::to_newest_without_copy(&mut connection)?;
        Ok(Self { folder, key, connection: RefCell::new(Some(connection)), met: Cell::new(false) })
    }

    /// A copy of the copy in which the schema is ours, and no page counts as free: for what needs to write into it.
    pub(super) fn twin(&self) -> Result<Self> {
        self.reopen();
        let folder = Folder::create(&self.folder.file("twin"))?;
        lift_file(&self.folder.file(VAULT_DB), &folder.file(VAULT_DB))?;
        schema::put_in_place(&folder, &self.key)?;
        Ok(Self { folder, key: self.key.again(), connection: RefCell::new(None), met: Cell::new(false) })
    }

    /// Removes a twin, which needs as much room as the records.
    pub(super) fn discard(self) {
        let Self { folder, connection, .. } = self;
        drop(connection);
        // What stays is removed with all that the new vault was put together from.
        let _ = fs::remove_dir_all(folder.path());
    }

    /// What a query answers; none if something that it needs can't be read.
    pub(super) fn ask<T>(&self, query: impl FnOnce(&Connection) -> Result<T>) -> Option<T> {
        let mut held = self.connection.borrow_mut();
        if held.is_none() {
            *held = database::open(&self.folder, &self.key).ok();
        }
        let answer = held.as_ref().map(query);
        match answer {
            Some(Ok(answer)) => Some(answer),
            Some(Err(_)) | None => {
                self.met.set(true);
                *held = None;
                None
            }
        }
    }

    /// Lets the connection go, so that the next question sees the schema anew.
    pub(super) fn reopen(&self) {
        *self.connection.borrow_mut() = None;
    }

    /// Whether something couldn't be read since this was asked last.
    pub(super) fn has_met_damage(&self) -> bool {
        self.met.replace(false)
    }

    /// The rows of a table by their row numbers: all that can be read, from before and behind each damaged page.
    pub(super) fn rows<T>(
        &self,
        table: &str,
        columns: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> BTreeMap<i64, T> {
        let mut found = BTreeMap::new();
        self.each_row(table, columns, read, &mut |number, row| drop(found.insert(number, row)));
        found
    }

    /// The same, one row after the other in no order of theirs, for what is too much to be kept.
    pub(super) fn each_row<T>(
        &self,
        table: &str,
        columns: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        take: &mut dyn FnMut(i64, T),
    ) {
        self.each_row_within(PATIENCE, table, columns, &read, take);
    }

    /// The same, of which no more errors may come than these.
    pub(super) fn each_row_within<T>(
        &self,
        mut patience: u32,
        table: &str,
        columns: &str,
        read: &impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        take: &mut dyn FnMut(i64, T),
    ) {
        let mut from = i64::MIN;
        let sql = |order: &str| {
            format!(
                "SELECT rowid, {columns} FROM {table} NOT INDEXED WHERE rowid > ?1 AND rowid < ?2 \
                 ORDER BY rowid {order} LIMIT ?3"
            )
        };
        let (ascending, descending) = (sql("ASC"), sql("DESC"));
        let mut end = None;
        while patience > 0 {
            let until = end.unwrap_or(i64::MAX);
            let Some(low) = self.along((from, until), &ascending, &mut patience, take, read) else { return };
            let high = match end {
                Some(high) => high,
                // From the end back to the last damage: what is between is looked for number by number.
                None => match self.along((low, i64::MAX), &descending, &mut patience, take, read) {
                    Some(high) => *end.insert(high),
                    None => return,
                },
            };
            match self.probe(low.max(0), high, &ascending, &mut patience, take, read) {
                Some(next) => {
                    // What lies before it, where the steps were wide.
                    let _ = self.along((low, next), &descending, &mut patience, take, read);
                    from = next;
                }
                None => return,
            }
        }
    }

    /// Asks for one number after the other behind damage, in wider steps the longer nothing answers, and back from there.
    /// Answers the first number that there is again.
    fn probe<T>(
        &self,
        low: i64,
        high: i64,
        sql: &str,
        patience: &mut u32,
        take: &mut dyn FnMut(i64, T),
        read: &impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Option<i64> {
        let (mut at, mut tries) = (low.saturating_add(1), 0_u32);
        while at < high && *patience > 0 && tries < CLOSE + WIDEST {
            let (from, to) = (at - 1, at.saturating_add(1));
            match self.ask(|connection| some(connection, sql, (from, to, 1), read)) {
                Some(rows) => {
                    let there = !rows.is_empty();
                    rows.into_iter().for_each(|(number, row)| take(number, row));
                    if there {
                        return Some(at);
                    }
                }
                None => *patience -= 1,
            }
            tries += 1;
            at = at.saturating_add(1 << tries.saturating_sub(CLOSE));
        }
        None
    }

    /// Reads rows between two numbers in one direction, up to damage. Answers the number of the last one; none when there
    /// are no more.
    fn along<T>(
        &self,
        (low, high): (i64, i64),
        sql: &str,
        patience: &mut u32,
        take: &mut dyn FnMut(i64, T),
        read: &impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Option<i64> {
        let ascending = sql.contains("ASC");
        let (mut low, mut high, mut batch) = (low, high, BATCH);
        loop {
            let rows = self.ask(|connection| some(connection, sql, (low, high, batch), read));
            match rows {
                Some(rows) => {
                    let count = rows.len() as i64;
                    if let Some((last, _)) = rows.last() {
                        if ascending { low = *last } else { high = *last }
                    }
                    rows.into_iter().for_each(|(number, row)| take(number, row));
                    if count < batch {
                        return None;
                    }
                }
                None => {
                    *patience = patience.saturating_sub(1);
                    if batch == 1 || *patience == 0 {
                        return Some(if ascending { low } else { high });
                    }
                    batch = 1;
                }
            }
        }
    }
}

fn some<T>(
    connection: &Connection,
    sql: &str,
    (low, high, most): (i64, i64, i64),
    read: &impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<(i64, T)>> {
    let rows = || -> rusqlite::Result<Vec<(i64, T)>> {
        let mut query = connection.prepare(sql)?;
        query.query_map(params![low, high, most], |row| Ok((row.get(0)?, read(row)?)))?.collect()
    };
    rows().map_err(vault_db("reading a damaged table"))
}

/// Copies a file that may not be there, block by block; one that the disk can't read becomes zeros, which no page of a
/// database is.
fn lift_file(from: &Path, to: &Path) -> Result<()> {
    const DOING: &str = "copying the damaged vault.db";
    match fs::symlink_metadata(from) {
        Err(source) if source.kind() == ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::io(DOING)(source)),
        Ok(found) if !found.is_file() => return Err(Error::damaged("vault.db, which is not a file")),
        Ok(_) => {}
    }
    let mut source = File::open(from).map_err(Error::io(DOING))?;
    let mut copy = create_private(to).map_err(Error::io(DOING))?;
    let length = source.metadata().map_err(Error::io(DOING))?.len();
    let mut at = 0;
    while at < length {
        let mut block = [0; BLOCK];
        let wanted = usize::try_from(length - at).map_or(BLOCK, |rest| rest.min(BLOCK));
        let read = source.seek(SeekFrom::Start(at)).and_then(|_| source.read_exact(&mut block[..wanted]));
        if read.is_err() {
            block = [0; BLOCK];
        }
        copy.write_all(&block[..wanted]).map_err(Error::io(DOING))?;
        at += wanted as u64;
    }
    Ok(())
}
