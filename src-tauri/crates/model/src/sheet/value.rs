//! The value of one field as it stands in a sheet. Never checks a rule that needs more than the one cell.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::column::Kind;
use crate::invalid::Invalid;
use crate::time::{Day, ZonedInstant};

/// What a cell says to empty a field; a blank cell leaves the field as it is.
pub const CLEAR: &str = "(clear)";

/// One record's fields by column. A column that isn't there has no value in a record, and is left as it is by a row.
pub type Fields<C> = BTreeMap<C, Value>;

/// The value of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// The field is to be emptied.
    Clear,
    /// Text, as [`tidy`] leaves it.
    Text(String),
    /// Texts, each as [`tidy`] leaves it.
    Lines(Vec<String>),
    /// A code, as the vault writes it.
    Code(String),
    /// Codes, as the vault writes them.
    Codes(BTreeSet<String>),
    /// A day.
    Day(Day),
    /// An instant with its zone.
    Instant(ZonedInstant),
    /// A whole number.
    Whole(u64),
    /// An amount.
    Money {
        /// Whole units.
        amount: u64,
        /// ISO 4217 code, where the cell itself names one.
        currency: Option<String>,
    },
    /// A choice, as the model stores it.
    Choice(String),
    /// A person's name.
    Person(String),
    /// Yes or no.
    YesNo(bool),
}

impl Value {
    /// The text as a value of a column of text.
    pub fn text(text: &str) -> Self {
        Self::Text(tidy(text))
    }

    /// The lines as a value of a column of lines; a line end inside one becomes a blank.
    pub fn lines<'a>(lines: impl IntoIterator<Item = &'a String>) -> Self {
        let line = |line: &String| tidy(line).replace('\n', " ");
        Self::Lines(lines.into_iter().map(line).filter(|line| !line.is_empty()).collect())
    }

    /// The codes as a value of a column of codes.
    pub fn codes<T: ToString>(codes: impl IntoIterator<Item = T>) -> Self {
        Self::Codes(codes.into_iter().map(|code| code.to_string()).collect())
    }

    /// A variant of one of the model's enums as a value of a column of choices. None where it isn't stored as one word.
    pub fn choice<T: Serialize>(variant: &T) -> Option<Self> {
        match serde_json::to_value(variant) {
            Ok(serde_json::Value::String(value)) => Some(Self::Choice(value)),
            Ok(_) | Err(_) => None,
        }
    }

    /// A choice as a variant of the model's enum.
    ///
    /// # Errors
    /// It is no choice, or none of that enum.
    pub fn variant<T: DeserializeOwned>(&self) -> Result<T, Invalid> {
        let refused = || Invalid::new("choice", "must be one of the words for this column");
        let Self::Choice(value) = self else { return Err(refused()) };
        serde_json::from_value(serde_json::Value::String(value.clone())).map_err(|_| refused())
    }

    /// The value as it stands in a cell: choices by their word, days as ISO 8601, codes parted by `; `, lines by line
    /// ends.
    pub fn shown(&self, kind: &Kind) -> String {
        match self {
            Self::Clear => CLEAR.to_owned(),
            Self::Text(text) | Self::Code(text) | Self::Person(text) => text.clone(),
            Self::Lines(lines) => lines.join("\n"),
            Self::Codes(codes) => codes.iter().map(String::as_str).collect::<Vec<_>>().join("; "),
            Self::Day(day) => day.format("%Y-%m-%d").to_string(),
            Self::Instant(at) => at.to_rfc3339(),
            Self::Whole(number) => number.to_string(),
            Self::Money { amount, currency: None } => amount.to_string(),
            Self::Money { amount, currency: Some(currency) } => format!("{currency} {amount}"),
            Self::Choice(value) => word(kind, value).to_owned(),
            Self::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        }
    }

    /// Whether a cell of this value is blank, so that it can't be told from no value.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) | Self::Code(text) | Self::Person(text) | Self::Choice(text) => text.trim().is_empty(),
            Self::Lines(lines) => lines.iter().all(|line| line.trim().is_empty()),
            Self::Codes(codes) => codes.is_empty(),
            Self::Clear | Self::Day(_) | Self::Instant(_) | Self::Whole(_) | Self::Money { .. } | Self::YesNo(_) => {
                false
            }
        }
    }
}

/// The word for a stored choice; the stored value itself where the column has no such choice.
fn word<'a>(kind: &Kind, value: &'a str) -> &'a str {
    match kind {
        Kind::Choice(choices) => {
            choices.iter().find(|choice| choice.value == value).map_or(value, |choice| choice.word)
        }
        _ => value,
    }
}

/// Text as sheets can hold it: every line end a `\n`, no other control character but the tab, no blanks around it. Both
/// sides of a comparison go through here, so that a sheet's way of writing line ends is never a change.
pub fn tidy(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let noncharacter = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}');
    kept.trim_matches(|c: char| c.is_whitespace() || noncharacter(c)).replace(noncharacter, "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::control::Nature;
    use crate::sheet::column::Columns;
    use crate::sheet::control::ControlColumn;

    #[test]
    fn a_choice_is_stored_by_name_and_shown_by_word() {
        let value = Value::choice(&Nature::ItDependentManual).expect("one word");
        assert_eq!(value, Value::Choice("it_dependent_manual".to_owned()));
        assert_eq!(value.shown(&ControlColumn::Nature.column().kind), "IT-dependent manual");
        assert_eq!(value.variant::<Nature>(), Ok(Nature::ItDependentManual));
        assert!(value.variant::<crate::person::Side>().is_err());
        assert!(Value::Whole(1).variant::<Nature>().is_err());
        let struck = crate::control::ControlState::Retired { reason: "gone".to_owned() };
        assert_eq!(Value::choice(&struck), None);
    }

    proptest! {
        #[test]
        fn tidying_twice_is_tidying_once(text in "\\PC{0,40}|[ \\t\\r\\n\\x00-\\x1f\u{feff}\u{fffe}a]{0,20}") {
            let once = tidy(&text);
            prop_assert_eq!(tidy(&once), once.clone());
            prop_assert!(!once.contains('\r'));
        }
    }
}
