//! The graph of packages as cargo resolved it: who declares what, and what ends up in a program. Reads cargo's
//! answer, never a manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// The target that is shipped. A package that only another target would take is no part of a program.
pub const SHIPPED: &str = "x86_64-unknown-linux-gnu";

/// All packages of the workspace and everything below them, for [`SHIPPED`].
#[derive(Debug)]
pub struct Graph {
    packages: BTreeMap<String, Package>,
}

/// One package in one version.
#[derive(Debug)]
pub struct Package {
    /// Its name in the registry, which may differ from the name in `use`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its licence as an SPDX expression, where its manifest states one.
    pub license: Option<String>,
    /// Its authors, where its manifest names them.
    pub authors: Vec<String>,
    /// Folder of its manifest.
    pub folder: PathBuf,
    /// Whether it is ours.
    pub ours: bool,
    /// Root files of its libraries, programs and tests.
    pub roots: Vec<PathBuf>,
    /// What its manifest asks for, whether or not the shipped target takes it.
    pub declared: Vec<Declared>,
    /// Features that are switched on.
    pub features: Vec<String>,
    edges: Vec<Edge>,
}

/// One line of a manifest's dependencies.
#[derive(Debug)]
pub struct Declared {
    /// Name of the package asked for.
    pub name: String,
    /// What it is asked for.
    pub kind: Kind,
    /// Features asked for by name.
    pub features: Vec<String>,
}

/// What a dependency is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It becomes part of the program.
    Normal,
    /// It runs while the program is built.
    Build,
    /// It serves tests.
    Development,
}

#[derive(Debug)]
struct Edge {
    to: String,
    kinds: Vec<Kind>,
}

impl Graph {
    /// Asks cargo. It downloads only what is missing, and whoever built the tests has everything.
    ///
    /// # Panics
    /// When cargo can't be run, fails, or answers what this doesn't understand.
    pub fn read() -> Graph {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let output = Command::new(cargo)
            .args(["metadata", "--format-version=1", "--locked", "--filter-platform", SHIPPED])
            .current_dir(crate::root())
            .output()
            .expect("cargo starts");
        assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
        Graph::parse(&String::from_utf8(output.stdout).expect("cargo answers in UTF-8"))
    }

    /// Builds the graph from the text that `cargo metadata --format-version=1` prints.
    ///
    /// # Panics
    /// When the text isn't of that format.
    pub fn parse(text: &str) -> Graph {
        let answer: Value = serde_json::from_str(text).expect("cargo metadata is JSON");
        let ours: BTreeSet<&str> = items(&answer["workspace_members"]).map(text_of).collect();
        let mut packages: BTreeMap<String, Package> = items(&answer["packages"])
            .map(|package| (text_of(&package["id"]).to_owned(), read(package, &ours)))
            .collect();
        for node in items(&answer["resolve"]["nodes"]) {
            let package = packages.get_mut(text_of(&node["id"])).expect("each node is a package");
            package.features = texts(&node["features"]);
            package.edges = items(&node["deps"])
                .map(|edge| Edge {
                    to: text_of(&edge["pkg"]).to_owned(),
                    kinds: items(&edge["dep_kinds"]).map(|kind| kind_of(&kind["kind"])).collect(),
                })
                .collect();
        }
        Graph { packages }
    }

    /// Our own packages.
    pub fn ours(&self) -> impl Iterator<Item = &Package> {
        self.packages.values().filter(|package| package.ours)
    }

    /// Every version of the package of this name.
    pub fn called(&self, name: &str) -> impl Iterator<Item = &Package> {
        self.packages.values().filter(move |package| package.name == name)
    }

    /// Everything that becomes part of our package of this name, itself included.
    ///
    /// # Panics
    /// When there is no such package of ours.
    pub fn shipped_with(&self, name: &str) -> Vec<&Package> {
        let start = self.packages.iter().find(|(_, package)| package.ours && package.name == name);
        let (start, _) = start.unwrap_or_else(|| panic!("no package of ours is called {name}"));
        let mut reached = BTreeSet::new();
        let mut open = vec![start];
        while let Some(id) = open.pop() {
            if reached.insert(id) {
                let edges = &self.packages[id].edges;
                open.extend(edges.iter().filter(|edge| edge.kinds.contains(&Kind::Normal)).map(|edge| &edge.to));
            }
        }
        reached.into_iter().map(|id| &self.packages[id]).collect()
    }

    /// Names of the packages that take a package of this name, for whatever purpose.
    pub fn dependents(&self, name: &str) -> BTreeSet<&str> {
        let takes = |package: &&Package| package.edges.iter().any(|edge| self.packages[&edge.to].name == name);
        self.packages.values().filter(takes).map(|package| package.name.as_str()).collect()
    }
}

fn read(package: &Value, ours: &BTreeSet<&str>) -> Package {
    let manifest = PathBuf::from(text_of(&package["manifest_path"]));
    Package {
        name: text_of(&package["name"]).to_owned(),
        version: text_of(&package["version"]).to_owned(),
        license: package["license"].as_str().map(str::to_owned),
        authors: package["authors"].as_array().map(|_| texts(&package["authors"])).unwrap_or_default(),
        folder: manifest.parent().expect("a manifest lies in a folder").to_owned(),
        ours: ours.contains(text_of(&package["id"])),
        roots: items(&package["targets"]).map(|target| PathBuf::from(text_of(&target["src_path"]))).collect(),
        declared: items(&package["dependencies"])
            .map(|line| Declared {
                name: text_of(&line["name"]).to_owned(),
                kind: kind_of(&line["kind"]),
                features: texts(&line["features"]),
            })
            .collect(),
        features: Vec::new(),
        edges: Vec::new(),
    }
}

fn kind_of(value: &Value) -> Kind {
    match value.as_str() {
        None => Kind::Normal,
        Some("build") => Kind::Build,
        Some("dev") => Kind::Development,
        Some(other) => panic!("cargo knows a kind of dependency that we don't: {other}"),
    }
}

fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("cargo metadata has a list here").iter()
}

fn texts(value: &Value) -> Vec<String> {
    items(value).map(|item| text_of(item).to_owned()).collect()
}

fn text_of(value: &Value) -> &str {
    value.as_str().expect("cargo metadata has a text here")
}
