//! Removing a finding that was entered by mistake. What somebody has taken note of or answered stays.

use model::activity::Action;
use model::finding::{Finding, FindingState};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;

/// Removes a finding of which nobody has taken note yet. Its number is never used again.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveFinding {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference, the auditor's reference, or id.
    pub finding: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveFinding) -> Result<(), Failure> {
    app.write(Action::RemoveFinding, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let finding: Finding = find::one(w, Some(engagement.id), &request.finding)?;
        if finding.state != FindingState::Raised || finding.response.is_some() || finding.prior.is_some() {
            let why = if finding.prior.is_some() { "comes from an earlier engagement" } else { "was taken note of" };
            let message = format!("{} {why}: it stays, and is closed step by step", finding.reference());
            return Err(Failure::new(Code::Refused, message));
        }
        Ok(w.remove::<Finding>(finding.id)?)
    })
}
