//! Gap analysis: roll-up of cost, the list, and one sheet a gap. The heat map is a picture of its own.

use std::collections::BTreeMap;

use model::gap::{Gap, GapState, Level};
use model::packet::AudienceProfile;
use model::time::Day;
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// The section, with the heat map's text alternative.
pub(crate) fn view(context: &Context<'_>, heat_alt: &str) -> Value {
    let mut gaps: Vec<&Gap> = context.source.gaps.iter().collect();
    let today = context.options.as_of.day();
    gaps.sort_by_key(|gap| (!gap.is_open_on(today), std::cmp::Reverse(gap.severity.score()), gap.number));
    let views: Vec<Value> = gaps.iter().map(|gap| gap_view(context, gap)).collect();
    // The board gets the list; sheets of single gaps are for those who mend them.
    let sheets = context.options.profile != AudienceProfile::Board;
    json!({ "heat_alt": heat_alt, "cost": roll_up(context), "gaps": views, "sheets": sheets })
}

/// Sums of the open gaps' own estimates: by severity, then all.
fn roll_up(context: &Context<'_>) -> Vec<Value> {
    let today = context.options.as_of.day();
    let open: Vec<&Gap> = context.source.gaps.iter().filter(|gap| gap.is_open_on(today)).collect();
    let levels = [Level::Critical, Level::High, Level::Medium, Level::Low];
    let of = |level: Level| open.iter().copied().filter(|gap| gap.severity.level() == level).collect::<Vec<_>>();
    let mut rows: Vec<Value> =
        levels.into_iter().map(|level| (level, of(level))).map(|(level, gaps)| sum(Some(level), &gaps)).collect();
    rows.push(sum(None, &open));
    rows
}

fn sum(level: Option<Level>, gaps: &[&Gap]) -> Value {
    let mut sums: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for cost in gaps.iter().filter_map(|gap| gap.cost.as_ref()) {
        let (low, high) = sums.entry(&cost.currency).or_default();
        *low = low.saturating_add(cost.low);
        *high = high.saturating_add(cost.high);
    }
    let words = |end: fn(&(u64, u64)) -> u64| match sums.is_empty() {
        true => "–".to_owned(),
        false => {
            let each = sums.iter().map(|(currency, both)| format!("{currency} {}", print::count(end(both))));
            each.collect::<Vec<_>>().join(", ")
        }
    };
    json!({
        "level": level.map(Level::name),
        "count": gaps.len(),
        "low": words(|both| both.0),
        "high": words(|both| both.1),
        "without": gaps.iter().filter(|gap| gap.cost.is_none()).count(),
    })
}

fn gap_view(context: &Context<'_>, gap: &Gap) -> Value {
    let today = context.options.as_of.day();
    let cost = gap.cost.as_ref().map(|cost| {
        json!({
            "currency": cost.currency,
            "low": print::count(cost.low),
            "high": print::count(cost.high),
            "basis": print::lines(&cost.basis),
        })
    });
    let reference = gap.reference.as_ref().map(|range| {
        format!(
            "USD {} to {}. Basis: {}.",
            print::count(range.low),
            print::count(range.high),
            range.basis.trim_end_matches('.')
        )
    });
    json!({
        "id": gap.reference(),
        "title": gap.title,
        "score": gap.severity.score(),
        "level": gap.severity.level().name(),
        "likelihood": gap.severity.likelihood,
        "impact": gap.severity.impact,
        "state": gap.state.name(),
        "ended": acceptance_ended(gap, today),
        "due": gap.due_on.map(print::short_day),
        "overdue": late(gap, today),
        "surface_names": gap.surfaces.iter().map(|code| context.surface(code)).collect::<Vec<_>>(),
        "criteria": gap.criteria.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "facts": facts(context, gap),
        "cost": cost,
        "effort": gap.effort_days.map(|days| print::counted(u64::from(days), "person-day", "person-days")),
        "found": print::lines(&gap.description),
        "cause": print::lines(&gap.root_cause),
        "remedy": print::lines(&gap.remedy),
        "acceptance": acceptance(gap, today),
        "closing": closing(context, gap),
        "reference": reference,
        "pattern": gap.pattern,
    })
}

/// How long the fix of a gap is overdue; none when it isn't.
fn late(gap: &Gap, today: Day) -> Option<String> {
    gap.due_on.filter(|_| gap.awaits_fix_on(today)).and_then(|due| print::overdue(due, today))
}

/// That an accepted risk has run out, so that the gap counts as open.
fn acceptance_ended(gap: &Gap, today: Day) -> Option<String> {
    let risk = gap.acceptance_of_risk.as_ref().filter(|_| gap.acceptance_ended(today))?;
    Some(format!("ended {}, open again", print::short_day(risk.until)))
}

/// Names on one line; none leaves the line out.
fn together(names: impl Iterator<Item = String>) -> Vec<String> {
    let names: Vec<String> = names.collect();
    if names.is_empty() { names } else { vec![names.join(", ")] }
}

/// Whether the cause is fixed, and since when: a state with its date, which the state of the gap doesn't say alone.
fn cause_fixed(gap: &Gap) -> String {
    let Some(day) = gap.fixed_on.map(print::day) else { return "not yet".to_owned() };
    match gap.state {
        GapState::FixedAwaitingProof => format!("yes, on {day}; the proof is still to come"),
        GapState::Retested | GapState::OperatingSince => format!("yes, on {day}; proved by the retest"),
        GapState::Reopened => format!("on {day}, but the gap came back"),
        GapState::Open | GapState::InProgress => format!("not yet; the fix of {day} did not hold"),
        GapState::AcceptedRisk => format!("on {day}; the risk that is left is accepted"),
    }
}

fn acceptance(gap: &Gap, today: Day) -> Vec<Value> {
    let open = gap.is_open_on(today);
    gap.acceptance
        .iter()
        .map(|criterion| {
            json!({
                "text": print::lines(&criterion.text),
                "shown_by": criterion.shown_by,
                "due": criterion.due_on.map(print::short_day),
                "overdue": criterion.due_on.filter(|_| open && !criterion.met).and_then(|due| print::overdue(due, today)),
                "state": if criterion.met { "met" } else { "open" },
            })
        })
        .collect()
}

fn facts(context: &Context<'_>, gap: &Gap) -> Vec<Value> {
    let title = |code: &model::criterion::CriterionCode| {
        let criterion = context.source.criteria.iter().find(|criterion| criterion.code == *code);
        criterion.map_or_else(|| code.to_string(), |criterion| format!("{code} {}", criterion.title))
    };
    let control =
        |id: &model::id::ControlId| context.control(*id).map(|control| format!("{} {}", control.code, control.title));
    let today = context.options.as_of.day();
    let mut state = vec![print::capital(gap.state.name())];
    state.extend(acceptance_ended(gap, today));
    let late = late(gap, today);
    let due = gap.due_on.map(|due| match &late {
        Some(late) => format!("{}, {late}", print::day(due)),
        None => print::day(due),
    });
    let mut lines = vec![
        ("State", vec![state.join(", ")]),
        ("Kind, source", vec![format!("{}; {}, {}", gap.kind.name(), gap.source.name(), print::day(gap.found_on))]),
        ("Criteria", gap.criteria.iter().map(title).collect()),
        ("Controls", gap.controls.iter().filter_map(control).collect()),
        ("Surfaces", together(gap.surfaces.iter().map(|code| context.surface(code)))),
        ("Owner", gap.owner.map(|owner| context.person_with_role(owner)).into_iter().collect()),
        ("Due", due.into_iter().collect()),
        ("Cause fixed", vec![cause_fixed(gap)]),
    ];
    if !gap.internal_note.trim().is_empty() {
        lines.push(("Internal note", print::lines(&gap.internal_note)));
    }
    lines
        .into_iter()
        .map(|(name, lines)| json!([name, if lines.is_empty() { vec!["–".to_owned()] } else { lines }]))
        .collect()
}

/// What shows that a gap is fixed, or why it stays: only what the vault holds.
fn closing(context: &Context<'_>, gap: &Gap) -> Vec<Value> {
    let mut lines = Vec::new();
    if let Some(retest) = &gap.retest {
        let exhibits: Vec<String> = retest.evidence.iter().filter_map(|id| context.exhibit_of(*id)).collect();
        let mut words = vec![format!("{}, {}", context.person(retest.by), print::day(retest.on))];
        words.extend(print::lines(&retest.note));
        if !exhibits.is_empty() {
            words.push(format!("Exhibits {}", print::list(&exhibits)));
        }
        lines.push(json!(["Retest", words]));
    }
    if let Some(day) = gap.operating_since {
        lines.push(json!(["Operating since", [print::day(day)]]));
    }
    if let Some(risk) = &gap.acceptance_of_risk {
        let mut words = vec![format!("{}, until {}", context.person_with_role(risk.approver), print::day(risk.until))];
        words.extend(print::lines(&risk.reason));
        lines.push(json!(["Risk accepted by", words]));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{day, sample};

    fn gap(state: GapState) -> Gap {
        let (source, _) = sample(6);
        let accepted = source.gaps.iter().find_map(|gap| gap.acceptance_of_risk.clone());
        Gap { state, acceptance_of_risk: accepted, due_on: Some(day("2026-11-18")), ..source.gaps[0].clone() }
    }

    #[test]
    fn only_a_gap_whose_fix_is_still_to_come_is_overdue() {
        let late = |state, today| late(&gap(state), day(today));
        for state in [GapState::Open, GapState::InProgress, GapState::Reopened] {
            assert_eq!(late(state, "2026-11-18"), None);
            assert_eq!(late(state, "2026-11-19").as_deref(), Some("overdue by 1 day"));
            assert_eq!(late(state, "2027-01-02").as_deref(), Some("overdue by 45 days"));
        }
        for state in [GapState::FixedAwaitingProof, GapState::Retested, GapState::OperatingSince] {
            assert_eq!(late(state, "2027-01-02"), None, "{state:?}");
        }
        assert_eq!(late(GapState::AcceptedRisk, "2027-03-31"), None, "accepted until that day");
        assert_eq!(late(GapState::AcceptedRisk, "2027-04-01").as_deref(), Some("overdue by 134 days"));
    }

    #[test]
    fn an_acceptance_criterion_is_overdue_until_it_is_met() {
        let views = acceptance(&gap(GapState::InProgress), day("2026-12-14"));
        assert_eq!(views[0]["overdue"], "overdue by 10 days");
        assert_eq!(views[1]["overdue"], Value::Null, "it is met");
        let closed = acceptance(&gap(GapState::Retested), day("2026-12-14"));
        assert_eq!(closed[0]["overdue"], Value::Null);
    }

    #[test]
    fn whether_the_cause_is_fixed_is_a_state_with_its_date() {
        let fixed = |state, on: Option<&str>| cause_fixed(&Gap { fixed_on: on.map(day), ..gap(state) });
        assert_eq!(fixed(GapState::Open, None), "not yet");
        assert_eq!(
            fixed(GapState::FixedAwaitingProof, Some("2026-10-30")),
            "yes, on 30 October 2026; the proof is still to come"
        );
        assert_eq!(fixed(GapState::Retested, Some("2026-10-30")), "yes, on 30 October 2026; proved by the retest");
        assert_eq!(fixed(GapState::Reopened, Some("2026-10-30")), "on 30 October 2026, but the gap came back");
    }

    #[test]
    fn an_acceptance_that_has_ended_is_said_to_have() {
        let gap = gap(GapState::AcceptedRisk);
        assert_eq!(acceptance_ended(&gap, day("2027-03-31")), None);
        assert_eq!(acceptance_ended(&gap, day("2027-04-01")).as_deref(), Some("ended 31 Mar 2027, open again"));
    }
}
