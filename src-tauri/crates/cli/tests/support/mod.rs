//! What the tests of the terminal program share: running it as a person does, in a folder of its own, and a vault there.

#![allow(dead_code, missing_docs)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub const PASSPHRASE: &str = "correct horse battery staple";

/// What makes the vault `acme.vault`, and its recovery code's file.
pub const INIT: [&str; 14] = [
    "init",
    "acme.vault",
    "--as",
    "Ines Okafor",
    "--client",
    "Acme Ltd",
    "--code",
    "ACME",
    "--firm",
    "Larkfield",
    "--period",
    "2026-01-01..2026-12-31",
    "--profile",
    "ecommerce-crm",
];

/// The program with these arguments, in `folder`, to be fed and heard.
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vouchsafe"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env_remove("VOUCHSAFE_VAULT")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

pub fn vouchsafe(folder: &Path, arguments: &[&str]) -> Output {
    vouchsafe_fed(folder, arguments, PASSPHRASE)
}

/// Runs the program with a passphrase on standard input.
pub fn vouchsafe_fed(folder: &Path, arguments: &[&str], passphrase: &str) -> Output {
    fed(program(folder, &[arguments, &["--passphrase-file", "-"]].concat()), passphrase)
}

/// Runs a command to its end with a passphrase on its standard input.
pub fn fed(mut command: Command, passphrase: &str) -> Output {
    let mut child = command.spawn().expect("the program starts");
    // A program that stops at its arguments never reads the passphrase.
    child.stdin.take().expect("piped").write_all(format!("{passphrase}\n").as_bytes()).unwrap_or_default();
    child.wait_with_output().expect("the program ends")
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("the program was not killed")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder with a vault, and its recovery code in `code.txt`.
pub fn vault() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let output = vouchsafe(folder.path(), &[&INIT[..], &["--recovery-to", "code.txt"]].concat());
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    folder
}

pub fn in_vault(folder: &TempDir, arguments: &[&str]) -> Output {
    vouchsafe(folder.path(), &[&["--vault", "acme.vault"], arguments].concat())
}

/// Runs a subcommand that must succeed, and hands back what it printed.
pub fn done(folder: &TempDir, arguments: &[&str]) -> String {
    let output = in_vault(folder, arguments);
    assert_eq!(code(&output), 0, "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// The names in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("reads").flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
