//! System and scope: what the report is about, its surfaces, and the criteria that it must answer.

use model::coverage::CoverageState;
use model::engagement::EngagementKind;
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let source = context.source;
    let components: Vec<Value> = source
        .system
        .components
        .kinds()
        .into_iter()
        .filter(|(_, items)| !items.is_empty())
        .map(|(kind, items)| json!({ "kind": kind, "items": items }))
        .collect();
    let surfaces: Vec<Value> = source.surfaces.iter().map(|surface| surface_view(context, surface)).collect();
    let not_relevant: Vec<Value> = source
        .criteria
        .iter()
        .filter_map(|criterion| {
            let why = criterion.not_relevant.as_ref()?;
            Some(json!({ "code": criterion.code.to_string(), "title": criterion.title, "why": print::lines(why) }))
        })
        .collect();
    json!({
        "facts": facts(context),
        "components": components,
        "surfaces": surfaces,
        "series": series(context),
        "not_relevant": not_relevant,
    })
}

fn surface_view(context: &Context<'_>, surface: &model::surface::Surface) -> Value {
    let owner = surface.owner.map(|owner| context.person(owner));
    let owner = match (owner, surface.owner_role.is_empty()) {
        (Some(person), false) => format!("{person}, {}", surface.owner_role),
        (Some(person), true) => person,
        (None, _) => surface.owner_role.clone(),
    };
    let controls = context.source.controls.iter().filter(|control| control.surfaces.contains(&surface.code)).count();
    json!({
        "name": surface.name,
        "what": print::lines(&surface.description).join(" "),
        "owner": owner,
        "boundary": surface.trust_boundary,
        "controls": controls,
    })
}

/// The facts of system and engagement, each with its lines; those that the vault doesn't hold are left out.
fn facts(context: &Context<'_>) -> Vec<Value> {
    let source = context.source;
    let (system, engagement, client) = (&source.system, &source.engagement, &source.client);
    let counted = |category: &model::criterion::Category| {
        let count = source.criteria.iter().filter(|criterion| criterion.code.category() == *category).count();
        format!("{} ({})", category.name(), print::counted(count as u64, "criterion", "criteria"))
    };
    let triggered = match engagement.triggered_on {
        Some(day) => format!("{}, {}", print::capital(engagement.trigger.name()), print::day(day)),
        None => print::capital(engagement.trigger.name()),
    };
    let day = |day: Option<model::time::Day>| day.map(print::day).into_iter().collect::<Vec<_>>();
    let trade: Vec<String> =
        [&client.industry, &client.sector].into_iter().filter(|s| !s.is_empty()).cloned().collect();
    let lines = [
        (
            "Client",
            vec![format!(
                "{}{}",
                client.legal_name,
                if trade.is_empty() { String::new() } else { format!(", {}", trade.join(", ")) }
            )],
        ),
        ("Jurisdictions", client.jurisdictions.iter().take(1).map(|_| client.jurisdictions.join(", ")).collect()),
        ("System", vec![system.name.clone()]),
        ("Services", system.services.clone()),
        ("Principal service commitments", system.commitments.clone()),
        ("System requirements", system.requirements.clone()),
        ("Boundaries", print::lines(&system.boundaries)),
        ("Categories", vec![engagement.categories.iter().map(counted).collect::<Vec<_>>().join(", ")]),
        period_fact(context.source.engagement.kind),
        ("Auditor", engagement.auditor_firm.clone().into_iter().collect()),
        ("Fieldwork from", day(engagement.fieldwork_from)),
        ("Report due", day(engagement.report_due)),
        ("Trigger", vec![triggered]),
        ("State", vec![print::capital(engagement.state.name())]),
    ];
    lines.into_iter().filter(|(_, lines)| !lines.is_empty()).map(|(name, lines)| json!([name, lines])).collect()
}

/// What the report speaks of: a period, or a day, each under its own name.
fn period_fact(kind: EngagementKind) -> (&'static str, Vec<String>) {
    match kind {
        EngagementKind::Readiness { period: None } => ("Period", vec!["none is set yet".to_owned()]),
        EngagementKind::Readiness { period: Some(period) } => ("Period aimed at", vec![print::span(period)]),
        EngagementKind::TypeI { as_of } => ("As of", vec![print::day(as_of)]),
        EngagementKind::TypeIi { period } => ("Period", vec![print::span(period)]),
    }
}

/// Criteria by series, counted by their coverage.
fn series(context: &Context<'_>) -> Vec<Value> {
    let mut rows: Vec<(String, String, [u32; 4])> = Vec::new();
    for criterion in &context.source.criteria {
        let code = criterion.code.series();
        if rows.last().is_none_or(|(last, _, _)| *last != code) {
            rows.push((code, criterion.series_title.clone(), [0; 4]));
        }
        let state = context.source.coverage.iter().find(|row| row.criterion == criterion.code).map(|row| row.state);
        if let Some((_, _, counts)) = rows.last_mut() {
            counts[0] += 1;
            counts[1] += u32::from(state == Some(CoverageState::OneControl));
            counts[2] += u32::from(state == Some(CoverageState::DesignGap));
            counts[3] += u32::from(state == Some(CoverageState::NotRelevant));
        }
    }
    let row = |(code, title, [criteria, one, gap, not]): (String, String, [u32; 4])| json!({ "code": code, "title": title, "criteria": criteria, "one": one, "gap": gap, "not_relevant": not });
    rows.into_iter().map(row).collect()
}
