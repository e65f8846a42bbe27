//! Readiness: the score on a day with all that it rests on, so that it can be worked out by hand, and its history from the
//! activity log. Management's own figure; nothing here is an opinion.

mod ground;
mod history;
mod kept;

use std::collections::BTreeMap;

use model::control::Control;
use model::criterion::CriterionCode;
use model::engagement::Engagement;
use model::id::ControlId;
use model::readiness::{NOTE, Points, Readiness, ReadinessRow, Shown, Weights};
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Reader;

use self::kept::Kept;
use crate::app::App;
use crate::failure::Failure;
use crate::find;

pub(crate) use ground::{evidence_needed, shown_today};
pub(crate) use history::history;
pub use history::{LoggedChange, ReadinessEntry, ReadinessHistory, ShowReadinessHistory};

/// Shows the readiness score with all that it rests on.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowReadiness {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The day on which one looks, with what is recorded now; none takes today.
    pub on: Option<Day>,
}

/// The three figures of a score, which together are 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Figures {
    /// The score: what is shown.
    pub score: u32,
    /// What isn't evaluable yet. The score can become the sum of both by it.
    pub not_evaluable: u32,
    /// What is lacking.
    pub lacking: u32,
}

impl From<&Readiness> for Figures {
    fn from(readiness: &Readiness) -> Self {
        let Readiness { score, not_evaluable, lacking, weights: _, rows: _ } = readiness;
        Self { score: *score, not_evaluable: *not_evaluable, lacking: *lacking }
    }
}

/// The readiness of an engagement on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReadinessSheet {
    /// Title of the engagement.
    pub engagement: String,
    /// The day on which one looks.
    pub on: Day,
    /// The score; none when no criterion in scope is relevant.
    pub figures: Option<Figures>,
    /// What the score can become at most by what isn't evaluable yet.
    pub at_most: Option<u32>,
    /// How the points of each criterion are shared out.
    pub weights: Weights,
    /// The rule, one sentence a line.
    pub rule: Vec<String>,
    /// The criteria's points together; divided by their number and rounded down, they are the score and what isn't
    /// evaluable yet.
    pub points: Points,
    /// Each criterion's part, in the order of a report.
    pub rows: Vec<CriterionReadiness>,
    /// What the score is and isn't.
    pub note: String,
}

/// One criterion's part in the score, explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CriterionReadiness {
    /// The criterion.
    pub criterion: CriterionCode,
    /// Its points and what they rest on.
    pub row: ReadinessRow,
    /// Points that are lacking.
    pub lacking: u32,
    /// Its live controls by code, with what each owed and showed.
    pub controls: Vec<ControlShare>,
    /// How its points came about, one sentence a part.
    pub reasons: Vec<String>,
}

/// What a control owed so far, and how much of it is evidenced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ControlShare {
    /// Its code.
    pub control: String,
    /// The two counts.
    pub shown: Shown,
    /// Evidenced ÷ owed in thousandths, rounded down; none when nothing is owed yet.
    pub share: Option<u64>,
}

pub(crate) fn show(app: &mut App, request: ShowReadiness) -> Result<ReadinessSheet, Failure> {
    let today = app.host().now().date_naive();
    let on = request.on.unwrap_or(today);
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        Ok(sheet(&Kept::read(r, engagement, on, today)?, on))
    })
}

/// The three figures of an engagement today.
pub(crate) fn figures(r: &Reader, engagement: &Engagement, today: Day) -> Result<Option<Figures>, Failure> {
    let kept = Kept::read(r, engagement.clone(), today, today)?;
    Ok(kept.readiness(today).as_ref().map(Figures::from))
}

fn sheet(kept: &Kept, on: Day) -> ReadinessSheet {
    let readiness = kept.readiness(on);
    let weights = kept.ground().weights();
    let shown = kept.shown(on);
    let points = readiness.as_ref().map(|it| Points { earned: it.earned(), not_evaluable: it.waiting() });
    ReadinessSheet {
        engagement: kept.engagement.title.clone(),
        on,
        figures: readiness.as_ref().map(Figures::from),
        at_most: readiness.as_ref().map(Readiness::at_most),
        weights,
        rule: weights.rule(),
        points: points.unwrap_or_default(),
        rows: readiness
            .into_iter()
            .flat_map(|it| it.rows)
            .map(|row| explained(row, weights, &kept.controls, &shown))
            .collect(),
        note: NOTE.to_owned(),
    }
}

fn explained(
    row: ReadinessRow,
    weights: Weights,
    controls: &[Control],
    shown: &BTreeMap<ControlId, Shown>,
) -> CriterionReadiness {
    let criterion = row.criterion();
    let of_criterion = controls.iter().filter(|it| it.is_live() && it.criteria.contains(&criterion));
    // What isn't known isn't claimed: such a control owes one thing.
    let of = |control: &Control| shown.get(&control.id).copied().unwrap_or(Shown::whole(false, true));
    let share = |control: &Control| ControlShare {
        control: control.code.to_string(),
        shown: of(control),
        share: of(control).share(),
    };
    let mut shares: Vec<ControlShare> = of_criterion.map(share).collect();
    shares.sort_by(|one, two| one.control.cmp(&two.control));
    CriterionReadiness {
        criterion,
        lacking: row.lacking(),
        reasons: row.lines(weights),
        controls: if weights.shown > 0 { shares } else { Vec::new() },
        row,
    }
}
