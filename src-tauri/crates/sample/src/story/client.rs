//! Client, system, engagement, people and surfaces of the story.

use std::collections::BTreeSet;

use model::criterion::{Category, CriterionCode};
use model::engagement::{EngagementState, Trigger};
use model::person::Side;
use model::surface::SurfaceCode;
use model::system::Components;
use model::time::{Day, Instant, Span};
use serde::Deserialize;

use crate::key::PersonKey;

/// The client.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientFacts {
    /// When it was described.
    pub at: Instant,
    /// Legal name.
    pub legal_name: String,
    /// Two to five capital letters of its packet numbers.
    pub short_code: String,
    /// Industry.
    pub industry: String,
    /// Sector.
    pub sector: String,
    /// Jurisdictions.
    pub jurisdictions: Vec<String>,
}

/// The system.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SystemFacts {
    /// When it was described.
    pub at: Instant,
    /// Name.
    pub name: String,
    /// Services to user entities.
    pub services: Vec<String>,
    /// What lies inside and outside.
    pub boundaries: String,
    /// What it is made of.
    pub components: Components,
}

/// The engagement.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EngagementFacts {
    /// When it was started in the vault.
    pub at: Instant,
    /// Title.
    pub title: String,
    /// The catalogue's profile from which it starts.
    pub profile: String,
    /// The audit period of its Type II.
    pub period: Span,
    /// Categories in scope.
    pub categories: BTreeSet<Category>,
    /// The consultant's firm.
    pub preparer_firm: String,
    /// The auditor's firm.
    pub auditor_firm: String,
    /// Why the work began.
    pub trigger: Trigger,
    /// When it began.
    pub triggered_on: Day,
    /// Who asked; internal.
    pub trigger_note: String,
    /// First day of fieldwork.
    pub fieldwork_from: Day,
    /// When the report is due.
    pub report_due: Day,
    /// How far it has come as of the packet.
    pub state: EngagementState,
    /// When it came so far.
    pub state_at: Instant,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFacts {
    /// The key.
    pub key: PersonKey,
    /// Name.
    pub name: String,
    /// Role.
    pub role: String,
    /// On whose side they stand.
    pub side: Side,
    /// Team.
    pub team: Option<String>,
    /// E-mail address, on a host kept for examples.
    pub email: Option<String>,
}

/// What of a catalogue's surface is said otherwise here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurfaceFacts {
    /// The catalogue's surface.
    pub code: SurfaceCode,
    /// What of it is in scope.
    pub description: String,
    /// Assets by their names at the client.
    pub assets: Vec<String>,
    /// Who answers for it.
    pub owner: PersonKey,
    /// Between whom its trust boundary runs.
    pub trust_boundary: String,
}

/// A criterion in scope that isn't relevant.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irrelevance {
    /// When it was decided.
    pub at: Instant,
    /// The criterion.
    pub criterion: CriterionCode,
    /// Why.
    pub reason: String,
}
