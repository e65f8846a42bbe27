//! Readiness: a score that can be worked out by hand, and a history that is the log's.

mod story;

use commands::Code;
use commands::control::{ChangeControl, ListControls};
use commands::criterion::{ListCriteria, ScopeCriterion};
use commands::engagement::ShowEngagement;
use commands::gap::StartGap;
use commands::log::UndoLog;
use commands::rating::Rate;
use commands::readiness::{
    CriterionReadiness, Figures, ReadinessEntry, ReadinessHistory, ReadinessSheet, ShowReadiness, ShowReadinessHistory,
};
use model::activity::Action;
use model::control::{ControlChange, ControlState};
use model::evidence::Covers;
use model::gap::GapSource;
use model::rating::{Aspect, RatingValue};
use model::time::Span;

use crate::stage::{Stage, day, extract};

fn show(stage: &mut Stage, on: Option<&str>) -> ReadinessSheet {
    stage.app.call(ShowReadiness { engagement: None, on: on.map(day) }).expect("shows")
}

fn history(stage: &mut Stage) -> ReadinessHistory {
    stage.app.call(ShowReadinessHistory { engagement: None }).expect("shows")
}

fn last(stage: &mut Stage) -> ReadinessEntry {
    history(stage).entries.pop().expect("there is always today")
}

fn rate(stage: &mut Stage, subject: &str, aspect: Aspect, value: RatingValue, evidence: &[String]) -> bool {
    let request = Rate {
        engagement: None,
        subject: subject.to_owned(),
        aspect,
        value,
        rationale: "as the evidence shows".to_owned(),
        evidence: evidence.to_vec(),
        rated_by: "Ines Okafor".to_owned(),
        rated_on: None,
        reviewed: None,
    };
    let answer = stage.app.call(request);
    assert!(answer.as_ref().err().is_none_or(|failure| failure.code != Code::Bug), "{answer:?}");
    answer.is_ok()
}

fn in_place(stage: &mut Stage, control: &str) {
    let changes = vec![ControlChange::State(ControlState::InPlace)];
    stage.app.call(ChangeControl { engagement: None, control: control.to_owned(), changes }).expect("in place");
}

/// Leaves of the scope these criteria alone, so that a step forward isn't lost in rounding.
fn scope_down(stage: &mut Stage, criteria: &[&str]) {
    for row in stage.app.call(ListCriteria { engagement: None }).expect("lists") {
        let criterion = row.criterion.code.to_string();
        if !criteria.contains(&criterion.as_str()) {
            let not_relevant = Some("no such service".to_owned());
            stage.app.call(ScopeCriterion { engagement: None, criterion, not_relevant }).expect("scopes");
        }
    }
}

/// Retires the controls of CC6.2 but for CORE-24, which is in place.
fn leave_one_control(stage: &mut Stage) {
    in_place(stage, "CORE-24");
    for control in codes(stage).into_iter().filter(|code| code != "CORE-24") {
        let changes = vec![ControlChange::State(ControlState::Retired { reason: "merged".to_owned() })];
        stage.app.call(ChangeControl { engagement: None, control, changes }).expect("retires");
    }
}

/// Codes of the live controls of CC6.2.
fn codes(stage: &mut Stage) -> Vec<String> {
    let criterion = Some("CC6.2".parse().expect("a code"));
    let request = ListControls { engagement: None, criterion, surface: None, retired: false };
    stage.app.call(request).expect("lists").iter().map(|control| control.code.to_string()).collect()
}

fn of<'a>(sheet: &'a ReadinessSheet, criterion: &str) -> &'a CriterionReadiness {
    sheet.rows.iter().find(|row| row.criterion.to_string() == criterion).expect("in scope")
}

/// The figures as somebody with the page of the rules and the sheet alone would work them out.
fn by_hand(sheet: &ReadinessSheet) -> Option<Figures> {
    let rated = |value, weight| match value {
        RatingValue::Effective => (weight, 0),
        RatingValue::Partly => (weight / 2, 0),
        RatingValue::NotEvaluableYet => (0, weight),
        RatingValue::NotRated | RatingValue::Deficient => (0, 0),
    };
    let (mut earned, mut waiting) = (0, 0);
    for it in &sheet.rows {
        let shares: Vec<u64> = it.controls.iter().filter_map(|control| control.share).collect();
        let shown = match shares.len() as u64 {
            0 => (0, sheet.weights.shown),
            owing => ((u64::from(sheet.weights.shown) * shares.iter().sum::<u64>() / (1000 * owing)) as u32, 0),
        };
        let standing = &it.row.standing;
        let parts =
            [rated(standing.design, sheet.weights.design), rated(standing.operation, sheet.weights.operation), shown];
        let limit = it.row.limit.points();
        let all = parts.iter().map(|part| part.0).sum::<u32>().min(limit);
        earned += all;
        waiting += parts.iter().map(|part| part.1).sum::<u32>().min(limit - all);
    }
    assert_eq!((earned, waiting), (sheet.points.earned, sheet.points.not_evaluable));
    let criteria = sheet.rows.len() as u32;
    let (score, not_evaluable) = (earned.checked_div(criteria)?, waiting / criteria);
    Some(Figures { score, not_evaluable, lacking: 100 - score - not_evaluable })
}

#[test]
fn nothing_rated_and_nothing_shown_scores_nothing_and_says_why() {
    let mut stage = Stage::engaged();
    let sheet = show(&mut stage, None);
    assert_eq!(sheet.figures.map(|it| it.score), Some(0));
    assert_eq!(sheet.figures, by_hand(&sheet));
    let row = of(&sheet, "CC6.2");
    assert!(row.reasons.iter().any(|line| line == "design not rated: 0 of 40"), "{:?}", row.reasons);
    assert!(!row.controls.is_empty() && row.lacking > 0);
    let overview = stage.app.call(ShowEngagement { engagement: None }).expect("shows");
    assert_eq!(overview.readiness, sheet.figures);
    let words = serde_json::to_string(&sheet).expect("serializes");
    assert!(model::words::forbidden(&words).is_empty() && sheet.note.contains("no opinion"));
}

#[test]
fn a_score_is_worked_out_from_its_rows_and_follows_the_day() {
    let mut stage = Stage::engaged();
    in_place(&mut stage, "CORE-24");
    let item = stage.attach("users.csv", b"user,role\nann,admin\n", extract).expect("attached").item.reference();
    stage.accept(&item);
    assert!(rate(&mut stage, "CORE-24", Aspect::Operation, RatingValue::Partly, std::slice::from_ref(&item)));
    assert!(rate(&mut stage, "CC6.2", Aspect::Operation, RatingValue::Partly, &[]));
    let sheet = show(&mut stage, None);
    assert_eq!((sheet.figures, sheet.on), (by_hand(&sheet), day("2026-10-01")));
    let row = of(&sheet, "CC6.2");
    let share = row.controls.iter().find(|share| share.control == "CORE-24").expect("is its control");
    // The first quarter is evidenced, the second missed; the third may still be shown until 10 October.
    assert_eq!((share.shown.evidenced, share.shown.owed, share.share), (1, 2, Some(500)));
    assert_eq!(row.row.operation.earned, 20);
    let later = show(&mut stage, Some("2026-10-11"));
    let share = of(&later, "CC6.2").controls.iter().find(|share| share.control == "CORE-24").cloned();
    assert_eq!(share.and_then(|share| share.share), Some(333), "a quarter more is missed");
    let before = show(&mut stage, Some("2026-09-30"));
    assert_eq!(of(&before, "CC6.2").row.operation.earned, 0, "rated on a later day");
    assert_eq!([later.figures, before.figures], [by_hand(&later), by_hand(&before)]);
}

#[test]
fn the_history_is_the_logs_and_undoing_returns_it() {
    let mut stage = Stage::engaged();
    let start = history(&mut stage);
    assert_eq!(start.entries.len(), 1);
    let first = &start.entries[0];
    assert_eq!((first.day, first.before), (day("2026-10-01"), None));
    assert!(first.changes.iter().any(|change| change.action == Action::StartEngagement));
    in_place(&mut stage, "CORE-24");
    let item = stage.attach("users.csv", b"user,role\nann,admin\n", extract).expect("attached").item.reference();
    stage.accept(&item);
    stage.host.pass_days(3);
    assert!(rate(&mut stage, "CORE-24", Aspect::Operation, RatingValue::Partly, std::slice::from_ref(&item)));
    let without = last(&mut stage);
    assert_eq!(without.changes, [], "a control's rating is no part of the score");
    assert!(rate(&mut stage, "CC6.2", Aspect::Operation, RatingValue::Partly, &[]));
    let with = last(&mut stage);
    assert_eq!((with.day, with.before), (day("2026-10-04"), without.figures));
    assert!(with.changes.iter().all(|change| change.action == Action::Rate));
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    assert_eq!(last(&mut stage).figures, without.figures);
    assert_eq!(history(&mut stage).entries.len(), 2, "a day that ends as it began has no entry but today's");
    stage.host.pass_days(7);
    let today = last(&mut stage);
    assert_eq!((today.day, today.changes.len()), (day("2026-10-11"), 0));
    assert_eq!(today.figures, show(&mut stage, None).figures);
    let mut stage = stage.reopen();
    assert_eq!(history(&mut stage).entries[0], start_after(&start, &history(&mut stage)));
}

/// The first entry of a later history, whose day saw more changes than the first one showed.
fn start_after(start: &ReadinessHistory, later: &ReadinessHistory) -> ReadinessEntry {
    assert_eq!(later.entries[0].day, start.entries[0].day);
    assert!(later.entries[0].changes.starts_with(&start.entries[0].changes));
    later.entries[0].clone()
}

#[test]
fn what_the_days_did_is_told_from_what_was_done() {
    let mut stage = Stage::engaged();
    scope_down(&mut stage, &["CC6.2"]);
    leave_one_control(&mut stage);
    let item = stage.attach("users.csv", b"user,role\nann,admin\n", extract).expect("attached").item.reference();
    stage.accept(&item);
    // One of two quarters is evidenced, and the third may still be shown: half of the 20 points.
    assert_eq!(last(&mut stage).figures.map(|it| it.score), Some(10));
    stage.host.pass_days(12);
    assert_eq!(last(&mut stage).figures.map(|it| it.score), Some(6), "a third of them, since the quarter was missed");
    assert!(rate(&mut stage, "CC6.2", Aspect::Operation, RatingValue::Deficient, &[]), "claims nothing");
    let request = StartGap {
        engagement: None,
        pattern: "FP-002".to_owned(),
        source: GapSource::SelfAssessment,
        found_on: None,
        surfaces: None,
    };
    stage.app.call(request).expect("starts");
    let item = stage
        .attach("users-2.csv", b"user,role\nann,admin\nbo,user\n", |new| {
            extract(new);
            let span = Span::new(day("2026-04-01"), day("2026-06-30")).expect("a span");
            new.covers = Some(Covers::Period { span });
            new.captured_at = chrono::DateTime::parse_from_rfc3339("2026-07-02T09:00:00+01:00").ok();
            new.ipe.iter_mut().for_each(|card| card.run_at = new.captured_at);
        })
        .expect("attached");
    stage.accept(&item.item.reference());
    stage.host.pass_days(1);
    let entries = history(&mut stage).entries;
    let scores = |entry: &ReadinessEntry| (entry.before.map(|it| it.score), entry.figures.map(|it| it.score));
    let seen: Vec<_> = entries.iter().map(|entry| (entry.day.to_string(), scores(entry))).collect();
    let day = |text: &str| format!("2026-10-{text}");
    let asked = [(day("01"), (None, Some(10))), (day("13"), (Some(6), Some(13))), (day("14"), (Some(13), Some(13)))];
    assert_eq!(seen, asked, "10 fell to 6 with the days and rose to 13 by what was done");
}
