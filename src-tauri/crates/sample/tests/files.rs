//! The evidence files are what their names say, the same each time, and agree with what the story says of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use hayro::hayro_syntax::Pdf;
use model::exhibit::ShowLimits;
use model::words::forbidden;
use sample::{EvidenceFacts, Story, Written, write_evidence};
use sha2::{Digest, Sha256};

/// One run, with the hash of each file.
fn run(folder: &Path) -> (Vec<Written>, BTreeMap<String, [u8; 32]>) {
    let mut told = Vec::new();
    let written = write_evidence(folder, &mut |done, total| {
        told.push((done, total));
        ControlFlow::Continue(())
    })
    .expect("the evidence is written");
    let each: Vec<_> = (0..=written.len()).map(|done| (done, written.len())).collect();
    assert_eq!(told, each);
    let hashes = written
        .iter()
        .map(|file| (file.name.clone(), Sha256::digest(fs::read(&file.path).expect("a file")).into()))
        .collect();
    (written, hashes)
}

#[test]
fn writing_stops_when_it_is_asked_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let most = 2;
    let result = write_evidence(folder.path(), &mut |done, _| {
        if done < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert!(matches!(result, Err(sample::Error::Cancelled)), "{result:?}");
    assert_eq!(fs::read_dir(folder.path()).expect("reads").count(), most);
}

fn extension(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

#[test]
fn files_are_real_agree_with_the_story_and_are_the_same_each_time() {
    let story = Story::load().expect("the story");
    let (first, second) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (written, hashes) = run(first.path());
    let (_, again) = run(second.path());
    let changed: Vec<_> = hashes.iter().filter(|(name, hash)| again.get(*name) != Some(hash)).map(|it| it.0).collect();
    assert!(changed.is_empty(), "differ between two runs: {changed:?}");
    let distinct: BTreeSet<_> = hashes.values().collect();
    assert_eq!(distinct.len(), hashes.len(), "two files are copies of each other");

    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &written {
        *kinds.entry(extension(&file.name)).or_default() += 1;
        check_bytes(&file.name, &fs::read(&file.path).expect("a file"));
    }
    for (kind, least) in [
        ("pdf", 25),
        ("png", 12),
        ("jpg", 2),
        ("csv", 15),
        ("json", 3),
        ("jsonl", 3),
        ("xlsx", 4),
        ("eml", 5),
        ("txt", 3),
        ("log", 2),
    ] {
        assert!(kinds.get(kind).is_some_and(|count| *count >= least), "{kind}: {:?}", kinds.get(kind));
    }
    let log = first.path().join("lodestar-sign-ins-2026-09.log");
    assert!((28_000_000..34_000_000).contains(&fs::metadata(log).expect("the log").len()), "the log of about 30 MB");
    for item in &story.evidence {
        check_count(item, &written);
    }
    check_pages(&story, first.path());
}

/// The first bytes of each kind, and no forbidden word where text can be read.
fn check_bytes(name: &str, bytes: &[u8]) {
    let begins = |magic: &[u8]| assert!(bytes.starts_with(magic), "{name} does not begin as its kind does");
    assert!(bytes.len() > 200, "{name} has {} bytes", bytes.len());
    match extension(name) {
        "pdf" => begins(b"%PDF-1."),
        "png" => begins(b"\x89PNG\r\n\x1a\n"),
        "jpg" => begins(b"\xff\xd8\xff"),
        "xlsx" => begins(b"PK\x03\x04"),
        "json" => begins(b"{"),
        "jsonl" => begins(b"{\""),
        _ => {}
    }
    if let Ok(text) = std::str::from_utf8(bytes).map_err(|_| ()) {
        let head = text.get(..3_000_000).unwrap_or(text);
        assert!(forbidden(head).is_empty(), "{name}: {:?}", forbidden(head).first());
        assert!(!text.contains('\u{fffd}'), "{name}");
    }
    if matches!(extension(name), "csv" | "json" | "jsonl" | "eml" | "txt" | "log") {
        assert!(std::str::from_utf8(bytes).is_ok(), "{name} is text");
    }
    if extension(name) == "json" {
        serde_json::from_slice::<serde_json::Value>(bytes).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
    if extension(name) == "jsonl" {
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            serde_json::from_slice::<serde_json::Value>(line).unwrap_or_else(|why| panic!("{name}: {why}"));
        }
    }
}

/// The row count of a completeness and accuracy card is that of the file.
fn check_count(item: &EvidenceFacts, written: &[Written]) {
    let Some(rows) = item.ipe.as_ref().and_then(|card| card.row_count) else { return };
    let file = written.iter().find(|file| file.name == item.files[0]).expect("each file is written");
    if let Some(records) = file.records {
        assert_eq!(rows, records, "{}: the card says {rows}, the file holds {records}", item.key);
    }
}

/// Pages of documents and pictures that the auditor's packet shows, against those of rows and lines.
fn check_pages(story: &Story, folder: &Path) {
    let limits = ShowLimits::default();
    let (mut pages, mut lines) = (0, 0);
    for item in story.evidence.iter().filter(|item| item.released.is_some() && item.list_only.is_none()) {
        for name in &item.files {
            let bytes = fs::read(folder.join(name)).expect("a file");
            match extension(name) {
                "pdf" => {
                    let count = Pdf::new(bytes).expect("a PDF that can be read").pages().len();
                    assert!((2..=12).contains(&count), "{name} has {count} pages");
                    println!("{count:3} {name}");
                    pages += count;
                }
                "png" | "jpg" => pages += 1,
                _ => {
                    let count = bytes.iter().filter(|byte| **byte == b'\n').count().min(limits.lines as usize);
                    println!("    {count:3} lines {name}");
                    lines += count.div_ceil(55).max(1);
                }
            }
        }
    }
    println!("{pages} pages of documents and pictures, about {lines} of rows and lines");
    assert!(pages >= 110, "{pages} pages of documents and pictures");
    assert!(lines * 2 < pages, "{lines} pages of rows and lines beside {pages}");
}
