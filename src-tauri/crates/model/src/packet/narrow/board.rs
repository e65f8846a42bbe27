//! The board's source: readiness, gaps with their cost, plan and clocks, in a few pages. No exhibits, unless they are
//! added by name, and then those that the client released.

use super::procurement::reduce_task;
use crate::gap::Gap;
use crate::packet::{PacketOptions, PacketSource, Section};

impl PacketSource {
    pub(super) fn narrow_for_board(&mut self, options: &PacketOptions) {
        self.clear_notes();
        self.take_back_unshown_claims();
        self.work_out(options);
        self.leave_out_privileged();
        if options.has(Section::Exhibits) {
            self.withhold_unreleased();
            self.take_back_unshown_claims();
        } else {
            self.keep_no_evidence();
        }
        self.gaps.iter_mut().for_each(reduce_gap);
        self.tasks.iter_mut().for_each(reduce_task);
        self.keep_what_sections_need(options);
        self.keep_named_people();
    }
}

/// Leaves of a gap what a list of them and a roll-up of costs show. Who accepted its risk, and why, stands in the client's
/// packet; until when stays.
fn reduce_gap(gap: &mut Gap) {
    for text in [&mut gap.description, &mut gap.root_cause, &mut gap.remedy] {
        text.clear();
    }
    if let Some(cost) = &mut gap.cost {
        cost.basis.clear();
    }
    if let Some(risk) = &mut gap.acceptance_of_risk {
        risk.reason.clear();
    }
    gap.controls.clear();
    gap.acceptance.clear();
    gap.effort_days = None;
    gap.reference = None;
    gap.retest = None;
    gap.pattern = None;
}
