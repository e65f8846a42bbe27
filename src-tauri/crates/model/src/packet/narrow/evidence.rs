//! Which evidence a narrowed source holds, and what becomes of everything that names an item that it doesn't hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::{Classification, EvidenceItem, EvidenceState, FILES_PURGED};
use crate::id::EvidenceId;
use crate::occurrence::{Occurrence, Schedule, occurrences};
use crate::packet::{PacketSource, Withheld};
use crate::rating::take_back;
use crate::retest::Retest;
use crate::time::Span;

/// Stands where words may speak of what isn't there.
const NOT_HERE: &str = "Rests on evidence that is not in this packet.";

/// What becomes of an item.
pub(super) enum Keep {
    /// It stays.
    Kept,
    /// It is taken out and named as withheld.
    Withheld {
        /// Why, in words that say nothing of its content.
        reason: String,
        /// Whether a release would bring it in.
        by_release: bool,
    },
    /// It is taken out, and nothing says that there was one.
    Unnamed,
}

impl Keep {
    pub(super) fn withheld(reason: impl Into<String>, by_release: bool) -> Self {
        Self::Withheld { reason: reason.into(), by_release }
    }
}

const fn is_released(item: &EvidenceItem) -> bool {
    matches!(item.state, EvidenceState::Released { .. })
}

impl PacketSource {
    /// Takes out every item that the client hasn't released, leaving its reference and a reason.
    pub(super) fn withhold_unreleased(&mut self) {
        self.keep_items(|item| match is_released(item) {
            true => Keep::Kept,
            // In a packet as of an earlier day too: no release would bring these back.
            false if item.is_purged() => Keep::withheld(FILES_PURGED, false),
            false => Keep::withheld(format!("not released by the client ({})", item.state.name()), true),
        });
    }

    /// Leaves of the evidence only what proves the findings that are there, where the client released it and it is
    /// neither personal nor restricted; the rest of that proof is named as withheld, all other items aren't named.
    pub(super) fn keep_proof_of_findings(&mut self) {
        let retests = self.findings.iter().filter_map(|finding| finding.retest.as_ref());
        let proof: BTreeSet<EvidenceId> = retests.flat_map(|retest| retest.evidence.iter().copied()).collect();
        self.evidence.retain(|item| proof.contains(&item.id));
        self.keep_items(|item| {
            let open = match item.classification {
                Classification::Public | Classification::Internal | Classification::Confidential => true,
                Classification::Personal | Classification::Restricted => false,
            };
            match (is_released(item), open) {
                (_, false) => Keep::withheld(format!("kept back as {}", item.classification.name()), false),
                (_, true) if item.is_purged() => Keep::withheld(FILES_PURGED, false),
                (_, true) if item.list_only.is_some() => Keep::withheld("kept back by choice", false),
                (false, true) => Keep::withheld("not released by the client", true),
                (true, true) => Keep::Kept,
            }
        });
    }

    /// Leaves no evidence, and no word that there was any.
    pub(super) fn keep_no_evidence(&mut self) {
        self.evidence.clear();
        self.custody.clear();
        self.populations.clear();
        self.drop_names_of_withheld(&BTreeSet::new());
    }

    /// Leaves the items for which `may` says so, and takes out of everything else the names of the others.
    pub(super) fn keep_items(&mut self, may: impl Fn(&EvidenceItem) -> Keep) {
        let codes: BTreeMap<_, _> =
            self.controls.iter().map(|control| (control.id, control.code.to_string())).collect();
        let (mut kept, mut taken_out, mut kept_back) = (Vec::new(), Vec::new(), BTreeSet::new());
        for item in std::mem::take(&mut self.evidence) {
            match may(&item) {
                Keep::Kept => kept.push(item),
                Keep::Unnamed => taken_out.push(item),
                Keep::Withheld { reason, by_release } => {
                    if !by_release && !item.is_purged() {
                        kept_back.insert(item.id);
                    }
                    self.withheld.push(Withheld {
                        reference: item.reference(),
                        accepted: item.state.is_accepted() && reason != FILES_PURGED,
                        reason,
                        by_release,
                        controls: item.controls.iter().filter_map(|id| codes.get(id).cloned()).collect(),
                    });
                    taken_out.push(item);
                }
            }
        }
        let kept_ids: BTreeSet<_> = kept.iter().map(|item| item.id).collect();
        self.evidence = kept;
        self.custody.retain(|event| kept_ids.contains(&event.evidence));
        let others = if kept_back.is_empty() { "are not released" } else { "are kept back or not released" };
        self.keep_ratings_with(&kept_ids, others);
        self.drop_names_of_withheld(&kept_ids);
        self.withhold_populations(&kept_ids, &kept_back);
        self.drop_notes_of_occurrences(&taken_out);
    }

    /// Words beside an occurrence may speak of what was taken out: they go where an item of its control is that speaks of
    /// its days, or of which no days are known. When and by whom it was performed stays, and so does its exception.
    fn drop_notes_of_occurrences(&mut self, taken_out: &[EvidenceItem]) {
        let days: Vec<Option<Span>> = self.occurrences.iter().map(|it| self.days_of(it)).collect();
        for (occurrence, days) in self.occurrences.iter_mut().zip(days).filter(|(it, _)| !it.note.is_empty()) {
            let meets = |item: &EvidenceItem| match (item.covers, days) {
                (Some(covers), Some(days)) => covers.span(days.to).meet(days).is_some(),
                (None, _) | (_, None) => true,
            };
            if taken_out.iter().any(|item| item.controls.contains(&occurrence.control) && meets(item)) {
                NOT_HERE.clone_into(&mut occurrence.note);
            }
        }
    }

    /// The days of an occurrence up to its last chance; none where the calendar doesn't know it.
    fn days_of(&self, occurrence: &Occurrence) -> Option<Span> {
        let control = self.controls.iter().find(|control| control.id == occurrence.control)?;
        let windows = occurrences(&Schedule::of(control)?, self.engagement.kind.period()?).ok()?;
        let window = windows.into_iter().find(|window| window.key == occurrence.key)?;
        Some(Span { from: window.days.from, to: window.last_chance })
    }

    fn keep_ratings_with(&mut self, kept_ids: &BTreeSet<EvidenceId>, others: &str) {
        for rating in &mut self.ratings {
            let named = rating.evidence.len();
            rating.evidence.retain(|id| kept_ids.contains(id));
            match (rating.evidence.len(), named) {
                (kept, named) if kept == named => {}
                // All that it says rests on what this audience may not see.
                (0, _) => take_back(rating),
                // It may still hold, but its words may speak of what is withheld.
                (kept, named) => {
                    rating.rationale =
                        format!("Rests on {named} items, of which {kept} are in this packet; the others {others}.");
                }
            }
        }
    }

    /// Takes out of requests, rounds, retests, tasks and messages the names of items that aren't there.
    fn drop_names_of_withheld(&mut self, kept: &BTreeSet<EvidenceId>) {
        for request in &mut self.requests {
            request.evidence.retain(|id| kept.contains(id));
            for round in &mut request.rounds {
                round.evidence.retain(|id| kept.contains(id));
            }
        }
        let of_findings = self.findings.iter_mut().filter_map(|finding| finding.retest.as_mut());
        let of_gaps = self.gaps.iter_mut().filter_map(|gap| gap.retest.as_mut());
        for Retest { evidence, note, .. } in of_findings.chain(of_gaps) {
            keep_named(evidence, note, kept);
        }
        for done in self.tasks.iter_mut().filter_map(|task| task.done.as_mut()) {
            keep_named(&mut done.evidence, &mut done.note, kept);
        }
        for value in self.messages.iter_mut().flat_map(|message| message.fields.values_mut()) {
            value.evidence = value.evidence.filter(|id| kept.contains(id));
        }
    }

    /// Takes out every population whose item isn't there, leaving that there is one of its control, and whether a release
    /// would bring it in.
    fn withhold_populations(&mut self, kept: &BTreeSet<EvidenceId>, kept_back: &BTreeSet<EvidenceId>) {
        let (populations, withheld): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.populations).into_iter().partition(|it| kept.contains(&it.evidence));
        for population in withheld {
            let control = self.controls.iter().find(|control| control.id == population.control);
            let code = control.map(|control| control.code.to_string());
            self.withheld.push(Withheld {
                reference: code
                    .as_ref()
                    .map_or_else(|| "Population".to_owned(), |code| format!("Population of {code}")),
                reason: if kept_back.contains(&population.evidence) {
                    "its evidence is kept back".to_owned()
                } else {
                    "its evidence is not released by the client".to_owned()
                },
                by_release: !kept_back.contains(&population.evidence),
                accepted: false,
                controls: code.into_iter().collect(),
            });
        }
        self.populations = populations;
    }
}

/// Leaves the items that are there; words beside them may speak of the others.
fn keep_named(evidence: &mut BTreeSet<EvidenceId>, note: &mut String, kept: &BTreeSet<EvidenceId>) {
    let named = evidence.len();
    evidence.retain(|id| kept.contains(id));
    if evidence.len() < named {
        NOT_HERE.clone_into(note);
    }
}
