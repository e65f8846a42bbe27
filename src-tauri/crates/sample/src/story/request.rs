//! Evidence requests of the story: the list that was begun from the catalogue, the auditor's own that replaced its
//! wording, and the rounds of each line.

use model::control::ControlCode;
use model::evidence::EvidenceKind;
use model::time::{Day, Instant, Span};
use serde::Deserialize;

use crate::key::{EvidenceKey, PersonKey, RequestKey};

/// The start of the list from the catalogue, before the auditor's own had come.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestStart {
    /// When.
    pub at: Instant,
    /// Codes of the catalogue.
    pub codes: Vec<String>,
}

/// One line of the auditor's list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestFacts {
    /// The auditor's id.
    pub id: RequestKey,
    /// When the line was entered.
    pub at: Instant,
    /// The line of the catalogue that it is matched to; none for one that the auditor alone asks.
    pub template: Option<String>,
    /// The auditor's wording.
    pub wording: String,
    /// When the auditor's list came.
    pub received_on: Day,
    /// By when the auditor wants the answer.
    pub due_on: Day,
    /// Who answers it.
    pub owner: PersonKey,
    /// Who looks the answer over.
    pub reviewer: Option<PersonKey>,
    /// What the answer is, for a line without a template.
    pub kind: Option<EvidenceKind>,
    /// The days that it asks about, where the auditor names others than the template.
    pub period: Option<Span>,
    /// Controls that it bears on, for a line without a template.
    #[serde(default)]
    pub controls: Vec<ControlCode>,
    /// Its moves, oldest first.
    #[serde(default)]
    pub moves: Vec<RequestMove>,
    /// For the consultant alone.
    #[serde(default)]
    pub internal_note: String,
}

/// One move of a request, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestMove {
    /// When.
    pub at: Instant,
    /// Where to.
    pub to: RequestTo,
    /// Evidence that was gathered by then; none leaves what was.
    pub evidence: Option<Vec<EvidenceKey>>,
    /// What was said to the auditor with a submission.
    pub answer: Option<String>,
    /// Why it is blocked or not applicable, or the auditor's remark on returning it.
    pub reason: Option<String>,
    /// By when the auditor wants the next answer.
    pub due_on: Option<Day>,
}

/// Where a move of a request leads: our own status, a submission, or how the auditor took it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestTo {
    /// Its evidence is being gathered.
    InProgress,
    /// Put to our own reviewer.
    SubmittedForReview,
    /// Fit to go to the auditor.
    Ready,
    /// Can't go on.
    Blocked,
    /// Doesn't apply.
    NotApplicable,
    /// Went to the auditor: a new round.
    Submitted,
    /// Accepted by the auditor.
    Accepted,
    /// Returned by the auditor.
    Returned,
}
