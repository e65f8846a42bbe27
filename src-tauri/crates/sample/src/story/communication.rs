//! The communication plan of the story and its messages.

use std::collections::BTreeMap;

use model::communication::{Decision, Due, Track};
use model::control::ControlCode;
use model::surface::SurfaceCode;
use model::time::{Day, Instant};
use serde::Deserialize;

use crate::key::{EvidenceKey, GapKey, MessageKey, PersonKey, PlanRowKey};

/// One row of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanRowFacts {
    /// The key.
    pub key: PlanRowKey,
    /// When it was added.
    pub at: Instant,
    /// Who is told.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// What they are told.
    pub subject: String,
    /// What sets it off.
    pub trigger: String,
    /// By which channel.
    pub channel: String,
    /// Who sees to it.
    pub owner: PersonKey,
    /// Who sends or speaks.
    pub sender: PersonKey,
    /// When it is due.
    pub due: Due,
    /// How often.
    #[serde(default)]
    pub cadence: String,
    /// For the consultant alone.
    #[serde(default)]
    pub internal_note: String,
}

/// One message, begun from a template of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageFacts {
    /// The key.
    pub key: MessageKey,
    /// When it was begun.
    pub at: Instant,
    /// The catalogue's template, such as `COMM-04`.
    pub template: String,
    /// Title.
    pub title: String,
    /// The row of the plan.
    pub plan_row: PlanRowKey,
    /// Prepared for counsel.
    #[serde(default)]
    pub privileged: bool,
    /// Last day on which it may be sent.
    pub valid_until: Option<Day>,
    /// When its fields were filled in.
    pub filled_at: Instant,
    /// What stands in its merge fields; those left out stay open.
    pub fields: BTreeMap<String, MessageField>,
    /// A second version of the text: what was replaced by what, and when.
    pub revision: Option<Revision>,
    /// When it was put to its approvers.
    pub in_review_at: Option<Instant>,
    /// Decisions, oldest first.
    #[serde(default)]
    pub decisions: Vec<MessageDecision>,
    /// When it was marked as approved.
    pub approved_at: Option<Instant>,
    /// Its sending, done outside.
    pub send: Option<MessageSend>,
    /// Gaps that it speaks of.
    #[serde(default)]
    pub gaps: Vec<GapKey>,
    /// Controls that it speaks of.
    #[serde(default)]
    pub controls: Vec<ControlCode>,
    /// Surfaces that it speaks of.
    #[serde(default)]
    pub surfaces: Vec<SurfaceCode>,
}

/// What stands in a merge field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "FieldForm")]
pub struct MessageField {
    /// The words.
    pub text: String,
    /// Evidence for a factual claim.
    pub evidence: Option<EvidenceKey>,
}

/// A field as it is written down: the words alone, or with their evidence.
#[derive(Deserialize)]
#[serde(untagged)]
enum FieldForm {
    Words(String),
    Shown { text: String, evidence: EvidenceKey },
}

impl From<FieldForm> for MessageField {
    fn from(form: FieldForm) -> Self {
        match form {
            FieldForm::Words(text) => Self { text, evidence: None },
            FieldForm::Shown { text, evidence } => Self { text, evidence: Some(evidence) },
        }
    }
}

/// A second version of a message's text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// When.
    pub at: Instant,
    /// Words of the template.
    pub from: String,
    /// Words that stand in their place.
    pub to: String,
}

/// One role's decision.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageDecision {
    /// When.
    pub at: Instant,
    /// The role.
    pub role: String,
    /// Who decided for it.
    pub person: PersonKey,
    /// What was decided.
    pub decision: Decision,
    /// Remark.
    #[serde(default)]
    pub note: String,
}

/// A sending.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageSend {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: PersonKey,
    /// To whom.
    pub to: String,
    /// By which channel.
    pub channel: String,
}
