//! The system: what a SOC 2 report is about.

use serde::{Deserialize, Serialize};

use crate::id::SystemId;
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;

/// Services, components and boundaries that a report describes. Its service commitments and system requirements are
/// records of their own, in each engagement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct System {
    /// Its id.
    pub id: SystemId,
    /// Its revision.
    pub revision: Revision,
    /// Name of the system.
    pub name: String,
    /// Services provided to user entities.
    pub services: Vec<String>,
    /// What the system is made of.
    pub components: Components,
    /// What lies inside and outside the system.
    pub boundaries: String,
}

/// The five kinds of components that a system description names (DC 200, DC3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Components {
    /// Infrastructure.
    pub infrastructure: Vec<String>,
    /// Software.
    pub software: Vec<String>,
    /// People.
    pub people: Vec<String>,
    /// Procedures.
    pub procedures: Vec<String>,
    /// Data.
    pub data: Vec<String>,
}

impl Components {
    /// The five kinds with their headings, in the order of a system description.
    pub fn kinds(&self) -> [(&'static str, &[String]); 5] {
        [
            ("Infrastructure", &self.infrastructure),
            ("Software", &self.software),
            ("People", &self.people),
            ("Procedures", &self.procedures),
            ("Data", &self.data),
        ]
    }
}

impl System {
    /// Checks every rule that the system alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("name", &self.name, NAME)?;
        Invalid::most("boundaries", &self.boundaries, PROSE)?;
        Invalid::lines("services", &self.services, PROSE)?;
        self.components.kinds().into_iter().try_for_each(|(_, lines)| Invalid::lines("components", lines, PROSE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{assert_breaks, system};

    #[test]
    fn a_system_has_a_name_and_no_empty_lines() {
        assert_eq!(system().check(), Ok(()));
        let empty = || vec!["\u{200b}".to_owned()];
        assert_breaks(System { name: String::new(), ..system() }.check(), "name");
        assert_breaks(System { services: empty(), ..system() }.check(), "services");
        let components = Components { data: empty(), ..Components::default() };
        assert_breaks(System { components, ..system() }.check(), "components");
    }

    #[test]
    fn components_have_the_five_kinds_of_a_system_description() {
        let headings = system().components.kinds().map(|(heading, _)| heading);
        assert_eq!(headings, ["Infrastructure", "Software", "People", "Procedures", "Data"]);
    }
}
