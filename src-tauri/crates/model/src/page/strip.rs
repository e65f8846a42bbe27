//! The strip of marks that tells in one cell how a control's occurrences stand: one mark each for twelve or fewer, else
//! one for a month or several, showing the worst of them. Judges nothing; the states are the occurrences' own.

use serde::{Deserialize, Serialize};

use crate::occurrence::OccurrenceState;
use crate::time::{Day, Span};

/// Marks of a strip, at most.
pub const MOST_MARKS: usize = 12;

/// One occurrence as the strip takes it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StripWindow {
    /// Its days.
    pub days: Span,
    /// The last day on which it can happen.
    pub last_chance: Day,
    /// Its state.
    pub state: OccurrenceState,
    /// Whether an exception is recorded.
    pub exception: bool,
}

/// One mark: an occurrence, or the worst of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct StripMark {
    /// The days that it stands for.
    pub days: Span,
    /// The state that it shows.
    pub state: OccurrenceState,
    /// Whether an exception is recorded for what it shows.
    pub exception: bool,
}

/// How a control's occurrences stand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct OccurrenceStrip {
    /// The marks in order, [`MOST_MARKS`] at most.
    pub marks: Vec<StripMark>,
    /// Occurrences that count: all but those that are not expected.
    pub expected: u32,
    /// Of these, evidenced or performed in time, without an exception.
    pub done: u32,
    /// Of these, missed.
    pub missed: u32,
    /// The day on which the next one that can still happen is due.
    pub next_due: Option<Day>,
    /// The last day for it.
    pub last_chance: Option<Day>,
}

impl OccurrenceStrip {
    /// The strip of a control's occurrences, given in the windows' order.
    pub fn of(windows: &[StripWindow]) -> Self {
        let count = |holds: &dyn Fn(&StripWindow) -> bool| {
            windows.iter().filter(|window| holds(window)).count().try_into().unwrap_or(u32::MAX)
        };
        let done = [OccurrenceState::Evidenced, OccurrenceState::Performed];
        let next = windows.iter().find(|window| window.state.is_possible());
        Self {
            marks: marks(windows),
            expected: count(&|window| window.state != OccurrenceState::NotExpected),
            done: count(&|window| done.contains(&window.state) && !window.exception),
            missed: count(&|window| window.state == OccurrenceState::Missed),
            next_due: next.map(|window| window.days.to),
            last_chance: next.map(|window| window.last_chance),
        }
    }
}

fn marks(windows: &[StripWindow]) -> Vec<StripMark> {
    if windows.len() <= MOST_MARKS {
        return windows.iter().map(|window| mark(std::slice::from_ref(window))).collect();
    }
    let months: Vec<&[StripWindow]> = windows.chunk_by(|one, next| month(one) == month(next)).collect();
    // Of a period of more than twelve months a mark stands for several.
    let each = months.len().div_ceil(MOST_MARKS);
    months.chunks(each).map(|months| mark(&months.concat())).collect()
}

fn month(window: &StripWindow) -> String {
    window.days.from.format("%Y-%m").to_string()
}

/// The mark of one or several windows: the worst of them, over the days of all.
fn mark(windows: &[StripWindow]) -> StripMark {
    let first = windows[0];
    let worst = windows.iter().copied().min_by_key(|window| badness(*window)).unwrap_or(first);
    let to = windows.iter().map(|window| window.days.to).max().unwrap_or(first.days.to);
    StripMark { days: Span { from: first.days.from, to }, state: worst.state, exception: worst.exception }
}

/// Lower is worse.
const fn badness(window: StripWindow) -> u8 {
    match window.state {
        OccurrenceState::Missed => 0,
        _ if window.exception => 1,
        OccurrenceState::LastChance => 2,
        OccurrenceState::Performed => 3,
        OccurrenceState::Upcoming => 4,
        OccurrenceState::Evidenced => 5,
        OccurrenceState::NotExpected => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::day;

    fn window(from: &str, to: &str, state: OccurrenceState) -> StripWindow {
        let days = Span { from: day(from), to: day(to) };
        StripWindow { days, last_chance: days.to, state, exception: false }
    }

    #[test]
    fn few_occurrences_have_a_mark_each() {
        let quarters = [
            window("2026-01-01", "2026-03-31", OccurrenceState::Evidenced),
            window("2026-04-01", "2026-06-30", OccurrenceState::Missed),
            window("2026-07-01", "2026-09-30", OccurrenceState::LastChance),
            window("2026-10-01", "2026-12-31", OccurrenceState::Upcoming),
        ];
        let strip = OccurrenceStrip::of(&quarters);
        let states: Vec<_> = strip.marks.iter().map(|mark| mark.state).collect();
        assert_eq!(states, quarters.map(|it| it.state));
        assert_eq!((strip.expected, strip.done, strip.missed), (4, 1, 1));
        assert_eq!(strip.next_due, Some(day("2026-09-30")));
        assert_eq!(OccurrenceStrip::of(&[]), OccurrenceStrip::default());
    }

    #[test]
    fn many_show_the_worst_of_each_month() {
        let mut days = Vec::new();
        let mut at = day("2026-01-01");
        while at < day("2027-07-01") {
            let missed = at == day("2026-02-14");
            let state = if missed { OccurrenceState::Missed } else { OccurrenceState::Evidenced };
            days.push(StripWindow { days: Span { from: at, to: at }, last_chance: at, state, exception: false });
            at = at.succ_opt().expect("a day");
        }
        let year = OccurrenceStrip::of(&days[..365]);
        assert_eq!(year.marks.len(), 12);
        assert_eq!(year.marks[1].state, OccurrenceState::Missed);
        assert_eq!(year.marks[1].days, Span { from: day("2026-02-01"), to: day("2026-02-28") });
        assert!(year.marks.iter().enumerate().all(|(at, mark)| (mark.state == OccurrenceState::Missed) == (at == 1)));
        let longer = OccurrenceStrip::of(&days);
        assert_eq!(longer.marks.len(), 9, "two months each");
        assert_eq!(longer.marks[0].days.to, day("2026-02-28"));
        assert_eq!((longer.marks[0].state, longer.missed), (OccurrenceState::Missed, 1));
    }

    #[test]
    fn an_exception_is_not_done() {
        let except = StripWindow { exception: true, ..window("2026-01-01", "2026-12-31", OccurrenceState::Performed) };
        let strip = OccurrenceStrip::of(&[except]);
        assert_eq!((strip.expected, strip.done), (1, 0));
        assert!(strip.marks[0].exception);
    }
}
