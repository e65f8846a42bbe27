//! What shows a continuous or automated control: an inspected configuration, and its change history over the period.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::coverage::{PeriodCoverage, period_coverage};
use crate::evidence::{Covers, EvidenceItem, EvidenceKind};
use crate::id::{ControlId, EvidenceId};
use crate::time::{Day, Span};

/// The accepted items that show a continuous or automated control over a period, and what is missing. Both halves are
/// needed: a configuration is a look at one moment, and a change history shows changes but no state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ConfigurationProof {
    /// Configurations that speak for a day of the period, each with the last day of which it speaks.
    pub configurations: BTreeMap<EvidenceId, Day>,
    /// Change histories that speak for days of the period.
    pub histories: BTreeSet<EvidenceId>,
    /// The days of the period for which the histories speak together, and the holes.
    pub history: PeriodCoverage,
}

impl ConfigurationProof {
    /// What `evidence` shows of a control over `period`; items that aren't accepted or don't name the control are left
    /// aside. Give the elapsed part of a period that runs.
    pub fn of(control: ControlId, evidence: &[&EvidenceItem], period: Span) -> Self {
        let usable = evidence
            .iter()
            .filter(|item| item.state.is_accepted() && item.controls.contains(&control))
            .filter_map(|item| Some((*item, item.covers?)));
        let (mut configurations, mut histories, mut spans) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
        for (item, covers) in usable {
            let Some(days) = covers.span(period.to).meet(period) else { continue };
            if item.kind == EvidenceKind::Configuration {
                configurations.insert(item.id, days.to);
            } else if item.kind == EvidenceKind::ChangeHistory && matches!(covers, Covers::Period { .. }) {
                histories.insert(item.id);
                spans.push(days);
            }
        }
        Self { configurations, histories, history: period_coverage(spans, period) }
    }

    /// Whether both halves are there and the histories leave out no day.
    pub fn is_complete(&self) -> bool {
        !self.configurations.is_empty() && self.history.holes.is_empty()
    }

    /// What is missing, as open points; empty when nothing.
    pub fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        if self.configurations.is_empty() {
            missing.push("an accepted configuration, inspected on a day of the period".to_owned());
        }
        let hole = |hole: &Span| format!("an accepted change history from {} to {}", hole.from, hole.to);
        missing.extend(self.history.holes.iter().map(hole));
        missing
    }
}
