//! From a query to SQL: conditions, order, groups. Column expressions come from the program alone; whatever the query holds
//! is bound, never written into the text.

use model::id::EngagementId;
use model::invalid::Invalid;
use model::page::{ColumnFilter, ColumnTest, Facet, PageQuery, SortBy};
use rusqlite::types::{Value, ValueRef};
use uuid::Uuid;

use super::{Form, Grid, GridColumn};
use crate::error::{Error, Result};
use crate::fold::fold;
use crate::table::column::Column;

/// Tests of one query, at most.
const MOST_FILTERS: usize = 40;
/// Values of one test, at most.
const MOST_VALUES: usize = 1_000;

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
    /// The rows of an engagement.
    pub(super) fn of(grid: &Grid, engagement: EngagementId) -> Self {
        let mut clause = Self { conditions: Vec::new(), values: Vec::new(), filtered: false };
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
            let found: Vec<String> = grid.text.iter().map(|of| format!("instr({of}, {place}) > 0")).collect();
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
pub(super) enum End {
    /// The order as it is asked for.
    First,
    /// That order backwards.
    Last,
}

/// The terms of an order, from either end.
pub(super) fn order_from(grid: &Grid, sort: &[SortBy], end: End) -> Result<String> {
    let own = [SortBy { column: grid.order.0.to_owned(), descending: grid.order.1 }];
    let sort = if sort.is_empty() { &own } else { sort };
    let mut terms = Vec::with_capacity(sort.len() + 1);
    for by in sort {
        let column = (grid.column)(&by.column)?;
        // Without a value comes last: NULL is the least, so that it does by itself where the greatest comes first.
        let way = match (by.descending, end) {
            (true, End::First) => "DESC",
            (true, End::Last) => "ASC",
            (false, End::First) => "ASC NULLS LAST",
            (false, End::Last) => "DESC NULLS FIRST",
        };
        terms.push(format!("{} {way}", column.sort));
    }
    let descending = sort.last().is_some_and(|by| by.descending) == (end == End::First);
    terms.push(format!("{} {}", grid.id, if descending { "DESC" } else { "ASC" }));
    Ok(terms.join(", "))
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

/// The condition of a test on one value.
fn test(column: &GridColumn, test: &ColumnTest, values: &mut Vec<Value>) -> Result<String> {
    let value = &column.value;
    match test {
        ColumnTest::Empty => Ok(format!("{value} IS NULL")),
        ColumnTest::Filled => Ok(format!("{value} IS NOT NULL")),
        ColumnTest::AnyOf { values: wanted } => any_of(column, wanted, values),
        ColumnTest::Contains { text } => contains(column, text, values),
        ColumnTest::Between { from, to } => between(column, from.as_deref(), to.as_deref(), values),
    }
}

fn any_of(column: &GridColumn, wanted: &[String], values: &mut Vec<Value>) -> Result<String> {
    let rule = format!("must name at most {MOST_VALUES} values");
    Invalid::unless(wanted.len() <= MOST_VALUES, "values", rule)?;
    let value = &column.value;
    let compared = if matches!(column.form, Form::Text) { format!("fold({value})") } else { value.clone() };
    let filled = wanted.iter().filter(|value| !value.is_empty());
    let places: Vec<String> =
        filled.clone().map(|text| Ok(bound(values, parsed(&column.form, text)?))).collect::<Result<_>>()?;
    let or_none = if places.len() < wanted.len() { format!(" OR {value} IS NULL") } else { String::new() };
    Ok(format!("({compared} IN ({}){or_none})", places.join(", ")))
}

fn contains(column: &GridColumn, text: &str, values: &mut Vec<Value>) -> Result<String> {
    let needle = fold(text.trim());
    let value = column.shown.as_ref().filter(|_| matches!(column.form, Form::Id)).unwrap_or(&column.value);
    let looked_in = match &column.form {
        Form::Words(words) => {
            let holding = words.iter().filter(|(_, shown)| fold(shown).contains(&needle)).map(|(word, _)| word.clone());
            return any_of(column, &holding.collect::<Vec<_>>(), values);
        }
        Form::Flag => return Err(not_for("contains", "yes or no")),
        Form::Id if column.shown.is_none() => return Err(not_for("contains", "this column")),
        Form::Text | Form::Id => format!("fold({value})"),
        Form::Folded => value.clone(),
        Form::Number | Form::Time => format!("CAST({value} AS TEXT)"),
    };
    Ok(format!("instr({looked_in}, {}) > 0", bound(values, Value::Text(needle))))
}

fn between(column: &GridColumn, from: Option<&str>, to: Option<&str>, values: &mut Vec<Value>) -> Result<String> {
    let mut ends = vec![format!("{} IS NOT NULL", column.value)];
    let compared = match &column.form {
        Form::Text => format!("fold({})", column.value),
        // By their order, which the sorting goes by, too.
        Form::Words(words) => super::rank(&column.value, words),
        Form::Folded | Form::Number | Form::Time => column.value.clone(),
        Form::Id | Form::Flag => return Err(not_for("between", "this column")),
    };
    for (end, compare) in [(from, ">="), (to, "<=")] {
        let Some(text) = end.map(str::trim).filter(|text| !text.is_empty()) else { continue };
        let value = match &column.form {
            Form::Words(words) => {
                let place = words.iter().position(|(word, _)| word == text).ok_or_else(|| not_a_value(text))?;
                Value::Integer(i64::try_from(place).unwrap_or(i64::MAX))
            }
            // A day ends after all of its instants; `~` comes after whatever follows it in an instant.
            Form::Time if compare == "<=" => Value::Text(format!("{text}~")),
            form => parsed(form, text)?,
        };
        ends.push(format!("{compared} {compare} {}", bound(values, value)));
    }
    Ok(format!("({})", ends.join(" AND ")))
}

/// A value of a request as it is stored.
fn parsed(form: &Form, text: &str) -> Result<Value> {
    match form {
        Form::Text | Form::Folded => Ok(Value::Text(fold(text))),
        Form::Words(words) if words.iter().any(|(word, _)| word == text) => Ok(Value::Text(text.to_owned())),
        Form::Words(_) => Err(not_a_value(text)),
        Form::Time => Ok(Value::Text(text.to_owned())),
        Form::Id => Uuid::parse_str(text).map(|id| id.to_value()).map_err(|_| not_a_value(text)),
        Form::Number => text.parse().map(Value::Integer).map_err(|_| not_a_value(text)),
        Form::Flag => match text {
            "true" => Ok(Value::Integer(1)),
            "false" => Ok(Value::Integer(0)),
            _ => Err(not_a_value(text)),
        },
    }
}

fn not_a_value(text: &str) -> Error {
    Invalid::new("filters", format!("can't hold {text}: the column has no such value")).into()
}

fn not_for(test: &str, what: &str) -> Error {
    Invalid::new("filters", format!("can't test {what} by {test}")).into()
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
