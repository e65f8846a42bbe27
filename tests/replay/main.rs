//! Replays the corpus of fuzzing through the doors that it was found with, and a short spell of changes to it: what fuzzing
//! has once found stays mended, without a nightly toolchain. `scripts/fuzz` does the searching.

mod archives;
mod papers;
mod seeds;

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::any::Any;
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use fuzz::{TARGETS, Target};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

/// Changed inputs of each target. `VOUCHSAFE_REPLAY_CASES` takes more.
const CASES: u32 = 24;
/// Longest input that is changed: longer ones take a program built for tests too long.
const MOST: usize = 16 << 10;
/// The stack on which the child reads.
const STACK: usize = 256 << 20;

/// The folder of the corpus.
fn corpus() -> PathBuf {
    tests::root().join("tests/fuzz/corpus")
}

/// The inputs of a target by name of file, in that order.
fn inputs(target: &Target) -> BTreeMap<String, Vec<u8>> {
    let folder = corpus().join(target.name);
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let files = files.map(|entry| entry.expect("the corpus can be read").path());
    let name = |path: &PathBuf| path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    files.map(|path| (name(&path), fs::read(&path).expect("an input can be read"))).collect()
}

/// Does the work of one target on a stack as deep as the child's.
fn deep(work: impl FnOnce() + Send) {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).expect("a thread starts");
        if let Err(panic) = thread.join() {
            std::panic::resume_unwind(panic);
        }
    });
}

/// What a target made of an input: why not, where a promise doesn't hold.
fn tried(target: &Target, input: &[u8]) -> Result<(), String> {
    let words = |panic: Box<dyn Any + Send>| match panic.downcast::<String>() {
        Ok(words) => *words,
        Err(panic) => panic.downcast_ref::<&str>().copied().unwrap_or("a panic without words").to_owned(),
    };
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).map_err(words)
}

#[test]
fn every_input_of_the_corpus_keeps_every_promise() {
    let folders: Vec<String> = fs::read_dir(corpus())
        .expect("there is a corpus")
        .map(|entry| entry.expect("the corpus can be read").file_name().to_string_lossy().into_owned())
        .collect();
    for folder in &folders {
        assert!(TARGETS.iter().any(|target| target.name == folder), "{folder} is the folder of no target");
    }
    deep(|| {
        for target in TARGETS {
            let inputs = inputs(target);
            assert!(!inputs.is_empty(), "{} has no corpus", target.name);
            for (name, input) in inputs {
                if let Err(why) = tried(target, &input) {
                    panic!("{}/{name}: {why}", target.name);
                }
            }
        }
    });
}

/// One change of an input.
#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Put(Index, u8),
    Insert(Index, Vec<u8>),
    Cut(Index, u8),
    Repeat(Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Put(at, byte)),
        (any::<Index>(), vec(any::<u8>(), 1..9)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Change::Repeat(at, length)),
    ]
}

fn changed(input: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for change in changes {
        if bytes.is_empty() {
            bytes.push(0);
        }
        let end = |at: usize, length: u8| (at + usize::from(length)).min(bytes.len());
        match change {
            Change::Flip(at, bit) => {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << bit;
            }
            Change::Put(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Insert(at, more) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, more.iter().copied());
            }
            Change::Cut(at, length) => {
                let at = at.index(bytes.len());
                let end = end(at, *length);
                bytes.drain(at..end);
            }
            Change::Repeat(at, length) => {
                let at = at.index(bytes.len());
                let part = bytes[at..end(at, *length)].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

#[test]
fn inputs_changed_here_and_there_keep_every_promise() {
    let cases = std::env::var("VOUCHSAFE_REPLAY_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    deep(|| {
        for target in TARGETS {
            let inputs: Vec<Vec<u8>> = inputs(target).into_values().filter(|input| input.len() <= MOST).collect();
            let config = Config { cases, failure_persistence: None, ..Config::default() };
            let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
            let changes = (any::<Index>(), vec(change(), 1..6));
            let held = runner.run(&changes, |(which, changes)| {
                let input: &Vec<u8> = which.get(&inputs);
                let input = changed(input, &changes);
                tried(target, &input).map_err(|why| TestCaseError::fail(format!("{why}: {input:02x?}")))
            });
            if let Err(why) = held {
                panic!("{}: {why}", target.name);
            }
        }
    });
}

/// A promise that doesn't hold is told by file and reason.
#[test]
fn a_broken_promise_is_found() {
    let target = Target { name: "x", run: |input| assert!(!input.starts_with(b"bad"), "it is bad") };
    assert_eq!(tried(&target, b"good"), Ok(()));
    assert_eq!(tried(&target, b"bad"), Err("it is bad".to_owned()));
}

/// A target that cargo-fuzz knows nothing of would never be searched.
#[test]
fn every_target_has_a_program_and_every_program_a_target() {
    let manifest = fs::read_to_string(tests::root().join("tests/fuzz/Cargo.toml")).expect("fuzzing has a manifest");
    let programs = manifest.split("[[bin]]").skip(1).filter_map(|part| part.split('"').nth(1));
    assert!(programs.eq(TARGETS.iter().map(|target| target.name)));
}
