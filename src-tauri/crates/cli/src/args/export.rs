//! Exporting records as spreadsheets.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use model::sheet::noun::SheetNoun;

/// What is exported as a spreadsheet, and where to.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// matrix, requests, gaps, findings, tasks, people or evidence-index
    #[arg(value_parser = super::sheet::noun, value_name = "WHAT")]
    pub noun: SheetNoun,
    /// Only what this person answers for
    #[arg(long, value_name = "NAME")]
    pub owner: Option<String>,
    /// Also the columns for the consultant alone: costs and internal notes
    #[arg(long)]
    pub internal: bool,
    #[command(flatten)]
    pub form: FormArgs,
}

/// The file, whose form the option names.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct FormArgs {
    /// Write a workbook; must not exist
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub xlsx: Option<PathBuf>,
    /// Write separated values; must not exist
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub csv: Option<PathBuf>,
}
