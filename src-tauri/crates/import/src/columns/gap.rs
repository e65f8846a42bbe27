//! How gap registers call the columns of a gap.

use model::sheet::gap::GapColumn;

use super::Known;
use super::finding::LEVEL_WORDS;

impl Known for GapColumn {
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Reference => {
                &["Gap #", "Gap number", "Gap ref", "Gap reference", "Gap no", "ID", "#", "Ref", "Reference"]
            }
            Self::Title => &["Gap", "Gap title", "Gap name", "Name", "Summary", "Issue"],
            Self::Description => {
                &["Gap description", "Observation", "Details", "What was found", "Issue description", "Deficiency"]
            }
            Self::Source => &["Gap source", "Identified by", "Origin", "Raised by"],
            Self::Kind => &["Gap type", "Gap kind", "Type"],
            Self::Criteria => &[
                "Criterion",
                "TSC",
                "TSC criteria",
                "TSC ref",
                "Trust services criteria",
                "SOC 2 criteria",
                "Criteria ref",
            ],
            Self::Controls => &[
                "Control",
                "Control ID",
                "Control IDs",
                "Control #",
                "Control ref",
                "Related controls",
                "Affected controls",
            ],
            Self::Surfaces => &["Surface", "System", "Systems", "Affected systems", "Area"],
            Self::RootCause => &["Cause", "Root cause analysis", "RCA"],
            Self::Likelihood => &["Likelihood (1-5)", "Probability"],
            Self::Impact => &["Impact (1-5)"],
            Self::Severity => &["Risk", "Risk rating", "Rating", "Level", "Priority", "Severity level"],
            Self::Owner => &[
                "Gap owner",
                "Responsible",
                "Responsible person",
                "Responsible party",
                "Assignee",
                "Assigned to",
                "Remediation owner",
            ],
            Self::FoundOn => &["Found", "Date found", "Identified on", "Date identified", "Date raised", "Raised on"],
            Self::DueOn => &[
                "Due date",
                "Date due",
                "Due on",
                "Due by",
                "Deadline",
                "ETA",
                "Target date",
                "Remediation date",
                "Target remediation date",
            ],
            Self::Remedy => &[
                "Remediation",
                "Remediation plan",
                "Action",
                "Action plan",
                "Recommendation",
                "Recommended action",
                "Corrective action",
            ],
            Self::Acceptance => {
                &["Acceptance criterion", "Acceptance", "Closure criteria", "Exit criteria", "Done when"]
            }
            Self::State => &["Status", "Gap status"],
            Self::FixedOn => &["Fixed", "Date fixed", "Fix date", "Remediated on", "Date remediated"],
            Self::EffortDays => &["Effort", "Effort in days", "Person-days", "Effort (person-days)", "Days"],
            Self::CostLow => &["Cost from", "Low cost", "Minimum cost", "Cost min", "Low estimate"],
            Self::CostHigh => &["Cost to", "High cost", "Maximum cost", "Cost max", "High estimate"],
            Self::Currency => &["Cost currency", "Ccy"],
            Self::CostBasis => &["Basis", "Basis of estimate", "Estimate basis"],
            Self::InternalNote => &["Internal notes", "Consultant note", "Consultant notes"],
        }
    }

    fn words(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Source => &[
                ("self_assessment", &["readiness assessment", "gap assessment", "internal", "consultant"]),
                ("procurement_review", &["customer review", "procurement", "questionnaire", "security questionnaire"]),
                ("prior_report", &["last report", "previous report", "prior audit"]),
                ("complaint", &["customer complaint"]),
                ("incident", &["security incident"]),
                ("monitoring", &["monitoring check", "alert"]),
                ("auditor", &["audit", "external audit"]),
                ("regulator", &["regulatory", "supervisor"]),
            ],
            Self::Kind => &[
                ("design", &["design gap", "design deficiency", "missing control"]),
                ("operation", &["operating", "operating gap", "operating deficiency", "operational", "effectiveness"]),
                ("evidence", &["evidence gap", "missing evidence"]),
                ("documentation", &["documentation gap", "document", "policy", "missing documentation"]),
            ],
            Self::Severity => LEVEL_WORDS,
            Self::State => &[
                ("open", &["new", "not started", "to do", "identified"]),
                ("in_progress", &["started", "in process", "WIP", "in remediation", "remediating"]),
                (
                    "fixed_awaiting_proof",
                    &["fixed", "remediated", "awaiting proof", "pending retest", "ready for retest"],
                ),
                ("retested", &["verified", "validated"]),
                ("operating_since", &["operating"]),
                ("accepted_risk", &["risk accepted", "accepted", "accept risk"]),
                ("reopened", &["re-opened"]),
            ],
            Self::Reference
            | Self::Title
            | Self::Description
            | Self::Criteria
            | Self::Controls
            | Self::Surfaces
            | Self::RootCause
            | Self::Likelihood
            | Self::Impact
            | Self::Owner
            | Self::FoundOn
            | Self::DueOn
            | Self::Remedy
            | Self::Acceptance
            | Self::FixedOn
            | Self::EffortDays
            | Self::CostLow
            | Self::CostHigh
            | Self::Currency
            | Self::CostBasis
            | Self::InternalNote => &[],
        }
    }
}
