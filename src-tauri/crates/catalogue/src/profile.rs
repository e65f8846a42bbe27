//! Profiles: which parts of the catalogue an engagement starts from. A profile proposes, the engagement decides.

use std::fmt;
use std::str::FromStr;

use model::communication::ScenarioKind;
use model::control::ControlCode;
use model::criterion::{Category, CriterionCode};
use model::invalid::Invalid;
use model::surface::SurfaceCode;
use serde::{Deserialize, Serialize};

use crate::code::{ExerciseCode, PatternCode, PlanCode, TemplateCode};
use crate::control::{ControlEntry, Pack};

/// A kind of client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// An online shop with a CRM.
    EcommerceCrm,
    /// A multi-tenant application sold to enterprises.
    EnterpriseSaas,
    /// An emergency management platform.
    EmergencyManagement,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 3] = [Self::EcommerceCrm, Self::EnterpriseSaas, Self::EmergencyManagement];

    /// Its name on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EcommerceCrm => "ecommerce-crm",
            Self::EnterpriseSaas => "enterprise-saas",
            Self::EmergencyManagement => "emergency-management",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Profile {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let known = Self::ALL.into_iter().find(|profile| profile.code() == text);
        known.ok_or_else(|| Invalid::new("profile", "must be ecommerce-crm, enterprise-saas or emergency-management"))
    }
}

/// What a profile proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileEntry {
    /// The profile.
    pub profile: Profile,
    /// Name as printed.
    pub name: String,
    /// For whom it is.
    pub description: String,
    /// Packs of controls.
    pub packs: Vec<Pack>,
    /// Single controls of other packs.
    pub controls: Vec<ControlCode>,
    /// Categories proposed, Security first.
    pub categories: Vec<Category>,
    /// Categories to talk about with the client.
    pub consider: Vec<Category>,
    /// Criteria of those categories, proposed or to be considered, for which the profile has no control.
    pub uncovered: Vec<CriterionCode>,
    /// Surfaces.
    pub surfaces: Vec<SurfaceCode>,
    /// Failure patterns.
    pub patterns: Vec<PatternCode>,
    /// Tabletop exercises.
    pub exercises: Vec<ExerciseCode>,
    /// Communication templates: its message set.
    pub templates: Vec<TemplateCode>,
    /// Communication scenarios.
    pub scenarios: Vec<ScenarioKind>,
    /// Preparation plans.
    pub plans: Vec<PlanCode>,
}

impl ProfileEntry {
    /// Whether the profile starts with `control`.
    pub fn takes(&self, control: &ControlEntry) -> bool {
        self.packs.contains(&control.pack) || self.controls.contains(&control.code)
    }
}

/// The file of profiles.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProfileTable {
    /// Its entries.
    pub(crate) profiles: Vec<ProfileEntry>,
}
