//! What a change of period, frequency, start, grace or quarters would do to a control's occurrences. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Occurrence;
use super::state::{OccurrenceRow, occurrence_rows};
use super::support::Support;
use super::window::{Schedule, Timing, Window, occurrences};
use crate::calendar::OccurrenceKey;
use crate::id::EvidenceId;
use crate::invalid::Invalid;
use crate::time::{Day, Span};

/// What would no longer count for an occurrence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Loss {
    /// The recorded day on which it was performed.
    pub performed_on: Option<Day>,
    /// The occurrence in whose time that day would lie afterwards.
    pub now_in: Option<OccurrenceKey>,
    /// Whether a recorded exception would have no occurrence any more.
    pub exception: bool,
    /// Items that would no longer evidence it.
    pub evidence: BTreeSet<EvidenceId>,
}

impl Loss {
    /// Whether nothing would be lost.
    pub fn is_empty(&self) -> bool {
        self.performed_on.is_none() && !self.exception && self.evidence.is_empty()
    }
}

/// An occurrence that would be no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DroppedWindow {
    /// Its window.
    pub window: Window,
    /// What would go with it.
    pub loses: Loss,
}

/// An occurrence that would stay, but with other days, last chance or expectation, or without something that counts
/// now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ChangedWindow {
    /// Its window now.
    pub before: Window,
    /// Its window afterwards.
    pub after: Window,
    /// What would no longer count for it.
    pub loses: Loss,
}

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct SchedulePreview {
    /// Occurrences that would be new.
    pub adds: Vec<Window>,
    /// Occurrences that would be no more.
    pub drops: Vec<DroppedWindow>,
    /// Occurrences that would stay and be otherwise.
    pub changes: Vec<ChangedWindow>,
    /// Occurrences that would stay as they are.
    pub keeps: Vec<OccurrenceKey>,
}

impl SchedulePreview {
    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.adds.is_empty() && self.drops.is_empty() && self.changes.is_empty()
    }

    /// Occurrences that would lose something, by key.
    pub fn losses(&self) -> impl Iterator<Item = (OccurrenceKey, &Loss)> {
        let dropped = self.drops.iter().map(|dropped| (dropped.window.key, &dropped.loses));
        let changed = self.changes.iter().map(|changed| (changed.before.key, &changed.loses));
        dropped.chain(changed).filter(|(_, loss)| !loss.is_empty())
    }
}

/// What it would do to a control's occurrences to go from one schedule and period to another, with the same items and
/// records. No schedule is a control without occurrences: retired, or shown otherwise. Refuses a period of which
/// [`occurrences`] makes no windows.
pub fn preview(
    before: (Option<Schedule>, Span),
    after: (Option<Schedule>, Span),
    supports: &[Support],
    records: &[Occurrence],
) -> Result<SchedulePreview, Invalid> {
    let rows = |(schedule, period): (Option<Schedule>, Span)| {
        let windows = schedule.map_or(Ok(Vec::new()), |schedule| occurrences(&schedule, period))?;
        // Whatever its date: a preview speaks of all that there is.
        Ok::<_, Invalid>(occurrence_rows(&windows, supports, records, Day::MAX))
    };
    let (old, new) = (rows(before)?, rows(after)?);
    let new_by_key: BTreeMap<OccurrenceKey, &OccurrenceRow> = new.iter().map(|row| (row.window.key, row)).collect();
    let old_keys: BTreeSet<OccurrenceKey> = old.iter().map(|row| row.window.key).collect();
    let adds = new.iter().map(|row| row.window).filter(|window| !old_keys.contains(&window.key)).collect();
    let mut seen = SchedulePreview { adds, ..SchedulePreview::default() };
    for row in &old {
        let key = row.window.key;
        let stays = new_by_key.get(&key).copied();
        let loses = loss(row, stays, &new);
        match stays {
            None => seen.drops.push(DroppedWindow { window: row.window, loses }),
            Some(stays) if stays.window == row.window && loses.is_empty() => seen.keeps.push(key),
            Some(stays) => {
                seen.changes.push(ChangedWindow { before: row.window, after: stays.window, loses });
            }
        }
    }
    Ok(seen)
}

/// What counts for an occurrence now and wouldn't afterwards. With the occurrence, its recorded day goes whether in
/// time or not; while it stays, only a day that would no longer be in time.
fn loss(row: &OccurrenceRow, stays: Option<&OccurrenceRow>, new: &[OccurrenceRow]) -> Loss {
    let kept = stays.map(|row| row.evidence.clone()).unwrap_or_default();
    let performed_on = row.performed_on.filter(|day| match stays {
        None => true,
        Some(stays) => row.window.timing(*day).is_in_time() && !stays.window.timing(*day).is_in_time(),
    });
    Loss {
        performed_on,
        now_in: performed_on.and_then(|day| in_whose_time(day, new)),
        exception: row.exception && stays.is_none(),
        evidence: row.evidence.difference(&kept).copied().collect(),
    }
}

/// The occurrence in whose window `day` lies.
fn in_whose_time(day: Day, rows: &[OccurrenceRow]) -> Option<OccurrenceKey> {
    rows.iter().map(|row| row.window).find(|window| window.timing(day) == Timing::InWindow).map(|window| window.key)
}
