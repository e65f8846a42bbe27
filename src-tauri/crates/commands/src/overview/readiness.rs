//! Readiness today, from what the vault has counted of occurrences, and of evidence only the items that ratings,
//! populations and configurations rest on.

use std::collections::BTreeMap;

use model::control::Control;
use model::coverage::CoverageState;
use model::evidence::EvidenceItem;
use model::id::EvidenceId;
use model::occurrence::ShownBy;
use model::organisation::Organisation;
use model::population::Population;
use model::rating::{Rating, RatingValue};
use model::readiness::{Ground as Basis, Limit, NOTE, Readiness, Shown};
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::Ground;
use crate::failure::Failure;
use crate::readiness::Figures;

/// Readiness today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReadinessNow {
    /// The three figures.
    pub figures: Figures,
    /// What the score can become at most by what isn't evaluable yet.
    pub at_most: u32,
    /// Relevant criteria that it is the average of.
    pub criteria: usize,
    /// What holds it where it is, as sentences.
    pub reasons: Vec<String>,
    /// What the score is and isn't.
    pub note: String,
}

pub(super) fn now(r: &Reader, ground: &Ground) -> Result<Option<ReadinessNow>, Failure> {
    let id = ground.engagement.id;
    let (ratings, populations): (Vec<Rating>, Vec<Population>) = (r.list_in(id)?, r.list_in(id)?);
    let organisations: Vec<Organisation> = r.list_in(id)?;
    let evidence = evidence(r, ground, &ratings, &populations)?;
    let basis = Basis {
        engagement: &ground.engagement,
        criteria: &ground.criteria,
        controls: &ground.controls,
        organisations: &organisations,
        ratings: &ratings,
        evidence: &evidence,
        occurrences: &[],
        populations: &populations,
        gaps: &ground.gaps,
    };
    let mut shown = basis.shown(ground.today);
    if !shown.is_empty() && ground.engagement.kind.period().is_some() {
        shown.extend(ground.rows.iter().map(|(control, rows)| (*control, Shown::by_occurrences(rows))));
    }
    Ok(basis.readiness_given(ground.today, &shown).map(|found| explained(&found)))
}

/// The items on which ratings, populations and configurations rest.
fn evidence(
    r: &Reader,
    ground: &Ground,
    ratings: &[Rating],
    populations: &[Population],
) -> Result<Vec<EvidenceItem>, Failure> {
    let mut items: BTreeMap<EvidenceId, EvidenceItem> = BTreeMap::new();
    let by_configuration = |control: &&Control| match ShownBy::of(control.frequency, control.nature) {
        ShownBy::Configuration => true,
        ShownBy::Occurrences | ShownBy::Population => false,
    };
    for control in ground.controls.iter().filter(by_configuration) {
        items.extend(r.configurations_of_control(control.id)?.into_iter().map(|item| (item.id, item)));
    }
    let named = ratings.iter().flat_map(|it| it.evidence.iter().copied());
    for id in named.chain(populations.iter().map(|it| it.evidence)) {
        if let std::collections::btree_map::Entry::Vacant(place) = items.entry(id)
            && let Some(item) = r.find::<EvidenceItem>(id)?
        {
            place.insert(item);
        }
    }
    Ok(items.into_values().collect())
}

fn explained(found: &Readiness) -> ReadinessNow {
    let count =
        |holds: &dyn Fn(&model::readiness::ReadinessRow) -> bool| found.rows.iter().filter(|row| holds(row)).count();
    let criteria = |count: usize| if count == 1 { "1 criterion".to_owned() } else { format!("{count} criteria") };
    let design = count(&|row| row.standing.design == RatingValue::NotEvaluableYet);
    let operation = count(&|row| found.weights.operation > 0 && row.standing.operation == RatingValue::NotEvaluableYet);
    let unrated = count(&|row| row.standing.design == RatingValue::NotRated);
    let empty = count(&|row| row.standing.coverage == CoverageState::DesignGap);
    let alone = count(&|row| row.limit == Limit::OneControl);
    let held = count(&|row| matches!(row.limit, Limit::Gap(_)));
    let lines = [
        (operation, "can’t be rated in operation yet and earn nothing for it so far"),
        (design, "can’t be rated in design yet and earn nothing for it so far"),
        (unrated, "aren’t rated in design"),
        (empty, "have no control and earn nothing"),
        (held, "are held down by an open gap"),
        (alone, "rest on one control"),
    ];
    let reasons = lines.into_iter().filter(|(count, _)| *count > 0);
    ReadinessNow {
        figures: Figures::from(found),
        at_most: found.at_most(),
        criteria: found.rows.len(),
        reasons: reasons.map(|(count, what)| format!("{}: {what}.", criteria(count))).collect(),
        note: NOTE.to_owned(),
    }
}
