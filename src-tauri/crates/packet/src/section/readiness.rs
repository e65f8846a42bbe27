//! Readiness: management's own figure, how it came about, and what holds it down. Never an opinion, and never more than
//! what is shown: what can't be known yet stands beside the score.

use std::cmp::Reverse;

use model::packet::AudienceProfile;
use model::readiness::{NOTE, POINTS, Readiness, ReadinessRow};
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// Criteria that the board is shown of those that lack most.
const HOLD_DOWN: usize = 6;

/// The section, with the text alternative of its picture. An audience that gets the figure alone isn't shown every row.
pub(crate) fn view(context: &Context<'_>, alt: &str) -> Value {
    let Some(readiness) = context.figures().readiness else { return json!({ "score": null, "note": NOTE }) };
    let all = match context.options.profile {
        AudienceProfile::Client | AudienceProfile::Auditor => true,
        AudienceProfile::Procurement | AudienceProfile::Board => false,
    };
    let row = |row: &ReadinessRow| row_view(context, &readiness, row);
    json!({
        "score": readiness.score,
        "at_most": readiness.at_most(),
        "not_evaluable": readiness.not_evaluable,
        "lacking": readiness.lacking,
        "sum": sum(&readiness),
        "note": NOTE,
        "rule": readiness.weights.rule(),
        "alt": alt,
        "series": series(context, &readiness),
        "most": most(&readiness).into_iter().map(row).collect::<Vec<_>>(),
        "rows": if all { readiness.rows.iter().map(row).collect::<Vec<_>>() } else { Vec::new() },
        "criteria": readiness.rows.len(),
    })
}

/// The division by which the score came about, in words.
fn sum(readiness: &Readiness) -> String {
    let count = readiness.rows.len() as u64;
    format!(
        "{} points earned ÷ {} = {}; {} not evaluable yet ÷ {} = {}; both rounded down",
        print::count(readiness.earned().into()),
        print::counted(count, "criterion", "criteria"),
        readiness.score,
        print::count(readiness.waiting().into()),
        print::count(count),
        readiness.not_evaluable
    )
}

/// The criteria that lack most, those of equal lack in the order of a report; none that lacks nothing.
fn most(readiness: &Readiness) -> Vec<&ReadinessRow> {
    let mut rows: Vec<&ReadinessRow> = readiness.rows.iter().filter(|row| row.lacking() > 0).collect();
    rows.sort_by_key(|row| (Reverse(row.lacking()), row.criterion()));
    rows.truncate(HOLD_DOWN);
    rows
}

fn row_view(context: &Context<'_>, readiness: &Readiness, row: &ReadinessRow) -> Value {
    let code = row.criterion();
    let criterion = context.source.criteria.iter().find(|criterion| criterion.code == code);
    json!({
        "code": code.to_string(),
        "title": criterion.map(|criterion| criterion.title.clone()).unwrap_or_default(),
        "points": row.points.earned,
        "waiting": row.points.not_evaluable,
        "lacking": row.lacking(),
        "how": row.lines(readiness.weights).join("; "),
    })
}

/// The average of each series, by the same division as the score's.
pub(crate) struct Series {
    /// Such as `CC6`.
    pub(crate) code: String,
    /// Criteria.
    pub(crate) criteria: u32,
    /// Of 100, shown.
    pub(crate) earned: u32,
    /// Of 100, not to be known yet.
    pub(crate) waiting: u32,
}

/// The series of the rows, in their order.
pub(crate) fn by_series(readiness: &Readiness) -> Vec<Series> {
    let mut list: Vec<Series> = Vec::new();
    for row in &readiness.rows {
        let code = row.criterion().series();
        if list.last().is_none_or(|last| last.code != code) {
            list.push(Series { code, criteria: 0, earned: 0, waiting: 0 });
        }
        if let Some(last) = list.last_mut() {
            last.criteria += 1;
            last.earned += row.points.earned;
            last.waiting += row.points.not_evaluable;
        }
    }
    for series in &mut list {
        series.earned /= series.criteria.max(1);
        series.waiting /= series.criteria.max(1);
    }
    list
}

/// The title of a series, from its first criterion.
pub(crate) fn series_title(context: &Context<'_>, code: &str) -> String {
    let criterion = context.source.criteria.iter().find(|criterion| criterion.code.series() == code);
    criterion.map(|criterion| criterion.series_title.clone()).unwrap_or_default()
}

fn series(context: &Context<'_>, readiness: &Readiness) -> Vec<Value> {
    let view = |series: Series| {
        json!({
            "code": series.code,
            "title": series_title(context, &series.code),
            "criteria": series.criteria,
            "earned": series.earned,
            "waiting": series.waiting,
            "lacking": POINTS.saturating_sub(series.earned + series.waiting),
        })
    };
    by_series(readiness).into_iter().map(view).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{options, sample};

    #[test]
    fn the_parts_by_series_add_up_to_no_more_than_their_points() {
        let options = options(AudienceProfile::Board);
        let source = sample(20).0.narrowed(&options);
        let readiness = source.figures.clone().and_then(|it| it.readiness).expect("a score");
        let series = by_series(&readiness);
        assert_eq!(series.iter().map(|it| it.criteria as usize).sum::<usize>(), readiness.rows.len());
        assert!(series.iter().all(|it| it.earned + it.waiting <= POINTS));
        let most = most(&readiness);
        assert!(most.len() <= HOLD_DOWN && most.is_sorted_by_key(|row| Reverse(row.lacking())));
        let listed: Vec<_> = most.iter().map(|row| row.criterion()).collect();
        let worst = readiness.rows.iter().map(ReadinessRow::lacking).max().expect("rows");
        assert!(readiness.rows.iter().any(|row| row.lacking() == worst && listed.contains(&row.criterion())));
    }

    #[test]
    fn the_board_gets_the_figure_and_the_client_every_row() {
        for (profile, rows) in [(AudienceProfile::Client, true), (AudienceProfile::Board, false)] {
            let options = options(profile);
            let source = sample(20).0.narrowed(&options);
            let view = view(&Context { source: &source, options: &options, exhibits: &[], points: &[] }, "");
            assert_eq!(view["rows"].as_array().is_some_and(|list| !list.is_empty()), rows, "{profile:?}");
            assert!(view["note"].as_str().is_some_and(|note| note.contains("no opinion")));
            assert!(view["score"].is_number() && view["at_most"].is_number());
        }
    }
}
