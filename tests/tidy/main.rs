//! Rules that neither the compiler nor clippy can hold: each is a function over the checkout that names every place
//! which breaks it, and each has a test that shows it a breach. Nothing here writes or runs anything of ours.
//!
//! **Invariant**: a rule is stated for people in ARCHITECTURE.md or in a decision; here it is only held.

mod decision;
mod finding;
mod licence;
mod offline;
mod reach;
mod room;
mod rust;
mod size;
mod source;
mod tokens;
mod tree;
mod word;

use finding::Finding;

/// Fails with every finding on its own line.
#[track_caller]
fn none(findings: impl IntoIterator<Item = Finding>) {
    let lines: Vec<String> = findings.into_iter().map(|finding| finding.to_string()).collect();
    assert!(lines.is_empty(), "{} breaches:\n{}", lines.len(), lines.join("\n"));
}
