//! What the activity log tells of the records, the custody and itself, taken in from its newest row back to its first: so
//! only the last image of each record has to be read, and no older one is kept. Reads no table itself.

use std::collections::{BTreeMap, BTreeSet};

use model::activity::{Action, Effect, LogRow};
use model::custody::CustodyEvent;
use model::id::CustodyId;
use model::record::{AnyRecord, Noun};
use uuid::Uuid;

use crate::activity::BodyText;
use crate::error::Result;
use crate::purge::rows_of;

/// What follows from the log.
#[derive(Default)]
pub(super) struct Told {
    /// The records as their last change left them; none for one that was removed.
    pub(super) records: BTreeMap<(Noun, Uuid), Option<AnyRecord>>,
    /// Every custody event.
    pub(super) custody: BTreeMap<CustodyId, CustodyEvent>,
    /// The rows that have no body, and those that other rows say to have purged.
    pub(super) bodiless: BTreeSet<u64>,
    pub(super) purged: BTreeSet<u64>,
    /// The records of which the last row that touched them was purged: nothing says any more how they must be.
    pub(super) unknown: BTreeSet<(Noun, Uuid)>,
    /// Whether all of the log could be read, so that what isn't told didn't happen.
    pub(super) whole: bool,
}

impl Told {
    /// Takes in a row whose body isn't there: what it left of the records that it touched nobody knows.
    pub(super) fn leave_open(&mut self, row: &LogRow) {
        self.bodiless.insert(row.seq);
        if row.action.effect() != Effect::Notice {
            let touched = row.subjects.iter().map(|subject| (subject.noun, subject.id));
            self.unknown.extend(touched.filter(|key| !self.records.contains_key(key)));
        }
    }

    /// Takes in what one row tells; the rows after it were taken in before.
    ///
    /// # Errors
    /// [`crate::Error::Damaged`] naming the row.
    pub(super) fn take(&mut self, row: &LogRow, body: &BodyText) -> Result<()> {
        let outline = body.outline(row)?;
        let is_news = |key: &(Noun, Uuid)| !self.records.contains_key(key) && !self.unknown.contains(key);
        let changes = row.action.effect() != Effect::Notice;
        let changes = changes && outline.changes.iter().any(|change| is_news(&(change.noun, change.id)));
        if changes || row.action == Action::PurgeLog {
            let body = body.body(row)?;
            self.purged.extend(rows_of(&body));
            if changes {
                for change in body.changes {
                    let key = (change.noun, change.id);
                    if !self.unknown.contains(&key) {
                        self.records.entry(key).or_insert(change.after);
                    }
                }
            }
        }
        self.custody.extend(outline.custody().into_iter().map(|event| (event.id, event)));
        Ok(())
    }
}
