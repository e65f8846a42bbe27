//! What a fault of a program says: its place in the source, and never what was being worked on, since a panic's text may
//! quote that. Nor where the program was built: of a file's path only what the crate calls it.

use std::panic::Location;

/// A place in the source, ` at commands/src/app.rs:12:5`.
pub fn place(location: &Location<'_>) -> String {
    format!(" at {}:{}:{}", within_crate(location.file()), location.line(), location.column())
}

/// The end of a source file's path: from the crate's folder, or without one its name alone.
fn within_crate(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let from = match parts.iter().rposition(|part| *part == "src") {
        Some(src) => src.saturating_sub(1),
        None => parts.len().saturating_sub(1),
    };
    parts[from..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_nothing_of_the_machine() {
        for (path, expected) in [
            ("src-tauri/crates/cli/src/fault.rs", "cli/src/fault.rs"),
            ("/opt/ann/sources/lopdf-0.44.0/src/parser/mod.rs", "lopdf-0.44.0/src/parser/mod.rs"),
            ("/rustc/59807616/library/core/src/option.rs", "core/src/option.rs"),
            ("D:\\work\\cli\\src\\main.rs", "cli/src/main.rs"),
            ("/tmp/build-1/out/generated.rs", "generated.rs"),
            ("src/main.rs", "src/main.rs"),
            ("", ""),
        ] {
            assert_eq!(within_crate(path), expected);
        }
    }
}
