//! The PDF documents of the evidence: which template, which data, which date. The words stand in `document/*.typ`.

mod access;
mod capacity;
mod change;
mod governance;
mod operation;

pub(crate) use governance::all_risks;

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use crate::shop::Shop;

/// A document of the evidence.
pub(crate) struct Document {
    /// Its template.
    pub(crate) template: &'static str,
    /// Its date, as an instant with a zone.
    pub(crate) at: &'static str,
    /// The program that it names as its creator.
    pub(crate) creator: &'static str,
    /// Its data.
    pub(crate) data: fn(&Shop) -> Value,
}

impl Document {
    /// Its date; the start of 1970 if it weren't one, which a test rules out.
    pub(crate) fn date(&self) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(self.at).unwrap_or_default()
    }
}

macro_rules! documents {
    ($($file:literal = $template:literal, $at:literal, $creator:literal, $data:expr;)+) => {
        /// The document of that file name.
        pub(crate) fn document(file: &str) -> Option<Document> {
            match file {
                $($file => Some(Document {
                    template: include_str!(concat!("../document/", $template, ".typ")),
                    at: $at,
                    creator: $creator,
                    data: $data,
                }),)+
                _ => None,
            }
        }
    };
}

fn nothing(_: &Shop) -> Value {
    json!({})
}

documents! {
    "information-security-policy-v3.0.pdf" = "information-security-policy", "2025-10-28T15:10:00Z", "Policy portal", nothing;
    "access-control-policy-v4.1.pdf" = "access-control-policy", "2025-02-04T11:20:00Z", "Policy portal", access::policy_41;
    "access-control-policy-v4.2.pdf" = "access-control-policy", "2026-02-09T08:30:00Z", "Policy portal", access::policy_42;
    "risk-assessment-2026.pdf" = "risk-assessment", "2026-02-24T17:30:00Z", "Governance workbook", governance::risks;
    "security-committee-minutes-2026-03-19.pdf" = "minutes-q1", "2026-03-27T11:40:00Z", "Board papers", nothing;
    "security-committee-minutes-2026-06-18.pdf" = "minutes-q2", "2026-06-29T11:35:00+01:00", "Board papers", nothing;
    "security-committee-minutes-2026-09-17.pdf" = "minutes-q3", "2026-10-05T11:50:00+01:00", "Board papers", nothing;
    "internal-audit-control-check-2026-H1.pdf" = "internal-audit", "2026-08-21T16:00:00+01:00", "Internal audit", governance::controls;
    "business-continuity-plan-v3.0.pdf" = "business-continuity-plan", "2026-06-17T16:45:00+01:00", "Policy portal", nothing;
    "system-description-2026.pdf" = "system-description", "2026-07-31T15:00:00+01:00", "Architecture repository", nothing;
    "user-access-review-2026-Q1.pdf" = "access-review-q1", "2026-04-07T15:30:00+01:00", "Access review workbook", access::review_q1;
    "user-access-review-2026-Q3-report.pdf" = "access-review-q3", "2026-10-05T17:10:00+01:00", "Access review workbook", access::review_q3;
    "access-request-tickets-sample.pdf" = "access-tickets", "2026-11-05T11:30:00Z", "Fathom Desk", access::tickets;
    "change-management-standard-v2.1.pdf" = "change-management-standard", "2025-09-10T10:05:00+01:00", "Policy portal", nothing;
    "rollback-rehearsal-2026-06-23.pdf" = "rollback-q2", "2026-06-24T10:00:00+01:00", "Release calendar", nothing;
    "change-sample-25-deployments.pdf" = "change-sample", "2026-11-09T16:30:00Z", "Millrace", change::sample;
    "penetration-test-2025-summary.pdf" = "penetration-test", "2025-12-05T17:00:00Z", "Northgate reporting 8", nothing;
    "restore-test-2026-05-20.pdf" = "restore-test", "2026-05-27T14:00:00+01:00", "Site reliability share", nothing;
    "vulnerability-report-2026-H1.pdf" = "vulnerability-report", "2026-07-08T16:00:00+01:00", "Security engineering", operation::vulnerabilities;
    "firewall-rule-review-2026-H1.pdf" = "firewall-review", "2026-07-02T12:00:00+01:00", "Network security share", operation::firewall;
    "tls-endpoint-scan-2026-10-21.pdf" = "tls-scan", "2026-10-21T07:31:47+01:00", "cipherlist 4.3.1", operation::endpoints;
    "capacity-reviews-2026-01-to-09.pdf" = "capacity-reviews", "2026-10-09T10:00:00+01:00", "Site reliability share", capacity::capacity;
    "post-mortem-INC-2026-007.pdf" = "post-mortem", "2026-06-16T09:20:00+01:00", "Incident share", change::post_mortem;
    "incident-response-plan-v2.4.pdf" = "incident-response-plan", "2025-12-09T14:30:00Z", "Policy portal", nothing;
    "corvane-hosting-agreement-extract.pdf" = "hosting-agreement", "2024-06-18T12:00:00+01:00", "Contract archive", nothing;
    "tabletop-exercise-2026-02-11.pdf" = "tabletop", "2026-02-18T16:00:00Z", "Incident share", governance::tabletop_q1;
    "tabletop-exercise-2026-08-12.pdf" = "tabletop", "2026-08-19T15:00:00+01:00", "Incident share", governance::tabletop_q3;
    "corvane-assurance-report-review-2026.pdf" = "corvane-review", "2026-11-06T16:00:00Z", "Vendor risk share", nothing;
}
