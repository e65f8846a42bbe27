//! Sheets as they really come, and as someone might send them on purpose, each test named for what is wrong with them.

mod support;

use std::collections::BTreeSet;

use import::{DateOrder, Drafts, Error, Mapping, read};
use model::sheet::control::ControlColumn;
use model::sheet::evidence::EvidenceColumn;
use model::sheet::gap::GapColumn;
use model::sheet::person::PersonColumn;
use model::sheet::request::RequestColumn;
use model::sheet::value::Value;
use model::sheet::{Area, CELL_CHARS, COLUMNS, Cell, Form, HEADING_ROWS, ROWS, Sheet};
use support::{csv, text, with, workbook};

fn drafts<C: import::Known>(sheet: &Sheet) -> Drafts<C> {
    read(sheet, &Mapping::default()).expect("the sheet as a whole is read")
}

fn reasons<C: import::Known>(sheet: &Sheet) -> Vec<String> {
    drafts::<C>(sheet).refused.iter().map(ToString::to_string).collect()
}

const HEADINGS: &[&str] = &["Gap ID", "Title", "Description", "Criteria", "Due", "Likelihood", "Cost low", "Owner"];

fn gap(cells: &[&str]) -> Sheet {
    workbook(&[HEADINGS, cells])
}

fn only(sheet: &Sheet, column: GapColumn) -> Option<Value> {
    let drafts = drafts::<GapColumn>(sheet);
    assert_eq!(drafts.refused, []);
    drafts.rows[0].fields.get(&column).cloned()
}

#[test]
fn quoted_newlines_stay_in_their_cell() {
    let sheet = csv(&[&["Title", "Description"], &["A", "first line\r\nsecond; \"line\"\rthird"]]);
    let drafts = drafts::<GapColumn>(&sheet);
    let text = Value::Text("first line\nsecond; \"line\"\nthird".to_owned());
    assert_eq!(drafts.rows[0].fields[&GapColumn::Description], text);
}

#[test]
fn ragged_rows_end_in_blank_cells_or_are_refused_with_the_cell() {
    let sheet =
        csv(&[&["Title", "Description", "Owner"], &["A"], &["B", "text", "", ""], &["C", "half", " of it", "Ann"]]);
    let drafts = drafts::<GapColumn>(&sheet);
    assert_eq!(drafts.rows.iter().map(|draft| draft.row).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(drafts.rows[0].fields.len(), 1);
    assert_eq!(
        drafts.refused[0].to_string(),
        "row 4, column D: stands beyond the last heading: a separator inside a text may lack its quotes"
    );
    let stray = Sheet { form: Form::Workbook, ..sheet };
    assert_eq!(reasons::<GapColumn>(&stray), [""; 0], "in a workbook a note beside the table is no fault");
}

#[test]
fn dates_as_text_in_many_forms() {
    for date in ["2026-03-31", "31 Mar 2026", "31/03/2026", "03/31/2026", "2026-03-31 00:00:00"] {
        let day = "2026-03-31".parse().expect("a day");
        assert_eq!(only(&gap(&["", "A", "b", "", date]), GapColumn::DueOn), Some(Value::Day(day)), "{date}");
    }
    assert_eq!(
        reasons::<GapColumn>(&gap(&["", "A", "b", "", "soon"])),
        ["row 2, column E “Due”: must be a date such as 2026-03-31"]
    );
}

#[test]
fn dates_whose_month_can_not_be_told_are_settled_by_their_column() {
    let with_other = |other: &str| workbook(&[HEADINGS, &["", "A", "b", "", "04/05/2026"], &["", "B", "b", "", other]]);
    let day = |text: &str| Some(Value::Day(text.parse().expect("a day")));
    let read_first =
        |sheet: &Sheet| drafts::<GapColumn>(sheet).rows.first().map(|row| row.fields[&GapColumn::DueOn].clone());
    assert_eq!(read_first(&with_other("31/05/2026")), day("2026-05-04"));
    assert_eq!(read_first(&with_other("05/31/2026")), day("2026-04-05"));
    assert_eq!(reasons::<GapColumn>(&with_other("2026-05-31")).len(), 1, "an ISO date doesn't tell");
    let mixed = workbook(&[
        HEADINGS,
        &["", "A", "b", "", "04/05/2026"],
        &["", "B", "b", "", "31/05/2026"],
        &["", "C", "b", "", "05/31/2026"],
    ]);
    let mixed = reasons::<GapColumn>(&mixed);
    assert!(mixed.len() == 1 && mixed[0].starts_with("row 2, column E “Due”"), "{mixed:?}");
    let mapping = Mapping::<GapColumn> { date_order: Some(DateOrder::MonthFirst), ..Mapping::default() };
    let decided = read(&with_other("2026-05-31"), &mapping).expect("reads");
    assert_eq!(decided.rows[0].fields.get(&GapColumn::DueOn).cloned(), day("2026-04-05"));
}

#[test]
fn dates_as_serial_numbers_of_both_epochs() {
    let day = Some(Value::Day("2026-03-31".parse().expect("a day")));
    let serial = |number: f64| with(gap(&["", "A", "b", "", "x"]), 1, 4, Cell::Number(number));
    assert_eq!(only(&serial(46_112.0), GapColumn::DueOn), day);
    assert_eq!(only(&serial(46_112.75), GapColumn::DueOn), day, "with a time of day");
    let old = Sheet { since_1904: true, ..serial(44_650.0) };
    assert_eq!(only(&old, GapColumn::DueOn), day);
    assert_eq!(only(&gap(&["", "A", "b", "", "46112"]), GapColumn::DueOn), day, "as separated values have it");
    let stored = with(gap(&["", "A", "b", "", "x"]), 1, 4, Cell::Date("2026-03-31T00:00:00".parse().expect("a date")));
    assert_eq!(only(&stored, GapColumn::DueOn), day);
    assert_eq!(reasons::<GapColumn>(&serial(60.0)).len(), 1);
    assert_eq!(reasons::<GapColumn>(&serial(12.0)).len(), 1);
}

#[test]
fn formulas_count_by_the_value_that_they_showed() {
    let formula = |shown: Cell| with(gap(&["", "x", "b"]), 1, 1, Cell::Formula(Box::new(shown)));
    assert_eq!(only(&formula(text("A")), GapColumn::Title), Some(Value::Text("A".to_owned())));
    assert_eq!(only(&formula(Cell::Number(7.0)), GapColumn::Title), Some(Value::Text("7".to_owned())));
    let unsaved = reasons::<GapColumn>(&formula(Cell::Blank));
    assert!(unsaved[0].starts_with("row 2, column B “Title”: holds a formula whose value the file doesn't keep"));
    let broken = reasons::<GapColumn>(&formula(Cell::Error("#REF!".to_owned())));
    assert_eq!(broken, ["row 2, column B “Title”: shows an error of the spreadsheet's own"]);
}

#[test]
fn text_that_looks_like_a_formula_is_text() {
    let payload = "=HYPERLINK(\"http://x\",\"y\")";
    assert_eq!(only(&gap(&["", payload, "b"]), GapColumn::Title), Some(Value::Text(payload.to_owned())));
    let marked = csv(&[&["Title", "Description"], &["'=1+1", "'quoted' from the start"]]);
    let drafts = drafts::<GapColumn>(&marked);
    assert_eq!(drafts.rows[0].fields[&GapColumn::Title], Value::Text("=1+1".to_owned()));
    assert_eq!(drafts.rows[0].fields[&GapColumn::Description], Value::Text("'quoted' from the start".to_owned()));
}

#[test]
fn cells_merged_downwards_have_one_value_in_each_row() {
    let mut sheet =
        workbook(&[&["Title", "Description", "Owner"], &["A", "b", "Ann Lee"], &["B", "c", ""], &["C", "d", ""]]);
    sheet.merged = vec![Area { top: 1, left: 2, bottom: 2, right: 2 }];
    let owners: Vec<Option<Value>> =
        drafts::<GapColumn>(&sheet).rows.iter().map(|row| row.fields.get(&GapColumn::Owner).cloned()).collect();
    let ann = Some(Value::Person("Ann Lee".to_owned()));
    assert_eq!(owners, [ann.clone(), ann, None]);
}

#[test]
fn a_key_merged_downwards_is_one_record_twice() {
    let mut sheet = workbook(&[&["Control ID", "Title"], &["CORE-1", "A"], &["", "B"]]);
    sheet.merged = vec![Area { top: 1, left: 0, bottom: 2, right: 0 }];
    assert_eq!(reasons::<ControlColumn>(&sheet), ["row 3, column A “Control ID”: stands in row 2, too"]);
}

#[test]
fn cells_merged_across_columns_belong_to_none_of_them() {
    let mut sheet = workbook(&[&["Title", "Description", "Owner"], &["A", "spread over two", ""], &["B", "c", "Ann"]]);
    sheet.merged = vec![Area { top: 1, left: 1, bottom: 1, right: 2 }];
    let refused = reasons::<GapColumn>(&sheet);
    assert_eq!(refused.len(), 2);
    assert_eq!(
        refused[0],
        "row 2, column B “Description”: is merged over the columns B to C: part the cells, each with its own value"
    );
    assert_eq!(drafts::<GapColumn>(&sheet).rows.len(), 1);
}

#[test]
fn a_thousand_columns_are_read_and_one_more_is_refused() {
    let mut headings: Vec<Cell> = (0..COLUMNS).map(|at| text(&format!("extra {at}"))).collect();
    headings[998] = text("Title");
    headings[999] = text("Description");
    let mut row = vec![text("x"); COLUMNS];
    row[999] = text("the last");
    let sheet = Sheet::new(Form::Workbook, vec![headings, row]);
    let drafts = drafts::<GapColumn>(&sheet);
    assert_eq!(drafts.rows[0].fields[&GapColumn::Description], Value::Text("the last".to_owned()));
    assert_eq!(drafts.headings.unmatched.len(), 998);
    let wide = Sheet { total_columns: 1_001, ..sheet };
    let refused = read::<GapColumn>(&wide, &Mapping::default()).expect_err("too wide");
    assert_eq!(refused.to_string(), "the sheet has 1001 columns; at most 1000 are read");
}

#[test]
fn ten_thousand_rows_are_read_and_one_more_is_refused() {
    let row = |at: usize| vec![text(&format!("Gap {at}")), text("b"), text("2026-03-31")];
    let headings = vec![vec![text("Title"), text("Description"), text("Due")]];
    let rows: Vec<Vec<Cell>> = headings.into_iter().chain((0..ROWS).map(row)).collect();
    let mut sheet = Sheet::new(Form::Workbook, rows);
    assert_eq!(drafts::<GapColumn>(&sheet).rows.len(), ROWS);
    sheet.total_rows += 1;
    let refused = read::<GapColumn>(&sheet, &Mapping::default()).expect_err("too long");
    assert_eq!(refused.to_string(), "the sheet has 10001 rows below its headings; at most 10000 are read at once");
}

#[test]
fn a_sheet_beyond_its_bounds_is_refused() {
    let mut sheet = gap(&["", "A", "b"]);
    sheet.rows.resize(ROWS + HEADING_ROWS + 1, Vec::new());
    assert!(matches!(read::<GapColumn>(&sheet, &Mapping::default()), Err(Error::Bounds(_))));
}

#[test]
fn a_cell_of_ten_megabytes_is_refused_by_name() {
    let long = with(gap(&["", "A", "b"]), 1, 2, Cell::Long { bytes: 10 << 20 });
    assert_eq!(
        reasons::<GapColumn>(&long),
        [format!(
            "row 2, column C “Description”: holds 10485760 bytes of text; at most {CELL_CHARS} characters are read"
        )]
    );
    let beside =
        with(workbook(&[&["Title", "Description", "Other"], &["A", "b", "x"]]), 1, 2, Cell::Long { bytes: 10 << 20 });
    assert_eq!(drafts::<GapColumn>(&beside).rows.len(), 1, "a column that isn't read does no harm");
}

#[test]
fn each_column_has_its_own_limit() {
    let title = "x".repeat(301);
    assert_eq!(
        reasons::<GapColumn>(&gap(&["", &title, "b"])),
        ["row 2, column B “Title”: has 301 characters; at most 300 are kept"]
    );
    assert!(only(&gap(&["", &title[1..], "b"]), GapColumn::Title).is_some());
    let prose = "é".repeat(20_001);
    assert_eq!(reasons::<GapColumn>(&gap(&["", "A", &prose])).len(), 1);
}

#[test]
fn ids_that_a_spreadsheet_turned_into_numbers_or_dates_are_refused() {
    let sheet = workbook(&[&["PBC #", "Request"], &["x", "A"]]);
    let of = |cell: Cell| reasons::<RequestColumn>(&with(sheet.clone(), 1, 0, cell));
    assert_eq!(of(Cell::Number(14.0)), [""; 0], "a whole number is what was typed");
    assert!(of(Cell::Number(1.1))[0].contains("1.10 became 1.1"));
    assert!(of(Cell::Date("2026-01-02T00:00:00".parse().expect("a date")))[0].contains("is stored as a date"));
    assert!(of(Cell::Bool(true))[0].contains("true or false"));
}

#[test]
fn codes_in_lists_are_parted_in_many_ways() {
    for list in ["CC6.1, CC6.2", "CC6.1;CC6.2", "CC6.1\nCC6.2", "cc 6.2,\n CC6.1 ;", "CC6.1,CC6.2,CC6.1"] {
        let codes = BTreeSet::from(["CC6.1".to_owned(), "CC6.2".to_owned()]);
        assert_eq!(only(&gap(&["", "A", "b", list]), GapColumn::Criteria), Some(Value::Codes(codes)), "{list}");
    }
    let refused = reasons::<GapColumn>(&gap(&["", "A", "b", "CC6.1, CC6.1 to CC6.8"]));
    assert!(refused[0].starts_with("row 2, column D “Criteria”: item 2 of the list must be a code such as CC6.1"));
}

#[test]
fn words_for_nothing_are_blank_where_no_text_is_asked_for() {
    for word in ["n/a", "N/A", "-", "–", "TBD", "none", "?"] {
        let drafts = drafts::<GapColumn>(&gap(&["", "A", "n/a", word, word, word, word, word]));
        let columns: Vec<GapColumn> = drafts.rows[0].fields.keys().copied().collect();
        assert_eq!(columns, [GapColumn::Title, GapColumn::Description], "{word}");
    }
}

#[test]
fn the_word_clear_empties_what_may_be_empty() {
    let drafts = drafts::<GapColumn>(&gap(&["GAP-001", "A", "b", "(clear)", "(CLEAR)"]));
    assert_eq!(drafts.rows[0].fields[&GapColumn::Criteria], Value::Clear);
    assert_eq!(drafts.rows[0].fields[&GapColumn::DueOn], Value::Clear);
    assert_eq!(
        reasons::<GapColumn>(&gap(&["(clear)", "(clear)", "b"])),
        ["row 2, column A “Gap ID”: can't be emptied", "row 2, column B “Title”: can't be emptied"]
    );
}

#[test]
fn the_same_key_twice_is_refused() {
    let sheet = workbook(&[&["Name", "Role"], &["Ann Lee", "CISO"], &["ann  LEE", "CTO"], &["Bo", "CFO"]]);
    assert_eq!(reasons::<PersonColumn>(&sheet), ["row 3, column A “Name”: stands in row 2, too"]);
    let blank = workbook(&[HEADINGS, &["", "A", "b"], &["", "B", "b"]]);
    assert_eq!(drafts::<GapColumn>(&blank).rows.len(), 2, "rows without a key are new ones");
}

#[test]
fn every_bad_cell_of_a_row_is_named() {
    let sheet = gap(&["FND-1", "A", "b", "CC99", "soon", "9", "cheap", "Ann\nBo"]);
    let columns: Vec<char> =
        reasons::<GapColumn>(&sheet).iter().filter_map(|reason| reason.chars().nth("row 2, column ".len())).collect();
    assert_eq!(columns, ['A', 'D', 'E', 'F', 'G', 'H']);
}

#[test]
fn choices_are_read_by_word_and_refused_with_the_words() {
    let sheet = |word: &str| workbook(&[&["Control ID", "Nature", "Frequency"], &["CORE-1", "Manual", word]]);
    for (word, value) in [
        ("Semi-Annually", "semi_annual"),
        ("AD-HOC", "per_event"),
        ("semi_annual", "semi_annual"),
        ("Per event", "per_event"),
    ] {
        let drafts = drafts::<ControlColumn>(&sheet(word));
        assert_eq!(drafts.rows[0].fields[&ControlColumn::Frequency], Value::Choice(value.to_owned()), "{word}");
    }
    let refused = reasons::<ControlColumn>(&sheet("bi-annual"));
    assert!(refused[0].contains("must be one of: continuous; per event; daily"), "twice a year or every two years");
}

#[test]
fn captured_at_needs_its_zone() {
    let sheet = |at: &str| workbook(&[&["File name", "Captured at"], &["a.csv", at]]);
    assert_eq!(reasons::<EvidenceColumn>(&sheet("2026-03-31T14:05:00+02:00")), [""; 0]);
    assert!(reasons::<EvidenceColumn>(&sheet("2026-03-31 14:05"))[0].contains("names no zone"));
    let mapping = Mapping::<EvidenceColumn> { utc_offset_minutes: Some(120), ..Mapping::default() };
    let drafts = read(&sheet("2026-03-31 14:05"), &mapping).expect("reads");
    let at = "2026-03-31T14:05:00+02:00".parse().expect("an instant");
    assert_eq!(drafts.rows[0].fields[&EvidenceColumn::CapturedAt], Value::Instant(at));
}

#[test]
fn rows_of_totals_are_skipped_and_said_so() {
    let sheet =
        workbook(&[&["Title", "Description", "Colour"], &["A", "b", "red"], &["", "", "1 colour"], &["", " ", ""]]);
    let drafts = drafts::<GapColumn>(&sheet);
    assert_eq!((drafts.rows.len(), drafts.skipped), (1, vec![3]));
}

#[test]
fn invisible_and_control_characters_do_not_come_in() {
    let sheet = gap(&["", "\u{feff} A\u{0}\u{8}B \u{feff}", "b"]);
    assert_eq!(only(&sheet, GapColumn::Title), Some(Value::Text("AB".to_owned())));
}

#[test]
fn what_a_cell_holds_is_never_in_a_reason() {
    let secret = "Secret Name";
    for column in 3..7 {
        let sheet = with(gap(&["", "A", "b", "", "", "", "", ""]), 1, column, text(secret));
        let refused = reasons::<GapColumn>(&sheet);
        assert!(refused.len() == 1 && !refused[0].contains("Secret"), "{refused:?}");
    }
}
