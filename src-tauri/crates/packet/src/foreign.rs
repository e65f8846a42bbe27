//! The gate between the vault's text and the typesetter: every string of a view passes here. Never drops a character.

use serde_json::Value;

/// Makes every string in `value` safe to set and counts the characters that were written out.
pub(crate) fn make_safe(value: &mut Value) -> u64 {
    match value {
        Value::String(text) => {
            let safe = typeset::glyphs::safe(text);
            if safe.replaced > 0 {
                *text = safe.text;
            }
            safe.replaced
        }
        Value::Array(items) => items.iter_mut().map(make_safe).sum(),
        Value::Object(fields) => fields.values_mut().map(make_safe).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// Makes one line safe, for pictures that are drawn in Rust.
pub(crate) fn safe(text: &str, replaced: &mut u64) -> String {
    let safe = typeset::glyphs::safe(text);
    *replaced += safe.replaced;
    safe.text
}
