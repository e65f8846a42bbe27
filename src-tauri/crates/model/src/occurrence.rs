//! Occurrences: each time that a calendar control must run in the period, what is recorded of it, and how it stands on
//! any day. `docs/time-model.md` states the rules. Reads no clock and judges nobody: it counts.

mod continuous;
mod outlook;
mod preview;
mod standing;
mod state;
mod support;
#[cfg(test)]
mod tests;
mod window;

use serde::{Deserialize, Serialize};

pub use self::continuous::ConfigurationProof;
pub use self::outlook::{Instead, Lost, Outlook, Possible, UNTESTABLE};
pub use self::preview::{ChangedWindow, DroppedWindow, Loss, SchedulePreview, preview};
pub use self::standing::Standing;
pub use self::state::{Facts, LAST_CHANCE_DAYS, OccurrenceRow, OccurrenceState, occurrence_rows};
pub use self::support::{Reach, Support};
pub use self::window::{Schedule, ShownBy, Timing, Window, occurrences};
pub use crate::calendar::OccurrenceKey;
use crate::id::{ControlId, EngagementId, OccurrenceId};
use crate::invalid::{Invalid, NAME, PROSE, has_visible};
use crate::record::Revision;
use crate::time::Day;

/// What is recorded of one occurrence of a control. An occurrence of which nothing is recorded has no record: it
/// follows from the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Occurrence {
    /// Its id.
    pub id: OccurrenceId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// The control.
    pub control: ControlId,
    /// Which of the control's occurrences; one record for each.
    pub key: OccurrenceKey,
    /// The day on which it was performed.
    pub performed_on: Option<Day>,
    /// Who performed it: a name or a role.
    pub performed_by: String,
    /// What else there is to say.
    pub note: String,
    /// How it deviated from the control as described; none when it didn't, as far as is known.
    pub exception: Option<String>,
}

impl Occurrence {
    /// Checks every rule that the record alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::most("performed_by", &self.performed_by, NAME)?;
        Invalid::most("note", &self.note, PROSE)?;
        let dated = self.performed_on.is_some() || !has_visible(&self.performed_by);
        Invalid::unless(dated, "performed_on", "must say when it was performed, since it names who performed it")?;
        match &self.exception {
            Some(exception) => Invalid::text("exception", exception, PROSE),
            None => Ok(()),
        }
    }

    /// Checks the record against the window that its key names, on the day on which it is made: nothing is performed
    /// ahead of its time. Late is allowed; the state tells it.
    pub fn check_window(&self, window: &Window, today: Day) -> Result<(), Invalid> {
        Invalid::unless(self.key == window.key, "key", "must be the window's own")?;
        let Some(day) = self.performed_on else { return Ok(()) };
        Invalid::unless(day <= today, "performed_on", "must not lie in the future")?;
        let rule = "must not lie before the occurrence's window; it belongs to an earlier occurrence";
        Invalid::unless(window.timing(day) != Timing::TooEarly, "performed_on", rule)
    }
}
