//! Whom a narrowed source names: only people who are named in what is left of it, and where no person may be named, their
//! roles in place of their names.

use std::collections::BTreeSet;

use crate::evidence::{EvidenceItem, EvidenceState};
use crate::id::PersonId;
use crate::packet::PacketSource;
use crate::person::Person;

/// Stands where a record names a person in words.
pub(super) const NOT_NAMED: &str = "a person not named in this packet";

impl PacketSource {
    /// Takes out everyone who isn't named in what is left (such as counsel, or a customer's contact), and all addresses.
    pub(super) fn keep_named_people(&mut self) {
        let mut named = self.named_in_scope();
        named.extend(self.named_in_work());
        self.keep_named_teams(&named);
        self.people.retain(|person| named.contains(&person.id));
        for person in &mut self.people {
            person.email = None;
        }
    }

    /// People whom surfaces, controls, ratings, evidence and organisations name.
    fn named_in_scope(&self) -> BTreeSet<PersonId> {
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
        named.extend(self.organisations.iter().filter_map(|it| it.reviewed.as_ref()).map(|review| review.by));
        named
    }

    /// People whom requests, findings, gaps, tasks and the communication plan name.
    fn named_in_work(&self) -> BTreeSet<PersonId> {
        let mut named: BTreeSet<PersonId> = BTreeSet::new();
        for request in &self.requests {
            named.extend(request.owner);
            named.extend(request.reviewer);
        }
        for finding in &self.findings {
            named.extend(finding.owner);
            named.extend(finding.acknowledged.as_ref().map(|it| it.by));
            named.extend(finding.response.as_ref().map(|it| it.by));
            named.extend(finding.retest.as_ref().map(|it| it.by));
        }
        named.extend(self.follow_ups.iter().filter_map(|follow_up| follow_up.promised_by));
        for gap in &self.gaps {
            named.extend(gap.owner);
            named.extend(gap.retest.as_ref().map(|it| it.by));
            named.extend(gap.acceptance_of_risk.as_ref().map(|it| it.approver));
        }
        named.extend(self.tasks.iter().filter_map(|task| task.owner));
        named.extend(self.plan_rows.iter().flat_map(|row| [row.owner, row.sender]).flatten());
        for message in &self.messages {
            named.extend(message.approvals.iter().map(|approval| approval.person));
            named.extend(message.sends.iter().map(|send| send.by));
            named.extend(message.signatory);
        }
        named
    }

    /// Takes out of the teams everyone who isn't named, and then the teams of which nobody is left.
    fn keep_named_teams(&mut self, named: &BTreeSet<PersonId>) {
        for team in &mut self.teams {
            team.lead = team.lead.filter(|lead| named.contains(lead));
            team.members.retain(|member| named.contains(member));
        }
        self.teams.retain(|team| team.lead.is_some() || !team.members.is_empty());
    }

    /// Puts roles in the place of all names: whoever is named anywhere is printed by what they are.
    pub(super) fn name_nobody(&mut self) {
        self.keep_named_people();
        self.teams.clear();
        self.prepared_by.clear();
        self.people.iter_mut().for_each(by_role);
        self.evidence.iter_mut().for_each(name_nobody_in);
    }
}

fn by_role(person: &mut Person) {
    let unknown = || format!("a person of the {}", person.side.name());
    person.name = if person.role.trim().is_empty() { unknown() } else { person.role.clone() };
    person.team = None;
}

/// Whoever collected an item, ran its extract or approved it is named in words, not by a record.
fn name_nobody_in(item: &mut EvidenceItem) {
    let names = [
        Some(&mut item.collected_by),
        item.ipe.as_mut().map(|card| &mut card.run_by),
        item.approval.as_mut().map(|approval| &mut approval.by),
    ];
    for name in names.into_iter().flatten().filter(|name| !name.trim().is_empty()) {
        NOT_NAMED.clone_into(name);
    }
    for redaction in item.files.iter_mut().filter_map(|file| file.redaction.as_mut()) {
        NOT_NAMED.clone_into(&mut redaction.by);
    }
}
