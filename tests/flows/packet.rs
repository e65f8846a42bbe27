//! Packets: exported, verified, the same twice, and nothing in them that their audience must not see.

use commands::Code;
use commands::control::ChangeControl;
use commands::gap::{EditGap, StartGap};
use commands::message::StartMessage;
use commands::packet::{ExportPacket, Exported, ListPackets, Verified, VerifyPacket};
use model::control::ControlChange;
use model::gap::GapSource;
use model::packet::{AudienceProfile, Section};
use model::time::AsOf;
use serde_json::json;

use crate::stage::{Stage, day, export_of, extract};

pub fn export(stage: &mut Stage, name: &str, profile: AudienceProfile) -> Result<Exported, commands::Failure> {
    export_as_of(stage, name, profile, None)
}

fn export_with(
    stage: &mut Stage,
    name: &str,
    profile: AudienceProfile,
    also: &[Section],
) -> Result<Exported, commands::Failure> {
    let request = ExportPacket { also: also.iter().copied().collect(), ..request(stage, name, profile) };
    stage.app.call(request)
}

pub fn export_as_of(
    stage: &mut Stage,
    name: &str,
    profile: AudienceProfile,
    up_to: Option<u64>,
) -> Result<Exported, commands::Failure> {
    let request = ExportPacket { up_to, ..request(stage, name, profile) };
    stage.app.call(request)
}

fn request(stage: &mut Stage, name: &str, profile: AudienceProfile) -> ExportPacket {
    let path = stage.folder.path().join(name);
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00Z").expect("an instant");
    ExportPacket {
        number: Some("HPL-2026-R1".to_owned()),
        reviewed_by: Some("Tomas Lindqvist".to_owned()),
        as_of: Some(AsOf { at }),
        ..export_of(stage.app.hold(&path), profile)
    }
}

fn verify(stage: &mut Stage, bytes: &[u8]) -> Verified {
    let path = stage.file("to-verify.pdf", bytes);
    let file = stage.app.hold(&path);
    stage.app.call(VerifyPacket { file, others: Vec::new(), key: None }).expect("is read")
}

fn read(stage: &Stage, name: &str) -> Vec<u8> {
    std::fs::read(stage.folder.path().join(name)).expect("reads")
}

/// A gap with a cost, a draft, an internal note and an item that isn't released, each with words of its own.
fn staged() -> Stage {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    stage
        .attach("secret-plan.txt", b"UNRELEASED-WORDS", |new| new.title = Some("UNRELEASED-TITLE".to_owned()))
        .expect("attached");
    let start = StartGap {
        engagement: None,
        pattern: "FP-001".to_owned(),
        source: GapSource::SelfAssessment,
        found_on: Some(day("2026-02-01")),
        surfaces: None,
    };
    stage.app.call(start).expect("starts");
    let facts = json!({
        "title": "GAP-TITLE-WORDS",
        "cost": { "low": 60606, "high": 95959, "currency": "USD", "basis": "COST-BASIS-WORDS" },
    });
    let facts = serde_json::from_value(facts).expect("facts");
    stage.app.call(EditGap { engagement: None, gap: "GAP-001".to_owned(), facts }).expect("edits");
    let message = StartMessage {
        engagement: None,
        template: "COMM-04".to_owned(),
        title: Some("DRAFT-TITLE-WORDS".to_owned()),
        plan_row: None,
        privileged: true,
    };
    stage.app.call(message).expect("starts");
    let changes = vec![ControlChange::InternalNote("INTERNAL-NOTE-WORDS".to_owned())];
    stage.app.call(ChangeControl { engagement: None, control: "CORE-24".to_owned(), changes }).expect("changes");
    stage
}

#[test]
fn a_packet_is_exported_recorded_and_verifies_without_the_vault() {
    let mut stage = staged();
    let exported = export(&mut stage, "auditor.pdf", AudienceProfile::Auditor).expect("exports");
    assert_eq!((exported.packet.exhibits, exported.names.as_slice()), (1, ["auditor.pdf".to_owned()].as_slice()));
    assert!(exported.packet.pages > 20, "{} pages", exported.packet.pages);
    assert_eq!(
        export(&mut stage, "auditor.pdf", AudienceProfile::Auditor).expect_err("there already").code,
        Code::Exists
    );
    assert_eq!(stage.app.call(ListPackets {}).expect("lists"), std::slice::from_ref(&exported.packet));
    stage.app.lock().expect("locks");
    let bytes = read(&stage, "auditor.pdf");
    let verified = verify(&mut stage, &bytes);
    assert!(verified.holds, "{verified:?}");
    assert_eq!(verified.sha256, exported.packet.volumes[0]);
}

#[test]
fn the_same_vault_gives_the_same_packet_also_after_a_new_unlock() {
    let mut stage = staged();
    for name in ["first.pdf", "second.pdf"] {
        export(&mut stage, name, AudienceProfile::Client).expect("exports");
    }
    let mut stage = stage.reopen();
    export(&mut stage, "third.pdf", AudienceProfile::Client).expect("exports");
    let first = read(&stage, "first.pdf");
    assert!(first == read(&stage, "second.pdf"), "two exports in succession differ");
    assert!(first == read(&stage, "third.pdf"), "an export after a new unlock differs");
}

#[test]
fn a_flipped_bit_is_found_at_two_hundred_places() {
    let mut stage = staged();
    export(&mut stage, "auditor.pdf", AudienceProfile::Auditor).expect("exports");
    let sound = read(&stage, "auditor.pdf");
    for place in 0..200 {
        let at = place * (sound.len() - 1) / 199;
        let mut changed = sound.clone();
        changed[at] ^= 1 << (place % 8);
        assert!(!verify(&mut stage, &changed).holds, "bit {} of byte {at} was not missed", place % 8);
    }
}

#[test]
fn an_auditor_sees_no_gap_cost_draft_note_or_unreleased_item() {
    let mut stage = staged();
    let withheld = [
        "GAP-TITLE-WORDS",
        "COST-BASIS-WORDS",
        "60,606",
        "95,959",
        "DRAFT-TITLE-WORDS",
        "INTERNAL-NOTE-WORDS",
        "UNRELEASED-WORDS",
        "UNRELEASED-TITLE",
        "secret-plan",
    ];
    for (profile, name) in [(AudienceProfile::Auditor, "auditor.pdf"), (AudienceProfile::Client, "client.pdf")] {
        export(&mut stage, name, profile).expect("exports");
        let text = everything_in(&stage, name);
        for words in withheld {
            let found = text.contains(words);
            match profile {
                AudienceProfile::Auditor | AudienceProfile::Procurement | AudienceProfile::Board => {
                    assert!(!found, "an auditor reads {words}")
                }
                // The internal note of a control is for the consultant; no packet prints it.
                AudienceProfile::Client => {
                    assert!(found || words == "INTERNAL-NOTE-WORDS", "the client misses {words}")
                }
            }
        }
    }
}

#[test]
fn a_packet_for_every_audience_verifies_and_keeps_to_it() {
    let mut stage = staged();
    for (profile, exhibits) in [
        (AudienceProfile::Auditor, 1),
        (AudienceProfile::Client, 2),
        (AudienceProfile::Procurement, 0),
        (AudienceProfile::Board, 0),
    ] {
        let name = format!("{}.pdf", profile.name());
        let exported = export(&mut stage, &name, profile).expect("exports");
        assert_eq!((exported.packet.profile, exported.packet.exhibits), (profile, exhibits));
        let bytes = read(&stage, &name);
        let verified = verify(&mut stage, &bytes);
        assert!(verified.holds, "{}: {verified:?}", profile.name());
        let text = everything_in(&stage, &name);
        let told = |words: &str, audiences: &[AudienceProfile]| {
            assert_eq!(text.contains(words), audiences.contains(&profile), "{}: {words}", profile.name());
        };
        told("GAP-TITLE-WORDS", &[AudienceProfile::Client, AudienceProfile::Board]);
        told("60,606", &[AudienceProfile::Client, AudienceProfile::Board]);
        told("COST-BASIS-WORDS", &[AudienceProfile::Client]);
        told("DRAFT-TITLE-WORDS", &[AudienceProfile::Client]);
        told("UNRELEASED-WORDS", &[AudienceProfile::Client]);
        told("Ines Okafor", &[AudienceProfile::Client, AudienceProfile::Auditor, AudienceProfile::Board]);
    }
}

#[test]
fn a_section_is_added_by_name_and_refused_where_it_makes_no_sense() {
    let mut stage = staged();
    let with = |stage: &mut Stage, profile, also: &[Section]| export_with(stage, "with.pdf", profile, also);
    for (profile, also) in [
        (AudienceProfile::Client, Section::Gaps),
        (AudienceProfile::Procurement, Section::Gaps),
        (AudienceProfile::Procurement, Section::ActivityLog),
        (AudienceProfile::Board, Section::Ratings),
        (AudienceProfile::Auditor, Section::Scope),
    ] {
        let failure = with(&mut stage, profile, &[also]).expect_err("refused");
        assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("also")), "{profile:?} {also:?}");
    }
    let evidence = [Section::EvidenceIndex, Section::Exhibits];
    let exported = with(&mut stage, AudienceProfile::Board, &evidence).expect("exports");
    assert_eq!(exported.packet.exhibits, 1, "what the client released");
    let text = everything_in(&stage, "with.pdf");
    assert!(text.contains("users.csv") && !text.contains("UNRELEASED-WORDS"));
    let words: Vec<_> = pages_of(&stage, "with.pdf").split_whitespace().map(str::to_owned).collect();
    assert!(words.join(" ").contains("Evidence index and Exhibits, outside the profile"));
}

/// The words of all pages in the order in which they are read.
pub fn pages_of(stage: &Stage, name: &str) -> String {
    let path = stage.folder.path().join(name);
    let output =
        std::process::Command::new("pdftotext").arg("-raw").arg(path).arg("-").output().expect("the tool runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The text of all pages, and every stream of the file in the clear: attachments, metadata, outline.
pub fn everything_in(stage: &Stage, name: &str) -> String {
    let path = stage.folder.path().join(name);
    let run = |program: &str, arguments: &[&str]| {
        let output = std::process::Command::new(program).args(arguments).output().expect("the tool runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let path = path.to_str().expect("a plain path");
    let mut text = run("pdftotext", &["-layout", path, "-"]);
    text.push_str(&run("qpdf", &["--qdf", "--object-streams=disable", path, "-"]));
    text
}

#[test]
fn a_claim_whose_evidence_was_withdrawn_since_is_not_printed() {
    let mut stage = Stage::engaged();
    let reference = stage.released("users.csv", b"user,role\nann,admin\n", extract);
    let rate = commands::rating::Rate {
        engagement: None,
        subject: "CORE-24".to_owned(),
        aspect: model::rating::Aspect::Design,
        value: model::rating::RatingValue::Effective,
        rationale: "RATIONALE-THAT-QUOTES-THE-LIST".to_owned(),
        evidence: vec![reference.clone()],
        rated_by: "Ines Okafor".to_owned(),
        rated_on: None,
        reviewed: None,
    };
    stage.app.call(rate).expect("rates");
    export(&mut stage, "before.pdf", AudienceProfile::Auditor).expect("exports");
    assert!(everything_in(&stage, "before.pdf").contains("RATIONALE-THAT-QUOTES-THE-LIST"));
    let reason = "wrong client".to_owned();
    stage
        .app
        .call(commands::evidence::WithdrawEvidence { engagement: None, evidence: reference, reason })
        .expect("withdraws");
    for (name, profile) in [("auditor.pdf", AudienceProfile::Auditor), ("client.pdf", AudienceProfile::Client)] {
        export(&mut stage, name, profile).expect("exports");
        let text = everything_in(&stage, name);
        assert!(!text.contains("RATIONALE-THAT-QUOTES-THE-LIST"), "{name}");
        let words: Vec<_> = pages_of(&stage, name).split_whitespace().map(str::to_owned).collect();
        assert!(words.join(" ").contains("is not in this packet, or no longer shows it"), "{name}");
    }
}

#[test]
fn a_packet_as_of_an_earlier_row_holds_nothing_whose_release_was_revoked_since() {
    let mut stage = Stage::engaged();
    let reference = stage.released("users.csv", b"user,role\nREVOKED-SINCE,admin\n", extract);
    let list = commands::log::ListLog { most: 1 };
    let released = stage.app.call(list).expect("lists")[0].seq;
    let evidence = vec![reference];
    let revoke = commands::evidence::RevokeRelease { engagement: None, evidence, reason: "wrong data".to_owned() };
    stage.app.call(revoke).expect("revokes");
    let exported = export_as_of(&mut stage, "earlier.pdf", AudienceProfile::Auditor, Some(released)).expect("exports");
    assert_eq!(exported.packet.exhibits, 0);
    assert!(!everything_in(&stage, "earlier.pdf").contains("REVOKED-SINCE"));
}

#[test]
fn an_export_that_finds_its_place_taken_is_not_recorded() {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    std::fs::create_dir(stage.folder.path().join("originals")).expect("makes");
    let path = stage.folder.path().join("packet.pdf");
    let file = stage.app.hold(&path);
    let request = ExportPacket { embed_limit: 0, ..export_of(file, AudienceProfile::Auditor) };
    assert_eq!(stage.app.call(request).expect_err("originals/ is taken").code, Code::Exists);
    assert!(stage.app.call(ListPackets {}).expect("lists").is_empty());
    let left: Vec<_> =
        std::fs::read_dir(stage.folder.path()).expect("reads").flatten().map(|e| e.file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with(".vouchsafe")), "{left:?}");
}
