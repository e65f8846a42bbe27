//! Lines of a system's facts that are commitments now: laid aside by a migration, which can't make records, until they are
//! made of them. Nothing else writes here.

use model::commitment::CommitmentKind;
use model::id::SystemId;

use super::column::Column;
use super::{execute, rows};
use crate::access::{Reader, Writer};
use crate::error::Result;

/// A commitment or requirement as an older vault had it: a line without a source, categories or criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedLine {
    /// The system of whose facts it was one.
    pub system: SystemId,
    /// Which of the two lists it stood in.
    pub kind: CommitmentKind,
    /// Its text.
    pub text: String,
}

impl Reader<'_> {
    /// The lines that wait, commitments before requirements, each in the order of its list.
    ///
    /// # Errors
    /// Those of reading.
    pub fn carried_lines(&self) -> Result<Vec<CarriedLine>> {
        let sql = "SELECT system, kind, text FROM carried_line ORDER BY system, kind, position";
        rows(self.connection(), "carried_line", sql, Vec::new(), |fields| {
            Ok(CarriedLine { system: fields.get("system")?, kind: fields.get("kind")?, text: fields.get("text")? })
        })
    }
}

impl Writer<'_> {
    /// Forgets the lines of a system, of which this change makes records.
    ///
    /// # Errors
    /// Those of writing.
    pub fn forget_carried_lines(&self, system: SystemId) -> Result<()> {
        execute(self.connection(), "DELETE FROM carried_line WHERE system = ?1", vec![system.to_value()]).map(drop)
    }
}
