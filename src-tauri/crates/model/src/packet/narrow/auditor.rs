//! The auditor's source: no costs, severities, drafts, plans or internal notes, and of the evidence what the client
//! released.

use crate::packet::{PacketOptions, PacketSource};
use crate::request::InternalStatus;

impl PacketSource {
    pub(super) fn narrow_for_auditor(&mut self, options: &PacketOptions) {
        self.withhold_unreleased();
        self.clear_notes();
        self.take_back_unshown_claims();
        // A figure that is added by name rests on what the auditor is shown.
        self.work_out(options);
        self.leave_out_privileged();
        self.keep_what_the_auditor_knows();
        self.keep_what_sections_need(options);
        self.keep_named_people();
    }

    /// Of requests and findings only what is between the auditor and the client stays: not where a request stands for us
    /// and who looks it over, and not how grave we hold a finding and which gaps speak of it.
    fn keep_what_the_auditor_knows(&mut self) {
        for request in &mut self.requests {
            request.internal = InternalStatus::Open;
            request.reviewer = None;
        }
        for finding in &mut self.findings {
            finding.severity = None;
            finding.gaps.clear();
        }
    }
}
