//! Tests of a packet that holds a part: what is chosen is in it, nothing else is, and nothing that its audience must not see.

use super::*;
use crate::control::Control;
use crate::evidence::{Classification, EvidenceItem};
use crate::finding::FindingState;
use crate::rating::RatingSubject;

const ALL_PARTS: usize = 5;

/// Twelve controls over three criteria, each with an item while there are some, and requests that three of them answer.
fn made(released_items: &[bool]) -> PacketSource {
    let codes = ["CC6.1", "CC6.2", "CC7.1"];
    let controls: Vec<Control> =
        (401..413).zip(codes.into_iter().cycle()).map(|(at, code)| control(at, &[code])).collect();
    let items = (501..).zip(released_items).zip(controls.iter().cycle());
    let evidence: Vec<EvidenceItem> = items
        .map(|((number, is_released), control)| {
            let item = if *is_released { released(number) } else { evidence(number) };
            let classification = if number % 2 == 0 { Classification::Internal } else { Classification::Personal };
            EvidenceItem { controls: [control.id].into(), classification, ..item }
        })
        .collect();
    let answered = |at: usize| evidence.get(at).map(|item| item.id).into_iter().collect();
    let requests = (1..4_u32)
        .map(|number| EvidenceRequest { number, evidence: answered(number as usize - 1), ..request() })
        .collect();
    let ratings =
        controls.iter().map(|control| Rating { subject: RatingSubject::Control(control.id), ..rating() }).collect();
    let criteria = codes.map(criterion).into();
    PacketSource { ratings, controls, criteria, evidence, requests, ..source() }
}

fn chosen(source: &PacketSource, which: usize, at: usize) -> Part {
    let control = &source.controls[at % source.controls.len()];
    match which {
        0 => Part::Criteria(control.criteria.clone()),
        1 => Part::Controls([control.code.clone()].into()),
        2 => Part::Surfaces(control.surfaces.clone()),
        3 => Part::Requests([source.requests[at % source.requests.len()].number].into()),
        _ => Part::GapReport,
    }
}

/// Whether a control is of the part.
fn is_of(part: &Part, control: &Control) -> bool {
    match part {
        Part::Criteria(codes) => !codes.is_disjoint(&control.criteria),
        Part::Controls(codes) => codes.contains(&control.code),
        Part::Surfaces(codes) => !codes.is_disjoint(&control.surfaces),
        Part::Whole | Part::Requests(_) | Part::GapReport => false,
    }
}

proptest! {
    #[test]
    fn what_is_chosen_is_in_it_and_nothing_else(
        released in prop::collection::vec(any::<bool>(), 1..16),
        which in 0..4usize,
        at in 0..12usize,
    ) {
        let source = made(&released);
        let part = chosen(&source, which, at);
        for profile in [AudienceProfile::Client, AudienceProfile::Auditor] {
            let whole = source.clone().narrowed(&options(profile));
            let own = source.clone().narrowed(&PacketOptions { part: part.clone(), ..options(profile) });
            let ids = |source: &PacketSource| source.evidence.iter().map(|item| item.id).collect::<BTreeSet<_>>();
            let (all, kept) = (ids(&whole), ids(&own));
            prop_assert!(kept.is_subset(&all), "a part shows what the whole withholds");
            if let Part::Requests(numbers) = &part {
                let answers: BTreeSet<_> = source.requests.iter().filter(|it| numbers.contains(&it.number))
                    .flat_map(|it| it.evidence.iter().copied()).collect();
                prop_assert_eq!(&kept, &(&answers & &all));
                prop_assert!(own.requests.iter().all(|it| numbers.contains(&it.number)) && own.requests.len() == 1);
                prop_assert!(own.ratings.is_empty() && own.occurrences.is_empty());
                continue;
            }
            let of: BTreeSet<_> = source.controls.iter().filter(|it| is_of(&part, it)).map(|it| it.id).collect();
            let controls: BTreeSet<_> = own.controls.iter().map(|it| it.id).collect();
            prop_assert_eq!(&controls, &of);
            // Beside what supports them, only what their own ratings, retests and populations rest on.
            let rated = |it: &&Rating| matches!(&it.subject, RatingSubject::Control(id) if of.contains(id));
            let mut named: BTreeSet<_> =
                whole.ratings.iter().filter(rated).flat_map(|it| it.evidence.iter().copied()).collect();
            let retests = whole.findings.iter().filter_map(|it| it.retest.as_ref());
            named.extend(retests.flat_map(|it| it.evidence.iter().copied()));
            named.extend(whole.populations.iter().map(|it| it.evidence));
            // What supports none of its controls is named only where something of the part rests on it.
            let mut proof: BTreeSet<_> =
                source.ratings.iter().filter(rated).flat_map(|it| it.evidence.iter().copied()).collect();
            let retests = source.findings.iter().filter_map(|it| it.retest.as_ref());
            proof.extend(retests.flat_map(|it| it.evidence.iter().copied()));
            proof.extend(source.populations.iter().map(|it| it.evidence));
            let proves = source.evidence.iter().filter(|item| proof.contains(&item.id));
            let proves: BTreeSet<String> = proves.map(EvidenceItem::reference).collect();
            prop_assert!(own.withheld.iter().all(|it| !it.controls.is_empty() || proves.contains(&it.reference)));
            let supports = |item: &&EvidenceItem| !item.controls.is_disjoint(&of);
            let right: BTreeSet<_> = whole.evidence.iter().filter(supports).map(|it| it.id).collect();
            prop_assert!(right.is_subset(&kept));
            prop_assert!(kept.is_subset(&(&right | &named)));
            prop_assert!(own.evidence.iter().all(|it| it.controls.is_subset(&of)));
            let rated = own.ratings.iter().all(|it| match &it.subject {
                RatingSubject::Control(id) => of.contains(id),
                RatingSubject::Criterion(_) => matches!(part, Part::Criteria(_)),
            });
            prop_assert!(rated);
            let codes: BTreeSet<String> = own.controls.iter().map(|it| it.code.to_string()).collect();
            prop_assert!(own.withheld.iter().all(|it| it.controls.iter().all(|code| codes.contains(code))));
            prop_assert!(own.requests.is_empty() && own.gaps.is_empty() && own.tasks.is_empty() && own.log.is_empty());
            prop_assert_eq!(own.log_head(), source.log_head());
        }
    }

    #[test]
    fn what_is_marked_otherwise_is_named_as_kept_back_and_shown_nowhere(
        released in prop::collection::vec(any::<bool>(), 1..12),
    ) {
        let source = made(&released);
        for profile in [AudienceProfile::Client, AudienceProfile::Auditor] {
            let whole = source.clone().narrowed(&options(profile));
            let marked = BTreeSet::from([Classification::Internal]);
            let own = source.clone().narrowed(&PacketOptions { marked, ..options(profile) });
            let right: Vec<_> = whole.evidence.iter()
                .filter(|it| it.classification == Classification::Internal).map(|it| it.id).collect();
            prop_assert_eq!(own.evidence.iter().map(|it| it.id).collect::<Vec<_>>(), right);
            let back = own.withheld.iter().filter(|it| it.reason == "kept back as personal").count();
            prop_assert_eq!(back, whole.evidence.len() - own.evidence.len());
            let mut kept_back = own.withheld.iter().filter(|it| it.reason == "kept back as personal");
            prop_assert!(kept_back.all(|it| it.accepted && !it.by_release), "each was accepted, and no release lacks");
        }
    }
}

#[test]
fn withheld_proof_of_what_a_part_holds_is_named_whatever_it_supports() {
    let [held, other] = [control(401, &["CC6.1"]), control(402, &["CC6.2"])];
    let item = |number: u128| EvidenceItem { controls: [other.id].into(), ..evidence(number) };
    let retest = Retest { by: id(108), on: day("2027-02-20"), evidence: [id(502)].into(), note: String::new() };
    let part = Part::Controls([held.code.clone()].into());
    let source = PacketSource {
        ratings: vec![Rating { evidence: [id(501)].into(), ..rating() }],
        findings: vec![Finding { retest: Some(retest), ..finding() }],
        populations: vec![Population { evidence: id(503), ..population() }],
        evidence: [501, 502, 503, 504].map(item).into(),
        criteria: vec![criterion("CC6.1"), criterion("CC6.2")],
        controls: vec![held, other],
        ..empty_source()
    };
    let own = source.narrowed(&PacketOptions { part, ..options(AudienceProfile::Auditor) });
    let is_named = |reference: &str| own.withheld.iter().any(|it| it.reference == reference);
    let named = ["EV-0001", "EV-0002", "EV-0003", "EV-0004"].map(is_named);
    assert_eq!(named, [true, true, true, false], "by the rating, the retest, the population, and by nothing");
    assert!(own.withheld.iter().all(|it| it.controls.iter().all(|code| code == "CORE-401")));
}

#[test]
fn a_part_for_customers_holds_no_proof_of_findings_outside_it() {
    let [held, other] = [control(401, &["CC6.1"]), control(402, &["CC6.2"])];
    let closed = |control: &Control, proof: [u128; 2]| Finding {
        state: FindingState::Closed,
        controls: [control.id].into(),
        compensating: BTreeSet::new(),
        retest: Some(Retest {
            by: id(108),
            on: day("2027-02-20"),
            evidence: proof.map(id::<EvidenceId>).into(),
            note: String::new(),
        }),
        ..finding()
    };
    let of = |control: &Control, item: EvidenceItem| EvidenceItem { controls: [control.id].into(), ..item };
    let source = PacketSource {
        findings: vec![closed(&held, [501, 504]), closed(&other, [502, 503])],
        // The second and third support the control of the part, and prove a finding that it doesn't hold.
        evidence: vec![
            of(&held, released(501)),
            of(&held, released(502)),
            of(&held, evidence(503)),
            of(&other, evidence(504)),
        ],
        controls: vec![held.clone(), other],
        ..empty_source()
    };
    let seen = |part: Part| {
        let own = source.clone().narrowed(&PacketOptions { part, ..options(AudienceProfile::Procurement) });
        let shown: Vec<String> = own.evidence.iter().map(EvidenceItem::reference).collect();
        let withheld: Vec<String> = own.withheld.into_iter().map(|it| it.reference).collect();
        (shown.join(" "), withheld.join(" "))
    };
    assert_eq!(seen(Part::Whole), ("EV-0001 EV-0002".to_owned(), "EV-0003 EV-0004".to_owned()));
    let part = Part::Controls([held.code].into());
    assert_eq!(seen(part), ("EV-0001".to_owned(), "EV-0004".to_owned()));
}

#[test]
fn a_part_holds_no_forbidden_word_of_any_audience() {
    let source = source();
    for which in 0..ALL_PARTS {
        let part = chosen(&source, which, 0);
        let also = if which == 4 { [Section::Gaps].into() } else { BTreeSet::new() };
        let own = source.clone().narrowed(&PacketOptions { part, also, ..options(AudienceProfile::Auditor) });
        let printed = format!("{:?}", PacketSource { gaps: Vec::new(), figures: None, ..own });
        let found = printed.find(MARK).map(|at| printed[at.saturating_sub(200)..at].to_owned());
        assert_eq!(found, None, "part {which}: what stands before the mark that is left");
    }
}

#[test]
fn a_gap_report_names_the_controls_of_its_gaps_and_no_evidence() {
    let own = source().narrowed(&PacketOptions { part: Part::GapReport, ..options(AudienceProfile::Client) });
    assert_eq!(own.gaps, {
        let whole = source().narrowed(&options(AudienceProfile::Client));
        let mut gaps = whole.gaps;
        for retest in gaps.iter_mut().filter_map(|gap| gap.retest.as_mut()).filter(|it| !it.evidence.is_empty()) {
            retest.evidence.clear();
            retest.note = "Rests on evidence that is not in this packet.".to_owned();
        }
        gaps
    });
    let named: BTreeSet<_> = own.gaps.iter().flat_map(|gap| gap.controls.iter().copied()).collect();
    assert!(own.controls.iter().all(|control| named.contains(&control.id) && control.statement.is_empty()));
    assert!(own.evidence.is_empty() && own.withheld.is_empty() && own.requests.is_empty() && own.log.is_empty());
    assert!(own.figures.is_some_and(|figures| figures.heat_map.is_some() && figures.readiness.is_none()));
}

#[test]
fn a_part_of_nothing_and_a_section_outside_it_are_refused() {
    let of = |profile, part, also: &[Section]| PacketOptions {
        part,
        also: also.iter().copied().collect(),
        ..options(profile)
    };
    let field = |options: PacketOptions| options.check().expect_err("is refused").field;
    let criterion = || Part::Criteria(["CC6.1".parse().expect("a code")].into());
    assert_eq!(field(of(AudienceProfile::Auditor, Part::Criteria([].into()), &[])), "part");
    assert_eq!(field(of(AudienceProfile::Auditor, Part::GapReport, &[])), "part");
    assert_eq!(field(of(AudienceProfile::Board, criterion(), &[])), "part");
    assert_eq!(field(of(AudienceProfile::Procurement, Part::Requests([1].into()), &[])), "part");
    assert_eq!(field(of(AudienceProfile::Auditor, criterion(), &[Section::Readiness])), "also");
    assert_eq!(of(AudienceProfile::Auditor, criterion(), &[]).check(), Ok(()));
    assert_eq!(of(AudienceProfile::Auditor, Part::GapReport, &[Section::Gaps]).check(), Ok(()));
    assert_eq!(of(AudienceProfile::Board, Part::GapReport, &[]).check(), Ok(()));
}

#[test]
fn a_part_is_told_in_words() {
    let criteria = Part::Criteria(["CC6.1", "CC6.2", "CC7.1"].map(|code| code.parse().expect("a code")).into());
    assert_eq!(criteria.words().as_deref(), Some("Controls of criteria CC6.1, CC6.2 and CC7.1"));
    assert_eq!(Part::Requests([14].into()).words().as_deref(), Some("Answer to request REQ-014"));
    assert_eq!(Part::GapReport.words().as_deref(), Some("Gap report"));
    assert_eq!(Part::Whole.words(), None);
}
