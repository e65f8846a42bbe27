//! The merge fields of all templates: what stands in each, where it comes from, and whether it claims a fact.

mod source;
mod value;

use model::communication::{NOT_CONFIRMED, RowKind};
use serde::{Deserialize, Serialize};

pub use self::source::FieldSource;
pub use self::value::day_in_words;
use crate::cell;
use crate::code::FieldName;

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Words.
    Text,
    /// A day.
    Date,
    /// A day and time in UTC; the template prints the zone.
    Instant,
    /// A number without a unit.
    Number,
    /// A number of hundredths, without the sign.
    Percent,
    /// An amount with its currency.
    Money,
    /// A length of time with its unit.
    Duration,
    /// A person's name.
    Person,
    /// Several words or codes.
    List,
    /// Whether what stands beside it is confirmed: one of [`FieldKind::STANDINGS`].
    Standing,
}

impl FieldKind {
    /// What may stand in a field of the kind [`FieldKind::Standing`].
    pub const STANDINGS: [&'static str; 2] = ["confirmed", NOT_CONFIRMED];

    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Instant => "date and time in UTC",
            Self::Number => "number",
            Self::Percent => "per cent",
            Self::Money => "money",
            Self::Duration => "length of time",
            Self::Person => "person",
            Self::List => "list",
            Self::Standing => "confirmed or not yet confirmed",
        }
    }
}

/// A merge field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MergeField {
    /// Its name.
    pub name: FieldName,
    /// What may stand in it.
    pub kind: FieldKind,
    /// Where its value comes from.
    pub source: FieldSource,
    /// Whether its value states a fact about the client, so that evidence should stand behind it.
    #[serde(deserialize_with = "cell::yes_no")]
    pub claims_fact: bool,
    /// For what the table row or line that holds it repeats; none when it stands once.
    #[serde(deserialize_with = "cell::optional_word")]
    pub row_of: Option<RowKind>,
    /// What to write, for the person who fills it in.
    #[serde(deserialize_with = "cell::text")]
    pub meaning: String,
}
