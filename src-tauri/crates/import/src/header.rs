//! Where the headings of a sheet stand and which column each names. What is ambiguous is reported, never guessed.

use std::collections::BTreeMap;
use std::fmt;

use model::sheet::column::{Columns, Need};
use model::sheet::{Cell, HEADING_ROWS, Sheet, letters};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::columns::{Known, Names};
use crate::fold::fold;
use crate::grid::{Grid, Row};
use crate::mapping::{Mapping, Source};

/// Characters of a heading that are shown.
const SHOWN: usize = 60;

/// A column of a sheet as a message names it: `column F “Due”`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Its letters.
    pub letters: String,
    /// Its heading, cut to 60 characters; empty where it has none.
    pub heading: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}", self.letters)?;
        if self.heading.is_empty() { Ok(()) } else { write!(f, " “{}”", self.heading) }
    }
}

/// What the headings of a sheet say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Headings<C> {
    /// Row of the headings, counted from 0.
    pub row: usize,
    /// Column of the sheet, counted from 0, by what it is.
    pub columns: BTreeMap<C, usize>,
    /// Headings of all columns of the sheet, in order.
    pub places: Vec<Place>,
    /// Columns that several headings name. Nothing is read before a mapping decides.
    pub ambiguous: Vec<Ambiguous<C>>,
    /// Columns of the sheet that name nothing that the program knows, or were left out by the mapping. Not read.
    pub unmatched: Vec<Place>,
    /// Columns that the program works out itself. Not read.
    pub derived: Vec<Place>,
    /// Headings that the mapping decides and the sheet doesn't have.
    pub absent: Vec<String>,
}

/// A column that several headings name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Ambiguous<C> {
    /// The column.
    pub column: C,
    /// What names it.
    pub places: Vec<Place>,
}

impl<C: Known> Headings<C> {
    /// Where a column stands; its exported heading alone where the sheet doesn't have it.
    pub fn place(&self, column: C) -> Option<&Place> {
        self.columns.get(&column).and_then(|at| self.places.get(*at))
    }

    /// The mapping that would find the same columns again, to be saved.
    pub fn mapping(&self, decided: &Mapping<C>) -> Mapping<C> {
        let mut mapping = decided.clone();
        for (column, at) in &self.columns {
            let Some(place) = self.places.get(*at) else { continue };
            let twice = self.places.iter().filter(|other| fold(&other.heading) == fold(&place.heading)).count() > 1;
            let source = if place.heading.is_empty() || twice {
                Source::Letters(place.letters.clone())
            } else {
                Source::Heading(place.heading.clone())
            };
            mapping.assigned.retain(|own| own.column != Some(*column));
            mapping = mapping.assign(source, Some(*column));
        }
        mapping
    }
}

/// Finds the headings among the first rows: the row that names most columns, the first of equals.
///
/// # Errors
/// No row has headings of such a sheet.
pub fn headings<C: Known>(sheet: &Sheet, mapping: &Mapping<C>) -> Result<Headings<C>, Error> {
    mapping.check().map_err(Error::Mapping)?;
    let names = Names::new();
    let grid = Grid::new(sheet);
    if let Some(number) = mapping.heading_row {
        let row = grid.rows(number as usize - 1).next().ok_or(Error::NoHeadings { sheet: C::SHEET })?;
        let found = Found::new(&row, sheet, &names, mapping);
        return if found.columns.is_empty() {
            Err(Error::NoHeadings { sheet: C::SHEET })
        } else {
            Ok(found.finish(row.at, sheet))
        };
    }
    let mut best: Option<(usize, Found<C>)> = None;
    for row in grid.rows(0).take(HEADING_ROWS) {
        let found = Found::new(&row, sheet, &names, mapping);
        if found.is_heading() && best.as_ref().is_none_or(|(_, best)| found.columns.len() > best.columns.len()) {
            best = Some((row.at, found));
        }
    }
    let (at, found) = best.ok_or(Error::NoHeadings { sheet: C::SHEET })?;
    Ok(found.finish(at, sheet))
}

/// What one row says, read as headings.
struct Found<C> {
    /// Every place that names a column.
    columns: BTreeMap<C, Vec<usize>>,
    /// Columns that the mapping decided.
    decided: BTreeMap<C, usize>,
    places: Vec<Place>,
    filled: usize,
    absent: Vec<String>,
}

impl<C: Known> Found<C> {
    fn new(row: &Row<'_>, sheet: &Sheet, names: &Names<C>, mapping: &Mapping<C>) -> Self {
        let width = sheet.rows.iter().map(Vec::len).max().unwrap_or_default();
        let texts: Vec<String> = (0..width).map(|column| heading(row, column)).collect();
        let place = |(at, text): (usize, &String)| Place { letters: letters(at), heading: shown(text) };
        let places: Vec<Place> = texts.iter().enumerate().map(place).collect();
        let filled = texts.iter().filter(|text| !text.is_empty()).count();
        let mut found = Self { columns: BTreeMap::new(), decided: BTreeMap::new(), places, filled, absent: Vec::new() };
        let left_out = found.decide(mapping);
        for (at, text) in texts.iter().enumerate().filter(|(at, _)| !left_out.contains(at)) {
            if let Some(column) = names.column(text).filter(|column| !found.decided.contains_key(column)) {
                found.columns.entry(column).or_default().push(at);
            }
        }
        for (column, at) in &found.decided {
            found.columns.insert(*column, vec![*at]);
        }
        found
    }

    /// Applies the mapping; gives back the places that are decided, left out or not.
    fn decide(&mut self, mapping: &Mapping<C>) -> Vec<usize> {
        let mut decided = Vec::new();
        for own in &mapping.assigned {
            let (name, of): (&String, Vec<usize>) = match &own.source {
                Source::Heading(heading) => {
                    let wanted = fold(&shown(heading));
                    (heading, self.at(|place| !place.heading.is_empty() && fold(&place.heading) == wanted))
                }
                Source::Letters(letters) => (letters, self.at(|place| place.letters.eq_ignore_ascii_case(letters))),
            };
            match (of.as_slice(), own.column) {
                ([], _) => self.absent.push(name.clone()),
                ([at], Some(column)) => drop(self.decided.insert(column, *at)),
                // The heading stands twice, so the mapping doesn't decide.
                (places, Some(column)) => drop(self.columns.insert(column, places.to_vec())),
                (_, None) => {}
            }
            decided.extend(of);
        }
        decided
    }

    fn at(&self, holds: impl Fn(&Place) -> bool) -> Vec<usize> {
        self.places.iter().enumerate().filter(|(_, place)| holds(place)).map(|(at, _)| at).collect()
    }

    /// Whether the row can be the headings: it names two columns, or all that it says names one.
    fn is_heading(&self) -> bool {
        self.columns.len() >= 2 || (self.columns.len() == 1 && self.filled == 1)
    }

    fn finish(self, row: usize, sheet: &Sheet) -> Headings<C> {
        let Self { columns: named, places, absent, .. } = self;
        let matched: Vec<usize> = named.values().flatten().copied().collect();
        let mut columns = BTreeMap::new();
        let (mut ambiguous, mut derived) = (Vec::new(), Vec::new());
        for (column, at) in named {
            let own = || at.iter().filter_map(|at| places.get(*at).cloned());
            match at.as_slice() {
                _ if column.column().need == Need::Derived => derived.extend(own()),
                [one] => drop(columns.insert(column, *one)),
                _ => ambiguous.push(Ambiguous { column, places: own().collect() }),
            }
        }
        let holds =
            |at: usize| sheet.rows.iter().skip(row + 1).any(|cells| cells.get(at).is_some_and(|c| !c.is_blank()));
        let named = |at: &usize, place: &Place| !place.heading.is_empty() || holds(*at);
        let unmatched = places.iter().enumerate().filter(|(at, place)| !matched.contains(at) && named(at, place));
        let unmatched = unmatched.map(|(_, place)| place.clone()).collect();
        Headings { row, columns, places, ambiguous, unmatched, derived, absent }
    }
}

/// The text of a heading. An area merged over several columns is the heading of its first one alone.
fn heading(row: &Row<'_>, column: usize) -> String {
    let cell = match row.area(column) {
        Some(area) if area.left < column => &Cell::Blank,
        Some(_) | None => row.cell(column),
    };
    match cell.value() {
        Cell::Text(text) => text.trim().to_owned(),
        Cell::Blank
        | Cell::Number(_)
        | Cell::Date(_)
        | Cell::Bool(_)
        | Cell::Error(_)
        | Cell::Formula(_)
        | Cell::Long { .. } => String::new(),
    }
}

/// A heading as it may be shown: on one line, cut.
fn shown(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    if line.chars().count() <= SHOWN { line } else { line.chars().take(SHOWN - 1).chain(['…']).collect() }
}
