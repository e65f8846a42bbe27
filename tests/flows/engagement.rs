//! An engagement from a profile: its scope, its matrix, edits and their undoing.

use commands::Code;
use commands::control::{ChangeControl, EditControls, ListControls, ShowControl};
use commands::criterion::{ImportCriteriaText, ListCriteria, ScopeCriterion};
use commands::engagement::{EditEngagement, ShowEngagement};
use commands::log::{ListLog, UndoLog};
use model::activity::Action;
use model::control::{ControlChange, ControlEdit};
use model::coverage::CoverageState;
use serde_json::json;

use crate::stage::Stage;

fn controls(stage: &mut Stage) -> Vec<model::control::Control> {
    let request = ListControls { engagement: None, criterion: None, surface: None, retired: false };
    stage.app.call(request).expect("lists")
}

#[test]
fn a_profile_brings_criteria_controls_and_surfaces() {
    let mut stage = Stage::engaged();
    let overview = stage.app.call(ShowEngagement { engagement: None }).expect("shows");
    assert!(overview.counts.controls >= 100, "{:?}", overview.counts);
    let criteria = stage.app.call(ListCriteria { engagement: None }).expect("lists");
    assert_eq!(criteria.len(), overview.counts.criteria);
    assert!(criteria.iter().all(|row| row.coverage.state != CoverageState::DesignGap), "every criterion has a control");
    let first = &criteria[0].criterion;
    assert_eq!((first.code.to_string().as_str(), first.licensed_text.as_deref()), ("CC1.1", None));
}

#[test]
fn edits_are_all_or_nothing_and_undone_in_one_step() {
    let mut stage = Stage::engaged();
    let before = controls(&mut stage);
    let edit =
        |control: &model::control::Control, change| ControlEdit { id: control.id, revision: control.revision, change };
    let edits = vec![
        edit(&before[0], ControlChange::Title("A new title".to_owned())),
        edit(&before[1], ControlChange::Statement(String::new())),
    ];
    let failure = stage.app.call(EditControls { edits }).expect_err("an empty statement breaks a rule");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("statement")));
    assert_eq!(controls(&mut stage), before, "nothing of it was kept");

    let edits = before[..3].iter().map(|control| edit(control, ControlChange::Key(true))).collect();
    stage.app.call(EditControls { edits }).expect("edits three");
    let stale = vec![edit(&before[0], ControlChange::Key(false))];
    assert_eq!(stage.app.call(EditControls { edits: stale }).expect_err("stale").code, Code::Stale);
    stage.app.call(UndoLog { seq: None }).expect("undoes the three");
    let after = controls(&mut stage);
    assert!(after.iter().zip(&before).all(|(after, before)| after.key == before.key));
    let log = stage.app.call(ListLog { most: 2 }).expect("lists");
    assert_eq!(log.last().map(|row| row.action), Some(Action::Undo));
}

#[test]
fn an_undoing_is_refused_once_the_record_has_changed_again() {
    let mut stage = Stage::engaged();
    let change = |title: &str| ChangeControl {
        engagement: None,
        control: "CORE-24".to_owned(),
        changes: vec![ControlChange::Title(title.to_owned())],
    };
    stage.app.call(change("First")).expect("changes");
    let first = stage.app.call(ListLog { most: 1 }).expect("lists")[0].seq;
    stage.app.call(change("Second")).expect("changes");
    assert_eq!(stage.app.call(UndoLog { seq: Some(first) }).expect_err("stale").code, Code::Stale);
    stage.app.call(UndoLog { seq: None }).expect("the second");
    let sheet = stage.app.call(ShowControl { engagement: None, control: "core-24".to_owned() }).expect("shows");
    assert_eq!(sheet.control.title, "First");
    stage.app.call(UndoLog { seq: None }).expect("then the first");
    let sheet = stage.app.call(ShowControl { engagement: None, control: "CORE-24".to_owned() }).expect("shows");
    assert_ne!(sheet.control.title, "First");
}

#[test]
fn a_criterion_leaves_the_scope_only_for_a_reason() {
    let mut stage = Stage::engaged();
    let scope = |reason: Option<&str>| ScopeCriterion {
        engagement: None,
        criterion: "CC6.4".to_owned(),
        not_relevant: reason.map(str::to_owned),
    };
    assert_eq!(stage.app.call(scope(Some(" "))).expect_err("no reason").code, Code::Invalid);
    let criterion = stage.app.call(scope(Some("No premises: the hosting provider's controls apply."))).expect("scopes");
    assert!(!criterion.is_relevant());
    assert!(stage.app.call(scope(None)).expect("scopes in again").is_relevant());
}

#[test]
fn licensed_text_stands_beside_ours_and_is_shown_before_it_is_applied() {
    let mut stage = Stage::engaged();
    let path = stage
        .file("licensed.csv", "criterion,text\nCC6.1,The licensed words.\nP1.1,Out of scope.\nXX,bad\n".as_bytes());
    let before = stage.app.call(ListCriteria { engagement: None }).expect("lists");
    let out = if before.iter().any(|row| row.criterion.code.to_string() == "P1.1") { 0 } else { 1 };
    for apply in [false, true] {
        let file = stage.app.hold(&path);
        let imported = stage.app.call(ImportCriteriaText { engagement: None, file, apply }).expect("reads");
        assert_eq!((imported.read.texts.len(), imported.read.refused.len(), imported.out_of_scope.len()), (2, 1, out));
        let rows = stage.app.call(ListCriteria { engagement: None }).expect("lists");
        let found = rows.iter().find(|row| row.criterion.code.to_string() == "CC6.1").expect("in scope");
        assert_eq!(found.criterion.licensed_text.is_some(), apply);
        assert!(!found.criterion.summary.is_empty(), "our wording stays");
    }
}

#[test]
fn an_edit_names_its_field_when_it_fails() {
    let mut stage = Stage::engaged();
    let edit = |value: serde_json::Value| {
        let facts = serde_json::from_value(value).expect("facts");
        EditEngagement { engagement: None, facts }
    };
    let failure = stage.app.call(edit(json!({ "revision": 9 }))).expect_err("not editable");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("revision")));
    let failure = stage.app.call(edit(json!({ "report_due": "tomorrow" }))).expect_err("no day");
    assert_eq!(failure.field.as_deref(), Some("report_due"));
    let failure = stage.app.call(edit(json!({ "categories": ["availability"] }))).expect_err("without security");
    assert_eq!(failure.field.as_deref(), Some("categories"));
    let edited = stage.app.call(edit(json!({ "report_due": "2027-03-31" }))).expect("edits");
    assert_eq!(edited.report_due.map(|day| day.to_string()).as_deref(), Some("2027-03-31"));
}
