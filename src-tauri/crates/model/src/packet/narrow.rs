//! What each audience may see of a packet's source. Everything that draws a packet works on the narrowed source, so that
//! nothing outside the profile can reach it. Adds nothing but the words that say what was left out, and the figures that
//! the packet prints.

mod auditor;
mod board;
mod evidence;
mod need;
mod part;
mod people;
mod procurement;

use std::collections::BTreeSet;

use super::{AudienceProfile, Figures, LogEnd, PacketOptions, PacketSource};
use crate::clocks::ClockKind;
use crate::communication::Message;
use crate::rating::take_back_unshown;

impl PacketSource {
    /// The same source without anything that the audience of `options` must not see, and with the figures that its
    /// sections print. Everything that draws a packet works on this, so that nothing outside the profile can reach it.
    pub fn narrowed(mut self, options: &PacketOptions) -> Self {
        self.put_twins();
        let chosen = part::Chosen::of(&self, options);
        match options.profile {
            AudienceProfile::Client => {
                self.take_back_unshown_claims();
                self.work_out(options);
            }
            AudienceProfile::Auditor => self.narrow_for_auditor(options),
            AudienceProfile::Procurement => self.narrow_for_procurement(options),
            AudienceProfile::Board => self.narrow_for_board(options),
        }
        if options.profile != AudienceProfile::Client {
            // What they do stands in the figures.
            self.holidays.clear();
        }
        self.keep_part(chosen, options);
        self
    }

    /// Puts its twin in the place of every file that is redacted. Comes first, so that nothing of what a packet is made from
    /// knows the original: not its bytes, its size nor its hash.
    fn put_twins(&mut self) {
        for file in self.evidence.iter_mut().flat_map(|item| &mut item.files) {
            *file = file.released();
        }
    }

    /// Works out the packet's figures from what the source holds now; a source that has them keeps them.
    fn work_out(&mut self, options: &PacketOptions) {
        if self.figures.is_none() {
            self.figures = Some(Figures::of(self, options));
        }
    }

    /// A rating that claims something was checked against its evidence when it was made. Evidence can be withdrawn,
    /// replaced or withheld since: what the evidence in this packet no longer shows becomes "not evaluable yet", and its
    /// rationale, which may quote what is withheld, goes with it.
    fn take_back_unshown_claims(&mut self) {
        take_back_unshown(&mut self.ratings, &self.controls, &self.evidence, self.engagement.kind.period());
    }

    /// Takes out privileged messages, and the clocks of their texts. Comes after the figures: a row of the plan that was
    /// told by one isn't due any more, whoever may read what it said.
    fn leave_out_privileged(&mut self) {
        let privileged = self.messages.iter().filter(|message| message.privileged);
        let privileged: BTreeSet<String> = privileged.map(Message::reference).collect();
        self.messages.retain(|message| !message.privileged);
        let hides = |about: &Option<String>| about.as_ref().is_some_and(|about| privileged.contains(about));
        if let Some(clocks) = self.figures.as_mut().and_then(|figures| figures.clocks.as_mut()) {
            clocks.due.retain(|clock| clock.kind != ClockKind::Message || !hides(&clock.about));
        }
    }

    /// Takes out what is for the consultant alone, of every noun that has it.
    fn clear_notes(&mut self) {
        self.engagement.trigger_note.clear();
        self.controls.iter_mut().for_each(|control| control.internal_note.clear());
        self.evidence.iter_mut().for_each(|item| item.internal_note.clear());
        self.custody.iter_mut().for_each(|event| event.note.clear());
        self.requests.iter_mut().for_each(|request| request.internal_note.clear());
        self.findings.iter_mut().for_each(|finding| finding.internal_note.clear());
        self.follow_ups.iter_mut().for_each(|follow_up| follow_up.internal_note.clear());
        self.organisations.iter_mut().for_each(|organisation| organisation.internal_note.clear());
        self.gaps.iter_mut().for_each(|gap| gap.internal_note.clear());
        self.tasks.iter_mut().for_each(|task| task.internal_note.clear());
        self.plan_rows.iter_mut().for_each(|row| row.internal_note.clear());
        self.messages.iter_mut().for_each(|message| message.withdrawn_because.clear());
    }

    /// Takes out the rows of the log; its end stays, for the cover.
    fn clear_log(&mut self) {
        if self.log_end.is_none() {
            self.log_end = Some(LogEnd { seq: self.up_to(), hash: self.log_head() });
        }
        self.log.clear();
    }
}
