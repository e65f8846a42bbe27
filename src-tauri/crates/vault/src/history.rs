//! The history of one record: the rows of the log that touched it with what each did to it. Reads the bodies of the rows
//! that it answers and of undoings alone, never the whole log.

use std::collections::BTreeSet;

use model::activity::{Action, LogRow, Subject};

use crate::access::Reader;
use crate::activity::Change;
use crate::error::Result;
use crate::table::column::Column;
use crate::table::rows;

/// One row of the log as it bears on a record.
#[derive(Debug, Clone, PartialEq)]
pub struct PastChange {
    /// The row.
    pub row: LogRow,
    /// What it did to the record; none when its body was purged, or when it named the record and changed nothing of it.
    pub change: Option<Change>,
    /// Whether it was undone since, and that undoing stands.
    pub undone: bool,
}

impl Reader<'_> {
    /// The newest rows that touched a record and are older than `before`, at most `most`, newest first.
    ///
    /// # Errors
    /// [`crate::Error::Damaged`] naming a row whose body isn't what the log vouches for; those of reading.
    pub fn history_of(&self, subject: Subject, before: Option<u64>, most: u32) -> Result<Vec<PastChange>> {
        let seqs = |clause: &str, values| {
            let sql = format!(
                "SELECT s.seq FROM activity_subject s JOIN activity a ON a.seq = s.seq \
                 WHERE s.id = ?1 AND s.noun = ?2 AND {clause}"
            );
            rows(self.connection(), "activity_subject", &sql, values, |fields| fields.get::<u64>("seq"))
        };
        let (id, noun) = (subject.id.to_value(), subject.noun.to_value());
        let undoings =
            seqs("a.action = ?3 ORDER BY s.seq DESC", vec![id.clone(), noun.clone(), Action::Undo.to_value()])?;
        let mut pairs = Vec::with_capacity(undoings.len());
        for seq in undoings {
            let undoes = self.log_body(seq)?.and_then(|body| body.undoes);
            pairs.extend(undoes.map(|undoes| (seq, undoes)));
        }
        let undone = undone(&pairs);
        let older = before.unwrap_or(u64::MAX).min(i64::MAX.unsigned_abs());
        let values = vec![id, noun, older.to_value(), most.to_value()];
        let found = seqs("s.seq < ?3 ORDER BY s.seq DESC LIMIT ?4", values)?;
        let line = |seq: u64| {
            let row = self.log_row(seq)?;
            let changes = self.log_body(seq)?.map(|body| body.changes).unwrap_or_default();
            let change = changes.into_iter().find(|it| it.noun == subject.noun && it.id == subject.id);
            Ok(PastChange { row, change, undone: undone.contains(&seq) })
        };
        found.into_iter().map(line).collect()
    }
}

/// The rows that are undone now: those that an undoing names which isn't undone itself. `undoings`, newest first, each with
/// the row that it undoes.
fn undone(undoings: &[(u64, u64)]) -> BTreeSet<u64> {
    let mut undone = BTreeSet::new();
    for (seq, undoes) in undoings {
        if !undone.contains(seq) {
            undone.insert(*undoes);
        }
    }
    undone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_undoing_that_is_undone_undoes_nothing() {
        assert_eq!(undone(&[(5, 3)]), BTreeSet::from([3]));
        assert_eq!(undone(&[(6, 5), (5, 3)]), BTreeSet::from([5]));
        assert_eq!(undone(&[(7, 6), (6, 5), (5, 3)]), BTreeSet::from([6, 3]));
    }
}
