//! The communication plan and its messages.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use commands::message::{
    DecideMessage, DraftForm, EditMessage, FieldRow, ListFields, ListMessages, ListTemplates, MessageRow,
    NewFieldValue, RecordSend, SaveMessage, SavedMessage, ShowMessage, StartMessage, SubmitMessage, SupersedeMessage,
    TemplateRow, WithdrawMessage,
};
use commands::plan_row::{AddPlanRow, EditPlanRow, ListPlanRows, RemovePlanRow};
use model::communication::{Decision, Due, MessageState, PlanRow, SendRecord};

use super::Session;
use crate::args::{MessageVerb, PlanVerb, SaveArgs, facts};
use crate::failure::Problem;
use crate::output::{facts as lines, joined, or_empty, table};

/// Names of a kind that a list shows.
const SHOWN: usize = 3;
/// Bytes of a message's text that are read, at most.
const MOST: u64 = 1 << 20;

/// Verbs of the communication plan.
pub fn plan(session: &mut Session, verb: PlanVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        PlanVerb::Start(args) => super::task::plan(session, args),
        PlanVerb::List => {
            let list = session.app.call(ListPlanRows { engagement })?;
            session.out.show(&list, |list| {
                let row = |it: &PlanRow| {
                    vec![
                        it.number.to_string(),
                        it.audience.clone(),
                        it.track.name().to_owned(),
                        it.subject.clone(),
                        it.channel.clone(),
                        due(it),
                        it.cadence.clone(),
                    ]
                };
                table(&["Row", "Audience", "Track", "Subject", "Channel", "Due", "Cadence"], list.iter().map(row))
            })
        }
        PlanVerb::Add { audience, subject, track, on, after_trigger, facts: pairs } => {
            let due = match (on, after_trigger) {
                (Some(day), _) => Due::On { day },
                (None, Some(hours)) => Due::AfterTrigger { hours },
                (None, None) => Due::OnRequest,
            };
            let request = AddPlanRow { engagement, audience, track, subject, due, facts: facts(&pairs) };
            let row = session.app.call(request)?;
            session.out.show(&row, |it| format!("Added row {}: {}.", it.number, it.audience))
        }
        PlanVerb::Edit { row, set } => {
            let row = session.app.call(EditPlanRow { engagement, row, facts: facts(&set.facts) })?;
            session.out.show(&row, |it| format!("Changed row {}.", it.number))
        }
        PlanVerb::Remove { row } => {
            session.app.call(RemovePlanRow { engagement, row: row.clone() })?;
            session.out.show(&row, |row| format!("Removed row {row}."))
        }
    }
}

fn due(row: &PlanRow) -> String {
    match (row.due, row.due_at()) {
        (Due::On { day }, _) => day.to_string(),
        (Due::AfterTrigger { .. }, Some(at)) => at.format("%Y-%m-%d %H:%M UTC").to_string(),
        (Due::AfterTrigger { hours }, None) => format!("{hours} h after trigger"),
        (Due::OnRequest, _) => "on request".to_owned(),
    }
}

/// Verbs of messages.
pub fn message(session: &mut Session, verb: MessageVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        MessageVerb::Templates => {
            let list = session.app.call(ListTemplates {})?;
            session.out.show(&list, |list| {
                let row = |it: &TemplateRow| {
                    vec![
                        it.code.clone(),
                        it.title.clone(),
                        it.audience.clone(),
                        it.track.name().to_owned(),
                        joined(&it.approvals),
                    ]
                };
                table(&["Template", "Title", "Audience", "Track", "Approvals"], list.iter().map(row))
            })
        }
        MessageVerb::Start { template, at, again, .. }
            if at.is_some() || super::scenario::is_scenario(session, &template) =>
        {
            super::scenario::start(session, template, at, again)
        }
        MessageVerb::Start { template, title, row, privileged, .. } => {
            let request = StartMessage { engagement, template, title, plan_row: row, privileged };
            let message = session.app.call(request)?;
            session.out.show(&message, |it| {
                let open = it.open_fields();
                format!(
                    "Started {}: {}. Open fields: {}.",
                    it.reference(),
                    it.title,
                    if open.is_empty() { "none".to_owned() } else { open.join(", ") }
                )
            })
        }
        MessageVerb::List => {
            let list = session.app.call(ListMessages { engagement })?;
            session.out.show(&list, |list| {
                let row = |it: &MessageRow| {
                    let m = &it.message;
                    vec![
                        m.reference(),
                        m.title.clone(),
                        m.audience.clone(),
                        m.state.name().to_owned(),
                        m.versions.len().to_string(),
                        missing(it),
                    ]
                };
                table(&["Message", "Title", "Audience", "State", "Version", "Missing"], list.iter().map(row))
            })
        }
        MessageVerb::Show { message } => {
            let row = session.app.call(ShowMessage { engagement, message })?;
            session.out.show(&row, message_lines)
        }
        MessageVerb::Fields { message } => {
            let list = session.app.call(ListFields { engagement, message })?;
            session.out.show(&list, |list| {
                let heads = ["Field", "For", "Source", "Kind", "Value", "Evidence"];
                table(&heads, list.iter().map(field_cells))
            })
        }
        MessageVerb::Save { message, to } => save(session, message, to),
        other => change(session, other),
    }
}

/// What a message still lacks, in the words of a list: a few names of each kind, and how many more. What rests lacks
/// nothing.
fn missing(it: &MessageRow) -> String {
    match it.message.state {
        MessageState::Draft | MessageState::InReview | MessageState::Approved => {}
        MessageState::Sent | MessageState::Superseded | MessageState::Withdrawn => return String::new(),
    }
    let signs = if it.unsigned { vec!["who signs".to_owned()] } else { Vec::new() };
    let kinds = [
        ("open fields: ", few(&it.open_fields)),
        ("evidence for: ", few(&it.unsupported)),
        ("", few(&signs)),
        ("approval: ", few(&it.missing_approvals)),
    ];
    let told = kinds.into_iter().filter(|(_, names)| !names.is_empty()).map(|(kind, names)| format!("{kind}{names}"));
    told.collect::<Vec<_>>().join("; ")
}

/// The first three names, and how many more there are.
fn few(names: &[String]) -> String {
    match names.len().checked_sub(SHOWN) {
        None | Some(0) => joined(names),
        Some(more) => format!("{} and {more} more", joined(&names[..SHOWN])),
    }
}

fn field_cells(it: &FieldRow) -> Vec<String> {
    let evidence = match &it.evidence {
        Some(reference) => reference.clone(),
        None if it.unsupported => "missing".to_owned(),
        None if it.claims_fact => "needed".to_owned(),
        None => String::new(),
    };
    let source = it.source.clone().unwrap_or_else(|| "not in the catalogue".to_owned());
    vec![
        it.name.clone(),
        or_empty(it.row.clone()),
        source,
        or_empty(it.kind.clone()),
        it.value.clone().unwrap_or_else(|| format!("open: {}", it.meaning)),
        evidence,
    ]
}

fn save(session: &mut Session, message: String, to: SaveArgs) -> Result<(), Problem> {
    let forms = [
        (DraftForm::Markdown, to.md),
        (DraftForm::Mail, to.eml),
        (DraftForm::Document, to.docx),
        (DraftForm::Pdf, to.pdf),
    ];
    let chosen = forms.into_iter().find_map(|(form, file)| file.map(|file| (form, file)));
    let (form, path) =
        chosen.ok_or_else(|| Problem::Usage("name the file: --md, --eml, --docx or --pdf".to_owned()))?;
    let file = session.hold_new(&path)?;
    let engagement = session.engagement.clone();
    let saved = session.app.call(SaveMessage { engagement, message, form, file })?;
    session.out.show(&saved, |it: &SavedMessage| {
        let marks = if it.marks.is_empty() { String::new() } else { format!(" It says: {}", it.marks.join(" ")) };
        let open = if it.open_fields.is_empty() {
            String::new()
        } else {
            format!(" Fields still open in it: {}.", joined(&it.open_fields))
        };
        let fill = if it.to_fill_in.is_empty() {
            String::new()
        } else {
            format!(" To be filled in by whoever sends it: {}.", joined(&it.to_fill_in))
        };
        format!(
            "Saved {} version {}, {} bytes, SHA-256 {}.{marks}{open}{fill}",
            it.reference, it.version, it.size, it.sha256
        )
    })
}

fn change(session: &mut Session, verb: MessageVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    let none = BTreeMap::new;
    let row = match verb {
        MessageVerb::Text { message, file } => {
            let text = Some(read_text(&file)?);
            session.app.call(EditMessage {
                engagement,
                message,
                text,
                fields: none(),
                facts: commands::Facts::new(),
            })?
        }
        MessageVerb::Fill { message, fields, evidence } => {
            let value = |text: String| NewFieldValue { text, evidence: evidence.clone() };
            let fields = fields.into_iter().map(|(name, text)| (name, value(text))).collect();
            session.app.call(EditMessage { engagement, message, text: None, fields, facts: commands::Facts::new() })?
        }
        MessageVerb::Edit { message, gap, finding, request, question, signatory, facts: pairs } => {
            let mut facts = facts(&pairs);
            let chosen = [("gaps", gap), ("findings", finding), ("requests", request), ("questions", question)];
            for (field, names) in chosen.into_iter().filter(|(_, names)| !names.is_empty()) {
                facts.insert(field.to_owned(), names.into());
            }
            facts.extend(signatory.map(|name| ("signatory".to_owned(), name.into())));
            session.app.call(EditMessage { engagement, message, text: None, fields: none(), facts })?
        }
        MessageVerb::Submit { message } => session.app.call(SubmitMessage { engagement, message })?,
        MessageVerb::Approve { message, role, by, note } => session.app.call(DecideMessage {
            engagement,
            message,
            role,
            person: by,
            decision: Decision::Approved,
            note,
        })?,
        MessageVerb::Return { message, role, by, note } => session.app.call(DecideMessage {
            engagement,
            message,
            role,
            person: by,
            decision: Decision::Returned,
            note,
        })?,
        MessageVerb::Sent { message, by, to, channel, at } => {
            session.app.call(RecordSend { engagement, message, by, to, channel, at: at.map(|at| at.to_utc()) })?
        }
        MessageVerb::Supersede { message, by } => session.app.call(SupersedeMessage { engagement, message, by })?,
        MessageVerb::Withdraw { message, reason } => {
            session.app.call(WithdrawMessage { engagement, message, reason })?
        }
        MessageVerb::Templates
        | MessageVerb::Start { .. }
        | MessageVerb::List
        | MessageVerb::Show { .. }
        | MessageVerb::Fields { .. }
        | MessageVerb::Save { .. } => {
            return Ok(());
        }
    };
    session.out.show(&row, |it| {
        let missing = if it.missing_approvals.is_empty() {
            String::new()
        } else {
            format!(" Approvals missing: {}.", joined(&it.missing_approvals))
        };
        let open = if it.open_fields.is_empty() {
            String::new()
        } else {
            format!(" Open fields: {}.", joined(&it.open_fields))
        };
        let facts = if it.unsupported.is_empty() {
            String::new()
        } else {
            format!(" Facts without evidence: {}.", joined(&it.unsupported))
        };
        let signs = if it.unsigned { signs(it) } else { String::new() };
        let notices: String = it.notices.iter().map(|notice| format!("\nNote: {notice}.")).collect();
        format!("{}: {}.{open}{facts}{signs}{missing}{notices}", it.message.reference(), it.message.state.name())
    })
}

fn signs(it: &MessageRow) -> String {
    format!(" Nobody is named who signs, of these roles: {}.", joined(&it.message.signing_roles))
}

fn read_text(file: &Path) -> Result<String, Problem> {
    let mut text = String::new();
    let unreadable = |error: std::io::Error| Problem::Usage(format!("the file with the text can't be read: {error}"));
    if file.as_os_str() == "-" {
        std::io::stdin().lock().take(MOST).read_to_string(&mut text).map_err(unreadable)?;
    } else {
        std::fs::File::open(file).map_err(unreadable)?.take(MOST).read_to_string(&mut text).map_err(unreadable)?;
    }
    Ok(text)
}

fn message_lines(it: &MessageRow) -> String {
    let m = &it.message;
    let mut text = lines(&[
        ("Message", format!("{}{}", m.reference(), if m.privileged { " (privileged)" } else { "" })),
        ("Title", m.title.clone()),
        ("Audience", format!("{}, {}", m.audience, m.track.name())),
        ("State", m.state.name().to_owned()),
        ("Template", or_empty(m.template.clone())),
        ("Version", m.versions.len().to_string()),
        ("Valid until", or_empty(m.valid_until)),
        ("Open fields", joined(&it.open_fields)),
        ("Facts without evidence", joined(&it.unsupported)),
        ("Signs", if it.unsigned { format!("nobody yet: {}", joined(&m.signing_roles)) } else { String::new() }),
        ("Approvals missing", joined(&it.missing_approvals)),
        ("Sent", m.sends.iter().map(sent).collect::<Vec<_>>().join("\n")),
    ]);
    text.push_str("\n\n");
    text.push_str(&it.text);
    text
}

fn sent(send: &SendRecord) -> String {
    let at = send.at.format("%Y-%m-%d %H:%M UTC");
    format!("version {}, {at}, to {}, by {}", send.version, send.to, send.channel)
}
