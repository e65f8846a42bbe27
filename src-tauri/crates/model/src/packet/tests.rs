//! Tests of what each audience may see.

use proptest::prelude::*;

use super::*;
use crate::communication::{FieldValue, PlanRow};
use crate::coverage::coverage;
use crate::custody::CustodyKind;
use crate::fixture::{
    client, control, criterion, custody, engagement, evidence, gap, id, instant, log_row, message, person, plan_row,
    rating, released, surface, system,
};
use crate::gap::{Cost, ReferenceRange, Severity};
use crate::id::EvidenceId;
use crate::person::Side;

/// Stands in every field that an auditor must not see.
const MARK: &str = "FORBIDDEN";
/// Likewise for amounts.
const AMOUNT: u64 = 987_654_321;

fn mark() -> String {
    MARK.to_owned()
}

/// An item in which every text is marked.
fn unreleased(number: u128, state: EvidenceState) -> EvidenceItem {
    let mut item = EvidenceItem {
        title: mark(),
        source_system: mark(),
        collected_by: mark(),
        internal_note: mark(),
        list_only: Some(mark()),
        state,
        ..evidence(number)
    };
    item.files[0].name = format!("{MARK}.csv");
    let card = item.ipe.as_mut().expect("a card");
    (card.system, card.query, card.tie_out) = (mark(), mark(), mark());
    item
}

fn marked_gap() -> Gap {
    Gap {
        title: mark(),
        description: mark(),
        root_cause: mark(),
        remedy: mark(),
        internal_note: mark(),
        severity: Severity { likelihood: 5, impact: 5 },
        cost: Some(Cost { low: AMOUNT, high: AMOUNT, currency: "USD".to_owned(), basis: mark() }),
        reference: Some(ReferenceRange { low: AMOUNT, high: AMOUNT, basis: mark() }),
        ..gap()
    }
}

fn marked_message() -> Message {
    let mut message = Message { privileged: true, title: mark(), audience: mark(), ..message() };
    message.versions[0].text = mark();
    message.fields.insert("client_name".to_owned(), FieldValue { text: mark(), evidence: None });
    message
}

/// A source in which everything that an auditor must not see is marked, and nothing else is.
fn source() -> PacketSource {
    let controls = vec![Control { internal_note: mark(), ..control(401, &["CC6.1"]) }];
    let criteria = vec![criterion("CC6.1")];
    let people = [(101, Side::Client), (102, Side::Client), (103, Side::Client), (104, Side::Firm), (105, Side::Firm)];
    let mut people: Vec<Person> = people.map(|(number, side)| person(number, side)).into();
    people.iter_mut().for_each(|person| person.email = Some(format!("{MARK}@example.test")));
    people.push(Person { name: mark(), role: mark(), team: Some(mark()), ..person(106, Side::Other) });
    let mut rating = rating();
    rating.evidence.extend([502, 503].map(id::<EvidenceId>));
    let returned = EvidenceState::Returned { reason: mark() };
    PacketSource {
        client: client(),
        system: system(),
        engagement: Engagement { trigger_note: mark(), ..engagement() },
        people,
        surfaces: vec![surface()],
        coverage: coverage(&criteria, &controls),
        criteria,
        controls,
        ratings: vec![rating],
        gaps: vec![marked_gap()],
        plan_rows: vec![PlanRow { audience: mark(), subject: mark(), internal_note: mark(), ..plan_row() }],
        messages: vec![marked_message()],
        evidence: vec![
            EvidenceItem { internal_note: mark(), ..released(501) },
            unreleased(502, EvidenceState::Accepted),
            unreleased(503, returned),
        ],
        withheld: Vec::new(),
        custody: vec![
            custody(501, CustodyKind::Received, ""),
            custody(501, CustodyKind::Returned, MARK),
            CustodyEvent { who: mark(), ..custody(502, CustodyKind::Received, MARK) },
        ],
        log: vec![log_row()],
        prepared_by: "K. Moreau".to_owned(),
    }
}

#[test]
fn nothing_that_an_auditor_must_not_see_is_left() {
    let whole = format!("{:?}", source());
    assert!(whole.matches(MARK).count() > 40 && whole.contains(&AMOUNT.to_string()), "the marks are planted");
    let narrowed = format!("{:?}", source().narrowed(AudienceProfile::Auditor));
    let found = narrowed.find(MARK).map(|at| narrowed[at.saturating_sub(200)..at].to_owned());
    assert_eq!(found, None, "what stands before the mark that is left");
    for gone in [AMOUNT.to_string(), id::<uuid::Uuid>(502).to_string(), id::<uuid::Uuid>(503).to_string()] {
        assert!(!narrowed.contains(&gone), "{gone}");
    }
    for gone in ["likelihood", "@", "[open field"] {
        assert!(!narrowed.contains(gone), "{gone}");
    }
}

#[test]
fn everything_that_an_auditor_needs_is_kept() {
    let whole = source();
    let narrowed = source().narrowed(AudienceProfile::Auditor);
    assert_eq!((&narrowed.client, &narrowed.system), (&whole.client, &whole.system));
    assert_eq!((&narrowed.criteria, &narrowed.coverage), (&whole.criteria, &whole.coverage));
    assert_eq!((&narrowed.surfaces, &narrowed.prepared_by), (&whole.surfaces, &whole.prepared_by));
    assert_eq!(narrowed.engagement, engagement_without_note());
    assert_eq!(narrowed.controls, [control(401, &["CC6.1"])]);
    let [kept] = narrowed.ratings.as_slice() else { panic!("one rating") };
    assert_eq!((kept.value, &kept.evidence), (rating().value, &rating().evidence), "value and released evidence stay");
    let words = "Rests on 3 items, of which 1 are in this packet; the others are not released.";
    assert_eq!(kept.rationale, words, "a rationale may speak of what is withheld");
    assert_eq!(narrowed.evidence, [released(501)]);
    assert_eq!(narrowed.log, whole.log, "the chain must still be checkable");
    let named: Vec<_> = narrowed.people.iter().map(|person| person.id).collect();
    assert_eq!(named, [101, 102, 103, 104, 105].map(id), "owners, releasing person, rater, reviewers");
    assert_eq!(narrowed.custody.len(), 2);
}

fn engagement_without_note() -> Engagement {
    Engagement { trigger_note: String::new(), ..engagement() }
}

#[test]
fn what_is_withheld_is_listed_with_its_controls() {
    let narrowed = source().narrowed(AudienceProfile::Auditor);
    let withheld = |reference: &str, state: &str| Withheld {
        reference: reference.to_owned(),
        reason: format!("not released by the client ({state})"),
        controls: vec!["CORE-401".to_owned()],
    };
    assert_eq!(narrowed.withheld, [withheld("EV-0002", "accepted"), withheld("EV-0003", "returned")]);
}

#[test]
fn the_client_sees_everything() {
    assert_eq!(source().narrowed(AudienceProfile::Client), source());
}

#[test]
fn narrowing_twice_is_narrowing_once() {
    let once = source().narrowed(AudienceProfile::Auditor);
    assert_eq!(once.clone().narrowed(AudienceProfile::Auditor), once);
}

proptest! {
    #[test]
    fn an_item_is_shown_when_released_and_listed_as_withheld_otherwise(states in prop::collection::vec(0..5usize, 0..12)) {
        let all = [
            EvidenceState::Received,
            EvidenceState::InReview,
            EvidenceState::Accepted,
            EvidenceState::Returned { reason: mark() },
            EvidenceState::Released { by: id(103), at: instant("2026-07-04T10:00:00Z") },
        ];
        let number = |at: usize| 501 + at as u128;
        let mut source = source();
        source.evidence = states
            .iter()
            .enumerate()
            .map(|(at, state)| EvidenceItem { state: all[*state].clone(), ..evidence(number(at)) })
            .collect();
        source.custody = (0..states.len()).map(|at| custody(number(at), CustodyKind::Received, "")).collect();
        let narrowed = source.narrowed(AudienceProfile::Auditor);
        let released: Vec<usize> = (0..states.len()).filter(|at| states[*at] == 4).collect();
        let shown: Vec<_> = narrowed.evidence.iter().map(|item| item.id).collect();
        prop_assert_eq!(shown, released.iter().map(|at| id(number(*at))).collect::<Vec<_>>());
        let events: Vec<_> = narrowed.custody.iter().map(|event| event.evidence).collect();
        prop_assert_eq!(events, released.iter().map(|at| id(number(*at))).collect::<Vec<_>>());
        prop_assert_eq!(narrowed.withheld.len() + narrowed.evidence.len(), states.len());
        let printed = format!("{narrowed:?}");
        prop_assert!(!printed.contains(MARK));
    }
}

#[test]
fn the_auditors_packet_has_no_gap_analysis_and_no_communication_plan() {
    let left_out: Vec<_> = Section::ALL.into_iter().filter(|section| !AudienceProfile::Auditor.has(*section)).collect();
    assert_eq!(left_out, [Section::Gaps, Section::CommunicationPlan]);
    assert!(Section::ALL.into_iter().all(|section| AudienceProfile::Client.has(section)));
    assert!(Section::ALL.is_sorted(), "the list is in the order of a packet");
    assert_eq!(AudienceProfile::default(), AudienceProfile::Auditor);
}

#[test]
fn a_source_knows_the_row_as_of_which_it_was_read() {
    let mut source = source();
    assert_eq!((source.up_to(), source.log_head()), (1, log_row().hash));
    source.log.clear();
    assert_eq!((source.up_to(), source.log_head()), (0, crate::activity::LOG_START));
}
