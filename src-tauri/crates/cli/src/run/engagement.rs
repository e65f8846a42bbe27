//! Engagements: showing and editing one, the steps to its outcome, and rolling it forward.

use std::collections::BTreeMap;

use commands::Facts;
use commands::engagement::{
    EditEngagement, EngagementOverview, LeftBehind, ListEngagements, MoveEngagement, ReportEngagement,
    RollForwardEngagement, RolledForward, ShowEngagement,
};
use commands::logo::{RemoveFirmLogo, SetFirmLogo};
use commands::occurrence::PreviewOccurrences;
use model::engagement::{Engagement, EngagementKind, Outcome};
use model::time::Span;

use super::Session;
use super::scope::{logo_words, start_request, started_words};
use super::time::preview_lines;
use crate::args::{EngagementVerb, LogoArgs, facts};
use crate::failure::Problem;
use crate::output::{counted, facts as lines, joined, or_empty, table, table_or};

/// What is said where nothing stayed behind.
const NOTHING_LEFT: &str = "Nothing stayed behind.";

/// Verbs of engagements.
pub fn engagement(session: &mut Session, verb: EngagementVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        EngagementVerb::List => {
            let list = session.app.call(ListEngagements {})?;
            session.out.show(&list, |list| {
                let row = |it: &Engagement| {
                    vec![
                        it.title.clone(),
                        it.kind.name().to_owned(),
                        period(it.kind),
                        it.state.name().to_owned(),
                        it.id.to_string(),
                    ]
                };
                table(&["Title", "Kind", "Period or date", "State", "Id"], list.iter().map(row))
            })
        }
        EngagementVerb::Show => {
            let overview = session.app.call(ShowEngagement { engagement })?;
            session.out.show(&overview, overview_lines)
        }
        EngagementVerb::Start(args) => {
            let started = session.app.call(start_request(args))?;
            session.out.show(&started, |it| format!("Started {}: {}.", it.engagement.title, started_words(it)))
        }
        EngagementVerb::Edit { set, period, preview } => edit(session, &set, period, preview),
        EngagementVerb::Logo(LogoArgs { file, .. }) => {
            let changed = match file {
                Some(file) => {
                    let file = session.app.hold(&file);
                    session.app.call(SetFirmLogo { engagement, file })?
                }
                None => session.app.call(RemoveFirmLogo { engagement })?,
            };
            session.out.show(&changed, |it| match logo_words(it.firm_logo.as_ref()) {
                size if size.is_empty() => format!("{}: no logo of the firm.", it.title),
                size => format!("{}: the firm’s logo, {size}.", it.title),
            })
        }
        EngagementVerb::Move { to } => {
            let moved = session.app.call(MoveEngagement { engagement, to })?;
            session.out.show(&moved, |it| format!("{}: {}.", it.title, it.state.name()))
        }
        EngagementVerb::Report { category, opinion, on, criteria } => {
            let criteria = criteria.into_iter().collect();
            let outcomes = vec![Outcome { category, opinion, criteria, reported_on: on }];
            let reported = session.app.call(ReportEngagement { engagement, outcomes })?;
            session.out.show(&reported, |it| format!("{}: {}.\n{}", it.title, it.state.name(), outcomes_words(it)))
        }
        EngagementVerb::RollForward { title, period, without_evidence, all } => {
            let request = RollForwardEngagement { engagement, title, period, evidence: !without_evidence };
            let rolled = session.app.call(request)?;
            session.out.show(&rolled, |it| rolled_lines(it, all))
        }
    }
}

/// Edits facts. Where the period changes, what that does to the occurrences is shown first, and alone on request.
fn edit(session: &mut Session, set: &[(String, String)], period: Option<Span>, preview: bool) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    let mut facts = facts(set);
    if let Some(period) = period {
        let present = session.app.call(ShowEngagement { engagement: engagement.clone() })?.engagement.kind;
        let kind = match present {
            EngagementKind::Readiness { .. } => EngagementKind::Readiness { period: Some(period) },
            EngagementKind::TypeI { .. } | EngagementKind::TypeIi { .. } => EngagementKind::TypeIi { period },
        };
        facts.insert("kind".to_owned(), serde_json::to_value(kind).map_err(std::io::Error::other)?);
    }
    if facts.is_empty() {
        return Err(Problem::Usage("say what to change, such as --set title=… or --period".to_owned()));
    }
    let previews = match new_period(&facts) {
        None => Vec::new(),
        period => {
            let (control, changes) = (None, Vec::new());
            session.app.call(PreviewOccurrences { engagement: engagement.clone(), control, changes, period })?
        }
    };
    if preview {
        return session.out.show(&previews, |previews| preview_lines(previews));
    }
    if !previews.is_empty() && !session.out.json {
        session.out.show(&previews, |previews| preview_lines(previews))?;
    }
    let changed = session.app.call(EditEngagement { engagement, facts })?;
    session.out.show(&changed, |it| format!("Changed {}.", it.title))
}

/// The period of the kind that the facts set, if they set one; a kind that can't be read is for the command to refuse.
fn new_period(facts: &Facts) -> Option<Span> {
    let kind = facts.get("kind")?;
    serde_json::from_value::<EngagementKind>(kind.clone()).ok()?.period()
}

fn outcomes_words(it: &Engagement) -> String {
    let words = |outcome: &Outcome| {
        let named =
            if outcome.criteria.is_empty() { String::new() } else { format!(" ({})", joined(&outcome.criteria)) };
        format!("{}: {}{named}, report of {}", outcome.category.name(), outcome.opinion.name(), outcome.reported_on)
    };
    it.outcomes.iter().map(words).collect::<Vec<_>>().join("\n")
}

fn rolled_lines(it: &RolledForward, all: bool) -> String {
    let numbers = [
        (it.criteria, "criterion"),
        (it.controls, "control"),
        (it.organisations, "subservice organisation"),
        (it.user_controls, "user entity control"),
        (it.commitments, "commitment"),
        (it.evidence, "evidence item"),
        (it.gaps, "gap"),
        (it.findings, "finding"),
    ];
    let carried = joined(numbers.map(|(count, what)| counted(count, what)));
    let mut text = format!("Started {}: {carried}.", it.engagement.title);
    if let Some(days) = it.overlap {
        text.push_str(&format!(
            "\n\nNotice: the earlier period has the days from {} to {} as well; what ran on them is reported twice.",
            days.from, days.to
        ));
    }
    let left = if all { left_rows(it) } else { left_counts(it) };
    text.push_str(&format!("\n\nWhat stayed behind, and why:\n{left}"));
    if all && it.evidence_not_live > 0 {
        text.push_str(&format!("\nEvidence that was withdrawn or replaced, not listed: {}.", it.evidence_not_live));
    }
    text
}

/// Each record that stayed behind.
fn left_rows(it: &RolledForward) -> String {
    let row = |it: &LeftBehind| vec![noun(&it.noun), it.what.clone(), it.why.clone()];
    table_or(&["Noun", "What", "Why"], it.not_carried.iter().map(row), NOTHING_LEFT)
}

/// How many records stayed behind, by noun and reason.
fn left_counts(it: &RolledForward) -> String {
    let mut counts = BTreeMap::<(String, &str), usize>::new();
    for left in &it.not_carried {
        *counts.entry((noun(&left.noun), &left.why)).or_default() += 1;
    }
    if it.evidence_not_live > 0 {
        counts.insert(("evidence".to_owned(), "withdrawn or replaced"), it.evidence_not_live);
    }
    if counts.is_empty() {
        return NOTHING_LEFT.to_owned();
    }
    let line = |((noun, why), count): ((String, &str), usize)| format!("{count:>6}  {noun}: {why}\n");
    let mut text: String = counts.into_iter().map(line).collect();
    text.push_str("With --all each of them is listed.");
    text
}

fn noun(name: &str) -> String {
    name.replace('_', " ")
}

fn period(kind: EngagementKind) -> String {
    match kind {
        EngagementKind::TypeI { as_of } => as_of.to_string(),
        EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => {
            kind.period().map(|span| format!("{} to {}", span.from, span.to)).unwrap_or_default()
        }
    }
}

fn overview_lines(it: &EngagementOverview) -> String {
    let (e, counts) = (&it.engagement, it.counts);
    lines(&[
        ("Engagement", e.title.clone()),
        ("Client", it.client.legal_name.clone()),
        ("System", it.system.name.clone()),
        ("Kind", format!("{} {}", e.kind.name(), period(e.kind))),
        ("Categories", joined(e.categories.iter().map(|category| category.name()))),
        ("Prepared by", e.preparer_firm.clone()),
        ("Firm's logo", logo_words(e.firm_logo.as_ref())),
        ("Firm's colour", e.firm_colour.map(|colour| colour.to_string()).unwrap_or_default()),
        ("Firm's footer", e.firm_footer.clone()),
        ("Paper", e.paper.name().to_owned()),
        ("Auditor", e.auditor_firm.clone().unwrap_or_default()),
        ("Trigger", format!("{} {}", e.trigger.name(), or_empty(e.triggered_on))),
        ("Fieldwork from", or_empty(e.fieldwork_from)),
        ("Report due", or_empty(e.report_due)),
        ("State", e.state.name().to_owned()),
        ("Opinions", outcomes_words(e)),
        ("Criteria", format!("{} relevant, {} without a control", counts.criteria, counts.design_gaps)),
        ("Controls", counts.controls.to_string()),
        ("Evidence", format!("{}, {} released", counted(counts.evidence, "item"), counts.released)),
        ("Readiness", or_empty(it.readiness.map(super::readiness::figures_words))),
        ("Open gaps", counts.open_gaps.to_string()),
        ("Requests", format!("{} owed, {} overdue", counts.owed_requests, counts.overdue_requests)),
        ("Open findings", counts.open_findings.to_string()),
        ("Open tasks", counts.open_tasks.to_string()),
        ("Messages", counts.messages.to_string()),
    ])
}
