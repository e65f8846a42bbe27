//! A preview in words, as a terminal or a page shows it. Decides nothing.

use model::sheet::column::Columns;
use model::sheet::value::Value;
use serde::{Deserialize, Serialize};

use crate::columns::Known;
use crate::preview::{Added, Changed, Preview};

/// A preview in words.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct PrintedPreview {
    /// Rows that would be added.
    pub added: Vec<PrintedRow>,
    /// Rows that would change records.
    pub changed: Vec<PrintedRow>,
    /// Number of rows that say what the vault says.
    pub unchanged: usize,
    /// Rows that are refused, each a sentence that names row and cell.
    pub refused: Vec<String>,
    /// Rows that have nothing in a column that is read.
    pub skipped: Vec<u32>,
}

/// One row in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PrintedRow {
    /// Number of the row, from 1.
    pub row: u32,
    /// Key of the record; empty where the vault will give it.
    pub key: String,
    /// Key of a record that people call the same, where a row would be added.
    pub alike: Option<String>,
    /// Its fields, or what would change in them.
    pub fields: Vec<PrintedChange>,
}

/// One field in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PrintedChange {
    /// Heading of the field as exported.
    pub heading: String,
    /// What it holds; none when nothing.
    pub from: Option<String>,
    /// What it would hold; none when nothing.
    pub to: Option<String>,
}

impl<C: Known> Preview<C> {
    /// The preview in words.
    pub fn printed(&self) -> PrintedPreview {
        PrintedPreview {
            added: self.added.iter().map(added).collect(),
            changed: self.changed.iter().map(changed).collect(),
            unchanged: self.unchanged.len(),
            refused: self.refused.iter().map(ToString::to_string).collect(),
            skipped: self.skipped.clone(),
        }
    }
}

fn added<C: Columns>(row: &Added<C>) -> PrintedRow {
    let fields = row.fields.iter().map(|(column, to)| field(*column, None, to)).collect();
    let key = row.fields.get(&C::KEY).map(|key| key.shown(&C::KEY.column().kind)).unwrap_or_default();
    PrintedRow { row: row.row, key, alike: row.alike.clone(), fields }
}

fn changed<C: Columns>(row: &Changed<C>) -> PrintedRow {
    let fields = row.changes.iter().map(|change| field(change.column, change.from.as_ref(), &change.to)).collect();
    PrintedRow { row: row.row, key: row.key.clone(), alike: None, fields }
}

fn field<C: Columns>(column: C, from: Option<&Value>, to: &Value) -> PrintedChange {
    let own = column.column();
    let shown = |value: &Value| (*value != Value::Clear).then(|| value.shown(&own.kind));
    PrintedChange { heading: own.heading.to_owned(), from: from.and_then(shown), to: shown(to) }
}
