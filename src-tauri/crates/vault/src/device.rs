//! Who works at a device: a name that the vault keeps for the id that a device gives itself, and that the activity log
//! bears from then on.

use model::invalid::{Invalid, NAME};
use rusqlite::Connection;

use crate::access::{Reader, Writer};
use crate::error::{Error, Result};
use crate::table::column::Column;
use crate::table::{execute, rows};

/// The name kept for a device.
///
/// # Errors
/// [`Error::Unnamed`] if there is none.
pub(crate) fn who(connection: &Connection, device: &str) -> Result<String> {
    let sql = "SELECT person_name FROM device WHERE id = ?1";
    let values = vec![device.to_owned().to_value()];
    let found = rows(connection, "device", sql, values, |fields| fields.get("person_name"))?;
    found.into_iter().next().ok_or(Error::Unnamed)
}

/// Keeps a name for a device.
///
/// # Errors
/// [`Error::Invalid`] if the name is empty or too long.
pub(crate) fn name(writer: &Writer<'_>, device: &str, person_name: &str) -> Result<()> {
    Invalid::text("person_name", person_name, NAME)?;
    Invalid::text("device", device, NAME)?;
    let sql = "INSERT INTO device (id, person_name) VALUES (?1, ?2) \
               ON CONFLICT (id) DO UPDATE SET person_name = excluded.person_name";
    let values = vec![device.to_owned().to_value(), person_name.to_owned().to_value()];
    execute(writer.connection(), sql, values)?;
    writer.fact("device", &device);
    writer.fact("person_name", &person_name);
    Ok(())
}

impl Reader<'_> {
    /// The person named for a device.
    ///
    /// # Errors
    /// [`Error::Unnamed`] if nobody is: ask, then [`crate::Vault::name_person`].
    pub fn who(&self, device: &str) -> Result<String> {
        who(self.connection(), device)
    }
}
