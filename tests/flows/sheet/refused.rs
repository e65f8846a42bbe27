//! What a sheet can't do: no cell jumps over a rule, and nothing is taken over that wasn't seen.

use commands::Code;
use commands::gap::ShowGap;
use commands::person::AddPerson;
use commands::sheet::{ApplySheet, DecidedColumn, SheetForm, Source};
use model::gap::GapState;
use model::person::Side;
use model::sheet::noun::SheetNoun;

use super::{apply, at, changes, chosen, csv, export, exported_cells, furnished, gap, preview, records, set};
use crate::stage::Stage;

/// Refusals of a sheet of one record, in which one cell is changed.
fn refused(stage: &mut Stage, noun: SheetNoun, key: &str, heading: &str, text: &str) -> Vec<String> {
    let before = records(stage, noun);
    let mut sheet = exported_cells(stage, noun);
    set(&mut sheet, key, heading, text);
    let headings = sheet.remove(0);
    sheet.retain(|row| row[0] == key);
    sheet.insert(0, headings);
    let path = csv(stage, "refused.csv", &sheet);
    let seen = preview(stage, noun, &path);
    assert_eq!(changes(&seen), Vec::new());
    assert_eq!(apply(stage, noun, &path, &seen).expect_err("nothing is left").code, Code::Refused);
    assert_eq!(records(stage, noun), before);
    seen.preview.refused
}

#[test]
fn no_cell_jumps_over_a_rule() {
    let mut stage = furnished();
    for (noun, key, heading, text) in [
        (SheetNoun::Gap, "GAP-001", "State", "retested"),
        (SheetNoun::Gap, "GAP-001", "State", "accepted risk"),
        (SheetNoun::Gap, "GAP-001", "State", "operating since"),
        (SheetNoun::Gap, "GAP-001", "State", "reopened"),
        (SheetNoun::Gap, "GAP-001", "Found on", "2026-01-01"),
        (SheetNoun::Gap, "GAP-001", "Fixed on", "2026-03-01"),
        (SheetNoun::Gap, "GAP-001", "Due", "2025-01-01"),
        (SheetNoun::Gap, "GAP-001", "Owner", "Nobody Known"),
        (SheetNoun::Gap, "GAP-001", "Controls", "NONE-1"),
        (SheetNoun::Gap, "GAP-001", "Criteria", "CC99.1"),
        (SheetNoun::Gap, "GAP-001", "Surfaces", "moon_base"),
        (SheetNoun::Gap, "GAP-001", "Cost low", "100"),
        (SheetNoun::Gap, "GAP-001", "Title", "(clear)"),
        (SheetNoun::Request, "REQ-001", "Auditor status", "accepted"),
        (SheetNoun::Request, "REQ-001", "Internal status", "ready"),
        (SheetNoun::Request, "REQ-001", "Internal status", "blocked"),
        (SheetNoun::Request, "REQ-001", "Reason", "Because."),
        (SheetNoun::Request, "REQ-001", "Auditor's ID", "IRL 2"),
        (SheetNoun::Request, "REQ-001", "Period from", "2026-01-01"),
        (SheetNoun::Finding, "FND-001", "State", "closed"),
        (SheetNoun::Finding, "FND-001", "State", "verified"),
        (SheetNoun::Finding, "FND-001", "State", "acknowledged"),
        (SheetNoun::Finding, "FND-001", "Management response", "We agree."),
        (SheetNoun::Finding, "FND-001", "Fixed on", "2026-05-01"),
        (SheetNoun::Finding, "FND-001", "Deviations", "1"),
        (SheetNoun::Task, "T-1", "State", "done"),
        (SheetNoun::Task, "T-1", "State", "blocked"),
        (SheetNoun::Task, "T-1", "Done on", "2026-10-09"),
        (SheetNoun::Task, "T-1", "Depends on", "T-1"),
        (SheetNoun::Person, "Priya Raman", "E-mail", "not an address"),
        (SheetNoun::Control, "CORE-24", "State", "retired"),
        (SheetNoun::Control, "CORE-24", "Retired because", "merged"),
        (SheetNoun::Control, "CORE-24", "Grace days", "91"),
        (SheetNoun::Evidence, "EV-0001", "Request ID", "REQ-001; REQ-999"),
        (SheetNoun::Evidence, "EV-0001", "Request ID", "(clear)"),
        (SheetNoun::Evidence, "EV-0001", "Captured at", "2030-01-01 09:30 +01:00"),
    ] {
        let told = refused(&mut stage, noun, key, heading, text);
        assert_eq!(told.len(), 1, "{noun:?} {heading} {text}: {told:?}");
        let row = told[0].split(',').next().unwrap_or_default();
        assert!(row.starts_with("row "), "{told:?}");
        assert!(told[0].contains(", column "), "{noun:?} {heading} {text}: {told:?}");
    }
}

#[test]
fn two_people_of_one_name_are_left_as_they_are_and_never_guessed() {
    let mut stage = furnished();
    let (name, role, side) = ("Priya Raman".to_owned(), String::new(), Side::Client);
    stage.app.call(AddPerson { name, role, side, team: None, email: None }).expect("another of that name");
    let path = export(&mut stage, SheetNoun::Gap, "out.csv", SheetForm::Csv);
    let same = preview(&mut stage, SheetNoun::Gap, &path);
    assert_eq!((changes(&same), same.preview.refused), (Vec::new(), Vec::new()));
    let told = refused(&mut stage, SheetNoun::Finding, "FND-001", "Owner", "Priya Raman");
    assert!(told[0].ends_with("“Owner”: names more than one person of this vault"), "{told:?}");
}

#[test]
fn a_refused_cell_is_named_as_a_spreadsheet_names_it() {
    let mut stage = furnished();
    let sheet = exported_cells(&mut stage, SheetNoun::Gap);
    let letter = char::from(b'A' + u8::try_from(at(&sheet, "Due")).expect("few columns"));
    let told = refused(&mut stage, SheetNoun::Gap, "GAP-002", "Due", "soon");
    assert_eq!(told, [format!("row 2, column {letter} “Due”: must be a date such as 2026-03-31")]);
}

#[test]
fn what_was_not_seen_is_not_taken_over() {
    let mut stage = furnished();
    let mut sheet = exported_cells(&mut stage, SheetNoun::Gap);
    set(&mut sheet, "GAP-001", "Title", "Changed");
    let path = csv(&stage, "gaps.csv", &sheet);
    let seen = preview(&mut stage, SheetNoun::Gap, &path);
    set(&mut sheet, "GAP-002", "Title", "Changed, too");
    let other = csv(&stage, "other.csv", &sheet);
    assert_eq!(apply(&mut stage, SheetNoun::Gap, &other, &seen).expect_err("another file").code, Code::Stale);
    let mut from = chosen(&mut stage, SheetNoun::Gap, &path);
    from.decided.columns = vec![DecidedColumn { source: Source::Heading("Title".to_owned()), field: None }];
    let other = ApplySheet { from, seen: seen.seen, save: None };
    assert_eq!(stage.app.call(other).expect_err("another mapping").code, Code::Stale);
    stage.app.call(gap("One more")).expect("the vault changes");
    assert_eq!(apply(&mut stage, SheetNoun::Gap, &path, &seen).expect_err("another state").code, Code::Stale);
    let seen = preview(&mut stage, SheetNoun::Gap, &path);
    apply(&mut stage, SheetNoun::Gap, &path, &seen).expect("as it was seen");
    let gap = stage.app.call(ShowGap { engagement: None, gap: "GAP-001".to_owned() }).expect("shows");
    assert_eq!((gap.title.as_str(), gap.state), ("Changed", GapState::Open));
}
