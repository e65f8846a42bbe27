//! Evidence of the story: received, reviewed, released.

use ::sample::PersonKey;
use ::sample::{EvidenceFacts, Outcome, Review};

use super::Play;
use crate::evidence::{AttachEvidence, NewEvidence, ReleaseEvidence, ReviewEvidence, Verdict};
use crate::failure::Failure;

impl Play<'_> {
    pub(super) fn receive(&mut self, it: &EvidenceFacts) -> Result<(), Failure> {
        let files = it.files.iter().map(|name| self.app.hold(&self.folder.join(name))).collect();
        let supersedes = match &it.supersedes {
            Some(key) => Some(self.reference(key)?),
            None => None,
        };
        let new = NewEvidence {
            files,
            title: Some(it.title.clone()),
            kind: it.kind,
            classification: it.classification,
            covers: it.covers,
            captured_at: it.captured_at,
            source_system: it.source_system.clone(),
            collected_by: it.collected_by.clone(),
            controls: it.controls.iter().map(ToString::to_string).collect(),
            ipe: it.ipe.clone(),
            approval: it.approval.clone(),
            list_only: it.list_only.clone(),
            supersedes,
            internal_note: it.internal_note.clone(),
        };
        let attached = self.app.call(AttachEvidence { engagement: None, items: vec![new] })?;
        for one in attached {
            self.evidence.insert(it.key.clone(), one.item.reference());
        }
        Ok(())
    }

    pub(super) fn review(&mut self, it: &EvidenceFacts, review: &Review) -> Result<(), Failure> {
        let verdict = match &review.outcome {
            Outcome::InReview => Verdict::InReview,
            Outcome::Accepted => Verdict::Accepted,
            Outcome::Returned { reason } => Verdict::Returned { reason: reason.clone() },
        };
        let evidence = vec![self.reference(&it.key)?];
        let reviewer = self.name(&review.by)?;
        self.app.call(ReviewEvidence { engagement: None, evidence, verdict, reviewer }).map(drop)
    }

    pub(super) fn release(&mut self, it: &EvidenceFacts, by: &PersonKey) -> Result<(), Failure> {
        let evidence = vec![self.reference(&it.key)?];
        let by = self.name(by)?;
        self.app.call(ReleaseEvidence { engagement: None, evidence, by }).map(drop)
    }
}
