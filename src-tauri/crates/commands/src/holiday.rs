//! Holidays of the client's calendar: adding, listing and removing them, and the business days that follow wherever a due
//! date is computed.

use std::collections::BTreeSet;

use model::activity::Action;
use model::business_day::BusinessDays;
use model::holiday::{Holiday, business_days, taken_out};
use model::time::{Day, Span};
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;

/// A holiday to keep.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct NewHoliday {
    /// The day.
    pub day: Day,
    /// What it is called.
    pub name: String,
}

/// Adds holidays to the client's calendar, all of them or none.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddHolidays {
    /// The holidays; one for each day.
    pub holidays: Vec<NewHoliday>,
}

pub(crate) fn add(app: &mut App, request: AddHolidays) -> Result<Vec<Holiday>, Failure> {
    refuse_none(&request.holidays)?;
    app.write(Action::AddHoliday, |w, moment| {
        let mut known = w.list::<Holiday>()?;
        let mut added = Vec::new();
        for NewHoliday { day, name } in request.holidays {
            if let Some(taken) = known.iter().find(|it| it.day == day) {
                let message = format!("{day} stands in the calendar already, as {}", taken.name);
                return Err(Failure::new(Code::Invalid, message).on("day"));
            }
            let holiday = w.insert(&Holiday { id: moment.id(), revision: 1, day, name: name.trim().to_owned() })?;
            known.push(holiday.clone());
            added.push(holiday);
        }
        added.sort_by_key(|holiday| holiday.day);
        Ok(added)
    })
}

fn refuse_none<T>(holidays: &[T]) -> Result<(), Failure> {
    match holidays {
        [] => Err(Failure::new(Code::Invalid, "must name at least one").on("holidays")),
        [_, ..] => Ok(()),
    }
}

/// Lists the holidays, by day.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListHolidays {}

pub(crate) fn list(app: &mut App, _: ListHolidays) -> Result<Vec<Holiday>, Failure> {
    app.read(|r| Ok(r.list::<Holiday>()?))
}

/// Removes holidays, all of those that are named or none. Due dates that were computed with them stay as they are.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveHolidays {
    /// Days or ids.
    pub holidays: Vec<String>,
}

pub(crate) fn remove(app: &mut App, request: RemoveHolidays) -> Result<(), Failure> {
    refuse_none(&request.holidays)?;
    app.write(Action::RemoveHoliday, |w, _| {
        for name in &request.holidays {
            let holiday: Holiday = find::one(w, None, name)?;
            w.remove::<Holiday>(holiday.id)?;
        }
        Ok(())
    })
}

/// The business days of the client's calendar; by default of one without any holiday.
#[derive(Default)]
pub(crate) struct Calendar {
    /// Monday to Friday without the holidays that are kept, and without those of the call.
    pub(crate) days: BusinessDays,
    kept: Vec<Holiday>,
}

impl Calendar {
    /// The calendar, with the holidays that a call adds for itself.
    pub(crate) fn read(r: &Reader, more: &BTreeSet<Day>) -> Result<Self, Failure> {
        let kept = r.list::<Holiday>()?;
        Ok(Self { days: business_days(&kept, more), kept })
    }

    /// Whether any holiday is kept.
    pub(crate) fn keeps_any(&self) -> bool {
        !self.kept.is_empty()
    }

    /// The holidays that are kept and took a business day out of the days from `from` to the last of `to`.
    pub(crate) fn taken_out(&self, from: Day, to: Option<Day>) -> Vec<Holiday> {
        let span = to.and_then(|to| Span::new(from, to).ok());
        span.map(|span| taken_out(&self.kept, span)).unwrap_or_default()
    }
}
