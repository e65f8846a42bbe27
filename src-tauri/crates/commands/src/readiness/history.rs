//! The score's history, worked out from the activity log: the present records, with one day's rows after another taken
//! back. Nothing of it is stored, so nothing of it can differ from the log.

use model::activity::{Action, LogRow};
use model::id::EngagementId;
use model::readiness::{NOTE, Readiness};
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::{Change, Past, Reader};

use super::Figures;
use super::kept::{Kept, bears_on};
use crate::app::App;
use crate::failure::Failure;
use crate::find;

/// Shows how the readiness score came to what it is.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowReadinessHistory {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// The history of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReadinessHistory {
    /// Title of the engagement.
    pub engagement: String,
    /// One entry for each day on which the log changed what the score rests on, in the log's order, and one for today.
    pub entries: Vec<ReadinessEntry>,
    /// What the score is and isn't.
    pub note: String,
}

/// The score after a day's changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReadinessEntry {
    /// The day of the log, in UTC. The score is looked at on it, with the records as they were then.
    pub day: Day,
    /// What the records gave on that day without its changes: what differs from the entry before came with the days.
    /// None while there was no score.
    pub before: Option<Figures>,
    /// The score after its changes. None while there was none.
    pub figures: Option<Figures>,
    /// The rows of the log that changed records on which the score rests; none for a today without any.
    pub changes: Vec<LoggedChange>,
}

/// A row of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LoggedChange {
    /// Its number.
    pub seq: u64,
    /// What was done.
    pub action: Action,
    /// Who did it.
    pub who: String,
}

impl From<LogRow> for LoggedChange {
    fn from(row: LogRow) -> Self {
        Self { seq: row.seq, action: row.action, who: row.who }
    }
}

pub(crate) fn history(app: &mut App, request: ShowReadinessHistory) -> Result<ReadinessHistory, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let entries = entries(r, engagement.id, today)?;
        Ok(ReadinessHistory { engagement: engagement.title, entries, note: NOTE.to_owned() })
    })
}

fn entries(r: &Reader, engagement: EngagementId, today: Day) -> Result<Vec<ReadinessEntry>, Failure> {
    let mut past = Past::new(r)?;
    let mut kept = Kept::of(past.records(), engagement);
    let now = figures(&on(kept.as_ref(), today));
    let mut entries = Vec::new();
    while let Some(day) = past.newest().map(|row| row.at.date_naive()) {
        // What a row changed that was purged nobody knows: the history begins after it.
        let Some(changes) = back_over(&mut past, day, engagement)? else { break };
        if changes.is_empty() {
            continue;
        }
        let before = Kept::of(past.records(), engagement);
        let (earlier, later) = (on(before.as_ref(), day), on(kept.as_ref(), day));
        if earlier != later {
            entries.push(ReadinessEntry { day, before: figures(&earlier), figures: figures(&later), changes });
        }
        kept = before;
    }
    entries.reverse();
    if entries.last().is_none_or(|entry| entry.day != today) {
        entries.push(ReadinessEntry { day: today, before: now, figures: now, changes: Vec::new() });
    }
    Ok(entries)
}

/// Takes back the newest rows as far as they are of `day`; answers those that changed what the score rests on, oldest
/// first. None where one of them was purged.
fn back_over(past: &mut Past, day: Day, engagement: EngagementId) -> Result<Option<Vec<LoggedChange>>, Failure> {
    let mut found = Vec::new();
    while past.newest().is_some_and(|row| row.at.date_naive() == day) {
        let (row, changes) = match past.back() {
            Ok(Some(taken)) => taken,
            Ok(None) => break,
            Err(vault::Error::Purged { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let bears =
            |change: &Change| change.before.iter().chain(&change.after).any(|record| bears_on(record, engagement));
        if changes.iter().any(bears) {
            found.push(LoggedChange::from(row));
        }
    }
    found.reverse();
    Ok(Some(found))
}

fn on(kept: Option<&Kept>, day: Day) -> Option<Readiness> {
    kept.and_then(|kept| kept.readiness(day))
}

fn figures(readiness: &Option<Readiness>) -> Option<Figures> {
    readiness.as_ref().map(Figures::from)
}
