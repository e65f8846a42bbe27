//! Occurrences: how each stands on any day, recording that one was performed or deviated, and what a change of schedule
//! or period would do to them.

mod outlook;
mod preview;
mod record;
mod stored;

pub(crate) use outlook::list;
pub use outlook::{ControlOccurrences, ListOccurrences, OccurrenceSheet};
pub(crate) use preview::preview;
pub use preview::{ControlPreview, PreviewOccurrences};
pub use record::{ExceptOccurrence, PerformOccurrence, RecordedOccurrence, RemoveOccurrence};
pub(crate) use record::{except, perform, remove};
pub(crate) use stored::stored_rows;

use model::calendar::check_period;
use model::control::Control;
use model::engagement::{Engagement, EngagementKind};
use model::occurrence::{OccurrenceRow, Schedule, Support, occurrence_rows, occurrences};
use model::time::{Day, Span};
use vault::Reader;

use crate::failure::{Code, Failure};

/// A control's occurrences on a day; none where it is shown otherwise, or where the engagement has no period that the
/// calendar takes.
pub(crate) fn rows_on(
    r: &Reader,
    engagement: &Engagement,
    control: &Control,
    as_of: Day,
) -> Result<Vec<OccurrenceRow>, Failure> {
    let period = engagement.kind.period().filter(|period| check_period(*period).is_ok());
    let (Some(schedule), Some(period)) = (Schedule::of(control), period) else { return Ok(Vec::new()) };
    let windows = occurrences(&schedule, period)?;
    let records = r.occurrences_of_control(control.id)?;
    Ok(occurrence_rows(&windows, &supports(r, control)?, &records, as_of))
}

/// The period in which the engagement's controls run.
fn period(engagement: &Engagement) -> Result<Span, Failure> {
    let why = match engagement.kind {
        EngagementKind::TypeI { .. } => "a Type I speaks of design at one date and has no occurrences",
        EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => {
            "the engagement has no period yet; give it one first"
        }
    };
    engagement.kind.period().ok_or_else(|| Failure::new(Code::Refused, why).on("period"))
}

/// The accepted items of a control as they count for its occurrences.
fn supports(r: &Reader, control: &Control) -> Result<Vec<Support>, Failure> {
    let items = r.evidence_of_control(control.id)?;
    Ok(items.iter().filter_map(|item| Support::of(item, control.id)).collect())
}
