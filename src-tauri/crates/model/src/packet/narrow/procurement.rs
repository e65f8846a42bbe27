//! The source for a customer's procurement: scope, closed findings with what proves them, and the dates of the plan. No
//! person by name, no cost, no severity, no note, no log.

use crate::engagement::Trigger;
use crate::finding::FindingState;
use crate::packet::{PacketOptions, PacketSource, Section};
use crate::surface::Surface;
use crate::task::{Task, TaskState};

impl PacketSource {
    pub(super) fn narrow_for_procurement(&mut self, options: &PacketOptions) {
        self.messages.clear();
        self.clear_notes();
        self.take_back_unshown_claims();
        self.work_out(options);
        self.keep_closed_findings();
        self.populations.clear();
        self.keep_proof_of_findings();
        self.custody.clear();
        self.keep_dates_of_plan();
        self.keep_what_sections_need(options);
        // Why an audit was begun is between the client and whoever asked for it.
        self.engagement.trigger = Trigger::Planned;
        self.engagement.triggered_on = None;
        // Where controls are lacking isn't part of the scope.
        if !options.has(Section::Coverage) {
            self.coverage.clear();
        }
        self.surfaces.iter_mut().for_each(reduce_surface);
        self.commitments.iter_mut().for_each(|commitment| commitment.source_note.clear());
        // What others' reports say is for those to whom they were given.
        for report in self.organisations.iter_mut().filter_map(|organisation| organisation.report.as_mut()) {
            report.exceptions.clear();
        }
        self.name_nobody();
    }

    fn keep_closed_findings(&mut self) {
        self.findings.retain(|finding| finding.state == FindingState::Closed);
        for finding in &mut self.findings {
            finding.severity = None;
            finding.gaps.clear();
        }
    }

    /// Of each task that is still part of the plan: title, phase, track, dates and state.
    fn keep_dates_of_plan(&mut self) {
        self.tasks.retain(|task| !matches!(task.state, TaskState::Dropped { .. }));
        for task in &mut self.tasks {
            reduce_task(task);
            task.owner = None;
            task.owner_role.clear();
            task.freezes.clear();
            if let TaskState::Blocked { reason } = &mut task.state {
                reason.clear();
            }
        }
    }
}

/// What a surface consists of, and which data it holds, is the client's to tell; its owner is a role.
fn reduce_surface(surface: &mut Surface) {
    surface.owner = None;
    surface.assets.clear();
    surface.data_classes.clear();
}

/// Leaves of a task what a plan shows: title, phase, track, who answers, dates, freezes and state.
pub(super) fn reduce_task(task: &mut Task) {
    task.description.clear();
    task.done_when.clear();
    task.depends_on.clear();
    task.controls.clear();
    task.gaps.clear();
    if let Some(done) = &mut task.done {
        done.evidence.clear();
        done.note.clear();
    }
}
