//! The sections of a packet: each turns what the source holds into what its template prints. Never lays out anything.

pub(crate) mod activity_log;
pub(crate) mod check_record;
pub(crate) mod clocks;
pub(crate) mod communication_plan;
pub(crate) mod contents;
pub(crate) mod control_matrix;
pub(crate) mod cover;
pub(crate) mod evidence_index;
pub(crate) mod exhibits;
pub(crate) mod findings;
pub(crate) mod follow_ups;
pub(crate) mod gaps;
pub(crate) mod how_to_read;
pub(crate) mod open_points;
pub(crate) mod organisations;
pub(crate) mod period_calendar;
pub(crate) mod ratings;
pub(crate) mod readiness;
pub(crate) mod remediation_plan;
pub(crate) mod requests;
pub(crate) mod scope;
pub(crate) mod volume;

use model::packet::Section;

/// The stem of a section's template and of its data.
pub(crate) const fn stem(section: Section) -> &'static str {
    section.short_name()
}

/// The label of a section's heading, by which other pages link to it.
pub(crate) const fn label(section: Section) -> &'static str {
    match section {
        Section::HowToRead => "how-to-read",
        Section::Readiness => "readiness",
        Section::Scope => "scope",
        Section::Organisations => "organisations",
        Section::Coverage => "coverage",
        Section::ControlMatrix => "control-matrix",
        Section::PeriodCalendar => "period-calendar",
        Section::Ratings => "ratings",
        Section::Gaps => "gaps",
        Section::Requests => "requests",
        Section::Findings => "findings",
        Section::FollowUps => "follow-ups",
        Section::RemediationPlan => "remediation-plan",
        Section::Clocks => "clocks",
        Section::CommunicationPlan => "communication-plan",
        Section::EvidenceIndex => "evidence-index",
        Section::Exhibits => "exhibits",
        Section::OpenPoints => "open-points",
        Section::ActivityLog => "activity-log",
        Section::CheckRecord => "check-record",
    }
}
