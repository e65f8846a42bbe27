//! Which evidence items show which occurrences. What counts is what an item covers, never when it was received.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::window::Window;
use crate::calendar::OccurrenceKey;
use crate::evidence::{Covers, EvidenceItem, EvidenceKind, Needs};
use crate::id::{ControlId, EvidenceId};
use crate::time::{Day, Span};

/// The days for which an item counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// It is dated on one day.
    Day(Day),
    /// It speaks for each day of a span.
    Span(Span),
}

impl Reach {
    /// All its days.
    pub const fn days(self) -> Span {
        match self {
            Self::Day(day) => Span { from: day, to: day },
            Self::Span(span) => span,
        }
    }

    /// Whether it speaks for every day of the window. A date never does, not even for a day's window: it is one
    /// performance.
    fn covers(self, window: &Window) -> bool {
        matches!(self, Self::Span(span) if span.covers(window.days))
    }

    /// Whether it lies in the window: it begins there and ends by the last chance.
    fn lies_in_window(self, window: &Window) -> bool {
        let days = self.days();
        match self {
            Self::Day(day) => window.days.contains(day),
            Self::Span(_) => window.days.contains(days.from) && days.to <= window.last_chance,
        }
    }

    fn lies_in_grace(self, window: &Window) -> bool {
        window.grace().is_some_and(|grace| grace.covers(self.days()))
    }
}

/// An accepted evidence item as it counts for the occurrences of a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Support {
    /// The item.
    pub evidence: EvidenceId,
    /// The days for which it counts.
    pub reach: Reach,
}

impl Support {
    /// How an item counts for the occurrences of a control; none when it doesn't, because it isn't accepted, doesn't
    /// name the control, or has no day on which something was performed.
    pub fn of(item: &EvidenceItem, control: ControlId) -> Option<Self> {
        if !item.state.is_accepted() || !item.controls.contains(&control) {
            return None;
        }
        Some(Self { evidence: item.id, reach: reach(item)? })
    }
}

/// A configuration is a look at one moment whatever span it is given, a document in force shows the day of its
/// approval, and a change history shows changes but nobody performing a control.
fn reach(item: &EvidenceItem) -> Option<Reach> {
    let by_approval = item.kind.needs() == Needs::Approval;
    match item.covers? {
        Covers::AsOf { on } => Some(Reach::Day(on)),
        Covers::InForce { .. } => item.approval.as_ref().map(|approval| Reach::Day(approval.on)),
        Covers::Period { .. } if by_approval => item.approval.as_ref().map(|approval| Reach::Day(approval.on)),
        Covers::Period { .. } if item.kind == EvidenceKind::ChangeHistory => None,
        Covers::Period { span } if item.kind == EvidenceKind::Configuration => Some(Reach::Day(span.to)),
        Covers::Period { span } => Some(Reach::Span(span)),
    }
}

/// The items that evidence each of the windows, in the windows' order. `performed` are the recorded days by key. Items
/// and records after the as-of day have been left out by the caller.
pub(super) fn evidence_by_window(
    windows: &[Window],
    supports: &[Support],
    performed: &BTreeMap<OccurrenceKey, Day>,
) -> Vec<BTreeSet<EvidenceId>> {
    let (extracts, dated): (Vec<&Support>, Vec<&Support>) =
        supports.iter().partition(|support| windows.iter().any(|window| support.reach.covers(window)));
    let recorded: Vec<Day> = windows.iter().filter_map(|window| performed.get(&window.key).copied()).collect();
    let of_a_record = |support: &Support| recorded.iter().any(|day| support.reach.days().contains(*day));
    let (bound, mut free): (Vec<&Support>, Vec<&Support>) = dated.into_iter().partition(|support| of_a_record(support));
    free.sort_by_key(|support| (support.reach.days().to, support.reach.days().from, support.evidence));
    let of_window = |window: &Window| {
        let in_time = performed.get(&window.key).copied().filter(|day| window.timing(*day).is_in_time());
        let shows_it = |support: &Support| in_time.is_some_and(|day| support.reach.days().contains(day));
        let by_extract = extracts.iter().filter(|support| support.reach.covers(window) || shows_it(support));
        let by_record = bound.iter().filter(|support| shows_it(support));
        let mut shown: BTreeSet<EvidenceId> = by_extract.chain(by_record).map(|support| support.evidence).collect();
        shown
            .extend(free.iter().filter(|support| support.reach.lies_in_window(window)).map(|support| support.evidence));
        if shown.is_empty() {
            shown = take_from_grace(window, &mut free);
        }
        shown
    };
    windows.iter().map(of_window).collect()
}

/// Takes the earliest items of the window's grace, all those of the same day or span, so that no later window has
/// them.
fn take_from_grace(window: &Window, free: &mut Vec<&Support>) -> BTreeSet<EvidenceId> {
    let Some(earliest) = free.iter().find(|support| support.reach.lies_in_grace(window)).map(|support| support.reach)
    else {
        return BTreeSet::new();
    };
    let taken = free.iter().filter(|support| support.reach.days() == earliest.days());
    let taken: BTreeSet<EvidenceId> = taken.map(|support| support.evidence).collect();
    free.retain(|support| support.reach.days() != earliest.days());
    taken
}
