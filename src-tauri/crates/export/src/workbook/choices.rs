//! The hidden sheet of choices: cells offer them by reference to it, since a list within a rule may have 255 characters at
//! most and no word with a comma.

use model::sheet::column::{Kind, Need};
use model::sheet::value::CLEAR;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::{Heading, Table};

/// Its name.
pub(super) const SHEET: &str = "Choices";

/// Lists of choices, each in a column of its own.
pub(super) struct Lists(Vec<Vec<&'static str>>);

impl Lists {
    /// The lists of all columns of all tables, each once.
    pub(super) fn new(tables: &[Table]) -> Self {
        let mut lists: Vec<Vec<&'static str>> = Vec::new();
        let columns = tables.iter().flat_map(|table| &table.columns);
        for heading in columns.filter(|heading| heading.need != Need::Derived) {
            let list = list(heading);
            if !list.is_empty() && !lists.contains(&list) {
                lists.push(list);
            }
        }
        Self(lists)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the choices of a column stand.
    pub(super) fn source(&self, heading: &Heading) -> Option<Formula> {
        let list = list(heading);
        let at = self.0.iter().position(|own| *own == list)?;
        let letters = model::sheet::letters(at);
        Some(Formula::new(format!("={SHEET}!${letters}$1:${letters}${}", list.len())))
    }

    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (list, column) in self.0.iter().zip(0_u16..) {
            for (word, row) in list.iter().zip(0_u32..) {
                sheet.write_string(row, column, *word)?;
            }
        }
        sheet.set_hidden(true);
        Ok(())
    }
}

/// The words that a column offers; none where it has no choices.
fn list(heading: &Heading) -> Vec<&'static str> {
    let words: Vec<&'static str> = match heading.kind {
        Kind::Choice(choices) => choices.iter().map(|choice| choice.word).collect(),
        Kind::YesNo => vec!["yes", "no"],
        Kind::Text { .. }
        | Kind::Lines { .. }
        | Kind::Code(_)
        | Kind::Codes(_)
        | Kind::Day
        | Kind::Instant
        | Kind::Whole { .. }
        | Kind::Money
        | Kind::Person => Vec::new(),
    };
    let clear = (heading.clears() && !words.is_empty()).then_some(CLEAR);
    words.into_iter().chain(clear).collect()
}
