//! The known id with which a name begins. What parts the id's letters and numbers doesn't count: `PBC-014`, `pbc_14` and
//! `PBC014` are one. An id never ends within a number or a word of the name.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::{KnownIds, Reason};

/// The ids that names can begin with.
pub(super) struct Leads {
    ids: Vec<Lead>,
}

/// One id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead {
    id: String,
    noun: Noun,
    runs: Vec<Run>,
}

/// What an id names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Noun {
    Request,
    Control,
}

/// Letters or digits in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    text: String,
    /// Whether nothing parts it from the run before.
    joined: bool,
}

impl Lead {
    /// Requests and controls that it names.
    pub(super) fn sets(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        let own = BTreeSet::from([self.id.clone()]);
        match self.noun {
            Noun::Request => (own, BTreeSet::new()),
            Noun::Control => (BTreeSet::new(), own),
        }
    }
}

impl Leads {
    pub(super) fn new(known: &KnownIds) -> Self {
        let requests = known.requests.iter().map(|id| (id, Noun::Request));
        let controls = known.controls.iter().map(|id| (id, Noun::Control));
        let lead = |(id, noun): (&String, Noun)| Lead { id: id.clone(), noun, runs: runs(id) };
        Self { ids: requests.chain(controls).map(lead).filter(|lead| !lead.runs.is_empty()).collect() }
    }

    /// The longest id with which a name begins; none where there is none.
    pub(super) fn find(&self, name: &str) -> Result<Option<Lead>, Reason> {
        let name = runs(name);
        let leading = self.ids.iter().filter(|lead| begins(&name, &lead.runs));
        // Of ids as long, one that is written exactly so goes before one that only has other zeros.
        let fit = |lead: &Lead| {
            let exact = name.iter().zip(&lead.runs).all(|(own, known)| own.text == known.text);
            (lead.runs.len(), exact)
        };
        let fittest = leading.clone().map(fit).max();
        let mut best: Vec<&Lead> = leading.filter(|lead| Some(fit(lead)) == fittest).collect();
        best.dedup_by(|one, other| one.id == other.id && one.noun == other.noun);
        match best.as_slice() {
            [] => Ok(None),
            [only] => Ok(Some((*only).clone())),
            several => Err(Reason::SeveralIds(several.iter().map(|lead| lead.id.clone()).collect())),
        }
    }
}

fn begins(name: &[Run], id: &[Run]) -> bool {
    // A number alone is compared as it is written: `01 Report` isn't the answer to request 1.
    let exact = id.iter().all(|run| run.text.starts_with(|c: char| c.is_ascii_digit()));
    let alike = |own: &Run, known: &Run| {
        own.text == known.text
            || (!exact && !number(&known.text).is_empty() && number(&own.text) == number(&known.text))
    };
    name.len() >= id.len()
        && name.iter().zip(id).all(|(own, known)| alike(own, known))
        && name.get(id.len()).is_none_or(|next| !next.joined)
}

/// A run of digits without its leading zeros; empty for letters and for zero.
fn number(text: &str) -> &str {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.trim_start_matches('0') } else { "" }
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut before: Option<bool> = None;
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() {
            before = None;
            continue;
        }
        let digit = c.is_ascii_digit();
        match runs.last_mut() {
            Some(run) if before == Some(digit) => run.text.push(c),
            _ => runs.push(Run { text: c.to_string(), joined: before.is_some() }),
        }
        before = Some(digit);
    }
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn leads(requests: &[&str], controls: &[&str]) -> Leads {
        let own = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        Leads::new(&KnownIds { requests: own(requests), controls: own(controls) })
    }

    fn found(leads: &Leads, name: &str) -> Option<String> {
        leads.find(name).expect("one id or none").map(|lead| lead.id)
    }

    #[test]
    fn names_begin_with_ids_however_they_are_parted() {
        let leads = leads(&["PBC-014", "4.2"], &["CC6.1-03", "CC6.1", "CORE-24"]);
        for (name, id) in [
            ("CC6.1-03 access review.pdf", "CC6.1-03"),
            ("CC6.1_03.pdf", "CC6.1-03"),
            ("cc6.1 overview.pdf", "CC6.1"),
            ("CC6.1-04 other.pdf", "CC6.1"),
            ("PBC-014_evidence.xlsx", "PBC-014"),
            ("pbc14.csv", "PBC-014"),
            ("[PBC 0014] final.csv", "PBC-014"),
            ("CORE‐24 — export.csv", "CORE-24"),
            ("4.2 policy.pdf", "4.2"),
        ] {
            assert_eq!(found(&leads, name).as_deref(), Some(id), "{name}");
        }
        for name in [
            "PBC-0145.pdf",
            "PBC-014b.pdf",
            "MYPBC-014.pdf",
            "CC61-03.pdf",
            "review CORE-24.pdf",
            "04.2 x.pdf",
            ".pdf",
            "",
        ] {
            assert_eq!(found(&leads, name), None, "{name}");
        }
    }

    #[test]
    fn ids_that_cannot_be_told_apart_are_reported() {
        let leads = leads(&["PBC-14", "PBC-014", "A-1"], &["A1", "A-1"]);
        let several = vec!["PBC-14".to_owned(), "PBC-014".to_owned()];
        assert_eq!(leads.find("PBC 0014.pdf"), Err(Reason::SeveralIds(several)));
        assert_eq!(found(&leads, "PBC_014 x.pdf").as_deref(), Some("PBC-014"), "written exactly so");
        assert_eq!(found(&leads, "PBC_14 x.pdf").as_deref(), Some("PBC-14"), "written exactly so");
        assert!(matches!(leads.find("A1 x.pdf"), Err(Reason::SeveralIds(ids)) if ids.len() == 3));
    }

    proptest! {
        #[test]
        fn an_id_is_found_at_the_start_of_any_name(
            id in "[A-Z]{2,4}-[1-9][0-9]{0,2}", separator in "[ _.-]{1,3}", rest in "[a-z]{1,10}"
        ) {
            let leads = leads(&[&id], &[]);
            let name = format!("{}{separator}{rest}.pdf", id.replace('-', &separator));
            prop_assert_eq!(found(&leads, &name), Some(id));
        }

        #[test]
        fn no_name_panics(name in "\\PC{0,40}") {
            prop_assert_eq!(leads(&["PBC-014"], &["CC6.1-03"]).find(&name).is_ok(), true);
        }
    }
}
