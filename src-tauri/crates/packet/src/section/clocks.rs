//! Clocks: what falls due next, of every kind, in one list by date. The days are worked out in the model.

use model::clocks::{Clock, ClockKind, Clocks, HORIZON_DAYS, TriggerClock};
use model::packet::AudienceProfile;
use model::time::Day;
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// The section: overdue, soon, later, and what waits for its trigger.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let mut clocks = context.figures().clocks.unwrap_or_default();
    let short = (context.options.profile == AudienceProfile::Board).then(|| shorten(&mut clocks));
    let today = context.options.as_of.day();
    let soon = |clock: &&Clock| (clock.due - today).num_days() <= HORIZON_DAYS;
    let (overdue, ahead): (Vec<&Clock>, Vec<&Clock>) = clocks.due.iter().partition(|clock| clock.overdue);
    let (soon, later): (Vec<&Clock>, Vec<&Clock>) = ahead.into_iter().partition(soon);
    let group = |title: &str, clocks: Vec<&Clock>| {
        let rows: Vec<Value> = clocks.into_iter().map(|clock| row(context, clock, today)).collect();
        json!({ "title": title, "rows": rows })
    };
    json!({
        "groups": [
            group("Overdue", overdue),
            group(&format!("Within {HORIZON_DAYS} days"), soon),
            group("Later", later),
        ],
        "on_trigger": clocks.on_trigger.iter().map(trigger).collect::<Vec<_>>(),
        "horizon": HORIZON_DAYS,
        "beyond": beyond(&clocks),
        "short": short,
    })
}

/// Leaves what a board decides on, and hands back the rest in a sentence: requests in time, last chances, planned ends,
/// conditions of gaps and texts are counted.
fn shorten(clocks: &mut Clocks) -> String {
    let is_detail = |clock: &Clock| match clock.kind {
        ClockKind::Request => !clock.overdue,
        ClockKind::LastChance | ClockKind::Task | ClockKind::Acceptance | ClockKind::Message => true,
        ClockKind::Fieldwork
        | ClockKind::Report
        | ClockKind::Response
        | ClockKind::Fix
        | ClockKind::Gap
        | ClockKind::AcceptedRisk
        | ClockKind::Plan => false,
    };
    let (details, kept): (Vec<Clock>, Vec<Clock>) = std::mem::take(&mut clocks.due).into_iter().partition(is_detail);
    clocks.due = kept;
    let count = |kind| details.iter().filter(|clock| clock.kind == kind).count() as u64;
    let first = details.iter().find(|clock| clock.kind == ClockKind::LastChance);
    let first = first.map(|clock| format!(", the first on {}", print::short_day(clock.due))).unwrap_or_default();
    format!(
        "Counted and not listed: {} still in time; {} within {HORIZON_DAYS} days{first}; {}; {}; {}.",
        print::counted(count(ClockKind::Request), "request", "requests"),
        print::counted(count(ClockKind::LastChance), "control’s last chance", "controls’ last chances"),
        print::counted(count(ClockKind::Task), "planned end of a task", "planned ends of tasks"),
        print::counted(count(ClockKind::Acceptance), "condition of a gap’s closing", "conditions of gaps’ closing"),
        print::counted(count(ClockKind::Message), "text that stops being valid", "texts that stop being valid")
    )
}

/// Controls whose next last chance isn't listed, in words; none when there is none.
fn beyond(clocks: &Clocks) -> Option<String> {
    match clocks.later as u64 {
        0 => None,
        1 => Some("1 more control has".to_owned()),
        count => Some(format!("{} more controls have", print::count(count))),
    }
}

fn row(context: &Context<'_>, clock: &Clock, today: Day) -> Value {
    let due = clock.at.map_or_else(|| print::short_day(clock.due), |at| context.instant(at));
    json!({
        "due": due,
        "when": when(clock, today),
        "late": clock.overdue,
        "kind": print::capital(clock.kind.name()),
        "about": clock.about,
        "what": print::lines(&clock.what),
        "owner": clock.owner,
    })
}

/// How far off it is; what is past was due, never is.
fn when(clock: &Clock, today: Day) -> String {
    let days = (clock.due - today).num_days();
    match (clock.overdue, u64::try_from(days.abs()).unwrap_or(0)) {
        (true, 0) => "over since today".to_owned(),
        (true, days) => format!("{} over", print::counted(days, "day", "days")),
        (false, 0) => "today".to_owned(),
        (false, days) => print::counted(days, "day", "days"),
    }
}

fn trigger(clock: &TriggerClock) -> Value {
    json!({
        "number": clock.number,
        "audience": clock.audience,
        "what": print::lines(&clock.what),
        "trigger": clock.trigger,
        "hours": print::counted(clock.hours.into(), "hour", "hours"),
        "owner": clock.owner,
    })
}

#[cfg(test)]
mod tests {
    use model::clocks::ClockKind;

    use super::*;
    use crate::support::day;

    #[test]
    fn how_far_off_a_clock_is_stands_in_words() {
        let said = |due: &str, overdue| {
            let clock = Clock {
                due: day(due),
                at: None,
                overdue,
                kind: ClockKind::Gap,
                about: None,
                what: String::new(),
                owner: None,
            };
            when(&clock, day("2026-11-20"))
        };
        assert_eq!(said("2026-11-20", false), "today");
        assert_eq!(said("2026-11-20", true), "over since today", "due by the hour");
        assert_eq!(said("2026-11-21", false), "1 day");
        assert_eq!(said("2026-11-18", true), "2 days over");
    }

    #[test]
    fn controls_beyond_the_horizon_are_counted() {
        let of = |later| beyond(&Clocks { later, ..Clocks::default() });
        assert_eq!(of(0), None);
        assert_eq!(of(1).as_deref(), Some("1 more control has"));
        assert_eq!(of(12).as_deref(), Some("12 more controls have"));
    }
}
