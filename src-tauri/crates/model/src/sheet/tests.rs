//! Tests of the bounds of a sheet, and of the lists of columns: names and headings told apart, choices as the model
//! has them.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::column::{Choice, Columns, Kind, Need};
use super::control::ControlColumn;
use super::evidence::EvidenceColumn;
use super::finding::FindingColumn;
use super::gap::GapColumn;
use super::person::PersonColumn;
use super::request::RequestColumn;
use super::task::TaskColumn;
use super::*;
use crate::control::{ControlState, ControlType, Frequency, Nature, QuarterRule};
use crate::evidence::{Classification, EvidenceKind};
use crate::finding::{FindingSource, FindingState};
use crate::gap::{GapKind, GapSource, GapState, Level};
use crate::person::Side;
use crate::request::{AuditorStatus, InternalStatus, PopulationKind};
use crate::task::{TaskState, WorkTrack};

fn told_apart<C: Columns>() {
    let names: BTreeSet<&str> = C::ALL.iter().map(|own| own.column().name).collect();
    let headings: BTreeSet<String> = C::ALL.iter().map(|own| own.column().heading.to_lowercase()).collect();
    assert_eq!((names.len(), headings.len()), (C::ALL.len(), C::ALL.len()), "{}", C::SHEET);
    assert!(C::KEY.column().need != Need::Derived, "{}", C::SHEET);
    assert!(C::ALL.is_sorted(), "{}: a record's fields are in the order of the sheet", C::SHEET);
    for own in C::ALL {
        let stored = own.column().name;
        assert_eq!(serde_json::to_value(own).expect("a name"), serde_json::json!(stored));
        assert_eq!(C::named(stored), Some(*own));
        if let Kind::Choice(choices) = own.column().kind {
            let words: BTreeSet<String> = choices.iter().map(|choice| choice.word.to_lowercase()).collect();
            assert_eq!(words.len(), choices.len(), "{}: {}", C::SHEET, own.column().heading);
        }
    }
}

#[test]
fn columns_of_a_sheet_are_told_apart() {
    told_apart::<ControlColumn>();
    told_apart::<RequestColumn>();
    told_apart::<GapColumn>();
    told_apart::<FindingColumn>();
    told_apart::<TaskColumn>();
    told_apart::<PersonColumn>();
    told_apart::<EvidenceColumn>();
}

/// Each choice is a variant that prints itself by the choice's word, and there are as many as variants.
fn agree<T: DeserializeOwned + Serialize>(choices: &[Choice], variants: usize, name: impl Fn(&T) -> &'static str) {
    assert_eq!(choices.len(), variants);
    for choice in choices {
        let variant: T = serde_json::from_value(serde_json::json!(choice.value)).expect(choice.value);
        assert_eq!(name(&variant), choice.word);
    }
}

#[test]
fn choices_are_the_models_own() {
    agree::<ControlType>(control::TYPES, 3, |one| one.name());
    agree::<Nature>(control::NATURES, 3, |one| one.name());
    agree::<Frequency>(control::FREQUENCIES, 8, |one| one.name());
    agree::<QuarterRule>(control::QUARTERS, 2, |one| match one {
        QuarterRule::Calendar => "calendar",
        QuarterRule::Period => "audit period",
    });
    agree::<GapSource>(gap::SOURCES, 8, |one| one.name());
    agree::<GapKind>(gap::KINDS, 4, |one| one.name());
    agree::<GapState>(gap::STATES, 7, |one| one.name());
    agree::<Level>(gap::LEVELS, 4, |one| one.name());
    agree::<EvidenceKind>(evidence::KINDS, 13, |one| one.name());
    agree::<Classification>(evidence::CLASSIFICATIONS, 5, |one| one.name());
    agree::<Side>(person::SIDES, 4, |one| one.name());
    agree::<PopulationKind>(request::POPULATIONS, 9, |one| one.name());
    agree::<AuditorStatus>(request::AUDITOR_STATUSES, 4, |one| one.name());
    agree::<FindingSource>(finding::SOURCES, 2, |one| one.name());
    agree::<FindingState>(finding::STATES, FindingState::ALL.len(), |one| one.name());
    agree::<WorkTrack>(task::TRACKS, 5, |one| one.name());
}

/// As [`agree`], for enums some of whose variants give a reason.
fn agree_with_reason<T: DeserializeOwned>(choices: &[Choice], tag: &str, name: impl Fn(&T) -> &'static str) {
    for choice in choices {
        let stored = serde_json::json!({ tag: choice.value, "reason": "Because." });
        let variant: T = serde_json::from_value(stored).expect(choice.value);
        assert_eq!(name(&variant), choice.word);
    }
}

#[test]
fn states_with_a_reason_are_the_models_own() {
    agree_with_reason::<ControlState>(control::STATES, "state", |one| one.name());
    agree_with_reason::<InternalStatus>(request::INTERNAL_STATUSES, "internal", |one| one.name());
    agree_with_reason::<TaskState>(task::STATES, "state", |one| one.name());
}

#[test]
fn columns_have_the_letters_of_a_spreadsheet() {
    let named = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (999, "ALL")];
    for (column, name) in named {
        assert_eq!(letters(column), name);
    }
}

#[test]
fn numbers_are_shown_as_a_spreadsheet_shows_them() {
    let shown = [(0.0, "0"), (-0.0, "0"), (100.0, "100"), (-10.5, "-10.5"), (1e20, "1E20"), (0.1 + 0.2, "0.3")];
    for (number, text) in shown {
        assert_eq!(number_shown(number), text);
    }
}

#[test]
fn ragged_rows_end_in_blank_cells() {
    let text = |text: &str| Cell::Text(text.to_owned());
    let rows = vec![vec![text("a")], vec![text("b"), text("c"), Cell::Blank], Vec::new()];
    let sheet = Sheet::new(Form::Csv, rows);
    assert_eq!((sheet.total_rows, sheet.total_columns), (2, 2));
    assert_eq!(sheet.cell(0, 1), &Cell::Blank);
    assert_eq!(sheet.cell(1, 1), &text("c"));
    assert_eq!(sheet.cell(7, 0), &Cell::Blank);
}

#[test]
fn a_formula_without_a_value_is_not_blank() {
    assert!(Cell::Text(" \n".to_owned()).is_blank());
    assert!(!Cell::Formula(Box::new(Cell::Blank)).is_blank());
    assert!(Cell::Formula(Box::new(Cell::Text(String::new()))).is_blank());
}

#[test]
fn bounds_are_checked() {
    let sheet = |rows| Sheet::new(Form::Workbook, rows);
    let broken = |sheet: Sheet, field: &str| assert_eq!(sheet.check().unwrap_err().field, field);
    assert_eq!(sheet(vec![vec![Cell::Blank; COLUMNS]; 3]).check(), Ok(()));
    broken(sheet(vec![vec![Cell::Blank; COLUMNS + 1]]), "columns");
    broken(sheet(vec![Vec::new(); ROWS + HEADING_ROWS + 1]), "rows");
    broken(sheet(vec![vec![Cell::Text("x".repeat(CELL_CHARS + 1))]]), "cells");
    broken(sheet(vec![vec![Cell::Number(f64::NAN)]]), "cells");
    let nested = Cell::Formula(Box::new(Cell::Formula(Box::new(Cell::Blank))));
    broken(sheet(vec![vec![nested]]), "cells");
    let merged = vec![Area { top: 2, left: 0, bottom: 1, right: 0 }];
    broken(Sheet { merged, ..sheet(Vec::new()) }, "merged");
    let area = |top, left| Area { top, left, bottom: top + 1, right: left + 1 };
    assert_eq!(Sheet { merged: vec![area(2, 0), area(0, 0), area(0, 2)], ..sheet(Vec::new()) }.check(), Ok(()));
    broken(Sheet { merged: vec![area(0, 0), area(1, 1)], ..sheet(Vec::new()) }, "merged");
}
