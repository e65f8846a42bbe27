//! Verbs of service commitments and system requirements.

use clap::Subcommand;
use model::commitment::{CommitmentKind, CommitmentSource};
use model::criterion::{Category, CriterionCode};

use super::scope::{SetArgs, category};
use super::value::word;

fn kind(text: &str) -> Result<CommitmentKind, String> {
    word(text, "commitment, requirement")
}

fn source(text: &str) -> Result<CommitmentSource, String> {
    word(text, "contract, terms, law, policy")
}

/// Verbs of service commitments and system requirements.
#[derive(Debug, Subcommand)]
pub enum CommitmentVerb {
    /// List the commitments and requirements
    List,
    /// Show a commitment or requirement
    Show {
        /// Its number, such as SC-003 or SR-004
        commitment: String,
    },
    /// Add a commitment or requirement
    Add {
        /// What is promised or required
        text: String,
        /// commitment or requirement
        #[arg(long, value_parser = kind, default_value = "commitment")]
        kind: CommitmentKind,
        /// contract, terms, law or policy
        #[arg(long, value_parser = source)]
        source: CommitmentSource,
        /// In which paper, and where
        #[arg(long = "where", default_value = "")]
        source_note: String,
        /// Category that it belongs to, once for each
        #[arg(long = "category", value_parser = category, default_value = "security")]
        categories: Vec<Category>,
        /// Criterion against which it is held, once for each
        #[arg(long = "criterion")]
        criteria: Vec<CriterionCode>,
    },
    /// Edit facts: kind, text, source, source_note, categories, criteria
    Edit {
        /// Its number
        commitment: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Remove a commitment or requirement
    Remove {
        /// Its number
        commitment: String,
    },
}
