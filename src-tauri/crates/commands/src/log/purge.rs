//! Purging what rows of the log hold, for good. The rows stay, and so does the proof of their chain.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::event::Event;
use crate::failure::{Code, Failure};

/// The word that is typed before anything is purged from the log.
const WORD: &str = "purge";

/// Destroys what rows of the log hold for good: the images of records before and after. What these rows changed can't be
/// undone any more, and no packet as of a row before them can be made. Copies that were made before keep it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PurgeLog {
    /// Numbers of the rows.
    pub rows: Vec<u64>,
    /// Why.
    pub reason: String,
    /// The word `purge` as the person typed it.
    pub confirm: String,
}

/// Rows of which only the rows are left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LogPurged {
    /// How many rows those are.
    pub rows: u64,
    /// The row that says so.
    pub seq: u64,
}

pub(crate) fn purge(app: &mut App, request: PurgeLog) -> Result<LogPurged, Failure> {
    if request.confirm.trim() != WORD {
        let rule = format!("must be the word {WORD}, typed by whoever does it");
        return Err(Failure::new(Code::Invalid, rule).on("confirm"));
    }
    let rows: BTreeSet<u64> = request.rows.into_iter().collect();
    let host = app.shared_host();
    let session = app.session()?;
    let row = session.vault.purge_log(&rows, &request.reason, host.now(), &session.who)?;
    session.vault.write_head()?;
    host.tell(Event::Changed { action: row.action, seq: row.seq, at: row.at });
    Ok(LogPurged { rows: rows.len() as u64, seq: row.seq })
}
