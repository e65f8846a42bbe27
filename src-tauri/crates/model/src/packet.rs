//! What a packet is made from, and what each audience may see of it. Draws nothing and reads nothing.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::Write;

use serde::{Deserialize, Serialize};

use crate::activity::LogRow;
use crate::client::Client;
use crate::communication::{Message, PlanRow};
use crate::control::Control;
use crate::coverage::Coverage;
use crate::criterion::Criterion;
use crate::custody::CustodyEvent;
use crate::engagement::Engagement;
use crate::evidence::{Digest, EvidenceFile, EvidenceItem, EvidenceState};
use crate::exhibit::{NotShown, ShowLimits, Shown};
use crate::gap::Gap;
use crate::id::PersonId;
use crate::person::Person;
use crate::rating::{
    Rating, RatingSubject, RatingValue, check_control_rating, check_criterion_rating, values_of_controls,
    values_of_criterion,
};
use crate::surface::Surface;
use crate::system::System;
use crate::time::AsOf;

/// For whom a packet is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AudienceProfile {
    /// The auditor: no costs, severities, drafts, internal notes or unreleased evidence.
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
    /// Gaps, by number.
    pub gaps: Vec<Gap>,
    /// Rows of the communication plan, by number.
    pub plan_rows: Vec<PlanRow>,
    /// Messages, by number.
    pub messages: Vec<Message>,
    /// Evidence items that are neither superseded nor withdrawn, by number.
    pub evidence: Vec<EvidenceItem>,
    /// Items named as withheld by [`PacketSource::narrowed`]: nothing but their number stays of them.
    pub withheld: Vec<Withheld>,
    /// Custody events of the items, oldest first, up to the log row of the packet; without notes for an auditor.
    pub custody: Vec<CustodyEvent>,
    /// The rows of the log up to the packet's, newest last.
    pub log: Vec<LogRow>,
    /// Who prepares: the person named for the device.
    pub prepared_by: String,
}

/// An item that a packet lists as withheld.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// The item's reference, such as `EV-0012`.
    pub reference: String,
    /// Why, in words that say nothing of its content.
    pub reason: String,
    /// Codes of the controls that it would support.
    pub controls: Vec<String>,
}

/// Leaves of a claim only that it can't be evaluated here.
fn take_back(rating: &mut Rating) {
    rating.value = RatingValue::NotEvaluableYet;
    rating.rationale = "The evidence that it rests on is not in this packet, or no longer shows it.".to_owned();
    rating.evidence.clear();
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

    /// The same source without anything that `profile` must not see. Everything that draws a packet works on this, so
    /// that nothing outside the profile can reach it.
    pub fn narrowed(mut self, profile: AudienceProfile) -> Self {
        match profile {
            AudienceProfile::Client => self.take_back_unshown_claims(),
            AudienceProfile::Auditor => {
                self.gaps.clear();
                self.plan_rows.clear();
                self.messages.clear();
                self.engagement.trigger_note.clear();
                for control in &mut self.controls {
                    control.internal_note.clear();
                }
                self.withhold_unreleased();
                for item in &mut self.evidence {
                    item.internal_note.clear();
                }
                for event in &mut self.custody {
                    event.note.clear();
                }
                self.take_back_unshown_claims();
                self.keep_named_people();
            }
        }
        self
    }

    /// A rating that claims something was checked against its evidence when it was made. Evidence can be withdrawn,
    /// replaced or withheld since: what the evidence in this packet no longer shows becomes "not evaluable yet", and its
    /// rationale, which may quote what is withheld, goes with it.
    fn take_back_unshown_claims(&mut self) {
        let period = self.engagement.kind.period();
        for rating in &mut self.ratings {
            let RatingSubject::Control(id) = rating.subject else { continue };
            let evidence: Vec<_> = self.evidence.iter().filter(|item| rating.evidence.contains(&item.id)).collect();
            let control = self.controls.iter().find(|control| control.id == id);
            let holds = control.is_none_or(|it| check_control_rating(rating, it, &evidence, period).is_ok());
            if !holds {
                take_back(rating);
            }
        }
        let values = values_of_controls(&self.ratings);
        for rating in &mut self.ratings {
            let RatingSubject::Criterion(code) = rating.subject else { continue };
            let of_controls = values_of_criterion(code, rating.aspect, &self.controls, &values);
            if check_criterion_rating(rating, &of_controls).is_err() {
                take_back(rating);
            }
        }
    }

    /// Takes out everyone who isn't named in what is left (such as counsel, or a customer's contact), and all addresses.
    fn keep_named_people(&mut self) {
        let mut named: BTreeSet<PersonId> = BTreeSet::new();
        named.extend(self.controls.iter().filter_map(|control| control.owner));
        named.extend(self.surfaces.iter().filter_map(|surface| surface.owner));
        for rating in &self.ratings {
            named.insert(rating.rated_by);
            named.extend(rating.reviewed.as_ref().map(|review| review.by));
        }
        for item in &self.evidence {
            named.extend(item.reviewed.as_ref().map(|reviewed| reviewed.by));
            if let EvidenceState::Released { by, .. } = item.state {
                named.insert(by);
            }
        }
        self.people.retain(|person| named.contains(&person.id));
        for person in &mut self.people {
            person.email = None;
        }
    }

    /// Takes out every item that the client hasn't released, leaving its reference and a reason.
    fn withhold_unreleased(&mut self) {
        let (kept, withheld): (Vec<_>, Vec<_>) = std::mem::take(&mut self.evidence)
            .into_iter()
            .partition(|item| matches!(item.state, EvidenceState::Released { .. }));
        let code_of =
            |id| self.controls.iter().find(|control| control.id == id).map(|control| control.code.to_string());
        for item in &withheld {
            self.withheld.push(Withheld {
                reference: item.reference(),
                reason: format!("not released by the client ({})", item.state.name()),
                controls: item.controls.iter().filter_map(|id| code_of(*id)).collect(),
            });
        }
        let kept_ids: BTreeSet<_> = kept.iter().map(|item| item.id).collect();
        self.custody.retain(|event| kept_ids.contains(&event.evidence));
        for rating in &mut self.ratings {
            let named = rating.evidence.len();
            rating.evidence.retain(|id| kept_ids.contains(id));
            match (rating.evidence.len(), named) {
                (kept, named) if kept == named => {}
                // All that it says rests on what this audience may not see.
                (0, _) => take_back(rating),
                // It may still hold, but its words may speak of what is withheld.
                (kept, named) => {
                    rating.rationale = format!(
                        "Rests on {named} items, of which {kept} are in this packet; the others are not released."
                    );
                }
            }
        }
        self.evidence = kept;
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
