//! Who may read what the program writes: its owner alone, however open the user's own setting is.

#![cfg(unix)]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use support::{INIT, PASSPHRASE, code, fed, text};
use tempfile::TempDir;

/// Runs the program under a setting that keeps nothing from anybody.
fn openly(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new("sh");
    command
        .args(["-c", "umask 000; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_vouchsafe")])
        .args(arguments)
        .args(["--passphrase-file", "-"])
        .current_dir(folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let output = fed(command, PASSPHRASE);
    assert_eq!(code(&output), 0, "{arguments:?}: {}", text(&output.stderr));
    output
}

fn mode(path: &Path) -> u32 {
    std::fs::symlink_metadata(path).expect("is there").permissions().mode() & 0o777
}

/// Asserts that a folder and all in it are their owner's alone; gives the number of files.
fn private(folder: &Path) -> usize {
    assert_eq!(mode(folder), 0o700, "{}", folder.display());
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("reads").flatten() {
        if entry.path().is_dir() {
            files += private(&entry.path());
        } else {
            assert_eq!(mode(&entry.path()), 0o600, "{}", entry.path().display());
            files += 1;
        }
    }
    files
}

#[test]
fn a_vault_and_all_that_leaves_it_are_for_their_owner_alone() {
    let home = TempDir::new().expect("a folder");
    let home = home.path();
    openly(home, &[&INIT[..], &["--recovery-to", "code.txt"]].concat());
    assert_eq!(mode(&home.join("code.txt")), 0o600);
    assert_eq!(private(&home.join("acme.vault")), 5, "two headers, two databases and the lock");

    std::fs::write(home.join("log.csv"), "at,what\n".repeat(1000)).expect("writes");
    let in_vault = |arguments: &[&str]| openly(home, &[&["--vault", "acme.vault"], arguments].concat());
    let add = ["--kind", "log", "--control", "CORE-37", "--source", "x", "--collected-by", "Ines Okafor"];
    in_vault(&[&["evidence", "add", "log.csv"], &add[..]].concat());
    in_vault(&["evidence", "save", "EV-0001", "."]);
    assert_eq!(mode(&home.join("EV-0001_log.csv")), 0o600);
    in_vault(&["packet", "export", "packet.pdf", "--profile", "client", "--embed-limit", "0"]);
    assert_eq!(mode(&home.join("packet.pdf")), 0o600);
    assert!(private(&home.join("originals")) > 0);
    assert_eq!(private(&home.join("acme.vault")), 5);
}

/// While a vault is open it has more files: the logs of its databases.
#[test]
fn an_open_vault_is_for_its_owner_alone() {
    let home = TempDir::new().expect("a folder");
    openly(home.path(), &[&INIT[..], &["--recovery-to", "code.txt"]].concat());
    std::fs::write(home.path().join("large.bin"), vec![7; 100 << 20]).expect("writes");
    // Stopped for as long as it is looked at, so that it doesn't close the vault meanwhile.
    let script = "umask 000; \"$@\" & program=$!; \
                  for _ in $(seq 3000); do [ -e acme.vault/evidence.db-wal ] && break; sleep 0.01; done; \
                  kill -STOP $program; ls -l acme.vault; kill -CONT $program; wait $program";
    let mut command = Command::new("sh");
    command
        .args([
            "-c",
            script,
            "sh",
            env!("CARGO_BIN_EXE_vouchsafe"),
            "--vault",
            "acme.vault",
            "--passphrase-file",
            "pass",
        ])
        .args(["evidence", "add", "large.bin", "--kind", "log"])
        .current_dir(home.path())
        .env("XDG_CONFIG_HOME", home.path().join("config"));
    std::fs::write(home.path().join("pass"), PASSPHRASE).expect("writes");
    let output = command.output().expect("the shell runs");
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let listed = text(&output.stdout);
    let files: Vec<_> = listed.lines().filter(|line| line.starts_with('-')).collect();
    for name in ["vault.db-wal", "vault.db-shm", "evidence.db-wal", "evidence.db-shm"] {
        assert!(files.iter().any(|line| line.ends_with(name)), "{name}: {listed}");
    }
    assert!(files.iter().all(|line| line.starts_with("-rw-------")), "{listed}");
}
