//! A packet on its way: in a container that an ordinary program opens, recorded by its digest, and never showing what is
//! marked personal or restricted unless that was agreed to.

use std::path::Path;
use std::process::Command;
use std::sync::PoisonError;

use commands::packet::{Container, ExportPacket, Exported, ListPackets, ListedOnly, VerifyPacket};
use commands::{Code, Failure, Secret};
use model::activity::bytes_digest;
use model::evidence::Classification;
use model::packet::AudienceProfile;
use model::time::AsOf;

use crate::stage::{Stage, export_of, extract};

const PASSPHRASE: &str = "plinth 47 marmalade orrery dusk";

fn staged() -> Stage {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    stage
}

fn export(stage: &mut Stage, name: &str, change: impl FnOnce(&mut ExportPacket)) -> Result<Exported, Failure> {
    let file = stage.app.hold(&stage.folder.path().join(name));
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00Z").expect("an instant");
    let mut request = ExportPacket {
        number: Some("HPL-2026-R1".to_owned()),
        as_of: Some(AsOf { at }),
        ..export_of(file, AudienceProfile::Auditor)
    };
    change(&mut request);
    stage.app.call(request)
}

fn chosen() -> Option<Container> {
    Some(Container::Chosen(Secret::new(PASSPHRASE.to_owned())))
}

/// What 7-Zip makes of an archive, with a passphrase.
fn seven_zip(folder: &Path, arguments: &[&str], passphrase: &str) -> (bool, String) {
    let mut command = Command::new("7z");
    command.args(arguments).arg(format!("-p{passphrase}")).current_dir(folder);
    let output = command.output().expect("the tool runs");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn an_ordinary_program_takes_the_same_packet_out_of_its_container() {
    let mut stage = staged();
    let plain = export(&mut stage, "plain.pdf", |_| ()).expect("exports");
    let sent = export(&mut stage, "sent.zip", |request| request.container = chosen()).expect("exports");
    assert_eq!(sent.names, ["sent.zip"]);
    assert_eq!(sent.packet.volumes, plain.packet.volumes, "the packet is the same, wrapped or not");
    let folder = stage.folder.path().to_owned();
    let bytes = std::fs::read(folder.join("sent.zip")).expect("reads");
    assert_eq!(sent.packet.container, Some(bytes_digest(&bytes)));
    assert_eq!(stage.app.call(ListPackets {}).expect("lists"), [plain.packet, sent.packet.clone()]);
    let (_, listed) = seven_zip(&folder, &["l", "-slt", "sent.zip"], PASSPHRASE);
    assert!(listed.contains("Path = packet.pdf") && listed.contains("AES-256"), "{listed}");
    assert!(!listed.contains("HPL"), "{listed}");
    let (opened, told) = seven_zip(&folder, &["x", "-y", "-oout", "sent.zip"], PASSPHRASE);
    assert!(opened, "{told}");
    let out = std::fs::read(folder.join("out/packet.pdf")).expect("reads");
    assert_eq!(bytes_digest(&out), sent.packet.volumes[0]);
    assert!(out == std::fs::read(folder.join("plain.pdf")).expect("reads"));
    assert!(!seven_zip(&folder, &["t", "sent.zip"], "another passphrase").0);
}

#[test]
fn originals_beside_a_packet_are_in_the_container_and_their_names_in_none_of_its_lists() {
    let mut stage = staged();
    let wrap = |request: &mut ExportPacket| (request.container, request.embed_limit) = (chosen(), 0);
    let sent = export(&mut stage, "sent.zip", wrap).expect("exports");
    assert_eq!(sent.names, ["sent.zip"]);
    let folder = stage.folder.path().to_owned();
    assert!(!folder.join("originals").exists(), "an original lies in the clear");
    let bytes = std::fs::read(folder.join("sent.zip")).expect("reads");
    assert!(!bytes.windows(5).any(|found| found == b"users"), "a name can be read");
    assert!(seven_zip(&folder, &["x", "-y", "-oout", "sent.zip"], PASSPHRASE).0);
    assert!(seven_zip(&folder, &["x", "-y", "-oout/originals", "out/originals.zip"], "").0);
    let original = std::fs::read(folder.join("out/originals/EX-001_users.csv")).expect("reads");
    assert_eq!(original, b"user,role\nann,admin\n");
    let sums = std::fs::read_to_string(folder.join("out/originals/SHA256SUMS")).expect("reads");
    assert!(sums.contains(&bytes_digest(&original).to_string()), "{sums}");
}

#[test]
fn a_passphrase_that_is_made_opens_it_and_is_handed_over_before_anything_leaves() {
    let mut stage = staged();
    export(&mut stage, "sent.zip", |request| request.container = Some(Container::Made)).expect("exports");
    let told = stage.host.passphrase.lock().unwrap_or_else(PoisonError::into_inner).clone().expect("was told");
    assert!(seven_zip(stage.folder.path(), &["t", "sent.zip"], &told).0);
    let log =
        serde_json::to_string(&stage.app.call(commands::log::ListLog { most: 50 }).expect("lists")).expect("JSON");
    assert!(!log.contains(&told));
}

#[test]
fn a_weak_passphrase_is_refused_and_nothing_is_written_or_recorded() {
    let mut stage = staged();
    for weak in ["harbour pay 2026", "HPL-2026-R1 auditor"] {
        let wrap = |request: &mut ExportPacket| {
            request.container = Some(Container::Chosen(Secret::new(weak.to_owned())));
        };
        let failure = export(&mut stage, "sent.zip", wrap).expect_err("is refused");
        assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("container")), "{weak}");
    }
    assert!(!stage.folder.path().join("sent.zip").exists());
    assert!(stage.app.call(ListPackets {}).expect("lists").is_empty());
}

#[test]
fn a_container_that_is_verified_is_told_of_as_one() {
    let mut stage = staged();
    let sent = export(&mut stage, "sent.zip", |request| request.container = chosen()).expect("exports");
    stage.app.lock().expect("locks");
    let file = stage.app.hold(&stage.folder.path().join("sent.zip"));
    let verified = stage.app.call(VerifyPacket { file, others: Vec::new(), key: None }).expect("is read");
    assert_eq!((verified.holds, verified.container, verified.checks.len()), (false, true, 0));
    assert_eq!(Some(verified.sha256), sent.packet.container);
}

#[test]
fn what_is_marked_personal_or_restricted_goes_out_only_when_that_was_agreed_to() {
    let mut stage = staged();
    let personal = stage.released("staff.csv", b"name\nann\n", |new| {
        extract(new);
        new.classification = Classification::Personal;
    });
    let failure = export(&mut stage, "out.pdf", |request| request.show_sensitive = false).expect_err("is refused");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Refused, Some("show_sensitive")));
    assert!(failure.message.contains(&personal) && !failure.message.contains("EV-0001"), "{}", failure.message);
    assert!(!stage.folder.path().join("out.pdf").exists());
    // Listed only it isn't shown, so that there is nothing to agree to.
    let list = |request: &mut ExportPacket| {
        request.show_sensitive = false;
        request.list_only = vec![ListedOnly { evidence: personal.clone(), reason: "names staff".to_owned() }];
    };
    let exported = export(&mut stage, "listed.pdf", list).expect("exports");
    assert_eq!(exported.sensitive, Vec::<String>::new());
    let exported = export(&mut stage, "agreed.pdf", |_| ()).expect("exports");
    assert_eq!(exported.sensitive, [personal]);
}
