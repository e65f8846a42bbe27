//! Readiness: how much of what an auditor will ask for is shown today, 0 to 100. Management's own figure and never an
//! opinion; every weight and limit here is this program's own choice, and `docs/time-model.md` states them all.

mod ground;
mod standing;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use self::ground::Ground;
pub use self::standing::{Shown, Standing, standings};
use crate::coverage::CoverageState;
use crate::criterion::CriterionCode;
use crate::engagement::EngagementKind;
use crate::gap::Level;
use crate::rating::RatingValue;

/// What the score is and isn't, as printed beside it.
pub const NOTE: &str = "Management's own figure of how much of what an auditor will ask for is shown. It is no opinion, \
                        and its weights and limits are this program's own choice.";

/// Points of each criterion.
pub const POINTS: u32 = 100;

/// How the points of a criterion are shared out between the parts; together they are [`POINTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Weights {
    /// For the rating of design.
    pub design: u32,
    /// For the rating of operation.
    pub operation: u32,
    /// For what its controls owed so far and is evidenced.
    pub shown: u32,
}

impl Weights {
    /// Design and operation over a period.
    pub const OVER_A_PERIOD: Self = Self { design: 40, operation: 40, shown: 20 };
    /// Design at one date: nothing else is asked.
    pub const DESIGN_ALONE: Self = Self { design: POINTS, operation: 0, shown: 0 };

    /// The weights for a kind of engagement.
    pub const fn of(kind: EngagementKind) -> Self {
        match kind {
            EngagementKind::TypeI { .. } => Self::DESIGN_ALONE,
            EngagementKind::Readiness { .. } | EngagementKind::TypeIi { .. } => Self::OVER_A_PERIOD,
        }
    }

    /// The rule by which points are earned and added up, one sentence a line, as printed.
    pub fn rule(self) -> Vec<String> {
        let Self { design, operation, shown } = self;
        let parts = [
            (design, "for the rating of design"),
            (operation, "for the rating of operation"),
            (shown, "for what its controls owed so far and is evidenced"),
        ];
        let asked = parts.into_iter().filter(|(points, _)| *points > 0);
        let shared: Vec<String> = asked.map(|(points, what)| format!("{points} {what}")).collect();
        let mut lines = vec![format!("Each relevant criterion has {POINTS} points: {}.", shared.join(", "))];
        lines.push("Effective earns all of a rating's points, partly half, anything else none.".to_owned());
        if shown > 0 {
            lines.push(format!(
                "Shown earns {shown} × the average share of the controls that owe something, each share evidenced ÷ owed \
                 in thousandths, all rounded down."
            ));
        }
        lines.push("Coverage and the worst open gap limit what a criterion can earn.".to_owned());
        lines.push("The score is the sum of the earned points ÷ the number of criteria, rounded down.".to_owned());
        lines.push("Points that aren't evaluable yet are counted apart and never added.".to_owned());
        lines
    }
}

/// Points of a criterion, or of one part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Points {
    /// Shown.
    pub earned: u32,
    /// Not shown and not to be known yet; never part of the score.
    pub not_evaluable: u32,
}

impl Points {
    /// What remains of `whole`: what is lacking.
    pub const fn lacking(self, whole: u32) -> u32 {
        whole.saturating_sub(self.earned + self.not_evaluable)
    }

    /// At most `limit` points: the earned ones stand first.
    fn under(self, limit: u32) -> Self {
        let earned = self.earned.min(limit);
        Self { earned, not_evaluable: self.not_evaluable.min(limit - earned) }
    }
}

/// What holds a criterion's points down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Nothing does.
    None,
    /// It rests on one control: 90.
    OneControl,
    /// Its worst open gap has that level: 95, 80, 50 or 20.
    Gap(Level),
    /// It has no control: 0.
    NoControl,
}

impl Limit {
    /// The points that it leaves.
    pub const fn points(self) -> u32 {
        match self {
            Self::None => POINTS,
            Self::Gap(Level::Low) => 95,
            Self::OneControl => 90,
            Self::Gap(Level::Medium) => 80,
            Self::Gap(Level::High) => 50,
            Self::Gap(Level::Critical) => 20,
            Self::NoControl => 0,
        }
    }

    /// The lower one of what coverage and the worst open gap leave.
    fn of(standing: &Standing) -> Self {
        let by_coverage = match standing.coverage {
            CoverageState::DesignGap => Self::NoControl,
            CoverageState::OneControl => Self::OneControl,
            CoverageState::Covered | CoverageState::WithSubservice | CoverageState::NotRelevant => Self::None,
        };
        let by_gap = standing.worst_gap.map_or(Self::None, Self::Gap);
        if by_gap.points() < by_coverage.points() { by_gap } else { by_coverage }
    }

    /// Words as printed; none when nothing holds it down.
    pub fn text(self) -> Option<String> {
        match self {
            Self::None => None,
            Self::OneControl => Some(format!("rests on one control: at most {}", self.points())),
            Self::Gap(level) => Some(format!("open gap of {} severity: at most {}", level.name(), self.points())),
            Self::NoControl => Some("no control: earns nothing".to_owned()),
        }
    }
}

/// One criterion's part in the score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ReadinessRow {
    /// What it rests on.
    pub standing: Standing,
    /// Points for design, before the limit.
    pub design: Points,
    /// Points for operation, before the limit.
    pub operation: Points,
    /// Points for what is shown, before the limit.
    pub shown: Points,
    /// What holds it down.
    pub limit: Limit,
    /// Its points after the limit, of [`POINTS`].
    pub points: Points,
}

impl ReadinessRow {
    /// Points of all parts together, before the limit.
    pub const fn before_limit(&self) -> Points {
        let (design, operation, shown) = (self.design, self.operation, self.shown);
        Points {
            earned: design.earned + operation.earned + shown.earned,
            not_evaluable: design.not_evaluable + operation.not_evaluable + shown.not_evaluable,
        }
    }

    /// The criterion.
    pub const fn criterion(&self) -> CriterionCode {
        self.standing.criterion
    }

    /// Points that are lacking.
    pub const fn lacking(&self) -> u32 {
        self.points.lacking(POINTS)
    }

    /// How its points came about, one sentence a part.
    pub fn lines(&self, weights: Weights) -> Vec<String> {
        let of = |points: Points, weight: u32| match points.not_evaluable {
            0 => format!("{} of {weight}", points.earned),
            waiting => format!("{} of {weight}, {waiting} not evaluable yet", points.earned),
        };
        let mut lines = vec![format!("design {}: {}", self.standing.design.name(), of(self.design, weights.design))];
        if weights.operation > 0 {
            let operation = of(self.operation, weights.operation);
            lines.push(format!("operation {}: {operation}", self.standing.operation.name()));
        }
        if weights.shown > 0 {
            let owing: Vec<&Shown> = self.standing.shown.iter().filter(|shown| shown.owed > 0).collect();
            let sum = |figure: fn(&Shown) -> u32| owing.iter().map(|shown| u64::from(figure(shown))).sum::<u64>();
            let (evidenced, owed) = (sum(|shown| shown.evidenced), sum(|shown| shown.owed));
            let shown = of(self.shown, weights.shown);
            let controls = if owing.len() == 1 { "1 control".to_owned() } else { format!("{} controls", owing.len()) };
            lines.push(format!("shown {evidenced} of {owed} owed by {controls} so far: {shown}"));
        }
        lines.extend(self.limit.text());
        lines
    }
}

/// The score with all that it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Readiness {
    /// 0 to 100, rounded down.
    pub score: u32,
    /// Of 100, what can't be known yet, rounded down. Never added to the score.
    pub not_evaluable: u32,
    /// What remains to 100.
    pub lacking: u32,
    /// How the points were shared out.
    pub weights: Weights,
    /// Each criterion's part, in the order of a report.
    pub rows: Vec<ReadinessRow>,
}

impl Readiness {
    /// What the score can become at most by what isn't evaluable yet.
    pub const fn at_most(&self) -> u32 {
        self.score + self.not_evaluable
    }

    /// The criteria's earned points together, of which the score is the average.
    pub fn earned(&self) -> u32 {
        self.rows.iter().map(|row| row.points.earned).sum()
    }

    /// The criteria's points together that aren't evaluable yet.
    pub fn waiting(&self) -> u32 {
        self.rows.iter().map(|row| row.points.not_evaluable).sum()
    }
}

/// The readiness of criteria in scope; those that aren't relevant are left aside. None when no criterion remains.
pub fn readiness(standings: &[Standing], weights: Weights) -> Option<Readiness> {
    let relevant = standings.iter().filter(|standing| standing.coverage != CoverageState::NotRelevant);
    let mut rows: Vec<ReadinessRow> = relevant.map(|standing| row(standing, weights)).collect();
    rows.sort_by_key(ReadinessRow::criterion);
    let criteria = u32::try_from(rows.len()).ok().filter(|criteria| *criteria > 0)?;
    let average = |points: fn(&ReadinessRow) -> u32| rows.iter().map(points).sum::<u32>() / criteria;
    let total =
        Points { earned: average(|row| row.points.earned), not_evaluable: average(|row| row.points.not_evaluable) };
    Some(Readiness {
        score: total.earned,
        not_evaluable: total.not_evaluable,
        lacking: total.lacking(POINTS),
        weights,
        rows,
    })
}

fn row(standing: &Standing, weights: Weights) -> ReadinessRow {
    let design = rated(standing.design, weights.design);
    let operation = rated(standing.operation, weights.operation);
    let shown = standing::points_shown(&standing.shown, weights.shown);
    let limit = Limit::of(standing);
    let points = Points::default();
    let row = ReadinessRow { standing: standing.clone(), design, operation, shown, limit, points };
    ReadinessRow { points: row.before_limit().under(limit.points()), ..row }
}

/// Effective earns all, partly half, anything else nothing; what can't be judged yet is counted apart.
fn rated(value: RatingValue, weight: u32) -> Points {
    match value {
        RatingValue::Effective => Points { earned: weight, not_evaluable: 0 },
        RatingValue::Partly => Points { earned: weight / 2, not_evaluable: 0 },
        RatingValue::NotEvaluableYet => Points { earned: 0, not_evaluable: weight },
        RatingValue::NotRated | RatingValue::Deficient => Points::default(),
    }
}
