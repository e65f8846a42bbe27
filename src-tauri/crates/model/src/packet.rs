//! What a packet is made from, and what each audience may see of it. Draws nothing and reads nothing.

mod exhibits;
mod figures;
mod form;
mod narrow;
mod part;
mod presentation;
mod section;
#[cfg(test)]
pub(crate) mod tests;
mod volume;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::exhibits::{Asked, ExhibitError, Exhibits, Given, Take};
pub use self::figures::Figures;
pub use self::form::PacketForm;
pub use self::part::Part;
pub use self::presentation::{Confidentiality, Paper, Presentation};
pub use self::section::{AudienceProfile, Section};
pub use self::volume::VolumeLimits;
use crate::activity::LogRow;
use crate::client::Client;
use crate::commitment::Commitment;
use crate::communication::{Message, PlanRow};
use crate::control::Control;
use crate::coverage::Coverage;
use crate::criterion::Criterion;
use crate::custody::CustodyEvent;
use crate::engagement::Engagement;
use crate::evidence::{Classification, Digest, EvidenceItem};
use crate::exhibit::ShowLimits;
use crate::finding::Finding;
use crate::follow_up::FollowUp;
use crate::gap::Gap;
use crate::holiday::Holiday;
use crate::invalid::Invalid;
use crate::occurrence::Occurrence;
use crate::organisation::Organisation;
use crate::person::Person;
use crate::population::Population;
use crate::rating::Rating;
use crate::request::EvidenceRequest;
use crate::signing_key::PublicKey;
use crate::surface::Surface;
use crate::system::System;
use crate::task::Task;
use crate::team::Team;
use crate::time::AsOf;
use crate::user_control::UserControl;

/// What the user chooses for a packet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct PacketOptions {
    /// In which form it is made.
    #[serde(default)]
    pub form: PacketForm,
    /// For whom.
    pub profile: AudienceProfile,
    /// Sections outside the profile that are added by name, as the cover states.
    #[serde(default)]
    pub also: BTreeSet<Section>,
    /// The part of the engagement that it holds, as the cover states.
    #[serde(default)]
    pub part: Part,
    /// How evidence that it shows may be marked; empty takes any. What is marked otherwise is named as kept back.
    #[serde(default)]
    pub marked: BTreeSet<Classification>,
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
    /// How much one volume holds.
    #[serde(default)]
    pub volume: VolumeLimits,
    /// Number of the first Bates page.
    pub bates_from: u32,
    /// Rows of the activity log that the extract prints, at most, the newest.
    pub log_rows: u32,
    /// Name and version of the program, for the manifest.
    pub program: String,
    /// The key that signs the packet; none leaves it unsigned, as the cover states.
    #[serde(default)]
    pub signed_by: Option<PublicKey>,
    /// How it looks.
    #[serde(default)]
    pub presentation: Presentation,
}

impl PacketOptions {
    /// The usual limit above which an original isn't embedded: 64 MB.
    pub const EMBED_LIMIT: u64 = 64_000_000;

    /// Whether the packet has the section: by its profile, or by name, and where its part can have it.
    pub fn has(&self, section: Section) -> bool {
        self.part.may_have(section) && (self.profile.has(section) || self.also.contains(&section))
    }

    /// The packet's sections, in order.
    pub fn sections(&self) -> Vec<Section> {
        Section::ALL.into_iter().filter(|section| self.has(*section)).collect()
    }

    /// Checks that each added section makes sense for the audience. Where the profile has no exhibits, index and exhibits
    /// come together, and what rests on evidence comes only with them: without, it would say that there is none.
    pub fn check(&self) -> Result<(), Invalid> {
        self.volume.check()?;
        for section in &self.also {
            let may = self.profile.may_add(*section);
            may.map_err(|why| Invalid::new("also", format!("{}: {why}", section.short_name())))?;
            let rule = || format!("{}: is in no packet of this part", section.short_name());
            Invalid::unless(self.part.may_have(*section), "also", rule())?;
        }
        self.part.check(|section| self.has(section))?;
        let rests_on_evidence = [
            Section::ControlMatrix,
            Section::PeriodCalendar,
            Section::Ratings,
            Section::Requests,
            Section::EvidenceIndex,
        ];
        for section in rests_on_evidence.into_iter().filter(|section| self.has(*section)) {
            let rule = || format!("{}: can be added only together with exhibits", section.short_name());
            Invalid::unless(self.has(Section::Exhibits), "also", rule())?;
        }
        let index = !self.has(Section::Exhibits) || self.has(Section::EvidenceIndex);
        Invalid::unless(index, "also", "exhibits: can be added only together with evidence_index")
    }
}

/// One consistent read of all that a packet needs, as of one row of the activity log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
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
    /// Holidays of the client's calendar, by day; narrowed, none: what they do stands in the figures.
    pub holidays: Vec<Holiday>,
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
    /// Questions that the auditor asked in walkthroughs, by number; narrowed for others
    /// than the client, only where their section is added by name.
    pub follow_ups: Vec<FollowUp>,
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
    /// The last row of the log, where the rows themselves are taken out.
    pub log_end: Option<LogEnd>,
    /// Who prepares: the person named for the device.
    pub prepared_by: String,
    /// The figures of the packet, set by [`PacketSource::narrowed`].
    pub figures: Option<Figures>,
}

/// Number and hash of a log's last row: they name nobody, and a packet can be held against the vault by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LogEnd {
    /// Its number.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
}

/// An item or a population that a packet lists as withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Withheld {
    /// The item's reference, such as `EV-0012`, or `Population of CORE-24`.
    pub reference: String,
    /// Why, in words that say nothing of its content.
    pub reason: String,
    /// Whether a release by the client would bring it in.
    pub by_release: bool,
    /// Whether it is an item that is accepted, so that it may show what the packet doesn't. A population never is: its item
    /// is named for itself. Nor is what was purged, which nothing brings in.
    pub accepted: bool,
    /// Codes of the controls that it would support.
    pub controls: Vec<String>,
}

impl PacketSource {
    /// The number of the log row as of which the source was read.
    pub fn up_to(&self) -> u64 {
        self.log_end.map_or_else(|| self.log.last().map_or(0, |row| row.seq), |end| end.seq)
    }

    /// Whether an accepted item of the control is named as withheld. What isn't accepted shows nothing, whoever sees it.
    pub fn withholds_accepted(&self, control: &Control) -> bool {
        self.accepted_and_withheld(control).count() > 0
    }

    /// Whether accepted items of the control are named as withheld, and a release would bring in none of them: they are
    /// kept back by choice.
    pub fn keeps_back_accepted(&self, control: &Control) -> bool {
        self.withholds_accepted(control) && self.accepted_and_withheld(control).all(|withheld| !withheld.by_release)
    }

    fn accepted_and_withheld(&self, control: &Control) -> impl Iterator<Item = &Withheld> {
        let names = move |codes: &[String]| codes.iter().any(|code| code == control.code.as_str());
        self.withheld.iter().filter(move |withheld| withheld.accepted && names(&withheld.controls))
    }

    /// The hash of that row.
    pub fn log_head(&self) -> Digest {
        let of_rows = || self.log.last().map_or(crate::activity::LOG_START, |row| row.hash);
        self.log_end.map_or_else(of_rows, |end| end.hash)
    }
}

/// Signs a packet with a key that stays where it is.
pub trait Signer {
    /// The Ed25519 signature of `message` by the private half of `key`.
    ///
    /// # Errors
    /// Where that half isn't there, or isn't there any more: the packet isn't made.
    fn sign(&self, key: PublicKey, message: &[u8]) -> Result<[u8; 64], SignError>;
}

/// Why a packet can't be signed.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct SignError {
    /// What failed.
    pub what: String,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ExportedPacket {
    /// Its id.
    pub id: crate::id::PacketId,
    /// Its number.
    pub number: String,
    /// In which form it was made.
    #[serde(default)]
    pub form: PacketForm,
    /// For whom.
    pub profile: AudienceProfile,
    /// When it was exported.
    pub at: crate::time::Instant,
    /// SHA-256 of each volume, in order.
    pub volumes: Vec<Digest>,
    /// SHA-256 of the container in which it left; none where it left as it is.
    #[serde(default)]
    pub container: Option<Digest>,
    /// The log row as of which it was made.
    pub up_to: u64,
    /// Pages in all volumes.
    pub pages: u32,
    /// Evidence items that were shown or attached.
    pub exhibits: u32,
    /// The key that signed it; none for an unsigned one.
    #[serde(default)]
    pub signed_by: Option<PublicKey>,
}
