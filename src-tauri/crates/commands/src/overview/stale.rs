//! Evidence that goes stale before fieldwork: items gathered for requests that have a typical line, which says for how
//! long such an answer is good.

use std::collections::BTreeMap;

use catalogue::Catalogue;
use model::evidence::EvidenceItem;
use model::freshness::stale_before;
use model::id::EvidenceId;
use model::record::Noun;
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::Ground;
use crate::failure::Failure;
use crate::rows_link::RowsLink;

/// Items of the list, at most.
const MOST: usize = 50;

/// An item that goes stale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct StaleItem {
    /// Its id.
    pub id: String,
    /// Its number as printed.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The request for which it was gathered.
    pub request: String,
    /// Who answers that.
    pub owner: Option<String>,
    /// The first day on which it is stale.
    pub stale_from: Day,
    /// Whether it is already.
    pub stale: bool,
    /// Why, in words.
    pub words: String,
}

/// Evidence that goes stale before fieldwork.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct StaleItems {
    /// The day by which it would have to be fresh: fieldwork, or today where none is set or it has begun.
    pub by: Day,
    /// How many.
    pub total: usize,
    /// The soonest, 50 at most.
    pub items: Vec<StaleItem>,
    /// The items.
    pub rows: RowsLink,
}

pub(super) fn stale(r: &Reader, ground: &Ground) -> Result<StaleItems, Failure> {
    let by = ground.engagement.fieldwork_from.map_or(ground.today, |day| day.max(ground.today));
    let mut found: BTreeMap<EvidenceId, StaleItem> = BTreeMap::new();
    for request in ground.requests.iter().filter(|request| request.is_owed()) {
        let entry = request.template.as_deref().and_then(|code| Catalogue::embedded().request(code));
        let Some(entry) = entry else { continue };
        for id in &request.evidence {
            let Some(item) = r.find::<EvidenceItem>(*id)?.filter(|item| item.state.is_live()) else { continue };
            let Some(why) = stale_before(&item, entry.freshness_days, by) else { continue };
            let Some(stale_from) = why.from() else { continue };
            let line = StaleItem {
                id: item.id.to_string(),
                reference: item.reference(),
                title: item.title.clone(),
                request: request.reference(),
                owner: ground.person(request.owner),
                stale_from,
                stale: stale_from <= ground.today,
                words: why.words(),
            };
            // Of several requests the one that wants it freshest.
            if found.get(id).is_none_or(|known| stale_from < known.stale_from) {
                found.insert(*id, line);
            }
        }
    }
    let mut items: Vec<StaleItem> = found.into_values().collect();
    items.sort_by(|one, two| (one.stale_from, &one.reference).cmp(&(two.stale_from, &two.reference)));
    let rows = RowsLink::to(Noun::Evidence, items.iter().map(|item| &item.id));
    let total = items.len();
    items.truncate(MOST);
    Ok(StaleItems { by, total, items, rows })
}
