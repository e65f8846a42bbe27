//! Plays the story through the commands, step by step, each at its instant.

mod communication;
mod evidence;
mod finding;
mod follow_up;
mod gap;
mod occurrence;
mod request;
mod scope;
mod task;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use ::sample::{Act, Rated, RatingFacts, Story};
use ::sample::{EvidenceKey, GapKey, MessageKey, PersonKey, PlanRowKey};
use model::control::{ControlChange, ControlEdit, ControlState};
use model::engagement::EngagementKind;
use model::id::PersonId;
use model::packet::Step as Progress;
use model::time::AsOf;
use serde_json::json;

use super::PASSPHRASE;
use super::host::StoryHost;
use crate::app::App;
use crate::facts::Facts;
use crate::failure::{Code, Failure};
use crate::secret::Secret;
use crate::{client, control, criterion, engagement, person, rating, surface, vault};

/// The moment of the sample's packets.
pub(super) fn as_of() -> Result<AsOf, Failure> {
    let at = chrono::DateTime::parse_from_rfc3339("2026-11-20T18:00:00Z").map_err(Failure::bug)?;
    Ok(AsOf { at })
}

/// Writes the sample's evidence files; gives their number.
pub(super) fn write_evidence(app: &App, folder: &Path) -> Result<usize, Failure> {
    let written = ::sample::write_evidence(folder, &mut |done, total| {
        app.host().progress(Progress { done: done as u64, total: total as u64, doing: "writing evidence files" })
    });
    match written {
        Ok(written) => Ok(written.len()),
        Err(::sample::Error::Cancelled) => Err(Failure::new(Code::Cancelled, "while writing evidence files")),
        Err(error) => Err(Failure::new(Code::Unreadable, error.to_string())),
    }
}

/// A story being played: the app on its stage, and what the story's keys have become.
pub(super) struct Play<'s> {
    app: App,
    story: &'s Story,
    folder: &'s Path,
    people: BTreeMap<PersonKey, (String, PersonId)>,
    evidence: BTreeMap<EvidenceKey, String>,
    gaps: BTreeMap<GapKey, String>,
    plan_rows: BTreeMap<PlanRowKey, String>,
    messages: BTreeMap<MessageKey, String>,
    /// Requests that were begun from the catalogue, by its code.
    templates: BTreeMap<String, String>,
}

/// Plays the whole story into a new vault; gives the app with the vault open, and the number of steps.
pub(super) fn story(behind: &App, story: &Story, vault: &Path, evidence: &Path) -> Result<(App, usize), Failure> {
    let steps = story.steps();
    let host = Arc::new(StoryHost::new(story.client.at, behind.shared_host()));
    let mut app = App::new(Arc::clone(&host) as Arc<dyn crate::Host>);
    create(&mut app, story, vault)?;
    let mut play = Play {
        app,
        story,
        folder: evidence,
        people: BTreeMap::new(),
        evidence: BTreeMap::new(),
        gaps: BTreeMap::new(),
        plan_rows: BTreeMap::new(),
        messages: BTreeMap::new(),
        templates: BTreeMap::new(),
    };
    let total = steps.len() as u64;
    for (done, step) in steps.iter().enumerate() {
        host.set(step.at);
        let progress = Progress { done: done as u64 + 1, total, doing: "playing the year" };
        if behind.host().progress(progress) == ControlFlow::Break(()) {
            return Err(Failure::new(Code::Cancelled, "while playing the year"));
        }
        play.act(step.act).map_err(|failure| Failure {
            message: format!("step {} of the sample ({}): {}", done + 1, step.at, failure.message),
            ..failure
        })?;
    }
    host.set(as_of()?.at.to_utc());
    Ok((play.app, steps.len()))
}

fn create(app: &mut App, story: &Story, vault: &Path) -> Result<(), Failure> {
    let facts = &story.client;
    let person = story.people.first().map(|person| person.name.clone()).unwrap_or_default();
    let request = vault::Create {
        folder: app.hold(vault),
        passphrase: Secret::new(PASSPHRASE.to_owned()),
        legal_name: facts.legal_name.clone(),
        short_code: facts.short_code.clone(),
        industry: facts.industry.clone(),
        sector: facts.sector.clone(),
        jurisdictions: facts.jurisdictions.clone(),
        person,
        start: None,
    };
    app.call(request).map(drop)
}

/// Facts from a JSON object.
fn facts(value: serde_json::Value) -> Result<Facts, Failure> {
    serde_json::from_value(value).map_err(Failure::bug)
}

impl Play<'_> {
    fn act(&mut self, act: Act<'_>) -> Result<(), Failure> {
        match act {
            // The vault was created with the client's facts.
            Act::DescribeClient => Ok(()),
            Act::AddPeople => self.add_people(),
            Act::StartEngagement => self.start_engagement(),
            Act::DescribeSystem => Ok(()),
            Act::DescribeSurfaces => self.describe_surfaces(),
            Act::NameOwners => self.name_owners(),
            Act::ScopeOut(one) => {
                let not_relevant = Some(one.reason.clone());
                let criterion = one.criterion.to_string();
                self.app.call(criterion::ScopeCriterion { engagement: None, criterion, not_relevant }).map(drop)
            }
            Act::Adjust(one) => {
                let people = &self.people;
                let id = |key: &PersonKey| people.get(key).map(|(_, id)| *id);
                if one.owner.as_ref().is_some_and(|key| id(key).is_none()) {
                    return Err(Failure::bug("the story names an owner who is nobody"));
                }
                let changes = one.changes(|key| id(key).unwrap_or_else(|| PersonId::from(uuid::Uuid::nil())));
                let control = one.code.to_string();
                self.app.call(control::ChangeControl { engagement: None, control, changes }).map(drop)
            }
            Act::SetEngagementState => {
                let to = self.story.engagement.state;
                self.app.call(engagement::MoveEngagement { engagement: None, to }).map(drop)
            }
            Act::Receive(item) => self.receive(item),
            // Receiving the newer version has superseded the older one in the same step.
            Act::Supersede(_) => Ok(()),
            Act::Review(item, review) => self.review(item, review),
            Act::Release(item, by) => self.release(item, by),
            Act::Rate(rating) => self.rate(rating),
            Act::OpenGap(gap) => self.open_gap(gap),
            Act::MeetAcceptance(gap, place) => self.meet_acceptance(gap, place),
            Act::MoveGap(gap, to) => self.move_gap(gap, to),
            Act::AddPlanRow(row) => self.add_plan_row(row),
            Act::StartMessage(message) => self.start_message(message),
            Act::ReviseMessage(message, revision) => self.revise_message(message, revision),
            Act::FillMessage(message) => self.fill_message(message),
            Act::SubmitMessage(message) => self.submit_message(message),
            Act::DecideMessage(message, decision) => self.decide_message(message, decision),
            // The last role's decision has approved it.
            Act::ApproveMessage(_) => Ok(()),
            Act::RecordSend(message, send) => self.record_send(message, send),
            Act::AddTeam(team) => self.add_team(team),
            Act::AddCommitment(commitment) => self.add_commitment(commitment),
            Act::AddUserControl(control) => self.add_user_control(control),
            Act::AddOrganisation(organisation) => self.add_organisation(organisation),
            Act::RenewReport(organisation, renewal) => self.renew_report(organisation, renewal),
            Act::ReviewReport(organisation, review) => self.review_report(organisation, review),
            Act::RecordOccurrence(record) => self.record_occurrence(record),
            Act::AddPopulation(population) => self.add_population(population),
            Act::StartRequests(list) => self.start_requests(list),
            Act::ReceiveRequest(request) => self.receive_request(request),
            Act::MoveRequest(request, to) => self.move_request(request, to),
            Act::AddFinding(finding) => self.add_finding(finding),
            Act::MoveFinding(finding, to) => self.move_finding(finding, to),
            Act::NoteFollowUp(follow_up) => self.note_follow_up(follow_up),
            Act::AnswerFollowUp(follow_up, answer) => self.answer_follow_up(follow_up, answer),
            Act::PlanTasks(plan) => self.plan_tasks(plan),
            Act::AssignTask(task) => self.assign_task(task),
            Act::AddTask(task) => self.add_task(task),
            Act::MoveTask(code, to) => self.move_task(code, to),
        }
    }

    fn name(&self, key: &PersonKey) -> Result<String, Failure> {
        let person = self.people.get(key).map(|(name, _)| name.clone());
        person.ok_or_else(|| Failure::bug(format!("the story names nobody as {key}")))
    }

    fn add_people(&mut self) -> Result<(), Failure> {
        for facts in &self.story.people {
            let person = self.app.call(person::AddPerson {
                name: facts.name.clone(),
                role: facts.role.clone(),
                side: facts.side,
                team: facts.team.clone(),
                email: facts.email.clone(),
            })?;
            self.people.insert(facts.key.clone(), (person.name, person.id));
        }
        Ok(())
    }

    fn start_engagement(&mut self) -> Result<(), Failure> {
        let story = self.story;
        let it = &story.engagement;
        self.app.call(engagement::StartEngagement {
            profile: it.profile.clone(),
            title: it.title.clone(),
            system: story.system.name.clone(),
            kind: EngagementKind::TypeIi { period: it.period },
            categories: Some(it.categories.clone()),
            preparer_firm: it.preparer_firm.clone(),
            auditor_firm: Some(it.auditor_firm.clone()),
            trigger: it.trigger,
            triggered_on: Some(it.triggered_on),
        })?;
        let dates = json!({
            "trigger_note": it.trigger_note, "fieldwork_from": it.fieldwork_from, "report_due": it.report_due,
        });
        self.app.call(engagement::EditEngagement { engagement: None, facts: facts(dates)? })?;
        let system = &story.system;
        let described = json!({
            "services": system.services, "components": system.components, "boundaries": system.boundaries,
        });
        self.app.call(client::EditSystem { engagement: None, facts: facts(described)? }).map(drop)
    }

    fn describe_surfaces(&mut self) -> Result<(), Failure> {
        for it in &self.story.surfaces {
            let owner = self.people.get(&it.owner).map(|(_, id)| *id);
            let described = json!({
                "description": it.description, "assets": it.assets, "owner": owner, "trust_boundary": it.trust_boundary,
            });
            let request = surface::EditSurface { surface: it.code.to_string(), facts: facts(described)? };
            self.app.call(request)?;
        }
        Ok(())
    }

    /// Every control gets the owner of its role and is in place, as one step: the client has run them since before the
    /// period. The story says later which it only plans.
    fn name_owners(&mut self) -> Result<(), Failure> {
        let list = control::ListControls { engagement: None, criterion: None, surface: None, retired: false };
        let controls = self.app.call(list)?;
        let owner = |role: &str| self.story.owners.get(role).and_then(|key| self.people.get(key)).map(|(_, id)| *id);
        let mut edits = Vec::with_capacity(2 * controls.len());
        for it in controls {
            let mut edit = |change| edits.push(ControlEdit { id: it.id, revision: it.revision, change });
            edit(ControlChange::State(ControlState::InPlace));
            if let Some(owner) = owner(&it.owner_role) {
                edit(ControlChange::Owner(Some(owner)));
            }
        }
        self.app.call(control::EditControls { edits }).map(drop)
    }

    fn rate(&mut self, facts: &RatingFacts) -> Result<(), Failure> {
        let subject = match &facts.of {
            Rated::Control(code) => code.to_string(),
            Rated::Criterion(code) => code.to_string(),
        };
        let reviewed = match &facts.reviewed {
            Some((by, on)) => Some(rating::RateReview { by: self.name(by)?, on: *on }),
            None => None,
        };
        let request = rating::Rate {
            engagement: None,
            subject,
            aspect: facts.aspect,
            value: facts.value,
            rationale: facts.rationale.clone(),
            evidence: self.references(&facts.evidence)?,
            rated_by: self.name(&facts.rated_by)?,
            rated_on: None,
            reviewed,
        };
        self.app.call(request).map(drop)
    }

    fn references(&self, keys: &[EvidenceKey]) -> Result<Vec<String>, Failure> {
        keys.iter().map(|key| self.reference(key)).collect()
    }

    fn reference(&self, key: &EvidenceKey) -> Result<String, Failure> {
        let found = self.evidence.get(key).cloned();
        found.ok_or_else(|| Failure::bug(format!("the story names evidence {key} before it was received")))
    }
}
