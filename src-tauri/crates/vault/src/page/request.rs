//! Pages of evidence requests.

use model::id::EngagementId;
use model::page::{PageQuery, RequestColumn, RequestLine, RequestPage};
use model::record::Noun;
use model::request::EvidenceRequest;
use model::time::Day;

use super::names::Names;
use super::{Form, Grid, GridColumn, find, records, words};
use crate::access::Reader;
use crate::derived::stored_day;
use crate::error::Result;

pub(super) const GRID: Grid = Grid {
    table: "request",
    from: "request n LEFT JOIN person o ON o.id = n.owner LEFT JOIN person w ON w.id = n.reviewer",
    id: "n.id",
    tie: "n.id",
    engagement: Some("n.engagement"),
    many: false,
    order: ("reference", false),
    text: &["format('req-%03d', n.number)", "fold(n.auditor_id)", "fold(n.wording)"],
    column,
};

const CONTROLS: &str =
    "SELECT r.request AS id, c.code AS value FROM request_control r JOIN control c ON c.id = r.control";
const CRITERIA: &str = "SELECT request AS id, criterion AS value FROM request_criterion";
const OWED: &str = "(n.auditor IN ('requested', 'returned'))";
const OVERDUE: &str = "(n.auditor IN ('requested', 'returned') AND n.due_on IS NOT NULL \
                       AND n.due_on < (SELECT day FROM derived_day))";

fn column(name: &str) -> Result<GridColumn> {
    use RequestColumn as C;
    Ok(match C::named(name)? {
        C::Reference => GridColumn::one("format('REQ-%03d', n.number)", Form::Text).sorted_by("n.number"),
        C::AuditorId => GridColumn::one("n.auditor_id", Form::Text),
        C::Wording => GridColumn::one("n.wording", Form::Text),
        C::Kind => GridColumn::one("n.kind", words::evidence_kind()),
        C::Internal => GridColumn::one("n.internal", words::internal_status()),
        C::Auditor => GridColumn::one("n.auditor", words::auditor_status()),
        C::Owner => GridColumn::person("n.owner", "o.name"),
        C::Reviewer => GridColumn::person("n.reviewer", "w.name"),
        C::ReceivedOn => GridColumn::one("n.received_on", Form::Time),
        C::DueOn => GridColumn::one("n.due_on", Form::Time),
        C::BlocksTesting => GridColumn::one("n.blocks_testing", Form::Flag),
        C::Owed => GridColumn::one(OWED, Form::Flag),
        C::Overdue => GridColumn::one(OVERDUE, Form::Flag),
        C::Rounds => GridColumn::one("(SELECT count(*) FROM request_round r WHERE r.request = n.id)", Form::Number),
        C::Evidence => {
            GridColumn::one("(SELECT count(*) FROM request_evidence e WHERE e.request = n.id)", Form::Number)
        }
        C::Controls => GridColumn::each(CONTROLS, "n.id", Form::Text),
        C::Criteria => GridColumn::each(CRITERIA, "n.id", Form::Text).sorted_by(super::first_criterion(CRITERIA)),
    })
}

impl Reader<'_> {
    /// A page of an engagement's evidence requests. What is overdue is so on the day of the derived values, to which
    /// unlocking and every change bring them.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an unknown column or test, or a limit out of bounds.
    pub fn page_requests(&self, engagement: EngagementId, query: &PageQuery) -> Result<RequestPage> {
        let found = find(self, &GRID, engagement, query)?;
        let requests: Vec<EvidenceRequest> = records(self, &found)?;
        let connection = self.connection();
        let people = requests.iter().flat_map(|it| [it.owner, it.reviewer]).flatten().map(|id| id.uuid());
        let people = Names::of(connection, Noun::Person, people)?;
        let controls = requests.iter().flat_map(|it| &it.controls).map(|id| id.uuid());
        let controls = Names::of(connection, Noun::Control, controls)?;
        let evidence = requests.iter().flat_map(|it| &it.evidence).map(|id| id.uuid());
        let evidence = Names::of(connection, Noun::Evidence, evidence)?;
        let today = stored_day(connection)?;
        let rows = requests.into_iter().map(|it| line(it, &people, &controls, &evidence, today)).collect();
        Ok(RequestPage { total: found.total, all: found.all, offset: query.offset, rows })
    }
}

fn line(it: EvidenceRequest, people: &Names, controls: &Names, evidence: &Names, today: Option<Day>) -> RequestLine {
    RequestLine {
        id: it.id,
        revision: it.revision,
        number: it.number,
        reference: it.reference(),
        owed: it.is_owed(),
        overdue: today.is_some_and(|today| it.is_overdue_on(today)),
        rounds: it.rounds.len().try_into().unwrap_or(u32::MAX),
        evidence: evidence.sorted(it.evidence.iter().map(|id| id.uuid())),
        controls: controls.sorted(it.controls.iter().map(|id| id.uuid())),
        owner_name: it.owner.and_then(|id| people.get(id.uuid())),
        reviewer_name: it.reviewer.and_then(|id| people.get(id.uuid())),
        auditor_id: it.auditor_id,
        wording: it.wording,
        kind: it.kind,
        internal: it.internal,
        auditor: it.auditor,
        owner: it.owner,
        reviewer: it.reviewer,
        received_on: it.received_on,
        due_on: it.due_on,
        blocks_testing: it.blocks_testing,
        criteria: it.criteria.into_iter().collect(),
    }
}
