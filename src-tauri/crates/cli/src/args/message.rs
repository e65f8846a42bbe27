//! Verbs of the communication plan and its messages.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args, Subcommand, ValueHint};
use model::communication::Track;

use super::scope::SetArgs;
use super::task::PlanStartArgs;
use super::value::{day, key_value, number, word, zoned};

/// How the due date of a row is written.
const DUE: &str = r#"The due date is written so:
  --set 'due={"due":"on","day":"2026-12-18"}'
  --set 'due={"due":"after_trigger","hours":24}'
  --set 'due={"due":"on_request"}'"#;

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
        #[arg(long, value_parser = number::<u32>, group = "due", value_name = "HOURS")]
        after_trigger: Option<u32>,
        /// A further value, FIELD=VALUE: trigger, channel, owner, sender, cadence, internal_note
        #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = key_value)]
        facts: Vec<(String, String)>,
    },
    /// Edit facts: audience, track, subject, trigger, triggered_at, channel, owner, sender, due, cadence, internal_note
    #[command(after_help = DUE)]
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
    /// Start a message from a template, or the whole set of a scenario: its plan rows and all their drafts
    Start {
        /// The template, such as COMM-04, or the scenario: failed-opinion, emergency-preparation, incident,
        /// delayed-report
        #[arg(value_name = "TEMPLATE|SCENARIO")]
        template: String,
        /// For a scenario: when its trigger came about, from which its times count
        #[arg(long, value_parser = zoned, conflicts_with_all = ["title", "row", "privileged"])]
        at: Option<DateTime<FixedOffset>>,
        /// For a scenario: start it though it was started before
        #[arg(long, requires = "at")]
        again: bool,
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
    /// List a message's merge fields: where each value comes from, what may stand in it, and its evidence
    Fields {
        /// The message
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
    /// Edit facts, choose over what its lines repeat, or say who signs
    #[command(group(clap::ArgGroup::new("change").required(true).multiple(true)))]
    Edit {
        /// The message
        message: String,
        /// Repeat its lines for this gap; once for each, in place of those chosen before
        #[arg(long, group = "change")]
        gap: Vec<String>,
        /// The same for a finding; a single one also fills the fields that stand once
        #[arg(long, group = "change")]
        finding: Vec<String>,
        /// The same for an evidence request
        #[arg(long, group = "change")]
        request: Vec<String>,
        /// The same for a question, in its own words
        #[arg(long, group = "change", value_name = "WORDS")]
        question: Vec<String>,
        /// Who signs, by name
        #[arg(long, group = "change", value_name = "NAME")]
        signatory: Option<String>,
        /// A fact, FIELD=VALUE: title, audience, track, plan_row, privileged, valid_until, required_approvals, gaps,
        /// findings, requests, questions, controls, surfaces
        #[arg(long = "set", group = "change", value_name = "FIELD=VALUE", value_parser = key_value)]
        facts: Vec<(String, String)>,
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
    /// Note that another message replaces one
    Supersede {
        /// The message
        message: String,
        /// The message that replaces it
        #[arg(long)]
        by: String,
    },
    /// Withdraw a message
    Withdraw {
        /// The message
        message: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Save a message as a file; it is marked DRAFT until it is approved, and the saving is logged
    Save {
        /// The message
        message: String,
        #[command(flatten)]
        to: SaveArgs,
    },
}

/// In which form a message is saved, and where.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct SaveArgs {
    /// As text in Markdown
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub md: Option<PathBuf>,
    /// As a mail that isn't sent
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub eml: Option<PathBuf>,
    /// As a document of a word processor
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub docx: Option<PathBuf>,
    /// As a PDF
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub pdf: Option<PathBuf>,
}

/// Verbs of scenarios; `message start` starts one.
#[derive(Debug, Subcommand)]
pub enum ScenarioVerb {
    /// List the scenarios
    List,
    /// Show what a scenario starts, and what must be settled first
    Show {
        /// The scenario: failed-opinion, emergency-preparation, incident, delayed-report
        scenario: String,
    },
}
