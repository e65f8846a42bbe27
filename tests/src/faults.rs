//! Faults from outside, tried on the real terminal program: it is killed at random moments, runs beside another of itself,
//! loses the file that it reads, and finds the disk full or read-only. After each, what it had confirmed must be there and
//! nothing may be wrong. Counts what came of it; judges by the program's exit and by opening the vault in this process.

mod dice;
mod disk;
mod kill;
mod stand;
mod work;

pub use disk::{SmallDisk, full_disk};
pub use kill::kills;

use std::collections::BTreeMap;
use std::fmt;

/// What came of many faults.
#[derive(Debug, Default)]
pub struct Figures {
    /// By what was being done.
    pub of: BTreeMap<&'static str, Count>,
    /// Each loss and each wrong answer, in words.
    pub findings: Vec<String>,
}

/// What came of the faults in one kind of work.
#[derive(Debug, Default, Clone, Copy)]
pub struct Count {
    /// Runs.
    pub runs: u32,
    /// Of them, those that the fault ended before the program did.
    pub cut: u32,
    /// Those that confirmed what they did.
    pub confirmed: u32,
    /// Those that had done it without having confirmed it.
    pub unconfirmed: u32,
    /// Confirmed, and not there afterwards.
    pub lost: u32,
    /// Anything else that isn't as it was or as it was to be.
    pub wrong: u32,
}

/// What one run came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Confirmed,
    Unconfirmed,
    Nothing,
    Lost,
}

impl Figures {
    fn note(&mut self, work: &'static str, cut: bool, outcome: Result<Outcome, String>) {
        let count = self.of.entry(work).or_default();
        count.runs += 1;
        count.cut += u32::from(cut);
        match outcome {
            Ok(Outcome::Confirmed) => count.confirmed += 1,
            Ok(Outcome::Unconfirmed) => count.unconfirmed += 1,
            Ok(Outcome::Nothing) => {}
            Ok(Outcome::Lost) => {
                count.lost += 1;
                self.findings.push(format!("{work}: what was confirmed is not there"));
            }
            Err(why) => {
                count.wrong += 1;
                self.findings.push(format!("{work}: {why}"));
            }
        }
    }

    /// All kinds of work together.
    pub fn total(&self) -> Count {
        self.of.values().fold(Count::default(), |sum, it| Count {
            runs: sum.runs + it.runs,
            cut: sum.cut + it.cut,
            confirmed: sum.confirmed + it.confirmed,
            unconfirmed: sum.unconfirmed + it.unconfirmed,
            lost: sum.lost + it.lost,
            wrong: sum.wrong + it.wrong,
        })
    }

    /// Whether nothing was lost and nothing is wrong.
    pub fn is_clean(&self) -> bool {
        let Count { lost, wrong, .. } = self.total();
        lost == 0 && wrong == 0 && self.findings.is_empty()
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<18}{:>6}{:>9}{:>11}{:>14}{:>20}{:>15}",
            "work", "runs", "cut off", "confirmed", "unconfirmed", "acknowledged losses", "wrong answers"
        )?;
        let total = self.total();
        let rows = self.of.iter().map(|(name, count)| (*name, *count)).chain([("all", total)]);
        for (name, Count { runs, cut, confirmed, unconfirmed, lost, wrong }) in rows {
            writeln!(f, "{name:<18}{runs:>6}{cut:>9}{confirmed:>11}{unconfirmed:>14}{lost:>20}{wrong:>15}")?;
        }
        self.findings.iter().try_for_each(|finding| writeln!(f, "FOUND: {finding}"))
    }
}
