//! What a sheet's headings say, in words: which column holds which field, what nobody knows, and which sheets there are.

use ::import::{Headings, Known};
use model::sheet::Sheet;
use model::sheet::column::Need;
use serde::{Deserialize, Serialize};

/// What a sheet's headings say.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SheetFound {
    /// The sheets of the file.
    pub sheets: Vec<SheetName>,
    /// Name of the one that is read; none for separated values.
    pub sheet: Option<String>,
    /// Row of the headings, counted from 1.
    pub heading_row: usize,
    /// The columns that are read.
    pub columns: Vec<FoundColumn>,
    /// Fields that several headings name, each with what names it. Nothing is read before one is decided for.
    pub ambiguous: Vec<String>,
    /// Columns that name nothing known, or were left out. Not read.
    pub unknown: Vec<String>,
    /// Columns that the program works out itself. Not read.
    pub derived: Vec<String>,
    /// Headings that the mapping decides and the sheet doesn't have.
    pub absent: Vec<String>,
    /// Fields that a new row needs and the sheet has no column for.
    pub missing: Vec<String>,
}

/// A sheet of a file.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SheetName {
    /// Its name; none for separated values.
    pub name: Option<String>,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// Rows down to the last that holds anything.
    pub rows: u64,
}

/// A column of a sheet that is read.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct FoundColumn {
    /// Its letters.
    pub letters: String,
    /// Its heading; empty where it has none.
    pub heading: String,
    /// Name of the field that it holds.
    pub field: String,
    /// Heading of that field as exported.
    pub title: String,
}

impl SheetFound {
    pub(super) fn new<C: Known>(sheets: &[Sheet], chosen: &Sheet, headings: &Headings<C>) -> Self {
        let texts = |places: &[::import::Place]| places.iter().map(ToString::to_string).collect();
        let found = |(column, at): (&C, &usize)| {
            let place = headings.places.get(*at)?;
            let own = column.column();
            Some(FoundColumn {
                letters: place.letters.clone(),
                heading: place.heading.clone(),
                field: own.name.to_owned(),
                title: own.heading.to_owned(),
            })
        };
        let ambiguous = headings.ambiguous.iter().map(|it| {
            let places: Vec<String> = it.places.iter().map(ToString::to_string).collect();
            format!("{}: {}", it.column.column().heading, places.join(", "))
        });
        let needed = C::ALL.iter().filter(|own| own.column().need == Need::Required);
        let missing = needed.filter(|own| !headings.columns.contains_key(own));
        let mut columns: Vec<(usize, FoundColumn)> =
            headings.columns.iter().filter_map(|it| Some((*it.1, found(it)?))).collect();
        columns.sort_by_key(|(at, _)| *at);
        Self {
            sheets: sheets
                .iter()
                .map(|it| SheetName { name: it.name.clone(), hidden: it.hidden, rows: it.total_rows })
                .collect(),
            sheet: chosen.name.clone(),
            heading_row: headings.row + 1,
            columns: columns.into_iter().map(|(_, column)| column).collect(),
            ambiguous: ambiguous.collect(),
            unknown: texts(&headings.unmatched),
            derived: texts(&headings.derived),
            absent: headings.absent.clone(),
            missing: missing.map(|own| own.column().heading.to_owned()).collect(),
        }
    }
}
