//! The rule about the length of files: past 400 lines one needs a reason, past 600 it is split. Lines of tests don't
//! count.

use crate::finding::Finding;
use crate::none;
use crate::source::{self, Source};
use crate::tokens::{Kind, Token};

const NEEDS_REASON: usize = 400;
const FORBIDDEN: usize = 600;

/// Files past 400 lines, each with its reason.
const REASONS: &[(&str, &str)] = &[];

fn too_long(source: &Source, reasons: &[(&str, &str)]) -> Vec<Finding> {
    let written = source.is_rust() || source.path.ends_with(".typ") || source.path.ends_with(".sh");
    if !written || source.is_test() {
        return Vec::new();
    }
    let lines = source.text.lines().count() - if source.is_rust() { test_lines(source) } else { 0 };
    let excused = reasons.iter().any(|(path, reason)| *path == source.path && !reason.is_empty());
    if lines > FORBIDDEN {
        vec![Finding::of(&source.path, format!("{lines} lines: split it"))]
    } else if lines > NEEDS_REASON && !excused {
        vec![Finding::of(&source.path, format!("{lines} lines: split it, or give the reason in tests/tidy/size.rs"))]
    } else if lines <= NEEDS_REASON && excused {
        vec![Finding::of(&source.path, "no longer needs its reason in tests/tidy/size.rs")]
    } else {
        Vec::new()
    }
}

/// Lines of the modules that are compiled for tests only.
fn test_lines(source: &Source) -> usize {
    let (all, program) = (source.tokens(), source.program());
    // Tests stand last in a file, so what the program doesn't have is one row of tokens at the end.
    let tests: Vec<&Token> = all.iter().skip(program.len()).collect();
    match (tests.first(), tests.last()) {
        (Some(first), Some(last)) if last.kind == Kind::Close('}') && all[..program.len()] == program[..] => {
            last.line - first.line + 1
        }
        _ => 0,
    }
}

#[test]
fn files_are_short() {
    let sources = source::all();
    none(sources.iter().flat_map(|source| too_long(source, REASONS)));
    let gone = |(path, _): &&(&str, &str)| !sources.iter().any(|source| source.path == *path);
    none(
        REASONS
            .iter()
            .filter(gone)
            .map(|(path, _)| Finding::of(path, "has a reason in tests/tidy/size.rs, but is gone")),
    );
}

#[test]
fn a_long_file_is_found() {
    let file = |lines: usize, tests: usize| {
        let test_module = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "fn a() {}\n".repeat(tests));
        Source::made_up("src-tauri/crates/import/src/x.rs", &("fn a() {}\n".repeat(lines) + &test_module))
    };
    let excuse: &[(&str, &str)] = &[("src-tauri/crates/import/src/x.rs", "one table")];
    assert!(too_long(&file(400, 500), &[]).is_empty());
    assert_eq!(too_long(&file(401, 0), &[]).len(), 1);
    assert!(too_long(&file(401, 0), excuse).is_empty());
    assert_eq!(too_long(&file(601, 0), excuse).len(), 1);
    assert_eq!(too_long(&file(10, 0), excuse).len(), 1);
}
