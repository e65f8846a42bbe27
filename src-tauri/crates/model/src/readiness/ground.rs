//! The ground of a score: the records of one engagement, and what each of its controls owed and showed so far. The rules
//! are those of `docs/time-model.md`; nothing here weighs anything.

use std::collections::BTreeMap;

use super::{Readiness, Shown, Standing, Weights, readiness, standings};
use crate::control::Control;
use crate::criterion::Criterion;
use crate::engagement::{Engagement, EngagementKind};
use crate::evidence::EvidenceItem;
use crate::gap::Gap;
use crate::id::{ControlId, EvidenceId};
use crate::occurrence::{ConfigurationProof, Occurrence, Schedule, ShownBy, Support, occurrence_rows, occurrences};
use crate::organisation::Organisation;
use crate::packet::PacketSource;
use crate::population::{Population, population_coverage};
use crate::rating::{Rating, take_back_unshown};
use crate::time::{Day, Span};

/// The records of one engagement that its readiness rests on, in any order.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The engagement: its kind, period and categories.
    pub engagement: &'a Engagement,
    /// Its criteria; those of categories out of scope are left aside.
    pub criteria: &'a [Criterion],
    /// Its controls.
    pub controls: &'a [Control],
    /// Its subservice organisations.
    pub organisations: &'a [Organisation],
    /// Its ratings.
    pub ratings: &'a [Rating],
    /// Its evidence items.
    pub evidence: &'a [EvidenceItem],
    /// What is recorded of its controls' occurrences.
    pub occurrences: &'a [Occurrence],
    /// Its populations.
    pub populations: &'a [Population],
    /// Its gaps.
    pub gaps: &'a [Gap],
}

impl<'a> From<&'a PacketSource> for Ground<'a> {
    fn from(source: &'a PacketSource) -> Self {
        Self {
            engagement: &source.engagement,
            criteria: &source.criteria,
            controls: &source.controls,
            organisations: &source.organisations,
            ratings: &source.ratings,
            evidence: &source.evidence,
            occurrences: &source.occurrences,
            populations: &source.populations,
            gaps: &source.gaps,
        }
    }
}

impl Ground<'_> {
    /// How the points are shared out.
    pub const fn weights(&self) -> Weights {
        Weights::of(self.engagement.kind)
    }

    /// The score on `day`. None when no criterion in scope is relevant.
    pub fn readiness(&self, day: Day) -> Option<Readiness> {
        self.readiness_given(day, &self.shown(day))
    }

    /// The same, where it is known by other means what each control owed and showed by that day. Of the evidence it then
    /// needs only the items that ratings name.
    pub fn readiness_given(&self, day: Day, shown: &BTreeMap<ControlId, Shown>) -> Option<Readiness> {
        readiness(&self.standings_given(day, shown), self.weights())
    }

    /// What each criterion in scope rests on, on `day`. A rating that the evidence no longer shows isn't evaluable.
    pub fn standings(&self, day: Day) -> Vec<Standing> {
        self.standings_given(day, &self.shown(day))
    }

    fn standings_given(&self, day: Day, shown: &BTreeMap<ControlId, Shown>) -> Vec<Standing> {
        let in_scope = |it: &&Criterion| self.engagement.categories.contains(&it.code.category());
        let criteria: Vec<Criterion> = self.criteria.iter().filter(in_scope).cloned().collect();
        let mut ratings = self.ratings.to_vec();
        take_back_unshown(&mut ratings, self.controls, self.evidence, self.engagement.kind.period());
        standings(&criteria, self.controls, self.organisations, &ratings, shown, self.gaps, day)
    }

    /// What each live control owed by `day`, and how much of it is evidenced. One whose windows can't be cut isn't named.
    pub fn shown(&self, day: Day) -> BTreeMap<ControlId, Shown> {
        let live: Vec<&Control> = self.controls.iter().filter(|control| control.is_live()).collect();
        let Some(period) = self.period() else {
            return live.into_iter().map(|control| (control.id, Shown::NOTHING_OWED)).collect();
        };
        let elapsed = Span::new(period.from, period.to.min(day)).ok();
        let records = Records::of(self);
        let shown = |control: &Control| match ShownBy::of(control.frequency, control.nature) {
            ShownBy::Occurrences => records.by_occurrences(control, period, day),
            ShownBy::Population => Some(records.by_populations(control, elapsed)),
            ShownBy::Configuration => Some(records.by_configuration(control, elapsed)),
        };
        live.into_iter().filter_map(|control| Some((control.id, shown(control)?))).collect()
    }

    const fn period(&self) -> Option<Span> {
        match self.engagement.kind {
            // Design alone is asked, at one date.
            EngagementKind::TypeI { .. } => None,
            kind @ (EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. }) => kind.period(),
        }
    }
}

/// The records by the control that they speak of.
struct Records<'a> {
    evidence: BTreeMap<ControlId, Vec<&'a EvidenceItem>>,
    items: BTreeMap<EvidenceId, &'a EvidenceItem>,
    occurrences: BTreeMap<ControlId, Vec<Occurrence>>,
    populations: BTreeMap<ControlId, Vec<&'a Population>>,
}

impl<'a> Records<'a> {
    fn of(ground: &Ground<'a>) -> Self {
        let (mut evidence, mut occurrences, mut populations) =
            (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        for item in ground.evidence {
            item.controls.iter().for_each(|control| evidence.entry(*control).or_default().push(item));
        }
        for record in ground.occurrences {
            occurrences.entry(record.control).or_default().push(record.clone());
        }
        for population in ground.populations {
            populations.entry(population.control).or_default().push(population);
        }
        let items = ground.evidence.iter().map(|item| (item.id, item)).collect();
        Self { evidence, items, occurrences, populations }
    }

    fn evidence_of(&self, control: &Control) -> &[&'a EvidenceItem] {
        self.evidence.get(&control.id).map_or(&[], Vec::as_slice)
    }

    /// None for a period that can't be cut into windows.
    fn by_occurrences(&self, control: &Control, period: Span, day: Day) -> Option<Shown> {
        let Some(schedule) = Schedule::of(control) else { return Some(Shown::NOTHING_OWED) };
        let windows = occurrences(&schedule, period).ok()?;
        let supports: Vec<Support> =
            self.evidence_of(control).iter().filter_map(|item| Support::of(item, control.id)).collect();
        let recorded = self.occurrences.get(&control.id).map_or(&[][..], Vec::as_slice);
        Some(Shown::by_occurrences(&occurrence_rows(&windows, &supports, recorded, day)))
    }

    fn by_populations(&self, control: &Control, elapsed: Option<Span>) -> Shown {
        let Some(elapsed) = elapsed else { return Shown::NOTHING_OWED };
        let own = self.populations.get(&control.id).into_iter().flatten();
        let held = own.map(|population| (*population, self.items.get(&population.evidence).copied()));
        Shown::whole(population_coverage(control.id, held, elapsed).holes.is_empty(), true)
    }

    fn by_configuration(&self, control: &Control, elapsed: Option<Span>) -> Shown {
        let Some(elapsed) = elapsed else { return Shown::NOTHING_OWED };
        Shown::whole(ConfigurationProof::of(control.id, self.evidence_of(control), elapsed).is_complete(), true)
    }
}
