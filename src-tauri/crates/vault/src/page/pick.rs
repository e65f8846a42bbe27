//! The page of a list with filters, picked out while its rows are counted: one look at each row says whether it meets the
//! filters, how many do, and which of them come first. Sorts as SQLite does.

use std::cmp::Ordering;

use model::page::PageQuery;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Row, params_from_iter};

use super::Grid;
use super::build::{Clause, Term, terms};
use crate::access::Reader;
use crate::error::Result;
use crate::table::column::vault_db;

/// A row that may be on the page: what it is sorted by, and its id.
struct Candidate {
    by: Vec<Value>,
    id: Value,
}

/// What was picked out.
pub(super) struct Picked {
    /// The ids of the page.
    pub(super) ids: Vec<Value>,
    /// How many rows meet the filters.
    pub(super) total: u32,
}

/// Picks the page that a query asks for.
///
/// # Errors
/// [`crate::Error::Invalid`] for an unknown column; those of reading.
pub(super) fn pick(reader: &Reader<'_>, grid: &Grid, clause: &Clause, query: &PageQuery) -> Result<Picked> {
    let terms = terms(grid, &query.sort)?;
    let wanted = query.offset.saturating_add(query.limit) as usize;
    let sorted: Vec<&str> = terms.iter().map(|term| term.sql.as_str()).collect();
    let sql = format!("SELECT {}, {} AS id FROM {} {}", sorted.join(", "), grid.id, grid.from, clause.sql());
    let read = || -> rusqlite::Result<Picked> {
        let mut statement = reader.connection().prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(clause.values()))?;
        let (mut total, mut first) = (0, First::new(&terms, wanted));
        while let Some(row) = rows.next()? {
            total += 1;
            first.offer(row)?;
        }
        let ids = first.sorted().into_iter().skip(query.offset as usize).map(|candidate| candidate.id).collect();
        Ok(Picked { ids, total })
    };
    read().map_err(vault_db("reading a page"))
}

/// The first so many of all rows that are offered.
struct First<'a> {
    terms: &'a [Term],
    wanted: usize,
    /// Up to twice as many as are wanted. Each time that it was full it keeps those that come first, the last of them at its
    /// end.
    candidates: Vec<Candidate>,
    was_full: bool,
}

impl<'a> First<'a> {
    const fn new(terms: &'a [Term], wanted: usize) -> Self {
        Self { terms, wanted, candidates: Vec::new(), was_full: false }
    }

    /// Takes a row unless as many as are wanted come before it.
    fn offer(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let last = self.candidates.get(self.wanted - 1).filter(|_| self.was_full);
        if let Some(last) = last
            && self.is_behind(row, last)?
        {
            return Ok(());
        }
        let by = (0..self.terms.len()).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
        self.candidates.push(Candidate { by, id: row.get(self.terms.len())? });
        if self.candidates.len() >= self.wanted.saturating_mul(2) {
            self.keep_first();
        }
        Ok(())
    }

    fn keep_first(&mut self) {
        let terms = self.terms;
        self.candidates.select_nth_unstable_by(self.wanted - 1, |one, other| one.compare(other, terms));
        self.candidates.truncate(self.wanted);
        self.was_full = true;
    }

    fn is_behind(&self, row: &Row<'_>, last: &Candidate) -> rusqlite::Result<bool> {
        for (at, (term, of_last)) in self.terms.iter().zip(&last.by).enumerate() {
            match compare(row.get_ref(at)?, of_last.into(), term.descending) {
                Ordering::Equal => {}
                order => return Ok(order == Ordering::Greater),
            }
        }
        Ok(true)
    }

    /// The first in their order.
    fn sorted(mut self) -> Vec<Candidate> {
        let terms = self.terms;
        self.candidates.sort_unstable_by(|one, other| one.compare(other, terms));
        self.candidates.truncate(self.wanted);
        self.candidates
    }
}

impl Candidate {
    fn compare(&self, other: &Self, terms: &[Term]) -> Ordering {
        let each = terms.iter().zip(self.by.iter().zip(&other.by));
        each.map(|(term, (one, other))| compare(one.into(), other.into(), term.descending))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

/// Two values of a term; none comes last, either way.
fn compare(one: ValueRef<'_>, other: ValueRef<'_>, descending: bool) -> Ordering {
    match (one, other) {
        (ValueRef::Null, ValueRef::Null) => Ordering::Equal,
        (ValueRef::Null, _) => Ordering::Greater,
        (_, ValueRef::Null) => Ordering::Less,
        _ if descending => natural(other, one),
        _ => natural(one, other),
    }
}

/// Numbers, then texts, then bytes, each as SQLite compares them.
fn natural(one: ValueRef<'_>, other: ValueRef<'_>) -> Ordering {
    match (one, other) {
        (ValueRef::Integer(one), ValueRef::Integer(other)) => one.cmp(&other),
        (ValueRef::Text(one), ValueRef::Text(other)) | (ValueRef::Blob(one), ValueRef::Blob(other)) => one.cmp(other),
        _ => kind(one).cmp(&kind(other)),
    }
}

/// No column of a list holds fractions.
const fn kind(value: ValueRef<'_>) -> u8 {
    match value {
        ValueRef::Null => 0,
        ValueRef::Integer(_) | ValueRef::Real(_) => 1,
        ValueRef::Text(_) => 2,
        ValueRef::Blob(_) => 3,
    }
}
