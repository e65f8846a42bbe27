//! Complementary user entity controls: adding, listing, editing and removing what the client takes for granted that its
//! own customers do. They cover no criterion.

use std::collections::BTreeSet;

use model::activity::Action;
use model::criterion::CriterionCode;
use model::user_control::{UserControl, UserControlCode};
use serde::{Deserialize, Serialize};

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::Failure;
use crate::find;

/// Adds a user entity control.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddUserControl {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Short name, such as `CUEC-01`.
    pub code: UserControlCode,
    /// What user entities are expected to do.
    pub statement: String,
    /// Criteria that can't be met without it.
    pub criteria: BTreeSet<CriterionCode>,
    /// Why the client can't do it for them.
    pub why: String,
}

pub(crate) fn add(app: &mut App, request: AddUserControl) -> Result<UserControl, Failure> {
    app.write(Action::AddUserControl, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?.id;
        let AddUserControl { engagement: _, code, statement, criteria, why } = request;
        Ok(w.insert(&UserControl { id: moment.id(), revision: 1, engagement, code, statement, criteria, why })?)
    })
}

/// Lists the user entity controls, by code.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListUserControls {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

pub(crate) fn list(app: &mut App, request: ListUserControls) -> Result<Vec<UserControl>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut controls: Vec<UserControl> = find::all(r, engagement.id)?;
        controls.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(controls)
    })
}

/// Shows one user entity control.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowUserControl {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub user_control: String,
}

pub(crate) fn show(app: &mut App, request: ShowUserControl) -> Result<UserControl, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        find::one(r, Some(engagement.id), &request.user_control)
    })
}

/// Edits a user entity control's facts.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditUserControl {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub user_control: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, request: EditUserControl) -> Result<UserControl, Failure> {
    app.write(Action::EditUserControl, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: UserControl = find::one(w, Some(engagement.id), &request.user_control)?;
        w.revise(edited(&old, &request.facts)?)
    })
}

/// Removes a user entity control.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveUserControl {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub user_control: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveUserControl) -> Result<(), Failure> {
    app.write(Action::RemoveUserControl, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: UserControl = find::one(w, Some(engagement.id), &request.user_control)?;
        Ok(w.remove::<UserControl>(old.id)?)
    })
}
