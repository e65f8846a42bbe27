//! What a column of a sheet holds, and which columns the sheet of a noun has. The room that writes sheets and the room
//! that reads them share this, so that what goes out comes in again. Never how a heading may be spelt otherwise: the
//! room `import` knows that.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::control::ControlCode;
use crate::criterion::CriterionCode;
use crate::invalid::{Invalid, NAME};
use crate::surface::SurfaceCode;

/// One choice of a column of choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// As the model stores it: `it_dependent_manual`.
    pub value: &'static str,
    /// As it stands in a cell: `IT-dependent manual`.
    pub word: &'static str,
}

/// Names of which the program knows the shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// A criterion's, such as `CC6.1`.
    Criterion,
    /// A control's, such as `CORE-24`.
    Control,
    /// A surface's, such as `crm_integration`.
    Surface,
    /// A request's own number, such as `REQ-012`.
    RequestNumber,
    /// Any name of a request: our number, or the auditor's id, kept as the auditor writes it.
    Request,
    /// An evidence item's, such as `EV-0012`.
    Evidence,
    /// A gap's, such as `GAP-014`.
    Gap,
    /// A finding's, such as `FND-003`.
    Finding,
    /// A remediation task's, such as `P12_1.03`.
    Task,
}

impl Code {
    /// The code in `text` as the vault writes it: case, blanks and leading zeros put right where the code's shape allows
    /// no doubt.
    ///
    /// # Errors
    /// It isn't such a code.
    pub fn read(self, text: &str) -> Result<String, Invalid> {
        let text = text.trim();
        let packed = || text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        match self {
            Self::Criterion => packed().parse::<CriterionCode>().map(String::from),
            Self::Control | Self::Task => packed().parse::<ControlCode>().map(String::from),
            Self::Surface => text.to_lowercase().replace([' ', '-'], "_").parse::<SurfaceCode>().map(String::from),
            Self::Request => {
                Invalid::text("request", text, NAME)?;
                Invalid::unless(!text.contains(char::is_control), "request", "must stand on one line")?;
                Ok(text.to_owned())
            }
            Self::RequestNumber => numbered(&packed(), "REQ", 3),
            Self::Evidence => numbered(&packed(), "EV", 4),
            Self::Gap => numbered(&packed(), "GAP", 3),
            Self::Finding => numbered(&packed(), "FND", 3),
        }
    }
}

/// A number of the vault's own with its prefix: `GAP-014` from `GAP-14`, `gap14` or `14`.
fn numbered(text: &str, prefix: &str, width: usize) -> Result<String, Invalid> {
    let digits = text.strip_prefix(prefix).unwrap_or(text).trim_start_matches(['-', '_']);
    let number = digits.parse::<u32>().ok().filter(|number| *number > 0 && digits.bytes().all(|b| b.is_ascii_digit()));
    let number =
        number.ok_or_else(|| Invalid::new("reference", format!("must be a number such as {prefix}-{:0width$}", 12)))?;
    Ok(format!("{prefix}-{number:0width$}"))
}

/// What a column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text {
        /// Characters, at most.
        most: usize,
    },
    /// Texts, one a line of the cell.
    Lines {
        /// Characters of one text, at most.
        most: usize,
    },
    /// A code.
    Code(Code),
    /// Codes, parted by comma, semicolon or line end.
    Codes(Code),
    /// A day.
    Day,
    /// An instant with the zone of the system on which it was seen.
    Instant,
    /// A whole number, both ends included.
    Whole {
        /// Least.
        from: u64,
        /// Most.
        to: u64,
    },
    /// An amount in whole units of a currency.
    Money,
    /// One of a few words.
    Choice(&'static [Choice]),
    /// A person's name, as the vault has it.
    Person,
    /// Yes or no.
    YesNo,
}

/// Whether a row needs the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A new row must have it. It can't be emptied.
    Required,
    /// A record always has it, but a new row may go without: it gets the usual value. It can't be emptied.
    Preset,
    /// A row may have it, and `(clear)` empties it.
    Optional,
    /// Worked out by the program: written for whoever reads the sheet, never read back.
    Derived,
}

/// Who may see the column outside the consultant's firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Whoever gets the sheet.
    Shared,
    /// The consultant alone: costs and internal notes.
    Inside,
}

/// A column of a noun's sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Name in saved mappings and on the wire.
    pub name: &'static str,
    /// Heading as exported.
    pub heading: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether a row needs it.
    pub need: Need,
    /// Who may see it.
    pub reach: Reach,
}

/// Who gives a noun's records their key, and so what a key means that the vault doesn't hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// People do: an unknown key is a new record.
    Typed,
    /// The vault does: a row without a key is a new record, an unknown key a mistake.
    Given,
}

/// The columns of one noun's sheet, in the order in which they are exported.
pub trait Columns: Copy + Ord + Debug + Serialize + DeserializeOwned + 'static {
    /// Name of the sheet.
    const SHEET: &'static str;
    /// The column by which a row finds its record.
    const KEY: Self;
    /// Who gives keys.
    const KEYS: Keys;
    /// A column by which a row without a key finds its record, too: what others call the record. An unknown one is a new
    /// record.
    const ALSO: Option<Self>;
    /// The column by which people know a record; two that agree in it are probably one.
    const CALLED: Self;
    /// Every column.
    const ALL: &'static [Self];

    /// The column's description.
    fn column(self) -> &'static Column;

    /// The column of that name or exported heading.
    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|own| own.column().name == name || own.column().heading == name)
    }
}

/// Writes the enum of a noun's columns. Each line: variant, name, heading, kind, need, reach.
macro_rules! columns {
    (
        $(#[$doc:meta])* $name:ident is $sheet:literal, key $key:ident $keys:ident, also $also:expr, called $called:ident;
        $($(#[$own:meta])* $variant:ident = $text:literal, $heading:literal, $kind:expr, $need:ident, $reach:ident;)+
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        pub enum $name {
            $($(#[$own])* #[serde(rename = $text)] $variant,)+
        }

        impl $crate::sheet::column::Columns for $name {
            const SHEET: &'static str = $sheet;
            const KEY: Self = Self::$key;
            const KEYS: $crate::sheet::column::Keys = $crate::sheet::column::Keys::$keys;
            const ALSO: Option<Self> = $also;
            const CALLED: Self = Self::$called;
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn column(self) -> &'static $crate::sheet::column::Column {
                use $crate::sheet::column::{Column, Need, Reach};
                match self {
                    $(Self::$variant => {
                        const COLUMN: Column = Column {
                            name: $text, heading: $heading, kind: $kind, need: Need::$need, reach: Reach::$reach,
                        };
                        &COLUMN
                    })+
                }
            }
        }
    };
}
pub(crate) use columns;

/// Writes a list of choices: stored value, word.
macro_rules! choices {
    ($($value:literal = $word:literal),+ $(,)?) => {
        &[$($crate::sheet::column::Choice { value: $value, word: $word }),+]
    };
}
pub(crate) use choices;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_put_right_where_there_is_no_doubt() {
        for (code, text, read) in [
            (Code::Criterion, " cc 6.1 ", "CC6.1"),
            (Code::Control, "core-24", "CORE-24"),
            (Code::Surface, "CRM integration", "crm_integration"),
            (Code::Request, " 4.2 (a) ", "4.2 (a)"),
            (Code::RequestNumber, "req 7", "REQ-007"),
            (Code::Gap, "gap14", "GAP-014"),
            (Code::Gap, "14", "GAP-014"),
            (Code::Gap, "GAP-1014", "GAP-1014"),
            (Code::Evidence, "EV-0012", "EV-0012"),
            (Code::Task, "p12_1.03", "P12_1.03"),
            (Code::Finding, "FND-003", "FND-003"),
        ] {
            assert_eq!(code.read(text).as_deref(), Ok(read), "{code:?} {text}");
            assert_eq!(code.read(read).as_deref(), Ok(read), "reading twice changes nothing");
        }
    }

    #[test]
    fn other_names_are_refused() {
        for (code, text) in [
            (Code::Criterion, "CC6"),
            (Code::Criterion, "CC6.1-CC6.3"),
            (Code::Control, "Ä-1"),
            (Code::Surface, "9"),
            (Code::Request, " "),
            (Code::Request, "a\nb"),
            (Code::Gap, "GAP-0"),
            (Code::Gap, "GAP-+1"),
            (Code::Gap, "FND-001"),
            (Code::Gap, "1.5"),
            (Code::Gap, "99999999999"),
        ] {
            assert!(code.read(text).is_err(), "{code:?} {text}");
        }
    }
}
