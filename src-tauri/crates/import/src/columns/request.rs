//! How auditors' request lists (PBC lists) call the columns of a request.

use model::sheet::request::RequestColumn;

use super::Known;
use super::evidence::KIND_WORDS;

impl Known for RequestColumn {
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Reference => &["Our number", "Our #", "Our ref", "Our reference"],
            Self::AuditorId => &[
                "Auditor ID",
                "Auditor #",
                "Auditor ref",
                "Auditor reference",
                "PBC",
                "PBC #",
                "PBC ID",
                "PBC number",
                "PBC ref",
                "Request ID",
                "Request #",
                "Request number",
                "Request ref",
                "Request reference",
                "Req ID",
                "Req #",
                "Item",
                "Item #",
                "Reference",
                "Ref",
                "Ref #",
                "ID",
                "#",
                "IRL #",
                "DRL #",
            ],
            Self::Wording => &[
                "Request description",
                "Request text",
                "Description",
                "Description of request",
                "Evidence requested",
                "Evidence request",
                "Requested item",
                "Requested evidence",
                "Documentation requested",
                "Item requested",
                "PBC description",
                "PBC request",
                "Wording",
                "Details",
            ],
            Self::BlocksTesting => &["Blocker", "Blocking", "Blocks", "Critical to testing", "Gating"],
            Self::Kind => &["Evidence type", "Type of evidence", "Kind"],
            Self::Population => &["Population requested", "Population type"],
            Self::PeriodFrom => {
                &["Period start", "From", "Date from", "Covers from", "Coverage start", "Start of period"]
            }
            Self::PeriodTo => &["Period end", "To", "Date to", "Covers to", "Coverage end", "End of period"],
            Self::AsOf => &["As of date", "As at", "Point in time", "Point in time date"],
            Self::Controls => &[
                "Control",
                "Control ID",
                "Control IDs",
                "Control #",
                "Control ref",
                "Related controls",
                "Mapped controls",
            ],
            Self::Criteria => &[
                "Criterion",
                "TSC",
                "TSC criteria",
                "TSC ref",
                "Trust services criteria",
                "SOC 2 criteria",
                "Criteria ref",
            ],
            Self::Evidence => &["Evidence ID", "Evidence IDs", "Evidence ref", "Evidence items"],
            Self::Owner => &[
                "Request owner",
                "Responsible",
                "Responsible person",
                "Responsible party",
                "Assignee",
                "Assigned to",
                "Client owner",
                "Client contact",
                "PBC owner",
            ],
            Self::Reviewer => &["Reviewed by", "Internal reviewer", "Approver"],
            Self::ReceivedOn => {
                &["Date requested", "Requested on", "Request date", "Requested", "Date received", "Opened"]
            }
            Self::DueOn => &[
                "Due date",
                "Date due",
                "Due on",
                "Due by",
                "Deadline",
                "ETA",
                "Needed by",
                "Target date",
                "Required by",
            ],
            Self::Internal => &["Client status", "Our status", "Preparation status"],
            Self::InternalReason => &["Blocked by", "Not applicable because", "Reason blocked"],
            Self::Auditor => &["Auditor's status", "Status", "PBC status", "Request status"],
            Self::Round => &["Round #", "Round number"],
            Self::SubmittedOn => &["Date submitted", "Submission date", "Submitted", "Date provided", "Provided on"],
            Self::Answer => &["Response", "Client response", "Client comment", "Client comments"],
            Self::Remark => {
                &["Auditor comment", "Auditor comments", "Auditor remark", "Auditor notes", "Return reason"]
            }
            Self::InternalNote => &["Internal notes", "Consultant note", "Consultant notes"],
        }
    }

    fn words(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Kind => KIND_WORDS,
            Self::Population => &[
                ("workers", &["employees", "active employees", "staff"]),
                ("joiners", &["hires", "new hires", "starters"]),
                ("leavers", &["terminations", "terminated employees", "departures"]),
                ("access_grants", &["access changes", "new access", "access requests"]),
                ("changes", &["change tickets", "system changes"]),
                ("incidents", &["security incidents"]),
                ("vendors", &["suppliers", "third parties"]),
                ("assets", &["systems", "inventory"]),
            ],
            Self::Internal => &[
                ("open", &["not started", "new", "to do"]),
                ("in_progress", &["started", "in process", "WIP", "gathering"]),
                ("submitted_for_review", &["in review", "for review", "under review"]),
                ("ready", &["ready to submit", "approved"]),
                ("blocked", &["on hold", "waiting"]),
                ("not_applicable", &["NA"]),
            ],
            Self::Auditor => &[
                ("requested", &["open", "outstanding", "pending", "not received", "new"]),
                ("submitted", &["provided", "received", "uploaded", "under review", "in review"]),
                ("accepted", &["complete", "completed", "satisfied", "cleared"]),
                ("returned", &["rejected", "flagged", "follow-up", "incomplete", "reopened"]),
            ],
            Self::Reference
            | Self::AuditorId
            | Self::Wording
            | Self::BlocksTesting
            | Self::PeriodFrom
            | Self::PeriodTo
            | Self::AsOf
            | Self::Controls
            | Self::Criteria
            | Self::Evidence
            | Self::Owner
            | Self::Reviewer
            | Self::ReceivedOn
            | Self::DueOn
            | Self::InternalReason
            | Self::Round
            | Self::SubmittedOn
            | Self::Answer
            | Self::Remark
            | Self::InternalNote => &[],
        }
    }
}
