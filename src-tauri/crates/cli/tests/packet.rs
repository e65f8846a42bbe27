//! Packets at the terminal: what is asked before one leaves, in what it leaves, and which part it is of.
#![allow(missing_docs)]

mod support;

use support::{code, done, in_vault, names, text, vault, vouchsafe};

/// A vault with an item of staff data and one of no person.
fn filled() -> tempfile::TempDir {
    let folder = vault();
    for (name, mark, control) in [("staff.txt", "personal", "CORE-24"), ("job.txt", "internal", "CORE-37")] {
        std::fs::write(folder.path().join(name), "a line\n").expect("writes");
        done(&folder, &["evidence", "add", name, "--kind", "log", "--control", control, "--classification", mark]);
    }
    folder
}

#[test]
fn what_is_personal_is_named_and_goes_out_only_when_that_was_said() {
    let folder = filled();
    let export = ["packet", "export", "out.pdf", "--profile", "client"];
    let refused = in_vault(&folder, &export);
    assert_eq!(code(&refused), 2, "{}", text(&refused.stderr));
    let said = text(&refused.stderr);
    assert!(said.contains("EV-0001") && said.contains("(personal)") && !said.contains("EV-0002"), "{said}");
    assert!(said.contains("--include-restricted") && said.contains("--list-only EV-0001=REASON"), "{said}");
    assert!(!names(folder.path()).contains(&"out.pdf".to_owned()));
    done(&folder, &[&export[..], &["--list-only", "EV-0001=names staff"]].concat());
    let shown = done(&folder, &["packet", "export", "all.pdf", "--profile", "client", "--include-restricted"]);
    assert!(shown.contains("Marked personal or restricted, and shown: EV-0001"), "{shown}");
}

#[test]
fn a_container_is_opened_by_the_passphrase_that_was_handed_over_once() {
    let folder = filled();
    let wrap = ["--profile", "client", "--include-restricted", "--container", "--make-passphrase"];
    let unread = in_vault(&folder, &[&["packet", "export", "out.zip"], &wrap[..]].concat());
    assert_eq!(code(&unread), 2, "{}", text(&unread.stderr));
    assert!(text(&unread.stderr).contains("--passphrase-to FILE"), "{}", text(&unread.stderr));
    let wrap = [&wrap[..], &["--passphrase-to", "passphrase.txt"]].concat();
    let misnamed = in_vault(&folder, &[&["packet", "export", "out.pdf"], &wrap[..]].concat());
    assert_eq!(code(&misnamed), 2, "{}", text(&misnamed.stderr));
    let left = names(folder.path());
    assert!(!left.iter().any(|name| name.starts_with("out.") || name == "passphrase.txt"), "{left:?}");
    let exported = in_vault(&folder, &[&["packet", "export", "out.zip"], &wrap[..]].concat());
    assert_eq!(code(&exported), 0, "{}", text(&exported.stderr));
    let file = folder.path().join("passphrase.txt");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).expect("is there").permissions().mode() & 0o777, 0o600);
    }
    let told = std::fs::read_to_string(&file).expect("reads");
    let passphrase = told.trim();
    assert!(passphrase.len() == 24 && passphrase.matches('-').count() == 4, "{told}");
    assert!(!text(&exported.stdout).contains(passphrase) && !text(&exported.stderr).contains(passphrase));
    let taken = in_vault(&folder, &[&["packet", "export", "again.zip"], &wrap[..]].concat());
    assert_eq!(code(&taken), 2, "{}", text(&taken.stderr));
    assert!(text(&taken.stderr).contains("passphrase can't be made"), "{}", text(&taken.stderr));
    assert_eq!(std::fs::read_to_string(&file).expect("reads"), told);
    let out = std::process::Command::new("7z")
        .args(["x", "-y", "out.zip", &format!("-p{passphrase}")])
        .current_dir(folder.path())
        .output()
        .expect("the tool runs");
    assert!(out.status.success(), "{}", text(&out.stdout));
    assert_eq!(code(&vouchsafe(folder.path(), &["packet", "verify", "packet.pdf"])), 0);
    let container = vouchsafe(folder.path(), &["packet", "verify", "out.zip"]);
    assert_eq!(code(&container), 7, "a container is no packet that verifies");
    assert!(text(&container.stdout).contains("encrypted container"), "{}", text(&container.stdout));
}

#[test]
fn a_weak_passphrase_for_a_container_is_refused() {
    let folder = filled();
    std::fs::write(folder.path().join("weak.txt"), "password1234\n").expect("writes");
    let wrap = ["packet", "export", "out.zip", "--include-restricted", "--container"];
    let refused = in_vault(&folder, &[&wrap[..], &["--container-passphrase-file", "weak.txt"]].concat());
    assert_eq!(code(&refused), 6, "{}", text(&refused.stderr));
    assert!(!text(&refused.stderr).contains("password1234"));
    assert!(!names(folder.path()).contains(&"out.zip".to_owned()));
}

#[test]
fn a_part_is_foreseen_and_exported_by_one_choice_alone() {
    let folder = filled();
    let foreseen = done(&folder, &["packet", "preflight", "--profile", "client", "--control", "core-37"]);
    assert!(foreseen.contains("A part only: Control CORE-37."), "{foreseen}");
    assert!(foreseen.contains("EV-0002") && !foreseen.contains("EV-0001"), "{foreseen}");
    // Nothing that is personal is in it, so that nothing is asked.
    done(&folder, &["packet", "export", "part.pdf", "--profile", "client", "--control", "CORE-37"]);
    let both = in_vault(&folder, &["packet", "preflight", "--control", "CORE-37", "--gap-report"]);
    assert_eq!(code(&both), 2, "{}", text(&both.stderr));
    let unknown = in_vault(&folder, &["packet", "preflight", "--criterion", "CC9.9"]);
    assert_eq!(code(&unknown), 5, "{}", text(&unknown.stderr));
}

#[test]
fn logos_are_set_and_removed_and_a_draft_is_told_as_one() {
    let folder = vault();
    let logo = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../icons/128.png");
    let set = done(&folder, &["client", "logo", logo]);
    assert!(set.contains("128 by 128 pixels"), "{set}");
    let firm = done(&folder, &["engagement", "logo", logo]);
    assert!(firm.contains("the firm’s logo, 128 by 128 pixels"), "{firm}");
    std::fs::write(folder.path().join("logo.png"), "<svg xmlns='http://www.w3.org/2000/svg'/>").expect("writes");
    let refused = in_vault(&folder, &["client", "logo", "logo.png"]);
    assert_eq!(code(&refused), 6, "{}", text(&refused.stderr));
    assert!(text(&refused.stderr).contains("must be a PNG or JPEG picture"), "{}", text(&refused.stderr));
    assert_eq!(code(&in_vault(&folder, &["client", "logo"])), 2, "neither a file nor --remove");
    assert_eq!(code(&in_vault(&folder, &["client", "logo", logo, "--remove"])), 2, "both");
    let pale = in_vault(&folder, &["engagement", "edit", "--set", "firm_colour=#ffcc00"]);
    assert!(code(&pale) == 6 && text(&pale.stderr).contains("4.5:1"), "{}", text(&pale.stderr));
    let looks = ["--paper", "letter", "--confidentiality", "strictly-confidential", "--draft"];
    let made = done(&folder, &[&["packet", "export", "out.pdf"], &looks[..]].concat());
    assert!(made.contains("A draft: not for reliance"), "{made}");
    let verified = vouchsafe(folder.path(), &["packet", "verify", "out.pdf"]);
    assert!(text(&verified.stdout).contains("It is a draft: not for reliance"), "{}", text(&verified.stdout));
    let other = in_vault(&folder, &["packet", "export", "b.pdf", "--paper", "a5"]);
    assert!(code(&other) == 2 && text(&other.stderr).contains("a4, letter"), "{}", text(&other.stderr));
    assert!(!done(&folder, &["client", "logo", "--remove"]).contains("pixels"));
}
