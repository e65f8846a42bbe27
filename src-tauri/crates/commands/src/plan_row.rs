//! Rows of the communication plan: adding, listing, editing and removing them.

use model::activity::Action;
use model::communication::{Due, Message, PlanRow, Track};
use serde::{Deserialize, Serialize};

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;

/// Adds a row to the communication plan.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddPlanRow {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Who is told.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// What they are told.
    pub subject: String,
    /// When it is due.
    pub due: Due,
    /// Further values by field; owner and sender by name.
    pub facts: Facts,
}

pub(crate) fn add(app: &mut App, mut request: AddPlanRow) -> Result<PlanRow, Failure> {
    app.write(Action::AddPlanRow, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let row = PlanRow {
            id: moment.id(),
            revision: 1,
            engagement: engagement.id,
            number: w.next_number::<PlanRow>(engagement.id)?,
            audience: request.audience,
            track: request.track,
            subject: request.subject,
            trigger: String::new(),
            channel: String::new(),
            owner: None,
            sender: None,
            due: request.due,
            cadence: String::new(),
            template: None,
            triggered_at: None,
            internal_note: String::new(),
        };
        crate::named::person_to_id(w, &mut request.facts, "owner")?;
        crate::named::person_to_id(w, &mut request.facts, "sender")?;
        let row = edited(&row, &request.facts)?;
        w.insert(&row)?;
        Ok(row)
    })
}

/// Lists the communication plan.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListPlanRows {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

pub(crate) fn list(app: &mut App, request: ListPlanRows) -> Result<Vec<PlanRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let mut rows: Vec<PlanRow> = find::all(r, engagement.id)?;
        rows.sort_by_key(|row| row.number);
        Ok(rows)
    })
}

/// Edits a row's facts; owner and sender by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditPlanRow {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Number or id.
    pub row: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, mut request: EditPlanRow) -> Result<PlanRow, Failure> {
    app.write(Action::EditPlanRow, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let row: PlanRow = find::one(w, Some(engagement.id), &request.row)?;
        crate::named::person_to_id(w, &mut request.facts, "owner")?;
        crate::named::person_to_id(w, &mut request.facts, "sender")?;
        w.revise(edited(&row, &request.facts)?)
    })
}

/// Removes a row that has no messages.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemovePlanRow {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Number or id.
    pub row: String,
}

pub(crate) fn remove(app: &mut App, request: RemovePlanRow) -> Result<(), Failure> {
    app.write(Action::RemovePlanRow, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let row: PlanRow = find::one(w, Some(engagement.id), &request.row)?;
        let messages: Vec<Message> = find::all(w, engagement.id)?;
        if messages.iter().any(|message| message.plan_row == Some(row.id)) {
            return Err(Failure::new(Code::Refused, "a row with messages can't be removed"));
        }
        Ok(w.remove::<PlanRow>(row.id)?)
    })
}
