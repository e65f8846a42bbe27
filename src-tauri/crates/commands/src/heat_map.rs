//! The heat map as rows: surfaces by series of criteria, with the level, the count, the cost and the gaps behind each
//! cell.

use model::control::Control;
use model::criterion::Criterion;
use model::gap::{Gap, Level};
use model::heat_map::{HeatCell, HeatMap};
use model::rating::Rating;
use model::record::Noun;
use model::surface::Surface;
use model::time::Day;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::cost_range::{CostRange, cost_ranges};
use crate::failure::Failure;
use crate::find;
use crate::rows_link::RowsLink;

/// Shows the heat map of open gaps.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowHeatMap {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// Surfaces by series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HeatMapSheet {
    /// The day on which one looks.
    pub today: Day,
    /// The columns: series of the criteria in scope.
    pub series: Vec<HeatSeries>,
    /// The rows, by the surfaces' codes.
    pub surfaces: Vec<HeatSurface>,
    /// Open gaps that name no surface or no criterion in scope, and so stand in no cell.
    pub elsewhere: RowsLink,
}

/// A series of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HeatSeries {
    /// Its code, such as `CC6`.
    pub code: String,
    /// Its title.
    pub title: String,
}

/// A surface as a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HeatSurface {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// A cell for each series.
    pub cells: Vec<HeatFigure>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HeatFigure {
    /// What it says.
    pub cell: HeatCell,
    /// The worst level of its open gaps.
    pub level: Option<Level>,
    /// The cell in words, for whoever doesn't see its colour.
    pub words: String,
    /// What its open gaps cost together; a gap on several surfaces counts in each.
    pub costs: Vec<CostRange>,
    /// Its gaps: the open ones, or those whose risk is accepted.
    pub gaps: RowsLink,
}

pub(crate) fn show(app: &mut App, request: ShowHeatMap) -> Result<HeatMapSheet, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let (mut criteria, mut controls): (Vec<Criterion>, Vec<Control>) =
            (r.list_in(engagement.id)?, r.list_in(engagement.id)?);
        criteria.retain(|criterion| engagement.categories.contains(&criterion.code.category()));
        criteria.sort_by_key(|criterion| criterion.code);
        controls.retain(Control::is_live);
        let (gaps, ratings): (Vec<Gap>, Vec<Rating>) = (r.list_in(engagement.id)?, r.list_in(engagement.id)?);
        let mut surfaces: Vec<Surface> = r.list()?;
        surfaces.sort_by(|one, two| one.code.cmp(&two.code));
        let map = HeatMap::on(&surfaces, &criteria, &controls, &gaps, &ratings, today);
        let title = |code: &String| {
            let found = criteria.iter().find(|it| it.code.series() == *code);
            HeatSeries { code: code.clone(), title: found.map_or_else(String::new, |it| it.series_title.clone()) }
        };
        let row = |(surface, row): (&Surface, &model::heat_map::HeatRow)| HeatSurface {
            id: surface.id.to_string(),
            code: surface.code.to_string(),
            name: surface.name.clone(),
            cells: map
                .series
                .iter()
                .zip(&row.cells)
                .map(|(series, cell)| figure(surface, series, *cell, &gaps, today))
                .collect(),
        };
        let placed = |gap: &&Gap| {
            let on_surface = surfaces.iter().any(|surface| gap.surfaces.contains(&surface.code));
            on_surface && gap.criteria.iter().any(|code| map.series.contains(&code.series()))
        };
        let elsewhere = gaps.iter().filter(|gap| gap.is_open_on(today) && !placed(gap));
        Ok(HeatMapSheet {
            today,
            elsewhere: RowsLink::to(Noun::Gap, elsewhere.map(|gap| gap.id)),
            series: map.series.iter().map(title).collect(),
            surfaces: surfaces.iter().zip(&map.rows).map(row).collect(),
        })
    })
}

fn figure(surface: &Surface, series: &str, cell: HeatCell, gaps: &[Gap], today: Day) -> HeatFigure {
    let here = gaps
        .iter()
        .filter(|gap| gap.surfaces.contains(&surface.code) && gap.criteria.iter().any(|it| it.series() == series));
    let open: Vec<&Gap> = here.clone().filter(|gap| gap.is_open_on(today)).collect();
    let level = open.iter().map(|gap| gap.severity.level()).max();
    let words = match cell {
        HeatCell::Gaps { count, score } => {
            let gaps = if count == 1 { "1 open gap".to_owned() } else { format!("{count} open gaps") };
            let level = level.map_or("", Level::name);
            format!("{gaps}, the worst {level} ({score} of 25)")
        }
        HeatCell::AcceptedRisk { judged: true } => "risk accepted, every control judged in operation".to_owned(),
        HeatCell::AcceptedRisk { judged: false } => "risk accepted, not every control judged in operation".to_owned(),
        HeatCell::Clear => "no open gap, every control judged in operation".to_owned(),
        HeatCell::NotJudged => "no gap known, not every control judged in operation".to_owned(),
        HeatCell::NotMapped => "no control of the series acts here".to_owned(),
    };
    let shown: Vec<&Gap> = match cell {
        HeatCell::Gaps { .. } => open.clone(),
        HeatCell::AcceptedRisk { .. } => here.filter(|gap| gap.state == model::gap::GapState::AcceptedRisk).collect(),
        HeatCell::Clear | HeatCell::NotJudged | HeatCell::NotMapped => Vec::new(),
    };
    HeatFigure {
        cell,
        level,
        words,
        costs: cost_ranges(open.iter().copied()),
        gaps: RowsLink::to(Noun::Gap, shown.iter().map(|gap| gap.id)),
    }
}
