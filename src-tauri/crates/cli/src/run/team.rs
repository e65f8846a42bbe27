//! Teams.

use commands::team::{AddTeam, EditTeam, ListTeams, RemoveTeam, ShowTeam, TeamRow};

use super::Session;
use crate::args::{TeamVerb, facts};
use crate::failure::Problem;
use crate::output::{facts as lines, joined, or_empty, table_or};

/// Verbs of teams.
pub fn team(session: &mut Session, verb: TeamVerb) -> Result<(), Problem> {
    match verb {
        TeamVerb::List => {
            let list = session.app.call(ListTeams {})?;
            session.out.show(&list, |list| {
                let row = |it: &TeamRow| vec![it.team.name.clone(), or_empty(it.lead.clone()), joined(&it.members)];
                table_or(&["Team", "Lead", "Members"], list.iter().map(row), "No teams yet.")
            })
        }
        TeamVerb::Show { team } => {
            let row = session.app.call(ShowTeam { team })?;
            session.out.show(&row, |it| {
                let lead = or_empty(it.lead.clone());
                lines(&[("Team", it.team.name.clone()), ("Lead", lead), ("Members", joined(&it.members))])
            })
        }
        TeamVerb::Add { name, lead, members } => {
            let row = session.app.call(AddTeam { name, lead, members })?;
            session.out.show(&row, |it| format!("Added {}.", it.team.name))
        }
        TeamVerb::Edit { team, set } => {
            let row = session.app.call(EditTeam { team, facts: facts(&set.facts) })?;
            session.out.show(&row, |it| format!("Changed {}.", it.team.name))
        }
        TeamVerb::Remove { team } => {
            session.app.call(RemoveTeam { team: team.clone() })?;
            session.out.show(&team, |name| format!("Removed {name}."))
        }
    }
}
