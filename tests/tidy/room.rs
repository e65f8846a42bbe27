//! The rule about who may use whom: the table in section 3 of ARCHITECTURE.md is read, and the manifests are held
//! against it, so that neither can change alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tests::graph::{Declared, Graph, Kind};

use crate::finding::Finding;
use crate::none;

/// Features for tests: the one that makes keys of `vault` cheap to guess, and the ones that open rooms to fuzzing.
const FOR_TESTS: [&str; 2] = ["weak-kdf-for-tests", "doors-for-tests"];
/// The package that tests the whole: it may use every room, and no room uses it.
const TESTS: &str = "tests";

/// What ARCHITECTURE.md allows one room.
#[derive(Debug, Default)]
struct Room {
    uses: BTreeSet<String>,
    alone: BTreeSet<String>,
}

/// Reads the table: the first column names the room, the second the rooms it may use, the third the packages that
/// only it and others that name them take (a name that ends in `*` stands for all that begin so).
fn rooms(architecture: &str) -> BTreeMap<String, Room> {
    let section = architecture.split("\n## ").find(|section| section.starts_with("3. ")).unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let columns: Vec<&str> = row.trim_matches('|').split('|').collect();
        let column = |number: usize| columns.get(number).map(|text| quoted(text)).unwrap_or_default();
        let name = column(0).into_iter().next().unwrap_or_default();
        (name, Room { uses: column(1).into_iter().collect(), alone: column(2).into_iter().collect() })
    })
    .collect()
}

/// What stands between backquotes.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn breaches(graph: &Graph, rooms: &BTreeMap<String, Room>) -> Vec<Finding> {
    let ours: BTreeSet<&str> = graph.ours().map(|package| package.name.as_str()).collect();
    let mut found = Vec::new();
    for package in graph.ours().filter(|package| package.name != TESTS) {
        let Some(room) = rooms.get(&package.name) else {
            found.push(Finding::of(&package.name, "has no row in the table of ARCHITECTURE.md, section 3"));
            continue;
        };
        let normal = package.declared.iter().filter(|line| line.kind == Kind::Normal);
        for line in normal {
            if ours.contains(line.name.as_str()) && !room.uses.contains(&line.name) {
                found.push(Finding::of(
                    &package.name,
                    format!("may not use `{}` (ARCHITECTURE.md, section 3)", line.name),
                ));
            }
            let takes = |room: &Room| room.alone.iter().any(|pattern| matches(pattern, &line.name));
            let taker = rooms.iter().find(|(_, other)| takes(other)).filter(|_| !takes(room));
            if let Some((taker, _)) = taker {
                found.push(Finding::of(
                    &package.name,
                    format!("may not use `{}`, which only `{taker}` and others that name it take", line.name),
                ));
            }
            if let Some(feature) = for_tests(line) {
                found.push(Finding::of(&package.name, format!("switches `{feature}` on outside tests")));
            }
        }
    }
    let gone = rooms.keys().filter(|name| !ours.contains(name.as_str()));
    found.extend(gone.map(|name| Finding::of(name, "has a row in ARCHITECTURE.md, section 3, but is no package")));
    found
}

fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

fn for_tests(line: &Declared) -> Option<&'static str> {
    FOR_TESTS.into_iter().find(|feature| line.features.iter().any(|on| on == feature))
}

#[test]
fn rooms_use_only_what_the_architecture_allows() {
    let text = fs::read_to_string(tests::root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md can be read");
    none(breaches(&Graph::read(), &rooms(&text)));
}

#[test]
fn a_forbidden_use_is_found() {
    let table = "# A\n\n## 3. Who\n\n| Room | May use | Alone takes |\n|---|---|---|\n| `model` | – | – |\n\
                 | `vault` | `model` | `rusqlite`, `argon*` |\n| `cli` | `vault` | – |\n| `gone` | – | – |\n\n## 4. More\n";
    let rooms = rooms(table);
    let packages: &[(&str, &[&str], &str)] = &[
        ("model", &["vault"], "MIT"),
        ("vault", &["model", "rusqlite", "argon2"], "MIT"),
        ("cli", &["vault", "model", "argon2"], "MIT"),
        ("extra", &[], "MIT"),
        ("rusqlite", &[], "MIT"),
        ("argon2", &[], "MIT"),
    ];
    let graph = Graph::parse(&crate::offline::graph_text(packages));
    let found: Vec<String> = breaches(&graph, &rooms).iter().map(ToString::to_string).collect();
    let expected = [
        "argon2: has no row in the table of ARCHITECTURE.md, section 3",
        "cli: may not use `model` (ARCHITECTURE.md, section 3)",
        "cli: may not use `argon2` (ARCHITECTURE.md, section 3)",
        "cli: may not use `argon2`, which only `vault` and others that name it take",
        "extra: has no row in the table of ARCHITECTURE.md, section 3",
        "model: may not use `vault` (ARCHITECTURE.md, section 3)",
        "rusqlite: has no row in the table of ARCHITECTURE.md, section 3",
        "vault: may not use `rusqlite` (ARCHITECTURE.md, section 3)",
        "vault: may not use `argon2` (ARCHITECTURE.md, section 3)",
        "gone: has a row in ARCHITECTURE.md, section 3, but is no package",
    ];
    // In the made-up graph all packages are ours, those of the registry too.
    assert_eq!(found.iter().filter(|line| !expected.contains(&line.as_str())).count(), 0, "{found:#?}");
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}
