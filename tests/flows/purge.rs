//! Purging through the commands: typed confirmation, what is gone and what stays, what the log, a check and a packet say.

use commands::evidence::{ListEvidence, PurgeEvidence, SaveEvidence, WithdrawEvidence};
use commands::log::{ListLog, PurgeLog, UndoLog};
use commands::packet::{PreflightPacket, PreflightPlace};
use commands::vault::{BackUpVault, Check};
use commands::{App, Code, Failure};
use model::activity::Action;
use model::custody::CustodyKind;
use model::packet::AudienceProfile;
use tests::host::{PASSPHRASE, noise};

use crate::packet::{export_as_of, pages_of};
use crate::stage::{Stage, extract, unlock};

fn purge(app: &mut App, evidence: &str, confirm: &str) -> Result<commands::evidence::EvidencePurged, Failure> {
    let (evidence, confirm) = (evidence.to_owned(), confirm.to_owned());
    app.call(PurgeEvidence { engagement: None, evidence, reason: "personal data of patients".to_owned(), confirm })
}

fn withdraw(app: &mut App, evidence: &str) {
    let (evidence, reason) = (evidence.to_owned(), "should not have been collected".to_owned());
    app.call(WithdrawEvidence { engagement: None, evidence, reason }).expect("withdraws");
}

fn newest(app: &mut App) -> model::activity::LogRow {
    app.call(ListLog { most: 1 }).expect("lists").remove(0)
}

#[test]
fn a_withdrawn_items_files_are_purged_once_the_reference_was_typed() {
    let mut stage = Stage::engaged();
    let noisy = noise(7, 1_500_000);
    let first = stage.attach("patients.bin", &noisy, |_| {}).expect("attaches").item.reference();
    let second = stage.attach("again.bin", &noisy, |_| {}).expect("attaches").item.reference();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    assert_eq!(purge(&mut stage.app, &first, &first).expect_err("not withdrawn").field.as_deref(), Some("state"));
    withdraw(&mut stage.app, &first);
    let typed = purge(&mut stage.app, &first, "yes").expect_err("not confirmed");
    assert_eq!((typed.code, typed.field.as_deref()), (Code::Invalid, Some("confirm")));
    let purged = purge(&mut stage.app, &first, &first.to_lowercase()).expect("purges");
    assert_eq!((purged.files, purged.bytes, purged.kept_by), (1, 1_500_000, vec![second.clone()]));
    let row = newest(&mut stage.app);
    assert_eq!((row.action, row.seq, row.who.as_str()), (Action::PurgeEvidence, purged.seq, "Ines Okafor"));
    let rows = stage.app.call(ListEvidence { engagement: None, control: None, all: true }).expect("lists");
    assert_eq!(rows.len(), 3, "the item stays");
    let folder = stage.app.hold(stage.folder.path());
    let saved = stage.app.call(SaveEvidence { engagement: None, evidence: first.clone(), folder, redacted: false });
    let failure = saved.expect_err("gone");
    assert_eq!(failure.code, Code::NotFound);
    assert!(failure.message.contains("purged"), "{failure}");
    assert_eq!(newest(&mut stage.app).seq, purged.seq, "no saving was recorded");
    let undone = stage.app.call(UndoLog { seq: Some(purged.seq) }).expect_err("for good");
    assert_eq!(undone.code, Code::Refused);
    let checked = stage.app.call(Check {}).expect("checks");
    assert_eq!(checked.problems, Vec::<String>::new());
    assert!(checked.looked_at.iter().any(|line| line.contains("purged on purpose")), "{:?}", checked.looked_at);
    let sheet = commands::evidence::ShowEvidence { engagement: None, evidence: first };
    let last = stage.app.call(sheet).expect("shows").custody.pop().expect("has custody");
    assert_eq!((last.kind, last.note.as_str()), (CustodyKind::Purged, "personal data of patients"));
    let backup = stage.app.hold(&stage.folder.path().join("backup.vault"));
    stage.app.call(BackUpVault { folder: backup, new_passphrase: None }).expect("a vault with a purge is backed up");
    withdraw(&mut stage.app, &second);
    assert_eq!(purge(&mut stage.app, &second, &second).expect("purges").kept_by, Vec::<String>::new());
    let vault = stage.vault();
    stage.app.lock().expect("locks");
    unlock(&mut stage.app, &vault, PASSPHRASE).expect("opens");
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn what_a_row_holds_is_purged_and_its_proof_stays() {
    let mut stage = Stage::engaged();
    let facts = |text: &str| [("industry".to_owned(), serde_json::json!(text))].into_iter().collect();
    stage.app.call(commands::client::EditClient { facts: facts("Ann Lee's ward") }).expect("edits");
    let row = newest(&mut stage.app);
    stage.app.call(commands::client::EditClient { facts: facts("care") }).expect("edits");
    let ask = |rows: &[u64], confirm: &str| PurgeLog {
        rows: rows.to_vec(),
        reason: "names a patient".to_owned(),
        confirm: confirm.to_owned(),
    };
    assert_eq!(stage.app.call(ask(&[row.seq], "ok")).expect_err("not confirmed").code, Code::Invalid);
    assert_eq!(stage.app.call(ask(&[999], "purge")).expect_err("no such row").code, Code::NotFound);
    let purged = stage.app.call(ask(&[row.seq, row.seq + 1], "purge")).expect("purges");
    assert_eq!((purged.rows, purged.seq), (2, row.seq + 2));
    let rows = stage.app.call(ListLog { most: 3 }).expect("lists");
    assert_eq!((rows[0].clone(), rows[2].action), (row.clone(), Action::PurgeLog));
    assert_eq!(stage.app.call(UndoLog { seq: Some(row.seq) }).expect_err("gone").code, Code::Refused);
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
    let history = commands::readiness::ShowReadinessHistory { engagement: None };
    assert_eq!(stage.app.call(history).expect("begins after it").entries.len(), 1);
    let again = stage.app.call(ask(&[purged.seq], "purge")).expect_err("says what was purged");
    assert_eq!((again.code, again.field.as_deref()), (Code::Invalid, Some("rows")));
}

#[test]
fn a_packet_as_of_an_earlier_row_says_that_the_files_were_purged_since() {
    let mut stage = Stage::engaged();
    let reference = stage.released("patients.csv", b"name\nann\n", extract);
    let released = newest(&mut stage.app).seq;
    withdraw(&mut stage.app, &reference);
    purge(&mut stage.app, &reference, &reference).expect("purges");
    for (name, profile) in [("auditor.pdf", AudienceProfile::Auditor), ("client.pdf", AudienceProfile::Client)] {
        let exported = export_as_of(&mut stage, name, profile, Some(released)).expect("exports");
        let words: Vec<_> = pages_of(&stage, name).split_whitespace().map(str::to_owned).collect();
        let words = words.join(" ");
        assert!(words.contains("its files were purged from the vault"), "{name}: {words}");
        assert!(!words.contains("not released by the client (accepted)"), "{name}: a release would bring nothing back");
        assert!(exported.packet.exhibits <= 1, "{name}");
    }
    let foreseen = stage.app.call(PreflightPacket {
        engagement: None,
        profile: AudienceProfile::Auditor,
        also: Default::default(),
        part: commands::packet::ChosenPart::Whole,
        marked: Default::default(),
        up_to: Some(released),
        as_of: None,
        reviewed_by: None,
        list_only: Vec::new(),
    });
    let item = foreseen.expect("is said").exhibits.remove(0);
    assert_eq!((item.place, item.why.as_str()), (PreflightPlace::Withheld, "its files were purged from the vault"));
}
