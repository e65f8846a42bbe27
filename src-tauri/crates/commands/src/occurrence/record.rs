//! What is recorded of an occurrence: when it was performed and by whom, and how it deviated.

use model::activity::Action;
use model::control::Control;
use model::engagement::Engagement;
use model::occurrence::{Occurrence, OccurrenceKey, Schedule, ShownBy, Window, occurrences};
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::{Reader, Writer};

use super::period;
use crate::app::{App, Moment, Revise};
use crate::failure::{Code, Failure};
use crate::find;

/// A record of an occurrence, with its window.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RecordedOccurrence {
    /// Code of the control.
    pub control: String,
    /// The window.
    pub window: Window,
    /// The record; none when nothing is recorded any more.
    pub record: Option<Occurrence>,
    /// Whether the recorded day lies after the last chance: it is performed late, and stays missed.
    pub late: bool,
}

/// Records that an occurrence was performed. What is recorded of it already stays but for this.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PerformOccurrence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id of the control.
    pub control: String,
    /// Which of its occurrences.
    pub key: OccurrenceKey,
    /// When it was performed.
    pub on: Day,
    /// Who performed it: a name or a role.
    pub by: String,
    /// What else there is to say; none keeps what is noted.
    pub note: Option<String>,
}

pub(crate) fn perform(app: &mut App, request: PerformOccurrence) -> Result<RecordedOccurrence, Failure> {
    app.write(Action::PerformOccurrence, |w, moment| {
        let named = Named::find(w, request.engagement.as_deref(), &request.control, request.key)?;
        let mut record = named.record_or_new(moment);
        (record.performed_on, record.performed_by) = (Some(request.on), request.by);
        if let Some(note) = request.note {
            record.note = note;
        }
        record.check_window(&named.window, moment.at.date_naive())?;
        named.write(w, record)
    })
}

/// Records that an occurrence didn't run as the control describes, or takes that back.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ExceptOccurrence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id of the control.
    pub control: String,
    /// Which of its occurrences.
    pub key: OccurrenceKey,
    /// How it deviated; none takes the exception back.
    pub exception: Option<String>,
}

pub(crate) fn except(app: &mut App, request: ExceptOccurrence) -> Result<RecordedOccurrence, Failure> {
    app.write(Action::ExceptOccurrence, |w, moment| {
        let named = Named::find(w, request.engagement.as_deref(), &request.control, request.key)?;
        if request.exception.is_none() && named.record.as_ref().is_none_or(|record| record.exception.is_none()) {
            let message = format!("no exception is recorded for {} of {}", request.key, named.control.code);
            return Err(Failure::new(Code::NotFound, message));
        }
        let mut record = named.record_or_new(moment);
        record.exception = request.exception;
        named.write(w, record)
    })
}

/// Removes what is recorded of an occurrence.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveOccurrence {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id of the control.
    pub control: String,
    /// Which of its occurrences; a record whose window the period no longer has can be removed too.
    pub key: OccurrenceKey,
}

pub(crate) fn remove(app: &mut App, request: RemoveOccurrence) -> Result<(), Failure> {
    app.write(Action::RemoveOccurrence, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let control: Control = find::one(w, Some(engagement.id), &request.control)?;
        let record = recorded(w, &control, request.key)?;
        let nothing = || Failure::not_found("record of the occurrence", &request.key.to_string());
        Ok(w.remove::<Occurrence>(record.ok_or_else(nothing)?.id)?)
    })
}

/// An occurrence that a request names.
struct Named {
    engagement: Engagement,
    control: Control,
    window: Window,
    record: Option<Occurrence>,
}

impl Named {
    fn find(r: &Reader, engagement: Option<&str>, control: &str, key: OccurrenceKey) -> Result<Self, Failure> {
        let engagement = find::engagement(r, engagement)?;
        let control: Control = find::one(r, Some(engagement.id), control)?;
        let schedule = Schedule::of(&control).ok_or_else(|| without_occurrences(&control))?;
        let windows = occurrences(&schedule, period(&engagement)?)?;
        let window = windows.into_iter().find(|window| window.key == key);
        let none = || {
            let name = format!("{key} of {} in this period", control.code);
            Failure::not_found("occurrence", &name).on("key")
        };
        let window = window.ok_or_else(none)?;
        let record = recorded(r, &control, key)?;
        Ok(Self { engagement, control, window, record })
    }

    fn record_or_new(&self, moment: &Moment<'_>) -> Occurrence {
        self.record.clone().unwrap_or_else(|| Occurrence {
            id: moment.id(),
            revision: 1,
            engagement: self.engagement.id,
            control: self.control.id,
            key: self.window.key,
            performed_on: None,
            performed_by: String::new(),
            note: String::new(),
            exception: None,
        })
    }

    /// Writes the record; one that says nothing any more goes.
    fn write(self, w: &Writer, record: Occurrence) -> Result<RecordedOccurrence, Failure> {
        let says_nothing = record.performed_on.is_none() && record.exception.is_none() && record.note.trim().is_empty();
        let record = match (self.record, says_nothing) {
            (Some(old), true) => {
                w.remove::<Occurrence>(old.id)?;
                None
            }
            (None, true) => None,
            (Some(_), false) => Some(w.revise(record)?),
            (None, false) => Some(w.insert(&record)?),
        };
        let performed_on = record.as_ref().and_then(|record| record.performed_on);
        let late = performed_on.is_some_and(|day| self.window.last_chance < day);
        Ok(RecordedOccurrence { control: self.control.code.to_string(), window: self.window, record, late })
    }
}

fn recorded(r: &Reader, control: &Control, key: OccurrenceKey) -> Result<Option<Occurrence>, Failure> {
    Ok(r.occurrences_of_control(control.id)?.into_iter().find(|record| record.key == key))
}

fn without_occurrences(control: &Control) -> Failure {
    let shown_by = ShownBy::of(control.frequency, control.nature);
    let message = match shown_by {
        ShownBy::Occurrences if control.is_live() => {
            format!("{} is planned and has no start date; set one with its first day", control.code)
        }
        ShownBy::Occurrences => format!("{} is retired", control.code),
        ShownBy::Population | ShownBy::Configuration => {
            format!("{} is shown by its {}, not by occurrences", control.code, shown_by.name())
        }
    };
    Failure::new(Code::Refused, message).on("control")
}
