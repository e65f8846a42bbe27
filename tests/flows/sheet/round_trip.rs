//! What leaves comes in again: every noun exported, edited and taken over as it was shown, and taken back by one step.

use commands::control::ShowControl;
use commands::finding::{FindingStep, MoveFinding};
use commands::log::{ListLog, UndoLog};
use commands::sheet::SheetForm;
use commands::task::ShowTask;
use model::activity::Action;
use model::control::ControlState;
use model::sheet::noun::SheetNoun;

use super::{Cells, add, apply, changes, csv, expected, export, exported_cells, furnished, preview, records, set};
use crate::stage::{Stage, day};

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
