//! The terminal program as a person runs it: exit codes, what goes to standard output and what to standard error, and
//! that no secret can be given on the command line.

mod support;

use std::path::Path;
use std::process::Command;

use support::{PASSPHRASE, code, in_vault, text, vault, vouchsafe, vouchsafe_fed};
use tempfile::TempDir;

#[test]
fn each_kind_of_failure_has_its_exit_code_and_says_what_to_do() {
    let folder = vault();
    let cases: [(&[&str], i32); 9] = [
        (&["control", "show", "CORE-24"], 0),
        (&["control", "show", "CORE-99"], 5),
        (&["control", "edit", "CORE-24", "--statement", " "], 6),
        (&["control", "edit", "CORE-24", "--frequency", "often"], 2),
        (&["control", "edit", "CORE-24"], 2),
        (&["log", "undo", "1"], 6),
        (&["evidence", "add", "no-such-file", "--kind", "log"], 8),
        (&["packet", "export", "out.pdf", "--profile", "everyone"], 2),
        (&["no-such-verb"], 2),
    ];
    for (arguments, expected) in cases {
        let output = in_vault(&folder, arguments);
        assert_eq!(code(&output), expected, "{arguments:?}: {}", text(&output.stderr));
        assert_eq!(output.stderr.is_empty(), expected == 0, "{arguments:?}: {}", text(&output.stderr));
        assert!(expected == 0 || output.stdout.is_empty(), "{arguments:?}: {}", text(&output.stdout));
    }
    let wrong = vouchsafe_fed(folder.path(), &["--vault", "acme.vault", "check"], "wrong horse battery staple");
    assert_eq!(code(&wrong), 3);
    assert_eq!(code(&vouchsafe(folder.path(), &["--vault", "nowhere.vault", "check"])), 4);
    assert_eq!(code(&vouchsafe(folder.path(), &["check"])), 2, "no vault was named");
}

#[test]
fn a_passphrase_cannot_be_an_argument() {
    let folder = TempDir::new().expect("a folder");
    for attempt in ["--passphrase", "--password", "--recovery-code"] {
        let output = vouchsafe(folder.path(), &["check", attempt, PASSPHRASE]);
        assert_eq!(code(&output), 2, "{attempt}");
    }
}

#[test]
fn data_is_json_on_request_and_nothing_else_is_printed() {
    let folder = vault();
    for arguments in
        [&["control", "list"][..], &["engagement", "show"], &["log", "list"], &["check"], &["slots", "list"]]
    {
        let output = in_vault(&folder, &[arguments, &["--json"]].concat());
        assert_eq!(code(&output), 0);
        let parsed: Result<serde_json::Value, _> = serde_json::from_slice(&output.stdout);
        assert!(parsed.is_ok(), "{arguments:?}: {}", text(&output.stdout));
        assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    }
}

#[test]
fn the_recovery_code_goes_to_its_file_alone_and_opens_the_vault() {
    let folder = vault();
    let path = folder.path().join("code.txt");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).expect("is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "others may not read it");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_vouchsafe"))
        .args(["--vault", "acme.vault", "--recovery-code-file", "code.txt", "engagement", "list"])
        .current_dir(folder.path())
        .env("XDG_CONFIG_HOME", folder.path().join("config"))
        .output()
        .expect("the program runs");
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
}

#[test]
fn a_damaged_vault_and_a_changed_packet_exit_with_seven() {
    let folder = vault();
    std::fs::write(folder.path().join("log.txt"), "a line\n".repeat(40_000)).expect("writes");
    let add = in_vault(&folder, &["evidence", "add", "log.txt", "--kind", "log", "--control", "CORE-37"]);
    assert_eq!(code(&add), 0, "{}", text(&add.stderr));
    let export = in_vault(&folder, &["packet", "export", "out.pdf", "--profile", "client"]);
    assert_eq!(code(&export), 0, "{}", text(&export.stderr));
    let packet = folder.path().join("out.pdf");
    assert_eq!(code(&vouchsafe(folder.path(), &["packet", "verify", "out.pdf"])), 0);
    let flip = |path: &Path| {
        let mut bytes = std::fs::read(path).expect("reads");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        std::fs::write(path, bytes).expect("writes");
    };
    flip(&packet);
    assert_eq!(code(&vouchsafe(folder.path(), &["packet", "verify", "out.pdf"])), 7);
    let database = folder.path().join("acme.vault/vault.db");
    let mut bytes = std::fs::read(&database).expect("reads");
    let from = bytes.len() - 4096 * 3;
    bytes[from..].fill(0x5a);
    std::fs::write(&database, bytes).expect("writes");
    assert_eq!(code(&in_vault(&folder, &["check"])), 7);
}

#[test]
fn help_manual_and_completions_are_there() {
    let folder = TempDir::new().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_vouchsafe")).args(arguments).current_dir(folder.path()).output();
        let output = output.expect("runs");
        assert_eq!(code(&output), 0, "{arguments:?}");
        text(&output.stdout)
    };
    assert!(run(&["--help"]).contains("Exit codes"));
    assert!(run(&["man"]).contains(".TH vouchsafe"));
    for shell in ["bash", "zsh", "fish"] {
        assert!(run(&["completions", shell]).contains("vouchsafe"), "{shell}");
    }
}
