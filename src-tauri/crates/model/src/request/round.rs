//! Rounds of a request: what was submitted, and how the auditor took it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::EvidenceId;
use crate::invalid::{Invalid, PROSE, has_visible};
use crate::time::Day;

/// One submission to the auditor, with what came back. Rounds are numbered by their place, from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Round {
    /// When it was submitted.
    pub submitted_on: Day,
    /// The items that were submitted.
    pub evidence: BTreeSet<EvidenceId>,
    /// What was said with them, or in their place.
    pub answer: String,
    /// How the auditor took it; none while they look.
    pub end: Option<RoundEnd>,
}

/// How the auditor took a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum RoundEnd {
    /// Accepted.
    Accepted {
        /// When.
        on: Day,
    },
    /// Returned.
    Returned {
        /// When.
        on: Day,
        /// The auditor's remark, character for character.
        remark: String,
    },
}

impl RoundEnd {
    /// When the round ended.
    pub const fn on(&self) -> Day {
        match self {
            Self::Accepted { on } | Self::Returned { on, .. } => *on,
        }
    }
}

impl Round {
    /// Checks the round, which can't lie before `earliest`: the receipt of the request, or the end of the round before.
    pub(super) fn check(&self, earliest: Day) -> Result<(), Invalid> {
        let rule = |holds, rule: &str| Invalid::unless(holds, "rounds", rule);
        rule(
            earliest <= self.submitted_on,
            "must not be submitted before the request came, or before the last round ended",
        )?;
        rule(
            !self.evidence.is_empty() || has_visible(&self.answer),
            "must submit evidence, or give an answer in its place",
        )?;
        Invalid::most("rounds", &self.answer, PROSE)?;
        let Some(end) = &self.end else { return Ok(()) };
        rule(self.submitted_on <= end.on(), "must not end before it was submitted")?;
        match end {
            RoundEnd::Accepted { .. } => Ok(()),
            RoundEnd::Returned { remark, .. } => Invalid::reason("remark", remark),
        }
    }
}
