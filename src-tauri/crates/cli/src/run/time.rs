//! Occurrences and populations: what shows that controls operated over the period.

use commands::occurrence::{
    ControlOccurrences, ControlPreview, ExceptOccurrence, ListOccurrences, OccurrenceSheet, PerformOccurrence,
    PreviewOccurrences, RecordedOccurrence, RemoveOccurrence,
};
use commands::population::{AddPopulation, EditPopulation, ListPopulations, PopulationRow, RemovePopulation};
use model::control::ControlChange;
use model::occurrence::{Loss, Lost, OccurrenceRow, OccurrenceState, Window};

use super::Session;
use crate::args::{OccurrenceVerb, PopulationVerb, facts};
use crate::failure::Problem;
use crate::output::{counted, joined, or_empty, table_or};

/// Verbs of occurrences.
pub fn occurrence(session: &mut Session, verb: OccurrenceVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        OccurrenceVerb::List { control, as_of } => {
            let one = control.is_some();
            let sheet = session.app.call(ListOccurrences { engagement, control, as_of })?;
            session.out.show(&sheet, |sheet| match sheet.controls.as_slice() {
                [only] if one => control_lines(only, sheet),
                _ => sheet_table(sheet),
            })
        }
        OccurrenceVerb::Perform { control, key, on, by, note } => {
            let recorded = session.app.call(PerformOccurrence { engagement, control, key, on, by, note })?;
            session.out.show(&recorded, recorded_line)
        }
        OccurrenceVerb::Except { control, key, what, clear: _ } => {
            let recorded = session.app.call(ExceptOccurrence { engagement, control, key, exception: what })?;
            session.out.show(&recorded, recorded_line)
        }
        OccurrenceVerb::Remove { control, key } => {
            session.app.call(RemoveOccurrence { engagement, control, key })?;
            session.out.show(&key, |key| format!("Removed what was recorded of {key}."))
        }
        OccurrenceVerb::Preview { control, frequency, starts_on, grace_days, quarters, period } => {
            let changes = [
                frequency.map(ControlChange::Frequency),
                starts_on.map(|day| ControlChange::StartsOn(Some(day))),
                grace_days.map(ControlChange::GraceDays),
                quarters.map(ControlChange::Quarters),
            ];
            let changes: Vec<_> = changes.into_iter().flatten().collect();
            if changes.is_empty() && period.is_none() {
                return Err(Problem::Usage("say what would change, such as --period or --frequency".to_owned()));
            }
            let previews = session.app.call(PreviewOccurrences { engagement, control, changes, period })?;
            session.out.show(&previews, |previews| preview_lines(previews))
        }
    }
}

fn sheet_table(sheet: &OccurrenceSheet) -> String {
    let row = |it: &ControlOccurrences| {
        let outlook = it.outlook.as_ref();
        let count = |count: Option<usize>| or_empty(count.filter(|count| *count > 0));
        vec![
            it.control.clone(),
            it.frequency.name().to_owned(),
            it.shown_by.name().to_owned(),
            count(outlook.map(|it| it.evidenced)),
            count(outlook.map(|it| it.performed)),
            count(outlook.map(|it| it.lost.len())),
            count(outlook.map(|it| it.possible.len())),
            or_empty(outlook.and_then(|it| it.next_last_chance())),
            it.remarks.first().cloned().unwrap_or_default(),
        ]
    };
    let heads =
        ["Control", "Frequency", "Shown by", "Evidenced", "Performed", "Missed", "Possible", "Last chance", "Remark"];
    let rows = table_or(&heads, sheet.controls.iter().map(row), "No live controls yet.");
    format!("{}\n{rows}", head(sheet))
}

fn head(sheet: &OccurrenceSheet) -> String {
    format!("Period {} to {}, as of {}.", sheet.period.from, sheet.period.to, sheet.as_of)
}

fn control_lines(it: &ControlOccurrences, sheet: &OccurrenceSheet) -> String {
    let mut text = format!(
        "{}, {}: {}, shown by {}.\n{}\n",
        it.control,
        it.title,
        it.frequency.name(),
        it.shown_by.name(),
        head(sheet)
    );
    let empty = "No occurrences in this period.";
    let heads = ["Occurrence", "From", "Due", "Last chance", "State", "Performed", "By", "Items", "Exception"];
    text.push_str(&table_or(&heads, it.rows.iter().map(|row| occurrence_row(row, it)), empty));
    for remark in &it.remarks {
        text.push_str(&format!("\n{remark}"));
    }
    let Some(outlook) = &it.outlook else { return text };
    for possible in &outlook.possible {
        text.push_str(&format!(
            "\nStill possible: {} from {} to {}, {} left.",
            possible.key,
            possible.from,
            possible.last_chance,
            counted(possible.days_left, "day")
        ));
    }
    for lost in &outlook.lost {
        text.push_str(&lost_lines(lost));
    }
    text
}

fn occurrence_row(row: &OccurrenceRow, of: &ControlOccurrences) -> Vec<String> {
    let record = of.records.iter().find(|record| record.key == row.window.key);
    let late = row.performed_late_on().is_some() && row.state == OccurrenceState::Missed;
    let state = if late { format!("{}, performed late", row.state.name()) } else { row.state.name().to_owned() };
    vec![
        row.window.key.to_string(),
        row.window.days.from.to_string(),
        row.window.days.to.to_string(),
        row.window.last_chance.to_string(),
        state,
        or_empty(row.performed_on),
        record.map(|record| record.performed_by.clone()).unwrap_or_default(),
        row.evidence.len().to_string(),
        record.and_then(|record| record.exception.clone()).unwrap_or_default(),
    ]
}

fn lost_lines(lost: &Lost) -> String {
    let mut text = format!("\nLost: {} since {}. What an auditor accepts instead:", lost.key, lost.since);
    for instead in &lost.instead {
        text.push_str(&format!("\n- {}", instead.text()));
    }
    text
}

fn recorded_line(it: &RecordedOccurrence) -> String {
    let key = it.window.key;
    let Some(record) = &it.record else { return format!("{} of {key}: nothing is recorded any more.", it.control) };
    let mut text = match record.performed_on {
        Some(day) => format!("{} of {key}: performed {day}.", it.control),
        None => format!("{} of {key}: no performance is recorded.", it.control),
    };
    if it.late {
        text.push_str(&format!(" That is after the last chance, {}: it stays missed.", it.window.last_chance));
    }
    if let Some(exception) = &record.exception {
        text.push_str(&format!(" Exception: {exception}"));
    }
    text
}

/// What a change would do to occurrences, in words.
pub fn preview_lines(previews: &[ControlPreview]) -> String {
    let previews: Vec<&ControlPreview> = previews.iter().filter(|it| !it.preview.is_empty()).collect();
    if previews.is_empty() {
        return "No occurrence would change.".to_owned();
    }
    let mut text = String::new();
    for it in previews {
        let seen = &it.preview;
        text.push_str(&format!(
            "{}: {} added, {} dropped, {} changed, {} kept.\n",
            it.control,
            seen.adds.len(),
            seen.drops.len(),
            seen.changes.len(),
            seen.keeps.len()
        ));
        for window in &seen.adds {
            text.push_str(&format!("  + {}\n", window_words(window)));
        }
        for dropped in &seen.drops {
            text.push_str(&format!("  - {}{}\n", window_words(&dropped.window), loss_words(&dropped.loses)));
        }
        for changed in &seen.changes {
            let (before, after) = (window_words(&changed.before), window_words(&changed.after));
            text.push_str(&format!("  ~ {before} becomes {after}{}\n", loss_words(&changed.loses)));
        }
    }
    text
}

fn window_words(window: &Window) -> String {
    let expected = if window.expected { "" } else { ", not expected" };
    format!("{} ({} to {}{expected})", window.key, window.days.from, window.days.to)
}

fn loss_words(loss: &Loss) -> String {
    let mut words = Vec::new();
    if let Some(day) = loss.performed_on {
        let place = loss.now_in.map(|key| format!(", which would lie in {key}")).unwrap_or_default();
        words.push(format!("the performance of {day}{place}"));
    }
    if loss.exception {
        words.push("its exception".to_owned());
    }
    if !loss.evidence.is_empty() {
        words.push(counted(loss.evidence.len(), "item"));
    }
    if words.is_empty() { String::new() } else { format!("; would lose {}", words.join(" and ")) }
}

/// Verbs of populations.
pub fn population(session: &mut Session, verb: PopulationVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        PopulationVerb::List { control } => {
            let list = session.app.call(ListPopulations { engagement, control })?;
            session.out.show(&list, |list| population_table(list))
        }
        PopulationVerb::Add { control, name, source, query, count, covers, evidence, note } => {
            let source_system = source;
            let request =
                AddPopulation { engagement, control, name, source_system, query, count, covers, evidence, note };
            let row = session.app.call(request)?;
            session.out.show(&row, population_line)
        }
        PopulationVerb::Edit { population, set } => {
            let row = session.app.call(EditPopulation { engagement, population, facts: facts(&set.facts) })?;
            session.out.show(&row, population_line)
        }
        PopulationVerb::Remove { population } => {
            session.app.call(RemovePopulation { engagement, population: population.clone() })?;
            session.out.show(&population, |name| format!("Removed {name}."))
        }
    }
}

fn population_line(it: &PopulationRow) -> String {
    let p = &it.population;
    let mut text = format!("{}, {}: {} from {} to {}.", it.control, p.name, p.count, p.covers.from, p.covers.to);
    if !it.missing.is_empty() {
        text.push_str(&format!("\nMissing: {}.", it.missing.join("; ")));
    }
    text
}

fn population_table(list: &[PopulationRow]) -> String {
    let row = |it: &PopulationRow| {
        let p = &it.population;
        vec![
            it.control.clone(),
            p.name.clone(),
            p.source_system.clone(),
            p.count.to_string(),
            format!("{} to {}", p.covers.from, p.covers.to),
            it.evidence.clone(),
            joined(&it.missing),
        ]
    };
    let heads = ["Control", "What is counted", "Source", "Count", "Days", "Evidence", "Missing"];
    table_or(&heads, list.iter().map(row), "No populations yet. A control that runs per event needs one.")
}
