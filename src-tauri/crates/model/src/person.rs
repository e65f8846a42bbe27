//! People named in the vault: they own controls, approve messages, collect and release evidence.

use serde::{Deserialize, Serialize};

use crate::id::PersonId;
use crate::invalid::{Invalid, NAME};
use crate::record::Revision;

/// A person. Only what an audit needs to name them is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their revision.
    pub revision: Revision,
    /// Name as printed.
    pub name: String,
    /// Role, such as `Chief information security officer`; approvals are asked by role.
    pub role: String,
    /// On whose side they stand.
    pub side: Side,
    /// Team within it.
    pub team: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// On whose side a person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The client.
    Client,
    /// The consultant's firm, which prepares the engagement.
    Firm,
    /// The auditor.
    Auditor,
    /// A supplier, customer or other outsider.
    Other,
}

impl Side {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Firm => "consultant's firm",
            Self::Auditor => "auditor",
            Self::Other => "other party",
        }
    }
}

impl Person {
    /// Checks every rule that the person alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("name", &self.name, NAME)?;
        Invalid::most("role", &self.role, NAME)?;
        Invalid::most("team", self.team.as_deref().unwrap_or_default(), NAME)?;
        let email_holds = self.email.as_deref().is_none_or(is_address);
        Invalid::unless(email_holds, "email", "must be one name and one host joined by @, without blanks")
    }
}

/// Whether `text` has the shape of an e-mail address: at most 254 bytes, one `@` with something on either side.
fn is_address(text: &str) -> bool {
    let shape =
        text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    shape && text.len() <= 254 && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{assert_breaks, person};

    #[test]
    fn a_person_has_a_name() {
        assert_eq!(person(101, Side::Client).check(), Ok(()));
        assert_breaks(Person { name: "\t".to_owned(), ..person(101, Side::Firm) }.check(), "name");
        assert_breaks(Person { role: "x".repeat(NAME + 1), ..person(101, Side::Firm) }.check(), "role");
        assert_breaks(Person { team: Some("x".repeat(NAME + 1)), ..person(101, Side::Firm) }.check(), "team");
    }

    #[test]
    fn an_address_is_one_name_and_one_host() {
        let with = |email: &str| Person { email: Some(email.to_owned()), ..person(101, Side::Other) }.check();
        for email in ["a@b", "k.moreau+audit@firm.example", "ü@exämple.test"] {
            assert_eq!(with(email), Ok(()), "{email}");
        }
        for email in ["", "a", "@b", "a@", "a@b@", "@a@b", "a@@b", "a@b@c", "a b@c", "a@b\n", "a@b\0"] {
            assert_breaks(with(email), "email");
        }
        assert_eq!(with(&format!("{}@b", "x".repeat(252))), Ok(()));
        assert_breaks(with(&format!("{}@b", "x".repeat(253))), "email");
    }
}
