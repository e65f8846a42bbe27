//! Verbs of the communication plan and its messages.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::Subcommand;
use model::communication::Track;

use super::scope::SetArgs;
use super::task::PlanStartArgs;
use super::value::{day, key_value, word, zoned};

fn track(text: &str) -> Result<Track, String> {
    word(text, "internal, external")
}

/// Verbs of the communication plan.
#[derive(Debug, Subcommand)]
pub enum PlanVerb {
    /// Start a preparation plan, as `task plan` does: its tasks, and what it can't give
    Start(PlanStartArgs),
    /// List the rows
    List,
    /// Add a row
    Add {
        /// Who is told
        audience: String,
        /// What they are told, in a few words
        #[arg(long)]
        subject: String,
        /// internal or external
        #[arg(long, value_parser = track)]
        track: Track,
        /// Due on this day
        #[arg(long, value_parser = day, group = "due")]
        on: Option<NaiveDate>,
        /// Due this many hours after the trigger; without a due the row is on request
        #[arg(long, group = "due", value_name = "HOURS")]
        after_trigger: Option<u32>,
        /// A further value, FIELD=VALUE: trigger, channel, owner, sender, cadence, internal_note
        #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = key_value)]
        facts: Vec<(String, String)>,
    },
    /// Edit facts: audience, track, subject, trigger, channel, owner, sender, due, cadence, internal_note
    Edit {
        /// The row's number
        row: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Remove a row that has no messages
    Remove {
        /// The row's number
        row: String,
    },
}

/// Verbs of messages.
#[derive(Debug, Subcommand)]
pub enum MessageVerb {
    /// List the templates
    Templates,
    /// Start a message from a template
    Start {
        /// The template, such as COMM-04
        template: String,
        /// Title, when not the template's
        #[arg(long)]
        title: Option<String>,
        /// Row of the communication plan that it belongs to
        #[arg(long)]
        row: Option<String>,
        /// Prepared for counsel
        #[arg(long)]
        privileged: bool,
    },
    /// List the messages
    List,
    /// Show a message with its open fields and missing approvals
    Show {
        /// The message, such as MSG-003
        message: String,
    },
    /// Change the text; a new version, which voids every approval
    Text {
        /// The message
        message: String,
        /// The file with the new text in Markdown (- for standard input)
        file: PathBuf,
    },
    /// Fill merge fields
    Fill {
        /// The message
        message: String,
        /// A field, NAME=WORDS, once for each; empty words open it again
        #[arg(long = "field", value_name = "NAME=WORDS", value_parser = key_value, required = true)]
        fields: Vec<(String, String)>,
        /// Evidence for the facts that these fields claim, such as EV-0012
        #[arg(long)]
        evidence: Option<String>,
    },
    /// Edit facts: title, audience, track, plan_row, privileged, valid_until, required_approvals, gaps, controls,
    /// surfaces
    Edit {
        /// The message
        message: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Put a draft to its approvers
    Submit {
        /// The message
        message: String,
    },
    /// Record a role's approval of the present text
    Approve {
        /// The message
        message: String,
        /// The role that decides, such as "General counsel"
        #[arg(long)]
        role: String,
        /// Who decides for it, by name
        #[arg(long)]
        by: String,
        /// Remark
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Record that a role sent the text back
    Return {
        /// The message
        message: String,
        /// The role that decides
        #[arg(long)]
        role: String,
        /// Who decides for it, by name
        #[arg(long)]
        by: String,
        /// Why
        #[arg(long)]
        note: String,
    },
    /// Record that a message was sent, outside this program
    Sent {
        /// The message
        message: String,
        /// Who sent it, by name
        #[arg(long)]
        by: String,
        /// To whom, in words
        #[arg(long)]
        to: String,
        /// By which channel
        #[arg(long)]
        channel: String,
        /// When; without it now
        #[arg(long, value_parser = zoned)]
        at: Option<DateTime<FixedOffset>>,
    },
    /// Withdraw a message
    Withdraw {
        /// The message
        message: String,
    },
}
