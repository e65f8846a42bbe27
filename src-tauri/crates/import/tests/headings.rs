//! Headings of sheets as they go round: found below titles, by any of their names, and never guessed.

mod support;

use import::{Error, Headings, Mapping, Place, Source, headings, read};
use model::sheet::control::ControlColumn;
use model::sheet::gap::GapColumn;
use model::sheet::person::PersonColumn;
use model::sheet::request::RequestColumn;
use model::sheet::{Area, Sheet};
use support::{text, with, workbook};

fn of<C: import::Known>(sheet: &Sheet) -> Headings<C> {
    headings(sheet, &Mapping::default()).expect("has headings")
}

fn letters(places: &[Place]) -> Vec<&str> {
    places.iter().map(|place| place.letters.as_str()).collect()
}

#[test]
fn headings_below_title_rows_are_found() {
    let sheet = workbook(&[
        &["Harbour & Pine Ltd: SOC 2 PBC list"],
        &["Prepared on", "2026-03-01", "Owner", "Lee"],
        &[],
        &["PBC #", "Request Description", "Responsible", "Due Date", "Status", "Auditor comment"],
        &["PBC-001", "Organisation chart", "Ann Lee", "2026-04-01", "open", ""],
    ]);
    let found: Headings<RequestColumn> = of(&sheet);
    assert_eq!(found.row, 3);
    assert_eq!(found.columns[&RequestColumn::AuditorId], 0);
    assert_eq!(found.columns[&RequestColumn::Wording], 1);
    assert_eq!(found.columns[&RequestColumn::Owner], 2);
    assert_eq!(found.columns[&RequestColumn::DueOn], 3);
    assert_eq!(found.columns[&RequestColumn::Auditor], 4);
    assert_eq!(letters(&found.derived), ["F"], "a remark is worked out from the rounds");
    assert!(found.unmatched.is_empty() && found.ambiguous.is_empty());
}

#[test]
fn case_blanks_and_punctuation_do_not_count() {
    let sheet = workbook(&[&["  CONTROL–ID* ", "title:", "Control\nstatement", "T.S.C. Criteria", "Owner (name)"]]);
    let found: Headings<ControlColumn> = of(&sheet);
    assert_eq!(found.columns.len(), 5);
}

#[test]
fn two_headings_for_one_column_are_reported_and_nothing_is_read() {
    let sheet = workbook(&[&["Gap ID", "Title", "Due", "ETA"], &["", "A", "2026-01-01", "2026-02-01"]]);
    let found: Headings<GapColumn> = of(&sheet);
    assert_eq!(found.ambiguous.len(), 1);
    assert_eq!(letters(&found.ambiguous[0].places), ["C", "D"]);
    let refused = read::<GapColumn>(&sheet, &Mapping::default()).expect_err("ambiguous");
    assert_eq!(
        refused.to_string(),
        "several headings name one column; decide by a mapping which one counts: Due (column C “Due”, column D “ETA”)"
    );
    let mapping = Mapping::default().assign(Source::Heading("eta".to_owned()), Some(GapColumn::DueOn));
    let decided = headings(&sheet, &mapping).expect("decided");
    assert_eq!(decided.columns[&GapColumn::DueOn], 3);
    assert_eq!(letters(&decided.unmatched), ["C"], "what isn't read is named");
    let left_out = Mapping::<GapColumn>::default().assign(Source::Heading("ETA".to_owned()), None);
    assert_eq!(headings(&sheet, &left_out).expect("decided").columns[&GapColumn::DueOn], 2);
}

#[test]
fn a_heading_that_stands_twice_is_told_apart_by_letters() {
    let sheet = workbook(&[&["Title", "Note", "Note"], &["A", "b", "c"]]);
    let by_heading = Mapping::default().assign(Source::Heading("Note".to_owned()), Some(GapColumn::Description));
    assert_eq!(headings(&sheet, &by_heading).expect("headings").ambiguous.len(), 1);
    let by_letters = Mapping::default().assign(Source::Letters("c".to_owned()), Some(GapColumn::Description));
    let found = headings(&sheet, &by_letters).expect("headings");
    assert_eq!(found.columns[&GapColumn::Description], 2);
    let saved = found.mapping(&Mapping::default());
    assert!(saved.assigned.iter().any(|own| own.source == Source::Letters("C".to_owned())));
    assert_eq!(headings(&sheet, &saved).expect("headings").columns, found.columns);
}

#[test]
fn what_is_not_matched_is_named() {
    let sheet = workbook(&[&["Title", "Description", "Colour", ""], &["A", "b", "red", "stray"]]);
    let found: Headings<GapColumn> = of(&sheet);
    let named: Vec<String> = found.unmatched.iter().map(ToString::to_string).collect();
    assert_eq!(named, ["column C “Colour”", "column D"]);
}

#[test]
fn a_saved_mapping_finds_its_headings_again() {
    let sheet = workbook(&[&["Lücke", "Beschreibung", "Owner"], &["A", "b", "c"]]);
    let mapping = Mapping::default()
        .assign(Source::Heading("lücke".to_owned()), Some(GapColumn::Title))
        .assign(Source::Heading("Beschreibung".to_owned()), Some(GapColumn::Description))
        .assign(Source::Heading("Frist".to_owned()), Some(GapColumn::DueOn));
    let found = headings(&sheet, &mapping).expect("headings");
    assert_eq!(found.columns.len(), 3);
    assert_eq!(found.absent, ["Frist"]);
    let text = serde_json::to_string(&found.mapping(&mapping)).expect("saves");
    let saved: Mapping<GapColumn> = serde_json::from_str(&text).expect("comes back");
    assert_eq!(headings(&sheet, &saved).expect("headings").columns, found.columns);
}

#[test]
fn the_row_of_the_headings_can_be_given() {
    let sheet = workbook(&[&["Title", "Description"], &["Title", "Description"], &["A", "b"]]);
    assert_eq!(of::<GapColumn>(&sheet).row, 0);
    let second = Mapping::<GapColumn> { heading_row: Some(2), ..Mapping::default() };
    assert_eq!(headings(&sheet, &second).expect("headings").row, 1);
    let beyond = Mapping::<GapColumn> { heading_row: Some(9), ..Mapping::default() };
    assert!(matches!(headings(&sheet, &beyond), Err(Error::NoHeadings { sheet: "Gaps" })));
}

#[test]
fn a_sheet_of_something_else_is_refused() {
    let sheet = workbook(&[&["Fruit", "Colour"], &["Apple", "red"]]);
    assert!(matches!(headings::<GapColumn>(&sheet, &Mapping::default()), Err(Error::NoHeadings { .. })));
    let lone = workbook(&[&["Name"], &["Ann Lee"]]);
    assert_eq!(of::<PersonColumn>(&lone).columns.len(), 1, "one column of names is a list of people");
    let empty = workbook(&[]);
    assert!(matches!(headings::<PersonColumn>(&empty, &Mapping::default()), Err(Error::NoHeadings { .. })));
}

#[test]
fn a_sheet_without_its_key_is_refused() {
    let sheet = workbook(&[&["Title", "Statement"], &["A", "b"]]);
    let refused = read::<ControlColumn>(&sheet, &Mapping::default()).expect_err("no key");
    assert_eq!(refused.to_string(), "the file has no column named Control ID; its columns are: Title, Statement");
}

#[test]
fn headings_in_two_merged_rows_are_read_from_the_lower_one() {
    let mut sheet = workbook(&[
        &["Control ID", "Title", "Testing", ""],
        &["", "", "TOD", "TOE"],
        &["CORE-1", "A", "Inspect", "Reperform"],
    ]);
    sheet.merged = vec![
        Area { top: 0, left: 0, bottom: 1, right: 0 },
        Area { top: 0, left: 1, bottom: 1, right: 1 },
        Area { top: 0, left: 2, bottom: 0, right: 3 },
    ];
    let found: Headings<ControlColumn> = of(&sheet);
    assert_eq!((found.row, found.columns.len()), (1, 4));
}

#[test]
fn a_hostile_heading_is_shown_short_and_on_one_line() {
    let long = format!("Evil\n\u{1}{}", "x".repeat(5_000));
    let sheet = with(workbook(&[&["Title", "Description", "x"], &["a", "b", "c"]]), 0, 2, text(&long));
    let found: Headings<GapColumn> = of(&sheet);
    assert_eq!(found.unmatched[0].heading.chars().count(), 60);
    assert!(!found.unmatched[0].heading.contains(char::is_control));
}
