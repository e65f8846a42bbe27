//! Spreadsheets: what leaves comes in again, what was seen is what is taken over, and one step takes it all back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use commands::control::{AddControl, ChangeControl, ListControls, ShowControl};
use commands::evidence::ListEvidence;
use commands::finding::{AddFinding, FindingStep, ListFindings, MoveFinding};
use commands::gap::{AddGap, ListGaps, ShowGap};
use commands::log::{ListLog, UndoLog};
use commands::person::{AddPerson, ListPeople};
use commands::request::{AddRequest, ListRequests};
use commands::sheet::{
    ApplySheet, ChosenSheet, DateOrder, DecidedColumn, ExportSheet, ListSheetMappings, PreviewSheet, ReadSheet,
    RemoveSheetMapping, SaveSheetMapping, SheetApplied, SheetDecisions, SheetForm, SheetPreview, Source,
};
use commands::task::{AddTask, ListTasks, ShowTask};
use commands::{Code, Failure};
use model::activity::Action;
use model::control::{ControlChange, ControlState, ControlType, Frequency, Nature};
use model::finding::FindingSource;
use model::gap::{GapKind, GapSource, GapState, Level, Severity};
use model::person::Side;
use model::sheet::noun::SheetNoun;
use model::task::WorkTrack;
use proptest::prelude::*;
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

/// Exports, lets `edit` change cells, and sees that exactly that is shown, taken over, and taken back by one step.
fn there_and_back(
    stage: &mut Stage,
    noun: SheetNoun,
    edit: impl FnOnce(&mut Cells),
    shown: &[(&str, &str, &str, &str)],
) {
    let before = records(stage, noun);
    for form in [SheetForm::Xlsx, SheetForm::Csv] {
        let name = if form == SheetForm::Xlsx { "same.xlsx" } else { "same.csv" };
        let path = export(stage, noun, name, form);
        let same = preview(stage, noun, &path);
        assert_eq!((same.preview.refused.clone(), changes(&same)), (Vec::new(), Vec::new()), "{noun:?} {form:?}");
        assert!(same.preview.added.is_empty() && same.preview.unchanged > 0, "{noun:?} {form:?}");
        assert!(same.found.missing.is_empty() && same.found.unknown.is_empty());
    }
    let mut sheet = exported_cells(stage, noun);
    edit(&mut sheet);
    let path = csv(stage, "edited.csv", &sheet);
    let seen = preview(stage, noun, &path);
    assert_eq!(seen.preview.refused, Vec::<String>::new());
    assert_eq!(changes(&seen), expected(shown));
    assert_eq!(records(stage, noun), before, "a preview changes nothing");
    let applied = apply(stage, noun, &path, &seen).expect("it is taken over");
    assert_eq!((applied.added, applied.changed), (seen.preview.added.len(), seen.preview.changed.len()));
    assert_ne!(records(stage, noun), before);
    let again = preview(stage, noun, &path);
    assert_eq!(changes(&again), Vec::new(), "{noun:?}: everything is written as it was shown");
    assert_eq!(again.preview.refused, Vec::<String>::new());
    let row = stage.app.call(ListLog { most: 1 }).expect("lists").remove(0);
    assert_eq!((row.seq, row.action), (applied.log_row, Action::ImportSheet), "one step");
    stage.app.call(UndoLog { seq: Some(applied.log_row) }).expect("undoes");
    assert_eq!(records(stage, noun), before, "{noun:?}: one undoing restores all");
}

#[test]
fn a_matrix_goes_out_and_comes_in_again() {
    let edit = |sheet: &mut Cells| {
        set(sheet, "CORE-24", "Title", "Access is reviewed; each quarter");
        set(sheet, "CORE-24", "Owner", "jonas  REUTER");
        set(sheet, "CORE-24", "Starts on", "2026-02-01");
        set(sheet, "CORE-01", "State", "retired");
        set(sheet, "CORE-01", "Retired because", "merged");
        add(sheet, &[("Control ID", "own-1"), ("Title", "New"), ("Control statement", "Who does what.")]);
    };
    let mut stage = furnished();
    let title = stage.app.call(ShowControl { engagement: None, control: "CORE-24".to_owned() }).expect("shows");
    let state = stage.app.call(ShowControl { engagement: None, control: "CORE-01".to_owned() }).expect("shows");
    assert_eq!(state.control.state.name(), "planned");
    let title = title.control.title;
    there_and_back(
        &mut stage,
        SheetNoun::Control,
        edit,
        &[
            ("CORE-01", "State", "planned", "retired"),
            ("CORE-01", "Retired because", "", "merged"),
            ("CORE-24", "Title", &title, "Access is reviewed; each quarter"),
            ("CORE-24", "Owner", "", "Jonas Reuter"),
            ("CORE-24", "Starts on", "", "2026-02-01"),
        ],
    );
    let mut sheet = exported_cells(&mut stage, SheetNoun::Control);
    edit(&mut sheet);
    let path = csv(&stage, "again.csv", &sheet);
    let seen = preview(&mut stage, SheetNoun::Control, &path);
    let added = &seen.preview.added[0];
    assert!(added.fields.iter().any(|it| it.heading == "Frequency" && it.to.as_deref() == Some("per event")));
    apply(&mut stage, SheetNoun::Control, &path, &seen).expect("applies");
    let sheet = stage.app.call(ShowControl { engagement: None, control: "OWN-1".to_owned() }).expect("is there");
    assert_eq!(sheet.control.state, ControlState::Planned);
}

#[test]
fn requests_go_out_and_come_in_again() {
    let mut stage = furnished();
    let edit = |sheet: &mut Cells| {
        set(sheet, "REQ-001", "Auditor's ID", "IRL 1a");
        set(sheet, "REQ-001", "As of", "2026-02-28");
        set(sheet, "REQ-001", "Internal status", "in progress");
        set(sheet, "REQ-002", "Controls", "CORE-01, core-24");
        set(sheet, "REQ-002", "Internal status", "blocked");
        set(sheet, "REQ-002", "Reason", "The system is down.");
        set(sheet, "REQ-002", "Owner", "(clear)");
        add(sheet, &[("Auditor's ID", "IRL 3"), ("Request", "Provide the policy."), ("Due", "2026-12-31")]);
    };
    there_and_back(
        &mut stage,
        SheetNoun::Request,
        edit,
        &[
            ("REQ-001", "Auditor's ID", "IRL 1", "IRL 1a"),
            ("REQ-001", "As of", "", "2026-02-28"),
            ("REQ-001", "Internal status", "open", "in progress"),
            ("REQ-002", "Controls", "CORE-24", "CORE-01; CORE-24"),
            ("REQ-002", "Owner", "Priya Raman", ""),
            ("REQ-002", "Internal status", "open", "blocked"),
            ("REQ-002", "Reason", "", "The system is down."),
        ],
    );
}

#[test]
fn gaps_go_out_and_come_in_again() {
    let mut stage = furnished();
    let edit = |sheet: &mut Cells| {
        set(sheet, "GAP-001", "State", "fixed");
        set(sheet, "GAP-001", "Fixed on", "2026-04-01");
        set(sheet, "GAP-001", "Likelihood", "5");
        set(sheet, "GAP-002", "Acceptance criteria", "First.\nSecond.");
        set(sheet, "GAP-002", "Cost low", "EUR 1,000");
        set(sheet, "GAP-002", "Cost high", "2000");
        set(sheet, "GAP-002", "Cost basis", "Two days of a contractor.");
        add(sheet, &[("Title", "A third"), ("Description", "Seen."), ("Criteria", "CC6.1; cc 6.2")]);
    };
    there_and_back(
        &mut stage,
        SheetNoun::Gap,
        edit,
        &[
            ("GAP-001", "Likelihood", "3", "5"),
            ("GAP-001", "State", "open", "fixed, awaiting proof"),
            ("GAP-001", "Fixed on", "", "2026-04-01"),
            ("GAP-002", "Acceptance criteria", "", "First.\nSecond."),
            ("GAP-002", "Cost low", "", "1000"),
            ("GAP-002", "Cost high", "", "2000"),
            ("GAP-002", "Currency", "", "EUR"),
            ("GAP-002", "Cost basis", "", "Two days of a contractor."),
        ],
    );
}

#[test]
fn findings_go_out_and_come_in_again() {
    let mut stage = furnished();
    let step = FindingStep::Acknowledged { by: "Priya Raman".to_owned(), on: Some(day("2026-02-02")) };
    let finding = "FND-001".to_owned();
    stage.app.call(MoveFinding { engagement: None, finding, step }).expect("is acknowledged");
    let edit = |sheet: &mut Cells| {
        set(sheet, "FND-001", "Deviations", "2");
        set(sheet, "FND-001", "Items tested", "25");
        set(sheet, "FND-001", "Owner", "Jonas Reuter");
        set(sheet, "FND-001", "Management response", "We agree.");
        set(sheet, "FND-001", "Response by", "Priya Raman");
        set(sheet, "FND-001", "Response on", "2026-02-10");
        set(sheet, "FND-001", "State", "in remediation");
        add(sheet, &[("Finding", "Another."), ("Severity", "low"), ("Auditor's reference", "F-2")]);
    };
    there_and_back(
        &mut stage,
        SheetNoun::Finding,
        edit,
        &[
            ("FND-001", "Deviations", "", "2"),
            ("FND-001", "Items tested", "", "25"),
            ("FND-001", "Owner", "", "Jonas Reuter"),
            ("FND-001", "Management response", "", "We agree."),
            ("FND-001", "Response by", "", "Priya Raman"),
            ("FND-001", "Response on", "", "2026-02-10"),
            ("FND-001", "State", "acknowledged", "in remediation"),
        ],
    );
}

#[test]
fn tasks_go_out_and_come_in_again_and_wait_for_each_other() {
    let mut stage = furnished();
    let new = |code, waits| {
        [("Task ID", code), ("Task", "New"), ("Start", "2026-10-05"), ("Working days", "2"), ("Depends on", waits)]
    };
    let edit = |sheet: &mut Cells| {
        set(sheet, "T-1", "State", "done");
        set(sheet, "T-1", "Done on", "2026-10-09");
        set(sheet, "T-1", "Evidence", "EV-0001");
        set(sheet, "T-2", "Depends on", "T-1; T-4");
        add(sheet, &new("T-3", "T-4"));
        add(sheet, &new("T-4", "T-1"));
    };
    there_and_back(
        &mut stage,
        SheetNoun::Task,
        edit,
        &[
            ("T-1", "State", "planned", "done"),
            ("T-1", "Done on", "", "2026-10-09"),
            ("T-1", "Evidence", "", "EV-0001"),
            ("T-2", "Depends on", "", "T-1; T-4"),
        ],
    );
    let mut sheet = exported_cells(&mut stage, SheetNoun::Task);
    set(&mut sheet, "T-2", "Depends on", "T-5");
    add(&mut sheet, &new("T-3", "T-4"));
    add(&mut sheet, &new("T-4", "T-3"));
    add(&mut sheet, &new("T-5", "T-4"));
    add(&mut sheet, &new("T-6", "T-1"));
    let path = csv(&stage, "circle.csv", &sheet);
    let seen = preview(&mut stage, SheetNoun::Task, &path);
    assert_eq!(seen.preview.refused.len(), 4, "{:?}", seen.preview.refused);
    assert!(seen.preview.refused.iter().all(|it| it.contains("“Depends on”")), "{:?}", seen.preview.refused);
    assert_eq!(seen.preview.added.len(), 1);
    apply(&mut stage, SheetNoun::Task, &path, &seen).expect("the sixth is taken over");
    let task = stage.app.call(ShowTask { engagement: None, task: "T-6".to_owned() }).expect("is there");
    assert_eq!(task.waits_for.keys().collect::<Vec<_>>(), ["T-1"]);
}

#[test]
fn people_go_out_and_come_in_again() {
    let mut stage = furnished();
    let edit = |sheet: &mut Cells| {
        set(sheet, "Priya Raman", "E-mail", "priya@example.com");
        set(sheet, "Priya Raman", "Role", "(clear)");
        add(sheet, &[("Name", "Ada Lovelace"), ("Side", "auditor")]);
    };
    there_and_back(
        &mut stage,
        SheetNoun::Person,
        edit,
        &[
            ("Priya Raman", "Role", "Chief information security officer", ""),
            ("Priya Raman", "E-mail", "", "priya@example.com"),
        ],
    );
}

#[test]
fn the_evidence_index_goes_out_and_comes_in_again() {
    let mut stage = furnished();
    let edit = |sheet: &mut Cells| {
        set(sheet, "EV-0001", "Title", "Access policy");
        set(sheet, "EV-0002", "Covers from", "(clear)");
        set(sheet, "EV-0002", "As of", "2026-01-01");
        set(sheet, "EV-0002", "Captured at", "2026-01-01 09:30 +01:00");
    };
    let shown = [
        ("EV-0001", "Title", "policy.txt", "Access policy"),
        ("EV-0002", "Covers from", "2025-12-01", ""),
        ("EV-0002", "As of", "", "2026-01-01"),
        ("EV-0002", "Captured at", "", "2026-01-01T09:30:00+01:00"),
    ];
    there_and_back(&mut stage, SheetNoun::Evidence, edit, &shown);
    let mut sheet = exported_cells(&mut stage, SheetNoun::Evidence);
    set(&mut sheet, "EV-0001", "Title", "Access policy");
    set(&mut sheet, "EV-0002", "File name", "other.csv");
    add(&mut sheet, &[("File name", "new.pdf")]);
    let path = csv(&stage, "index.csv", &sheet);
    let seen = preview(&mut stage, SheetNoun::Evidence, &path);
    assert_eq!(seen.consequences, ["EV-0001 was accepted: it goes back into review"]);
    assert_eq!(seen.preview.refused.len(), 2, "{:?}", seen.preview.refused);
    assert!(seen.preview.refused[0].starts_with("row 3, column B “File name”: "), "{:?}", seen.preview.refused);
}

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

/// Refusals of a sheet of one record, in which one cell is changed.
fn refused(stage: &mut Stage, noun: SheetNoun, key: &str, heading: &str, text: &str) -> Vec<String> {
    let before = records(stage, noun);
    let mut sheet = exported_cells(stage, noun);
    set(&mut sheet, key, heading, text);
    let headings = sheet.remove(0);
    sheet.retain(|row| row[0] == key);
    sheet.insert(0, headings);
    let path = csv(stage, "refused.csv", &sheet);
    let seen = preview(stage, noun, &path);
    assert_eq!(changes(&seen), Vec::new());
    assert_eq!(apply(stage, noun, &path, &seen).expect_err("nothing is left").code, Code::Refused);
    assert_eq!(records(stage, noun), before);
    seen.preview.refused
}

#[test]
fn no_cell_jumps_over_a_rule() {
    let mut stage = furnished();
    for (noun, key, heading, text) in [
        (SheetNoun::Gap, "GAP-001", "State", "retested"),
        (SheetNoun::Gap, "GAP-001", "State", "accepted risk"),
        (SheetNoun::Gap, "GAP-001", "State", "operating since"),
        (SheetNoun::Gap, "GAP-001", "State", "reopened"),
        (SheetNoun::Gap, "GAP-001", "Found on", "2026-01-01"),
        (SheetNoun::Gap, "GAP-001", "Fixed on", "2026-03-01"),
        (SheetNoun::Gap, "GAP-001", "Due", "2025-01-01"),
        (SheetNoun::Gap, "GAP-001", "Owner", "Nobody Known"),
        (SheetNoun::Gap, "GAP-001", "Controls", "NONE-1"),
        (SheetNoun::Gap, "GAP-001", "Criteria", "CC99.1"),
        (SheetNoun::Gap, "GAP-001", "Surfaces", "moon_base"),
        (SheetNoun::Gap, "GAP-001", "Cost low", "100"),
        (SheetNoun::Gap, "GAP-001", "Title", "(clear)"),
        (SheetNoun::Request, "REQ-001", "Auditor status", "accepted"),
        (SheetNoun::Request, "REQ-001", "Internal status", "ready"),
        (SheetNoun::Request, "REQ-001", "Internal status", "blocked"),
        (SheetNoun::Request, "REQ-001", "Reason", "Because."),
        (SheetNoun::Request, "REQ-001", "Auditor's ID", "IRL 2"),
        (SheetNoun::Request, "REQ-001", "Period from", "2026-01-01"),
        (SheetNoun::Finding, "FND-001", "State", "closed"),
        (SheetNoun::Finding, "FND-001", "State", "verified"),
        (SheetNoun::Finding, "FND-001", "State", "acknowledged"),
        (SheetNoun::Finding, "FND-001", "Management response", "We agree."),
        (SheetNoun::Finding, "FND-001", "Fixed on", "2026-05-01"),
        (SheetNoun::Finding, "FND-001", "Deviations", "1"),
        (SheetNoun::Task, "T-1", "State", "done"),
        (SheetNoun::Task, "T-1", "State", "blocked"),
        (SheetNoun::Task, "T-1", "Done on", "2026-10-09"),
        (SheetNoun::Task, "T-1", "Depends on", "T-1"),
        (SheetNoun::Person, "Priya Raman", "E-mail", "not an address"),
        (SheetNoun::Control, "CORE-24", "State", "retired"),
        (SheetNoun::Control, "CORE-24", "Retired because", "merged"),
        (SheetNoun::Control, "CORE-24", "Grace days", "91"),
        (SheetNoun::Evidence, "EV-0001", "Request ID", "REQ-001; REQ-999"),
        (SheetNoun::Evidence, "EV-0001", "Request ID", "(clear)"),
        (SheetNoun::Evidence, "EV-0001", "Captured at", "2030-01-01 09:30 +01:00"),
    ] {
        let told = refused(&mut stage, noun, key, heading, text);
        assert_eq!(told.len(), 1, "{noun:?} {heading} {text}: {told:?}");
        let row = told[0].split(',').next().unwrap_or_default();
        assert!(row.starts_with("row "), "{told:?}");
        assert!(told[0].contains(", column "), "{noun:?} {heading} {text}: {told:?}");
    }
}

#[test]
fn two_people_of_one_name_are_left_as_they_are_and_never_guessed() {
    let mut stage = furnished();
    let (name, role, side) = ("Priya Raman".to_owned(), String::new(), Side::Client);
    stage.app.call(AddPerson { name, role, side, team: None, email: None }).expect("another of that name");
    let path = export(&mut stage, SheetNoun::Gap, "out.csv", SheetForm::Csv);
    let same = preview(&mut stage, SheetNoun::Gap, &path);
    assert_eq!((changes(&same), same.preview.refused), (Vec::new(), Vec::new()));
    let told = refused(&mut stage, SheetNoun::Finding, "FND-001", "Owner", "Priya Raman");
    assert!(told[0].ends_with("“Owner”: names more than one person of this vault"), "{told:?}");
}

#[test]
fn a_refused_cell_is_named_as_a_spreadsheet_names_it() {
    let mut stage = furnished();
    let sheet = exported_cells(&mut stage, SheetNoun::Gap);
    let letter = char::from(b'A' + u8::try_from(at(&sheet, "Due")).expect("few columns"));
    let told = refused(&mut stage, SheetNoun::Gap, "GAP-002", "Due", "soon");
    assert_eq!(told, [format!("row 2, column {letter} “Due”: must be a date such as 2026-03-31")]);
}

#[test]
fn what_was_not_seen_is_not_taken_over() {
    let mut stage = furnished();
    let mut sheet = exported_cells(&mut stage, SheetNoun::Gap);
    set(&mut sheet, "GAP-001", "Title", "Changed");
    let path = csv(&stage, "gaps.csv", &sheet);
    let seen = preview(&mut stage, SheetNoun::Gap, &path);
    set(&mut sheet, "GAP-002", "Title", "Changed, too");
    let other = csv(&stage, "other.csv", &sheet);
    assert_eq!(apply(&mut stage, SheetNoun::Gap, &other, &seen).expect_err("another file").code, Code::Stale);
    let mut from = chosen(&mut stage, SheetNoun::Gap, &path);
    from.decided.columns = vec![DecidedColumn { source: Source::Heading("Title".to_owned()), field: None }];
    let other = ApplySheet { from, seen: seen.seen, save: None };
    assert_eq!(stage.app.call(other).expect_err("another mapping").code, Code::Stale);
    stage.app.call(gap("One more")).expect("the vault changes");
    assert_eq!(apply(&mut stage, SheetNoun::Gap, &path, &seen).expect_err("another state").code, Code::Stale);
    let seen = preview(&mut stage, SheetNoun::Gap, &path);
    apply(&mut stage, SheetNoun::Gap, &path, &seen).expect("as it was seen");
    let gap = stage.app.call(ShowGap { engagement: None, gap: "GAP-001".to_owned() }).expect("shows");
    assert_eq!((gap.title.as_str(), gap.state), ("Changed", GapState::Open));
}

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
