//! What is unsaved survives a lock, and the recovery sheet carries the code that no answer does.

use commands::log::ListLog;
use commands::slot::{PlaceRecoverySheet, RenewRecoveryCode};
use commands::unsaved::{ForgetUnsaved, KeepUnsaved, ListUnsaved, UnsavedText};
use commands::vault::{Check, Key, LockVault, ShowVaultStatus, Unlock};
use commands::{Code, Secret};
use tests::host::PASSPHRASE;

use crate::stage::{Stage, create, unlock};

fn keep(stage: &mut Stage, place: &str, text: &str) -> Result<(), commands::Failure> {
    stage.app.call(KeepUnsaved { place: place.to_owned(), text: text.to_owned() })
}

fn list(stage: &mut Stage) -> Vec<UnsavedText> {
    stage.app.call(ListUnsaved {}).expect("lists")
}

#[test]
fn an_unsaved_text_survives_a_lock_and_stands_in_no_log() {
    let mut stage = Stage::engaged();
    let rows = stage.app.call(ListLog { most: 1_000 }).expect("lists").len();
    keep(&mut stage, "control/CORE-24/statement", "Half a sentence").expect("keeps");
    keep(&mut stage, "control/CORE-24/statement", "Half a sentence more").expect("keeps in its place");
    keep(&mut stage, "message/MSG-001", "Dear customer").expect("keeps");
    assert_eq!(stage.app.call(ShowVaultStatus {}).expect("stands").unsaved, 2);
    stage.app.call(LockVault {}).expect("locks");
    assert_eq!(stage.app.call(ListUnsaved {}).expect_err("nothing open").code, Code::Locked);
    let mut stage = stage.reopen();
    let texts: Vec<String> = list(&mut stage).into_iter().map(|it| it.text).collect();
    assert_eq!(texts, ["Dear customer", "Half a sentence more"], "the newest first");
    assert_eq!(stage.app.call(ListLog { most: 1_000 }).expect("lists").len(), rows, "nobody's statement yet");
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
    stage.app.call(ForgetUnsaved { place: "message/MSG-001".to_owned() }).expect("forgets");
    keep(&mut stage, "control/CORE-24/statement", "").expect("an empty one is forgotten");
    assert_eq!(list(&mut stage), []);
    let bytes = walk(&stage.vault());
    assert!(!bytes.windows(15).any(|part| part == b"Half a sentence"), "nothing of it in the clear");
}

fn walk(folder: &std::path::Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    files.flat_map(|path| std::fs::read(path).expect("reads")).collect()
}

#[test]
fn unsaved_texts_are_bounded() {
    let mut stage = Stage::bare();
    let refused = |stage: &mut Stage, place: &str, text: &str| keep(stage, place, text).expect_err("refused").code;
    assert_eq!(refused(&mut stage, &"x".repeat(201), "a"), Code::Invalid);
    assert_eq!(refused(&mut stage, " ", "a"), Code::Invalid);
    assert_eq!(refused(&mut stage, "long", &"x".repeat(200_001)), Code::Invalid);
    keep(&mut stage, &"ü".repeat(200), &"x".repeat(200_000)).expect("just fits");
    for number in 1..100 {
        keep(&mut stage, &format!("place {number}"), "text").expect("keeps");
    }
    assert_eq!(refused(&mut stage, "one more", "text"), Code::Invalid);
    keep(&mut stage, "place 7", "another text").expect("a known place takes the new text");
    assert_eq!(list(&mut stage).len(), 100);
}

#[test]
fn a_recovery_sheet_is_written_once_for_its_owner_alone() {
    let mut stage = Stage::bare();
    let path = stage.folder.path().join("sheet.pdf");
    *stage.host.recovery_code.lock().expect("not poisoned") = None;
    let to = Some(stage.app.hold(&path));
    stage.app.call(PlaceRecoverySheet { to }).expect("placed");
    assert!(!path.exists(), "not before the code is made");
    stage.app.call(RenewRecoveryCode {}).expect("renews");
    let bytes = std::fs::read(&path).expect("written");
    assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 200_000);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
    }
    let handed = stage.host.recovery_code.lock().expect("not poisoned").clone();
    assert_eq!(handed, None, "the sheet is the handing over");
    stage.app.call(RenewRecoveryCode {}).expect("renews again");
    assert_eq!(std::fs::read(&path).expect("there"), bytes, "the place counted once");
    let handed = stage.host.recovery_code.lock().expect("not poisoned").clone().expect("by the host again");
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    let folder = stage.app.hold(&vault);
    let key = Key::RecoveryCode(Secret::new(handed));
    stage.app.call(Unlock { folder, key, person: None }).expect("the newest code opens");
}

#[test]
fn a_sheet_that_cannot_be_written_changes_no_code() {
    let mut stage = Stage::bare();
    let code = stage.host.recovery_code.lock().expect("not poisoned").clone().expect("handed over");
    let taken = stage.file("sheet.pdf", b"mine");
    let to = Some(stage.app.hold(&taken));
    stage.app.call(PlaceRecoverySheet { to }).expect("placed");
    stage.app.call(RenewRecoveryCode {}).expect_err("never over a file that is there");
    assert_eq!(std::fs::read(&taken).expect("there"), b"mine");
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    let folder = stage.app.hold(&vault);
    stage.app.call(Unlock { folder, key: Key::RecoveryCode(Secret::new(code)), person: None }).expect("still opens");
    let nowhere = stage.folder.path().join("nowhere").join("sheet.pdf");
    let to = Some(stage.app.hold(&nowhere));
    assert_eq!(stage.app.call(PlaceRecoverySheet { to }).expect_err("no folder").code, Code::NoFolder);
}

#[test]
fn a_new_vault_takes_its_sheet_too() {
    let mut stage = Stage::bare();
    let path = stage.folder.path().join("new sheet.pdf");
    let to = Some(stage.app.hold(&path));
    stage.app.call(PlaceRecoverySheet { to }).expect("placed");
    let other = stage.folder.path().join("other.vault");
    let request = create(&mut stage.app, &other);
    stage.app.call(request).expect("created");
    assert!(std::fs::read(&path).expect("written").starts_with(b"%PDF-"));
    unlock(&mut stage.app, &other, PASSPHRASE).expect("opens");
}
