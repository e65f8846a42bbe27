//! Subservice organisations with what is expected of them, what is expected of user entities, and which criteria are
//! covered with them. What others promise is never counted as a control of the client's.

use model::coverage::CoverageState;
use model::criterion::CriterionCode;
use model::organisation::{Organisation, OrganisationReport};
use model::packet::AudienceProfile;
use model::time::Span;
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// Bytes of a row's text above which it may break over pages.
const LONG: usize = 900;

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let source = context.source;
    let user_controls: Vec<Value> = source
        .user_controls
        .iter()
        .map(|control| {
            json!({
                "code": control.code.to_string(),
                "statement": print::lines(&control.statement),
                "why": print::lines(&control.why),
                "long": control.statement.len() + control.why.len() > LONG,
                "criteria": codes(&control.criteria),
            })
        })
        .collect();
    json!({
        "organisations": source.organisations.iter().map(|it| organisation_view(context, it)).collect::<Vec<_>>(),
        "user_controls": user_controls,
        "criteria": criteria(context),
        "covered": !source.coverage.is_empty(),
    })
}

fn codes<'b>(criteria: impl IntoIterator<Item = &'b CriterionCode>) -> Vec<String> {
    criteria.into_iter().map(ToString::to_string).collect()
}

fn organisation_view(context: &Context<'_>, organisation: &Organisation) -> Value {
    let expected: Vec<Value> = organisation
        .complementary
        .iter()
        .map(|control| {
            json!({
                "text": print::lines(&control.text),
                "long": control.text.len() > LONG,
                "criteria": codes(&control.criteria),
            })
        })
        .collect();
    json!({ "name": organisation.name, "facts": facts(context, organisation), "expected": expected })
}

/// What is known of an organisation and its report, each with its lines.
fn facts(context: &Context<'_>, organisation: &Organisation) -> Vec<Value> {
    let method = match organisation.method {
        model::organisation::SubserviceMethod::CarveOut => {
            "carve-out: its controls stay outside the report, which names those expected of it"
        }
        model::organisation::SubserviceMethod::Inclusive => {
            "inclusive: its controls are described and tested with the client’s"
        }
    };
    let mut lines = vec![
        ("Services", organisation.services.clone()),
        ("Treated by", vec![method.to_owned()]),
        ("Report", report(organisation.report.as_ref())),
    ];
    if let Some(report) = &organisation.report {
        // What another's report says isn't passed on to procurement; it was taken out.
        if context.options.profile != AudienceProfile::Procurement {
            lines.push(("Exceptions noted in it", or_none(print::lines(&report.exceptions), "none is recorded")));
        }
        let bridge = report.bridge_until.map(|until| format!("speaks of the days until {}", print::day(until)));
        lines.push(("Bridge letter", or_none(bridge.into_iter().collect(), "none")));
        lines.push(("Next report due", report.next_due.map(print::day).into_iter().collect()));
    }
    if organisation.method == model::organisation::SubserviceMethod::CarveOut {
        lines.extend(context.period().map(|period| ("Days without a report", gap(organisation, period))));
    }
    let review = organisation.reviewed.as_ref();
    let review = review.map(|it| format!("{}, {}", context.person_with_role(it.by), print::day(it.on)));
    lines.push(("Report read by", or_none(review.into_iter().collect(), "nobody yet")));
    let note = print::lines(&organisation.internal_note);
    lines.push(("Internal note", note));
    lines.into_iter().filter(|(_, lines)| !lines.is_empty()).map(|(name, lines)| json!([name, lines])).collect()
}

fn or_none(lines: Vec<String>, none: &str) -> Vec<String> {
    if lines.is_empty() { vec![none.to_owned()] } else { lines }
}

fn report(report: Option<&OrganisationReport>) -> Vec<String> {
    let Some(report) = report else { return vec!["none is recorded".to_owned()] };
    let days = if report.kind.is_point_in_time() {
        format!("as of {}", print::day(report.period.to))
    } else {
        print::span(report.period)
    };
    let auditor = if report.auditor.trim().is_empty() { String::new() } else { format!(", {}", report.auditor) };
    vec![format!("{}{auditor}, {days}", print::capital(report.kind.name()))]
}

/// The days of our period that neither report nor bridge letter speaks of.
pub(crate) fn gap(organisation: &Organisation, period: Span) -> Vec<String> {
    let holes = organisation.unreported(period);
    if holes.is_empty() {
        return vec!["none: report and bridge letter speak of the whole period".to_owned()];
    }
    let days = u64::try_from(organisation.unreported_days(period)).unwrap_or(0);
    let all = u64::try_from(period.days()).unwrap_or(0);
    let spans: Vec<String> = holes.into_iter().map(print::span).collect();
    vec![format!("{} ({} of {} of the period)", print::list(&spans), days, print::counted(all, "day", "days"))]
}

/// The criteria that others help to meet, with who and how many controls of the client's stand beside.
fn criteria(context: &Context<'_>) -> Vec<Value> {
    let source = context.source;
    let row = |criterion: &model::criterion::Criterion| {
        let code = criterion.code;
        let organisations: Vec<&str> =
            source.organisations.iter().filter(|it| it.meets_in_part(code)).map(|it| it.name.as_str()).collect();
        let users: Vec<&str> =
            source.user_controls.iter().filter(|it| it.criteria.contains(&code)).map(|it| it.code.as_str()).collect();
        if organisations.is_empty() && users.is_empty() {
            return None;
        }
        let coverage = source.coverage.iter().find(|row| row.criterion == code);
        Some(json!({
            "code": code.to_string(),
            "title": criterion.title,
            "state": coverage.map_or(CoverageState::DesignGap, |row| row.state).name(),
            "controls": coverage.map_or(0, |row| row.controls),
            "organisations": organisations,
            "users": users,
        }))
    };
    source.criteria.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use model::packet::AudienceProfile;

    use super::*;
    use crate::support::{day, options, sample};

    #[test]
    fn the_days_that_no_report_speaks_of_are_counted() {
        let organisation = sample(6).0.organisations.remove(0);
        let year = Span { from: day("2026-01-01"), to: day("2026-12-31") };
        assert_eq!(gap(&organisation, year), ["1 October 2026 to 31 December 2026 (92 of 365 days of the period)"]);
        let half = Span { from: day("2026-01-01"), to: day("2026-06-30") };
        assert!(gap(&organisation, half)[0].starts_with("none"));
        let without = Organisation { report: None, ..organisation };
        assert!(gap(&without, half)[0].contains("(181 of 181 days"));
    }

    #[test]
    fn a_criterion_that_only_user_entities_serve_stays_a_design_gap() {
        let (source, _) = sample(20);
        let options = options(AudienceProfile::Client);
        let view = view(&Context { source: &source, options: &options, exhibits: &[], points: &[] });
        let rows = view["criteria"].as_array().expect("rows");
        for row in rows {
            let state = row["state"].as_str().expect("a state");
            let shared = !row["organisations"].as_array().expect("names").is_empty();
            assert_eq!(state == "covered with subservice organisation", shared && state != "not relevant", "{row}");
        }
        assert!(rows.iter().any(|row| row["state"] == "design gap" && row["organisations"] == json!([])));
    }
}
