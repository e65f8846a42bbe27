//! The page of open points.

use serde_json::{Value, json};

use crate::context::Context;
use crate::open_point::OpenPoint;

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    json!({ "points": context.points.iter().map(OpenPoint::view).collect::<Vec<_>>() })
}
