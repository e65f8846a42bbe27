//! Evidence from folders and archives: placed by an index or by the id that leads a name, attached as one step, the rest
//! listed with reasons; archives made to do harm; previews, cancelling and undoing.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Instant;

use commands::evidence::{
    EvidenceImported, EvidenceRow, FolderFile, ImportEvidence, ImportFrom, ImportedItem, ListEvidence, SaveEvidence,
    ShowEvidence,
};
use commands::log::{ListLog, UndoLog};
use commands::request::{AddRequest, RequestRow, ShowRequest};
use commands::sheet::{ChosenSheet, SheetDecisions};
use commands::vault::Check;
use commands::{Code, Failure};
use model::evidence::{Classification, Covers, EvidenceKind, EvidenceState};
use model::request::{AuditorStatus, InternalStatus};
use model::sheet::noun::SheetNoun;
use serde_json::json;
use tests::host::noise;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::stage::{Stage, day};

/// A stage with the auditor's requests `IRL 7`, which asks for a ticket, and `IRL 8`.
fn asked() -> Stage {
    let mut stage = Stage::engaged();
    for (id, facts) in [("IRL 7", json!({"kind": "ticket", "controls": ["CORE-05"]})), ("IRL 8", json!({}))] {
        let request = AddRequest {
            engagement: None,
            auditor_id: Some(id.to_owned()),
            wording: format!("Provide what {id} wants."),
            received_on: Some(day("2026-09-01")),
            due_on: None,
            facts: serde_json::from_value(facts).expect("facts"),
        };
        stage.app.call(request).expect("the request is added");
    }
    stage
}

fn request(from: ImportFrom) -> ImportEvidence {
    let (kind, classification) = (EvidenceKind::SystemReport, Classification::Confidential);
    ImportEvidence { engagement: None, from, index: None, kind, classification, again: false, preview: false }
}

/// Files of a folder, written and held.
fn folder(stage: &mut Stage, files: &[(&str, &[u8])]) -> ImportFrom {
    let root = stage.folder.path().join("evidence");
    let mut held = Vec::new();
    for (name, bytes) in files {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().expect("in a folder")).expect("the folder is made");
        std::fs::write(&path, bytes).expect("the file is written");
        held.push(FolderFile { name: (*name).to_owned(), file: stage.app.hold(&path) });
    }
    ImportFrom::Folder(held)
}

fn index(stage: &mut Stage, text: &str) -> ChosenSheet {
    let path = stage.file("index.csv", text.as_bytes());
    let (file, decided) = (stage.app.hold(&path), SheetDecisions::default());
    ChosenSheet { engagement: None, noun: SheetNoun::Evidence, file, sheet: None, mapping: None, decided }
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(content).expect("written");
    }
    writer.finish().expect("whole").into_inner()
}

fn import_archive(stage: &mut Stage, bytes: &[u8]) -> Result<EvidenceImported, Failure> {
    let path = stage.file("evidence.zip", bytes);
    let held = stage.app.hold(&path);
    stage.app.call(request(ImportFrom::Archive(held)))
}

fn list(stage: &mut Stage) -> Vec<EvidenceRow> {
    stage.app.call(ListEvidence { engagement: None, control: None, all: false }).expect("lists")
}

fn log_rows(stage: &mut Stage) -> usize {
    stage.app.call(ListLog { most: 10_000 }).expect("lists").len()
}

fn answers(stage: &mut Stage, name: &str) -> RequestRow {
    stage.app.call(ShowRequest { engagement: None, request: name.to_owned() }).expect("shows")
}

/// An item's files, requests and controls, and how it was placed.
type Row = (String, String, String, String);

fn placed(items: &[ImportedItem]) -> Vec<Row> {
    let row =
        |it: &ImportedItem| (it.files.join("+"), it.requests.join("+"), it.controls.join("+"), it.placed_by.clone());
    items.iter().map(row).collect()
}

fn is_placed(item: &Row, files: &str, requests: &str, controls: &str, by: &str) -> bool {
    (item.0.as_str(), item.1.as_str(), item.2.as_str(), item.3.as_str()) == (files, requests, controls, by)
}

fn reason<'a>(imported: &'a EvidenceImported, name: &str) -> &'a str {
    let found = imported.unplaced.iter().find(|it| it.name == name);
    &found.unwrap_or_else(|| panic!("{name} is placed: {imported:?}")).reason
}

const FILES: &[(&str, &[u8])] = &[
    ("CORE-24/scan.png", b"\x89PNG\r\n\x1a\n...."),
    ("IRL-7 tickets.csv", b"ticket,state\n1,closed\n2,closed\n"),
    ("REQ-002_minutes.txt", b"minutes"),
    ("core_05 joiners.csv", b"name\nann\n"),
    ("misc/notes.txt", b"notes"),
    ("misc/~$notes.docx", b"lock"),
];

#[test]
fn files_are_placed_by_the_ids_that_lead_their_names() {
    let mut stage = asked();
    let from = folder(&mut stage, FILES);
    let imported = stage.app.call(request(from)).expect("imports");
    let items = placed(&imported.items);
    assert_eq!(items.len(), 4, "{items:?}");
    assert!(is_placed(&items[0], "CORE-24/scan.png", "", "CORE-24", "the name of its folder"), "{items:?}");
    assert!(is_placed(&items[1], "IRL-7 tickets.csv", "REQ-001", "", "its name"), "{items:?}");
    assert!(is_placed(&items[2], "REQ-002_minutes.txt", "REQ-002", "", "its name"), "{items:?}");
    assert!(is_placed(&items[3], "core_05 joiners.csv", "", "CORE-05", "its name"), "{items:?}");
    assert!(reason(&imported, "misc/notes.txt").contains("no known request or control"));
    assert!(reason(&imported, "misc/~$notes.docx").contains("left it there"));
    assert_eq!(imported.unplaced.len(), 2);

    let kept = list(&mut stage);
    assert_eq!(kept.len(), 4);
    let tickets = &kept[1].item;
    assert_eq!((tickets.title.as_str(), tickets.kind), ("IRL-7 tickets.csv", EvidenceKind::Ticket), "what it asks for");
    assert_eq!(
        (kept[0].item.kind, kept[0].item.classification),
        (EvidenceKind::SystemReport, Classification::Confidential)
    );
    assert_eq!(kept[0].missing, imported.items[0].missing);
    assert!(kept[0].missing.iter().any(|open| open.contains("completeness and accuracy card")));
    assert!(kept[0].item.files[0].name == "scan.png" && kept[0].item.covers.is_none());
    let reference = kept[1].item.reference();
    let custody =
        stage.app.call(ShowEvidence { engagement: None, evidence: reference.clone() }).expect("shows").custody;
    assert_eq!(custody.len(), 1);

    let answered = answers(&mut stage, "IRL 7");
    assert_eq!(answered.evidence, [reference]);
    assert_eq!(answered.request.internal, InternalStatus::Open, "no status changes");
    assert_eq!((answered.request.auditor, answered.request.rounds.len()), (AuditorStatus::Requested, 0));
    assert_eq!(answers(&mut stage, "REQ-002").evidence.len(), 1);
}

#[test]
fn a_second_import_on_request_adds_to_the_answer_and_names_the_same_file() {
    let mut stage = asked();
    let from = folder(&mut stage, &FILES[1..2]);
    stage.app.call(request(from)).expect("imports");
    let from = folder(&mut stage, &[("IRL 7 again.csv", FILES[1].1)]);
    let again = stage.app.call(ImportEvidence { again: true, ..request(from) }).expect("imports");
    assert_eq!(again.items[0].same_as, ["EV-0001"]);
    assert_eq!(answers(&mut stage, "IRL 7").evidence, ["EV-0001", "EV-0002"]);
}

#[test]
fn what_a_live_item_holds_already_is_left_out_and_listed() {
    let mut stage = asked();
    let from = folder(&mut stage, FILES);
    let seq = stage.app.call(request(from)).expect("imports").log_row;
    let (before, size) = (log_rows(&mut stage), list(&mut stage).len());
    let zipped = import_archive(&mut stage, &archive(FILES)).expect("tells");
    let from = folder(&mut stage, FILES);
    let again = stage.app.call(request(from)).expect("tells");
    for told in [&zipped, &again] {
        assert_eq!((told.items.len(), told.held.len(), told.unplaced.len(), told.log_row), (0, 4, 2, None), "{told:?}");
        assert_eq!(
            (told.held[0].name.as_str(), told.held[0].by.as_slice()),
            ("CORE-24/scan.png", &["EV-0001".to_owned()][..])
        );
    }
    assert_eq!((log_rows(&mut stage), list(&mut stage).len()), (before, size), "nothing new, nothing changed");
    assert!(stage.app.call(Check {}).expect("checks").problems.is_empty());

    let from = folder(&mut stage, &[FILES[1], ("IRL 8 new.txt", b"new")]);
    let mixed = stage.app.call(request(from)).expect("imports");
    assert_eq!((mixed.items.len(), mixed.held.len()), (1, 1));
    assert_eq!(
        (mixed.items[0].title.as_str(), mixed.items[0].reference.as_deref()),
        ("IRL 8 new.txt", Some("EV-0005"))
    );
    assert_eq!(answers(&mut stage, "IRL 8").evidence, ["EV-0003", "EV-0005"]);
    stage.app.call(UndoLog { seq: mixed.log_row }).expect("undone");
    stage.app.call(UndoLog { seq }).expect("undone");
    let from = folder(&mut stage, FILES);
    let anew = stage.app.call(request(from)).expect("imports");
    assert_eq!((anew.items.len(), anew.held.len()), (4, 0), "what was withdrawn holds nothing back");
    assert_eq!(anew.items[0].same_as, ["EV-0001"]);
    assert!(stage.app.call(Check {}).expect("checks").problems.is_empty());
}

#[test]
fn an_item_of_several_files_comes_in_whole_while_one_is_new() {
    let mut stage = asked();
    let from = folder(&mut stage, &[("IRL 7 one.csv", b"1")]);
    stage.app.call(request(from)).expect("imports");
    let files: &[(&str, &[u8])] = &[("IRL 7 one.csv", b"1"), ("IRL 7 two.csv", b"2")];
    let text = "File name;Request ID\r\n\"IRL 7 one.csv\nIRL 7 two.csv\";IRL 7\r\n";
    let (from, by) = (folder(&mut stage, files), index(&mut stage, text));
    let both = stage.app.call(ImportEvidence { index: Some(by), ..request(from) }).expect("imports");
    assert_eq!((both.items.len(), both.held.len(), both.items[0].files.len()), (1, 0, 2));
    assert_eq!(both.items[0].same_as, ["EV-0001"]);
    let (from, by) = (folder(&mut stage, files), index(&mut stage, text));
    let again = stage.app.call(ImportEvidence { index: Some(by), ..request(from) }).expect("tells");
    assert_eq!((again.items.len(), again.held.len()), (0, 2));
    assert_eq!(again.held[0].by, ["EV-0001", "EV-0002"]);
}

#[test]
fn an_index_groups_places_and_describes() {
    let mut stage = asked();
    let from = folder(
        &mut stage,
        &[
            ("a/one.csv", b"1"),
            ("a/two.csv", b"2"),
            ("b/review.pdf", b"%PDF-1.7"),
            ("b/same.txt", b"3"),
            ("c/same.txt", b"4"),
            ("late.txt", b"5"),
            ("lost.txt", b"6"),
            ("old.txt", b"7"),
            ("torn.txt", b"8"),
            ("IRL 8 by name.txt", b"9"),
            ("torn row.txt", b"10"),
        ],
    );
    let text = "File name;Request ID;Control ID;Kind;Title;As of;Covers from;Covers to;Source system;Collected by;Evidence ID\r\n\
        \"two.csv\none.csv\";IRL 7;CORE-05;population;Joiners;;2026-01-01;2026-03-31;HR system;Ann;\r\n\
        b/review.pdf;;core-24;policy;;;2026-02-01;;;;\r\n\
        same.txt;IRL 8;;;;;;;;;\r\n\
        nowhere.txt;IRL 8;;;;;;;;;\r\n\
        late.txt;IRL 8;;;;2031-01-01;;;;;\r\n\
        lost.txt;IRL 99;;;;;;;;;\r\n\
        old.txt;IRL 8;;;;;;;;;EV-0009\r\n\
        torn.txt;IRL 8;;;One;;;;;;\r\n\
        torn.txt;IRL 7;;;Two;;;;;;\r\n\
        IRL 8 by name.txt;;;bananas;;;;;;;\r\n\
        torn row.txt;IRL 8;;bananas;;;;;;;\r\n";
    let index = index(&mut stage, text);
    let imported = stage.app.call(ImportEvidence { index: Some(index), ..request(from) }).expect("imports");
    let items = placed(&imported.items);
    assert!(is_placed(&items[0], "a/two.csv+a/one.csv", "REQ-001", "CORE-05", "row 2 of the index"), "{items:?}");
    assert!(is_placed(&items[1], "b/review.pdf", "", "CORE-24", "row 3 of the index"), "{items:?}");
    assert!(is_placed(&items[2], "IRL 8 by name.txt", "REQ-002", "", "its name"), "{items:?}");
    assert_eq!(items.len(), 3);
    for (name, why) in [
        ("b/same.txt", "row 4 of the index can mean other files as well"),
        ("torn row.txt", "its row 12 of the index was refused"),
        ("late.txt", "row 6 of the index: “Covers to” can't reach past"),
        ("lost.txt", "IRL 99"),
        ("old.txt", "EV-0009"),
        ("torn.txt", "rows 9 and 10 of the index differ in “Title”"),
    ] {
        assert!(reason(&imported, name).contains(why), "{name}: {}", reason(&imported, name));
    }
    let orphans: Vec<_> = imported.orphans.iter().map(|it| (it.row, it.name.as_str(), it.files)).collect();
    assert_eq!(orphans, [(4, "same.txt", 2), (5, "nowhere.txt", 0)]);
    assert!(imported.refused_rows.len() == 2 && imported.refused_rows[0].starts_with("row 11, column D “Kind”"));

    let kept = list(&mut stage);
    let joiners = &kept[0].item;
    assert_eq!((joiners.title.as_str(), joiners.kind, joiners.files.len()), ("Joiners", EvidenceKind::Population, 2));
    assert_eq!((joiners.source_system.as_str(), joiners.collected_by.as_str()), ("HR system", "Ann"));
    assert!(matches!(joiners.covers, Some(Covers::Period { span }) if span.to == day("2026-03-31")));
    assert_eq!(joiners.files[0].name, "two.csv", "the main one first");
    let policy = &kept[1].item;
    assert!(matches!(policy.covers, Some(Covers::InForce { until: None, .. })) && policy.title == "review.pdf");
}

#[test]
fn a_preview_changes_nothing_and_says_the_same() {
    let mut stage = asked();
    let before = log_rows(&mut stage);
    let from = folder(&mut stage, FILES);
    let preview = stage.app.call(ImportEvidence { preview: true, ..request(from) }).expect("shows");
    assert_eq!((log_rows(&mut stage), list(&mut stage).len(), preview.log_row), (before, 0, None));
    assert!(preview.items.iter().all(|it| it.reference.is_none()));
    let bytes = archive(FILES);
    let path = stage.file("evidence.zip", &bytes);
    let from = ImportFrom::Archive(stage.app.hold(&path));
    let zipped = stage.app.call(ImportEvidence { preview: true, ..request(from) }).expect("shows");
    assert_eq!((log_rows(&mut stage), placed(&zipped.items)), (before, placed(&preview.items)));
    let from = folder(&mut stage, FILES);
    let done = stage.app.call(request(from)).expect("imports");
    assert_eq!((log_rows(&mut stage), placed(&done.items)), (before + 1, placed(&preview.items)));
    let missing = |it: &EvidenceImported| it.items.iter().map(|it| it.missing.clone()).collect::<Vec<_>>();
    assert_eq!(missing(&done), missing(&preview));
}

#[test]
fn one_undo_takes_all_of_it_back() {
    let mut stage = asked();
    let from = folder(&mut stage, FILES);
    let seq = stage.app.call(request(from)).expect("imports").log_row;
    stage.app.call(UndoLog { seq }).expect("undone");
    assert!(list(&mut stage).is_empty());
    let all = stage.app.call(ListEvidence { engagement: None, control: None, all: true }).expect("lists");
    assert!(all.len() == 4 && all.iter().all(|it| matches!(it.item.state, EvidenceState::Withdrawn { .. })));
    assert!(answers(&mut stage, "IRL 7").evidence.is_empty() && answers(&mut stage, "IRL 8").evidence.is_empty());
}

#[test]
fn what_places_nothing_changes_nothing() {
    let mut stage = asked();
    let before = log_rows(&mut stage);
    let from = folder(&mut stage, &FILES[4..]);
    let imported = stage.app.call(request(from)).expect("tells");
    assert_eq!((imported.items.len(), imported.unplaced.len(), imported.log_row), (0, 2, None));
    assert_eq!(log_rows(&mut stage), before);
}

#[test]
fn a_file_that_is_gone_is_listed_and_the_rest_goes_in() {
    let mut stage = asked();
    let ImportFrom::Folder(mut files) = folder(&mut stage, &FILES[1..3]) else { panic!("a folder") };
    let gone = stage.folder.path().join("gone.txt");
    files.push(FolderFile { name: "IRL 8 gone.txt".to_owned(), file: stage.app.hold(&gone) });
    let inside = stage.folder.path().to_owned();
    files.push(FolderFile { name: "IRL 8 folder".to_owned(), file: stage.app.hold(&inside) });
    let imported = stage.app.call(request(ImportFrom::Folder(files))).expect("imports");
    assert_eq!(imported.items.len(), 2);
    assert!(reason(&imported, "IRL 8 gone.txt").contains("no file of this name"));
    assert!(reason(&imported, "IRL 8 folder").contains("not a file"));
}

#[test]
fn an_id_of_two_requests_places_nothing() {
    let mut stage = asked();
    let request_like_ours = AddRequest {
        engagement: None,
        auditor_id: Some("REQ-001".to_owned()),
        wording: "Theirs is numbered as ours".to_owned(),
        received_on: Some(day("2026-09-01")),
        due_on: None,
        facts: commands::Facts::new(),
    };
    stage.app.call(request_like_ours).expect("added");
    let from = folder(&mut stage, &[("REQ-001 x.txt", b"x")]);
    let imported = stage.app.call(request(from)).expect("tells");
    assert!(reason(&imported, "REQ-001 x.txt").contains("REQ-001, REQ-003"), "{imported:?}");
}

#[test]
fn an_archive_comes_in_byte_for_byte() {
    let mut stage = asked();
    let large = noise(7, 3 << 20);
    let files: &[(&str, &[u8])] =
        &[("evidence/IRL 7 large.bin", &large), ("evidence/notes.txt", b"x"), ("evidence/REQ-002/empty.txt", b"")];
    let imported = import_archive(&mut stage, &archive(files)).expect("imports");
    assert_eq!(imported.items.len(), 2, "{imported:?}");
    assert!(reason(&imported, "evidence/notes.txt").contains("no known request"));
    let to = stage.folder.path().join("out");
    std::fs::create_dir(&to).expect("made");
    let folder = stage.app.hold(&to);
    let saved =
        stage.app.call(SaveEvidence { engagement: None, evidence: "EV-0001".to_owned(), folder }).expect("saved");
    assert_eq!(saved.names, ["EV-0001_IRL 7 large.bin"]);
    assert!(std::fs::read(to.join(&saved.names[0])).expect("reads") == large);
    assert_eq!(answers(&mut stage, "IRL 8").evidence, ["EV-0002"]);
    let left: Vec<PathBuf> = walk(stage.folder.path());
    let names = ["evidence.zip", "EV-0001_IRL 7 large.bin"];
    let large_files = left.iter().filter(|path| !path.starts_with(stage.vault()));
    assert_eq!(large_files.count(), names.len(), "nothing of the archive lies anywhere else");
}

fn walk(folder: &std::path::Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("reads").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

/// Writes into the local header and the directory's header of an entry.
fn patch(bytes: &mut [u8], name: &str, at: usize, value: &[u8]) {
    for (magic, head, shift) in [(b"PK\x03\x04", 30, 0), (b"PK\x01\x02", 46, 2)] {
        let start = (0..bytes.len() - head)
            .rfind(|&at| bytes[at..].starts_with(magic) && bytes[at + head..].starts_with(name.as_bytes()))
            .expect("a header");
        bytes[start + at + shift..start + at + shift + value.len()].copy_from_slice(value);
    }
}

#[test]
fn entries_made_to_do_harm_are_listed_and_the_rest_goes_in() {
    let mut stage = asked();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in ["../../IRL 7 up.txt", "/IRL 7 root.txt", "C:\\IRL 7 drive.txt", "IRL 7 locked.txt", "IRL 7 torn.txt"] {
        writer.start_file(name, stored).expect("an entry");
        writer.write_all(b"content").expect("written");
    }
    writer.add_symlink("IRL 7 link", "/etc/passwd", stored).expect("a link");
    writer.start_file("IRL 7 bomb.txt", SimpleFileOptions::default()).expect("an entry");
    std::io::copy(&mut std::io::Read::take(std::io::repeat(0), 64 << 20), &mut writer).expect("written");
    let mut bytes = writer.finish().expect("whole").into_inner();
    patch(&mut bytes, "IRL 7 locked.txt", 6, &1u16.to_le_bytes());
    let torn = bytes.windows(21).position(|window| window == b"IRL 7 torn.txtcontent").expect("there");
    bytes[torn + 14] ^= 1;

    let imported = import_archive(&mut stage, &bytes).expect("imports");
    for (name, why) in [
        ("IRL 7 locked.txt", "password"),
        ("IRL 7 link", "link"),
        ("IRL 7 bomb.txt", "made to do harm"),
        ("IRL 7 torn.txt", "unpacked"),
    ] {
        assert!(reason(&imported, name).contains(why), "{name}: {}", reason(&imported, name));
    }
    let names: Vec<String> = list(&mut stage).iter().map(|it| it.item.files[0].name.clone()).collect();
    assert_eq!(names, ["IRL 7 up.txt", "IRL 7 root.txt", "IRL 7 drive.txt"]);
    let titles: Vec<&str> = imported.items.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, names);
    assert!(!stage.folder.path().join("../../IRL 7 up.txt").exists());
}

#[test]
fn archives_made_to_do_harm_are_refused_whole() {
    let mut stage = asked();
    let before = log_rows(&mut stage);
    let whole = archive(&[("IRL 7 a.txt", b"one"), ("IRL 7 b.txt", b"two")]);
    let mut twice = whole.clone();
    while let Some(at) = twice.windows(11).position(|window| window == b"IRL 7 b.txt") {
        twice[at + 6] = b'a';
    }
    let mut many = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..5_001 {
        many.start_file(format!("IRL 7 {at}"), SimpleFileOptions::default()).expect("an entry");
    }
    let mut overlapping = whole.clone();
    patch(&mut overlapping, "IRL 7 a.txt", 18, &60_000u32.to_le_bytes());
    for (name, bytes, code, why) in [
        ("two entries of one name", twice, Code::Unreadable, "of one name"),
        ("5,001 entries", many.finish().expect("whole").into_inner(), Code::Unreadable, "5001 entries"),
        ("entries over each other", overlapping, Code::Unreadable, "over each other"),
        ("cut in the middle", whole[..whole.len() / 2].to_vec(), Code::Unreadable, "list of entries"),
        ("no archive", b"just text".to_vec(), Code::UnknownFormat, "not a ZIP"),
    ] {
        let failure = import_archive(&mut stage, &bytes).expect_err(name);
        assert_eq!(failure.code, code, "{name}: {failure}");
        assert!(failure.message.contains(why), "{name}: {failure}");
    }
    assert_eq!((log_rows(&mut stage), list(&mut stage).len()), (before, 0));
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let mut stage = asked();
    let (before, size) = (log_rows(&mut stage), store(&stage));
    stage.host.cancel.store(true, Ordering::Relaxed);
    let from = folder(&mut stage, FILES);
    assert_eq!(stage.app.call(request(from)).expect_err("cancelled").code, Code::Cancelled);
    let large = noise(3, 4 << 20);
    let failure = import_archive(&mut stage, &archive(&[("IRL 7 large.bin", &large)]));
    assert_eq!(failure.expect_err("cancelled").code, Code::Cancelled);
    stage.host.cancel.store(false, Ordering::Relaxed);
    assert_eq!((log_rows(&mut stage), list(&mut stage).len()), (before, 0));
    assert!(answers(&mut stage, "IRL 7").evidence.is_empty());
    assert!(store(&stage) < size + (1 << 20), "no bytes of it stay");
}

/// Bytes of the sealed store.
fn store(stage: &Stage) -> u64 {
    walk(&stage.vault()).iter().filter_map(|path| path.metadata().ok()).map(|it| it.len()).sum()
}

#[test]
fn an_index_must_be_one() {
    let mut stage = asked();
    let from = folder(&mut stage, FILES);
    let other = index(&mut stage, "a,b\n1,2\n");
    let failure = stage.app.call(ImportEvidence { index: Some(other), ..request(from) }).expect_err("no index");
    assert_eq!(failure.code, Code::UnknownFormat);
    let from = folder(&mut stage, FILES);
    let other = ChosenSheet { noun: SheetNoun::Gap, ..index(&mut stage, "File name\nx\n") };
    let failure = stage.app.call(ImportEvidence { index: Some(other), ..request(from) }).expect_err("another noun");
    assert_eq!(failure.code, Code::Invalid);
}

#[test]
fn three_hundred_files_are_a_matter_of_seconds() {
    let mut stage = asked();
    let names: Vec<String> = (0..300).map(|at| format!("IRL {} file {at}.txt", 7 + at % 2)).collect();
    let contents: Vec<Vec<u8>> = (0..300).map(|at| noise(at, 20_000)).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(String::as_str).zip(contents.iter().map(Vec::as_slice)).collect();
    let started = Instant::now();
    let from = folder(&mut stage, &files);
    assert_eq!(stage.app.call(request(from)).expect("imports").items.len(), 300);
    println!("300 files of a folder in {:.1} s", started.elapsed().as_secs_f32());
    let path = stage.file("evidence.zip", &archive(&files));
    let from = ImportFrom::Archive(stage.app.hold(&path));
    let started = Instant::now();
    assert_eq!(stage.app.call(ImportEvidence { again: true, ..request(from) }).expect("imports").items.len(), 300);
    println!("300 entries of an archive in {:.1} s", started.elapsed().as_secs_f32());
    assert!(started.elapsed().as_secs() < 60);
    assert_eq!(answers(&mut stage, "IRL 7").evidence.len(), 300);
}
