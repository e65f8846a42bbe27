//! The cells of a sheet with its merged areas seen as a reader sees them: one value for all cells of an area. Never
//! decides which column a cell belongs to.

use model::sheet::{Area, COLUMNS, Cell, Sheet};

/// A sheet walked from its first row to its last.
pub(crate) struct Grid<'a> {
    sheet: &'a Sheet,
    /// Areas by their topmost row.
    areas: Vec<Area>,
}

/// One row of it.
pub(crate) struct Row<'a> {
    sheet: &'a Sheet,
    /// Row, counted from 0.
    pub(crate) at: usize,
    /// Areas that reach into the row.
    areas: Vec<Area>,
}

impl<'a> Grid<'a> {
    pub(crate) fn new(sheet: &'a Sheet) -> Self {
        let mut areas: Vec<Area> = sheet.merged.iter().copied().filter(|area| area.left < COLUMNS).collect();
        areas.sort_unstable_by_key(|area| area.top);
        Self { sheet, areas }
    }

    /// The rows `from` to the end.
    pub(crate) fn rows(&self, from: usize) -> impl Iterator<Item = Row<'a>> + '_ {
        let mut open: Vec<Area> = Vec::new();
        let mut next = 0;
        (from..self.sheet.rows.len()).map(move |at| {
            while let Some(area) = self.areas.get(next).filter(|area| area.top <= at) {
                open.push(*area);
                next += 1;
            }
            open.retain(|area| area.bottom >= at);
            Row { sheet: self.sheet, at, areas: open.clone() }
        })
    }
}

impl<'a> Row<'a> {
    /// The area that holds the cell of a column.
    pub(crate) fn area(&self, column: usize) -> Option<Area> {
        self.areas.iter().copied().find(|area| area.left <= column && column <= area.right)
    }

    /// The cell of a column; within a merged area, the area's one value.
    pub(crate) fn cell(&self, column: usize) -> &'a Cell {
        match self.area(column) {
            Some(area) => self.sheet.cell(area.top, area.left),
            None => self.sheet.cell(self.at, column),
        }
    }

    /// The cell itself, blank where another one of a merged area holds the value.
    pub(crate) fn own_cell(&self, column: usize) -> &'a Cell {
        self.sheet.cell(self.at, column)
    }

    /// Columns in which the row has a cell, its end reached or not.
    pub(crate) fn width(&self) -> usize {
        self.sheet.rows.get(self.at).map_or(0, Vec::len)
    }

    /// Whether nothing is to be seen in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.sheet.rows.get(self.at).is_none_or(|cells| cells.iter().all(Cell::is_blank))
    }
}

#[cfg(test)]
mod tests {
    use model::sheet::Form;

    use super::*;

    #[test]
    fn an_area_has_one_value_in_all_its_rows() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let rows = vec![vec![text("a"), text("b")], vec![text("c")], vec![text("d"), text("e")]];
        let merged = vec![Area { top: 0, left: 1, bottom: 1, right: 1 }];
        let sheet = Sheet { merged, ..Sheet::new(Form::Workbook, rows) };
        let grid = Grid::new(&sheet);
        let seen: Vec<&Cell> = grid.rows(0).map(|row| row.cell(1)).collect();
        assert_eq!(seen, [&text("b"), &text("b"), &text("e")]);
        assert_eq!(grid.rows(1).next().expect("a row").cell(1), &text("b"), "an area from above the first row");
        assert_eq!(grid.rows(1).next().expect("a row").own_cell(1), &Cell::Blank);
    }
}
