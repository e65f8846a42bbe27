//! Tests of the rules of an evidence item: states, dates, what its kind asks for.

use proptest::prelude::*;

use super::*;
use crate::activity::text_digest;
use crate::fixture::{KINDS, assert_breaks, day, evidence, id, instant, ipe, person, released, span, zoned};

fn states() -> [EvidenceState; 7] {
    [
        EvidenceState::Received,
        EvidenceState::InReview,
        EvidenceState::Accepted,
        EvidenceState::Returned { reason: "cropped".to_owned() },
        EvidenceState::Released { by: id(103), at: instant("2026-07-04T10:00:00Z") },
        EvidenceState::Superseded { by: id(599) },
        EvidenceState::Withdrawn { reason: "attached by mistake".to_owned() },
    ]
}

#[test]
fn the_steps_of_a_review_are_these_and_no_others() {
    let allowed = [
        ("received", "in review"),
        ("received", "accepted"),
        ("received", "returned"),
        ("received", "superseded"),
        ("received", "withdrawn"),
        ("in review", "accepted"),
        ("in review", "returned"),
        ("in review", "superseded"),
        ("in review", "withdrawn"),
        ("accepted", "in review"),
        ("accepted", "returned"),
        ("accepted", "released"),
        ("accepted", "superseded"),
        ("accepted", "withdrawn"),
        ("returned", "in review"),
        ("returned", "superseded"),
        ("returned", "withdrawn"),
        ("released", "accepted"),
        ("released", "superseded"),
        ("released", "withdrawn"),
    ];
    for from in states() {
        for to in states() {
            let expected = allowed.contains(&(from.name(), to.name()));
            assert_eq!(from.may_become(&to), expected, "{} to {}", from.name(), to.name());
        }
    }
}

#[test]
fn only_reviewed_items_support_a_rating_and_ended_ones_never_count() {
    let named = |test: fn(&EvidenceState) -> bool| -> Vec<_> {
        states().iter().filter(|state| test(state)).map(EvidenceState::name).collect()
    };
    assert_eq!(named(EvidenceState::is_accepted), ["accepted", "released"]);
    assert_eq!(named(EvidenceState::is_live), ["received", "in review", "accepted", "returned", "released"]);
}

#[test]
fn accepted_and_released_items_name_their_reviewer() {
    assert_eq!(evidence(501).check(), Ok(()));
    assert_eq!(released(501).check(), Ok(()));
    assert_breaks(EvidenceItem { reviewed: None, ..evidence(501) }.check(), "reviewed");
    assert_breaks(EvidenceItem { reviewed: None, ..released(501) }.check(), "reviewed");
    for state in states().into_iter().filter(|state| !state.is_accepted()) {
        assert_eq!(EvidenceItem { state, reviewed: None, ..evidence(501) }.check(), Ok(()));
    }
}

#[test]
fn returning_withdrawing_and_listing_only_need_a_reason() {
    let blank = || " ".to_owned();
    let returned = EvidenceState::Returned { reason: blank() };
    assert_breaks(EvidenceItem { state: returned, ..evidence(501) }.check(), "reason");
    let withdrawn = EvidenceState::Withdrawn { reason: blank() };
    assert_breaks(EvidenceItem { state: withdrawn, ..evidence(501) }.check(), "reason");
    assert_breaks(EvidenceItem { list_only: Some(blank()), ..evidence(501) }.check(), "list_only");
}

#[test]
fn only_listing_an_item_from_now_on_keeps_its_review_and_release() {
    let because = |reason: &str| Some(reason.to_owned());
    let edits: [(Option<String>, Option<String>, bool); 6] = [
        (None, None, true),
        (None, because("personal data"), true),
        (because("personal data"), because("personal data"), true),
        (because("personal data"), because("names of staff"), true),
        (because("personal data"), None, false),
        (None, because(""), true),
    ];
    for (before, after, keeps) in edits {
        for state in states() {
            let old = EvidenceItem { state: state.clone(), list_only: before.clone(), ..released(501) };
            let edited = EvidenceItem { list_only: after.clone(), ..old.clone() }.after_edit(&old);
            let expected = if keeps || !state.is_accepted() { state.clone() } else { EvidenceState::InReview };
            assert_eq!(edited.state, expected, "{before:?} to {after:?}, {}", state.name());
            let renamed = EvidenceItem { list_only: after.clone(), title: "Another".to_owned(), ..old.clone() };
            let expected = if state.is_accepted() { EvidenceState::InReview } else { state };
            assert_eq!(renamed.after_edit(&old).state, expected, "a fact changed with it");
        }
    }
}

#[test]
fn the_client_releases_and_nobody_else() {
    assert_eq!(evidence(501).check_release(&person(103, Side::Client)), Ok(()));
    for side in [Side::Firm, Side::Auditor, Side::Other] {
        assert_breaks(evidence(501).check_release(&person(103, side)), "released_by");
    }
}

#[test]
fn a_version_replaces_another_item_and_never_itself() {
    assert_eq!(EvidenceItem { supersedes: Some(id(502)), version: 2, ..evidence(501) }.check(), Ok(()));
    assert_breaks(EvidenceItem { supersedes: Some(id(501)), ..evidence(501) }.check(), "supersedes");
    let state = EvidenceState::Superseded { by: id(501) };
    assert_breaks(EvidenceItem { state, ..evidence(501) }.check(), "state");
    assert_breaks(EvidenceItem { version: 0, ..evidence(501) }.check(), "version");
    assert_breaks(EvidenceItem { number: 0, ..evidence(501) }.check(), "number");
    assert_eq!(EvidenceItem { number: 12, ..evidence(501) }.reference(), "EV-0012");
    assert_eq!(EvidenceItem { number: 12_345, ..evidence(501) }.reference(), "EV-12345");
}

#[test]
fn files_are_named_without_folders() {
    let named = |name: &str| {
        let mut item = evidence(501);
        item.files[0].name = name.to_owned();
        item.check()
    };
    for name in ["review.csv", "Übersicht Q3.pdf", "...", "a..b", &"x".repeat(255)] {
        assert_eq!(named(name), Ok(()), "{name}");
    }
    for name in ["", " ", ".", "..", "a/b", "..\\b", "/etc/x", "a\0b", "a\nb", "a\u{1b}[2J", &"x".repeat(256)] {
        assert_breaks(named(name), "files");
    }
    assert_breaks(EvidenceItem { files: Vec::new(), ..evidence(501) }.check(), "files");
}

#[test]
fn the_four_dates_stand_in_order() {
    let base = || evidence(501);
    let at = |text: &str| Some(zoned(text));
    // Captured, then received, then reviewed; the same instant will do.
    assert_eq!(EvidenceItem { captured_at: at("2026-07-02T11:00:00+01:00"), ..base() }.check(), Ok(()));
    assert_breaks(EvidenceItem { captured_at: at("2026-07-02T11:00:01+01:00"), ..base() }.check(), "captured_at");
    let reviewed = |text: &str| Some(Reviewed { by: id(104), at: instant(text) });
    assert_eq!(EvidenceItem { reviewed: reviewed("2026-07-02T10:00:00Z"), ..base() }.check(), Ok(()));
    assert_breaks(EvidenceItem { reviewed: reviewed("2026-07-02T09:59:59Z"), ..base() }.check(), "reviewed");
    let released = |text: &str| EvidenceState::Released { by: id(103), at: instant(text) };
    assert_eq!(EvidenceItem { state: released("2026-07-03T10:00:00Z"), ..base() }.check(), Ok(()));
    assert_breaks(EvidenceItem { state: released("2026-07-03T09:59:59Z"), ..base() }.check(), "released_at");
    let card = |text: &str| Some(IpeCard { run_at: at(text), ..ipe() });
    assert_breaks(EvidenceItem { ipe: card("2026-07-02T10:00:01Z"), ..base() }.check(), "run_at");
}

#[test]
fn nothing_is_shown_before_it_happened() {
    let with = |covers, captured: Option<&str>, run: Option<&str>| {
        let ipe = IpeCard { run_at: run.map(zoned), ..ipe() };
        EvidenceItem { covers: Some(covers), captured_at: captured.map(zoned), ipe: Some(ipe), ..evidence(501) }.check()
    };
    let to = |day: &str| Covers::Period { span: span("2026-01-01", day) };
    let on = |text: &str| Covers::AsOf { on: day(text) };
    let captured = Some("2026-06-30T23:30:00-08:00");
    assert_eq!(with(to("2026-06-30"), captured, None), Ok(()), "the day is that of the source's zone");
    assert_breaks(with(to("2026-07-01"), captured, None), "covers");
    assert_eq!(with(on("2026-06-30"), captured, None), Ok(()));
    assert_breaks(with(on("2026-07-01"), captured, None), "covers");
    assert_eq!(with(to("2026-06-30"), None, Some("2026-06-30T08:00:00Z")), Ok(()));
    assert_breaks(with(to("2026-06-30"), None, Some("2026-06-29T08:00:00Z")), "covers");
    // Without either, the receipt on 2 July at 10:00 UTC, which is 3 July nowhere but already 2 July everywhere east.
    assert_eq!(with(to("2026-07-02"), None, None), Ok(()));
    assert_eq!(with(on("2026-07-03"), None, None), Ok(()), "at +14:00 it is 3 July, 00:00");
    assert_breaks(with(on("2026-07-04"), None, None), "covers");
    // A document in force holds beyond the day on which it was captured.
    let in_force = Covers::InForce { from: day("2026-03-01"), until: Some(day("2027-02-28")) };
    assert_eq!(with(in_force, captured, None), Ok(()));
}

#[test]
fn what_is_covered_never_ends_before_it_begins() {
    let backwards = Covers::Period { span: Span { from: day("2026-02-02"), to: day("2026-02-01") } };
    assert_breaks(EvidenceItem { covers: Some(backwards), ..evidence(501) }.check(), "covers");
    let backwards = Covers::InForce { from: day("2026-02-02"), until: Some(day("2026-02-01")) };
    assert_breaks(EvidenceItem { covers: Some(backwards), ..evidence(501) }.check(), "covers");
    let open = Covers::InForce { from: day("2026-02-02"), until: None };
    assert_eq!(open.span(day("2026-12-31")), span("2026-02-02", "2026-12-31"));
    assert_eq!(open.span(day("2026-01-31")), span("2026-02-02", "2026-02-02"), "not yet in force is no span backwards");
    assert!(Covers::AsOf { on: day("2026-02-02") }.is_point_in_time());
    assert!(!open.is_point_in_time());
}

#[test]
fn each_kind_says_what_must_stand_beside_it() {
    let needing = |needs: Needs| -> Vec<_> {
        KINDS.into_iter().filter(|kind| kind.needs() == needs).map(EvidenceKind::name).collect()
    };
    assert_eq!(
        needing(Needs::IpeCard),
        ["population", "configuration", "change history", "screenshot", "system report", "log", "training record"]
    );
    assert_eq!(needing(Needs::Approval), ["policy", "contract"]);
    assert_eq!(needing(Needs::Nothing), ["sample", "report", "ticket", "correspondence"]);
}

#[test]
fn a_complete_item_misses_nothing() {
    assert_eq!(evidence(501).missing(), Vec::<String>::new());
    let policy = EvidenceItem {
        kind: EvidenceKind::Policy,
        covers: Some(Covers::InForce { from: day("2026-01-01"), until: None }),
        approval: Some(Approval { by: "Chief executive".to_owned(), on: day("2025-12-20") }),
        ipe: None,
        captured_at: None,
        ..evidence(501)
    };
    assert_eq!(policy.missing(), Vec::<String>::new());
    let report = EvidenceItem { kind: EvidenceKind::Report, ipe: None, captured_at: None, ..evidence(501) };
    assert_eq!(report.missing(), Vec::<String>::new());
}

#[test]
fn what_an_item_misses_is_listed() {
    let bare = |kind| EvidenceItem {
        kind,
        covers: None,
        captured_at: None,
        ipe: None,
        approval: None,
        collected_by: " ".to_owned(),
        ..evidence(501)
    };
    assert_eq!(
        bare(EvidenceKind::Population).missing(),
        [
            "the period or date that it covers",
            "when it was captured",
            "who collected it",
            "the completeness and accuracy card"
        ]
    );
    assert_eq!(
        bare(EvidenceKind::Policy).missing(),
        ["who collected it", "who approved it and when", "from when it is in force"]
    );
    assert_eq!(bare(EvidenceKind::Ticket).missing(), ["the period or date that it covers", "who collected it"]);
    let dated = EvidenceItem { kind: EvidenceKind::Contract, ..evidence(501) };
    assert_eq!(dated.missing(), ["who approved it and when", "from when it is in force"]);
}

#[test]
fn a_card_lacks_exactly_its_empty_lines() {
    let names = ["system", "environment", "query or filter", "who ran it", "when it ran", "row count", "tie-out"];
    assert_eq!(IpeCard::default().missing(), names);
    for lacking in 0..1 << names.len() {
        let has = |line: usize| lacking & (1 << line) == 0;
        let text = |line: usize| if has(line) { "x".to_owned() } else { "\u{200b} ".to_owned() };
        let card = IpeCard {
            system: text(0),
            environment: text(1),
            query: text(2),
            run_by: text(3),
            run_at: has(4).then(|| zoned("2026-07-01T09:00:00+01:00")),
            row_count: has(5).then_some(0),
            tie_out: text(6),
        };
        let expected: Vec<&str> = (0..names.len()).filter(|line| !has(*line)).map(|line| names[line]).collect();
        assert_eq!(card.missing(), expected);
        let item = EvidenceItem { ipe: Some(card), ..evidence(501) };
        let printed: Vec<String> =
            expected.iter().map(|line| format!("{line} on the completeness and accuracy card")).collect();
        assert_eq!(item.missing(), printed);
    }
}

#[test]
fn card_and_approval_are_bounded() {
    let card = IpeCard { query: "x".repeat(PROSE + 1), ..ipe() };
    assert_breaks(EvidenceItem { ipe: Some(card), ..evidence(501) }.check(), "query");
    let approval = Some(Approval { by: "\u{feff}".to_owned(), on: day("2026-01-01") });
    assert_breaks(EvidenceItem { approval, ..evidence(501) }.check(), "approval");
}

proptest! {
    #[test]
    fn a_digest_reads_back_as_written(bytes in any::<[u8; 32]>()) {
        let digest = Digest(bytes);
        let text = digest.to_string();
        prop_assert_eq!(text.len(), 64);
        prop_assert_eq!(Digest::try_from(text.clone()), Ok(digest));
        prop_assert_eq!(serde_json::to_value(digest).expect("a string"), serde_json::json!(text));
    }

    #[test]
    fn no_other_text_is_a_digest(text in "[0-9a-fA-Fgé]{60,66}") {
        let sound = text.len() == 64 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        match Digest::try_from(text.clone()) {
            Ok(digest) => prop_assert!(sound && digest.to_string() == text),
            Err(invalid) => prop_assert!(!sound && invalid.field == "sha256"),
        }
    }
}

#[test]
fn a_digest_keeps_the_order_of_its_bytes() {
    // Independently: printf abc | sha256sum
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(text_digest("abc").to_string(), abc);
    assert_breaks(Digest::try_from(abc.to_uppercase()), "sha256");
}
