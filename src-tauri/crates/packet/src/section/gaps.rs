//! Gap analysis: roll-up of cost, the list, and one sheet a gap. The heat map is a picture of its own.

use std::collections::BTreeMap;

use model::gap::{Gap, Level};
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// The section, with the heat map's text alternative.
pub(crate) fn view(context: &Context<'_>, heat_alt: &str) -> Value {
    let mut gaps: Vec<&Gap> = context.source.gaps.iter().collect();
    gaps.sort_by_key(|gap| (!gap.state.is_open(), std::cmp::Reverse(gap.severity.score()), gap.number));
    let views: Vec<Value> = gaps.iter().map(|gap| gap_view(context, gap)).collect();
    json!({ "heat_alt": heat_alt, "cost": roll_up(context), "gaps": views })
}

/// Sums of the open gaps' own estimates: by severity, then all.
fn roll_up(context: &Context<'_>) -> Vec<Value> {
    let open: Vec<&Gap> = context.source.gaps.iter().filter(|gap| gap.state.is_open()).collect();
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
        "due": gap.due_on.map(print::short_day),
        "surface_names": gap.surfaces.iter().map(|code| context.surface(code)).collect::<Vec<_>>(),
        "criteria": gap.criteria.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "facts": facts(context, gap),
        "cost": cost,
        "effort": gap.effort_days.map(|days| print::counted(u64::from(days), "person-day", "person-days")),
        "found": print::lines(&gap.description),
        "cause": print::lines(&gap.root_cause),
        "remedy": print::lines(&gap.remedy),
        "acceptance": acceptance(gap),
        "closing": closing(context, gap),
        "reference": reference,
        "pattern": gap.pattern,
    })
}

fn acceptance(gap: &Gap) -> Vec<Value> {
    gap.acceptance
        .iter()
        .map(|criterion| {
            json!({
                "text": print::lines(&criterion.text),
                "shown_by": criterion.shown_by,
                "due": criterion.due_on.map(print::short_day),
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
    let mut lines = vec![
        ("State", vec![print::capital(gap.state.name())]),
        ("Kind, source", vec![format!("{}; {}, {}", gap.kind.name(), gap.source.name(), print::day(gap.found_on))]),
        ("Criteria", gap.criteria.iter().map(title).collect()),
        ("Controls", gap.controls.iter().filter_map(control).collect()),
        ("Surfaces", gap.surfaces.iter().map(|code| context.surface(code)).collect()),
        ("Owner", gap.owner.map(|owner| context.person_with_role(owner)).into_iter().collect()),
        ("Due", gap.due_on.map(print::day).into_iter().collect()),
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
    if let Some(day) = gap.fixed_on {
        lines.push(json!(["Fixed on", [print::day(day)]]));
    }
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
