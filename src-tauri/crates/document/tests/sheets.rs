//! Sheets for an import, read in the confined child: the shapes in which people send them, and hostile ones, each named
//! for its defect.

#![cfg(target_os = "linux")]

mod support;

use document::{Error, NotRead};
use model::sheet::{Area, CELL_CHARS, COLUMNS, Cell, Form, HEADING_ROWS, ROWS, Sheet};
use rust_xlsxwriter::{Format, Formula, Workbook};
use std::io::{Cursor, Read, Write, repeat};
use support::reader;
use zip::write::SimpleFileOptions;

fn sheets(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, NotRead> {
    reader().sheets(&mut &bytes[..], name, bytes.len() as u64).expect("no failure of ours")
}

fn one(name: &str, bytes: &[u8]) -> Sheet {
    let mut sheets = sheets(name, bytes).unwrap_or_else(|reason| panic!("{name}: {reason}"));
    assert_eq!(sheets.len(), 1, "{name}");
    sheets.remove(0)
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// The rows of a sheet of text.
fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
    let shown = |cell: &'_ Cell| match cell {
        Cell::Text(_) | Cell::Blank => (),
        other => panic!("{other:?}"),
    };
    sheet.rows.iter().flatten().for_each(shown);
    fn cell(cell: &Cell) -> &str {
        if let Cell::Text(text) = cell { text } else { "" }
    }
    sheet.rows.iter().map(|row| row.iter().map(cell).collect()).collect()
}

#[test]
fn separated_values_in_every_usual_form() {
    let wanted = vec![vec!["id", "größe"], vec!["REQ-1", "a, b"]];
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let semicolons = "id;größe\r\nREQ-1;a, b\r\n";
    let windows = b"id;gr\xF6\xDFe\r\nREQ-1;a, b\r\n".to_vec();
    for (form, bytes) in [
        ("commas", "id,größe\nREQ-1,\"a, b\"\n".as_bytes().to_vec()),
        ("semicolons", semicolons.as_bytes().to_vec()),
        ("tabs", semicolons.replace(';', "\t").into_bytes()),
        ("stated", format!("sep=;\r\n{semicolons}").into_bytes()),
        ("byte order mark", format!("\u{feff}{semicolons}").into_bytes()),
        ("UTF-16, little", little(semicolons)),
        ("UTF-16, little, marked", little(&format!("\u{feff}{semicolons}"))),
        ("UTF-16, big", big(semicolons)),
        ("UTF-16, big, marked", big(&format!("\u{feff}{semicolons}"))),
        ("Windows-1252", windows),
        ("without a last line end", semicolons.trim_end().as_bytes().to_vec()),
    ] {
        let sheet = one("list.csv", &bytes);
        assert_eq!(rows(&sheet), wanted, "{form}");
        assert_eq!((sheet.form, sheet.name.as_ref(), sheet.hidden), (Form::Csv, None, false), "{form}");
        assert_eq!((sheet.total_rows, sheet.total_columns), (2, 2), "{form}");
    }
}

#[test]
fn rows_keep_their_number() {
    let file = "\r\n\r\nid,note\r\n\r\nA,\"one\r\n\r\ntwo, \"\"three\"\"\"\r\n,\r\nB,x,extra\r\nC\r\n\r\n";
    for end in ["\r\n", "\n", "\r"] {
        let sheet = one("ragged.csv", file.replace("\r\n", end).as_bytes());
        let quoted = format!("one{end}{end}two, \"three\"");
        let note = quoted.as_str();
        let expected: [&[&str]; 8] = [&[], &[], &["id", "note"], &[], &["A", note], &[], &["B", "x", "extra"], &["C"]];
        assert_eq!(rows(&sheet), expected, "{end:?}");
        assert_eq!((sheet.total_rows, sheet.total_columns), (8, 3), "{end:?}");
    }
}

#[test]
fn blank_lines_count_across_pieces() {
    // Line ends fall on both sides of where the decoder's pieces of 64 KiB meet.
    for shift in 0..4 {
        let long = "x".repeat((64 << 10) - 6 - shift);
        let sheet = one("x.csv", format!("{long},a\r\n\r\nb,c\r\n").as_bytes());
        assert_eq!(sheet.rows[1], [], "{shift}");
        assert_eq!(sheet.rows[2], [text("b"), text("c")], "{shift}");
    }
}

#[test]
fn cells_of_a_workbook_keep_their_kind() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("List").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.merge_range(0, 0, 0, 3, "Evidence requests", &Format::new()).unwrap();
    sheet.write_with_format(2, 0, 46_112.0, &day).unwrap();
    sheet.write_with_format(2, 1, 46_112.75, &moment).unwrap();
    sheet.write(2, 2, "31/03/2026").unwrap();
    sheet.write(2, 3, 46_112).unwrap();
    sheet.write(2, 4, true).unwrap();
    sheet.write(2, 5, 0.25).unwrap();
    sheet.write_formula(3, 0, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write_formula(3, 1, Formula::new("=A1&\"x\"").set_result("Evidence requestsx")).unwrap();
    sheet.write_formula(3, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_with_format(3, 3, 60.0, &day).unwrap();
    sheet.write_with_format(3, 4, 0.5, &Format::new().set_num_format("hh:mm")).unwrap();
    sheet.write_with_format(3, 5, -3.0, &day).unwrap();
    workbook.add_worksheet().set_name("Old").unwrap().set_hidden(true);
    let all = sheets("list.xlsx", &workbook.save_to_buffer().unwrap()).unwrap();
    let [list, old] = &all[..] else { panic!("{} sheets", all.len()) };
    assert_eq!(
        (list.name.as_deref(), list.hidden, list.form, list.since_1904),
        (Some("List"), false, Form::Workbook, false)
    );
    assert_eq!((old.name.as_deref(), old.hidden, old.total_rows, old.rows.len()), (Some("Old"), true, 0, 0));
    assert_eq!(list.merged, [Area { top: 0, left: 0, bottom: 0, right: 3 }]);
    assert_eq!(list.rows[0], [text("Evidence requests")]);
    assert_eq!(list.rows[1], []);
    let date = |text: &str| Cell::Date(text.parse().unwrap());
    assert_eq!(
        list.rows[2],
        [
            date("2026-03-31T00:00:00"),
            date("2026-03-31T18:00:00"),
            text("31/03/2026"),
            Cell::Number(46_112.0),
            Cell::Bool(true),
            Cell::Number(0.25)
        ]
    );
    let formula = |cell| Cell::Formula(Box::new(cell));
    assert_eq!(list.rows[3][0], formula(Cell::Number(2.0)));
    assert_eq!(list.rows[3][1], formula(text("Evidence requestsx")));
    assert_eq!(list.rows[3][2], formula(Cell::Error("#DIV/0!".into())));
    assert_eq!(list.rows[3][3..], [Cell::Number(60.0), text("12:00:00"), Cell::Number(-3.0)]);
    assert_eq!((list.total_rows, list.total_columns), (4, 6));
}

#[test]
fn what_only_some_programs_write_is_read() {
    let cells = "<row r=\"1\"><c r=\"A1\"><f>SUM(B1:B9)</f></c><c r=\"B1\" t=\"inlineStr\"><is><t>in line</t></is></c>\
        <c r=\"C1\" s=\"1\"><v>44652</v></c><c r=\"D1\" t=\"d\"><v>2026-03-31T10:00:00Z</v></c><c r=\"E1\" t=\"d\"><v>2026-03-31</v></c>\
        <c r=\"F1\" t=\"e\"><v>#REF!</v></c></row><row r=\"3\"><c r=\"A3\"/><c r=\"B3\" s=\"1\"/></row>";
    let sheet = one("mac.xlsx", &workbook("date1904=\"1\"", &[cells]));
    assert!(sheet.since_1904);
    let date = |text: &str| Cell::Date(text.parse().unwrap());
    assert_eq!(
        sheet.rows,
        [[
            Cell::Formula(Box::new(Cell::Blank)),
            text("in line"),
            date("2026-04-02T00:00:00"),
            date("2026-03-31T10:00:00"),
            date("2026-03-31T00:00:00"),
            Cell::Error("#REF!".into())
        ]]
    );
    assert_eq!((sheet.total_rows, sheet.total_columns), (1, 6), "cells that are only styled hold nothing");
}

#[test]
fn what_stands_beyond_the_bounds_is_counted() {
    let wide = one("wide.csv", format!("{}z\n", "x,".repeat(COLUMNS)).as_bytes());
    assert_eq!((wide.rows[0].len(), wide.total_columns), (COLUMNS, COLUMNS as u64 + 1));
    let full = one("full.csv", format!("{}z\n", "x,".repeat(COLUMNS - 1)).as_bytes());
    assert_eq!((full.rows[0].len(), full.total_columns), (COLUMNS, COLUMNS as u64));
    let lines: String = (0..12_000).map(|at| format!("REQ-{at},x\n")).collect();
    let long = one("long.csv", lines.as_bytes());
    assert_eq!((long.rows.len(), long.total_rows), (ROWS + HEADING_ROWS, 12_000));
    assert_eq!(long.rows[9_999][0], text("REQ-9999"));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..12_000 {
        sheet.write(row, 0, row).unwrap();
    }
    sheet.write(3, 1_500, "far").unwrap();
    let long = one("long.xlsx", &workbook.save_to_buffer().unwrap());
    assert_eq!((long.rows.len(), long.total_rows, long.total_columns), (ROWS + HEADING_ROWS, 12_000, 1_501));
    assert_eq!(long.rows[9_999], [Cell::Number(9_999.0)]);
}

#[test]
fn texts_beyond_the_bounds_are_left_behind() {
    let ten = 10 << 20;
    let sheet = one(
        "cell-of-10-megabytes.csv",
        format!("a,b\n{},\"{}\"\n", "y".repeat(CELL_CHARS), "x".repeat(ten)).as_bytes(),
    );
    assert_eq!(sheet.rows[1], [text(&"y".repeat(CELL_CHARS)), Cell::Long { bytes: ten as u64 }]);
    // As many characters as are allowed, each of four bytes, and one more.
    let emoji = |count| "😀".repeat(count);
    let sheet = one("emoji.csv", format!("{},{}\n", emoji(CELL_CHARS), emoji(CELL_CHARS + 1)).as_bytes());
    assert_eq!(sheet.rows[0], [text(&emoji(CELL_CHARS)), Cell::Long { bytes: (CELL_CHARS as u64 + 1) * 4 }]);
    let long = format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(ten));
    let sheet = one("cell-of-10-megabytes.xlsx", &workbook("", &[&long]));
    assert_eq!(sheet.rows, [[Cell::Long { bytes: ten as u64 }]]);
}

/// What a hostile file may come to.
type Check = fn(&Result<Vec<Sheet>, NotRead>) -> bool;

fn says(read: &Result<Vec<Sheet>, NotRead>, wanted: &str) -> bool {
    read.as_ref().is_err_and(|reason| reason.to_string().contains(wanted))
}

#[test]
fn hostile_files_end_as_ordinary_results() {
    const UNSAFE: Check = |read| matches!(read, Err(NotRead::Unsafe(_)));
    const DAMAGED: Check = |read| matches!(read, Err(NotRead::Damaged(_)));
    const NO_SHEETS: Check = |read| matches!(read, Err(NotRead::NoSheets));
    const ANY: Check = |read| !matches!(read, Err(NotRead::NotConfined(_)));
    let corner = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let huge_row = "<row r=\"4294967290\"><c r=\"A4294967290\"><v>1</v></c></row>";
    let backwards = "<row r=\"9\"><c r=\"A9\"><v>9</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row>";
    let numbers =
        "<row r=\"1\"><c r=\"A1\"><v>nan</v></c><c r=\"B1\"><v>1e999</v></c><c r=\"C1\" s=\"1\"><v>1e300</v></c></row>";
    let merged = |areas: &str| merged_workbook(areas);
    let many = (0..10_001).map(|at| format!("<mergeCell ref=\"A{0}:B{0}\"/>", at + 1)).collect::<String>();
    let cells = format!("{}x\n", ",".repeat(COLUMNS - 1)).repeat(4_001);
    let words = format!("{}\n", "w".repeat(32_000)).repeat(2_200);
    let sheets_300: Vec<&str> = vec![""; 300];
    let cases: Vec<(&str, Vec<u8>, Check)> = vec![
        ("unpacks-to-1-gigabyte.xlsx", bomb(1100 << 20), UNSAFE),
        (
            "cut-in-the-middle.xlsx",
            {
                let mut file = workbook("", &[corner]);
                file.truncate(file.len() / 2);
                file
            },
            DAMAGED,
        ),
        ("with-300-sheets.xlsx", workbook("", &sheets_300), |read| says(read, "300 sheets")),
        ("cell-in-the-last-corner.xlsx", workbook("", &[corner]), |read| {
            read.as_ref()
                .is_ok_and(|all| (all[0].total_rows, all[0].total_columns, all[0].rows.len()) == (1_048_576, 16_384, 0))
        }),
        ("row-of-4-billion.xlsx", workbook("", &[huge_row]), ANY),
        ("rows-backwards.xlsx", workbook("", &[backwards]), |read| {
            read.as_ref()
                .is_ok_and(|all| all[0].rows[1] == [Cell::Number(2.0)] && all[0].rows[8] == [Cell::Number(9.0)])
        }),
        ("numbers-that-are-none.xlsx", workbook("", &[numbers]), |read| {
            read.as_ref().is_ok_and(|all| all[0].rows[0][2] == Cell::Number(1e300))
        }),
        ("merged-areas-that-overlap.xlsx", merged("<mergeCell ref=\"A1:C3\"/><mergeCell ref=\"B2:D4\"/>"), DAMAGED),
        ("merged-area-that-ends-before-it-begins.xlsx", merged("<mergeCell ref=\"C3:A1\"/>"), |read| read.is_err()),
        ("10001-merged-areas.xlsx", merged(&many), DAMAGED),
        (
            "entities-that-laugh.xlsx",
            workbook("", &["<!DOCTYPE a [<!ENTITY l \"ha\">]><row><c><v>&l;</v></c></row>"]),
            ANY,
        ),
        ("elements-nested-100000-deep.xlsx", workbook("", &[&"<row>".repeat(100_000)]), ANY),
        ("4-million-cells.csv", cells.into_bytes(), |read| says(read, "4000000 cells")),
        ("70-megabytes-of-text.csv", words.into_bytes(), |read| says(read, "64 MiB of text")),
        ("with-nul.csv", b"a,b\n1,\0\n".to_vec(), |read| matches!(read, Err(NotRead::Damaged(_) | NotRead::NoSheets))),
        ("nul-far-down.csv", [b"a,b\n".repeat(40_000), b"\0".to_vec()].concat(), |read| says(read, "not text")),
        ("not-valid-in-its-encoding.csv", "é,é,é\n".bytes().chain(*b"\xFF\n").collect(), |read| {
            says(read, "1 of its bytes")
        }),
        ("a-picture.csv", b"\x89PNG\r\n\x1a\n".to_vec(), NO_SHEETS),
        ("a-program.xlsx", b"\x7fELF\x02\x01\x01\0\0\0\0".to_vec(), NO_SHEETS),
        ("an-old-workbook.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0".to_vec(), NO_SHEETS),
        ("an-archive.xlsx", bomb(10)[..40].to_vec(), |read| read.is_err()),
        ("empty.csv", Vec::new(), DAMAGED),
    ];
    let wrong = cases.into_iter().filter_map(|(name, bytes, check)| {
        let read = sheets(name, &bytes);
        let shown = read.as_ref().map(Vec::len).map_err(ToString::to_string);
        println!("{name}: {shown:?}");
        (!check(&read)).then(|| format!("{name}: {shown:?}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_quote_that_never_ends_is_one_long_cell() {
    let size = 200u64 << 20;
    let mut file = b"a,b\n1,\"".chain(repeat(b'x').take(size));
    let sheets =
        reader().sheets(&mut file, "quote-that-never-ends.csv", size + 7).expect("no failure of ours").unwrap();
    assert_eq!(sheets[0].rows[1], [text("1"), Cell::Long { bytes: size }]);
}

#[test]
fn a_death_of_the_child_is_a_reason() {
    let mut reader = reader();
    reader.bounds.memory = 24 << 20;
    let file = workbook(
        "",
        &[&format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(60 << 20))],
    );
    let read = reader.sheets(&mut &file[..], "too-much-memory.xlsx", file.len() as u64).expect("no failure of ours");
    assert!(matches!(&read, Err(NotRead::Unsafe(why)) if why.contains("memory")), "{read:?}");
}

#[test]
fn failures_of_ours_are_errors() {
    let file = b"a,b\n1,2\n";
    assert!(matches!(reader().sheets(&mut &file[..], "x.csv", 9), Err(Error::Length { stated: 9, found: 8 })));
    let absent = document::Reader::new("no-such-program");
    assert!(matches!(absent.sheets(&mut &file[..], "x.csv", 8), Err(Error::Start(_))));
}

const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

/// A workbook of these sheets, each given by its rows, with these properties. Style 1 is a day.
fn workbook(properties: &str, sheets: &[&str]) -> Vec<u8> {
    let sheet = |rows: &&str| format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>");
    package(properties, &sheets.iter().map(sheet).collect::<Vec<_>>())
}

/// A workbook of one sheet with these merged areas.
fn merged_workbook(areas: &str) -> Vec<u8> {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let sheet = format!("<worksheet {MAIN}><sheetData>{rows}</sheetData><mergeCells>{areas}</mergeCells></worksheet>");
    package("", &[sheet])
}

fn package(properties: &str, sheets: &[String]) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let list = (1..=sheets.len()).map(|at| format!("<sheet name=\"S{at}\" sheetId=\"{at}\" r:id=\"r{at}\"/>"));
    let links = (1..=sheets.len())
        .map(|at| format!("<Relationship Id=\"r{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/s{at}.xml\"/>"));
    let styles = format!("<Relationship Id=\"st\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>");
    let mut parts = vec![
        (
            "[Content_Types].xml".to_owned(),
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "<workbook {MAIN} xmlns:r=\"{OFFICE}\"><workbookPr {properties}/><sheets>{}</sheets></workbook>",
                list.collect::<String>()
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{PACKAGE}\">{}{styles}</Relationships>", links.collect::<String>()),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!("<styleSheet {MAIN}><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        ),
    ];
    parts
        .extend(sheets.iter().enumerate().map(|(at, sheet)| (format!("xl/worksheets/s{}.xml", at + 1), sheet.clone())));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(part.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook with a part that unpacks to `size` bytes.
fn bomb(size: u64) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    std::io::copy(&mut repeat(b' ').take(size), &mut archive).unwrap();
    archive.finish().unwrap().into_inner()
}
