//! Redaction: what is taken out of a file is in no packet, in no way of looking for it; the original stays, a release doesn't,
//! and what was done can be taken back, undone and purged.

use std::collections::BTreeSet;

use commands::evidence::{
    EvidenceRedacted, NamedColumn, PreviewEvidence, PurgeEvidence, RedactEvidence, SaveEvidence, ShowEvidence,
    TakeRedactionBack, ToRedact, WithdrawEvidence,
};
use commands::log::UndoLog;
use commands::preview::FilePreview;
use commands::vault::Check;
use commands::{Code, Failure};
use model::activity::bytes_digest;
use model::custody::CustodyKind;
use model::evidence::{EvidenceFile, EvidenceItem, EvidenceState};
use model::packet::AudienceProfile;
use model::redaction::{PageArea, RedactedCell, RedactedColumn, Removed};

use crate::packet::{everything_in, export, export_as_of, pages_of};
use crate::preview::pdf;
use crate::stage::{Stage, extract};

const REASON: &str = "Holds the door codes of staff";

fn redact(stage: &mut Stage, evidence: &str, what: ToRedact) -> Result<EvidenceRedacted, Failure> {
    let (evidence, reason) = (evidence.to_owned(), REASON.to_owned());
    stage.app.call(RedactEvidence { engagement: None, evidence, file: None, what, reason })
}

fn column(heading: &str) -> ToRedact {
    let columns = vec![NamedColumn::Heading { heading: heading.to_owned() }];
    ToRedact::Cells { columns, cells: Vec::new() }
}

/// The first line of each page of [`pdf`], which lies between 118 and 150 points from the top.
fn first_line(page: u32) -> ToRedact {
    let area = PageArea { page, x: 20_000, y: 41_628, width: 170_000, height: 11_289 };
    ToRedact::Areas { areas: vec![area] }
}

fn item(stage: &mut Stage, evidence: &str) -> EvidenceItem {
    let evidence = evidence.to_owned();
    stage.app.call(ShowEvidence { engagement: None, evidence }).expect("shows").row.item
}

fn custody(stage: &mut Stage, evidence: &str) -> Vec<CustodyKind> {
    let evidence = evidence.to_owned();
    let sheet = stage.app.call(ShowEvidence { engagement: None, evidence }).expect("shows");
    sheet.custody.iter().map(|event| event.kind).collect()
}

fn saved(stage: &mut Stage, evidence: &str, redacted: bool) -> (String, Vec<u8>) {
    let path = stage.folder.path().join(format!("saved-{redacted}"));
    std::fs::create_dir_all(&path).expect("a folder");
    let folder = stage.app.hold(&path);
    let request = SaveEvidence { engagement: None, evidence: evidence.to_owned(), folder, redacted };
    let name = stage.app.call(request).expect("saves").names.remove(0);
    let bytes = std::fs::read(path.join(&name)).expect("reads");
    std::fs::remove_dir_all(&path).expect("removed");
    (name, bytes)
}

fn release(stage: &mut Stage, evidence: &str) {
    let request = commands::evidence::ReleaseEvidence {
        engagement: None,
        evidence: vec![evidence.to_owned()],
        by: "Priya Raman".to_owned(),
    };
    stage.app.call(request).expect("releases");
}

/// Every run of 64 hexadecimal digits.
fn digests(text: &str) -> BTreeSet<String> {
    let runs = text.split(|c: char| !c.is_ascii_hexdigit());
    runs.filter(|run| run.len() == 64).map(str::to_lowercase).collect()
}

fn sound(stage: &mut Stage) {
    let checked = stage.app.call(Check {}).expect("checks");
    assert_eq!(checked.problems, Vec::<String>::new());
}

/// An extract with a title of its own: without one it would bear the file's name.
fn named(new: &mut commands::evidence::NewEvidence) {
    extract(new);
    new.title = Some("Door codes".to_owned());
}

/// A short column, as whoever guesses has it: one code of four digits.
fn with_code(code: u32) -> Vec<u8> {
    format!("user,code\r\nann,Z{code:04}Q\r\nbob,none\r\n").into_bytes()
}

#[test]
fn a_redacted_column_can_neither_be_found_in_a_packet_nor_guessed_from_it() {
    let mut stage = Stage::engaged();
    let reference = stage.released("codes.csv", &with_code(4711), named);
    let redacted = redact(&mut stage, &reference, column("code")).expect("redacts");
    assert!(redacted.release_revoked && redacted.also_in.is_empty() && redacted.exported == 0);
    assert_eq!(redacted.item.state, EvidenceState::Accepted);
    release(&mut stage, &reference);
    let of = item(&mut stage, &reference);
    let EvidenceFile { sha256: original, redaction, .. } = &of.files[0];
    let redaction = redaction.clone().expect("is redacted");
    assert_eq!(redaction.twin.name, "codes.redacted.csv");
    for profile in [AudienceProfile::Auditor, AudienceProfile::Client] {
        let name = format!("{profile:?}.pdf");
        export(&mut stage, &name, profile).expect("exports");
        let all = everything_in(&stage, &name);
        assert!(!all.contains("Z4711Q"), "{profile:?}");
        assert!(!all.contains(&original.to_string()[..8]), "{profile:?}");
        assert!(all.contains("codes.redacted.csv") && !all.contains("codes.csv"), "{profile:?}");
        assert!(all.contains(&redaction.twin.sha256.to_string()) && all.contains(&redaction.cover.to_string()));
        let named = digests(&all);
        for code in 0..10_000 {
            let guess = bytes_digest(&with_code(code)).to_string();
            assert!(!named.contains(&guess), "{profile:?}: the packet names the digest of a guess");
        }
        let pages = pages_of(&stage, &name);
        let words = pages.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("Redacted copy: column 2 taken out by Ines Okafor"), "{words}");
        assert!(words.contains(REASON) && words.contains("[redacted]"), "{profile:?}");
    }
    let (name, bytes) = saved(&mut stage, &reference, true);
    assert_eq!(name, format!("{reference}_codes.redacted.csv"));
    assert_eq!(bytes, b"user,code\r\nann,[redacted]\r\nbob,[redacted]\r\n");
    assert_eq!(saved(&mut stage, &reference, false).1, with_code(4711), "the original stays");
    let last: Vec<CustodyKind> = custody(&mut stage, &reference).into_iter().rev().take(2).collect();
    assert_eq!(last, [CustodyKind::Saved, CustodyKind::SavedRedacted], "no original left with the copy");
    sound(&mut stage);
}

#[test]
fn a_redacted_area_is_in_no_stream_of_the_copy_and_the_rest_of_it_is() {
    let mut stage = Stage::engaged();
    let original = pdf(&["Mallory Quizzaciously", "Trent Abyssinian"]);
    let reference = stage.released("people.pdf", &original, |_| {});
    let redacted = redact(&mut stage, &reference, first_line(1)).expect("redacts");
    release(&mut stage, &reference);
    let redaction = redacted.item.files[0].redaction.clone().expect("is redacted");
    assert!(matches!(&redaction.removed, Removed::Areas { areas } if areas.len() == 1));
    let (name, bytes) = saved(&mut stage, &reference, true);
    assert_eq!(name, format!("{reference}_people.redacted.pdf"));
    stage.file("copy.pdf", &bytes);
    let all = everything_in(&stage, "copy.pdf");
    for gone in ["Mallory", "Quizzaciously", "people", "Helvetica"] {
        assert!(!all.contains(gone), "{gone}");
    }
    let pages = pages_of(&stage, "copy.pdf");
    assert!(pages.contains("Trent Abyssinian") && pages.matches("Second line").count() == 2, "{pages}");
    assert_eq!(bytes.windows(9).filter(|part| *part == b"startxref").count(), 1, "no earlier version");
    export(&mut stage, "auditor.pdf", AudienceProfile::Auditor).expect("exports");
    let packet = everything_in(&stage, "auditor.pdf");
    for gone in ["Mallory", "Quizzaciously", &bytes_digest(&original).to_string()[..8]] {
        assert!(!packet.contains(gone), "{gone}");
    }
    let words = pages_of(&stage, "auditor.pdf");
    assert!(words.contains("Trent") && words.contains("1 area on page 1 taken out"), "{words}");
    let twin = Some(redaction.twin.id);
    let look = PreviewEvidence { engagement: None, evidence: reference, file: twin, page: 1, width: 900 };
    let shown = stage.app.call(look).expect("shows").shown;
    let FilePreview::Page { text: Some(text), pages: 2, .. } = shown else { panic!("{shown:?}") };
    assert_eq!(text.lines, ["Second line"], "the copy can be looked at before it is released");
    sound(&mut stage);
}

#[test]
fn what_cant_be_redacted_is_refused_and_says_what_to_do() {
    let mut stage = Stage::engaged();
    let csv = stage.attach("users.csv", &with_code(1), |_| {}).expect("attached").item.reference();
    let text = stage.attach("notes.txt", b"words\n", |_| {}).expect("attached").item.reference();
    let pages = stage.attach("people.pdf", &pdf(&["Mallory"]), |_| {}).expect("attached").item.reference();
    let cell = |row, column| ToRedact::Cells { columns: Vec::new(), cells: vec![RedactedCell { row, column }] };
    let area = |page, x, width| ToRedact::Areas { areas: vec![PageArea { page, x, y: 0, width, height: 9 }] };
    let many = ToRedact::Areas { areas: vec![PageArea { page: 1, x: 0, y: 0, width: 1, height: 1 }; 1_001] };
    for (evidence, what, code, field) in [
        (&text, column("words"), Code::Refused, "what"),
        (&text, first_line(1), Code::Refused, "what"),
        (&csv, first_line(1), Code::Refused, "what"),
        (&pages, column("words"), Code::Refused, "what"),
        (&csv, column("salary"), Code::Invalid, "columns"),
        (&csv, cell(9, 1), Code::Invalid, "columns"),
        (&csv, cell(1, 0), Code::Invalid, "cells"),
        (&pages, first_line(2), Code::Invalid, "areas"),
        (&pages, area(1, 7_000_000, 9), Code::Invalid, "areas"),
        (&pages, area(1, 0, 0), Code::Invalid, "areas"),
        (&pages, area(1, u32::MAX, u32::MAX), Code::Invalid, "areas"),
        (&pages, many, Code::Invalid, "areas"),
    ] {
        let failure = redact(&mut stage, evidence, what.clone()).expect_err("refused");
        assert_eq!((failure.code, failure.field.as_deref()), (code, Some(field)), "{what:?}: {failure}");
        assert_eq!(item(&mut stage, evidence).files[0].redaction, None);
    }
    let locked = redact(&mut stage, &text, first_line(1)).expect_err("refused");
    assert!(locked.message.contains("list_only"), "{locked}");
    assert!(locked.message.contains("still name its hash, size and name"), "{locked}");
}

#[test]
fn values_of_which_nobody_can_tell_the_column_are_refused_by_their_row() {
    let mut stage = Stage::engaged();
    for (name, text, words) in [
        ("short.csv", "user,code\nann,1\n\nZ4711Q\n", "row 2 ends after cell 1, the heading after cell 2"),
        ("open.csv", "user,code\nann,\"1\nbob,Z4711Q\n", "it ends inside quotes"),
        ("loose.csv", "user,code\nann,\"x\nbob,\"Z4711Q\"\n", "in row 1 something follows the end of quotes"),
    ] {
        let reference = stage.attach(name, text.as_bytes(), |_| {}).expect("attached").item.reference();
        let refused = redact(&mut stage, &reference, column("user")).expect_err(name);
        assert_eq!((refused.code, refused.field.as_deref()), (Code::Refused, None), "{name}: {refused}");
        assert!(refused.message.contains(words) && refused.message.contains("list_only"), "{name}: {refused}");
        assert_eq!(item(&mut stage, &reference).files[0].redaction, None, "{name}");
    }
}

#[test]
fn redacting_again_adds_to_what_is_redacted() {
    let mut stage = Stage::engaged();
    let csv = stage.attach("codes.csv", &with_code(4711), |_| {}).expect("attached").item.reference();
    redact(&mut stage, &csv, column("code")).expect("redacts");
    let alone = RedactedCell { row: 2, column: 1 };
    let cell = ToRedact::Cells { columns: Vec::new(), cells: vec![alone] };
    for _ in 0..2 {
        let again = redact(&mut stage, &csv, cell.clone()).expect("redacts");
        let all = Removed::Cells { columns: vec![RedactedColumn::new(2, false)], cells: vec![alone] };
        assert_eq!((&again.removed, again.removed.words().as_str()), (&all, "column 2 and 1 cell"));
        assert_eq!(again.item.files[0].redaction.as_ref().map(|it| &it.removed), Some(&all));
    }
    let now = b"user,code\r\nann,[redacted]\r\n[redacted],[redacted]\r\n";
    assert_eq!(saved(&mut stage, &csv, true).1, now, "row 2 is the second one below the heading");
    let whole = ToRedact::Cells { columns: vec![NamedColumn::Number { number: 2 }], cells: Vec::new() };
    let whole = redact(&mut stage, &csv, whole).expect("redacts").removed;
    assert!(matches!(whole, Removed::Cells { columns, .. } if columns == [RedactedColumn::new(2, true)]));
    let pages = stage.attach("people.pdf", &pdf(&["Mallory", "Trent"]), |_| {}).expect("attached").item.reference();
    for (page, areas) in [(1, 1), (2, 2), (1, 2)] {
        let removed = redact(&mut stage, &pages, first_line(page)).expect("redacts").removed;
        assert!(matches!(removed, Removed::Areas { areas: all } if all.len() == areas), "page {page}");
    }
    let (_, bytes) = saved(&mut stage, &pages, true);
    stage.file("copy.pdf", &bytes);
    let all = everything_in(&stage, "copy.pdf");
    assert!(!all.contains("Mallory") && !all.contains("Trent"));
    sound(&mut stage);
}

#[test]
fn a_version_that_was_replaced_is_named_and_can_be_redacted_for_packets_of_earlier_days() {
    let mut stage = Stage::engaged();
    let first = stage.released("codes.csv", &with_code(4711), extract);
    let before = stage.app.call(commands::log::ListLog { most: 1 }).expect("lists")[0].seq;
    let replaces = |new: &mut commands::evidence::NewEvidence| {
        extract(new);
        new.supersedes = Some(first.clone());
    };
    let second = stage.attach("codes.csv", &with_code(4712), replaces).expect("attached").item.reference();
    let redacted = redact(&mut stage, &second, column("code")).expect("redacts");
    assert_eq!((redacted.earlier.as_slice(), redacted.also_in.len()), (std::slice::from_ref(&first), 0));
    export_as_of(&mut stage, "before.pdf", AudienceProfile::Client, Some(before)).expect("exports");
    assert!(everything_in(&stage, "before.pdf").contains("Z4711Q"), "the earlier version, as it was");
    redact(&mut stage, &first, column("code")).expect("redacts what was replaced");
    assert!(matches!(item(&mut stage, &first).state, EvidenceState::Superseded { .. }));
    export_as_of(&mut stage, "after.pdf", AudienceProfile::Client, Some(before)).expect("exports");
    assert!(!everything_in(&stage, "after.pdf").contains("Z4711Q"));
    assert_eq!(redact(&mut stage, &second, column("user")).expect("redacts").earlier, Vec::<String>::new());
    sound(&mut stage);
}

#[test]
fn a_redaction_is_taken_back_undone_and_redone_and_each_time_the_client_releases_anew() {
    let mut stage = Stage::engaged();
    let reference = stage.released("codes.csv", &with_code(4711), extract);
    let twin = redact(&mut stage, &reference, column("code")).expect("redacts").item.files[0].redaction.clone();
    release(&mut stage, &reference);
    let take_back = TakeRedactionBack {
        engagement: None,
        evidence: reference.clone(),
        file: None,
        reason: "The codes were changed".to_owned(),
    };
    let back = stage.app.call(take_back.clone()).expect("takes back");
    assert_eq!((back.state, back.files[0].redaction.clone()), (EvidenceState::Accepted, None));
    assert_eq!(stage.app.call(take_back).expect_err("nothing is redacted").code, Code::NotFound);
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    let undone = item(&mut stage, &reference);
    assert_eq!((undone.files[0].redaction.clone(), undone.state), (twin, EvidenceState::Accepted));
    assert_eq!(saved(&mut stage, &reference, true).1, b"user,code\r\nann,[redacted]\r\nbob,[redacted]\r\n");
    let kinds = custody(&mut stage, &reference);
    for kind in [CustodyKind::Redacted, CustodyKind::ReleaseRevoked, CustodyKind::RedactionTakenBack] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    assert_eq!(kinds.iter().filter(|kind| **kind == CustodyKind::Redacted).count(), 2);
    let mut stage = stage.reopen();
    assert!(saved(&mut stage, &reference, true).1.ends_with(b"[redacted]\r\n"), "the sweep left the copy");
    sound(&mut stage);
}

#[test]
fn a_packet_as_of_an_earlier_row_holds_what_is_redacted_now() {
    let mut stage = Stage::engaged();
    let reference = stage.released("codes.csv", &with_code(4711), extract);
    let before = stage.app.call(commands::log::ListLog { most: 1 }).expect("lists")[0].seq;
    redact(&mut stage, &reference, column("code")).expect("redacts");
    export_as_of(&mut stage, "client.pdf", AudienceProfile::Client, Some(before)).expect("exports");
    let all = everything_in(&stage, "client.pdf");
    assert!(!all.contains("Z4711Q") && all.contains("codes.redacted.csv"));
}

#[test]
fn purging_an_item_destroys_its_copies_too() {
    let mut stage = Stage::engaged();
    let reference = stage.attach("codes.csv", &with_code(4711), |_| {}).expect("attached").item.reference();
    redact(&mut stage, &reference, column("user")).expect("redacts");
    let twin = redact(&mut stage, &reference, column("code")).expect("redacts").item.files[0].redaction.clone();
    let twin = twin.expect("is redacted").twin.id;
    let (evidence, reason) = (reference.clone(), "should not have been collected".to_owned());
    stage.app.call(WithdrawEvidence { engagement: None, evidence, reason: reason.clone() }).expect("withdraws");
    let again = NamedColumn::Number { number: 1 };
    let again = ToRedact::Cells { columns: vec![again], cells: Vec::new() };
    redact(&mut stage, &reference, again.clone()).expect("a packet as of an earlier day may hold what was withdrawn");
    let (evidence, confirm) = (reference.clone(), reference.clone());
    stage.app.call(PurgeEvidence { engagement: None, evidence, reason, confirm }).expect("purges");
    assert_eq!(redact(&mut stage, &reference, again).expect_err("gone").code, Code::NotFound);
    let look = PreviewEvidence { engagement: None, evidence: reference, file: Some(twin), page: 1, width: 900 };
    assert_eq!(stage.app.call(look).expect_err("gone").code, Code::NotFound);
    let mut stage = stage.reopen();
    sound(&mut stage);
}

#[test]
fn a_redaction_that_does_not_carry_over_is_named_when_something_is_attached() {
    let mut stage = Stage::engaged();
    let first = stage.attach("codes.csv", &with_code(4711), |_| {}).expect("attached");
    assert_eq!(first.redacted_in, Vec::<String>::new());
    let first = first.item.reference();
    redact(&mut stage, &first, column("code")).expect("redacts");
    let again = stage.attach("again.csv", &with_code(4711), |_| {}).expect("attached");
    assert_eq!((&again.same_as, &again.redacted_in), (&vec![first.clone()], &vec![first.clone()]));
    let other = stage.attach("other.csv", &with_code(4712), |_| {}).expect("attached");
    assert_eq!(other.redacted_in, Vec::<String>::new());
    let newer = |new: &mut commands::evidence::NewEvidence| new.supersedes = Some(first.clone());
    let newer = stage.attach("codes.csv", &with_code(4713), newer).expect("attached");
    assert_eq!((newer.same_as.len(), newer.redacted_in.as_slice()), (0, std::slice::from_ref(&first)));
}

#[test]
fn other_items_of_the_same_content_are_named() {
    let mut stage = Stage::engaged();
    let first = stage.attach("codes.csv", &with_code(4711), |_| {}).expect("attached").item.reference();
    let second = stage.attach("again.csv", &with_code(4711), |_| {}).expect("attached").item.reference();
    assert_eq!(redact(&mut stage, &first, column("code")).expect("redacts").also_in, std::slice::from_ref(&second));
    assert_eq!(redact(&mut stage, &second, column("code")).expect("redacts").also_in, Vec::<String>::new());
    let third = stage.attach("third.csv", &with_code(4711), |_| {}).expect("attached").item.reference();
    let (evidence, reason) = (third.clone(), "attached by mistake".to_owned());
    stage.app.call(WithdrawEvidence { engagement: None, evidence, reason }).expect("withdraws");
    let also_in = redact(&mut stage, &first, column("user")).expect("redacts").also_in;
    assert_eq!(also_in, [third], "a packet as of an earlier day may hold what was withdrawn");
}
