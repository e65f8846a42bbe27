//! The versions of a message, each with its text as it read then: what stood in its fields is taken from the images of the
//! activity log. Guesses nothing: a version whose image was purged has no filled text.

use std::collections::BTreeMap;

use model::activity::Subject;
use model::communication::{Decision, Message, MessageVersion};
use model::evidence::Digest;
use model::record::{AnyRecord, Noun};
use model::time::Instant;
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::App;
use crate::failure::Failure;
use crate::find;

/// Lists the versions of a message, newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListVersions {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub message: String,
}

/// A version of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct VersionRow {
    /// Number, from 1.
    pub number: u32,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// SHA-256 of the text with its fields filled in, which approvals name.
    pub digest: Digest,
    /// Text in Markdown, with its merge fields.
    pub text: String,
    /// The text with its fields filled in as they were; none when the log no longer says what stood in them.
    pub filled: Option<String>,
    /// Roles that approved it, and whose last decision on it is that.
    pub approved_by: Vec<String>,
    /// Sendings of it.
    pub sendings: usize,
    /// Whether it is the present one.
    pub present: bool,
}

pub(crate) fn versions(app: &mut App, request: ListVersions) -> Result<Vec<VersionRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let message: Message = find::one(r, Some(engagement.id), &request.message)?;
        let filled = filled(r, &message)?;
        let present = message.current().map(|version| version.number);
        let row = |version: &MessageVersion| VersionRow {
            number: version.number,
            by: version.by.clone(),
            at: version.at,
            digest: version.digest,
            text: version.text.clone(),
            filled: filled.get(&version.digest.to_string()).cloned(),
            approved_by: approved_by(&message, version.digest),
            sendings: message.sends.iter().filter(|send| send.version == version.number).count(),
            present: present == Some(version.number),
        };
        Ok(message.versions.iter().rev().map(row).collect())
    })
}

/// The texts as they read, by digest: the present one, and those of the log's images, newest first until none is missing.
fn filled(r: &Reader, message: &Message) -> Result<BTreeMap<String, String>, Failure> {
    let mut filled = BTreeMap::from([(message.digest().to_string(), message.filled())]);
    let missing = |filled: &BTreeMap<String, String>| {
        message.versions.iter().any(|version| !filled.contains_key(&version.digest.to_string()))
    };
    for row in r.log_of(Subject { noun: Noun::Message, id: message.id.uuid() })?.into_iter().rev() {
        if !missing(&filled) {
            break;
        }
        let Some(body) = r.log_body(row.seq)? else { continue };
        let own = body.changes.into_iter().filter(|change| change.id == message.id.uuid());
        for image in own.flat_map(|change| [change.before, change.after]).flatten() {
            if let AnyRecord::Message(image) = image {
                filled.entry(image.digest().to_string()).or_insert_with(|| image.filled());
            }
        }
    }
    Ok(filled)
}

fn approved_by(message: &Message, digest: Digest) -> Vec<String> {
    let last = |role: &String| message.approvals.iter().rev().find(|it| it.role == *role && it.digest == digest);
    let approved = |role: &&String| last(role).is_some_and(|it| it.decision == Decision::Approved);
    message.required_approvals.iter().filter(approved).cloned().collect()
}
