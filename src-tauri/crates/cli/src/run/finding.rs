//! Findings.

use commands::finding::{
    AddFinding, EditFinding, FindingRow, FindingStep, ListFindings, MoveFinding, RemoveFinding, RespondFinding,
    ShowFinding,
};

use model::finding::Finding;
use model::gap::Level;

use super::Session;
use crate::args::{FindingStepArgs, FindingVerb, facts};
use crate::failure::Problem;
use crate::output::{facts as lines, joined, or_empty, table_or};

/// Verbs of findings.
pub fn finding(session: &mut Session, verb: FindingVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        FindingVerb::Add { wording, id, source, severity, raised_on, facts: pairs } => {
            let facts = facts(&pairs);
            let request = AddFinding { engagement, auditor_reference: id, wording, source, severity, raised_on, facts };
            let row = session.app.call(request)?;
            session.out.show(&row, |it| format!("Added {} ({}).", it.finding.reference(), judged(&it.finding)))
        }
        FindingVerb::List { open } => {
            let list = session.app.call(ListFindings { engagement, open })?;
            session.out.show(&list, |list| finding_table(list, open))
        }
        FindingVerb::Show { finding } => {
            let row = session.app.call(ShowFinding { engagement, finding })?;
            session.out.show(&row, finding_lines)
        }
        FindingVerb::Edit { finding, set } => {
            let row = session.app.call(EditFinding { engagement, finding, facts: facts(&set.facts) })?;
            session.out.show(&row, |it| format!("Changed {}.", it.finding.reference()))
        }
        FindingVerb::Respond { finding, text, by, on } => {
            let row = session.app.call(RespondFinding { engagement, finding, text, by, on })?;
            session.out.show(&row, state)
        }
        FindingVerb::Move { finding, to } => {
            let row = session.app.call(MoveFinding { engagement, finding, step: step(to) })?;
            session.out.show(&row, state)
        }
        FindingVerb::Remove { finding } => {
            session.app.call(RemoveFinding { engagement, finding: finding.clone() })?;
            session.out.show(&finding, |name| format!("Removed {name}."))
        }
    }
}

fn state(it: &FindingRow) -> String {
    format!("{}: {}.", it.finding.reference(), it.finding.state.name())
}

fn step(to: FindingStepArgs) -> FindingStep {
    match to {
        FindingStepArgs::Acknowledged { by, on } => FindingStep::Acknowledged { by, on },
        FindingStepArgs::Responded => FindingStep::Responded,
        FindingStepArgs::InRemediation { owner } => FindingStep::InRemediation { owner },
        FindingStepArgs::Verified { fixed_on, by, on, evidence, note } => {
            FindingStep::Verified { fixed_on, by, on, evidence, note }
        }
        FindingStepArgs::Closed { on } => FindingStep::Closed { on },
    }
}

fn judged(finding: &Finding) -> &'static str {
    finding.severity.map_or("not judged", Level::name)
}

fn finding_table(list: &[FindingRow], open: bool) -> String {
    let row = |it: &FindingRow| {
        let f = &it.finding;
        vec![
            f.reference(),
            or_empty(f.auditor_reference.clone()),
            judged(f).to_owned(),
            if f.prior.is_some() { format!("{}, prior", f.state.name()) } else { f.state.name().to_owned() },
            joined(&f.criteria),
            or_empty(f.due_on),
            it.owner.clone().unwrap_or_default(),
            f.wording.clone(),
        ]
    };
    let heads = ["Finding", "Reference", "Severity", "State", "Criteria", "Due", "Owner", "Wording"];
    let empty = if open { "No open findings." } else { "No findings yet." };
    table_or(&heads, list.iter().map(row), empty)
}

fn finding_lines(it: &FindingRow) -> String {
    let f = &it.finding;
    lines(&[
        ("Finding", f.reference()),
        ("Reference", or_empty(f.auditor_reference.clone())),
        ("Wording", f.wording.clone()),
        ("Source, severity", format!("{}, {}", f.source.name(), judged(f))),
        ("State", f.state.name().to_owned()),
        ("Prior", if f.prior.is_some() { "of an earlier engagement, to be retested" } else { "" }.to_owned()),
        ("Raised", f.raised_on.to_string()),
        ("Due", or_empty(f.due_on)),
        ("Owner", or_empty(it.owner.clone())),
        ("Controls", joined(&it.controls)),
        ("Criteria", joined(&f.criteria)),
        ("Deviations", or_empty(f.deviations.map(|it| format!("{} of {} tested", it.found, it.tested)))),
        ("Cause", f.cause.clone()),
        ("Extent", f.extent.clone()),
        ("Effect", f.effect.clone()),
        ("Compensating", joined(&it.compensating)),
        ("How they compensate", f.compensating_note.clone()),
        ("Gaps", joined(&it.gaps)),
        ("Acknowledged", or_empty(f.acknowledged.as_ref().map(|it| it.on))),
        ("Response", or_empty(f.response.as_ref().map(|it| format!("{}: {}", it.on, it.text)))),
        ("Fixed", or_empty(f.fixed_on)),
        ("Retested", or_empty(f.retest.as_ref().map(|it| format!("{} {}", it.on, it.note)))),
        ("Closed", or_empty(f.closed_on)),
        ("Note", f.internal_note.clone()),
    ])
}
