//! Pages of gaps.

use model::gap::Gap;
use model::id::EngagementId;
use model::page::{GapColumn, GapLine, GapPage, PageQuery};
use model::record::Noun;
use model::time::Day;

use super::names::Names;
use super::{Form, Grid, GridColumn, find, records, words};
use crate::access::Reader;
use crate::derived::stored_day;
use crate::error::Result;

pub(super) const GRID: Grid = Grid {
    table: "gap",
    from: "gap n LEFT JOIN derived_gap d ON d.gap = n.id LEFT JOIN person o ON o.id = n.owner",
    id: "n.id",
    tie: "n.id",
    engagement: Some("n.engagement"),
    many: false,
    order: ("reference", false),
    text: &["format('gap-%03d', n.number)", "fold(n.title)"],
    column,
};

const CONTROLS: &str = "SELECT g.gap AS id, c.code AS value FROM gap_control g JOIN control c ON c.id = g.control";
const CRITERIA: &str = "SELECT gap AS id, criterion AS value FROM gap_criterion";
const SURFACES: &str = "SELECT gap AS id, surface AS value FROM gap_surface";

fn column(name: &str) -> Result<GridColumn> {
    use GapColumn as C;
    Ok(match C::named(name)? {
        C::Reference => GridColumn::one("format('GAP-%03d', n.number)", Form::Text).sorted_by("n.number"),
        C::Title => GridColumn::one("n.title", Form::Text),
        C::State => GridColumn::one("n.state", words::gap_state()),
        C::Open => GridColumn::one("d.open", Form::Flag),
        C::Level => GridColumn::one("d.level", words::level()),
        C::Score => GridColumn::one("d.score", Form::Number),
        C::Kind => GridColumn::one("n.kind", words::gap_kind()),
        C::Source => GridColumn::one("n.source", words::gap_source()),
        C::CostLow => GridColumn::one("n.cost_low", Form::Number),
        C::CostHigh => GridColumn::one("n.cost_high", Form::Number),
        C::EffortDays => GridColumn::one("n.effort_days", Form::Number),
        C::Owner => GridColumn::person("n.owner", "o.name"),
        C::FoundOn => GridColumn::one("n.found_on", Form::Time),
        C::DueOn => GridColumn::one("n.due_on", Form::Time),
        C::Surfaces => GridColumn::each(SURFACES, "n.id", Form::Text),
        C::Criteria => GridColumn::each(CRITERIA, "n.id", Form::Text).sorted_by(super::first_criterion(CRITERIA)),
        C::Controls => GridColumn::each(CONTROLS, "n.id", Form::Text),
    })
}

impl Reader<'_> {
    /// A page of an engagement's gaps.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an unknown column or test, or a limit out of bounds.
    pub fn page_gaps(&self, engagement: EngagementId, query: &PageQuery) -> Result<GapPage> {
        let found = find(self, &GRID, engagement, query)?;
        let gaps: Vec<Gap> = records(self, &found)?;
        let connection = self.connection();
        let people = Names::of(connection, Noun::Person, gaps.iter().filter_map(|gap| gap.owner).map(|id| id.uuid()))?;
        let controls = gaps.iter().flat_map(|gap| &gap.controls).map(|id| id.uuid());
        let controls = Names::of(connection, Noun::Control, controls)?;
        let today = stored_day(connection)?;
        let rows = gaps.into_iter().map(|gap| line(gap, &people, &controls, today)).collect();
        Ok(GapPage { total: found.total, all: found.all, offset: query.offset, rows })
    }
}

fn line(gap: Gap, people: &Names, controls: &Names, today: Option<Day>) -> GapLine {
    GapLine {
        id: gap.id,
        revision: gap.revision,
        number: gap.number,
        reference: gap.reference(),
        open: today.is_some_and(|today| gap.is_open_on(today)),
        controls: controls.sorted(gap.controls.iter().map(|id| id.uuid())),
        title: gap.title,
        state: gap.state,
        severity: gap.severity,
        level: gap.severity.level(),
        score: gap.severity.score(),
        kind: gap.kind,
        source: gap.source,
        cost: gap.cost,
        effort_days: gap.effort_days,
        owner: gap.owner,
        owner_name: gap.owner.and_then(|id| people.get(id.uuid())),
        found_on: gap.found_on,
        due_on: gap.due_on,
        surfaces: gap.surfaces.into_iter().collect(),
        criteria: gap.criteria.into_iter().collect(),
    }
}
