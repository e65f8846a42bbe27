//! Follow-ups: what the auditor asked in walkthroughs, by whom an answer was promised, and what it was. Printed only where
//! the section is added by choice; our note is for the client alone.

use model::follow_up::{FollowUp, FollowUpState};
use serde_json::{Value, json};

use crate::context::Context;
use crate::print;

/// Bytes of a row's text above which it may break over pages.
const LONG: usize = 900;

/// The section: open ones first, by the day by which they were promised.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let mut follow_ups: Vec<&FollowUp> = context.source.follow_ups.iter().collect();
    follow_ups.sort_by_key(|it| it.order());
    let today = context.options.as_of.day();
    json!({
        "follow_ups": follow_ups.iter().map(|it| follow_up_view(context, it)).collect::<Vec<_>>(),
        "open": follow_ups.iter().filter(|it| it.is_open()).count(),
        "overdue": follow_ups.iter().filter(|it| it.is_overdue_on(today)).count(),
        "ours": context.is_client(),
    })
}

fn follow_up_view(context: &Context<'_>, it: &FollowUp) -> Value {
    let (question, answer) = (print::lines(&it.question), answer(it));
    let note = if context.is_client() { print::lines(&it.internal_note) } else { Vec::new() };
    let longest = [&question, &answer, &note].map(|lines| lines.iter().map(String::len).sum::<usize>());
    let control = context.control(it.control).map(|control| (control.code.to_string(), control.title.clone()));
    json!({
        "id": it.reference(),
        "control": control.as_ref().map(|(code, _)| code),
        "title": control.as_ref().map(|(_, title)| title),
        "asked_by": it.asked_by,
        "asked": context.instant(it.asked_at),
        "long": longest.into_iter().max().unwrap_or_default() > LONG,
        "question": question,
        "promised_by": it.promised_by.map(|person| context.person_with_role(person)),
        "due": it.due_on.map(print::short_day),
        "overdue": it.is_overdue_on(context.options.as_of.day()),
        "answer": answer,
        "answered": it.answer.as_ref().map(|answer| print::short_day(answer.on)),
        "state": it.state.name(),
        "note": note,
    })
}

/// The answer, and why the question no longer stands where it doesn't.
fn answer(it: &FollowUp) -> Vec<String> {
    let mut lines = it.answer.as_ref().map(|answer| print::lines(&answer.text)).unwrap_or_default();
    match &it.state {
        FollowUpState::Withdrawn { reason } => lines.extend(print::lines(&format!("Withdrawn: {reason}"))),
        FollowUpState::Open | FollowUpState::Answered => {}
    }
    lines
}

#[cfg(test)]
mod tests {
    use model::packet::{AudienceProfile, PacketOptions, Section};

    use super::*;
    use crate::support::{options, sample};

    fn view_of(profile: AudienceProfile) -> Value {
        let options = PacketOptions { also: [Section::FollowUps].into(), ..options(profile) };
        assert_eq!(options.check(), Ok(()));
        let source = sample(6).0.narrowed(&options);
        view(&Context { source: &source, options: &options, exhibits: &[], points: &[] })
    }

    #[test]
    fn what_the_auditor_waits_for_comes_first_and_our_note_stays_with_the_client() {
        let kept = sample(6).0.follow_ups;
        assert!(kept.len() >= 3 && kept.iter().any(|it| !it.internal_note.is_empty()));
        for profile in [AudienceProfile::Auditor, AudienceProfile::Client, AudienceProfile::Board] {
            let view = view_of(profile);
            let rows = view["follow_ups"].as_array().expect("rows");
            assert_eq!(rows.len(), kept.len());
            let open: Vec<bool> = rows.iter().map(|row| row["state"] == "open").collect();
            assert!(open.is_sorted_by(|one, next| one >= next), "{open:?}");
            assert_eq!(view["open"], open.iter().filter(|open| **open).count());
            let noted = rows.iter().any(|row| row["note"].as_array().is_some_and(|lines| !lines.is_empty()));
            assert_eq!(noted, profile == AudienceProfile::Client, "{profile:?}");
            assert!(rows.iter().all(|row| row["control"].is_string()), "{profile:?}: a control's code is there");
        }
    }

    #[test]
    fn a_withdrawn_question_says_why_beside_what_was_answered() {
        let view = view_of(AudienceProfile::Auditor);
        let rows = view["follow_ups"].as_array().expect("rows");
        let withdrawn = rows.iter().find(|row| row["state"] == "withdrawn").expect("one");
        let lines: Vec<&str> =
            withdrawn["answer"].as_array().expect("lines").iter().filter_map(Value::as_str).collect();
        assert!(lines.iter().any(|line| line.starts_with("Withdrawn: ")), "{lines:?}");
    }
}
