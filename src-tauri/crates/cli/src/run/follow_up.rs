//! Follow-ups of walkthroughs.

use commands::follow_up::{
    AnswerFollowUp, EditFollowUp, FollowUpRow, ListFollowUps, NoteFollowUp, RemoveFollowUp, ShowFollowUp,
    WithdrawFollowUp,
};
use model::follow_up::FollowUpState;

use super::Session;
use crate::args::{FollowUpVerb, facts};
use crate::failure::Problem;
use crate::output::{facts as lines, table_or};

/// Verbs of follow-ups.
pub fn follow_up(session: &mut Session, verb: FollowUpVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        FollowUpVerb::Note { control, question, asked_by, promised_by, due: due_on } => {
            let request = NoteFollowUp { engagement, control, question, asked_by, promised_by, due_on };
            let noted = session.app.call(request)?;
            session.out.show(&noted, |it| format!("Noted {} against {}.", it.reference, it.control))
        }
        FollowUpVerb::List { control, open, overdue, promised_by } => {
            let list = session.app.call(ListFollowUps { engagement, control, open, overdue, promised_by })?;
            session.out.show(&list, |list| {
                let heads = ["Number", "Control", "Question", "Asked by", "Promised by", "Due", "State"];
                table_or(&heads, list.iter().map(row), "No follow-ups.")
            })
        }
        FollowUpVerb::Show { follow_up } => {
            let found = session.app.call(ShowFollowUp { engagement, follow_up })?;
            session.out.show(&found, follow_up_lines)
        }
        FollowUpVerb::Edit { follow_up, set } => {
            let changed = session.app.call(EditFollowUp { engagement, follow_up, facts: facts(&set.facts) })?;
            session.out.show(&changed, |it| format!("Changed {}.", it.reference))
        }
        FollowUpVerb::Answer { follow_up, text, on } => {
            let answered = session.app.call(AnswerFollowUp { engagement, follow_up, text, on })?;
            session.out.show(&answered, |it| format!("Recorded the answer to {}.", it.reference))
        }
        FollowUpVerb::Withdraw { follow_up, reason } => {
            let withdrawn = session.app.call(WithdrawFollowUp { engagement, follow_up, reason })?;
            session.out.show(&withdrawn, |it| format!("Withdrew {}.", it.reference))
        }
        FollowUpVerb::Remove { follow_up } => {
            session.app.call(RemoveFollowUp { engagement, follow_up: follow_up.clone() })?;
            session.out.show(&follow_up, |name| format!("Removed {name}."))
        }
    }
}

fn due(it: &FollowUpRow) -> String {
    let due = it.follow_up.due_on.map(|day| day.to_string()).unwrap_or_default();
    if it.overdue { format!("{due}, overdue") } else { due }
}

fn row(it: &FollowUpRow) -> Vec<String> {
    vec![
        it.reference.clone(),
        it.control.clone(),
        it.follow_up.question.clone(),
        it.follow_up.asked_by.clone(),
        it.promised_by.clone().unwrap_or_default(),
        due(it),
        it.follow_up.state.name().to_owned(),
    ]
}

fn follow_up_lines(it: &FollowUpRow) -> String {
    let own = &it.follow_up;
    let answered = own.answer.as_ref();
    let state = match &own.state {
        FollowUpState::Withdrawn { reason } => format!("{}: {reason}", own.state.name()),
        FollowUpState::Open | FollowUpState::Answered => own.state.name().to_owned(),
    };
    lines(&[
        ("Number", it.reference.clone()),
        ("Control", format!("{} {}", it.control, it.control_title)),
        ("Question", own.question.clone()),
        ("Asked by", own.asked_by.clone()),
        ("Asked at", own.asked_at.to_rfc3339()),
        ("Promised by", it.promised_by.clone().unwrap_or_default()),
        ("Due", due(it)),
        ("Answer", answered.map(|answer| answer.text.clone()).unwrap_or_default()),
        ("Answered", answered.map(|answer| answer.on.to_string()).unwrap_or_default()),
        ("State", state),
        ("Internal note", own.internal_note.clone()),
    ])
}
