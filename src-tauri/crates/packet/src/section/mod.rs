//! The sections of a packet: each turns what the source holds into what its template prints. Never lays out anything.

pub(crate) mod activity_log;
pub(crate) mod check_record;
pub(crate) mod communication_plan;
pub(crate) mod contents;
pub(crate) mod control_matrix;
pub(crate) mod cover;
pub(crate) mod evidence_index;
pub(crate) mod exhibits;
pub(crate) mod gaps;
pub(crate) mod how_to_read;
pub(crate) mod open_points;
pub(crate) mod ratings;
pub(crate) mod scope;

use model::packet::Section;

/// The stem of a section's template and of its data.
pub(crate) const fn stem(section: Section) -> &'static str {
    match section {
        Section::HowToRead => "how_to_read",
        Section::Scope => "scope",
        Section::Coverage => "coverage",
        Section::ControlMatrix => "control_matrix",
        Section::Ratings => "ratings",
        Section::Gaps => "gaps",
        Section::CommunicationPlan => "communication_plan",
        Section::EvidenceIndex => "evidence_index",
        Section::Exhibits => "exhibits",
        Section::OpenPoints => "open_points",
        Section::ActivityLog => "activity_log",
        Section::CheckRecord => "check_record",
    }
}

/// The label of a section's heading, by which other pages link to it.
pub(crate) const fn label(section: Section) -> &'static str {
    match section {
        Section::HowToRead => "how-to-read",
        Section::Scope => "scope",
        Section::Coverage => "coverage",
        Section::ControlMatrix => "control-matrix",
        Section::Ratings => "ratings",
        Section::Gaps => "gaps",
        Section::CommunicationPlan => "communication-plan",
        Section::EvidenceIndex => "evidence-index",
        Section::Exhibits => "exhibits",
        Section::OpenPoints => "open-points",
        Section::ActivityLog => "activity-log",
        Section::CheckRecord => "check-record",
    }
}
