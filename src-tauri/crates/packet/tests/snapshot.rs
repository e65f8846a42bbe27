//! The words of every page of four small packets against a kept reference, in the order in which a reader meets them.
//! `UPDATE_SNAPSHOTS=1` writes the reference anew.
#![allow(missing_docs)]

mod support;

use std::fmt::Write;
use std::path::PathBuf;

use model::packet::AudienceProfile;

fn words_of(profile: AudienceProfile) -> String {
    let (source, shelf) = support::sample(6);
    let (bytes, rendered, _) = support::render(&source, &shelf, &support::options(profile));
    let mut text = String::new();
    for (number, page) in support::pdf::Pdf::open(&bytes).pages().iter().enumerate() {
        writeln!(text, "---- page {}", number + 1).expect("a string");
        // Lines of a width that a difference can be read in.
        let mut line = String::new();
        for word in page.split(' ').filter(|word| *word != ".") {
            if line.len() + word.len() > 110 {
                writeln!(text, "{}", line.trim_end()).expect("a string");
                line.clear();
            }
            line.push_str(word);
            line.push(' ');
        }
        writeln!(text, "{}", line.trim_end()).expect("a string");
    }
    writeln!(text, "---- manifest").expect("a string");
    text.push_str(&serde_json::to_string_pretty(&rendered.manifest).expect("JSON"));
    text.push('\n');
    text
}

fn compare(profile: AudienceProfile) {
    let path = PathBuf::from(format!("tests/snapshots/{}.txt", profile.name()));
    let now = words_of(profile);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(&path, &now).expect("a reference");
    }
    let kept = std::fs::read_to_string(&path).expect("a reference; UPDATE_SNAPSHOTS=1 writes it");
    let first = kept.lines().zip(now.lines()).position(|(old, new)| old != new);
    assert!(
        kept == now,
        "the words differ, first in line {:?}: {:?}",
        first.map(|line| line + 1),
        first.and_then(|line| now.lines().nth(line))
    );
}

#[test]
fn the_auditors_packet_reads_as_kept() {
    compare(AudienceProfile::Auditor);
}

#[test]
fn procurements_packet_reads_as_kept() {
    compare(AudienceProfile::Procurement);
}

#[test]
fn the_boards_packet_reads_as_kept() {
    compare(AudienceProfile::Board);
}

#[test]
fn the_clients_packet_reads_as_kept() {
    compare(AudienceProfile::Client);
}
