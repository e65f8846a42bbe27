//! How a retest stands in the columns of the noun that it proves, and its evidence in a table of parts.

use model::id::PersonId;
use model::retest::Retest;
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Columns, Fields, columns};
use super::part::SetTable;
use crate::error::Result;

/// The columns of a retest; its evidence is written by [`insert_evidence`].
pub(crate) fn columns_of(retest: Option<&Retest>) -> Columns {
    let retest = retest.map(|Retest { by, on, evidence: _, note }| (*by, *on, note.clone()));
    let (retest_by, retest_on) = (&retest.as_ref().map(|it| it.0), &retest.as_ref().map(|it| it.1));
    let retest_note = &retest.as_ref().map(|retest| retest.2.clone());
    columns![retest_by, retest_on, retest_note]
}

/// Writes the evidence of a retest.
pub(crate) fn insert_evidence(
    table: SetTable,
    connection: &Connection,
    owner: Uuid,
    retest: Option<&Retest>,
) -> Result<()> {
    match retest {
        Some(retest) => table.insert(connection, owner, &retest.evidence),
        None => Ok(()),
    }
}

/// The retest of a row, if it has one.
pub(crate) fn read(table: SetTable, fields: &Fields<'_>, owner: Uuid) -> Result<Option<Retest>> {
    let Some(by) = fields.get::<Option<PersonId>>("retest_by")? else { return Ok(None) };
    let evidence = table.read(fields, owner)?;
    Ok(Some(Retest { by, on: fields.get("retest_on")?, evidence, note: fields.get("retest_note")? }))
}
