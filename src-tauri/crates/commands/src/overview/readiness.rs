//! Readiness today, from what the vault has counted of occurrences, and of evidence only the items that ratings,
//! populations and configurations rest on.

use model::coverage::CoverageState;
use model::organisation::Organisation;
use model::population::Population;
use model::rating::{Rating, RatingValue};
use model::readiness::{Ground as Basis, Limit, NOTE, Readiness};
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::Ground;
use crate::failure::Failure;
use crate::readiness::{Figures, evidence_needed, shown_today};

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
    let evidence = evidence_needed(r, &ground.controls, &ratings, &populations)?;
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
    let shown = shown_today(&basis, &ground.rows, ground.today);
    Ok(basis.readiness_given(ground.today, &shown).map(|found| explained(&found)))
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
