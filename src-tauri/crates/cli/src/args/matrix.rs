//! Verbs of criteria, controls and ratings.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Subcommand;
use model::control::{ControlCode, ControlType, Frequency, Nature, QuarterRule};
use model::criterion::CriterionCode;
use model::rating::{Aspect, RatingValue};
use model::surface::SurfaceCode;

use super::value::{day, number, word};

fn control_type(text: &str) -> Result<ControlType, String> {
    word(text, "preventive, detective, corrective")
}

fn nature(text: &str) -> Result<Nature, String> {
    word(text, "manual, automated, it_dependent_manual")
}

pub(super) fn frequency(text: &str) -> Result<Frequency, String> {
    word(text, "continuous, per_event, daily, weekly, monthly, quarterly, semi_annual, annual")
}

pub(super) fn quarters(text: &str) -> Result<QuarterRule, String> {
    word(text, "calendar, period")
}

fn aspect(text: &str) -> Result<Aspect, String> {
    word(text, "design, operation")
}

fn rating_value(text: &str) -> Result<RatingValue, String> {
    word(text, "not_rated, not_evaluable_yet, deficient, partly, effective")
}

/// Verbs of criteria.
#[derive(Debug, Subcommand)]
pub enum CriterionVerb {
    /// List the criteria in scope with their coverage
    List,
    /// Scope a criterion out for a written reason, or in again
    Scope {
        /// The criterion, such as CC6.4
        criterion: CriterionCode,
        /// Why it is not relevant; without it the criterion is in scope
        #[arg(long, value_name = "REASON")]
        not_relevant: Option<String>,
    },
    /// Import licensed criteria text beside our wording, from a CSV with the columns criterion and text
    Import {
        /// The CSV file
        file: PathBuf,
        /// Apply it; without this, only what it would do is shown
        #[arg(long)]
        apply: bool,
    },
}

/// Verbs of controls.
#[derive(Debug, Subcommand)]
pub enum ControlVerb {
    /// List the controls
    List {
        /// Only those that help to meet this criterion
        #[arg(long)]
        criterion: Option<CriterionCode>,
        /// Only those that act on this surface
        #[arg(long)]
        surface: Option<SurfaceCode>,
        /// Retired ones too
        #[arg(long)]
        retired: bool,
    },
    /// Show a control with its evidence, ratings and gaps
    Show {
        /// The control, such as CORE-24
        control: String,
    },
    /// List the typical controls of the catalogue
    Templates {
        /// Only those of this pack: core, ecommerce-crm, emergency or alerting
        #[arg(long)]
        pack: Option<String>,
    },
    /// Take typical controls of the catalogue into the matrix, to be tailored
    Start {
        /// Their short names
        codes: Vec<ControlCode>,
        /// A whole pack, once for each
        #[arg(long = "pack")]
        packs: Vec<String>,
    },
    /// Add a control
    Add {
        /// Short name, such as SHOP-01
        code: ControlCode,
        /// Title
        #[arg(long)]
        title: String,
        /// Who does what, how often, and what shows it
        #[arg(long)]
        statement: String,
        /// preventive, detective or corrective
        #[arg(long = "type", value_parser = control_type)]
        control_type: ControlType,
        /// manual, automated or it_dependent_manual
        #[arg(long, value_parser = nature)]
        nature: Nature,
        /// continuous, per_event, daily, weekly, monthly, quarterly, semi_annual or annual
        #[arg(long, value_parser = frequency)]
        frequency: Frequency,
        /// Role that answers for it
        #[arg(long, default_value = "")]
        owner_role: String,
        /// Criterion that it helps to meet, once for each
        #[arg(long = "criterion", required = true)]
        criteria: Vec<CriterionCode>,
        /// Surface on which it acts, once for each
        #[arg(long = "surface")]
        surfaces: Vec<SurfaceCode>,
        /// A criterion rests on it
        #[arg(long)]
        key: bool,
    },
    /// Edit a control
    Edit {
        /// The control, such as CORE-24
        control: String,
        /// Title
        #[arg(long)]
        title: Option<String>,
        /// Statement
        #[arg(long)]
        statement: Option<String>,
        /// preventive, detective or corrective
        #[arg(long = "type", value_parser = control_type)]
        control_type: Option<ControlType>,
        /// manual, automated or it_dependent_manual
        #[arg(long, value_parser = nature)]
        nature: Option<Nature>,
        /// How often it operates
        #[arg(long, value_parser = frequency)]
        frequency: Option<Frequency>,
        /// Person who answers for it, by name
        #[arg(long)]
        owner: Option<String>,
        /// Role that answers for it
        #[arg(long)]
        owner_role: Option<String>,
        /// Criterion, once for each; replaces all
        #[arg(long = "criterion")]
        criteria: Vec<CriterionCode>,
        /// Surface, once for each; replaces all
        #[arg(long = "surface")]
        surfaces: Vec<SurfaceCode>,
        /// Whether a criterion rests on it: true or false
        #[arg(long)]
        key: Option<bool>,
        /// First day on which it operates
        #[arg(long, value_parser = day)]
        starts_on: Option<NaiveDate>,
        /// Days of grace after an occurrence's window
        #[arg(long, value_parser = number::<u16>)]
        grace_days: Option<u16>,
        /// Whether quarters and half-years follow the calendar or the period
        #[arg(long, value_parser = quarters)]
        quarters: Option<QuarterRule>,
        /// It operates now
        #[arg(long)]
        in_place: bool,
        /// Show what the changes would do to its occurrences, and change nothing
        #[arg(long)]
        preview: bool,
        /// For the consultant alone
        #[arg(long)]
        note: Option<String>,
    },
    /// Retire a control; it leaves the matrix and keeps its history
    Retire {
        /// The control
        control: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
}

/// Verbs of ratings.
#[derive(Debug, Subcommand)]
pub enum RatingVerb {
    /// List the ratings
    List,
    /// Rate the design or operation of a control or criterion
    Set {
        /// The control or criterion, such as CORE-24 or CC6.2
        subject: String,
        /// design or operation
        #[arg(value_parser = aspect)]
        aspect: Aspect,
        /// not_rated, not_evaluable_yet, deficient, partly or effective
        #[arg(value_parser = rating_value)]
        value: RatingValue,
        /// Why
        #[arg(long, default_value = "")]
        rationale: String,
        /// Evidence on which it rests, such as EV-0012, once for each
        #[arg(long = "evidence")]
        evidence: Vec<String>,
        /// Who rates, by name
        #[arg(long)]
        by: String,
        /// When; without it today
        #[arg(long, value_parser = day)]
        on: Option<NaiveDate>,
        /// Who reviewed the rating, by name
        #[arg(long, requires = "reviewed_on")]
        reviewed_by: Option<String>,
        /// When it was reviewed
        #[arg(long, value_parser = day, requires = "reviewed_by")]
        reviewed_on: Option<NaiveDate>,
    },
}
