//! A message's text on its way: as it will read before it is saved, in its versions, into its fields and out by the
//! clipboard; and what a scenario's clocks would say.

use std::collections::BTreeMap;

use commands::log::{ListLog, UndoLog};
use commands::message::{
    CopiedMessage, CopyForm, CopyMessage, InsertableField, ListInsertableFields, ListVersions, MessagePreview,
    NewFieldValue, PreviewMessage, StartMessage, VersionRow, WithdrawMessage,
};
use commands::scenario::{ListScenarioClocks, StartScenario};
use commands::{Code, Facts, Failure};
use model::activity::Action;
use model::communication::{Decision, ReadingBlock, ReadingSpan};

use crate::message::{decide, edit, facts, fill_all, show, submit};
use crate::stage::Stage;

fn start(stage: &mut Stage, template: &str) {
    let request = StartMessage {
        engagement: None,
        template: template.to_owned(),
        title: None,
        plan_row: None,
        privileged: false,
    };
    stage.app.call(request).expect("starts");
}

fn field(name: &str, text: &str) -> BTreeMap<String, NewFieldValue> {
    BTreeMap::from([(name.to_owned(), NewFieldValue { text: text.to_owned(), evidence: None })])
}

fn preview(
    stage: &mut Stage,
    text: Option<&str>,
    fields: BTreeMap<String, NewFieldValue>,
) -> Result<MessagePreview, Failure> {
    let (message, text) = ("MSG-001".to_owned(), text.map(str::to_owned));
    stage.app.call(PreviewMessage { engagement: None, message, text, fields })
}

fn versions(stage: &mut Stage) -> Vec<VersionRow> {
    stage.app.call(ListVersions { engagement: None, message: "MSG-001".to_owned() }).expect("lists")
}

fn spans(preview: &MessagePreview) -> Vec<&ReadingSpan> {
    preview
        .reading
        .blocks
        .iter()
        .flat_map(|block| match block {
            ReadingBlock::Heading { spans, .. }
            | ReadingBlock::Paragraph { spans, .. }
            | ReadingBlock::Item { spans, .. } => spans.iter().collect::<Vec<_>>(),
            ReadingBlock::Table { rows } => rows.iter().flatten().flatten().collect(),
            ReadingBlock::Code { .. } | ReadingBlock::Rule {} => Vec::new(),
        })
        .collect()
}

/// An approved bridge letter with one role, as MSG-001.
fn approved(stage: &mut Stage) {
    start(stage, "COMM-14");
    let (name, role) = ("Ruth Ellery".to_owned(), "Chief executive".to_owned());
    let side = model::person::Side::Client;
    stage.app.call(commands::person::AddPerson { name, role, side, team: None, email: None }).expect("adds");
    let signatory = facts(serde_json::json!({ "signatory": "Ruth Ellery" }));
    edit(stage, "MSG-001", None, BTreeMap::new(), signatory).expect("signs");
    fill_all(stage, "MSG-001");
    submit(stage, "MSG-001");
    for role in show(stage, "MSG-001").missing_approvals {
        decide(stage, "MSG-001", &role, Decision::Approved).expect("approves");
    }
}

#[test]
fn a_preview_shows_what_saving_would_make_and_saves_nothing() {
    let mut stage = Stage::engaged();
    start(&mut stage, "COMM-14");
    let before = stage.app.call(ListLog { most: 1 }).expect("lists")[0].seq;
    let now = preview(&mut stage, None, BTreeMap::new()).expect("shows");
    assert!(!now.new_version && now.voids.is_empty() && now.reading.marks == ["DRAFT, not approved, not sent."]);
    let open = spans(&now).into_iter().find(|span| span.open).expect("a field is open").clone();
    let name = open.field.expect("is a field");
    assert!(now.open_fields.contains(&name) && open.text == name);
    let known = spans(&now).into_iter().any(|span| !span.open && span.field.is_some());
    assert!(known, "what the vault knows is told apart as well");
    let text = "Subject: About {{ client_name }}\n\n**Certified** on {{ letter_date }} by {{ auditor_firm }}.";
    let then = preview(&mut stage, Some(text), field("letter_date", "2026-09-30")).expect("shows");
    assert!(then.new_version && then.open_fields.is_empty(), "{:?}", then.open_fields);
    assert_eq!(then.unfit_words, ["Certified"]);
    let words: String = spans(&then).iter().map(|span| span.text.as_str()).collect();
    assert_eq!(words, "Certified on 30 September 2026 by Brae & Whitlock LLP.");
    assert_eq!(then.reading.subject.last().and_then(|span| span.field.as_deref()), Some("client_name"));
    assert_eq!(
        then.fields.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(),
        ["client_name", "letter_date", "auditor_firm"]
    );
    let wrong = preview(&mut stage, Some(text), field("letter_date", "tomorrow")).expect_err("is no day");
    assert_eq!((wrong.code, wrong.field.as_deref()), (Code::Invalid, Some("letter_date")));
    assert_eq!(stage.app.call(ListLog { most: 1 }).expect("lists")[0].seq, before, "nothing was written");
    assert_eq!(show(&mut stage, "MSG-001").message.versions.len(), 1);
}

#[test]
fn a_preview_says_whose_approval_saving_would_void_and_saving_does() {
    let mut stage = Stage::engaged();
    approved(&mut stage);
    let present = show(&mut stage, "MSG-001");
    let same = preview(&mut stage, Some(&present.message.current().expect("a version").text), BTreeMap::new());
    let same = same.expect("shows");
    assert!(!same.new_version && same.voids.is_empty() && same.reading.marks.is_empty());
    let other = preview(&mut stage, Some("Other words."), BTreeMap::new()).expect("shows");
    assert_eq!(other.voids, present.message.required_approvals);
    assert_eq!(other.reading.marks, ["DRAFT, not approved, not sent."]);
    edit(&mut stage, "MSG-001", Some("Other words."), BTreeMap::new(), Facts::new()).expect("saves");
    assert_eq!(show(&mut stage, "MSG-001").missing_approvals, other.voids);
}

#[test]
fn every_version_reads_as_it_read_then() {
    let mut stage = Stage::engaged();
    approved(&mut stage);
    let text = "Dated {{ letter_date }}.";
    edit(&mut stage, "MSG-001", Some(text), field("letter_date", "2026-09-30"), Facts::new()).expect("saves");
    edit(&mut stage, "MSG-001", None, field("letter_date", "2026-10-01"), Facts::new()).expect("saves");
    let all = versions(&mut stage);
    assert_eq!(all.len(), show(&mut stage, "MSG-001").message.versions.len());
    assert!(all[0].present && !all[1].present && all[0].number == all[1].number + 1);
    let filled: Vec<_> = all[..2].iter().map(|it| it.filled.as_deref()).collect();
    assert_eq!(filled, [Some("Dated 1 October 2026."), Some("Dated 30 September 2026.")]);
    for version in &all {
        let filled = version.filled.as_deref().expect("the log has its image");
        assert_eq!(model::activity::text_digest(filled), version.digest, "version {}", version.number);
    }
    let was: Vec<_> = all.iter().filter(|it| !it.approved_by.is_empty()).map(|it| it.present).collect();
    assert_eq!(was, [false], "the approved version is told apart from the present one");
}

#[test]
fn fields_to_insert_say_what_would_stand_in_them() {
    let mut stage = Stage::engaged();
    start(&mut stage, "COMM-14");
    let request = ListInsertableFields { engagement: None, message: "MSG-001".to_owned() };
    let all: Vec<InsertableField> = stage.app.call(request).expect("lists");
    let of = |name: &str| all.iter().find(|it| it.name == name).expect("is listed");
    assert!(all.len() > 300);
    assert_eq!(of("client_name").value.as_deref(), Some("Harbour & Pine Ltd"));
    assert_eq!(of("client_name").source, "client.legal_name");
    assert!(of("known_issues").in_text && of("known_issues").claims_fact && of("known_issues").value.is_none());
    assert!(!of("gap_title").in_text && of("gap_title").row_of.is_some());
}

#[test]
fn what_is_copied_bears_its_marks_and_the_log_says_so_without_the_text() {
    let mut stage = Stage::engaged();
    start(&mut stage, "COMM-14");
    let copy = |stage: &mut Stage, form| -> CopiedMessage {
        stage.app.call(CopyMessage { engagement: None, message: "MSG-001".to_owned(), form }).expect("copies")
    };
    let plain = copy(&mut stage, CopyForm::Plain);
    assert!(
        plain.text.starts_with("DRAFT, not approved, not sent.\n\n") && !plain.text.contains("**"),
        "{}",
        plain.text
    );
    assert!(plain.text.contains("[open field: ") && plain.open_fields.contains(&"gap_end".to_owned()));
    let markdown = copy(&mut stage, CopyForm::Markdown);
    assert!(markdown.text.starts_with("> **DRAFT") && markdown.marks.len() == 1);
    let row = stage.app.call(ListLog { most: 1 }).expect("lists").remove(0);
    assert_eq!((row.action, row.subjects.len()), (Action::SaveMessage, 1));
    stage.app.call(UndoLog { seq: Some(row.seq) }).expect_err("what left has left");
}

#[test]
fn a_withdrawal_keeps_its_reason_until_it_is_undone() {
    let mut stage = Stage::engaged();
    start(&mut stage, "COMM-14");
    let (message, reason) = ("MSG-001".to_owned(), " superseded by a call ".to_owned());
    let row = stage.app.call(WithdrawMessage { engagement: None, message, reason }).expect("withdraws");
    assert_eq!(row.message.withdrawn_because, "superseded by a call");
    stage.app.call(UndoLog { seq: None }).expect("undoes");
    assert_eq!(show(&mut stage, "MSG-001").message.withdrawn_because, "");
}

#[test]
fn a_scenario_tells_its_clocks_before_it_starts() {
    let mut stage = Stage::engaged();
    let at: model::time::Instant = "2026-09-30T16:00:00Z".parse().expect("an instant");
    let clocks = |scenario: &str| ListScenarioClocks { scenario: scenario.to_owned(), at };
    let told = stage.app.call(clocks("incident")).expect("lists");
    let request = StartScenario { engagement: None, scenario: "incident".to_owned(), at, again: false };
    let started = stage.app.call(request).expect("starts").clocks;
    let ends = |clocks: &[commands::scenario::ClockRow]| -> Vec<_> {
        clocks.iter().map(|clock| (clock.code.clone(), clock.due_at, clock.due_on)).collect()
    };
    assert!(!told.is_empty());
    assert_eq!(ends(&told), ends(&started));
    assert_eq!(stage.app.call(clocks("flood")).expect_err("no such").code, Code::NotFound);
}
