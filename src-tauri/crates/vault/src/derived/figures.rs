//! Derived figures of controls and gaps: what is counted of a control, what follows from a gap's severity and the day.

use std::collections::BTreeMap;

use model::evidence::{EvidenceItem, EvidenceState};
use model::gap::{Gap, Level};
use model::id::{ControlId, EngagementId, GapId};
use model::rating::{Aspect, Rating, RatingSubject, RatingValue};
use model::time::Day;

use crate::access::Reader;
use crate::error::Result;
use crate::table::column::{Column, Fields};
use crate::table::rows;

/// What is counted for a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ControlFigures {
    /// Evidence items received and not looked at.
    pub received: u32,
    /// Evidence items in review.
    pub in_review: u32,
    /// Evidence items accepted and not released.
    pub accepted: u32,
    /// Evidence items returned.
    pub returned: u32,
    /// Evidence items released by the client.
    pub released: u32,
    /// Gaps that count as open.
    pub open_gaps: u32,
    /// The latest rating of its design.
    pub design: Option<RatingValue>,
    /// The latest rating of its operation.
    pub operation: Option<RatingValue>,
}

impl ControlFigures {
    /// The figures of a control on `day`, from the evidence, gaps and ratings that name it.
    pub fn of(control: ControlId, evidence: &[EvidenceItem], gaps: &[Gap], ratings: &[Rating], day: Day) -> Self {
        let mut figures = Self::default();
        for item in evidence.iter().filter(|item| item.controls.contains(&control)) {
            match item.state {
                EvidenceState::Received => figures.received += 1,
                EvidenceState::InReview => figures.in_review += 1,
                EvidenceState::Accepted => figures.accepted += 1,
                EvidenceState::Returned { .. } => figures.returned += 1,
                EvidenceState::Released { .. } => figures.released += 1,
                EvidenceState::Superseded { .. } | EvidenceState::Withdrawn { .. } => {}
            }
        }
        let open = gaps.iter().filter(|gap| gap.controls.contains(&control) && gap.is_open_on(day));
        figures.open_gaps = open.count().try_into().unwrap_or(u32::MAX);
        figures.design = latest(control, ratings, Aspect::Design);
        figures.operation = latest(control, ratings, Aspect::Operation);
        figures
    }
}

/// The value of the latest rating; of two on one day the one made later, whose id is greater.
fn latest(control: ControlId, ratings: &[Rating], aspect: Aspect) -> Option<RatingValue> {
    let own = ratings.iter().filter(|it| it.subject == RatingSubject::Control(control) && it.aspect == aspect);
    own.max_by_key(|rating| (rating.rated_on, rating.id)).map(|rating| rating.value)
}

/// What follows for a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapFigures {
    /// Likelihood × impact.
    pub score: u8,
    /// The level of that.
    pub level: Level,
    /// Whether it counts as open, an ended acceptance of its risk included.
    pub open: bool,
}

impl GapFigures {
    /// The figures of a gap on `day`.
    pub fn of(gap: &Gap, day: Day) -> Self {
        Self { score: gap.severity.score(), level: gap.severity.level(), open: gap.is_open_on(day) }
    }
}

pub(crate) fn read_control(fields: &Fields<'_>) -> Result<(ControlId, ControlFigures)> {
    let figures = ControlFigures {
        received: fields.get("received")?,
        in_review: fields.get("in_review")?,
        accepted: fields.get("accepted")?,
        returned: fields.get("returned")?,
        released: fields.get("released")?,
        open_gaps: fields.get("open_gaps")?,
        design: fields.get("design")?,
        operation: fields.get("operation")?,
    };
    Ok((fields.get("control")?, figures))
}

pub(super) fn read_gap(fields: &Fields<'_>) -> Result<(GapId, GapFigures)> {
    let (score, level, open) = (fields.get("score")?, fields.get("level")?, fields.get("open")?);
    Ok((fields.get("gap")?, GapFigures { score, level, open }))
}

impl Reader<'_> {
    /// The stored figures of an engagement's controls.
    ///
    /// # Errors
    /// Those of reading.
    pub fn control_figures(&self, engagement: EngagementId) -> Result<BTreeMap<ControlId, ControlFigures>> {
        let sql = "SELECT * FROM derived_control WHERE control IN (SELECT id FROM control WHERE engagement = ?1)";
        let found = rows(self.connection(), "derived_control", sql, vec![engagement.to_value()], read_control)?;
        Ok(found.into_iter().collect())
    }

    /// The stored figures of an engagement's gaps.
    ///
    /// # Errors
    /// Those of reading.
    pub fn gap_figures(&self, engagement: EngagementId) -> Result<BTreeMap<GapId, GapFigures>> {
        let sql = "SELECT * FROM derived_gap WHERE gap IN (SELECT id FROM gap WHERE engagement = ?1)";
        let found = rows(self.connection(), "derived_gap", sql, vec![engagement.to_value()], read_gap)?;
        Ok(found.into_iter().collect())
    }
}
