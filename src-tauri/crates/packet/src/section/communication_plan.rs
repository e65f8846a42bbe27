//! The communication plan: the plan as a table first, then each message, marked DRAFT until it is approved.

use model::communication::{Due, Message, Piece, PlanRow, pieces};
use serde_json::{Value, json};

use crate::context::Context;
use crate::{markdown, print};

/// The section.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let rows: Vec<Value> = context.source.plan_rows.iter().map(|row| row_view(context, row)).collect();
    let messages: Vec<Value> = context.source.messages.iter().map(|message| message_view(context, message)).collect();
    json!({ "rows": rows, "messages": messages })
}

fn row_view(context: &Context<'_>, row: &PlanRow) -> Value {
    let mut people: Vec<String> = row.owner.map(|owner| context.person(owner)).into_iter().collect();
    if let Some(sender) = row.sender.filter(|sender| Some(*sender) != row.owner) {
        people.push(format!("sends: {}", context.person(sender)));
    }
    let mut due = vec![match row.due {
        Due::On { day } => print::short_day(day),
        Due::AfterTrigger { hours } => {
            format!("{} after the trigger", print::counted(u64::from(hours), "hour", "hours"))
        }
        Due::OnRequest => "on request".to_owned(),
    }];
    due.extend(row.due_at().map(|at| format!("by {}", context.instant(at))));
    due.extend(print::lines(&row.cadence));
    let messages: Vec<Value> = context
        .source
        .messages
        .iter()
        .filter(|message| message.plan_row == Some(row.id))
        .map(|message| json!({ "id": message.reference(), "state": message.state.name() }))
        .collect();
    json!({
        "number": row.number,
        "audience": row.audience,
        "track": row.track.name(),
        "subject": row.subject,
        "trigger": row.trigger,
        "channel": row.channel,
        "people": people,
        "due": due,
        "messages": messages,
    })
}

fn message_view(context: &Context<'_>, message: &Message) -> Value {
    let text = message.current().map_or("", |version| &version.text);
    let used = |name: &String| pieces(text).contains(&Piece::Field(name));
    let evidence: Vec<Value> = message
        .fields
        .iter()
        .filter(|(name, _)| used(name))
        .filter_map(|(name, value)| {
            let exhibit = context.exhibit_of(value.evidence?);
            Some(json!({ "field": name.replace('_', " "), "text": print::lines(&value.text), "exhibit": exhibit }))
        })
        .collect();
    let sends: Vec<Value> = message
        .sends
        .iter()
        .map(|send| {
            let (at, by) = (context.instant(send.at), context.person(send.by));
            json!({ "at": at, "by": by, "to": send.to, "channel": send.channel, "version": send.version })
        })
        .collect();
    json!({
        "id": message.reference(),
        "title": message.title,
        "audience": message.audience,
        "track": message.track.name(),
        "version": message.current().map_or(0, |version| version.number),
        "state": message.state.name(),
        "draft": message.is_draft(),
        "privileged": message.privileged,
        "missing": message.missing_approvals(),
        "open_fields": message.open_fields().len(),
        "facts": facts(context, message),
        "blocks": markdown::blocks(text, &message.fields),
        "approvals": approvals(context, message),
        "evidence": evidence,
        "sends": sends,
    })
}

/// Version, digest, approvals and open fields in one line.
fn facts(context: &Context<'_>, message: &Message) -> String {
    let Some(version) = message.current() else { return "No version yet.".to_owned() };
    let asked = message.required_approvals.len();
    let given = asked - message.missing_approvals().len();
    let open = message.open_fields().len() as u64;
    let mut facts = vec![
        format!("Version {} of {} by {}", version.number, context.instant(version.at), version.by),
        format!("{given} of {}", print::counted(asked as u64, "approval", "approvals")),
        print::counted(open, "open field", "open fields"),
    ];
    if let Some(signatory) = message.signatory {
        facts.push(format!("signed by {}", context.person_with_role(signatory)));
    } else if !message.signing_roles.is_empty() {
        facts.push("nobody to sign it is named yet".to_owned());
    }
    if let Some(until) = message.valid_until {
        facts.push(format!("valid until {}", print::day(until)));
    }
    let digest = message.digest().to_string();
    format!("{}. Text digest {} {}.", facts.join(", "), &digest[..4], &digest[4..8])
}

fn approvals(context: &Context<'_>, message: &Message) -> Vec<Value> {
    let digest = message.digest();
    let mut rows: Vec<Value> = message
        .approvals
        .iter()
        .map(|approval| {
            json!({
                "role": approval.role,
                "person": context.person(approval.person),
                "decision": approval.decision.name(),
                "void": approval.digest != digest,
                "at": context.instant(approval.at),
            })
        })
        .collect();
    let missing = message.missing_approvals();
    rows.extend(
        missing
            .into_iter()
            .map(|role| json!({ "role": role, "person": "–", "decision": "open", "void": false, "at": "–" })),
    );
    rows
}
