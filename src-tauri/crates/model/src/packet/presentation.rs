//! How a packet looks beside what it holds: its paper, its mark of confidentiality, and whether it is a draft. Decides
//! nothing of its content.

use serde::{Deserialize, Serialize};

/// The paper for which pages are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// ISO A4, 210 by 297 mm.
    #[default]
    A4,
    /// US Letter, 8.5 by 11 inches.
    Letter,
}

impl Paper {
    /// Every paper.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Its name, as on the wire and at the terminal.
    pub const fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }
}

/// The mark that each page of a packet bears. How single exhibits are classified stands on their own pages beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Confidentiality {
    /// "Confidential".
    #[default]
    Confidential,
    /// "Strictly confidential".
    StrictlyConfidential,
    /// No mark.
    None,
}

impl Confidentiality {
    /// Every mark.
    pub const ALL: [Self; 3] = [Self::Confidential, Self::StrictlyConfidential, Self::None];

    /// Its name, as on the wire and at the terminal.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Confidential => "confidential",
            Self::StrictlyConfidential => "strictly_confidential",
            Self::None => "none",
        }
    }

    /// Words as printed; none for no mark.
    pub const fn words(self) -> Option<&'static str> {
        match self {
            Self::Confidential => Some("Confidential"),
            Self::StrictlyConfidential => Some("Strictly confidential"),
            Self::None => None,
        }
    }
}

/// How a packet looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Presentation {
    /// Its paper.
    pub paper: Paper,
    /// The mark on each page.
    pub confidentiality: Confidentiality,
    /// Whether it is a draft: each page then bears the word, and the cover says that nobody may rely on it.
    pub draft: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_choice_has_one_name_on_the_wire_and_at_the_terminal() {
        for paper in Paper::ALL {
            assert_eq!(serde_json::to_value(paper).expect("JSON"), paper.name());
        }
        for mark in Confidentiality::ALL {
            assert_eq!(serde_json::to_value(mark).expect("JSON"), mark.name());
        }
        let usual = Presentation::default();
        assert_eq!((usual.paper, usual.confidentiality.words(), usual.draft), (Paper::A4, Some("Confidential"), false));
    }
}
