//! What an import would do: rows added, changed field by field, unchanged, refused. Changes nothing itself, and knows
//! nothing of the vault but the rows that it is given.

use std::collections::BTreeMap;

use model::sheet::column::{Columns, Keys, Need};
use model::sheet::value::{Fields, Value, tidy};
use serde::{Deserialize, Serialize};

use crate::columns::Known;
use crate::fold::fold_key;
use crate::header::Headings;
use crate::read::{Draft, Drafts, Refusal, key_text};

/// What an import would do, each list in the order of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Preview<C> {
    /// Rows that would become new records.
    pub added: Vec<Added<C>>,
    /// Rows that would change records.
    pub changed: Vec<Changed<C>>,
    /// Rows that say what the vault says.
    pub unchanged: Vec<Unchanged>,
    /// Rows that can't be applied, with the cell and the reason.
    pub refused: Vec<Refusal>,
    /// Rows that have nothing in a column that is read.
    pub skipped: Vec<u32>,
}

/// A row that would become a new record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Added<C> {
    /// Number of the row, from 1.
    pub row: u32,
    /// Its fields; none of them is [`Value::Clear`].
    pub fields: Fields<C>,
    /// Key of a record that people call the same: the row may be that record without its key.
    pub alike: Option<String>,
}

/// A row that would change a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Changed<C> {
    /// Number of the row, from 1.
    pub row: u32,
    /// The record, by its place among those that were given.
    pub record: usize,
    /// Its key.
    pub key: String,
    /// What would change; never empty.
    pub changes: Vec<Change<C>>,
}

/// A change of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Change<C> {
    /// The field.
    pub column: C,
    /// What it holds; none when nothing.
    pub from: Option<Value>,
    /// What it would hold; [`Value::Clear`] when nothing.
    pub to: Value,
}

/// A row that says what the vault says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unchanged {
    /// Number of the row, from 1.
    pub row: u32,
    /// The record, by its place among those that were given.
    pub record: usize,
    /// Its key.
    pub key: String,
}

/// Holds the rows of a sheet against the records that the vault has, each given by all the fields that have a value.
///
/// A row finds its record by the key ([`Columns::KEY`]), or by what others call it ([`Columns::ALSO`]) where it has no
/// key. A blank cell leaves a field as it is; the word `(clear)` empties it. A column that the sheet doesn't have is left
/// as it is as well.
pub fn compare<C: Known>(existing: &[Fields<C>], drafts: Drafts<C>) -> Preview<C> {
    let records = Records::new(existing);
    let Drafts { headings, rows, refused, torn: _, skipped } = drafts;
    let mut preview = Preview { added: Vec::new(), changed: Vec::new(), unchanged: Vec::new(), refused, skipped };
    let mut taken: BTreeMap<usize, u32> = BTreeMap::new();
    for draft in rows {
        let row = draft.row;
        match records.find(&draft) {
            Err((column, reason)) => preview.refused.push(refusal(&headings, row, column, reason)),
            Ok(Some(record)) => {
                let earlier = *taken.entry(record).or_insert(row);
                if earlier != row {
                    let reason = format!("is the same record as row {earlier}");
                    preview.refused.push(refusal(&headings, row, C::KEY, reason));
                    continue;
                }
                preview.change(existing, record, draft);
            }
            Ok(None) => preview.add(&records, &headings, draft),
        }
    }
    preview.refused.sort();
    preview
}

fn refusal<C: Known>(headings: &Headings<C>, row: u32, column: C, reason: String) -> Refusal {
    Refusal { row, place: headings.place(column).cloned(), reason }
}

impl<C: Known> Preview<C> {
    fn add(&mut self, records: &Records<'_, C>, headings: &Headings<C>, draft: Draft<C>) {
        let Draft { row, mut fields } = draft;
        fields.retain(|_, value| *value != Value::Clear);
        let required = C::ALL.iter().filter(|own| own.column().need == Need::Required);
        let missing: Vec<C> = required.copied().filter(|own| fields.get(own).is_none_or(Value::is_blank)).collect();
        for own in &missing {
            let reason = format!("a new row needs a value for “{}”", own.column().heading);
            self.refused.push(refusal(headings, row, *own, reason));
        }
        if missing.is_empty() {
            let alike = records.alike(&fields);
            self.added.push(Added { row, fields, alike });
        }
    }

    fn change(&mut self, existing: &[Fields<C>], record: usize, draft: Draft<C>) {
        let own = &existing[record];
        let key = own.get(&C::KEY).map(|value| value.shown(&C::KEY.column().kind)).unwrap_or_default();
        let changes: Vec<Change<C>> = draft
            .fields
            .into_iter()
            .filter(|(column, to)| *column != C::KEY && !says(own.get(column), to))
            .map(|(column, to)| Change { column, from: own.get(&column).cloned(), to })
            .collect();
        let row = draft.row;
        if changes.is_empty() {
            self.unchanged.push(Unchanged { row, record, key });
        } else {
            self.changed.push(Changed { row, record, key, changes });
        }
    }
}

/// Whether a field that holds `from` already says `to`.
pub fn says(from: Option<&Value>, to: &Value) -> bool {
    match (from, to) {
        (None, Value::Clear) => true,
        (None, to) => to.is_blank(),
        (Some(from), Value::Clear) => from.is_blank(),
        (Some(Value::Text(from)), Value::Text(to)) => tidy(from) == tidy(to),
        (Some(Value::Person(from)), Value::Person(to)) => fold_key(from) == fold_key(to),
        (Some(Value::Lines(from)), Value::Lines(to)) => Value::lines(from) == Value::lines(to),
        (Some(from), to) => from == to,
    }
}

/// The records that the vault has, by what rows find them by.
struct Records<'a, C> {
    existing: &'a [Fields<C>],
    by_key: BTreeMap<String, Vec<usize>>,
    by_also: BTreeMap<String, Vec<usize>>,
    by_call: BTreeMap<String, usize>,
}

impl<'a, C: Known> Records<'a, C> {
    fn new(existing: &'a [Fields<C>]) -> Self {
        let mut records =
            Self { existing, by_key: BTreeMap::new(), by_also: BTreeMap::new(), by_call: BTreeMap::new() };
        for (index, record) in existing.iter().enumerate() {
            if let Some(key) = record.get(&C::KEY).and_then(key_text) {
                records.by_key.entry(key).or_default().push(index);
            }
            if let Some(also) = C::ALSO.and_then(|also| record.get(&also)).and_then(key_text) {
                records.by_also.entry(also).or_default().push(index);
            }
            if let Some(call) = record.get(&C::CALLED).map(called) {
                records.by_call.entry(call).or_insert(index);
            }
        }
        records
    }

    /// The record of a row; none for a new one.
    fn find(&self, draft: &Draft<C>) -> Result<Option<usize>, (C, String)> {
        let one = |column: C, found: Option<&Vec<usize>>| match found.map(Vec::as_slice) {
            None | Some([]) => Ok(None),
            Some([record]) => Ok(Some(*record)),
            Some(several) => Err((column, format!("names {} records of the vault", several.len()))),
        };
        if let Some(key) = draft.fields.get(&C::KEY).and_then(key_text) {
            let found = one(C::KEY, self.by_key.get(&key))?;
            if found.is_none() && C::KEYS == Keys::Given {
                let reason =
                    "names no record of this vault: leave the cell blank for a new row, or leave the column out";
                return Err((C::KEY, reason.to_owned()));
            }
            return Ok(found);
        }
        match C::ALSO.and_then(|also| Some((also, draft.fields.get(&also).and_then(key_text)?))) {
            Some((also, text)) => one(also, self.by_also.get(&text)),
            None if C::KEYS == Keys::Typed => Err((C::KEY, "must not be blank".to_owned())),
            None => Ok(None),
        }
    }

    /// The key of a record that people call the same.
    fn alike(&self, fields: &Fields<C>) -> Option<String> {
        let record = self.by_call.get(&called(fields.get(&C::CALLED)?))?;
        self.existing[*record].get(&C::KEY).map(|key| key.shown(&C::KEY.column().kind))
    }
}

/// What people call a record, made alike.
fn called(value: &Value) -> String {
    fold_key(&value.shown(&model::sheet::column::Kind::Person))
}
