//! What the client changed of the catalogue's controls.

use model::control::{ControlChange, ControlCode, ControlState, Frequency, QuarterRule};
use model::id::PersonId;
use model::time::{Day, Instant};
use serde::Deserialize;

use crate::key::PersonKey;

/// Changes of one control; what is none stays as the catalogue has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlAdjustment {
    /// When.
    pub at: Instant,
    /// The control.
    pub code: ControlCode,
    /// A title of the client's own.
    pub title: Option<String>,
    /// A statement tailored to the client.
    pub statement: Option<String>,
    /// Another frequency.
    pub frequency: Option<Frequency>,
    /// A person who answers for it instead of the role's usual one.
    pub owner: Option<PersonKey>,
    /// Whether a criterion rests on it.
    pub key: Option<bool>,
    /// First day on which it operates.
    pub starts_on: Option<Day>,
    /// Days of grace.
    pub grace_days: Option<u16>,
    /// How its quarters are counted.
    pub quarters: Option<QuarterRule>,
    /// A test of operating effectiveness tailored to the client.
    pub test_of_effectiveness: Option<String>,
    /// Planned or retired.
    pub state: Option<ControlState>,
    /// A note for the consultant alone.
    pub internal_note: Option<String>,
}

impl ControlAdjustment {
    /// The changes as the model makes them; `person` finds the owner's id.
    pub fn changes(&self, person: impl Fn(&PersonKey) -> PersonId) -> Vec<ControlChange> {
        let Self {
            at: _,
            code: _,
            title,
            statement,
            frequency,
            owner,
            key,
            starts_on,
            grace_days,
            quarters,
            test_of_effectiveness,
            state,
            internal_note,
        } = self;
        [
            title.clone().map(ControlChange::Title),
            statement.clone().map(ControlChange::Statement),
            frequency.map(ControlChange::Frequency),
            owner.as_ref().map(|owner| ControlChange::Owner(Some(person(owner)))),
            key.map(ControlChange::Key),
            starts_on.map(|day| ControlChange::StartsOn(Some(day))),
            grace_days.map(ControlChange::GraceDays),
            quarters.map(ControlChange::Quarters),
            test_of_effectiveness.clone().map(ControlChange::TestOfEffectiveness),
            state.clone().map(ControlChange::State),
            internal_note.clone().map(ControlChange::InternalNote),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
