//! Verbs of holidays.

use chrono::NaiveDate;
use clap::Subcommand;

use super::value::day;

/// A holiday: `2026-12-25=Christmas Day`.
fn named_day(text: &str) -> Result<(NaiveDate, String), String> {
    let (on, name) = text.split_once('=').ok_or("must be DAY=NAME, such as 2026-12-25=Christmas Day")?;
    Ok((day(on)?, name.trim().to_owned()))
}

/// Verbs of holidays.
#[derive(Debug, Subcommand)]
pub enum HolidayVerb {
    /// List the holidays
    List,
    /// Add holidays, several at once: all of them or none
    Add {
        /// Day and name, such as '2026-12-25=Christmas Day', once for each
        #[arg(required = true, value_name = "DAY=NAME", value_parser = named_day)]
        holidays: Vec<(NaiveDate, String)>,
    },
    /// Remove holidays; due dates that were computed with them stay as they are
    Remove {
        /// The day, once for each
        #[arg(required = true, value_name = "DAY", value_parser = day)]
        holidays: Vec<NaiveDate>,
    },
}
