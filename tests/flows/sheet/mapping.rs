//! A sheet of somebody else's: what its headings mean, the mapping that is kept, and files that are no sheet.

use commands::Code;
use commands::control::ShowControl;
use commands::log::UndoLog;
use commands::sheet::{
    ApplySheet, ChosenSheet, DateOrder, DecidedColumn, ListSheetMappings, PreviewSheet, ReadSheet, RemoveSheetMapping,
    SaveSheetMapping, SheetDecisions, SheetForm, Source,
};
use model::sheet::noun::SheetNoun;

use super::{changes, chosen, expected, export, furnished, preview};
use crate::stage::Stage;

/// A client's own matrix: a title above, odd headings, another separator, days by day and month, words of their own.
const MATRIX: &str = "Harbour & Pine control matrix;;;;;;\n\
    ;;;;;;\n\
    Ctrl #;Control name;Control description;TSC ref;Responsible;Effective date;Remarks\n\
    core-24;Reviews of access;Each quarter, all accounts are reviewed.;CC6.1, CC6.2;priya raman;31/03/2026;ours\n\
    hp 1;=HYPERLINK(\"http://x\");\"Who; does what\";CC6.1;;04/05/2026;\n\
    hp-2;Title;Statement;CC6.1;;31/31/2026;\n\
    hp-3;Title;Statement;CC6.1;Nobody Known;;\n\
    Total;;;;;;3\n";

#[test]
fn a_clients_own_matrix_is_understood_and_its_mapping_kept() {
    let mut stage = Stage::engaged();
    let path = stage.file("matrix.csv", MATRIX.as_bytes());
    let from = chosen(&mut stage, SheetNoun::Control, &path);
    let found = stage.app.call(ReadSheet { from }).expect("reads");
    let fields: Vec<&str> = found.columns.iter().map(|column| column.field.as_str()).collect();
    assert_eq!(fields, ["code", "title", "statement", "criteria", "owner", "starts_on"]);
    assert_eq!((found.heading_row, found.unknown), (3, vec!["column G “Remarks”".to_owned()]));
    let decided = |file| ChosenSheet {
        engagement: None,
        noun: SheetNoun::Control,
        file,
        sheet: None,
        mapping: None,
        decided: SheetDecisions {
            columns: vec![DecidedColumn {
                source: Source::Heading("remarks".to_owned()),
                field: Some("Internal note".to_owned()),
            }],
            ..SheetDecisions::default()
        },
    };
    let from = decided(stage.app.hold(&path));
    let seen = stage.app.call(PreviewSheet { from }).expect("a preview");
    let told = seen.preview.refused.join("\n");
    assert!(told.contains("row 6, column F “Effective date”: "), "{told}");
    assert!(told.contains("row 7, column E “Responsible”: names nobody of this vault"), "{told}");
    assert!(told.contains("row 8, "), "{told}");
    assert_eq!(seen.preview.changed[0].key, "CORE-24");
    let added = &seen.preview.added[0];
    let field = |heading: &str| added.fields.iter().find(|it| it.heading == heading).and_then(|it| it.to.clone());
    assert_eq!(field("Starts on").as_deref(), Some("2026-05-04"), "the other dates of the column tell the order");
    assert_eq!(field("Title").as_deref(), Some("=HYPERLINK(\"http://x\")"), "text, whatever it begins with");
    let from = decided(stage.app.hold(&path));
    let request = ApplySheet { from, seen: seen.seen, save: Some("Harbour's matrix".to_owned()) };
    let applied = stage.app.call(request).expect("applies");
    assert_eq!((applied.added, applied.changed), (1, 1));
    let control = stage.app.call(ShowControl { engagement: None, control: "core-24".to_owned() }).expect("shows");
    assert_eq!(control.control.internal_note, "ours");

    let path = export(&mut stage, SheetNoun::Control, "out.csv", SheetForm::Csv);
    let text = std::fs::read_to_string(&path).expect("is text");
    assert!(text.contains(",\"'=HYPERLINK(") && !text.contains(",\"=HYPERLINK("), "no formula leaves");
    let same = preview(&mut stage, SheetNoun::Control, &path);
    assert_eq!((changes(&same), same.preview.refused), (Vec::new(), Vec::new()));

    let next = "Remarks;Ctrl #\nlater;core-24\n";
    let path = stage.file("next.csv", next.as_bytes());
    let mut from = chosen(&mut stage, SheetNoun::Control, &path);
    from.mapping = Some("harbour's MATRIX".to_owned());
    let seen = stage.app.call(PreviewSheet { from }).expect("a preview");
    assert_eq!(changes(&seen), expected(&[("CORE-24", "Internal note", "ours", "later")]));
    let mut other = chosen(&mut stage, SheetNoun::Gap, &path);
    other.mapping = Some("Harbour's matrix".to_owned());
    assert_eq!(stage.app.call(PreviewSheet { from: other }).expect_err("is for controls").code, Code::Invalid);

    stage.app.call(UndoLog { seq: Some(applied.log_row) }).expect("undoes");
    assert!(stage.app.call(ListSheetMappings {}).expect("lists").is_empty(), "it was saved in the same step");
}

#[test]
fn mappings_are_saved_over_and_removed_and_undone() {
    let mut stage = Stage::engaged();
    let decided = |order| SheetDecisions { date_order: Some(order), ..SheetDecisions::default() };
    let mut save = |name: &str, order| {
        let request = SaveSheetMapping { name: name.to_owned(), of: SheetNoun::Request, decided: decided(order) };
        stage.app.call(request)
    };
    let first = save("List", DateOrder::DayFirst).expect("saves");
    let second = save("list", DateOrder::MonthFirst).expect("saves over it");
    assert_eq!((first.id, second.revision), (second.id, 2));
    assert_eq!(save(" ", DateOrder::DayFirst).expect_err("needs a name").code, Code::Invalid);
    stage.app.call(RemoveSheetMapping { mapping: "LIST".to_owned() }).expect("removes");
    assert!(stage.app.call(ListSheetMappings {}).expect("lists").is_empty());
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    let back = stage.app.call(ListSheetMappings {}).expect("lists");
    assert_eq!(back[0].mapping["date_order"], "month_first");
}

#[test]
fn a_file_that_is_no_sheet_is_told_apart() {
    let mut stage = furnished();
    for (name, bytes, code) in [
        ("empty.csv", &b""[..], Code::Unreadable),
        ("broken.xlsx", b"PK\x03\x04 and no more", Code::Unreadable),
        ("picture.png", b"\x89PNG\r\n\x1a\n", Code::Unreadable),
        ("other.csv", b"Wind,Weather\nN,fair\n", Code::UnknownFormat),
        ("twice.csv", b"Title,Title,Description\na,b,c\n", Code::Invalid),
    ] {
        let path = stage.file(name, bytes);
        let from = chosen(&mut stage, SheetNoun::Gap, &path);
        let failed = stage.app.call(PreviewSheet { from }).expect_err(name);
        assert_eq!(failed.code, code, "{name}: {failed}");
    }
}
