//! The gaps, findings, requests and questions over which a message's lines repeat, with what the vault says of each.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::merge_field::{FieldSource, MergeField, day_in_words};
use model::activity::text_digest;
use model::communication::{ChosenRow, Message, RowKind};
use model::control::Control;
use model::finding::Finding;
use model::gap::Gap;
use model::id::{ControlId, PersonId};
use model::person::Person;
use model::request::EvidenceRequest;
use vault::Reader;

use crate::failure::Failure;

/// The field in which a question stands as it was asked.
const QUESTION: &str = "question_text";

/// One chosen gap, finding, request or question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) kind: RowKind,
    /// As printed, such as `GAP-014`; a question is `Q-` with six digits that follow from its words.
    pub(crate) reference: String,
    /// What the vault says, by source; a question's wording by its field.
    says: BTreeMap<&'static str, Option<String>>,
}

impl Row {
    /// What the row says in a field; nothing when the vault has nothing, and for a field that a person fills in.
    pub(crate) fn says(&self, entry: &MergeField) -> Option<String> {
        let key = if entry.name.as_str() == QUESTION { QUESTION } else { entry.source.name() };
        self.says.get(key).cloned().flatten()
    }

    /// The same, as the model repeats lines for it.
    pub(crate) fn chosen(&self) -> ChosenRow {
        ChosenRow { kind: self.kind, reference: self.reference.clone(), fields: BTreeMap::new() }
    }
}

/// The kinds and references of rows.
pub(super) fn names(rows: &[Row]) -> Vec<(RowKind, String)> {
    rows.iter().map(|row| (row.kind, row.reference.clone())).collect()
}

/// The rows that a message chose: gaps, findings and requests by number, then questions in its own order.
pub(crate) fn rows(r: &Reader, message: &Message) -> Result<Vec<Row>, Failure> {
    let mut gaps: Vec<Gap> = message.gaps.iter().map(|id| r.get(*id)).collect::<Result<_, _>>()?;
    let mut findings: Vec<Finding> = message.findings.iter().map(|id| r.get(*id)).collect::<Result<_, _>>()?;
    let mut requests: Vec<EvidenceRequest> = message.requests.iter().map(|id| r.get(*id)).collect::<Result<_, _>>()?;
    gaps.sort_by_key(|gap| gap.number);
    findings.sort_by_key(|finding| finding.number);
    requests.sort_by_key(|request| request.number);
    let mut rows = Vec::new();
    for gap in &gaps {
        rows.push(Row { kind: RowKind::Gap, reference: gap.reference(), says: of_gap(r, gap)? });
    }
    for finding in &findings {
        rows.push(Row { kind: RowKind::Finding, reference: finding.reference(), says: of_finding(r, finding)? });
    }
    for request in &requests {
        rows.push(Row { kind: RowKind::Request, reference: request.reference(), says: of_request(r, request)? });
    }
    rows.extend(message.questions.iter().map(|wording| of_question(wording)));
    Ok(rows)
}

/// A question is told apart by its words, so that no answer can come to stand behind another question when the choice
/// changes.
fn of_question(wording: &str) -> Row {
    let digest = text_digest(wording.trim()).to_string();
    Row {
        kind: RowKind::Question,
        reference: format!("Q-{}", digest[..6].to_ascii_uppercase()),
        says: BTreeMap::from([(QUESTION, Some(wording.to_owned()))]),
    }
}

type Says = BTreeMap<&'static str, Option<String>>;

fn of_gap(r: &Reader, gap: &Gap) -> Result<Says, Failure> {
    let retester = gap.retest.as_ref().map(|retest| retest.by);
    Ok(Says::from([
        (FieldSource::GapTitle.name(), Some(gap.title.clone())),
        (FieldSource::GapState.name(), Some(gap.state.name().to_owned())),
        (FieldSource::GapFoundOn.name(), Some(day_in_words(gap.found_on))),
        (FieldSource::GapDueOn.name(), gap.due_on.map(day_in_words)),
        (FieldSource::GapFixedOn.name(), gap.fixed_on.map(day_in_words)),
        (FieldSource::GapRetester.name(), person(r, retester)?),
    ]))
}

fn of_finding(r: &Reader, finding: &Finding) -> Result<Says, Failure> {
    let reference = finding.auditor_reference.clone().unwrap_or_else(|| finding.reference());
    let criteria: Vec<String> = finding.criteria.iter().map(ToString::to_string).collect();
    let deviations = finding.deviations.as_ref();
    Ok(Says::from([
        (FieldSource::FindingReference.name(), Some(reference)),
        (FieldSource::FindingWording.name(), Some(finding.wording.clone())),
        (FieldSource::FindingCriteria.name(), Some(criteria.join(", "))),
        (FieldSource::FindingCause.name(), Some(finding.cause.clone())),
        (FieldSource::FindingDeviationsFound.name(), deviations.map(|it| it.found.to_string())),
        (FieldSource::FindingItemsTested.name(), deviations.map(|it| it.tested.to_string())),
        (FieldSource::FindingCompensating.name(), Some(controls(r, &finding.compensating)?)),
        (FieldSource::FindingFixedOn.name(), finding.fixed_on.map(day_in_words)),
        (FieldSource::FindingOwner.name(), person(r, finding.owner)?),
    ]))
}

fn of_request(r: &Reader, request: &EvidenceRequest) -> Result<Says, Failure> {
    let reference = request.auditor_id.clone().unwrap_or_else(|| request.reference());
    Ok(Says::from([
        (FieldSource::RequestReference.name(), Some(reference)),
        (FieldSource::RequestWording.name(), Some(request.wording.clone())),
        (FieldSource::RequestControls.name(), Some(controls(r, &request.controls)?)),
        (FieldSource::RequestOwner.name(), person(r, request.owner)?),
        (FieldSource::RequestDueOn.name(), request.due_on.map(day_in_words)),
    ]))
}

fn person(r: &Reader, id: Option<PersonId>) -> Result<Option<String>, Failure> {
    Ok(id.map(|id| r.get::<Person>(id)).transpose()?.map(|person| person.name))
}

fn controls(r: &Reader, ids: &BTreeSet<ControlId>) -> Result<String, Failure> {
    let code = |id: &ControlId| Ok::<_, Failure>(r.get::<Control>(*id)?.code.to_string());
    let mut codes: Vec<String> = ids.iter().map(code).collect::<Result<_, _>>()?;
    codes.sort();
    Ok(codes.join(", "))
}
