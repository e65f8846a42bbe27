//! The engagement: one audit of the system, from planning to its outcome.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::calendar::check_period;
use crate::criterion::{Category, CriterionCode};
use crate::id::{EngagementId, SystemId};
use crate::invalid::{Invalid, NAME};
use crate::rating::{Aspect, Rating};
use crate::record::Revision;
use crate::time::{Day, Span};

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
mod tests {
    use super::*;
    use crate::fixture::{assert_breaks, code, day, engagement, period, rating, span};
    use crate::rating::RatingValue;

    fn reported(outcomes: Vec<Outcome>) -> Engagement {
        Engagement { state: EngagementState::Reported, outcomes, ..engagement() }
    }

    fn outcome(opinion: Opinion, criteria: &[&str]) -> Outcome {
        Outcome {
            category: Category::Availability,
            opinion,
            criteria: criteria.iter().map(|text| code(text)).collect(),
            reported_on: day("2027-03-10"),
        }
    }

    #[test]
    fn security_is_always_in_scope() {
        assert_eq!(engagement().check(), Ok(()));
        let without = Engagement { categories: BTreeSet::from([Category::Availability]), ..engagement() };
        assert_breaks(without.check(), "categories");
        assert_breaks(Engagement { categories: BTreeSet::new(), ..engagement() }.check(), "categories");
    }

    #[test]
    fn each_kind_has_its_date_or_period() {
        let type_i = EngagementKind::TypeI { as_of: day("2026-06-30") };
        let type_ii = EngagementKind::TypeIi { period: period() };
        assert_eq!((type_i.period(), type_i.last_day()), (None, Some(day("2026-06-30"))));
        assert_eq!((type_ii.period(), type_ii.last_day()), (Some(period()), Some(day("2026-12-31"))));
        let aimed = EngagementKind::Readiness { period: Some(period()) };
        assert_eq!((aimed.period(), aimed.last_day()), (Some(period()), Some(day("2026-12-31"))));
        let open = EngagementKind::Readiness { period: None };
        assert_eq!((open.period(), open.last_day()), (None, None));
        let backwards = EngagementKind::TypeIi { period: Span { from: day("2026-02-01"), to: day("2026-01-01") } };
        assert_breaks(Engagement { kind: backwards, ..engagement() }.check(), "period");
        let endless = EngagementKind::TypeIi { period: Span { from: day("2026-01-01"), to: day("2037-01-01") } };
        assert_breaks(Engagement { kind: endless, ..engagement() }.check(), "period");
    }

    #[test]
    fn the_report_follows_the_fieldwork_and_the_period() {
        let with = |fieldwork: &str, due: &str| {
            let (fieldwork_from, report_due) = (Some(day(fieldwork)), Some(day(due)));
            Engagement { fieldwork_from, report_due, ..engagement() }.check()
        };
        assert_eq!(with("2026-11-02", "2027-01-15"), Ok(()), "interim fieldwork is ordinary");
        assert_eq!(with("2026-12-31", "2026-12-31"), Ok(()));
        assert_breaks(with("2027-02-01", "2027-01-31"), "report_due");
        assert_breaks(with("2026-11-02", "2026-12-30"), "report_due");
    }

    #[test]
    fn outcomes_come_with_the_report_one_for_each_category_in_scope() {
        let unmodified = || outcome(Opinion::Unmodified, &[]);
        assert_eq!(reported(vec![unmodified()]).check(), Ok(()));
        let bridging = Engagement { state: EngagementState::Bridging, ..reported(vec![unmodified()]) };
        assert_eq!(bridging.check(), Ok(()));
        for state in [
            EngagementState::Planning,
            EngagementState::Readiness,
            EngagementState::PeriodRunning,
            EngagementState::Fieldwork,
            EngagementState::DraftReport,
        ] {
            assert_breaks(Engagement { state, ..reported(vec![unmodified()]) }.check(), "outcomes");
        }
        assert_breaks(reported(vec![unmodified(), unmodified()]).check(), "outcomes");
        let elsewhere = Outcome { category: Category::Privacy, ..unmodified() };
        assert_breaks(reported(vec![elsewhere]).check(), "outcomes");
        let early = Outcome { reported_on: day("2026-12-30"), ..unmodified() };
        assert_breaks(reported(vec![early]).check(), "outcomes");
    }

    #[test]
    fn readiness_ends_without_an_opinion() {
        let kind = EngagementKind::Readiness { period: Some(span("2026-01-01", "2026-03-31")) };
        let readiness = |outcomes| Engagement { kind, ..reported(outcomes) };
        assert_eq!(readiness(Vec::new()).check(), Ok(()));
        assert_breaks(readiness(vec![outcome(Opinion::Unmodified, &[])]).check(), "outcomes");
    }

    #[test]
    fn an_opinion_names_the_criteria_that_belong_to_it() {
        let check = |opinion, criteria: &[&str]| reported(vec![outcome(opinion, criteria)]).check();
        assert_eq!(check(Opinion::Qualified, &["A1.2", "CC7.2"]), Ok(()));
        assert_eq!(check(Opinion::Adverse, &["A1.2"]), Ok(()));
        assert_eq!(check(Opinion::Disclaimer, &[]), Ok(()), "a scope limitation may name none");
        assert_breaks(check(Opinion::Unmodified, &["A1.2"]), "outcomes");
        assert_breaks(check(Opinion::Qualified, &[]), "outcomes");
        assert_breaks(check(Opinion::Qualified, &["C1.1"]), "outcomes");
    }

    #[test]
    fn the_states_stand_in_the_order_of_an_audit() {
        let names = [
            EngagementState::Planning,
            EngagementState::Readiness,
            EngagementState::PeriodRunning,
            EngagementState::Fieldwork,
            EngagementState::DraftReport,
            EngagementState::Reported,
            EngagementState::Bridging,
        ];
        assert!(names.is_sorted());
        let words = names.map(EngagementState::name);
        let asked = ["planning", "readiness", "period running", "fieldwork", "draft report", "reported", "bridging"];
        assert_eq!(words, asked);
    }

    const STATES: [EngagementState; 7] = [
        EngagementState::Planning,
        EngagementState::Readiness,
        EngagementState::PeriodRunning,
        EngagementState::Fieldwork,
        EngagementState::DraftReport,
        EngagementState::Reported,
        EngagementState::Bridging,
    ];

    #[test]
    fn the_moves_of_each_kind_are_these_and_no_others() {
        use EngagementState::{Bridging, DraftReport, Fieldwork, PeriodRunning, Planning, Readiness, Reported};
        let type_ii = [
            (Planning, Readiness),
            (Planning, PeriodRunning),
            (Readiness, PeriodRunning),
            (PeriodRunning, Fieldwork),
            (Fieldwork, DraftReport),
            (DraftReport, Reported),
            (Reported, Bridging),
        ];
        let type_i = [
            (Planning, Readiness),
            (Planning, Fieldwork),
            (Readiness, Fieldwork),
            (Fieldwork, DraftReport),
            (DraftReport, Reported),
        ];
        let kinds: [(EngagementKind, &[(EngagementState, EngagementState)]); 4] = [
            (EngagementKind::TypeIi { period: period() }, &type_ii),
            (EngagementKind::TypeI { as_of: day("2026-06-30") }, &type_i),
            (EngagementKind::Readiness { period: None }, &type_ii[..1]),
            (EngagementKind::Readiness { period: Some(period()) }, &type_ii[..3]),
        ];
        for (kind, on) in kinds {
            for from in STATES.into_iter().filter(|state| kind.states().contains(state)) {
                for to in STATES {
                    // One step back is the way out of a step on that came too early.
                    let back = on.contains(&(to, from)) && (to != Planning || from == Readiness);
                    let engagement = Engagement { kind, state: from, ..engagement() };
                    let expected = on.contains(&(from, to)) || back;
                    assert_eq!(engagement.may_move_to(to), expected, "{} from {from:?} to {to:?}", kind.name());
                    let moved = engagement.move_to(to).map(|engagement| engagement.state);
                    assert_eq!(moved.is_ok(), expected, "{} from {from:?} to {to:?}", kind.name());
                    assert!(moved.is_err() || moved == Ok(to));
                }
            }
        }
    }

    #[test]
    fn a_state_that_a_changed_kind_does_not_have_can_be_left() {
        let kind = EngagementKind::TypeI { as_of: day("2026-06-30") };
        let stranded = Engagement { kind, state: EngagementState::PeriodRunning, ..engagement() };
        for state in STATES {
            assert_eq!(stranded.may_move_to(state), kind.states().contains(&state), "{state:?}");
        }
    }

    #[test]
    fn what_was_reported_stays_reported() {
        let reported = reported(vec![outcome(Opinion::Unmodified, &[])]);
        assert_breaks(reported.clone().move_to(EngagementState::DraftReport), "outcomes");
        let bridging = reported.move_to(EngagementState::Bridging).expect("a Type II is bridged");
        assert!(bridging.move_to(EngagementState::Reported).is_ok());
    }

    #[test]
    fn a_type_i_has_no_ratings_of_operation() {
        let kind = EngagementKind::TypeI { as_of: day("2026-06-30") };
        let type_i = Engagement { kind, ..engagement() };
        for value in
            [RatingValue::NotRated, RatingValue::NotEvaluableYet, RatingValue::Deficient, RatingValue::Effective]
        {
            let of = |aspect| Rating { aspect, value, ..rating() };
            assert_breaks(type_i.check_rating(&of(Aspect::Operation)), "aspect");
            assert_eq!(type_i.check_rating(&of(Aspect::Design)), Ok(()));
            assert_eq!(engagement().check_rating(&of(Aspect::Operation)), Ok(()));
        }
    }
}
