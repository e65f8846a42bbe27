//! The communication plan and its messages.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Catalogue;
use model::activity::text_digest;
use model::communication::{
    FieldValue, Message, MessageApproval, MessageState, MessageVersion, PlanRow, SendRecord, fill,
};

use super::{World, id};

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
