//! The extract of the activity log, with one row worked through so that a reader can check the chain on paper.

use std::collections::BTreeMap;

use model::activity::{LOG_START, LogRow, Subject};
use model::communication::Message;
use model::gap::Gap;
use model::rating::{Rating, RatingSubject};
use model::record::Noun;
use serde_json::{Value, json};

use crate::context::Context;
use crate::log_extract::{self, Row};
use crate::print;

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let rows = log_extract::rows(context.source, context.options);
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return json!({ "rows": [], "head": LOG_START.to_string() });
    };
    let views: Vec<Value> = rows.iter().map(|row| row_view(context, row)).collect();
    json!({
        "rows": views,
        "first": print::count(first.seq),
        "last": print::count(last.seq),
        "before_row": print::count(first.seq.saturating_sub(1)),
        "before": first.prev.to_string(),
        "head": last.hash.to_string(),
        "example": example(last),
    })
}

fn row_view(context: &Context<'_>, row: &LogRow) -> Value {
    json!({
        "seq": print::count(row.seq),
        "at": row.at.format("%Y-%m-%d %H:%M:%S").to_string(),
        "who": row.who,
        "action": row.action.name(),
        "subjects": subjects(context, row),
        "hash": row.hash.to_string(),
    })
}

/// The records that a row touched, by the names that this packet uses; one that it doesn't show by its noun alone.
fn subjects(context: &Context<'_>, row: &LogRow) -> String {
    let mut named: Vec<String> = Vec::new();
    let mut others: BTreeMap<&'static str, u64> = BTreeMap::new();
    for subject in &row.subjects {
        match name(context, subject) {
            Some(name) => named.push(name),
            None => *others.entry(subject.noun.name()).or_default() += 1,
        }
    }
    let more = named.len().saturating_sub(3);
    named.truncate(3);
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let counted = |(noun, count): (&str, u64)| {
        let noun = noun.replace('_', " ");
        if count == 1 { noun } else { format!("{noun} ({count})") }
    };
    named.extend(others.into_iter().map(counted));
    named.join(", ")
}

/// What a record is called in this packet; none when the packet doesn't show it.
fn name(context: &Context<'_>, subject: &Subject) -> Option<String> {
    let (source, id) = (context.source, subject.id);
    match subject.noun {
        Noun::Client | Noun::System | Noun::Engagement | Noun::Person => None,
        // No section shows these yet, so a name would point at nothing.
        Noun::Request
        | Noun::Finding
        | Noun::Task
        | Noun::Organisation
        | Noun::UserControl
        | Noun::Commitment
        | Noun::Team
        | Noun::Occurrence
        | Noun::Population
        | Noun::SheetMapping
        | Noun::Holiday
        | Noun::FollowUp => None,
        Noun::Surface => source.surfaces.iter().find(|it| it.id.uuid() == id).map(|it| it.name.clone()),
        Noun::Criterion => source.criteria.iter().find(|it| it.id.uuid() == id).map(|it| it.code.to_string()),
        Noun::Control => source.controls.iter().find(|it| it.id.uuid() == id).map(|it| it.code.to_string()),
        Noun::Evidence => context.exhibits.iter().find(|it| it.item.id.uuid() == id).map(|it| it.id.clone()),
        Noun::Rating => rated(context, source.ratings.iter().find(|it| it.id.uuid() == id)?),
        Noun::Gap => source.gaps.iter().find(|it| it.id.uuid() == id).map(Gap::reference),
        Noun::PlanRow => {
            source.plan_rows.iter().find(|it| it.id.uuid() == id).map(|it| format!("plan row {}", it.number))
        }
        Noun::Message => source.messages.iter().find(|it| it.id.uuid() == id).map(Message::reference),
    }
}

/// What a rating judges, and in which aspect: `CC6.1 design`.
fn rated(context: &Context<'_>, rating: &Rating) -> Option<String> {
    let subject = match rating.subject {
        RatingSubject::Criterion(code) => code.to_string(),
        RatingSubject::Control(id) => context.control(id)?.code.to_string(),
    };
    Some(format!("{subject} {}", rating.aspect.name()))
}

/// The parts that go into a row's hash: name, length, the bytes as they are printed, whether they are a digest.
fn example(row: &LogRow) -> Value {
    let row = Row::of(row);
    let mut parts = Vec::new();
    for (name, text) in [
        ("seq", row.seq.to_string()),
        ("at", row.at.clone()),
        ("who", row.who.clone()),
        ("action", row.action.clone()),
        ("subjects", row.subjects.join(" ")),
    ] {
        parts.push(json!([name, text.len().to_string(), shortened(&text), false]));
    }
    for (name, digest) in [("body", &row.body), ("prev", &row.prev)] {
        parts.push(json!([name, "32", digest, true]));
    }
    json!({ "seq": print::count(row.seq), "parts": parts, "hash": row.hash })
}

/// A long list of subjects isn't printed whole; `log-extract.json` has it.
fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} … (whole in log-extract.json)", &text[..end]),
        None if text.is_empty() => "(none)".to_owned(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use model::packet::AudienceProfile;

    use super::*;
    use crate::support::{options, sample};

    fn said(profile: AudienceProfile, subject: Subject) -> String {
        let (source, _) = sample(6);
        let row = LogRow { subjects: vec![subject], ..source.log[0].clone() };
        let source = source.narrowed(&crate::support::options(profile));
        let options = options(profile);
        subjects(&Context { source: &source, options: &options, exhibits: &[], points: &[] }, &row)
    }

    #[test]
    fn a_rating_names_what_it_judges_and_in_which_aspect() {
        let (source, _) = sample(6);
        let mut seen = std::collections::BTreeSet::new();
        for rating in &source.ratings {
            let words = said(AudienceProfile::Auditor, Subject { noun: Noun::Rating, id: rating.id.uuid() });
            let code = match rating.subject {
                RatingSubject::Criterion(code) => code.to_string(),
                RatingSubject::Control(id) => {
                    let control = source.controls.iter().find(|control| control.id == id);
                    control.expect("a control").code.to_string()
                }
            };
            assert_eq!(words, format!("{code} {}", rating.aspect.name()));
            seen.insert(words);
        }
        assert_eq!(seen.len(), source.ratings.len());
    }

    #[test]
    fn what_an_audience_must_not_see_is_named_by_its_noun_alone() {
        let gap = Subject { noun: Noun::Gap, id: sample(6).0.gaps[0].id.uuid() };
        assert_eq!(said(AudienceProfile::Client, gap), "GAP-001");
        assert_eq!(said(AudienceProfile::Auditor, gap), "gap");
        let unknown = Subject { noun: Noun::Rating, id: gap.id };
        assert_eq!(said(AudienceProfile::Client, unknown), "rating");
    }
}
