//! The story keeps every rule of the model: each record is built with fixed ids and checked, as the commands would.

mod nouns;

use std::collections::{BTreeMap, BTreeSet};

use catalogue::{Catalogue, Profile};
use chrono::{DateTime, Utc};
use model::activity::text_digest;
use model::client::Client;
use model::communication::{
    FieldValue, Message, MessageApproval, MessageState, MessageVersion, PlanRow, SendRecord, fill,
};
use model::control::{Control, ControlState, QuarterRule};
use model::engagement::{Engagement, EngagementKind};
use model::evidence::{Digest, EvidenceFile, EvidenceItem, EvidenceState, Reviewed};
use model::exhibit::FileType;
use model::gap::{AcceptanceCriterion, Gap, GapState, Retest, RiskAcceptance};
use model::person::Person;
use model::rating::{
    Rating, RatingReview, RatingSubject, RatingValue, check_control_rating, check_criterion_rating, values_of_criterion,
};
use model::surface::Surface;
use model::system::System;
use model::time::Span;
use sample::{Act, EvidenceFacts, EvidenceKey, GapFacts, Outcome, PersonKey, Rated, Story};
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
fn evidence_holds_and_its_steps_are_those_of_a_review() {
    let world = World::new();
    assert!(world.evidence.len() > 60);
    assert_eq!(world.evidence.len(), world.story.evidence.len(), "a key is used twice");
    let mut names = BTreeSet::new();
    for facts in &world.story.evidence {
        let item = &world.evidence[&facts.key];
        item.check().unwrap_or_else(|why| panic!("{}: {why}", facts.key));
        assert!(facts.files.iter().all(|name| names.insert(name.clone())), "{} names a file twice", facts.key);
        let mut at = facts.received_at;
        let mut state = EvidenceState::Received;
        for review in &facts.reviews {
            let next = match &review.outcome {
                Outcome::InReview => EvidenceState::InReview,
                Outcome::Accepted => EvidenceState::Accepted,
                Outcome::Returned { reason } => EvidenceState::Returned { reason: reason.clone() },
            };
            assert!(state.may_become(&next), "{}: {} to {}", facts.key, state.name(), next.name());
            assert!(review.at > at, "{}: reviewed before it came", facts.key);
            (state, at) = (next, review.at);
        }
        if let Some((_, released)) = &facts.released {
            assert_eq!(state, EvidenceState::Accepted, "{}", facts.key);
            assert!(*released > at, "{}: released before it was accepted", facts.key);
        }
        if let Some(older) = &facts.supersedes {
            let older = world.story.evidence_item(older).expect("the replaced item is in the story");
            assert!(older.received_at < facts.received_at);
        }
    }
    let states: BTreeSet<_> = world.story.evidence.iter().map(|item| world.story.final_state(item)).collect();
    let all = ["received", "in review", "accepted", "returned", "released", "superseded"];
    assert_eq!(states, all.into_iter().collect(), "every state occurs");
    let incomplete = world.evidence.values().filter(|item| !item.missing().is_empty()).count();
    assert!((3..=12).contains(&incomplete), "{incomplete} items lack something");
}

#[test]
fn ratings_claim_no_more_than_their_evidence_shows() {
    let world = World::new();
    let period = world.story.engagement.period;
    let mut values = BTreeMap::new();
    let controls: Vec<_> = world.controls.values().cloned().collect();
    let mut seen = BTreeSet::new();
    for facts in &world.story.ratings {
        let (subject, name) = match &facts.of {
            Rated::Control(code) => {
                let control = world.controls.get(code.as_str()).unwrap_or_else(|| panic!("no {code}"));
                (RatingSubject::Control(control.id), code.to_string())
            }
            Rated::Criterion(code) => (RatingSubject::Criterion(*code), code.to_string()),
        };
        assert!(seen.insert((name.clone(), facts.aspect)), "{name} is rated twice");
        let rating = Rating {
            id: id(0),
            revision: 1,
            engagement: id(0),
            subject,
            aspect: facts.aspect,
            value: facts.value,
            rationale: facts.rationale.clone(),
            evidence: world.items(&facts.evidence).iter().map(|item| item.id).collect(),
            rated_by: world.people[&facts.rated_by].id,
            rated_on: facts.at.date_naive(),
            reviewed: facts.reviewed.as_ref().map(|(by, on)| RatingReview { by: world.people[by].id, on: *on }),
        };
        rating.check().unwrap_or_else(|why| panic!("{name}: {why}"));
        for key in &facts.evidence {
            let item = world.story.evidence_item(key).expect("checked above");
            let accepted = item.accepted_at().unwrap_or_else(|| panic!("{name} rests on {key}, not accepted"));
            assert!(accepted <= facts.at, "{name} rests on {key} before it was accepted");
        }
        match &facts.of {
            Rated::Control(code) => {
                let control = &world.controls[code.as_str()];
                check_control_rating(&rating, control, &world.items(&facts.evidence), Some(period))
                    .unwrap_or_else(|why| panic!("{code} {}: {why}", facts.aspect.name()));
                values.insert((control.id, facts.aspect), facts.value);
            }
            Rated::Criterion(code) => {
                let of_controls = values_of_criterion(*code, facts.aspect, &controls, &values);
                check_criterion_rating(&rating, &of_controls)
                    .unwrap_or_else(|why| panic!("{code} {}: {why}", facts.aspect.name()));
            }
        }
    }
    let in_scope = Catalogue::embedded()
        .criteria
        .iter()
        .filter(|entry| world.story.engagement.categories.contains(&entry.category))
        .count();
    let criteria = world.story.ratings.iter().filter(|it| matches!(it.of, Rated::Criterion(_))).count();
    assert_eq!(criteria, in_scope * 2, "each criterion in scope is rated in both aspects");
    let not_yet = world.story.ratings.iter().filter(|it| it.value == RatingValue::NotEvaluableYet).count();
    assert!(not_yet >= 10 && world.story.ratings.iter().any(|it| it.value == RatingValue::Deficient));
}

fn gap(world: &World, facts: &GapFacts, moves: usize) -> Gap {
    let person = |key: &PersonKey| world.people[key].id;
    let mut gap = Gap {
        id: id(0),
        revision: 1,
        engagement: id(0),
        number: 1,
        title: facts.title.clone(),
        source: facts.source,
        kind: facts.kind,
        description: facts.description.clone(),
        root_cause: facts.root_cause.clone(),
        criteria: facts.criteria.iter().copied().collect(),
        controls: facts.controls.iter().map(|code| world.controls[code.as_str()].id).collect(),
        surfaces: facts.surfaces.iter().cloned().collect(),
        severity: facts.severity,
        effort_days: facts.effort_days,
        cost: facts.cost.clone(),
        reference: None,
        owner: facts.owner.as_ref().map(person),
        found_on: facts.found_on,
        due_on: facts.due_on,
        remedy: facts.remedy.clone(),
        acceptance: facts
            .acceptance
            .iter()
            .map(|it| AcceptanceCriterion {
                text: it.text.clone(),
                shown_by: it.shown_by.clone(),
                due_on: it.due_on,
                met: it.met_at.is_some(),
            })
            .collect(),
        state: GapState::Open,
        fixed_on: None,
        retest: None,
        operating_since: None,
        acceptance_of_risk: None,
        prior: None,
        pattern: facts.pattern.clone(),
        internal_note: facts.internal_note.clone(),
    };
    for step in &facts.moves[..moves] {
        assert!(gap.state.may_become(step.to), "{}: {} to {}", facts.key, gap.state.name(), step.to.name());
        gap.state = step.to;
        gap.fixed_on = step.fixed_on.or(gap.fixed_on);
        gap.operating_since = step.operating_since.or(gap.operating_since);
        if let Some(it) = &step.retest {
            let evidence = world.items(&it.evidence).iter().map(|item| item.id).collect();
            gap.retest = Some(Retest { by: person(&it.by), on: it.on, evidence, note: it.note.clone() });
            for key in &it.evidence {
                let accepted = world.story.evidence_item(key).and_then(EvidenceFacts::accepted_at);
                assert!(accepted.is_some_and(|at| at <= step.at), "{}: {key} not accepted by then", facts.key);
            }
            gap.check_retest(&world.items(&it.evidence)).unwrap_or_else(|why| panic!("{}: {why}", facts.key));
        }
        if let Some(it) = &step.risk {
            gap.acceptance_of_risk =
                Some(RiskAcceptance { approver: person(&it.approver), until: it.until, reason: it.reason.clone() });
        }
    }
    gap
}

#[test]
fn gaps_hold_after_each_move_and_reach_every_state() {
    let world = World::new();
    let gaps = &world.story.gaps;
    assert!((18..=26).contains(&gaps.len()), "{} gaps", gaps.len());
    for facts in gaps {
        let mut at = facts.at;
        for step in &facts.moves {
            assert!(step.at > at, "{}: a move before the one before", facts.key);
            at = step.at;
        }
        for moves in 0..=facts.moves.len() {
            gap(&world, facts, moves).check().unwrap_or_else(|why| panic!("{} after {moves}: {why}", facts.key));
        }
        assert!(facts.found_on <= facts.at.date_naive(), "{}", facts.key);
        for criterion in &facts.criteria {
            assert!(Catalogue::embedded().criterion(*criterion).is_some(), "{criterion}");
        }
        for surface in &facts.surfaces {
            assert!(Catalogue::embedded().surface(surface.as_str()).is_some(), "{surface}");
        }
        if let Some(pattern) = &facts.pattern {
            assert!(Catalogue::embedded().pattern(pattern).is_some(), "{pattern}");
        }
    }
    let states: BTreeSet<_> = gaps.iter().map(GapFacts::state).collect();
    assert_eq!(states.len(), 7, "{states:?}");
    let surfaces: BTreeSet<_> = gaps.iter().flat_map(|gap| &gap.surfaces).collect();
    assert!(surfaces.len() >= 8, "{surfaces:?}");
    assert!(gaps.iter().filter(|gap| gap.pattern.is_some()).count() >= 10);
}

#[test]
fn the_plan_and_its_messages_hold() {
    let world = World::new();
    let rows = &world.story.plan_rows;
    assert!((10..=14).contains(&rows.len()));
    for (number, facts) in rows.iter().enumerate() {
        let row = PlanRow {
            id: id(number),
            revision: 1,
            engagement: id(0),
            number: number as u32 + 1,
            audience: facts.audience.clone(),
            track: facts.track,
            subject: facts.subject.clone(),
            trigger: facts.trigger.clone(),
            channel: facts.channel.clone(),
            owner: Some(world.people[&facts.owner].id),
            sender: Some(world.people[&facts.sender].id),
            due: facts.due,
            cadence: facts.cadence.clone(),
            template: None,
            triggered_at: None,
            internal_note: facts.internal_note.clone(),
        };
        row.check().unwrap_or_else(|why| panic!("{}: {why}", facts.key));
    }
    let mut sent_or_approved = 0;
    for facts in &world.story.messages {
        let message = message(&world, facts);
        message.check().unwrap_or_else(|why| panic!("{}: {why}", facts.key));
        assert!(rows.iter().any(|row| row.key == facts.plan_row), "{}", facts.key);
        assert!(facts.gaps.iter().all(|key| world.story.gap(key).is_some()), "{}", facts.key);
        assert!(facts.controls.iter().all(|code| world.controls.contains_key(code.as_str())), "{}", facts.key);
        sent_or_approved += usize::from(!message.is_draft());
    }
    assert!(sent_or_approved >= 2);
    assert!(world.story.messages.iter().any(|it| it.privileged));
}

fn message(world: &World, facts: &sample::MessageFacts) -> Message {
    let template = Catalogue::embedded().template(&facts.template).unwrap_or_else(|| panic!("no {}", facts.template));
    for name in facts.fields.keys() {
        assert!(template.fields.iter().any(|field| field.as_str() == name), "{}: no field {name}", facts.key);
    }
    let fields: BTreeMap<_, _> = facts
        .fields
        .iter()
        .map(|(name, field)| {
            let evidence = field.evidence.as_ref().map(|key| {
                let item = world.story.evidence_item(key).unwrap_or_else(|| panic!("no {key}"));
                assert!(item.received_at <= facts.filled_at, "{}: {key} came later", facts.key);
                world.evidence[key].id
            });
            (name.clone(), FieldValue { text: field.text.clone(), evidence })
        })
        .collect();
    let mut texts = vec![template.body.clone()];
    if let Some(revision) = &facts.revision {
        assert!(template.body.contains(&revision.from), "{}: the revised words aren't there", facts.key);
        texts.push(template.body.replacen(&revision.from, &revision.to, 1));
    }
    let versions: Vec<_> = texts
        .into_iter()
        .enumerate()
        .map(|(n, text)| MessageVersion {
            number: n as u32 + 1,
            digest: text_digest(&fill(&text, &fields)),
            text,
            by: "Ines Okafor".to_owned(),
            at: facts.at,
        })
        .collect();
    let digest = versions.last().expect("at least one").digest;
    let state = match (&facts.send, facts.approved_at, facts.in_review_at) {
        (Some(_), ..) => MessageState::Sent,
        (None, Some(_), _) => MessageState::Approved,
        (None, None, Some(_)) => MessageState::InReview,
        (None, None, None) => MessageState::Draft,
    };
    Message {
        id: id(0),
        revision: 1,
        engagement: id(0),
        number: 1,
        plan_row: None,
        title: facts.title.clone(),
        audience: template.audience.clone(),
        track: template.track,
        template: Some(facts.template.clone()),
        privileged: facts.privileged,
        valid_until: facts.valid_until,
        state,
        versions: versions.clone(),
        fields,
        claims: BTreeMap::new(),
        signing_roles: Vec::new(),
        signatory: None,
        required_approvals: template.approvals_needed.clone(),
        approvals: facts
            .decisions
            .iter()
            .map(|it| MessageApproval {
                role: it.role.clone(),
                person: world.people[&it.person].id,
                decision: it.decision,
                at: it.at,
                digest,
                note: it.note.clone(),
            })
            .collect(),
        sends: facts
            .send
            .iter()
            .map(|it| SendRecord {
                at: it.at,
                by: world.people[&it.by].id,
                to: it.to.clone(),
                version: versions.len() as u32,
                channel: it.channel.clone(),
            })
            .collect(),
        gaps: BTreeSet::new(),
        findings: BTreeSet::new(),
        requests: BTreeSet::new(),
        questions: Vec::new(),
        controls: BTreeSet::new(),
        surfaces: BTreeSet::new(),
        superseded_by: None,
        withdrawn_because: String::new(),
    }
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
