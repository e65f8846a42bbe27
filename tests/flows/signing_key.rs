//! The key that signs packets, through the commands: made with the first signed packet, replaced, gone from a copy that is
//! given away; and packets as two verifiers see them, of which one was written from the page of the format alone.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use commands::log::ListLog;
use commands::packet::{ExportPacket, Exported, ListPackets, Verified, VerifyPacket};
use commands::signing_key::{MakeSigningKey, ReplaceSigningKey, ShowSigningKeys, SigningKeys};
use commands::vault::{BackUpVault, Check, Key, RestoreVault, Unlock};
use commands::{App, Code, Failure, Secret};
use model::activity::{Action, bytes_digest};
use model::packet::AudienceProfile;
use model::signing_key::Fingerprint;
use tests::host::PASSPHRASE;

use crate::stage::{Stage, export_of, extract, unlock};

fn keys(app: &mut App) -> SigningKeys {
    app.call(ShowSigningKeys {}).expect("shows")
}

fn export(stage: &mut Stage, name: &str, profile: AudienceProfile, unsigned: bool) -> Result<Exported, Failure> {
    let file = stage.app.hold(&stage.folder.path().join(name));
    stage.app.call(ExportPacket { unsigned, ..export_of(file, profile) })
}

fn verify(stage: &mut Stage, path: &Path, key: Option<&str>) -> Verified {
    let file = stage.app.hold(path);
    stage.app.call(VerifyPacket { file, others: Vec::new(), key: key.map(str::to_owned) }).expect("is read")
}

/// What the verifier that was written from the page says of a packet: what it printed, or why not.
fn python(path: &Path, key: &[&str]) -> Result<String, String> {
    let key = key.iter().map(OsStr::new);
    crate::python::python("packet/verify.py", std::iter::once(path.as_os_str()).chain(key))
}

/// A small packet of the first format, out of the corpus, with these words in the place of as many of its manifest's, and
/// sealed anew.
fn of_first_format(words: &str) -> Vec<u8> {
    let whole = std::fs::read("fuzz/corpus/packet/seed-00").expect("reads");
    let place = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).rposition(|window| window == words);
    let old = br#""client":"Harbour & Pine Ltd","engagement":"2026""#;
    let mut changed = whole.clone();
    let at = place(&whole, old).expect("the client's name");
    let width = old.len();
    changed[at..at + width].copy_from_slice(format!("{words:<width$}").as_bytes());
    let mark = b"%VouchsafeSeal 1 sha256=";
    let seal = place(&whole, mark).expect("a seal") + mark.len();
    changed[seal..seal + 64].fill(b'0');
    let sum = bytes_digest(&changed).to_string();
    changed[seal..seal + 64].copy_from_slice(sum.as_bytes());
    changed
}

fn written(stage: &Stage, name: &str, bytes: &[u8]) -> PathBuf {
    stage.file(name, bytes)
}

#[test]
fn the_first_signed_packet_makes_the_key_and_the_next_ones_use_it() {
    let mut stage = Stage::engaged();
    assert_eq!(keys(&mut stage.app), SigningKeys { present: None, earlier: Vec::new() });
    let unsigned = export(&mut stage, "unsigned.pdf", AudienceProfile::Board, true).expect("exports");
    assert_eq!((unsigned.fingerprint, unsigned.packet.signed_by), (None, None));
    assert_eq!(keys(&mut stage.app).present, None, "an unsigned packet needs none");
    let first = export(&mut stage, "first.pdf", AudienceProfile::Board, false).expect("exports");
    let present = keys(&mut stage.app).present.expect("it was made");
    assert_eq!(first.fingerprint.as_ref(), Some(&present.fingerprint));
    assert_eq!(first.packet.signed_by, Some(present.key.public_key));
    let second = export(&mut stage, "second.pdf", AudienceProfile::Board, false).expect("exports");
    assert_eq!(second.fingerprint, first.fingerprint);
    let actions: Vec<_> =
        stage.app.call(ListLog { most: 4 }).expect("lists").into_iter().map(|row| row.action).collect();
    let (made, exported) = (Action::MakeSigningKey, Action::ExportPacket);
    assert_eq!(actions, [exported, made, exported, exported]);
    let listed = stage.app.call(ListPackets {}).expect("lists");
    assert_eq!(listed.iter().filter(|packet| packet.signed_by.is_some()).count(), 2);
    let again = stage.app.call(MakeSigningKey {}).expect_err("there is one");
    assert_eq!((again.code, again.field.as_deref()), (Code::Invalid, Some("signing_key")));
}

#[test]
fn verify_says_signed_by_only_of_what_holds_and_expected_only_of_what_was_asked_for() {
    let mut stage = Stage::engaged();
    let exported = export(&mut stage, "signed.pdf", AudienceProfile::Board, false).expect("exports");
    export(&mut stage, "unsigned.pdf", AudienceProfile::Board, true).expect("exports");
    let pem = keys(&mut stage.app).present.expect("made").pem;
    let ours = exported.fingerprint.expect("signed");
    let (signed, unsigned) = (stage.folder.path().join("signed.pdf"), stage.folder.path().join("unsigned.pdf"));
    stage.app.lock().expect("no vault is needed from here on");

    let plain = verify(&mut stage, &signed, None);
    let by = plain.signed_by.expect("signed");
    assert_eq!((plain.holds, by.fingerprint.as_str(), by.expected), (true, ours.as_str(), false));
    assert!(plain.checks[1].text.contains("compare this fingerprint"), "{:?}", plain.checks[1]);
    for named in [ours.as_str(), &ours.replace(' ', ""), &ours.to_uppercase(), &pem] {
        let asked = verify(&mut stage, &signed, Some(named));
        assert!(asked.holds && asked.signed_by.is_some_and(|by| by.expected), "{named}");
        assert!(!verify(&mut stage, &unsigned, Some(named)).holds, "an unsigned packet isn't signed by anybody");
    }
    let nobody = verify(&mut stage, &unsigned, None);
    assert_eq!((nobody.holds, nobody.signed_by), (true, None));
    let other = verify(&mut stage, &signed, Some(&"0".repeat(64)));
    assert_eq!((other.holds, other.signed_by), (false, None));
    assert!(other.checks[2].text.contains("not the one that was asked for"), "{:?}", other.checks[2]);
    let mut bytes = std::fs::read(&signed).expect("reads");
    bytes[300] ^= 1;
    let flipped = written(&stage, "flipped.pdf", &bytes);
    let broken = verify(&mut stage, &flipped, Some(&ours));
    assert_eq!((broken.holds, broken.signed_by), (false, None));
    let file = stage.app.hold(&signed);
    let refused = stage
        .app
        .call(VerifyPacket { file, others: Vec::new(), key: Some("nonsense".to_owned()) })
        .expect_err("no key");
    assert_eq!((refused.code, refused.field.as_deref()), (Code::Invalid, Some("key")));
}

#[test]
fn a_replaced_key_is_listed_and_its_packets_are_still_told() {
    let mut stage = Stage::engaged();
    let none = stage.app.call(ReplaceSigningKey { reason: "lost".to_owned() }).expect_err("there is none");
    assert_eq!(none.code, Code::NotFound);
    let old =
        export(&mut stage, "old.pdf", AudienceProfile::Board, false).expect("exports").fingerprint.expect("signed");
    let blank = stage.app.call(ReplaceSigningKey { reason: " ".to_owned() }).expect_err("no reason");
    assert_eq!((blank.code, blank.field.as_deref()), (Code::Invalid, Some("reason")));
    let new = stage.app.call(ReplaceSigningKey { reason: "The laptop was lost.".to_owned() }).expect("replaces");
    let listed = keys(&mut stage.app);
    assert_eq!(listed.present.as_ref(), Some(&new));
    let earlier = &listed.earlier[0];
    assert_eq!((earlier.fingerprint.as_str(), earlier.key.signs), (old.as_str(), false));
    let replaced = earlier.key.replaced.as_ref().expect("replaced");
    assert_eq!((replaced.reason.as_str(), replaced.by.as_str()), ("The laptop was lost.", "Ines Okafor"));
    let path = stage.folder.path().join("old.pdf");
    assert!(verify(&mut stage, &path, Some(&old)).holds && !verify(&mut stage, &path, Some(&new.fingerprint)).holds);
    let after = export(&mut stage, "new.pdf", AudienceProfile::Board, false).expect("exports");
    assert_eq!(after.fingerprint, Some(new.fingerprint));
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn a_backup_signs_as_the_vault_does_and_a_copy_that_is_given_away_does_not() {
    let mut stage = Stage::engaged();
    export(&mut stage, "ours.pdf", AudienceProfile::Board, false).expect("exports");
    let ours = keys(&mut stage.app).present.expect("made").fingerprint;
    let path = |name: &str| stage.folder.path().join(name);
    let (backup, given, restored) = (path("backup.vault"), path("given.vault"), path("restored.vault"));
    let folder = stage.app.hold(&backup);
    stage.app.call(BackUpVault { folder, new_passphrase: None }).expect("is made");
    let folder = stage.app.hold(&given);
    let secret = || Secret::new("a passphrase for somebody else".to_owned());
    stage.app.call(BackUpVault { folder, new_passphrase: Some(secret()) }).expect("is made");
    stage.app.lock().expect("locks");

    let (from, to) = (stage.app.hold(&backup), stage.app.hold(&restored));
    let key = Key::Passphrase(Secret::new(PASSPHRASE.to_owned()));
    stage.app.call(RestoreVault { backup: from, folder: to, key }).expect("restores");
    unlock(&mut stage.app, &restored, PASSPHRASE).expect("opens");
    assert_eq!(keys(&mut stage.app).present.map(|row| row.fingerprint), Some(ours.clone()));
    stage.app.lock().expect("locks");

    let folder = stage.app.hold(&given);
    let key = Key::Passphrase(secret());
    stage.app.call(Unlock { folder, key, person: Some("Somebody Else".to_owned()) }).expect("opens");
    let there = keys(&mut stage.app);
    assert_eq!((there.present, there.earlier.len()), (None, 1));
    assert_eq!(there.earlier[0].fingerprint, ours);
    assert_eq!((there.earlier[0].key.signs, there.earlier[0].key.replaced.as_ref()), (false, None));
    let theirs = export(&mut stage, "theirs.pdf", AudienceProfile::Board, false).expect("exports");
    assert!(theirs.fingerprint.is_some_and(|theirs| theirs != ours), "it signs in our name");
    assert_eq!(stage.app.call(Check {}).expect("checks").problems, Vec::<String>::new());
}

#[test]
fn packets_are_proved_by_a_verifier_written_from_the_page() {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    let path = stage.folder.path().join("client.pdf");
    let exported = export(&mut stage, "client.pdf", AudienceProfile::Client, false).expect("exports");
    let ours = exported.fingerprint.expect("signed");
    let plain = Fingerprint::read(&ours).expect("a fingerprint").to_string();
    let said = python(&path, &[&ours]).expect("it holds");
    assert!(said.ends_with(&format!("signed by {plain}")), "{said}");
    export(&mut stage, "unsigned.pdf", AudienceProfile::Client, true).expect("exports");
    let unsigned = stage.folder.path().join("unsigned.pdf");
    assert!(python(&unsigned, &[]).expect("it holds").ends_with("not signed"));
    for named in ["", "nobody"] {
        assert!(python(&unsigned, &[named]).is_err() && python(&path, &[named]).is_err(), "{named:?} is no key");
    }
    assert!(python(&unsigned, &[&ours]).is_err() && python(&path, &[&"0".repeat(64)]).is_err());

    // A packet of the first format is never signed, and may not even have the field.
    for (words, holds) in
        [(r#""client":"H","engagement":"26""#, true), (r#""client":"H","engagement":"2","signing_key":null"#, false)]
    {
        let first = written(&stage, "first.pdf", &of_first_format(words));
        let ours = verify(&mut stage, &first, None);
        assert_eq!((ours.holds, python(&first, &[]).is_ok()), (holds, holds), "{words}: {ours:?}");
    }

    // Both judge what was done to it alike.
    let whole = std::fs::read(&path).expect("reads");
    let mark = b"%VouchsafeSignature 1 key=";
    let line = whole.windows(mark.len()).rposition(|window| window == mark).expect("a signature");
    let end = line + whole[line..].iter().position(|byte| *byte == b'\n').expect("an end") + 1;
    let mut cases = vec![
        ("stripped", [&whole[..line], &whole[end..]].concat()),
        ("twice", [&whole[..end], &whole[line..]].concat()),
        ("cut", whole[..whole.len() - 3].to_vec()),
    ];
    for at in [line / 3, line / 2, line + 30, line + 120, end + 30, whole.len() - 8] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        cases.push(("flipped", flipped));
    }
    for (name, bytes) in cases {
        let path = written(&stage, &format!("{name}.pdf"), &bytes);
        let ours = verify(&mut stage, &path, None);
        assert!(!ours.holds && ours.signed_by.is_none(), "{name}: {ours:?}");
        python(&path, &[]).expect_err(name);
    }
}
