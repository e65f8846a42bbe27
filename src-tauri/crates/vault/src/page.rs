//! Pages of rows: which records of a noun meet a query, sorted, from one offset on. Found over stored columns and derived
//! values alone; only the records of the page itself are read. Each noun's file says what its columns are in SQL.

mod build;
mod column_test;
mod control;
mod evidence;
mod finding;
mod gap;
mod log;
mod names;
mod pick;
mod request;
mod shelf;
mod task;
mod words;

use std::collections::BTreeMap;

use model::id::EngagementId;
use model::invalid::Invalid;
use model::page::{Facet, MOST_FACETS, MOST_ROWS, PageNoun, PageQuery};
use rusqlite::types::{Value, ValueRef};
use uuid::Uuid;

use self::build::{Clause, bound, order};
pub(crate) use self::build::{End, order_from};
use self::pick::{Picked, pick};
pub(crate) use self::shelf::Shelf;
use crate::access::Reader;
use crate::error::{Error, Result};
use crate::table::column::{Column, Fields, vault_db};
use crate::table::{Table, rows, select};

/// What a column's values are, which says how tests and facets take them.
pub(crate) enum Form {
    /// Text, compared folded.
    Text,
    /// Text that is stored folded.
    Folded,
    /// One of these words, each as stored and as shown, in their order.
    Words(Vec<(String, String)>),
    /// An id; what is shown is another column.
    Id,
    /// A whole number.
    Number,
    /// Yes or no, as 1 or 0.
    Flag,
    /// A day or an instant.
    Time,
}

/// One column of a grid in SQL, over the row `n`.
pub(crate) struct GridColumn {
    /// The value, NULL for none: an expression over the row, or the column `value` of `each`.
    value: String,
    /// Where several values of a row come from: a query of `id` and `value`, and of `shown` for a [`Form::Id`].
    each: Option<&'static str>,
    /// What is sorted by.
    sort: String,
    /// What is shown of it, where that isn't the value.
    shown: Option<String>,
    /// What its values are.
    pub(crate) form: Form,
}

impl GridColumn {
    /// A column of one value, by which it is sorted.
    pub(crate) fn one(value: impl Into<String>, form: Form) -> Self {
        let value = value.into();
        let sort = match &form {
            Form::Text => format!("fold({value})"),
            Form::Words(words) => rank(&value, words),
            Form::Folded | Form::Id | Form::Number | Form::Flag | Form::Time => value.clone(),
        };
        Self { value, each: None, sort, shown: None, form }
    }

    /// A column of several texts or words, sorted by the first.
    pub(crate) fn each(each: &'static str, id: &str, form: Form) -> Self {
        let sort = format!("(SELECT min(v.value) FROM ({each}) v WHERE v.id = {id})");
        Self { value: "v.value".to_owned(), each: Some(each), sort, shown: None, form }
    }

    /// A person, by id, shown and sorted by the name in `name`.
    pub(crate) fn person(id: &str, name: &str) -> Self {
        let sort = format!("fold({name})");
        Self { value: id.to_owned(), each: None, sort, shown: Some(name.to_owned()), form: Form::Id }
    }

    /// Whether a row may have several values.
    #[cfg(test)]
    pub(crate) const fn is_many(&self) -> bool {
        self.each.is_some()
    }

    /// The same column sorted by something else.
    pub(crate) fn sorted_by(self, sort: impl Into<String>) -> Self {
        Self { sort: sort.into(), ..self }
    }

    /// The same column shown otherwise; of a group, of any of its rows.
    pub(crate) fn shown_as(self, shown: impl Into<String>) -> Self {
        Self { shown: Some(shown.into()), ..self }
    }
}

/// What sorts rows by the first of their criteria, in the order of a report: CC, A, C, PI, P.
pub(crate) fn first_criterion(each: &str) -> String {
    let place = "CASE WHEN v.value LIKE 'CC%' THEN '0' WHEN v.value LIKE 'A%' THEN '1' WHEN v.value LIKE 'C%' THEN '2' \
                 WHEN v.value LIKE 'PI%' THEN '3' ELSE '4' END";
    format!("(SELECT min({place} || v.value) FROM ({each}) v WHERE v.id = n.id)")
}

/// The place of a word among all.
fn rank(value: &str, words: &[(String, String)]) -> String {
    let when = |(place, (word, _)): (usize, &(String, String))| format!("WHEN '{word}' THEN {place} ");
    format!("CASE {value} {}END", words.iter().enumerate().map(when).collect::<String>())
}

/// A noun's rows in SQL.
pub(crate) struct Grid {
    /// The table in which damage is named.
    pub(crate) table: &'static str,
    /// The rows, as `n`, with what their columns need.
    pub(crate) from: &'static str,
    /// A row's id.
    pub(crate) id: &'static str,
    /// What tells any two rows apart that are the same in all that a query sorts by.
    pub(crate) tie: &'static str,
    /// The column of its engagement.
    pub(crate) engagement: Option<&'static str>,
    /// Whether there are so many rows that each order of theirs has an index, which begins with the engagement, and that they
    /// are held on the shelf.
    pub(crate) many: bool,
    /// The order that a query without one gets.
    pub(crate) order: (&'static str, bool),
    /// What a text is looked for in, folded.
    pub(crate) text: &'static [&'static str],
    /// A column by its name.
    pub(crate) column: fn(&str) -> Result<GridColumn>,
}

/// The ids of a page, and how many rows there are.
pub(crate) struct Found {
    pub(crate) ids: Vec<Value>,
    pub(crate) total: u32,
    pub(crate) all: u32,
}

impl Found {
    /// The ids of records.
    pub(crate) fn uuids(&self) -> Result<Vec<Uuid>> {
        let uuid = |id: &Value| Uuid::from_value(ValueRef::from(id));
        self.ids.iter().map(|id| uuid(id).ok_or_else(|| Error::damaged("an id of a list"))).collect()
    }
}

/// The records of a page, in its order.
pub(crate) fn records<R: Table>(reader: &Reader<'_>, found: &Found) -> Result<Vec<R>> {
    let (among, values) = among(&found.ids);
    let mut by_id: BTreeMap<Uuid, R> = select::<R>(reader.connection(), &format!("WHERE id {among}"), values)?
        .into_iter()
        .map(|record| (record.key(), record))
        .collect();
    Ok(found.uuids()?.iter().filter_map(|id| by_id.remove(id)).collect())
}

/// The grid of a noun.
pub(crate) fn grid(noun: PageNoun) -> Grid {
    match noun {
        PageNoun::Control => control::GRID,
        PageNoun::Evidence => evidence::GRID,
        PageNoun::Request => request::GRID,
        PageNoun::Gap => gap::GRID,
        PageNoun::Finding => finding::GRID,
        PageNoun::Task => task::GRID,
        PageNoun::Log => log::GRID,
    }
}

/// The page of a grid that a query asks for.
pub(crate) fn find(reader: &Reader<'_>, grid: &Grid, engagement: EngagementId, query: &PageQuery) -> Result<Found> {
    let rule = format!("must be 1 to {MOST_ROWS}");
    Invalid::unless((1..=MOST_ROWS).contains(&query.limit), "limit", rule)?;
    let all = all(reader, grid, engagement)?;
    let mut clause = Clause::filtered(grid, engagement, query)?;
    if !clause.is_filtered() {
        let ids = cut(reader, grid, &clause, query, all)?;
        return Ok(Found { ids, total: all, all });
    }
    let held = match reader.shelf().filter(|_| grid.many) {
        Some(shelf) => shelf.pick(reader.connection(), engagement, query)?,
        None => None,
    };
    let Picked { ids, total } = match held {
        Some(picked) => picked,
        None => {
            clause.look_at_each(grid);
            pick(reader, grid, &clause, query)?
        }
    };
    Ok(Found { ids, total, all })
}

/// How many rows an engagement has.
fn all(reader: &Reader<'_>, grid: &Grid, engagement: EngagementId) -> Result<u32> {
    // A table's rows are counted without looking at them.
    let alone = grid.many && is_alone(reader, grid, engagement)?;
    count(reader, grid, if alone { Clause::everything() } else { Clause::of(grid, engagement) })
}

/// Whether all rows are of this engagement, which their index tells by its ends.
fn is_alone(reader: &Reader<'_>, grid: &Grid, engagement: EngagementId) -> Result<bool> {
    let Some(column) = grid.engagement else { return Ok(false) };
    let end = |which: &str| format!("(SELECT {which}({column}) FROM {}) = ?1", grid.from);
    let sql = format!("SELECT {} AND {} AS alone", end("min"), end("max"));
    let read = |fields: &Fields<'_>| fields.get::<Option<bool>>("alone");
    let found = rows(reader.connection(), grid.table, &sql, vec![engagement.to_value()], read)?;
    Ok(found.into_iter().flatten().next().unwrap_or_default())
}

/// The page out of so many rows, counted from the nearer end: every row before it is gone through.
fn cut(reader: &Reader<'_>, grid: &Grid, clause: &Clause, query: &PageQuery, total: u32) -> Result<Vec<Value>> {
    // First of all: an order that makes no sense is refused where there is nothing to order, too.
    let forwards = order(grid, &query.sort)?;
    let Some(behind) = total.checked_sub(query.offset).filter(|left| *left > 0) else { return Ok(Vec::new()) };
    let limit = query.limit.min(behind);
    if query.offset <= total / 2 {
        return ids(reader, grid, clause, &forwards, limit, query.offset);
    }
    let backwards = order_from(grid, &query.sort, End::Last)?;
    let mut found = ids(reader, grid, clause, &backwards, limit, behind - limit)?;
    found.reverse();
    Ok(found)
}

fn ids(reader: &Reader<'_>, grid: &Grid, clause: &Clause, order: &str, limit: u32, offset: u32) -> Result<Vec<Value>> {
    let (from, id, conditions) = (grid.from, grid.id, clause.sql());
    let sql = format!("SELECT {id} AS id FROM {from} {conditions} ORDER BY {order} LIMIT {limit} OFFSET {offset}");
    values(reader, &sql, clause.values().to_vec())
}

fn count(reader: &Reader<'_>, grid: &Grid, clause: Clause) -> Result<u32> {
    let sql = format!("SELECT count(*) AS rows FROM {} {}", grid.from, clause.sql());
    let found = rows(reader.connection(), grid.table, &sql, clause.into_values(), |fields| fields.get("rows"))?;
    Ok(found.into_iter().next().unwrap_or_default())
}

/// The values of a query of one column.
fn values(reader: &Reader<'_>, sql: &str, values: Vec<Value>) -> Result<Vec<Value>> {
    let read = || -> rusqlite::Result<Vec<Value>> {
        let mut statement = reader.connection().prepare_cached(sql)?;
        let found = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        found.collect()
    };
    read().map_err(vault_db("reading a page"))
}

/// An id as text, as requests and answers write it.
fn id_text(id: &Value) -> Result<String> {
    match id {
        Value::Integer(number) => Ok(number.to_string()),
        Value::Blob(_) => Uuid::from_value(ValueRef::from(id))
            .map(|id| id.to_string())
            .ok_or_else(|| Error::damaged("an id of a list")),
        Value::Null | Value::Real(_) | Value::Text(_) => Err(Error::damaged("an id of a list")),
    }
}

/// An id from its text.
fn id_value(noun: PageNoun, text: &str) -> Result<Value> {
    let invalid = || Invalid::new("id", "must be the id of a row");
    match noun {
        PageNoun::Log => text.parse().map(Value::Integer).map_err(|_| invalid().into()),
        _ => Uuid::parse_str(text).map(|id| id.to_value()).map_err(|_| invalid().into()),
    }
}

impl Reader<'_> {
    /// The values of a column among the rows that meet a query, with how many rows have each: words in their order, flags
    /// and days in theirs, others by what is shown. At most [`MOST_FACETS`]: those that most rows have.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown column or test.
    pub fn page_facets(
        &self,
        noun: PageNoun,
        engagement: EngagementId,
        column: &str,
        query: &PageQuery,
    ) -> Result<Vec<Facet>> {
        let grid = grid(noun);
        let mut clause = Clause::filtered(&grid, engagement, query)?;
        clause.look_at_each(&grid);
        let of = (grid.column)(column)?;
        let sql = build::facets(&grid, &of, &clause, MOST_FACETS);
        let mut found: Vec<(Value, Option<String>, u32)> = Vec::new();
        let mut read = || -> rusqlite::Result<()> {
            let mut statement = self.connection().prepare_cached(&sql)?;
            let mut rows = statement.query(rusqlite::params_from_iter(clause.values()))?;
            while let Some(row) = rows.next()? {
                found.push((row.get(0)?, row.get(1)?, row.get(2)?));
            }
            Ok(())
        };
        read().map_err(vault_db("counting the values of a column"))?;
        build::named_facets(&of.form, found)
    }

    /// The place of a row among those that meet a query, from 0; none if it doesn't meet it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown column or test, or an id that is none.
    pub fn page_place(
        &self,
        noun: PageNoun,
        engagement: EngagementId,
        id: &str,
        query: &PageQuery,
    ) -> Result<Option<u32>> {
        let grid = grid(noun);
        let wanted = id_value(noun, id)?;
        let mut clause = Clause::filtered(&grid, engagement, query)?;
        clause.only(&grid, wanted.clone());
        if count(self, &grid, clause)? == 0 {
            return Ok(None);
        }
        let mut clause = Clause::filtered(&grid, engagement, query)?;
        clause.look_at_each(&grid);
        let order = order(&grid, &query.sort)?;
        let sql = format!("SELECT {} AS id FROM {} {} ORDER BY {order}", grid.id, grid.from, clause.sql());
        let place = || -> rusqlite::Result<Option<usize>> {
            let mut statement = self.connection().prepare_cached(&sql)?;
            let mut rows = statement.query(rusqlite::params_from_iter(clause.values()))?;
            let mut place = 0;
            while let Some(row) = rows.next()? {
                if row.get_ref(0)? == ValueRef::from(&wanted) {
                    return Ok(Some(place));
                }
                place += 1;
            }
            Ok(None)
        };
        let place = place().map_err(vault_db("looking for a row"))?;
        Ok(place.and_then(|place| u32::try_from(place).ok()))
    }

    /// The ids of all rows that meet a query, sorted, whatever its offset and limit; at most `most`, and one more where
    /// there are more.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an unknown column or test.
    pub fn page_ids(
        &self,
        noun: PageNoun,
        engagement: EngagementId,
        query: &PageQuery,
        most: u32,
    ) -> Result<Vec<String>> {
        let grid = grid(noun);
        let mut clause = Clause::filtered(&grid, engagement, query)?;
        clause.look_at_each(&grid);
        ids(self, &grid, &clause, &order(&grid, &query.sort)?, most.saturating_add(1), 0)?.iter().map(id_text).collect()
    }
}

/// The conditions of `id IN (…)` for these ids.
pub(crate) fn among(ids: &[Value]) -> (String, Vec<Value>) {
    let mut values = Vec::with_capacity(ids.len());
    let places: Vec<String> = ids.iter().map(|id| bound(&mut values, id.clone())).collect();
    (format!("IN ({})", places.join(", ")), values)
}
