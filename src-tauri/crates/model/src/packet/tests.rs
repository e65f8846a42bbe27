//! Tests of what each audience may see.

pub(crate) mod full;
mod marked;
mod option;
mod part;
pub(crate) mod profile;
mod proof;

use std::collections::BTreeSet;

pub(crate) use marked::source;
use marked::{mark, marked_finding, marked_request};
use proptest::prelude::*;

use super::*;
use crate::clocks::ClockKind;
use crate::communication::{Due, FieldValue, MessageState, PlanRow};
use crate::coverage::coverage;
use crate::custody::CustodyKind;
use crate::evidence::EvidenceState;
use crate::finding::ManagementResponse;
use crate::fixture::{
    client, commitment, control, criterion, custody, day, engagement, evidence, finding, follow_up, gap, id, instant,
    log_row, message, occurrence, organisation, person, plan_row, population, rating, released, request, surface,
    system, task, team, user_control,
};
use crate::follow_up::{FollowUpAnswer, FollowUpState};
use crate::gap::{Cost, ReferenceRange, Severity};
use crate::id::EvidenceId;
use crate::person::Side;
use crate::request::{AuditorStatus, InternalStatus, Round, RoundEnd};
use crate::retest::Retest;

/// Stands in every field that an auditor must not see.
pub(crate) const MARK: &str = "FORBIDDEN";

/// Likewise for amounts.
pub(crate) const AMOUNT: u64 = 987_654_321;

/// Options for an audience, on a day in the period.
pub(crate) fn options(profile: AudienceProfile) -> PacketOptions {
    PacketOptions {
        form: PacketForm::Archive,
        profile,
        also: BTreeSet::new(),
        part: Part::Whole,
        marked: BTreeSet::new(),
        as_of: AsOf { at: crate::fixture::zoned("2026-11-20T18:00:00Z") },
        number: "HPL-2026-R1".to_owned(),
        reviewed_by: None,
        limits: ShowLimits::default(),
        embed_limit: PacketOptions::EMBED_LIMIT,
        volume: VolumeLimits::default(),
        bates_from: 1,
        log_rows: 20,
        program: "Vouchsafe".to_owned(),
        signed_by: None,
        presentation: Presentation::default(),
    }
}

/// A source of an engagement without any record beside it.
pub(crate) fn empty_source() -> PacketSource {
    PacketSource {
        client: client(),
        system: system(),
        engagement: engagement(),
        people: Vec::new(),
        surfaces: Vec::new(),
        criteria: Vec::new(),
        controls: Vec::new(),
        coverage: Vec::new(),
        ratings: Vec::new(),
        organisations: Vec::new(),
        user_controls: Vec::new(),
        commitments: Vec::new(),
        teams: Vec::new(),
        holidays: Vec::new(),
        occurrences: Vec::new(),
        populations: Vec::new(),
        gaps: Vec::new(),
        requests: Vec::new(),
        findings: Vec::new(),
        follow_ups: Vec::new(),
        tasks: Vec::new(),
        plan_rows: Vec::new(),
        messages: Vec::new(),
        evidence: Vec::new(),
        withheld: Vec::new(),
        custody: Vec::new(),
        log: Vec::new(),
        log_end: None,
        prepared_by: String::new(),
        figures: None,
    }
}

#[test]
fn nothing_that_an_auditor_must_not_see_is_left() {
    let whole = format!("{:?}", source());
    assert!(whole.matches(MARK).count() > 60 && whole.contains(&AMOUNT.to_string()), "the marks are planted");
    let narrowed = format!("{:?}", source().narrowed(&options(AudienceProfile::Auditor)));
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
    let narrowed = source().narrowed(&options(AudienceProfile::Auditor));
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
    let why = "owners, releasing person, rater, reviewers, who responds and who retests";
    assert_eq!(named, [101, 102, 103, 104, 105, 107, 108].map(id), "{why}");
    assert_eq!(narrowed.custody.len(), 2);
    assert_eq!(narrowed.organisations, [organisation()]);
    assert_eq!((&narrowed.user_controls, &narrowed.commitments), (&whole.user_controls, &whole.commitments));
    assert_eq!(narrowed.teams, [team()]);
    // A withheld item is of the occurrence's days.
    let note = "Rests on evidence that is not in this packet.".to_owned();
    assert_eq!(
        narrowed.occurrences,
        [Occurrence { note, ..occurrence() }],
        "what was performed, and its exception, stays"
    );
    assert_eq!((narrowed.populations, narrowed.tasks), (vec![population()], vec![]));
}

#[test]
fn a_request_keeps_what_the_auditor_wrote_and_was_given() {
    let narrowed = source().narrowed(&options(AudienceProfile::Auditor));
    let [kept] = narrowed.requests.as_slice() else { panic!("one request") };
    let given = EvidenceRequest { evidence: [id(501)].into(), ..marked_request() };
    let mut rounds = given.rounds.clone();
    rounds[0].evidence = [id(501)].into();
    let (internal, note) = (InternalStatus::Open, String::new());
    assert_eq!(*kept, EvidenceRequest { rounds, internal, reviewer: None, internal_note: note, ..given });
}

#[test]
fn a_finding_keeps_wording_response_and_retest() {
    let narrowed = source().narrowed(&options(AudienceProfile::Auditor));
    let [kept] = narrowed.findings.as_slice() else { panic!("one finding") };
    let retest = Retest {
        evidence: [id(501)].into(),
        note: "Rests on evidence that is not in this packet.".to_owned(),
        ..marked_finding().retest.expect("a retest")
    };
    let (gaps, note) = (BTreeSet::new(), String::new());
    let left = Finding { gaps, severity: None, retest: Some(retest), internal_note: note, ..marked_finding() };
    assert_eq!(*kept, left);
}

fn engagement_without_note() -> Engagement {
    Engagement { trigger_note: String::new(), ..engagement() }
}

#[test]
fn what_is_withheld_is_listed_with_its_controls() {
    let narrowed = source().narrowed(&options(AudienceProfile::Auditor));
    let withheld = |reference: &str, state: &str| Withheld {
        reference: reference.to_owned(),
        reason: format!("not released by the client ({state})"),
        by_release: true,
        accepted: state == "accepted",
        controls: vec!["CORE-401".to_owned()],
    };
    let population = Withheld {
        reference: "Population of CORE-401".to_owned(),
        reason: "its evidence is not released by the client".to_owned(),
        by_release: true,
        accepted: false,
        controls: vec!["CORE-401".to_owned()],
    };
    assert_eq!(narrowed.withheld, [withheld("EV-0002", "accepted"), withheld("EV-0003", "returned"), population]);
}

#[test]
fn the_client_sees_everything() {
    let narrowed = source().narrowed(&options(AudienceProfile::Client));
    assert!(narrowed.figures.as_ref().is_some_and(|it| it.readiness.is_some() && it.clocks.is_some()));
    assert_eq!(narrowed, PacketSource { figures: narrowed.figures.clone(), ..source() });
}

#[test]
fn a_note_on_an_occurrence_goes_where_a_withheld_item_is_of_its_days() {
    let of = |key: &str, item: EvidenceItem| {
        let occurrences = vec![Occurrence { key: key.parse().expect("a key"), ..occurrence() }];
        let source = PacketSource { occurrences, evidence: vec![item], ..source() };
        source.narrowed(&options(AudienceProfile::Auditor)).occurrences[0].note.clone()
    };
    let (kept, gone) = (occurrence().note, "Rests on evidence that is not in this packet.");
    assert_eq!(of("2026-Q2", evidence(501)), gone, "accepted, and not released");
    assert_eq!(of("2026-Q2", released(501)), kept);
    assert_eq!(of("2026-Q3", evidence(501)), kept, "the item speaks of the first half of the year");
    assert_eq!(of("2026-Q3", EvidenceItem { covers: None, ..evidence(501) }), gone, "of which days isn't known");
    assert_eq!(of("2026-Q2", EvidenceItem { controls: BTreeSet::new(), ..evidence(501) }), kept);
}

#[test]
fn a_row_that_a_privileged_message_told_is_not_due() {
    let told = |privileged| Message {
        privileged,
        state: MessageState::Sent,
        valid_until: Some(day("2026-12-31")),
        ..message()
    };
    let plan_rows = vec![PlanRow { due: Due::On { day: day("2026-11-01") }, ..plan_row() }];
    for profile in [AudienceProfile::Auditor, AudienceProfile::Board] {
        let also = BTreeSet::from_iter((profile == AudienceProfile::Auditor).then_some(Section::Clocks));
        let kinds = |messages: Vec<Message>| {
            let source = PacketSource { plan_rows: plan_rows.clone(), messages, ..empty_source() };
            let narrowed = source.narrowed(&PacketOptions { also: also.clone(), ..options(profile) });
            assert!(narrowed.messages.iter().all(|message| !message.privileged));
            let clocks = narrowed.figures.and_then(|figures| figures.clocks).expect("clocks").due.into_iter();
            clocks.map(|clock| clock.kind).collect::<BTreeSet<_>>()
        };
        assert!(kinds(vec![]).contains(&ClockKind::Plan), "{profile:?}");
        let seen = kinds(vec![told(true)]);
        assert!(!seen.contains(&ClockKind::Plan), "{profile:?}: it was told");
        assert!(!seen.contains(&ClockKind::Message), "{profile:?}: nothing is said of the message");
        assert!(kinds(vec![told(false)]).contains(&ClockKind::Message), "{profile:?}");
    }
}

#[test]
fn narrowing_twice_is_narrowing_once() {
    for profile in AudienceProfile::ALL {
        let once = source().narrowed(&options(profile));
        assert_eq!(once.clone().narrowed(&options(profile)), once, "{profile:?}");
    }
}

proptest! {
    #[test]
    fn an_item_is_shown_when_released_and_listed_as_withheld_otherwise(
        states in prop::collection::vec(0..5usize, 0..12),
        asked in prop::collection::btree_set(0..12usize, 0..12),
        submitted in prop::collection::btree_set(0..12usize, 0..12),
        held in prop::collection::vec(0..12usize, 0..6),
    ) {
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
        let items = |chosen: &BTreeSet<usize>| chosen.iter().map(|at| id(number(*at))).collect::<BTreeSet<EvidenceId>>();
        source.requests[0].evidence = items(&asked);
        source.requests[0].rounds[0].evidence = items(&submitted);
        let retest = source.findings[0].retest.as_mut().expect("a retest");
        retest.evidence = items(&submitted);
        if submitted.iter().all(|at| states.get(*at) == Some(&4)) {
            retest.note.clear();
        }
        source.populations = held.iter().map(|at| Population { evidence: id(number(*at)), ..population() }).collect();
        let narrowed = source.narrowed(&options(AudienceProfile::Auditor));
        let released: Vec<usize> = (0..states.len()).filter(|at| states[*at] == 4).collect();
        let shown: Vec<_> = narrowed.evidence.iter().map(|item| item.id).collect();
        prop_assert_eq!(&shown, &released.iter().map(|at| id(number(*at))).collect::<Vec<_>>());
        let events: Vec<_> = narrowed.custody.iter().map(|event| event.evidence).collect();
        prop_assert_eq!(events, released.iter().map(|at| id(number(*at))).collect::<Vec<_>>());
        let kept = narrowed.evidence.len() + narrowed.populations.len();
        prop_assert_eq!(narrowed.withheld.len() + kept, states.len() + held.len());
        let shown: BTreeSet<_> = shown.into_iter().collect();
        let request = &narrowed.requests[0];
        prop_assert_eq!(&request.evidence, &(&items(&asked) & &shown));
        prop_assert_eq!(&request.rounds[0].evidence, &(&items(&submitted) & &shown));
        prop_assert_eq!(&narrowed.findings[0].retest.as_ref().expect("a retest").evidence, &(&items(&submitted) & &shown));
        prop_assert!(narrowed.populations.iter().all(|population| shown.contains(&population.evidence)));
        prop_assert!(narrowed.tasks.is_empty());
        let printed = format!("{narrowed:?}");
        prop_assert!(!printed.contains(MARK));
    }
}

#[test]
fn each_audience_has_its_sections() {
    use Section::*;
    let left_out: Vec<_> = Section::ALL.into_iter().filter(|section| !AudienceProfile::Auditor.has(*section)).collect();
    assert_eq!(left_out, [Readiness, Gaps, FollowUps, RemediationPlan, Clocks, CommunicationPlan]);
    assert_eq!(
        options(AudienceProfile::Board).sections(),
        [HowToRead, Readiness, Gaps, RemediationPlan, Clocks, OpenPoints]
    );
    assert_eq!(
        options(AudienceProfile::Procurement).sections(),
        [HowToRead, Scope, Organisations, Findings, RemediationPlan, EvidenceIndex, Exhibits, OpenPoints, CheckRecord]
    );
    assert!(Section::ALL.into_iter().all(|section| AudienceProfile::Client.has(section) != section.is_by_choice()));
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
