//! Verbs of follow-ups.

use clap::Subcommand;
use model::time::Day;

use super::scope::SetArgs;
use super::value::day;

/// Verbs of follow-ups.
#[derive(Debug, Subcommand)]
pub enum FollowUpVerb {
    /// Note a question of the auditor's against a control
    Note {
        /// The control's code
        control: String,
        /// The question, as it was asked
        question: String,
        /// Who asked; without it the auditor's firm
        #[arg(long)]
        asked_by: Option<String>,
        /// Who promises the answer, by name
        #[arg(long)]
        promised_by: Option<String>,
        /// By when
        #[arg(long, value_parser = day)]
        due: Option<Day>,
    },
    /// List the follow-ups, those that the auditor waits for first
    List {
        /// Only those of this control
        #[arg(long)]
        control: Option<String>,
        /// Only those that the auditor waits for
        #[arg(long)]
        open: bool,
        /// Only those whose day has gone by
        #[arg(long)]
        overdue: bool,
        /// Only those that this person promised
        #[arg(long)]
        promised_by: Option<String>,
    },
    /// Show a follow-up
    Show {
        /// Its number, such as FU-003
        follow_up: String,
    },
    /// Edit facts: control, question, asked_by, promised_by, due_on, internal_note
    Edit {
        /// Its number
        follow_up: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Record the answer that the auditor was given
    Answer {
        /// Its number
        follow_up: String,
        /// The answer
        text: String,
        /// When it was given; without it today
        #[arg(long, value_parser = day)]
        on: Option<Day>,
    },
    /// Withdraw a follow-up whose question no longer stands
    Withdraw {
        /// Its number
        follow_up: String,
        /// Why, in words that the auditor may read
        reason: String,
    },
    /// Remove a follow-up that was never answered
    Remove {
        /// Its number
        follow_up: String,
    },
}
