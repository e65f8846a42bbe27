//! Where a request stands in one word, of both fields: what the auditor said counts first, then how far we have come.

use serde::{Deserialize, Serialize};

use super::{AuditorStatus, EvidenceRequest, InternalStatus};
use crate::time::Day;

/// Where a request stands, for a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RequestStanding {
    /// The auditor accepted the answer.
    Accepted,
    /// The answer lies with the auditor.
    Submitted,
    /// We work on it.
    InWork,
    /// The auditor sent the answer back.
    Returned,
    /// It can't go on.
    Blocked,
    /// Nothing was begun.
    NotStarted,
    /// It doesn't apply.
    NotApplicable,
}

impl RequestStanding {
    /// Every standing, in the order of a list.
    pub const ALL: [Self; 7] = [
        Self::Accepted,
        Self::Submitted,
        Self::InWork,
        Self::Returned,
        Self::Blocked,
        Self::NotStarted,
        Self::NotApplicable,
    ];

    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Submitted => "submitted",
            Self::InWork => "in work",
            Self::Returned => "returned",
            Self::Blocked => "blocked",
            Self::NotStarted => "not started",
            Self::NotApplicable => "not applicable",
        }
    }
}

impl EvidenceRequest {
    /// Where it stands in one word.
    pub const fn standing(&self) -> RequestStanding {
        match (self.auditor, &self.internal) {
            (AuditorStatus::Accepted, _) => RequestStanding::Accepted,
            (AuditorStatus::Submitted, _) => RequestStanding::Submitted,
            (_, InternalStatus::NotApplicable { .. }) => RequestStanding::NotApplicable,
            (_, InternalStatus::Blocked { .. }) => RequestStanding::Blocked,
            (AuditorStatus::Returned, _) => RequestStanding::Returned,
            (AuditorStatus::Requested, InternalStatus::Open) => RequestStanding::NotStarted,
            (
                AuditorStatus::Requested,
                InternalStatus::InProgress | InternalStatus::SubmittedForReview | InternalStatus::Ready,
            ) => RequestStanding::InWork,
        }
    }

    /// Days for which the answer has lain with the auditor on `day`; none when it doesn't.
    pub fn waits_since(&self, day: Day) -> Option<i64> {
        let last = self.rounds.last().filter(|round| round.end.is_none())?;
        Some((day - last.submitted_on).num_days())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{day, request};

    #[test]
    fn what_the_auditor_said_counts_first() {
        let of = |auditor, internal| EvidenceRequest { auditor, internal, ..request() }.standing();
        let blocked = || InternalStatus::Blocked { reason: "no system".to_owned() };
        assert_eq!(of(AuditorStatus::Accepted, blocked()), RequestStanding::Accepted);
        assert_eq!(of(AuditorStatus::Submitted, InternalStatus::InProgress), RequestStanding::Submitted);
        assert_eq!(of(AuditorStatus::Returned, InternalStatus::InProgress), RequestStanding::Returned);
        assert_eq!(of(AuditorStatus::Returned, blocked()), RequestStanding::Blocked);
        assert_eq!(of(AuditorStatus::Requested, InternalStatus::Open), RequestStanding::NotStarted);
        assert_eq!(of(AuditorStatus::Requested, InternalStatus::Ready), RequestStanding::InWork);
    }

    #[test]
    fn an_answer_waits_from_the_day_on_which_it_went_out() {
        let mut waiting = request();
        waiting.rounds.truncate(1);
        if let Some(round) = waiting.rounds.first_mut() {
            round.end = None;
            round.submitted_on = day("2026-11-11");
            assert_eq!(waiting.waits_since(day("2026-11-20")), Some(9));
        }
        waiting.rounds.clear();
        assert_eq!(waiting.waits_since(day("2026-11-20")), None);
    }
}
