//! System and scope: what the report is about, its surfaces, and the criteria that it must answer.

use model::commitment::Commitment;
use model::coverage::CoverageState;
use model::engagement::{EngagementKind, Opinion, Outcome};
use model::packet::AudienceProfile;
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// Bytes of a row's text above which it may break over pages.
const LONG: usize = 900;

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
        "commitments": source.commitments.iter().map(commitment_view).collect::<Vec<_>>(),
        "surfaces": surfaces,
        "series": series(context),
        "covered": !source.coverage.is_empty(),
        "not_relevant": not_relevant,
    })
}

fn commitment_view(commitment: &Commitment) -> Value {
    let note = commitment.source_note.trim();
    json!({
        "id": commitment.reference(),
        "kind": print::capital(commitment.kind.name()),
        "text": print::lines(&commitment.text),
        "long": commitment.text.len() > LONG,
        "source": print::capital(commitment.source.name()),
        "where": note,
        "categories": commitment.categories.iter().map(|category| category.name()).collect::<Vec<_>>(),
        "criteria": commitment.criteria.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// The opinion on a category, as the auditor's report gives it.
fn outcome(outcome: &Outcome) -> String {
    let criteria: Vec<String> = outcome.criteria.iter().map(ToString::to_string).collect();
    let named = match outcome.opinion {
        _ if criteria.is_empty() => String::new(),
        Opinion::Qualified => format!(", except for {}", print::list(&criteria)),
        Opinion::Unmodified | Opinion::Adverse | Opinion::Disclaimer => format!(", naming {}", print::list(&criteria)),
    };
    let opinion = match outcome.opinion {
        Opinion::Disclaimer => "disclaimer of opinion".to_owned(),
        Opinion::Unmodified | Opinion::Qualified | Opinion::Adverse => format!("{} opinion", outcome.opinion.name()),
    };
    format!("{}: {opinion}{named}; report of {}", outcome.category.name(), print::day(outcome.reported_on))
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
    let is_procurement = context.options.profile == AudienceProfile::Procurement;
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
        ("Boundaries", print::lines(&system.boundaries)),
        ("Categories", vec![engagement.categories.iter().map(counted).collect::<Vec<_>>().join(", ")]),
        period_fact(context.source.engagement.kind),
        ("Auditor", engagement.auditor_firm.clone().into_iter().collect()),
        ("Fieldwork from", day(engagement.fieldwork_from)),
        ("Report due", day(engagement.report_due)),
        // Why an audit was begun is taken out of what procurement gets, and is no fact of the scope there.
        ("Trigger", if is_procurement { vec![] } else { vec![triggered] }),
        ("State", vec![print::capital(engagement.state.name())]),
        ("Outcome", engagement.outcomes.iter().map(outcome).collect()),
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
    let mut rows: Vec<(String, String, [u32; 5])> = Vec::new();
    for criterion in &context.source.criteria {
        let code = criterion.code.series();
        if rows.last().is_none_or(|(last, _, _)| *last != code) {
            rows.push((code, criterion.series_title.clone(), [0; 5]));
        }
        let state = context.source.coverage.iter().find(|row| row.criterion == criterion.code).map(|row| row.state);
        if let Some((_, _, counts)) = rows.last_mut() {
            counts[0] += 1;
            counts[1] += u32::from(state == Some(CoverageState::WithSubservice));
            counts[2] += u32::from(state == Some(CoverageState::OneControl));
            counts[3] += u32::from(state == Some(CoverageState::DesignGap));
            counts[4] += u32::from(state == Some(CoverageState::NotRelevant));
        }
    }
    rows.into_iter().map(|(code, title, counts)| json!({ "code": code, "title": title, "counts": counts })).collect()
}

#[cfg(test)]
mod tests {
    use model::criterion::{Category, CriterionCode};

    use super::*;
    use crate::support::day;

    #[test]
    fn an_outcome_names_opinion_criteria_and_report() {
        let said = |opinion, criteria: &[&str]| {
            let criteria = criteria.iter().map(|code| code.parse::<CriterionCode>().expect("a code")).collect();
            outcome(&Outcome { category: Category::Security, opinion, criteria, reported_on: day("2027-03-01") })
        };
        assert_eq!(said(Opinion::Unmodified, &[]), "Security: unmodified opinion; report of 1 March 2027");
        assert_eq!(
            said(Opinion::Qualified, &["CC6.1", "CC6.2"]),
            "Security: qualified opinion, except for CC6.1 and CC6.2; report of 1 March 2027"
        );
        assert_eq!(said(Opinion::Disclaimer, &[]), "Security: disclaimer of opinion; report of 1 March 2027");
        assert_eq!(
            said(Opinion::Adverse, &["CC6.1"]),
            "Security: adverse opinion, naming CC6.1; report of 1 March 2027"
        );
    }
}
