//! What a packet is made from, and what each audience may see of it. Draws nothing and reads nothing.

mod narrow;
#[cfg(test)]
mod tests;

use std::io::Write;

use serde::{Deserialize, Serialize};

use crate::activity::LogRow;
use crate::client::Client;
use crate::commitment::Commitment;
use crate::communication::{Message, PlanRow};
use crate::control::Control;
use crate::coverage::Coverage;
use crate::criterion::Criterion;
use crate::custody::CustodyEvent;
use crate::engagement::Engagement;
use crate::evidence::{Digest, EvidenceFile, EvidenceItem};
use crate::exhibit::{NotShown, ShowLimits, Shown};
use crate::finding::Finding;
use crate::gap::Gap;
use crate::occurrence::Occurrence;
use crate::organisation::Organisation;
use crate::person::Person;
use crate::population::Population;
use crate::rating::Rating;
use crate::request::EvidenceRequest;
use crate::surface::Surface;
use crate::system::System;
use crate::task::Task;
use crate::team::Team;
use crate::time::AsOf;
use crate::user_control::UserControl;

/// For whom a packet is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AudienceProfile {
    /// The auditor: no costs, severities, drafts, plans, internal notes or unreleased evidence.
    #[default]
    Auditor,
    /// The client: everything.
    Client,
}

impl AudienceProfile {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auditor => "auditor",
            Self::Client => "client",
        }
    }

    /// Whether a packet for this audience has the section.
    pub const fn has(self, section: Section) -> bool {
        match (self, section) {
            (Self::Client, _) => true,
            (Self::Auditor, Section::Gaps | Section::CommunicationPlan) => false,
            (
                Self::Auditor,
                Section::HowToRead
                | Section::Scope
                | Section::Coverage
                | Section::ControlMatrix
                | Section::Ratings
                | Section::EvidenceIndex
                | Section::Exhibits
                | Section::OpenPoints
                | Section::ActivityLog
                | Section::CheckRecord,
            ) => true,
        }
    }
}

/// A section of a packet. The cover, the contents and the attachments are always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// How to read and check the packet.
    HowToRead,
    /// System and scope.
    Scope,
    /// Coverage of the criteria by controls, as a picture.
    Coverage,
    /// Control matrix by criterion.
    ControlMatrix,
    /// Ratings with their rationale.
    Ratings,
    /// Gap analysis: heat map, roll-up of cost, gap sheets.
    Gaps,
    /// Communication plan, then its messages.
    CommunicationPlan,
    /// Evidence index.
    EvidenceIndex,
    /// Exhibits page by page.
    Exhibits,
    /// Open points: all that is missing, withheld or could not be shown.
    OpenPoints,
    /// Extract of the activity log.
    ActivityLog,
    /// A blank record for whoever checks the packet.
    CheckRecord,
}

impl Section {
    /// Every section, in the order of a packet.
    pub const ALL: [Self; 12] = [
        Self::HowToRead,
        Self::Scope,
        Self::Coverage,
        Self::ControlMatrix,
        Self::Ratings,
        Self::Gaps,
        Self::CommunicationPlan,
        Self::EvidenceIndex,
        Self::Exhibits,
        Self::OpenPoints,
        Self::ActivityLog,
        Self::CheckRecord,
    ];

    /// Title as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HowToRead => "How to read and check this packet",
            Self::Scope => "System and scope",
            Self::Coverage => "Coverage of the criteria by controls",
            Self::ControlMatrix => "Control matrix by criterion",
            Self::Ratings => "Ratings of design and operation",
            Self::Gaps => "Gap analysis",
            Self::CommunicationPlan => "Communication plan",
            Self::EvidenceIndex => "Evidence index",
            Self::Exhibits => "Exhibits",
            Self::OpenPoints => "Open points",
            Self::ActivityLog => "Activity log extract",
            Self::CheckRecord => "Check record",
        }
    }
}

/// What the user chooses for a packet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PacketOptions {
    /// For whom.
    pub profile: AudienceProfile,
    /// The moment of reporting, in whose zone dates are printed.
    pub as_of: AsOf,
    /// The packet's number, such as `HPL-2026-R3`.
    pub number: String,
    /// Who reviewed the packet, as printed; none leaves the line open.
    pub reviewed_by: Option<String>,
    /// How much of each original is shown.
    pub limits: ShowLimits,
    /// Originals above this many bytes lie beside the packet instead of inside it.
    pub embed_limit: u64,
    /// Number of the first Bates page.
    pub bates_from: u32,
    /// Rows of the activity log that the extract prints, at most, the newest.
    pub log_rows: u32,
    /// Name and version of the program, for the manifest.
    pub program: String,
}

impl PacketOptions {
    /// The usual limit above which an original isn't embedded: 64 MB.
    pub const EMBED_LIMIT: u64 = 64_000_000;
}

/// One consistent read of all that a packet needs, as of one row of the activity log.
#[derive(Debug, Clone, PartialEq)]
pub struct PacketSource {
    /// The vault's client.
    pub client: Client,
    /// The system.
    pub system: System,
    /// The engagement.
    pub engagement: Engagement,
    /// People named in any of the rest, and the others; narrowed for an auditor, only the named, without addresses.
    pub people: Vec<Person>,
    /// Surfaces, by code.
    pub surfaces: Vec<Surface>,
    /// Criteria of the categories in scope, by code.
    pub criteria: Vec<Criterion>,
    /// Live controls, by code.
    pub controls: Vec<Control>,
    /// Coverage, by criterion.
    pub coverage: Vec<Coverage>,
    /// Ratings.
    pub ratings: Vec<Rating>,
    /// Subservice organisations, by name.
    pub organisations: Vec<Organisation>,
    /// Complementary user entity controls, by code.
    pub user_controls: Vec<UserControl>,
    /// Service commitments and system requirements, by number.
    pub commitments: Vec<Commitment>,
    /// Teams, by name; narrowed for an auditor, only people who are named elsewhere, and no team without one.
    pub teams: Vec<Team>,
    /// What is recorded of occurrences of the live controls, by the controls' order, then by key.
    pub occurrences: Vec<Occurrence>,
    /// Populations of the live controls, by the controls' order, then by their first day and name.
    pub populations: Vec<Population>,
    /// Gaps, by number.
    pub gaps: Vec<Gap>,
    /// Evidence requests, by number. For an auditor without unreleased items; the status of ours, which is then always
    /// "open", says nothing.
    pub requests: Vec<EvidenceRequest>,
    /// Findings, by number. For an auditor without unreleased items, gaps and severity.
    pub findings: Vec<Finding>,
    /// Tasks of the remediation plan, by first day, then by code.
    pub tasks: Vec<Task>,
    /// Rows of the communication plan, by number.
    pub plan_rows: Vec<PlanRow>,
    /// Messages, by number.
    pub messages: Vec<Message>,
    /// Evidence items that are neither superseded nor withdrawn, by number.
    pub evidence: Vec<EvidenceItem>,
    /// Items and populations named as withheld by [`PacketSource::narrowed`]: nothing but their number stays of an item,
    /// nothing but its control of a population.
    pub withheld: Vec<Withheld>,
    /// Custody events of the items, oldest first, up to the log row of the packet; without notes for an auditor.
    pub custody: Vec<CustodyEvent>,
    /// The rows of the log up to the packet's, newest last.
    pub log: Vec<LogRow>,
    /// Who prepares: the person named for the device.
    pub prepared_by: String,
}

/// An item or a population that a packet lists as withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// The item's reference, such as `EV-0012`, or `Population of CORE-24`.
    pub reference: String,
    /// Why, in words that say nothing of its content.
    pub reason: String,
    /// Codes of the controls that it would support.
    pub controls: Vec<String>,
}

impl PacketSource {
    /// The number of the log row as of which the source was read.
    pub fn up_to(&self) -> u64 {
        self.log.last().map_or(0, |row| row.seq)
    }

    /// The hash of that row.
    pub fn log_head(&self) -> Digest {
        self.log.last().map_or(crate::activity::LOG_START, |row| row.hash)
    }
}

/// Hands out the originals of a packet one at a time.
pub trait Exhibits {
    /// What of a file can be shown. The inner error is an ordinary result: the packet puts a slip sheet with the reason.
    fn shown(&self, file: &EvidenceFile, limits: &ShowLimits) -> Result<Result<Shown, NotShown>, ExhibitError>;

    /// Writes the original, byte for byte, verified against its SHA-256.
    fn original(&self, file: &EvidenceFile, to: &mut dyn Write) -> Result<(), ExhibitError>;
}

/// Why an original can't be handed out at all: the packet isn't made.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct ExhibitError {
    /// What failed, without the file's content.
    pub what: String,
    /// Why.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// How far a long piece of work has come, for a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Steps done.
    pub done: u64,
    /// Steps in all.
    pub total: u64,
    /// What is being done.
    pub doing: &'static str,
}

/// A packet that was exported, as the vault remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedPacket {
    /// Its id.
    pub id: crate::id::PacketId,
    /// Its number.
    pub number: String,
    /// For whom.
    pub profile: AudienceProfile,
    /// When it was exported.
    pub at: crate::time::Instant,
    /// SHA-256 of each volume, in order.
    pub volumes: Vec<Digest>,
    /// The log row as of which it was made.
    pub up_to: u64,
    /// Pages in all volumes.
    pub pages: u32,
    /// Evidence items that were shown or attached.
    pub exhibits: u32,
}
