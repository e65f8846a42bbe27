//! How lists of findings and exceptions call the columns of a finding.

use model::sheet::finding::FindingColumn;

use super::Known;

/// Words for levels of severity.
pub(super) const LEVEL_WORDS: &[(&str, &[&str])] = &[
    ("low", &["L", "minor"]),
    ("medium", &["M", "med", "moderate"]),
    ("high", &["H", "major"]),
    ("critical", &["crit", "very high", "severe"]),
];

impl Known for FindingColumn {
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Reference => &["Finding number", "Our ID", "Our ref"],
            Self::AuditorReference => &[
                "Auditor reference",
                "Auditor ref",
                "Auditor's ID",
                "Auditor ID",
                "Finding #",
                "Finding ref",
                "Exception #",
                "Exception ID",
                "Observation #",
                "ID",
                "#",
                "Ref",
                "Reference",
            ],
            Self::Wording => &[
                "Finding description",
                "Description",
                "Exception",
                "Exception noted",
                "Observation",
                "Deviation noted",
                "Wording",
                "Issue",
                "Results of testing",
                "Test results",
            ],
            Self::Source => &["Finding source", "Identified by", "Origin", "Raised by"],
            Self::RaisedOn => &["Date raised", "Raised", "Identified on", "Date identified", "Date reported"],
            Self::Controls => {
                &["Control", "Control ID", "Control IDs", "Control #", "Control ref", "Affected controls"]
            }
            Self::Criteria => &[
                "Criterion",
                "TSC",
                "TSC criteria",
                "TSC ref",
                "Trust services criteria",
                "SOC 2 criteria",
                "Criteria ref",
            ],
            Self::Deviations => &["Deviations found", "# of exceptions", "Number of deviations", "Failures"],
            Self::Tested => {
                &["Sample size", "Items in sample", "Tested", "# tested", "Number tested", "Samples tested"]
            }
            Self::Cause => &["Root cause"],
            Self::Extent => &["Scope of deviation", "How far it reaches"],
            Self::Effect => &["Impact", "Consequence", "Effect on commitments"],
            Self::Compensating => &["Compensating control", "Compensating control IDs", "Mitigating controls"],
            Self::CompensatingNote => &["Compensating note", "Compensating control description"],
            Self::Severity => &["Risk", "Risk rating", "Rating", "Level", "Priority", "Severity level"],
            Self::Owner => {
                &["Finding owner", "Responsible", "Responsible person", "Responsible party", "Assignee", "Assigned to"]
            }
            Self::DueOn => &["Due date", "Date due", "Due on", "Due by", "Deadline", "ETA", "Target date"],
            Self::Gaps => &["Gap", "Gap ID", "Gap IDs", "Related gaps"],
            Self::Response => &["Response", "Management's response", "Mgmt response", "Management comment"],
            Self::ResponseBy => &["Responded by", "Respondent"],
            Self::ResponseOn => &["Response date", "Date of response", "Responded on"],
            Self::FixedOn => &["Fixed", "Date fixed", "Fix date", "Remediated on", "Date remediated"],
            Self::State => &["Status", "Finding status"],
            Self::ClosedOn => &["Closed", "Date closed", "Closure date"],
            Self::InternalNote => &["Internal notes", "Consultant note", "Consultant notes"],
        }
    }

    fn words(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Source => &[
                ("audit", &["auditor", "external audit", "internal audit"]),
                ("monitoring", &["monitoring check", "alert"]),
            ],
            Self::Severity => LEVEL_WORDS,
            Self::State => &[
                ("raised", &["open", "new", "reported"]),
                ("acknowledged", &["accepted by owner", "noted"]),
                ("responded", &["response given", "answered"]),
                ("in_remediation", &["in progress", "remediating", "WIP"]),
                ("verified", &["retested", "validated"]),
                ("closed", &["done", "complete", "completed"]),
            ],
            Self::Reference
            | Self::AuditorReference
            | Self::Wording
            | Self::RaisedOn
            | Self::Controls
            | Self::Criteria
            | Self::Deviations
            | Self::Tested
            | Self::Cause
            | Self::Extent
            | Self::Effect
            | Self::Compensating
            | Self::CompensatingNote
            | Self::Owner
            | Self::DueOn
            | Self::Gaps
            | Self::Response
            | Self::ResponseBy
            | Self::ResponseOn
            | Self::FixedOn
            | Self::ClosedOn
            | Self::InternalNote => &[],
        }
    }
}
