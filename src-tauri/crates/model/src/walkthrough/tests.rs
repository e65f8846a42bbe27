//! Tests of what a page of the walkthrough shows, and of what it never shows.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::evidence::EvidenceState;
use crate::fixture::{control, criterion, evidence, id, occurrence, rating, released};
use crate::occurrence::OccurrenceState;
use crate::packet::tests::profile::{WIDE, planted};
use crate::packet::tests::{AMOUNT, MARK, empty_source, options, source};

fn walk(source: PacketSource) -> Walkthrough {
    Walkthrough::new(source, options(AudienceProfile::Auditor).as_of)
}

fn first(source: PacketSource) -> WalkthroughSheet {
    let walk = walk(source);
    let chosen: Vec<ControlId> = walk.controls().map(|control| control.id).collect();
    walk.sheets(&chosen).remove(0)
}

/// Everything that leaves, as JSON.
fn printed(source: PacketSource) -> String {
    let walk = walk(source);
    let chosen: Vec<ControlId> = walk.controls().map(|control| control.id).collect();
    let sheets = walk.sheets(&chosen);
    assert!(!sheets.is_empty());
    serde_json::to_string(&(walk.frame(), sheets)).expect("JSON")
}

#[test]
fn nothing_that_an_auditor_must_not_see_is_on_a_page() {
    let printed = printed(source());
    let gone = [MARK.to_owned(), AMOUNT.to_string(), "likelihood".to_owned(), "@".to_owned()];
    let ids = [502, 503].map(|number| id::<uuid::Uuid>(number).to_string());
    for gone in gone.iter().chain(&ids) {
        assert!(!printed.contains(gone), "{gone} in {printed}");
    }
    for kept in ["EV-0001", "CORE-401", "Rests on 3 items, of which 1 are in this packet"] {
        assert!(printed.contains(kept), "{kept} in {printed}");
    }
}

/// The fields of which something may stand on a page, by their paths in the source. Every other field of every noun bears
/// a mark in the test that reads this, and may not.
const SHOWN: &[&str] = &[
    "/controls/*/mappings/*/framework",
    "/controls/*/mappings/*/target",
    "/controls/*/owner_role",
    "/controls/*/statement",
    "/controls/*/test_of_design",
    "/controls/*/test_of_effectiveness",
    "/controls/*/title",
    "/criteria/*/summary",
    "/criteria/*/title",
    "/engagement/preparer_firm",
    "/evidence/*/files/*/redaction/twin/name",
    "/evidence/*/files/*/redaction/twin/size",
    "/evidence/*/number",
    "/evidence/*/title",
    "/occurrences/*/exception",
    "/populations/*/count",
    "/populations/*/name",
    "/populations/*/query",
    "/populations/*/source_system",
    "/ratings/*/rationale",
];

fn pattern(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.parse::<usize>().is_ok() { "*" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[test]
fn of_all_fields_of_all_nouns_only_the_listed_ones_reach_a_page() {
    let planted = planted();
    let mut whole: PacketSource = serde_json::from_value(planted.json.clone()).expect("a source");
    // A page takes back what its evidence doesn't show, with its rationale: of one rating it stays.
    whole.ratings.iter_mut().for_each(|rating| rating.value = RatingValue::Deficient);
    whole.ratings.iter_mut().for_each(|rating| rating.subject = RatingSubject::Control(whole.controls[0].id));
    let printed = printed(whole);
    let mut found = BTreeSet::new();
    for piece in printed.split('[').skip(1) {
        let path = piece.split(']').next().unwrap_or_default();
        if path.starts_with('/') {
            found.insert(pattern(path));
        }
    }
    for (path, number) in planted.numbers.iter().filter(|(_, number)| **number >= WIDE) {
        if printed.contains(&number.to_string()) {
            found.insert(pattern(path));
        }
    }
    let shown: BTreeSet<String> = SHOWN.iter().map(|path| (*path).to_owned()).collect();
    assert_eq!(found, shown);
}

#[test]
fn a_page_says_what_is_tested_and_that_the_tests_are_managements_own() {
    let sheet = first(source());
    let own = control(401, &["CC6.1"]);
    assert_eq!((&sheet.code, &sheet.statement, &sheet.owner_role), (&own.code, &own.statement, &own.owner_role));
    assert_eq!((sheet.position, sheet.count), (1, 1));
    let operation = sheet.operation.as_ref().expect("a period is audited");
    assert_eq!((&sheet.design.procedure, &operation.procedure), (&own.test_of_design, &own.test_of_effectiveness));
    let tests = [&sheet.design, operation];
    let rated = tests.iter().filter(|test| test.result != RatingValue::NotRated).count();
    assert!(rated <= 1, "one rating, of one aspect");
    assert!(
        tests
            .iter()
            .all(|test| test.words == test.result.name() && test.rated_on.is_some() != test.rationale.is_empty())
    );
    let asked: Vec<String> = sheet.criteria.iter().map(|it| it.summary.clone()).collect();
    assert_eq!(asked, [criterion("CC6.1").summary]);
    let frame = walk(source()).frame();
    assert!(frame.notice.contains("Not an examination; no opinion is expressed"), "{}", frame.notice);
    let client = source().client;
    assert!(!serde_json::to_string(&frame).expect("JSON").contains(&client.legal_name), "nobody is named");
}

#[test]
fn pages_come_in_the_order_that_was_chosen() {
    let controls: Vec<Control> = [401, 402, 403].map(|number| control(number, &["CC6.1"])).into();
    let walk = walk(PacketSource { controls, ..empty_source() });
    let chosen = [403, 999, 401].map(id::<ControlId>);
    let seen: Vec<_> = walk.sheets(&chosen).iter().map(|it| (it.control, it.position, it.count)).collect();
    assert_eq!(seen, [(id(403), 1, 2), (id(401), 2, 2)], "what isn't there is left out and not counted");
}

#[test]
fn a_lost_occurrence_says_what_is_accepted_in_its_place() {
    let bare = PacketSource { controls: vec![control(401, &["CC6.1"])], ..empty_source() };
    let sheet = first(bare.clone());
    let missed: Vec<_> = sheet.occurrences.iter().filter(|it| it.standing == Standing::Missed).collect();
    assert!(!missed.is_empty());
    for it in &sheet.occurrences {
        assert_eq!(it.instead.is_empty(), it.standing != Standing::Missed, "{it:?}");
        assert_eq!(it.words, it.standing.name());
    }
    let withheld = PacketSource { evidence: vec![evidence(502)], ..bare };
    assert_eq!(withheld.evidence[0].state, EvidenceState::Accepted);
    let sheet = first(withheld);
    assert!(sheet.occurrences.iter().all(|it| it.standing != Standing::Missed), "it may be in what is withheld");
    assert!(sheet.occurrences.iter().any(|it| it.standing == Standing::MissedOrWithheld));
    assert_eq!((sheet.exhibits.len(), sheet.withheld, sheet.remarks.len()), (0, 1, 1));
}

#[test]
fn an_exception_is_told_and_what_is_listed_only_is_not_opened() {
    let listed = EvidenceItem { list_only: Some("Names of staff".to_owned()), ..released(503) };
    let sheet = first(PacketSource {
        controls: vec![control(401, &["CC6.1"])],
        occurrences: vec![occurrence()],
        evidence: vec![released(501), listed.clone()],
        ..empty_source()
    });
    let told: Vec<_> = sheet.occurrences.iter().filter(|it| it.exception.is_some()).collect();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].exception.clone(), told[0].performed_on), (occurrence().exception, occurrence().performed_on));
    let [open, closed] = sheet.exhibits.as_slice() else { panic!("two exhibits") };
    assert_eq!((open.files.len(), open.not_shown.clone()), (released(501).files.len(), None));
    assert_eq!((closed.files.len(), closed.not_shown.clone()), (0, listed.list_only));
    assert_eq!(sheet.files().len(), open.files.len());
}

#[test]
fn a_retired_control_is_never_walked_through() {
    let mut gone = control(401, &["CC6.1"]);
    gone.state = ControlState::Retired { reason: "merged".to_owned() };
    // The vault's source holds live controls alone; another's would be no different.
    let walk = walk(PacketSource { controls: vec![gone], ..empty_source() });
    assert!(walk.sheets(&[id(401)]).is_empty());
}

fn states() -> impl Strategy<Value = EvidenceState> {
    let reason = || MARK.to_owned();
    prop_oneof![
        Just(EvidenceState::Received),
        Just(EvidenceState::InReview),
        Just(EvidenceState::Accepted),
        Just(EvidenceState::Returned { reason: reason() }),
        Just(released(501).state),
    ]
}

proptest! {
    #[test]
    fn whatever_its_state_only_a_released_item_is_on_a_page(
        states in prop::collection::vec(states(), 0..6),
        performed in any::<bool>(),
    ) {
        let is_released = |state: &EvidenceState| matches!(state, EvidenceState::Released { .. });
        let items = states.iter().enumerate().map(|(at, state)| {
            let item = evidence(501 + at as u128);
            let title = if is_released(state) { item.title.clone() } else { MARK.to_owned() };
            EvidenceItem { state: state.clone(), title, internal_note: MARK.to_owned(), ..item }
        });
        let mut rating = rating();
        rating.evidence = (0..states.len()).map(|at| id(501 + at as u128)).collect();
        let whole = PacketSource {
            controls: vec![control(401, &["CC6.1"])],
            evidence: items.collect(),
            ratings: vec![rating],
            occurrences: if performed { vec![occurrence()] } else { Vec::new() },
            ..empty_source()
        };
        let json = printed(whole.clone());
        prop_assert!(!json.contains(MARK));
        let sheet = first(whole);
        let count = states.iter().filter(|state| is_released(state)).count();
        prop_assert_eq!((sheet.exhibits.len(), sheet.withheld), (count, states.len() - count));
        let known: BTreeSet<&String> = sheet.exhibits.iter().map(|exhibit| &exhibit.reference).collect();
        let named = sheet.occurrences.iter().flat_map(|it| &it.exhibits);
        let operation = sheet.operation.iter().flat_map(|test| &test.exhibits);
        let named = named.chain(&sheet.design.exhibits).chain(operation);
        prop_assert!(named.into_iter().all(|reference| known.contains(reference)));
        let withheld = states.contains(&EvidenceState::Accepted);
        prop_assert!(!withheld || sheet.occurrences.iter().all(|it| it.standing != Standing::Missed || it.late));
    }

    #[test]
    fn a_standing_says_what_the_state_says_and_never_missed_where_more_may_be_shown(
        state in prop::sample::select(OccurrenceState::ALL.to_vec()),
        exception in any::<bool>(),
        withheld in any::<bool>(),
    ) {
        let window = first(PacketSource { controls: vec![control(401, &["CC6.1"])], ..empty_source() });
        let window = window.occurrences.first().expect("a window").clone();
        let rows = occurrences(&Schedule::of(&control(401, &["CC6.1"])).expect("a schedule"), window.days);
        let row = OccurrenceRow {
            window: rows.expect("windows")[0],
            state,
            evidence: [].into(),
            performed_on: None,
            exception,
        };
        let standing = Standing::of(&row, withheld);
        prop_assert_eq!(standing == Standing::Missed, state == OccurrenceState::Missed && !withheld);
        prop_assert_eq!(standing == Standing::Exception, state == OccurrenceState::Performed && exception);
        prop_assert!(Standing::ALL.contains(&standing));
    }
}
