//! A program that is killed in the middle of its work loses nothing that it confirmed.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use commands::evidence::{ListEvidence, SaveEvidence};
use commands::vault::Check;

use crate::stage::Stage;

/// Kills; each a fresh process that edits and attaches until then.
const KILLS: u64 = 20;

/// Lines that the worker printed before it was killed after `wait` of work.
fn work_and_kill(stage: &Stage, start: u64, wait: Duration) -> Vec<String> {
    let mut worker = Command::new(env!("CARGO_BIN_EXE_worker"))
        .arg(stage.vault())
        .arg(stage.folder.path())
        .arg(start.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the worker starts");
    let mut lines = BufReader::new(worker.stdout.take().expect("piped")).lines();
    let first = lines.next().expect("the worker opens the vault").expect("reads");
    assert_eq!(first, "open");
    std::thread::sleep(wait);
    worker.kill().expect("is killed");
    let confirmed = lines.map_while(Result::ok).collect();
    worker.wait().expect("has ended");
    confirmed
}

#[test]
fn nothing_confirmed_is_lost_over_twenty_kills() {
    let mut stage = Stage::engaged();
    let (mut attached, mut last_note) = (Vec::new(), None);
    for kill in 1..=KILLS {
        stage.app.lock().expect("locks");
        // Spread over ingest, commit and edit: a few milliseconds to half a second of work.
        let wait = Duration::from_millis(7 + (kill * 137) % 490);
        for line in work_and_kill(&stage, kill, wait) {
            match line.split_once(' ') {
                Some(("attached", item)) => attached.push(item.to_owned()),
                Some(("edited", note)) => last_note = Some(note.to_owned()),
                _ => panic!("{line}"),
            }
        }
        stage = reopened(stage, kill);
        let checked = stage.app.call(Check {}).expect("checks");
        assert_eq!(checked.problems, Vec::<String>::new(), "after kill {kill}");
        assert!(!checked.looked_at.iter().any(|line| line.contains("left by an interrupted")), "{checked:?}");
    }
    let list = ListEvidence { engagement: None, control: None, all: true };
    let rows = stage.app.call(list).expect("lists");
    for item in &attached {
        let (reference, sha256) = item.split_once(' ').expect("two words");
        let row = rows.iter().find(|row| row.item.reference() == reference).expect("is still there");
        assert_eq!(row.item.files[0].sha256.to_string(), sha256);
    }
    assert!(attached.len() >= 5, "the kills came too early to show anything: {}", attached.len());
    if let Some(row) = rows.last() {
        let folder = stage.folder.path().to_owned();
        let folder = stage.app.hold(&folder);
        let request = SaveEvidence { engagement: None, evidence: row.item.reference(), folder };
        stage.app.call(request).expect("the newest reads back");
    }
    let show = commands::control::ShowControl { engagement: None, control: "CORE-01".to_owned() };
    let note = stage.app.call(show).expect("shows").control.internal_note;
    let last = last_note.expect("an edit was confirmed");
    // One edit more than was confirmed may have been made; it is then the newer one.
    let key = |note: &str| -> Vec<u64> {
        note.trim_start_matches("note ").split('-').map(|n| n.parse().expect("a number")).collect()
    };
    assert!(key(&note) >= key(&last), "confirmed {last}, found {note}");
}

/// Opens the vault again under a host whose ids no earlier run has given.
fn reopened(stage: Stage, kill: u64) -> Stage {
    let Stage { folder, .. } = stage;
    let start = 900_000_000 + kill * 10_000;
    let host = std::sync::Arc::new(tests::host::TestHost::starting_at(start));
    let mut app = commands::App::new(std::sync::Arc::clone(&host) as std::sync::Arc<dyn commands::Host>);
    crate::stage::unlock(&mut app, &folder.path().join("client.vault"), tests::host::PASSPHRASE).expect("opens");
    Stage { app, host, folder }
}
