//! The story keeps every rule of the model: each record is built with fixed ids and checked, as the commands would.

mod evidence;
mod gaps;
mod messages;
mod nouns;

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Catalogue, Profile};
use chrono::{DateTime, Utc};
use model::client::Client;
use model::control::{Control, ControlState, QuarterRule};
use model::engagement::{Engagement, EngagementKind};
use model::evidence::{Digest, EvidenceFile, EvidenceItem, EvidenceState, Reviewed};
use model::exhibit::FileType;
use model::packet::Paper;
use model::person::Person;
use model::surface::Surface;
use model::system::System;
use model::time::Span;
use sample::{Act, EvidenceFacts, EvidenceKey, Outcome, PersonKey, Story};
use uuid::Uuid;

fn story() -> Story {
    Story::load().expect("the story's texts have their form")
}

fn id<T: From<Uuid>>(number: usize) -> T {
    T::from(Uuid::from_u128(number as u128 + 1))
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

/// The story's records as a vault would hold them at its end.
struct World {
    story: Story,
    people: BTreeMap<PersonKey, Person>,
    controls: BTreeMap<String, Control>,
    evidence: BTreeMap<EvidenceKey, EvidenceItem>,
}

impl World {
    fn new() -> Self {
        let story = story();
        let people: BTreeMap<_, _> =
            story.people.iter().enumerate().map(|(n, p)| (p.key.clone(), person(n, p))).collect();
        let controls = controls(&story, &people);
        let mut world = Self { people, controls, evidence: BTreeMap::new(), story };
        world.evidence = world
            .story
            .evidence
            .iter()
            .enumerate()
            .map(|(number, facts)| (facts.key.clone(), world.item(number, facts)))
            .collect();
        world
    }

    fn item(&self, number: usize, facts: &EvidenceFacts) -> EvidenceItem {
        let superseding = self.story.evidence.iter().position(|other| other.supersedes.as_ref() == Some(&facts.key));
        let state = match (superseding, &facts.released, facts.reviews.last().map(|review| &review.outcome)) {
            (Some(by), ..) => EvidenceState::Superseded { by: id(by) },
            (None, Some((by, at)), _) => EvidenceState::Released { by: self.people[by].id, at: *at },
            (None, None, Some(Outcome::Accepted)) => EvidenceState::Accepted,
            (None, None, Some(Outcome::InReview)) => EvidenceState::InReview,
            (None, None, Some(Outcome::Returned { reason })) => EvidenceState::Returned { reason: reason.clone() },
            (None, None, None) => EvidenceState::Received,
        };
        EvidenceItem {
            id: id(number),
            revision: 1,
            engagement: id(0),
            number: number as u32 + 1,
            title: facts.title.clone(),
            kind: facts.kind,
            classification: facts.classification,
            covers: facts.covers,
            captured_at: facts.captured_at,
            received_at: facts.received_at,
            reviewed: facts.reviews.last().map(|it| Reviewed { by: self.people[&it.by].id, at: it.at }),
            source_system: facts.source_system.clone(),
            collected_by: facts.collected_by.clone(),
            state,
            version: facts.version,
            supersedes: None,
            controls: facts.controls.iter().map(|code| self.controls[code.as_str()].id).collect(),
            files: facts
                .files
                .iter()
                .map(|name| EvidenceFile {
                    id: id(number),
                    name: name.clone(),
                    file_type: FileType::Other,
                    size: 1,
                    sha256: Digest([0; 32]),
                    redaction: None,
                })
                .collect(),
            ipe: facts.ipe.clone(),
            approval: facts.approval.clone(),
            list_only: facts.list_only.clone(),
            internal_note: facts.internal_note.clone(),
        }
    }

    fn items(&self, keys: &[EvidenceKey]) -> Vec<&EvidenceItem> {
        keys.iter().map(|key| self.evidence.get(key).unwrap_or_else(|| panic!("no evidence {key}"))).collect()
    }
}

fn person(number: usize, facts: &sample::PersonFacts) -> Person {
    Person {
        id: id(number),
        revision: 1,
        name: facts.name.clone(),
        role: facts.role.clone(),
        side: facts.side,
        team: facts.team.clone(),
        email: facts.email.clone(),
    }
}

/// The profile's controls with the story's changes made to them, each of which must hold.
fn controls(story: &Story, people: &BTreeMap<PersonKey, Person>) -> BTreeMap<String, Control> {
    let mut controls: BTreeMap<String, Control> = BTreeMap::new();
    for (number, entry) in Catalogue::embedded().profile_controls(Profile::EcommerceCrm).enumerate() {
        let owner = story.owners.get(&entry.owner_role).unwrap_or_else(|| panic!("no owner for {}", entry.owner_role));
        let control = Control {
            id: id(number),
            revision: 1,
            engagement: id(0),
            code: entry.code.clone(),
            title: entry.title.clone(),
            statement: entry.statement.clone(),
            control_type: entry.control_type,
            nature: entry.nature,
            frequency: entry.frequency,
            owner: Some(people[owner].id),
            owner_role: entry.owner_role.clone(),
            criteria: entry.criteria.iter().copied().collect(),
            surfaces: entry.surfaces.iter().cloned().collect(),
            mappings: Vec::new(),
            key: false,
            starts_on: None,
            grace_days: 0,
            quarters: QuarterRule::Calendar,
            test_of_design: entry.test_of_design.clone(),
            test_of_effectiveness: entry.test_of_effectiveness.clone(),
            typical_evidence: entry.typical_evidence.clone(),
            state: ControlState::InPlace,
            internal_note: String::new(),
        };
        control.check().expect("the catalogue's control holds");
        controls.insert(entry.code.to_string(), control);
    }
    for adjustment in &story.adjustments {
        let mut control = controls.remove(adjustment.code.as_str()).unwrap_or_else(|| panic!("no {}", adjustment.code));
        let changes = adjustment.changes(|key| people[key].id);
        assert!(!changes.is_empty(), "{} changes nothing", adjustment.code);
        for change in changes {
            control = control.apply(change).unwrap_or_else(|why| panic!("{}: {why}", adjustment.code));
        }
        controls.insert(adjustment.code.to_string(), control);
    }
    controls
}

#[test]
fn client_system_engagement_people_and_surfaces_hold() {
    let world = World::new();
    let story = &world.story;
    let client = Client {
        id: id(0),
        revision: 1,
        legal_name: story.client.legal_name.clone(),
        short_code: story.client.short_code.clone(),
        industry: story.client.industry.clone(),
        sector: story.client.sector.clone(),
        jurisdictions: story.client.jurisdictions.clone(),
        logo: None,
    };
    client.check().expect("client");
    let system = System {
        id: id(0),
        revision: 1,
        name: story.system.name.clone(),
        services: story.system.services.clone(),
        components: story.system.components.clone(),
        boundaries: story.system.boundaries.clone(),
    };
    system.check().expect("system");
    let facts = &story.engagement;
    assert!(Profile::ALL.into_iter().any(|profile| profile.code() == facts.profile), "profile {}", facts.profile);
    let engagement = Engagement {
        id: id(0),
        revision: 1,
        system: id(0),
        title: facts.title.clone(),
        kind: EngagementKind::TypeIi { period: facts.period },
        categories: facts.categories.clone(),
        preparer_firm: facts.preparer_firm.clone(),
        firm_logo: None,
        firm_colour: None,
        firm_footer: String::new(),
        paper: Paper::A4,
        auditor_firm: Some(facts.auditor_firm.clone()),
        trigger: facts.trigger,
        triggered_on: Some(facts.triggered_on),
        trigger_note: facts.trigger_note.clone(),
        fieldwork_from: Some(facts.fieldwork_from),
        report_due: Some(facts.report_due),
        state: facts.state,
        outcomes: Vec::new(),
    };
    engagement.check().expect("engagement");
    world.people.values().for_each(|person| person.check().unwrap_or_else(|why| panic!("{}: {why}", person.name)));
    assert_eq!(world.people.len(), story.people.len(), "a key is used twice");
    for facts in &story.surfaces {
        let entry = Catalogue::embedded().surface(facts.code.as_str()).unwrap_or_else(|| panic!("no {}", facts.code));
        let surface = Surface {
            id: id(0),
            revision: 1,
            code: facts.code.clone(),
            name: entry.name.clone(),
            description: facts.description.clone(),
            assets: facts.assets.clone(),
            data_classes: Vec::new(),
            owner_role: entry.owner_role.clone(),
            owner: Some(world.people[&facts.owner].id),
            trust_boundary: facts.trust_boundary.clone(),
            primary_criteria: Vec::new(),
        };
        surface.check().unwrap_or_else(|why| panic!("{}: {why}", facts.code));
    }
}

#[test]
fn controls_are_over_a_hundred_of_all_kinds() {
    let world = World::new();
    let live: Vec<_> = world.controls.values().filter(|control| control.is_live()).collect();
    assert!(live.len() > 100, "{} live controls", live.len());
    assert!(world.controls.len() > live.len(), "some are retired");
    assert!(live.iter().any(|control| control.state == ControlState::Planned));
    let frequencies: BTreeSet<_> = live.iter().map(|control| control.frequency).collect();
    assert!(frequencies.len() >= 7, "{frequencies:?}");
}

#[test]
fn steps_run_through_the_year_and_nothing_is_used_before_it_is_there() {
    let story = story();
    let steps = story.steps();
    assert!(steps.windows(2).all(|pair| pair[0].at <= pair[1].at));
    let span =
        Span { from: instant("2026-01-12T00:00:00Z").date_naive(), to: instant("2026-11-20T00:00:00Z").date_naive() };
    assert!(steps.iter().all(|step| span.contains(step.at.date_naive())));
    assert!(steps.last().is_some_and(|step| step.at < instant("2026-11-20T18:00:00Z")));
    let mut received = BTreeSet::new();
    let mut gaps = BTreeSet::new();
    let mut rows = BTreeSet::new();
    for step in &steps {
        match step.act {
            Act::Receive(item) => assert!(received.insert(&item.key)),
            Act::Supersede(item) => assert!(item.supersedes.as_ref().is_some_and(|key| received.contains(key))),
            Act::Review(item, _) | Act::Release(item, _) => assert!(received.contains(&item.key)),
            Act::Rate(rating) => assert!(rating.evidence.iter().all(|key| received.contains(key))),
            Act::OpenGap(gap) => assert!(gaps.insert(&gap.key)),
            Act::MoveGap(gap, _) | Act::MeetAcceptance(gap, _) => assert!(gaps.contains(&gap.key)),
            Act::AddPlanRow(row) => assert!(rows.insert(&row.key)),
            Act::StartMessage(message) => {
                assert!(rows.contains(&message.plan_row), "{}", message.key);
                assert!(message.gaps.iter().all(|key| gaps.contains(key)), "{}", message.key);
            }
            _ => {}
        }
    }
}
