//! What the vault fills in and what a person does; lines that repeat for what is chosen.

use commands::engagement::EditEngagement;
use commands::plan_row::RemovePlanRow;
use commands::{Code, Facts};
use model::communication::MessageState;
use serde_json::json;

use super::{choose, edit, facts, field, fill_all, list, show, start, started, work};
use crate::stage::Stage;

#[test]
fn the_vault_fills_in_what_it_knows_and_leaves_the_rest_open() {
    let mut stage = Stage::engaged();
    let row = started(&mut stage);
    assert!(row.text.contains("Brae & Whitlock LLP") && row.text.contains("1 January 2026"), "{}", row.text);
    assert!(!row.open_fields.is_empty() && row.text.contains("[open field: "));
    assert_eq!(row.message.state, MessageState::Draft);
    let row = RemovePlanRow { engagement: None, row: "1".to_owned() };
    assert_eq!(stage.app.call(row).expect_err("it has a message").code, Code::Refused);
}

#[test]
fn values_are_checked_by_kind_and_source() {
    let mut stage = Stage::engaged();
    started(&mut stage);
    let fields = list(&mut stage, "MSG-001");
    let of = |name: &str| fields.iter().find(|field| field.name == name).expect("is in the text");
    assert_eq!(of("auditor_firm").source.as_deref(), Some("engagement.auditor_firm"));
    assert!(of("auditor_firm").from_vault && !of("gap_end").from_vault);
    assert_eq!(of("gap_end").kind.as_deref(), Some("date"));
    assert!(of("known_issues").claims_fact && of("known_issues").value.is_none());
    for (name, wrong) in [
        ("gap_end", "soon"),
        ("auditor_firm", "Another LLP"),
        ("signatory_name", "Nobody Known"),
        ("signatory_title", "Chief executive"),
        ("no_such_field", "words"),
    ] {
        let failure = edit(&mut stage, "MSG-001", None, field(name, wrong, None), Facts::new()).expect_err(name);
        assert_eq!(failure.field.as_deref(), Some(name), "{failure}");
        assert!(matches!(failure.code, Code::Invalid | Code::NotFound), "{failure}");
    }
    let row = edit(&mut stage, "MSG-001", None, field("gap_end", "2026-12-31", None), Facts::new()).expect("a date");
    assert!(row.text.contains(" to 31 December 2026."), "{}", row.text);
    let same = field("auditor_firm", "Brae & Whitlock LLP", None);
    edit(&mut stage, "MSG-001", None, same, Facts::new()).expect("what the vault says too");
    let facts = facts(json!({ "auditor_firm": "Ash & Co" }));
    stage.app.call(EditEngagement { engagement: None, facts }).expect("edits");
    let row = edit(&mut stage, "MSG-001", None, field("gap_end", "2026-12-31", None), Facts::new()).expect("edits");
    assert!(row.text.contains("Ash & Co") && !row.text.contains("Brae"), "the vault's fields follow it");
}

#[test]
fn a_line_repeats_for_each_chosen_record_and_names_what_is_open_in_it() {
    let mut stage = Stage::engaged();
    work(&mut stage);
    let row = start(&mut stage, "COMM-20", None);
    assert!(row.open_fields.contains(&"request_reference".to_owned()), "nothing is chosen yet");
    let row = choose(&mut stage, "MSG-001", json!({ "requests": ["4.2", "4.3"] })).expect("chooses");
    let lines: Vec<&str> = row.text.lines().filter(|line| line.contains("9 October 2026")).collect();
    assert_eq!(lines.len(), 2, "{}", row.text);
    assert!(lines[0].contains("Provide | the list for 4.2") && lines[0].contains("Priya Raman"), "{}", lines[0]);
    assert!(row.open_fields.contains(&"request_owner_name_req_002".to_owned()), "{:?}", row.open_fields);
    let fields = list(&mut stage, "MSG-001");
    let open = fields.iter().find(|field| field.name == "request_owner_name_req_002").expect("is listed");
    assert_eq!((open.row.as_deref(), open.from_vault, open.value.as_deref()), (Some("REQ-002"), true, None));
    let must = field("request_must_show_req_001", "all leavers", None);
    edit(&mut stage, "MSG-001", None, must, Facts::new()).expect("fills");
    let row = choose(&mut stage, "MSG-001", json!({ "requests": ["4.2"] })).expect("chooses");
    assert!(row.text.contains("all leavers") && !row.text.contains("4.3"), "what was filled in stays: {}", row.text);
    let row = choose(&mut stage, "MSG-001", json!({ "requests": [] })).expect("chooses");
    assert!(row.open_fields.contains(&"request_reference".to_owned()), "{}", row.text);
}

#[test]
fn one_chosen_finding_fills_the_fields_that_stand_once() {
    let mut stage = Stage::engaged();
    work(&mut stage);
    start(&mut stage, "COMM-08", None);
    let row = choose(&mut stage, "MSG-001", json!({ "findings": ["EXC-2"] })).expect("chooses");
    for told in ["EXC-2", "2 of 25 leavers kept access", "2 of 25 tested items", "Cause: No feed"] {
        assert!(row.text.contains(told), "{told}: {}", row.text);
    }
    assert!(row.open_fields.contains(&"correction_date".to_owned()), "isn't fixed yet");
    let failure = edit(&mut stage, "MSG-001", None, field("correction_date", "2026-09-01", None), Facts::new());
    assert_eq!(failure.expect_err("the finding says when").field.as_deref(), Some("correction_date"));
}

/// The name of a question's field in the text.
fn of_question(stage: &mut Stage, message: &str, question: &str, field: &str) -> String {
    let fields = list(stage, message);
    let text = fields.iter().find(|it| it.value.as_deref() == Some(question)).expect("is asked");
    let own = fields.iter().find(|it| it.row == text.row && it.name.starts_with(field)).expect("is in its line");
    own.name.clone()
}

#[test]
fn what_is_not_confirmed_leaves_with_its_mark_and_needs_no_evidence() {
    let mut stage = Stage::engaged();
    start(&mut stage, "COMM-16", None);
    choose(&mut stage, "MSG-001", json!({ "questions": ["Is the shop safe?"] })).expect("chooses");
    fill_all(&mut stage, "MSG-001");
    let answer = of_question(&mut stage, "MSG-001", "Is the shop safe?", "question_answer");
    let standing = of_question(&mut stage, "MSG-001", "Is the shop safe?", "question_standing");
    for (name, text) in
        [("cause_known", "A queue that filled up"), ("data_known", "not yet known"), (&answer, "We think so")]
    {
        edit(&mut stage, "MSG-001", None, field(name, text, None), Facts::new()).expect("fills");
    }
    let row = show(&mut stage, "MSG-001");
    assert!(row.text.contains("| Is the shop safe? | confirmed | We think so |"), "{}", row.text);
    assert_eq!(row.unsupported, ["cause_known", &answer], "confirmed, and nothing shows it");
    for name in ["cause_standing", &standing] {
        edit(&mut stage, "MSG-001", None, field(name, "not yet confirmed", None), Facts::new()).expect("fills");
    }
    let row = show(&mut stage, "MSG-001");
    assert!(row.unsupported.is_empty() && row.text.contains("| not yet confirmed | A queue that filled up |"));
}

#[test]
fn an_answer_stays_with_its_question() {
    let mut stage = Stage::engaged();
    start(&mut stage, "COMM-19", None);
    let (first, second) = ("Was data lost?", "Who is to blame?");
    choose(&mut stage, "MSG-001", json!({ "questions": [first, second] })).expect("chooses");
    let answer = of_question(&mut stage, "MSG-001", first, "question_answer");
    edit(&mut stage, "MSG-001", None, field(&answer, "None that we know of", None), Facts::new()).expect("fills");
    let row = choose(&mut stage, "MSG-001", json!({ "questions": [second] })).expect("chooses");
    assert!(row.text.contains(second) && !row.text.contains("None that we know of"), "{}", row.text);
    let row = choose(&mut stage, "MSG-001", json!({ "questions": [second, first] })).expect("chooses");
    let line = row.text.lines().find(|line| line.contains(first)).expect("is asked again");
    assert!(line.contains("None that we know of"), "{line}");
    let twice = choose(&mut stage, "MSG-001", json!({ "questions": [first, first] })).expect_err("once");
    assert_eq!(twice.code, Code::Invalid);
}
