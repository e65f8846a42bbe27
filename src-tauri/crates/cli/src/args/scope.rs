//! Verbs of the client, the system, engagements, people and surfaces.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueHint};
use model::criterion::{Category, CriterionCode};
use model::engagement::{EngagementState, Opinion, Trigger};
use model::person::Side;
use model::surface::SurfaceCode;
use model::time::Span;

use super::value::{day, key_value, span, word};

const CATEGORIES: &str = "security, availability, confidentiality, processing_integrity, privacy";
const TRIGGERS: &str = "procurement_hold, lapsed_report, incident, regulator_inquiry, qualified_or_adverse_report, \
                        type_i_to_type_ii, planned";

pub(super) fn category(text: &str) -> Result<Category, String> {
    word(text, CATEGORIES)
}

fn trigger(text: &str) -> Result<Trigger, String> {
    word(text, TRIGGERS)
}

fn state(text: &str) -> Result<EngagementState, String> {
    word(text, "planning, readiness, period_running, fieldwork, draft_report, reported, bridging")
}

fn opinion(text: &str) -> Result<Opinion, String> {
    word(text, "unmodified, qualified, adverse, disclaimer")
}

fn side(text: &str) -> Result<Side, String> {
    word(text, "client, firm, auditor, other")
}

/// An engagement to start.
#[derive(Debug, Args)]
pub struct StartArgs {
    /// Profile of the catalogue: ecommerce-crm, enterprise-saas or emergency-management
    #[arg(long)]
    pub profile: String,
    /// Title as printed
    #[arg(long, default_value = "SOC 2 Type II readiness")]
    pub title: String,
    /// Name of the system that is audited
    #[arg(long, default_value = "Services in scope")]
    pub system: String,
    /// Audit period of a Type II, such as 2026-01-01..2026-12-31
    #[arg(long, value_parser = span, conflicts_with = "as_of")]
    pub period: Option<Span>,
    /// Date of a Type I
    #[arg(long, value_parser = day)]
    pub as_of: Option<NaiveDate>,
    /// Category in scope, once for each; without it those that the profile proposes
    #[arg(long = "category", value_parser = category)]
    pub categories: Vec<Category>,
    /// The consultant's firm
    #[arg(long)]
    pub firm: String,
    /// The auditor's firm
    #[arg(long)]
    pub auditor: Option<String>,
    /// Why the work begins: procurement_hold, lapsed_report, incident, regulator_inquiry, …
    #[arg(long, value_parser = trigger, default_value = "planned")]
    pub trigger: Trigger,
    /// When it began
    #[arg(long, value_parser = day)]
    pub triggered_on: Option<NaiveDate>,
}

/// A vault to create.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to create, NAME.vault
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// Legal name of the client
    #[arg(long)]
    pub client: String,
    /// Two to five capital letters that begin the client's packet numbers, such as HPL
    #[arg(long)]
    pub code: String,
    /// Industry of the client
    #[arg(long, default_value = "")]
    pub industry: String,
    /// Sector of the client
    #[arg(long, default_value = "")]
    pub sector: String,
    /// Jurisdiction in which the client works, once for each
    #[arg(long = "jurisdiction")]
    pub jurisdictions: Vec<String>,
    /// Write the recovery code to FILE instead of showing it
    #[arg(long, value_name = "FILE")]
    pub recovery_to: Option<PathBuf>,
    #[command(flatten)]
    pub start: StartArgs,
}

/// Verbs of the client.
#[derive(Debug, Subcommand)]
pub enum ClientVerb {
    /// Show the client
    Show,
    /// Edit facts: legal_name, short_code, industry, sector, jurisdictions
    Edit(SetArgs),
    /// Set the client's logo, which stands on the cover of packets, or remove it
    Logo(LogoArgs),
}

/// A logo to set or to remove.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct LogoArgs {
    /// A PNG or JPEG picture; it is kept as a PNG of at most 1,200 pixels a side and 512 KiB
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: Option<PathBuf>,
    /// Remove the logo
    #[arg(long)]
    pub remove: bool,
}

/// Facts to set.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// A new value, FIELD=VALUE, once for each; lists with commas or a field said again, objects as JSON
    #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = key_value, required = true)]
    pub facts: Vec<(String, String)>,
}

/// Verbs of the system.
#[derive(Debug, Subcommand)]
pub enum SystemVerb {
    /// Show the system
    Show,
    /// Edit facts: name, services, components, boundaries; commitments and requirements are added by `commitment add`
    Edit(SetArgs),
}

/// Verbs of engagements.
#[derive(Debug, Subcommand)]
pub enum EngagementVerb {
    /// List the engagements
    List,
    /// Show the engagement and what it holds
    Show,
    /// Start another engagement from a profile
    Start(StartArgs),
    /// Edit facts: title, kind, categories, preparer_firm, firm_colour (such as #0d5757; null takes the usual one), firm_footer,
    /// paper (a4 or letter), auditor_firm, trigger, triggered_on, trigger_note, fieldwork_from, report_due
    Edit {
        /// A new value, FIELD=VALUE, once for each; lists with commas or a field said again, objects as JSON
        #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = key_value)]
        set: Vec<(String, String)>,
        /// A new audit period, such as 2026-01-01..2026-12-31; makes a Type I into a Type II
        #[arg(long, value_parser = span)]
        period: Option<Span>,
        /// Show what a new period would do to the occurrences, and change nothing
        #[arg(long)]
        preview: bool,
    },
    /// Set the logo of the firm that prepares the engagement, which stands on top of covers, or remove it
    Logo(LogoArgs),
    /// Move the engagement on, or back, to another state
    Move {
        /// planning, readiness, period_running, fieldwork, draft_report, reported or bridging
        #[arg(value_parser = state)]
        to: EngagementState,
    },
    /// Record the auditor's opinion on a category; a draft report becomes reported by it
    Report {
        /// security, availability, confidentiality, processing_integrity or privacy
        #[arg(long, value_parser = category)]
        category: Category,
        /// unmodified, qualified, adverse or disclaimer
        #[arg(long, value_parser = opinion)]
        opinion: Opinion,
        /// Date of the report
        #[arg(long, value_parser = day)]
        on: NaiveDate,
        /// Criterion that the opinion names, once for each
        #[arg(long = "criterion")]
        criteria: Vec<CriterionCode>,
    },
    /// Start the next engagement over a new period from this one; shows what stays behind, and why
    RollForward {
        /// Title of the new engagement
        #[arg(long)]
        title: String,
        /// The new period, such as 2027-01-01..2027-12-31
        #[arg(long, value_parser = span)]
        period: Span,
        /// Leave all evidence behind: then the step can be undone as a whole
        #[arg(long)]
        without_evidence: bool,
        /// List each record that stays behind, instead of how many for which reason
        #[arg(long)]
        all: bool,
    },
}

/// Verbs of people.
#[derive(Debug, Subcommand)]
pub enum PersonVerb {
    /// List the people
    List,
    /// Add a person
    Add {
        /// Name as printed
        name: String,
        /// Role, such as "General counsel"
        #[arg(long)]
        role: String,
        /// client, firm, auditor or other
        #[arg(long, value_parser = side)]
        side: Side,
        /// Team
        #[arg(long)]
        team: Option<String>,
        /// E-mail address
        #[arg(long)]
        email: Option<String>,
    },
    /// Edit facts: name, role, side, team, email
    Edit {
        /// Name or id
        person: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Remove a person whom no other record names
    Remove {
        /// Name or id
        person: String,
    },
}

/// Verbs of surfaces.
#[derive(Debug, Subcommand)]
pub enum SurfaceVerb {
    /// List the surfaces
    List,
    /// Add a surface
    Add {
        /// Short name, such as loyalty_app
        code: SurfaceCode,
        /// Name as printed
        #[arg(long)]
        name: String,
        /// What of it is in scope
        #[arg(long, default_value = "")]
        description: String,
        /// Role that answers for it
        #[arg(long, default_value = "")]
        owner_role: String,
        /// Between whom its trust boundary runs
        #[arg(long, default_value = "")]
        trust_boundary: String,
        /// Criterion that it bears on, once for each
        #[arg(long = "criterion")]
        criteria: Vec<CriterionCode>,
    },
    /// Edit facts: name, description, assets, data_classes, owner_role, owner, trust_boundary, primary_criteria
    Edit {
        /// Short name or id
        surface: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Remove a surface that no control or gap names
    Remove {
        /// Short name or id
        surface: String,
    },
}
