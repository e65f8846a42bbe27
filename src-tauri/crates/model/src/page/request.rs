//! Lines of the requests' grid.

use serde::{Deserialize, Serialize};

use super::{page_columns, page_of};
use crate::criterion::CriterionCode;
use crate::evidence::EvidenceKind;
use crate::id::{PersonId, RequestId};
use crate::record::Revision;
use crate::request::{AuditorStatus, InternalStatus};
use crate::time::Day;

page_columns! {
    /// Columns by which requests are sorted and filtered.
    RequestColumn {
        /// Our number as printed, such as `REQ-012`; sorted by number.
        Reference = "reference",
        /// The auditor's id.
        AuditorId = "auditor_id",
        /// The auditor's wording.
        Wording = "wording",
        /// What the answer is.
        Kind = "kind",
        /// Our status.
        Internal = "internal",
        /// The auditor's status.
        Auditor = "auditor",
        /// The owner: by id, shown and sorted by name.
        Owner = "owner",
        /// The reviewer: by id, shown and sorted by name.
        Reviewer = "reviewer",
        /// When it was received.
        ReceivedOn = "received_on",
        /// By when it is due.
        DueOn = "due_on",
        /// Whether testing waits for it.
        BlocksTesting = "blocks_testing",
        /// Whether the auditor waits for us.
        Owed = "owed",
        /// Whether it is owed and its due date has gone by.
        Overdue = "overdue",
        /// Rounds so far.
        Rounds = "rounds",
        /// Evidence items that are gathered for it.
        Evidence = "evidence",
        /// The codes of its controls; sorted by the first one.
        Controls = "controls",
        /// Its criteria; sorted by the first one.
        Criteria = "criteria",
    }
}

/// A request as its grid shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RequestLine {
    /// Its id.
    pub id: RequestId,
    /// Its revision.
    pub revision: Revision,
    /// Number in the engagement.
    pub number: u32,
    /// The number as printed, such as `REQ-012`.
    pub reference: String,
    /// The auditor's id.
    pub auditor_id: Option<String>,
    /// The auditor's wording.
    pub wording: String,
    /// What the answer is, where the request says so.
    pub kind: Option<EvidenceKind>,
    /// Where it stands for us.
    pub internal: InternalStatus,
    /// Where it stands for the auditor.
    pub auditor: AuditorStatus,
    /// Who answers it.
    pub owner: Option<PersonId>,
    /// That person's name.
    pub owner_name: Option<String>,
    /// Who looks the answer over.
    pub reviewer: Option<PersonId>,
    /// That person's name.
    pub reviewer_name: Option<String>,
    /// When it was received.
    pub received_on: Day,
    /// By when the auditor wants the answer.
    pub due_on: Option<Day>,
    /// Whether the auditor's testing waits for it.
    pub blocks_testing: bool,
    /// Whether the auditor waits for us: never submitted, or returned.
    pub owed: bool,
    /// Whether it is owed and its due date has gone by.
    pub overdue: bool,
    /// Rounds so far.
    pub rounds: u32,
    /// References of the evidence that is gathered for it, in order.
    pub evidence: Vec<String>,
    /// Codes of the controls that it bears on, in order.
    pub controls: Vec<String>,
    /// Criteria that it bears on, in order.
    pub criteria: Vec<CriterionCode>,
}

page_of! {
    /// A page of requests.
    RequestPage of RequestLine
}
