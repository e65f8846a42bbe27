//! The rule of words: what a SOC 2 report doesn't give stands in nothing that the program writes, nor in the pages that
//! are handed out with it. Which words those are is `model::words`' to say; help texts are held against it beside the
//! terminal program, printed packets in `packet`.

use model::words::forbidden;

use crate::finding::Finding;
use crate::none;
use crate::source::{self, Source};
use crate::tokens::{Kind, Token};

/// The list of the words itself.
const LIST: &str = "src-tauri/crates/model/src/words.rs";

/// Rooms whose names of fields and variants go over the wire.
const WIRE: &[&str] = &["model", "commands"];

/// Kinds of text files in the crates that end up in what the program writes.
const KINDS: &[&str] = &[".typ", ".toml", ".md", ".csv", ".tsv", ".txt", ".html", ".svg"];

fn all(source: &Source) -> Vec<Finding> {
    match source.room() {
        Some(_) if source.is_test() || source.path == LIST => Vec::new(),
        Some(room) if source.is_rust() => {
            let program = source.program();
            let mut found = texts(source, &program);
            if WIRE.contains(&room) {
                found.extend(names(source, &program));
            }
            found
        }
        Some(_) if is_printed(&source.path) => lines(source),
        None if is_handed_out(&source.path) => lines(source),
        Some(_) | None => Vec::new(),
    }
}

fn is_printed(path: &str) -> bool {
    KINDS.iter().any(|kind| path.ends_with(kind)) && !path.ends_with("/Cargo.toml")
}

/// The pages for users; those for whoever works on the project speak of code, which passes values on.
fn is_handed_out(path: &str) -> bool {
    let page = path.strip_prefix("docs/").unwrap_or(path);
    page.ends_with(".md") && !page.contains('/') && !["CONTRIBUTING.md", "ARCHITECTURE.md"].contains(&page)
}

/// Every text literal, but those that tell a lint its reason.
fn texts(source: &Source, program: &[Token]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, token) in program.iter().enumerate() {
        let Kind::Text(text) = &token.kind else { continue };
        let is_reason = at >= 2 && program[at - 2].is_word("reason") && program[at - 1].is_mark('=');
        if !is_reason {
            found.extend(words(source, token.line, &unescaped(text)));
        }
    }
    found
}

/// A text as it is printed, as far as words go: an escape for a blank parts them.
fn unescaped(text: &str) -> String {
    ["\\n", "\\t", "\\r", "\\\""].iter().fold(text.to_owned(), |text, escape| text.replace(escape, " "))
}

/// Every name of the code as the wire would spell it: `RetestPassed` is `retest_passed` there.
fn names(source: &Source, program: &[Token]) -> Vec<Finding> {
    let mut found = Vec::new();
    for token in program {
        if let Kind::Word(name) = &token.kind {
            found.extend(words(source, token.line, &parted(name)));
        }
    }
    found
}

/// The words of a name in snake or camel case, parted by blanks.
fn parted(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.ends_with(char::is_uppercase) {
            text.push(' ');
        }
        text.push(if letter == '_' { ' ' } else { letter });
    }
    text
}

/// A provenance note, which is never printed, may name whose criteria they are.
fn lines(source: &Source) -> Vec<Finding> {
    let note = source.text.lines().next().filter(|line| line.starts_with("# provenance:"));
    let rest = note.map_or(source.text.as_str(), |note| &source.text[note.len()..]);
    let line_of = |start: usize| 1 + rest[..start].matches('\n').count();
    let in_rest = forbidden(rest).into_iter().map(|it| (line_of(it.start), it.word));
    let in_note = forbidden(note.unwrap_or_default()).into_iter().map(|it| (1, it.word)).filter(|it| it.1 != "aicpa");
    in_note.chain(in_rest).map(|(line, word)| finding(source, line, word)).collect()
}

fn words(source: &Source, line: usize, text: &str) -> Vec<Finding> {
    forbidden(text).into_iter().map(|it| finding(source, line, it.word)).collect()
}

fn finding(source: &Source, line: usize, word: &str) -> Finding {
    Finding::on_line(&source.path, line, format!("the word `{word}` claims what a SOC 2 report doesn't give"))
}

#[test]
fn no_forbidden_word_is_written() {
    none(source::all().iter().flat_map(all));
}

#[test]
fn a_forbidden_word_is_found() {
    let found = |path: &str, text: &str| all(&Source::made_up(path, text)).len();
    let rust = "src-tauri/crates/commands/src/x.rs";
    assert_eq!(found(rust, "const A: &str = \"you are certified\";"), 1);
    assert_eq!(found(rust, "fn f() { format!(\"Done.\\nPassed {}\", 1); }"), 1);
    assert_eq!(found(rust, "enum State { RetestPassed }"), 1);
    assert_eq!(
        found(rust, "// passed\n#[allow(dead_code, reason = \"it is passed on\")]\nconst COMPLIANCE: u8 = 1;"),
        0
    );
    assert_eq!(found(rust, "#[cfg(test)]\nmod tests { const A: &str = \"certified\"; }"), 0);
    assert_eq!(found("src-tauri/crates/packet/src/x.rs", "fn passed() {}"), 0, "names there go nowhere");
    assert_eq!(found("src-tauri/crates/packet/src/template/x.typ", "SOC 2® compliant"), 2);
    assert_eq!(
        found("src-tauri/crates/catalogue/reference/x.csv", "# provenance: by AICPA\na,b\n1,certification\n"),
        1
    );
    assert_eq!(found("README.md", "a\nwe are certified"), 1);
    assert_eq!(found("docs/time-model.md", "certified"), 1);
    assert_eq!(found("docs/decisions/0099-x.md", "a value is passed on"), 0);
    assert_eq!(found("tests/flows/x.rs", "const A: &str = \"certified\";"), 0);
}
