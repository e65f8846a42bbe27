//! Verbs of teams.

use clap::Subcommand;

use super::scope::SetArgs;

/// Verbs of teams.
#[derive(Debug, Subcommand)]
pub enum TeamVerb {
    /// List the teams
    List,
    /// Show a team
    Show {
        /// Name or id
        team: String,
    },
    /// Add a team
    Add {
        /// Name
        name: String,
        /// Who leads it, by name
        #[arg(long)]
        lead: Option<String>,
        /// A member, by name, once for each
        #[arg(long = "member")]
        members: Vec<String>,
    },
    /// Edit facts: name, lead, members; people by name
    Edit {
        /// Name or id
        team: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Remove a team; its people stay
    Remove {
        /// Name or id
        team: String,
    },
}
