//! Spreadsheets: what leaves comes in again, what was seen is what is taken over, and one step takes it all back.

mod leaving;
mod mapping;
mod refused;
mod round_trip;

use std::path::{Path, PathBuf};

use commands::Failure;
use commands::control::ListControls;
use commands::evidence::ListEvidence;
use commands::finding::{AddFinding, ListFindings};
use commands::gap::{AddGap, ListGaps};
use commands::person::ListPeople;
use commands::request::{AddRequest, ListRequests};
use commands::sheet::{
    ApplySheet, ChosenSheet, ExportSheet, PreviewSheet, SheetApplied, SheetDecisions, SheetForm, SheetPreview,
};
use commands::task::{AddTask, ListTasks};
use model::finding::FindingSource;
use model::gap::{GapKind, GapSource, Level, Severity};
use model::sheet::noun::SheetNoun;
use model::task::WorkTrack;
use serde_json::{Value, json};

use crate::stage::{Stage, day};

/// A sheet as its cells, the headings first.
type Cells = Vec<Vec<String>>;

fn export(stage: &mut Stage, noun: SheetNoun, name: &str, form: SheetForm) -> PathBuf {
    let path = stage.folder.path().join(name);
    std::fs::remove_file(&path).ok();
    let file = stage.app.hold(&path);
    let request = ExportSheet { engagement: None, noun, owner: None, only: None, internal: true, form, file };
    stage.app.call(request).expect("the sheet is exported");
    path
}

/// The cells of a file of separated values.
fn cells(path: &Path) -> Cells {
    let text = std::fs::read_to_string(path).expect("the file is text");
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn csv(stage: &Stage, name: &str, cells: &Cells) -> PathBuf {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in cells {
        writer.write_record(row).expect("a row");
    }
    stage.file(name, &writer.into_inner().expect("the bytes"))
}

fn exported_cells(stage: &mut Stage, noun: SheetNoun) -> Cells {
    cells(&export(stage, noun, "out.csv", SheetForm::Csv))
}

fn at(cells: &Cells, heading: &str) -> usize {
    cells[0].iter().position(|cell| cell == heading).unwrap_or_else(|| panic!("no column {heading}"))
}

/// Writes a cell of the row whose first cell is `key`.
fn set(cells: &mut Cells, key: &str, heading: &str, text: &str) {
    let column = at(cells, heading);
    let row = cells.iter_mut().find(|row| row[0] == key).unwrap_or_else(|| panic!("no row {key}"));
    text.clone_into(&mut row[column]);
}

/// Adds a row with these cells, the others blank.
fn add(cells: &mut Cells, given: &[(&str, &str)]) {
    let mut row = vec![String::new(); cells[0].len()];
    for (heading, text) in given {
        (*text).clone_into(&mut row[at(cells, heading)]);
    }
    cells.push(row);
}

fn chosen(stage: &mut Stage, noun: SheetNoun, path: &Path) -> ChosenSheet {
    let file = stage.app.hold(path);
    ChosenSheet { engagement: None, noun, file, sheet: None, mapping: None, decided: SheetDecisions::default() }
}

fn preview(stage: &mut Stage, noun: SheetNoun, path: &Path) -> SheetPreview {
    let from = chosen(stage, noun, path);
    stage.app.call(PreviewSheet { from }).expect("a preview")
}

fn apply(stage: &mut Stage, noun: SheetNoun, path: &Path, seen: &SheetPreview) -> Result<SheetApplied, Failure> {
    let from = chosen(stage, noun, path);
    stage.app.call(ApplySheet { from, seen: seen.seen, save: None })
}

/// What a preview changes: key, heading, what it was, what it becomes.
fn changes(it: &SheetPreview) -> Vec<(String, String, String, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let rows = it.preview.changed.iter();
    rows.flat_map(|row| {
        row.fields.iter().map(|field| (row.key.clone(), field.heading.clone(), text(&field.from), text(&field.to)))
    })
    .collect()
}

fn expected(all: &[(&str, &str, &str, &str)]) -> Vec<(String, String, String, String)> {
    all.iter().map(|(a, b, c, d)| ((*a).into(), (*b).into(), (*c).into(), (*d).into())).collect()
}

/// The records of a noun as they are stored, but for their revisions.
fn records(stage: &mut Stage, noun: SheetNoun) -> Value {
    let engagement = None;
    let list = match noun {
        SheetNoun::Control => {
            let request = ListControls { engagement, criterion: None, surface: None, retired: true };
            serde_json::to_value(stage.app.call(request).expect("lists"))
        }
        SheetNoun::Request => {
            let request = ListRequests { engagement, open: false, overdue: false, owner: None };
            serde_json::to_value(stage.app.call(request).expect("lists"))
        }
        SheetNoun::Gap => serde_json::to_value(stage.app.call(ListGaps { engagement, open: false }).expect("lists")),
        SheetNoun::Finding => {
            serde_json::to_value(stage.app.call(ListFindings { engagement, open: false }).expect("lists"))
        }
        SheetNoun::Task => {
            let request = json!({ "engagement": null, "open": false, "holidays": [] });
            let request: ListTasks = serde_json::from_value(request).expect("a request");
            serde_json::to_value(stage.app.call(request).expect("lists"))
        }
        SheetNoun::Person => serde_json::to_value(stage.app.call(ListPeople {}).expect("lists")),
        SheetNoun::Evidence => {
            let request = ListEvidence { engagement, control: None, all: true };
            serde_json::to_value(stage.app.call(request).expect("lists"))
        }
    };
    let mut list = list.expect("is JSON");
    without_revisions(&mut list);
    list
}

fn without_revisions(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("revision");
            fields.values_mut().for_each(without_revisions);
        }
        Value::Array(all) => all.iter_mut().for_each(without_revisions),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// An engagement with something of every noun.
fn furnished() -> Stage {
    let mut stage = Stage::engaged();
    stage.attach("policy.txt", b"A policy.", |_| {}).expect("attaches");
    stage.accept("EV-0001");
    stage.attach("list.csv", b"name\nA\n", |new| new.title = Some("A list".to_owned())).expect("attaches");
    for title in ["No leaver list", "Shared accounts"] {
        stage.app.call(gap(title)).expect("the gap opens");
    }
    for id in ["IRL 1", "IRL 2"] {
        let facts = json!({ "controls": ["CORE-24"], "evidence": ["EV-0001"], "owner": "Priya Raman" });
        stage.app.call(request(id, facts)).expect("the request is added");
    }
    stage.app.call(finding("Two of 25 leavers kept their accounts.")).expect("the finding is added");
    for code in ["T-1", "T-2"] {
        stage.app.call(task(code)).expect("the task is added");
    }
    stage
}

fn gap(title: &str) -> AddGap {
    AddGap {
        engagement: None,
        title: title.to_owned(),
        kind: GapKind::Operation,
        source: GapSource::SelfAssessment,
        description: "Seen in the walkthrough.".to_owned(),
        severity: Severity { likelihood: 3, impact: 4 },
        found_on: Some(day("2026-02-01")),
        facts: serde_json::from_value(json!({ "controls": ["CORE-24"], "owner": "Priya Raman" })).expect("facts"),
    }
}

fn request(id: &str, facts: Value) -> AddRequest {
    AddRequest {
        engagement: None,
        auditor_id: Some(id.to_owned()),
        wording: "Provide the quarterly\naccess reviews.".to_owned(),
        received_on: Some(day("2026-03-01")),
        due_on: Some(day("2026-03-31")),
        facts: serde_json::from_value(facts).expect("facts"),
    }
}

fn finding(wording: &str) -> AddFinding {
    AddFinding {
        engagement: None,
        auditor_reference: Some("F-1".to_owned()),
        wording: wording.to_owned(),
        source: FindingSource::Audit,
        severity: Level::High,
        raised_on: Some(day("2026-02-01")),
        facts: serde_json::from_value(json!({ "gaps": ["GAP-001"], "controls": ["CORE-24"] })).expect("facts"),
    }
}

fn task(code: &str) -> AddTask {
    AddTask {
        engagement: None,
        code: code.parse().expect("a code"),
        title: "Something to do".to_owned(),
        track: WorkTrack::Engineering,
        starts_on: Some(day("2026-10-05")),
        working_days: 5,
        facts: serde_json::from_value(json!({ "gaps": ["GAP-001"] })).expect("facts"),
    }
}
