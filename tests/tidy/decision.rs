//! The rule about decision pages: numbered without a hole, each with its four parts.

use crate::finding::Finding;
use crate::none;
use crate::source::{self, Source};

const PARTS: &[&str] = &["## Context", "## Decision", "## Consequences", "## Rejected"];

fn breaches(sources: &[Source]) -> Vec<Finding> {
    let pages: Vec<&Source> = sources.iter().filter(|source| source.path.starts_with("docs/decisions/")).collect();
    let mut found = Vec::new();
    for (place, page) in pages.iter().enumerate() {
        let name = page.path.trim_start_matches("docs/decisions/");
        if !name.starts_with(&format!("{:04}-", place + 1)) || !name.ends_with(".md") {
            found.push(Finding::of(
                &page.path,
                format!("should be called {:04}-….md: pages are numbered without a hole", place + 1),
            ));
        }
        let lacking = PARTS.iter().filter(|part| !page.text.lines().any(|line| line.starts_with(**part)));
        found.extend(lacking.map(|part| Finding::of(&page.path, format!("has no part “{part}”"))));
    }
    found
}

#[test]
fn decisions_are_numbered_and_whole() {
    none(breaches(source::all()));
}

#[test]
fn a_hole_is_found() {
    let whole = PARTS.join("\n\n");
    let pages = [
        Source::made_up("docs/decisions/0001-a.md", &whole),
        Source::made_up("docs/decisions/0003-b.md", &whole),
        Source::made_up("docs/decisions/0003-c.md", "# C\n\n## Context\n\n## Decision\n"),
    ];
    let found: Vec<String> = breaches(&pages).iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found[0].contains("0003-b.md: should be called 0002-") && found[1].contains("0003-c.md: has no part"),
        "{found:?}"
    );
}
