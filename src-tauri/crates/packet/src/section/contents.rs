//! Contents, the list of exhibits, the attached files, what the profile leaves out, and what this version of the program
//! doesn't hold.

use model::packet::{AudienceProfile, Section};
use serde_json::{Value, json};

use crate::context::Context;
use crate::exhibit::Place;
use crate::{audience, print};

/// What a packet of a Type II examination has, too, and this version of the program doesn't hold: its name, and what it
/// says. A version that holds one of them takes it from this list.
const NOT_HELD: [(&str, &str); 1] =
    [("Test sheets", "the tests of design and of operating effectiveness: population, sample, exceptions, conclusion")];

/// Whether the audience is told of them: who waits for a Type II examination.
const fn awaits_all(profile: AudienceProfile) -> bool {
    match profile {
        AudienceProfile::Client | AudienceProfile::Auditor => true,
        AudienceProfile::Procurement | AudienceProfile::Board => false,
    }
}

/// The contents page.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let places = |place| context.exhibits.iter().flat_map(|e| &e.parts).filter(|part| part.place == place).count();
    let titles = |sections: Vec<Section>| sections.into_iter().map(|it| it.name().to_owned()).collect::<Vec<_>>();
    // What is in no packet but by choice is left out of none.
    let usual = || Section::ALL.into_iter().filter(|it| !it.is_by_choice());
    let without = |has: &dyn Fn(Section) -> bool| titles(usual().filter(|it| !has(*it)).collect());
    let exhibits: Vec<Value> =
        context.exhibits.iter().map(|exhibit| json!({ "id": exhibit.id, "title": exhibit.item.title })).collect();
    let mut others = without(&|section| AudienceProfile::Auditor.has(section));
    others.push("severity, cost and scores".to_owned());
    others.push("drafts, internal notes and evidence that is not released".to_owned());
    json!({
        "exhibits": exhibits,
        "redacted": context.has_redacted(),
        "attached": places(Place::Attached),
        "beside": places(Place::Beside),
        "left_out": without(&|section| context.has(section)),
        "never": audience::never(context.options, &context.source.client.legal_name),
        "log": context.has(Section::ActivityLog),
        "part": audience::part(context.options).filter(|_| !context.options.part.is_whole()),
        "auditor_leaves_out": print::list(&others),
        "not_held": if awaits_all(context.options.profile) { &NOT_HELD[..] } else { &[] },
        "open_points": context.has(Section::OpenPoints),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{options, sample};

    #[test]
    fn who_waits_for_an_examination_reads_what_the_program_does_not_hold() {
        let (source, _) = sample(4);
        for profile in AudienceProfile::ALL {
            let options = options(profile);
            let view = view(&Context { source: &source, options: &options, exhibits: &[], points: &[] });
            let named: Vec<&str> = view["not_held"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|entry| entry[0].as_str().expect("a name"))
                .collect();
            let all: &[&str] = if awaits_all(profile) { &["Test sheets"] } else { &[] };
            assert_eq!(named, all, "{profile:?}: what is held now stands in a section of its own");
        }
    }
}
