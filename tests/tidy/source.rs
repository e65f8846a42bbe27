//! The text files of the checkout, as the rules see them. Build products and what the demo makes aren't among them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use crate::reach;
use crate::tokens::{self, Token};

/// Folders that hold nothing anyone wrote.
const SKIPPED: &[&str] = &[".git", "target", "dist", "demo-out", "node_modules", "gen", "permissions"];

/// One text file.
#[derive(Debug)]
pub struct Source {
    /// Its path from the root, with `/`.
    pub path: String,
    /// All of it.
    pub text: String,
    is_test: bool,
    tokens: OnceLock<Vec<Token>>,
}

impl Source {
    /// A file that exists only in a test.
    pub fn made_up(path: &str, text: &str) -> Source {
        Source::new(path.to_owned(), text.to_owned())
    }

    fn new(path: String, text: String) -> Source {
        let is_test = path.split('/').any(|part| matches!(part, "tests" | "tests.rs" | "examples" | "benches"));
        Source { path, text, is_test, tokens: OnceLock::new() }
    }

    /// Whether the file is Rust.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether nothing in the file becomes part of a program: by where it lies, or because a `mod` names it that is
    /// compiled for tests only.
    pub fn is_test(&self) -> bool {
        self.is_test
    }

    /// The crate that the file belongs to, by the folder's name; `None` outside the crates.
    pub fn room(&self) -> Option<&str> {
        self.path.strip_prefix("src-tauri/crates/")?.split('/').next()
    }

    /// The Rust tokens, without comments and without what is compiled for tests only.
    pub fn program(&self) -> Vec<Token> {
        tokens::without_tests(self.tokens().to_vec())
    }

    /// The Rust tokens, without comments.
    pub fn tokens(&self) -> &[Token] {
        let read = || tokens::read(&self.text).unwrap_or_else(|error| panic!("{}: {error}", self.path));
        self.tokens.get_or_init(read)
    }
}

/// Every text file of the checkout, in order of path.
pub fn all() -> &'static [Source] {
    static ALL: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let mut found = Vec::new();
        walk(&tests::root(), "", &mut found);
        found.sort_by(|one, other| one.path.cmp(&other.path));
        assert!(found.len() > 50, "only {} files were found in {}", found.len(), tests::root().display());
        mark_tests(&mut found);
        found
    });
    &ALL
}

/// Every Rust file of the checkout.
pub fn rust() -> Vec<&'static Source> {
    all().iter().filter(|source| source.is_rust()).collect()
}

/// Marks the files of modules that are compiled for tests only, and the files below those.
fn mark_tests(sources: &mut [Source]) {
    let mut modules = BTreeSet::new();
    for source in sources.iter().filter(|source| source.is_rust() && !source.is_test) {
        let in_program = reach::named(&source.path, &source.program());
        modules
            .extend(reach::named(&source.path, source.tokens()).into_iter().filter(|path| !in_program.contains(path)));
    }
    for source in sources.iter_mut() {
        let of_module = |path: &String| source.path == *path || source.path.starts_with(&path.replace(".rs", "/"));
        source.is_test |= source.is_rust() && modules.iter().any(of_module);
    }
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("a folder of the checkout can be read") {
        let entry = entry.expect("a folder of the checkout can be read");
        let name = entry.file_name().into_string().expect("names in the checkout are UTF-8");
        let kind = entry.file_type().expect("an entry has a kind");
        if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
            walk(&entry.path(), &format!("{prefix}{name}/"), found);
        } else if kind.is_file() {
            // What isn't UTF-8 is a picture or a fixture, which no rule here speaks about. A file that is gone
            // since the folder was listed was someone's temporary file.
            if let Some(text) = fs::read(entry.path()).ok().and_then(|bytes| String::from_utf8(bytes).ok()) {
                found.push(Source::new(format!("{prefix}{name}"), text));
            }
        }
    }
}

#[test]
fn files_of_test_modules_are_told_from_the_program() {
    let mut sources = [
        Source::made_up("a/src/lib.rs", "#[cfg(test)]\nmod fixture;\nmod one;"),
        Source::made_up("a/src/fixture.rs", "mod deep;"),
        Source::made_up("a/src/fixture/deep.rs", ""),
        Source::made_up("a/src/one.rs", "mod part;\n#[cfg(test)]\nmod tests;"),
        Source::made_up("a/src/one/part.rs", ""),
        Source::made_up("a/src/one/tests.rs", ""),
    ];
    mark_tests(&mut sources);
    assert_eq!(sources.each_ref().map(Source::is_test), [false, true, true, false, false, true]);
}
