//! Holidays of the client's calendar.

use commands::holiday::{AddHolidays, ListHolidays, NewHoliday, RemoveHolidays};
use model::holiday::Holiday;

use super::Session;
use crate::args::HolidayVerb;
use crate::failure::Problem;
use crate::output::{joined, table_or};

/// Verbs of holidays.
pub fn holiday(session: &mut Session, verb: HolidayVerb) -> Result<(), Problem> {
    match verb {
        HolidayVerb::List => {
            let list = session.app.call(ListHolidays {})?;
            session.out.show(&list, |list| {
                let row = |it: &Holiday| vec![it.day.to_string(), it.day.format("%A").to_string(), it.name.clone()];
                let empty = "No holidays yet: business days are Monday to Friday.";
                table_or(&["Day", "Weekday", "Holiday"], list.iter().map(row), empty)
            })
        }
        HolidayVerb::Add { holidays } => {
            let holidays = holidays.into_iter().map(|(day, name)| NewHoliday { day, name }).collect();
            let added = session.app.call(AddHolidays { holidays })?;
            session.out.show(&added, |added| format!("Added {}.", joined(added.iter().map(words))))
        }
        HolidayVerb::Remove { holidays } => {
            let holidays: Vec<String> = holidays.iter().map(ToString::to_string).collect();
            session.app.call(RemoveHolidays { holidays: holidays.clone() })?;
            session.out.show(&holidays, |days| format!("Removed {}.", days.join(", ")))
        }
    }
}

/// A holiday with its day.
fn words(holiday: &Holiday) -> String {
    format!("{} ({})", holiday.name, holiday.day)
}

/// The line that says which holidays weren't counted as business days; nothing when none.
pub fn left_out(holidays: &[Holiday]) -> String {
    match holidays {
        [] => String::new(),
        some => format!("\nHolidays left out: {}.", joined(some.iter().map(words))),
    }
}
