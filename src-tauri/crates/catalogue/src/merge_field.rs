//! The merge fields of all templates: what stands in each, where it comes from, and whether it claims a fact.

use model::invalid::Invalid;
use serde::{Deserialize, Serialize};

use crate::cell;
use crate::code::FieldName;

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Words.
    Text,
    /// A day.
    Date,
    /// A number without a unit.
    Number,
    /// An amount with its currency.
    Money,
    /// A person's name.
    Person,
    /// Several words or codes.
    List,
}

/// Where a field's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldSource {
    /// The client's legal name.
    #[serde(rename = "client.legal_name")]
    ClientLegalName,
    /// The kind of examination, with `SOC 2` before it.
    #[serde(rename = "engagement.kind")]
    EngagementKind,
    /// First day of the audit period.
    #[serde(rename = "engagement.period_start")]
    EngagementPeriodStart,
    /// Last day of the audit period.
    #[serde(rename = "engagement.period_end")]
    EngagementPeriodEnd,
    /// The auditor's firm.
    #[serde(rename = "engagement.auditor_firm")]
    EngagementAuditorFirm,
    /// Day on which the report is due.
    #[serde(rename = "engagement.report_due")]
    EngagementReportDue,
    /// Name of a person whom the user picks.
    #[serde(rename = "person.name")]
    PersonName,
    /// Role of the person picked for the field of the same stem: `owner_title` follows `owner_name`.
    #[serde(rename = "person.role")]
    PersonRole,
    /// E-mail address of the person picked for the field of the same stem: `dpo_contact` follows `dpo_name`.
    #[serde(rename = "person.email")]
    PersonEmail,
    /// Title of the gap for which the row repeats.
    #[serde(rename = "gap.title")]
    GapTitle,
    /// Code of a control that the user picks.
    #[serde(rename = "control.code")]
    ControlCode,
    /// Typed in.
    #[serde(rename = "typed")]
    Typed,
}

impl FieldSource {
    /// Whether the vault holds it, so that nobody types it.
    pub const fn is_from_vault(self) -> bool {
        !matches!(self, Self::Typed)
    }
}

/// For what a table row or line repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowOf {
    /// Each chosen gap.
    Gap,
    /// Each chosen finding.
    Finding,
    /// Each chosen question.
    Question,
}

impl std::str::FromStr for RowOf {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match text {
            "gap" => Ok(Self::Gap),
            "finding" => Ok(Self::Finding),
            "question" => Ok(Self::Question),
            _ => Err(Invalid::new("row_of", "must be gap, finding or question")),
        }
    }
}

/// A merge field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeField {
    /// Its name.
    pub name: FieldName,
    /// What may stand in it.
    pub kind: FieldKind,
    /// Where its value comes from.
    pub source: FieldSource,
    /// Whether its value states a fact about the client, so that evidence should stand behind it.
    #[serde(deserialize_with = "cell::yes_no")]
    pub claims_fact: bool,
    /// For what the table row or line that holds it repeats; none when it stands once.
    #[serde(deserialize_with = "cell::optional")]
    pub row_of: Option<RowOf>,
    /// What to write, for the person who fills it in.
    #[serde(deserialize_with = "cell::text")]
    pub meaning: String,
}
