//! Verifying a packet: what holds, every flipped bit found, a changed attachment named, hostile files survived.
#![allow(missing_docs)]

#[path = "verify/signed.rs"]
mod signed;
mod support;

use model::packet::{AudienceProfile, PacketOptions};
use packet::{CheckKind, CheckState, verify};

fn small() -> Vec<u8> {
    let (mut source, shelf) = support::sample(4);
    source.evidence.truncate(3);
    support::render(&source, &shelf, &support::options(AudienceProfile::Auditor)).0
}

#[test]
fn a_packet_as_exported_verifies() {
    let (source, shelf) = support::sample(20);
    let options = support::options(AudienceProfile::Client);
    let (bytes, rendered, _) = support::render(&source, &shelf, &options);
    let verified = verify(&bytes);
    assert!(verified.holds(), "{:#?}", verified.checks);
    assert_eq!(verified.manifest.as_ref(), Some(&rendered.manifest));
    assert_eq!((verified.checks[0].kind, verified.checks[1].kind), (CheckKind::Seal, CheckKind::Signature));
    assert_eq!(verified.checks[1].state, CheckState::NotChecked, "it isn't signed");
    assert!(verified.checks[0].words.contains("nalter") && verified.checks[0].words.contains("not authorship"));
    let attached = verified.checks.iter().filter(|check| check.kind == CheckKind::Attachment).count();
    assert_eq!(attached, 10 + 2, "nine single files, two of one exhibit, one listed only; sums and log");
    assert!(
        verified.checks.iter().any(|check| check.kind == CheckKind::Elsewhere && check.state == CheckState::NotChecked)
    );
}

#[test]
fn a_packet_without_rows_of_the_log_names_its_head_as_not_checked() {
    let (source, shelf) = support::sample(4);
    let (bytes, rendered, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Board));
    let verified = verify(&bytes);
    assert!(verified.holds(), "{:#?}", verified.checks);
    let log = verified.checks.iter().find(|check| check.kind == CheckKind::Log).expect("a check");
    assert_eq!(log.state, CheckState::NotChecked);
    assert!(log.words.contains(&rendered.manifest.log_head), "{}", log.words);
    assert_eq!(rendered.manifest.log_head, source.log_head().to_string());
}

#[test]
fn the_same_vault_gives_the_same_bytes() {
    let (source, shelf) = support::sample(8);
    for profile in AudienceProfile::ALL {
        let options = support::options(profile);
        let first = support::render(&source, &shelf, &options).0;
        let second = support::render(&source.clone(), &shelf.clone(), &options.clone()).0;
        assert!(first == second, "two renders differ");
    }
}

#[test]
fn every_flipped_bit_is_found() {
    let bytes = small();
    assert!(verify(&bytes).holds());
    // Places all over the file, and every one of the last lines.
    let places = (0..400).map(|step| step * bytes.len() / 400).chain(bytes.len() - 140..bytes.len());
    let mut tried = 0;
    for (step, place) in places.enumerate() {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (step % 8);
        assert!(!matches!(packet::seal::check(&flipped), packet::seal::Seal::Holds { .. }), "byte {place}");
        tried += 1;
        // The whole check is dearer; it must survive the file and say no, too.
        if step % 20 == 0 {
            assert!(!verify(&flipped).holds(), "byte {place}");
        }
    }
    assert!(tried >= 200);
}

#[test]
fn a_changed_attachment_is_named_by_its_exhibit() {
    let bytes = small();
    let forged = support::pdf::with_attachment(&bytes, "EX-002", b"username,profile\na,c\n".to_vec());
    let verified = verify(&forged);
    assert!(!verified.holds());
    let failed: Vec<_> = verified.checks.iter().filter(|check| check.state == CheckState::Fails).collect();
    assert!(
        failed.iter().any(|check| check.words.starts_with("EX-002: EX-002_") && check.words.contains("altered")),
        "{failed:?}"
    );
    assert!(!failed.iter().any(|check| check.words.contains("EX-001")), "{failed:?}");
}

#[test]
fn hostile_files_are_refused_and_survived() {
    let deep = [b"%PDF-1.7\n1 0 obj\n".as_slice(), &[b'['; 300_000], b"\nendobj\nstartxref\n9\n%%EOF"].concat();
    let dictionaries =
        [b"%PDF-1.7\n1 0 obj\n".as_slice(), &b"<</A ".repeat(100_000), b"\nendobj\nstartxref\n9\n%%EOF"].concat();
    let good = small();
    let cut = good[..good.len() / 2].to_vec();
    let twice = [&good[..], &good[..]].concat();
    let noise: Vec<u8> = (0..50_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (name, file) in [
        ("empty", vec![]),
        ("deep arrays", deep),
        ("deep dictionaries", dictionaries),
        ("cut", cut),
        ("twice", twice),
        ("noise", noise),
        ("text", b"hello".to_vec()),
    ] {
        assert!(!verify(&file).holds(), "{name}");
    }
}

#[test]
fn a_large_original_lies_beside_the_packet() {
    let (source, shelf) = support::sample(4);
    let options = PacketOptions { embed_limit: 1_000, ..support::options(AudienceProfile::Client) };
    let (bytes, rendered, kept) = support::render(&source, &shelf, &options);
    let name = kept.originals.keys().find(|name| name.starts_with("EX-004")).expect("the long log");
    let original = shelf.0.values().find(|original| original.name == "sign-in-log-2026.jsonl").expect("the log");
    assert_eq!(kept.originals[name], original.bytes);
    let sums = String::from_utf8(kept.originals["SHA256SUMS"].clone()).expect("text");
    assert!(sums.contains(&format!("{}  {name}", support::digest(&original.bytes))));
    assert!(!support::pdf::attached(&support::pdf::Pdf::open(&bytes)).contains_key(name));
    assert!(verify(&bytes).holds());
    assert!(rendered.manifest.open_points.iter().any(|point| point.kind == "beside"));
}

#[test]
fn an_exhibit_that_cannot_be_set_becomes_a_slip_sheet() {
    let (source, mut shelf) = support::sample(4);
    for original in shelf.0.values_mut().filter(|original| original.name.contains("policy")) {
        let mut page = support::page(1, 595.0, 842.0, "broken");
        page.picture = model::exhibit::Picture::Svg("<svg><not closed".to_owned());
        original.shown = Ok(model::exhibit::Shown::Pages { pages: vec![page], total_pages: 1 });
    }
    let (bytes, rendered, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Auditor));
    assert!(verify(&bytes).holds());
    let point = rendered.manifest.open_points.iter().find(|point| point.what.starts_with("EX-001"));
    assert_eq!(point.map(|point| point.kind.as_str()), Some("not shown"));
    let pages = support::pdf::Pdf::open(&bytes).pages().join(" ");
    assert!(pages.contains("SLIP SHEET") && pages.contains("can’t be set"));
}

#[test]
fn an_original_that_is_not_what_the_vault_says_stops_the_packet() {
    let (source, mut shelf) = support::sample(4);
    for original in shelf.0.values_mut().filter(|original| original.name.contains("policy")) {
        original.bytes.push(b'!');
    }
    let mut kept = support::Kept::default();
    let options = support::options(AudienceProfile::Auditor);
    let result =
        packet::render(&source, &shelf, &support::Pen, &options, &mut kept, &packet::Watch::default(), &mut |_| {
            std::ops::ControlFlow::Continue(())
        });
    assert!(matches!(result, Err(packet::Error::Altered { .. })));
    assert!(kept.volumes.is_empty());
}

#[test]
fn a_packet_stops_when_it_is_asked_to_and_no_volume_is_left() {
    let (source, shelf) = support::sample(4);
    let options = support::options(AudienceProfile::Auditor);
    for stop_at in ["reading exhibits", "reading originals", "laying out the packet", "writing the packet"] {
        let mut kept = support::Kept::default();
        let result = packet::render(
            &source,
            &shelf,
            &support::Pen,
            &options,
            &mut kept,
            &packet::Watch::default(),
            &mut |step| {
                if step.doing == stop_at {
                    std::ops::ControlFlow::Break(())
                } else {
                    std::ops::ControlFlow::Continue(())
                }
            },
        );
        assert!(matches!(result, Err(packet::Error::Cancelled)), "{stop_at}");
        assert!(kept.volumes.is_empty(), "{stop_at}");
    }
}
