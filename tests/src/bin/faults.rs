//! Tries faults on a terminal program and prints what came of them; ends with 1 unless nothing was lost and nothing is
//! wrong. `faults kill PROGRAM ROUNDS [SEED]`, or `faults disk PROGRAM FOLDER STEPS`, whose folder is the root of a small
//! file system that may be filled and remounted.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use tests::faults::{Figures, SmallDisk, full_disk, kills};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let aside = std::env::temp_dir().join(format!("vouchsafe-faults-{}", std::process::id()));
    let figures = match words.as_slice() {
        ["kill", program, rounds] => kill(program, rounds, &now(), &aside),
        ["kill", program, rounds, seed] => kill(program, rounds, seed, &aside),
        ["disk", program, folder, steps] => disk(program, folder, steps, &aside),
        _ => None,
    };
    let Some(figures) = figures else {
        eprintln!("usage: faults kill PROGRAM ROUNDS [SEED] | faults disk PROGRAM FOLDER STEPS");
        return ExitCode::from(2);
    };
    print!("\n{figures}");
    if !figures.is_clean() {
        eprintln!("what is left lies in {}", aside.display());
        return ExitCode::FAILURE;
    }
    std::fs::remove_dir_all(&aside).unwrap_or_default();
    ExitCode::SUCCESS
}

fn kill(program: &str, rounds: &str, seed: &str, aside: &Path) -> Option<Figures> {
    let (rounds, seed) = (rounds.parse().ok()?, seed.parse().ok()?);
    println!("{rounds} rounds, seed {seed}");
    Some(kills(&absolute(program)?, aside, rounds, seed, &mut |round| {
        if round % 100 == 0 {
            println!("{round} of {rounds}");
        }
    }))
}

fn disk(program: &str, folder: &str, steps: &str, aside: &Path) -> Option<Figures> {
    let (program, home) = (absolute(program)?, absolute(folder)?);
    let disk = SmallDisk { program: &program, home: &home, aside, steps: steps.parse().ok()?, remounts: true };
    Some(full_disk(&disk, &mut |_| {}))
}

fn absolute(path: &str) -> Option<PathBuf> {
    std::path::absolute(path).ok()
}

/// A seed that is another one each time; it is printed.
fn now() -> String {
    let since = std::time::UNIX_EPOCH.elapsed().unwrap_or_default();
    since.as_secs().to_string()
}
