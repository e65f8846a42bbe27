//! The communication plan: rows that say who is told what, when and by whom, and the messages with their drafts,
//! approvals and send records. Nothing here sends anything.

mod merge;
mod repeat;
mod scenario;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::merge::{FieldValue, Piece, fill, pieces};
pub use self::repeat::{ChosenRow, Repeated, RowKind, repeat};
pub use self::scenario::{Scenario, ScenarioDraft, ScenarioKind, ScenarioRow, ScenarioStart};
use crate::activity::text_digest;
use crate::evidence::Digest;
use crate::id::{ControlId, EngagementId, FindingId, GapId, MessageId, PersonId, PlanRowId};
use crate::invalid::{Invalid, NAME, PROSE, has_visible};
use crate::record::Revision;
use crate::surface::SurfaceCode;
use crate::time::{Day, Instant};

/// Which of the two tracks a row runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Track {
    /// Inside the client.
    Internal,
    /// Outside the client.
    External,
}

impl Track {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::External => "external",
        }
    }
}

/// When a row is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "due", rename_all = "snake_case")]
pub enum Due {
    /// On a day.
    On {
        /// The day.
        day: Day,
    },
    /// A number of hours after its trigger.
    AfterTrigger {
        /// Hours.
        hours: u32,
    },
    /// When asked.
    OnRequest,
}

/// One row of the communication plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRow {
    /// Its id.
    pub id: PlanRowId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Number in the plan, from 1.
    pub number: u32,
    /// Who is told.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// What they are told, in a few words.
    pub subject: String,
    /// What sets it off.
    pub trigger: String,
    /// By which channel.
    pub channel: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// Who sends or speaks.
    pub sender: Option<PersonId>,
    /// When it is due.
    pub due: Due,
    /// How often, in words; empty when once.
    pub cadence: String,
    /// For the consultant alone.
    pub internal_note: String,
}

impl PlanRow {
    /// Checks every rule that the row alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::unless(self.number >= 1, "number", "must be at least 1")?;
        Invalid::text("audience", &self.audience, NAME)?;
        Invalid::text("subject", &self.subject, NAME)?;
        for (field, text) in [("trigger", &self.trigger), ("channel", &self.channel), ("cadence", &self.cadence)] {
            Invalid::most(field, text, NAME)?;
        }
        Invalid::most("internal_note", &self.internal_note, PROSE)
    }
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Being written.
    Draft,
    /// Put to its approvers.
    InReview,
    /// Approved by every required role, in its present text.
    Approved,
    /// Sent, outside this program.
    Sent,
    /// Replaced by another message.
    Superseded,
    /// Will not be sent.
    Withdrawn,
}

impl MessageState {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in review",
            Self::Approved => "approved",
            Self::Sent => "sent",
            Self::Superseded => "superseded",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether the step from here to `next` exists. A new text takes a message back to draft; what was sent can be
    /// replaced but not withdrawn.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft, Self::InReview)
                | (Self::InReview, Self::Draft | Self::Approved)
                | (Self::Approved, Self::Draft | Self::Sent)
                | (Self::Sent, Self::Draft)
                | (Self::Draft | Self::InReview | Self::Approved | Self::Sent, Self::Superseded)
                | (Self::Draft | Self::InReview | Self::Approved, Self::Withdrawn)
        )
    }
}

/// One version of a message's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageVersion {
    /// Number, from 1.
    pub number: u32,
    /// Text in Markdown, with merge fields as `{{ name }}`.
    pub text: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// SHA-256 of the text with its fields filled in, which approvals name.
    pub digest: Digest,
}

/// One role's decision on one version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageApproval {
    /// The role that had to decide.
    pub role: String,
    /// Who decided for it.
    pub person: PersonId,
    /// What was decided.
    pub decision: Decision,
    /// When.
    pub at: Instant,
    /// Digest of the version that was decided on.
    pub digest: Digest,
    /// Remark.
    pub note: String,
}

/// A decision on a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Approved.
    Approved,
    /// Sent back.
    Returned,
}

impl Decision {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Returned => "returned",
        }
    }
}

/// That a message was sent, outside this program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendRecord {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonId,
    /// To whom, in words.
    pub to: String,
    /// Which version.
    pub version: u32,
    /// By which channel.
    pub channel: String,
}

/// A message with its versions, approvals and send records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Number in the engagement, from 1; printed as `MSG-003`.
    pub number: u32,
    /// The row of the plan that it belongs to.
    pub plan_row: Option<PlanRowId>,
    /// Title.
    pub title: String,
    /// Audience, in words.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// The catalogue's template that it began from, such as `COMM-04`.
    pub template: Option<String>,
    /// Prepared for counsel: never in a packet for others than the client.
    pub privileged: bool,
    /// Last day on which it may be sent as it is.
    pub valid_until: Option<Day>,
    /// Where it stands.
    pub state: MessageState,
    /// Its versions, oldest first; at least one.
    pub versions: Vec<MessageVersion>,
    /// What stands in its merge fields.
    pub fields: BTreeMap<String, FieldValue>,
    /// Roles of which one person each must approve.
    pub required_approvals: Vec<String>,
    /// Decisions, oldest first.
    pub approvals: Vec<MessageApproval>,
    /// Send records, oldest first.
    pub sends: Vec<SendRecord>,
    /// Gaps that it speaks of.
    pub gaps: BTreeSet<GapId>,
    /// Findings that it speaks of. An image of a time before there were findings has none.
    #[serde(default)]
    pub findings: BTreeSet<FindingId>,
    /// Controls that it speaks of.
    pub controls: BTreeSet<ControlId>,
    /// Surfaces that it speaks of.
    pub surfaces: BTreeSet<SurfaceCode>,
}

impl Message {
    /// The message's number as printed, such as `MSG-003`.
    pub fn reference(&self) -> String {
        format!("MSG-{:03}", self.number)
    }

    /// The present version.
    pub fn current(&self) -> Option<&MessageVersion> {
        self.versions.last()
    }

    /// Names of the merge fields in the present text that are still open, each once, in the order of the text.
    pub fn open_fields(&self) -> Vec<&str> {
        let mut open = Vec::new();
        for piece in self.current().map(|version| pieces(&version.text)).unwrap_or_default() {
            if let Piece::Field(name) = piece {
                let filled = self.fields.get(name).is_some_and(|value| has_visible(&value.text));
                if !filled && !open.contains(&name) {
                    open.push(name);
                }
            }
        }
        open
    }

    /// The present text with its fields filled in; an open field stands as `[open field: name]`.
    pub fn filled(&self) -> String {
        let Some(version) = self.current() else { return String::new() };
        fill(&version.text, &self.fields)
    }

    /// Digest of the present text with its fields filled in: what an approval must name to count.
    pub fn digest(&self) -> Digest {
        text_digest(&self.filled())
    }

    /// Gives the present version the digest of its text; due after each change of the text or of a field.
    pub fn refresh_digest(&mut self) {
        let digest = self.digest();
        if let Some(version) = self.versions.last_mut() {
            version.digest = digest;
        }
    }

    /// Roles that have not approved the present text. An approval of another text is void.
    pub fn missing_approvals(&self) -> Vec<&str> {
        let digest = self.digest();
        let approved = |role: &str| {
            let last = self.approvals.iter().rev().find(|a| a.role == role && a.digest == digest);
            last.is_some_and(|approval| approval.decision == Decision::Approved)
        };
        self.required_approvals.iter().map(String::as_str).filter(|role| !approved(role)).collect()
    }

    /// Whether a packet must mark it DRAFT: its present text isn't approved by every required role, or the state says
    /// that it was sent and no send record names the present version.
    pub fn is_draft(&self) -> bool {
        let stands = match self.state {
            MessageState::Approved => true,
            MessageState::Sent => {
                let present = self.current().map(|version| version.number);
                self.sends.iter().any(|send| Some(send.version) == present)
            }
            MessageState::Draft | MessageState::InReview | MessageState::Superseded | MessageState::Withdrawn => false,
        };
        !stands || !self.missing_approvals().is_empty()
    }

    /// Checks every rule that the message alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::unless(self.number >= 1, "number", "must be at least 1")?;
        Invalid::text("title", &self.title, NAME)?;
        Invalid::most("audience", &self.audience, NAME)?;
        Invalid::unless(!self.versions.is_empty(), "versions", "must hold at least one text")?;
        for (index, version) in self.versions.iter().enumerate() {
            Invalid::unless(version.number as usize == index + 1, "versions", "must be numbered 1, 2, 3 and so on")?;
            Invalid::text("text", &version.text, PROSE)?;
        }
        let sealed = self.current().is_some_and(|version| version.digest == self.digest());
        Invalid::unless(sealed, "versions", "must bear the digest of the present text with its fields filled in")?;
        for (index, role) in self.required_approvals.iter().enumerate() {
            Invalid::text("required_approvals", role, NAME)?;
            let once = !self.required_approvals[..index].contains(role);
            Invalid::unless(once, "required_approvals", "must name each role once")?;
        }
        for value in self.fields.values() {
            Invalid::most("fields", &value.text, PROSE)?;
        }
        self.check_state()
    }

    fn check_state(&self) -> Result<(), Invalid> {
        let roles = &self.required_approvals;
        let asked = self.approvals.iter().all(|approval| roles.contains(&approval.role));
        Invalid::unless(asked, "approvals", "must be for a role whose approval is required")?;
        if matches!(self.state, MessageState::Approved | MessageState::Sent) {
            let rule = "can't be approved or sent while a merge field is open";
            Invalid::unless(self.open_fields().is_empty(), "state", rule)?;
            let rule = "can't be approved or sent while {{ stands in the text: a merge field's name has only small \
                        letters, digits and underscores";
            Invalid::unless(!self.filled().contains("{{"), "state", rule)?;
        }
        if self.state == MessageState::Approved {
            let rule = "needs the approval of every required role for its present text";
            Invalid::unless(self.missing_approvals().is_empty(), "state", rule)?;
        }
        if self.state == MessageState::Sent {
            Invalid::unless(!self.sends.is_empty(), "sends", "must record when, by whom and to whom it was sent")?;
        }
        let versions = self.versions.len();
        let known = self.sends.iter().all(|send| (1..=versions).contains(&(send.version as usize)));
        Invalid::unless(known, "sends", "must name a version of this message")
    }
}
