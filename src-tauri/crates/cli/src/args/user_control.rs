//! Verbs of complementary user entity controls.

use clap::Subcommand;
use model::criterion::CriterionCode;
use model::user_control::UserControlCode;

use super::scope::SetArgs;

/// Verbs of complementary user entity controls.
#[derive(Debug, Subcommand)]
pub enum UserControlVerb {
    /// List the user entity controls
    List,
    /// Show a user entity control
    Show {
        /// Short name or id
        user_control: String,
    },
    /// Add a user entity control
    Add {
        /// Short name, such as CUEC-01
        code: UserControlCode,
        /// What user entities are expected to do
        #[arg(long)]
        statement: String,
        /// Criterion that can't be met without it, once for each
        #[arg(long = "criterion")]
        criteria: Vec<CriterionCode>,
        /// Why the client can't do it for them
        #[arg(long, default_value = "")]
        why: String,
    },
    /// Edit facts: code, statement, criteria, why
    Edit {
        /// Short name or id
        user_control: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Remove a user entity control
    Remove {
        /// Short name or id
        user_control: String,
    },
}
