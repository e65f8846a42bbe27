//! What fails in the middle: the recovery code that can't be handed over, the engagement that can't begin, the person who
//! cancels, a fault of the program. Nothing half is left, and nothing is told that must not be.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use commands::evidence::SaveEvidence;
use commands::log::ListLog;
use commands::sample::MakeSample;
use commands::sheet::{ExportSheet, SheetForm};
use commands::vault::Check;
use commands::{App, Code, Host};
use model::sheet::noun::SheetNoun;
use tests::host::{PASSPHRASE, TestHost};

use crate::stage::{Stage, create, export_of, start, unlock};

/// A host of which no two give the same id: some work in one vault after the other.
fn host() -> TestHost {
    static HOSTS: AtomicU64 = AtomicU64::new(2);
    TestHost::starting_at(HOSTS.fetch_add(1, Ordering::Relaxed) * 1_000_000)
}

fn app(host: TestHost) -> (App, Arc<TestHost>) {
    let host = Arc::new(host);
    (App::new(Arc::clone(&host) as Arc<dyn Host>), host)
}

/// Cancels at step `stop`.
fn until(stop: usize, step: usize) -> ControlFlow<()> {
    if step < stop { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("reads").flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_vault_whose_recovery_code_nobody_got_is_not_begun() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("client.vault");
    for start in [None, Some(start())] {
        let hand_over = || Err(io::ErrorKind::StorageFull.into());
        let (mut app, _) = app(host().handing_over(hand_over));
        let request = commands::vault::Create { start, ..create(&mut app, &path) };
        assert_eq!(app.call(request).expect_err("no code was handed over").code, Code::DiskFull);
        assert_eq!(names(home.path()), Vec::<String>::new());
        assert_eq!(app.call(Check {}).expect_err("nothing is open").code, Code::Locked);
    }
    let (mut app, host) = app(host());
    let request = create(&mut app, &path);
    app.call(request).expect("the name is free");
    assert!(host.recovery_code.lock().expect("not poisoned").is_some());
}

#[test]
fn a_vault_whose_engagement_cannot_begin_is_not_begun_and_no_code_is_handed_over() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("client.vault");
    let (mut app, host) = app(host());
    let start = Some(commands::engagement::StartEngagement { profile: "no-such-profile".to_owned(), ..start() });
    let request = commands::vault::Create { start, ..create(&mut app, &path) };
    app.call(request).expect_err("there is no such profile");
    assert_eq!(names(home.path()), Vec::<String>::new());
    assert_eq!(*host.recovery_code.lock().expect("not poisoned"), None);
}

#[test]
fn an_export_into_a_folder_that_takes_no_file_fails_before_the_work() {
    let stage = Stage::engaged();
    let vault = stage.vault();
    drop(stage.app);
    let (mut app, host) = app(host());
    unlock(&mut app, &vault, PASSPHRASE).expect("opens");
    let file = app.hold(&stage.folder.path().join("no-such-folder/packet.pdf"));
    let request = export_of(file, model::packet::AudienceProfile::Auditor);
    assert_eq!(app.call(request).expect_err("there is no folder").code, Code::NoFolder);
    assert_eq!(host.steps.load(Ordering::Relaxed), 0);
}

#[test]
fn what_has_no_folder_to_go_to_is_not_recorded_as_gone() {
    let mut stage = Stage::engaged();
    let evidence = stage.attach("policy.txt", b"text", |_| {}).expect("attached").item.reference();
    let newest = |stage: &mut Stage| stage.app.call(ListLog { most: 1 }).expect("lists").remove(0).seq;
    let before = newest(&mut stage);
    let missing = stage.folder.path().join("no-such-folder");
    let file = stage.app.hold(&missing.join("gaps.csv"));
    let (noun, form) = (SheetNoun::Gap, SheetForm::Csv);
    let sheet = ExportSheet { engagement: None, noun, owner: None, only: None, internal: false, form, file };
    assert_eq!(stage.app.call(sheet).expect_err("there is no folder").code, Code::NoFolder);
    let folder = stage.app.hold(&missing);
    let original = SaveEvidence { engagement: None, evidence, folder, redacted: false };
    assert_eq!(stage.app.call(original).expect_err("there is no folder").code, Code::NoFolder);
    assert_eq!(newest(&mut stage), before);
    let vault = create(&mut stage.app, &missing.join("new.vault"));
    assert_eq!(stage.app.call(vault).expect_err("there is no folder").code, Code::NoFolder);
    assert!(!missing.exists());
}

#[test]
fn a_cancelled_saving_leaves_nothing() {
    let mut stage = Stage::engaged();
    let reference = stage.attach("log.bin", &tests::host::noise(11, 3_200_000), |_| {}).expect("attached");
    let reference = reference.item.reference();
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    let before = names(stage.folder.path());
    // At the first piece of the file, and at the third.
    for stop in [0, 2] {
        let (mut app, _) = app(host().watched(move |step, _| until(stop, step)));
        unlock(&mut app, &vault, PASSPHRASE).expect("opens");
        let folder = app.hold(stage.folder.path());
        let request = SaveEvidence { engagement: None, evidence: reference.clone(), folder, redacted: false };
        assert_eq!(app.call(request).expect_err("cancelled").code, Code::Cancelled);
        assert_eq!(names(stage.folder.path()), before);
    }
}

#[test]
fn a_cancelled_sample_leaves_its_folder_empty() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join("sample");
    // What a killed export left of an earlier sample is in nobody's way.
    std::fs::create_dir_all(folder.join(".vouchsafe-2147483647-left")).expect("makes");
    let (mut app, host) = app(host().watched(|step, _| until(3, step)));
    let request = MakeSample { folder: app.hold(&folder), unsigned: false };
    assert_eq!(app.call(request).expect_err("cancelled").code, Code::Cancelled);
    assert_eq!(host.steps.load(Ordering::Relaxed), 4, "it stopped at once");
    assert_eq!(names(&folder), Vec::<String>::new());
}

#[test]
fn a_fault_locks_the_vault_and_tells_nothing_of_what_it_was_about() {
    let mut stage = Stage::engaged();
    stage.attach("log.bin", &tests::host::noise(12, 1_200_000), |_| {}).expect("attached");
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    let (mut app, _) = app(host().watched(|_, _| panic!("quentin.lim, admin")));
    unlock(&mut app, &vault, PASSPHRASE).expect("opens");
    let failure = app.call(Check {}).expect_err("the host panics");
    assert_eq!(failure.code, Code::Bug);
    assert!(!format!("{failure} {failure:?}").contains("quentin"), "{failure:?}");
    assert_eq!(app.call(Check {}).expect_err("it was locked").code, Code::Locked);
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("nobody holds it");
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}
