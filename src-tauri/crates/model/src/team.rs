//! Teams: who works together, and who leads.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, TeamId};
use crate::invalid::{Invalid, NAME};
use crate::record::Revision;

/// A team. Like people, teams belong to the vault, not to one engagement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its revision.
    pub revision: Revision,
    /// Name; unique in the vault.
    pub name: String,
    /// Who leads it, one of its members.
    pub lead: Option<PersonId>,
    /// Its members.
    pub members: BTreeSet<PersonId>,
}

impl Team {
    /// Checks every rule that the team alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("name", &self.name, NAME)?;
        let leads = self.lead.is_none_or(|lead| self.members.contains(&lead));
        Invalid::unless(leads, "lead", "must be one of the members")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{assert_breaks, id, team};

    #[test]
    fn a_team_has_a_name_and_is_led_by_a_member() {
        assert_eq!(team().check(), Ok(()));
        assert_breaks(Team { name: String::new(), ..team() }.check(), "name");
        assert_breaks(Team { lead: Some(id(199)), ..team() }.check(), "lead");
        assert_eq!(Team { lead: None, members: BTreeSet::new(), ..team() }.check(), Ok(()));
    }
}
