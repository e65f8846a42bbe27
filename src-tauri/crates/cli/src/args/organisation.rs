//! Verbs of subservice organisations.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use model::organisation::{ReportKind, SubserviceMethod};
use model::time::Span;

use super::scope::SetArgs;
use super::value::{day, key_value, span, word};

fn method(text: &str) -> Result<SubserviceMethod, String> {
    word(text, "carve_out, inclusive")
}

fn report_kind(text: &str) -> Result<ReportKind, String> {
    word(text, "soc1_type_i, soc1_type_ii, soc2_type_i, soc2_type_ii, other")
}

/// The newest report of an organisation.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// soc1_type_i, soc1_type_ii, soc2_type_i, soc2_type_ii or other
    #[arg(long, value_parser = report_kind)]
    pub kind: ReportKind,
    /// Who issued it
    #[arg(long, default_value = "")]
    pub auditor: String,
    /// The days of which it speaks, such as 2025-10-01..2026-09-30; one day twice for a report at a date
    #[arg(long, value_parser = span)]
    pub period: Span,
    /// Exceptions that it notes, and what they mean for the client
    #[arg(long, default_value = "")]
    pub exceptions: String,
    /// Last day of which the organisation's own bridge letter speaks
    #[arg(long, value_parser = day)]
    pub bridge_until: Option<NaiveDate>,
    /// When the next report is due
    #[arg(long, value_parser = day)]
    pub next_due: Option<NaiveDate>,
}

/// Verbs of subservice organisations.
#[derive(Debug, Subcommand)]
pub enum OrganisationVerb {
    /// List the organisations, with the days of the period that their reports leave open
    List,
    /// Show an organisation
    Show {
        /// Name or id
        organisation: String,
    },
    /// Add an organisation
    Add {
        /// Name as printed
        name: String,
        /// A service that the system takes from it, once for each
        #[arg(long = "service")]
        services: Vec<String>,
        /// carve_out or inclusive
        #[arg(long, value_parser = method, default_value = "carve_out")]
        method: SubserviceMethod,
        /// A further value, FIELD=VALUE: complementary, internal_note; lists and objects as JSON
        #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = key_value)]
        facts: Vec<(String, String)>,
    },
    /// Record its newest report, which has to be reviewed anew
    Report {
        /// Name or id
        organisation: String,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Edit facts: name, services, method, report, complementary, internal_note
    Edit {
        /// Name or id
        organisation: String,
        #[command(flatten)]
        set: SetArgs,
    },
    /// Record that a person read and reviewed its report
    Review {
        /// Name or id
        organisation: String,
        /// Who, by name
        #[arg(long)]
        by: String,
        /// When; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
    },
    /// Remove an organisation
    Remove {
        /// Name or id
        organisation: String,
    },
}
