//! The rule that every Rust file is reached: from the root file of a target through `mod`. A file that nothing
//! reaches is neither compiled nor tested.

use std::collections::{BTreeMap, BTreeSet};

use tests::graph::Graph;

use crate::finding::Finding;
use crate::none;
use crate::source::{self, Source};
use crate::tokens::{Kind, Token};

fn unreached<'s>(sources: impl IntoIterator<Item = &'s Source>, roots: Vec<String>) -> Vec<Finding> {
    let files: BTreeMap<&str, &Source> = sources.into_iter().map(|source| (source.path.as_str(), source)).collect();
    let mut reached = BTreeSet::new();
    let mut open = roots.clone();
    while let Some(path) = open.pop() {
        if let Some(source) = files.get(path.as_str())
            && reached.insert(path.clone())
        {
            open.extend(if roots.contains(&path) {
                named_by(&path, true, source.tokens())
            } else {
                named(&path, source.tokens())
            });
        }
    }
    let lost = files.keys().filter(|path| !reached.contains(**path));
    lost.map(|path| Finding::of(path, "is reached by no `mod`")).collect()
}

/// Where the files may lie that a file's tokens name by `mod`: both places that Rust looks in.
pub fn named(path: &str, tokens: &[Token]) -> Vec<String> {
    let is_root = ["lib.rs", "main.rs", "mod.rs"].iter().any(|name| path.ends_with(&format!("/{name}")));
    named_by(path, is_root, tokens)
}

fn named_by(path: &str, is_root: bool, tokens: &[Token]) -> Vec<String> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let own = if is_root { folder.to_owned() } else { format!("{folder}/{}", file.trim_end_matches(".rs")) };
    let mut inside: Vec<Option<String>> = Vec::new();
    let mut found = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open(_) => inside.push(module_before(&tokens[..place])),
            Kind::Close(_) => {
                inside.pop();
            }
            Kind::Mark(';') => {
                let Some(name) = module_before(&tokens[..place]) else { continue };
                if let Some(path) = path_attribute(&tokens[..place]) {
                    found.push(format!("{folder}/{path}"));
                    continue;
                }
                let parents: String = inside.iter().flatten().map(|parent| format!("{parent}/")).collect();
                found.push(format!("{own}/{parents}{name}.rs"));
                found.push(format!("{own}/{parents}{name}/mod.rs"));
            }
            _ => {}
        }
    }
    found
}

/// The name, when the tokens end in `mod name`.
fn module_before(tokens: &[Token]) -> Option<String> {
    match tokens {
        [.., keyword, Token { kind: Kind::Word(name), .. }] if keyword.is_word("mod") => Some(name.clone()),
        _ => None,
    }
}

/// The file of `#[path = "file"] mod name`, when the tokens end in that (a visibility may stand between).
fn path_attribute(tokens: &[Token]) -> Option<&str> {
    let bracket = tokens.iter().rposition(|token| token.kind == Kind::Close(']'))?;
    let between = tokens.len() - bracket;
    match tokens.get(bracket.checked_sub(3)?..bracket)? {
        [name, sign, Token { kind: Kind::Text(path), .. }]
            if name.is_word("path") && sign.is_mark('=') && between <= 7 =>
        {
            Some(path)
        }
        _ => None,
    }
}

#[test]
fn every_rust_file_is_reached() {
    let top = tests::root();
    let relative =
        |path: &std::path::PathBuf| path.strip_prefix(&top).expect("our files lie in the checkout").to_owned();
    let graph = Graph::read();
    let roots = graph.ours().flat_map(|package| &package.roots).map(relative);
    let roots = roots.map(|path| path.to_string_lossy().into_owned()).chain(for_fuzzing());
    none(unreached(source::rust(), roots.collect()));
}

/// The roots of the package for fuzzing, a workspace of its own: its manifest names its programs one by one.
fn for_fuzzing() -> Vec<String> {
    let folder = "tests/fuzz/";
    let manifest = source::all().iter().find(|source| source.path == format!("{folder}Cargo.toml"));
    let lines = manifest.expect("fuzzing has a manifest").text.lines();
    let programs = lines.filter_map(|line| line.strip_prefix("path = \"")?.strip_suffix('"'));
    programs.chain(["src/lib.rs", "packet/src/lib.rs"]).map(|path| format!("{folder}{path}")).collect()
}

#[test]
fn a_lost_file_is_found() {
    let sources = [
        Source::made_up("a/src/lib.rs", "mod one; pub mod two { mod inner; }\n#[path = \"odd.rs\"]\nmod three;"),
        Source::made_up("a/src/one.rs", "mod part; // mod lost;"),
        Source::made_up("a/src/one/part.rs", "use super::lost;"),
        Source::made_up("a/src/two/inner.rs", ""),
        Source::made_up("a/src/odd.rs", ""),
        Source::made_up("a/src/lost.rs", ""),
        Source::made_up("a/src/one/inner.rs", ""),
    ];
    let found: Vec<String> =
        unreached(&sources, vec!["a/src/lib.rs".to_owned()]).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["a/src/lost.rs: is reached by no `mod`", "a/src/one/inner.rs: is reached by no `mod`"]);
}
