//! What leaves: recorded, only what was asked for, any text unchanged, and thousands of rows in seconds.

use std::collections::BTreeSet;

use commands::Code;
use commands::control::{AddControl, ChangeControl};
use commands::evidence::{NamedColumn, RedactEvidence, ToRedact};
use commands::log::ListLog;
use commands::sheet::{ExportSheet, SheetForm};
use model::activity::Action;
use model::control::{ControlChange, ControlType, Frequency, Nature};
use model::sheet::noun::SheetNoun;
use proptest::prelude::*;

use super::{apply, cells, export, furnished, preview};
use crate::stage::Stage;

#[test]
fn an_export_is_recorded_and_holds_only_what_was_asked_for() {
    let mut stage = furnished();
    let path = stage.folder.path().join("jonas.csv");
    let ask = |file, internal| ExportSheet {
        engagement: None,
        noun: SheetNoun::Gap,
        owner: Some("jonas reuter".to_owned()),
        only: None,
        internal,
        form: SheetForm::Csv,
        file,
    };
    let held = stage.app.hold(&path);
    let exported = stage.app.call(ask(held, false)).expect("exports");
    assert_eq!((exported.rows, exported.internal), (0, false));
    assert!(!cells(&path)[0].iter().any(|heading| heading.contains("Cost") || heading.contains("Internal")));
    let row = stage.app.call(ListLog { most: 1 }).expect("lists").remove(0);
    assert_eq!(row.action, Action::ExportSheet);
    let held = stage.app.hold(&path);
    assert_eq!(stage.app.call(ask(held, true)).expect_err("lies there").code, Code::Exists);
    let rows = stage.app.call(ListLog { most: 1 }).expect("lists").remove(0);
    assert_eq!(rows.seq, row.seq, "nothing left, so nothing is recorded");
    let index = stage.folder.path().join("index.csv");
    let file = stage.app.hold(&index);
    let owner = Some("Ines Okafor".to_owned());
    let request = ExportSheet {
        engagement: None,
        noun: SheetNoun::Evidence,
        owner,
        only: None,
        internal: false,
        form: SheetForm::Csv,
        file,
    };
    assert_eq!(stage.app.call(request).expect("exports").rows, 2, "she collected both");
}

#[test]
fn an_index_names_of_a_redacted_file_what_packets_hold() {
    let mut stage = Stage::engaged();
    let reference = stage.attach("codes.csv", b"user,code\nann,4711\n", |_| {}).expect("attached").item.reference();
    let columns = vec![NamedColumn::Heading { heading: "code".to_owned() }];
    let what = ToRedact::Cells { columns, cells: Vec::new() };
    let reason = "Door codes of staff".to_owned();
    let request = RedactEvidence { engagement: None, evidence: reference, file: None, what, reason };
    let file = stage.app.call(request).expect("redacts").item.files.remove(0);
    let path = export(&mut stage, SheetNoun::Evidence, "index.csv", SheetForm::Csv);
    let text = std::fs::read_to_string(&path).expect("reads");
    assert!(!text.contains(&file.sha256.to_string()[..8]), "a short content could be guessed from it");
    let twin = file.released();
    assert!(text.contains(&twin.sha256.to_string()) && text.contains("codes.redacted.csv"), "{text}");
    let seen = preview(&mut stage, SheetNoun::Evidence, &path).preview;
    assert!(seen.refused.is_empty() && seen.changed.is_empty(), "{:?} {:?}", seen.refused, seen.changed);
}

#[test]
fn two_thousand_rows_take_seconds() {
    let mut stage = Stage::engaged();
    let row = |number: usize, word: &str| {
        format!("BIG-{number},Title {number},{word} statement,CC6.1; CC6.2,Priya Raman,monthly\n")
    };
    let sheet = |word: &str| {
        let rows: String = (1..=2_000).map(|number| row(number, word)).collect();
        format!("Control ID,Title,Control statement,Criteria,Owner,Frequency\n{rows}")
    };
    for (name, word, added, changed) in [("new.csv", "First", 2_000, 0), ("changed.csv", "Second", 0, 2_000)] {
        let path = stage.file(name, sheet(word).as_bytes());
        let begun = std::time::Instant::now();
        let seen = preview(&mut stage, SheetNoun::Control, &path);
        let previewed = begun.elapsed();
        let applied = apply(&mut stage, SheetNoun::Control, &path, &seen).expect("applies");
        println!("{name}: preview {previewed:.1?}, apply {:.1?}", begun.elapsed() - previewed);
        assert_eq!((applied.added, applied.changed), (added, changed));
    }
}

#[test]
fn whatever_a_record_says_goes_out_and_comes_in_unchanged() {
    let mut stage = Stage::engaged();
    stage
        .app
        .call(AddControl {
            engagement: None,
            code: "OWN-1".parse().expect("a code"),
            title: "Title".to_owned(),
            statement: "Statement".to_owned(),
            control_type: ControlType::Detective,
            nature: Nature::Manual,
            frequency: Frequency::Monthly,
            owner_role: String::new(),
            criteria: BTreeSet::new(),
            surfaces: BTreeSet::new(),
            key: false,
        })
        .expect("adds");
    let piece = prop::sample::select(vec![
        "=1+1",
        "+",
        "-",
        "@A",
        "'",
        "''=",
        "\t",
        "\r\n",
        "\n",
        ",",
        ";",
        "\"",
        "_x000D_",
        "(clear)",
        "n/a",
        "1.10",
        "TRUE",
        "2026-03-31",
        " ",
        "word",
        "\u{202e}",
        "字",
        "😀",
        "e\u{301}",
        "\u{7f}",
    ]);
    let text = prop::collection::vec(piece, 0..6).prop_map(|all| format!("a{}", all.concat()));
    let starts = prop::sample::select(vec!["=", "+", "'", "-", "@", "#", "x"]);
    let any = (text.clone(), starts, text.clone(), prop::collection::vec(text, 0..3));
    let config = ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() };
    let stage = std::cell::RefCell::new(stage);
    proptest!(config, |((title, start, note, lines) in any)| {
        let mut stage = stage.borrow_mut();
        let control = "OWN-1".to_owned();
        let changes = vec![
            ControlChange::Title(title),
            ControlChange::InternalNote(format!("{start}{note}")),
            ControlChange::TypicalEvidence(lines),
        ];
        stage.app.call(ChangeControl { engagement: None, control, changes }).expect("changes");
        for (name, form) in [("all.xlsx", SheetForm::Xlsx), ("all.csv", SheetForm::Csv)] {
            let path = export(&mut stage, SheetNoun::Control, name, form);
            let seen = preview(&mut stage, SheetNoun::Control, &path);
            prop_assert_eq!(&seen.preview.refused, &Vec::<String>::new());
            prop_assert!(seen.preview.added.is_empty() && seen.preview.changed.is_empty(), "{:?}", seen.preview.changed);
        }
    });
}
