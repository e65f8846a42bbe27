//! The same with a real keyring: gnome-keyring-daemon on a message bus and in a home of its own. Skipped, and said so, where
//! these programs aren't.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use commands::keyring::KeyringFault;
use commands::slot::{AddKeyring, RevokeSlot};
use commands::vault::ShowKeyring;
use commands::{App, Code, system};

use super::{by_keyring, copy_folder, host, is_read_only, rename};
use crate::stage::{Stage, create, unlock};
use tests::host::PASSPHRASE;

/// What the tests below need; without them nothing is shown.
const PROGRAMS: [&str; 2] = ["dbus-run-session", "gnome-keyring-daemon"];
/// Starts the daemon with a keyring that is unlocked, then the program that is named.
const UNLOCKED: &str =
    "printf 'a password of a test' | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec \"$@\"";
/// The same with the keyring as it was left, which nobody can unlock without a screen.
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null; exec \"$@\"";

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Says something that the test's runner doesn't keep to itself.
fn say(text: &str) {
    writeln!(std::io::stderr(), "{text}").expect("said");
}

/// This program again, for one test that is ignored else, in a home of its own.
fn inside(home: &Path, through: &[&str], test: &str) -> Command {
    let mut words = through.to_vec();
    let own = std::env::current_exe().expect("this program");
    let own = own.to_string_lossy();
    let name = format!("keyring::real::{test}");
    words.extend([own.as_ref(), "--exact", &name, "--ignored", "--nocapture"]);
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"] {
        let folder = home.join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).expect("private");
        }
        command.env(name, folder);
    }
    for name in ["DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL", "DISPLAY", "WAYLAND_DISPLAY"] {
        command.env_remove(name);
    }
    command
}

/// Runs it, and hands on what it said. A test that isn't there any more, or has another name, counts as failed.
fn run(mut command: Command) {
    let output = command.output().expect("it starts");
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(output.status.success() && said.contains("test result: ok. 1 passed;"), "{said}");
    said.lines().filter(|line| line.starts_with("keyring: ")).for_each(say);
}

/// The tests that are ignored, each of which one of the next three runs within itself.
const INSIDE: [&str; 4] = ["find_it_locked", "leave_a_slot", "the_story", "without_a_bus"];

#[test]
fn no_other_test_is_ignored() {
    let own = std::env::current_exe().expect("this program");
    let listed = Command::new(own).args(["--list", "--ignored"]).output().expect("it starts");
    let listed = String::from_utf8(listed.stdout).expect("is text");
    let mut names: Vec<_> = listed.lines().filter_map(|line| line.strip_suffix(": test")).collect();
    names.sort_unstable();
    assert_eq!(names, INSIDE.map(|name| format!("keyring::real::{name}")));
}

#[test]
fn a_test_that_is_run_inside_and_is_not_there_fails() {
    let home = tempfile::tempdir().expect("a folder");
    let command = inside(home.path(), &[], "no_such_test");
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(command))).expect_err("nothing ran");
}

/// Whether there is anything to try; says so if not.
fn can_be_tried() -> bool {
    let missing: Vec<&str> = PROGRAMS.into_iter().filter(|program| !is_there(program)).collect();
    if !missing.is_empty() {
        say(&format!("keyring: SKIPPED, nothing was tried with a real keyring: {} not found", missing.join(", ")));
    }
    missing.is_empty()
}

/// Runs a test of this program on a message bus of its own.
fn on_a_bus(home: &Path, daemon: &str, test: &str) {
    run(inside(home, &["dbus-run-session", "--", "sh", "-c", daemon, "sh"], test));
}

#[test]
fn a_real_keyring_opens_a_vault_notices_an_older_one_and_forgets() {
    if can_be_tried() {
        let home = tempfile::tempdir().expect("a folder");
        on_a_bus(home.path(), UNLOCKED, "the_story");
    }
}

#[test]
fn a_real_keyring_that_stays_locked_keeps_nobody_out() {
    if can_be_tried() {
        let home = tempfile::tempdir().expect("a folder");
        on_a_bus(home.path(), UNLOCKED, "leave_a_slot");
        on_a_bus(home.path(), LOCKED, "find_it_locked");
    }
}

#[test]
fn a_machine_without_a_keyring_says_so_at_once() {
    let home = tempfile::tempdir().expect("a folder");
    run(inside(home.path(), &[], "without_a_bus"));
}

#[test]
#[ignore = "runs within another test, on a message bus of its own"]
fn the_story() {
    let began = Instant::now();
    let keyring = system::keyring();
    keyring.answers().expect("the daemon answers");
    let answered = began.elapsed();
    let mut stage = Stage::on(host(0, Arc::clone(&keyring)));
    let slot = stage.app.call(AddKeyring {}).expect("takes a secret").id;
    stage.app.lock().expect("locks");
    let vault = stage.vault();
    let began = Instant::now();
    by_keyring(&mut stage.app, &vault).expect("opens");
    let opened = began.elapsed();
    let shown = stage.app.call(ShowKeyring { folder: None }).expect("shows");
    assert_eq!((shown.available, shown.slots, shown.here.as_deref()), (true, 1, Some(slot.as_str())));

    stage.app.lock().expect("locks");
    let older = stage.folder.path().join("older.vault");
    copy_folder(&vault, &older);
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    rename(&mut stage.app).expect("changes");
    stage.app.lock().expect("locks");
    let newer = stage.folder.path().join("newer.vault");
    std::fs::rename(&vault, &newer).expect("put aside");
    copy_folder(&older, &vault);
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    assert!(is_read_only(&mut stage.app).is_some());

    by_keyring(&mut stage.app, &newer).expect("opens");
    assert_eq!(is_read_only(&mut stage.app), None);
    assert_eq!(stage.app.call(RevokeSlot { slot: slot.clone() }).expect("revokes"), None);
    stage.app.lock().expect("locks");
    assert_eq!(by_keyring(&mut stage.app, &newer).expect_err("revoked").code, Code::NotFound);
    let id = newest_id(&newer);
    for name in [slot.as_str(), "head"] {
        assert!(keyring.get(&format!("{id}/{name}")).expect("answers").is_none(), "{name} is still kept");
    }
    say(&format!(
        "keyring: a real one answered after {} ms; it opened a vault in {} ms",
        answered.as_millis(),
        opened.as_millis()
    ));
}

/// Where the vault lies between two runs.
fn left_vault() -> PathBuf {
    PathBuf::from(std::env::var_os("HOME").expect("a home")).join("client.vault")
}

#[test]
#[ignore = "runs within another test, on a message bus of its own"]
fn leave_a_slot() {
    let mut app = App::new(Arc::new(host(0, system::keyring())));
    let request = create(&mut app, &left_vault());
    app.call(request).expect("created");
    app.call(AddKeyring {}).expect("takes a secret");
    app.lock().expect("locks");
}

#[test]
#[ignore = "runs within another test, on a message bus of its own"]
fn find_it_locked() {
    let mut app = App::new(Arc::new(host(500_000, system::keyring())));
    let began = Instant::now();
    let refused = by_keyring(&mut app, &left_vault()).expect_err("nobody unlocks it");
    let given_up = began.elapsed();
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Refused, Some("keyring")));
    let began = Instant::now();
    let unlocked = unlock(&mut app, &left_vault(), PASSPHRASE).expect("the passphrase opens it");
    let opened = began.elapsed();
    assert!(unlocked.notices.iter().any(|notice| notice.contains("was not compared")), "{:?}", unlocked.notices);
    assert!(opened.as_secs() < 20, "{opened:?}");
    app.lock().expect("locks");
    say(&format!(
        "keyring: a real one that stays locked was given up after {} ms; the passphrase opened the vault in {} ms",
        given_up.as_millis(),
        opened.as_millis()
    ));
}

/// The vault's id as the format's page places it.
fn newest_id(vault: &Path) -> String {
    let header = std::fs::read(vault.join("header.a")).expect("reads");
    header[16..32].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
#[ignore = "runs within another test, without a message bus"]
fn without_a_bus() {
    let began = Instant::now();
    assert_eq!(system::keyring().answers(), Err(KeyringFault::Absent));
    let answered = began.elapsed();
    assert!(answered.as_secs() < 2, "{answered:?}");
    let mut stage = Stage::on(host(0, system::keyring()));
    assert_eq!(stage.app.call(AddKeyring {}).expect_err("nowhere").code, Code::Refused);
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    assert_eq!(unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens").notices, Vec::<String>::new());
    say(&format!("keyring: that there is none showed after {} ms", answered.as_millis()));
}
