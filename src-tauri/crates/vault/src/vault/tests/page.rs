//! Pages are what sorting and filtering all lines by hand gives, whatever the query; and the list of evidence items finds
//! each of its orders in an index.

mod by_hand;
mod made;

use by_hand::{compare, found, meets, written};
use made::{Dice, varied};
use model::page::{
    ColumnFilter, ColumnTest, ControlColumn, EvidenceColumn, Facet, FindingColumn, GapColumn, LogColumn, PageNoun,
    PageQuery, RequestColumn, SortBy, TaskColumn,
};
use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::fixture::engagement_id;
use crate::page::{End, Form, grid, order_from};

const NOUNS: [PageNoun; 7] = [
    PageNoun::Control,
    PageNoun::Evidence,
    PageNoun::Request,
    PageNoun::Gap,
    PageNoun::Finding,
    PageNoun::Task,
    PageNoun::Log,
];

/// All of a page as JSON: total, all, rows.
fn page(vault: &Vault, noun: PageNoun, query: &PageQuery) -> Json {
    let json = |r: &Reader<'_>| {
        let home = engagement_id();
        Ok(match noun {
            PageNoun::Control => serde_json::to_value(r.page_controls(home, query)?),
            PageNoun::Evidence => serde_json::to_value(r.page_evidence(home, query)?),
            PageNoun::Request => serde_json::to_value(r.page_requests(home, query)?),
            PageNoun::Gap => serde_json::to_value(r.page_gaps(home, query)?),
            PageNoun::Finding => serde_json::to_value(r.page_findings(home, query)?),
            PageNoun::Task => serde_json::to_value(r.page_tasks(home, query)?),
            PageNoun::Log => serde_json::to_value(r.page_log(query)?),
        })
    };
    let held = vault.read(json).unwrap().unwrap();
    // The same with the rows in memory and without.
    let transaction = vault.connection.unchecked_transaction().unwrap();
    assert_eq!(held, json(&Reader::new(&transaction)).unwrap().unwrap(), "{noun:?} {query:?}");
    held
}

fn columns(noun: PageNoun) -> Vec<&'static str> {
    match noun {
        PageNoun::Control => ControlColumn::ALL.iter().map(|it| it.name()).collect(),
        PageNoun::Evidence => EvidenceColumn::ALL.iter().map(|it| it.name()).collect(),
        PageNoun::Request => RequestColumn::ALL.iter().map(|it| it.name()).collect(),
        PageNoun::Gap => GapColumn::ALL.iter().map(|it| it.name()).collect(),
        PageNoun::Finding => FindingColumn::ALL.iter().map(|it| it.name()).collect(),
        PageNoun::Task => TaskColumn::ALL.iter().map(|it| it.name()).collect(),
        PageNoun::Log => LogColumn::ALL.iter().map(|it| it.name()).collect(),
    }
}

fn ask(query: PageQuery) -> PageQuery {
    PageQuery { limit: 500, ..query }
}

fn facets(vault: &Vault, noun: PageNoun, column: &str, query: &PageQuery) -> Vec<Facet> {
    vault.read(|r| r.page_facets(noun, engagement_id(), column, query)).unwrap()
}

/// Columns of which a line tells all: a row of the log names only the first of its subjects.
fn filterable(noun: PageNoun) -> Vec<&'static str> {
    let told = |column: &&str| noun != PageNoun::Log || !["noun", "subject"].contains(column);
    columns(noun).into_iter().filter(told).collect()
}

/// A query drawn by dice from what there is.
fn drawn(vault: &Vault, dice: &mut Dice, noun: PageNoun) -> PageQuery {
    let all = columns(noun);
    let mut query = ask(PageQuery::default());
    for _ in 0..dice.roll(3) {
        query.sort.push(SortBy { column: dice.one(&all).to_owned(), descending: dice.roll(2) == 0 });
    }
    for _ in 0..dice.roll(3) {
        let column = dice.one(&filterable(noun)).to_owned();
        let values: Vec<String> =
            facets(vault, noun, &column, &ask(PageQuery::default())).into_iter().map(|it| it.value).collect();
        let is_flag = matches!((grid(noun).column)(&column).unwrap().form, Form::Flag);
        let test = match dice.roll(5) {
            0 => ColumnTest::Empty,
            1 => ColumnTest::Filled,
            2 if !is_flag => ColumnTest::Contains { text: dice.one(&["e", "Ä", "2", "10%", "re", "_"]).to_owned() },
            _ => ColumnTest::AnyOf { values: dice.some(&values).into_iter().collect() },
        };
        query.filters.push(ColumnFilter { column, test });
    }
    if dice.roll(4) == 0 {
        query.text = Some(dice.one(&["ÄRGER", "access", "10%", "00", "CORE", "_", "ada"]).to_owned());
    }
    query
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, ..ProptestConfig::default() })]
    #[test]
    fn any_page_is_what_sorting_and_filtering_by_hand_gives(seed in any::<u64>()) {
        let Made { vault, home: _home, .. } = varied(seed);
        prop_assert_eq!(check(&vault).problems, vec![]);
        let mut dice = Dice(seed.rotate_left(17) | 1);
        for noun in NOUNS {
            let everything = page(&vault, noun, &ask(PageQuery::default()));
            let lines = everything["rows"].as_array().unwrap().clone();
            prop_assert!(lines.len() >= 10, "{:?}", noun);
            prop_assert_eq!(everything["total"].as_u64().unwrap(), lines.len() as u64);
            for _ in 0..25 {
                let query = drawn(&vault, &mut dice, noun);
                let meets_all = |line: &&Json| {
                    query.filters.iter().all(|filter| meets(noun, filter, line))
                        && query.text.as_ref().is_none_or(|text| found(noun, text, line))
                };
                let mut expected: Vec<Json> = lines.iter().filter(meets_all).cloned().collect();
                if !query.sort.is_empty() {
                    expected.sort_by(|one, other| compare(noun, &query.sort, one, other));
                }
                let mut paged = Vec::new();
                for offset in (0..).step_by(5).take_while(|offset| *offset <= lines.len()) {
                    let part = page(&vault, noun, &PageQuery { offset: offset as u32, limit: 5, ..query.clone() });
                    prop_assert_eq!(part["total"].as_u64().unwrap(), expected.len() as u64, "{:?} {:?}", noun, &query);
                    prop_assert_eq!(part["all"].as_u64().unwrap(), lines.len() as u64);
                    paged.extend(part["rows"].as_array().unwrap().clone());
                }
                prop_assert_eq!(&paged, &expected, "{:?} {:?}", noun, &query);
                // A page of one line is found by the index where many lines meet the query.
                for offset in 0..expected.len().min(3) {
                    let part = page(&vault, noun, &PageQuery { offset: offset as u32, limit: 1, ..query.clone() });
                    prop_assert_eq!(part["total"].as_u64().unwrap(), expected.len() as u64);
                    prop_assert_eq!(&part["rows"][0], &expected[offset], "{:?} {:?}", noun, &query);
                }
                let field = if noun == PageNoun::Log { "seq" } else { "id" };
                let ids: Vec<String> = expected.iter().map(|line| written(&line[field])).collect();
                prop_assert_eq!(&vault.read(|r| r.page_ids(noun, engagement_id(), &query, 5000)).unwrap(), &ids);
                for line in lines.iter().step_by(4) {
                    let id = written(&line[field]);
                    let place = vault.read(|r| r.page_place(noun, engagement_id(), &id, &query)).unwrap();
                    let by_hand = ids.iter().position(|it| *it == id).map(|place| place as u32);
                    prop_assert_eq!(place, by_hand);
                }
                let column = dice.one(&filterable(noun));
                for facet in facets(&vault, noun, column, &query) {
                    let test = ColumnTest::AnyOf { values: vec![facet.value.clone()] };
                    let wanted = ColumnFilter { column: column.to_owned(), test };
                    let by_hand = expected.iter().filter(|line| meets(noun, &wanted, line)).count();
                    prop_assert_eq!(facet.count as usize, by_hand, "{:?} {:?} {:?}", noun, facet, &query);
                }
            }
        }
    }
}

#[test]
fn days_and_numbers_lie_between_ends_that_are_included() {
    let Made { vault, home: _home, .. } = varied(7);
    let between = |noun, column: &str, from: Option<&str>, to: Option<&str>| {
        let test = ColumnTest::Between { from: from.map(str::to_owned), to: to.map(str::to_owned) };
        let filters = vec![ColumnFilter { column: column.to_owned(), test }];
        page(&vault, noun, &ask(PageQuery { filters, ..PageQuery::default() }))["total"].as_u64().unwrap()
    };
    let all = page(&vault, PageNoun::Evidence, &ask(PageQuery::default()))["total"].as_u64().unwrap();
    assert_eq!(between(PageNoun::Evidence, "received_at", Some("2026-07-01"), Some("2026-07-01")), all);
    assert_eq!(between(PageNoun::Evidence, "received_at", None, Some("2026-06-30")), 0);
    assert_eq!(between(PageNoun::Log, "seq", Some("2"), Some("4")), 3);
    let levels = between(PageNoun::Gap, "level", Some("medium"), None);
    assert_eq!(
        levels + between(PageNoun::Gap, "level", None, Some("low")),
        between(PageNoun::Gap, "level", None, None)
    );
}

#[test]
fn what_no_query_can_ask_is_refused() {
    let Made { vault, home: _home, .. } = filled();
    let ask = |query: &PageQuery| vault.read(|r| r.page_gaps(engagement_id(), query));
    let with = |column: &str, test| PageQuery {
        limit: 10,
        filters: vec![ColumnFilter { column: column.to_owned(), test }],
        ..PageQuery::default()
    };
    let any_of = |value: &str| ColumnTest::AnyOf { values: vec![value.to_owned()] };
    let sorted = |column: &str| PageQuery {
        limit: 10,
        sort: vec![SortBy { column: column.to_owned(), descending: false }],
        ..PageQuery::default()
    };
    for wrong in [
        PageQuery { limit: 0, ..PageQuery::default() },
        PageQuery { limit: 501, ..PageQuery::default() },
        sorted("titel"),
        sorted("n.title; DROP TABLE gap"),
        with("nothing", ColumnTest::Empty),
        with("state", any_of("certain")),
        with("score", any_of("many")),
        with("owner", any_of("Jan Brandt")),
        with("open", any_of("perhaps")),
    ] {
        assert!(matches!(ask(&wrong), Err(Error::Invalid(_))), "{wrong:?}");
    }
    assert_eq!(ask(&with("title", any_of("' OR 1 --"))).unwrap().total, 0);
    assert!(matches!(
        vault.read(|r| r.page_facets(PageNoun::Gap, engagement_id(), "nothing", &PageQuery::default())),
        Err(Error::Invalid(_))
    ));
}

#[test]
fn each_order_of_the_evidence_list_is_found_in_an_index() {
    let Made { vault, home: _home, .. } = filled();
    let grid = grid(PageNoun::Evidence);
    for (column, descending, end) in EvidenceColumn::ALL.iter().flat_map(|column| {
        [(false, End::First), (true, End::First), (false, End::Last), (true, End::Last)]
            .map(|(down, end)| (column, down, end))
    }) {
        let order = order_from(&grid, &[SortBy { column: column.name().to_owned(), descending }], end).unwrap();
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT {} FROM {} WHERE n.engagement = x'00' ORDER BY {order} LIMIT 9",
            grid.id, grid.from
        );
        let mut statement = vault.connection.prepare(&sql).unwrap();
        let plan: Vec<String> = statement.query_map([], |row| row.get(3)).unwrap().map(|it| it.unwrap()).collect();
        assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{} {order}: {plan:?}", column.name());
    }
    let sql = "EXPLAIN QUERY PLAN SELECT seq FROM activity_body WHERE undoes = 4 ORDER BY seq DESC";
    let plan: String = vault.connection.query_row(sql, [], |row| row.get(3)).unwrap();
    assert!(plan.contains("activity_body_undoes"), "{plan}");
}

#[test]
fn the_log_tells_what_was_undone() {
    let Made { vault, home: _home, .. } = varied(3);
    let page = vault.read(|r| r.page_log(&ask(PageQuery::default()))).unwrap();
    let line = |seq: u64| page.rows.iter().find(|line| line.seq == seq).unwrap();
    // The newest but three was undone; the one before it, too, and that was taken back again.
    let head = page.rows[0].seq;
    assert_eq!((line(head - 2).undoes, line(head - 3).undone_by), (Some(head - 3), Some(head - 2)));
    assert_eq!((line(head).undoes, line(head - 1).undone_by), (Some(head - 1), Some(head)));
    assert_eq!((line(head - 1).undoes, line(head - 4).undone_by), (Some(head - 4), None));
    let attached = page.rows.iter().find(|line| line.action == Action::AttachEvidence).unwrap();
    assert_eq!(attached.words, "Evidence was attached");
    assert!(attached.subjects[0].reference.as_ref().is_some_and(|it| it.starts_with("EV-")), "{attached:?}");
}
