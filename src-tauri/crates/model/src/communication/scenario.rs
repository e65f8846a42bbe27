//! Scenarios: plan rows and drafts that are started together when an opinion fails, an incident strikes or a report is
//! late. A scenario states no fact: whatever its drafts claim is a merge field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Due, FieldValue, Message, MessageState, MessageVersion, PlanRow, Track, fill};
use crate::activity::text_digest;
use crate::id::{EngagementId, PersonId};
use crate::invalid::Invalid;
use crate::person::{Person, Side};
use crate::time::Instant;

/// What has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ScenarioKind {
    /// The opinion is qualified, adverse or disclaimed.
    FailedOpinion,
    /// Preparation under pressure, with a hold on a deal or a lapsed report.
    EmergencyPreparation,
    /// An incident.
    Incident,
    /// The report comes later than promised.
    DelayedReport,
}

impl ScenarioKind {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FailedOpinion => "failed opinion",
            Self::EmergencyPreparation => "emergency preparation",
            Self::Incident => "incident",
            Self::DelayedReport => "delayed report",
        }
    }
}

/// Plan rows with their drafts, started together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Scenario {
    /// What has happened.
    pub kind: ScenarioKind,
    /// Its rows.
    pub rows: Vec<ScenarioRow>,
}

/// One row of the plan, with the drafts that it needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ScenarioRow {
    /// The catalogue's code, such as `fo_board`.
    pub code: String,
    /// Role that sees to it.
    pub owner_role: String,
    /// Role that sends or speaks.
    pub sender_role: String,
    /// Advice for whoever runs the plan; not for other readers.
    pub note: String,
    /// Who is told.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// What they are told, in a few words.
    pub subject: String,
    /// What sets it off.
    pub trigger: String,
    /// By which channel.
    pub channel: String,
    /// When it is due.
    pub due: Due,
    /// How often, in words; empty when once.
    pub cadence: String,
    /// Its drafts.
    pub drafts: Vec<ScenarioDraft>,
}

/// A draft of a scenario: a template with what a message takes from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ScenarioDraft {
    /// The catalogue's code, such as `COMM-04`.
    pub template: String,
    /// Title.
    pub title: String,
    /// Text in Markdown, with merge fields as `{{ name }}`.
    pub text: String,
    /// Prepared for counsel.
    pub privileged: bool,
    /// Roles of which one person each must approve.
    pub required_approvals: Vec<String>,
    /// Roles of which one person signs; empty when nobody must.
    pub signing_roles: Vec<String>,
}

/// In which engagement a scenario starts, when and by whom.
#[derive(Debug, Clone, Copy)]
pub struct ScenarioStart<'a> {
    /// The engagement.
    pub engagement: EngagementId,
    /// Number of the first row.
    pub first_row: u32,
    /// Number of the first message.
    pub first_message: u32,
    /// Who starts it.
    pub by: &'a str,
    /// When.
    pub at: Instant,
    /// When the scenario's trigger came about: the instant from which the rows' times count.
    pub triggered_at: Instant,
    /// Whoever can own or send a row.
    pub people: &'a [Person],
    /// What is known of merge fields, by name.
    pub fields: &'a BTreeMap<String, FieldValue>,
}

impl Scenario {
    /// The rows and drafts, numbered on from `start` in the scenario's order and each checked. A row is owned and sent by
    /// the one person of the client who holds the role, else by nobody yet; no draft is approved. Ids come from `new_id`.
    pub fn start(
        &self,
        start: ScenarioStart<'_>,
        new_id: &mut impl FnMut() -> Uuid,
    ) -> Result<(Vec<PlanRow>, Vec<Message>), Invalid> {
        let (mut rows, mut messages) = (Vec::new(), Vec::new());
        for (row, number) in self.rows.iter().zip(start.first_row..) {
            let plan_row = row.plan_row(start, number, new_id().into());
            plan_row.check()?;
            for draft in &row.drafts {
                let at = u32::try_from(messages.len()).unwrap_or(u32::MAX);
                let number = start.first_message.saturating_add(at);
                let message = draft.message(&plan_row, number, new_id().into(), start);
                message.check()?;
                messages.push(message);
            }
            rows.push(plan_row);
        }
        Ok((rows, messages))
    }
}

impl ScenarioRow {
    fn plan_row(&self, start: ScenarioStart<'_>, number: u32, id: crate::id::PlanRowId) -> PlanRow {
        PlanRow {
            id,
            revision: 1,
            engagement: start.engagement,
            number,
            audience: self.audience.clone(),
            track: self.track,
            subject: self.subject.clone(),
            trigger: self.trigger.clone(),
            channel: self.channel.clone(),
            owner: holder(start.people, &self.owner_role),
            sender: holder(start.people, &self.sender_role),
            due: self.due,
            cadence: self.cadence.clone(),
            template: Some(self.code.clone()),
            triggered_at: Some(start.triggered_at),
            internal_note: self.note.clone(),
        }
    }
}

/// The one person of the client who holds the role; none when nobody does, and none when several do.
fn holder(people: &[Person], role: &str) -> Option<PersonId> {
    let holds = |person: &&Person| person.side == Side::Client && person.role.trim().eq_ignore_ascii_case(role);
    let mut holders = people.iter().filter(holds);
    match (holders.next(), holders.next()) {
        (Some(person), None) => Some(person.id),
        (None, _) | (Some(_), Some(_)) => None,
    }
}

impl ScenarioDraft {
    fn message(&self, row: &PlanRow, number: u32, id: crate::id::MessageId, start: ScenarioStart<'_>) -> Message {
        let mut message = Message {
            id,
            revision: 1,
            engagement: start.engagement,
            number,
            plan_row: Some(row.id),
            title: self.title.clone(),
            audience: row.audience.clone(),
            track: row.track,
            template: Some(self.template.clone()),
            privileged: self.privileged,
            valid_until: None,
            state: MessageState::Draft,
            versions: vec![MessageVersion {
                number: 1,
                text: self.text.clone(),
                by: start.by.to_owned(),
                at: start.at,
                digest: text_digest(&fill(&self.text, start.fields)),
            }],
            fields: BTreeMap::new(),
            claims: BTreeMap::new(),
            signing_roles: self.signing_roles.clone(),
            signatory: None,
            required_approvals: self.required_approvals.clone(),
            approvals: Vec::new(),
            sends: Vec::new(),
            gaps: Default::default(),
            findings: Default::default(),
            requests: Default::default(),
            questions: Vec::new(),
            controls: Default::default(),
            surfaces: Default::default(),
            superseded_by: None,
            withdrawn_because: String::new(),
        };
        let in_text: Vec<String> = message.open_fields().into_iter().map(str::to_owned).collect();
        let known = |name: String| start.fields.get(&name).cloned().map(|value| (name, value));
        message.fields = in_text.into_iter().filter_map(known).collect();
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{assert_breaks, id, instant, person};

    fn scenario() -> Scenario {
        let draft = |template: &str, text: &str, privileged| ScenarioDraft {
            template: template.to_owned(),
            title: "Holding statement".to_owned(),
            text: text.to_owned(),
            privileged,
            required_approvals: vec!["General counsel".to_owned()],
            signing_roles: vec!["Chief executive".to_owned()],
        };
        let row = |audience: &str, drafts| ScenarioRow {
            code: "in_row".to_owned(),
            owner_role: "General counsel".to_owned(),
            sender_role: "Chief executive".to_owned(),
            note: "Counsel first.".to_owned(),
            audience: audience.to_owned(),
            track: Track::External,
            subject: "What is known".to_owned(),
            trigger: "incident confirmed".to_owned(),
            channel: "e-mail".to_owned(),
            due: Due::AfterTrigger { hours: 24 },
            cadence: String::new(),
            drafts,
        };
        Scenario {
            kind: ScenarioKind::Incident,
            rows: vec![
                row("Customers", vec![draft("COMM-04", "{{ client_name }} looks into {{ matter }}.", false)]),
                row("Press", Vec::new()),
                row("Regulator", vec![draft("COMM-07", "{{ matter }}", true), draft("COMM-08", "Supplement", false)]),
            ],
        }
    }

    fn started(scenario: &Scenario) -> Result<(Vec<PlanRow>, Vec<Message>), Invalid> {
        started_among(scenario, &[])
    }

    fn started_among(scenario: &Scenario, people: &[Person]) -> Result<(Vec<PlanRow>, Vec<Message>), Invalid> {
        let value = |text: &str| FieldValue { text: text.to_owned(), evidence: None };
        let fields = BTreeMap::from([("client_name".to_owned(), value("Harbour")), ("other".to_owned(), value("x"))]);
        let start = ScenarioStart {
            engagement: id(3),
            first_row: 7,
            first_message: 4,
            by: "K. Moreau",
            at: instant("2026-10-01T08:00:00Z"),
            triggered_at: instant("2026-09-30T20:00:00Z"),
            people,
            fields: &fields,
        };
        let mut last = 5000;
        scenario.start(start, &mut || {
            last += 1;
            Uuid::from_u128(last)
        })
    }

    #[test]
    fn the_whole_set_starts_at_once_as_drafts_of_its_rows() {
        let (rows, messages) = started(&scenario()).expect("is sound");
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [7, 8, 9]);
        assert_eq!(messages.iter().map(|message| message.number).collect::<Vec<_>>(), [4, 5, 6]);
        let of: Vec<_> = messages.iter().map(|message| message.plan_row).collect();
        assert_eq!(of, [Some(rows[0].id), Some(rows[2].id), Some(rows[2].id)]);
        assert_eq!(messages[0].filled(), "Harbour looks into [open field: matter].");
        assert_eq!(messages[0].fields.len(), 1, "only what its text asks for");
        assert!(messages.iter().all(|message| message.state == MessageState::Draft && message.is_draft()));
        assert_eq!(messages.iter().map(|message| message.privileged).collect::<Vec<_>>(), [false, true, false]);
        assert!(rows.iter().all(|row| row.owner.is_none() && row.sender.is_none()));
        assert!(rows.iter().all(|row| row.due_at() == Some(instant("2026-10-01T20:00:00Z"))));
        assert!(rows.iter().all(|row| row.template.as_deref() == Some("in_row") && !row.internal_note.is_empty()));
        assert!(messages.iter().all(|message| message.signing_roles == ["Chief executive"]));
    }

    #[test]
    fn a_role_that_one_person_of_the_client_holds_gets_its_rows() {
        let of = |n: u128, role: &str, side| Person { id: id(n), role: role.to_owned(), ..person(n, side) };
        let counsel = of(1, " general counsel", Side::Client);
        let (first, second) = (of(2, "Chief executive", Side::Client), of(3, "Chief executive", Side::Client));
        let auditor = of(4, "General counsel", Side::Auditor);
        let (rows, _) = started_among(&scenario(), &[counsel, first.clone(), second, auditor]).expect("is sound");
        assert!(rows.iter().all(|row| row.owner == Some(id(1)) && row.sender.is_none()), "two hold the second role");
        let (rows, _) = started_among(&scenario(), &[first]).expect("is sound");
        assert!(rows.iter().all(|row| row.owner.is_none() && row.sender == Some(id(2))));
    }

    #[test]
    fn nothing_starts_when_one_of_the_set_is_wrong() {
        let mut wrong = scenario();
        wrong.rows[2].drafts[1].text = String::new();
        assert_breaks(started(&wrong), "text");
        let mut wrong = scenario();
        wrong.rows[1].audience = String::new();
        assert_breaks(started(&wrong), "audience");
    }
}
