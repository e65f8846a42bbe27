//! Every occurrence, by control: one row each, or one row a month where a control runs each week or day, with what isn't
//! evidenced named in it.

use std::collections::BTreeSet;

use chrono::Datelike;
use model::control::Frequency;
use model::id::EvidenceId;
use model::occurrence::OccurrenceRow;
use serde_json::{Value, json};

use super::{MANY, is_long};
use crate::context::Context;
use crate::operation::{Operation, Standing, run_words, runs};
use crate::print;

/// The controls with occurrences, in the source's order.
pub(super) fn controls(context: &Context<'_>, operations: &[Operation<'_>]) -> Vec<Value> {
    operations.iter().filter(|own| !own.rows.is_empty()).map(|own| control(context, own)).collect()
}

fn control(context: &Context<'_>, own: &Operation<'_>) -> Value {
    let by_month = matches!(own.control.frequency, Frequency::Daily | Frequency::Weekly);
    let rows: Vec<Value> = if by_month {
        let months = own.rows.chunk_by(|one, next| month_of(one) == month_of(next));
        months.map(|month| month_row(context, own, month)).collect()
    } else {
        own.rows.iter().map(|row| single_row(context, own, row)).collect()
    };
    json!({
        "code": own.control.code.to_string(),
        "title": own.control.title,
        "schedule": format!(
            "{}, {} of grace{}",
            own.control.frequency.name(),
            print::counted(u64::from(own.control.grace_days), "day", "days"),
            own.control.starts_on.map(|day| format!(", from {}", print::short_day(day))).unwrap_or_default()
        ),
        "rows": rows,
    })
}

/// The month in which an occurrence is due.
fn month_of(row: &OccurrenceRow) -> (i32, u32) {
    (row.window.days.to.year(), row.window.days.to.month())
}

fn exhibits<'b>(context: &Context<'_>, ids: impl IntoIterator<Item = &'b EvidenceId>) -> Vec<String> {
    let ids: BTreeSet<String> = ids.into_iter().filter_map(|id| context.exhibit_of(*id)).collect();
    ids.into_iter().collect()
}

fn single_row(context: &Context<'_>, own: &Operation<'_>, row: &OccurrenceRow) -> Value {
    let mut remarks = remarks(own, row);
    if own.standing(row) == Standing::MissedOrWithheld {
        remarks.push("What is withheld may show it.".to_owned());
    }
    let lost = row.window.last_chance.succ_opt().map(print::short_day);
    let lost = lost.filter(|_| row.state == model::occurrence::OccurrenceState::Missed);
    remarks.extend(lost.map(|day| format!("Past its last chance since {day}.")));
    json!({
        "key": row.window.key.to_string(),
        "days": print::short_span(row.window.days),
        "last_chance": print::short_day(row.window.last_chance),
        "performed": performed(own, row),
        "states": [[own.standing(row).name(), ""]],
        "exhibits": exhibits(context, &row.evidence),
        "long": is_long(&remarks) || row.evidence.len() > MANY,
        "remarks": remarks,
    })
}

/// When and by whom an occurrence was performed.
fn performed(own: &Operation<'_>, row: &OccurrenceRow) -> String {
    let Some(day) = row.performed_on else { return "–".to_owned() };
    let late = if row.performed_late_on().is_some() { ", late" } else { "" };
    let by = own.record(row.window.key).map(|record| record.performed_by.trim()).filter(|by| !by.is_empty());
    format!("{}{late}{}", print::short_day(day), by.map(|by| format!(", {by}")).unwrap_or_default())
}

/// What is recorded of an occurrence beside its day: the exception, then what else there is to say.
fn remarks(own: &Operation<'_>, row: &OccurrenceRow) -> Vec<String> {
    let Some(record) = own.record(row.window.key) else { return Vec::new() };
    let exception = record.exception.iter().flat_map(|text| prefixed("Exception: ", text));
    exception.chain(print::lines(&record.note)).collect()
}

/// The lines of a text, words before the first.
fn prefixed(words: &str, text: &str) -> Vec<String> {
    print::lines(&format!("{words}{text}"))
}

/// A month of a control that runs each week or day: how many stand how, and by name those that aren't plainly evidenced.
fn month_row(context: &Context<'_>, own: &Operation<'_>, month: &[OccurrenceRow]) -> Value {
    let count = |standing| month.iter().filter(|row| own.standing(row) == standing).count();
    let states: Vec<[String; 2]> = Standing::ALL
        .into_iter()
        .filter(|standing| count(*standing) > 0)
        .map(|standing| [standing.name().to_owned(), print::count(count(standing) as u64)])
        .collect();
    let mut remarks = Vec::new();
    for standing in [Standing::Missed, Standing::MissedOrWithheld, Standing::LastChance, Standing::Performed] {
        let named: Vec<String> = runs(month, |row| own.standing(row) == standing).into_iter().map(run_words).collect();
        if !named.is_empty() {
            remarks.push(format!("{}: {}.", print::capital(standing.name()), named.join("; ")));
        }
    }
    for row in month {
        let late = row.performed_late_on().map(|_| format!("{}: performed {}.", row.window.key, performed(own, row)));
        remarks.extend(late);
        remarks.extend(self::remarks(own, row).into_iter().map(|remark| format!("{}: {remark}", row.window.key)));
    }
    let shown = exhibits(context, month.iter().flat_map(|row| &row.evidence));
    let performed = month.iter().filter(|row| row.performed_on.is_some()).count();
    let unit = if own.control.frequency == Frequency::Daily { ("day", "days") } else { ("week", "weeks") };
    json!({
        "key": month.first().map(|row| row.window.days.to.format("%b %Y").to_string()),
        "days": format!("{} due", print::counted(month.len() as u64, unit.0, unit.1)),
        "last_chance": month.last().map(|row| format!("to {}", print::short_day(row.window.last_chance))),
        "performed": if performed == 0 { "–".to_owned() } else { format!("{} recorded", print::count(performed as u64)) },
        "states": states,
        "long": is_long(&remarks) || shown.len() > MANY,
        "exhibits": shown,
        "remarks": remarks,
    })
}
