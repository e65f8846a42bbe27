//! Verbs of evidence requests.

use chrono::NaiveDate;
use clap::Subcommand;
use model::control::ControlCode;
use model::request::InternalStatus;

use super::scope::SetArgs;
use super::value::{day, key_value};

/// Verbs of evidence requests.
#[derive(Debug, Subcommand)]
pub enum RequestVerb {
    /// List the requests that auditors usually make
    Templates {
        /// Only the list of this profile
        #[arg(long)]
        profile: Option<String>,
        /// Only those that support this control, such as CORE-24
        #[arg(long)]
        control: Option<ControlCode>,
    },
    /// Start requests from that list, with due dates in business days
    Start {
        /// The lines, such as PBC-001; or --profile for a whole list
        #[arg(conflicts_with = "profile")]
        codes: Vec<String>,
        /// The whole list of a profile
        #[arg(long)]
        profile: Option<String>,
        /// When they are taken as received; without it today
        #[arg(long, value_parser = day)]
        received_on: Option<NaiveDate>,
        /// A holiday beside those of the client's calendar, once for each
        #[arg(long = "holiday", value_parser = day)]
        holidays: Vec<NaiveDate>,
    },
    /// Add a request of the auditor's; its id and wording are kept character for character
    Add {
        /// The auditor's wording
        wording: String,
        /// The auditor's id
        #[arg(long)]
        id: Option<String>,
        /// When it was received; without it today
        #[arg(long, value_parser = day)]
        received_on: Option<NaiveDate>,
        /// By when the auditor wants the answer
        #[arg(long, value_parser = day)]
        due: Option<NaiveDate>,
        /// A further value, FIELD=VALUE; controls by code, evidence by reference, people by name
        #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = key_value)]
        facts: Vec<(String, String)>,
    },
    /// List the requests: those for which testing waits first, then by due date
    List {
        /// Only those that the auditor waits for
        #[arg(long)]
        open: bool,
        /// Only those whose due date has gone by
        #[arg(long)]
        overdue: bool,
        /// Only those that this person answers, by name
        #[arg(long)]
        owner: Option<String>,
    },
    /// Show a request with its rounds
    Show {
        /// The request, such as REQ-012, or the auditor's id
        request: String,
    },
    /// Edit facts: auditor_id, wording, kind, period, population, controls, criteria, evidence, owner, reviewer,
    /// received_on, due_on, blocks_testing, template, internal_note
    Edit {
        /// The request
        request: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Move a request to another status of ours
    Move {
        /// The request
        request: String,
        #[command(subcommand)]
        to: RequestStatusArgs,
    },
    /// Record that evidence or an answer went to the auditor: a new round
    Submit {
        /// The request
        request: String,
        /// Evidence, once for each; without it what is gathered for the request. Each item must be released
        #[arg(long = "evidence")]
        evidence: Vec<String>,
        /// What was said with it, or in its place
        #[arg(long, default_value = "")]
        answer: String,
        /// When; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
    },
    /// Record that the auditor accepted the answer
    Accepted {
        /// The request
        request: String,
        /// When; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
    },
    /// Record that the auditor returned the answer; the next submission is a new round
    Returned {
        /// The request
        request: String,
        /// The auditor's remark, kept character for character
        #[arg(long)]
        remark: String,
        /// By when the auditor wants the next answer
        #[arg(long, value_parser = day)]
        due: Option<NaiveDate>,
        /// When; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
    },
    /// Remove a request that was never submitted
    Remove {
        /// The request
        request: String,
    },
}

/// Our own statuses of a request.
#[derive(Debug, Subcommand)]
pub enum RequestStatusArgs {
    /// Back to open
    Open,
    /// Its evidence is being gathered
    InProgress,
    /// Put to our own reviewer
    SubmittedForReview,
    /// Fit to go to the auditor
    Ready,
    /// It can't go on
    Blocked {
        /// By what
        #[arg(long)]
        reason: String,
    },
    /// It doesn't apply to this system
    NotApplicable {
        /// Why
        #[arg(long)]
        reason: String,
    },
}

impl From<RequestStatusArgs> for InternalStatus {
    fn from(to: RequestStatusArgs) -> Self {
        match to {
            RequestStatusArgs::Open => Self::Open,
            RequestStatusArgs::InProgress => Self::InProgress,
            RequestStatusArgs::SubmittedForReview => Self::SubmittedForReview,
            RequestStatusArgs::Ready => Self::Ready,
            RequestStatusArgs::Blocked { reason } => Self::Blocked { reason },
            RequestStatusArgs::NotApplicable { reason } => Self::NotApplicable { reason },
        }
    }
}
