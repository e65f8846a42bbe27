//! What stands already, and what is added to it: redacting never gives back what was taken out before. To take
//! something back, the redaction is taken back first.

use document::ColumnAsked;
use model::evidence::EvidenceFile;
use model::redaction::{PageArea, RedactedCell, Removed};

use super::{NamedColumn, ToRedact};
use crate::failure::Failure;

/// All that is to be out of a file.
pub(super) enum InAll {
    /// Areas of pages.
    Areas(Vec<PageArea>),
    /// Columns and cells.
    Cells {
        /// The columns, those that stand before those that are added.
        columns: Vec<ColumnAsked>,
        /// The cells.
        cells: Vec<RedactedCell>,
    },
}

/// What stands of a file's redaction together with what is added, each once.
///
/// # Errors
/// They are more than a redaction may have.
pub(super) fn in_all(file: &EvidenceFile, added: ToRedact) -> Result<InAll, Failure> {
    let stands = file.redaction.as_ref().map(|redaction| &redaction.removed);
    match (stands, added) {
        (None, ToRedact::Areas { areas }) => all_areas(&[], areas),
        (Some(Removed::Areas { areas: stand }), ToRedact::Areas { areas }) => all_areas(stand, areas),
        (None, ToRedact::Cells { columns, cells }) => all_cells(Vec::new(), columns, &[], cells),
        (Some(Removed::Cells { columns: stand, cells: stand_alone }), ToRedact::Cells { columns, cells }) => {
            let stand = stand.iter().copied().map(ColumnAsked::Standing).collect();
            all_cells(stand, columns, stand_alone, cells)
        }
        // What doesn't fit the kind of the file was refused before.
        (Some(Removed::Areas { .. }), ToRedact::Cells { .. })
        | (Some(Removed::Cells { .. }), ToRedact::Areas { .. }) => {
            Err(Failure::bug("what is redacted of a file isn't what its kind has"))
        }
    }
}

fn all_areas(stand: &[PageArea], added: Vec<PageArea>) -> Result<InAll, Failure> {
    let areas = together(stand, added);
    Removed::Areas { areas: areas.clone() }.check()?;
    Ok(InAll::Areas(areas))
}

/// How many columns there are is only known once those that are named were found: the vault checks it then.
fn all_cells(
    mut columns: Vec<ColumnAsked>,
    added: Vec<NamedColumn>,
    stand_alone: &[RedactedCell],
    cells: Vec<RedactedCell>,
) -> Result<InAll, Failure> {
    let cells = together(stand_alone, cells);
    if !cells.is_empty() {
        Removed::Cells { columns: Vec::new(), cells: cells.clone() }.check()?;
    }
    columns.extend(added.into_iter().map(asked));
    Ok(InAll::Cells { columns, cells })
}

fn together<T: PartialEq + Copy>(stand: &[T], added: Vec<T>) -> Vec<T> {
    let mut all = stand.to_vec();
    for one in added {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

fn asked(column: NamedColumn) -> ColumnAsked {
    match column {
        NamedColumn::Heading { heading } => ColumnAsked::Heading(heading),
        NamedColumn::Number { number } => ColumnAsked::Number(number),
    }
}
