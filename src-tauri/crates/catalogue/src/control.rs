//! Typical controls in packs, to be tailored: days and minutes in a statement are defaults.

use model::control::{ControlCode, ControlType, Frequency, Nature};
use model::criterion::CriterionCode;
use model::surface::SurfaceCode;
use serde::{Deserialize, Serialize};

use crate::cell;

/// A pack of controls that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pack {
    /// Needed by nearly every organisation; covers every criterion but P4.2 and PI1.2 to PI1.4.
    Core,
    /// Shops and other systems with a CRM integration.
    EcommerceCrm,
    /// Emergency procedures: break-glass access, revocation, lockdown, isolation, exercises.
    Emergency,
    /// Alerts and incidents handed to a CRM, and contact records at failover.
    Alerting,
}

impl Pack {
    /// Every pack.
    pub const ALL: [Self; 4] = [Self::Core, Self::EcommerceCrm, Self::Emergency, Self::Alerting];

    /// The word by which it is asked for.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::EcommerceCrm => "ecommerce-crm",
            Self::Emergency => "emergency",
            Self::Alerting => "alerting",
        }
    }

    /// Name as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::EcommerceCrm => "e-commerce with CRM",
            Self::Emergency => "emergency procedures",
            Self::Alerting => "emergency alerting",
        }
    }
}

/// A typical control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlEntry {
    /// Its code.
    pub code: ControlCode,
    /// Title.
    #[serde(deserialize_with = "cell::text")]
    pub title: String,
    /// Who does what, how often, and what shows it.
    #[serde(deserialize_with = "cell::text")]
    pub statement: String,
    /// Criteria that it helps to meet.
    #[serde(deserialize_with = "cell::list")]
    pub criteria: Vec<CriterionCode>,
    /// Preventive, detective or corrective.
    pub control_type: ControlType,
    /// Manual, automated or IT-dependent manual.
    pub nature: Nature,
    /// How often it operates.
    pub frequency: Frequency,
    /// Role that usually answers for it.
    #[serde(deserialize_with = "cell::text")]
    pub owner_role: String,
    /// Surfaces on which it acts.
    #[serde(deserialize_with = "cell::list")]
    pub surfaces: Vec<SurfaceCode>,
    /// Procedure of the test of design.
    #[serde(deserialize_with = "cell::text")]
    pub test_of_design: String,
    /// Procedure of the test of operating effectiveness.
    #[serde(deserialize_with = "cell::text")]
    pub test_of_effectiveness: String,
    /// Evidence that usually shows it.
    #[serde(deserialize_with = "cell::list")]
    pub typical_evidence: Vec<String>,
    /// The pack to which it belongs.
    pub pack: Pack,
}
