//! The client and its system: reading and editing their facts.

use model::activity::Action;
use model::client::Client;
use model::system::System;
use serde::{Deserialize, Serialize};

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};

/// The vault's one client.
pub(crate) fn the_client(reader: &vault::Reader) -> Result<Client, Failure> {
    Ok(reader.client()?)
}

/// Shows the client.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowClient {}

pub(crate) fn show(app: &mut App, _: ShowClient) -> Result<Client, Failure> {
    app.read(the_client)
}

/// Edits the client's facts.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditClient {
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, request: EditClient) -> Result<Client, Failure> {
    app.write(Action::EditClient, |w, _| {
        let client = the_client(w)?;
        w.revise(edited(&client, &request.facts)?)
    })
}

/// Commitments and requirements were lists of the system's once; whoever sets them so is told where they stand.
fn refuse_commitments(facts: &Facts) -> Result<(), Failure> {
    match ["commitments", "requirements"].into_iter().find(|field| facts.contains_key(*field)) {
        Some(field) => {
            let message =
                "are records of their own: add each with its source, categories and criteria (commitment add)";
            Err(Failure::new(Code::Invalid, message).on(field))
        }
        None => Ok(()),
    }
}

/// Edits the facts of the engagement's system.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditSystem {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit_system(app: &mut App, request: EditSystem) -> Result<System, Failure> {
    refuse_commitments(&request.facts)?;
    app.write(Action::EditSystem, |w, _| {
        let engagement = crate::find::engagement(w, request.engagement.as_deref())?;
        let system = w.get::<System>(engagement.system)?;
        w.revise(edited(&system, &request.facts)?)
    })
}
