//! What the terminal program says when something can't be done: a whole sentence, what is asked with an example, and the
//! exit code that the help promises.

#![cfg(unix)]

mod support;

use std::process::{Command, Stdio};

use support::{INIT, PASSPHRASE, code, done, fed, in_vault, names, program, text, vault, vouchsafe};
use tempfile::TempDir;

/// What a refused call says, and its exit code.
fn refused(folder: &TempDir, arguments: &[&str]) -> (String, i32) {
    let output = in_vault(folder, arguments);
    (text(&output.stderr), code(&output))
}

#[test]
fn a_folder_that_is_not_there_is_named_and_nothing_is_asked_before() {
    let folder = &vault();
    done(folder, &["gap", "start", "FP-001"]);
    std::fs::write(folder.path().join("log.txt"), "a line\n").expect("writes");
    done(folder, &["evidence", "add", "log.txt", "--kind", "log", "--control", "CORE-37"]);
    done(folder, &["message", "start", "COMM-04"]);
    let before = names(folder.path());
    let writing: [&[&str]; 4] = [
        &["packet", "export", "nodir/x.pdf"],
        &["export", "gaps", "--csv", "nodir/x.csv"],
        &["evidence", "save", "EV-0001", "nodir"],
        &["message", "save", "MSG-001", "--pdf", "nodir/x.pdf"],
    ];
    for arguments in writing {
        let (said, code) = refused(folder, arguments);
        assert_eq!(code, 8, "{arguments:?}: {said}");
        assert!(said.contains("/nodir\n"), "{arguments:?}: {said}");
        assert!(said.contains("Nothing was changed. Make the folder first"), "{arguments:?}: {said}");
    }
    let init: Vec<&str> = INIT.iter().map(|word| if *word == "acme.vault" { "nodir/x.vault" } else { word }).collect();
    let output = fed(program(folder.path(), &init), "");
    assert_eq!(code(&output), 8, "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("/nodir\n"), "{}", text(&output.stderr));
    assert_eq!(names(folder.path()), before);
}

#[test]
fn a_refusal_is_a_whole_sentence_with_its_exit_code() {
    let folder = &vault();
    for arguments in [
        &["gap", "start", "FP-001"][..],
        &["request", "start", "PBC-001"],
        &["person", "add", "A B", "--role", "X", "--side", "firm"],
    ] {
        done(folder, arguments);
    }
    let cases: [(&[&str], i32, &str); 20] = [
        (&["request", "start", "RT-01"], 5, "\n  there is no request of the catalogue RT-01\n"),
        (&["request", "start"], 2, "--profile"),
        (&["gap", "start", "FP-999"], 5, "\n  there is no failure pattern FP-999\n"),
        (&["plan", "start", "12week", "--on", "2026-01-05"], 5, "\n  there is no plan 12week; there are"),
        (&["request", "move", "REQ-001", "ready"], 6, "\n  our status can't go from open to ready; from here"),
        (&["gap", "move", "GAP-001", "reopened"], 6, "“in progress”"),
        (&["gap", "patterns", "--surface", "foo"], 5, "there is no surface foo"),
        (&["control", "edit", "CORE-24", "--owner", "Nobody"], 5, "there is no person Nobody"),
        (&["gap", "edit", "GAP-001", "--set", "severity=99"], 6, r#"{"likelihood":4,"impact":3}"#),
        (&["gap", "edit", "GAP-001", "--set", "cost=12"], 6, r#""currency":"USD""#),
        (&["gap", "edit", "GAP-001", "--set", "due_on=2026-13-01"], 6, "due_on must be a day such as 2026-03-31"),
        (&["gap", "edit", "GAP-001", "--set", "kind=foo"], 6, "must be one of design, operation"),
        (&["gap", "edit", "GAP-001", "--set", "effort_days=x"], 6, "must be a whole number such as 12"),
        (&["gap", "edit", "GAP-001", "--set", "criteria=XX"], 6, "must be a code such as CC6.1"),
        (&["gap", "edit", "GAP-001", "--set", "controls=CORE-24,NOPE-1"], 5, "there is no control NOPE-1"),
        (&["log", "undo", "abc"], 2, "must be a whole number such as 12"),
        (
            &["person", "add", "a b", "--role", "x", "--side", "firm"],
            6,
            "there is a person of this name and role already",
        ),
        (&["export", "gaps", "--csv", "code.txt"], 8, "The name is taken.\n  a file of this name is there already\n"),
        (&["packet", "export", "x.pdf", "--pages", "x"], 2, "must be a whole number such as 12"),
        (&["message", "show", "MSG-001"], 5, "\n  there is no message MSG-001\n"),
    ];
    for (arguments, expected, sentence) in cases {
        let (said, code) = refused(folder, arguments);
        assert_eq!(code, expected, "{arguments:?}: {said}");
        assert!(said.contains(sentence), "{arguments:?}: {said}");
        for jargon in ["invalid type", "struct", "enum", "sequence", "out of range", "invalid digit"] {
            assert!(!said.contains(jargon), "{arguments:?}: {said}");
        }
    }
}

#[test]
fn lists_are_written_with_commas_or_said_again() {
    let folder = &vault();
    done(folder, &["gap", "start", "FP-001"]);
    let ways: [&[&str]; 3] = [
        &["--set", "criteria=CC6.1,CC6.3"],
        &["--set", "criteria=CC6.1", "--set", "criteria=CC6.3"],
        &["--set", r#"criteria=["CC6.1","CC6.3"]"#],
    ];
    for way in ways {
        done(folder, &["gap", "edit", "GAP-001", "--set", "criteria=CC7.1"]);
        done(folder, &[&["gap", "edit", "GAP-001"][..], way].concat());
        let shown = done(folder, &["gap", "show", "GAP-001"]);
        assert!(shown.contains("CC6.1, CC6.3"), "{way:?}: {shown}");
    }
    for controls in ["controls=CORE-24", "controls=CORE-24, CORE-25", r#"controls=["CORE-24"]"#] {
        done(folder, &["gap", "edit", "GAP-001", "--set", controls]);
    }
}

#[test]
fn undoing_says_what_was_undone_and_what_stands_in_its_way() {
    let folder = &vault();
    done(folder, &["gap", "start", "FP-001"]);
    done(folder, &["gap", "edit", "GAP-001", "--set", "title=First"]);
    done(folder, &["gap", "edit", "GAP-001", "--set", "title=Second"]);
    let rows: serde_json::Value = serde_json::from_str(&done(folder, &["log", "list", "--json"])).expect("is JSON");
    let last = rows.as_array().and_then(|rows| rows.last()).and_then(|row| row["seq"].as_u64()).expect("a row");
    let earlier = (last - 1).to_string();
    let (said, code) = refused(folder, &["log", "undo", &earlier]);
    assert_eq!(code, 6, "{said}");
    assert_eq!(said.matches("meanwhile").count(), 1, "{said}");
    assert!(said.contains(&format!("row {last} of the log did that")), "{said}");
    let undone = done(folder, &["log", "undo"]);
    assert!(undone.contains(&format!("row {last}, “A gap's facts changed”, 1 record")), "{undone}");
    // An edit to what is there already leaves nothing to take back.
    done(folder, &["gap", "edit", "GAP-001", "--set", "title=First"]);
    let undone = done(folder, &["log", "undo"]);
    assert!(undone.contains(&format!("row {earlier}, ")), "{undone}");
}

#[test]
fn people_of_one_name_are_listed_with_their_ids() {
    let folder = &vault();
    assert!(!done(folder, &["person", "list"]).contains("Id"));
    done(folder, &["person", "add", "Ines Okafor", "--role", "Engineer", "--side", "client"]);
    let listed = done(folder, &["person", "list"]);
    assert!(listed.contains("Id, where"), "{listed}");
    let (said, code) = refused(folder, &["control", "edit", "CORE-24", "--owner", "Ines Okafor"]);
    assert_eq!(code, 6, "{said}");
    assert!(said.contains("name it by its id"), "{said}");
}

#[test]
fn a_passphrase_that_does_not_come_is_told_from_a_wrong_command_line() {
    let folder = &vault();
    let without = fed(program(folder.path(), &["--vault", "acme.vault", "gap", "list"]), "");
    assert_eq!(code(&without), 3, "{}", text(&without.stderr));
    let arguments = ["--vault", "acme.vault", "--passphrase-file", "nope", "gap", "list"];
    let unread = fed(program(folder.path(), &arguments), "");
    assert_eq!(code(&unread), 8, "{}", text(&unread.stderr));
    assert!(text(&unread.stderr).contains("there is no file of this name"), "{}", text(&unread.stderr));
}

/// On a terminal of its own, which `script` makes.
#[test]
fn who_declines_a_sheet_has_cancelled() {
    let folder = &vault();
    std::fs::write(folder.path().join("pass.txt"), format!("{PASSPHRASE}\n")).expect("writes");
    std::fs::write(folder.path().join("new.csv"), "Name;Role;Side\nNew Person;Tester;client\n").expect("writes");
    let apply = format!(
        "'{}' --vault acme.vault --passphrase-file pass.txt sheet apply people new.csv",
        env!("CARGO_BIN_EXE_vouchsafe")
    );
    let mut command = Command::new("script");
    command.args(["-q", "-e", "-c", &apply, "/dev/null"]).current_dir(folder.path());
    command.env("XDG_CONFIG_HOME", folder.path().join("config"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let output = fed(command, "n");
    let said = text(&output.stdout);
    assert!(said.contains("Take over 1 row? [y/N]"), "{said}");
    assert!(said.contains("Nothing was changed."), "{said}");
    assert_eq!(code(&output), 9, "{said}");
    assert!(
        !text(&vouchsafe(folder.path(), &["--vault", "acme.vault", "person", "list"]).stdout).contains("New Person")
    );
}

#[test]
fn options_for_all_subcommands_stand_apart_in_every_help() {
    let folder = TempDir::new().expect("a folder");
    for arguments in [&["gap", "edit", "--help"][..], &["packet", "export", "-h"], &["--help"]] {
        let help = text(&fed(program(folder.path(), arguments), "").stdout);
        let (own, global) = help.split_once("\nGlobal options:").expect("a heading of their own");
        assert!(global.contains("--vault") && global.contains("--json"), "{help}");
        assert!(!own.contains("--passphrase-file"), "{help}");
    }
    let gap = text(&fed(program(folder.path(), &["gap", "edit", "--help"]), "").stdout);
    assert!(gap.contains(r#"--set 'cost={"low":60000"#), "{gap}");
}
