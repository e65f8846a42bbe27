//! How much of a file's sheets is held at once. Both sides count with it: the child to say why it stops, the parent
//! because it trusts no count but its own. Never holds a cell.

use model::sheet::{COLUMNS, Cell, HEADING_ROWS, ROWS};

/// Rows of one sheet that are sent, at most.
pub(crate) const SHEET_ROWS: usize = ROWS + HEADING_ROWS;
/// Cells of all sheets of one file, at most, blank ones before a row's last included.
pub(crate) const CELLS: usize = 4_000_000;
/// Bytes of text in all cells of one file, at most.
pub(crate) const TEXT: usize = 64 << 20;

/// What may still come.
pub(crate) struct Budget {
    cells: usize,
    text: usize,
    /// Cells of each row of the present sheet.
    widths: Vec<usize>,
}

impl Budget {
    pub(crate) fn new() -> Self {
        Self { cells: CELLS, text: TEXT, widths: Vec::new() }
    }

    /// Whether a cell stands where cells are sent from; rows and columns count from 0.
    pub(crate) fn is_within(row: u64, column: u64) -> bool {
        row < SHEET_ROWS as u64 && column < COLUMNS as u64
    }

    /// Counts a cell that is sent and stands within bounds.
    ///
    /// # Errors
    /// What there is too much of.
    pub(crate) fn take(&mut self, row: usize, column: usize, cell: &Cell) -> Result<(), String> {
        if self.widths.len() <= row {
            self.widths.resize(row + 1, 0);
        }
        let grown = (column + 1).saturating_sub(self.widths[row]);
        self.widths[row] += grown;
        let cells = self.cells.checked_sub(grown);
        self.cells = cells.ok_or_else(|| format!("its sheets have more than {CELLS} cells"))?;
        let bytes = match cell.value() {
            Cell::Text(text) | Cell::Error(text) => text.len(),
            Cell::Blank | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Formula(_) | Cell::Long { .. } => 0,
        };
        let text = self.text.checked_sub(bytes);
        self.text = text.ok_or_else(|| format!("its sheets hold more than {} MiB of text", TEXT >> 20))?;
        Ok(())
    }

    /// The next cells belong to another sheet.
    pub(crate) fn next_sheet(&mut self) {
        self.widths.clear();
    }
}
