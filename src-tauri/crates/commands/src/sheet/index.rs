//! The sheet that says which file of a folder or archive is which evidence: its rows read, and an item described by one.
//! Never places a file, and never looks into one.

use import::{Drafts, choose};
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::sheet::column::Columns;
use model::sheet::evidence::EvidenceColumn;
use model::sheet::noun::SheetNoun;
use model::sheet::value::Fields;
use model::time::Day;
use vault::Reader;

use super::names::Names;
use super::record::SheetRecord;
use super::row::Row;
use super::{ChosenSheet, foreign, mapping_of};
use crate::app::App;
use crate::failure::{Code, Failure};

/// Reads the rows of an evidence index.
pub(crate) fn read_index(app: &mut App, from: ChosenSheet) -> Result<Drafts<EvidenceColumn>, Failure> {
    if from.noun != SheetNoun::Evidence {
        return Err(Failure::new(Code::Invalid, "must be a sheet of evidence").on("noun"));
    }
    let (from, foreign) = foreign(app, from)?;
    app.read(|r| {
        let mapping = mapping_of::<EvidenceItem>(r, &from)?;
        let sheet = choose(&foreign.sheets, from.sheet.as_deref(), &mapping)?;
        Ok(import::read::<EvidenceColumn>(sheet, &mapping)?)
    })
}

/// What an index needs to know so that its rows describe items.
pub(crate) struct Describing {
    names: Names,
    today: Day,
}

impl Describing {
    /// Reads it.
    pub(crate) fn read(r: &Reader, engagement: &Engagement, today: Day) -> Result<Self, Failure> {
        Ok(Self { names: Names::read(r, engagement)?, today })
    }

    /// A new item with what its row says, held to every rule of an item.
    ///
    /// # Errors
    /// Why not, as the end of a sentence that names the row.
    pub(crate) fn describe(&self, item: EvidenceItem, fields: &Fields<EvidenceColumn>) -> Result<EvidenceItem, String> {
        let row = Row { fields, names: &self.names, today: self.today };
        item.with(&row, true).map_err(|broken| match broken.column {
            Some(column) => format!("“{}” {}", column.column().heading, broken.reason),
            None => broken.reason,
        })
    }
}
