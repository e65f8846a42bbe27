//! Creating a vault: all of it with its recovery code in the person's hands, or nothing.

#![cfg(unix)]

mod support;

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::process::Output;

use support::{INIT, PASSPHRASE, code, fed, names, program, text, vouchsafe};
use tempfile::TempDir;

/// What the program itself leaves in its folder, whatever comes of it: the device's name.
const CONFIG: &str = "config";

fn init(folder: &TempDir, more: &[&str]) -> Output {
    vouchsafe(folder.path(), &[&INIT[..], more].concat())
}

/// A disk on which nothing can be written.
fn full() -> File {
    OpenOptions::new().write(true).open("/dev/full").expect("the system has a full device")
}

fn opens(folder: &Path) -> bool {
    let arguments = ["--vault", "acme.vault", "--recovery-code-file", "code.txt", "engagement", "list"];
    let output = fed(program(folder, &arguments), "");
    code(&output) == 0
}

#[test]
fn a_recovery_file_that_cannot_be_made_stops_it_before_anything_is_made() {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("taken.txt"), "mine").expect("writes");
    for place in ["taken.txt", "no-such-folder/code.txt", "/dev/full"] {
        let output = init(&folder, &["--recovery-to", place]);
        assert_eq!(code(&output), 2, "{place}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains("recovery code can't be made"), "{}", text(&output.stderr));
    }
    assert_eq!(names(folder.path()), ["taken.txt"]);
    assert_eq!(std::fs::read(folder.path().join("taken.txt")).expect("reads"), b"mine");
}

#[test]
fn an_engagement_that_cannot_begin_leaves_no_vault_and_no_code() {
    let folder = TempDir::new().expect("a folder");
    let arguments = [&INIT[..13], &["no-such-profile", "--recovery-to", "code.txt"]].concat();
    let output = vouchsafe(folder.path(), &arguments);
    assert_eq!(code(&output), 6, "{}", text(&output.stderr));
    let output_without_file = vouchsafe(folder.path(), &arguments[..14]);
    assert_eq!(code(&output_without_file), 6);
    assert!(!text(&output_without_file.stderr).contains("Recovery code"), "a code was shown of a vault that isn't");
    assert_eq!(names(folder.path()), [CONFIG]);
    let again = init(&folder, &["--recovery-to", "code.txt"]);
    assert_eq!(code(&again), 0, "{}", text(&again.stderr));
}

#[test]
fn a_code_that_cannot_be_shown_leaves_no_vault() {
    let folder = TempDir::new().expect("a folder");
    let mut command = program(folder.path(), &[&INIT[..], &["--passphrase-file", "-"]].concat());
    command.stderr(full());
    let output = fed(command, PASSPHRASE);
    assert_eq!(code(&output), 8);
    assert_eq!(names(folder.path()), [CONFIG]);
}

/// The answer comes after the work: that nobody could read it takes nothing back, the recovery code least of all.
#[test]
fn an_answer_that_cannot_be_written_leaves_the_vault_and_its_code() {
    let folder = TempDir::new().expect("a folder");
    let arguments = [&INIT[..], &["--recovery-to", "code.txt", "--passphrase-file", "-"]].concat();
    let mut command = program(folder.path(), &arguments);
    command.stdout(full());
    let output = fed(command, PASSPHRASE);
    assert_eq!(code(&output), 8, "{}", text(&output.stderr));
    assert_eq!(names(folder.path()), ["acme.vault", "code.txt", CONFIG]);
    assert!(opens(folder.path()));
    std::fs::remove_file(folder.path().join("code.txt")).expect("removes");
    let renew =
        ["--vault", "acme.vault", "slots", "new-recovery", "--recovery-to", "code.txt", "--passphrase-file", "-"];
    let mut command = program(folder.path(), &renew);
    command.stdout(full());
    assert_eq!(code(&fed(command, PASSPHRASE)), 8);
    assert!(opens(folder.path()), "the new code is the one that opens the vault");
}

#[test]
fn where_nobody_takes_what_it_says_it_ends_as_ever() {
    let folder = TempDir::new().expect("a folder");
    for (arguments, expected) in [(&["--vault", "nowhere.vault", "check"][..], 4), (&["check"], 2), (&["man"], 8)] {
        let mut command = program(folder.path(), &[arguments, &["--passphrase-file", "-"]].concat());
        command.stderr(full()).stdout(full());
        assert_eq!(code(&fed(command, PASSPHRASE)), expected, "{arguments:?}");
    }
    let mut command = program(folder.path(), &["completions", "bash"]);
    command.stdout(full());
    assert_eq!(code(&fed(command, "")), 8);
}
