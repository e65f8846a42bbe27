//! Work of any kind in a confined process: its answer, and that whatever goes wrong with it is an ordinary result.

#![cfg(target_os = "linux")]

mod support;

use document::child::Bounds;
use document::{Confined, Error};
use model::exhibit::NotShown;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_document-child");

fn confined() -> Confined {
    Confined {
        stop: document::Stop::default(),
        program: PROGRAM.into(),
        argument: "work",
        bounds: Bounds { memory: 64 << 20, cpu_seconds: 20 },
        time: Duration::from_secs(60),
    }
}

fn answer(confined: &Confined, words: &str) -> Result<Vec<u8>, NotShown> {
    confined.answer(&mut words.as_bytes(), words.len() as u64, 100).expect("no failure of ours")
}

/// The reason why there is no answer.
fn reason(confined: &Confined, words: &str) -> String {
    match answer(confined, words) {
        Err(NotShown::Unsafe(reason)) => reason,
        other => panic!("{words}: {other:?}"),
    }
}

#[test]
fn work_is_answered() {
    assert_eq!(answer(&confined(), "say what it was sent"), Ok(b"what it was sent".to_vec()));
    assert_eq!(answer(&confined(), "size ?"), Ok(b"6".to_vec()));
    assert_eq!(answer(&confined(), ""), Ok(Vec::new()));
}

#[test]
fn work_that_goes_wrong_is_a_reason() {
    for (words, expected) in [
        ("fill it", "memory"),
        ("nest it", "nesting"),
        ("fail it", "memory"),
        ("panic at this", "did not expect"),
        (&format!("say {}", "x".repeat(101)), "more than was asked for"),
    ] {
        let reason = reason(&confined(), words);
        assert!(reason.contains(expected), "{words}: {reason}");
    }
}

#[test]
fn work_without_end_is_ended() {
    let started = Instant::now();
    let brief = Confined { time: Duration::from_secs(1), ..confined() };
    assert!(reason(&brief, "spin on").contains("too long"));
    let cheap = Confined { bounds: Bounds { cpu_seconds: 1, ..confined().bounds }, ..confined() };
    assert!(reason(&cheap, "spin on").contains("computing time"));
    assert!(started.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_failure_of_ours_is_an_error() {
    let absent = Confined { program: "no-such-program".into(), ..confined() };
    assert!(matches!(absent.answer(&mut &b"say x"[..], 5, 100), Err(Error::Start(_))));
    assert!(matches!(confined().answer(&mut &b"say"[..], 9, 100), Err(Error::Length { stated: 9, found: 3 })));
    let other = Confined { argument: "nonsense", ..confined() };
    assert!(matches!(other.answer(&mut &b"say x"[..], 5, 100), Err(Error::Silent)));
}

#[test]
fn what_cannot_be_confined_does_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let program = support::unconfinable(folder.path());
    let unconfinable = Confined { program, ..confined() };
    let Err(NotShown::NotConfined(why)) = answer(&unconfinable, "say x") else { panic!("it did the work") };
    assert!(why.contains("filter"), "{why}");
}
