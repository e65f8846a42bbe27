//! Any story of steps and days: the history gives what was shown on each of them.

use std::collections::BTreeMap;

use commands::control::{ChangeControl, ListControls};
use commands::criterion::ScopeCriterion;
use commands::engagement::EditEngagement;
use commands::evidence::WithdrawEvidence;
use commands::gap::{GapStep, ListGaps, MoveGap, StartGap};
use commands::log::UndoLog;
use commands::occurrence::PerformOccurrence;
use commands::readiness::Figures;
use commands::{Code, Failure};
use model::control::{ControlChange, ControlState};
use model::gap::GapSource;
use model::rating::{Aspect, RatingValue};
use model::time::Day;
use proptest::prelude::*;
use serde_json::json;

use super::{by_hand, history, last, leave_one_control, rate, scope_down, show};
use crate::stage::{Stage, day, extract};

/// One thing that somebody does.
#[derive(Debug, Clone)]
enum Step {
    RateControl { control: usize, aspect: bool, value: usize },
    RateCriterion { criterion: usize, aspect: bool, value: usize },
    Start { control: usize },
    Retire { control: usize },
    StartGap { pattern: usize },
    AcceptGap { days: i64 },
    Evidence { control: usize },
    Withdraw,
    Perform { day: u64 },
    Scope { criterion: usize, out: bool },
    TypeI { one: bool },
    Undo,
    Pass { days: u64 },
}

fn step() -> impl Strategy<Value = Step> {
    let (control, criterion, value) = (0..40usize, 0..12usize, 0..5usize);
    prop_oneof![
        (control.clone(), any::<bool>(), value.clone()).prop_map(|(control, aspect, value)| Step::RateControl {
            control,
            aspect,
            value
        }),
        (criterion.clone(), any::<bool>(), value).prop_map(|(criterion, aspect, value)| Step::RateCriterion {
            criterion,
            aspect,
            value
        }),
        control.clone().prop_map(|control| Step::Start { control }),
        control.clone().prop_map(|control| Step::Retire { control }),
        (1..12usize).prop_map(|pattern| Step::StartGap { pattern }),
        (0..5i64).prop_map(|days| Step::AcceptGap { days }),
        control.prop_map(|control| Step::Evidence { control }),
        Just(Step::Withdraw),
        (1..28u64).prop_map(|day| Step::Perform { day }),
        (criterion, any::<bool>()).prop_map(|(criterion, out)| Step::Scope { criterion, out }),
        any::<bool>().prop_map(|one| Step::TypeI { one }),
        Just(Step::Undo),
        Just(Step::Undo),
        (1..6u64).prop_map(|days| Step::Pass { days }),
        (1..6u64).prop_map(|days| Step::Pass { days }),
    ]
}

/// The criteria of the story; CORE-24 bears on the second.
const CRITERIA: [&str; 3] = ["CC6.1", "CC6.2", "CC6.3"];

const VALUES: [RatingValue; 5] = [
    RatingValue::NotRated,
    RatingValue::NotEvaluableYet,
    RatingValue::Deficient,
    RatingValue::Partly,
    RatingValue::Effective,
];

/// CORE-24, or another control that bears on a criterion of the story or on none.
fn code(stage: &mut Stage, at: usize) -> String {
    let request = ListControls { engagement: None, criterion: None, surface: None, retired: false };
    let controls = stage.app.call(request).expect("lists");
    if at.is_multiple_of(2) { "CORE-24".to_owned() } else { controls[at % controls.len()].code.to_string() }
}

fn aspect(operation: bool) -> Aspect {
    if operation { Aspect::Operation } else { Aspect::Design }
}

/// A rule may refuse a step; a fault of the program may not.
fn tried<T>(answer: Result<T, Failure>) {
    if let Err(failure) = answer {
        assert_ne!(failure.code, Code::Bug, "{failure}");
    }
}

/// Takes a step; whether it may be taken is not what this asks.
fn take(stage: &mut Stage, step: Step, number: usize) {
    let criterion = |at: usize| CRITERIA[at % CRITERIA.len()].to_owned();
    match step {
        Step::RateControl { control, aspect: operation, value } => {
            let control = code(stage, control);
            rate(stage, &control, aspect(operation), VALUES[value], &[]);
        }
        Step::RateCriterion { criterion: at, aspect: operation, value } => {
            rate(stage, &criterion(at), aspect(operation), VALUES[value], &[]);
        }
        Step::Start { control } => {
            let changes = vec![ControlChange::State(ControlState::InPlace)];
            let control = code(stage, control);
            tried(stage.app.call(ChangeControl { engagement: None, control, changes }));
        }
        Step::Retire { control } => {
            let changes = vec![ControlChange::State(ControlState::Retired { reason: "merged".to_owned() })];
            let control = code(stage, control);
            tried(stage.app.call(ChangeControl { engagement: None, control, changes }));
        }
        Step::StartGap { pattern } => {
            let pattern = format!("FP-{pattern:03}");
            let source = GapSource::SelfAssessment;
            let request = StartGap { engagement: None, pattern, source, found_on: None, surfaces: None };
            tried(stage.app.call(request));
        }
        Step::AcceptGap { days } => {
            let today = show(stage, None).on;
            let Some(gap) = stage.app.call(ListGaps { engagement: None, open: false }).expect("lists").pop() else {
                return;
            };
            let step = GapStep::AcceptedRisk {
                approver: "Priya Raman".to_owned(),
                until: today + chrono::TimeDelta::days(days),
                reason: "until the new connector".to_owned(),
            };
            tried(stage.app.call(MoveGap { engagement: None, gap: gap.reference(), step }));
        }
        Step::Evidence { control } => {
            let control = code(stage, control);
            let name = format!("users-{number}.csv");
            let change = |new: &mut commands::evidence::NewEvidence| {
                extract(new);
                new.controls = vec![control];
            };
            let item = stage.attach(&name, name.as_bytes(), change).expect("attached").item.reference();
            stage.accept(&item);
        }
        Step::Withdraw => {
            let request = WithdrawEvidence {
                engagement: None,
                evidence: "EV-0001".to_owned(),
                reason: "of another system".to_owned(),
            };
            tried(stage.app.call(request));
        }
        Step::Perform { day: on } => {
            let request = PerformOccurrence {
                engagement: None,
                control: "CORE-24".to_owned(),
                key: "2026-Q2".parse().expect("a key"),
                on: day(&format!("2026-06-{on:02}")),
                by: "K. Moreau".to_owned(),
                note: None,
            };
            tried(stage.app.call(request));
        }
        Step::Scope { criterion: at, out } => {
            let not_relevant = out.then(|| "no such service".to_owned());
            let request = ScopeCriterion { engagement: None, criterion: criterion(at), not_relevant };
            tried(stage.app.call(request));
        }
        Step::TypeI { one } => {
            let kind = if one {
                json!({ "kind": "type_i", "as_of": "2026-06-30" })
            } else {
                json!({ "kind": "type_ii", "period": { "from": "2026-01-01", "to": "2026-12-31" } })
            };
            let facts = serde_json::from_value(json!({ "kind": kind })).expect("facts");
            tried(stage.app.call(EditEngagement { engagement: None, facts }));
        }
        Step::Undo => {
            let head = stage.app.call(commands::log::ListLog { most: 1 }).expect("lists")[0].seq;
            // The engagement, its people and its scope are the ground of the story.
            if head > 50 {
                tried(stage.app.call(UndoLog { seq: Some(head) }));
            }
        }
        // The host's clock begins anew after 46 days.
        Step::Pass { days } if show(stage, None).on < day("2026-11-05") => stage.host.pass_days(days),
        Step::Pass { .. } => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, max_shrink_iters: 40, ..ProptestConfig::default() })]
    #[test]
    fn the_history_gives_what_was_shown_on_each_day(steps in prop::collection::vec(step(), 5..30)) {
        let mut stage = Stage::engaged();
        scope_down(&mut stage, &CRITERIA);
        leave_one_control(&mut stage);
        let item = stage.attach("users.csv", b"user,role\nann,admin\n", extract).expect("attached").item.reference();
        stage.accept(&item);
        let (mut first, mut after) = (BTreeMap::<Day, Option<Figures>>::new(), BTreeMap::<Day, Option<Figures>>::new());
        let start = show(&mut stage, None);
        after.insert(start.on, start.figures);
        for (number, step) in steps.into_iter().enumerate() {
            take(&mut stage, step, number);
            let sheet = show(&mut stage, None);
            prop_assert_eq!(sheet.figures, by_hand(&sheet));
            if !after.contains_key(&sheet.on) {
                first.insert(sheet.on, sheet.figures);
            }
            after.insert(sheet.on, sheet.figures);
            prop_assert_eq!(last(&mut stage).figures, sheet.figures);
        }
        let entries = history(&mut stage).entries;
        let days: Vec<Day> = entries.iter().map(|entry| entry.day).collect();
        prop_assert!(days.is_sorted() && days.last() == after.keys().next_back());
        for entry in &entries {
            prop_assert_eq!(Some(&entry.figures), after.get(&entry.day), "after {}", entry.day);
            if let Some(before) = first.get(&entry.day) {
                prop_assert_eq!(&entry.before, before, "before {}", entry.day);
            }
        }
    }
}
