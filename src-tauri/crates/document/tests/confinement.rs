//! What the confined child cannot do, tried from inside it; and what happens where it can't be confined.

#![cfg(target_os = "linux")]

mod support;

use document::Reader;
use model::exhibit::{FileType, NotShown, ShowLimits};
use std::io::{Read, Write};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_document-child");
const SIGSYS: i32 = 31;

/// What is answered with "not permitted".
const REFUSED: &[&str] =
    &["openat", "openat2", "create", "unlink", "stat", "dup", "kill", "executable", "limits", "memory"];

/// What ends the process.
const DEADLY: &[&str] =
    &["socket_inet", "socket_inet6", "socket_unix", "connect", "execve", "clone", "clone3", "ptrace"];

fn probe(mode: &str, name: &str) -> std::process::ExitStatus {
    Command::new(PROGRAM).args([mode, name]).status().expect("the child starts")
}

#[test]
fn it_can_be_confined_and_ends_well() {
    assert_eq!(probe("probe", "nothing").code(), Some(0));
    assert_eq!(probe("probe", "unknown").code(), Some(64));
}

#[test]
fn files_memory_and_limits_are_refused() {
    for name in REFUSED.iter().chain(if cfg!(target_arch = "x86_64") { &["open"][..] } else { &[] }) {
        let status = probe("probe", name);
        assert_eq!(status.code(), Some(0), "{name}: {status}");
    }
}

#[test]
fn sockets_and_processes_are_deadly() {
    for name in DEADLY.iter().chain(if cfg!(target_arch = "x86_64") { &["fork"][..] } else { &[] }) {
        let status = probe("probe", name);
        assert_eq!(status.signal(), Some(SIGSYS), "{name}: {status}");
    }
}

#[test]
fn the_same_works_without_confinement() {
    for name in
        ["openat", "stat", "dup", "kill", "executable", "memory", "socket_inet", "socket_unix", "clone", "ptrace"]
    {
        let status = probe("bare", name);
        assert_eq!(status.code(), Some(1), "{name}: {status}");
    }
}

#[test]
fn what_cannot_be_confined_reads_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let program = support::unconfinable(folder.path());
    let file = b"one\ntwo\n";
    let read = Reader::new(&program).read(FileType::Text, "x.txt", &mut &file[..], 8, &ShowLimits::default());
    let shown = read.unwrap();
    let Err(NotShown::NotConfined(reason)) = shown else { panic!("{shown:?}") };
    assert!(reason.contains("filter"), "{reason}");
}

/// Number of a user that is nobody in particular. The administrator's own processes look the same, dumpable or not.
const NOBODY: u32 = 65_534;

/// Who owns what the system shows of a child of an ordinary user, and how large a core file it may leave.
fn shown(mode: &str) -> (u32, u32, String) {
    let program = std::fs::File::open(PROGRAM).unwrap();
    let mut command = Command::new(format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&program)));
    let own = std::fs::metadata("/proc/self").unwrap().uid();
    let user = if own == 0 { NOBODY } else { own };
    if own == 0 {
        command.uid(user).gid(user).current_dir("/");
    }
    let mut child = command.args([mode, "wait"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    stdin.write_all(b"?\n").unwrap();
    stdout.read_exact(&mut [0]).unwrap();
    let owner = std::fs::metadata(format!("/proc/{}/status", child.id())).unwrap().uid();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    drop(stdin);
    child.wait().unwrap();
    (user, owner, core.split_whitespace().skip(4).take(2).collect::<Vec<_>>().join(" "))
}

#[test]
fn it_leaves_no_core_file_and_shows_its_memory_to_nobody() {
    let (_, owner, core) = shown("probe");
    assert_eq!((owner, core.as_str()), (0, "0 0"), "what can't be dumped is shown as the administrator's");
    let (user, owner, _) = shown("bare");
    assert_eq!(owner, user);
}
