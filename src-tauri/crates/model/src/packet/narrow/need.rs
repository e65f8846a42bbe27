//! What the sections of a packet draw from: of each noun only what a section of this packet needs stays. Which sections a
//! packet has is the profile's and the user's choice.

use crate::control::Control;
use crate::criterion::Criterion;
use crate::packet::{PacketOptions, PacketSource, Section};
use crate::surface::Surface;
use crate::system::{Components, System};

impl PacketSource {
    /// Takes out every noun, and every part of one, that no section of the packet draws from.
    pub(super) fn keep_what_sections_need(&mut self, options: &PacketOptions) {
        let any = |sections: &[Section]| sections.iter().any(|section| options.has(*section));
        self.keep_of_scope(&any);
        self.keep_of_controls(&any);
        self.keep_of_work(&any);
        if !any(&[Section::EvidenceIndex, Section::Exhibits]) {
            self.keep_no_evidence();
            self.withheld.clear();
        }
        if !any(&[Section::ActivityLog]) {
            self.clear_log();
        }
    }

    fn keep_of_scope(&mut self, any: &dyn Fn(&[Section]) -> bool) {
        use Section::{ControlMatrix, Coverage, Organisations, Scope};
        if !any(&[Scope]) {
            keep_name_of_system(&mut self.system);
            self.teams.clear();
            self.surfaces.iter_mut().for_each(keep_name_of_surface);
            self.engagement.trigger = crate::engagement::Trigger::Planned;
            self.engagement.triggered_on = None;
        }
        if !any(&[Scope, Organisations]) {
            self.commitments.clear();
        }
        if !any(&[Organisations]) {
            self.organisations.clear();
            self.user_controls.clear();
        }
        if !any(&[Scope, Coverage, ControlMatrix]) {
            self.coverage.clear();
            self.criteria.iter_mut().for_each(|criterion| criterion.not_relevant = None);
        }
        if !any(&[ControlMatrix]) {
            self.criteria.iter_mut().for_each(keep_title_of_criterion);
        }
    }

    fn keep_of_controls(&mut self, any: &dyn Fn(&[Section]) -> bool) {
        use Section::{
            ActivityLog, CommunicationPlan, ControlMatrix, Coverage, EvidenceIndex, Exhibits, Findings, FollowUps,
            Organisations, PeriodCalendar, Ratings, Requests, Scope,
        };
        // Sections that say what a control is, and those that name it.
        let told = [ControlMatrix, Ratings, PeriodCalendar];
        let named = [
            Scope,
            Organisations,
            Coverage,
            Requests,
            Findings,
            FollowUps,
            CommunicationPlan,
            EvidenceIndex,
            Exhibits,
            ActivityLog,
        ];
        if !any(&told) {
            self.controls.iter_mut().for_each(keep_name_of_control);
        }
        if !any(&told) && !any(&named) {
            self.controls.clear();
        }
        if !any(&[ControlMatrix, Ratings]) {
            self.ratings.clear();
        }
        if !any(&[PeriodCalendar]) {
            self.occurrences.clear();
            self.populations.clear();
        }
    }

    fn keep_of_work(&mut self, any: &dyn Fn(&[Section]) -> bool) {
        if !any(&[Section::Gaps]) {
            self.gaps.clear();
        }
        if !any(&[Section::Requests]) {
            self.requests.clear();
        }
        if !any(&[Section::Findings]) {
            self.findings.clear();
        }
        if !any(&[Section::FollowUps]) {
            self.follow_ups.clear();
        }
        if !any(&[Section::RemediationPlan]) {
            self.tasks.clear();
        }
        if !any(&[Section::CommunicationPlan]) {
            self.plan_rows.clear();
            self.messages.clear();
        }
    }
}

/// A system as the cover names it.
fn keep_name_of_system(system: &mut System) {
    system.services.clear();
    system.components = Components::default();
    system.boundaries.clear();
}

/// A surface as other sections name it.
fn keep_name_of_surface(surface: &mut Surface) {
    for text in [&mut surface.description, &mut surface.owner_role, &mut surface.trust_boundary] {
        text.clear();
    }
    surface.assets.clear();
    surface.data_classes.clear();
    surface.primary_criteria.clear();
    surface.owner = None;
}

/// A criterion as other sections name it; its text stands in the matrix alone.
fn keep_title_of_criterion(criterion: &mut Criterion) {
    criterion.summary.clear();
    criterion.licensed_text = None;
}

/// A control as other sections name it: code, title, criteria and surfaces.
pub(super) fn keep_name_of_control(control: &mut Control) {
    for text in [
        &mut control.statement,
        &mut control.owner_role,
        &mut control.test_of_design,
        &mut control.test_of_effectiveness,
    ] {
        text.clear();
    }
    control.owner = None;
    control.mappings.clear();
    control.typical_evidence.clear();
}
