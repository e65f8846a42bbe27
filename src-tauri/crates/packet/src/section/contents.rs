//! Contents, the list of exhibits, the attached files, and what the profile leaves out.

use model::packet::{AudienceProfile, Section};
use serde_json::{Value, json};

use crate::context::Context;
use crate::exhibit::Place;
use crate::print;

/// The contents page.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let places = |place| context.exhibits.iter().flat_map(|e| &e.parts).filter(|part| part.place == place).count();
    let left_out = |profile: AudienceProfile| -> Vec<String> {
        Section::ALL
            .into_iter()
            .filter(|section| !profile.has(*section))
            .map(|section| section.name().to_owned())
            .collect()
    };
    let exhibits: Vec<Value> = context
        .exhibits
        .iter()
        .map(|exhibit| {
            let sha = exhibit.parts.first().map(|part| part.file.sha256.to_string());
            json!({ "id": exhibit.id, "title": exhibit.item.title, "sha": sha })
        })
        .collect();
    let mut others = left_out(AudienceProfile::Auditor);
    others.push("severity, cost and scores".to_owned());
    others.push("drafts, internal notes and evidence that is not released".to_owned());
    json!({
        "exhibits": exhibits,
        "attached": places(Place::Attached),
        "beside": places(Place::Beside),
        "left_out": left_out(context.options.profile),
        "auditor_leaves_out": print::list(&others),
    })
}
