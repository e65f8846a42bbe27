//! Findings of the story: entered, answered, moved.

use ::sample::{FindingFacts, FindingMove};
use model::finding::FindingState;
use serde_json::json;

use super::{Play, facts};
use crate::failure::Failure;
use crate::finding::{AddFinding, FindingStep, MoveFinding, RespondFinding};

impl Play<'_> {
    pub(super) fn add_finding(&mut self, it: &FindingFacts) -> Result<(), Failure> {
        let gaps = it.gaps.iter().map(|key| self.gap_named(key)).collect::<Result<Vec<_>, _>>()?;
        let described = json!({
            "controls": it.controls, "criteria": it.criteria, "deviations": it.deviations, "cause": it.cause,
            "extent": it.extent, "effect": it.effect, "compensating": it.compensating,
            "compensating_note": it.compensating_note, "owner": self.name(&it.owner)?, "due_on": it.due_on,
            "gaps": gaps, "internal_note": it.internal_note,
        });
        let request = AddFinding {
            engagement: None,
            auditor_reference: Some(it.reference.to_string()),
            wording: it.wording.clone(),
            source: it.source,
            severity: it.severity,
            raised_on: Some(it.raised_on),
            facts: facts(described)?,
        };
        self.app.call(request).map(drop)
    }

    pub(super) fn move_finding(&mut self, it: &FindingFacts, to: &FindingMove) -> Result<(), Failure> {
        let finding = it.reference.to_string();
        if let Some(response) = &to.response {
            let by = to.by.as_ref().ok_or_else(|| lacking(to))?;
            let request =
                RespondFinding { engagement: None, finding, text: response.clone(), by: self.name(by)?, on: to.on };
            return self.app.call(request).map(drop);
        }
        let step = self.finding_step(to)?;
        self.app.call(MoveFinding { engagement: None, finding, step }).map(drop)
    }

    fn finding_step(&self, to: &FindingMove) -> Result<FindingStep, Failure> {
        let lacking = || lacking(to);
        Ok(match to.to {
            FindingState::Acknowledged => {
                let by = self.name(to.by.as_ref().ok_or_else(lacking)?)?;
                FindingStep::Acknowledged { by, on: to.on }
            }
            FindingState::InRemediation => FindingStep::InRemediation { owner: None },
            FindingState::Verified => {
                let retest = to.retest.as_ref().ok_or_else(lacking)?;
                FindingStep::Verified {
                    fixed_on: to.fixed_on.ok_or_else(lacking)?,
                    by: self.name(&retest.by)?,
                    on: retest.on,
                    evidence: self.references(&retest.evidence)?,
                    note: retest.note.clone(),
                }
            }
            FindingState::Closed => FindingStep::Closed { on: to.on },
            // A response comes with its text, and nothing goes back to the start.
            FindingState::Raised | FindingState::Responded => return Err(lacking()),
        })
    }
}

fn lacking(to: &FindingMove) -> Failure {
    Failure::bug(format!("the story moves a finding to {} without what that needs", to.to.name()))
}
