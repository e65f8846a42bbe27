//! The gap analysis.

use commands::gap::{
    AddGap, EditGap, GapStep, ListGaps, ListPatterns, MoveGap, PatternRow, RemoveGap, ShowGap, StartGap,
};
use model::gap::{Gap, Severity};

use super::Session;
use crate::args::{GapStepArgs, GapVerb, facts};
use crate::failure::Problem;
use crate::output::{counted, facts as lines, joined, or_empty, table};

/// Verbs of gaps.
pub fn gap(session: &mut Session, verb: GapVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        GapVerb::Patterns { surface } => {
            let list = session.app.call(ListPatterns { surface })?;
            session.out.show(&list, |list| {
                let row = |it: &PatternRow| {
                    vec![
                        it.code.clone(),
                        it.title.clone(),
                        severity(it.severity),
                        joined(&it.criteria),
                        joined(&it.surfaces),
                    ]
                };
                table(&["Pattern", "Title", "Severity", "Criteria", "Surfaces"], list.iter().map(row))
            })
        }
        GapVerb::Start { pattern, source, found_on, surfaces } => {
            let surfaces = (!surfaces.is_empty()).then(|| surfaces.into_iter().collect());
            let gap = session.app.call(StartGap { engagement, pattern, source, found_on, surfaces })?;
            session.out.show(&gap, opened)
        }
        GapVerb::Add { title, kind, source, description, likelihood, impact, found_on, facts: pairs } => {
            let severity = Severity { likelihood, impact };
            let facts = facts(&pairs);
            let request = AddGap { engagement, title, kind, source, description, severity, found_on, facts };
            let gap = session.app.call(request)?;
            session.out.show(&gap, opened)
        }
        GapVerb::List { open } => {
            let list = session.app.call(ListGaps { engagement, open })?;
            session.out.show(&list, |list| {
                let row = |it: &Gap| {
                    vec![
                        it.reference(),
                        it.title.clone(),
                        severity(it.severity),
                        it.state.name().to_owned(),
                        joined(&it.criteria),
                        or_empty(it.due_on),
                    ]
                };
                table(&["Gap", "Title", "Severity", "State", "Criteria", "Due"], list.iter().map(row))
            })
        }
        GapVerb::Show { gap } => {
            let gap = session.app.call(ShowGap { engagement, gap })?;
            session.out.show(&gap, gap_lines)
        }
        GapVerb::Edit { gap, set } => {
            let gap = session.app.call(EditGap { engagement, gap, facts: facts(&set.facts) })?;
            session.out.show(&gap, |it| format!("Changed {}.", it.reference()))
        }
        GapVerb::Move { gap, to } => {
            let gap = session.app.call(MoveGap { engagement, gap, step: step(to) })?;
            session.out.show(&gap, |it| format!("{}: {}.", it.reference(), it.state.name()))
        }
        GapVerb::Remove { gap } => {
            session.app.call(RemoveGap { engagement, gap: gap.clone() })?;
            session.out.show(&gap, |name| format!("Removed {name}."))
        }
    }
}

fn step(to: GapStepArgs) -> GapStep {
    match to {
        GapStepArgs::Open => GapStep::Open,
        GapStepArgs::InProgress => GapStep::InProgress,
        GapStepArgs::Fixed { on } => GapStep::FixedAwaitingProof { fixed_on: on },
        GapStepArgs::Retested { by, on, evidence, note } => GapStep::Retested { by, on, evidence, note },
        GapStepArgs::Operating { since } => GapStep::OperatingSince { since },
        GapStepArgs::Accepted { by, until, reason } => GapStep::AcceptedRisk { approver: by, until, reason },
        GapStepArgs::Reopened => GapStep::Reopened,
    }
}

fn severity(severity: Severity) -> String {
    format!("{} {}", severity.score(), severity.level().name())
}

fn opened(it: &Gap) -> String {
    format!("Opened {}: {} ({}).", it.reference(), it.title, severity(it.severity))
}

fn gap_lines(it: &Gap) -> String {
    let cost = it.cost.as_ref().map(|cost| format!("{} {} to {} ({})", cost.currency, cost.low, cost.high, cost.basis));
    let reference = it
        .reference
        .as_ref()
        .map(|range| format!("USD {} to {}: {}; not an estimate of this gap", range.low, range.high, range.basis));
    let mut text = lines(&[
        ("Gap", it.reference()),
        ("Title", it.title.clone()),
        ("State", it.state.name().to_owned()),
        ("Kind, source", format!("{}, {}", it.kind.name(), it.source.name())),
        (
            "Severity",
            format!(
                "{} (likelihood {} × impact {})",
                severity(it.severity),
                it.severity.likelihood,
                it.severity.impact
            ),
        ),
        ("Criteria", joined(&it.criteria)),
        ("Surfaces", joined(&it.surfaces)),
        ("Found", it.found_on.to_string()),
        ("Due", or_empty(it.due_on)),
        ("Effort", or_empty(it.effort_days.map(|days| counted(days, "day")))),
        ("Cost", or_empty(cost)),
        ("Reference range", or_empty(reference)),
        ("What was found", it.description.clone()),
        ("Root cause", it.root_cause.clone()),
        ("Remedy", it.remedy.clone()),
        ("Fixed", or_empty(it.fixed_on)),
        ("Retested", or_empty(it.retest.as_ref().map(|retest| format!("{} {}", retest.on, retest.note)))),
        ("Operating since", or_empty(it.operating_since)),
        (
            "Risk accepted",
            or_empty(it.acceptance_of_risk.as_ref().map(|risk| format!("until {}: {}", risk.until, risk.reason))),
        ),
        ("Pattern", or_empty(it.pattern.clone())),
        ("Note", it.internal_note.clone()),
    ]);
    for criterion in &it.acceptance {
        let mark = if criterion.met { "met" } else { "open" };
        text.push_str(&format!("\nAcceptance ({mark}): {} {}", criterion.text, or_empty(criterion.due_on)));
    }
    text
}
