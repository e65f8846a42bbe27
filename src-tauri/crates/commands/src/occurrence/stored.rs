//! The occurrences of an engagement's controls as the vault has them stored, brought to a day. Reads no evidence item: a
//! vault may hold tens of thousands.

use std::collections::BTreeMap;

use model::calendar::OccurrenceKey;
use model::id::{ControlId, EngagementId};
use model::occurrence::{Occurrence, OccurrenceRow, Window};
use model::time::Day;
use vault::Reader;

use crate::failure::Failure;

/// The occurrences of each control on `day`, in order; a control without any isn't named. Which items evidence them isn't
/// told, and neither are the days before the period.
pub(crate) fn stored_rows(
    r: &Reader,
    engagement: EngagementId,
    day: Day,
) -> Result<BTreeMap<ControlId, Vec<OccurrenceRow>>, Failure> {
    let mut performed: BTreeMap<(ControlId, OccurrenceKey), Day> = BTreeMap::new();
    for record in r.list_in::<Occurrence>(engagement)? {
        performed.extend(record.performed_on.map(|on| ((record.control, record.key), on)));
    }
    let row = |control: ControlId, it: vault::OccurrenceFigures| OccurrenceRow {
        window: Window { key: it.key, days: it.days, before: None, expected: it.expected, last_chance: it.last_chance },
        // The vault's day is that of its last change or unlocking.
        state: it.state.moved_to(it.days.from, it.last_chance, day),
        evidence: Default::default(),
        performed_on: performed.get(&(control, it.key)).copied().filter(|on| *on <= day),
        exception: it.exception,
    };
    let stored = r.occurrence_rows(engagement)?;
    Ok(stored
        .into_iter()
        .map(|(control, rows)| (control, rows.into_iter().map(|it| row(control, it)).collect()))
        .collect())
}
