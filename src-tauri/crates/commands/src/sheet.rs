//! Spreadsheets: reading what somebody sent, showing what it would change, taking it over as one step, and exporting the
//! records of a noun as a sheet that comes in again. Foreign bytes are parsed in the confined child alone.

mod control;
mod evidence;
mod export;
mod finding;
mod foreign;
mod gap;
mod headings;
mod index;
mod known;
mod mapping;
mod names;
mod paste;
mod person;
mod plan;
mod record;
mod request;
mod row;
mod task;

use std::sync::Arc;

use ::import::{Mapping, choose, headings as headings_of};
use model::activity::{Action, bytes_digest};
use model::engagement::Engagement;
use model::evidence::Digest;
use model::sheet::noun::SheetNoun;
use serde::{Deserialize, Serialize};
use vault::{Reader, Writer};

pub(crate) use export::export;
pub use export::{ExportSheet, SheetExported, SheetForm};
pub(crate) use foreign::Foreign;
pub use headings::{FoundColumn, SheetFound, SheetName};
pub(crate) use index::{Describing, read_index};
pub use mapping::{DecidedColumn, ListSheetMappings, RemoveSheetMapping, SaveSheetMapping, SheetDecisions};
pub(crate) use mapping::{list as list_mappings, remove as remove_mapping, save as save_mapping};
pub(crate) use paste::paste;
pub use paste::{PasteSheet, PastedSheet, PastedUnder};

pub use ::import::{DateOrder, PrintedChange, PrintedPreview, PrintedRow, Source};

use crate::app::{App, Moment};
use crate::failure::{Code, Failure};
use crate::find;
use crate::held::Held;
use plan::{Plan, plan};
use record::SheetRecord;

/// Runs `$body` with `$record` standing for the records of a noun that has a sheet.
macro_rules! by_noun {
    ($noun:expr, $record:ident => $body:expr) => {
        match $noun {
            model::sheet::noun::SheetNoun::Control => {
                type $record = model::control::Control;
                $body
            }
            model::sheet::noun::SheetNoun::Request => {
                type $record = model::request::EvidenceRequest;
                $body
            }
            model::sheet::noun::SheetNoun::Gap => {
                type $record = model::gap::Gap;
                $body
            }
            model::sheet::noun::SheetNoun::Finding => {
                type $record = model::finding::Finding;
                $body
            }
            model::sheet::noun::SheetNoun::Task => {
                type $record = model::task::Task;
                $body
            }
            model::sheet::noun::SheetNoun::Person => {
                type $record = model::person::Person;
                $body
            }
            model::sheet::noun::SheetNoun::Evidence => {
                type $record = model::evidence::EvidenceItem;
                $body
            }
        }
    };
}
use by_noun;

/// A sheet that somebody sent, and how it is to be read.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ChosenSheet {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The noun whose records are its rows.
    pub noun: SheetNoun,
    /// The workbook, the file of separated values, or what was pasted. It stays held until it is applied.
    pub file: Held,
    /// Name of the sheet in a workbook; none takes the only one with headings of the noun.
    pub sheet: Option<String>,
    /// Name of a saved mapping.
    pub mapping: Option<String>,
    /// What is decided on top of that.
    pub decided: SheetDecisions,
}

/// Reads a sheet's headings: what they mean, and what nobody knows yet. Changes nothing.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ReadSheet {
    /// The sheet.
    pub from: ChosenSheet,
}

pub(crate) fn read(app: &mut App, request: ReadSheet) -> Result<SheetFound, Failure> {
    let (from, foreign) = foreign(app, request.from)?;
    app.read(|r| {
        by_noun!(from.noun, R => {
            let mapping = mapping_of::<R>(r, &from)?;
            let sheet = choose(&foreign.sheets, from.sheet.as_deref(), &mapping)?;
            Ok(SheetFound::new(&foreign.sheets, sheet, &headings_of(sheet, &mapping)?))
        })
    })
}

/// Shows what a sheet would change: rows added, changed field by field, unchanged, refused with their cells. Changes
/// nothing.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PreviewSheet {
    /// The sheet.
    pub from: ChosenSheet,
}

/// What a sheet would change.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SheetPreview {
    /// What was seen, to be named when the sheet is applied.
    pub seen: Seen,
    /// What its headings say.
    pub found: SheetFound,
    /// What it would change.
    pub preview: PrintedPreview,
    /// What else would change with it, in sentences.
    pub consequences: Vec<String>,
}

/// What a preview was made of: whoever applies the sheet names it, so that nothing else is applied than what was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Seen {
    /// The SHA-256 of the file.
    pub file: Digest,
    /// The hash of the newest row of the activity log.
    pub head: Digest,
    /// The SHA-256 of the preview, with the engagement and the noun.
    pub preview: Digest,
}

pub(crate) fn preview(app: &mut App, request: PreviewSheet) -> Result<SheetPreview, Failure> {
    let (from, foreign) = foreign(app, request.from)?;
    let today = app.host().now().date_naive();
    app.read(|r| {
        let engagement = find::engagement(r, from.engagement.as_deref())?;
        by_noun!(from.noun, R => {
            let mapping = mapping_of::<R>(r, &from)?;
            let sheet = choose(&foreign.sheets, from.sheet.as_deref(), &mapping)?;
            let plan = plan::<R>(r, &engagement, sheet, &mapping, today, || app.host().next_id())?;
            let seen = seen(r, &engagement, &foreign, &plan)?;
            let found = SheetFound::new(&foreign.sheets, sheet, &plan.headings);
            Ok(SheetPreview { seen, found, preview: plan.preview.printed(), consequences: consequences(&plan) })
        })
    })
}

/// Takes a sheet over as its preview showed: all rows that were added or changed there, as one step that can be undone.
/// Refused rows stay out.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ApplySheet {
    /// The sheet.
    pub from: ChosenSheet,
    /// What the preview was made of.
    pub seen: Seen,
    /// Name under which the mapping is saved in the same step.
    pub save: Option<String>,
}

/// What was taken over.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SheetApplied {
    /// Number of the row of the activity log, which undoes all of it.
    pub log_row: u64,
    /// Records that were added.
    pub added: usize,
    /// Records that were changed.
    pub changed: usize,
    /// Rows that said what the vault says.
    pub unchanged: usize,
    /// Rows that were refused, each a sentence that names row and cell.
    pub refused: Vec<String>,
}

pub(crate) fn apply(app: &mut App, request: ApplySheet) -> Result<SheetApplied, Failure> {
    let ApplySheet { from, seen: expected, save } = request;
    let (from, foreign) = foreign(app, from)?;
    if foreign.sha256 != expected.file {
        return Err(stale("the file was changed since its preview"));
    }
    app.write(Action::ImportSheet, |w, moment| {
        if head(w)? != expected.head {
            return Err(stale("the vault was changed since the preview"));
        }
        let engagement = find::engagement(w, from.engagement.as_deref())?;
        by_noun!(from.noun, R => {
            let mapping = mapping_of::<R>(w, &from)?;
            let sheet = choose(&foreign.sheets, from.sheet.as_deref(), &mapping)?;
            let plan = plan::<R>(w, &engagement, sheet, &mapping, moment.at.date_naive(), || moment.id())?;
            if seen(w, &engagement, &foreign, &plan)? != expected {
                return Err(stale("the sheet is read in another way than in its preview"));
            }
            if let Some(name) = &save {
                mapping::keep(w, moment, name, from.noun, &plan.headings.mapping(&mapping))?;
            }
            w.fact("sheet", &expected.file);
            take_over(w, moment, &engagement, plan)
        })
    })
}

/// Writes all that a plan adds and changes.
fn take_over<R: SheetRecord>(
    w: &Writer,
    moment: &Moment<'_>,
    engagement: &Engagement,
    plan: Plan<R>,
) -> Result<SheetApplied, Failure> {
    if plan.rows.is_empty() {
        return Err(Failure::new(Code::Refused, "no row of the sheet adds or changes anything"));
    }
    let applied = applied(w.seq(), &plan);
    for planned in plan.rows {
        match planned.before {
            None => drop(w.insert(&planned.after.numbered(w, engagement)?)?),
            Some(_) => R::rewrite(w, moment, planned)?,
        }
    }
    Ok(applied)
}

fn applied<R: SheetRecord>(log_row: u64, plan: &Plan<R>) -> SheetApplied {
    SheetApplied {
        log_row,
        added: plan.preview.added.len(),
        changed: plan.preview.changed.len(),
        unchanged: plan.preview.unchanged.len(),
        refused: plan.preview.refused.iter().map(ToString::to_string).collect(),
    }
}

/// Reads what the person chose or pasted.
fn foreign(app: &App, from: ChosenSheet) -> Result<(ChosenSheet, Arc<Foreign>), Failure> {
    let foreign = match app.pasted(from.file) {
        Some(pasted) => pasted,
        None => Arc::new(foreign::read(app, &app.look(from.file)?)?),
    };
    Ok((from, foreign))
}

fn mapping_of<R: SheetRecord>(r: &Reader, from: &ChosenSheet) -> Result<Mapping<R::Column>, Failure> {
    from.decided.over(mapping::saved(r, R::OF, from.mapping.as_deref())?)
}

fn consequences<R: SheetRecord>(plan: &Plan<R>) -> Vec<String> {
    plan.rows.iter().filter_map(R::consequence).collect()
}

fn head(r: &Reader) -> Result<Digest, Failure> {
    let newest = r.log_newest(1)?;
    Ok(newest.last().map_or(model::activity::LOG_START, |row| row.hash))
}

fn seen<R: SheetRecord>(
    r: &Reader,
    engagement: &Engagement,
    foreign: &Foreign,
    plan: &Plan<R>,
) -> Result<Seen, Failure> {
    let shown = (engagement.id, R::OF, plan.preview.printed(), consequences(plan));
    let shown = serde_json::to_vec(&shown).map_err(Failure::bug)?;
    Ok(Seen { file: foreign.sha256, head: head(r)?, preview: bytes_digest(&shown) })
}

fn stale(message: &str) -> Failure {
    Failure::new(Code::Stale, message)
}
