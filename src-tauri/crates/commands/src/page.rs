//! Pages of rows for the window's grids: sorted, filtered and cut out in the vault, never by loading all records.

use model::id::EngagementId;
use model::page::{
    ControlPage, EvidencePage, Facet, FindingPage, GapPage, LogPage, MOST_IDS, PageNoun, PageQuery, RequestPage,
    TaskPage,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Reader;

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;

/// A page of controls.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PageControls {
    /// Which rows.
    pub query: PageQuery,
}

pub(crate) fn controls(app: &mut App, request: PageControls) -> Result<ControlPage, Failure> {
    app.read(|r| Ok(r.page_controls(home(r, &request.query)?, &request.query)?))
}

/// A page of evidence items.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PageEvidence {
    /// Which rows.
    pub query: PageQuery,
}

pub(crate) fn evidence(app: &mut App, request: PageEvidence) -> Result<EvidencePage, Failure> {
    app.read(|r| Ok(r.page_evidence(home(r, &request.query)?, &request.query)?))
}

/// A page of evidence requests.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PageRequests {
    /// Which rows.
    pub query: PageQuery,
}

pub(crate) fn requests(app: &mut App, request: PageRequests) -> Result<RequestPage, Failure> {
    app.read(|r| Ok(r.page_requests(home(r, &request.query)?, &request.query)?))
}

/// A page of gaps.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PageGaps {
    /// Which rows.
    pub query: PageQuery,
}

pub(crate) fn gaps(app: &mut App, request: PageGaps) -> Result<GapPage, Failure> {
    app.read(|r| Ok(r.page_gaps(home(r, &request.query)?, &request.query)?))
}

/// A page of findings.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PageFindings {
    /// Which rows.
    pub query: PageQuery,
}

pub(crate) fn findings(app: &mut App, request: PageFindings) -> Result<FindingPage, Failure> {
    app.read(|r| Ok(r.page_findings(home(r, &request.query)?, &request.query)?))
}

/// A page of tasks.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PageTasks {
    /// Which rows.
    pub query: PageQuery,
}

pub(crate) fn tasks(app: &mut App, request: PageTasks) -> Result<TaskPage, Failure> {
    app.read(|r| Ok(r.page_tasks(home(r, &request.query)?, &request.query)?))
}

/// A page of the activity log, the newest rows first. It is the whole vault's, so the query's engagement doesn't count.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PageLog {
    /// Which rows.
    pub query: PageQuery,
}

pub(crate) fn log(app: &mut App, request: PageLog) -> Result<LogPage, Failure> {
    app.read(|r| Ok(r.page_log(&request.query)?))
}

/// The values of one column among the rows that a query gives, with how many rows have each: the choices of its filter, or
/// the groups of a grouping. All of the query's filters count; for the choices of a column leave its own filter out.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct CountFacets {
    /// What is listed.
    pub noun: PageNoun,
    /// The column.
    pub column: String,
    /// Which rows; sorting, offset and limit don't count.
    pub query: PageQuery,
}

pub(crate) fn facets(app: &mut App, request: CountFacets) -> Result<Vec<Facet>, Failure> {
    let CountFacets { noun, column, query } = request;
    app.read(|r| Ok(r.page_facets(noun, home_of(r, noun, &query)?, &column, &query)?))
}

/// The place of a row under a query, from 0.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct LocateRow {
    /// What is listed.
    pub noun: PageNoun,
    /// The row's id; of the log its number.
    pub id: String,
    /// Which rows, sorted how; offset and limit don't count.
    pub query: PageQuery,
}

pub(crate) fn locate(app: &mut App, request: LocateRow) -> Result<Option<u32>, Failure> {
    let LocateRow { noun, id, query } = request;
    app.read(|r| Ok(r.page_place(noun, home_of(r, noun, &query)?, &id, &query)?))
}

/// The ids of all rows under a query, sorted, for a change of all of them. More than [`MOST_IDS`] are refused.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListPageIds {
    /// What is listed.
    pub noun: PageNoun,
    /// Which rows, sorted how; offset and limit don't count.
    pub query: PageQuery,
}

pub(crate) fn ids(app: &mut App, request: ListPageIds) -> Result<Vec<String>, Failure> {
    let ListPageIds { noun, query } = request;
    let ids = app.read(|r| Ok(r.page_ids(noun, home_of(r, noun, &query)?, &query, MOST_IDS)?))?;
    // Never some of them in silence: what is meant is all.
    if ids.len() > MOST_IDS as usize {
        return Err(Failure::new(Code::TooLarge, format!("more than {MOST_IDS} rows meet the filters")).on("query"));
    }
    Ok(ids)
}

fn home(r: &Reader, query: &PageQuery) -> Result<EngagementId, Failure> {
    find::engagement(r, query.engagement.as_deref()).map(|engagement| engagement.id)
}

/// The same; the log has none.
fn home_of(r: &Reader, noun: PageNoun, query: &PageQuery) -> Result<EngagementId, Failure> {
    if noun == PageNoun::Log { Ok(EngagementId::from(Uuid::nil())) } else { home(r, query) }
}
