//! Fills the merge fields of a template that the vault itself knows. Never guesses: a field without a source stays open.

use std::collections::BTreeMap;

use catalogue::Catalogue;
use catalogue::merge_field::FieldSource;
use catalogue::template::Template;
use model::communication::FieldValue;
use model::engagement::{Engagement, EngagementKind};
use model::time::Day;
use vault::Reader;

use crate::client::the_client;
use crate::failure::Failure;

/// What the vault can say of the template's fields.
pub(crate) fn known(
    r: &Reader,
    engagement: &Engagement,
    template: &Template,
) -> Result<BTreeMap<String, FieldValue>, Failure> {
    let client = the_client(r)?;
    let catalogue = Catalogue::embedded();
    let mut fields = BTreeMap::new();
    for name in &template.fields {
        let Some(field) = catalogue.merge_field(name.as_str()) else { continue };
        if let Some(text) = value(field.source, &client.legal_name, engagement) {
            fields.insert(name.to_string(), FieldValue { text, evidence: None });
        }
    }
    Ok(fields)
}

fn value(source: FieldSource, client: &str, engagement: &Engagement) -> Option<String> {
    let period = engagement.kind.period();
    match source {
        FieldSource::ClientLegalName => Some(client.to_owned()),
        FieldSource::EngagementKind => Some(match engagement.kind {
            EngagementKind::Readiness { .. } => "SOC 2 readiness work".to_owned(),
            EngagementKind::TypeI { .. } | EngagementKind::TypeIi { .. } => format!("SOC 2 {}", engagement.kind.name()),
        }),
        FieldSource::EngagementPeriodStart => period.map(|period| in_words(period.from)),
        FieldSource::EngagementPeriodEnd => period.map(|period| in_words(period.to)),
        FieldSource::EngagementAuditorFirm => engagement.auditor_firm.clone(),
        FieldSource::EngagementFieldworkFrom => engagement.fieldwork_from.map(in_words),
        FieldSource::EngagementReportDue => engagement.report_due.map(in_words),
        // These need a choice by a person: which person, gap, finding, request or control is meant.
        FieldSource::PersonName
        | FieldSource::PersonRole
        | FieldSource::PersonEmail
        | FieldSource::GapTitle
        | FieldSource::GapState
        | FieldSource::GapFoundOn
        | FieldSource::GapDueOn
        | FieldSource::GapFixedOn
        | FieldSource::GapRetester
        | FieldSource::FindingReference
        | FieldSource::FindingWording
        | FieldSource::FindingCriteria
        | FieldSource::FindingCause
        | FieldSource::FindingDeviationsFound
        | FieldSource::FindingItemsTested
        | FieldSource::FindingCompensating
        | FieldSource::FindingFixedOn
        | FieldSource::FindingOwner
        | FieldSource::RequestReference
        | FieldSource::RequestWording
        | FieldSource::RequestControls
        | FieldSource::RequestOwner
        | FieldSource::RequestDueOn
        | FieldSource::ControlCode
        | FieldSource::Typed => None,
    }
}

/// A day as a letter writes it: `31 December 2026`.
fn in_words(day: Day) -> String {
    day.format("%-d %B %Y").to_string()
}
