//! The readiness score and its history.

use commands::readiness::{
    ControlShare, CriterionReadiness, Figures, LoggedChange, ReadinessEntry, ReadinessHistory, ReadinessSheet,
    ShowReadiness, ShowReadinessHistory,
};
use model::readiness::{Points, ReadinessRow};

use super::Session;
use crate::args::ReadinessVerb;
use crate::failure::Problem;
use crate::output::{or_empty, table};

const NO_SCORE: &str = "No criterion in scope is relevant, so there is no score.";

/// Verbs of readiness.
pub fn readiness(session: &mut Session, verb: ReadinessVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        ReadinessVerb::Show { on, explain } => {
            let sheet = session.app.call(ShowReadiness { engagement, on })?;
            session.out.show(&sheet, |sheet| sheet_text(sheet, explain))
        }
        ReadinessVerb::History => {
            let history = session.app.call(ShowReadinessHistory { engagement })?;
            session.out.show(&history, history_text)
        }
    }
}

/// The three figures in words.
pub fn figures_words(figures: Figures) -> String {
    let Figures { score, not_evaluable, lacking } = figures;
    match not_evaluable {
        0 => format!("{score} of 100, {lacking} lacking"),
        waiting => format!("{score} of 100, {waiting} not evaluable yet, {lacking} lacking"),
    }
}

fn sheet_text(sheet: &ReadinessSheet, explain: bool) -> String {
    let Some(figures) = sheet.figures else { return format!("{}\n{NO_SCORE}", head(sheet)) };
    let range = match sheet.at_most.filter(|most| *most > figures.score) {
        Some(most) => format!("\nBetween {} and {most}, by how what isn't evaluable yet turns out.", figures.score),
        None => String::new(),
    };
    let (criteria, Points { earned, not_evaluable }) = (sheet.rows.len(), sheet.points);
    let sums = format!(
        "{earned} points ÷ {criteria} criteria = {}; not evaluable yet {not_evaluable} ÷ {criteria} = {}.",
        figures.score, figures.not_evaluable
    );
    let rows = table(&HEADS, sheet.rows.iter().map(|it| cells(&it.row, it.lacking)));
    let waiting = if not_evaluable > 0 { "(+n?) are points that aren't evaluable yet.\n" } else { "" };
    let reasons = if explain { explanation(sheet) } else { String::new() };
    format!("{} {}.{range}\n{rows}\n{waiting}{sums}\n{reasons}{}", head(sheet), figures_words(figures), sheet.note)
}

fn head(sheet: &ReadinessSheet) -> String {
    format!("{}, on {}:", sheet.engagement, sheet.on)
}

const HEADS: [&str; 8] = ["Criterion", "Design", "Operation", "Shown", "Together", "At most", "Points", "Lacking"];

fn cells(row: &ReadinessRow, lacking: u32) -> Vec<String> {
    let all = row.before_limit();
    vec![
        row.criterion().to_string(),
        points(row.design),
        points(row.operation),
        points(row.shown),
        points(all),
        row.limit.points().to_string(),
        points(row.points),
        lacking.to_string(),
    ]
}

/// Points, with those that aren't evaluable yet in brackets.
fn points(points: Points) -> String {
    match points.not_evaluable {
        0 => points.earned.to_string(),
        waiting => format!("{} (+{waiting}?)", points.earned),
    }
}

fn explanation(sheet: &ReadinessSheet) -> String {
    let mut text = String::new();
    for it in &sheet.rows {
        text.push_str(&format!("\n{}: {}.\n", it.criterion, it.reasons.join("; ")));
        text.push_str(&shares(it));
    }
    text.push_str("\nThe rule:\n");
    sheet.rule.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
    text.push('\n');
    text
}

fn shares(it: &CriterionReadiness) -> String {
    let words = |share: &ControlShare| match share.share {
        Some(thousandths) => {
            format!("  {} {} of {}, {thousandths}/1000\n", share.control, share.shown.evidenced, share.shown.owed)
        }
        None => format!("  {} owes nothing yet\n", share.control),
    };
    it.controls.iter().map(words).collect()
}

fn history_text(history: &ReadinessHistory) -> String {
    let mut previous: Option<u32> = None;
    let mut rows = Vec::new();
    for entry in &history.entries {
        rows.push(entry_cells(entry, previous));
        previous = entry.figures.map(|figures| figures.score);
    }
    let heads = ["Day", "Score", "Not evaluable", "Lacking", "By the days", "By changes", "Rows", "Actions"];
    let about =
        "By the days: occurrences that fell due, acceptances of risk that ended. By changes: what the log records.";
    format!("{}:\n{}\n{about}\n{}", history.engagement, table(&heads, rows), history.note)
}

fn entry_cells(entry: &ReadinessEntry, previous: Option<u32>) -> Vec<String> {
    let before = entry.before.map(|figures| figures.score);
    let after = entry.figures.map(|figures| figures.score);
    let figure = |of: fn(&Figures) -> u32| or_empty(entry.figures.as_ref().map(of));
    vec![
        entry.day.to_string(),
        figure(|it| it.score),
        figure(|it| it.not_evaluable),
        figure(|it| it.lacking),
        difference(previous, before),
        difference(before, after),
        rows_words(&entry.changes),
        actions_words(&entry.changes),
    ]
}

fn difference(from: Option<u32>, to: Option<u32>) -> String {
    match from.zip(to) {
        Some((from, to)) if from != to => format!("{:+}", i64::from(to) - i64::from(from)),
        _ => String::new(),
    }
}

fn rows_words(changes: &[LoggedChange]) -> String {
    match changes {
        [] => String::new(),
        [only] => only.seq.to_string(),
        [first, .., last] => format!("{} to {}", first.seq, last.seq),
    }
}

/// Each action once, with how many times.
fn actions_words(changes: &[LoggedChange]) -> String {
    let mut counts = std::collections::BTreeMap::<_, usize>::new();
    changes.iter().for_each(|change| *counts.entry(change.action).or_default() += 1);
    let words = counts.into_iter().map(|(action, count)| match count {
        1 => action.words().to_owned(),
        more => format!("{} × {more}", action.words()),
    });
    words.collect::<Vec<_>>().join("\n")
}
