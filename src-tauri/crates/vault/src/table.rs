//! One file a noun: how its records stand in their table. Here is what all have in common: inserting, updating,
//! getting, listing and removing, for a record whose noun is known and for one whose isn't.

mod ahead;
pub(crate) mod carried_line;
pub(crate) mod client;
pub(crate) mod column;
pub(crate) mod commitment;
pub(crate) mod control;
pub(crate) mod criterion;
pub(crate) mod custody;
pub(crate) mod engagement;
pub(crate) mod evidence;
pub(crate) mod fields;
pub(crate) mod file;
pub(crate) mod file_text;
pub(crate) mod finding;
pub(crate) mod follow_up;
pub(crate) mod gap;
pub(crate) mod holiday;
pub(crate) mod message;
pub(crate) mod occurrence;
pub(crate) mod organisation;
pub(crate) mod packet;
pub(crate) mod part;
pub(crate) mod person;
pub(crate) mod plan_row;
pub(crate) mod population;
pub(crate) mod rating;
pub(crate) mod request;
pub(crate) mod retest;
pub(crate) mod sheet_mapping;
pub(crate) mod signing_key;
pub(crate) mod surface;
pub(crate) mod system;
pub(crate) mod task;
pub(crate) mod team;
pub(crate) mod twin;
pub(crate) mod user_control;

#[cfg(test)]
mod tests;

use std::fmt::Display;

use model::id::EngagementId;
use model::invalid::Invalid;
use model::record::{AnyRecord, Noun, Record};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use crate::error::{Error, Result};
use ahead::Ahead;
use column::{Column, Columns, Fields, vault_db};

/// A noun of the vault with a table of its own, named like the noun.
pub trait Table: Record {
    /// The noun's own id.
    type Id: Copy + Display;

    /// The id as the UUID that it is.
    #[doc(hidden)]
    fn uuid(id: Self::Id) -> Uuid;

    /// The columns by which lists are ordered.
    #[doc(hidden)]
    const ORDER: &'static str;

    /// The tables that hold parts of the record, each with a column named like the noun.
    #[doc(hidden)]
    const PARTS: &'static [&'static str];

    /// The columns of the noun's own table.
    #[doc(hidden)]
    fn columns(&self) -> Columns;

    /// Writes the rows of the tables of parts.
    #[doc(hidden)]
    fn insert_parts(&self, connection: &Connection) -> Result<()>;

    /// The record, from a row and from its parts.
    #[doc(hidden)]
    fn read(fields: &Fields<'_>) -> Result<Self>;
}

/// A noun of which an engagement has many.
pub trait InEngagement: Table {
    /// The engagement.
    fn engagement(&self) -> EngagementId;
}

/// A noun whose records are numbered in their engagement, from 1, no number ever used again.
pub trait Numbered: InEngagement {
    /// The number.
    fn number(&self) -> u32;
}

/// Writes a new record with its parts.
pub(crate) fn insert<R: Table>(connection: &Connection, record: &R) -> Result<()> {
    insert_row(connection, R::NOUN.name(), record.columns())?;
    record.insert_parts(connection)
}

/// Writes a record over the one of the same id, parts included.
pub(crate) fn update<R: Table>(connection: &Connection, record: &R) -> Result<()> {
    // The id stays what it is; setting it would make SQLite look for all that points to it.
    let others = record.columns().into_iter().filter(|(name, _)| *name != "id");
    let (names, mut values): (Vec<_>, Vec<_>) = others.unzip();
    let places: Vec<_> = names.iter().enumerate().map(|(at, name)| format!("\"{name}\" = ?{}", at + 1)).collect();
    let sql = format!("UPDATE {} SET {} WHERE id = ?{}", R::NOUN.name(), places.join(", "), names.len() + 1);
    values.push(record.key().to_value());
    if execute(connection, &sql, values)? != 1 {
        return Err(not_found::<R>(&record.key()));
    }
    remove_parts::<R>(connection, record.key())?;
    record.insert_parts(connection)
}

/// Removes a record with its parts.
pub(crate) fn remove<R: Table>(connection: &Connection, id: Uuid) -> Result<()> {
    remove_parts::<R>(connection, id)?;
    let sql = format!("DELETE FROM {} WHERE id = ?1", R::NOUN.name());
    if execute(connection, &sql, vec![id.to_value()])? == 1 { Ok(()) } else { Err(not_found::<R>(&id)) }
}

/// The record of this id, if there is one.
pub(crate) fn find<R: Table>(connection: &Connection, id: Uuid) -> Result<Option<R>> {
    let table = R::NOUN.name();
    let sql = format!("SELECT * FROM {table} WHERE id = ?1");
    rows(connection, table, &sql, vec![id.to_value()], R::read).map(|mut found| found.pop())
}

/// The records that `clause` chooses, in the noun's order unless the clause says another.
pub(crate) fn select<R: Table>(connection: &Connection, clause: &str, values: Vec<Value>) -> Result<Vec<R>> {
    let table = R::NOUN.name();
    let sql = if clause.contains("ORDER BY") {
        format!("SELECT * FROM {table} {clause}")
    } else {
        format!("SELECT * FROM {table} {clause} ORDER BY {}", R::ORDER)
    };
    let ahead = Ahead::new(table, clause, &values);
    rows(connection, table, &sql, values.clone(), |fields| R::read(&fields.with_parts(&ahead)))
}

/// Reads rows of `table` one by one.
pub(crate) fn rows<T>(
    connection: &Connection,
    table: &'static str,
    sql: &str,
    values: Vec<Value>,
    mut read: impl FnMut(&Fields<'_>) -> Result<T>,
) -> Result<Vec<T>> {
    const DOING: &str = "reading a table";
    let mut statement = connection.prepare_cached(sql).map_err(vault_db(DOING))?;
    let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = statement.query(params_from_iter(values)).map_err(vault_db(DOING))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(|source| damaged_in(source, table))? {
        found.push(read(&Fields::new(connection, &names, row, table))?);
    }
    Ok(found)
}

/// Inserts one row.
pub(crate) fn insert_row(connection: &Connection, table: &str, columns: Columns) -> Result<()> {
    let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    let places: Vec<_> = (1..=names.len()).map(|place| format!("?{place}")).collect();
    let names: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
    execute(connection, &sql, values).map(|_| ())
}

/// Runs a statement that changes; answers how many rows it changed.
pub(crate) fn execute(connection: &Connection, sql: &str, values: Vec<Value>) -> Result<usize> {
    let mut statement = connection.prepare_cached(sql).map_err(vault_db("preparing a change"))?;
    statement.execute(params_from_iter(values)).map_err(refused)
}

/// That no record of the noun has this id or code.
pub(crate) fn not_found<R: Table>(name: &dyn Display) -> Error {
    Error::NotFound { what: format!("{} {name}", R::NOUN.name()) }
}

fn remove_parts<R: Table>(connection: &Connection, id: Uuid) -> Result<()> {
    let noun = R::NOUN.name();
    for table in R::PARTS {
        execute(connection, &format!("DELETE FROM {table} WHERE {noun} = ?1"), vec![id.to_value()])?;
    }
    Ok(())
}

/// A page that can't be read names the table in which it was met.
fn damaged_in(source: rusqlite::Error, table: &str) -> Error {
    match vault_db("reading a table")(source) {
        Error::Damaged { what } => Error::damaged(format!("{what}, table {table}")),
        other => other,
    }
}

/// A refused change: a code, number or id that another record has is the field's error, not the database's.
fn refused(source: rusqlite::Error) -> Error {
    let unique = "UNIQUE constraint failed: ";
    let column = match &source {
        rusqlite::Error::SqliteFailure(_, Some(text)) => {
            text.strip_prefix(unique).and_then(|list| list.rsplit('.').next()).map(str::to_owned)
        }
        _ => None,
    };
    let field =
        ["code", "number", "name", "key", "day", "id"].into_iter().find(|field| column.as_deref() == Some(field));
    match field {
        Some(field) => Invalid::new(field, "is taken by another record").into(),
        None => vault_db("writing a change")(source),
    }
}

/// Runs `$body` with `$type` standing for the type of the record of a noun.
macro_rules! for_noun {
    ($noun:expr, $type:ident => $body:expr) => {
        for_noun!(@arms $noun, $type, $body;
            Client = model::client::Client,
            System = model::system::System,
            Engagement = model::engagement::Engagement,
            Person = model::person::Person,
            Surface = model::surface::Surface,
            Criterion = model::criterion::Criterion,
            Control = model::control::Control,
            Evidence = model::evidence::EvidenceItem,
            Rating = model::rating::Rating,
            Gap = model::gap::Gap,
            PlanRow = model::communication::PlanRow,
            Message = model::communication::Message,
            Request = model::request::EvidenceRequest,
            Finding = model::finding::Finding,
            Task = model::task::Task,
            Organisation = model::organisation::Organisation,
            UserControl = model::user_control::UserControl,
            Commitment = model::commitment::Commitment,
            Team = model::team::Team,
            Occurrence = model::occurrence::Occurrence,
            Population = model::population::Population,
            SheetMapping = model::sheet_mapping::SheetMapping,
            Holiday = model::holiday::Holiday,
            FollowUp = model::follow_up::FollowUp)
    };
    (@arms $noun:expr, $type:ident, $body:expr; $($name:ident = $path:ty),+) => {
        match $noun {
            $(Noun::$name => { type $type = $path; $body })+
        }
    };
}

/// Runs `$body` with `$inner` standing for the record inside.
macro_rules! for_record {
    ($record:expr, $inner:ident => $body:expr) => {
        match $record {
            AnyRecord::Client($inner) => $body,
            AnyRecord::System($inner) => $body,
            AnyRecord::Engagement($inner) => $body,
            AnyRecord::Person($inner) => $body,
            AnyRecord::Surface($inner) => $body,
            AnyRecord::Criterion($inner) => $body,
            AnyRecord::Control($inner) => $body,
            AnyRecord::Evidence($inner) => $body,
            AnyRecord::Rating($inner) => $body,
            AnyRecord::Gap($inner) => $body,
            AnyRecord::PlanRow($inner) => $body,
            AnyRecord::Message($inner) => $body,
            AnyRecord::Request($inner) => $body,
            AnyRecord::Finding($inner) => $body,
            AnyRecord::Task($inner) => $body,
            AnyRecord::Organisation($inner) => $body,
            AnyRecord::UserControl($inner) => $body,
            AnyRecord::Commitment($inner) => $body,
            AnyRecord::Team($inner) => $body,
            AnyRecord::Occurrence($inner) => $body,
            AnyRecord::Population($inner) => $body,
            AnyRecord::SheetMapping($inner) => $body,
            AnyRecord::Holiday($inner) => $body,
            AnyRecord::FollowUp($inner) => $body,
        }
    };
}

/// [`insert`] for a record of any noun.
pub(crate) fn insert_any(connection: &Connection, record: &AnyRecord) -> Result<()> {
    for_record!(record, inner => insert(connection, inner.as_ref()))
}

/// [`update`] for a record of any noun.
pub(crate) fn update_any(connection: &Connection, record: &AnyRecord) -> Result<()> {
    for_record!(record, inner => update(connection, inner.as_ref()))
}

/// [`remove`] for a record of any noun.
pub(crate) fn remove_any(connection: &Connection, noun: Noun, id: Uuid) -> Result<()> {
    for_noun!(noun, R => remove::<R>(connection, id))
}

/// [`find`] for a record of any noun.
pub(crate) fn find_any(connection: &Connection, noun: Noun, id: Uuid) -> Result<Option<AnyRecord>> {
    for_noun!(noun, R => find::<R>(connection, id).map(|found| found.map(AnyRecord::from)))
}

/// Every record of a noun, in its order.
pub(crate) fn list_any(connection: &Connection, noun: Noun) -> Result<Vec<AnyRecord>> {
    for_noun!(noun, R => {
        select::<R>(connection, "", Vec::new()).map(|found| found.into_iter().map(AnyRecord::from).collect())
    })
}

/// The tables that hold parts of a noun's records.
pub(crate) fn parts_of(noun: Noun) -> &'static [&'static str] {
    for_noun!(noun, R => R::PARTS)
}

/// The ids of all records of a noun, for a check that goes on after a record that can't be read.
pub(crate) fn ids_of(connection: &Connection, noun: Noun) -> Result<Vec<Uuid>> {
    let table = noun.name();
    rows(connection, table, &format!("SELECT id FROM {table} ORDER BY id"), Vec::new(), |fields| fields.get("id"))
}
