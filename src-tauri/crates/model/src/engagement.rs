//! The engagement: one audit of the system, from planning to its outcome.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::calendar::check_period;
use crate::client::Logo;
use crate::colour::Colour;
use crate::criterion::{Category, CriterionCode};
use crate::id::{EngagementId, SystemId};
use crate::invalid::{Invalid, NAME};
use crate::packet::Paper;
use crate::rating::{Aspect, Rating};
use crate::record::Revision;
use crate::time::{Day, Span};

/// Characters of the firm's line at the foot of each page, at most: as many as one line of a page takes.
pub const FOOTER: usize = 120;

/// One audit of one system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Engagement {
    /// Its id.
    pub id: EngagementId,
    /// Its revision.
    pub revision: Revision,
    /// The system that is audited.
    pub system: SystemId,
    /// Title as printed, such as `SOC 2 Type II readiness 2026`.
    pub title: String,
    /// Readiness, Type I or Type II, with the date or period that the kind needs.
    pub kind: EngagementKind,
    /// Categories in scope; Security always among them.
    pub categories: BTreeSet<Category>,
    /// The consultant's firm, which prepares the engagement.
    pub preparer_firm: String,
    /// Its logo, in place of its name at the top of the cover.
    pub firm_logo: Option<Logo>,
    /// Its colour for titles and lines; none takes the program's own.
    pub firm_colour: Option<Colour>,
    /// One line of it at the foot of each page; empty for none.
    #[serde(default)]
    pub firm_footer: String,
    /// The paper for which packets and messages are laid out, where nobody says otherwise.
    #[serde(default)]
    pub paper: Paper,
    /// The auditor's firm, once chosen.
    pub auditor_firm: Option<String>,
    /// Why the work began.
    pub trigger: Trigger,
    /// When it began.
    pub triggered_on: Option<Day>,
    /// Who asked, in a few words (`enterprise customer`); internal.
    pub trigger_note: String,
    /// First day of the auditor's fieldwork.
    pub fieldwork_from: Option<Day>,
    /// Day on which the report is due.
    pub report_due: Option<Day>,
    /// How far it has come.
    pub state: EngagementState,
    /// The opinion for each category, once reported.
    pub outcomes: Vec<Outcome>,
}

/// What kind of audit, with its date or period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EngagementKind {
    /// Preparation alone, with the period that is aimed at, if known.
    Readiness {
        /// The period that is aimed at.
        period: Option<Span>,
    },
    /// Design at one date.
    TypeI {
        /// The date.
        as_of: Day,
    },
    /// Design and operation over a period.
    TypeIi {
        /// The period.
        period: Span,
    },
}

impl EngagementKind {
    /// Name as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Readiness { .. } => "readiness",
            Self::TypeI { .. } => "Type I",
            Self::TypeIi { .. } => "Type II",
        }
    }

    /// The audit period, where the kind has one.
    pub const fn period(self) -> Option<Span> {
        match self {
            Self::Readiness { period } => period,
            Self::TypeI { .. } => None,
            Self::TypeIi { period } => Some(period),
        }
    }

    /// The last day of which a report of this kind speaks; none where the kind has no date yet.
    pub const fn last_day(self) -> Option<Day> {
        match self {
            Self::TypeI { as_of } => Some(as_of),
            Self::Readiness { period: Some(period) } | Self::TypeIi { period } => Some(period.to),
            Self::Readiness { period: None } => None,
        }
    }

    /// The states that an engagement of this kind goes through, in order. Readiness work has no auditor and ends without a
    /// report; a report at one date has no period, and no time that a letter could bridge.
    pub const fn states(self) -> &'static [EngagementState] {
        use EngagementState::{Bridging, DraftReport, Fieldwork, PeriodRunning, Planning, Readiness, Reported};
        match self {
            Self::Readiness { period: None } => &[Planning, Readiness],
            Self::Readiness { period: Some(_) } => &[Planning, Readiness, PeriodRunning],
            Self::TypeI { .. } => &[Planning, Readiness, Fieldwork, DraftReport, Reported],
            Self::TypeIi { .. } => &[Planning, Readiness, PeriodRunning, Fieldwork, DraftReport, Reported, Bridging],
        }
    }
}

/// Why the work began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// A customer's procurement holds a deal until there is a report.
    ProcurementHold,
    /// An attestation has lapsed.
    LapsedReport,
    /// An incident.
    Incident,
    /// A regulator asks.
    RegulatorInquiry,
    /// The last report was qualified or adverse.
    QualifiedOrAdverseReport,
    /// A Type I is followed by a Type II.
    TypeIToTypeIi,
    /// Planned, without pressure from outside.
    Planned,
}

impl Trigger {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ProcurementHold => "procurement hold",
            Self::LapsedReport => "lapsed report",
            Self::Incident => "incident",
            Self::RegulatorInquiry => "regulator inquiry",
            Self::QualifiedOrAdverseReport => "qualified or adverse report",
            Self::TypeIToTypeIi => "Type I to Type II",
            Self::Planned => "planned",
        }
    }
}

/// How far an engagement has come, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum EngagementState {
    /// Being planned.
    Planning,
    /// Readiness work before or beside the period.
    Readiness,
    /// The audit period runs.
    PeriodRunning,
    /// The auditor is at work.
    Fieldwork,
    /// A draft report is out.
    DraftReport,
    /// The report is out.
    Reported,
    /// Between one report and the next.
    Bridging,
}

impl EngagementState {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Readiness => "readiness",
            Self::PeriodRunning => "period running",
            Self::Fieldwork => "fieldwork",
            Self::DraftReport => "draft report",
            Self::Reported => "reported",
            Self::Bridging => "bridging",
        }
    }
}

/// The auditor's opinion on one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Outcome {
    /// The category.
    pub category: Category,
    /// The opinion.
    pub opinion: Opinion,
    /// Criteria that the opinion names.
    pub criteria: BTreeSet<CriterionCode>,
    /// Date of the report.
    pub reported_on: Day,
}

/// The four opinions that a SOC 2 report can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// Unmodified.
    Unmodified,
    /// Qualified ("except for").
    Qualified,
    /// Adverse.
    Adverse,
    /// Disclaimer: no opinion could be formed.
    Disclaimer,
}

impl Opinion {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unmodified => "unmodified",
            Self::Qualified => "qualified",
            Self::Adverse => "adverse",
            Self::Disclaimer => "disclaimer",
        }
    }
}

impl Engagement {
    /// Checks every rule that the engagement alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("title", &self.title, NAME)?;
        Invalid::text("preparer_firm", &self.preparer_firm, NAME)?;
        Logo::check(self.firm_logo.as_ref(), "firm_logo")?;
        self.firm_colour.map_or(Ok(()), |colour| colour.check("firm_colour"))?;
        Invalid::most("firm_footer", &self.firm_footer, FOOTER)?;
        let one_line = !self.firm_footer.chars().any(char::is_control);
        Invalid::unless(one_line, "firm_footer", "must be one line")?;
        Invalid::most("auditor_firm", self.auditor_firm.as_deref().unwrap_or_default(), NAME)?;
        Invalid::most("trigger_note", &self.trigger_note, NAME)?;
        Invalid::unless(
            self.categories.contains(&Category::Security),
            "categories",
            "must hold security: the common criteria are always in scope",
        )?;
        if let Some(period) = self.kind.period() {
            check_period(period)?;
        }
        if let (Some(fieldwork), Some(due)) = (self.fieldwork_from, self.report_due) {
            Invalid::unless(fieldwork <= due, "report_due", "must not lie before the fieldwork")?;
        }
        if let (Some(last_day), Some(due)) = (self.kind.last_day(), self.report_due) {
            Invalid::unless(last_day <= due, "report_due", "must not lie before the end of what the report speaks of")?;
        }
        self.check_outcomes()
    }

    fn check_outcomes(&self) -> Result<(), Invalid> {
        let reported = self.state >= EngagementState::Reported;
        Invalid::unless(
            reported || self.outcomes.is_empty(),
            "outcomes",
            "can be recorded only once the state is reported",
        )?;
        let ends_in_opinion = !matches!(self.kind, EngagementKind::Readiness { .. });
        Invalid::unless(
            ends_in_opinion || self.outcomes.is_empty(),
            "outcomes",
            "can be recorded for a Type I or Type II only: readiness work ends without an opinion",
        )?;
        let mut seen = BTreeSet::new();
        for outcome in &self.outcomes {
            Invalid::unless(seen.insert(outcome.category), "outcomes", "must name each category once")?;
            self.check_outcome(outcome)?;
        }
        Ok(())
    }

    fn check_outcome(&self, outcome: &Outcome) -> Result<(), Invalid> {
        let rule = |holds, rule: &str| Invalid::unless(holds, "outcomes", rule);
        rule(self.categories.contains(&outcome.category), "must name a category in scope")?;
        rule(
            self.kind.last_day().is_none_or(|last_day| last_day <= outcome.reported_on),
            "must bear a report date that is not before the end of what the report speaks of",
        )?;
        let named = !outcome.criteria.is_empty();
        rule(outcome.opinion != Opinion::Unmodified || !named, "must not name criteria under an unmodified opinion")?;
        rule(
            outcome.opinion != Opinion::Qualified || named,
            "must name the criteria that a qualified opinion excepts",
        )?;
        let belongs =
            |code: &CriterionCode| matches!(code.category(), Category::Security) || code.category() == outcome.category;
        rule(outcome.criteria.iter().all(belongs), "must name criteria of its category or common criteria")
    }

    /// Whether the step to `next` exists: one on or one back among the states of its kind. Planning may leave out readiness
    /// work, and a state that the kind doesn't have, since the kind was changed, may be left for any that it has.
    pub fn may_move_to(&self, next: EngagementState) -> bool {
        let place = |state: EngagementState| self.kind.states().iter().position(|of_kind| *of_kind == state);
        match (place(self.state), place(next)) {
            (Some(from), Some(to)) => from.abs_diff(to) == 1 || (from, to) == (0, 2),
            (None, to) => to.is_some(),
            (Some(_), None) => false,
        }
    }

    /// The engagement in the state `next`. What was reported keeps it from going back before the report.
    pub fn move_to(self, next: EngagementState) -> Result<Self, Invalid> {
        let steps: Vec<&str> =
            self.kind.states().iter().filter(|state| self.may_move_to(**state)).map(|state| state.name()).collect();
        let to = format!("{} for {}", next.name(), self.kind.name());
        Invalid::step(self.may_move_to(next), "state", self.state.name(), &to, &steps)?;
        let moved = Self { state: next, ..self };
        moved.check().map(|()| moved)
    }

    /// Checks that the engagement has room for a rating: a Type I says nothing of operation, not even that it is deficient.
    pub fn check_rating(&self, rating: &Rating) -> Result<(), Invalid> {
        let refused = rating.aspect == Aspect::Operation && matches!(self.kind, EngagementKind::TypeI { .. });
        Invalid::unless(!refused, "aspect", "can't be operation in a Type I, which speaks of design at one date")
    }
}

#[cfg(test)]
mod tests;
