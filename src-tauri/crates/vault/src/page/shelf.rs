//! The rows of the list of evidence items, held in memory column by column from the first filter on: a filter goes through
//! all of them, which takes SQLite several times as long. Follows its table and answers only where it holds exactly the rows
//! that the reader sees; never asked while a change is under way. Writes nothing.

mod column;

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use model::id::EngagementId;
use model::page::{EvidenceColumn, PageQuery};
use rusqlite::{Connection, Row};
use uuid::Uuid;

use self::column::{Held, Probe, Texts};
use super::column_test::Test;
use super::evidence::GRID;
use super::pick::Picked;
use super::{Form, GridColumn, build};
use crate::error::Result;
use crate::fold::fold;
use crate::table::column::{Column, vault_db};

const DOING: &str = "reading the list of evidence items";

/// What one open vault's readers share.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<Option<Rows>>);

impl Shelf {
    /// The page that a query with filters asks for; none where the rows that the reader sees aren't those that are held now,
    /// because another reader has seen newer ones.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an unknown column or test; those of reading.
    pub(super) fn pick(
        &self,
        connection: &Connection,
        engagement: EngagementId,
        query: &PageQuery,
    ) -> Result<Option<Picked>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Taken out while it is brought up to date: what fails midway must not be taken for whole.
        let rows = match held.take() {
            Some(rows) => rows.up_to_date(connection)?,
            None => Rows::default().up_to_date(connection)?,
        };
        let picked = match &rows {
            Current::Held(rows) => Some(rows.pick(connection, engagement, query)),
            Current::Newer(_) => None,
        };
        *held = Some(rows.into_rows());
        picked.transpose()
    }
}

/// Rows that were brought up to date, or that are newer than what the reader sees.
enum Current {
    Held(Rows),
    Newer(Rows),
}

impl Current {
    fn into_rows(self) -> Rows {
        let (Self::Held(rows) | Self::Newer(rows)) = self;
        rows
    }
}

/// The rows. A changed one is taken in anew, under a greater place in its table, and its former values lie idle.
#[derive(Default)]
struct Rows {
    /// The last place of the table that was given when it was last looked at.
    newest: i64,
    ids: Vec<Uuid>,
    engagements: Vec<Uuid>,
    numbers: Vec<u32>,
    columns: Vec<(GridColumn, Held)>,
    /// Where the row of each id stands.
    live: HashMap<Uuid, u32>,
    /// Which rows hold former values.
    idle: Vec<bool>,
}

impl Rows {
    /// Takes in what has changed in the table.
    fn up_to_date(mut self, connection: &Connection) -> Result<Current> {
        // A place is never given twice, so that the number of rows and the last place given tell any two states apart.
        let (count, newest) = state(connection)?;
        if newest < self.newest {
            return Ok(Current::Newer(self));
        }
        if newest > self.newest {
            self.take(connection, newest)?;
        }
        // A row is gone, or many have changed: those that are left are taken in from the first one on.
        if count != self.live.len() || self.ids.len() > 2 * count {
            self = Self::default();
            self.take(connection, newest)?;
        }
        Ok(Current::Held(self))
    }

    fn take(&mut self, connection: &Connection, newest: i64) -> Result<()> {
        if self.columns.is_empty() {
            self.columns = EvidenceColumn::ALL.iter().map(|column| empty(column.name())).collect::<Result<_>>()?;
        }
        let values: Vec<&str> = self.columns.iter().map(|(column, _)| value_of(column)).collect();
        let sql = format!(
            "SELECT n.evidence, n.engagement, n.number, {} FROM {} WHERE n.place > ?1 ORDER BY n.place",
            values.join(", "),
            GRID.from
        );
        let mut statement = connection.prepare_cached(&sql).map_err(vault_db(DOING))?;
        let mut rows = statement.query([self.newest]).map_err(vault_db(DOING))?;
        while let Some(row) = rows.next().map_err(vault_db(DOING))? {
            self.push(row)?;
        }
        self.newest = newest;
        Ok(())
    }

    fn push(&mut self, row: &Row<'_>) -> Result<()> {
        let id = |at| -> Result<Uuid> {
            let value = row.get_ref(at).map_err(vault_db(DOING))?;
            Uuid::from_value(value).ok_or_else(column::damaged)
        };
        let evidence = id(0)?;
        let at = u32::try_from(self.ids.len()).map_err(|_| column::damaged())?;
        self.ids.push(evidence);
        self.engagements.push(id(1)?);
        self.numbers.push(row.get(2).map_err(vault_db(DOING))?);
        for (place, (_, held)) in self.columns.iter_mut().enumerate() {
            held.push(row.get_ref(3 + place).map_err(vault_db(DOING))?)?;
        }
        self.idle.push(false);
        if let Some(former) = self.live.insert(evidence, at).and_then(|former| self.idle.get_mut(former as usize)) {
            *former = true;
        }
        Ok(())
    }

    fn pick(&self, connection: &Connection, engagement: EngagementId, query: &PageQuery) -> Result<Picked> {
        let tests = self.tests(connection, query)?;
        let order = self.order(query)?;
        let of = engagement.uuid();
        // One after the other as they lie in memory: in any other order it would take several times as long.
        let rows = (0_u32..).zip(self.idle.iter().zip(&self.engagements));
        let mut found: Vec<u32> = rows
            .filter(|(row, (idle, its))| !**idle && **its == of && tests.iter().all(|test| self.meets(*row, test)))
            .map(|(row, _)| row)
            .collect();
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let wanted = query.offset.saturating_add(query.limit) as usize;
        let compare = |one: &u32, other: &u32| self.compare(*one, *other, &order);
        if wanted < found.len() {
            found.select_nth_unstable_by(wanted, compare);
            found.truncate(wanted);
        }
        found.sort_unstable_by(compare);
        let ids = found.iter().skip(query.offset as usize).filter_map(|row| self.ids.get(*row as usize));
        Ok(Picked { ids: ids.map(Column::to_value).collect(), total })
    }

    /// All that a query asks of a row.
    fn tests(&self, connection: &Connection, query: &PageQuery) -> Result<Vec<Asked<'_>>> {
        let mut tests = Vec::new();
        if let Some(text) = query.text.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            let held = self.columns.iter().filter(|(column, _)| GRID.text.contains(&column.value.as_str()));
            let probe = Probe::of(&Form::Folded, Test::Contains { part: fold(text) });
            tests.push(Asked::Anywhere { held: held.map(|(_, held)| held).collect(), probe });
        }
        for filter in &query.filters {
            let (column, held) = self.column(&filter.column)?;
            tests.push(if column.each.is_some() {
                Asked::Among(build::ids_that_meet(connection, &GRID, filter)?)
            } else {
                Asked::Column { held, probe: Probe::of(&column.form, Test::of(column, &filter.test)?) }
            });
        }
        Ok(tests)
    }

    fn column(&self, name: &str) -> Result<&(GridColumn, Held)> {
        let column = EvidenceColumn::named(name)?;
        let place = EvidenceColumn::ALL.iter().position(|other| *other == column);
        place.and_then(|place| self.columns.get(place)).ok_or_else(column::damaged)
    }

    fn meets(&self, row: u32, test: &Asked<'_>) -> bool {
        match test {
            Asked::Column { held, probe } => held.meets(row, probe),
            Asked::Anywhere { held, probe } => held.iter().any(|held| held.meets(row, probe)),
            Asked::Among(ids) => self.ids.get(row as usize).is_some_and(|id| ids.contains(id)),
        }
    }

    /// What a query sorts by; each column held, and whether the greatest comes first.
    fn order(&self, query: &PageQuery) -> Result<Vec<(Option<&Held>, bool)>> {
        let mut order = Vec::with_capacity(query.sort.len() + 1);
        for by in &query.sort {
            let (column, held) = self.column(&by.column)?;
            // The number is held apart.
            order.push(((column.sort != GRID.tie).then_some(held), by.descending));
        }
        order.push((None, query.sort.last().is_some_and(|by| by.descending)));
        Ok(order)
    }

    fn compare(&self, one: u32, other: u32, order: &[(Option<&Held>, bool)]) -> Ordering {
        let number = |row: u32| self.numbers.get(row as usize);
        let by = |(held, descending): &(Option<&Held>, bool)| match held {
            Some(held) => held.compare(one, other, *descending),
            None if *descending => number(other).cmp(&number(one)),
            None => number(one).cmp(&number(other)),
        };
        order.iter().map(by).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

/// One thing that a query asks of a row.
enum Asked<'a> {
    Column { held: &'a Held, probe: Probe },
    Anywhere { held: Vec<&'a Held>, probe: Probe },
    Among(BTreeSet<Uuid>),
}

/// How many rows the reader sees, and the last place that was given.
fn state(connection: &Connection) -> Result<(usize, i64)> {
    let sql = "SELECT (SELECT count(*) FROM derived_evidence), \
               (SELECT seq FROM sqlite_sequence WHERE name = 'derived_evidence')";
    let read = || -> rusqlite::Result<(u32, Option<i64>)> {
        connection.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
    };
    let (count, newest) = read().map_err(vault_db(DOING))?;
    Ok((count as usize, newest.unwrap_or_default()))
}

/// A column of no rows yet.
fn empty(name: &str) -> Result<(GridColumn, Held)> {
    let column = (GRID.column)(name)?;
    let held = match &column.form {
        _ if column.each.is_some() => Held::Numbers(Vec::new()),
        Form::Number | Form::Flag | Form::Words(_) => Held::Numbers(Vec::new()),
        Form::Text | Form::Folded | Form::Id | Form::Time => Held::Texts(Texts::default()),
    };
    Ok((column, held))
}

/// What is held of a column: of words their places, of several values what they are sorted by.
fn value_of(column: &GridColumn) -> &str {
    let by_order = column.each.is_some() || matches!(column.form, Form::Words(_));
    if by_order { &column.sort } else { &column.value }
}
