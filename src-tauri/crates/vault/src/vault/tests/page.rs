//! Pages are what sorting and filtering all lines by hand gives, whatever the query; and the list of evidence items finds
//! each of its orders in an index.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use model::control::{Control, ControlState, Frequency};
use model::criterion::CriterionCode;
use model::evidence::{Classification, Covers, EvidenceKind, EvidenceState};
use model::finding::{Finding, FindingState};
use model::gap::{Gap, GapState, Level, Severity};
use model::page::{
    ColumnFilter, ColumnTest, ControlColumn, EvidenceColumn, Facet, FindingColumn, GapColumn, LogColumn, PageNoun,
    PageQuery, RequestColumn, SortBy, TaskColumn,
};
use model::request::{AuditorStatus, EvidenceRequest, InternalStatus};
use model::task::{Task, TaskState, Wait};
use model::time::Span;
use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::fixture::{code, control, day, engagement_id, finding, gap, request, task};
use crate::fold::fold;
use crate::page::{Form, grid};

const NOUNS: [PageNoun; 7] = [
    PageNoun::Control,
    PageNoun::Evidence,
    PageNoun::Request,
    PageNoun::Gap,
    PageNoun::Finding,
    PageNoun::Task,
    PageNoun::Log,
];

/// Counted dice: the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap() % sides
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }

    fn some<T: Clone + Ord>(&mut self, of: &[T]) -> BTreeSet<T> {
        of.iter().filter(|_| self.roll(2) == 0).cloned().collect()
    }
}

const TITLES: [&str; 6] = ["Ärger im Lager", "ärger IM LAGER", "Access review", "backup 10%", "access_review", "Zebra"];

/// A vault with a dozen or more records of each noun that has pages, with values from short lists, so that many are alike.
fn varied(seed: u64) -> Made {
    let mut made = filled();
    let mut dice = Dice(seed | 1);
    let vault = &mut made.vault;
    for number in 2..14_u32 {
        attach(vault, number, format!("content {}", number / 2).as_bytes(), 20 + number);
    }
    write(vault, Action::EditEvidence, 50, |w| (1..14).try_for_each(|number| vary_evidence(w, &mut dice, number)));
    write(vault, Action::AddControl, 51, |w| {
        for number in 100..116 {
            w.insert(&varied_control(&mut dice, number))?;
        }
        Ok(())
    });
    write(vault, Action::AddGap, 52, |w| {
        (3..16).try_for_each(|number| w.insert(&varied_gap(&mut dice, number)).map(|_| ()))
    });
    write(vault, Action::AddRequest, 53, |w| {
        (3..16).try_for_each(|number| w.insert(&varied_request(&mut dice, number)).map(|_| ()))
    });
    write(vault, Action::AddFinding, 54, |w| {
        (3..14).try_for_each(|number| w.insert(&varied_finding(&mut dice, number)).map(|_| ()))
    });
    for number in 3..14 {
        write(vault, Action::AddTask, 55 + number, |w| w.insert(&varied_task(&mut dice, number)));
    }
    let head = vault.read(|reader| reader.log_seq()).unwrap();
    let mut next = 0xd100_0000;
    let mut ids = || {
        next += 1;
        id(next)
    };
    vault.undo(head, at(90), WHO, &mut ids).unwrap();
    vault.undo(head - 1, at(91), WHO, &mut ids).unwrap();
    vault.undo(head + 2, at(92), WHO, &mut ids).unwrap();
    made
}

fn vary_evidence(w: &Writer<'_>, dice: &mut Dice, number: u32) -> Result<()> {
    let mut item: EvidenceItem = w.numbered(engagement_id(), number)?;
    let revision = item.revision;
    item.title = dice.one(&TITLES).to_owned();
    item.kind = dice.one(&[EvidenceKind::SystemReport, EvidenceKind::Policy, EvidenceKind::Ticket]);
    item.classification = dice.one(&[Classification::Public, Classification::Restricted, Classification::Internal]);
    item.source_system = dice.one(&["", "CRM", "crm", "Überwachung"]).to_owned();
    item.collected_by = dice.one(&["", "Ada", "Brandt"]).to_owned();
    item.captured_at = match dice.roll(3) {
        0 => None,
        1 => Some("2026-06-30T23:30:00.500+01:00".parse().unwrap()),
        _ => Some("2026-06-30T20:45:00.500-03:00".parse().unwrap()),
    };
    item.ipe = item.ipe.filter(|_| dice.roll(2) == 0).map(|card| model::evidence::IpeCard { run_at: None, ..card });
    item.covers = match dice.roll(4) {
        0 => None,
        1 => Some(Covers::AsOf { on: day("2026-03-31") }),
        2 => Some(Covers::InForce { from: day("2026-02-01"), until: None }),
        _ => Some(Covers::Period { span: Span { from: day("2026-04-01"), to: day("2026-06-30") } }),
    };
    item.state = match dice.roll(4) {
        0 => EvidenceState::Received,
        1 => EvidenceState::InReview,
        2 => EvidenceState::Accepted,
        _ => EvidenceState::Returned { reason: "blurred".into() },
    };
    item.controls = dice.some(&[id(50), id(51)]);
    w.update(item, revision).map(|_| ())
}

fn varied_control(dice: &mut Dice, number: u128) -> Control {
    Control {
        title: dice.one(&TITLES).to_owned(),
        frequency: dice.one(&[Frequency::Daily, Frequency::Quarterly, Frequency::Annual, Frequency::PerEvent]),
        owner: dice.one(&[None, Some(id(10)), Some(id(11))]),
        owner_role: dice.one(&["", "CRM owner", "Head"]).to_owned(),
        criteria: dice.some(&[code("CC6.1"), code("A1.2"), code("P1.1"), code("CC6.2")]),
        surfaces: dice.some(&["crm_integration".parse().unwrap()]),
        key: dice.roll(2) == 0,
        state: dice.one(&[
            ControlState::Planned,
            ControlState::InPlace,
            ControlState::Retired { reason: "merged".into() },
        ]),
        starts_on: dice.one(&[None, Some(day("2026-02-14"))]),
        ..control(number, &format!("{}-{number}", dice.one(&["CORE", "ADD"])))
    }
}

fn varied_gap(dice: &mut Dice, number: u32) -> Gap {
    let due = dice.one(&[None, Some("2027-01-01"), Some("2026-12-01")]);
    let open = Gap {
        title: dice.one(&TITLES).to_owned(),
        state: dice.one(&[GapState::Open, GapState::InProgress, GapState::AcceptedRisk]),
        severity: Severity { likelihood: u8::try_from(dice.roll(5) + 1).unwrap(), impact: 3 },
        owner: dice.one(&[None, Some(id(10)), Some(id(11))]),
        effort_days: dice.one(&[None, Some(3), Some(20)]),
        controls: dice.some(&[id(50), id(51), id(100), id(101)]),
        criteria: dice.some(&[code("CC6.1"), code("A1.2")]),
        prior: None,
        ..gap(number)
    };
    let cost = open.cost.clone().filter(|_| dice.roll(2) == 0);
    Gap { due_on: due.map(day), cost, ..open }
}

fn varied_request(dice: &mut Dice, number: u32) -> EvidenceRequest {
    EvidenceRequest {
        auditor_id: dice.one(&[None, Some("4.2".to_owned()), Some("B-1".to_owned())]),
        wording: dice.one(&TITLES).to_owned(),
        kind: dice.one(&[None, Some(EvidenceKind::Policy)]),
        owner: dice.one(&[None, Some(id(10)), Some(id(11))]),
        due_on: dice.one(&[None, Some(day("2026-06-15")), Some(day("2027-06-15"))]),
        blocks_testing: dice.roll(2) == 0,
        internal: dice.one(&[InternalStatus::Open, InternalStatus::Blocked { reason: "no access".into() }]),
        auditor: AuditorStatus::Requested,
        rounds: Vec::new(),
        evidence: dice.some(&[id(1002), id(1004)]),
        controls: dice.some(&[id(50), id(51)]),
        criteria: dice.some(&[code("CC6.1"), code("A1.2")]),
        ..request(number)
    }
}

fn varied_finding(dice: &mut Dice, number: u32) -> Finding {
    Finding {
        auditor_reference: dice.one(&[None, Some("EX-1".to_owned()), Some("ex-2".to_owned())]),
        wording: dice.one(&TITLES).to_owned(),
        severity: dice.one(&[None, Some(Level::Low), Some(Level::Critical), Some(Level::High)]),
        state: FindingState::Raised,
        owner: dice.one(&[None, Some(id(11))]),
        due_on: dice.one(&[None, Some(day("2026-06-15")), Some(day("2027-06-15"))]),
        acknowledged: None,
        response: None,
        fixed_on: None,
        retest: None,
        closed_on: None,
        prior: None,
        ..finding(number)
    }
}

fn varied_task(dice: &mut Dice, number: u32) -> Task {
    let before: Vec<_> = (3..number).map(|other| (id(5200 + u128::from(other)), Wait::Finish)).collect();
    Task {
        title: dice.one(&TITLES).to_owned(),
        phase: dice.one(&["", "Build", "prove"]).to_owned(),
        owner: dice.one(&[None, Some(id(10)), Some(id(11))]),
        working_days: u16::try_from(dice.roll(9) + 1).unwrap(),
        depends_on: dice.some(&before).into_iter().take(2).collect(),
        controls: dice.some(&[id(50), id(51)]),
        state: dice.one(&[TaskState::Planned, TaskState::Dropped { reason: "no need".into() }]),
        done: None,
        freezes: Vec::new(),
        ..task(number)
    }
}

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
    vault.read(json).unwrap().unwrap()
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

/// What a line says in a column, as values to filter by: none when it is empty.
fn told(noun: PageNoun, column: &str, line: &Json) -> Vec<Json> {
    let covers = &line["covers"];
    let value = match (noun, column) {
        (_, "state") if line["state"].is_object() => line["state"]["state"].clone(),
        (PageNoun::Request, "internal") => line["internal"]["internal"].clone(),
        (PageNoun::Request, "evidence") => line["evidence"].as_array().unwrap().len().into(),
        (PageNoun::Control, "expected" | "done" | "missed" | "next_due" | "last_chance") => {
            line["occurrences"][column].clone()
        }
        (PageNoun::Gap, "cost_low") => line["cost"]["low"].clone(),
        (PageNoun::Gap, "cost_high") => line["cost"]["high"].clone(),
        (PageNoun::Evidence, "covers_from") => match covers["covers"].as_str() {
            Some("period") => covers["span"]["from"].clone(),
            Some("as_of") => covers["on"].clone(),
            _ => covers["from"].clone(),
        },
        (PageNoun::Evidence, "covers_to") => match covers["covers"].as_str() {
            Some("period") => covers["span"]["to"].clone(),
            Some("as_of") => covers["on"].clone(),
            _ => covers["until"].clone(),
        },
        (PageNoun::Evidence, "captured_at" | "received_at") | (PageNoun::Log, "at") => {
            let at = line[column].as_str().map(|at| at.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
            at.map(|at| at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)).into()
        }
        (PageNoun::Task, "dependencies") => {
            line[column].as_array().unwrap().iter().map(|it| it["code"].clone()).collect::<Vec<_>>().into()
        }
        (PageNoun::Log, "noun" | "subject") => {
            let field = if column == "noun" { "noun" } else { "id" };
            let all: BTreeSet<String> =
                line["subjects"].as_array().unwrap().iter().map(|it| it[field].as_str().unwrap().to_owned()).collect();
            all.into_iter().collect::<Vec<_>>().into()
        }
        _ => line[column].clone(),
    };
    match value {
        Json::Null => Vec::new(),
        Json::String(text) if text.is_empty() => Vec::new(),
        Json::Array(list) => list,
        // Costs that nobody counts to: they are stored, and so sorted, as the same 64 bits with a sign.
        Json::Number(number) if !number.is_i64() => vec![number.as_u64().unwrap().cast_signed().into()],
        other => vec![other],
    }
}

/// What a line is sorted by in a column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Criterion(CriterionCode),
    Text(String),
}

fn key(noun: PageNoun, column: &str, line: &Json) -> Option<Key> {
    let values = told(noun, column, line);
    let of = (grid(noun).column)(column).unwrap();
    match (noun, column, &of.form) {
        (PageNoun::Evidence, "controls", _) => return Some(Key::Number(i64::try_from(values.len()).unwrap())),
        (PageNoun::Log, "subject", _) => return line["touched"].as_i64().map(Key::Number),
        (_, "reference", _) => return line["number"].as_i64().map(Key::Number),
        (_, "code", _) => return line["code"].as_str().map(|code| Key::Text(code.to_owned())),
        (_, "criteria", _) => {
            return values.iter().map(|it| Key::Criterion(it.as_str().unwrap().parse().unwrap())).min();
        }
        (_, _, Form::Id) => return line[format!("{column}_name")].as_str().map(|name| Key::Text(fold(name))),
        // The first of several words is the first by name.
        (PageNoun::Log, "noun", _) => return values.iter().map(|it| Key::Text(it.as_str().unwrap().to_owned())).min(),
        _ => {}
    }
    let one = |value: &Json| match (&of.form, value) {
        (Form::Words(words), Json::String(word)) => {
            Key::Number(words.iter().position(|(of, _)| of == word).unwrap().try_into().unwrap())
        }
        (_, Json::Bool(flag)) => Key::Number((*flag).into()),
        (_, Json::Number(number)) => Key::Number(number.as_i64().unwrap()),
        (Form::Time, Json::String(text)) => Key::Text(text.clone()),
        (_, Json::String(text)) if of.is_many() => Key::Text(text.clone()),
        (_, Json::String(text)) => Key::Text(fold(text)),
        (_, other) => panic!("{column}: {other}"),
    };
    values.iter().map(one).min()
}

fn compare(noun: PageNoun, sort: &[SortBy], one: &Json, other: &Json) -> Ordering {
    for by in sort {
        let (first, second) = (key(noun, &by.column, one), key(noun, &by.column, other));
        let order = match (&first, &second) {
            (Some(first), Some(second)) if by.descending => second.cmp(first),
            (Some(first), Some(second)) => first.cmp(second),
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (None, None) => Ordering::Equal,
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    let id = |line: &Json| if noun == PageNoun::Log { line["seq"].clone() } else { line["id"].clone() };
    let order = match (id(one), id(other)) {
        (Json::Number(first), Json::Number(second)) => first.as_u64().cmp(&second.as_u64()),
        (first, second) => first.as_str().cmp(&second.as_str()),
    };
    if sort.last().is_some_and(|by| by.descending) { order.reverse() } else { order }
}

/// A value as a filter writes it.
fn written(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn meets(noun: PageNoun, filter: &ColumnFilter, line: &Json) -> bool {
    let values = told(noun, &filter.column, line);
    let of = (grid(noun).column)(&filter.column).unwrap();
    let text = matches!(of.form, Form::Text | Form::Folded);
    let same = |one: &str, other: &str| if text { fold(one) == fold(other) } else { one == other };
    match &filter.test {
        ColumnTest::Empty => values.is_empty(),
        ColumnTest::Filled => !values.is_empty(),
        ColumnTest::AnyOf { values: wanted } => {
            (values.is_empty() && wanted.iter().any(String::is_empty))
                || values.iter().any(|value| wanted.iter().any(|it| same(it, &written(value))))
        }
        ColumnTest::Contains { text } => match &of.form {
            Form::Id => {
                line[format!("{}_name", filter.column)].as_str().is_some_and(|it| fold(it).contains(&fold(text)))
            }
            Form::Words(words) => values.iter().any(|value| {
                let word = words.iter().find(|(word, _)| value == word.as_str()).unwrap();
                fold(&word.1).contains(&fold(text))
            }),
            _ => values.iter().any(|value| fold(&written(value)).contains(&fold(text))),
        },
        ColumnTest::Between { .. } => unreachable!("not drawn here"),
    }
}

fn found(noun: PageNoun, text: &str, line: &Json) -> bool {
    let fields: &[&str] = match noun {
        PageNoun::Control | PageNoun::Task => &["code", "title"],
        PageNoun::Evidence | PageNoun::Gap => &["reference", "title"],
        PageNoun::Request => &["reference", "auditor_id", "wording"],
        PageNoun::Finding => &["reference", "auditor_reference", "wording"],
        PageNoun::Log => &["who", "action"],
    };
    fields.iter().any(|field| line[field].as_str().is_some_and(|it| fold(it).contains(&fold(text))))
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
    for column in EvidenceColumn::ALL {
        let of = (grid(PageNoun::Evidence).column)(column.name()).unwrap();
        for way in ["ASC NULLS LAST, n.evidence ASC", "DESC, n.evidence DESC"] {
            let sql = format!(
                "EXPLAIN QUERY PLAN SELECT n.evidence FROM derived_evidence n WHERE n.engagement = x'00' ORDER BY {} {way} LIMIT 9",
                of.sort()
            );
            let mut statement = vault.connection.prepare(&sql).unwrap();
            let plan: Vec<String> = statement.query_map([], |row| row.get(3)).unwrap().map(|it| it.unwrap()).collect();
            assert!(!plan.iter().any(|step| step.contains("TEMP B-TREE")), "{} {way}: {plan:?}", column.name());
        }
    }
    let sql = "EXPLAIN QUERY PLAN SELECT seq FROM activity_body WHERE \
               CASE WHEN json_valid(body) THEN body ->> '$.undoes' END = 4";
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
