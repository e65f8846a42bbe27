//! Verbs of findings.

use chrono::NaiveDate;
use clap::Subcommand;
use model::finding::FindingSource;
use model::gap::Level;

use super::scope::SetArgs;
use super::value::{day, key_value, word};

fn source(text: &str) -> Result<FindingSource, String> {
    word(text, "audit, monitoring")
}

fn level(text: &str) -> Result<Level, String> {
    word(text, "low, medium, high, critical")
}

/// Verbs of findings.
#[derive(Debug, Subcommand)]
pub enum FindingVerb {
    /// Record a finding in the words of whoever raised it
    Add {
        /// The wording, kept character for character
        wording: String,
        /// The reference that whoever raised it gave it
        #[arg(long)]
        id: Option<String>,
        /// audit or monitoring
        #[arg(long, value_parser = source, default_value = "audit")]
        source: FindingSource,
        /// low, medium, high or critical
        #[arg(long, value_parser = level)]
        severity: Level,
        /// When it was raised; without it today
        #[arg(long, value_parser = day)]
        raised_on: Option<NaiveDate>,
        /// A further value, FIELD=VALUE; controls by code, gaps by reference, the owner by name
        #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = key_value)]
        facts: Vec<(String, String)>,
    },
    /// List the findings
    List {
        /// Only those that aren't closed
        #[arg(long)]
        open: bool,
    },
    /// Show a finding
    Show {
        /// The finding, such as FND-003, or the auditor's reference
        finding: String,
    },
    /// Edit facts: auditor_reference, wording, source, raised_on, controls, criteria, deviations, cause, extent, effect,
    /// compensating, compensating_note, severity, owner, due_on, gaps, internal_note
    Edit {
        /// The finding
        finding: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Record management's response
    Respond {
        /// The finding
        finding: String,
        /// The response
        text: String,
        /// Who gives it for management, by name
        #[arg(long)]
        by: String,
        /// When; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
    },
    /// Move a finding to another state, with the proof that the state needs
    Move {
        /// The finding
        finding: String,
        #[command(subcommand)]
        to: FindingStepArgs,
    },
    /// Remove a finding that was entered by mistake and that nobody took note of
    Remove {
        /// The finding
        finding: String,
    },
}

/// The states that a finding can move to.
#[derive(Debug, Subcommand)]
pub enum FindingStepArgs {
    /// Someone took note of it
    Acknowledged {
        /// Who, by name
        #[arg(long)]
        by: String,
        /// When; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
    },
    /// Back to the response that was given
    Responded,
    /// It is being fixed
    InRemediation {
        /// Who answers for the fix, by name; without it the owner
        #[arg(long)]
        owner: Option<String>,
    },
    /// Retested by another person than the owner, on evidence captured after the fix
    Verified {
        /// When the fix was in place
        #[arg(long, value_parser = day)]
        fixed_on: NaiveDate,
        /// Who retested, by name
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
    /// Closed
    Closed {
        /// When; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
    },
}
