//! The page of open points, and apart from them what is shown in part because it is long.

use serde_json::{Value, json};

use crate::context::Context;
use crate::open_point::{InPart, OpenPoint, in_part};

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let in_part: Vec<Value> = in_part(context.exhibits).iter().map(part_view).collect();
    json!({ "points": context.points.iter().map(OpenPoint::view).collect::<Vec<_>>(), "in_part": in_part })
}

fn part_view(part: &InPart) -> Value {
    json!({ "exhibit": part.exhibit, "what": part.what })
}
