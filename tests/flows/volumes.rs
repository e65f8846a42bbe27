//! A packet in several volumes: exported, recorded by each one's digest, verified alone and together, and in a container.

use std::path::PathBuf;
use std::process::Command;

use commands::packet::{Container, ExportPacket, Exported, ListPackets, Verified, VerifyPacket};
use commands::{Code, Failure, Secret};
use model::activity::bytes_digest;
use model::packet::{AudienceProfile, VolumeLimits};
use model::time::AsOf;

use crate::stage::{Stage, export_of, extract};

const PASSPHRASE: &str = "plinth 47 marmalade orrery dusk";

/// Six exhibits of a page each.
fn staged() -> Stage {
    let mut stage = Stage::engaged();
    for number in 1..=6 {
        stage.released(&format!("users-{number}.csv"), format!("user,role\nann {number},admin\n").as_bytes(), extract);
    }
    stage
}

fn export(stage: &mut Stage, name: &str, change: impl FnOnce(&mut ExportPacket)) -> Result<Exported, Failure> {
    let file = stage.app.hold(&stage.folder.path().join(name));
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00Z").expect("an instant");
    let mut request = ExportPacket {
        number: Some("HPL-2026-R1".to_owned()),
        as_of: Some(AsOf { at }),
        volume: VolumeLimits { pages: 2, bytes: 150_000_000 },
        ..export_of(file, AudienceProfile::Auditor)
    };
    change(&mut request);
    stage.app.call(request)
}

fn verify(stage: &mut Stage, names: &[&str], key: Option<&str>) -> Verified {
    let path = |name: &&str| stage.folder.path().join(name);
    let paths: Vec<PathBuf> = names.iter().map(path).collect();
    let mut held = paths.iter().map(|path| stage.app.hold(path));
    let file = held.next().expect("a file");
    let others = held.collect();
    stage.app.call(VerifyPacket { file, others, key: key.map(str::to_owned) }).expect("is read")
}

fn names(exported: &Exported) -> Vec<&str> {
    exported.names.iter().map(String::as_str).collect()
}

fn told(verified: &Verified) -> String {
    let checks = verified.checks.iter().chain(&verified.together);
    checks.map(|check| format!("{:?} {}\n", check.holds, check.text)).collect()
}

#[test]
fn volumes_are_recorded_and_verify_alone_and_together() {
    let mut stage = staged();
    let exported = export(&mut stage, "large.pdf", |_| ()).expect("exports");
    let count = exported.packet.volumes.len();
    assert!(count >= 3, "{count} volumes");
    assert_eq!(exported.names[..2], ["large.pdf", "large-vol2.pdf"]);
    assert_eq!((exported.names.len(), exported.sizes.len()), (count, count));
    for ((name, digest), size) in exported.names.iter().zip(&exported.packet.volumes).zip(&exported.sizes) {
        let bytes = std::fs::read(stage.folder.path().join(name)).expect("reads");
        assert_eq!((bytes_digest(&bytes), bytes.len() as u64), (*digest, *size), "{name}");
    }
    assert_eq!(stage.app.call(ListPackets {}).expect("lists"), std::slice::from_ref(&exported.packet));
    stage.app.lock().expect("locks");
    for (place, name) in names(&exported).into_iter().enumerate() {
        let verified = verify(&mut stage, &[name], exported.fingerprint.as_deref());
        assert!(verified.holds, "{}", told(&verified));
        let volume = verified.volume.as_ref().expect("a volume");
        assert_eq!((volume.number as usize, volume.of as usize), (place + 1, count));
        assert!(told(&verified).contains("None The other volumes were not looked at"), "{}", told(&verified));
        assert!(verified.signed_by.is_some_and(|by| by.expected));
        // An independent verifier says the same of each.
        let path = stage.folder.path().join(name);
        let said = crate::python::python("packet/verify.py", [&path]).expect("holds");
        assert!(said.contains(&format!("volume {} of {count}", place + 1)), "{said}");
    }
    let mut shuffled = names(&exported);
    shuffled.reverse();
    let verified = verify(&mut stage, &shuffled, exported.fingerprint.as_deref());
    assert!(verified.holds, "{}", told(&verified));
    assert!(verified.together.iter().any(|check| check.text.contains("All volumes are here")));
    assert!(!told(&verified).contains("not looked at:"), "{}", told(&verified));
    assert_eq!(verified.others.len(), count - 1);
}

#[test]
fn what_is_no_whole_packet_does_not_verify_as_one() {
    let mut stage = staged();
    let exported = export(&mut stage, "large.pdf", |_| ()).expect("exports");
    let other = export(&mut stage, "other.pdf", |request| request.number = Some("HPL-2026-R2".to_owned()));
    let one = export(&mut stage, "one.pdf", |request| request.volume = VolumeLimits::default()).expect("exports");
    assert_eq!(one.names, ["one.pdf"]);
    assert_eq!(verify(&mut stage, &["one.pdf"], None).volume, None);
    let (ours, other) = (names(&exported), other.expect("exports"));
    let theirs = names(&other);
    for (files, words) in [
        ([&ours[..1], &ours[2..]].concat(), "Volume 2 of"),
        ([&ours[..1], &theirs[1..2], &ours[2..]].concat(), "of another packet, HPL-2026-R2"),
        ([&ours[..], &ours[..1]].concat(), "Volume 1 was named more than once"),
        ([&ours[..], &["one.pdf"]].concat(), "is no volume of a packet"),
        (vec!["one.pdf", "one.pdf"], "is no volume of a packet"),
    ] {
        let verified = verify(&mut stage, &files, None);
        assert!(!verified.holds && verified.signed_by.is_none(), "{files:?}");
        assert!(told(&verified).contains(words), "{files:?}: {}", told(&verified));
    }
    // A volume that was altered is found among the others.
    let path = stage.folder.path().join(ours[1]);
    let mut bytes = std::fs::read(&path).expect("reads");
    bytes[1_000] ^= 1;
    std::fs::write(&path, bytes).expect("writes");
    let verified = verify(&mut stage, &ours, None);
    assert!(!verified.holds && !verified.others[0].holds);
}

#[test]
fn a_container_holds_all_volumes() {
    let mut stage = staged();
    let plain = export(&mut stage, "plain.pdf", |_| ()).expect("exports");
    let wrap = |request: &mut ExportPacket| {
        request.container = Some(Container::Chosen(Secret::new(PASSPHRASE.to_owned())));
    };
    let sent = export(&mut stage, "sent.zip", wrap).expect("exports");
    assert_eq!(sent.names, ["sent.zip"]);
    assert_eq!(sent.packet.volumes, plain.packet.volumes);
    let opened = Command::new("7z")
        .args(["x", "-y", "-oout", "sent.zip"])
        .arg(format!("-p{PASSPHRASE}"))
        .current_dir(stage.folder.path())
        .output();
    assert!(opened.expect("the tool runs").status.success());
    let files: Vec<String> = (1..=plain.packet.volumes.len())
        .map(|it| if it == 1 { "out/packet.pdf".to_owned() } else { format!("out/packet-vol{it}.pdf") })
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert!(verify(&mut stage, &files, None).holds);
}

#[test]
fn an_export_that_finds_a_later_volumes_place_taken_is_not_recorded() {
    let mut stage = staged();
    stage.file("large-vol2.pdf", b"kept");
    assert_eq!(export(&mut stage, "large.pdf", |_| ()).expect_err("is taken").code, Code::Exists);
    assert!(stage.app.call(ListPackets {}).expect("lists").is_empty());
    assert!(!stage.folder.path().join("large.pdf").exists() && !stage.folder.path().join("large-vol3.pdf").exists());
    assert_eq!(std::fs::read(stage.folder.path().join("large-vol2.pdf")).expect("reads"), b"kept");
}

#[test]
fn a_volume_without_room_for_anything_is_refused() {
    let mut stage = staged();
    for volume in [VolumeLimits { pages: 0, bytes: 1 }, VolumeLimits { pages: 1, bytes: 0 }] {
        let failure = export(&mut stage, "large.pdf", |request| request.volume = volume).expect_err("is refused");
        assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("volume")));
    }
}
