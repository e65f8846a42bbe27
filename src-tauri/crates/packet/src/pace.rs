//! How far a packet has come, in pages: those of its exhibits are known before it is laid out, those of its report are reckoned
//! from what it holds. Nothing that a packet shows follows from it.

use std::io::{self, Write};

use model::packet::Step;

use crate::views::View;
use crate::volumes::VolumePlan;

/// The step that most of the work is told as: its pages are those that are laid out.
pub(crate) const LAYING_OUT: &str = "laying out the packet";
/// The step after it.
pub(crate) const WRITING: &str = "writing the packet";
/// Bytes of a report's data that fill a page, about: a matrix of 5,000 rows has 4,600 a page, the sample's report 3,100.
const BYTES_A_PAGE: u64 = 4_000;

/// The pages of a packet, as far as they are known before it is laid out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    report: u64,
    exhibits: u64,
}

impl Pace {
    /// That of a report of these parts, and exhibits in these volumes.
    pub(crate) fn new(report: &[View], plan: &[VolumePlan]) -> Self {
        let exhibits = plan.iter().map(|volume| u64::from(volume.pages)).sum();
        let pages = report.iter().map(|(_, view)| length(view).div_ceil(BYTES_A_PAGE)).sum();
        Self { report: pages, exhibits }
    }

    /// All pages; one at least.
    pub(crate) fn total(self) -> u64 {
        (self.report + self.exhibits).max(1)
    }

    /// How far it is when a volume is begun, `before` being the exhibits' pages in those before it.
    pub(crate) fn step(self, volume: &VolumePlan, before: u64, doing: &'static str) -> Step {
        let report = if volume.number > 1 { self.report } else { 0 };
        Step { done: report + before, total: self.total(), doing }
    }
}

/// A step in which this many more pages are laid out. Where there are more than was reckoned, the last one waits for the others.
pub fn with_pages(step: Step, pages: u64) -> Step {
    if step.doing == LAYING_OUT { Step { done: (step.done + pages).min(step.total), ..step } } else { step }
}

/// Bytes of a view as JSON; none of one that can't be written, which fails where it is needed.
fn length(view: &serde_json::Value) -> u64 {
    struct Counted(u64);
    impl Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 += bytes.len() as u64;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut counted = Counted(0);
    serde_json::to_writer(&mut counted, view).map_or(0, |()| counted.0)
}
