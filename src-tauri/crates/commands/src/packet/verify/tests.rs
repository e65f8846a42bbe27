//! Verdicts of packets, and what they are not taken from.

use model::signing_key::PublicKey;

use super::*;

fn sealed() -> Seal {
    Seal::Holds { sha256: "00".repeat(32) }
}

fn checks(seal: Option<bool>, signature: Option<bool>) -> Vec<VerifiedCheck> {
    let check = |holds, text: &str| VerifiedCheck { holds, text: text.to_owned() };
    vec![check(seal, "Of the seal."), check(signature, "Of the signature."), check(None, "Elsewhere.")]
}

fn answer(checks: &[VerifiedCheck]) -> Vec<u8> {
    serde_json::to_vec(&Answer { checks: checks.to_vec(), volume: None }).expect("JSON")
}

#[test]
fn the_outcome_of_checks_is_taken_but_for_what_it_says_of_seal_and_key() {
    let key = PublicKey([9; 32]);
    let all = checks(Some(true), Some(true));
    let taken = checked(&answer(&all), &sealed(), Signature::Holds { key }).expect("checks").checks;
    assert_eq!((taken.len(), taken[0].holds, &taken[2]), (3, Some(true), &all[2]));
    assert!(taken[0].text.contains(&"00".repeat(32)), "{}", taken[0].text);
    assert!(!taken[0].text.contains("Of the seal."), "{}", taken[0].text);
    assert!(taken[1].text.contains(&key.fingerprint().grouped()), "{}", taken[1].text);
    checked(&answer(&checks(Some(true), None)), &sealed(), Signature::Absent).expect("an unsigned one");
    // Of a seal that fails, too, nothing is told in the words of the process.
    for seal in [Seal::Broken, Seal::Absent] {
        let taken = checked(&answer(&checks(Some(false), None)), &seal, Signature::Absent);
        let taken = taken.expect("checks").checks;
        assert_eq!(taken[0], VerifiedCheck::from(packet::seal_check(&seal, true)));
    }
}

#[test]
fn an_answer_that_contradicts_the_bytes_or_is_none_is_refused() {
    let key = PublicKey([9; 32]);
    let holds = answer(&checks(Some(true), None));
    for (answer, seal, signature) in [
        (&holds[..], Seal::Broken, Signature::Absent),
        (&holds, Seal::Absent, Signature::Absent),
        (&holds, sealed(), Signature::Holds { key }),
        (&holds, sealed(), Signature::Malformed),
        (&answer(&checks(Some(false), None)), sealed(), Signature::Absent),
        (&answer(&checks(None, None)), sealed(), Signature::Absent),
        (&answer(&checks(Some(true), Some(true))), sealed(), Signature::Absent),
        (&answer(&checks(Some(true), Some(true))), sealed(), Signature::Broken { key }),
        (&answer(&checks(Some(true), Some(false))), sealed(), Signature::Holds { key }),
        (&answer(&checks(Some(true), None)[..1]), sealed(), Signature::Absent),
        (b"[]", sealed(), Signature::Absent),
        (b"{}", sealed(), Signature::Absent),
        (b"", sealed(), Signature::Absent),
    ] {
        let failure = checked(answer, &seal, signature).expect_err("it is no outcome");
        assert_eq!(failure.code, Code::NotVerified, "{}", String::from_utf8_lossy(answer));
    }
}

#[test]
fn a_volume_that_there_cannot_be_is_no_outcome() {
    let answer = |volume, volumes| {
        let list = packet::VolumeFile {
            format: "vouchsafe-volume/1".to_owned(),
            packet: "R1".to_owned(),
            volume,
            volumes,
            manifest: "00".repeat(32),
            plan: "00".repeat(32),
            exhibits: Vec::new(),
            bates_first: None,
            bates_last: None,
            attachments: Vec::new(),
        };
        let volume = Some(VolumeTold { list, exhibits: Vec::new() });
        serde_json::to_vec(&Answer { checks: checks(Some(true), None), volume }).expect("JSON")
    };
    let outcome = |volume, volumes| checked(&answer(volume, volumes), &sealed(), Signature::Absent);
    assert!(outcome(2, 2).expect("an outcome").volume.is_some());
    for (volume, volumes) in [(1, 0), (1, 1), (0, 2), (3, 2), (1, u32::MAX)] {
        let failure = outcome(volume, volumes).expect_err("there is no such volume");
        assert_eq!(failure.code, Code::NotVerified, "{volume} of {volumes}");
    }
}

#[test]
fn a_key_that_is_asked_for_must_be_the_one_that_signed() {
    let (key, other) = (PublicKey([9; 32]), PublicKey([8; 32]));
    for (signature, holds) in [
        (Signature::Holds { key }, true),
        (Signature::Holds { key: other }, false),
        (Signature::Broken { key }, false),
        (Signature::Weak { key }, false),
        (Signature::Malformed, false),
        (Signature::Absent, false),
    ] {
        assert_eq!(by_expected(key.fingerprint(), signature).holds, Some(holds), "{signature:?}");
    }
}

#[test]
fn a_file_that_was_not_read_to_its_end_is_never_a_packet_that_verifies() {
    for (reason, code) in [
        (NotShown::Unsafe("reading it took too long".to_owned()), Code::NotVerified),
        (NotShown::Damaged(String::new()), Code::NotVerified),
        (NotShown::NotConfined("no filter".to_owned()), Code::Unreadable),
    ] {
        assert_eq!(unread(&reason).code, code, "{reason}");
    }
}

#[test]
fn only_an_archive_whose_first_entry_is_sealed_is_a_container() {
    let header = |flags: u16, method: u16| {
        let mut bytes = b"PK\x03\x04\x33\x00".to_vec();
        bytes.extend(flags.to_le_bytes());
        bytes.extend(method.to_le_bytes());
        bytes
    };
    assert!(is_container(&header(9, AES)));
    for other in [header(8, AES), header(1, 8), header(9, AES)[..9].to_vec(), b"%PDF-1.7".to_vec(), Vec::new()] {
        assert!(!is_container(&other), "{other:?}");
    }
}

#[test]
fn the_limits_grow_with_the_file_and_end() {
    let largest = confined("x".into(), MOST_BYTES);
    assert_eq!(largest.bounds.memory, 5 << 30);
    assert_eq!(largest.bounds.cpu_seconds, 60 + 256);
    assert_eq!(confined("x".into(), 0).bounds, Bounds::default());
}
