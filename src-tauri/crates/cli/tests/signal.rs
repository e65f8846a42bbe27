//! Signals in the middle of work: a polite one ends it in good order, with the exit code of a cancelled command and
//! nothing half left.

#![cfg(target_os = "linux")]

mod support;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};
use std::time::{Duration, Instant};

use support::{PASSPHRASE, code, in_vault, names, program, text, vault};
use tempfile::TempDir;

const SIGNALS: [&str; 3] = ["INT", "TERM", "HUP"];

/// Starts the program in the vault.
fn started(folder: &TempDir, arguments: &[&str]) -> Child {
    let arguments = [&["--vault", "acme.vault", "--passphrase-file", "-"], arguments].concat();
    let mut child = program(folder.path(), &arguments).spawn().expect("the program starts");
    child.stdin.take().expect("piped").write_all(format!("{PASSPHRASE}\n").as_bytes()).expect("it reads");
    child
}

fn send(signal: &str, child: &Child) {
    let sent = Command::new("sh").args(["-c", &format!("kill -{signal} {}", child.id())]).status();
    assert!(sent.expect("the shell runs").success());
}

/// Waits until the program is in the middle of what it does.
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(60), "it never came to {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Asserts that the program ended as cancelled, and that the vault is sound and without remains.
fn ended_well(folder: &TempDir, signal: &str, output: &Output) {
    assert_eq!(output.status.code(), Some(9), "{signal}: {:?} {}", output.status, text(&output.stderr));
    assert!(text(&output.stderr).contains("Cancelled."), "{signal}: {}", text(&output.stderr));
    assert!(output.stdout.is_empty(), "{signal}: {}", text(&output.stdout));
    let check = in_vault(folder, &["check", "--json"]);
    assert_eq!(code(&check), 0, "{signal}: {}", text(&check.stderr));
    assert!(!text(&check.stdout).contains("left by an interrupted"), "{signal}: {}", text(&check.stdout));
}

/// A file that takes its time: 400 MB of pieces that each differ, so that all of them are stored.
fn large_file(folder: &Path) -> PathBuf {
    let path = folder.join("large.bin");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("a file"));
    // Multiplying by an odd number goes through all values, and looks like noise to a compressor.
    let mut state = 1_u64;
    let mut piece: Vec<u8> = (0..1 << 17)
        .flat_map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()
        })
        .collect();
    for number in 0..400_u64 {
        piece[..8].copy_from_slice(&number.to_le_bytes());
        file.write_all(&piece).expect("writes");
    }
    file.flush().expect("writes");
    path
}

#[test]
fn a_signal_while_evidence_is_taken_in_leaves_nothing_of_it() {
    let folder = vault();
    large_file(folder.path());
    let size = |name: &str| std::fs::metadata(folder.path().join("acme.vault").join(name)).map_or(0, |it| it.len());
    let stored = || size("evidence.db") + size("evidence.db-wal");
    let empty = stored();
    for signal in SIGNALS {
        let child = started(&folder, &["evidence", "add", "large.bin", "--kind", "log", "--control", "CORE-37"]);
        wait_until("storing", || stored() > empty + (16 << 20));
        send(signal, &child);
        let output = child.wait_with_output().expect("it ends");
        ended_well(&folder, signal, &output);
        let list = in_vault(&folder, &["evidence", "list", "--json"]);
        assert_eq!(text(&list.stdout).trim(), "[]", "{signal}");
        assert!(stored() < empty + (1 << 20), "{signal}: {} bytes are still stored", stored() - empty);
    }
}

/// Whether the program has a process of its own running: one that reads an exhibit.
fn has_child(program: u32) -> bool {
    let tasks = std::fs::read_dir(format!("/proc/{program}/task")).into_iter().flatten().flatten();
    tasks
        .map(|task| task.path().join("children"))
        .any(|children| std::fs::read_to_string(children).is_ok_and(|children| !children.trim().is_empty()))
}

#[test]
fn a_signal_while_a_packet_is_exported_leaves_nothing_of_it() {
    let folder = vault();
    std::fs::write(folder.path().join("log.csv"), "at,who,what\n".repeat(300_000)).expect("writes");
    let add = in_vault(&folder, &["evidence", "add", "log.csv", "--kind", "log", "--control", "CORE-37"]);
    assert_eq!(code(&add), 0, "{}", text(&add.stderr));
    let out = folder.path().join("out");
    std::fs::create_dir(&out).expect("makes");
    for signal in SIGNALS {
        let export = ["packet", "export", "out/packet.pdf", "--profile", "client", "--embed-limit", "0"];
        let child = started(&folder, &export);
        wait_until("reading an exhibit", || has_child(child.id()));
        send(signal, &child);
        let output = child.wait_with_output().expect("it ends");
        ended_well(&folder, signal, &output);
        assert_eq!(names(&out), Vec::<String>::new(), "{signal}");
        let list = in_vault(&folder, &["packet", "list", "--json"]);
        assert_eq!(text(&list.stdout).trim(), "[]", "{signal}: an export that was cancelled is not recorded");
    }
}

/// Who asks twice doesn't want to wait: the program ends at once, and the vault is as safe as after a kill.
#[test]
fn a_second_signal_ends_it_at_once() {
    use std::os::unix::process::ExitStatusExt;
    let folder = vault();
    large_file(folder.path());
    let wal = folder.path().join("acme.vault/evidence.db-wal");
    let child = started(&folder, &["evidence", "add", "large.bin", "--kind", "log"]);
    wait_until("storing", || std::fs::metadata(&wal).is_ok_and(|found| found.len() > 4 << 20));
    let asked = Instant::now();
    let id = child.id();
    let twice = Command::new("sh").args(["-c", &format!("kill -INT {id}; sleep 0.02; kill -INT {id}; true")]).status();
    assert!(twice.expect("the shell runs").success());
    let output = child.wait_with_output().expect("it ends");
    assert!(asked.elapsed() < Duration::from_secs(10));
    let cancelled_first = output.status.code() == Some(9);
    assert!(output.status.signal() == Some(2) || cancelled_first, "{:?}", output.status);
    let check = in_vault(&folder, &["check", "--json"]);
    assert_eq!(code(&check), 0, "{}", text(&check.stderr));
    assert!(text(&check.stdout).contains("\"problems\": []"), "{}", text(&check.stdout));
}
