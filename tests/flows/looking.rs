//! Looking beside what changes the vault: the same answers, at once, and none from a vault that was locked.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use commands::control::ChangeControl;
use commands::gap::StartGap;
use commands::vault::{Key, Unlock};
use commands::{Code, LOOKING, Secret, SharedApp};
use model::control::{ControlChange, ControlState};
use model::gap::GapSource;
use serde_json::{Value, json};
use tests::host::{PASSPHRASE, TestHost};

use crate::stage::{Stage, extract};

/// Longer than any answer takes, and shorter than one waits for nothing.
const PATIENCE: Duration = Duration::from_secs(120);

/// A vault with something of most nouns, opened as a program with a window opens it.
fn shared() -> (Arc<SharedApp>, Stage) {
    let mut stage = Stage::engaged();
    let changes = vec![ControlChange::State(ControlState::InPlace)];
    stage.app.call(ChangeControl { engagement: None, control: "CORE-24".to_owned(), changes }).expect("in place");
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    stage.attach("hidden.csv", b"user,role\nbob,admin\n", extract).expect("attaches");
    let gap = StartGap {
        engagement: None,
        pattern: "FP-001".to_owned(),
        source: GapSource::SelfAssessment,
        found_on: None,
        surfaces: None,
    };
    stage.app.call(gap).expect("starts");
    stage.app.lock().expect("locks");
    let host = TestHost::starting_at(1_000_000).with_program(env!("CARGO_BIN_EXE_flow-child"));
    let shared = SharedApp::new(Arc::new(host));
    unlock(&shared, &stage);
    (Arc::new(shared), stage)
}

fn unlock(shared: &SharedApp, stage: &Stage) {
    let mut app = shared.lock();
    let folder = app.hold(&stage.vault());
    let key = Key::Passphrase(Secret::new(PASSPHRASE.to_owned()));
    app.call(Unlock { folder, key, person: None }).expect("unlocks");
}

/// A request of each command that only looks.
fn request(name: &str) -> Value {
    let page = json!({ "text": null, "filters": [], "sort": [], "offset": 0, "limit": 50 });
    let own = match name {
        "calendar.show" => json!({ "controls": [], "pressing": false, "from": 0 }),
        "commitment.show" => json!({ "commitment": "CM-001" }),
        "control.list" => json!({ "retired": true }),
        "control.show" | "walkthrough.show" => json!({ "control": "CORE-24" }),
        "evidence.list" => json!({ "all": true }),
        "evidence.show" => json!({ "evidence": "EV-0002" }),
        "finding.show" => json!({ "finding": "F-001" }),
        "follow_up.show" => json!({ "follow_up": "FU-001" }),
        "gap.show" => json!({ "gap": "GAP-001" }),
        "log.list" => json!({ "most": 100 }),
        "message.show" => json!({ "message": "M-001" }),
        "occurrence.list" => json!({ "control": "CORE-24" }),
        "occurrence.preview" => json!({ "control": "CORE-24", "changes": [{ "field": "grace_days", "value": 5 }] }),
        "organisation.show" => json!({ "organisation": "Ledgerline" }),
        "packet.preflight" => json!({ "profile": "auditor" }),
        "page.facets" => json!({ "noun": "evidence", "column": "state", "query": page }),
        "page.ids" => json!({ "noun": "control", "query": page }),
        "page.locate" => json!({ "noun": "control", "id": "00000000-0000-0000-0000-000000000000", "query": page }),
        "record.history" => json!({ "noun": "client", "id": "00000000-0000-0000-0000-000000000000" }),
        "request.show" => json!({ "request": "R-001" }),
        "search.find" => json!({ "text": "access", "nouns": [], "limit": 20 }),
        "task.list" => json!({ "open": false, "holidays": [] }),
        "task.show" => json!({ "task": "T-001" }),
        "team.show" => json!({ "team": "Platform" }),
        "user_control.show" => json!({ "user_control": "CUEC-01" }),
        "walkthrough.list" => json!({ "controls": [] }),
        "finding.list" | "gap.list" => json!({ "open": false }),
        "follow_up.list" | "request.list" => json!({ "open": false, "overdue": false }),
        name if name.ends_with(".page") => json!({ "query": page }),
        _ => json!({}),
    };
    let mut request = own;
    request["engagement"] = Value::Null;
    request
}

#[test]
fn each_says_the_same_beside_the_app_as_in_it() {
    let (shared, _stage) = shared();
    let mut answered = 0;
    for name in LOOKING {
        let (beside, within) = (shared.call(name, request(name)), shared.lock().call_by_name(name, request(name)));
        if let Err(failure) = &within {
            // Nothing of that noun is there; a request that isn't understood would prove nothing.
            assert_eq!(failure.code, Code::NotFound, "{name}: {failure:?}");
        }
        answered += usize::from(within.is_ok());
        assert_eq!(format!("{beside:?}"), format!("{within:?}"), "{name}");
    }
    assert!(answered * 10 > LOOKING.len() * 8, "most find something: {answered} of {}", LOOKING.len());
}

#[test]
fn one_looks_while_the_vault_is_changed_and_sees_each_change_that_is_done() {
    let (shared, _stage) = shared();
    let title = |shared: &SharedApp| {
        let shown = shared.call("control.show", request("control.show")).expect("shows");
        shown["control"]["title"].clone()
    };
    let before = title(&shared);
    let mut app = shared.lock();
    let (tell, told) = channel();
    std::thread::scope(|scope| {
        scope.spawn(|| tell.send((title(&shared), title(&shared))));
        // The app is held all the while, as it is while files are taken in.
        let seen = told.recv_timeout(PATIENCE).expect("looking doesn't wait for the app");
        assert_eq!(seen, (before.clone(), before));
    });
    let changes = vec![ControlChange::Title("Changed meanwhile".to_owned())];
    app.call(ChangeControl { engagement: None, control: "CORE-24".to_owned(), changes }).expect("changes");
    drop(app);
    assert_eq!(title(&shared), json!("Changed meanwhile"));
}

#[test]
fn nothing_is_seen_of_a_vault_that_is_locked_and_all_of_one_that_is_opened_again() {
    let (shared, stage) = shared();
    let look = |name: &str| shared.call(name, request(name)).map_err(|failure| failure.code);
    let before = look("control.list").expect("lists");
    shared.lock().lock().expect("locks");
    assert_eq!(look("control.list"), Err(Code::Locked));
    unlock(&shared, &stage);
    assert_eq!(look("control.list"), Ok(before));
}
