//! Before rows are compared: what their cells name is looked up, and rows that name what isn't there are refused. Never
//! looks into a record.

use std::collections::{BTreeMap, BTreeSet};

use import::Drafts;
use model::sheet::column::{Code, Columns, Kind};
use model::sheet::value::{Fields, Value};

use super::names::{Names, word};
use super::record::SheetRecord;

/// Puts names as the vault has them, and refuses rows that name nobody or nothing that it knows.
pub(super) fn look_up<R: SheetRecord>(drafts: &mut Drafts<R::Column>, names: &Names) {
    let own: BTreeSet<String> = drafts.rows.iter().filter_map(|draft| key::<R>(&draft.fields)).collect();
    let mut broken: BTreeMap<u32, Vec<(R::Column, String)>> = BTreeMap::new();
    for draft in &mut drafts.rows {
        let settled = R::settle(&mut draft.fields).err();
        let settled = settled.map(|it| (it.column.unwrap_or(R::Column::KEY), it.reason));
        let found =
            draft.fields.iter_mut().filter(|(column, _)| **column != R::Column::KEY).filter_map(|(column, value)| {
                let may_be_new = |code: &str| R::NAMES_OWN == Some(*column) && own.contains(code);
                let reason = unknown(column.column().kind, value, names, may_be_new)?;
                Some((*column, reason))
            });
        let all: Vec<_> = settled.into_iter().chain(found).collect();
        if !all.is_empty() {
            broken.insert(draft.row, all);
        }
    }
    drafts.refuse(|draft| broken.get(&draft.row).cloned().unwrap_or_default());
}

/// The code by which a row will be found, where it is typed.
pub(super) fn key<R: SheetRecord>(fields: &Fields<R::Column>) -> Option<String> {
    match fields.get(&R::Column::KEY) {
        Some(Value::Code(code)) => Some(code.clone()),
        _ => None,
    }
}

/// Why the value names something that isn't there; a name that is there is put as the vault has it.
fn unknown(kind: Kind, value: &mut Value, names: &Names, may_be_new: impl Fn(&str) -> bool) -> Option<String> {
    match (kind, value) {
        (Kind::Person, Value::Person(name)) => {
            if names.people.ids(name).next().is_none() {
                return Some("names nobody of this vault".to_owned());
            }
            // Of several people of one name none is put here: the cell may say what the record says.
            if let Some(known) = names.people.only(name).and_then(|id| names.people.name(id)) {
                name.clone_from(known);
            }
            None
        }
        (Kind::Codes(code), Value::Codes(codes)) => {
            let missing: Vec<&str> =
                codes.iter().map(String::as_str).filter(|it| !names.knows(code, it) && !may_be_new(it)).collect();
            if !missing.is_empty() {
                return Some(told(code, &missing));
            }
            if code == Code::Request {
                let known = |name: &String| names.request(name).cloned();
                *codes = codes.iter().filter_map(known).collect();
            }
            None
        }
        _ => None,
    }
}

/// Codes of our own shape may be told; the auditor's ids are anybody's text.
fn told(code: Code, missing: &[&str]) -> String {
    match code {
        Code::Request => format!("names no {}, or more than one", word(code)),
        Code::Criterion
        | Code::Control
        | Code::Surface
        | Code::RequestNumber
        | Code::Evidence
        | Code::Gap
        | Code::Finding
        | Code::Task => format!("names no {}: {}", word(code), missing.join(", ")),
    }
}
