//! Findings on a sheet. Management's response and the steps to remediation go by their own rules; a verified or closed
//! finding needs a retest that no cell can give.

use model::finding::{Deviations, Finding, FindingState, ManagementResponse};
use model::id::PersonId;
use model::sheet::finding::FindingColumn as Col;
use model::sheet::noun::SheetNoun;
use model::sheet::value::{Fields, Value};
use vault::Reader;

use super::names::Names;
use super::record::{New, SheetRecord};
use super::row::{Broken, Filled, Row};
use crate::failure::Failure;

impl SheetRecord for Finding {
    type Column = Col;
    const OF: SheetNoun = SheetNoun::Finding;

    fn fields(&self, names: &Names) -> Fields<Col> {
        let response = self.response.as_ref();
        Filled::new()
            .put(Col::Reference, Value::Code(self.reference()))
            .optional_text(Col::AuditorReference, self.auditor_reference.as_deref())
            .text(Col::Wording, &self.wording)
            .choice(Col::Source, &self.source)
            .day(Col::RaisedOn, self.raised_on)
            .ids(Col::Controls, &self.controls, &names.controls)
            .put(Col::Criteria, Value::codes(&self.criteria))
            .put(Col::Deviations, self.deviations.map(|it| Value::Whole(it.found.into())))
            .put(Col::Tested, self.deviations.map(|it| Value::Whole(it.tested.into())))
            .text(Col::Cause, &self.cause)
            .text(Col::Extent, &self.extent)
            .text(Col::Effect, &self.effect)
            .ids(Col::Compensating, &self.compensating, &names.controls)
            .text(Col::CompensatingNote, &self.compensating_note)
            .put(Col::Severity, self.severity.as_ref().and_then(Value::choice))
            .person(Col::Owner, self.owner, names)
            .day(Col::DueOn, self.due_on)
            .ids(Col::Gaps, &self.gaps, &names.gaps)
            .optional_text(Col::Response, response.map(|it| it.text.as_str()))
            .person(Col::ResponseBy, response.map(|it| it.by), names)
            .day(Col::ResponseOn, response.map(|it| it.on))
            .day(Col::FixedOn, self.fixed_on)
            .choice(Col::State, &self.state)
            .day(Col::ClosedOn, self.closed_on)
            .text(Col::InternalNote, &self.internal_note)
            .done()
    }

    fn blank(new: &New<'_>, _: &Row<'_, Col>) -> Result<Self, Broken<Col>> {
        Ok(crate::finding::blank(new.id.into(), new.engagement.id, new.today))
    }

    fn with(mut self, row: &Row<'_, Col>, _: bool) -> Result<Self, Broken<Col>> {
        row.optional_text(Col::AuditorReference, &mut self.auditor_reference)?;
        row.text(Col::Wording, &mut self.wording)?;
        row.choice(Col::Source, &mut self.source)?;
        row.day(Col::RaisedOn, &mut self.raised_on)?;
        row.ids(Col::Controls, &row.names.controls, &mut self.controls)?;
        row.codes(Col::Criteria, &mut self.criteria)?;
        row.text(Col::Cause, &mut self.cause)?;
        row.text(Col::Extent, &mut self.extent)?;
        row.text(Col::Effect, &mut self.effect)?;
        row.ids(Col::Compensating, &row.names.controls, &mut self.compensating)?;
        row.text(Col::CompensatingNote, &mut self.compensating_note)?;
        row.optional_choice(Col::Severity, &mut self.severity)?;
        row.person(Col::Owner, &mut self.owner)?;
        row.optional_day(Col::DueOn, &mut self.due_on)?;
        row.ids(Col::Gaps, &row.names.gaps, &mut self.gaps)?;
        row.text(Col::InternalNote, &mut self.internal_note)?;
        self.deviations = deviations(row, self.deviations)?;
        self.check()?;
        step(row, respond(row, self)?)
    }

    fn is_owned_by(&self, person: PersonId, _: &Names) -> bool {
        self.owner == Some(person)
    }

    fn numbered(self, r: &Reader, engagement: &model::engagement::Engagement) -> Result<Self, Failure> {
        Ok(Self { number: r.next_number::<Self>(engagement.id)?, ..self })
    }
}

fn deviations(row: &Row<'_, Col>, old: Option<Deviations>) -> Result<Option<Deviations>, Broken<Col>> {
    let (mut found, mut tested) = (old.map(|it| it.found), old.map(|it| it.tested));
    row.optional_whole(Col::Deviations, &mut found)?;
    row.optional_whole(Col::Tested, &mut tested)?;
    match (found, tested) {
        (None, None) => Ok(None),
        (Some(found), Some(tested)) => Ok(Some(Deviations { found, tested })),
        (None, Some(_)) => Err(Broken::at(Col::Deviations, "must be given with the items tested")),
        (Some(_), None) => Err(Broken::at(Col::Tested, "must be given with the deviations")),
    }
}

/// Management's response, by the command's own rule.
fn respond(row: &Row<'_, Col>, finding: Finding) -> Result<Finding, Broken<Col>> {
    if ![Col::Response, Col::ResponseBy, Col::ResponseOn].iter().any(|own| row.gives(*own)) {
        return Ok(finding);
    }
    let old = finding.response.as_ref();
    let (mut by, mut on) = (old.map(|it| it.by), old.map_or(row.today, |it| it.on));
    let mut text = old.map(|it| it.text.clone()).unwrap_or_default();
    row.text(Col::Response, &mut text)?;
    row.person(Col::ResponseBy, &mut by)?;
    row.day(Col::ResponseOn, &mut on)?;
    let by = by.ok_or_else(|| Broken::at(Col::ResponseBy, "must name who responds for management"))?;
    let given = crate::finding::responded(finding, ManagementResponse { text, by, on });
    given.map_err(|invalid| match invalid.field {
        "state" => Broken::at(Col::Response, format!("can't be given now: the state {}", invalid.rule)),
        _ => invalid.into(),
    })
}

/// The steps that need no retest, by the model's own rule.
fn step(row: &Row<'_, Col>, finding: Finding) -> Result<Finding, Broken<Col>> {
    let mut next = finding.state;
    row.choice(Col::State, &mut next)?;
    if next == finding.state {
        return Ok(finding);
    }
    match next {
        FindingState::Raised | FindingState::Acknowledged | FindingState::Responded | FindingState::InRemediation => {
            finding.move_to(next).map_err(|invalid| match invalid.field {
                "acknowledged" => {
                    Broken::at(Col::State, "can't become acknowledged by a sheet: that needs who took note, and when")
                }
                _ => invalid.into(),
            })
        }
        FindingState::Verified => {
            let reason = "can't become verified by a sheet: that needs a retest by another person, on evidence";
            Err(Broken::at(Col::State, reason))
        }
        FindingState::Closed => {
            Err(Broken::at(Col::State, "can't become closed by a sheet: closing is a decision of its own"))
        }
    }
}
