//! From a query to SQL: conditions, order, groups. Column expressions come from the program alone; whatever the query holds
//! is bound, never written into the text.

use std::collections::BTreeSet;

use model::id::EngagementId;
use model::invalid::Invalid;
use model::page::{ColumnFilter, ColumnTest, Facet, PageQuery, SortBy};
use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};
use uuid::Uuid;

use super::column_test::Test;
use super::{Form, Grid, GridColumn};
use crate::error::{Error, Result};
use crate::fold::fold;
use crate::table::column::Column;
use crate::table::rows;

/// Tests of one query, at most.
const MOST_FILTERS: usize = 40;

/// Binds a value, and gives its place in the text.
pub(super) fn bound(values: &mut Vec<Value>, value: Value) -> String {
    values.push(value);
    format!("?{}", values.len())
}

/// The conditions of a query with the values bound in them.
pub(super) struct Clause {
    conditions: Vec<String>,
    values: Vec<Value>,
    filtered: bool,
}

impl Clause {
    /// All rows.
    pub(super) const fn everything() -> Self {
        Self { conditions: Vec::new(), values: Vec::new(), filtered: false }
    }

    /// The rows of an engagement.
    pub(super) fn of(grid: &Grid, engagement: EngagementId) -> Self {
        let mut clause = Self::everything();
        if let Some(column) = grid.engagement {
            let place = bound(&mut clause.values, engagement.to_value());
            clause.conditions.push(format!("{column} = {place}"));
        }
        clause
    }

    /// The rows of an engagement that meet a query.
    pub(super) fn filtered(grid: &Grid, engagement: EngagementId, query: &PageQuery) -> Result<Self> {
        let many = query.filters.len() > MOST_FILTERS || query.sort.len() > MOST_FILTERS;
        Invalid::unless(!many, "filters", format!("must be at most {MOST_FILTERS}"))?;
        let mut clause = Self::of(grid, engagement);
        let text = query.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if let Some(text) = text {
            let place = bound(&mut clause.values, Value::Text(fold(text)));
            let found: Vec<String> = grid.text.iter().map(|of| format!("holds({of}, {place})")).collect();
            clause.conditions.push(format!("({})", found.join(" OR ")));
        }
        for filter in &query.filters {
            let condition = condition(grid, filter, &mut clause.values)?;
            clause.conditions.push(condition);
        }
        clause.filtered = text.is_some() || !query.filters.is_empty();
        Ok(clause)
    }

    /// Has each row looked at in the order of the table where there are filters: where most rows are looked at that costs
    /// less than to go by an index and look each row up.
    pub(super) fn look_at_each(&mut self, grid: &Grid) {
        if let (true, Some(condition), Some(column)) = (self.filtered, self.conditions.first_mut(), grid.engagement) {
            *condition = format!("+{column} = ?1");
        }
    }

    /// Leaves only the row of this id.
    pub(super) fn only(&mut self, grid: &Grid, id: Value) {
        let place = bound(&mut self.values, id);
        self.conditions.push(format!("{} = {place}", grid.id));
    }

    /// Whether it leaves out more than other engagements.
    pub(super) const fn is_filtered(&self) -> bool {
        self.filtered
    }

    pub(super) fn sql(&self) -> String {
        if self.conditions.is_empty() { String::new() } else { format!("WHERE {}", self.conditions.join(" AND ")) }
    }

    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }

    pub(super) fn into_values(self) -> Vec<Value> {
        self.values
    }
}

/// The order of a query's sorting, ended by the id.
pub(super) fn order(grid: &Grid, sort: &[SortBy]) -> Result<String> {
    order_from(grid, sort, End::First)
}

/// The end of a list from which its rows are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The order as it is asked for.
    First,
    /// That order backwards.
    Last,
}

/// One of what rows are sorted by; no value comes last, either way.
pub(super) struct Term {
    pub(super) sql: String,
    pub(super) descending: bool,
}

/// What a query sorts by, ended by what tells any two rows apart.
pub(super) fn terms(grid: &Grid, sort: &[SortBy]) -> Result<Vec<Term>> {
    let own = [SortBy { column: grid.order.0.to_owned(), descending: grid.order.1 }];
    let sort = if sort.is_empty() { &own } else { sort };
    let term = |by: &SortBy| Ok(Term { sql: (grid.column)(&by.column)?.sort, descending: by.descending });
    let mut terms = sort.iter().map(term).collect::<Result<Vec<_>>>()?;
    // What is named twice, SQLite would sort by twice.
    if terms.iter().all(|term| term.sql != grid.tie) {
        let descending = sort.last().is_some_and(|by| by.descending);
        terms.push(Term { sql: grid.tie.to_owned(), descending });
    }
    Ok(terms)
}

/// The terms of an order, from either end.
pub(crate) fn order_from(grid: &Grid, sort: &[SortBy], end: End) -> Result<String> {
    let in_sql = |Term { sql, descending }| {
        // NULL is the least, so that it comes last by itself where the greatest comes first. What tells rows apart is never
        // NULL, and SQLite takes one such term out of an index, not two.
        let way = match (descending, end) {
            (true, End::First) => "DESC",
            (true, End::Last) => "ASC",
            (false, _) if sql == grid.tie => {
                if end == End::First {
                    "ASC"
                } else {
                    "DESC"
                }
            }
            (false, End::First) => "ASC NULLS LAST",
            (false, End::Last) => "DESC NULLS FIRST",
        };
        format!("{sql} {way}")
    };
    Ok(terms(grid, sort)?.into_iter().map(in_sql).collect::<Vec<_>>().join(", "))
}

fn condition(grid: &Grid, filter: &ColumnFilter, values: &mut Vec<Value>) -> Result<String> {
    let column = (grid.column)(&filter.column)?;
    let Some(each) = column.each else { return test(&column, &filter.test, values) };
    let id = grid.id;
    let none = format!("{id} NOT IN (SELECT v.id FROM ({each}) v)");
    match &filter.test {
        ColumnTest::Empty => Ok(none),
        ColumnTest::Filled => Ok(format!("{id} IN (SELECT v.id FROM ({each}) v)")),
        ColumnTest::AnyOf { values: wanted } => {
            let filled: Vec<String> = wanted.iter().filter(|value| !value.is_empty()).cloned().collect();
            let or_none = if filled.len() < wanted.len() { format!(" OR {none}") } else { String::new() };
            let test = test(&column, &ColumnTest::AnyOf { values: filled }, values)?;
            Ok(format!("({id} IN (SELECT v.id FROM ({each}) v WHERE {test}){or_none})"))
        }
        ColumnTest::Contains { .. } | ColumnTest::Between { .. } => {
            let test = test(&column, &filter.test, values)?;
            Ok(format!("{id} IN (SELECT v.id FROM ({each}) v WHERE {test})"))
        }
    }
}

/// The ids of the rows that meet one filter.
///
/// # Errors
/// [`Error::Invalid`] for an unknown column or test.
pub(super) fn ids_that_meet(connection: &Connection, grid: &Grid, filter: &ColumnFilter) -> Result<BTreeSet<Uuid>> {
    let mut values = Vec::new();
    let condition = condition(grid, filter, &mut values)?;
    let sql = format!("SELECT {} AS id FROM {} WHERE {condition}", grid.id, grid.from);
    let ids = rows(connection, grid.table, &sql, values, |fields| fields.get("id"))?;
    Ok(ids.into_iter().collect())
}

/// The condition of a test on one value.
fn test(column: &GridColumn, test: &ColumnTest, values: &mut Vec<Value>) -> Result<String> {
    let value = &column.value;
    Ok(match Test::of(column, test)? {
        Test::Empty => format!("{value} IS NULL"),
        Test::Filled => format!("{value} IS NOT NULL"),
        Test::AnyOf { any, or_none } => {
            let compared = if matches!(column.form, Form::Text) { format!("fold({value})") } else { value.clone() };
            let places: Vec<String> = any.into_iter().map(|value| bound(values, value)).collect();
            let or_none = if or_none { format!(" OR {value} IS NULL") } else { String::new() };
            format!("({compared} IN ({}){or_none})", places.join(", "))
        }
        Test::Contains { part } => {
            let looked_in = match &column.form {
                Form::Id => format!("fold({})", column.shown.as_ref().unwrap_or(value)),
                Form::Text => format!("fold({value})"),
                Form::Number | Form::Time => format!("CAST({value} AS TEXT)"),
                Form::Folded | Form::Words(_) | Form::Flag => value.clone(),
            };
            format!("holds({looked_in}, {})", bound(values, Value::Text(part)))
        }
        Test::Between { from, to } => {
            let compared = match &column.form {
                Form::Text => format!("fold({value})"),
                // By their order, which the sorting goes by, too.
                Form::Words(words) => super::rank(value, words),
                _ => value.clone(),
            };
            let mut ends = vec![format!("{value} IS NOT NULL")];
            for (end, compare) in [(from, ">="), (to, "<=")] {
                ends.extend(end.map(|end| format!("{compared} {compare} {}", bound(values, end))));
            }
            format!("({})", ends.join(" AND "))
        }
    })
}

/// The query of a column's values with what is shown of them and how many rows have each.
pub(super) fn facets(grid: &Grid, column: &GridColumn, clause: &Clause, most: u32) -> String {
    let (from, id, value, conditions) = (grid.from, grid.id, &column.value, clause.sql());
    let shown = match (&column.form, &column.shown) {
        (_, Some(shown)) => shown.clone(),
        (Form::Id, None) => "NULL".to_owned(),
        (_, None) => format!("CAST({value} AS TEXT)"),
    };
    let grouped = if matches!(column.form, Form::Text) { format!("fold({value})") } else { value.clone() };
    let joined = column.each.map_or_else(String::new, |each| format!("LEFT JOIN ({each}) v ON v.id = {id}"));
    format!(
        "SELECT {value}, {shown}, count(*) AS rows, min({id}) FROM {from} {joined} {conditions} GROUP BY {grouped} \
         ORDER BY rows DESC LIMIT {most}"
    )
}

/// Values with their words, in the order in which a filter offers them.
pub(super) fn named_facets(form: &Form, found: Vec<(Value, Option<String>, u32)>) -> Result<Vec<Facet>> {
    let mut facets = Vec::with_capacity(found.len());
    for (value, shown, count) in found {
        let shown = shown.unwrap_or_default();
        let (key, facet) = match (form, value) {
            (_, Value::Null) => ((1, 0, String::new()), Facet { value: String::new(), label: String::new(), count }),
            (Form::Words(words), Value::Text(word)) => {
                let place = words.iter().position(|(of, _)| *of == word).unwrap_or(words.len());
                let label = words.get(place).map_or_else(|| word.clone(), |(_, label)| label.clone());
                ((0, i64::try_from(place).unwrap_or(i64::MAX), String::new()), Facet { value: word, label, count })
            }
            (Form::Flag, Value::Integer(flag)) => {
                let (value, label) = if flag == 0 { ("false", "no") } else { ("true", "yes") };
                ((0, 1 - flag, String::new()), Facet { value: value.to_owned(), label: label.to_owned(), count })
            }
            (_, Value::Integer(number)) => {
                ((0, number, String::new()), Facet { value: number.to_string(), label: shown, count })
            }
            (_, Value::Text(value)) => ((0, 0, fold(&shown)), Facet { value, label: shown, count }),
            (_, id @ Value::Blob(_)) => {
                let id = Uuid::from_value(ValueRef::from(&id)).ok_or_else(|| Error::damaged("an id of a list"))?;
                ((0, 0, fold(&shown)), Facet { value: id.to_string(), label: shown, count })
            }
            (_, Value::Real(_)) => return Err(Error::damaged("a value of a list")),
        };
        facets.push((key, facet));
    }
    facets.sort_by(|one, other| one.0.cmp(&other.0).then_with(|| one.1.value.cmp(&other.1.value)));
    Ok(facets.into_iter().map(|(_, facet)| facet).collect())
}
