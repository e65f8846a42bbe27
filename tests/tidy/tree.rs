//! Rules about every text file of the checkout: no path of somebody's machine, and no text that a merge left behind.

use crate::finding::Finding;
use crate::none;
use crate::source::{self, Source};

/// Where folders of people and machines begin. Spelled in parts, so that this file doesn't find itself.
const MACHINE: &[&[&str]] =
    &[&["/ro", "ot/"], &["/wo", "rk/"], &["/ho", "me/"], &["/Us", "ers/"], &["C:\\Us", "ers\\"]];

/// Files that name such paths because they look for them themselves.
const LOOKS_ITSELF: &[&str] = &["src-tauri/crates/catalogue/tests/integrity.rs"];

fn machine_path(source: &Source) -> Vec<Finding> {
    if LOOKS_ITSELF.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let starts: Vec<String> = MACHINE.iter().map(|parts| parts.concat()).collect();
    let named =
        |line: &str| starts.iter().any(|start| line.match_indices(start).any(|(place, _)| begins(&line[..place])));
    let lines = source.text.lines().enumerate().filter(|(_, line)| named(line));
    lines.map(|(number, _)| Finding::on_line(&source.path, number + 1, "names a path of somebody's machine")).collect()
}

/// Whether a path may begin after this text: in the middle of a longer path or of an address it is another thing.
fn begins(before: &str) -> bool {
    !before.ends_with(|last: char| last.is_alphanumeric() || "/._-~$}>)".contains(last))
}

fn left_by_merge(source: &Source) -> Vec<Finding> {
    let marks = ["<<<<<<< ", ">>>>>>> "];
    let lines = source.text.lines().enumerate().filter(|(_, line)| marks.iter().any(|mark| line.starts_with(mark)));
    lines.map(|(number, _)| Finding::on_line(&source.path, number + 1, "was left behind by a merge")).collect()
}

#[test]
fn no_file_names_a_machine() {
    let found = |text: String| machine_path(&Source::made_up("docs/a.md", &text)).len();
    assert_eq!(found(format!("see `{}jo/notes`", MACHINE[2].concat())), 1);
    assert_eq!(found(format!("path={}x\n\"{}y\"", MACHINE[0].concat(), MACHINE[1].concat())), 2);
    assert_eq!(found(format!("GET https://shop.example{}page and a{}b", MACHINE[2].concat(), MACHINE[1].concat())), 0);
    none(source::all().iter().flat_map(machine_path));
}

#[test]
fn no_file_holds_a_merge_mark() {
    assert_eq!(left_by_merge(&Source::made_up("a.rs", "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> d\n")).len(), 2);
    none(source::all().iter().flat_map(left_by_merge));
}
