//! Requests by state.

use model::record::Noun;
use model::request::{EvidenceRequest, RequestStanding};
use serde::{Deserialize, Serialize};

use super::Ground;
use crate::rows_link::RowsLink;

/// The requests in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RequestsInState {
    /// The state.
    pub standing: RequestStanding,
    /// The state in words.
    pub words: String,
    /// How many.
    pub count: usize,
    /// How many of them are owed and overdue.
    pub overdue: usize,
    /// How many of them the auditor's testing waits for.
    pub blocking: usize,
    /// For how many days the oldest answer has lain with the auditor.
    pub waiting_days: Option<i64>,
    /// The requests.
    pub rows: RowsLink,
    /// The overdue ones.
    pub overdue_rows: RowsLink,
}

/// Requests by state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RequestsByState {
    /// How many in all.
    pub total: usize,
    /// How many are overdue.
    pub overdue: usize,
    /// The states that have any, in the order of the work.
    pub states: Vec<RequestsInState>,
}

pub(super) fn by_state(ground: &Ground) -> RequestsByState {
    let of = |standing: RequestStanding| {
        let own: Vec<&EvidenceRequest> = ground.requests.iter().filter(|it| it.standing() == standing).collect();
        let overdue: Vec<&&EvidenceRequest> = own.iter().filter(|it| it.is_overdue_on(ground.today)).collect();
        (!own.is_empty()).then(|| RequestsInState {
            standing,
            words: standing.name().to_owned(),
            count: own.len(),
            overdue: overdue.len(),
            blocking: own.iter().filter(|it| it.blocks_testing).count(),
            waiting_days: own.iter().filter_map(|it| it.waits_since(ground.today)).max(),
            overdue_rows: RowsLink::to(Noun::Request, overdue.iter().map(|it| it.id)),
            rows: RowsLink::to(Noun::Request, own.iter().map(|it| it.id)),
        })
    };
    RequestsByState {
        total: ground.requests.len(),
        overdue: ground.requests.iter().filter(|it| it.is_overdue_on(ground.today)).count(),
        states: RequestStanding::ALL.into_iter().filter_map(of).collect(),
    }
}
