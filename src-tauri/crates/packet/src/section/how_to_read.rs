//! How to read and check the packet.

use serde_json::{Value, json};

use crate::context::Context;

/// The page's only fact: whether severities are among the signs.
pub(crate) fn view(context: &Context<'_>) -> Value {
    json!({ "client_profile": context.is_client() })
}
