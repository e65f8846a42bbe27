//! The tables of the keys that sign packets: what anybody may know of them, and the sealed private half of the one that
//! signs. Opens nothing.

use model::signing_key::{PublicKey, Replaced, SigningKey};
use rusqlite::Connection;

use super::column::{Column, Fields, columns};
use super::{execute, insert_row, rows};
use crate::access::{Reader, Writer};
use crate::error::{Error, Result};

/// Adds the key that signs from now on, with its sealed private half in the place of any other one.
pub(crate) fn insert(writer: &Writer<'_>, public_key: PublicKey, sealed: Vec<u8>) -> Result<()> {
    let (connection, made_at, made_by) = (writer.connection(), &writer.at(), &writer.who().to_owned());
    let public_key = &public_key;
    insert_row(connection, "signing_key", columns![public_key, made_at, made_by])?;
    put_secret(connection, *public_key, sealed)
}

/// Says of a key that it signs no more.
pub(crate) fn replace(writer: &Writer<'_>, public_key: PublicKey, reason: &str) -> Result<()> {
    let sql = "UPDATE signing_key SET replaced_at = ?1, replaced_by = ?2, replaced_reason = ?3 WHERE public_key = ?4";
    let (by, reason) = (writer.who().to_owned(), reason.to_owned());
    let values = vec![writer.at().to_value(), by.to_value(), reason.to_value(), public_key.to_value()];
    if execute(writer.connection(), sql, values)? == 1 {
        return Ok(());
    }
    Err(Error::NotFound { what: format!("signing key {public_key}") })
}

/// Puts a sealed private half in the place of any other one.
pub(crate) fn put_secret(connection: &Connection, public_key: PublicKey, sealed: Vec<u8>) -> Result<()> {
    forget_secrets(connection)?;
    let (public_key, sealed) = (&public_key, &sealed);
    insert_row(connection, "signing_secret", columns![public_key, sealed])
}

/// Removes every private half: of a copy that is given away, and of what can't be opened.
pub(crate) fn forget_secrets(connection: &Connection) -> Result<()> {
    execute(connection, "DELETE FROM signing_secret", Vec::new()).map(|_| ())
}

/// The sealed private half, and the key that it is of.
pub(crate) fn secret(connection: &Connection) -> Result<Option<(PublicKey, Vec<u8>)>> {
    let read = |fields: &Fields<'_>| Ok((fields.get("public_key")?, fields.get("sealed")?));
    let mut found = rows(connection, "signing_secret", "SELECT * FROM signing_secret", Vec::new(), read)?;
    if found.len() > 1 {
        return Err(Error::damaged("signing_secret: it holds more than one private half"));
    }
    Ok(found.pop())
}

/// Every key that the vault signs with, or did, the newest first.
pub(crate) fn list(connection: &Connection) -> Result<Vec<SigningKey>> {
    let sql = "SELECT *, public_key IN (SELECT public_key FROM signing_secret) AS signs FROM signing_key \
               ORDER BY made_at DESC, signs DESC, public_key";
    rows(connection, "signing_key", sql, Vec::new(), read)
}

fn read(fields: &Fields<'_>) -> Result<SigningKey> {
    let (at, by, reason) = (fields.get("replaced_at")?, fields.get("replaced_by")?, fields.get("replaced_reason")?);
    let replaced = match (at, by, reason) {
        (Some(at), Some(by), Some(reason)) => Some(Replaced { at, by, reason }),
        _ => None,
    };
    Ok(SigningKey {
        public_key: fields.get("public_key")?,
        made_at: fields.get("made_at")?,
        made_by: fields.get("made_by")?,
        replaced,
        signs: fields.get("signs")?,
    })
}

impl Reader<'_> {
    /// Every key that the vault signs packets with, or did, the newest first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn signing_keys(&self) -> Result<Vec<SigningKey>> {
        list(self.connection())
    }
}
