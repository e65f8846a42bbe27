//! Undo: a new change that puts back what a row of the activity log changed, and names that row. Nothing is ever taken
//! out of the log; custody, exports and the instant of receiving stay as they are.

use model::activity::{Action, Effect, LogRow};
use model::custody::CustodyKind;
use model::evidence::{EvidenceItem, EvidenceState};
use model::id::CustodyId;
use model::record::AnyRecord;
use model::time::Instant;

use crate::access::Writer;
use crate::activity::{self, Change};
use crate::error::{Error, Result};
use crate::table::find_any;
use crate::vault::Vault;

/// One record to put back: as it is, and as it is to be.
struct Step {
    current: Option<AnyRecord>,
    target: Option<AnyRecord>,
}

impl Step {
    /// Whether nothing would be put back: all that a row changed is a release, which stays taken back.
    fn is_idle(&self) -> bool {
        self.current.is_some() && same_but_for_revision(self.current.as_ref(), self.target.as_ref())
    }

    /// Removals go first and additions last, so that a code or number is free before it is taken again.
    fn rank(&self) -> u8 {
        match (&self.current, &self.target) {
            (_, None) => 0,
            (Some(_), Some(_)) => 1,
            (None, Some(_)) => 2,
        }
    }
}

impl Vault {
    /// Undoes a row of the activity log, or redoes one if the row is itself an undoing. Evidence whose attaching is
    /// undone becomes withdrawn. `next_custody_id` is asked once for each evidence item that is touched.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::NotUndoable`] if the row changed nothing that can be put back;
    /// [`Error::NotReleasedAgain`] if it took back a release and did nothing else; [`Error::Stale`] if
    /// a record that it touched has changed since, also by having been undone already; [`Error::Referenced`] if a record
    /// that would go is named by another; as [`Vault::write`].
    pub fn undo(
        &mut self,
        seq: u64,
        at: Instant,
        who: &str,
        mut next_custody_id: impl FnMut() -> CustodyId,
    ) -> Result<LogRow> {
        let undone = self.write(Action::Undo, at, who, |writer| {
            let mut steps = steps(writer, seq)?;
            steps.sort_by_key(Step::rank);
            writer.undoes(seq);
            for step in steps {
                let custody = custody_of(&step);
                take(writer, step)?;
                if let Some((kind, item)) = custody {
                    let note = format!("row {seq} of the activity log was undone");
                    writer.custody(kind, item, &note, next_custody_id())?;
                }
            }
            Ok(())
        });
        undone.map(|((), row)| row)
    }
}

/// What is to be put back, once it is certain that nothing has changed since.
fn steps(writer: &Writer<'_>, seq: u64) -> Result<Vec<Step>> {
    let not_undoable = Error::NotUndoable { seq };
    let row = writer.log_row(seq)?;
    if row.action.effect() != Effect::Content {
        return Err(not_undoable);
    }
    let changes = activity::body(writer.connection(), &row)?.map(|body| body.changes).unwrap_or_default();
    if changes.is_empty() {
        return Err(not_undoable);
    }
    let steps = changes.into_iter().map(|change| step(writer, change, seq)).collect::<Result<Vec<_>>>()?;
    // Said as done it would be a release in words alone.
    if steps.iter().all(Step::is_idle) { Err(Error::NotReleasedAgain) } else { Ok(steps) }
}

fn step(writer: &Writer<'_>, change: Change, seq: u64) -> Result<Step> {
    let Change { noun, id, before, after } = change;
    let current = find_any(writer.connection(), noun, id)?;
    if !same_but_for_revision(current.as_ref(), after.as_ref()) {
        return Err(Error::Stale { what: noun.name() });
    }
    let target = match (before, &current) {
        (None, Some(AnyRecord::Evidence(item))) => Some(withdrawn(item, seq)),
        (None, _) => None,
        (Some(mut before), current) => {
            let newest = current.as_ref().map_or(before.revision(), AnyRecord::revision);
            before.set_revision(newest + 1);
            keep_release_revoked(&mut before, current.as_ref());
            Some(before)
        }
    };
    Ok(Step { current, target })
}

/// A release is the client's act: whatever is put back leaves the item accepted, for the client to release again.
fn keep_release_revoked(target: &mut AnyRecord, current: Option<&AnyRecord>) {
    let (AnyRecord::Evidence(target), Some(AnyRecord::Evidence(current))) = (target, current) else { return };
    let released = |state: &EvidenceState| matches!(state, EvidenceState::Released { .. });
    if released(&target.state) && !released(&current.state) {
        target.state = EvidenceState::Accepted;
    }
}

/// A record that was changed and put back is as the row left it, so that undoing can go on further back.
fn same_but_for_revision(current: Option<&AnyRecord>, after: Option<&AnyRecord>) -> bool {
    match (current, after) {
        (None, None) => true,
        (Some(current), Some(after)) => {
            let mut after = after.clone();
            after.set_revision(current.revision());
            *current == after
        }
        _ => false,
    }
}

fn withdrawn(item: &EvidenceItem, seq: u64) -> AnyRecord {
    let mut item = item.clone();
    item.revision += 1;
    item.state = EvidenceState::Withdrawn { reason: format!("attaching undone (row {seq} of the activity log)") };
    item.into()
}

fn take(writer: &Writer<'_>, step: Step) -> Result<()> {
    if let Some(target) = &step.target {
        target.check()?;
    }
    match (step.current, step.target) {
        (Some(current), Some(target)) => writer.put_over(current, &target),
        (Some(current), None) => writer.take_away(current),
        (None, Some(target)) => writer.put_new(&target),
        (None, None) => Ok(()),
    }
}

/// What an undoing means for the custody of an evidence item.
fn custody_of(step: &Step) -> Option<(CustodyKind, model::id::EvidenceId)> {
    let (Some(AnyRecord::Evidence(current)), Some(AnyRecord::Evidence(target))) = (&step.current, &step.target) else {
        return None;
    };
    let redacted = |item: &EvidenceItem| item.files.iter().map(|file| file.redaction.clone()).collect::<Vec<_>>();
    let (before, after) = (redacted(current), redacted(target));
    let kind = match (&current.state, &target.state) {
        _ if before != after && after.iter().any(Option::is_some) => CustodyKind::Redacted,
        _ if before != after => CustodyKind::RedactionTakenBack,
        (_, EvidenceState::Withdrawn { .. }) => CustodyKind::Withdrawn,
        (EvidenceState::Released { .. }, EvidenceState::Released { .. }) => CustodyKind::Described,
        (EvidenceState::Released { .. }, _) => CustodyKind::ReleaseRevoked,
        (_, EvidenceState::Released { .. }) => CustodyKind::Released,
        (_, EvidenceState::Superseded { .. }) => CustodyKind::Superseded,
        _ => CustodyKind::Described,
    };
    Some((kind, target.id))
}
