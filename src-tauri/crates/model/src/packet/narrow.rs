//! What each audience may see of a packet's source. Everything that draws a packet works on the narrowed source, so that
//! nothing outside the profile can reach it. Adds nothing but the words that say what was left out.

use std::collections::BTreeSet;

use super::{AudienceProfile, PacketSource, Withheld};
use crate::evidence::EvidenceState;
use crate::id::{EvidenceId, PersonId};
use crate::rating::{
    Rating, RatingSubject, RatingValue, check_control_rating, check_criterion_rating, values_of_controls,
    values_of_criterion,
};
use crate::request::InternalStatus;

/// Leaves of a claim only that it can't be evaluated here.
fn take_back(rating: &mut Rating) {
    rating.value = RatingValue::NotEvaluableYet;
    rating.rationale = "The evidence that it rests on is not in this packet, or no longer shows it.".to_owned();
    rating.evidence.clear();
}

impl PacketSource {
    /// The same source without anything that `profile` must not see. Everything that draws a packet works on this, so
    /// that nothing outside the profile can reach it.
    pub fn narrowed(mut self, profile: AudienceProfile) -> Self {
        match profile {
            AudienceProfile::Client => self.take_back_unshown_claims(),
            AudienceProfile::Auditor => {
                self.gaps.clear();
                self.plan_rows.clear();
                self.messages.clear();
                self.engagement.trigger_note.clear();
                self.tasks.clear();
                self.withhold_unreleased();
                self.clear_notes();
                self.keep_what_the_auditor_knows();
                self.take_back_unshown_claims();
                self.keep_named_people();
            }
        }
        self
    }

    /// A rating that claims something was checked against its evidence when it was made. Evidence can be withdrawn,
    /// replaced or withheld since: what the evidence in this packet no longer shows becomes "not evaluable yet", and its
    /// rationale, which may quote what is withheld, goes with it.
    fn take_back_unshown_claims(&mut self) {
        let period = self.engagement.kind.period();
        for rating in &mut self.ratings {
            let RatingSubject::Control(id) = rating.subject else { continue };
            let evidence: Vec<_> = self.evidence.iter().filter(|item| rating.evidence.contains(&item.id)).collect();
            let control = self.controls.iter().find(|control| control.id == id);
            let holds = control.is_none_or(|it| check_control_rating(rating, it, &evidence, period).is_ok());
            if !holds {
                take_back(rating);
            }
        }
        let values = values_of_controls(&self.ratings);
        for rating in &mut self.ratings {
            let RatingSubject::Criterion(code) = rating.subject else { continue };
            let of_controls = values_of_criterion(code, rating.aspect, &self.controls, &values);
            if check_criterion_rating(rating, &of_controls).is_err() {
                take_back(rating);
            }
        }
    }

    /// Takes out everyone who isn't named in what is left (such as counsel, or a customer's contact), and all addresses.
    fn keep_named_people(&mut self) {
        let mut named: BTreeSet<PersonId> = BTreeSet::new();
        named.extend(self.controls.iter().filter_map(|control| control.owner));
        named.extend(self.surfaces.iter().filter_map(|surface| surface.owner));
        for rating in &self.ratings {
            named.insert(rating.rated_by);
            named.extend(rating.reviewed.as_ref().map(|review| review.by));
        }
        for item in &self.evidence {
            named.extend(item.reviewed.as_ref().map(|reviewed| reviewed.by));
            if let EvidenceState::Released { by, .. } = item.state {
                named.insert(by);
            }
        }
        named.extend(self.requests.iter().filter_map(|request| request.owner));
        for finding in &self.findings {
            named.extend(finding.owner);
            named.extend(finding.acknowledged.as_ref().map(|it| it.by));
            named.extend(finding.response.as_ref().map(|it| it.by));
            named.extend(finding.retest.as_ref().map(|it| it.by));
        }
        named.extend(self.organisations.iter().filter_map(|it| it.reviewed.as_ref()).map(|review| review.by));
        self.keep_named_teams(&named);
        self.people.retain(|person| named.contains(&person.id));
        for person in &mut self.people {
            person.email = None;
        }
    }

    /// Takes out of the teams everyone who isn't named, and then the teams of which nobody is left.
    fn keep_named_teams(&mut self, named: &BTreeSet<PersonId>) {
        for team in &mut self.teams {
            team.lead = team.lead.filter(|lead| named.contains(lead));
            team.members.retain(|member| named.contains(member));
        }
        self.teams.retain(|team| team.lead.is_some() || !team.members.is_empty());
    }

    /// Takes out what is for the consultant alone.
    fn clear_notes(&mut self) {
        self.controls.iter_mut().for_each(|control| control.internal_note.clear());
        self.evidence.iter_mut().for_each(|item| item.internal_note.clear());
        self.custody.iter_mut().for_each(|event| event.note.clear());
        self.requests.iter_mut().for_each(|request| request.internal_note.clear());
        self.findings.iter_mut().for_each(|finding| finding.internal_note.clear());
        self.organisations.iter_mut().for_each(|organisation| organisation.internal_note.clear());
    }

    /// Of requests and findings only what is between the auditor and the client stays: not where a request stands for us
    /// and who looks it over, and not how grave we hold a finding and which gaps speak of it.
    fn keep_what_the_auditor_knows(&mut self) {
        for request in &mut self.requests {
            request.internal = InternalStatus::Open;
            request.reviewer = None;
        }
        for finding in &mut self.findings {
            finding.severity = None;
            finding.gaps.clear();
        }
    }

    /// Takes out every item that the client hasn't released, leaving its reference and a reason.
    fn withhold_unreleased(&mut self) {
        let (kept, withheld): (Vec<_>, Vec<_>) = std::mem::take(&mut self.evidence)
            .into_iter()
            .partition(|item| matches!(item.state, EvidenceState::Released { .. }));
        let code_of =
            |id| self.controls.iter().find(|control| control.id == id).map(|control| control.code.to_string());
        for item in &withheld {
            self.withheld.push(Withheld {
                reference: item.reference(),
                reason: format!("not released by the client ({})", item.state.name()),
                controls: item.controls.iter().filter_map(|id| code_of(*id)).collect(),
            });
        }
        let kept_ids: BTreeSet<_> = kept.iter().map(|item| item.id).collect();
        self.custody.retain(|event| kept_ids.contains(&event.evidence));
        for rating in &mut self.ratings {
            let named = rating.evidence.len();
            rating.evidence.retain(|id| kept_ids.contains(id));
            match (rating.evidence.len(), named) {
                (kept, named) if kept == named => {}
                // All that it says rests on what this audience may not see.
                (0, _) => take_back(rating),
                // It may still hold, but its words may speak of what is withheld.
                (kept, named) => {
                    rating.rationale = format!(
                        "Rests on {named} items, of which {kept} are in this packet; the others are not released."
                    );
                }
            }
        }
        self.evidence = kept;
        self.drop_names_of_withheld(&kept_ids);
        self.withhold_populations(&kept_ids);
    }

    /// Takes out of requests, rounds and retests the names of items that aren't there.
    fn drop_names_of_withheld(&mut self, kept: &BTreeSet<EvidenceId>) {
        for request in &mut self.requests {
            request.evidence.retain(|id| kept.contains(id));
            for round in &mut request.rounds {
                round.evidence.retain(|id| kept.contains(id));
            }
        }
        for retest in self.findings.iter_mut().filter_map(|finding| finding.retest.as_mut()) {
            let named = retest.evidence.len();
            retest.evidence.retain(|id| kept.contains(id));
            if retest.evidence.len() < named {
                // Its words may speak of what is withheld.
                retest.note = "Rests on evidence that is not in this packet.".to_owned();
            }
        }
    }

    /// Takes out every population whose item isn't there, leaving that there is one of its control.
    fn withhold_populations(&mut self, kept: &BTreeSet<EvidenceId>) {
        let (populations, withheld): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.populations).into_iter().partition(|it| kept.contains(&it.evidence));
        for population in withheld {
            let control = self.controls.iter().find(|control| control.id == population.control);
            let code = control.map(|control| control.code.to_string());
            self.withheld.push(Withheld {
                reference: code
                    .as_ref()
                    .map_or_else(|| "Population".to_owned(), |code| format!("Population of {code}")),
                reason: "its evidence is not released by the client".to_owned(),
                controls: code.into_iter().collect(),
            });
        }
        self.populations = populations;
    }
}
