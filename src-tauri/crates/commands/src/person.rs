//! People: adding, listing, editing and removing those whom the vault names.

use model::activity::Action;
use model::person::{Person, Side};
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;

/// Adds a person.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddPerson {
    /// Name as printed.
    pub name: String,
    /// Role.
    pub role: String,
    /// On whose side.
    pub side: Side,
    /// Team.
    pub team: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

pub(crate) fn add(app: &mut App, request: AddPerson) -> Result<Person, Failure> {
    app.write(Action::AddPerson, |w, moment| {
        let AddPerson { name, role, side, team, email } = request;
        refuse_twice(w, &name, &role)?;
        let person = Person { id: moment.id(), revision: 1, name, role, side, team, email };
        w.insert(&person)?;
        Ok(person)
    })
}

/// Two people may have one name; of one name and role they could be told apart by nobody who reads a packet.
fn refuse_twice(r: &Reader, name: &str, role: &str) -> Result<(), Failure> {
    let same = |a: &str, b: &str| a.trim().eq_ignore_ascii_case(b.trim());
    let people = r.list::<Person>()?;
    if people.iter().any(|it| same(&it.name, name) && same(&it.role, role)) {
        return Err(Failure::new(Code::Refused, "there is a person of this name and role already"));
    }
    Ok(())
}

/// Lists the people.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListPeople {}

pub(crate) fn list(app: &mut App, _: ListPeople) -> Result<Vec<Person>, Failure> {
    app.read(|r| Ok(r.list::<Person>()?))
}

/// Edits a person's facts.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditPerson {
    /// Name or id.
    pub person: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, request: EditPerson) -> Result<Person, Failure> {
    app.write(Action::EditPerson, |w, _| {
        let person: Person = find::one(w, None, &request.person)?;
        w.revise(edited(&person, &request.facts)?)
    })
}

/// Removes a person whom no other record names.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemovePerson {
    /// Name or id.
    pub person: String,
}

pub(crate) fn remove(app: &mut App, request: RemovePerson) -> Result<(), Failure> {
    app.write(Action::RemovePerson, |w, _| {
        let person: Person = find::one(w, None, &request.person)?;
        Ok(w.remove::<Person>(person.id)?)
    })
}
