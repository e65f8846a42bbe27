//! What a fault of the program leaves of its memory: no core file, and nothing that another program of the same user could
//! read meanwhile. Tried as an ordinary user, since the administrator sees everything.

#![cfg(target_os = "linux")]

mod support;

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, chown};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use support::{INIT, PASSPHRASE, code, fed, names, text};
use tempfile::TempDir;

/// Number of a user that is nobody in particular.
const NOBODY: u32 = 65_534;
/// Opens without waiting, on Linux.
const O_NONBLOCK: i32 = 0o4_000;
/// Allows core files as large as may be.
const ALLOW: &str = "ulimit -S -c $(ulimit -H -c)";

/// Who the program is run as.
fn user() -> u32 {
    let own = std::fs::metadata("/proc/self").expect("this process").uid();
    if own == 0 { NOBODY } else { own }
}

/// A shell of that user's, in `folder`.
fn shell(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script, "vouchsafe"]).current_dir(folder).env("HOME", folder);
    command.env("XDG_CONFIG_HOME", folder.join("config")).env_remove("VOUCHSAFE_VAULT");
    command.stdin(Stdio::piped()).stderr(Stdio::piped());
    if user() == NOBODY {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// The program, allowed to leave core files. It is handed over open, as it may lie where that user can't look.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = shell(folder, &format!("{ALLOW}; exec 7<&1 >/dev/null; exec /proc/self/fd/7 \"$@\""));
    command.args(arguments).args(["--passphrase-file", "-"]);
    command.stdout(File::open(env!("CARGO_BIN_EXE_vouchsafe")).expect("the program"));
    command
}

/// A folder of that user's, with a vault.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    chown(folder.path(), Some(user()), None).expect("is given away");
    let made = fed(program(folder.path(), &[&INIT[..], &["--recovery-to", "code.txt"]].concat()), PASSPHRASE);
    assert_eq!(code(&made), 0, "{}", text(&made.stderr));
    folder
}

/// The program with an open vault, waiting for a new passphrase that never comes while the pipe is held.
fn waiting(folder: &Path) -> (Child, File) {
    let pipe = folder.join("pipe");
    std::fs::remove_file(&pipe).unwrap_or_default();
    assert!(shell(folder, "mkfifo pipe").status().expect("the shell runs").success());
    let arguments = ["--vault", "acme.vault", "passphrase", "--new-passphrase-file", "pipe"];
    let mut child = program(folder, &arguments).spawn().expect("the program starts");
    child.stdin.take().expect("piped").write_all(format!("{PASSPHRASE}\n").as_bytes()).expect("it reads");
    match held(&pipe) {
        Some(held) => (child, held),
        None => {
            child.kill().expect("ends");
            panic!("it never came to waiting: {:?}", child.wait());
        }
    }
}

/// The end of a pipe to write to, which can be opened so only once somebody reads from it.
fn held(pipe: &Path) -> Option<File> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(60) {
        if let Ok(held) = OpenOptions::new().write(true).custom_flags(O_NONBLOCK).open(pipe) {
            return Some(held);
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    None
}

fn has_core(folder: &Path) -> bool {
    names(folder).iter().any(|name| name.contains("core"))
}

/// Who owns what the system shows of a process.
fn owner(process: u32) -> u32 {
    std::fs::metadata(format!("/proc/{process}/status")).expect("it runs").uid()
}

/// Whether that user can open the memory of a process.
fn can_be_read(folder: &Path, process: u32) -> bool {
    let status = shell(folder, &format!(": </proc/{process}/mem")).stderr(Stdio::null()).status();
    status.expect("the shell runs").success()
}

#[test]
fn a_fault_with_an_open_vault_leaves_no_core_file() {
    let folder = folder();
    let path = folder.path();
    // What another program would leave here, and show.
    let left = shell(path, &format!("{ALLOW}; kill -SEGV $$")).status().expect("the shell runs");
    assert_eq!(left.signal(), Some(11));
    let (leaves, mut other) = (has_core(path), shell(path, "exec sleep 60").spawn().expect("it starts"));
    println!("another program is dumped: {}; its file lies here: {leaves}", left.core_dumped());
    for entry in names(path).iter().filter(|name| name.contains("core")) {
        std::fs::remove_file(path.join(entry)).expect("removed");
    }
    let shows = can_be_read(path, other.id());
    assert_eq!(owner(other.id()), user());
    println!("another program's memory can be opened: {shows}");
    other.kill().and_then(|()| other.wait()).expect("ends");

    // Not QUIT, which is ignored by whatever a shell starts in the background.
    for (signal, number) in [("SEGV", 11), ("ABRT", 6)] {
        let (mut child, held) = waiting(path);
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).expect("its limits");
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("one of them");
        assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
        // What can't be dumped is shown as the administrator's.
        assert_eq!(owner(child.id()), 0);
        assert!(!can_be_read(path, child.id()), "another program of the same user can read its memory");
        // The first fault is looked at by Rust's own handler, which lets one that isn't an overflow of the stack recur.
        let began = Instant::now();
        let ended = loop {
            assert!(began.elapsed() < Duration::from_secs(60), "{signal} doesn't end it");
            let sent = Command::new("sh").args(["-c", &format!("kill -{signal} {}", child.id())]).status();
            assert!(sent.expect("the shell runs").success());
            std::thread::sleep(Duration::from_millis(50));
            if let Some(ended) = child.try_wait().expect("can be asked") {
                break ended;
            }
        };
        assert_eq!((ended.signal(), ended.core_dumped()), (Some(number), false), "{signal}");
        assert!(!has_core(path), "{signal}: {:?}", names(path));
        drop(held);
    }
    let check = fed(program(path, &["--vault", "acme.vault", "check"]), PASSPHRASE);
    assert_eq!(code(&check), 0, "{}", text(&check.stderr));
}
