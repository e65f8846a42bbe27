//! Times what each view of the window asks of a great vault, question by question.

use std::time::Instant as Moment;

use commands::calendar::ShowCalendar;
use commands::control::{ListControls, ShowControl};
use commands::coverage::ShowCoverage;
use commands::engagement::ShowEngagement;
use commands::heat_map::ShowHeatMap;
use commands::occurrence::ListOccurrences;
use commands::overview::ShowOverview;
use commands::packet::PreflightPacket;
use commands::page::{
    CountFacets, ListPageIds, LocateRow, PageControls, PageEvidence, PageGaps, PageLog, PageRequests,
};
use commands::readiness::{ShowReadiness, ShowReadinessHistory};
use commands::search::FindText;
use commands::vault::ShowVaultStatus;
use commands::walkthrough::{ListWalkthroughChoices, ShowWalkthrough};
use commands::{App, Failure, Request};
use model::page::{ColumnFilter, EvidenceColumn, PageNoun, PageQuery, SortBy};

use super::{any_of, contains};

/// Times that each question is asked.
const ROUNDS: usize = 7;
/// A question that takes longer than this is asked no more often.
const LONG: std::time::Duration = std::time::Duration::from_secs(2);

/// Asks what the views ask, and prints how long each answer took: the first time, the middle one and the longest of the
/// others.
///
/// # Errors
/// Those of the commands.
pub fn time(app: &mut App) -> Result<(), Failure> {
    time_views(app)?;
    time_pages(app)
}

fn query(sort: &[(&str, bool)], filters: Vec<ColumnFilter>, offset: u32) -> PageQuery {
    let by = |(column, descending): &(&str, bool)| SortBy { column: (*column).to_owned(), descending: *descending };
    PageQuery { sort: sort.iter().map(by).collect(), filters, offset, limit: 200, ..PageQuery::default() }
}

/// Prints how long a request takes: the first time, the middle one of the others and the longest of them.
fn timed<R: Request + Clone>(app: &mut App, what: &str, request: &R) -> Result<R::Response, Failure> {
    let mut times = Vec::with_capacity(ROUNDS);
    let mut answer = None;
    for _ in 0..ROUNDS {
        let start = Moment::now();
        answer = Some(app.call(request.clone())?);
        times.push(start.elapsed());
        if start.elapsed() > LONG {
            break;
        }
    }
    let first = if times.len() > 1 { times.remove(0) } else { times[0] };
    times.sort();
    let (middle, longest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{what:55} first {first:>9.1?}  middle {middle:>9.1?}  longest {longest:>9.1?}");
    Ok(answer.expect("it was asked"))
}

/// The views that reckon: what they ask when they are opened, and what an inspector asks of one control.
fn time_views(app: &mut App) -> Result<(), Failure> {
    let control = app.call(ListControls { engagement: None, criterion: None, surface: None, retired: false })?;
    let control = control.last().map(|control| control.code.to_string()).expect("there are controls");
    timed(app, "the vault's status", &ShowVaultStatus {})?;
    timed(app, "the overview", &ShowOverview { engagement: None })?;
    timed(app, "the engagement", &ShowEngagement { engagement: None })?;
    timed(app, "readiness", &ShowReadiness { engagement: None, on: None })?;
    timed(app, "the history of readiness", &ShowReadinessHistory { engagement: None })?;
    let calendar = ShowCalendar { engagement: None, controls: Vec::new(), pressing: false, from: 0, most: None };
    timed(app, "the calendar", &calendar)?;
    timed(app, "coverage", &ShowCoverage { engagement: None })?;
    timed(app, "the heat map", &ShowHeatMap { engagement: None })?;
    timed(app, "a control", &ShowControl { engagement: None, control: control.clone() })?;
    let occurrences = ListOccurrences { engagement: None, control: Some(control.clone()), as_of: None };
    timed(app, "a control's occurrences", &occurrences)?;
    timed(app, "choices of the walkthrough", &ListWalkthroughChoices { engagement: None })?;
    timed(app, "a page of the walkthrough", &ShowWalkthrough { engagement: None, control })?;
    timed(app, "search", &FindText { engagement: None, text: "review 00".to_owned(), nouns: Vec::new(), limit: 50 })?;
    let preflight = serde_json::json!({ "profile": "auditor" });
    timed(app, "pre-flight of a packet", &serde_json::from_value::<PreflightPacket>(preflight).expect("a request"))?;
    Ok(())
}

fn time_pages(app: &mut App) -> Result<(), Failure> {
    timed(app, "controls", &PageControls { query: query(&[], Vec::new(), 0) })?;
    timed(
        app,
        "controls by missed, then owner",
        &PageControls { query: query(&[("missed", true), ("owner", false)], Vec::new(), 200) },
    )?;
    timed(
        app,
        "controls of one criterion",
        &PageControls { query: query(&[], vec![any_of("criteria", &["CC6.1"])], 0) },
    )?;
    timed(app, "gaps by score", &PageGaps { query: query(&[("score", true)], Vec::new(), 0) })?;
    timed(app, "requests", &PageRequests { query: query(&[], Vec::new(), 0) })?;
    timed(app, "log", &PageLog { query: query(&[], Vec::new(), 0) })?;
    let all = timed(app, "evidence", &PageEvidence { query: query(&[], Vec::new(), 0) })?.all;
    for column in EvidenceColumn::ALL {
        let name = column.name();
        let page = |descending, offset| PageEvidence { query: query(&[(name, descending)], Vec::new(), offset) };
        timed(app, &format!("evidence by {name}"), &page(false, 0))?;
        timed(app, &format!("evidence by {name}, last first, far down"), &page(true, all * 9 / 10))?;
    }
    let filtered = |sort: &[(&str, bool)], filters: Vec<ColumnFilter>| PageEvidence { query: query(sort, filters, 0) };
    timed(app, "evidence of a state by title", &filtered(&[("title", false)], vec![any_of("state", &["accepted"])]))?;
    timed(app, "evidence whose title holds 77", &filtered(&[], vec![contains("title", "77")]))?;
    timed(
        app,
        "evidence of a control by state",
        &filtered(&[("state", true)], vec![any_of("controls", &["CORE-24"])]),
    )?;
    timed(
        app,
        "evidence of a system, state and kind",
        &filtered(
            &[("captured_at", true)],
            vec![
                contains("source_system", "system 1"),
                any_of("state", &["released", "accepted"]),
                any_of("kind", &["ticket", "log"]),
            ],
        ),
    )?;
    let everywhere = PageQuery { text: Some("extract 00".to_owned()), ..query(&[("size", true)], Vec::new(), 0) };
    let last = timed(app, "evidence that holds a text", &PageEvidence { query: everywhere })?;
    timed(app, "evidence by state and title", &filtered(&[("state", false), ("title", true)], Vec::new()))?;
    for column in ["state", "kind", "source_system", "controls", "title"] {
        let request =
            CountFacets { noun: PageNoun::Evidence, column: column.to_owned(), query: query(&[], Vec::new(), 0) };
        timed(app, &format!("choices of {column}"), &request)?;
    }
    if let Some(line) = last.rows.last() {
        let query = query(&[("title", true)], Vec::new(), 0);
        timed(app, "the place of a row", &LocateRow { noun: PageNoun::Evidence, id: line.id.to_string(), query })?;
    }
    let query = query(&[], vec![any_of("state", &["received"]), any_of("kind", &["ticket"])], 0);
    timed(app, "the ids of a filter", &ListPageIds { noun: PageNoun::Evidence, query })?;
    Ok(())
}
