//! Verbs of the gap analysis.

use chrono::NaiveDate;
use clap::Subcommand;
use model::gap::{GapKind, GapSource};
use model::surface::SurfaceCode;

use super::scope::SetArgs;
use super::value::{day, key_value, word};

const SOURCES: &str = "self_assessment, procurement_review, prior_report, complaint, incident, monitoring, auditor, \
                       regulator";

/// How the fields are written that hold more than a word.
const WRITTEN: &str = r#"Written so:
  --set 'severity={"likelihood":4,"impact":3}'      each from 1 to 5
  --set 'cost={"low":60000,"high":95000,"currency":"USD","basis":"quote of 18 September"}'
  --set due_on=2026-12-18
  --set controls=CORE-24,CORE-25                    or --set once for each
  --set 'owner=Priya Raman'"#;

fn source(text: &str) -> Result<GapSource, String> {
    word(text, SOURCES)
}

fn kind(text: &str) -> Result<GapKind, String> {
    word(text, "design, operation, evidence, documentation")
}

/// Verbs of gaps.
#[derive(Debug, Subcommand)]
pub enum GapVerb {
    /// List the failure patterns of the catalogue
    Patterns {
        /// Only those of this surface
        #[arg(long)]
        surface: Option<SurfaceCode>,
    },
    /// Open a gap from a failure pattern
    Start {
        /// The pattern, such as FP-001
        pattern: String,
        /// self_assessment, procurement_review, prior_report, complaint, incident, monitoring, auditor or regulator
        #[arg(long, value_parser = source, default_value = "self_assessment")]
        source: GapSource,
        /// When it was found; without it today
        #[arg(long, value_parser = day)]
        found_on: Option<NaiveDate>,
        /// Surface, once for each; without it those of the pattern
        #[arg(long = "surface")]
        surfaces: Vec<SurfaceCode>,
    },
    /// Open a gap by hand
    Add {
        /// Title
        title: String,
        /// design, operation, evidence or documentation
        #[arg(long, value_parser = kind)]
        kind: GapKind,
        /// Who or what brought it to light
        #[arg(long, value_parser = source, default_value = "self_assessment")]
        source: GapSource,
        /// What was found
        #[arg(long)]
        description: String,
        /// How likely it is to do harm, 1 to 5
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=5))]
        likelihood: u8,
        /// How much harm it would do, 1 to 5
        #[arg(long, value_parser = clap::value_parser!(u8).range(1..=5))]
        impact: u8,
        /// When it was found; without it today
        #[arg(long, value_parser = day)]
        found_on: Option<NaiveDate>,
        /// A further value, FIELD=VALUE; controls by code, the owner by name
        #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = key_value)]
        facts: Vec<(String, String)>,
    },
    /// List the gaps
    List {
        /// Only those that count as open today
        #[arg(long)]
        open: bool,
    },
    /// Show a gap
    Show {
        /// The gap, such as GAP-014
        gap: String,
    },
    /// Edit facts: title, source, kind, description, root_cause, criteria, controls, surfaces, severity, effort_days,
    /// cost, owner, due_on, remedy, acceptance, internal_note
    #[command(after_help = WRITTEN)]
    Edit {
        /// The gap
        gap: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Move a gap to another state, with the proof that the state needs
    Move {
        /// The gap
        gap: String,
        #[command(subcommand)]
        to: GapStepArgs,
    },
    /// Remove a gap that was opened by mistake and never worked on
    Remove {
        /// The gap
        gap: String,
    },
}

/// The states that a gap can move to.
#[derive(Debug, Subcommand)]
pub enum GapStepArgs {
    /// Back to open
    Open,
    /// Work has begun
    InProgress,
    /// The fix is in place
    Fixed {
        /// Since when
        #[arg(long, value_parser = day)]
        on: NaiveDate,
    },
    /// Retested by another person than the owner, on evidence captured after the fix
    Retested {
        /// Who, by name
        #[arg(long)]
        by: String,
        /// When
        #[arg(long, value_parser = day)]
        on: NaiveDate,
        /// The evidence, once for each
        #[arg(long, required = true)]
        evidence: Vec<String>,
        /// What was done and seen
        #[arg(long, default_value = "")]
        note: String,
    },
    /// The fixed control operates
    Operating {
        /// Since when
        #[arg(long, value_parser = day)]
        since: NaiveDate,
    },
    /// The risk is accepted until a date
    Accepted {
        /// Who accepts it, by name
        #[arg(long)]
        by: String,
        /// Until when
        #[arg(long, value_parser = day)]
        until: NaiveDate,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// It came back
    Reopened,
}
