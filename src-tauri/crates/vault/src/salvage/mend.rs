//! References to what is lost: taken out where a record can do without, else the record goes as well. Whatever is taken out
//! is named, and no record stays that breaks a rule.

use std::collections::BTreeSet;

use model::record::{AnyRecord, Noun};
use rusqlite::Connection;
use uuid::Uuid;

use super::old_log::Key;
use super::records::named;
use crate::error::Result;
use crate::table::column::vault_db;
use crate::table::{find_any, ids_of, parts_of, remove_any};

const DOING: &str = "mending references";

/// A reference that is broken in some row: from which columns of a table, and where they are broken.
struct Broken {
    table: String,
    columns: Vec<String>,
    /// SQL that holds for the broken rows of `t`.
    holds: String,
    optional: bool,
}

/// Takes every reference to what isn't there out of the records; what it does goes to `lost`.
pub(super) fn mend(connection: &Connection, lost: &mut Vec<String>) -> Result<()> {
    // Each round takes something away, so that it comes to an end.
    loop {
        let broken = broken(connection).map_err(vault_db(DOING))?;
        if broken.is_empty() {
            return Ok(());
        }
        for reference in broken {
            mend_one(connection, &reference, lost)?;
        }
    }
}

fn mend_one(connection: &Connection, broken: &Broken, lost: &mut Vec<String>) -> Result<()> {
    let Broken { table, columns, holds, optional } = broken;
    if let Some(noun) = Noun::from_name(table) {
        let records = read(connection, noun, &format!("SELECT id FROM {table} t WHERE {holds}"))?;
        let none: Vec<String> = columns.iter().map(|column| format!("\"{column}\" = NULL")).collect();
        let without = format!("UPDATE {table} AS t SET {} WHERE {holds}", none.join(", "));
        // A table may refuse the record without it, or its rules may.
        if *optional && connection.execute_batch(&without).is_ok() {
            return keep_lawful(connection, records, lost);
        }
        for (key, name) in records {
            lost.push(format!("{name}: what it belongs to is lost"));
            remove_any(connection, key.0, key.1)?;
        }
        return Ok(());
    }
    let owner = Noun::ALL.iter().copied().find(|noun| parts_of(*noun).contains(&table.as_str()));
    let records = match owner {
        // The record itself may be what is lost; then only its parts go.
        Some(noun) => {
            let column = noun.name();
            read(connection, noun, &format!("SELECT DISTINCT t.\"{column}\" FROM {table} t WHERE {holds}"))?
        }
        None => Vec::new(),
    };
    run(connection, &format!("DELETE FROM {table} AS t WHERE {holds}"))?;
    keep_lawful(connection, records, lost)
}

/// Records by key and name, before they change.
fn read(connection: &Connection, noun: Noun, sql: &str) -> Result<Vec<(Key, String)>> {
    let ids = || -> rusqlite::Result<Vec<Vec<u8>>> {
        let mut query = connection.prepare(sql)?;
        query.query_map([], |row| row.get(0))?.collect()
    };
    let ids: BTreeSet<Uuid> =
        ids().map_err(vault_db(DOING))?.iter().filter_map(|id| Uuid::from_slice(id).ok()).collect();
    let there: BTreeSet<Uuid> = ids_of(connection, noun)?.into_iter().collect();
    let known = ids.intersection(&there);
    let name = |id: &Uuid| match find_any(connection, noun, *id) {
        Ok(Some(record)) => named(&record),
        _ => format!("{} {id}", noun.name()),
    };
    Ok(known.map(|id| ((noun, *id), name(id))).collect())
}

/// Removes of these records the ones that break a rule by now.
fn keep_lawful(connection: &Connection, records: Vec<(Key, String)>, lost: &mut Vec<String>) -> Result<()> {
    for ((noun, id), name) in records {
        let lawful = |record: &AnyRecord| record.check().is_ok();
        match find_any(connection, noun, id) {
            Ok(Some(record)) if lawful(&record) => {
                lost.push(format!("{name}: no longer names something that is lost"));
            }
            Ok(None) => {}
            _ => {
                lost.push(format!("{name}: something that it can't do without is lost"));
                remove_any(connection, noun, id)?;
            }
        }
    }
    Ok(())
}

/// Every reference that is broken somewhere.
fn broken(connection: &Connection) -> rusqlite::Result<Vec<Broken>> {
    let mut query = connection.prepare("SELECT DISTINCT \"table\", fkid FROM pragma_foreign_key_check")?;
    let found = query.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    found
        .collect::<rusqlite::Result<Vec<_>>>()?
        .into_iter()
        .map(|(table, id)| reference(connection, table, id))
        .collect()
}

fn reference(connection: &Connection, table: String, id: i64) -> rusqlite::Result<Broken> {
    let sql = "SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1) WHERE id = ?2 ORDER BY seq";
    let mut query = connection.prepare(sql)?;
    let parts = query.query_map((&table, id), |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    let parts: Vec<(String, String, String)> = parts.collect::<rusqlite::Result<_>>()?;
    let parent = parts.first().map(|(parent, ..)| parent.clone()).unwrap_or_default();
    let columns: Vec<String> = parts.iter().map(|(_, from, _)| from.clone()).collect();
    let set: Vec<String> = columns.iter().map(|from| format!("t.\"{from}\" IS NOT NULL")).collect();
    let same: Vec<String> = parts.iter().map(|(_, from, to)| format!("p.\"{to}\" = t.\"{from}\"")).collect();
    let holds = format!("{} AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {})", set.join(" AND "), same.join(" AND "));
    let sql = "SELECT count(*) FROM pragma_table_info(?1) WHERE name = ?2 AND \"notnull\" = 0 AND pk = 0";
    let mut optional = !columns.is_empty();
    for column in &columns {
        optional &= connection.query_row(sql, (&table, column), |row| row.get::<_, i64>(0))? == 1;
    }
    Ok(Broken { table, columns, holds, optional })
}

fn run(connection: &Connection, sql: &str) -> Result<()> {
    connection.execute_batch(sql).map_err(vault_db(DOING))
}
