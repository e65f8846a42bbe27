//! What the tests of the reference data share: references that dangle, codes that stand twice, and how they are told.

use std::collections::BTreeSet;
use std::fmt::Display;

/// Everything of `used` that isn't in `known`, and everything that `used` holds twice.
pub fn dangling<T: Display>(at: impl Display, used: &[T], known: &BTreeSet<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for reference in used.iter().map(ToString::to_string) {
        if !known.contains(&reference) {
            problems.push(format!("{at}: {reference} does not exist"));
        }
        if !seen.insert(reference.clone()) {
            problems.push(format!("{at}: {reference} stands twice"));
        }
    }
    problems
}

/// The codes as a set, and a problem for each that isn't the only one of its name.
pub fn unique<T: Display>(what: &str, codes: impl IntoIterator<Item = T>) -> (BTreeSet<String>, Vec<String>) {
    let mut set = BTreeSet::new();
    let mut problems = Vec::new();
    for code in codes.into_iter().map(|code| code.to_string()) {
        if !set.insert(code.clone()) {
            problems.push(format!("{what}: {code} stands twice"));
        }
    }
    (set, problems)
}

/// The codes as a set.
pub fn codes_of<'a, T: Display + 'a>(items: impl IntoIterator<Item = &'a T>) -> BTreeSet<String> {
    items.into_iter().map(ToString::to_string).collect()
}

/// Fails with every problem, one a line.
pub fn none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{} problem(s)\n{}", problems.len(), problems.join("\n"));
}
