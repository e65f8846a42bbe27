//! Rows pasted from a spreadsheet program: seen before they are taken over, refused by cell, taken back in one step; and a
//! filtered list that leaves as a sheet.

use commands::control::{ListControls, ShowControl};
use commands::log::UndoLog;
use commands::sheet::{
    ApplySheet, ChosenSheet, ExportSheet, PasteSheet, PastedUnder, PreviewSheet, SheetDecisions, SheetForm,
    SheetPreview,
};
use commands::{Code, Failure, Held};
use model::control::Control;
use model::sheet::noun::SheetNoun;

use crate::stage::Stage;

fn controls(stage: &mut Stage) -> Vec<Control> {
    let request = ListControls { engagement: None, criterion: None, surface: None, retired: true };
    stage.app.call(request).expect("lists")
}

fn paste(stage: &mut Stage, text: &str, under: PastedUnder) -> Result<Held, Failure> {
    let request = PasteSheet { engagement: None, noun: SheetNoun::Control, text: text.to_owned(), under };
    stage.app.call(request).map(|pasted| pasted.file)
}

fn from(file: Held) -> ChosenSheet {
    let (noun, decided) = (SheetNoun::Control, SheetDecisions::default());
    ChosenSheet { engagement: None, noun, file, sheet: None, mapping: None, decided }
}

fn preview(stage: &mut Stage, file: Held) -> SheetPreview {
    stage.app.call(PreviewSheet { from: from(file) }).expect("a preview")
}

fn title(stage: &mut Stage, control: &str) -> String {
    let request = ShowControl { engagement: None, control: control.to_owned() };
    stage.app.call(request).expect("is shown").control.title
}

#[test]
fn ten_rows_are_pasted_seen_and_taken_over_as_one_step() {
    let mut stage = Stage::engaged();
    let before = controls(&mut stage);
    let mut text = String::from("Control ID\tTitle\tControl statement\tFrequency\r\n");
    for control in &before[..4] {
        text.push_str(&format!("{}\t{}\t\t\r\n", control.code, control.title));
    }
    for (number, control) in before[4..7].iter().enumerate() {
        text.push_str(&format!("{}\t\t\"Pasted, number {number}\nin \"\"two\"\" lines\"\t\r\n", control.code));
    }
    text.push_str(&format!("{}\t\t\tnow and then\r\n", before[7].code));
    text.push_str("XX-01\tPasted and new\tIt is done.\t\r\nXX-02\tPasted and new as well\tIt is done, too.\t\r\n");
    let file = paste(&mut stage, &text, PastedUnder::Headings {}).expect("is taken");
    let seen = preview(&mut stage, file);
    let it = &seen.preview;
    let figures = (it.added.len(), it.changed.len(), it.unchanged, it.refused.len());
    assert_eq!(figures, (2, 3, 4, 1), "{it:?}");
    assert!(format!("{:?}", it.refused).contains("Frequency"), "{:?}", it.refused);
    let applied = stage.app.call(ApplySheet { from: from(file), seen: seen.seen, save: None }).expect("applies");
    assert_eq!((applied.added, applied.changed, applied.unchanged), (2, 3, 4));
    let request = ShowControl { engagement: None, control: before[4].code.to_string() };
    let statement = stage.app.call(request).expect("is shown").control.statement;
    assert_eq!(statement, "Pasted, number 0\nin \"two\" lines");
    stage.app.call(UndoLog { seq: Some(applied.log_row) }).expect("one step back");
    let said = |all: &[Control]| -> Vec<_> {
        all.iter().map(|it| (it.code.to_string(), it.title.clone(), it.statement.clone())).collect()
    };
    assert_eq!(said(&controls(&mut stage)), said(&before));
}

#[test]
fn a_block_falls_on_the_rows_and_columns_of_a_grid() {
    let mut stage = Stage::engaged();
    let before = controls(&mut stage);
    let rows: Vec<String> = before[..2].iter().map(|it| it.code.to_string()).collect();
    let columns = vec!["title".to_owned()];
    let under = PastedUnder::Grid { columns, rows: rows.clone() };
    let file = paste(&mut stage, "First, as pasted\nSecond; as pasted\n", under.clone()).expect("is taken");
    let seen = preview(&mut stage, file);
    assert_eq!((seen.preview.changed.len(), seen.preview.refused.len()), (2, 0), "{:?}", seen.preview);
    let other = paste(
        &mut stage,
        "First, as pasted\nSecond; as pasted\n",
        PastedUnder::Grid { columns: vec!["title".to_owned()], rows: rows.iter().rev().cloned().collect() },
    );
    let other = other.expect("is taken");
    let stale = stage.app.call(ApplySheet { from: from(other), seen: seen.seen, save: None });
    assert_eq!(stale.expect_err("it was not seen so").code, Code::Stale);
    stage.app.call(ApplySheet { from: from(file), seen: seen.seen, save: None }).expect("applies");
    assert_eq!(title(&mut stage, &rows[0]), "First, as pasted");
    assert_eq!(title(&mut stage, &rows[1]), "Second; as pasted");
    let nowhere = PastedUnder::Grid { columns: vec!["no such field".to_owned()], rows: Vec::new() };
    let failure = paste(&mut stage, "a\n", nowhere).expect_err("there is no such field");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("columns")));
}

#[test]
fn what_is_pasted_is_bounded_and_ends_with_the_sitting() {
    let mut stage = Stage::engaged();
    let long = "x".repeat((2 << 20) + 1);
    assert_eq!(paste(&mut stage, &long, PastedUnder::Headings {}).expect_err("too long").code, Code::TooLarge);
    let many = format!("Control ID\tTitle\n{}", "A\tb\n".repeat(5_000));
    assert_eq!(paste(&mut stage, &many, PastedUnder::Headings {}).expect_err("too many").code, Code::TooLarge);
    let file = paste(&mut stage, "Control ID\tTitle\nXX-01\tNew\n", PastedUnder::Headings {}).expect("is taken");
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    let failure = paste(&mut stage, "Control ID\tTitle\nXX-01\tNew\n", PastedUnder::Headings {});
    assert_eq!(failure.expect_err("nothing is open").code, Code::Locked);
    crate::stage::unlock(&mut stage.app, &vault, tests::host::PASSPHRASE).expect("opens");
    let failure = stage.app.call(PreviewSheet { from: from(file) }).expect_err("it is gone");
    assert_eq!(failure.code, Code::NotFound);
}

#[test]
fn a_filtered_list_leaves_with_its_rows_alone() {
    let mut stage = Stage::engaged();
    let all = controls(&mut stage);
    let path = stage.folder.path().join("some.csv");
    let ask = |stage: &mut Stage, only| {
        let file = stage.app.hold(&path);
        let (noun, form) = (SheetNoun::Control, SheetForm::Csv);
        stage.app.call(ExportSheet { engagement: None, noun, owner: None, only, internal: false, form, file })
    };
    let only = [all[2].id.uuid(), all[5].id.uuid()].into();
    assert_eq!(ask(&mut stage, Some(only)).expect("exports").rows, 2);
    let text = std::fs::read_to_string(stage.folder.path().join("some.csv")).expect("reads");
    for (place, control) in all.iter().enumerate() {
        let begins = format!("\n{},", control.code);
        assert_eq!(text.contains(&begins), [2, 5].contains(&place), "{}", control.code);
    }
    std::fs::remove_file(stage.folder.path().join("some.csv")).expect("goes");
    let strange = [uuid::Uuid::nil()].into();
    assert_eq!(ask(&mut stage, Some(strange)).expect_err("there is none").code, Code::NotFound);
}
