//! The history of one record: what was done to it, by whom, field by field, and what was undone.

use commands::Code;
use commands::control::{ChangeControl, ListControls};
use commands::gap::{EditGap, StartGap};
use commands::log::UndoLog;
use commands::record::{HistoryLine, ShowHistory};
use model::control::{ControlChange, ControlState};
use model::gap::GapSource;
use model::record::Noun;
use serde_json::json;

use crate::stage::{Stage, day};

fn history(stage: &mut Stage, noun: Noun, id: &str, before: Option<u64>, most: Option<u32>) -> Vec<HistoryLine> {
    stage.app.call(ShowHistory { noun, id: id.to_owned(), before, most }).expect("shows")
}

#[test]
fn a_record_tells_what_was_done_to_it() {
    let mut stage = Stage::engaged();
    let request = StartGap {
        engagement: None,
        pattern: "FP-001".to_owned(),
        source: GapSource::SelfAssessment,
        found_on: Some(day("2026-02-01")),
        surfaces: None,
    };
    let gap = stage.app.call(request).expect("starts");
    let edit = |facts: serde_json::Value| EditGap {
        engagement: None,
        gap: gap.reference(),
        facts: serde_json::from_value(facts).expect("facts"),
    };
    stage.app.call(edit(json!({ "owner": "Jonas Reuter", "due_on": "2026-12-18" }))).expect("edits");
    stage.app.call(edit(json!({ "title": "Another title" }))).expect("edits");
    let id = gap.id.to_string();
    let lines = history(&mut stage, Noun::Gap, &id, None, None);
    assert_eq!(lines.len(), 3);
    assert!(lines[2].made && lines[2].changes.is_empty() && !lines[0].made);
    assert!(lines.windows(2).all(|pair| pair[0].seq > pair[1].seq), "the newest first");
    let title = &lines[0].changes[0];
    assert_eq!((title.field.as_str(), title.after.as_deref()), ("title", Some("Another title")));
    assert_eq!(title.before.as_deref(), Some(gap.title.as_str()));
    let owner = lines[1].changes.iter().find(|it| it.field == "owner").expect("changed");
    assert_eq!((owner.before.as_deref(), owner.after.as_deref()), (None, Some("Jonas Reuter")));
    assert_eq!(lines[0].who, "Ines Okafor");
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    let lines = history(&mut stage, Noun::Gap, &id, None, None);
    assert_eq!((lines.len(), lines[0].undone, lines[1].undone, lines[2].undone), (4, false, true, false));
    stage.app.call(UndoLog { seq: Some(lines[0].seq) }).expect("does it again");
    let lines = history(&mut stage, Noun::Gap, &id, None, None);
    assert_eq!(lines.iter().map(|it| it.undone).collect::<Vec<_>>(), [false, true, false, false, false]);
    let page = history(&mut stage, Noun::Gap, &id, Some(lines[1].seq), Some(2));
    assert_eq!(page, lines[2..4], "a page goes on from a row");
}

#[test]
fn a_row_that_touched_many_tells_of_one_alone() {
    let mut stage = Stage::engaged();
    let request = ListControls { engagement: None, criterion: None, surface: None, retired: false };
    let control = stage.app.call(request).expect("lists").remove(0);
    let changes = vec![ControlChange::State(ControlState::InPlace)];
    stage.app.call(ChangeControl { engagement: None, control: control.code.to_string(), changes }).expect("in place");
    let lines = history(&mut stage, Noun::Control, &control.id.to_string(), None, None);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0].changes.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["state"]);
    assert!(lines[1].made);
    assert_eq!(history(&mut stage, Noun::Gap, &control.id.to_string(), None, None), [], "of this noun alone");
    let bad = ShowHistory { noun: Noun::Gap, id: "GAP-001".to_owned(), before: None, most: None };
    assert_eq!(stage.app.call(bad).expect_err("no id").code, Code::Invalid);
}
