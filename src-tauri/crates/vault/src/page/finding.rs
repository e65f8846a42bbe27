//! Pages of findings.

use model::clocks::awaited;
use model::finding::Finding;
use model::id::EngagementId;
use model::page::{FindingClock, FindingColumn, FindingLine, FindingPage, PageQuery};
use model::record::Noun;
use model::time::Day;

use super::names::Names;
use super::{Form, Grid, GridColumn, find, records, words};
use crate::access::Reader;
use crate::derived::stored_day;
use crate::error::Result;

pub(super) const GRID: Grid = Grid {
    table: "finding",
    from: "finding n LEFT JOIN person o ON o.id = n.owner",
    id: "n.id",
    tie: "n.id",
    engagement: Some("n.engagement"),
    many: false,
    order: ("reference", false),
    text: &["format('fnd-%03d', n.number)", "fold(n.auditor_reference)", "fold(n.wording)"],
    column,
};

const CONTROLS: &str =
    "SELECT f.finding AS id, c.code AS value FROM finding_control f JOIN control c ON c.id = f.control";
const CRITERIA: &str = "SELECT finding AS id, criterion AS value FROM finding_criterion";

fn column(name: &str) -> Result<GridColumn> {
    use FindingColumn as C;
    Ok(match C::named(name)? {
        C::Reference => GridColumn::one("format('FND-%03d', n.number)", Form::Text).sorted_by("n.number"),
        C::AuditorReference => GridColumn::one("n.auditor_reference", Form::Text),
        C::Wording => GridColumn::one("n.wording", Form::Text),
        C::Source => GridColumn::one("n.source", words::finding_source()),
        C::Severity => GridColumn::one("n.severity", words::level()),
        C::State => GridColumn::one("n.state", words::finding_state()),
        C::Owner => GridColumn::person("n.owner", "o.name"),
        C::RaisedOn => GridColumn::one("n.raised_on", Form::Time),
        C::DueOn => GridColumn::one("n.due_on", Form::Time),
        C::Controls => GridColumn::each(CONTROLS, "n.id", Form::Text),
        C::Criteria => GridColumn::each(CRITERIA, "n.id", Form::Text).sorted_by(super::first_criterion(CRITERIA)),
    })
}

impl Reader<'_> {
    /// A page of an engagement's findings.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an unknown column or test, or a limit out of bounds.
    pub fn page_findings(&self, engagement: EngagementId, query: &PageQuery) -> Result<FindingPage> {
        let found = find(self, &GRID, engagement, query)?;
        let findings: Vec<Finding> = records(self, &found)?;
        let connection = self.connection();
        let people = findings.iter().filter_map(|it| it.owner).map(|id| id.uuid());
        let people = Names::of(connection, Noun::Person, people)?;
        let controls = findings.iter().flat_map(|it| &it.controls).map(|id| id.uuid());
        let controls = Names::of(connection, Noun::Control, controls)?;
        let gaps = Names::of(connection, Noun::Gap, findings.iter().flat_map(|it| &it.gaps).map(|id| id.uuid()))?;
        let today = stored_day(connection)?;
        let rows = findings.into_iter().map(|it| line(it, &people, &controls, &gaps, today)).collect();
        Ok(FindingPage { total: found.total, all: found.all, offset: query.offset, rows })
    }
}

fn line(it: Finding, people: &Names, controls: &Names, gaps: &Names, today: Option<Day>) -> FindingLine {
    let clock = awaited(&it).zip(it.due_on).map(|(kind, due)| {
        let overdue = today.is_some_and(|today| due < today);
        FindingClock { kind, due, overdue }
    });
    FindingLine {
        id: it.id,
        revision: it.revision,
        number: it.number,
        reference: it.reference(),
        controls: controls.sorted(it.controls.iter().map(|id| id.uuid())),
        gaps: gaps.sorted(it.gaps.iter().map(|id| id.uuid())),
        owner_name: it.owner.and_then(|id| people.get(id.uuid())),
        auditor_reference: it.auditor_reference,
        wording: it.wording,
        source: it.source,
        severity: it.severity,
        state: it.state,
        deviations: it.deviations,
        owner: it.owner,
        raised_on: it.raised_on,
        due_on: it.due_on,
        clock,
        criteria: it.criteria.into_iter().collect(),
    }
}
