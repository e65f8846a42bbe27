//! Exporting records as spreadsheets.

use commands::sheet::{ExportSheet, SheetForm};

use super::Session;
use crate::args::{ExportArgs, FormArgs};
use crate::failure::Problem;
use crate::output::counted;

/// Exports the records of a noun.
pub fn export(session: &mut Session, args: ExportArgs) -> Result<(), Problem> {
    let ExportArgs { noun, owner, internal, form: FormArgs { xlsx, csv } } = args;
    let (file, form) = match (xlsx, csv) {
        (Some(file), None) => (file, SheetForm::Xlsx),
        (None, Some(file)) => (file, SheetForm::Csv),
        (None, None) | (Some(_), Some(_)) => {
            return Err(Problem::Usage("name one file: --xlsx FILE or --csv FILE".to_owned()));
        }
    };
    let held = session.hold_new(&file)?;
    let engagement = session.engagement.clone();
    let exported = session.app.call(ExportSheet { engagement, noun, owner, only: None, internal, form, file: held })?;
    let shown = super::shown(&file);
    session.out.show(&exported, |it| {
        let inside = if it.internal { "\nIt holds costs and internal notes: for your own firm alone." } else { "" };
        let rows = counted(it.rows, "row");
        format!("Exported {rows}: {}.\n{shown}\nSHA-256 {}{inside}", it.noun.title(), it.sha256)
    })
}
