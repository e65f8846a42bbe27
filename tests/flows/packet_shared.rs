//! An export beside other work: commands answer while it renders, it is cancelled within a second, and a vault that is
//! locked meanwhile leaves nothing of it. What it would hold is said before.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant as Moment};

use commands::evidence::{RevokeRelease, ShowEvidence};
use commands::packet::{
    ChosenPart, ExportPacket, Exported, ListPackets, ListedOnly, PreflightPacket, PreflightPlace, export_shared,
};
use commands::signing_key::ReplaceSigningKey;
use commands::{App, Code, Failure, Host};
use model::packet::{AudienceProfile, Section, Step};
use model::record::Noun;
use tests::host::{PASSPHRASE, TestHost, beside};

use crate::packet::export;
use crate::stage::{Stage, export_of, extract, unlock};

/// A vault with some evidence in an app that several threads call, on a host that gives a sign when pages are laid out.
struct Shared {
    stage: Mutex<Stage>,
    folder: PathBuf,
    vault: PathBuf,
    laying_out: Arc<AtomicBool>,
    steps: Arc<Mutex<Vec<Step>>>,
    host: Arc<TestHost>,
    app: Mutex<App>,
}

impl Shared {
    fn new() -> Self {
        let mut stage = Stage::engaged();
        for number in 0..6 {
            let rows: String = (0..400).map(|row| format!("user{row}-{number},role {row}\n")).collect();
            stage.released(&format!("users{number}.csv"), format!("user,role\n{rows}").as_bytes(), extract);
        }
        stage.attach("plan.txt", b"Not released.", |_| {}).expect("attaches");
        stage.app.lock().expect("locks");
        let laying_out = Arc::new(AtomicBool::new(false));
        let sign = Arc::clone(&laying_out);
        let steps = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&steps);
        let host = TestHost::starting_at(500_000).with_program(env!("CARGO_BIN_EXE_flow-child"));
        let host = Arc::new(host.watched(move |_, step| {
            sign.fetch_or(step.doing.starts_with("laying out"), Ordering::Relaxed);
            told.lock().expect("no test has panicked").push(*step);
            ControlFlow::Continue(())
        }));
        let mut app = App::new(Arc::clone(&host) as Arc<dyn Host>);
        let (folder, vault) = (stage.folder.path().to_owned(), stage.vault());
        unlock(&mut app, &vault, PASSPHRASE).expect("opens");
        Self { stage: Mutex::new(stage), folder, vault, laying_out, steps, host, app: Mutex::new(app) }
    }

    fn app(&self) -> MutexGuard<'_, App> {
        self.app.lock().expect("no command panics")
    }

    fn path(&self) -> PathBuf {
        self.folder.join("shared.pdf")
    }

    fn request(&self) -> ExportPacket {
        let file = self.app().hold(&self.path());
        request(file)
    }

    /// Exports on this thread; `meanwhile` runs on another one once pages are laid out.
    fn export(&self, meanwhile: impl FnOnce() + Send) -> (Result<Exported, Failure>, Duration) {
        let request = self.request();
        let (exported, begun, _) = beside(&self.laying_out, meanwhile, || export_shared(&self.app, request));
        (exported, begun.elapsed())
    }

    /// Nothing of an export is left: no file, no row, no packet.
    fn assert_nothing_left(&self) {
        let left = names(&self.folder);
        assert!(!left.iter().any(|name| name.starts_with(".vouchsafe") || name.ends_with(".pdf")), "{left:?}");
        assert!(self.app().call(ListPackets {}).expect("lists").is_empty());
    }
}

fn request(file: commands::Held) -> ExportPacket {
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00Z").expect("an instant");
    ExportPacket {
        number: Some("HPL-2026-R1".to_owned()),
        reviewed_by: Some("Tomas Lindqvist".to_owned()),
        as_of: Some(model::time::AsOf { at }),
        ..export_of(file, AudienceProfile::Auditor)
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("reads").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn others_call_commands_while_a_packet_is_rendered_and_it_is_the_same_packet() {
    let shared = Shared::new();
    let mut took = Duration::MAX;
    let (exported, _) = shared.export(|| {
        let begun = Moment::now();
        let show = ShowEvidence { engagement: None, evidence: "EV-0001".to_owned() };
        shared.app().call(show).expect("is shown");
        took = begun.elapsed();
    });
    let exported = exported.expect("exports");
    assert!(took < Duration::from_millis(500), "a command waited {took:?} for an export");
    let bytes = std::fs::read(shared.path()).expect("reads");
    shared.app().lock().expect("locks");
    let mut stage = shared.stage.into_inner().expect("no test has panicked").reopen();
    let alone = export(&mut stage, "alone.pdf", AudienceProfile::Auditor).expect("exports");
    assert_eq!(alone.packet.volumes, exported.packet.volumes);
    assert!(std::fs::read(stage.folder.path().join("alone.pdf")).expect("reads") == bytes);
}

#[test]
fn pages_are_told_while_they_are_laid_out() {
    let shared = Shared::new();
    let (exported, _) = shared.export(|| {});
    let pages = u64::from(exported.expect("exports").packet.pages);
    let steps = shared.steps.lock().expect("no test has panicked");
    let laying_out: Vec<&Step> = steps.iter().filter(|step| step.doing == "laying out the packet").collect();
    for pair in laying_out.windows(2) {
        assert!(pair[0].done <= pair[1].done && pair[0].total == pair[1].total, "{pair:?}");
    }
    let last = laying_out.last().expect("a step");
    assert!(last.done > pages / 2 && last.done <= last.total, "{last:?} of {pages} pages");
    let told: BTreeSet<u64> = laying_out.iter().map(|step| step.done).collect();
    assert!(told.len() > 1, "only {told:?}");
}

#[test]
fn a_cancelled_export_ends_within_a_second_and_leaves_nothing() {
    let shared = Shared::new();
    let (exported, took) = shared.export(|| shared.host.cancel.store(true, Ordering::Relaxed));
    assert_eq!(exported.expect_err("cancelled").code, Code::Cancelled);
    assert!(took < Duration::from_secs(1), "cancelling took {took:?}");
    shared.assert_nothing_left();
    // The place is free for the next one.
    shared.host.cancel.store(false, Ordering::Relaxed);
    assert_eq!(export_shared(&shared.app, shared.request()).expect("exports").packet.exhibits, 6);
}

#[test]
fn a_vault_that_is_locked_meanwhile_leaves_nothing_of_an_export() {
    let shared = Shared::new();
    let (exported, took) = shared.export(|| shared.app().lock().expect("locks"));
    assert_eq!(exported.expect_err("locked").code, Code::Locked);
    assert!(took < Duration::from_secs(1), "locking and ending took {took:?}");
    assert_eq!(shared.app().call(ListPackets {}).expect_err("nothing is open").code, Code::Locked);
    unlock(&mut shared.app(), &shared.vault, PASSPHRASE).expect("opens");
    shared.assert_nothing_left();
}

#[test]
fn a_vault_that_was_locked_and_opened_again_is_another_sitting() {
    let shared = Shared::new();
    let (exported, _) = shared.export(|| {
        let mut app = shared.app();
        app.lock().expect("locks");
        unlock(&mut app, &shared.vault, PASSPHRASE).expect("opens");
    });
    assert_eq!(exported.expect_err("another sitting").code, Code::Locked);
    shared.assert_nothing_left();
}

#[test]
fn a_release_that_is_revoked_meanwhile_keeps_the_packet_in() {
    let shared = Shared::new();
    let (exported, _) = shared.export(|| {
        let evidence = vec!["EV-0003".to_owned()];
        let revoke = RevokeRelease { engagement: None, evidence, reason: "wrong data".to_owned() };
        shared.app().call(revoke).expect("revokes");
    });
    assert_eq!(exported.expect_err("what may be shown has changed").code, Code::Stale);
    shared.assert_nothing_left();
}

#[test]
fn a_signing_key_that_is_replaced_meanwhile_signs_nothing_that_leaves() {
    let shared = Shared::new();
    let (exported, _) = shared.export(|| {
        let replace = ReplaceSigningKey { reason: "somebody else has it".to_owned() };
        shared.app().call(replace).expect("replaces");
    });
    let failure = exported.expect_err("its signature is the old key's");
    assert_eq!(failure.code, Code::Stale);
    assert!(failure.message.contains("signing key"), "{}", failure.message);
    shared.assert_nothing_left();
}

fn preflight() -> PreflightPacket {
    PreflightPacket {
        engagement: None,
        profile: AudienceProfile::Auditor,
        also: Default::default(),
        part: ChosenPart::Whole,
        marked: Default::default(),
        up_to: None,
        as_of: None,
        reviewed_by: None,
        list_only: Vec::new(),
    }
}

#[test]
fn what_a_packet_would_hold_is_said_before_it_is_made() {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", |new| {
        extract(new);
        new.classification = model::evidence::Classification::Personal;
    });
    stage.released("roles.csv", b"user,role\nann,admin\n", extract);
    stage.attach("plan.txt", b"Not released.", |_| {}).expect("attaches");
    let reason = "The list goes by another way.".to_owned();
    let list_only = vec![ListedOnly { evidence: "EV-0002".to_owned(), reason: reason.clone() }];
    let foreseen = stage.app.call(PreflightPacket { list_only: list_only.clone(), ..preflight() }).expect("is said");
    assert_eq!(foreseen.number, "HPL-2026-R1");
    let places: Vec<_> = foreseen.exhibits.iter().map(|it| (it.evidence.as_str(), it.place, it.sensitive)).collect();
    assert_eq!(
        places,
        [
            ("EV-0001", PreflightPlace::Shown, true),
            ("EV-0002", PreflightPlace::ListedOnly, false),
            ("EV-0003", PreflightPlace::Unreleased, false),
        ]
    );
    assert_eq!((foreseen.sensitive, foreseen.exhibits[1].why.as_str()), (1, reason.as_str()));
    let section = |wanted| foreseen.sections.iter().find(|row| row.section == wanted).expect("every section");
    let (index, gaps) = (section(Section::EvidenceIndex), section(Section::Gaps));
    assert_eq!((index.in_profile, index.included, index.rows), (true, true, Some(2)));
    assert_eq!((gaps.included, gaps.rows, &gaps.refused), (false, None, &None));
    let linked = foreseen.open_points.iter().find(|it| it.kind == "withheld").expect("one");
    assert_eq!((linked.noun, linked.reference.as_deref()), (Some(Noun::Evidence), Some("EV-0003")));
    assert_eq!(linked.cure, "yes, by release");
    assert!(foreseen.open_points.iter().any(|it| it.kind == "review"), "nobody has reviewed it yet");
    // The packet then says the same, and the item itself stays as it was.
    let file = stage.app.hold(&stage.folder.path().join("packet.pdf"));
    let mut request = ExportPacket { reviewed_by: None, list_only, ..request(file) };
    request.as_of = None;
    let exported = stage.app.call(request).expect("exports");
    assert_eq!(exported.sensitive, ["EV-0001"]);
    assert_eq!((exported.slip_sheets, exported.open_points), (1, foreseen.open_points.len()));
    let show = ShowEvidence { engagement: None, evidence: "EV-0002".to_owned() };
    let shown = serde_json::to_value(stage.app.call(show).expect("is shown")).expect("JSON");
    assert!(!shown.to_string().contains(&reason));
    let blank = vec![ListedOnly { evidence: "EV-0002".to_owned(), reason: " ".to_owned() }];
    let failure = stage.app.call(PreflightPacket { list_only: blank, ..preflight() }).expect_err("no reason");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("list_only")));
    for profile in AudienceProfile::ALL {
        let foreseen = stage.app.call(PreflightPacket { profile, ..preflight() }).expect("is said");
        assert_eq!(foreseen.exhibits.len(), 3, "{profile:?}: every item is spoken of here");
        // Procurement sees what proves a finding alone, and there is none.
        let nothing = matches!(profile, AudienceProfile::Board | AudienceProfile::Procurement);
        assert_eq!(foreseen.exhibits.iter().all(|it| it.place == PreflightPlace::NotPart), nothing, "{profile:?}");
    }
}
