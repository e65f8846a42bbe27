//! Records that leave as a sheet: a workbook or separated values, which come in again. The log keeps that they left before
//! they do.

use std::collections::BTreeSet;

use ::export::{Cover, Table, separated, workbook};
use model::activity::{Action, bytes_digest};
use model::client::Client;
use model::engagement::Engagement;
use model::evidence::Digest;
use model::person::Person;
use model::record::Noun;
use model::sheet::column::Reach;
use model::sheet::noun::SheetNoun;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Reader;

use super::by_noun;
use super::names::Names;
use super::record::SheetRecord;
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;
use crate::held::Held;
use crate::save::{failed_by, folder_of, require_folder, save_new};

/// Exports the records of a noun as a sheet.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ExportSheet {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The noun.
    pub noun: SheetNoun,
    /// Only what this person answers for, by name or id. An evidence item is its collector's, or of whoever answers for a
    /// control that it supports.
    pub owner: Option<String>,
    /// Only these records, by their ids: what a filtered list shows. None takes all; a record that isn't there, or isn't
    /// listed any more, is refused.
    #[serde(default)]
    pub only: Option<BTreeSet<Uuid>>,
    /// Also the columns that are for the consultant alone: costs and internal notes.
    pub internal: bool,
    /// In which form.
    pub form: SheetForm,
    /// The file to write; must not exist.
    pub file: Held,
}

/// The form of a sheet's file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SheetForm {
    /// A workbook.
    Xlsx,
    /// Separated values.
    Csv,
}

/// A sheet that was exported, as the log keeps it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SheetExported {
    /// The noun.
    pub noun: SheetNoun,
    /// Rows below the headings.
    pub rows: usize,
    /// Whether it has the columns that are for the consultant alone.
    pub internal: bool,
    /// Length of the file in bytes.
    pub size: u64,
    /// The SHA-256 of the file.
    pub sha256: Digest,
}

pub(crate) fn export(app: &mut App, request: ExportSheet) -> Result<SheetExported, Failure> {
    let path = app.take(request.file)?;
    if path.exists() {
        return Err(Failure::new(Code::Exists, "a file of this name is there already"));
    }
    // Before anything is recorded of it.
    require_folder(folder_of(&path))?;
    let name = path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    let name = name.ok_or_else(|| Failure::new(Code::Invalid, "must name a file").on("file"))?;
    let made = app.host().now();
    let (engagement, cover, table) = app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let client = r.list::<Client>()?.into_iter().next().map(|client| client.legal_name).unwrap_or_default();
        let title = format!("{}, {client}", request.noun.title());
        let cover = Cover { title, author: engagement.preparer_firm.clone(), made };
        let table = by_noun!(request.noun, R => table::<R>(r, &engagement, &request)?);
        Ok((engagement, cover, table))
    })?;
    let rows = table.rows.len();
    let bytes = match request.form {
        SheetForm::Xlsx => workbook(&cover, &[table])?,
        SheetForm::Csv => separated(&table)?,
    };
    let exported = SheetExported {
        noun: request.noun,
        rows,
        internal: request.internal,
        size: bytes.len() as u64,
        sha256: bytes_digest(&bytes),
    };
    app.write(Action::ExportSheet, |w, _| {
        w.subject(Noun::Engagement, engagement.id.uuid());
        w.fact("sheet", &exported);
        Ok(())
    })?;
    save_new(folder_of(&path), [(bytes, &name)].into_iter(), |bytes, to| {
        to.write_all(&bytes).map_err(|error| failed_by(&error))
    })?;
    app.session()?.vault.write_head()?;
    Ok(exported)
}

fn table<R: SheetRecord>(r: &Reader, engagement: &Engagement, request: &ExportSheet) -> Result<Table, Failure> {
    let names = Names::read(r, engagement)?;
    let owner = request.owner.as_deref().map(|name| find::one::<Person>(r, None, name)).transpose()?;
    let mut records: Vec<R> = find::all(r, engagement.id)?;
    records
        .retain(|record| record.is_listed() && owner.as_ref().is_none_or(|owner| record.is_owned_by(owner.id, &names)));
    let chosen = request.only.as_ref().map(|only| keep_only(&mut records, only)).transpose()?;
    let fields: Vec<_> = records.iter().map(|record| record.fields(&names)).collect();
    let reach = if request.internal { Reach::Inside } else { Reach::Shared };
    let only = owner.map(|owner| format!(" Only what {} answers for.", owner.name)).unwrap_or_default();
    let part = chosen.map(|all| format!(" {} of {all} rows, as they were listed.", fields.len())).unwrap_or_default();
    Ok(Table::of(&fields, reach, &format!("{}.{only}{part}", engagement.title)))
}

/// Leaves the records of these ids, and gives how many there were.
fn keep_only<R: SheetRecord>(records: &mut Vec<R>, only: &BTreeSet<Uuid>) -> Result<usize, Failure> {
    let all = records.len();
    records.retain(|record| only.contains(&record.key()));
    if records.len() < only.len() {
        return Err(Failure::new(Code::NotFound, "names a record that isn't in this list").on("only"));
    }
    Ok(all)
}
