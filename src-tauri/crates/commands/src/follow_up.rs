//! Follow-ups: noting what the auditor asks in a walkthrough, listing what is owed, recording the answer that was given.

use model::activity::Action;
use model::control::Control;
use model::engagement::Engagement;
use model::follow_up::{FollowUp, FollowUpAnswer, FollowUpState};
use model::person::Person;
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::{App, Revise};
use crate::facts::{Facts, edited};
use crate::failure::{Code, Failure};
use crate::find;

/// Who asked where nobody is named and no auditor's firm is chosen yet.
const THE_AUDITOR: &str = "the auditor";

/// A follow-up as lists show it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct FollowUpRow {
    /// The follow-up.
    pub follow_up: FollowUp,
    /// Its number as printed.
    pub reference: String,
    /// Code of the control.
    pub control: String,
    /// Title of the control.
    pub control_title: String,
    /// Name of who promised the answer.
    pub promised_by: Option<String>,
    /// Whether the auditor waits although its day has gone by today.
    pub overdue: bool,
}

fn row(r: &Reader, follow_up: FollowUp, today: Day) -> Result<FollowUpRow, Failure> {
    let promised_by = follow_up.promised_by.map(|id| r.get::<Person>(id)).transpose()?.map(|person| person.name);
    let Control { code, title: control_title, .. } = r.get(follow_up.control)?;
    let (reference, overdue) = (follow_up.reference(), follow_up.is_overdue_on(today));
    Ok(FollowUpRow { follow_up, reference, control: code.to_string(), control_title, promised_by, overdue })
}

/// Notes a question of the auditor's against a control; the question is enough, the rest can follow.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct NoteFollowUp {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id of the control.
    pub control: String,
    /// The question, as it was asked.
    pub question: String,
    /// Who asked, in words; none takes the auditor's firm.
    pub asked_by: Option<String>,
    /// Who promises the answer, by name or id.
    pub promised_by: Option<String>,
    /// By when.
    pub due_on: Option<Day>,
}

pub(crate) fn note(app: &mut App, request: NoteFollowUp) -> Result<FollowUpRow, Failure> {
    app.write(Action::NoteFollowUp, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let control: Control = find::one(w, Some(engagement.id), &request.control)?;
        let promised_by = request.promised_by.as_deref().map(|name| find::one::<Person>(w, None, name)).transpose()?;
        let follow_up = FollowUp {
            id: moment.id(),
            revision: 1,
            engagement: engagement.id,
            number: w.next_number::<FollowUp>(engagement.id)?,
            control: control.id,
            question: request.question,
            asked_by: asked_by(request.asked_by, &engagement),
            asked_at: moment.at,
            promised_by: promised_by.map(|person| person.id),
            due_on: request.due_on,
            answer: None,
            state: FollowUpState::Open,
            internal_note: String::new(),
        };
        row(w, w.insert(&follow_up)?, moment.at.date_naive())
    })
}

fn asked_by(named: Option<String>, engagement: &Engagement) -> String {
    let said = |name: &String| !name.trim().is_empty();
    let firm = || engagement.auditor_firm.clone().filter(said);
    named.filter(said).or_else(firm).unwrap_or_else(|| THE_AUDITOR.to_owned())
}

/// Lists the follow-ups: those that the auditor waits for first, by the day by which they were promised.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListFollowUps {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Only those of this control, by code or id.
    pub control: Option<String>,
    /// Only those that the auditor waits for.
    pub open: bool,
    /// Only those whose day has gone by today.
    pub overdue: bool,
    /// Only those that this person promised, by name or id.
    pub promised_by: Option<String>,
}

pub(crate) fn list(app: &mut App, request: ListFollowUps) -> Result<Vec<FollowUpRow>, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let control = request.control.as_deref().map(|name| find::one::<Control>(r, Some(engagement.id), name));
        let control = control.transpose()?.map(|control| control.id);
        let person = request.promised_by.as_deref().map(|name| find::one::<Person>(r, None, name));
        let person = person.transpose()?.map(|person| person.id);
        let mut follow_ups: Vec<FollowUp> = find::all(r, engagement.id)?;
        follow_ups.retain(|it| {
            (!request.open || it.is_open())
                && (!request.overdue || it.is_overdue_on(today))
                && control.is_none_or(|control| it.control == control)
                && (person.is_none() || it.promised_by == person)
        });
        follow_ups.sort_by_key(FollowUp::order);
        follow_ups.into_iter().map(|it| row(r, it, today)).collect()
    })
}

/// Shows one follow-up.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowFollowUp {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub follow_up: String,
}

pub(crate) fn show(app: &mut App, request: ShowFollowUp) -> Result<FollowUpRow, Failure> {
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        row(r, find::one(r, Some(engagement.id), &request.follow_up)?, today)
    })
}

/// Edits a follow-up's facts; the control by code, who promised the answer by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct EditFollowUp {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub follow_up: String,
    /// New values by field.
    pub facts: Facts,
}

pub(crate) fn edit(app: &mut App, mut request: EditFollowUp) -> Result<FollowUpRow, Failure> {
    app.write(Action::EditFollowUp, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: FollowUp = find::one(w, Some(engagement.id), &request.follow_up)?;
        crate::named::name_to_id::<Control>(w, &engagement, &mut request.facts, "control")?;
        crate::named::person_to_id(w, &mut request.facts, "promised_by")?;
        row(w, w.revise(edited(&old, &request.facts)?)?, moment.at.date_naive())
    })
}

/// Records the answer that the auditor was given; a later one takes the place of an earlier one.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AnswerFollowUp {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub follow_up: String,
    /// The answer.
    pub text: String,
    /// When it was given; none takes today.
    pub on: Option<Day>,
}

pub(crate) fn answer(app: &mut App, request: AnswerFollowUp) -> Result<FollowUpRow, Failure> {
    app.write(Action::AnswerFollowUp, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: FollowUp = find::one(w, Some(engagement.id), &request.follow_up)?;
        let today = moment.at.date_naive();
        let answer = FollowUpAnswer { text: request.text, on: request.on.unwrap_or(today) };
        row(w, w.revise(old.answered(answer, today)?)?, today)
    })
}

/// Withdraws a follow-up whose question no longer stands; what was answered stays.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct WithdrawFollowUp {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub follow_up: String,
    /// Why, in words that the auditor may read.
    pub reason: String,
}

pub(crate) fn withdraw(app: &mut App, request: WithdrawFollowUp) -> Result<FollowUpRow, Failure> {
    app.write(Action::WithdrawFollowUp, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: FollowUp = find::one(w, Some(engagement.id), &request.follow_up)?;
        row(w, w.revise(old.withdrawn(request.reason)?)?, moment.at.date_naive())
    })
}

/// Removes a follow-up that was never answered. Its number is never used again.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveFollowUp {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Reference or id.
    pub follow_up: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveFollowUp) -> Result<(), Failure> {
    app.write(Action::RemoveFollowUp, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let old: FollowUp = find::one(w, Some(engagement.id), &request.follow_up)?;
        if old.answer.is_some() {
            let why = "a follow-up that was answered can't be removed; withdraw it with the reason";
            return Err(Failure::new(Code::Refused, why));
        }
        Ok(w.remove::<FollowUp>(old.id)?)
    })
}
