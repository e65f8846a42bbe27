//! Which heading of a sheet is which column, as a user decided it, and how the sheet's dates and amounts are to be read
//! where they don't say so themselves. Can be saved, and applied to the next sheet of the same kind.

use model::invalid::Invalid;
use model::sheet::column::Columns;
use serde::{Deserialize, Serialize};

/// What the user decided about a kind of sheet. Empty, everything is found by heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Mapping<C> {
    /// Headings that are decided. They go before what the program would find.
    pub assigned: Vec<Assignment<C>>,
    /// Row of the headings, counted from 1; found where none is given.
    pub heading_row: Option<u32>,
    /// How dates such as `04/05/2026` are meant, in a column whose other dates don't tell.
    pub date_order: Option<DateOrder>,
    /// Offset from UTC, in minutes, of instants that name no zone.
    pub utc_offset_minutes: Option<i32>,
    /// ISO 4217 code that `$` stands for.
    pub dollar: Option<String>,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "C: Columns")]
pub struct Assignment<C> {
    /// What of the sheet it speaks of.
    pub source: Source,
    /// Which column that is; none when it is to be left out.
    pub column: Option<C>,
}

/// How a column of a sheet is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// By its heading; case, blanks and punctuation don't count.
    Heading(String),
    /// By its letters, where headings are missing or stand twice.
    Letters(String),
}

/// The order of day and month in a date of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

impl DateOrder {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DayFirst => "day before month",
            Self::MonthFirst => "month before day",
        }
    }
}

impl<C> Default for Mapping<C> {
    fn default() -> Self {
        Self { assigned: Vec::new(), heading_row: None, date_order: None, utc_offset_minutes: None, dollar: None }
    }
}

impl<C: Columns> Mapping<C> {
    /// The mapping with one more decision; an earlier one about the same source goes.
    #[must_use]
    pub fn assign(mut self, source: Source, column: Option<C>) -> Self {
        self.assigned.retain(|own| own.source != source);
        self.assigned.push(Assignment { source, column });
        self
    }

    /// Checks every rule that a mapping alone can break.
    ///
    /// # Errors
    /// The rule that it breaks.
    pub fn check(&self) -> Result<(), Invalid> {
        for (index, own) in self.assigned.iter().enumerate() {
            let Some(column) = own.column else { continue };
            let once = !self.assigned[..index].iter().any(|other| other.column == Some(column));
            let heading = column.column().heading;
            Invalid::unless(once, "assigned", format!("must give the column {heading} one heading only"))?;
        }
        let offset = self.utc_offset_minutes.is_none_or(|minutes| (-14 * 60..=14 * 60).contains(&minutes));
        Invalid::unless(offset, "utc_offset_minutes", "must lie within 14 hours of UTC")?;
        let code = |text: &String| text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
        let dollar = self.dollar.as_ref().is_none_or(code);
        Invalid::unless(dollar, "dollar", "must be an ISO 4217 code such as USD")?;
        Invalid::unless(self.heading_row != Some(0), "heading_row", "must be counted from 1")
    }
}

#[cfg(test)]
mod tests {
    use model::sheet::gap::GapColumn;

    use super::*;

    #[test]
    fn a_saved_mapping_comes_back_as_it_was() {
        let mapping = Mapping::default()
            .assign(Source::Heading("Fälligkeit".to_owned()), Some(GapColumn::DueOn))
            .assign(Source::Letters("H".to_owned()), None);
        let mapping = Mapping { date_order: Some(DateOrder::DayFirst), dollar: Some("USD".to_owned()), ..mapping };
        let text = serde_json::to_string(&mapping).expect("serialises");
        assert!(text.contains("\"due_on\""), "columns are saved by name: {text}");
        assert_eq!(serde_json::from_str::<Mapping<GapColumn>>(&text).expect("comes back"), mapping);
        assert!(serde_json::from_str::<Mapping<GapColumn>>(&text.replace("due_on", "due_of")).is_err());
    }

    #[test]
    fn the_last_decision_about_a_heading_counts() {
        let source = || Source::Heading("A".to_owned());
        let mapping = Mapping::default().assign(source(), Some(GapColumn::Title)).assign(source(), None);
        assert_eq!(mapping.assigned.len(), 1);
        assert_eq!(mapping.assigned[0].column, None);
    }

    #[test]
    fn a_column_has_one_heading() {
        let one = Mapping::default().assign(Source::Letters("A".to_owned()), Some(GapColumn::Title));
        assert_eq!(one.check(), Ok(()));
        let two = one.clone().assign(Source::Letters("B".to_owned()), Some(GapColumn::Title));
        assert_eq!(two.check().unwrap_err().field, "assigned");
        let broken = |mapping: Mapping<GapColumn>| mapping.check().unwrap_err().field;
        assert_eq!(broken(Mapping { utc_offset_minutes: Some(841), ..one.clone() }), "utc_offset_minutes");
        assert_eq!(broken(Mapping { dollar: Some("$".to_owned()), ..one.clone() }), "dollar");
        assert_eq!(broken(Mapping { heading_row: Some(0), ..one }), "heading_row");
    }
}
