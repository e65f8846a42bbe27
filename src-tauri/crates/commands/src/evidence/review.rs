//! What becomes of an evidence item once it is in the vault: reviewed by one person, released by the client.

use model::activity::Action;
use model::custody::CustodyKind;
use model::evidence::{EvidenceItem, EvidenceState, Reviewed};
use model::person::Person;
use serde::{Deserialize, Serialize};

use super::move_to;
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;

/// Reviews items: puts them in review, accepts them or returns them for a reason.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ReviewEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// References or ids.
    pub evidence: Vec<String>,
    /// What the review decides.
    pub verdict: Verdict,
    /// Who reviews, by name or id; a person of the firm or the client.
    pub reviewer: String,
}

/// What a review decides.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Being looked at.
    InReview,
    /// Fit.
    Accepted,
    /// Not fit.
    Returned {
        /// Why.
        reason: String,
    },
}

pub(crate) fn review(app: &mut App, request: ReviewEvidence) -> Result<Vec<EvidenceItem>, Failure> {
    app.write(Action::ReviewEvidence, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let reviewer: Person = find::one(w, None, &request.reviewer)?;
        let mut items = Vec::new();
        for name in &request.evidence {
            let mut item: EvidenceItem = find::one(w, Some(engagement.id), name)?;
            let (state, kind, note) = match &request.verdict {
                Verdict::InReview => (EvidenceState::InReview, CustodyKind::Described, "put in review".to_owned()),
                Verdict::Accepted => (EvidenceState::Accepted, CustodyKind::Accepted, reviewer.name.clone()),
                Verdict::Returned { reason } => {
                    (EvidenceState::Returned { reason: reason.clone() }, CustodyKind::Returned, reason.clone())
                }
            };
            item.reviewed = Some(Reviewed { by: reviewer.id, at: moment.at });
            items.push(move_to(w, moment, item, state, kind, &note)?);
        }
        Ok(items)
    })
}

/// Releases accepted items for packets, by a person of the client.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ReleaseEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// References or ids.
    pub evidence: Vec<String>,
    /// The client's releasing person, by name or id.
    pub by: String,
}

pub(crate) fn release(app: &mut App, request: ReleaseEvidence) -> Result<Vec<EvidenceItem>, Failure> {
    app.write(Action::ReleaseEvidence, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let by: Person = find::one(w, None, &request.by)?;
        let released = |name: &String| {
            let item = find::one::<EvidenceItem>(w, Some(engagement.id), name)?;
            item.check_release(&by)?;
            let state = EvidenceState::Released { by: by.id, at: moment.at };
            move_to(w, moment, item, state, CustodyKind::Released, &by.name)
        };
        request.evidence.iter().map(released).collect()
    })
}

/// Takes releases back; the items stay accepted.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RevokeRelease {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// References or ids.
    pub evidence: Vec<String>,
    /// Why.
    pub reason: String,
}

pub(crate) fn revoke(app: &mut App, request: RevokeRelease) -> Result<Vec<EvidenceItem>, Failure> {
    app.write(Action::RevokeRelease, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let revoked = |name: &String| {
            let item = find::one::<EvidenceItem>(w, Some(engagement.id), name)?;
            if !matches!(item.state, EvidenceState::Released { .. }) {
                return Err(Failure::new(Code::Refused, format!("{} is not released", item.reference())));
            }
            move_to(w, moment, item, EvidenceState::Accepted, CustodyKind::ReleaseRevoked, &request.reason)
        };
        request.evidence.iter().map(revoked).collect()
    })
}
