//! Where a merge field's value comes from: a field of the vault, from a closed list, or typed in. Reads no vault.

use std::fmt;
use std::str::FromStr;

use model::communication::RowKind;
use model::invalid::Invalid;
use serde::{Deserialize, Serialize};

/// Where a field's value comes from, by `noun.field` of the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum FieldSource {
    /// The client's legal name.
    ClientLegalName,
    /// The kind of examination, with `SOC 2` before it.
    EngagementKind,
    /// First day of the audit period.
    EngagementPeriodStart,
    /// Last day of the audit period.
    EngagementPeriodEnd,
    /// The auditor's firm.
    EngagementAuditorFirm,
    /// First day of the auditor's fieldwork.
    EngagementFieldworkFrom,
    /// Day on which the report is due.
    EngagementReportDue,
    /// Name of a person whom the user picks.
    PersonName,
    /// Role of the person picked for the field of the same stem: `owner_title` follows `owner_name`.
    PersonRole,
    /// E-mail address of the person picked for the field of the same stem: `dpo_contact` follows `dpo_name`.
    PersonEmail,
    /// Code of a control that the user picks.
    ControlCode,
    /// Title of the gap for which the row repeats.
    GapTitle,
    /// State of that gap, in words.
    GapState,
    /// Day on which that gap was found.
    GapFoundOn,
    /// Day by which that gap is to be fixed.
    GapDueOn,
    /// Day on which the fix of that gap was in place.
    GapFixedOn,
    /// Name of the person who retested that gap.
    GapRetester,
    /// Number of the chosen finding, the auditor's own where there is one.
    FindingReference,
    /// Wording of that finding, kept verbatim.
    FindingWording,
    /// Codes of the criteria that it bears on.
    FindingCriteria,
    /// Its cause.
    FindingCause,
    /// Items that deviated.
    FindingDeviationsFound,
    /// Items that were tested.
    FindingItemsTested,
    /// Codes of the controls that compensated.
    FindingCompensating,
    /// Day on which its fix was in place.
    FindingFixedOn,
    /// Name of the person who answers for it.
    FindingOwner,
    /// Number of the request for which the row repeats, the auditor's own where there is one.
    RequestReference,
    /// Wording of that request, kept verbatim.
    RequestWording,
    /// Codes of that request's controls.
    RequestControls,
    /// Name of the person who answers that request.
    RequestOwner,
    /// Day by which that request's answer is due.
    RequestDueOn,
    /// Typed in.
    Typed,
}

impl FieldSource {
    /// Every source.
    pub const ALL: [Self; 32] = [
        Self::ClientLegalName,
        Self::EngagementKind,
        Self::EngagementPeriodStart,
        Self::EngagementPeriodEnd,
        Self::EngagementAuditorFirm,
        Self::EngagementFieldworkFrom,
        Self::EngagementReportDue,
        Self::PersonName,
        Self::PersonRole,
        Self::PersonEmail,
        Self::ControlCode,
        Self::GapTitle,
        Self::GapState,
        Self::GapFoundOn,
        Self::GapDueOn,
        Self::GapFixedOn,
        Self::GapRetester,
        Self::FindingReference,
        Self::FindingWording,
        Self::FindingCriteria,
        Self::FindingCause,
        Self::FindingDeviationsFound,
        Self::FindingItemsTested,
        Self::FindingCompensating,
        Self::FindingFixedOn,
        Self::FindingOwner,
        Self::RequestReference,
        Self::RequestWording,
        Self::RequestControls,
        Self::RequestOwner,
        Self::RequestDueOn,
        Self::Typed,
    ];

    /// `noun.field`, or `typed`, as written in the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClientLegalName => "client.legal_name",
            Self::EngagementKind => "engagement.kind",
            Self::EngagementPeriodStart => "engagement.period_start",
            Self::EngagementPeriodEnd => "engagement.period_end",
            Self::EngagementAuditorFirm => "engagement.auditor_firm",
            Self::EngagementFieldworkFrom => "engagement.fieldwork_from",
            Self::EngagementReportDue => "engagement.report_due",
            Self::PersonName => "person.name",
            Self::PersonRole => "person.role",
            Self::PersonEmail => "person.email",
            Self::ControlCode => "control.code",
            Self::GapTitle => "gap.title",
            Self::GapState => "gap.state",
            Self::GapFoundOn => "gap.found_on",
            Self::GapDueOn => "gap.due_on",
            Self::GapFixedOn => "gap.fixed_on",
            Self::GapRetester => "gap.retester",
            Self::FindingReference => "finding.reference",
            Self::FindingWording => "finding.wording",
            Self::FindingCriteria => "finding.criteria",
            Self::FindingCause => "finding.cause",
            Self::FindingDeviationsFound => "finding.deviations_found",
            Self::FindingItemsTested => "finding.items_tested",
            Self::FindingCompensating => "finding.compensating",
            Self::FindingFixedOn => "finding.fixed_on",
            Self::FindingOwner => "finding.owner",
            Self::RequestReference => "request.reference",
            Self::RequestWording => "request.wording",
            Self::RequestControls => "request.controls",
            Self::RequestOwner => "request.owner",
            Self::RequestDueOn => "request.due_on",
            Self::Typed => "typed",
        }
    }

    /// Whether the vault holds it, so that nobody types it.
    pub const fn is_from_vault(self) -> bool {
        !matches!(self, Self::Typed)
    }

    /// Whether it names a person of the vault.
    pub const fn names_person(self) -> bool {
        matches!(self, Self::PersonName | Self::GapRetester | Self::FindingOwner | Self::RequestOwner)
    }

    /// The kind of record from which it is read: the row's own where the field repeats, else one that is chosen for the
    /// whole message. None when it doesn't hang on a gap, finding or request.
    pub const fn record(self) -> Option<RowKind> {
        match self {
            Self::GapTitle
            | Self::GapState
            | Self::GapFoundOn
            | Self::GapDueOn
            | Self::GapFixedOn
            | Self::GapRetester => Some(RowKind::Gap),
            Self::FindingReference
            | Self::FindingWording
            | Self::FindingCriteria
            | Self::FindingCause
            | Self::FindingDeviationsFound
            | Self::FindingItemsTested
            | Self::FindingCompensating
            | Self::FindingFixedOn
            | Self::FindingOwner => Some(RowKind::Finding),
            Self::RequestReference
            | Self::RequestWording
            | Self::RequestControls
            | Self::RequestOwner
            | Self::RequestDueOn => Some(RowKind::Request),
            Self::ClientLegalName
            | Self::EngagementKind
            | Self::EngagementPeriodStart
            | Self::EngagementPeriodEnd
            | Self::EngagementAuditorFirm
            | Self::EngagementFieldworkFrom
            | Self::EngagementReportDue
            | Self::PersonName
            | Self::PersonRole
            | Self::PersonEmail
            | Self::ControlCode
            | Self::Typed => None,
        }
    }
}

impl fmt::Display for FieldSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FieldSource {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let known = Self::ALL.into_iter().find(|source| source.name() == text);
        known.ok_or_else(|| Invalid::new("source", "must be typed, or a noun and field that the vault holds"))
    }
}

impl TryFrom<String> for FieldSource {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<FieldSource> for String {
    fn from(source: FieldSource) -> Self {
        source.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_reads_back_as_written() {
        for source in FieldSource::ALL {
            assert_eq!(source.to_string().parse(), Ok(source));
            assert_eq!(source.is_from_vault(), source.name().contains('.'), "{source}");
            let noun = match source.record() {
                Some(RowKind::Gap) => "gap.",
                Some(RowKind::Finding) => "finding.",
                Some(RowKind::Request) => "request.",
                Some(RowKind::Question) => panic!("{source}: the vault holds no questions"),
                None => "",
            };
            assert!(source.name().starts_with(noun), "{source}");
        }
        for wrong in ["", "gap", "gap.secret", "Typed", "vault:gap.title"] {
            assert!(wrong.parse::<FieldSource>().is_err(), "{wrong:?}");
        }
    }
}
