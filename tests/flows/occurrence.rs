//! Occurrences and populations: how controls stand on a day, what is recorded, and what a change would do.

use commands::control::ChangeControl;
use commands::occurrence::{
    ControlOccurrences, ExceptOccurrence, ListOccurrences, PerformOccurrence, PreviewOccurrences, RecordedOccurrence,
    RemoveOccurrence,
};
use commands::population::{AddPopulation, EditPopulation, ListPopulations, PopulationRow, RemovePopulation};
use commands::{Code, Failure};
use model::control::{ControlChange, ControlState, Frequency};
use model::evidence::EvidenceKind;
use model::occurrence::{Instead, OccurrenceState, ShownBy};
use model::time::Span;
use serde_json::json;

use crate::stage::{Stage, day, extract};

fn in_place(stage: &mut Stage, control: &str, more: Vec<ControlChange>) {
    let changes = [vec![ControlChange::State(ControlState::InPlace)], more].concat();
    stage.app.call(ChangeControl { engagement: None, control: control.to_owned(), changes }).expect("in place");
}

fn look(stage: &mut Stage, control: &str, as_of: &str) -> ControlOccurrences {
    let request = ListOccurrences { engagement: None, control: Some(control.to_owned()), as_of: Some(day(as_of)) };
    stage.app.call(request).expect("lists").controls.remove(0)
}

fn states(stage: &mut Stage, as_of: &str) -> Vec<OccurrenceState> {
    look(stage, "CORE-24", as_of).rows.iter().map(|row| row.state).collect()
}

fn perform(stage: &mut Stage, key: &str, on: &str) -> Result<RecordedOccurrence, Failure> {
    stage.app.call(PerformOccurrence {
        engagement: None,
        control: "core-24".to_owned(),
        key: key.parse().expect("a key"),
        on: day(on),
        by: "K. Moreau".to_owned(),
        note: None,
    })
}

fn except(stage: &mut Stage, key: &str, what: Option<&str>) -> Result<RecordedOccurrence, Failure> {
    let (control, key) = ("CORE-24".to_owned(), key.parse().expect("a key"));
    stage.app.call(ExceptOccurrence { engagement: None, control, key, exception: what.map(str::to_owned) })
}

#[test]
fn the_states_follow_the_day_on_which_one_looks() {
    use OccurrenceState::{Evidenced, LastChance, Missed, Performed, Upcoming};
    let mut stage = Stage::engaged();
    assert!(look(&mut stage, "CORE-24", "2026-05-01").rows.is_empty(), "planned without a start");
    in_place(&mut stage, "CORE-24", Vec::new());
    let item = stage.attach("q1.csv", b"a,b\n1,2\n", extract).expect("attached").item.reference();
    stage.accept(&item);
    assert_eq!(perform(&mut stage, "2026-Q2", "2026-07-03").map(|it| it.late), Ok(false), "in the grace");
    assert_eq!(states(&mut stage, "2026-03-01"), [Upcoming; 4], "nothing of it is known yet");
    assert_eq!(states(&mut stage, "2026-08-01"), [Evidenced, Performed, Upcoming, Upcoming]);
    assert_eq!(states(&mut stage, "2026-10-10"), [Evidenced, Performed, LastChance, Upcoming]);
    assert_eq!(states(&mut stage, "2026-10-11"), [Evidenced, Performed, Missed, Upcoming]);
    let outlook = look(&mut stage, "CORE-24", "2026-10-11").outlook.expect("has occurrences");
    assert_eq!(outlook.next_last_chance(), Some(day("2027-01-10")));
    let lost = &outlook.lost[0];
    assert_eq!((lost.key.to_string().as_str(), lost.since), ("2026-Q3", day("2026-10-11")));
    assert!(lost.instead.contains(&Instead::Account) && lost.instead.contains(&Instead::OtherPeriod));
    let all = stage.app.call(ListOccurrences { engagement: None, control: None, as_of: None }).expect("lists");
    assert!(all.controls.len() >= 100 && all.controls.iter().any(|it| it.shown_by == ShownBy::Configuration));
}

#[test]
fn a_record_needs_its_window_and_can_be_taken_back() {
    let mut stage = Stage::engaged();
    assert_eq!(perform(&mut stage, "2026-Q1", "2026-02-01").expect_err("no start").code, Code::Refused);
    in_place(&mut stage, "CORE-24", Vec::new());
    assert_eq!(perform(&mut stage, "2026-W14", "2026-04-01").expect_err("is quarterly").code, Code::NotFound);
    assert_eq!(perform(&mut stage, "2027-Q1", "2026-04-01").expect_err("outside").code, Code::NotFound);
    let early = perform(&mut stage, "2026-Q2", "2026-03-31").expect_err("too early");
    assert_eq!(early.field.as_deref(), Some("performed_on"));
    assert!(perform(&mut stage, "2026-Q4", "2026-12-01").is_err(), "in the future");
    assert!(perform(&mut stage, "2026-Q1", "2026-06-01").expect("recorded").late);
    let excepted = except(&mut stage, "2026-Q1", Some("Signed seven weeks late.")).expect("excepted");
    assert_eq!(excepted.record.and_then(|record| record.performed_on), Some(day("2026-06-01")), "keeps the day");
    except(&mut stage, "2026-Q1", None).expect("taken back");
    assert_eq!(except(&mut stage, "2026-Q1", None).expect_err("none is left").code, Code::NotFound);
    except(&mut stage, "2026-Q2", Some("Skipped.")).expect("excepted");
    assert_eq!(except(&mut stage, "2026-Q2", None).expect("taken back").record, None, "nothing is left to record");
    let remove = |key: &str| RemoveOccurrence {
        engagement: None,
        control: "CORE-24".to_owned(),
        key: key.parse().expect("a key"),
    };
    stage.app.call(remove("2026-Q1")).expect("removes");
    assert_eq!(stage.app.call(remove("2026-Q1")).expect_err("gone").code, Code::NotFound);
    assert_eq!(states(&mut stage, "2026-05-01")[0], OccurrenceState::Missed);
}

#[test]
fn a_preview_shows_what_would_be_lost_and_changes_nothing() {
    let mut stage = Stage::engaged();
    in_place(&mut stage, "CORE-24", Vec::new());
    perform(&mut stage, "2026-Q1", "2026-02-10").expect("recorded");
    let preview = |control: Option<&str>, changes, period: Option<(&str, &str)>| PreviewOccurrences {
        engagement: None,
        control: control.map(str::to_owned),
        changes,
        period: period.map(|(from, to)| Span::new(day(from), day(to)).expect("a span")),
    };
    let monthly = vec![ControlChange::Frequency(Frequency::Monthly)];
    let seen = stage.app.call(preview(Some("CORE-24"), monthly.clone(), None)).expect("previews").remove(0).preview;
    assert_eq!((seen.adds.len(), seen.drops.len()), (12, 4));
    let (key, loss) = seen.losses().next().expect("the performance");
    assert_eq!((key.to_string().as_str(), loss.performed_on), ("2026-Q1", Some(day("2026-02-10"))));
    assert_eq!(loss.now_in.map(|key| key.to_string()).as_deref(), Some("2026-02"));
    let later = stage.app.call(preview(None, Vec::new(), Some(("2026-04-01", "2027-03-31")))).expect("previews");
    let later = &later.iter().find(|it| it.control == "CORE-24").expect("changes").preview;
    assert_eq!((later.adds.len(), later.drops.len(), later.keeps.len()), (1, 1, 3));
    let same = stage.app.call(preview(None, Vec::new(), Some(("2026-01-01", "2026-12-31")))).expect("previews");
    assert!(same.is_empty(), "a change of nothing shows nothing");
    assert_eq!(stage.app.call(preview(None, monthly, None)).expect_err("of which control").code, Code::Invalid);
    assert_eq!(look(&mut stage, "CORE-24", "2026-05-01").rows.len(), 4, "still quarterly");
}

fn population(stage: &mut Stage, control: &str, evidence: &str, count: u64) -> Result<PopulationRow, Failure> {
    stage.app.call(AddPopulation {
        engagement: None,
        control: control.to_owned(),
        name: "leavers".to_owned(),
        source_system: "Personio".to_owned(),
        query: "status = left".to_owned(),
        count,
        covers: Span::new(day("2026-01-01"), day("2026-03-31")).expect("a span"),
        evidence: evidence.to_owned(),
        note: String::new(),
    })
}

#[test]
fn a_population_names_what_keeps_it_from_being_relied_on() {
    let mut stage = Stage::engaged();
    in_place(&mut stage, "CORE-22", Vec::new());
    let item = stage.attach("leavers.csv", b"a,b\n1,2\n", |new| {
        extract(new);
        new.kind = EvidenceKind::Population;
        new.controls = vec!["CORE-22".to_owned()];
    });
    let item = item.expect("attached").item.reference();
    let wrong = population(&mut stage, "CORE-24", &item, 24).expect_err("a quarterly control has occurrences");
    assert_eq!((wrong.code, wrong.field.as_deref()), (Code::Refused, Some("control")));
    assert_eq!(population(&mut stage, "CORE-22", "EV-0099", 24).expect_err("no such item").code, Code::NotFound);
    let row = population(&mut stage, "CORE-22", &item, 23).expect("adds");
    assert_eq!(row.missing.len(), 2, "not accepted, and counted otherwise: {:?}", row.missing);
    stage.accept(&item);
    let facts = serde_json::from_value(json!({ "count": 24 })).expect("facts");
    let edit = EditPopulation { engagement: None, population: "Leavers".to_owned(), facts };
    assert!(stage.app.call(edit).expect("edits").missing.is_empty());
    let seen = look(&mut stage, "CORE-22", "2026-06-30");
    let holes = seen.population.expect("is shown by a population").holes;
    assert_eq!(holes, [Span::new(day("2026-04-01"), day("2026-06-30")).expect("a span")]);
    let list = |control: &str| ListPopulations { engagement: None, control: Some(control.to_owned()) };
    assert!(stage.app.call(list("CORE-23")).expect("lists").is_empty());
    stage.app.call(RemovePopulation { engagement: None, population: "leavers".to_owned() }).expect("removes");
    assert!(stage.app.call(list("CORE-22")).expect("lists").is_empty());
}
