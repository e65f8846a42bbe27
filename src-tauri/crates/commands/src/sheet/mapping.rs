//! What a person decides about somebody's sheet, and mappings saved to be used for the next one.

use import::{Mapping, Source};
use model::activity::Action;
use model::sheet::column::Columns;
use model::sheet::noun::SheetNoun;
use model::sheet_mapping::SheetMapping;
use serde::{Deserialize, Serialize};
use vault::{Reader, Writer};

use super::{DateOrder, by_noun};
use crate::app::{App, Moment, Revise};
use crate::failure::{Code, Failure};
use crate::find;
use crate::sheet::record::SheetRecord;

/// Decisions about a sheet, whatever its noun. Empty, everything is found by heading.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct SheetDecisions {
    /// Headings that are decided.
    pub columns: Vec<DecidedColumn>,
    /// Row of the headings, counted from 1; found where none is given.
    pub heading_row: Option<u32>,
    /// How dates such as `04/05/2026` are meant, in a column whose other dates don't tell.
    pub date_order: Option<DateOrder>,
    /// Offset from UTC, in minutes, of instants that name no zone.
    pub utc_offset_minutes: Option<i32>,
    /// ISO 4217 code that `$` stands for.
    pub dollar: Option<String>,
}

/// What one column of a sheet is.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct DecidedColumn {
    /// The column of the sheet, by its heading or its letters.
    pub source: Source,
    /// The field that it holds, by name or by its heading as exported; none to leave the column out.
    pub field: Option<String>,
}

impl SheetDecisions {
    /// The decisions on top of a mapping: they go before its own.
    pub(super) fn over<C: Columns>(&self, mut mapping: Mapping<C>) -> Result<Mapping<C>, Failure> {
        for DecidedColumn { source, field } in &self.columns {
            let column = field.as_deref().map(named::<C>).transpose()?;
            mapping.assigned.retain(|own| column.is_none() || own.column != column);
            mapping = mapping.assign(source.clone(), column);
        }
        let mapping = Mapping {
            heading_row: self.heading_row.or(mapping.heading_row),
            date_order: self.date_order.or(mapping.date_order),
            utc_offset_minutes: self.utc_offset_minutes.or(mapping.utc_offset_minutes),
            dollar: self.dollar.clone().or(mapping.dollar),
            assigned: mapping.assigned,
        };
        mapping.check()?;
        Ok(mapping)
    }
}

fn named<C: Columns>(field: &str) -> Result<C, Failure> {
    C::named(field.trim()).ok_or_else(|| {
        let names: Vec<&str> = C::ALL.iter().map(|own| own.column().name).collect();
        let message =
            format!("there is no such field in a sheet of {}; its fields are: {}", C::SHEET, names.join(", "));
        Failure::new(Code::Invalid, message).on("columns")
    })
}

/// The saved mapping of that name for that noun; an empty one where none is named.
pub(super) fn saved<C: Columns>(r: &Reader, noun: SheetNoun, name: Option<&str>) -> Result<Mapping<C>, Failure> {
    let Some(name) = name else { return Ok(Mapping::default()) };
    let saved: SheetMapping = find::one(r, None, name)?;
    if saved.of != noun {
        let message = format!("is for another sheet: {}", saved.of.title());
        return Err(Failure::new(Code::Invalid, message).on("mapping"));
    }
    let unusable = |_| Failure::new(Code::Invalid, "can't be used by this version of the program").on("mapping");
    serde_json::from_value(saved.mapping).map_err(unusable)
}

/// Saves a mapping under a name, over the one that has it.
pub(super) fn keep<C: Columns>(
    w: &Writer,
    moment: &Moment<'_>,
    name: &str,
    noun: SheetNoun,
    mapping: &Mapping<C>,
) -> Result<SheetMapping, Failure> {
    let name = name.trim();
    let mapping = serde_json::to_value(mapping).map_err(Failure::bug)?;
    let old = w.list::<SheetMapping>()?.into_iter().find(|old| old.name.eq_ignore_ascii_case(name));
    match old {
        Some(old) => w.revise(SheetMapping { name: name.to_owned(), of: noun, mapping, ..old }),
        None => {
            Ok(w.insert(&SheetMapping { id: moment.id(), revision: 1, name: name.to_owned(), of: noun, mapping })?)
        }
    }
}

/// Saves a mapping, over the one that has its name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SaveSheetMapping {
    /// Its name.
    pub name: String,
    /// The noun whose sheets it reads.
    pub of: SheetNoun,
    /// What it decides.
    pub decided: SheetDecisions,
}

pub(crate) fn save(app: &mut App, request: SaveSheetMapping) -> Result<SheetMapping, Failure> {
    app.write(Action::SaveSheetMapping, |w, moment| {
        by_noun!(request.of, R => {
            let mapping = request.decided.over(Mapping::<<R as SheetRecord>::Column>::default())?;
            keep(w, moment, &request.name, request.of, &mapping)
        })
    })
}

/// Lists the saved mappings, by name.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListSheetMappings {}

pub(crate) fn list(app: &mut App, _: ListSheetMappings) -> Result<Vec<SheetMapping>, Failure> {
    app.read(|r| Ok(r.list::<SheetMapping>()?))
}

/// Removes a saved mapping; what was taken over with it stays.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RemoveSheetMapping {
    /// Name or id.
    pub mapping: String,
}

pub(crate) fn remove(app: &mut App, request: RemoveSheetMapping) -> Result<(), Failure> {
    app.write(Action::RemoveSheetMapping, |w, _| {
        let mapping: SheetMapping = find::one(w, None, &request.mapping)?;
        Ok(w.remove::<SheetMapping>(mapping.id)?)
    })
}
