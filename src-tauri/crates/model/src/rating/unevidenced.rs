//! What stands beside an "effective" rating of operation: occurrences due so far that no evidence shows. Counts them and
//! forbids nothing; the rating is management's judgement.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Aspect, Rating, RatingValue};
use crate::occurrence::{OccurrenceRow, OccurrenceState};

/// The occurrences of a control that were due so far and that no evidence shows, each counted once. A rule of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Unevidenced {
    /// Occurrences due so far, evidenced or not.
    pub due: usize,
    /// Of those, missed.
    pub missed: usize,
    /// Performed in time, with an exception recorded.
    pub exceptions: usize,
    /// Recorded as performed in time, and nothing shows it.
    pub performed: usize,
}

impl Unevidenced {
    /// What speaks against `rating`, given its control's occurrences on a day; none unless it rates operation
    /// "effective" while some of them are not evidenced.
    pub fn beside(rating: &Rating, rows: &[OccurrenceRow]) -> Option<Self> {
        if rating.aspect != Aspect::Operation || rating.value != RatingValue::Effective {
            return None;
        }
        let count = |holds: &dyn Fn(&OccurrenceRow) -> bool| rows.iter().filter(|row| holds(row)).count();
        let performed = |row: &OccurrenceRow| row.state == OccurrenceState::Performed;
        let own = Self {
            due: count(&|row| row.state.is_settled()),
            missed: count(&|row| row.state == OccurrenceState::Missed),
            exceptions: count(&|row| performed(row) && row.exception),
            performed: count(&|row| performed(row) && !row.exception),
        };
        (own.count() > 0).then_some(own)
    }

    /// How many are not evidenced.
    pub const fn count(self) -> usize {
        self.missed + self.exceptions + self.performed
    }
}

impl fmt::Display for Unevidenced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let occurrences = if self.due == 1 { "occurrence" } else { "occurrences" };
        let are = if self.count() == 1 { "is" } else { "are" };
        let exceptions = if self.exceptions == 1 { "an exception" } else { "exceptions" };
        write!(f, "{} of {} {occurrences} due so far {are} not evidenced", self.count(), self.due)?;
        write!(f, " ({} missed, {} with {exceptions})", self.missed, self.exceptions)
    }
}
