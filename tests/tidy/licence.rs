//! The rule about licences: everything that becomes part of the program may be used under a licence of this list.
//! Not for how the notices are handed on, which `scripts/package` does.

use spdx::{Expression, LicenseItem, ParseMode};
use tests::graph::{Graph, Package};

use crate::finding::Finding;
use crate::none;

/// Permissive licences: they ask for their notice, never for our source.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages of Tauri under a licence that asks for the source of their own files when these are changed; they are taken as
/// they are (docs/decisions/0026).
const UNCHANGED: &[&str] = &["cssparser", "cssparser-macros", "dtoa-short", "option-ext", "selectors"];

fn forbidden(package: &Package) -> Option<Finding> {
    let name = format!("{} {}", package.name, package.version);
    let Some(stated) = &package.license else { return Some(Finding::of(&name, "states no licence")) };
    // Old manifests write a slash for OR.
    let mode = ParseMode { allow_slash_as_or_operator: true, ..ParseMode::STRICT };
    let expression = match Expression::parse_mode(stated, mode) {
        Ok(expression) => expression,
        Err(error) => {
            return Some(Finding::of(&name, format!("has a licence that can't be read: {stated}: {}", error.reason)));
        }
    };
    let allowed = expression.evaluate(|one| match &one.license {
        // An exception only ever permits more than its licence does.
        LicenseItem::Spdx { id, .. } => ALLOWED.contains(&id.name),
        LicenseItem::Other { .. } => false,
    });
    (!allowed).then(|| Finding::of(&name, format!("has a licence that isn't on the list: {stated}")))
}

#[test]
fn everything_shipped_has_an_allowed_licence() {
    let graph = Graph::read();
    let shipped = graph.shipped_with("cli");
    assert!(shipped.len() > 100, "only {} packages were found", shipped.len());
    none(shipped.into_iter().filter_map(forbidden));
    let window = graph.shipped_with("desktop").into_iter();
    none(window.filter(|package| !UNCHANGED.contains(&package.name.as_str())).filter_map(forbidden));
}

#[test]
fn a_forbidden_licence_is_found() {
    let found = |license: &str| {
        let graph = Graph::parse(&crate::offline::graph_text(&[("cli", &[], license)]));
        graph.shipped_with("cli").into_iter().filter_map(forbidden).count()
    };
    assert_eq!(found("GPL-3.0-only"), 1);
    assert_eq!(found("MIT AND MPL-2.0"), 1);
    assert_eq!(found("who knows"), 1);
    assert_eq!(found("GPL-2.0-only OR MIT"), 0);
    assert_eq!(found("Unlicense/MIT"), 0);
    assert_eq!(found("Apache-2.0 WITH LLVM-exception"), 0);
}
