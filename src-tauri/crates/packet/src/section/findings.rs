//! Findings: the words of whoever raised them, what management answers, and what proves that they are closed. A severity
//! stands beside one only where the audience is told how grave we hold it.

use model::finding::{Finding, FindingState};
use model::packet::AudienceProfile;
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// The section: the list, then one sheet a finding.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let mut findings: Vec<&Finding> = context.source.findings.iter().collect();
    findings.sort_by_key(|finding| (!finding.state.is_open(), finding.number));
    json!({
        "findings": findings.into_iter().map(|finding| finding_view(context, finding)).collect::<Vec<_>>(),
        "closed_only": context.options.profile == AudienceProfile::Procurement,
        "severity": context.tells_severity(),
    })
}

fn finding_view(context: &Context<'_>, finding: &Finding) -> Value {
    let mut sheet = vec![("Cause", print::lines(&finding.cause)), ("Extent", print::lines(&finding.extent))];
    sheet.push(("Effect on commitments", print::lines(&finding.effect)));
    sheet.push(("Compensating controls", compensating(context, finding)));
    sheet.push(("Management’s response", response(context, finding)));
    sheet.push(("Retest", retest(context, finding)));
    sheet.push(("Internal note", print::lines(&finding.internal_note)));
    sheet.retain(|(name, lines)| !lines.is_empty() || *name != "Internal note");
    json!({
        "id": finding.reference(),
        "auditor_reference": finding.auditor_reference,
        "wording": print::lines(&finding.wording),
        "raised": print::short_day(finding.raised_on),
        "criteria": finding.criteria.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "controls": context.control_codes(&finding.controls),
        "deviations": deviations(finding),
        "severity": finding.severity.filter(|_| context.tells_severity()).map(model::gap::Level::name),
        "state": finding.state.name(),
        "due": due(context, finding),
        "overdue": overdue(context, finding),
        "facts": facts(context, finding),
        "sheet": or_dash(sheet),
        "exhibits": exhibits(context, finding),
    })
}

/// Facts in the order in which they come about.
fn facts(context: &Context<'_>, finding: &Finding) -> Vec<Value> {
    let title = |code: &model::criterion::CriterionCode| {
        let criterion = context.source.criteria.iter().find(|criterion| criterion.code == *code);
        criterion.map_or_else(|| code.to_string(), |criterion| format!("{code} {}", criterion.title))
    };
    let controls = finding.controls.iter().filter_map(|id| context.control(*id));
    let acknowledged =
        finding.acknowledged.as_ref().map(|it| format!("{}, {}", print::day(it.on), context.person(it.by)));
    let closed = finding.closed_on.map(print::day);
    or_dash(vec![
        ("Raised by", vec![format!("{}, {}", finding.source.name(), print::day(finding.raised_on))]),
        ("Deviations", deviations(finding).into_iter().collect()),
        ("Criteria", finding.criteria.iter().map(title).collect()),
        ("Controls", controls.map(|control| format!("{} {}", control.code, control.title)).collect()),
        ("Answers for it", finding.owner.map(|owner| context.person_with_role(owner)).into_iter().collect()),
        ("Taken note of", acknowledged.into_iter().collect()),
        ("Due", due(context, finding).into_iter().chain(overdue(context, finding)).collect()),
        ("Fix in place", finding.fixed_on.map(print::day).into_iter().collect()),
        ("Closed", closed.into_iter().collect()),
    ])
}

fn or_dash(lines: Vec<(&str, Vec<String>)>) -> Vec<Value> {
    let dash = |lines: Vec<String>| if lines.is_empty() { vec!["–".to_owned()] } else { lines };
    lines.into_iter().map(|(name, lines)| json!([name, dash(lines)])).collect()
}

/// So many of so many: what deviated among what was tested.
fn deviations(finding: &Finding) -> Option<String> {
    finding.deviations.map(|it| format!("{} of {}", print::count(it.found.into()), print::count(it.tested.into())))
}

fn due(_: &Context<'_>, finding: &Finding) -> Option<String> {
    finding.due_on.map(print::short_day)
}

/// Only what isn't fixed yet can be overdue.
fn overdue(context: &Context<'_>, finding: &Finding) -> Option<String> {
    let waits = match finding.state {
        FindingState::Raised | FindingState::Acknowledged | FindingState::Responded | FindingState::InRemediation => {
            true
        }
        FindingState::Verified | FindingState::Closed => false,
    };
    let due = finding.due_on.filter(|_| waits)?;
    print::overdue(due, context.options.as_of.day())
}

fn compensating(context: &Context<'_>, finding: &Finding) -> Vec<String> {
    let controls = finding.compensating.iter().filter_map(|id| context.control(*id));
    let named: Vec<String> = controls.map(|control| format!("{} {}", control.code, control.title)).collect();
    named.into_iter().chain(print::lines(&finding.compensating_note)).collect()
}

fn response(context: &Context<'_>, finding: &Finding) -> Vec<String> {
    let Some(response) = &finding.response else { return vec!["none yet".to_owned()] };
    let mut lines = print::lines(&response.text);
    lines.push(format!("{}, {}", context.person_with_role(response.by), print::day(response.on)));
    lines
}

fn retest(context: &Context<'_>, finding: &Finding) -> Vec<String> {
    let Some(retest) = &finding.retest else { return vec!["none yet".to_owned()] };
    let mut lines = print::lines(&retest.note);
    lines.push(format!("{}, {}", context.person_with_role(retest.by), print::day(retest.on)));
    lines
}

/// The exhibits on which the retest rests.
fn exhibits(context: &Context<'_>, finding: &Finding) -> Vec<String> {
    let evidence = finding.retest.iter().flat_map(|retest| &retest.evidence);
    evidence.filter_map(|id| context.exhibit_of(*id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{day, options, sample};

    #[test]
    fn a_finding_is_overdue_only_while_its_fix_is_still_to_come() {
        let (source, _) = sample(6);
        let options = options(AudienceProfile::Client);
        let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
        let of = |state| Finding { state, due_on: Some(day("2026-11-15")), ..source.findings[0].clone() };
        for state in FindingState::ALL {
            let late = overdue(&context, &of(state));
            assert_eq!(late.is_some(), state < FindingState::Verified, "{state:?}");
        }
        assert_eq!(overdue(&context, &of(FindingState::Raised)).as_deref(), Some("overdue by 5 days"));
    }

    #[test]
    fn severity_is_told_only_where_the_gaps_are() {
        let (source, _) = sample(6);
        assert!(source.findings.iter().any(|finding| finding.severity.is_some()));
        for profile in AudienceProfile::ALL {
            let options = options(profile);
            let view = view(&Context { source: &source, options: &options, exhibits: &[], points: &[] });
            let told = view["findings"].as_array().expect("a list").iter().any(|it| !it["severity"].is_null());
            assert_eq!(told, matches!(profile, AudienceProfile::Client | AudienceProfile::Board), "{profile:?}");
        }
    }
}
