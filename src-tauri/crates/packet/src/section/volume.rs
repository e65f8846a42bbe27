//! The first page of a volume that isn't the packet's first: which packet it belongs to, what it holds, how to check it.

use serde_json::{Value, json};

use crate::context::Context;
use crate::exhibit::{Exhibit, Place};
use crate::print;
use crate::volumes::VolumePlan;

/// The page.
pub(crate) fn view(context: &Context<'_>, volume: &VolumePlan) -> Value {
    let exhibits = &context.exhibits[volume.exhibits.clone()];
    let rows: Vec<Value> = exhibits.iter().map(row).collect();
    let beside = exhibits.iter().flat_map(|exhibit| &exhibit.parts).filter(|part| part.place == Place::Beside).count();
    json!({
        "bates_before": volume.first_bates - 1,
        "state": format!(
            "{}, log row {}",
            print::long_instant(context.options.as_of.at),
            print::count(context.source.up_to())
        ),
        "log_head": context.source.log_head().to_string(),
        "beside": beside,
        "exhibits": rows,
    })
}

fn row(exhibit: &Exhibit<'_>) -> Value {
    let attached = exhibit.parts.iter().filter(|part| part.place == Place::Attached).count() as u64;
    json!({
        "id": exhibit.id,
        "title": exhibit.item.title,
        "attached": if attached == 0 { "none".to_owned() } else { print::counted(attached, "original", "originals") },
    })
}
