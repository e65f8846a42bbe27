//! Teams: adding, listing, editing and removing who works together.

use std::collections::BTreeSet;

use model::activity::Action;
use model::id::PersonId;
use model::person::Person;
use model::team::Team;
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;

/// Adds a team.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddTeam {
    /// Name; unique in the vault.
    pub name: String,
    /// Who leads it, by name or id; becomes a member.
    pub lead: Option<String>,
    /// Its members, by name or id.
    pub members: Vec<String>,
}

/// A team with the names of its people.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct TeamRow {
    /// The team.
    pub team: Team,
    /// Name of who leads it.
    pub lead: Option<String>,
    /// Names of its members.
    pub members: Vec<String>,
}

fn row(r: &Reader, team: Team) -> Result<TeamRow, Failure> {
    let name = |id: PersonId| Ok::<_, Failure>(r.get::<Person>(id)?.name);
    let lead = team.lead.map(name).transpose()?;
    let mut members: Vec<String> = team.members.iter().copied().map(name).collect::<Result<_, _>>()?;
    members.sort();
    Ok(TeamRow { team, lead, members })
}

pub(crate) fn add(app: &mut App, request: AddTeam) -> Result<TeamRow, Failure> {
    app.write(Action::AddTeam, |w, moment| {
        let person = |name: &String| find::one::<Person>(w, None, name).map(|person| person.id);
        let lead = request.lead.as_ref().map(person).transpose()?;
        let mut members: BTreeSet<PersonId> = request.members.iter().map(person).collect::<Result<_, _>>()?;
        members.extend(lead);
        let team = Team { id: moment.id(), revision: 1, name: request.name, lead, members };
        refuse_taken(w, &team)?;
        row(w, w.insert(&team)?)
    })
}

/// Names are unique in a vault, whatever their case: people call teams by them.
fn refuse_taken(r: &Reader, new: &Team) -> Result<(), Failure> {
    let taken = r.list::<Team>()?.iter().any(|it| it.id != new.id && it.name.eq_ignore_ascii_case(new.name.trim()));
    if taken {
        return Err(Failure::new(Code::Invalid, "is taken by another team").on("name"));
    }
    Ok(())
}

/// Lists the teams, by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListTeams {}

pub(crate) fn list(app: &mut App, _: ListTeams) -> Result<Vec<TeamRow>, Failure> {
    app.read(|r| r.list::<Team>()?.into_iter().map(|team| row(r, team)).collect())
}

/// Shows one team.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowTeam {
    /// Name or id.
    pub team: String,
}

pub(crate) fn show(app: &mut App, request: ShowTeam) -> Result<TeamRow, Failure> {
    app.read(|r| row(r, find::one(r, None, &request.team)?))
}

/// Edits a team's name, lead or members; people by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditTeam {
    /// Name or id.
    pub team: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, mut request: EditTeam) -> Result<TeamRow, Failure> {
    app.write(Action::EditTeam, |w, _| {
        let old: Team = find::one(w, None, &request.team)?;
        crate::named::person_to_id(w, &mut request.facts, "lead")?;
        crate::named::people_to_ids(w, &mut request.facts, "members")?;
        let team = edited(&old, &request.facts)?;
        refuse_taken(w, &team)?;
        row(w, w.revise(team)?)
    })
}

/// Removes a team; its people stay.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveTeam {
    /// Name or id.
    pub team: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveTeam) -> Result<(), Failure> {
    app.write(Action::RemoveTeam, |w, _| {
        let team: Team = find::one(w, None, &request.team)?;
        Ok(w.remove::<Team>(team.id)?)
    })
}
