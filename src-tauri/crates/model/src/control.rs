//! Controls: what the client does to meet criteria, and every change that can be made to one.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::criterion::CriterionCode;
use crate::id::{ControlId, EngagementId, PersonId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;
use crate::surface::SurfaceCode;
use crate::time::Day;

/// A control's short name, such as `CORE-24`; unique in its engagement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct ControlCode(String);

impl ControlCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ControlCode {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let inner = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'_');
        let holds = (2..=32).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_uppercase() || first.is_ascii_digit())
            && text.bytes().all(inner);
        Invalid::unless(
            holds,
            "code",
            "must be 2 to 32 capital letters, digits, hyphens, dots or underscores, such as CORE-24",
        )?;
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for ControlCode {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<ControlCode> for String {
    fn from(code: ControlCode) -> Self {
        code.0
    }
}

impl fmt::Display for ControlCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a control prevents, detects or corrects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ControlType {
    /// Keeps it from happening.
    Preventive,
    /// Notices that it happened.
    Detective,
    /// Puts it right.
    Corrective,
}

impl ControlType {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preventive => "preventive",
            Self::Detective => "detective",
            Self::Corrective => "corrective",
        }
    }
}

/// Who or what performs a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// A person.
    Manual,
    /// A system.
    Automated,
    /// A person, on what a system produced.
    ItDependentManual,
}

impl Nature {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Automated => "automated",
            Self::ItDependentManual => "IT-dependent manual",
        }
    }
}

/// How often a control operates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// Always on.
    Continuous,
    /// Each time that its event happens.
    PerEvent,
    /// Once a day.
    Daily,
    /// Once a week.
    Weekly,
    /// Once a month.
    Monthly,
    /// Once a quarter.
    Quarterly,
    /// Twice a year.
    SemiAnnual,
    /// Once a year.
    Annual,
}

impl Frequency {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Continuous => "continuous",
            Self::PerEvent => "per event",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::SemiAnnual => "semi-annual",
            Self::Annual => "annual",
        }
    }

    /// Whether the calendar says how often it operates; [`Control::has_occurrences`] says whether it is shown by them.
    pub const fn is_calendar(self) -> bool {
        !matches!(self, Self::Continuous | Self::PerEvent)
    }
}

/// Whether quarters and half-years follow the calendar or the audit period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum QuarterRule {
    /// January to March and so on.
    #[default]
    Calendar,
    /// Counted from the first day of the audit period.
    Period,
}

/// How far a control has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ControlState {
    /// Designed, not yet operating.
    Planned,
    /// Operating since its start date.
    InPlace,
    /// No longer part of the matrix; kept for its history.
    Retired {
        /// Why.
        reason: String,
    },
}

impl ControlState {
    /// Words as printed.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::InPlace => "in place",
            Self::Retired { .. } => "retired",
        }
    }
}

/// An identifier of another framework to which a control maps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
pub struct Mapping {
    /// Framework, such as `iso27001_2022`.
    pub framework: String,
    /// Identifier in it, such as `A.5.18`.
    pub target: String,
    /// How the two relate.
    pub relation: Relation,
}

/// How a framework's target relates to what maps to it; read from target to criterion or control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same ground.
    Equal,
    /// The target lies mostly inside.
    Subset,
    /// They overlap in part.
    Intersects,
}

/// What the client does to meet criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Control {
    /// Its id.
    pub id: ControlId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Short name.
    pub code: ControlCode,
    /// Title.
    pub title: String,
    /// Who does what, how often, and what shows it.
    pub statement: String,
    /// Preventive, detective or corrective.
    pub control_type: ControlType,
    /// Manual, automated or IT-dependent manual.
    pub nature: Nature,
    /// How often it operates.
    pub frequency: Frequency,
    /// Person who answers for it.
    pub owner: Option<PersonId>,
    /// Role that answers for it.
    pub owner_role: String,
    /// Criteria that it helps to meet.
    pub criteria: BTreeSet<CriterionCode>,
    /// Surfaces on which it acts.
    pub surfaces: BTreeSet<SurfaceCode>,
    /// Other frameworks' identifiers.
    pub mappings: Vec<Mapping>,
    /// Whether a criterion rests on it.
    pub key: bool,
    /// First day on which it operates; none when it did before the period.
    pub starts_on: Option<Day>,
    /// Days after an occurrence's window in which it still counts as performed in time.
    pub grace_days: u16,
    /// How its quarters and half-years are counted.
    pub quarters: QuarterRule,
    /// Procedure of the test of design.
    pub test_of_design: String,
    /// Procedure of the test of operating effectiveness.
    pub test_of_effectiveness: String,
    /// Evidence that usually shows it.
    pub typical_evidence: Vec<String>,
    /// How far it has come.
    pub state: ControlState,
    /// For the consultant alone; never in an auditor's packet.
    pub internal_note: String,
}

impl Control {
    /// Checks every rule that the control alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("title", &self.title, NAME)?;
        Invalid::text("statement", &self.statement, PROSE)?;
        Invalid::most("owner_role", &self.owner_role, NAME)?;
        Invalid::most("test_of_design", &self.test_of_design, PROSE)?;
        Invalid::most("test_of_effectiveness", &self.test_of_effectiveness, PROSE)?;
        Invalid::most("internal_note", &self.internal_note, PROSE)?;
        Invalid::unless(self.grace_days <= 90, "grace_days", "must be at most 90 days")?;
        Invalid::lines("typical_evidence", &self.typical_evidence, NAME)?;
        for mapping in &self.mappings {
            let named = [&mapping.framework, &mapping.target].map(|text| Invalid::text("mappings", text, 60).is_ok());
            Invalid::unless(
                named == [true, true],
                "mappings",
                "must name a framework and an identifier in it, at most 60 characters each",
            )?;
        }
        match &self.state {
            ControlState::Retired { reason } => Invalid::reason("reason", reason),
            ControlState::Planned | ControlState::InPlace => Ok(()),
        }
    }

    /// Whether the calendar gives it occurrences in a period. A per-event control has a population instead; a continuous
    /// or automated one has an inspected configuration and its change history.
    pub const fn has_occurrences(&self) -> bool {
        self.frequency.is_calendar() && !matches!(self.nature, Nature::Automated)
    }

    /// Whether it counts in the matrix.
    pub const fn is_live(&self) -> bool {
        !matches!(self.state, ControlState::Retired { .. })
    }

    /// The control after `change`, if every rule still holds.
    pub fn apply(mut self, change: ControlChange) -> Result<Self, Invalid> {
        match change {
            ControlChange::Title(title) => self.title = title,
            ControlChange::Statement(statement) => self.statement = statement,
            ControlChange::ControlType(control_type) => self.control_type = control_type,
            ControlChange::Nature(nature) => self.nature = nature,
            ControlChange::Frequency(frequency) => self.frequency = frequency,
            ControlChange::Owner(owner) => self.owner = owner,
            ControlChange::OwnerRole(role) => self.owner_role = role,
            ControlChange::Criteria(criteria) => self.criteria = criteria,
            ControlChange::Surfaces(surfaces) => self.surfaces = surfaces,
            ControlChange::Mappings(mappings) => self.mappings = mappings,
            ControlChange::Key(key) => self.key = key,
            ControlChange::StartsOn(day) => self.starts_on = day,
            ControlChange::GraceDays(days) => self.grace_days = days,
            ControlChange::Quarters(rule) => self.quarters = rule,
            ControlChange::TestOfDesign(text) => self.test_of_design = text,
            ControlChange::TestOfEffectiveness(text) => self.test_of_effectiveness = text,
            ControlChange::TypicalEvidence(lines) => self.typical_evidence = lines,
            ControlChange::State(state) => self.state = state,
            ControlChange::InternalNote(note) => self.internal_note = note,
        }
        self.check()?;
        Ok(self)
    }
}

/// One change of one field of a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum ControlChange {
    /// The title.
    Title(String),
    /// The statement.
    Statement(String),
    /// The type.
    ControlType(ControlType),
    /// The nature.
    Nature(Nature),
    /// The frequency.
    Frequency(Frequency),
    /// The owner.
    Owner(Option<PersonId>),
    /// The owner's role.
    OwnerRole(String),
    /// The criteria.
    Criteria(BTreeSet<CriterionCode>),
    /// The surfaces.
    Surfaces(BTreeSet<SurfaceCode>),
    /// The mappings.
    Mappings(Vec<Mapping>),
    /// Key or not.
    Key(bool),
    /// The start.
    StartsOn(Option<Day>),
    /// The grace.
    GraceDays(u16),
    /// The quarters.
    Quarters(QuarterRule),
    /// The test of design.
    TestOfDesign(String),
    /// The test of operating effectiveness.
    TestOfEffectiveness(String),
    /// The evidence that usually shows it.
    TypicalEvidence(Vec<String>),
    /// The state; retiring needs a reason.
    State(ControlState),
    /// The note.
    InternalNote(String),
}

/// A change to one control as a user made it: refused as stale when the control has changed since `revision`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ControlEdit {
    /// The control.
    pub id: ControlId,
    /// The revision that the user saw.
    pub revision: Revision,
    /// The change.
    pub change: ControlChange,
}
