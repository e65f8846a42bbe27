//! The sections of a packet and the audiences that find them there. Takes nothing out of a source.

use serde::{Deserialize, Serialize};

/// For whom a packet is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum AudienceProfile {
    /// The auditor: no costs, severities, drafts, plans, internal notes or unreleased evidence.
    #[default]
    Auditor,
    /// The client: everything.
    Client,
    /// A customer's procurement: scope, closed findings with their proof, dates of the plan. No person, no cost.
    Procurement,
    /// The client's board: readiness, gaps, costs, plan and clocks in a few pages. No exhibits.
    Board,
}

impl AudienceProfile {
    /// Every profile.
    pub const ALL: [Self; 4] = [Self::Auditor, Self::Client, Self::Procurement, Self::Board];

    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auditor => "auditor",
            Self::Client => "client",
            Self::Procurement => "procurement",
            Self::Board => "board",
        }
    }

    /// The audience as a noun, after "for".
    pub const fn audience(self) -> &'static str {
        match self {
            Self::Auditor => "the auditor",
            Self::Client => "the client",
            Self::Procurement => "procurement",
            Self::Board => "the board",
        }
    }

    /// Whether a packet for this audience has the section.
    pub const fn has(self, section: Section) -> bool {
        let (auditor, procurement, board) = section.audiences();
        match self {
            Self::Client => !section.is_by_choice(),
            Self::Auditor => auditor,
            Self::Procurement => procurement,
            Self::Board => board,
        }
    }

    /// Whether a section outside the profile can be added to it by name, or why not. A rule of ours, from what
    /// each audience never receives: what names persons, costs or evidence can't be added for procurement at all.
    pub(super) const fn may_add(self, section: Section) -> Result<(), &'static str> {
        match (self, section) {
            _ if self.has(section) => Err("is in a packet for this audience anyway"),
            (Self::Procurement, Section::Coverage | Section::Readiness) => Ok(()),
            (Self::Procurement, _) => Err("can't be added for procurement: it names persons, costs or evidence"),
            (Self::Auditor | Self::Client | Self::Board, _) => Ok(()),
        }
    }
}

/// A section of a packet. The cover, the contents and the attachments are always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// How to read and check the packet.
    HowToRead,
    /// Readiness score, explained row by row.
    Readiness,
    /// System and scope.
    Scope,
    /// Subservice organisations and complementary controls.
    Organisations,
    /// Coverage of the criteria by controls, as a picture.
    Coverage,
    /// Control matrix by criterion.
    ControlMatrix,
    /// Period calendar: controls × weeks, then occurrences and populations.
    PeriodCalendar,
    /// Ratings with their rationale.
    Ratings,
    /// Gap analysis: heat map, roll-up of cost, gap sheets.
    Gaps,
    /// Evidence requests with their rounds and answers.
    Requests,
    /// Findings with management's responses and their retests.
    Findings,
    /// Questions that the auditor asked in walkthroughs, with their answers. In no packet but by choice.
    FollowUps,
    /// Remediation plan: dated tasks.
    RemediationPlan,
    /// Clocks: what falls due next, of every kind.
    Clocks,
    /// Communication plan, then its messages.
    CommunicationPlan,
    /// Evidence index.
    EvidenceIndex,
    /// Exhibits page by page.
    Exhibits,
    /// Open points: all that is missing, withheld or could not be shown.
    OpenPoints,
    /// Extract of the activity log.
    ActivityLog,
    /// A blank record for whoever checks the packet.
    CheckRecord,
}

impl Section {
    /// Every section, in the order of a packet.
    pub const ALL: [Self; 20] = [
        Self::HowToRead,
        Self::Readiness,
        Self::Scope,
        Self::Organisations,
        Self::Coverage,
        Self::ControlMatrix,
        Self::PeriodCalendar,
        Self::Ratings,
        Self::Gaps,
        Self::Requests,
        Self::Findings,
        Self::FollowUps,
        Self::RemediationPlan,
        Self::Clocks,
        Self::CommunicationPlan,
        Self::EvidenceIndex,
        Self::Exhibits,
        Self::OpenPoints,
        Self::ActivityLog,
        Self::CheckRecord,
    ];

    /// The section whose title or short name is `text`: lower case, words parted by hyphens or underscores.
    pub fn from_name(text: &str) -> Option<Self> {
        let plain = |text: &str| text.trim().to_lowercase().replace(['-', '_'], " ");
        let wanted = plain(text);
        let is_meant = |section: &Self| wanted == plain(section.short_name()) || wanted == plain(section.name());
        Self::ALL.into_iter().find(is_meant)
    }

    /// Whether it is in no packet, the client's neither, unless it is added by name.
    pub const fn is_by_choice(self) -> bool {
        matches!(self, Self::FollowUps)
    }

    /// Short name, as it is written in a manifest and typed at a terminal.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::HowToRead => "how_to_read",
            Self::Readiness => "readiness",
            Self::Scope => "scope",
            Self::Organisations => "organisations",
            Self::Coverage => "coverage",
            Self::ControlMatrix => "control_matrix",
            Self::PeriodCalendar => "period_calendar",
            Self::Ratings => "ratings",
            Self::Gaps => "gaps",
            Self::Requests => "requests",
            Self::Findings => "findings",
            Self::FollowUps => "follow_ups",
            Self::RemediationPlan => "remediation_plan",
            Self::Clocks => "clocks",
            Self::CommunicationPlan => "communication_plan",
            Self::EvidenceIndex => "evidence_index",
            Self::Exhibits => "exhibits",
            Self::OpenPoints => "open_points",
            Self::ActivityLog => "activity_log",
            Self::CheckRecord => "check_record",
        }
    }

    /// Title as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HowToRead => "How to read and check this packet",
            Self::Readiness => "Readiness",
            Self::Scope => "System and scope",
            Self::Organisations => "Subservice organisations and complementary controls",
            Self::Coverage => "Coverage of the criteria by controls",
            Self::ControlMatrix => "Control matrix by criterion",
            Self::PeriodCalendar => "Period calendar",
            Self::Ratings => "Ratings of design and operation",
            Self::Gaps => "Gap analysis",
            Self::Requests => "Evidence requests",
            Self::Findings => "Findings",
            Self::FollowUps => "Follow-ups of the walkthroughs",
            Self::RemediationPlan => "Remediation plan",
            Self::Clocks => "Clocks",
            Self::CommunicationPlan => "Communication plan",
            Self::EvidenceIndex => "Evidence index",
            Self::Exhibits => "Exhibits",
            Self::OpenPoints => "Open points",
            Self::ActivityLog => "Activity log extract",
            Self::CheckRecord => "Check record",
        }
    }

    /// Who finds it in a packet besides the client, who has all but what is added by choice alone: the auditor, a customer's procurement, the board.
    const fn audiences(self) -> (bool, bool, bool) {
        match self {
            Self::HowToRead | Self::OpenPoints => (true, true, true),
            Self::Readiness | Self::Gaps | Self::Clocks => (false, false, true),
            Self::Scope
            | Self::Organisations
            | Self::Findings
            | Self::EvidenceIndex
            | Self::Exhibits
            | Self::CheckRecord => (true, true, false),
            Self::Coverage
            | Self::ControlMatrix
            | Self::PeriodCalendar
            | Self::Ratings
            | Self::Requests
            | Self::ActivityLog => (true, false, false),
            Self::RemediationPlan => (false, true, true),
            Self::CommunicationPlan | Self::FollowUps => (false, false, false),
        }
    }
}
