//! The client and its system: reading and editing their facts.

use model::activity::Action;
use model::client::Client;
use model::system::System;
use serde::{Deserialize, Serialize};

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::Failure;

/// The vault's one client.
pub(crate) fn the_client(reader: &vault::Reader) -> Result<Client, Failure> {
    Ok(reader.client()?)
}

/// Shows the client.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShowClient {}

pub(crate) fn show(app: &mut App, _: ShowClient) -> Result<Client, Failure> {
    app.read(the_client)
}

/// Edits the client's facts.
#[derive(Debug, Clone, Serialize, Deserialize)]
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

/// Edits the facts of the engagement's system.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EditSystem {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit_system(app: &mut App, request: EditSystem) -> Result<System, Failure> {
    app.write(Action::EditSystem, |w, _| {
        let engagement = crate::find::engagement(w, request.engagement.as_deref())?;
        let system = w.get::<System>(engagement.system)?;
        w.revise(edited(&system, &request.facts)?)
    })
}
