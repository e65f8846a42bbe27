//! Retests: the proof that a gap or finding was fixed, given by another person on evidence captured after the fix.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::evidence::EvidenceItem;
use crate::id::{EvidenceId, PersonId};
use crate::invalid::{Invalid, PROSE};
use crate::time::Day;

/// A retest: evidence captured after the fix, looked at by someone who doesn't own what was fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Retest {
    /// Who retested.
    pub by: PersonId,
    /// When.
    pub on: Day,
    /// On which evidence.
    pub evidence: BTreeSet<EvidenceId>,
    /// What was done and seen.
    pub note: String,
}

impl Retest {
    fn check(&self, owner: Option<PersonId>, fixed_on: Day) -> Result<(), Invalid> {
        let rule = "must be named, so that another person can retest";
        let owner = owner.ok_or_else(|| Invalid::new("owner", rule))?;
        Invalid::unless(self.by != owner, "retest", "must be done by another person than the owner")?;
        Invalid::unless(!self.evidence.is_empty(), "retest", "must name the evidence on which it rests")?;
        Invalid::unless(self.on >= fixed_on, "retest", "must not lie before the fix")?;
        Invalid::most("retest", &self.note, PROSE)
    }

    /// Every item it names must have been accepted, and captured after the fix but not after the retest.
    fn check_evidence(&self, fixed_on: Day, evidence: &[&EvidenceItem]) -> Result<(), Invalid> {
        for id in &self.evidence {
            let item = evidence.iter().find(|item| item.id == *id);
            let item = item.ok_or_else(|| Invalid::new("retest", "must name evidence that is in the vault"))?;
            Invalid::unless(item.state.is_accepted(), "retest", "must rest on accepted evidence")?;
            let captured_on = item.captured_at.map(|at| at.date_naive());
            let after = captured_on.is_some_and(|day| day > fixed_on);
            Invalid::unless(after, "retest", "must rest on evidence captured after the fix date")?;
            let seen = captured_on.is_some_and(|day| day <= self.on);
            Invalid::unless(seen, "retest", "must not lie before the capture of the evidence on which it rests")?;
        }
        Ok(())
    }
}

/// The day on which a fix was in place, which whoever says that something is fixed must name.
pub(crate) fn fix_date(fixed_on: Option<Day>) -> Result<Day, Invalid> {
    fixed_on.ok_or_else(|| Invalid::new("fixed_on", "must say when the fix was in place"))
}

/// Checks that what `owner` fixed was retested: after the fix, on named evidence, by another person.
pub(crate) fn check_proof(
    owner: Option<PersonId>,
    fixed_on: Option<Day>,
    retest: Option<&Retest>,
) -> Result<(), Invalid> {
    let fixed_on = fix_date(fixed_on)?;
    let retest = retest.ok_or_else(|| Invalid::new("retest", "must name retester, date and evidence"))?;
    retest.check(owner, fixed_on)
}

/// Checks the evidence of a retest, as far as there are a retest and a fix; `evidence` are the items that it names.
pub(crate) fn check_evidence(
    fixed_on: Option<Day>,
    retest: Option<&Retest>,
    evidence: &[&EvidenceItem],
) -> Result<(), Invalid> {
    match (retest, fixed_on) {
        (Some(retest), Some(fixed_on)) => retest.check_evidence(fixed_on, evidence),
        (Some(_), None) | (None, _) => Ok(()),
    }
}
