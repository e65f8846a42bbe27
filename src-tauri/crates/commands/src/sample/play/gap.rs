//! Gaps of the story: opened, described, moved.

use ::sample::{GapFacts, GapKey, GapMove};
use model::gap::GapState;
use serde_json::{Value, json};

use super::{Play, facts};
use crate::failure::Failure;
use crate::gap::{AddGap, EditGap, GapStep, MoveGap, ShowGap, StartGap};

impl Play<'_> {
    pub(super) fn open_gap(&mut self, it: &GapFacts) -> Result<(), Failure> {
        let gap = match &it.pattern {
            Some(pattern) => self.app.call(StartGap {
                engagement: None,
                pattern: pattern.clone(),
                source: it.source,
                found_on: Some(it.found_on),
                surfaces: None,
            })?,
            None => self.app.call(AddGap {
                engagement: None,
                title: it.title.clone(),
                kind: it.kind,
                source: it.source,
                description: it.description.clone(),
                severity: it.severity,
                found_on: Some(it.found_on),
                facts: facts(json!({}))?,
            })?,
        };
        let reference = gap.reference();
        let described = self.described(it)?;
        self.app.call(EditGap { engagement: None, gap: reference.clone(), facts: facts(described)? })?;
        self.gaps.insert(it.key.clone(), reference);
        Ok(())
    }

    fn described(&self, it: &GapFacts) -> Result<Value, Failure> {
        let owner = match &it.owner {
            Some(key) => Value::String(self.name(key)?),
            None => Value::Null,
        };
        let acceptance: Vec<_> = it
            .acceptance
            .iter()
            .map(|one| json!({ "text": one.text, "shown_by": one.shown_by, "due_on": one.due_on, "met": false }))
            .collect();
        Ok(json!({
            "title": it.title, "kind": it.kind, "description": it.description, "root_cause": it.root_cause,
            "criteria": it.criteria, "controls": it.controls, "surfaces": it.surfaces, "severity": it.severity,
            "effort_days": it.effort_days, "cost": it.cost, "owner": owner, "due_on": it.due_on, "remedy": it.remedy,
            "acceptance": acceptance, "internal_note": it.internal_note,
        }))
    }

    fn gap_reference(&self, it: &GapFacts) -> Result<String, Failure> {
        self.gap_named(&it.key)
    }

    pub(super) fn gap_named(&self, key: &GapKey) -> Result<String, Failure> {
        let found = self.gaps.get(key).cloned();
        found.ok_or_else(|| Failure::bug(format!("the story names the gap {key} before it is opened")))
    }

    pub(super) fn meet_acceptance(&mut self, it: &GapFacts, place: usize) -> Result<(), Failure> {
        let reference = self.gap_reference(it)?;
        let mut acceptance = self.app.call(ShowGap { engagement: None, gap: reference.clone() })?.acceptance;
        let one =
            acceptance.get_mut(place).ok_or_else(|| Failure::bug("the story meets a criterion that isn't there"))?;
        one.met = true;
        let facts = facts(json!({ "acceptance": acceptance }))?;
        self.app.call(EditGap { engagement: None, gap: reference, facts }).map(drop)
    }

    pub(super) fn move_gap(&mut self, it: &GapFacts, to: &GapMove) -> Result<(), Failure> {
        let gap = self.gap_reference(it)?;
        let step = self.step(to)?;
        self.app.call(MoveGap { engagement: None, gap, step }).map(drop)
    }

    fn step(&self, to: &GapMove) -> Result<GapStep, Failure> {
        let lacking = || Failure::bug(format!("the story moves a gap to {} without what that needs", to.to.name()));
        Ok(match to.to {
            GapState::Open => GapStep::Open,
            GapState::InProgress => GapStep::InProgress,
            GapState::FixedAwaitingProof => GapStep::FixedAwaitingProof { fixed_on: to.fixed_on.ok_or_else(lacking)? },
            GapState::Retested => {
                let retest = to.retest.as_ref().ok_or_else(lacking)?;
                GapStep::Retested {
                    by: self.name(&retest.by)?,
                    on: retest.on,
                    evidence: self.references(&retest.evidence)?,
                    note: retest.note.clone(),
                }
            }
            GapState::OperatingSince => GapStep::OperatingSince { since: to.operating_since.ok_or_else(lacking)? },
            GapState::AcceptedRisk => {
                let risk = to.risk.as_ref().ok_or_else(lacking)?;
                let approver = self.name(&risk.approver)?;
                GapStep::AcceptedRisk { approver, until: risk.until, reason: risk.reason.clone() }
            }
            GapState::Reopened => GapStep::Reopened,
        })
    }
}
