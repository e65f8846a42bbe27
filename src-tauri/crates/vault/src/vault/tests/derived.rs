//! Derived values follow the records, whatever is done, and the day.

use model::control::{Control, ControlState, Frequency, Nature, QuarterRule};
use model::coverage::CoverageState;
use model::engagement::{Engagement, EngagementKind, EngagementState};
use model::evidence::{Covers, EvidenceKind, EvidenceState};
use model::gap::{Gap, GapState, Severity};
use model::occurrence::{Occurrence, OccurrenceState};
use model::organisation::Organisation;
use model::rating::{Rating, RatingSubject};
use model::time::Span;
use proptest::prelude::*;

use super::*;
use crate::derived::{computed, stored, stored_day};
use crate::fixture::{code, control, criterion, day, engagement_id, gap, occurrence, organisation, rating};

/// One random step.
#[derive(Debug, Clone)]
enum Step {
    Control { number: u128, criteria: u8, key: bool, retired: bool },
    Evidence { number: u32, state: u8, controls: u8 },
    Rate { number: u128, control: u128, design: bool, value: u8, on: u32 },
    Gap { number: u32, state: bool, until: u32, controls: u8 },
    Criterion { number: u128, relevant: bool },
    Schedule { number: u128, frequency: u8, quarters: bool, starts: bool, grace: u16, automated: bool },
    Covers { number: u32, kind: u8, month: u32, days: u64 },
    Occurrence { quarter: u8, performed: u8, exception: bool, remove: bool },
    Period { from: u32, months: u32, type_i: bool },
    Organisation { criteria: u8, remove: bool },
    Undo { back: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (50..56_u128, 0..8_u8, any::<bool>(), any::<bool>())
            .prop_map(|(number, criteria, key, retired)| Step::Control { number, criteria, key, retired }),
        (1..6_u32, 0..6_u8, 0..4_u8).prop_map(|(number, state, controls)| Step::Evidence { number, state, controls }),
        (60..70_u128, 50..52_u128, any::<bool>(), 0..3_u8, 1..28_u32)
            .prop_map(|(number, control, design, value, on)| Step::Rate { number, control, design, value, on }),
        (2..6_u32, any::<bool>(), 1..20_u32, 0..4_u8).prop_map(|(number, state, until, controls)| Step::Gap {
            number,
            state,
            until,
            controls
        }),
        (30..33_u128, any::<bool>()).prop_map(|(number, relevant)| Step::Criterion { number, relevant }),
        (50..52_u128, 0..8_u8, any::<bool>(), any::<bool>(), 0..40_u16, any::<bool>()).prop_map(
            |(number, frequency, quarters, starts, grace, automated)| Step::Schedule {
                number,
                frequency,
                quarters,
                starts,
                grace,
                automated
            }
        ),
        (1..6_u32, 0..4_u8, 1..7_u32, 0..120_u64).prop_map(|(number, kind, month, days)| Step::Covers {
            number,
            kind,
            month,
            days
        }),
        (0..4_u8, 0..5_u8, any::<bool>(), prop::bool::weighted(0.2)).prop_map(
            |(quarter, performed, exception, remove)| Step::Occurrence { quarter, performed, exception, remove }
        ),
        (1..8_u32, 0..15_u32, prop::bool::weighted(0.2)).prop_map(|(from, months, type_i)| Step::Period {
            from,
            months,
            type_i
        }),
        (0..8_u8, prop::bool::weighted(0.2)).prop_map(|(criteria, remove)| Step::Organisation { criteria, remove }),
        (0..6_u64).prop_map(|back| Step::Undo { back }),
    ]
}

const FREQUENCIES: [Frequency; 8] = [
    Frequency::Daily,
    Frequency::Weekly,
    Frequency::Monthly,
    Frequency::Quarterly,
    Frequency::SemiAnnual,
    Frequency::Annual,
    Frequency::PerEvent,
    Frequency::Continuous,
];

fn chosen<T: Clone + Ord>(bits: u8, of: &[T]) -> std::collections::BTreeSet<T> {
    of.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, it)| it.clone()).collect()
}

/// Writes over the record, or adds it.
fn put<R: crate::Table>(vault: &mut Vault, action: Action, minute: u32, record: R) {
    let answer = vault.write(action, at(minute), WHO, |writer| {
        match writer.list::<R>()?.into_iter().find(|it| it.key() == record.key()) {
            Some(found) => writer.update(record, found.revision()),
            None => writer.insert(&record),
        }
    });
    answer.unwrap();
}

fn take(vault: &mut Vault, step: Step, minute: u32) {
    match step {
        Step::Control { number, criteria, key, retired } => {
            let mut it = control(number, &format!("CORE-{number}"));
            it.criteria = chosen(criteria, &[code("CC6.1"), code("CC6.2"), code("A1.2")]);
            it.key = key;
            if retired {
                it.state = ControlState::Retired { reason: "merged".into() };
            }
            put(vault, Action::EditControl, minute, it);
        }
        Step::Evidence { number, state, controls } => {
            if vault.read(|reader| reader.find::<EvidenceItem>(id(u128::from(number) * 2 + 1000))).unwrap().is_none() {
                attach(vault, number, format!("content {number}").as_bytes(), minute);
            }
            let mut it: EvidenceItem = vault.read(|reader| reader.numbered(engagement_id(), number)).unwrap();
            it.controls = chosen(controls, &[id(50), id(51)]);
            it.state = match state {
                0 => EvidenceState::Received,
                1 => EvidenceState::InReview,
                2 => EvidenceState::Accepted,
                3 => EvidenceState::Returned { reason: "blurred".into() },
                4 => EvidenceState::Released { by: id(11), at: at(12_500) },
                _ => EvidenceState::Withdrawn { reason: "wrong".into() },
            };
            put(vault, Action::ReviewEvidence, minute, it);
        }
        Step::Rate { number, control, design, value, on } => {
            let aspect = if design { Aspect::Design } else { Aspect::Operation };
            let value = [RatingValue::Deficient, RatingValue::Partly, RatingValue::Effective][usize::from(value)];
            let rated = rating(number, aspect, value);
            let subject = RatingSubject::Control(id(control));
            let rated_on = day(&format!("2026-06-{on:02}"));
            put(vault, Action::Rate, minute, Rating { subject, rated_on, reviewed: None, ..rated });
        }
        Step::Gap { number, state, until, controls } => {
            let mut it = gap(number);
            it.severity = Severity { likelihood: (number % 5 + 1) as u8, impact: 3 };
            it.controls = chosen(controls, &[id(50), id(51)]);
            it.state = if state { GapState::Open } else { GapState::AcceptedRisk };
            it.acceptance_of_risk.as_mut().unwrap().until = day(&format!("2026-07-{until:02}"));
            put(vault, Action::MoveGap, minute, it);
        }
        Step::Criterion { number, relevant } => {
            let text = ["CC6.1", "CC6.2", "A1.2"][(number - 30) as usize];
            let mut it = criterion(number, text);
            it.not_relevant = (!relevant).then(|| "no such part".to_owned());
            put(vault, Action::ScopeCriterion, minute, it);
        }
        Step::Schedule { number, frequency, quarters, starts, grace, automated } => {
            let mut it: Control = vault.read(|reader| reader.get(id(number))).unwrap();
            it.frequency = FREQUENCIES[usize::from(frequency)];
            it.quarters = if quarters { QuarterRule::Calendar } else { QuarterRule::Period };
            it.starts_on = starts.then(|| day("2026-04-20"));
            it.grace_days = grace;
            it.nature = if automated { Nature::Automated } else { Nature::Manual };
            put(vault, Action::EditControl, minute, it);
        }
        Step::Covers { number, kind, month, days } => {
            let id = id(u128::from(number) * 2 + 1000);
            let Some(mut it) = vault.read(|reader| reader.find::<EvidenceItem>(id)).unwrap() else { return };
            let from = day(&format!("2026-{month:02}-01"));
            (it.captured_at, it.ipe) = (None, None);
            it.kind = if kind == 3 { EvidenceKind::ChangeHistory } else { EvidenceKind::SystemReport };
            it.covers = match kind {
                0 => None,
                1 => Some(Covers::AsOf { on: from }),
                _ => Some(Covers::Period {
                    span: Span { from, to: (from + chrono::Days::new(days)).min(day("2026-06-30")) },
                }),
            };
            put(vault, Action::EditEvidence, minute, it);
        }
        Step::Occurrence { quarter, performed, exception, remove } => {
            let id = id(5700 + u128::from(quarter));
            if remove {
                if vault.read(|reader| reader.find::<Occurrence>(id)).unwrap().is_some() {
                    write(vault, Action::RemoveOccurrence, minute, |writer| writer.remove::<Occurrence>(id));
                }
                return;
            }
            let mut it = Occurrence { id, ..occurrence() };
            it.key = ["2026-04-01/P3M", "2026-Q2", "2026-Q3", "2026-05"][usize::from(quarter)].parse().unwrap();
            it.performed_on = (performed > 0).then(|| day(&format!("2026-0{}-28", performed + 3)));
            it.performed_by = if performed > 0 { "R. Okafor".into() } else { String::new() };
            it.exception = exception.then(|| "one was left out".to_owned());
            put(vault, Action::PerformOccurrence, minute, it);
        }
        Step::Period { from, months, type_i } => {
            let mut it: Engagement = vault.read(|reader| reader.get(engagement_id())).unwrap();
            let from = day(&format!("2026-{from:02}-01"));
            let to = from + chrono::Months::new(months) + chrono::Days::new(30);
            it.outcomes.clear();
            (it.state, it.report_due, it.fieldwork_from) = (EngagementState::Planning, None, None);
            it.kind = if type_i {
                EngagementKind::TypeI { as_of: day("2026-06-30") }
            } else {
                EngagementKind::TypeIi { period: Span { from, to } }
            };
            put(vault, Action::EditEngagement, minute, it);
        }
        Step::Organisation { criteria, remove } => {
            let id = organisation().id;
            if remove {
                if vault.read(|reader| reader.find::<Organisation>(id)).unwrap().is_some() {
                    write(vault, Action::RemoveOrganisation, minute, |writer| writer.remove::<Organisation>(id));
                }
                return;
            }
            let mut it = organisation();
            it.complementary[0].criteria = chosen(criteria, &[code("CC6.1"), code("CC6.2"), code("A1.2")]);
            put(vault, Action::EditOrganisation, minute, it);
        }
        Step::Undo { back } => {
            let head = vault.read(|reader| reader.log_seq()).unwrap();
            // Whether it may be undone is not what this asks.
            let mut next = u128::from(head) * 100 + 0xd000_0000;
            let ids = || {
                next += 1;
                id(next)
            };
            match vault.undo(head.saturating_sub(back).max(1), at(minute), WHO, ids) {
                Ok(_) | Err(Error::Stale { .. } | Error::NotUndoable { .. } | Error::Referenced { .. }) => {}
                Err(other) => panic!("{other}"),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn after_any_edits_what_is_stored_is_what_follows(steps in proptest::collection::vec((step(), 0..3000_u32), 1..25)) {
        let Made { mut vault, home: _home, .. } = filled();
        let mut minute = 100;
        for (step, pause) in steps {
            minute += pause / 10;
            take(&mut vault, step.clone(), minute);
            let today = stored_day(&vault.connection).unwrap().unwrap();
            // A refused undoing leaves the day as it was, too.
            prop_assert!(today <= at(minute).date_naive());
            prop_assert_eq!(stored(&vault.connection).unwrap(), computed(&vault.connection, today).unwrap(), "{:?}", step);
        }
        prop_assert_eq!(check(&vault).problems, vec![]);
    }
}

#[test]
fn figures_say_what_the_records_say() {
    let Made { mut vault, home: _home, .. } = filled();
    let read = |vault: &Vault| {
        let figures = |reader: &Reader<'_>| {
            Ok((
                reader.coverage(engagement_id())?,
                reader.control_figures(engagement_id())?,
                reader.gap_figures(engagement_id())?,
            ))
        };
        vault.read(figures).unwrap()
    };
    let (coverage, controls, gaps) = read(&vault);
    let states: Vec<_> = coverage.iter().map(|row| (row.criterion.to_string(), row.state, row.controls)).collect();
    assert_eq!(states[0], ("CC6.1".to_owned(), CoverageState::Covered, 2));
    assert_eq!(states[2], ("A1.2".to_owned(), CoverageState::DesignGap, 0));
    let first = controls[&id(50)];
    assert_eq!(
        (first.received, first.open_gaps, first.design, first.operation),
        (1, 0, Some(RatingValue::Effective), None)
    );
    assert_eq!((gaps[&id(2001)].score, gaps[&id(2001)].open), (20, false));
    let retired = Control { state: ControlState::Retired { reason: "merged".into() }, ..control(51, "CORE-25") };
    write(&mut vault, Action::EditControl, 20, |writer| writer.update(retired, 1));
    assert_eq!(read(&vault).0[0].state, CoverageState::OneControl);
}

/// The states of the first control's occurrences with their keys, as stored.
fn occurrences(vault: &Vault) -> Vec<(String, OccurrenceState, u32)> {
    let rows = vault.read(|reader| reader.occurrence_rows(engagement_id())).unwrap();
    rows.get(&id(50)).into_iter().flatten().map(|row| (row.key.to_string(), row.state, row.evidence)).collect()
}

#[test]
fn occurrences_follow_control_evidence_records_and_period() {
    use OccurrenceState::{Evidenced, Missed, Performed, Upcoming};
    let Made { mut vault, home: _home, .. } = filled();
    let quarter = |month: &str, state, evidence| (format!("2026-{month}-01/P3M"), state, evidence);
    let later = [quarter("07", Upcoming, 0), quarter("10", Upcoming, 0)];
    let rows =
        |second: (String, OccurrenceState, u32)| [vec![quarter("01", Missed, 0), second], later.to_vec()].concat();
    assert_eq!(occurrences(&vault), rows(quarter("04", Performed, 0)), "recorded, with an exception");
    let accept = |writer: &Writer<'_>| {
        let item: EvidenceItem = writer.get(id(1002))?;
        let revision = item.revision;
        writer.update(EvidenceItem { state: EvidenceState::Accepted, ..item }, revision)
    };
    write(&mut vault, Action::ReviewEvidence, 20, accept);
    assert_eq!(occurrences(&vault), rows(quarter("04", Performed, 1)), "an exception is never evidenced");
    write(&mut vault, Action::RemoveOccurrence, 21, |writer| writer.remove::<Occurrence>(occurrence().id));
    assert_eq!(occurrences(&vault), rows(quarter("04", Evidenced, 1)));
    let calendar = Control { quarters: QuarterRule::Calendar, ..control(50, "CORE-24") };
    write(&mut vault, Action::EditControl, 22, |writer| writer.update(calendar, 1));
    assert_eq!(occurrences(&vault)[1], ("2026-Q2".to_owned(), Evidenced, 1));
    write(&mut vault, Action::EditEngagement, 23, |writer| {
        let mut engagement: Engagement = writer.get(engagement_id())?;
        engagement.kind = EngagementKind::TypeIi { period: Span { from: day("2026-04-01"), to: day("2026-09-30") } };
        writer.update(engagement, 1)
    });
    assert_eq!(occurrences(&vault).len(), 2);
    let retired = ControlState::Retired { reason: "merged".into() };
    write(&mut vault, Action::EditControl, 24, |writer| {
        writer.update(Control { state: retired, ..writer.get::<Control>(id(50))? }, 2)
    });
    assert_eq!(occurrences(&vault), []);
    assert_eq!(check(&vault).problems, []);
}

#[test]
fn a_missed_occurrence_is_missed_from_the_day_after_its_last_chance() {
    let Made { mut vault, home, .. } = filled();
    write(&mut vault, Action::RemoveOccurrence, 20, |writer| writer.remove::<Occurrence>(occurrence().id));
    vault.lock().unwrap();
    let state_on = |text: &str| {
        let at = format!("{text}T12:00:00Z").parse().unwrap();
        let vault = Vault::unlock(&path(&home), Secret::Passphrase(&passphrase()), at).unwrap();
        assert_eq!(check(&vault).problems, []);
        occurrences(&vault)[1].1
    };
    // The second quarter ends on 30 June and has ten days of grace.
    assert_eq!(state_on("2026-07-10"), OccurrenceState::LastChance);
    assert_eq!(state_on("2026-07-11"), OccurrenceState::Missed);
    assert_eq!(state_on("2026-07-10"), OccurrenceState::LastChance, "a clock that was put right");
}

#[test]
fn a_stored_occurrence_that_does_not_follow_is_named() {
    let Made { vault, home: _home, .. } = filled();
    tamper(&vault, "UPDATE derived_occurrence SET state = 'evidenced' WHERE key = '2026-07-01/P3M'");
    let problems = check(&vault).problems;
    assert!(!problems.is_empty());
    assert!(problems.iter().all(|it| it.what.starts_with("of occurrences of control ")), "{problems:?}");
}

#[test]
fn a_criterion_that_an_organisation_meets_in_part_is_no_design_gap() {
    let Made { mut vault, home: _home, .. } = filled();
    let state = |vault: &Vault| vault.read(|reader| reader.coverage(engagement_id())).unwrap()[2].state;
    assert_eq!(state(&vault), CoverageState::DesignGap);
    let mut host = organisation();
    host.complementary[1].criteria = [code("A1.2")].into();
    write(&mut vault, Action::EditOrganisation, 20, |writer| writer.update(host, 1));
    assert_eq!(state(&vault), CoverageState::WithSubservice);
    write(&mut vault, Action::RemoveOrganisation, 21, |writer| writer.remove::<Organisation>(organisation().id));
    assert_eq!(state(&vault), CoverageState::DesignGap);
}

#[test]
fn an_acceptance_of_risk_ends_with_its_day() {
    let Made { vault, home, .. } = filled();
    vault.lock().unwrap();
    let open_on = |minute| {
        let vault = Vault::unlock(&path(&home), Secret::Passphrase(&passphrase()), at(minute)).unwrap();
        assert_eq!(check(&vault).problems, []);
        let gap: Gap = vault.read(|reader| reader.get(id(2001))).unwrap();
        let (gaps, controls) = vault
            .read(|reader| Ok((reader.gap_figures(engagement_id())?, reader.control_figures(engagement_id())?)))
            .unwrap();
        (gaps[&gap.id].open, controls[&id(50)].open_gaps)
    };
    // It holds until the end of 3 July.
    assert_eq!(open_on(2 * 1440 + 1439), (false, 0));
    assert_eq!(open_on(3 * 1440), (true, 1));
}
