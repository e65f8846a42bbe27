//! A program that is killed in the middle of its work loses nothing that it confirmed, and leaves nothing in the clear.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use commands::evidence::{ListEvidence, SaveEvidence};
use commands::packet::ExportPacket;
use commands::vault::Check;
use commands::{App, Host};
use model::packet::AudienceProfile;
use tests::host::{PASSPHRASE, TestHost};

use crate::stage::{Stage, export_of, extract, unlock};

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
        let request = SaveEvidence { engagement: None, evidence: row.item.reference(), folder, redacted: false };
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

/// Set where a test of this module runs itself as a process of its own, which exports until it is killed: the folder in
/// which the vault lies.
const EXPORTER: &str = "FLOWS_KILL_TEST_FOLDER";
/// Exports that are killed.
const KILLED_EXPORTS: usize = 6;

/// Exports one packet after the other, each into a folder of its own.
fn export_until_killed(home: &Path) -> ! {
    let start = u64::from(std::process::id()) * 100_000;
    let host = TestHost::starting_at(start).with_program(env!("CARGO_BIN_EXE_flow-child"));
    let mut app = App::new(Arc::new(host) as Arc<dyn Host>);
    unlock(&mut app, &home.join("client.vault"), PASSPHRASE).expect("opens");
    for round in 0.. {
        let folder = home.join("out").join(format!("{start}-{round}"));
        std::fs::create_dir_all(&folder).expect("makes");
        export_all(&mut app, &folder);
    }
    std::process::exit(0)
}

/// Exports a packet with an original that lies beside it.
fn export_all(app: &mut App, folder: &Path) {
    let file = app.hold(&folder.join("packet.pdf"));
    let request = ExportPacket { embed_limit: 1000, ..export_of(file, AudienceProfile::Auditor) };
    app.call(request).expect("exports");
}

/// What lies in the folders of all exports: how many have something of a packet without all of it, and how many have
/// something hidden.
fn unfinished(home: &Path) -> (usize, usize) {
    let (mut halves, mut hidden) = (0, 0);
    for folder in std::fs::read_dir(home.join("out")).expect("reads").flatten() {
        let entries = std::fs::read_dir(folder.path()).expect("reads").flatten();
        let names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        let (dotted, plain): (Vec<_>, Vec<_>) = names.iter().partition(|name| name.starts_with('.'));
        hidden += usize::from(!dotted.is_empty());
        halves += usize::from(plain.len() == 1);
    }
    (halves, hidden)
}

#[test]
fn a_killed_export_leaves_nothing_in_the_clear() {
    if let Some(home) = std::env::var_os(EXPORTER) {
        export_until_killed(Path::new(&home));
    }
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    stage.released("log.csv", "at,who,what\n".repeat(400_000).as_bytes(), extract);
    stage.app.lock().expect("locks");
    let home = stage.folder.path().to_owned();
    for _ in 0..KILLED_EXPORTS {
        let mut exporter = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "kill::a_killed_export_leaves_nothing_in_the_clear", "--nocapture"])
            .env(EXPORTER, &home)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let started = Instant::now();
        while !writes_into(&home.join("out"), exporter.id()) {
            assert!(started.elapsed() < Duration::from_secs(120), "it never came to writing");
            std::thread::sleep(Duration::from_millis(1));
        }
        exporter.kill().expect("is killed");
        exporter.wait().expect("has ended");
    }
    // The moments of bringing the originals into their folder and of giving names are short, but they are there.
    let (halves, hidden) = unfinished(&home);
    assert!(halves <= 1, "{halves} of {KILLED_EXPORTS} kills left half a packet");
    let most = if has_unnamed_files(&home) { 1 } else { KILLED_EXPORTS };
    assert!(hidden <= most, "{hidden} of {KILLED_EXPORTS} kills left something");
    // Where something was left, the next export into that folder sweeps it.
    let mut stage = stage.reopen();
    for folder in std::fs::read_dir(home.join("out")).expect("reads").flatten() {
        if !folder.path().join("packet.pdf").exists() && !folder.path().join("originals").exists() {
            export_all(&mut stage.app, &folder.path());
        }
    }
    assert_eq!(unfinished(&home).1, 0);
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

/// Whether a process has a file open below a folder, with a name or without.
pub fn writes_into(folder: &Path, process: u32) -> bool {
    let open = std::fs::read_dir(format!("/proc/{process}/fd")).into_iter().flatten().flatten();
    open.filter_map(|entry| std::fs::read_link(entry.path()).ok()).any(|file| file.starts_with(folder))
}

/// Whether the file system of a folder has files without names.
fn has_unnamed_files(folder: &Path) -> bool {
    use std::os::unix::fs::OpenOptionsExt;
    /// `O_TMPFILE | O_DIRECTORY` of Linux, on the architectures that the program is built for.
    const UNNAMED: i32 = 0o20_200_000;
    std::fs::OpenOptions::new().write(true).custom_flags(UNNAMED).open(folder).is_ok()
}
