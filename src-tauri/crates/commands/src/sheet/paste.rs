//! Rows that were copied from a spreadsheet program and pasted: held as a sheet, so that they are previewed and applied as a
//! file is. The text is foreign, and parsed in the confined child like any file of separated values.

use ::import::{choose, headings as headings_of};
use model::activity::bytes_digest;
use model::sheet::column::Columns;
use model::sheet::noun::SheetNoun;
use model::sheet::{Cell, Sheet};
use serde::{Deserialize, Serialize};

use super::foreign::{self, Foreign};
use super::headings::SheetFound;
use super::mapping::SheetDecisions;
use super::record::SheetRecord;
use super::{ChosenSheet, by_noun, mapping_of};
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::held::Held;

/// Bytes of a pasted text, at most.
const MOST_BYTES: usize = 2 << 20;
/// Rows that are pasted at a time, at most.
const MOST_ROWS: u64 = 5_000;

/// Takes a text as a spreadsheet program puts it on the clipboard: cells parted by tabs, or separated values; cells with
/// line breaks in quotes.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PasteSheet {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The noun whose records are its rows.
    pub noun: SheetNoun,
    /// The text, at most 2 MiB and 5,000 rows.
    pub text: String,
    /// Where its columns get their headings from.
    pub under: PastedUnder,
}

/// Where pasted columns get their headings from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "under", rename_all = "snake_case")]
pub enum PastedUnder {
    /// The text begins with headings.
    Headings {},
    /// It fell on a grid.
    Grid {
        /// The fields on which its columns fell, from the first on, by name or by heading as exported. Columns beyond
        /// the last one are not read.
        columns: Vec<String>,
        /// The records on which its rows fell, from the first on, by what the noun's key column holds (such as the
        /// code). Rows beyond the last one are new records.
        rows: Vec<String>,
    },
}

/// Rows that were pasted.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PastedSheet {
    /// By which they are previewed and applied, as a file is: good until the vault is locked, or later pastes take their
    /// place.
    pub file: Held,
    /// What the headings say.
    pub found: SheetFound,
}

pub(crate) fn paste(app: &mut App, request: PasteSheet) -> Result<PastedSheet, Failure> {
    let PasteSheet { engagement, noun, text, under } = request;
    // Nothing is parsed, and kept, but for an open vault.
    app.vault()?;
    if text.len() > MOST_BYTES {
        return Err(Failure::new(Code::TooLarge, "at most 2 MiB may be pasted at a time").on("text"));
    }
    // What comes from a spreadsheet program is parted by tabs, and no comma in it parts anything. Where there is no tab and
    // headings lead, the child finds what parts them.
    let tabs = text.contains('\t') || matches!(under, PastedUnder::Grid { .. });
    let stated = if tabs { "sep=\t\n" } else { "" };
    let mut foreign = foreign::parse(app, format!("{stated}{text}").into_bytes(), "pasted.csv")?;
    if foreign.sheets.iter().any(|sheet| sheet.total_rows > MOST_ROWS) {
        return Err(Failure::new(Code::TooLarge, "at most 5,000 rows may be pasted at a time").on("text"));
    }
    if let PastedUnder::Grid { columns, rows } = &under {
        by_noun!(noun, R => head::<<R as SheetRecord>::Column>(&mut foreign, columns, rows)?);
        let placed = serde_json::to_vec(&(foreign.sha256, columns, rows)).map_err(Failure::bug)?;
        foreign.sha256 = bytes_digest(&placed);
    }
    let file = app.hold_pasted(foreign);
    let from = ChosenSheet { engagement, noun, file, sheet: None, mapping: None, decided: SheetDecisions::default() };
    let foreign = app.pasted(file).ok_or_else(|| Failure::bug("what was pasted is gone"))?;
    let found = app.read(|r| {
        by_noun!(from.noun, R => {
            let mapping = mapping_of::<R>(r, &from)?;
            let sheet = choose(&foreign.sheets, None, &mapping)?;
            Ok(SheetFound::new(&foreign.sheets, sheet, &headings_of(sheet, &mapping)?))
        })
    })?;
    Ok(PastedSheet { file, found })
}

/// Puts the headings of the fields above the rows, and before each row the key of the record on which it fell.
fn head<C: Columns>(foreign: &mut Foreign, columns: &[String], rows: &[String]) -> Result<(), Failure> {
    let unknown = || Failure::new(Code::Invalid, "must name fields of the sheet, each once").on("columns");
    let mut fields: Vec<C> =
        columns.iter().map(|name| C::named(name.trim()).ok_or_else(unknown)).collect::<Result<_, _>>()?;
    // The key that was pasted goes before the row on which it fell.
    let keyed = !rows.is_empty() && !fields.contains(&C::KEY);
    if keyed {
        fields.insert(0, C::KEY);
    }
    let mut once = fields.clone();
    once.sort_unstable();
    once.dedup();
    if once.len() < fields.len() || columns.is_empty() {
        return Err(unknown());
    }
    let Some(sheet) = foreign.sheets.first_mut() else { return Err(unknown()) };
    if keyed {
        let mut keys = rows.iter();
        for row in &mut sheet.rows {
            row.insert(0, keys.next().map_or(Cell::Blank, |key| Cell::Text(key.clone())));
        }
    }
    let headings = fields.iter().map(|field| Cell::Text(field.column().heading.to_owned())).collect();
    sheet.rows.insert(0, headings);
    let Sheet { total_rows, total_columns, .. } = sheet;
    *total_rows += 1;
    *total_columns = (*total_columns + u64::from(keyed)).max(fields.len() as u64);
    Ok(())
}
