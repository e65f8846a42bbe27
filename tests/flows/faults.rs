//! The real terminal program under faults from outside: killed at random moments, two at once, files that vanish, a full
//! disk, a disk for reading only. The long run is `scripts/bench-faults`.

use std::path::{Path, PathBuf};
use std::process::Command;

use tests::faults::kills;

/// Rounds; the long run has a thousand.
const ROUNDS: u32 = 50;
/// Steps from no room at all to enough.
const STEPS: u32 = 6;
/// Bytes of the small disk: what evidence must leave free, and room for a vault and its backup.
const DISK: &str = "300m";

/// The terminal program that was built with these tests.
fn program() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_faults")).with_file_name("vouchsafe");
    assert!(program.exists(), "the terminal program isn't built: cargo build --workspace --locked --all-targets");
    program
}

#[test]
fn nothing_confirmed_is_lost_and_nothing_is_wrong_over_fifty_kills() {
    let home = tempfile::tempdir().expect("a folder");
    let figures = kills(&program(), home.path(), ROUNDS, 2026, &mut |_| {});
    println!("{figures}");
    assert!(figures.is_clean(), "{figures}");
    let total = figures.total();
    assert!(total.runs >= ROUNDS && total.cut > ROUNDS / 4, "the kills came too late to show anything: {figures}");
}

#[test]
fn a_full_disk_at_any_step_loses_nothing_that_was_confirmed() {
    let home = tempfile::tempdir().expect("a folder");
    let alone = ["--user", "--map-root-user", "--mount"];
    let run = |alone: &[&str], script: &str| {
        let mut command = Command::new("unshare");
        command.args(alone).args(["sh", "-e", "-c", script, "sh"]).arg(home.path());
        command.args([env!("CARGO_BIN_EXE_faults"), "disk"]).arg(program()).arg(home.path()).arg(STEPS.to_string());
        command.output()
    };
    let mount = format!("mount -t tmpfs -o size={DISK},mode=700 none \"$1\"; ");
    // Root may have a mount namespace where there are none of users.
    let may = |alone: &&[&str]| run(alone, &mount).is_ok_and(|output| output.status.success());
    let Some(alone) = [&alone[2..], &alone[..]].into_iter().find(may) else {
        println!("not tried: no small disk can be mounted here");
        return;
    };
    let output = run(alone, &(mount.clone() + "shift; exec \"$@\"")).expect("it runs");
    println!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
