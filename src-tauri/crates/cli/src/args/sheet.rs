//! Verbs of spreadsheets that come in.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};
use commands::sheet::{DateOrder, DecidedColumn, SheetDecisions, Source};
use model::sheet::noun::SheetNoun;

use super::value::number;

/// Verbs of spreadsheets that come in.
#[derive(Debug, Subcommand)]
pub enum SheetVerb {
    /// Show what a sheet's headings mean, and which of them nobody knows
    Read {
        #[command(flatten)]
        file: SheetFileArgs,
        #[command(flatten)]
        decided: DecidedArgs,
    },
    /// Show what a sheet would change, and which rows are refused; changes nothing
    Preview {
        #[command(flatten)]
        file: SheetFileArgs,
        #[command(flatten)]
        decided: DecidedArgs,
    },
    /// Take a sheet over: shows what it changes, asks, and makes all of it one step that can be undone
    Apply {
        #[command(flatten)]
        file: SheetFileArgs,
        #[command(flatten)]
        decided: DecidedArgs,
        /// Keep what was decided about the headings under this name, for the next sheet
        #[arg(long, value_name = "NAME")]
        save: Option<String>,
        /// Take it over without asking
        #[arg(long, short)]
        yes: bool,
    },
    /// Keep a mapping of headings for sheets to come
    Map {
        /// Name
        name: String,
        /// matrix, requests, gaps, findings, tasks, people or evidence-index
        #[arg(value_parser = noun, value_name = "WHAT")]
        noun: SheetNoun,
        #[command(flatten)]
        decided: DecidedArgs,
    },
    /// List the saved mappings
    Mappings,
    /// Remove a saved mapping
    Forget {
        /// Name or id
        name: String,
    },
}

/// Which sheet.
#[derive(Debug, Args)]
pub struct SheetFileArgs {
    /// What its rows are: matrix, requests, gaps, findings, tasks, people or evidence-index
    #[arg(value_parser = noun, value_name = "WHAT")]
    pub noun: SheetNoun,
    /// The workbook (XLSX), or the file of separated values (CSV)
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// The sheet of the workbook; without it the only one whose headings fit
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Use a saved mapping of headings
    #[arg(long, value_name = "NAME")]
    pub mapping: Option<String>,
}

/// What is decided about a sheet.
#[derive(Debug, Args)]
pub struct DecidedArgs {
    /// What a column holds: a heading, or "column F", and a field; nothing after the sign leaves the column out
    #[arg(long = "map", value_name = "HEADING=FIELD", value_parser = decided_column)]
    pub columns: Vec<DecidedColumn>,
    /// Row of the headings, counted from 1
    #[arg(long, value_parser = number::<u32>, value_name = "ROW")]
    pub heading_row: Option<u32>,
    /// How 04/05/2026 is meant where nothing tells: dmy or mdy
    #[arg(long, value_parser = date_order)]
    pub date_order: Option<DateOrder>,
    /// Offset from UTC of times that name no zone, such as +02:00
    #[arg(long, value_parser = minutes, allow_hyphen_values = true, value_name = "OFFSET")]
    pub utc_offset: Option<i32>,
    /// The currency that $ stands for, such as USD
    #[arg(long, value_name = "CODE")]
    pub dollar: Option<String>,
}

impl From<DecidedArgs> for SheetDecisions {
    fn from(args: DecidedArgs) -> Self {
        let DecidedArgs { columns, heading_row, date_order, utc_offset, dollar } = args;
        Self { columns, heading_row, date_order, utc_offset_minutes: utc_offset, dollar }
    }
}

/// What the rows of a sheet are, as people call it.
pub fn noun(text: &str) -> Result<SheetNoun, String> {
    match text.trim().to_ascii_lowercase().replace(['_', ' '], "-").as_str() {
        "matrix" | "control-matrix" | "controls" | "control" => Ok(SheetNoun::Control),
        "requests" | "request" => Ok(SheetNoun::Request),
        "gaps" | "gap" => Ok(SheetNoun::Gap),
        "findings" | "finding" => Ok(SheetNoun::Finding),
        "tasks" | "task" => Ok(SheetNoun::Task),
        "people" | "person" => Ok(SheetNoun::Person),
        "evidence-index" | "evidence" => Ok(SheetNoun::Evidence),
        _ => Err("must be one of: matrix, requests, gaps, findings, tasks, people, evidence-index".to_owned()),
    }
}

/// `Heading=field`, `column F=field`, or either without a field.
fn decided_column(text: &str) -> Result<DecidedColumn, String> {
    // A heading may hold the sign; a field never does.
    let (heading, field) = text.rsplit_once('=').ok_or("must be HEADING=FIELD")?;
    let (heading, field) = (heading.trim(), field.trim());
    if heading.is_empty() {
        return Err("must name a heading, or a column such as \"column F\"".to_owned());
    }
    let letters = heading.strip_prefix("column ").map(str::trim);
    let letters = letters.filter(|it| (1..=3).contains(&it.len()) && it.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let source = match letters {
        Some(letters) => Source::Letters(letters.to_ascii_uppercase()),
        None => Source::Heading(heading.to_owned()),
    };
    Ok(DecidedColumn { source, field: Some(field.to_owned()).filter(|field| !field.is_empty()) })
}

fn date_order(text: &str) -> Result<DateOrder, String> {
    match text.trim().to_ascii_lowercase().as_str() {
        "dmy" => Ok(DateOrder::DayFirst),
        "mdy" => Ok(DateOrder::MonthFirst),
        "ymd" => Err("must be dmy or mdy: a date that begins with its year is never in doubt".to_owned()),
        _ => Err("must be dmy or mdy".to_owned()),
    }
}

/// Minutes east of UTC, from `+02:00` or `-05:30`.
fn minutes(text: &str) -> Result<i32, String> {
    let offset: chrono::FixedOffset = text.trim().parse().map_err(|_| "must be an offset such as +02:00".to_owned())?;
    Ok(offset.local_minus_utc() / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_a_column_is_decided_to_be() {
        let read = |text| decided_column(text).map(|it| (it.source, it.field));
        let heading = |text: &str| Source::Heading(text.to_owned());
        assert_eq!(read("Due date=due_on"), Ok((heading("Due date"), Some("due_on".to_owned()))));
        assert_eq!(read("a=b = title"), Ok((heading("a=b"), Some("title".to_owned()))));
        assert_eq!(read("column f=title"), Ok((Source::Letters("F".to_owned()), Some("title".to_owned()))));
        assert_eq!(read("column 12=title"), Ok((heading("column 12"), Some("title".to_owned()))));
        assert_eq!(read("Remarks="), Ok((heading("Remarks"), None)));
        assert!(read("Remarks").is_err() && read("=title").is_err());
    }

    #[test]
    fn reads_what_a_sheet_holds_and_how_its_times_are_meant() {
        assert_eq!(noun("Evidence index"), Ok(SheetNoun::Evidence));
        assert_eq!(noun("controls"), Ok(SheetNoun::Control));
        assert!(noun("packets").is_err());
        assert_eq!(minutes("-05:30"), Ok(-330));
        assert!(minutes("2").is_err());
        assert!(date_order("ymd").is_err());
    }
}
