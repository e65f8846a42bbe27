//! The communication plan: rows that say who is told what, when and by whom, and the messages with their drafts,
//! approvals and send records. Nothing here sends anything.

mod merge;
mod message;
mod reading;
mod repeat;
mod scenario;
mod subject;
#[cfg(test)]
mod tests;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

pub use self::merge::{FieldValue, NOT_CONFIRMED, NOT_KNOWN, Piece, fill, open_field, pieces};
pub use self::message::{Decision, Message, MessageApproval, MessageState, MessageVersion, PRIVILEGED, SendRecord};
pub use self::reading::{Reading, ReadingBlock, ReadingSpan};
pub use self::repeat::{ChosenRow, Repeated, RowKind, RowName, choose, repeat};
pub use self::scenario::{Scenario, ScenarioDraft, ScenarioKind, ScenarioRow, ScenarioStart};
pub use self::subject::subject_and_body;
use crate::id::{EngagementId, PersonId, PlanRowId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;
use crate::time::{Day, Instant};

/// Which of the two tracks a row runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// Inside the client.
    Internal,
    /// Outside the client.
    External,
}

impl Track {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::External => "external",
        }
    }
}

/// When a row is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "due", rename_all = "snake_case")]
pub enum Due {
    /// On a day.
    On {
        /// The day.
        day: Day,
    },
    /// A number of hours after its trigger.
    AfterTrigger {
        /// Hours.
        hours: u32,
    },
    /// When asked.
    OnRequest,
}

/// One row of the communication plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PlanRow {
    /// Its id.
    pub id: PlanRowId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Number in the plan, from 1.
    pub number: u32,
    /// Who is told.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// What they are told, in a few words.
    pub subject: String,
    /// What sets it off.
    pub trigger: String,
    /// By which channel.
    pub channel: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// Who sends or speaks.
    pub sender: Option<PersonId>,
    /// When it is due.
    pub due: Due,
    /// How often, in words; empty when once.
    pub cadence: String,
    /// The catalogue's row that it began from, such as `fo_board`; none for a row that a person added.
    #[serde(default)]
    pub template: Option<String>,
    /// When its trigger came about, once that is known.
    #[serde(default)]
    pub triggered_at: Option<Instant>,
    /// For the consultant alone.
    pub internal_note: String,
}

impl PlanRow {
    /// The instant at which it is due: none for a row that is due on a day or on request, and none before its trigger
    /// came about.
    pub fn due_at(&self) -> Option<Instant> {
        match self.due {
            Due::AfterTrigger { hours } => self.triggered_at?.checked_add_signed(TimeDelta::hours(hours.into())),
            Due::On { .. } | Due::OnRequest => None,
        }
    }

    /// Checks every rule that the row alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::unless(self.number >= 1, "number", "must be at least 1")?;
        Invalid::text("audience", &self.audience, NAME)?;
        Invalid::text("subject", &self.subject, NAME)?;
        for (field, text) in [("trigger", &self.trigger), ("channel", &self.channel), ("cadence", &self.cadence)] {
            Invalid::most(field, text, NAME)?;
        }
        Invalid::most("internal_note", &self.internal_note, PROSE)
    }
}
