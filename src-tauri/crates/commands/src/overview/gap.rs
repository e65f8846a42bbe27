//! Open gaps by level, with what they cost.

use model::gap::{Gap, Level};
use model::record::Noun;
use serde::{Deserialize, Serialize};

use super::Ground;
use crate::cost_range::{CostRange, cost_ranges};
use crate::rows_link::RowsLink;

/// The open gaps of one level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct GapsOfLevel {
    /// The level.
    pub level: Level,
    /// How many.
    pub count: usize,
    /// How many of them have no estimate of cost.
    pub without_cost: usize,
    /// What the others cost together, by currency.
    pub costs: Vec<CostRange>,
    /// The gaps.
    pub rows: RowsLink,
}

/// Open gaps by level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct GapsByLevel {
    /// How many are open.
    pub open: usize,
    /// How many of them are overdue.
    pub overdue: usize,
    /// The levels, the worst first; those without a gap too.
    pub levels: Vec<GapsOfLevel>,
    /// What all open gaps cost together, by currency.
    pub costs: Vec<CostRange>,
    /// All open gaps.
    pub rows: RowsLink,
}

pub(super) fn by_level(ground: &Ground) -> GapsByLevel {
    let open: Vec<&Gap> = ground.gaps.iter().filter(|gap| gap.is_open_on(ground.today)).collect();
    let of = |level: Level| {
        let own: Vec<&Gap> = open.iter().copied().filter(|gap| gap.severity.level() == level).collect();
        GapsOfLevel {
            level,
            count: own.len(),
            without_cost: own.iter().filter(|gap| gap.cost.is_none()).count(),
            costs: cost_ranges(own.iter().copied()),
            rows: RowsLink::to(Noun::Gap, own.iter().map(|gap| gap.id)),
        }
    };
    let overdue = |gap: &&&Gap| gap.awaits_fix_on(ground.today) && gap.due_on.is_some_and(|due| due < ground.today);
    GapsByLevel {
        open: open.len(),
        overdue: open.iter().filter(overdue).count(),
        levels: [Level::Critical, Level::High, Level::Medium, Level::Low].map(of).into(),
        costs: cost_ranges(open.iter().copied()),
        rows: RowsLink::to(Noun::Gap, open.iter().map(|gap| gap.id)),
    }
}
