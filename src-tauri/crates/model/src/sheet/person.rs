//! Columns of a sheet of people.

use super::column::{Choice, Kind, choices, columns};
use crate::invalid::NAME;

/// On whose side a person stands.
pub const SIDES: &[Choice] =
    choices!["client" = "client", "firm" = "consultant's firm", "auditor" = "auditor", "other" = "other party"];

columns! {
    /// A column of a sheet of people. A person is found by name, which other sheets call them by.
    PersonColumn is "People", key Name Typed, also None, called Name;
    /// Name as printed.
    Name = "name", "Name", Kind::Person, Required, Shared;
    /// Role.
    Role = "role", "Role", Kind::Text { most: NAME }, Optional, Shared;
    /// On whose side they stand.
    Side = "side", "Side", Kind::Choice(SIDES), Preset, Shared;
    /// Team.
    Team = "team", "Team", Kind::Text { most: NAME }, Optional, Shared;
    /// E-mail address.
    Email = "email", "E-mail", Kind::Text { most: 254 }, Optional, Shared;
}
