//! Evidence from folders and archives: placed by an index or by the id that leads a name, attached as one step, the rest
//! listed with reasons; archives made to do harm; previews, cancelling and undoing.

mod again;
mod archive;
mod placing;
mod step;

use std::io::{Cursor, Write};
use std::path::PathBuf;

use commands::Failure;
use commands::evidence::{
    EvidenceImported, EvidenceRow, FolderFile, ImportEvidence, ImportFrom, ImportedItem, ListEvidence,
};
use commands::log::ListLog;
use commands::request::{AddRequest, RequestRow, ShowRequest};
use commands::sheet::{ChosenSheet, SheetDecisions};
use model::evidence::{Classification, EvidenceKind};
use model::sheet::noun::SheetNoun;
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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

fn walk(folder: &std::path::Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("reads").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
