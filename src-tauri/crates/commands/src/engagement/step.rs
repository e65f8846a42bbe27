//! The steps of an engagement: from planning to the auditor's report, and the opinions in it.

use model::activity::Action;
use model::engagement::{Engagement, EngagementState, Outcome};
use serde::{Deserialize, Serialize};

use crate::app::{App, Revise};
use crate::failure::{Code, Failure};
use crate::find;

/// Moves an engagement on, or back, to another state.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct MoveEngagement {
    /// Title or id; none takes the newest.
    pub engagement: Option<String>,
    /// The state.
    pub to: EngagementState,
}

pub(crate) fn move_to(app: &mut App, request: MoveEngagement) -> Result<Engagement, Failure> {
    app.write(Action::MoveEngagement, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        w.revise(engagement.move_to(request.to)?)
    })
}

/// Records the auditor's opinions, one for each category; a category that has one already gets the new one. A draft report
/// becomes reported by it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ReportEngagement {
    /// Title or id; none takes the newest.
    pub engagement: Option<String>,
    /// The opinions.
    pub outcomes: Vec<Outcome>,
}

pub(crate) fn report(app: &mut App, request: ReportEngagement) -> Result<Engagement, Failure> {
    if request.outcomes.is_empty() {
        return Err(Failure::new(Code::Invalid, "must name at least one opinion").on("outcomes"));
    }
    app.write(Action::ReportEngagement, |w, _| {
        let mut engagement = find::engagement(w, request.engagement.as_deref())?;
        if engagement.state < EngagementState::Reported {
            engagement = engagement.move_to(EngagementState::Reported)?;
        }
        let anew = |old: &Outcome| request.outcomes.iter().any(|new| new.category == old.category);
        engagement.outcomes.retain(|old| !anew(old));
        engagement.outcomes.extend(request.outcomes);
        engagement.outcomes.sort_by_key(|outcome| outcome.category);
        w.revise(engagement)
    })
}
