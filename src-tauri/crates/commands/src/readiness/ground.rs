//! What a score needs of a vault that may hold tens of thousands of evidence items: the occurrences as the vault has counted
//! them, and of the evidence only the items that ratings, populations and configurations rest on.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use model::control::Control;
use model::evidence::EvidenceItem;
use model::id::{ControlId, EvidenceId};
use model::occurrence::{OccurrenceRow, ShownBy};
use model::population::Population;
use model::rating::Rating;
use model::readiness::{Ground, Shown};
use model::time::Day;
use vault::Reader;

use crate::failure::Failure;

/// The items on which ratings, populations and the controls that are shown by their configuration rest.
pub(crate) fn evidence_needed(
    r: &Reader,
    controls: &[Control],
    ratings: &[Rating],
    populations: &[Population],
) -> Result<Vec<EvidenceItem>, Failure> {
    let mut items: BTreeMap<EvidenceId, EvidenceItem> = BTreeMap::new();
    let by_configuration = |control: &&Control| match ShownBy::of(control.frequency, control.nature) {
        ShownBy::Configuration => control.is_live(),
        ShownBy::Occurrences | ShownBy::Population => false,
    };
    for control in controls.iter().filter(by_configuration) {
        items.extend(r.configurations_of_control(control.id)?.into_iter().map(|item| (item.id, item)));
    }
    let named = ratings.iter().flat_map(|it| it.evidence.iter().copied());
    for id in named.chain(populations.iter().map(|it| it.evidence)) {
        if let Entry::Vacant(place) = items.entry(id)
            && let Some(item) = r.find::<EvidenceItem>(id)?
        {
            place.insert(item);
        }
    }
    Ok(items.into_values().collect())
}

/// What each live control owed by today and showed: by the occurrences that the vault has counted, else by what `ground`
/// holds, which are the items of [`evidence_needed`].
pub(crate) fn shown_today(
    ground: &Ground<'_>,
    counted: &BTreeMap<ControlId, Vec<OccurrenceRow>>,
    today: Day,
) -> BTreeMap<ControlId, Shown> {
    let mut shown = ground.shown(today);
    if !shown.is_empty() && ground.engagement.kind.period().is_some() {
        let live = |id: &ControlId| ground.controls.iter().any(|it| it.id == *id && it.is_live());
        let counted = counted.iter().filter(|(control, _)| live(control));
        shown.extend(counted.map(|(control, rows)| (*control, Shown::by_occurrences(rows))));
    }
    shown
}
