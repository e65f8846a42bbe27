//! Removing a gap that was opened by mistake. A gap on which work was done or which something rests on stays.

use model::activity::Action;
use model::gap::{Gap, GapState};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;

/// Removes a gap that is still open and untouched. Its number is never used again.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveGap {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub gap: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveGap) -> Result<(), Failure> {
    app.write(Action::RemoveGap, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let gap: Gap = find::one(w, Some(engagement.id), &request.gap)?;
        let untouched = gap.fixed_on.is_none() && gap.retest.is_none() && gap.acceptance_of_risk.is_none();
        if gap.state != GapState::Open || !untouched || gap.prior.is_some() {
            let why = if gap.prior.is_some() { "comes from an earlier engagement" } else { "was worked on" };
            let message = format!("{} {why}: it stays, and is closed with proof", gap.reference());
            return Err(Failure::new(Code::Refused, message));
        }
        Ok(w.remove::<Gap>(gap.id)?)
    })
}
