//! A workbook as a consultant expects it, looked at in the file itself; and that nothing in it is a formula or a clock.

mod support;

use export::{Cover, Error, Heading, Table, separated, workbook};
use model::sheet::column::{Kind, Need, Reach};
use model::sheet::gap::{GapColumn, STATES};
use model::sheet::request::RequestColumn;
use model::sheet::value::{Fields, Value};
use model::sheet::{CELL_CHARS, Cell, ROWS, Sheet};
use roxmltree::{Document, Node};
use support::{part, parts, sheets};

fn cover() -> Cover {
    let made = "2026-03-31T12:34:56Z".parse().expect("an instant");
    Cover { title: "Gaps & findings, Harbour & Pine Ltd".to_owned(), author: "K. Moreau".to_owned(), made }
}

fn gap(title: &str) -> Fields<GapColumn> {
    Fields::from([
        (GapColumn::Reference, Value::Code("GAP-001".to_owned())),
        (GapColumn::Title, Value::text(title)),
        (GapColumn::DueOn, Value::Day("2026-03-31".parse().expect("a day"))),
        (GapColumn::Likelihood, Value::Whole(4)),
        (GapColumn::CostLow, Value::Money { amount: 50_000, currency: None }),
        (GapColumn::State, Value::Choice("fixed_awaiting_proof".to_owned())),
    ])
}

fn gaps(titles: &[&str]) -> Table {
    let records: Vec<Fields<GapColumn>> = titles.iter().map(|title| gap(title)).collect();
    Table::of(&records, Reach::Inside, "Made for the owners of gaps.")
}

fn made(tables: &[Table]) -> Vec<u8> {
    workbook(&cover(), tables).expect("writes")
}

fn all<'a>(document: &'a Document<'a>, name: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.tag_name().name() == name).collect()
}

#[test]
fn the_headings_stay_in_sight_and_can_be_filtered() {
    let bytes = made(&[gaps(&["A", "B"])]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    let sheet = Document::parse(&sheet).expect("is XML");
    let pane = all(&sheet, "pane")[0];
    assert_eq!((pane.attribute("ySplit"), pane.attribute("xSplit")), (Some("1"), Some("1")));
    assert_eq!(pane.attribute("state"), Some("frozen"));
    assert_eq!(all(&sheet, "autoFilter")[0].attribute("ref"), Some("A1:Y3"));
    assert_eq!(all(&sheet, "pageSetup")[0].attribute("orientation"), Some("landscape"));
    assert!(all(&sheet, "col").iter().all(|column| column.attribute("width").is_some()));
    assert!(all(&sheet, "oddFooter")[0].text().is_some_and(|foot| foot.contains("Gaps && findings")));
    let names = part(&bytes, "xl/workbook.xml");
    assert!(names.contains("_xlnm.Print_Titles") && names.contains("Gaps!$A:$A,Gaps!$1:$1"), "{names}");
}

#[test]
fn dates_are_dates_and_ids_are_text() {
    let bytes = made(&[gaps(&["A"])]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    let styles = part(&bytes, "xl/styles.xml");
    let (sheet, styles) = (Document::parse(&sheet).expect("is XML"), Document::parse(&styles).expect("is XML"));
    let formats: Vec<(&str, &str)> = all(&styles, "numFmt")
        .iter()
        .filter_map(|format| Some((format.attribute("numFmtId")?, format.attribute("formatCode")?)))
        .collect();
    let styles: Vec<Option<&str>> = {
        let cells = all(&styles, "cellXfs")[0];
        cells.children().filter(Node::is_element).map(|format| format.attribute("numFmtId")).collect()
    };
    let cell = |place: &str| {
        let cells = all(&sheet, "c");
        let cell = cells.into_iter().find(|cell| cell.attribute("r") == Some(place)).expect("has the cell");
        let style: usize = cell.attribute("s").and_then(|style| style.parse().ok()).expect("has a style");
        (cell.attribute("t").map(str::to_owned), styles[style].expect("has a format").to_owned())
    };
    // Columns of a gap: A its id, O its due date, K its likelihood, V its cost.
    assert_eq!(cell("A2"), (Some("s".to_owned()), "49".to_owned()), "49 is the format of text");
    let (kind, format) = cell("O2");
    assert_eq!(kind, None, "a date is a number");
    assert!(formats.contains(&(format.as_str(), "yyyy-mm-dd")), "{format} {formats:?}");
    assert_eq!(cell("J2"), (None, "1".to_owned()));
    assert_eq!(cell("U2"), (None, "3".to_owned()), "3 has thousands parted");
}

fn lists(sheet: &str) -> Vec<String> {
    let sheet = Document::parse(sheet).expect("is XML");
    let rules = all(&sheet, "dataValidation").into_iter().filter(|rule| rule.attribute("type") == Some("list"));
    rules.filter_map(|rule| Some(rule.children().find(Node::is_element)?.text()?.to_owned())).collect()
}

/// The words of a column of the sheet of choices.
fn words(choices: &Sheet, column: usize) -> Vec<String> {
    let word = |row: &Vec<Cell>| match row.get(column) {
        Some(Cell::Text(word)) => Some(word.clone()),
        _ => None,
    };
    choices.rows.iter().filter_map(word).collect()
}

#[test]
fn choices_are_offered_from_a_hidden_sheet() {
    let requests = Table::of::<RequestColumn>(&[], Reach::Shared, "");
    let bytes = made(&[gaps(&["A"]), requests]);
    let found = lists(&part(&bytes, "xl/worksheets/sheet1.xml"));
    assert_eq!(found, ["Choices!$A$1:$A$8", "Choices!$B$1:$B$4", "Choices!$C$1:$C$7"], "severity is worked out");
    let choices = sheets(&bytes).pop().expect("has sheets");
    assert_eq!((choices.name.as_deref(), choices.hidden), (Some("Choices"), true));
    let states: Vec<&str> = STATES.iter().map(|choice| choice.word).collect();
    assert_eq!(words(&choices, 2), states, "words with a comma, too");
    let offered = lists(&part(&bytes, "xl/worksheets/sheet2.xml"));
    let column = |list: &String| usize::from(list.as_bytes()["Choices!$".len()] - b'A');
    assert_eq!(words(&choices, column(&offered[0])), ["yes", "no"], "what always has a value can't be emptied");
    assert_eq!(words(&choices, column(&offered[1])).last().map(String::as_str), Some("(clear)"));
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("type=\"date\""));
}

#[test]
fn text_is_never_a_formula() {
    let payloads =
        ["=1+1", "+cmd", "-2", "@SUM(A1)", "=HYPERLINK(\"http://x.example\",\"y\")", "{=1}", "http://x.example"];
    let bytes = made(&[gaps(&payloads)]);
    for name in parts(&bytes).iter().filter(|name| name.starts_with("xl/worksheets/")) {
        let sheet = part(&bytes, name);
        let sheet = Document::parse(&sheet).expect("is XML");
        assert!(all(&sheet, "f").is_empty() && all(&sheet, "hyperlink").is_empty(), "{name}");
    }
    let read = sheets(&bytes).remove(0);
    for (payload, row) in payloads.iter().zip(1..) {
        assert_eq!(read.rows[row][1], Cell::Text((*payload).to_owned()));
    }
}

#[test]
fn the_same_tables_give_the_same_bytes_and_the_only_time_is_the_given_one() {
    let tables = [gaps(&["A", "B", "C"]), gaps(&["D"])];
    let bytes = made(&tables);
    assert_eq!(made(&tables), bytes);
    let properties = part(&bytes, "docProps/core.xml");
    assert_eq!(properties.matches("2026-03-31T12:34:56Z").count(), 2, "made and changed: {properties}");
    assert!(properties.contains("K. Moreau") && properties.contains("Gaps &amp; findings"));
    assert_eq!(separated(&tables[0]).expect("writes"), separated(&tables[0]).expect("writes"));
}

#[test]
fn a_page_explains_the_workbook() {
    let about = sheets(&made(&[gaps(&["A"])])).into_iter().find(|sheet| sheet.name.as_deref() == Some("About"));
    let text = format!("{:?}", about.expect("has the page").rows);
    for told in ["2026-03-31 12:34 UTC by K. Moreau", "(clear) empties it", "Gaps: Made for the owners of gaps."] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(model::words::forbidden(&text).is_empty());
}

#[test]
fn sheets_have_names_that_a_workbook_allows() {
    let named = |name: &str| Table { name: name.to_owned(), ..gaps(&[]) };
    let long = "x".repeat(40);
    let tables = [
        named("A/B:C"),
        named("a b c"),
        named("About"),
        named("choices"),
        named(""),
        named("'"),
        named(&long),
        named(&long),
        named("History"),
        named(&"😀".repeat(20)),
    ];
    let names: Vec<String> = sheets(&made(&tables)).into_iter().filter_map(|sheet| sheet.name).collect();
    assert_eq!(names.len(), tables.len() + 2);
    assert_eq!(names[..5], ["A B C", "a b c 2", "About 2", "choices 2", "Table"]);
    assert!(names.iter().all(|name| name.encode_utf16().count() <= 31), "{names:?}");
}

#[test]
fn what_does_not_come_in_again_is_refused() {
    let columns =
        |most| vec![Heading { text: "Text".to_owned(), kind: Kind::Text { most }, need: Need::Optional, key: false }];
    let table = |rows| Table { name: "T".to_owned(), columns: columns(99_999), rows, note: String::new() };
    let long = table(vec![vec![], vec![Some(Value::Text("x".repeat(CELL_CHARS)))]]);
    let refused = workbook(&cover(), std::slice::from_ref(&long)).expect_err("too long");
    assert_eq!(
        refused.to_string(),
        "row 3, column “Text” of the sheet T has more than 32766 characters, which no workbook holds"
    );
    assert!(matches!(separated(&long), Err(Error::LongCell { row: 3, .. })));
    let many = table(vec![Vec::new(); ROWS + 1]);
    assert!(matches!(workbook(&cover(), &[many]), Err(Error::LargeTable { rows: 10_001, .. })));
    let full = table(vec![vec![Some(Value::text("x"))]; ROWS]);
    assert!(workbook(&cover(), &[full]).is_ok());
}

#[test]
fn days_that_a_workbook_can_not_count_are_text() {
    let day = |text: &str| vec![Some(Value::Day(text.parse().expect("a day")))];
    let columns = vec![Heading { text: "Day".to_owned(), kind: Kind::Day, need: Need::Optional, key: false }];
    let rows = vec![day("1899-12-31"), day("1900-02-28"), day("1900-03-01"), day("9999-12-31")];
    let read = sheets(&made(&[Table { name: "T".to_owned(), columns, rows, note: String::new() }])).remove(0);
    assert_eq!(read.rows[1][0], Cell::Text("1899-12-31".to_owned()));
    assert_eq!(read.rows[2][0], Cell::Text("1900-02-28".to_owned()));
    for (row, date) in [(3, "1900-03-01T00:00:00"), (4, "9999-12-31T00:00:00")] {
        assert_eq!(read.rows[row][0], Cell::Date(date.parse().expect("a date")));
    }
}
