//! What can still be fixed and what cannot any more, control by control.

use model::overview::{NotPossible, StillPossible, not_possible, still_possible};
use model::record::Noun;
use serde::{Deserialize, Serialize};

use super::Ground;
use crate::rows_link::RowsLink;

/// Lines of either list, at most.
const MOST: usize = 50;

/// A control of which something can still be fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FixableControl {
    /// Its id.
    pub id: String,
    /// Its code.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Who owns it, or the role that answers for it.
    pub owner: Option<String>,
    /// What, and until when.
    pub possible: StillPossible,
}

/// What can still be fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FixableControls {
    /// How many lines there are in all.
    pub total: usize,
    /// How many of them are in their last chance.
    pub urgent: usize,
    /// The soonest lines, 50 at most; what has no end comes last.
    pub soonest: Vec<FixableControl>,
    /// The controls.
    pub rows: RowsLink,
}

/// A control of which something is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LostControl {
    /// Its id.
    pub id: String,
    /// Its code.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Who owns it, or the role that answers for it.
    pub owner: Option<String>,
    /// What is lost, and what an auditor would accept instead.
    pub lost: NotPossible,
}

/// What cannot be fixed any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LostControls {
    /// How many controls.
    pub total: usize,
    /// How many occurrences of them.
    pub occurrences: usize,
    /// The controls that lost most of their own first, 50 at most.
    pub controls: Vec<LostControl>,
    /// The controls.
    pub rows: RowsLink,
}

pub(super) fn fixable(ground: &Ground) -> FixableControls {
    let mut all = Vec::new();
    for control in &ground.controls {
        for possible in still_possible(control.frequency, ground.rows_of(control), ground.today) {
            all.push((control, possible));
        }
    }
    all.sort_by(|(one, a), (two, b)| {
        (a.until.is_none(), a.until, &one.code).cmp(&(b.until.is_none(), b.until, &two.code))
    });
    let rows = RowsLink::to(Noun::Control, all.iter().map(|(control, _)| control.id));
    let (total, urgent) = (all.len(), all.iter().filter(|(_, possible)| possible.urgent).count());
    all.truncate(MOST);
    let line = |(control, possible): (&model::control::Control, StillPossible)| FixableControl {
        id: control.id.to_string(),
        reference: control.code.to_string(),
        title: control.title.clone(),
        owner: ground.owner(control),
        possible,
    };
    FixableControls { total, urgent, soonest: all.into_iter().map(line).collect(), rows }
}

pub(super) fn lost(ground: &Ground) -> LostControls {
    let mut all: Vec<(&model::control::Control, NotPossible)> = ground
        .controls
        .iter()
        .filter_map(|control| Some((control, not_possible(control.frequency, ground.rows_of(control), ground.today)?)))
        .collect();
    // By the share that is lost, compared without division.
    all.sort_by(|(one, a), (two, b)| (b.lost * a.of).cmp(&(a.lost * b.of)).then_with(|| one.code.cmp(&two.code)));
    let rows = RowsLink::to(Noun::Control, all.iter().map(|(control, _)| control.id));
    let (total, occurrences) = (all.len(), all.iter().map(|(_, lost)| lost.lost).sum());
    all.truncate(MOST);
    let line = |(control, lost): (&model::control::Control, NotPossible)| LostControl {
        id: control.id.to_string(),
        reference: control.code.to_string(),
        title: control.title.clone(),
        owner: ground.owner(control),
        lost,
    };
    LostControls { total, occurrences, controls: all.into_iter().map(line).collect(), rows }
}
