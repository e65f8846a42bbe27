//! Principal service commitments and system requirements: adding, listing, editing and removing what the client has
//! promised.

mod carry;

use std::collections::BTreeSet;

use model::activity::Action;
use model::commitment::{Commitment, CommitmentKind, CommitmentSource};
use model::criterion::{Category, CriterionCode};
use serde::{Deserialize, Serialize};

pub(crate) use carry::carry_over;

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::Failure;
use crate::find;

/// Adds a service commitment or system requirement.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddCommitment {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Commitment or requirement.
    pub kind: CommitmentKind,
    /// What is promised or required.
    pub text: String,
    /// In what kind of paper it is written.
    pub source: CommitmentSource,
    /// In which, and where.
    pub source_note: String,
    /// Categories that it belongs to.
    pub categories: BTreeSet<Category>,
    /// Criteria against which it is held.
    pub criteria: BTreeSet<CriterionCode>,
}

pub(crate) fn add(app: &mut App, request: AddCommitment) -> Result<Commitment, Failure> {
    app.write(Action::AddCommitment, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?.id;
        let number = w.next_number::<Commitment>(engagement)?;
        let AddCommitment { engagement: _, kind, text, source, source_note, categories, criteria } = request;
        let id = moment.id();
        let commitment =
            Commitment { id, revision: 1, engagement, number, kind, text, source, source_note, categories, criteria };
        Ok(w.insert(&commitment)?)
    })
}

/// Lists the commitments and requirements, by number.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListCommitments {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

pub(crate) fn list(app: &mut App, request: ListCommitments) -> Result<Vec<Commitment>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut commitments: Vec<Commitment> = find::all(r, engagement.id)?;
        commitments.sort_by_key(|commitment| commitment.number);
        Ok(commitments)
    })
}

/// Shows one commitment or requirement.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowCommitment {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub commitment: String,
}

pub(crate) fn show(app: &mut App, request: ShowCommitment) -> Result<Commitment, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        find::one(r, Some(engagement.id), &request.commitment)
    })
}

/// Edits a commitment's or requirement's facts.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditCommitment {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub commitment: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, request: EditCommitment) -> Result<Commitment, Failure> {
    app.write(Action::EditCommitment, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: Commitment = find::one(w, Some(engagement.id), &request.commitment)?;
        w.revise(edited(&old, &request.facts)?)
    })
}

/// Removes a commitment or requirement. Its number is never used again.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveCommitment {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub commitment: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveCommitment) -> Result<(), Failure> {
    app.write(Action::RemoveCommitment, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: Commitment = find::one(w, Some(engagement.id), &request.commitment)?;
        Ok(w.remove::<Commitment>(old.id)?)
    })
}
