//! Whether an open point can still be cured. Evidence can't be made afterwards: what a day gone by has decided is never
//! called curable. Knows nothing of the packet.

use model::engagement::EngagementKind;
use model::rating::{Aspect, RatingValue};
use model::time::{Day, Span};

/// How the days of which the report speaks lie to the moment of reporting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Days {
    /// None are set.
    Unset,
    /// All are still to come.
    ToCome,
    /// Some are gone, some are left.
    Running,
    /// All are gone.
    Over,
}

impl Days {
    /// The days of an engagement of this kind, seen from `today`, the day of reporting, which still counts as left.
    pub(crate) fn of(kind: EngagementKind, today: Day) -> Self {
        let span = match kind {
            EngagementKind::TypeI { as_of } => Some(Span { from: as_of, to: as_of }),
            EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => kind.period(),
        };
        match span {
            None => Self::Unset,
            Some(span) if today < span.from => Self::ToCome,
            Some(span) if today > span.to => Self::Over,
            Some(_) => Self::Running,
        }
    }
}

/// Whether and how an open point can still be cured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cure {
    /// At any time: it says nothing of a day.
    Yes,
    /// By judging the evidence that there is.
    Judgement,
    /// By a release.
    Release,
    /// By taking back the wish that it is listed only.
    Choice,
    /// Where a record of it exists.
    Record,
    /// By an original that can be shown.
    Original,
    /// By what a subservice organisation hands over.
    Report,
    /// Until its last chance.
    LastChance,
    /// Not any more, whatever is done.
    Lost,
    /// It needs none: nothing is lost.
    Nothing,
    /// Only for days that are still to come.
    OfDays(Days),
    /// As `OfDays`, but for a control that ran and wasn't mapped.
    Mapping(Days),
    /// Design at any time, operation only for days that are still to come.
    Evidence(Days),
}

impl Cure {
    /// The cure of a control's rating that says nothing good. A missing document of its design can be added; that it ran
    /// can't be shown of days gone by.
    pub(crate) const fn of_rating(aspect: Aspect, value: RatingValue, days: Days) -> Self {
        match (aspect, value) {
            (_, RatingValue::Effective | RatingValue::Partly) => Self::Nothing,
            (_, RatingValue::Deficient) | (Aspect::Operation, RatingValue::NotEvaluableYet) => Self::OfDays(days),
            (Aspect::Design, RatingValue::NotEvaluableYet) => Self::Yes,
            (_, RatingValue::NotRated) => Self::Judgement,
        }
    }

    /// In words, as the answer to "can it still be cured?".
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Judgement => "yes, by judging the evidence that there is",
            Self::Release => "yes, by release",
            Self::Choice => "yes, by showing it",
            Self::Record => "yes, where a record of it exists",
            Self::Original => "yes, by an original that can be shown",
            Self::Report => "yes, by a report or letter of theirs",
            Self::LastChance => "yes, until its last chance",
            Self::Lost => "no; it can’t be made up for",
            Self::Nothing => "nothing to cure",
            Self::OfDays(Days::Unset) => "from now on yes; no period is set yet",
            Self::OfDays(Days::ToCome) | Self::Mapping(Days::ToCome) | Self::Evidence(Days::ToCome) => {
                "yes; its days are still to come"
            }
            Self::OfDays(Days::Running) => "not for the days gone by; from now on yes",
            Self::OfDays(Days::Over) => "no; its days are gone by",
            Self::Mapping(Days::Unset) => "from now on yes; before, by a control that ran unmapped",
            Self::Mapping(Days::Running) => "not for the days gone by, unless a control ran unmapped; from now on yes",
            Self::Mapping(Days::Over) => "no, unless a control ran unmapped",
            Self::Evidence(Days::Unset) => "for design yes; for operation from now on",
            Self::Evidence(Days::Running) => "for design yes; for operation not for the days gone by, from now on yes",
            Self::Evidence(Days::Over) => "for design yes; for operation no, its days are gone by",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::day;

    #[test]
    fn the_days_of_a_report_are_to_come_running_or_over() {
        let year = Span { from: day("2026-01-01"), to: day("2026-12-31") };
        let type_ii = EngagementKind::TypeIi { period: year };
        let type_i = EngagementKind::TypeI { as_of: day("2026-06-30") };
        for (kind, today, days) in [
            (type_ii, "2025-12-31", Days::ToCome),
            (type_ii, "2026-01-01", Days::Running),
            (type_ii, "2026-12-31", Days::Running),
            (type_ii, "2027-01-01", Days::Over),
            (EngagementKind::Readiness { period: Some(year) }, "2026-05-01", Days::Running),
            (EngagementKind::Readiness { period: None }, "2026-05-01", Days::Unset),
            (type_i, "2026-06-29", Days::ToCome),
            (type_i, "2026-06-30", Days::Running),
            (type_i, "2026-07-01", Days::Over),
        ] {
            assert_eq!(Days::of(kind, day(today)), days, "{kind:?} {today}");
        }
    }

    #[test]
    fn a_rating_is_cured_by_its_aspect() {
        use Aspect::{Design, Operation};
        use RatingValue::{Deficient, NotEvaluableYet, NotRated};
        let said = |aspect, value, days| Cure::of_rating(aspect, value, days).words();
        assert_eq!(said(Design, NotEvaluableYet, Days::Running), "yes");
        assert_eq!(said(Design, NotEvaluableYet, Days::Over), "yes", "a document can still be added");
        assert_eq!(said(Operation, NotEvaluableYet, Days::Running), "not for the days gone by; from now on yes");
        assert_eq!(said(Operation, NotEvaluableYet, Days::Over), "no; its days are gone by");
        assert_eq!(said(Operation, Deficient, Days::Running), "not for the days gone by; from now on yes");
        assert_eq!(said(Operation, NotRated, Days::Running), "yes, by judging the evidence that there is");
    }

    /// Whatever is left open about days that are gone, the answer never begins with a plain yes.
    #[test]
    fn what_a_passed_day_decided_is_never_called_curable() {
        assert!(Cure::Lost.words().starts_with("no;"));
        for cure in [Cure::OfDays, Cure::Mapping, Cure::Evidence].map(|cure| cure(Days::Over)) {
            assert!(cure.words().contains("no,") || cure.words().starts_with("no;"), "{cure:?}: {}", cure.words());
        }
        for cure in [Cure::OfDays, Cure::Mapping, Cure::Evidence].map(|cure| cure(Days::Running)) {
            assert!(cure.words().contains("not for the days gone by"), "{cure:?}: {}", cure.words());
        }
        for value in [RatingValue::Deficient, RatingValue::NotEvaluableYet] {
            let cure = Cure::of_rating(Aspect::Operation, value, Days::Over);
            assert_eq!(cure, Cure::OfDays(Days::Over));
        }
    }
}
