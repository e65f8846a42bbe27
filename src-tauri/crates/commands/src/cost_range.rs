//! Costs of several gaps together: one range a currency, since nothing here knows a rate.

use std::collections::BTreeMap;

use model::gap::Gap;
use serde::{Deserialize, Serialize};

/// What the gaps with an estimate in one currency cost together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CostRange {
    /// The currency, such as `USD`.
    pub currency: String,
    /// The lower ends together.
    pub low: u64,
    /// The upper ends together.
    pub high: u64,
    /// How many gaps it is the cost of.
    pub gaps: usize,
}

/// The costs of some gaps, by currency; gaps without an estimate add nothing.
pub(crate) fn cost_ranges<'a>(gaps: impl IntoIterator<Item = &'a Gap>) -> Vec<CostRange> {
    let mut sums: BTreeMap<&str, (u64, u64, usize)> = BTreeMap::new();
    for cost in gaps.into_iter().filter_map(|gap| gap.cost.as_ref()) {
        let sum = sums.entry(cost.currency.as_str()).or_default();
        *sum = (sum.0.saturating_add(cost.low), sum.1.saturating_add(cost.high), sum.2 + 1);
    }
    let range = |(currency, (low, high, gaps)): (&str, (u64, u64, usize))| CostRange {
        currency: currency.to_owned(),
        low,
        high,
        gaps,
    };
    sums.into_iter().map(range).collect()
}
