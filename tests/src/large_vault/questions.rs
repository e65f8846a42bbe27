//! Times what is asked most of a great vault, through the commands: each question once unmeasured, then once measured.

use std::path::Path;
use std::time::{Duration, Instant as Moment};

use commands::page::{PageControls, PageEvidence, PageGaps, PageLog, PageRequests};
use commands::search::FindText;
use commands::{App, Failure, Request};
use model::page::{
    ColumnFilter, ColumnTest, ControlColumn, EvidenceColumn, GapColumn, LogColumn, PageQuery, RequestColumn, SortBy,
};

use super::{any_of, contains, opened};

/// Rows of a page, as the window reads them.
const ROWS: u32 = 100;

/// The times of the questions of one kind.
struct Kind<'p> {
    name: &'static str,
    times: Vec<Duration>,
    pattern: Option<&'p str>,
}

impl<'p> Kind<'p> {
    fn new(name: &'static str, pattern: Option<&'p str>) -> Self {
        Self { name, times: Vec::new(), pattern }
    }

    fn ask<R: Request + Clone>(&mut self, app: &mut App, what: &str, request: &R) -> Result<R::Response, Failure> {
        app.call(request.clone())?;
        let start = Moment::now();
        let answer = app.call(request.clone())?;
        let time = start.elapsed();
        if self.pattern.is_some_and(|pattern| what.contains(pattern)) {
            println!("    {what:70} {:>9.2} ms", millis(time));
        }
        self.times.push(time);
        Ok(answer)
    }

    fn print(mut self) {
        self.times.sort();
        let at = |percent: usize| millis(self.times[(self.times.len() - 1) * percent / 100]);
        println!(
            "{:20} questions {:>4}  median {:>7.2} ms  p95 {:>7.2} ms  longest {:>7.2} ms",
            self.name,
            self.times.len(),
            at(50),
            at(95),
            at(100)
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Asks, and prints the median, the 95th percentile and the longest of each kind; with a pattern every question that holds
/// it, too.
///
/// # Errors
/// Those of the commands.
pub fn ask(folder: &Path, passphrase: &str, pattern: Option<&str>) -> Result<(), Failure> {
    let start = Moment::now();
    let mut app = opened(folder, passphrase)?;
    app.call(PageControls { query: query(None, Vec::new(), 0) })?;
    println!("{:20} {:.0} ms, the key's derivation with it", "unlock to first list", millis(start.elapsed()));
    lists(&mut app, pattern)?;
    filters(&mut app, pattern)?;
    full_text(&mut app, pattern)?;
    app.lock()
}

fn query(sort: Option<(&str, bool)>, filters: Vec<ColumnFilter>, offset: u32) -> PageQuery {
    let by = |(column, descending): (&str, bool)| SortBy { column: column.to_owned(), descending };
    PageQuery { sort: sort.map(by).into_iter().collect(), filters, offset, limit: ROWS, ..PageQuery::default() }
}

/// Each list by each of its columns, both ways: its first page, one in the middle, its last.
fn lists(app: &mut App, pattern: Option<&str>) -> Result<(), Failure> {
    let mut kind = Kind::new("lists", pattern);
    macro_rules! noun {
        ($page:ident, $columns:expr) => {
            let all = app.call($page { query: query(None, Vec::new(), 0) })?.all;
            for name in $columns.iter().map(|column| column.name()) {
                for descending in [false, true] {
                    for offset in [0, all / 2, all.saturating_sub(ROWS)] {
                        let what = format!("{} by {name}, {descending}, from {offset}", stringify!($page));
                        kind.ask(app, &what, &$page { query: query(Some((name, descending)), Vec::new(), offset) })?;
                    }
                }
            }
        };
    }
    noun!(PageEvidence, EvidenceColumn::ALL);
    noun!(PageControls, ControlColumn::ALL);
    noun!(PageGaps, GapColumn::ALL);
    noun!(PageRequests, RequestColumn::ALL);
    noun!(PageLog, LogColumn::ALL);
    kind.print();
    Ok(())
}

fn between(column: &str, from: &str, to: &str) -> ColumnFilter {
    let test = ColumnTest::Between { from: Some(from.to_owned()), to: Some(to.to_owned()) };
    ColumnFilter { column: column.to_owned(), test }
}

/// What people filter by: words of a column, parts of a text, days, several at once, what is typed into the box.
fn filters(app: &mut App, pattern: Option<&str>) -> Result<(), Failure> {
    let mut kind = Kind::new("filters", pattern);
    let mut evidence = vec![
        vec![any_of("state", &["received"])],
        vec![any_of("state", &["accepted", "released"])],
        vec![any_of("kind", &["ticket"])],
        vec![any_of("classification", &["personal"])],
        vec![any_of("controls", &["OWN-200"])],
        vec![any_of("source_system", &["System 7"])],
        vec![any_of("state", &["received"]), any_of("kind", &["log", "report"])],
        vec![between("covers_from", "2026-03-01", "2026-03-31")],
        vec![between("captured_at", "2026-09-03", "2026-09-05")],
        vec![contains("source_system", "system 1"), any_of("state", &["released"])],
    ];
    for text in ["t", "ti", "tick", "77", "00812", "week 9", "nothing such"] {
        evidence.push(vec![contains("title", text)]);
    }
    for filters in &evidence {
        for sort in [None, Some(("title", false)), Some(("state", true)), Some(("captured_at", true))] {
            for offset in [0, 100] {
                let what = format!("evidence {sort:?} {filters:?} from {offset}");
                kind.ask(app, &what, &PageEvidence { query: query(sort, filters.clone(), offset) })?;
            }
        }
    }
    for text in ["a", "re", "review 00", "ev-0123"] {
        let query = PageQuery { text: Some(text.to_owned()), ..query(None, Vec::new(), 0) };
        kind.ask(app, &format!("evidence that holds {text}"), &PageEvidence { query })?;
    }
    let controls = [
        any_of("criteria", &["CC6.1"]),
        any_of("frequency", &["daily", "weekly"]),
        contains("title", "system"),
        contains("owner_role", "team 3"),
        between("missed", "1", "20"),
        any_of("state", &["in_place"]),
    ];
    for filter in controls {
        for sort in [None, Some(("title", false)), Some(("missed", true))] {
            let what = format!("controls {sort:?} {filter:?}");
            kind.ask(app, &what, &PageControls { query: query(sort, vec![filter.clone()], 0) })?;
        }
    }
    kind.print();
    Ok(())
}

/// Words typed letter by letter, two words, a reference, and what is nowhere.
fn full_text(app: &mut App, pattern: Option<&str>) -> Result<(), Failure> {
    let mut kind = Kind::new("full text", pattern);
    let typed = ["review", "approval", "ticket", "access", "own-12", "priya"];
    let letters = typed.iter().flat_map(|word| (2..=word.len()).map(|end| word[..end].to_owned()));
    let whole =
        ["review week", "extract 00", "backup system 12", "EV-0123", "REQ-050", "nothing such", "system", "r.1"];
    for text in letters.chain(whole.iter().map(|text| (*text).to_owned())) {
        let request = FindText { engagement: None, text: text.clone(), nouns: Vec::new(), limit: 30 };
        kind.ask(app, &format!("search {text}"), &request)?;
    }
    kind.print();
    Ok(())
}
