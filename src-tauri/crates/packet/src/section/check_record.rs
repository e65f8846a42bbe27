//! The blank record for whoever checks the packet.

use model::packet::Section;
use serde_json::{Value, json};

use crate::context::Context;
use crate::exhibit::Place;

/// The page.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let beside = context.exhibits.iter().flat_map(|e| &e.parts).filter(|part| part.place == Place::Beside).count();
    json!({
        "first": context.exhibits.first().map(|exhibit| exhibit.id.clone()),
        "last": context.exhibits.last().map(|exhibit| exhibit.id.clone()),
        "beside": beside,
        "log": context.has(Section::ActivityLog),
    })
}
