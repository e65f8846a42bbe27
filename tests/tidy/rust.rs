//! Rules about what Rust source may say, file by file.

use crate::finding::Finding;
use crate::none;
use crate::source::{self, Source};
use crate::tokens::{Kind, Token};

/// Endings of type names that say nothing about what the type is.
const EMPTY_WORDS: &[&str] = &["Manager", "Service", "Helper", "Util", "Utils", "Handler", "Data", "Info"];
/// Macros that mark unfinished or forgotten work.
const UNFINISHED: &[&str] = &["todo", "unimplemented", "dbg"];
/// Macros that write to the terminal, which only the terminal program does.
const PRINTING: &[&str] = &["print", "println", "eprint", "eprintln"];
/// Crates whose text goes to a terminal or is read by whoever runs the checks.
const PRINTING_ROOMS: &[&str] = &["cli"];
/// The only room with SQL, and the one whose made-up client has queries of its own among its evidence.
const SQL_ROOMS: &[&str] = &["vault", "sample"];
/// Types of the standard library that talk over a network.
const NETWORK_TYPES: &[&str] = &["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"];

/// A module opens by saying what it is.
fn header(source: &Source) -> Vec<Finding> {
    // What `tests.rs` is, its name says.
    if source.path.ends_with("/tests.rs") {
        return Vec::new();
    }
    let first = source.text.lines().next().unwrap_or_default();
    let opens = first.strip_prefix("//! ").is_some_and(|rest| !rest.trim().is_empty());
    if opens {
        Vec::new()
    } else {
        vec![Finding::on_line(&source.path, 1, "opens without a `//!` that says what it is")]
    }
}

/// A crate's header says what is absent from it.
fn invariant(source: &Source) -> Vec<Finding> {
    if !source.path.ends_with("/src/lib.rs") && !source.path.ends_with("cli/src/main.rs") {
        return Vec::new();
    }
    let stated =
        source.text.lines().take_while(|line| line.starts_with("//!")).any(|line| line.contains("**Invariant"));
    if stated { Vec::new() } else { vec![Finding::of(&source.path, "the crate's header states no **Invariant**")] }
}

/// Nothing is left unfinished, in tests neither.
fn unfinished(source: &Source) -> Vec<Finding> {
    macros(source, source.tokens(), UNFINISHED, "is unfinished or forgotten work")
}

/// Only the terminal program writes to the terminal.
fn printing(source: &Source) -> Vec<Finding> {
    // The window's program says on the terminal why it didn't start, and its build step speaks to cargo.
    let started = ["src-tauri/build.rs", "src-tauri/src/main.rs", "src-tauri/src/desktop.rs"];
    let may = source.room().is_some_and(|room| PRINTING_ROOMS.contains(&room)) || started.contains(&&*source.path);
    if source.is_test() || may {
        return Vec::new();
    }
    macros(source, &source.program(), PRINTING, "writes to the terminal, which only the terminal program does")
}

/// SQL text stands in the vault alone.
fn sql(source: &Source) -> Vec<Finding> {
    if source.is_test() || source.room().is_some_and(|room| SQL_ROOMS.contains(&room)) {
        return Vec::new();
    }
    let program = source.program();
    let found = program.iter().filter(|token| matches!(&token.kind, Kind::Text(text) if is_sql(text)));
    found
        .map(|token| Finding::on_line(&source.path, token.line, "is SQL text, which stands in `vault` alone"))
        .collect()
}

/// A table file names every field, so that a new one stops the build there.
fn rest(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("src-tauri/crates/vault/src/table/") {
        return Vec::new();
    }
    let program = source.program();
    let leaves_out = |row: &[Token]| {
        (row[0].is_mark(',') || row[0].kind == Kind::Open('{')) && row[1].is_mark('.') && row[2].is_mark('.')
    };
    let found = program.windows(3).filter(|row| leaves_out(row));
    found.map(|row| Finding::on_line(&source.path, row[1].line, "`..` leaves fields out of a table's struct")).collect()
}

/// No code of ours opens a network connection.
fn network(source: &Source) -> Vec<Finding> {
    if source.is_test() {
        return Vec::new();
    }
    let program = source.program();
    let mut found: Vec<Finding> = Vec::new();
    for (place, token) in program.iter().enumerate() {
        let named = matches!(&token.kind, Kind::Word(word) if NETWORK_TYPES.contains(&word.as_str()));
        if named || (token.is_word("net") && stands_in_std(&program[..place])) {
            found.push(Finding::on_line(&source.path, token.line, "names the standard library's network"));
        }
    }
    found
}

/// A type's name says what it is.
fn empty_name(source: &Source) -> Vec<Finding> {
    let program = source.program();
    let names = program.windows(2).filter_map(|pair| match (&pair[0].kind, &pair[1].kind) {
        (Kind::Word(keyword), Kind::Word(name))
            if ["struct", "enum", "trait", "type", "union"].contains(&keyword.as_str()) =>
        {
            Some((pair[1].line, name))
        }
        _ => None,
    });
    let empty = names.filter(|(_, name)| EMPTY_WORDS.iter().any(|word| name.ends_with(word)));
    empty.map(|(line, name)| Finding::on_line(&source.path, line, format!("`{name}` doesn't say what it is"))).collect()
}

fn macros(source: &Source, tokens: &[Token], names: &[&str], why: &str) -> Vec<Finding> {
    let called = tokens.windows(2).filter_map(|pair| match &pair[0].kind {
        Kind::Word(word) if pair[1].is_mark('!') && names.contains(&word.as_str()) => Some((pair[0].line, word)),
        _ => None,
    });
    called.map(|(line, word)| Finding::on_line(&source.path, line, format!("`{word}!` {why}"))).collect()
}

fn is_sql(text: &str) -> bool {
    let text = text.replace("\\n", " ");
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "\\").collect();
    let later = |word: &str| words.iter().skip(1).any(|own| *own == word);
    match words.as_slice() {
        ["SELECT", _, ..] => later("FROM"),
        ["INSERT" | "REPLACE", ..] => later("INTO"),
        ["UPDATE", ..] => later("SET"),
        ["DELETE", "FROM", ..] => true,
        ["CREATE" | "DROP" | "ALTER", rest @ ..] => {
            rest.iter().take(3).any(|word| ["TABLE", "INDEX", "TRIGGER", "VIEW"].contains(word))
        }
        ["PRAGMA" | "SAVEPOINT" | "ATTACH", _, ..] => true,
        _ => false,
    }
}

/// Whether the tokens before a word end in `std::`, or in `std::{` with whole names after it.
fn stands_in_std(before: &[Token]) -> bool {
    let mut place = before.len();
    let mut depth = 0_usize;
    while place > 0 {
        place -= 1;
        match &before[place].kind {
            Kind::Close(_) => depth += 1,
            Kind::Open('{') if depth == 0 => {}
            Kind::Open(_) if depth == 0 => return false,
            Kind::Open(_) => depth -= 1,
            Kind::Mark(';') => return false,
            Kind::Mark(':') if depth == 0 && place >= 2 && before[place - 1].is_mark(':') => {
                let root = before[place - 2].is_word("std") || before[place - 2].is_word("core");
                // `std::` itself, or `std::{ io, ` — but not `std::{io::`, where the path goes on elsewhere.
                let direct =
                    matches!(before.last().map(|token| &token.kind), Some(Kind::Mark(':' | ',') | Kind::Open('{')));
                return root && direct;
            }
            _ => {}
        }
    }
    false
}

fn each(rule: fn(&Source) -> Vec<Finding>) -> Vec<Finding> {
    source::rust().into_iter().flat_map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaches(rule: fn(&Source) -> Vec<Finding>, path: &str, text: &str) -> usize {
        rule(&Source::made_up(path, text)).len()
    }

    const ANY: &str = "src-tauri/crates/import/src/x.rs";
    const TABLE: &str = "src-tauri/crates/vault/src/table/x.rs";

    #[test]
    fn every_module_says_what_it_is() {
        assert_eq!(breaches(header, ANY, "use a;\n"), 1);
        assert_eq!(breaches(header, ANY, "//!\nuse a;\n"), 1);
        assert_eq!(breaches(header, ANY, "//! A thing.\nuse a;\n"), 0);
        none(each(header));
    }

    #[test]
    fn every_crate_states_its_invariant() {
        assert_eq!(
            breaches(invariant, "src-tauri/crates/import/src/lib.rs", "//! A room.\n\n// **Invariant**: no\n"),
            1
        );
        assert_eq!(
            breaches(invariant, "src-tauri/crates/import/src/lib.rs", "//! A room.\n//! **Invariant**: no\n"),
            0
        );
        none(each(invariant));
    }

    #[test]
    fn nothing_is_unfinished() {
        assert_eq!(breaches(unfinished, ANY, "fn a() { todo!() }\n#[cfg(test)] mod t { fn b() { dbg!(1); } }"), 2);
        assert_eq!(breaches(unfinished, ANY, "// todo!()\nfn a() { \"todo!()\"; }"), 0);
        none(each(unfinished));
    }

    #[test]
    fn only_the_terminal_program_prints() {
        assert_eq!(breaches(printing, ANY, "fn a() { println!(\"x\"); }"), 1);
        assert_eq!(breaches(printing, "src-tauri/crates/cli/src/x.rs", "fn a() { println!(\"x\"); }"), 0);
        assert_eq!(breaches(printing, ANY, "#[cfg(test)] mod t { fn b() { println!(\"x\"); } }"), 0);
        none(each(printing));
    }

    #[test]
    fn sql_stands_in_the_vault_alone() {
        for text in [
            "SELECT a FROM b",
            "\\\\n  SELECT a\n FROM b",
            "INSERT OR IGNORE INTO a VALUES (1)",
            "UPDATE a SET b = 1",
            "DELETE FROM a",
            "CREATE UNIQUE INDEX a ON b (c)",
            "PRAGMA user_version",
        ] {
            assert_eq!(
                breaches(sql, ANY, &format!("const A: &str = \"{}\";", text.trim_start_matches("\\\\n"))),
                1,
                "{text}"
            );
        }
        assert_eq!(breaches(sql, ANY, "const A: &str = \"UPDATE your records\"; // SELECT a FROM b"), 0);
        assert_eq!(breaches(sql, "src-tauri/crates/vault/src/x.rs", "const A: &str = \"DELETE FROM a\";"), 0);
        none(each(sql));
    }

    #[test]
    fn table_files_name_every_field() {
        assert_eq!(breaches(rest, TABLE, "fn a(b: B) { let B { c, .. } = b; }"), 1);
        assert_eq!(breaches(rest, TABLE, "fn a() -> B { B { c: 1, ..B::new() } }"), 1);
        assert_eq!(breaches(rest, TABLE, "fn a(b: B) { let B { .. } = b; }"), 1);
        assert_eq!(breaches(rest, TABLE, "fn a() { for b in 0..3 { c(&d[1..]); } }"), 0);
        assert_eq!(breaches(rest, ANY, "fn a(b: B) { let B { c, .. } = b; }"), 0);
        none(each(rest));
    }

    #[test]
    fn no_code_of_ours_names_the_network() {
        assert_eq!(breaches(network, ANY, "use std::net::IpAddr;"), 1);
        assert_eq!(breaches(network, ANY, "use std::{io, net::IpAddr};"), 1);
        assert_eq!(breaches(network, ANY, "fn a() { b::TcpStream::connect(c); }"), 1);
        assert_eq!(breaches(network, ANY, "use crate::cost::net; fn a() { let net = gross - tax; b(net); }"), 0);
        assert_eq!(breaches(network, ANY, "use std::io; fn a() { let b = std::mem::take(c); d { net } }"), 0);
        none(each(network));
    }

    #[test]
    fn type_names_say_what_they_are() {
        assert_eq!(breaches(empty_name, ANY, "struct VaultManager; enum RequestInfo {}"), 2);
        assert_eq!(breaches(empty_name, ANY, "struct DataStore; impl Handler for X {}"), 0);
        none(each(empty_name));
    }
}
