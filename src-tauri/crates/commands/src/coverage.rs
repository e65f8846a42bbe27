//! The coverage picture as rows: criteria by controls with a mark where one is mapped to the other, and why a criterion
//! stands as it does. Mapping alone counts here, not operation.

use model::control::{Control, ControlState};
use model::coverage::{Coverage, CoverageState, coverage};
use model::criterion::{Criterion, CriterionCode};
use model::organisation::Organisation;
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::App;
use crate::failure::Failure;
use crate::find;

/// Shows the coverage of an engagement's criteria.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowCoverage {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// Criteria by controls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CoverageSheet {
    /// Title of the engagement.
    pub engagement: String,
    /// The series of criteria, in the order of a report.
    pub series: Vec<CoverageSeries>,
    /// The columns: controls that are mapped to a criterion in scope, by code; retired ones too.
    pub controls: Vec<CoverageColumn>,
    /// The rows, in the order of a report.
    pub criteria: Vec<CoverageLine>,
    /// Relevant criteria without a control and without a subservice organisation.
    pub empty: usize,
}

/// A series of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CoverageSeries {
    /// Its code, such as `CC6`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Its criteria in scope.
    pub criteria: usize,
    /// Those of them that are design gaps.
    pub empty: usize,
}

/// A control as a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CoverageColumn {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Which mark it makes.
    pub mark: CoverageMark,
}

/// What a mapping is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CoverageMark {
    /// A key control.
    Key,
    /// Another live control.
    Other,
    /// A retired control, which covers nothing any more.
    Retired,
}

/// A criterion as a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CoverageLine {
    /// Its id.
    pub id: String,
    /// Its code.
    pub code: CriterionCode,
    /// Its series.
    pub series: String,
    /// Its title.
    pub title: String,
    /// How it is covered.
    pub state: CoverageState,
    /// The same in words.
    pub words: String,
    /// Why, as a sentence.
    pub why: String,
    /// Live controls.
    pub live: u32,
    /// Key controls among them.
    pub key: u32,
    /// Places of the mapped controls among the columns, in order.
    pub marks: Vec<usize>,
}

pub(crate) fn show(app: &mut App, request: ShowCoverage) -> Result<CoverageSheet, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let (mut criteria, mut controls): (Vec<Criterion>, Vec<Control>) =
            (r.list_in(engagement.id)?, r.list_in(engagement.id)?);
        criteria.retain(|criterion| engagement.categories.contains(&criterion.code.category()));
        criteria.sort_by_key(|criterion| criterion.code);
        let in_scope = |control: &Control| criteria.iter().any(|it| control.criteria.contains(&it.code));
        controls.retain(in_scope);
        controls.sort_by(|one, two| one.code.cmp(&two.code));
        let organisations = organisations(r, engagement.id)?;
        let rows = coverage(&criteria, &controls, &organisations);
        let lines: Vec<CoverageLine> =
            criteria.iter().zip(&rows).map(|(it, row)| line(it, row, &controls, &organisations)).collect();
        Ok(CoverageSheet {
            engagement: engagement.title,
            series: series(&criteria, &lines),
            empty: lines.iter().filter(|line| line.state == CoverageState::DesignGap).count(),
            controls: controls.iter().map(column).collect(),
            criteria: lines,
        })
    })
}

fn organisations(r: &Reader, engagement: model::id::EngagementId) -> Result<Vec<Organisation>, Failure> {
    Ok(r.list_in(engagement)?)
}

fn column(control: &Control) -> CoverageColumn {
    let mark = match (&control.state, control.key) {
        (ControlState::Retired { .. }, _) => CoverageMark::Retired,
        (ControlState::InPlace | ControlState::Planned, true) => CoverageMark::Key,
        (ControlState::InPlace | ControlState::Planned, false) => CoverageMark::Other,
    };
    CoverageColumn { id: control.id.to_string(), code: control.code.to_string(), title: control.title.clone(), mark }
}

fn line(criterion: &Criterion, row: &Coverage, controls: &[Control], organisations: &[Organisation]) -> CoverageLine {
    let mapped = || controls.iter().enumerate().filter(|(_, control)| control.criteria.contains(&criterion.code));
    CoverageLine {
        id: criterion.id.to_string(),
        code: criterion.code,
        series: criterion.code.series(),
        title: criterion.title.clone(),
        state: row.state,
        words: row.state.name().to_owned(),
        why: why(criterion, row, mapped().map(|(_, control)| control).collect(), organisations),
        live: row.controls,
        key: row.key_controls,
        marks: mapped().map(|(place, _)| place).collect(),
    }
}

fn why(criterion: &Criterion, row: &Coverage, mapped: Vec<&Control>, organisations: &[Organisation]) -> String {
    let codes = |live: bool| {
        let own = mapped.iter().filter(|control| control.is_live() == live);
        own.map(|control| control.code.to_string()).collect::<Vec<_>>().join(", ")
    };
    match row.state {
        CoverageState::Covered => format!("{} live controls are mapped to it: {}.", row.controls, codes(true)),
        CoverageState::OneControl => {
            format!("It rests on {} alone: when that control falls out, nothing is left.", codes(true))
        }
        CoverageState::WithSubservice => {
            let own = organisations.iter().filter(|it| it.meets_in_part(criterion.code));
            let names = own.map(|it| it.name.as_str()).collect::<Vec<_>>().join(", ");
            let controls =
                if row.controls == 1 { "1 live control".to_owned() } else { format!("{} live controls", row.controls) };
            format!("{names} meets it in part, beside {controls} of the client’s own.")
        }
        CoverageState::DesignGap => match codes(false) {
            none if none.is_empty() => {
                "No control is mapped to it, and no subservice organisation meets it.".to_owned()
            }
            retired => format!("No live control is mapped to it; retired: {retired}."),
        },
        CoverageState::NotRelevant => {
            let reason = criterion.not_relevant.as_deref().unwrap_or_default();
            format!("Not relevant: {reason}")
        }
    }
}

fn series(criteria: &[Criterion], lines: &[CoverageLine]) -> Vec<CoverageSeries> {
    let mut series: Vec<CoverageSeries> = Vec::new();
    for (criterion, line) in criteria.iter().zip(lines) {
        if series.last().is_none_or(|last| last.code != line.series) {
            let (code, title) = (line.series.clone(), criterion.series_title.clone());
            series.push(CoverageSeries { code, title, criteria: 0, empty: 0 });
        }
        if let Some(last) = series.last_mut() {
            last.criteria += 1;
            last.empty += usize::from(line.state == CoverageState::DesignGap);
        }
    }
    series
}
