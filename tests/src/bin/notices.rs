//! Prints the licence texts and notices of everything that becomes part of a program, for `scripts/package`:
//! `notices cli` for the terminal program, `notices desktop` for the window, whose pages' packages print theirs
//! themselves (`npm run notices`). Texts that are the same are printed once, with all that they hold for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tests::graph::{Graph, Package};

/// How files begin, in capitals, that hold a licence or a notice.
const BEGINNINGS: &[&str] = &["LICENSE", "LICENCE", "UNLICENSE", "COPYING", "COPYRIGHT", "NOTICE"];
/// C sources that are compiled in lie at most so deep in a package.
const DEPTH: usize = 3;
/// The package whose build compiles OpenSSL in; it isn't itself part of the program.
const OPENSSL_SOURCE: &str = "openssl-src";

fn main() {
    let program = std::env::args().nth(1).filter(|name| ["cli", "desktop"].contains(&name.as_str()));
    let program = program.expect("notices cli|desktop");
    let graph = Graph::read();
    let mut packages: Vec<&Package> = graph
        .shipped_with(&program)
        .into_iter()
        .chain(graph.called(OPENSSL_SOURCE))
        .filter(|package| !package.ours)
        .collect();
    packages.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));

    let mut holders: BTreeMap<String, Vec<String>> = BTreeMap::new();
    println!("Vouchsafe is made of the packages below, each under its licence. The texts follow the list.\n");
    for package in packages {
        let license = package.license.as_deref().unwrap_or("see below");
        println!("{} {}: {license}{}", package.name, package.version, authors(package));
        let mut texts = Vec::new();
        collect(&package.folder, "", DEPTH, &mut texts);
        for (file, text) in texts {
            holders.entry(text).or_default().push(format!("{} {} ({file})", package.name, package.version));
        }
    }
    for (text, holders) in holders {
        println!("\n{}\n{}\n\n{text}", "=".repeat(80), holders.join("\n"));
    }
}

/// Who wrote it, where its manifest says so: a package without a licence file names its holders here.
fn authors(package: &Package) -> String {
    if package.authors.is_empty() { String::new() } else { format!(", by {}", package.authors.join(", ")) }
}

fn collect(folder: &Path, prefix: &str, depth: usize, texts: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path();
        if path.is_dir() && depth > 1 && !["tests", "test", "fuzz", "benches", "examples"].contains(&name.as_str()) {
            collect(&path, &format!("{prefix}{name}/"), depth - 1, texts);
        } else if path.is_file() && BEGINNINGS.iter().any(|beginning| name.to_uppercase().starts_with(beginning)) {
            // Lines may end either way in the registry; the text is the same.
            if let Ok(text) = fs::read_to_string(&path) {
                texts.push((format!("{prefix}{name}"), text.replace("\r\n", "\n").trim().to_owned()));
            }
        }
    }
}
