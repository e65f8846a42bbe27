//! Starting a scenario: its plan rows and drafts in one change, with what must be settled by people.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Catalogue;
use catalogue::scenario::{ScenarioEntry, scenario_code};
use model::activity::Action;
use model::communication::{Message, PlanRow, ScenarioStart};
use model::engagement::Engagement;
use model::person::Person;
use model::time::Instant;
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::clock::{ClockRow, clocks};
use super::named;
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;
use crate::holiday::Calendar;
use crate::message::settle;

/// Starts a scenario: all its rows of the communication plan and all its drafts, in one change that can be undone. A row
/// goes to the one person of the client who holds its role; other roles stay open and are listed.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct StartScenario {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Its name, such as `failed-opinion`.
    pub scenario: String,
    /// When its trigger came about: the instant from which its times count.
    pub at: Instant,
    /// Starts it though it was started before.
    pub again: bool,
}

/// A scenario that was started.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct StartedScenario {
    /// Its name, such as `failed-opinion`.
    pub scenario: String,
    /// Name as printed.
    pub name: String,
    /// The event from whose instant its times count.
    pub trigger: String,
    /// That instant.
    pub at: Instant,
    /// The rows, by number.
    pub rows: Vec<StartedRow>,
    /// Roles that nobody holds, or several people do.
    pub open_roles: Vec<OpenRole>,
    /// What is settled before any text leaves.
    pub before_anything_leaves: Vec<String>,
    /// What no message of it can do.
    pub limits: Vec<String>,
    /// Clocks of laws and contracts that may be shorter than the rows' times.
    pub clocks: Vec<ClockRow>,
}

/// A row that was started.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct StartedRow {
    /// The row.
    pub row: PlanRow,
    /// When it is due; none when asked.
    pub due_at: Option<Instant>,
    /// Name of who sees to it.
    pub owner: Option<String>,
    /// Name of who sends or speaks.
    pub sender: Option<String>,
    /// Its drafts.
    pub messages: Vec<Message>,
}

/// A role to which no row could be given.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct OpenRole {
    /// The role.
    pub role: String,
    /// Numbers of the rows that need it.
    pub rows: Vec<u32>,
    /// Names of the people who hold it; none, or several.
    pub held_by: Vec<String>,
    /// The role that usually decides when nobody holds this one.
    pub stands_in: Option<String>,
}

pub(crate) fn start(app: &mut App, request: StartScenario) -> Result<StartedScenario, Failure> {
    let catalogue = Catalogue::embedded();
    let kind = named(&request.scenario)?;
    let entry = catalogue.scenario(kind);
    let scenario =
        catalogue.scenario_start(kind).ok_or_else(|| Failure::bug("a scenario names an unknown template"))?;
    app.write(Action::StartScenario, |w, moment| {
        if request.at > moment.at {
            return Err(Failure::new(Code::Invalid, "must not lie in the future").on("at"));
        }
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        if !request.again {
            refuse_again(w, &engagement, entry)?;
        }
        let people: Vec<Person> = w.list()?;
        let start = ScenarioStart {
            engagement: engagement.id,
            first_row: w.next_number::<PlanRow>(engagement.id)?,
            first_message: w.next_number::<Message>(engagement.id)?,
            by: moment.who,
            at: moment.at,
            triggered_at: request.at,
            people: &people,
            fields: &BTreeMap::new(),
        };
        let (rows, mut messages) = scenario.start(start, &mut || moment.uuid())?;
        for row in &rows {
            w.insert(row)?;
        }
        for message in &mut messages {
            settle(w, &engagement, message)?;
            w.insert(message)?;
        }
        Ok(StartedScenario {
            scenario: scenario_code(kind),
            name: entry.name.clone(),
            trigger: entry.trigger.clone(),
            at: request.at,
            open_roles: open_roles(entry, &rows, &people),
            rows: rows.into_iter().map(|row| started(row, &messages, &people)).collect(),
            before_anything_leaves: entry.before_anything_leaves.clone(),
            limits: entry.limits.clone(),
            clocks: clocks(entry, request.at, &Calendar::read(w, &BTreeSet::new())?),
        })
    })
}

/// Refuses to start what the plan has already.
fn refuse_again(r: &Reader, engagement: &Engagement, entry: &ScenarioEntry) -> Result<(), Failure> {
    let rows: Vec<PlanRow> = find::all(r, engagement.id)?;
    let own = |row: &&PlanRow| {
        row.template.as_deref().is_some_and(|code| entry.rows.iter().any(|own| own.code.as_str() == code))
    };
    match rows.iter().filter(own).map(|row| row.number).min() {
        None => Ok(()),
        Some(first) => {
            let text = format!("{} was started already, from row {first} of the plan; ask for it again", entry.name);
            Err(Failure::new(Code::Refused, text).on("scenario"))
        }
    }
}

fn started(row: PlanRow, messages: &[Message], people: &[Person]) -> StartedRow {
    let name = |id| people.iter().find(|person| Some(person.id) == id).map(|person| person.name.clone());
    StartedRow {
        due_at: row.due_at(),
        owner: name(row.owner),
        sender: name(row.sender),
        messages: messages.iter().filter(|message| message.plan_row == Some(row.id)).cloned().collect(),
        row,
    }
}

/// The roles that were given to nobody, in the order of the rows.
fn open_roles(entry: &ScenarioEntry, rows: &[PlanRow], people: &[Person]) -> Vec<OpenRole> {
    let mut open: Vec<OpenRole> = Vec::new();
    for (listed, row) in entry.rows.iter().zip(rows) {
        let needed = [(&listed.owner_role, row.owner), (&listed.sender_role, row.sender)];
        for (role, _) in needed.into_iter().filter(|(_, person)| person.is_none()) {
            match open.iter_mut().find(|open| open.role == *role) {
                Some(open) if open.rows.contains(&row.number) => {}
                Some(open) => open.rows.push(row.number),
                None => open.push(OpenRole {
                    role: role.clone(),
                    rows: vec![row.number],
                    held_by: holders(people, role),
                    stands_in: Catalogue::embedded().role(role).and_then(|role| role.stands_in.clone()),
                }),
            }
        }
    }
    open
}

fn holders(people: &[Person], role: &str) -> Vec<String> {
    let holds = people.iter().filter(|person| person.role.trim().eq_ignore_ascii_case(role));
    holds.map(|person| person.name.clone()).collect()
}
