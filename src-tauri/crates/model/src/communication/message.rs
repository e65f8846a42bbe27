//! A message of the communication plan: its versions, the values in its merge fields, the decisions of each role, and the
//! record of a sending that happened elsewhere. Never sends, and never counts an approval of another text.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Track;
use super::merge::{FieldValue, NOT_CONFIRMED, NOT_KNOWN, Piece, fill, pieces};
use crate::activity::text_digest;
use crate::evidence::Digest;
use crate::id::{ControlId, EngagementId, FindingId, GapId, MessageId, PersonId, PlanRowId, RequestId};
use crate::invalid::{Invalid, NAME, PROSE, has_visible};
use crate::record::Revision;
use crate::surface::SurfaceCode;
use crate::time::{Day, Instant};

/// What must stand on every page of a privileged message.
pub const PRIVILEGED: &str = "Privileged: prepared for counsel.";

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
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

    /// What must stand on every page of a message in this state, if anything; `approved` says whether every required role
    /// has approved its present text, `lapsed` whether its last day is over. What was sent in time stays as it was sent.
    pub const fn mark(self, approved: bool, lapsed: bool) -> Option<&'static str> {
        match (self, approved) {
            (Self::Withdrawn, _) => Some("WITHDRAWN, not to be sent."),
            (Self::Superseded, _) => Some("SUPERSEDED by another message, not to be sent."),
            (Self::Draft | Self::InReview | Self::Approved | Self::Sent, false) => {
                Some("DRAFT, not approved, not sent.")
            }
            (Self::Draft | Self::InReview | Self::Approved, true) if lapsed => Some("NO LONGER VALID, not to be sent."),
            (Self::Draft | Self::InReview | Self::Approved | Self::Sent, true) => None,
        }
    }

    /// Whether the step from here to `next` exists. A new text takes a message back to draft; what was sent stays what
    /// was sent, and can be replaced but neither changed nor withdrawn.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft, Self::InReview)
                | (Self::InReview, Self::Draft | Self::Approved)
                | (Self::Approved, Self::Draft | Self::Sent)
                | (Self::Draft | Self::InReview | Self::Approved | Self::Sent, Self::Superseded)
                | (Self::Draft | Self::InReview | Self::Approved, Self::Withdrawn)
        )
    }
}

/// One version of a message's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
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
    /// Fields whose value states a fact, each with the field that says whether it is confirmed, if the text has one.
    #[serde(default)]
    pub claims: BTreeMap<String, Option<String>>,
    /// Roles of which one person signs; empty when nobody must.
    #[serde(default)]
    pub signing_roles: Vec<String>,
    /// Who signs.
    #[serde(default)]
    pub signatory: Option<PersonId>,
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
    /// Evidence requests that it speaks of.
    #[serde(default)]
    pub requests: BTreeSet<RequestId>,
    /// Questions that it answers, as asked.
    #[serde(default)]
    pub questions: Vec<String>,
    /// Controls that it speaks of.
    pub controls: BTreeSet<ControlId>,
    /// Surfaces that it speaks of.
    pub surfaces: BTreeSet<SurfaceCode>,
    /// The message that replaced it.
    #[serde(default)]
    pub superseded_by: Option<MessageId>,
    /// Why it was withdrawn; empty in every other state.
    #[serde(default)]
    pub withdrawn_because: String,
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

    /// Names of the fields in the present text that state a fact behind which no evidence stands, each once, in the order
    /// of the text. What is marked as not yet confirmed, and what is said not to be known yet, states none.
    pub fn unsupported(&self) -> Vec<&str> {
        let says = |name: &str, words: &str| {
            self.fields.get(name).is_some_and(|value| value.text.trim().eq_ignore_ascii_case(words))
        };
        let mut unsupported = Vec::new();
        for piece in self.current().map(|version| pieces(&version.text)).unwrap_or_default() {
            let Piece::Field(name) = piece else { continue };
            let Some(mark) = self.claims.get(name) else { continue };
            let open = !self.fields.get(name).is_some_and(|value| has_visible(&value.text));
            let shown = self.fields.get(name).is_some_and(|value| value.evidence.is_some());
            let marked = mark.as_deref().is_some_and(|mark| says(mark, NOT_CONFIRMED));
            if !open && !shown && !marked && !says(name, NOT_KNOWN) && !unsupported.contains(&name) {
                unsupported.push(name);
            }
        }
        unsupported
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

    /// What it is marked as on a day, if anything.
    pub fn mark_on(&self, day: Day) -> Option<&'static str> {
        self.state.mark(!self.is_draft(), self.valid_until.is_some_and(|until| until < day))
    }

    /// What must stand on every page of it that leaves the vault on a day, if anything.
    pub fn marks_on(&self, day: Day) -> Vec<&'static str> {
        let privileged = self.privileged.then_some(PRIVILEGED);
        self.mark_on(day).into_iter().chain(privileged).collect()
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
        Invalid::lines("questions", &self.questions, PROSE)?;
        Invalid::lines("signing_roles", &self.signing_roles, NAME)?;
        let replaced = self.state == MessageState::Superseded;
        let rule = "must name the message that replaced it, and no other state has one";
        Invalid::unless(replaced == self.superseded_by.is_some(), "superseded_by", rule)?;
        Invalid::unless(self.superseded_by != Some(self.id), "superseded_by", "must be another message")?;
        let rule = "must be empty unless the message is withdrawn";
        let withdrawn = self.state == MessageState::Withdrawn;
        Invalid::unless(withdrawn || self.withdrawn_because.is_empty(), "withdrawn_because", rule)?;
        Invalid::most("withdrawn_because", &self.withdrawn_because, PROSE)?;
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
            let rule = "can't be approved or sent while a field states a fact without evidence behind it";
            Invalid::unless(self.unsupported().is_empty(), "state", rule)?;
            let signed = self.signing_roles.is_empty() || self.signatory.is_some();
            Invalid::unless(signed, "signatory", "must name who signs before it is approved or sent")?;
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
