//! The cases of `time-cases.csv`, worked out by hand from `docs/time-model.md`, each run against the rules. Never
//! writes the cases anew from what the rules say.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::str::FromStr;

use model::control::{Frequency, QuarterRule};
use model::evidence::{
    Classification, Covers, Digest, EvidenceFile, EvidenceItem, EvidenceKind, EvidenceState, Reviewed,
};
use model::exhibit::FileType;
use model::id::ControlId;
use model::occurrence::{
    Occurrence, OccurrenceKey, OccurrenceState, Schedule, Support, Window, occurrence_rows, occurrences,
};
use model::time::{Day, Span, ZonedInstant};
use uuid::Uuid;

const CASES: &str = include_str!("time-cases.csv");
const HEADINGS: &str =
    "case,about,frequency,quarters,start,grace,period,recorded,items,as_of,windows,key,window,last_chance,state";
const CONTROL: u128 = 401;

fn id<Id: From<Uuid>>(number: u128) -> Id {
    Uuid::from_u128(number).into()
}

fn read<T: FromStr<Err: Debug>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error| format!("can't read {text:?}: {error:?}"))
}

fn span(text: &str) -> Result<Span, String> {
    let (from, to) = text.split_once("..").ok_or_else(|| format!("{text:?} is no span"))?;
    Span::new(read(from)?, read(to)?).map_err(|invalid| invalid.to_string())
}

/// A list in a cell; `-` is the empty one.
fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').filter(|part| *part != "-")
}

fn option<T: FromStr<Err: Debug>>(cell: &str) -> Result<Option<T>, String> {
    if cell == "-" { Ok(None) } else { read(cell).map(Some) }
}

/// A day as it stands, or the day of an instant in its own zone.
fn as_of(cell: &str) -> Result<Day, String> {
    if cell.contains('T') { Ok(read::<ZonedInstant>(cell)?.date_naive()) } else { read(cell) }
}

fn frequency(cell: &str) -> Result<Frequency, String> {
    let all = [
        Frequency::Continuous,
        Frequency::PerEvent,
        Frequency::Daily,
        Frequency::Weekly,
        Frequency::Monthly,
        Frequency::Quarterly,
        Frequency::SemiAnnual,
        Frequency::Annual,
    ];
    all.into_iter().find(|frequency| frequency.name() == cell).ok_or_else(|| format!("no frequency {cell:?}"))
}

fn quarters(cell: &str) -> Result<QuarterRule, String> {
    match cell {
        "calendar" => Ok(QuarterRule::Calendar),
        "period" => Ok(QuarterRule::Period),
        other => Err(format!("no rule for quarters {other:?}")),
    }
}

/// A state by the first words of its name: `performed` is `performed, not evidenced`.
fn state(cell: &str) -> Result<OccurrenceState, String> {
    let named = |state: &OccurrenceState| state.name().split(',').next() == Some(cell);
    OccurrenceState::ALL.into_iter().find(named).ok_or_else(|| format!("no state {cell:?}"))
}

fn evidence_state(word: &str) -> Result<EvidenceState, String> {
    let at = "2030-01-03T10:00:00Z".parse().map_err(|error| format!("{error}"))?;
    let reason = "for the test".to_owned();
    Ok(match word {
        "received" => EvidenceState::Received,
        "in review" => EvidenceState::InReview,
        "accepted" => EvidenceState::Accepted,
        "returned" => EvidenceState::Returned { reason },
        "released" => EvidenceState::Released { by: id(103), at },
        "superseded" => EvidenceState::Superseded { by: id(999) },
        "withdrawn" => EvidenceState::Withdrawn { reason },
        other => return Err(format!("no state of evidence {other:?}")),
    })
}

/// An item of the cell, such as `accepted@2026-03-20`, received long after all that the cases speak of.
fn item(number: u128, text: &str) -> Result<EvidenceItem, String> {
    let (word, days) = text.split_once('@').ok_or_else(|| format!("{text:?} is no item"))?;
    let covers = match span(days) {
        Ok(span) => Covers::Period { span },
        Err(_) => Covers::AsOf { on: read(days)? },
    };
    let item = EvidenceItem {
        id: id(500 + number),
        revision: 1,
        engagement: id(3),
        number: 1,
        title: "Review".to_owned(),
        kind: EvidenceKind::Report,
        classification: Classification::Internal,
        covers: Some(covers),
        captured_at: None,
        received_at: "2030-01-01T10:00:00Z".parse().map_err(|error| format!("{error}"))?,
        reviewed: Some(Reviewed {
            by: id(104),
            at: "2030-01-02T10:00:00Z".parse().map_err(|error| format!("{error}"))?,
        }),
        source_system: "Ledger".to_owned(),
        collected_by: "K. Moreau".to_owned(),
        state: evidence_state(word)?,
        version: 1,
        supersedes: None,
        controls: BTreeSet::from([id(CONTROL)]),
        files: vec![EvidenceFile {
            id: id(600 + number),
            name: "review.txt".to_owned(),
            file_type: FileType::Text,
            size: 1,
            sha256: Digest([0; 32]),
            redaction: None,
        }],
        ipe: None,
        approval: None,
        list_only: None,
        internal_note: String::new(),
    };
    item.check().map_err(|invalid| invalid.to_string())?;
    Ok(item)
}

/// A record of the cell: `key=day`, `key=day!` or `key!`.
fn record(number: usize, text: &str) -> Result<Occurrence, String> {
    let (plain, exception) = match text.strip_suffix('!') {
        Some(plain) => (plain, Some("Two accounts were left out".to_owned())),
        None => (text, None),
    };
    let (key, performed_on) = match plain.split_once('=') {
        Some((key, day)) => (key, Some(read(day)?)),
        None => (plain, None),
    };
    let record = Occurrence {
        id: id(900 + number as u128),
        revision: 1,
        engagement: id(3),
        control: id(CONTROL),
        key: read(key)?,
        performed_on,
        performed_by: String::new(),
        note: String::new(),
        exception,
    };
    record.check().map_err(|invalid| invalid.to_string())?;
    Ok(record)
}

fn same<T: PartialEq + Debug>(what: &str, seen: &T, asked: &T) -> Result<(), String> {
    if seen == asked { Ok(()) } else { Err(format!("{what} is {seen:?}, the case says {asked:?}")) }
}

fn check_window(cells: &BTreeMap<&str, &str>, windows: &[Window]) -> Result<(), String> {
    let expected = windows.iter().filter(|window| window.expected).count();
    same("windows", &format!("{expected}/{}", windows.len()).as_str(), &cells["windows"])?;
    let Some(key) = option::<OccurrenceKey>(cells["key"])? else { return Ok(()) };
    let window = windows.iter().find(|window| window.key == key);
    let window = window.ok_or_else(|| format!("there is no window {key}"))?;
    same("the window", &window.days, &span(cells["window"])?)?;
    same("the last chance", &window.last_chance, &read(cells["last_chance"])?)
}

fn run(cells: &BTreeMap<&str, &str>) -> Result<(), String> {
    let schedule = Schedule {
        frequency: frequency(cells["frequency"])?,
        starts_on: option(cells["start"])?,
        grace_days: read(cells["grace"])?,
        quarters: quarters(cells["quarters"])?,
    };
    let windows = occurrences(&schedule, span(cells["period"])?).map_err(|invalid| invalid.to_string())?;
    check_window(cells, &windows)?;
    let items: Result<Vec<EvidenceItem>, String> =
        list(cells["items"]).zip(1..).map(|(text, number)| item(number, text)).collect();
    let control: ControlId = id(CONTROL);
    let supports: Vec<Support> = items?.iter().filter_map(|item| Support::of(item, control)).collect();
    let records: Result<Vec<Occurrence>, String> =
        list(cells["recorded"]).enumerate().map(|(number, text)| record(number, text)).collect();
    let rows = occurrence_rows(&windows, &supports, &records?, as_of(cells["as_of"])?);
    let Some(key) = option::<OccurrenceKey>(cells["key"])? else { return same("rows", &rows, &Vec::new()) };
    let row = rows.iter().find(|row| row.window.key == key).ok_or_else(|| format!("there is no row {key}"))?;
    same("the state", &row.state, &state(cells["state"])?)
}

#[test]
fn every_case_worked_by_hand_comes_out() {
    let mut lines = CASES.lines();
    assert_eq!(lines.next(), Some(HEADINGS));
    let mut failures = Vec::new();
    let mut names = BTreeSet::new();
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), HEADINGS.split(',').count(), "{line}");
        let cells: BTreeMap<&str, &str> = HEADINGS.split(',').zip(cells).collect();
        assert!(names.insert(cells["case"]), "{} stands there twice", cells["case"]);
        for heading in ["frequency", "state", "quarters"] {
            seen.entry(heading).or_default().insert(cells[heading]);
        }
        if let Err(failure) = run(&cells) {
            failures.push(format!("{}, {}: {failure}", cells["case"], cells["about"]));
        }
    }
    assert!(failures.is_empty(), "{} of {} cases:\n{}", failures.len(), names.len(), failures.join("\n"));
    assert!(names.len() >= 60, "only {} cases", names.len());
    let kinds = ["frequency", "state", "quarters"].map(|heading| seen[heading].len());
    assert_eq!(kinds, [8, 7, 2], "every frequency, every state and none, both rules for quarters");
}

#[test]
fn a_wrong_case_is_found() {
    let line = CASES.lines().nth(1).expect("there is a first case");
    let cells: BTreeMap<&str, &str> = HEADINGS.split(',').zip(line.split(',')).collect();
    assert_eq!(run(&cells), Ok(()));
    for (heading, wrong) in [
        ("state", "missed"),
        ("windows", "3/4"),
        ("window", "2026-04-01..2026-06-29"),
        ("last_chance", "2026-07-11"),
        ("key", "2026-Q5"),
        ("period", "2026-03-01..2026-12-31"),
    ] {
        let mut other = cells.clone();
        other.insert(heading, wrong);
        assert!(run(&other).is_err(), "{heading}");
    }
}
