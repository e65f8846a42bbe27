//! What the confined child cannot do, tried from inside it; and what happens where it can't be confined.

#![cfg(target_os = "linux")]

mod support;

use document::Reader;
use model::exhibit::{FileType, NotShown, ShowLimits};
use std::os::unix::process::ExitStatusExt;
use std::process::Command;

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
