//! Controls on a sheet: the control matrix.

use model::control::{Control, ControlState};
use model::id::PersonId;
use model::sheet::control::ControlColumn as Col;
use model::sheet::noun::SheetNoun;
use model::sheet::value::{Fields, Value};

use super::names::Names;
use super::record::{New, SheetRecord};
use super::row::{Broken, Filled, Row};

impl SheetRecord for Control {
    type Column = Col;
    const OF: SheetNoun = SheetNoun::Control;

    fn fields(&self, names: &Names) -> Fields<Col> {
        let (state, reason) = match &self.state {
            ControlState::Planned => ("planned", None),
            ControlState::InPlace => ("in_place", None),
            ControlState::Retired { reason } => ("retired", Some(reason.as_str())),
        };
        Filled::new()
            .put(Col::Code, Value::Code(self.code.to_string()))
            .text(Col::Title, &self.title)
            .text(Col::Statement, &self.statement)
            .put(Col::Criteria, Value::codes(&self.criteria))
            .choice(Col::ControlType, &self.control_type)
            .choice(Col::Nature, &self.nature)
            .choice(Col::Frequency, &self.frequency)
            .person(Col::Owner, self.owner, names)
            .text(Col::OwnerRole, &self.owner_role)
            .put(Col::Surfaces, Value::codes(&self.surfaces))
            .put(Col::Key, Value::YesNo(self.key))
            .day(Col::StartsOn, self.starts_on)
            .whole(Col::GraceDays, self.grace_days)
            .choice(Col::Quarters, &self.quarters)
            .text(Col::TestOfDesign, &self.test_of_design)
            .text(Col::TestOfEffectiveness, &self.test_of_effectiveness)
            .put(Col::TypicalEvidence, Value::lines(&self.typical_evidence))
            .word(Col::State, state)
            .optional_text(Col::StateReason, reason)
            .text(Col::InternalNote, &self.internal_note)
            .done()
    }

    fn blank(new: &New<'_>, row: &Row<'_, Col>) -> Result<Self, Broken<Col>> {
        Ok(crate::control::blank(new.id.into(), new.engagement.id, row.code(Col::Code)?))
    }

    fn with(mut self, row: &Row<'_, Col>, _: bool) -> Result<Self, Broken<Col>> {
        row.text(Col::Title, &mut self.title)?;
        row.text(Col::Statement, &mut self.statement)?;
        row.codes(Col::Criteria, &mut self.criteria)?;
        row.choice(Col::ControlType, &mut self.control_type)?;
        row.choice(Col::Nature, &mut self.nature)?;
        row.choice(Col::Frequency, &mut self.frequency)?;
        row.person(Col::Owner, &mut self.owner)?;
        row.text(Col::OwnerRole, &mut self.owner_role)?;
        row.codes(Col::Surfaces, &mut self.surfaces)?;
        row.yes_no(Col::Key, &mut self.key)?;
        row.optional_day(Col::StartsOn, &mut self.starts_on)?;
        row.whole(Col::GraceDays, &mut self.grace_days)?;
        row.choice(Col::Quarters, &mut self.quarters)?;
        row.text(Col::TestOfDesign, &mut self.test_of_design)?;
        row.text(Col::TestOfEffectiveness, &mut self.test_of_effectiveness)?;
        row.lines(Col::TypicalEvidence, &mut self.typical_evidence)?;
        row.text(Col::InternalNote, &mut self.internal_note)?;
        self.state = state(row, self.state)?;
        self.check().map_err(|invalid| match invalid.field {
            "reason" => Broken::at(Col::StateReason, invalid.rule),
            _ => invalid.into(),
        })?;
        Ok(self)
    }

    fn is_listed(&self) -> bool {
        self.is_live()
    }

    fn is_owned_by(&self, person: PersonId, _: &Names) -> bool {
        self.owner == Some(person)
    }
}

/// Every state can follow every other, as by the command; a retired control has a reason.
fn state(row: &Row<'_, Col>, old: ControlState) -> Result<ControlState, Broken<Col>> {
    let mut reason = match &old {
        ControlState::Retired { reason } => reason.clone(),
        ControlState::Planned | ControlState::InPlace => String::new(),
    };
    row.text(Col::StateReason, &mut reason)?;
    match row.word(Col::State) {
        Some("planned") => Ok(ControlState::Planned),
        Some("in_place") => Ok(ControlState::InPlace),
        Some("retired") => Ok(ControlState::Retired { reason }),
        Some(_) => Err(Broken::at(Col::State, "has no value of this column")),
        None => Ok(match old {
            ControlState::Retired { .. } => ControlState::Retired { reason },
            ControlState::Planned | ControlState::InPlace => old,
        }),
    }
}
