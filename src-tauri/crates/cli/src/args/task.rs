//! Verbs of the remediation plan's tasks.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use model::task::{TaskCode, Wait, WorkTrack};

use super::scope::SetArgs;
use super::value::{day, key_value, number, word};

fn track(text: &str) -> Result<WorkTrack, String> {
    word(text, "compliance, engineering, security_operations, documentation, management")
}

/// A task that another waits for: `CODE`, `CODE:start` or `CODE:partial`.
fn after(text: &str) -> Result<(String, Wait), String> {
    match text.split_once(':') {
        None => Ok((text.to_owned(), Wait::Finish)),
        Some((code, wait)) => Ok((code.to_owned(), word(wait, "finish, start, partial")?)),
    }
}

/// A preparation plan to start.
#[derive(Debug, Args)]
pub struct PlanStartArgs {
    /// The plan: 12-week, 60-day or 30-day
    pub plan: String,
    /// The day on which it begins
    #[arg(long, value_parser = day)]
    pub on: NaiveDate,
    /// A holiday beside those of the client's calendar, once for each
    #[arg(long = "holiday", value_parser = day)]
    pub holidays: Vec<NaiveDate>,
}

/// Verbs of tasks.
#[derive(Debug, Subcommand)]
pub enum TaskVerb {
    /// Write the tasks of a preparation plan, and show what the plan can't give
    Plan(PlanStartArgs),
    /// Add a task
    Add {
        /// Short name, such as P12_1.03
        code: TaskCode,
        /// Title
        #[arg(long)]
        title: String,
        /// compliance, engineering, security_operations, documentation or management
        #[arg(long, value_parser = track)]
        track: WorkTrack,
        /// First day on which it may begin; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
        /// How many working days it takes
        #[arg(long, value_parser = number::<u16>)]
        days: u16,
        /// A task that it waits for, CODE, CODE:start or CODE:partial, once for each
        #[arg(long, value_name = "CODE", value_parser = after)]
        after: Vec<(String, Wait)>,
        /// A further value, FIELD=VALUE; controls by code, gaps by reference, the owner by name
        #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = key_value)]
        facts: Vec<(String, String)>,
    },
    /// List the tasks with their earliest days
    List {
        /// Only those that still have to be done
        #[arg(long)]
        open: bool,
        /// A holiday beside those of the client's calendar, once for each
        #[arg(long = "holiday", value_parser = day)]
        holidays: Vec<NaiveDate>,
    },
    /// Show a task
    Show {
        /// The task's short name
        task: String,
    },
    /// Edit facts: code, title, description, phase, track, owner, owner_role, starts_on, working_days, depends_on,
    /// controls, gaps, freezes, done_when, internal_note
    Edit {
        /// The task
        task: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Move a task to another state, with what the state needs
    Move {
        /// The task
        task: String,
        #[command(subcommand)]
        to: TaskStepArgs,
    },
    /// Remove a task for which no other waits
    Remove {
        /// The task
        task: String,
    },
}

/// The states that a task can move to.
#[derive(Debug, Subcommand)]
pub enum TaskStepArgs {
    /// Back to planned
    Planned,
    /// Work has begun
    InProgress,
    /// It can't go on
    Blocked {
        /// By what
        #[arg(long)]
        reason: String,
    },
    /// It is done
    Done {
        /// When; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
        /// Evidence that shows it, once for each
        #[arg(long)]
        evidence: Vec<String>,
        /// What was done, or why no evidence is needed
        #[arg(long, default_value = "")]
        note: String,
    },
    /// It will not be done
    Dropped {
        /// Why
        #[arg(long)]
        reason: String,
    },
}
