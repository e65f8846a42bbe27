//! Verbs of occurrences and populations: what shows that a control operated over the period.

use chrono::NaiveDate;
use clap::Subcommand;
use model::control::{Frequency, QuarterRule};
use model::occurrence::OccurrenceKey;
use model::time::Span;

use super::matrix::{frequency, quarters};
use super::scope::SetArgs;
use super::value::{day, number, span};

/// Verbs of occurrences.
#[derive(Debug, Subcommand)]
pub enum OccurrenceVerb {
    /// List how the controls' occurrences stand; of one control, each of them and what is still possible
    List {
        /// The control, such as CORE-24
        control: Option<String>,
        /// The day on which one looks; without it today
        #[arg(long, value_parser = day)]
        as_of: Option<NaiveDate>,
    },
    /// Record that an occurrence was performed
    Perform {
        /// The control
        control: String,
        /// Which occurrence, such as 2026-Q1, 2026-04 or 2026-W14
        key: OccurrenceKey,
        /// When
        #[arg(long, value_parser = day)]
        on: NaiveDate,
        /// Who performed it: a name or a role
        #[arg(long)]
        by: String,
        /// What else there is to say
        #[arg(long)]
        note: Option<String>,
    },
    /// Record that an occurrence didn't run as described, or take that back
    Except {
        /// The control
        control: String,
        /// Which occurrence
        key: OccurrenceKey,
        /// How it deviated
        #[arg(long, required_unless_present = "clear", conflicts_with = "clear")]
        what: Option<String>,
        /// Take the exception back
        #[arg(long)]
        clear: bool,
    },
    /// Remove what is recorded of an occurrence
    Remove {
        /// The control
        control: String,
        /// Which occurrence
        key: OccurrenceKey,
    },
    /// Show what another schedule or period would do to the occurrences; changes nothing
    Preview {
        /// The control; without it all live ones
        control: Option<String>,
        /// How often it operates
        #[arg(long, value_parser = frequency, requires = "control")]
        frequency: Option<Frequency>,
        /// First day on which it operates
        #[arg(long, value_parser = day, requires = "control")]
        starts_on: Option<NaiveDate>,
        /// Days of grace after an occurrence's window
        #[arg(long, value_parser = number::<u16>, requires = "control")]
        grace_days: Option<u16>,
        /// Whether quarters follow the calendar or the period
        #[arg(long, value_parser = quarters, requires = "control")]
        quarters: Option<QuarterRule>,
        /// A new audit period, such as 2026-01-01..2026-12-31
        #[arg(long, value_parser = span)]
        period: Option<Span>,
    },
}

/// Verbs of populations.
#[derive(Debug, Subcommand)]
pub enum PopulationVerb {
    /// List the populations with what keeps them from being relied on
    List {
        /// Only those of this control
        control: Option<String>,
    },
    /// Add a population: every event of a per-event control in a span, counted
    Add {
        /// The control
        control: String,
        /// What is counted, such as leavers
        #[arg(long)]
        name: String,
        /// The system of record that they come from
        #[arg(long)]
        source: String,
        /// Query, filter or report that gives all of them
        #[arg(long)]
        query: String,
        /// How many there are
        #[arg(long, value_parser = number::<u64>)]
        count: u64,
        /// The days that they come from, such as 2026-01-01..2026-03-31
        #[arg(long, value_parser = span)]
        covers: Span,
        /// The item that holds them, such as EV-0012
        #[arg(long)]
        evidence: String,
        /// What else there is to say
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Edit facts: control, name, source_system, query, count, covers, evidence, note
    Edit {
        /// Name or id
        population: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Remove a population; its evidence stays
    Remove {
        /// Name or id
        population: String,
    },
}
