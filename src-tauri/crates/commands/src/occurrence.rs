//! Occurrences: how each stands on any day, recording that one was performed or deviated, and what a change of schedule
//! or period would do to them.

mod outlook;
mod preview;
mod record;

pub(crate) use outlook::list;
pub use outlook::{ControlOccurrences, ListOccurrences, OccurrenceSheet};
pub(crate) use preview::preview;
pub use preview::{ControlPreview, PreviewOccurrences};
pub use record::{ExceptOccurrence, PerformOccurrence, RecordedOccurrence, RemoveOccurrence};
pub(crate) use record::{except, perform, remove};

use model::control::Control;
use model::engagement::{Engagement, EngagementKind};
use model::evidence::EvidenceItem;
use model::occurrence::{Occurrence, Support};
use model::time::Span;

use crate::failure::{Code, Failure};

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
fn supports(evidence: &[EvidenceItem], control: &Control) -> Vec<Support> {
    evidence.iter().filter_map(|item| Support::of(item, control.id)).collect()
}

/// What is recorded of a control's occurrences.
fn records(all: &[Occurrence], control: &Control) -> Vec<Occurrence> {
    all.iter().filter(|record| record.control == control.id).cloned().collect()
}
