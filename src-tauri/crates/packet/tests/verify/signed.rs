//! Signed packets: what holds, and that nothing which somebody else puts together holds as signed by the key.

use std::sync::LazyLock;

use model::packet::AudienceProfile;
use packet::signature::{Signature, check};
use packet::{CheckKind, CheckState, Verified, verify};
use serde_json::Value;

use crate::support::pdf::{Pdf, attached, with_attachment};
use crate::support::{self, bare, kept_line, key, sealed, signature, signature_line};

/// The key that everybody expects, and somebody else's.
const OURS: u8 = 1;
const THEIRS: u8 = 2;

fn made(seed: Option<u8>) -> Vec<u8> {
    let (mut source, shelf) = support::sample(4);
    source.evidence.truncate(3);
    let options = support::options(AudienceProfile::Auditor);
    let options = model::packet::PacketOptions { signed_by: seed.map(key), ..options };
    support::render(&source, &shelf, &options).0
}

static SIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| made(Some(OURS)));
static UNSIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| made(None));

fn state(verified: &Verified, kind: CheckKind) -> Option<CheckState> {
    verified.checks.iter().find(|check| check.kind == kind).map(|check| check.state)
}

/// Whether all checks hold and the signature is one of our key: what `verify --key` asks for.
fn holds_as_ours(bytes: &[u8]) -> bool {
    verify(bytes).holds() && check(bytes) == Signature::Holds { key: key(OURS) }
}

/// What fails, in words.
fn fails(bytes: &[u8]) -> String {
    assert!(!holds_as_ours(bytes));
    let verified = verify(bytes);
    let failed = verified.checks.iter().filter(|check| check.state == CheckState::Fails);
    failed.map(|check| check.words.as_str()).collect::<Vec<_>>().join(" ")
}

fn attachment(bytes: &[u8], name: &str) -> Vec<u8> {
    attached(&Pdf::open(bytes)).remove(name).expect("an attachment").2
}

/// The packet with its manifest changed, neither signed nor sealed.
fn with_manifest(bytes: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut manifest = serde_json::from_slice(&attachment(bytes, "manifest.json")).expect("JSON");
    change(&mut manifest);
    with_attachment(bytes, "manifest.json", serde_json::to_vec_pretty(&manifest).expect("JSON"))
}

#[test]
fn a_signed_packet_holds_and_names_its_key_wherever_somebody_looks() {
    let (source, shelf) = support::sample(8);
    for profile in AudienceProfile::ALL {
        let options = support::signed_options(profile, OURS);
        let (bytes, rendered, _) = support::render(&source, &shelf, &options);
        let verified = verify(&bytes);
        assert!(holds_as_ours(&bytes), "{:#?}", verified.checks);
        for kind in [CheckKind::Seal, CheckKind::Signature, CheckKind::SigningKey, CheckKind::ManifestSignature] {
            assert_eq!(state(&verified, kind), Some(CheckState::Holds), "{kind:?}");
        }
        let fingerprint = key(OURS).fingerprint();
        assert!(verified.checks[1].words.contains(&fingerprint.grouped()), "{}", verified.checks[1].words);
        assert_eq!(rendered.manifest.signing_key, Some(fingerprint));
        let manifest = attachment(&bytes, "manifest.json");
        assert_eq!(attachment(&bytes, "signing-key.pem"), key(OURS).pem().into_bytes());
        assert_eq!(attachment(&bytes, "manifest.json.sig"), signature(OURS, &manifest));
        let sums = String::from_utf8(attachment(&bytes, "SHA256SUMS")).expect("text");
        assert!(sums.contains("  signing-key.pem\n") && !sums.contains("manifest.json"), "{sums}");
        // What is printed is told without the spaces that set it.
        let cover = Pdf::open(&bytes).pages().remove(0).replace(' ', "");
        assert!(cover.contains(&fingerprint.to_string()), "{cover}");
        assert!(cover.contains(&support::digest(&manifest).to_string()), "{cover}");
        assert!(bytes == support::render(&source, &shelf, &options).0, "two renders differ");
    }
}

#[test]
fn an_unsigned_packet_says_so() {
    let verified = verify(&UNSIGNED);
    assert!(verified.holds() && check(&UNSIGNED) == Signature::Absent);
    assert_eq!(state(&verified, CheckKind::Signature), Some(CheckState::NotChecked));
    assert!(verified.checks[1].words.contains("nothing in this file shows who made it"));
    assert_eq!((state(&verified, CheckKind::SigningKey), verified.manifest.expect("read").signing_key), (None, None));
    let pdf = Pdf::open(&UNSIGNED);
    assert!(pdf.pages()[0].contains("nothing in this file shows who made it"));
    assert!(!attached(&pdf).keys().any(|name| ["signing-key.pem", "manifest.json.sig"].contains(&name.as_str())));
}

#[test]
fn every_flipped_bit_is_found_also_under_a_new_seal() {
    let bytes = &*SIGNED;
    assert!(holds_as_ours(bytes));
    // As it is: by the seal, in every region.
    let places = (0..300).map(|step| step * bytes.len() / 300).chain(bytes.len() - 400..bytes.len());
    for (step, place) in places.enumerate() {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (step % 8);
        assert!(!matches!(packet::seal::check(&flipped), packet::seal::Seal::Holds { .. }), "byte {place}");
    }
    // Sealed anew by whoever flipped it: by the signature, in the content, after it, and in its own line.
    let (without, line) = (bare(bytes), kept_line(bytes));
    assert!(sealed(&without, &line) == *bytes, "the page's steps give the file");
    let end = without.len() - 40;
    for (step, place) in (0..300).map(|step| step * end / 300).chain(end..without.len()).enumerate() {
        let mut flipped = without.clone();
        flipped[place] ^= 1 << (step % 8);
        if !flipped[end..].windows(9).any(|window| window == b"startxref") {
            continue;
        }
        let forged = sealed(&flipped, &line);
        assert!(check(&forged) != Signature::Holds { key: key(OURS) }, "byte {place}");
        assert!(step % 20 != 0 || !verify(&forged).holds(), "byte {place}");
    }
    for place in 0..line.len() {
        let mut flipped = line.clone();
        flipped[place] ^= 1 << (place % 8);
        let forged = sealed(&without, &flipped);
        assert!(check(&forged) != Signature::Holds { key: key(OURS) }, "byte {place} of the line");
        assert!(place % 20 != 0 || !verify(&forged).holds(), "byte {place} of the line");
    }
}

#[test]
fn a_signature_that_was_taken_out_is_missed() {
    let stripped = sealed(&bare(&SIGNED), b"");
    assert!(matches!(packet::seal::check(&stripped), packet::seal::Seal::Holds { .. }));
    assert!(fails(&stripped).contains("it was taken out"), "{}", fails(&stripped));
    // Without the seal, too, nothing holds; nor with the line in another place.
    assert!(!verify(&bare(&SIGNED)).holds());
    let moved = [&b"%PDF-1.7\n"[..], &kept_line(&SIGNED), &bare(&SIGNED)[9..]].concat();
    assert!(!holds_as_ours(&sealed(&moved, b"")));
}

#[test]
fn a_signature_by_somebody_else_is_told_from_ours() {
    let without = bare(&SIGNED);
    let theirs = signature_line(&without, THEIRS);
    let swapped = sealed(&without, &theirs);
    assert_eq!(check(&swapped), Signature::Holds { key: key(THEIRS) });
    assert!(fails(&swapped).contains("names another signing key"), "{}", fails(&swapped));
    // On top of ours, which is then no more than a line of the file.
    let both = sealed(&without, &[kept_line(&SIGNED), theirs.clone()].concat());
    assert_eq!(check(&both), Signature::Malformed);
    assert!(!verify(&both).holds());
    // Our key in front of their signature.
    let named = [&kept_line(&SIGNED)[..90], &theirs[90..]].concat();
    assert_eq!(check(&sealed(&without, &named)), Signature::Broken { key: key(OURS) });
    assert!(!verify(&sealed(&without, &named)).holds());
}

#[test]
fn a_signature_put_under_an_unsigned_packet_is_told() {
    let without = bare(&UNSIGNED);
    let added = sealed(&without, &signature_line(&without, THEIRS));
    assert!(fails(&added).contains("added by somebody else"), "{}", fails(&added));
    // Our line from another packet.
    let lent = sealed(&without, &kept_line(&SIGNED));
    assert_eq!(check(&lent), Signature::Broken { key: key(OURS) });
    assert!(!verify(&lent).holds());
}

#[test]
fn a_whole_packet_of_somebody_else_holds_as_theirs_alone() {
    let theirs = made(Some(THEIRS));
    assert!(verify(&theirs).holds() && !holds_as_ours(&theirs));
    let words = verify(&theirs).checks.remove(1).words;
    assert!(
        words.contains(&key(THEIRS).fingerprint().grouped()) && words.contains("compare this fingerprint"),
        "{words}"
    );
}

#[test]
fn hundreds_of_forged_packets_are_refused() {
    let manifest = attachment(&SIGNED, "manifest.json");
    let (mut refused, mut forged_by_key) = (0, 0);
    for number in 0..80_usize {
        // Another figure, sum or name in the manifest; as it is kept, and signed by whoever forged it.
        let place = number * manifest.len() / 80;
        let mut changed = manifest.clone();
        changed[place] = if changed[place] == b'7' { b'8' } else { b'7' };
        let without = with_attachment(&SIGNED, "manifest.json", changed);
        for lines in [Vec::new(), kept_line(&SIGNED), signature_line(&without, THEIRS)] {
            let forged = sealed(&without, &lines);
            assert!(!holds_as_ours(&forged) && !verify(&forged).holds(), "byte {place}");
            refused += 1;
        }
        // Even our own line doesn't make up for the manifest's signature.
        let by_us = sealed(&without, &signature_line(&without, OURS));
        assert!(!verify(&by_us).holds(), "byte {place}");
        forged_by_key += 1;
    }
    assert_eq!((refused, forged_by_key), (240, 80));
}

#[test]
fn key_and_signature_that_are_attached_must_be_those_of_the_line() {
    let ours = |without: Vec<u8>| sealed(&without, &signature_line(&without, OURS));
    let pem = ours(with_attachment(&SIGNED, "signing-key.pem", key(THEIRS).pem().into_bytes()));
    assert!(fails(&pem).contains("signing-key.pem is not the key of the signature"), "{}", fails(&pem));
    let manifest = attachment(&SIGNED, "manifest.json");
    for other in [signature(THEIRS, &manifest).to_vec(), signature(OURS, b"{}").to_vec(), Vec::new(), vec![0; 65]] {
        let changed = ours(with_attachment(&SIGNED, "manifest.json.sig", other));
        assert!(fails(&changed).contains("is not that key's signature of manifest.json"), "{}", fails(&changed));
    }
    // Written anew by whoever has the key, it holds: what fails above is what was changed.
    assert!(holds_as_ours(&ours(with_attachment(&SIGNED, "manifest.json", manifest))));
}

#[test]
fn packets_of_the_first_format_hold_and_are_unsigned() {
    let first = with_manifest(&UNSIGNED, |manifest| {
        manifest["format"] = "vouchsafe-packet/1".into();
        manifest.as_object_mut().expect("an object").remove("signing_key");
    });
    let verified = verify(&sealed(&first, b""));
    assert!(verified.holds(), "{:#?}", verified.checks);
    assert_eq!(state(&verified, CheckKind::Signature), Some(CheckState::NotChecked));
    assert!(!verify(&sealed(&first, &signature_line(&first, OURS))).holds());
    // The field alone is too much, also where it names no key.
    let null = with_manifest(&UNSIGNED, |manifest| {
        manifest["format"] = "vouchsafe-packet/1".into();
        manifest["signing_key"] = Value::Null;
    });
    let null = sealed(&null, b"");
    assert_eq!(state(&verify(&null), CheckKind::Manifest), Some(CheckState::Fails));
    assert!(fails(&null).contains("has the field of a signing key"), "{}", fails(&null));
    for format in ["vouchsafe-packet/1", "vouchsafe-packet/4", "vouchsafe-packet/02", ""] {
        let other = with_manifest(&SIGNED, |manifest| manifest["format"] = format.into());
        let other = sealed(&other, &signature_line(&other, OURS));
        assert_eq!(state(&verify(&other), CheckKind::Manifest), Some(CheckState::Fails), "{format}");
    }
    let several = with_manifest(&SIGNED, |manifest| manifest["format"] = "vouchsafe-packet/3".into());
    let several = sealed(&several, &signature_line(&several, OURS));
    assert!(fails(&several).contains("volume"), "one of several volumes that doesn't say which: {}", fails(&several));
}

#[test]
fn a_file_named_like_the_signature_is_a_stranger_in_an_unsigned_packet() {
    let mut document = Pdf::open(&UNSIGNED).document;
    let ids: Vec<_> = attached(&Pdf::open(&UNSIGNED)).into_values().map(|(id, ..)| id).collect();
    let last = document.get_object_mut(ids[0]).and_then(lopdf::Object::as_dict_mut).expect("a file");
    for name in ["F", "UF"] {
        last.set(name, lopdf::Object::string_literal("manifest.json.sig"));
    }
    let mut renamed = Vec::new();
    document.save_to(&mut renamed).expect("a PDF");
    let told = fails(&sealed(&renamed, b""));
    assert!(told.contains("manifest.json.sig is in the file but isn't named in the manifest"), "{told}");
}
