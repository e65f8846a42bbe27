//! Purging an item's files for good, once it is withdrawn or superseded.

use model::activity::Action;
use model::evidence::EvidenceItem;
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::App;
use crate::event::Event;
use crate::failure::{Code, Failure};
use crate::find;

/// Destroys the files of a withdrawn or superseded item for good, and what was read of them for the search. The item stays
/// with its custody, its files' names, sizes and hashes. Copies that were made before keep the files.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PurgeEvidence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub evidence: String,
    /// Why.
    pub reason: String,
    /// The item's reference as the person typed it, such as `EV-0007`.
    pub confirm: String,
}

/// An item whose files are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct EvidencePurged {
    /// Its reference.
    pub evidence: String,
    /// Files that are gone.
    pub files: u64,
    /// Bytes of those.
    pub bytes: u64,
    /// References of other items that have a file of the same content, which stays, those of other engagements included.
    pub kept_by: Vec<String>,
    /// The row of the log that says so.
    pub seq: u64,
}

pub(crate) fn purge(app: &mut App, request: PurgeEvidence) -> Result<EvidencePurged, Failure> {
    let item: EvidenceItem = app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        find::one(r, Some(engagement.id), &request.evidence)
    })?;
    let typed = request.confirm.trim().eq_ignore_ascii_case(&item.reference());
    if !typed {
        let rule = format!("must be {}, typed by whoever purges it", item.reference());
        return Err(Failure::new(Code::Invalid, rule).on("confirm"));
    }
    let host = app.shared_host();
    let session = app.session()?;
    let id = host.next_id().into();
    let purged = session.vault.purge_evidence(item.id, &request.reason, host.now(), &session.who, id)?;
    let vault::Purged { row, files, bytes, kept_by } = purged;
    host.tell(Event::Changed { action: Action::PurgeEvidence, seq: row.seq, at: row.at });
    let kept_by = app.read(|r| {
        let named = kept_by.iter().map(|id| Ok(r.get::<EvidenceItem>(*id)?.reference()));
        named.collect::<Result<Vec<_>, Failure>>()
    })?;
    // The head is written at once: a backup that is put back must not pass for the vault after the purge.
    app.session()?.vault.write_head()?;
    Ok(EvidencePurged { evidence: item.reference(), files, bytes, kept_by, seq: row.seq })
}

/// Refuses an item whose files are gone.
pub(super) fn refuse_purged(r: &Reader, item: &EvidenceItem) -> Result<(), Failure> {
    if !r.is_purged(item.id)? {
        return Ok(());
    }
    let text = format!("the files of {} were purged for good; its custody says by whom and why", item.reference());
    Err(Failure::new(Code::NotFound, text))
}
