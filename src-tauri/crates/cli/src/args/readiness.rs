//! Verbs of readiness.

use chrono::NaiveDate;
use clap::Subcommand;

use super::value::day;

/// Verbs of readiness.
#[derive(Debug, Subcommand)]
pub enum ReadinessVerb {
    /// Show the score with each criterion's points, so that it can be worked out by hand
    Show {
        /// The day on which one looks, with what is recorded now; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
        /// Give the reasons, the controls' shares and the rule as well
        #[arg(long)]
        explain: bool,
    },
    /// Show the score after each day on which the log changed what it rests on
    History,
}
