//! Derived values follow the records, whatever is done, and the day.

use model::control::{Control, ControlState};
use model::coverage::CoverageState;
use model::evidence::EvidenceState;
use model::gap::{Gap, GapState, Severity};
use model::rating::{Rating, RatingSubject};
use proptest::prelude::*;

use super::*;
use crate::derived::{computed, stored, stored_day};
use crate::fixture::{code, control, criterion, day, engagement_id, gap, rating};

/// One random step.
#[derive(Debug, Clone)]
enum Step {
    Control { number: u128, criteria: u8, key: bool, retired: bool },
    Evidence { number: u32, state: u8, controls: u8 },
    Rate { number: u128, control: u128, design: bool, value: u8, on: u32 },
    Gap { number: u32, state: bool, until: u32, controls: u8 },
    Criterion { number: u128, relevant: bool },
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
        (0..6_u64).prop_map(|back| Step::Undo { back }),
    ]
}

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
