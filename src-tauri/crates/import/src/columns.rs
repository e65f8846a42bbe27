//! How the sheets of consultants and auditors call the columns that the program knows, and the words of their choices.
//! Guidance gathered from request lists, control matrices and registers as they go round; never a guess: a heading that
//! could mean two columns is in no list.

mod control;
mod evidence;
mod finding;
mod gap;
mod person;
mod request;
mod task;

use std::collections::BTreeMap;

use model::sheet::column::{Columns, Kind};

use crate::fold::{fold, folds};

/// The columns of a noun with the names that others give them.
pub trait Known: Columns {
    /// Other headings for the column. Case, blanks and punctuation don't count; `#` reads as `no`.
    fn synonyms(self) -> &'static [&'static str];

    /// Other words for the column's choices, each with the choice as stored; empty for a column without choices.
    fn words(self) -> &'static [(&'static str, &'static [&'static str])];
}

/// Every name of every column, made alike.
pub(crate) struct Names<C>(BTreeMap<String, C>);

impl<C: Known> Names<C> {
    pub(crate) fn new() -> Self {
        let names = |own: C| [own.column().heading].into_iter().chain(own.synonyms().iter().copied());
        Self(C::ALL.iter().flat_map(|own| names(*own).map(|name| (fold(name), *own))).collect())
    }

    /// The column that a heading names by its exported heading or a synonym. A remark in brackets after it,
    /// such as `(YYYY-MM-DD)`, doesn't count.
    pub(crate) fn column(&self, heading: &str) -> Option<C> {
        folds(heading).iter().find_map(|form| self.0.get(form).copied())
    }
}

/// The choices of a column by every word for them, made alike; empty for a column without choices.
pub(crate) fn choices<C: Known>(own: C) -> BTreeMap<String, &'static str> {
    let Kind::Choice(choices) = own.column().kind else { return BTreeMap::new() };
    let own_words = choices.iter().flat_map(|choice| [(choice.value, choice.value), (choice.word, choice.value)]);
    let synonyms = own.words().iter().flat_map(|(value, words)| words.iter().map(move |word| (*word, *value)));
    own_words.chain(synonyms).map(|(word, value)| (fold(word), value)).collect()
}

#[cfg(test)]
mod tests {
    use model::sheet::control::ControlColumn;
    use model::sheet::evidence::EvidenceColumn;
    use model::sheet::finding::FindingColumn;
    use model::sheet::gap::GapColumn;
    use model::sheet::person::PersonColumn;
    use model::sheet::request::RequestColumn;
    use model::sheet::task::TaskColumn;

    use super::*;

    fn sound<C: Known>() {
        let mut headings: BTreeMap<String, C> = BTreeMap::new();
        for own in C::ALL.iter().copied() {
            let column = own.column();
            let names = [column.heading].into_iter().chain(own.synonyms().iter().copied());
            for name in names {
                assert!(!fold(name).is_empty(), "{name}");
                let other = headings.insert(fold(name), own);
                assert!(other.is_none_or(|other| other == own), "{}: {name} names {own:?} and {other:?}", C::SHEET);
                assert_eq!(Names::<C>::new().column(name), Some(own), "{name}");
            }
            let Kind::Choice(choices) = column.kind else {
                assert!(own.words().is_empty(), "{own:?} has no choices");
                continue;
            };
            let mut words: BTreeMap<String, &str> = BTreeMap::new();
            for choice in choices {
                words.insert(fold(choice.value), choice.value);
                words.insert(fold(choice.word), choice.value);
            }
            for (value, synonyms) in own.words() {
                assert!(choices.iter().any(|choice| choice.value == *value), "{own:?}: {value}");
                for word in *synonyms {
                    let other = words.insert(fold(word), value);
                    assert!(other.is_none_or(|other| other == *value), "{own:?}: {word} means {value} and {other:?}");
                }
            }
        }
    }

    #[test]
    fn no_heading_and_no_word_means_two_things() {
        sound::<ControlColumn>();
        sound::<RequestColumn>();
        sound::<GapColumn>();
        sound::<FindingColumn>();
        sound::<TaskColumn>();
        sound::<PersonColumn>();
        sound::<EvidenceColumn>();
    }

    #[test]
    fn headings_of_real_sheets_are_known() {
        for heading in ["Control #", "CTRL ID", "control_id", " Control  Number ", "Control ID*", "Ctrl. No."] {
            assert_eq!(Names::<ControlColumn>::new().column(heading), Some(ControlColumn::Code), "{heading}");
        }
        for heading in ["PBC #", "Request Ref", "PBC No.", "Ref #", "Request ID", "auditor_id"] {
            assert_eq!(Names::<RequestColumn>::new().column(heading), Some(RequestColumn::AuditorId), "{heading}");
        }
        for heading in ["Due", "Due Date", "ETA", "Needed by", "Due (YYYY-MM-DD)", "DUE DATE [dd/mm/yyyy]"] {
            assert_eq!(Names::<RequestColumn>::new().column(heading), Some(RequestColumn::DueOn), "{heading}");
        }
        for heading in ["Owner", "Responsible", "Responsible person", "Assignee", "assigned to"] {
            assert_eq!(Names::<GapColumn>::new().column(heading), Some(GapColumn::Owner), "{heading}");
        }
        assert_eq!(Names::<GapColumn>::new().column("Remarks of the board"), None);
        assert_eq!(Names::<GapColumn>::new().column(" (2026) "), None);
    }
}
