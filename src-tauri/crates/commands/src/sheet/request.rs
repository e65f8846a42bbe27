//! Evidence requests on a sheet: the auditor's list. Our status moves by its own rule; the auditor's follows from the
//! rounds alone, so no cell changes it.

use std::collections::BTreeMap;

use model::id::PersonId;
use model::request::{AuditorStatus, EvidenceRequest, InternalStatus, RoundEnd};
use model::sheet::noun::SheetNoun;
use model::sheet::request::RequestColumn as Col;
use model::sheet::value::{Fields, Value};
use model::time::{Day, Span};
use vault::Reader;

use super::names::Names;
use super::record::{BrokenTogether, New, Planned, SheetRecord};
use super::row::{Broken, Filled, Row};
use crate::failure::Failure;

impl SheetRecord for EvidenceRequest {
    type Column = Col;
    const OF: SheetNoun = SheetNoun::Request;

    fn fields(&self, names: &Names) -> Fields<Col> {
        let (internal, reason) = stored(&self.internal);
        let last = self.rounds.last();
        let remark = last.and_then(|round| match &round.end {
            Some(RoundEnd::Returned { remark, on: _ }) => Some(remark.as_str()),
            Some(RoundEnd::Accepted { .. }) | None => None,
        });
        let one_day = self.period.filter(|period| period.from == period.to).map(|period| period.from);
        Filled::new()
            .put(Col::Reference, Value::Code(self.reference()))
            .optional_text(Col::AuditorId, self.auditor_id.as_deref())
            .text(Col::Wording, &self.wording)
            .put(Col::BlocksTesting, Value::YesNo(self.blocks_testing))
            .put(Col::Kind, self.kind.as_ref().and_then(Value::choice))
            .put(Col::Population, self.population.as_ref().and_then(Value::choice))
            .day(Col::PeriodFrom, self.period.map(|period| period.from))
            .day(Col::PeriodTo, self.period.map(|period| period.to))
            .day(Col::AsOf, one_day)
            .ids(Col::Controls, &self.controls, &names.controls)
            .put(Col::Criteria, Value::codes(&self.criteria))
            .ids(Col::Evidence, &self.evidence, &names.evidence)
            .person(Col::Owner, self.owner, names)
            .person(Col::Reviewer, self.reviewer, names)
            .day(Col::ReceivedOn, self.received_on)
            .day(Col::DueOn, self.due_on)
            .word(Col::Internal, internal)
            .optional_text(Col::InternalReason, reason)
            .choice(Col::Auditor, &self.auditor)
            .whole(Col::Round, self.rounds.len() as u64)
            .day(Col::SubmittedOn, last.map(|round| round.submitted_on))
            .optional_text(Col::Answer, last.map(|round| round.answer.as_str()))
            .optional_text(Col::Remark, remark)
            .text(Col::InternalNote, &self.internal_note)
            .done()
    }

    fn blank(new: &New<'_>, _: &Row<'_, Col>) -> Result<Self, Broken<Col>> {
        Ok(crate::request::blank(new.id.into(), new.engagement.id, 1, String::new(), new.today))
    }

    fn with(mut self, row: &Row<'_, Col>, _: bool) -> Result<Self, Broken<Col>> {
        row.optional_text(Col::AuditorId, &mut self.auditor_id)?;
        row.text(Col::Wording, &mut self.wording)?;
        row.yes_no(Col::BlocksTesting, &mut self.blocks_testing)?;
        row.optional_choice(Col::Kind, &mut self.kind)?;
        row.optional_choice(Col::Population, &mut self.population)?;
        row.ids(Col::Controls, &row.names.controls, &mut self.controls)?;
        row.codes(Col::Criteria, &mut self.criteria)?;
        row.ids(Col::Evidence, &row.names.evidence, &mut self.evidence)?;
        row.person(Col::Owner, &mut self.owner)?;
        row.person(Col::Reviewer, &mut self.reviewer)?;
        row.day(Col::ReceivedOn, &mut self.received_on)?;
        row.optional_day(Col::DueOn, &mut self.due_on)?;
        row.text(Col::InternalNote, &mut self.internal_note)?;
        self.period = period(row, self.period)?;
        let mut auditor: AuditorStatus = self.auditor;
        row.choice(Col::Auditor, &mut auditor)?;
        if auditor != self.auditor {
            let reason = "can't be changed by a sheet: it follows from what was submitted, accepted and returned";
            return Err(Broken::at(Col::Auditor, reason));
        }
        self.check().map_err(rule)?;
        match next(row, &self.internal)? {
            Some(next) => self.move_to(next).map_err(rule),
            None => Ok(self),
        }
    }

    fn is_owned_by(&self, person: PersonId, _: &Names) -> bool {
        self.owner == Some(person)
    }

    /// The auditor's id names one line of the auditor's list, as by the command.
    fn check_together(all: &[&Self], planned: &[Planned<Self>]) -> Vec<BrokenTogether<Col>> {
        let mut by_id: BTreeMap<&str, Vec<&Self>> = BTreeMap::new();
        for request in all {
            if let Some(id) = &request.auditor_id {
                by_id.entry(id).or_default().push(request);
            }
        }
        let given = |it: &&Planned<Self>| it.before.as_ref().is_none_or(|old| old.auditor_id != it.after.auditor_id);
        let taken = |it: &Planned<Self>| {
            let others = by_id.get(it.after.auditor_id.as_deref()?)?;
            let other = others.iter().find(|other| other.id != it.after.id)?;
            let reason = format!("stands on {} already", other.reference());
            Some(BrokenTogether { row: it.row, column: Col::AuditorId, reason })
        };
        planned.iter().filter(given).filter_map(taken).collect()
    }

    fn numbered(self, r: &Reader, engagement: &model::engagement::Engagement) -> Result<Self, Failure> {
        Ok(Self { number: r.next_number::<Self>(engagement.id)?, ..self })
    }
}

fn rule(invalid: model::invalid::Invalid) -> Broken<Col> {
    match invalid.field {
        "period" => Broken::at(Col::PeriodTo, invalid.rule),
        _ => invalid.into(),
    }
}

/// A status by its stored word, with its reason.
fn stored(internal: &InternalStatus) -> (&'static str, Option<&str>) {
    match internal {
        InternalStatus::Open => ("open", None),
        InternalStatus::InProgress => ("in_progress", None),
        InternalStatus::SubmittedForReview => ("submitted_for_review", None),
        InternalStatus::Ready => ("ready", None),
        InternalStatus::Blocked { reason } => ("blocked", Some(reason)),
        InternalStatus::NotApplicable { reason } => ("not_applicable", Some(reason)),
    }
}

/// The status that the row asks for; none where it is the one that stands.
fn next(row: &Row<'_, Col>, old: &InternalStatus) -> Result<Option<InternalStatus>, Broken<Col>> {
    let Some(word) = row.word(Col::Internal).filter(|word| *word != stored(old).0) else { return Ok(None) };
    let mut reason = stored(old).1.unwrap_or_default().to_owned();
    row.text(Col::InternalReason, &mut reason)?;
    if matches!(word, "blocked" | "not_applicable") && reason.is_empty() {
        return Err(Broken::at(Col::InternalReason, "must say why the status is this one"));
    }
    match word {
        "open" => Ok(Some(InternalStatus::Open)),
        "in_progress" => Ok(Some(InternalStatus::InProgress)),
        "submitted_for_review" => Ok(Some(InternalStatus::SubmittedForReview)),
        "ready" => Ok(Some(InternalStatus::Ready)),
        "blocked" => Ok(Some(InternalStatus::Blocked { reason })),
        "not_applicable" => Ok(Some(InternalStatus::NotApplicable { reason })),
        _ => Err(Broken::at(Col::Internal, "has no value of this column")),
    }
}

/// The days about which the request asks. One day stands in all three columns; of what a row changes, its first and last
/// day go before the one day.
fn period(row: &Row<'_, Col>, old: Option<Span>) -> Result<Option<Span>, Broken<Col>> {
    let (mut from, mut to) = (old.map(|it| it.from), old.map(|it| it.to));
    let mut one: Option<Day> = from.filter(|from| Some(*from) == to);
    row.optional_day(Col::AsOf, &mut one)?;
    row.optional_day(Col::PeriodFrom, &mut from)?;
    row.optional_day(Col::PeriodTo, &mut to)?;
    let ends_given = row.gives(Col::PeriodFrom) || row.gives(Col::PeriodTo);
    if row.gives(Col::AsOf) && !ends_given {
        return match one {
            Some(day) => Ok(Some(Span { from: day, to: day })),
            None => Err(Broken::at(Col::AsOf, "stands for the first and last day, too: empty those as well")),
        };
    }
    match (from, to) {
        (None, None) => Ok(None),
        (Some(from), Some(to)) => Ok(Some(Span { from, to })),
        (None, Some(_)) => Err(Broken::at(Col::PeriodFrom, "must be given with the last day")),
        (Some(_), None) => Err(Broken::at(Col::PeriodTo, "must be given with the first day")),
    }
}
