//! Open points of single records: a document that is in force no more, a control without its tests, a message that is a
//! draft. They say what is there, and judge nothing.

use model::control::Control;
use model::freshness::{Staleness, stale_before};
use model::packet::Section;
use model::rating::Aspect;

use super::{OpenPoints, Where, codes, named};
use crate::context::Context;
use crate::cure::Cure;
use crate::print;
use crate::section::label;

impl OpenPoints {
    /// What the records of the packet's sections leave open.
    pub(super) fn records(&mut self, context: &Context<'_>) {
        self.ended(context);
        if context.has(Section::ControlMatrix) {
            self.untested(context);
        }
        if context.has(Section::CommunicationPlan) {
            self.drafts(context);
        }
    }

    /// Documents whose last day in force is over, before the report's days are.
    fn ended(&mut self, context: &Context<'_>) {
        let today = context.options.as_of.day();
        let day = context.period().map_or(today, |period| period.to.min(today));
        for exhibit in context.exhibits {
            // How many days an answer is good for is the auditor's to say; when a document ends, it says itself.
            if let Some(Staleness::Ends { on }) = stale_before(exhibit.item, u16::MAX, day) {
                let what = format!("{} is in force until {} alone", exhibit.id, print::day(on));
                self.add("stale", what, Where::Exhibit(exhibit.id.clone()), Cure::Record, None);
            }
        }
    }

    /// Controls of which nobody has said how they are tested.
    fn untested(&mut self, context: &Context<'_>) {
        for aspect in context.aspects().iter().copied() {
            let lacks = |control: &&Control| {
                let test = match aspect {
                    Aspect::Design => &control.test_of_design,
                    Aspect::Operation => &control.test_of_effectiveness,
                };
                control.is_live() && test.trim().is_empty()
            };
            let codes = codes(context, lacks);
            if !codes.is_empty() {
                let what = format!("No test of {} is described for {}", aspect.name(), named(&codes));
                self.add("no test", what, Where::Section(label(Section::ControlMatrix)), Cure::Yes, None);
            }
        }
    }

    fn drafts(&mut self, context: &Context<'_>) {
        for message in context.source.messages.iter().filter(|message| message.is_draft()) {
            let what = format!("{} is a draft, not approved", message.reference());
            self.add("draft", what, Where::Section(label(Section::CommunicationPlan)), Cure::Yes, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use model::evidence::Covers;
    use model::packet::{AudienceProfile, PacketSource};

    use crate::context::Context;
    use crate::exhibit::{Exhibit, plan};
    use crate::open_point::OpenPoints;
    use crate::support::{day, options, sample};

    fn words(source: &PacketSource, profile: AudienceProfile, kind: &str) -> Vec<String> {
        let options = options(profile);
        let exhibits: Vec<Exhibit<'_>> = plan(source, &options);
        let context = Context { source, options: &options, exhibits: &exhibits, points: &[] };
        let mut list = OpenPoints { points: Vec::new() };
        list.records(&context);
        list.points.into_iter().filter(|point| point.kind == kind).map(|point| point.what).collect()
    }

    #[test]
    fn a_document_that_ended_before_the_days_of_the_report_is_named() {
        let (mut source, _) = sample(6);
        let client = AudienceProfile::Client;
        assert_eq!(words(&source, client, "stale"), Vec::<String>::new());
        let until = |last: &str| Some(Covers::InForce { from: day("2026-01-05"), until: Some(day(last)) });
        source.evidence[0].covers = until("2026-10-31");
        let number = source.evidence[0].number;
        assert_eq!(
            words(&source, client, "stale"),
            [format!("EX-{number:03} is in force until 31 October 2026 alone")]
        );
        source.evidence[0].covers = until("2026-12-31");
        assert_eq!(words(&source, client, "stale"), Vec::<String>::new(), "it is in force on the packet's day");
    }

    #[test]
    fn a_control_without_a_test_and_a_draft_are_named_to_whom_their_sections_are_shown() {
        let (mut source, _) = sample(6);
        let client = AudienceProfile::Client;
        assert_eq!(words(&source, client, "no test"), Vec::<String>::new());
        source.controls[0].test_of_effectiveness.clear();
        let said = format!("No test of operation is described for {}", source.controls[0].code);
        assert_eq!(words(&source, client, "no test"), std::slice::from_ref(&said));
        assert_eq!(words(&source, AudienceProfile::Auditor, "no test"), [said]);
        let drafts = source.messages.iter().filter(|message| message.is_draft()).count();
        assert!(drafts > 0);
        assert_eq!(words(&source, client, "draft").len(), drafts);
        assert_eq!(words(&source, AudienceProfile::Auditor, "draft"), Vec::<String>::new());
    }
}
