//! Scenarios: the whole set of plan rows and drafts at once, and a failed opinion from the auditor's word to the letter.

use commands::holiday::{AddHolidays, NewHoliday};
use commands::log::{ListLog, UndoLog};
use commands::message::ListMessages;
use commands::person::AddPerson;
use commands::plan_row::ListPlanRows;
use commands::scenario::{ListScenarios, ShowScenario, StartScenario, StartedScenario};
use commands::{Code, Facts, Failure};
use model::activity::Action;
use model::communication::{Decision, MessageState, PlanRow};
use model::person::Side;
use model::words::forbidden;

use crate::message::{FORMS, approve_all, decide, edit, fill_all, save, send, show, submit};
use crate::stage::{Stage, day};

const AT: &str = "2026-09-30T16:00:00Z";

fn start(stage: &mut Stage, scenario: &str, again: bool) -> Result<StartedScenario, Failure> {
    let (scenario, at) = (scenario.to_owned(), AT.parse().expect("an instant"));
    stage.app.call(StartScenario { engagement: None, scenario, at, again })
}

fn rows(stage: &mut Stage) -> Vec<PlanRow> {
    stage.app.call(ListPlanRows { engagement: None }).expect("lists")
}

fn messages(stage: &mut Stage) -> usize {
    stage.app.call(ListMessages { engagement: None }).expect("lists").len()
}

#[test]
fn each_scenario_starts_whole_and_is_undone_in_one_step() {
    let mut stage = Stage::engaged();
    let list = stage.app.call(ListScenarios {}).expect("lists");
    assert_eq!(list.len(), 4);
    let (mut planned, mut drafts) = (0, 0);
    for scenario in &list {
        let started = start(&mut stage, &scenario.scenario, false).expect("starts");
        assert_eq!(started.rows.len(), scenario.rows);
        assert_eq!(started.rows[0].row.number as usize, planned + 1, "numbers continue");
        (planned, drafts) = (planned + scenario.rows, drafts + scenario.drafts);
        assert_eq!((rows(&mut stage).len(), messages(&mut stage)), (planned, drafts));
        assert!(!started.before_anything_leaves.is_empty() && !started.limits.is_empty() && !started.clocks.is_empty());
        let row = stage.app.call(ListLog { most: 1 }).expect("lists").remove(0);
        assert_eq!((row.action, row.subjects.len()), (Action::StartScenario, scenario.rows + scenario.drafts));
        for row in &started.rows {
            assert!(!row.messages.is_empty() && row.row.template.is_some());
            assert!(row.messages.iter().all(|message| message.plan_row == Some(row.row.id) && message.is_draft()));
            let filled = |message: &&model::communication::Message| message.fields.contains_key("client_name");
            let known = row.messages.iter().filter(filled).all(|it| it.filled().contains("Harbour & Pine Ltd"));
            assert!(known, "the vault's facts stand in the drafts");
        }
    }
    for scenario in list.iter().rev() {
        stage.app.call(UndoLog { seq: None }).expect("undoes");
        (planned, drafts) = (planned - scenario.rows, drafts - scenario.drafts);
        assert_eq!((rows(&mut stage).len(), messages(&mut stage)), (planned, drafts));
    }
}

#[test]
fn a_scenario_starts_twice_only_when_asked_for() {
    let mut stage = Stage::engaged();
    start(&mut stage, "incident", false).expect("starts");
    let failure = start(&mut stage, "Incident", false).expect_err("was started");
    assert_eq!((failure.code, failure.field.as_deref()), (Code::Refused, Some("scenario")));
    let first = rows(&mut stage).len();
    start(&mut stage, "delayed_report", false).expect("another one starts");
    let second = start(&mut stage, "incident", true).expect("starts again");
    assert!(second.rows[0].row.number as usize > first);
    assert_eq!(start(&mut stage, "flood", false).expect_err("unknown").code, Code::NotFound);
    let later = StartScenario {
        engagement: None,
        scenario: "failed-opinion".to_owned(),
        at: "2031-01-01T00:00:00Z".parse().expect("an instant"),
        again: false,
    };
    assert_eq!(stage.app.call(later).expect_err("hasn't happened").field.as_deref(), Some("at"));
}

#[test]
fn a_role_goes_to_the_one_person_who_holds_it_and_others_are_listed() {
    let mut stage = Stage::engaged();
    for name in ["Ada Falk", "Ben Frost"] {
        let (name, role) = (name.to_owned(), "Sales leadership".to_owned());
        stage.app.call(AddPerson { name, role, side: Side::Client, team: None, email: None }).expect("adds");
    }
    let sheet = stage.app.call(ShowScenario { scenario: "failed-opinion".to_owned() }).expect("shows");
    let started = start(&mut stage, "failed-opinion", false).expect("starts");
    for (planned, row) in sheet.rows.iter().zip(&started.rows) {
        let expected = match planned.owner_role.as_str() {
            "Chief information security officer" => Some("Priya Raman"),
            "General counsel" => Some("Jonas Reuter"),
            _ => None,
        };
        assert_eq!(row.owner.as_deref(), expected, "{}", planned.owner_role);
        if expected.is_none() {
            let open = started.open_roles.iter().find(|open| open.role == planned.owner_role).expect("is listed");
            assert!(open.rows.contains(&row.row.number));
        }
        assert_eq!(row.due_at.is_some(), planned.due_hours.is_some());
    }
    let sales = started.open_roles.iter().find(|open| open.role == "Sales leadership").expect("two hold it");
    assert_eq!(sales.held_by, ["Ada Falk", "Ben Frost"]);
    assert_eq!(started.rows[0].due_at, Some("2026-09-30T20:00:00Z".parse().expect("an instant")), "four hours on");
    let clock = started.clocks.iter().find(|clock| clock.code == "DL-01").expect("is listed");
    assert_eq!(clock.due_at, Some("2026-10-03T16:00:00Z".parse().expect("an instant")));
}

#[test]
fn business_day_clocks_leave_out_the_holidays_that_are_kept_and_say_so() {
    let mut stage = Stage::engaged();
    let at = "2026-09-25T16:00:00Z".parse().expect("an instant");
    let mut clock = |again| {
        let request = StartScenario { engagement: None, scenario: "incident".to_owned(), at, again };
        let started = stage.app.call(request).expect("starts");
        assert!(started.clocks.iter().all(|it| it.business_days.is_some() == it.clock.contains("business day")));
        let clock = started.clocks.into_iter().find(|clock| clock.code == "DL-18").expect("is listed");
        if !again {
            let holiday = NewHoliday { day: day("2026-09-30"), name: "Founders' day".to_owned() };
            stage.app.call(AddHolidays { holidays: vec![holiday] }).expect("adds");
        }
        (clock.due_on, clock.business_days.expect("counts business days"))
    };
    let (due, count) = clock(false);
    assert_eq!((due, count.holidays_kept, count.taken_out.len()), (Some(day("2026-10-01")), false, 0));
    let (due, count) = clock(true);
    assert_eq!((due, count.holidays_kept), (Some(day("2026-10-02")), true));
    assert_eq!(count.taken_out.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Founders' day"]);
}

#[test]
fn nothing_that_a_scenario_writes_uses_a_forbidden_word() {
    let mut stage = Stage::engaged();
    for scenario in stage.app.call(ListScenarios {}).expect("lists") {
        let started = start(&mut stage, &scenario.scenario, false).expect("starts");
        let written = serde_json::to_value(&started).expect("is JSON");
        let mut texts = Vec::new();
        strings(&written, &mut texts);
        assert!(texts.len() > 200);
        for text in texts {
            assert!(forbidden(text).is_empty(), "{}: {text}", scenario.scenario);
        }
    }
}

/// Every string in a value.
fn strings<'v>(value: &'v serde_json::Value, texts: &mut Vec<&'v str>) {
    match value {
        serde_json::Value::String(text) => texts.push(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, texts)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| strings(value, texts)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

#[test]
fn after_a_failed_opinion_the_customers_hear_what_every_role_approved() {
    let mut stage = Stage::engaged();
    let started = start(&mut stage, "failed-opinion", false).expect("starts");
    let letter = started.rows.iter().flat_map(|row| &row.messages).find(|it| it.template.as_deref() == Some("COMM-04"));
    let letter = letter.expect("customers are told").reference();
    fill_all(&mut stage, &letter);
    let row = show(&mut stage, &letter);
    assert!(row.open_fields.is_empty() && row.unsupported.is_empty(), "{:?} {:?}", row.open_fields, row.unsupported);
    submit(&mut stage, &letter);
    let roles = row.missing_approvals;
    assert!(roles.len() >= 2);
    decide(&mut stage, &letter, &roles[0], Decision::Approved).expect("approves");
    let text = row.message.current().expect("a text").text.replace("assurance", "audit");
    edit(&mut stage, &letter, Some(&text), Default::default(), Facts::new()).expect("changes");
    assert_eq!(show(&mut stage, &letter).missing_approvals, roles, "void");
    for (form, ending) in FORMS {
        let (saved, _) = save(&mut stage, &letter, form, &format!("letter-draft.{ending}")).expect("saves");
        assert_eq!(saved.marks, ["DRAFT, not approved, not sent."]);
    }
    approve_all(&mut stage, &letter);
    for (form, ending) in FORMS {
        let (saved, bytes) = save(&mut stage, &letter, form, &format!("letter.{ending}")).expect("saves");
        assert!(saved.marks.is_empty() && !bytes.is_empty());
    }
    assert_eq!(send(&mut stage, &letter).expect("sends").message.state, MessageState::Sent);
    let head = stage.app.call(ListLog { most: 1 }).expect("lists").remove(0);
    assert_eq!(head.action, Action::RecordSend);
    stage.app.call(UndoLog { seq: Some(head.seq) }).expect_err("can't be undone");
    assert_eq!(show(&mut stage, &letter).message.sends.len(), 1, "a sending is never undone");
}
