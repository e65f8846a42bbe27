//! Teams, commitments, user entity controls and subservice organisations of the story.

use ::sample::{
    CommitmentFacts, OrganisationFacts, PersonKey, ReportRenewal, ReportReviewFacts, TeamFacts, UserControlFacts,
};
use serde_json::json;

use super::{Play, facts};
use crate::commitment::AddCommitment;
use crate::failure::Failure;
use crate::organisation::{AddOrganisation, EditOrganisation, ReviewOrganisation};
use crate::team::AddTeam;
use crate::user_control::AddUserControl;

impl Play<'_> {
    pub(super) fn add_team(&mut self, it: &TeamFacts) -> Result<(), Failure> {
        let lead = it.lead.as_ref().map(|key| self.name(key)).transpose()?;
        let members = self.names(&it.members)?;
        self.app.call(AddTeam { name: it.name.clone(), lead, members }).map(drop)
    }

    fn names(&self, keys: &[PersonKey]) -> Result<Vec<String>, Failure> {
        keys.iter().map(|key| self.name(key)).collect()
    }

    pub(super) fn add_commitment(&mut self, it: &CommitmentFacts) -> Result<(), Failure> {
        let request = AddCommitment {
            engagement: None,
            kind: it.kind,
            text: it.text.clone(),
            source: it.source,
            source_note: it.source_note.clone(),
            categories: it.categories.clone(),
            criteria: it.criteria.clone(),
        };
        self.app.call(request).map(drop)
    }

    pub(super) fn add_user_control(&mut self, it: &UserControlFacts) -> Result<(), Failure> {
        let request = AddUserControl {
            engagement: None,
            code: it.code.clone(),
            statement: it.statement.clone(),
            criteria: it.criteria.clone(),
            why: it.why.clone(),
        };
        self.app.call(request).map(drop)
    }

    pub(super) fn add_organisation(&mut self, it: &OrganisationFacts) -> Result<(), Failure> {
        let described = json!({
            "report": it.report, "complementary": it.complementary, "internal_note": it.internal_note,
        });
        let request = AddOrganisation {
            engagement: None,
            name: it.name.clone(),
            services: it.services.clone(),
            method: it.method,
            facts: facts(described)?,
        };
        self.app.call(request).map(drop)
    }

    pub(super) fn renew_report(&mut self, it: &OrganisationFacts, renewal: &ReportRenewal) -> Result<(), Failure> {
        let facts = facts(json!({ "report": renewal.report }))?;
        self.app.call(EditOrganisation { engagement: None, organisation: it.name.clone(), facts }).map(drop)
    }

    pub(super) fn review_report(&mut self, it: &OrganisationFacts, review: &ReportReviewFacts) -> Result<(), Failure> {
        let by = self.name(&review.by)?;
        let organisation = it.name.clone();
        self.app.call(ReviewOrganisation { engagement: None, organisation, by, on: Some(review.on) }).map(drop)
    }
}
