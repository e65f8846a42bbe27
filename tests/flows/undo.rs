//! Undoing and redoing: one step after the other as a person asks for it, and over every row that the sample's year left
//! in the log.

use std::collections::{BTreeMap, BTreeSet};

use commands::Code;
use commands::control::{ChangeControl, ShowControl};
use commands::log::{ListLog, RedoLog, UndoLog};
use commands::vault::Check;
use model::activity::{Action, Effect};
use model::control::ControlChange;
use serde_json::{Value, json};

use crate::stage::Stage;

fn edit(stage: &mut Stage, note: &str) -> u64 {
    let changes = vec![ControlChange::InternalNote(note.to_owned())];
    let request = ChangeControl { engagement: None, control: "CORE-24".to_owned(), changes };
    stage.app.call(request).expect("changes");
    stage.app.call(ListLog { most: 1 }).expect("lists").remove(0).seq
}

fn note(stage: &mut Stage) -> String {
    let request = ShowControl { engagement: None, control: "CORE-24".to_owned() };
    stage.app.call(request).expect("shows").control.internal_note
}

#[test]
fn steps_are_gone_back_and_forward_again() {
    let mut stage = Stage::engaged();
    let nothing = stage.app.call(RedoLog { seq: None }).expect_err("nothing was undone");
    assert_eq!(nothing.code, Code::NotFound);
    let rows: Vec<u64> = ["one", "two", "three"].map(|text| edit(&mut stage, text)).to_vec();
    for expected in ["two", "one", ""] {
        stage.app.call(UndoLog { seq: None }).expect("undoes");
        assert_eq!(note(&mut stage), expected);
    }
    for (expected, row) in ["one", "two"].into_iter().zip(&rows) {
        let redone = stage.app.call(RedoLog { seq: None }).expect("redoes");
        assert_eq!((note(&mut stage).as_str(), redone.redone.seq), (expected, *row));
        assert_eq!(redone.row.action, Action::Undo);
    }
    // Back once more, and forward by the number of the row that was undone.
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    assert_eq!(note(&mut stage), "one");
    assert_eq!(stage.app.call(RedoLog { seq: Some(rows[1]) }).expect("redoes").redone.seq, rows[1]);
    let last = stage.app.call(RedoLog { seq: None }).expect("redoes");
    assert_eq!((note(&mut stage).as_str(), last.redone.seq), ("three", rows[2]));
    assert_eq!(stage.app.call(RedoLog { seq: None }).expect_err("all is redone").code, Code::NotFound);
    for row in [rows[1], last.row.seq, 1] {
        assert_eq!(stage.app.call(RedoLog { seq: Some(row) }).expect_err("isn't undone").code, Code::Refused, "{row}");
    }
    assert_eq!(stage.app.call(RedoLog { seq: Some(999) }).expect_err("no row").code, Code::NotFound);
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn after_another_change_nothing_is_redone_unasked() {
    let mut stage = Stage::engaged();
    let first = edit(&mut stage, "one");
    let undone = stage.app.call(UndoLog { seq: None }).expect("undoes").row.seq;
    // A look at the vault is no change.
    let path = stage.folder.path().join("log.jsonl");
    let file = stage.app.hold(&path);
    stage.app.call(commands::log::ExtractLog { from: None, to: None, file }).expect("extracts");
    assert_eq!(stage.app.call(RedoLog { seq: None }).expect("redoes").redone.seq, first);
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    let other = edit(&mut stage, "other");
    let refused = stage.app.call(RedoLog { seq: None }).expect_err("something else was changed");
    assert_eq!(refused.code, Code::NotFound);
    assert!(refused.message.contains(&format!("row {other} ")), "{refused:?}");
    assert_eq!(stage.app.call(RedoLog { seq: Some(undone) }).expect_err("was redone").code, Code::Refused);
    assert_eq!(stage.app.call(RedoLog { seq: Some(first) }).expect_err("was changed since").code, Code::Stale);
    stage.app.call(UndoLog { seq: Some(other) }).expect("undoes");
    assert_eq!(stage.app.call(RedoLog { seq: Some(first) }).expect("redoes").redone.seq, first);
    assert_eq!(note(&mut stage), "one");
}

/// Lists of records, but for their revisions, which only rise, and for how their items' files lie.
fn lists(stage: &mut Stage) -> Vec<Value> {
    let mut lists = Vec::new();
    let requests = [
        ("client.show", json!({})),
        ("person.list", json!({})),
        ("control.list", json!({ "retired": true })),
        ("criterion.list", json!({})),
        ("surface.list", json!({})),
        ("evidence.list", json!({ "all": true })),
        ("rating.list", json!({})),
        ("gap.list", json!({ "open": false })),
        ("request.list", json!({ "open": false, "overdue": false })),
        ("finding.list", json!({ "open": false })),
        ("plan_row.list", json!({})),
        ("message.list", json!({})),
        ("commitment.list", json!({})),
        ("organisation.list", json!({})),
        ("population.list", json!({})),
    ];
    for (name, request) in requests {
        let mut list = stage.app.call_by_name(name, request).unwrap_or_else(|failure| panic!("{name}: {failure:?}"));
        without_revision(&mut list);
        lists.push(json!({ name: list }));
    }
    lists
}

/// A release that was taken back is the client's to give anew, so that it counts as accepted.
fn without_revision(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("revision");
            if members.get("state").is_some_and(|state| state["state"] == "released") {
                members.insert("state".to_owned(), json!({ "state": "accepted" }));
            }
            members.values_mut().for_each(without_revision);
        }
        Value::Array(items) => items.iter_mut().for_each(without_revision),
        _ => {}
    }
}

/// Where two values first differ.
fn difference(one: &Value, other: &Value) -> Option<String> {
    let at = |place: String, below: Option<String>| below.map(|below| format!("{place}.{below}"));
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if one.keys().eq(other.keys()) => {
            one.iter().find_map(|(name, value)| at(name.clone(), difference(value, &other[name])))
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).enumerate().find_map(|(place, (a, b))| at(place.to_string(), difference(a, b)))
        }
        (one, other) => (one != other).then(|| format!(" {one} became {other}")),
    }
}

/// Rows of each action that are undone: more of them show nothing new and take their time.
const ENOUGH: u32 = 8;

/// Each row is undone and done again at once, the newest first. What a later row or another record stands in the way of is
/// refused and changes nothing.
#[test]
fn every_row_of_the_sample_is_undone_and_redone_or_refused_without_a_trace() {
    let mut stage = crate::sample::opened();
    let rows = stage.app.call(ListLog { most: u32::MAX }).expect("lists");
    let before = lists(&mut stage);
    let mut proven: BTreeMap<Action, u32> = BTreeMap::new();
    let mut refused: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows.iter().rev() {
        if proven.get(&row.action).is_some_and(|times| *times >= ENOUGH) {
            continue;
        }
        let undone = match stage.app.call(UndoLog { seq: Some(row.seq) }) {
            Ok(undone) => undone,
            Err(failure) => {
                let may = if row.action.effect() == Effect::Content {
                    [Code::Stale, Code::Refused]
                } else {
                    [Code::Refused; 2]
                };
                assert!(may.contains(&failure.code), "row {}, {:?}: {failure:?}", row.seq, row.action);
                *refused.entry(format!("{:?}", failure.code)).or_default() += 1;
                continue;
            }
        };
        assert_eq!(row.action.effect(), Effect::Content, "row {} is not to be undone", row.seq);
        let by_either = if row.seq % 2 == 0 { row.seq } else { undone.row.seq };
        let redone = stage.app.call(RedoLog { seq: Some(by_either) });
        if row.action == Action::ReleaseEvidence {
            let refused = redone.expect_err("is the client's to give");
            assert_eq!(refused.code, Code::Refused);
            assert!(refused.message.contains("release the evidence anew"), "{refused:?}");
            *proven.entry(row.action).or_default() += 1;
            continue;
        }
        let redone = redone.expect("redoes");
        assert_eq!(redone.redone.seq, row.seq);
        *proven.entry(row.action).or_default() += 1;
    }
    let after = lists(&mut stage);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(difference(before, after), None);
    }
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
    let times: u32 = proven.values().sum();
    println!("{times} rows of {} undone and redone, {} actions; refused: {refused:?}", rows.len(), proven.len());
    let all: BTreeSet<Action> = rows.iter().map(|row| row.action).filter(|it| it.effect() == Effect::Content).collect();
    assert!(proven.len() * 2 > all.len(), "{proven:?} of {all:?}");
}
