//! What the occurrences have come to, what is still possible, and what is lost with what an auditor accepts instead.

use std::collections::{BTreeMap, BTreeSet};

use model::occurrence::{Instead, Lost, OccurrenceRow, UNTESTABLE};
use model::time::Span;
use serde_json::{Value, json};

use super::is_long;
use crate::operation::{CALENDAR, Operation, Standing, run_words, runs};
use crate::picture::period_calendar::of_frequency;
use crate::print;

/// Counts by standing, in columns by frequency and of all: first the controls, then the occurrences that the period
/// expects, then how they stand. A standing in which nothing stands is left out.
pub(super) fn summary(operations: &[Operation<'_>]) -> Value {
    let mut columns: Vec<(String, Vec<&Operation<'_>>)> = CALENDAR
        .into_iter()
        .map(|frequency| (print::capital(frequency.name()), of_frequency(operations, frequency).collect::<Vec<_>>()))
        .filter(|(_, own)| !own.is_empty())
        .collect();
    columns.push(("All".to_owned(), operations.iter().filter(|own| !own.rows.is_empty()).collect()));
    let line = |count: &dyn Fn(&Operation<'_>) -> usize| -> Vec<String> {
        columns.iter().map(|(_, own)| print::count(own.iter().map(|own| count(own)).sum::<usize>() as u64)).collect()
    };
    let standing = |standing: Standing| {
        let of_all = operations.iter().any(|own| own.standing_so(standing).next().is_some());
        of_all.then(|| json!([standing.name(), line(&|own| own.standing_so(standing).count())]))
    };
    json!({
        "columns": columns.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        "controls": line(&|_| 1),
        "expected": line(&|own| own.expected()),
        "standings": Standing::ALL.into_iter().filter_map(standing).collect::<Vec<_>>(),
    })
}

/// For each control that can still run, its next occurrence and how many follow; the nearest last chance first.
pub(super) fn possible(operations: &[Operation<'_>]) -> Vec<Value> {
    let mut rows: Vec<_> = operations
        .iter()
        .filter_map(|own| Some((own, own.outlook.possible.iter().min_by_key(|possible| possible.last_chance)?)))
        .collect();
    rows.sort_by_key(|(own, next)| (next.last_chance, own.control.code.clone()));
    let row = |(own, next): (&Operation<'_>, &model::occurrence::Possible)| {
        json!({
            "code": own.control.code.to_string(),
            "title": own.control.title,
            "key": next.key.to_string(),
            "from": print::short_day(next.from),
            "due": print::short_day(next.due),
            "last_chance": print::short_day(next.last_chance),
            "left": print::count(u64::try_from(next.days_left).unwrap_or(0)),
            "state": if next.urgent { Standing::LastChance.name() } else { Standing::Upcoming.name() },
            "all": print::count(own.outlook.possible.len() as u64),
        })
    };
    rows.into_iter().map(row).collect()
}

/// What is lost, by what an auditor accepts in its place: under each set of ways the controls with what they lost, in
/// runs.
pub(super) fn lost(operations: &[Operation<'_>]) -> Vec<Value> {
    let mut groups: BTreeMap<&[Instead], Vec<(&Operation<'_>, Vec<&Lost>)>> = BTreeMap::new();
    for own in operations {
        for lost in &own.outlook.lost {
            let group = groups.entry(&lost.instead).or_default();
            match group.last_mut().filter(|(last, _)| last.control.id == own.control.id) {
                Some((_, of_control)) => of_control.push(lost),
                None => group.push((own, vec![lost])),
            }
        }
    }
    let group = |(instead, controls): (&[Instead], Vec<(&Operation<'_>, Vec<&Lost>)>)| {
        json!({
            "instead": instead.iter().map(|instead| in_short(*instead)).collect::<Vec<_>>(),
            "rows": controls.iter().map(|(own, lost)| lost_row(own, lost)).collect::<Vec<_>>(),
        })
    };
    groups.into_iter().map(group).collect()
}

fn lost_row(own: &Operation<'_>, lost: &[&Lost]) -> Value {
    let keys: BTreeSet<_> = lost.iter().map(|lost| lost.key).collect();
    let runs = runs(&own.rows, |row: &OccurrenceRow| keys.contains(&row.window.key));
    let state = runs.first().map_or(Standing::Missed, |(first, _, _)| own.standing(first));
    let what = runs.into_iter().map(run_words).collect::<Vec<_>>().join("; ");
    let late = lost.iter().filter_map(|lost| lost.performed_late_on).map(print::short_day).collect::<Vec<_>>();
    json!({
        "code": own.control.code.to_string(),
        "title": own.control.title,
        "state": state.name(),
        "of": format!("{} of {}", print::count(lost.len() as u64), print::count(own.expected() as u64)),
        "long": is_long(late.iter().chain([&what])),
        "what": what,
        "since": since(lost),
        "late": late,
    })
}

/// Since when occurrences are lost: a day, or from the first's to the last's.
fn since(lost: &[&Lost]) -> Option<String> {
    let (first, last) = (lost.iter().map(|lost| lost.since).min()?, lost.iter().map(|lost| lost.since).max()?);
    Some(print::short_span(Span { from: first, to: last }))
}

/// The ways that the lost ones name, each in short and as the model words it.
pub(super) fn ways(operations: &[Operation<'_>]) -> Vec<[&'static str; 2]> {
    let used: BTreeSet<Instead> =
        operations.iter().flat_map(|own| &own.outlook.lost).flat_map(|lost| lost.instead.iter().copied()).collect();
    used.into_iter().map(|instead| [in_short(instead), instead.text()]).collect()
}

/// A way in few words, as the rows name it.
const fn in_short(instead: Instead) -> &'static str {
    match instead {
        Instead::Account => "the exception, told as it is",
        Instead::CompensatingControl => "another control over the same days",
        Instead::PerformedLate => "performed late, under its true date",
        Instead::LaterOccurrences => "the cause mended, later ones in time",
        Instead::OtherPeriod => "another period",
    }
}

/// Controls whose operation may be untestable in the period, with what can be done.
pub(super) fn untestable(operations: &[Operation<'_>]) -> Value {
    let codes: Vec<&str> =
        operations.iter().filter(|own| own.outlook.untestable).map(|own| own.control.code.as_str()).collect();
    json!({ "codes": codes, "what": UNTESTABLE })
}
