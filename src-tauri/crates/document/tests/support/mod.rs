//! What the integration tests share: the reader over this crate's own child, and small files built in code.

#![allow(dead_code, unused_imports)]

pub mod files;

pub use files::*;

use document::Reader;
use model::exhibit::{FileType, Lines, NotShown, Page, ShowLimits, Shown, Table};

/// A reader that starts this crate's child.
pub fn reader() -> Reader {
    Reader::new(env!("CARGO_BIN_EXE_document-child"))
}

/// A program in `folder` that starts this crate's child as one that can't be confined. A shell writes it: while a file is open
/// for writing here, a process that another test starts inherits it, and then nobody may execute it ("text file busy").
pub fn unconfinable(folder: &std::path::Path) -> std::path::PathBuf {
    let program = folder.join("program");
    let text = format!("#!/bin/sh\nexec '{}' unconfinable\n", env!("CARGO_BIN_EXE_document-child"));
    let wrote = std::process::Command::new("sh")
        .args(["-c", "printf '%s' \"$1\" >\"$2\" && chmod 755 \"$2\"", "sh"])
        .arg(text)
        .arg(&program)
        .status()
        .expect("there is a shell");
    assert!(wrote.success());
    program
}

/// Reads bytes as a kind, with the usual limits.
pub fn read_as(kind: FileType, name: &str, bytes: &[u8]) -> Result<Shown, NotShown> {
    reader().read(kind, name, &mut &bytes[..], bytes.len() as u64, &ShowLimits::default()).expect("no failure of ours")
}

/// Reads bytes as what they are taken for.
pub fn read(name: &str, bytes: &[u8]) -> Result<Shown, NotShown> {
    read_as(document::detect(bytes, name), name, bytes)
}

pub fn pages(shown: Result<Shown, NotShown>) -> Vec<Page> {
    match shown {
        Ok(Shown::Pages { pages, .. }) => pages,
        other => panic!("no pages but {other:?}"),
    }
}

pub fn tables(shown: Result<Shown, NotShown>) -> Vec<Table> {
    match shown {
        Ok(Shown::Tables(tables)) => tables,
        other => panic!("no tables but {other:?}"),
    }
}

pub fn lines(shown: Result<Shown, NotShown>) -> Lines {
    match shown {
        Ok(Shown::Lines(lines)) => lines,
        other => panic!("no lines but {other:?}"),
    }
}
