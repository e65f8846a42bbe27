//! Rows held against what the vault has: added, changed field by field, unchanged, refused; and that applying a preview
//! and reading the same sheet again changes nothing.

mod support;

use std::collections::BTreeMap;

use import::{Mapping, Preview, compare, read};
use model::sheet::Sheet;
use model::sheet::column::Columns;
use model::sheet::control::ControlColumn;
use model::sheet::gap::GapColumn;
use model::sheet::request::RequestColumn;
use model::sheet::value::{Fields, Value};
use proptest::prelude::*;
use support::workbook;

fn fields<C: Columns>(values: &[(C, Value)]) -> Fields<C> {
    values.iter().cloned().collect()
}

fn preview<C: import::Known>(existing: &[Fields<C>], sheet: &Sheet) -> Preview<C> {
    compare(existing, read(sheet, &Mapping::default()).expect("reads"))
}

fn gap(number: u32, title: &str) -> Fields<GapColumn> {
    fields(&[
        (GapColumn::Reference, Value::Code(format!("GAP-{number:03}"))),
        (GapColumn::Title, Value::text(title)),
        (GapColumn::Description, Value::text("What was found")),
        (GapColumn::DueOn, Value::Day("2026-03-31".parse().expect("a day"))),
        (GapColumn::Owner, Value::Person("Ann Lee".to_owned())),
    ])
}

#[test]
fn rows_are_added_changed_unchanged_and_refused() {
    let existing = [gap(1, "One"), gap(2, "Two")];
    let sheet = workbook(&[
        &["Gap ID", "Title", "Description", "Due", "Owner"],
        &["gap-1", "One", "What was found", "2026-04-30", "(clear)"],
        &["GAP-002", "", "", "2026-03-31", "ann lee"],
        &["", "Three", "New", "", ""],
        &["", "Two", "Again?", "", ""],
        &["GAP-009", "Nine", "Gone", "", ""],
        &["", "Four", "", "", ""],
    ]);
    let preview = preview(&existing, &sheet);
    let changed = &preview.changed[0];
    assert_eq!((changed.row, changed.record, changed.key.as_str()), (2, 0, "GAP-001"));
    let columns: Vec<GapColumn> = changed.changes.iter().map(|change| change.column).collect();
    assert_eq!(columns, [GapColumn::Owner, GapColumn::DueOn]);
    assert_eq!(changed.changes[0].from, Some(Value::Person("Ann Lee".to_owned())));
    assert_eq!(changed.changes[0].to, Value::Clear);
    assert_eq!(preview.unchanged.iter().map(|row| (row.row, row.record)).collect::<Vec<_>>(), [(3, 1)]);
    let added: Vec<_> = preview.added.iter().map(|row| (row.row, row.alike.as_deref())).collect();
    assert_eq!(added, [(4, None), (5, Some("GAP-002"))], "a record that is called the same is pointed out");
    let refused: Vec<String> = preview.refused.iter().map(ToString::to_string).collect();
    assert!(refused[0].starts_with("row 6, column A “Gap ID”: names no record of this vault"), "{refused:?}");
    assert_eq!(refused[1], "row 7, column C “Description”: a new row needs a value for “Description”");
    let printed = preview.printed();
    assert_eq!(printed.changed[0].fields[0].from.as_deref(), Some("Ann Lee"));
    assert_eq!(printed.changed[0].fields[0].to, None);
    assert_eq!((printed.unchanged, printed.refused.len()), (1, 2));
}

#[test]
fn a_typed_key_that_is_new_is_a_new_record() {
    let sheet = workbook(&[
        &["Control ID", "Title", "Statement", "Criteria"],
        &["CORE-1", "A", "Does a", "CC6.1"],
        &["", "B", "Does b", ""],
    ]);
    let preview = preview::<ControlColumn>(&[], &sheet);
    assert_eq!(preview.added.len(), 1);
    assert_eq!(preview.refused[0].to_string(), "row 3, column A “Control ID”: must not be blank");
}

#[test]
fn requests_are_found_by_our_number_or_the_auditors_id() {
    let request = |number: u32, auditor: Option<&str>| {
        let mut own = fields(&[
            (RequestColumn::Reference, Value::Code(format!("REQ-{number:03}"))),
            (RequestColumn::Wording, Value::text("Wording")),
        ]);
        if let Some(auditor) = auditor {
            own.insert(RequestColumn::AuditorId, Value::text(auditor));
        }
        own
    };
    let existing = [request(1, Some("PBC-014")), request(2, None), request(3, Some("X")), request(4, Some("x"))];
    let sheet = workbook(&[
        &["Our ID", "PBC #", "Request"],
        &["", "pbc-014", "Other wording"],
        &["REQ-2", "PBC-015", "Wording"],
        &["", "PBC-016", "New"],
        &["", "X", "Which?"],
        &["", "", "Without either"],
        &["REQ-001", "", "Once more"],
    ]);
    let preview = preview(&existing, &sheet);
    let changed: Vec<_> = preview.changed.iter().map(|row| (row.row, row.record)).collect();
    assert_eq!(changed, [(2, 0), (3, 1)]);
    assert_eq!(preview.changed[1].changes[0].column, RequestColumn::AuditorId);
    assert_eq!(preview.added.iter().map(|row| row.row).collect::<Vec<_>>(), [4, 6]);
    let refused: Vec<String> = preview.refused.iter().map(ToString::to_string).collect();
    assert_eq!(refused[0], "row 5, column B “PBC #”: names 2 records of the vault");
    assert_eq!(refused[1], "row 7, column A “Our ID”: is the same record as row 2");
}

#[test]
fn what_only_the_vault_knows_is_refused_by_the_caller() {
    let sheet =
        workbook(&[&["Title", "Description", "Owner"], &["A", "b", "Ann"], &["B", "b", "Nobody"], &["C", "b", ""]]);
    let mut drafts = read::<GapColumn>(&sheet, &Mapping::default()).expect("reads");
    drafts.refuse(|draft| match draft.fields.get(&GapColumn::Owner) {
        Some(Value::Person(name)) if name != "Ann" => {
            vec![(GapColumn::Owner, "is not a person of this vault".to_owned())]
        }
        Some(_) | None => Vec::new(),
    });
    assert_eq!(drafts.rows.len(), 2);
    assert_eq!(drafts.refused[0].to_string(), "row 3, column C “Owner”: is not a person of this vault");
}

/// What the vault would hold after a preview was applied.
fn applied(existing: &[Fields<GapColumn>], preview: &Preview<GapColumn>) -> Vec<Fields<GapColumn>> {
    let mut records = existing.to_vec();
    for row in &preview.changed {
        for change in &row.changes {
            match &change.to {
                Value::Clear => drop(records[row.record].remove(&change.column)),
                to => drop(records[row.record].insert(change.column, to.clone())),
            }
        }
    }
    records
}

fn cells() -> impl Strategy<Value = BTreeMap<usize, (String, String, String)>> {
    let text = "([A-Za-z' =+@-]{0,6}|\\(clear\\))";
    let owner = "(|Ann Lee|\\(clear\\)|n/a|Bo)";
    let due = "(|2026-0[1-9]-1[0-9]|\\(clear\\)|31 Mar 2026|nonsense)";
    prop::collection::btree_map(1usize..6, (text, owner, due), 0..5)
}

proptest! {
    /// Applying a preview and reading the same sheet again changes nothing, blank cells change nothing at all, and each
    /// row of the sheet stands in exactly one list.
    #[test]
    fn importing_twice_is_importing_once(cells in cells()) {
        let existing: Vec<Fields<GapColumn>> = (1..6).map(|number| gap(number, "Title")).collect();
        let mut rows = vec![vec!["Gap ID".to_owned(), "Remedy".to_owned(), "Owner".to_owned(), "Due".to_owned()]];
        for (number, (remedy, owner, due)) in &cells {
            rows.push(vec![format!("GAP-{number:03}"), remedy.clone(), owner.clone(), due.clone()]);
        }
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let sheet = workbook(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let first = preview(&existing, &sheet);
        let mut all: Vec<u32> = first.changed.iter().map(|row| row.row)
            .chain(first.unchanged.iter().map(|row| row.row))
            .chain(first.refused.iter().map(|row| row.row))
            .collect();
        all.sort_unstable();
        all.dedup();
        prop_assert_eq!(all, (2..2 + cells.len() as u32).collect::<Vec<_>>());
        let after = applied(&existing, &first);
        let second = preview(&after, &sheet);
        prop_assert!(second.changed.is_empty(), "{:?}", second.changed);
        prop_assert_eq!(second.unchanged.len(), first.unchanged.len() + first.changed.len());
        for (number, (remedy, owner, due)) in &cells {
            if remedy.trim().is_empty() && owner.is_empty() && due.is_empty() {
                prop_assert_eq!(&after[number - 1], &existing[number - 1]);
            }
        }
    }
}
