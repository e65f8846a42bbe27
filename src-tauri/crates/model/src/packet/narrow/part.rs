//! Takes out of a source that is narrowed to its audience what is outside the part that the packet holds. Comes last, so
//! that it can only narrow further: what the audience must not see is gone, and stays gone.

use std::collections::BTreeSet;

use super::evidence::Keep;
use crate::control::Control;
use crate::criterion::CriterionCode;
use crate::evidence::{Classification, EvidenceItem};
use crate::finding::{Finding, FindingState};
use crate::id::{ControlId, EvidenceId};
use crate::packet::{AudienceProfile, PacketOptions, PacketSource, Part, Section, Withheld};
use crate::rating::{Rating, RatingSubject};
use crate::surface::SurfaceCode;

/// What a part consists of, worked out before anything is taken out of the source.
#[derive(Default)]
pub(super) struct Chosen {
    controls: BTreeSet<ControlId>,
    codes: BTreeSet<String>,
    criteria: BTreeSet<CriterionCode>,
    surfaces: BTreeSet<SurfaceCode>,
    /// Whether it is of criteria, which are then there with all of their controls.
    of_criteria: bool,
    /// Items that requests were answered by, for parts of requests.
    answers: BTreeSet<EvidenceId>,
    /// References of the items on which the part rests, beside those that support its controls.
    references: BTreeSet<String>,
    /// Controls as the sheets of gaps name them.
    of_gaps: Vec<Control>,
}

impl Chosen {
    /// What the part of these options is made of.
    pub(super) fn of(source: &PacketSource, options: &PacketOptions) -> Self {
        let mut chosen = Self::default();
        let is_in = |control: &Control| match &options.part {
            Part::Criteria(codes) => !codes.is_disjoint(&control.criteria),
            Part::Controls(codes) => codes.contains(&control.code),
            Part::Surfaces(codes) => !codes.is_disjoint(&control.surfaces),
            Part::Whole | Part::Requests(_) | Part::GapReport => false,
        };
        for control in source.controls.iter().filter(|control| is_in(control)) {
            chosen.controls.insert(control.id);
            chosen.codes.insert(control.code.to_string());
            chosen.criteria.extend(control.criteria.iter().copied());
            chosen.surfaces.extend(control.surfaces.iter().cloned());
        }
        match &options.part {
            // Of what else a control meets nothing is said: its other controls aren't there.
            Part::Criteria(codes) => {
                chosen.criteria.clone_from(codes);
                chosen.of_criteria = true;
            }
            Part::Surfaces(codes) => chosen.surfaces.clone_from(codes),
            Part::Requests(numbers) => chosen.take_answers(source, numbers),
            Part::GapReport => chosen.take_controls_of_gaps(source),
            Part::Whole | Part::Controls(_) => {}
        }
        if matches!(options.part, Part::Criteria(_) | Part::Controls(_) | Part::Surfaces(_)) {
            chosen.take_proof(source, options);
        }
        chosen
    }

    /// Items that are named by what the part holds, whoever may see them: what is withheld of them is then named too.
    fn take_proof(&mut self, source: &PacketSource, options: &PacketOptions) {
        let mut proof = BTreeSet::new();
        if options.has(Section::Findings) {
            let all = options.profile != AudienceProfile::Procurement;
            let shown = |it: &&Finding| self.has_finding(it) && (all || it.state == FindingState::Closed);
            let retests = source.findings.iter().filter(shown).filter_map(|finding| finding.retest.as_ref());
            proof.extend(retests.flat_map(|retest| retest.evidence.iter().copied()));
        }
        if options.has(Section::Ratings) || options.has(Section::ControlMatrix) {
            let ratings = source.ratings.iter().filter(|rating| self.has_rating(rating));
            proof.extend(ratings.flat_map(|rating| rating.evidence.iter().copied()));
        }
        if options.has(Section::PeriodCalendar) {
            let populations = source.populations.iter().filter(|it| self.controls.contains(&it.control));
            proof.extend(populations.map(|population| population.evidence));
        }
        self.references = references(source, &proof);
    }

    /// How a criterion is covered and judged rests on all of its controls.
    fn has_rating(&self, rating: &Rating) -> bool {
        match &rating.subject {
            RatingSubject::Criterion(code) => self.of_criteria && self.criteria.contains(code),
            RatingSubject::Control(id) => self.controls.contains(id),
        }
    }

    fn has_finding(&self, finding: &Finding) -> bool {
        let of_criterion = self.of_criteria && !finding.criteria.is_disjoint(&self.criteria);
        of_criterion || !finding.controls.is_disjoint(&self.controls)
    }

    fn take_answers(&mut self, source: &PacketSource, numbers: &BTreeSet<u32>) {
        for request in source.requests.iter().filter(|request| numbers.contains(&request.number)) {
            self.answers.extend(request.evidence.iter().copied());
            self.answers.extend(request.rounds.iter().flat_map(|round| round.evidence.iter().copied()));
            self.controls.extend(request.controls.iter().copied());
        }
        self.references = references(source, &self.answers);
        let named = source.controls.iter().filter(|control| self.controls.contains(&control.id));
        self.codes = named.map(|control| control.code.to_string()).collect();
    }

    fn take_controls_of_gaps(&mut self, source: &PacketSource) {
        let named: BTreeSet<ControlId> = source.gaps.iter().flat_map(|gap| gap.controls.iter().copied()).collect();
        self.of_gaps = source.controls.iter().filter(|control| named.contains(&control.id)).cloned().collect();
        for control in &mut self.of_gaps {
            super::need::keep_name_of_control(control);
            control.internal_note.clear();
        }
    }
}

impl PacketSource {
    /// Takes out all but the part, and the items that are marked as the packet doesn't show them.
    pub(super) fn keep_part(&mut self, chosen: Chosen, options: &PacketOptions) {
        match &options.part {
            Part::Whole => {}
            Part::Criteria(_) | Part::Controls(_) | Part::Surfaces(_) => self.keep_controls(&chosen, options),
            Part::Requests(numbers) => self.keep_requests(&chosen, numbers, options),
            Part::GapReport => self.keep_gaps(chosen.of_gaps, options),
        }
        if !options.marked.is_empty() {
            self.keep_marked(&options.marked);
        }
        let is_narrower = !options.part.is_whole() || !options.marked.is_empty();
        // The client reads of everyone, but in a part only of whom it names.
        if is_narrower && (options.profile != AudienceProfile::Client || !options.part.is_whole()) {
            self.keep_named_people();
        }
    }

    fn keep_controls(&mut self, chosen: &Chosen, options: &PacketOptions) {
        self.keep_what_sections_need(options);
        let Chosen { controls, codes, criteria, surfaces, of_criteria, references, .. } = chosen;
        // Customers hear of no evidence but what proves what they are shown.
        let by_control = options.profile != AudienceProfile::Procurement;
        self.controls.retain(|control| controls.contains(&control.id));
        for control in &mut self.controls {
            control.criteria.retain(|code| criteria.contains(code));
            control.surfaces.retain(|code| surfaces.contains(code));
        }
        self.criteria.retain(|criterion| criteria.contains(&criterion.code));
        self.surfaces.retain(|surface| surfaces.contains(&surface.code));
        self.coverage.retain(|row| *of_criteria && criteria.contains(&row.criterion));
        self.ratings.retain(|rating| chosen.has_rating(rating));
        self.occurrences.retain(|occurrence| controls.contains(&occurrence.control));
        self.populations.retain(|population| controls.contains(&population.control));
        self.findings.retain(|finding| chosen.has_finding(finding));
        for finding in &mut self.findings {
            finding.controls.retain(|id| controls.contains(id));
            finding.compensating.retain(|id| controls.contains(id));
            finding.criteria.retain(|code| criteria.contains(code));
            finding.gaps.clear();
        }
        self.follow_ups.retain(|follow_up| controls.contains(&follow_up.control));
        let is_of_control = |it: &Withheld| by_control && it.controls.iter().any(|code| codes.contains(code));
        self.keep_withheld(|it| is_of_control(it) || references.contains(&it.reference), codes);
        let named = self.named_evidence();
        let supports = |item: &EvidenceItem| by_control && !item.controls.is_disjoint(controls);
        self.keep_items(|item| match supports(item) || named.contains(&item.id) {
            true => Keep::Kept,
            false => Keep::Unnamed,
        });
        self.evidence.iter_mut().for_each(|item| item.controls.retain(|id| controls.contains(id)));
        self.take_back_unshown_claims();
    }

    /// Items on which populations, ratings and retests rest that are left.
    fn named_evidence(&self) -> BTreeSet<EvidenceId> {
        let mut named: BTreeSet<EvidenceId> = self.populations.iter().map(|population| population.evidence).collect();
        named.extend(self.ratings.iter().flat_map(|rating| rating.evidence.iter().copied()));
        let retests = self.findings.iter().filter_map(|finding| finding.retest.as_ref());
        named.extend(retests.flat_map(|retest| retest.evidence.iter().copied()));
        named
    }

    fn keep_requests(&mut self, chosen: &Chosen, numbers: &BTreeSet<u32>, options: &PacketOptions) {
        self.keep_what_sections_need(options);
        let Chosen { controls, codes, answers, references, .. } = chosen;
        self.requests.retain(|request| numbers.contains(&request.number));
        let criteria: BTreeSet<CriterionCode> =
            self.requests.iter().flat_map(|request| request.criteria.iter().copied()).collect();
        self.controls.retain(|control| controls.contains(&control.id));
        self.criteria.retain(|criterion| criteria.contains(&criterion.code));
        self.surfaces.clear();
        self.keep_withheld(|it| references.contains(&it.reference), codes);
        self.keep_items(|item| if answers.contains(&item.id) { Keep::Kept } else { Keep::Unnamed });
        self.evidence.iter_mut().for_each(|item| item.controls.retain(|id| controls.contains(id)));
    }

    fn keep_gaps(&mut self, controls: Vec<Control>, options: &PacketOptions) {
        self.keep_what_sections_need(options);
        // Only who reads the sheets of single gaps reads of their controls.
        if self.gaps.iter().any(|gap| !gap.controls.is_empty()) {
            self.controls = controls;
        }
    }

    fn keep_withheld(&mut self, is_in: impl Fn(&Withheld) -> bool, codes: &BTreeSet<String>) {
        self.withheld.retain(is_in);
        self.withheld.iter_mut().for_each(|it| it.controls.retain(|code| codes.contains(code)));
    }

    /// Takes out the items that are marked otherwise; each is named as kept back.
    fn keep_marked(&mut self, marked: &BTreeSet<Classification>) {
        self.keep_items(|item| match marked.contains(&item.classification) {
            true => Keep::Kept,
            false => Keep::withheld(format!("kept back as {}", item.classification.name()), false),
        });
        self.take_back_unshown_claims();
    }
}

/// The references of these items.
fn references(source: &PacketSource, of: &BTreeSet<EvidenceId>) -> BTreeSet<String> {
    source.evidence.iter().filter(|item| of.contains(&item.id)).map(EvidenceItem::reference).collect()
}
