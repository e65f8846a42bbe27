//! What others do, what was promised, occurrences, requests, findings and tasks of the story hold together: every key
//! resolves, dates are in order, figures are those of the evidence, and each state that a reader should see occurs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use catalogue::{Catalogue, Profile};
use model::evidence::EvidenceKind;
use model::finding::FindingState;
use model::occurrence::{OccurrenceRow, OccurrenceState, Schedule, Support, occurrence_rows, occurrences};
use model::organisation::{Organisation, OrganisationReport, ReportReview};
use model::request::{AuditorStatus, EvidenceRequest, InternalStatus};
use model::task::TaskState;
use model::time::Day;
use sample::{Act, EvidenceKey, RequestFacts, RequestMove, RequestTo, TaskMove, TaskTo};

use super::{World, id, story};

fn as_of() -> Day {
    "2026-11-20".parse().expect("a day")
}

#[test]
fn nothing_is_used_before_it_is_there() {
    let story = story();
    let (mut evidence, mut released, mut gaps) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (mut requests, mut tasks) = (BTreeSet::new(), BTreeSet::new());
    let planned: Vec<_> = story.planned_tasks.iter().map(|task| task.code.as_str()).collect();
    for step in story.steps() {
        let has = |keys: &[EvidenceKey], there: &BTreeSet<&EvidenceKey>, who: &str| {
            keys.iter().for_each(|key| assert!(there.contains(key), "{who} at {} before {key}", step.at));
        };
        match step.act {
            Act::Receive(item) => drop(evidence.insert(&item.key)),
            Act::Release(item, _) => drop(released.insert(&item.key)),
            Act::OpenGap(gap) => drop(gaps.insert(&gap.key)),
            Act::AddPopulation(it) => has(std::slice::from_ref(&it.evidence), &evidence, &it.name),
            Act::ReceiveRequest(it) => assert!(requests.insert(&it.id), "{} stands twice", it.id),
            Act::MoveRequest(it, to) => {
                let there = if to.to == RequestTo::Submitted { &released } else { &evidence };
                has(gathered(it, to), there, it.id.as_str());
            }
            Act::AddFinding(it) => assert!(it.gaps.iter().all(|key| gaps.contains(key)), "{}", it.reference),
            Act::MoveFinding(it, to) => {
                let retest = to.retest.as_ref().map_or(&[][..], |retest| &retest.evidence);
                has(retest, &evidence, it.reference.as_str());
            }
            Act::PlanTasks(_) => tasks.extend(planned.iter().copied()),
            Act::AssignTask(it) => {
                assert!(it.gaps.iter().flatten().all(|key| gaps.contains(key)), "{}", it.code);
            }
            Act::AddTask(it) => {
                assert!(it.gaps.iter().all(|key| gaps.contains(key)), "{}", it.code);
                assert!(it.depends_on.keys().all(|code| tasks.contains(code.as_str())), "{}", it.code);
                assert!(tasks.insert(it.code.as_str()), "{} stands twice", it.code);
            }
            Act::MoveTask(code, to) => {
                assert!(tasks.contains(code.as_str()), "{code}");
                has(&to.evidence, &evidence, code.as_str());
            }
            _ => {}
        }
    }
}

/// What a request holds when it makes that move: the last that was gathered for it.
fn gathered<'a>(request: &'a RequestFacts, to: &RequestMove) -> &'a [EvidenceKey] {
    let until = request.moves.iter().take_while(|one| one.at <= to.at);
    until.filter_map(|one| one.evidence.as_deref()).last().unwrap_or_default()
}

#[test]
fn people_teams_commitments_and_user_controls_hold() {
    let World { story, people, .. } = World::new();
    let names: BTreeSet<_> = story.teams.iter().map(|team| &team.name).collect();
    assert_eq!(names.len(), story.teams.len(), "a team's name stands twice");
    for key in story.teams.iter().flat_map(|team| team.members.iter().chain(&team.lead)) {
        assert!(people.contains_key(key), "{key}");
    }
    let in_scope = |code| {
        let entry = Catalogue::embedded().criterion(code).unwrap_or_else(|| panic!("no {code}"));
        assert!(story.engagement.categories.contains(&entry.category), "{code} is out of scope");
    };
    story.commitments.iter().flat_map(|it| &it.criteria).copied().for_each(in_scope);
    story.user_controls.iter().flat_map(|it| &it.criteria).copied().for_each(in_scope);
    story.organisations.iter().flat_map(|it| &it.complementary).flat_map(|it| it.criteria.clone()).for_each(in_scope);
}

#[test]
fn follow_ups_are_of_live_controls_and_one_is_still_owed() {
    let World { story, people, controls, .. } = World::new();
    for it in &story.follow_ups {
        let control = controls.get(it.control.as_str()).unwrap_or_else(|| panic!("no {}", it.control));
        assert!(control.is_live() && people.contains_key(&it.promised_by), "{}", it.question);
        let asked = it.at.date_naive();
        assert!(
            it.due_on > asked && it.answer.as_ref().is_none_or(|answer| answer.on >= asked && answer.on <= as_of())
        );
    }
    let owed = story.follow_ups.iter().filter(|it| it.answer.is_none()).count();
    assert!(owed >= 1 && story.follow_ups.len() > owed, "one is answered, one isn't");
}

#[test]
fn organisations_hold_and_leave_days_open() {
    let World { story, people, .. } = World::new();
    let mut open = BTreeMap::new();
    for facts in &story.organisations {
        let last = facts.renewals.last();
        let report = last.map_or(facts.report.as_ref(), |renewal| Some(&renewal.report));
        let reviewed = last.map_or(facts.reviewed.as_ref(), |renewal| renewal.reviewed.as_ref());
        let organisation = Organisation {
            id: id(0),
            revision: 1,
            engagement: id(0),
            name: facts.name.clone(),
            services: facts.services.clone(),
            method: facts.method,
            report: report.map(|it| OrganisationReport {
                kind: it.kind,
                auditor: it.auditor.clone(),
                period: it.period,
                exceptions: it.exceptions.clone(),
                bridge_until: it.bridge_until,
                next_due: it.next_due,
            }),
            complementary: Vec::new(),
            reviewed: reviewed.map(|it| ReportReview { by: people[&it.by].id, on: it.on }),
            internal_note: facts.internal_note.clone(),
        };
        organisation.check().unwrap_or_else(|why| panic!("{}: {why}", facts.name));
        open.insert(facts.key.as_str(), organisation.unreported_days(story.engagement.period));
    }
    assert_eq!(open["corvane"], 92, "October to December: the gap register says so");
    assert_eq!(open["quayside"], 92, "its letter speaks to the end of September");
    assert_eq!(open["salesforce"], 365, "no report is at hand");
}

#[test]
fn occurrences_are_of_windows_that_there_are_and_come_to_each_state() {
    let world = World::new();
    let period = world.story.engagement.period;
    let mut seen = BTreeMap::new();
    for facts in &world.story.occurrences {
        let control = world.controls.get(facts.control.as_str()).unwrap_or_else(|| panic!("no {}", facts.control));
        let schedule = Schedule::of(control).unwrap_or_else(|| panic!("{} has no occurrences", facts.control));
        let windows = occurrences(&schedule, period).expect("a sound period");
        assert!(windows.iter().any(|window| window.key == facts.key), "{} of {}", facts.key, facts.control);
        assert!(facts.performed.is_some() || facts.exception.is_some(), "{} of {}", facts.key, facts.control);
        assert!(facts.performed.as_ref().is_none_or(|it| it.on <= facts.at.date_naive()), "{}", facts.key);
        assert!(seen.insert((facts.control.as_str(), facts.key), facts).is_none(), "{} stands twice", facts.key);
    }
    let rows: Vec<OccurrenceRow> = world.controls.keys().flat_map(|code| rows(&world, code)).collect();
    let states: BTreeSet<_> = rows.iter().map(|row| row.state).collect();
    assert_eq!(states.len(), OccurrenceState::ALL.len(), "{states:?}");
    assert!(rows.iter().any(|row| row.performed_late_on().is_some()));
    let of = |code: &str| rows_of(&world, code).into_iter().map(|(_, state)| state).collect::<Vec<_>>();
    use OccurrenceState::{Evidenced, LastChance, Missed, Performed, Upcoming};
    assert_eq!(of("CORE-03"), [Evidenced, Evidenced, Evidenced, Upcoming]);
    assert_eq!(of("CORE-24"), [Evidenced, Missed, Performed, Upcoming], "an exception, a review that was not held");
    assert_eq!(of("CORE-16")[5], Missed, "the report of June has no record");
    assert_eq!(of("CORE-46")[9], LastChance, "the review of October");
    assert_eq!(of("EMRG-10"), [Evidenced, Evidenced, Evidenced, Performed]);
}

fn rows_of(world: &World, code: &str) -> Vec<(String, OccurrenceState)> {
    rows(world, code).into_iter().map(|row| (row.window.key.to_string(), row.state)).collect()
}

/// The occurrences of a control as they stand at the end of the story; none for one that has none.
fn rows(world: &World, code: &str) -> Vec<OccurrenceRow> {
    let control = &world.controls[code];
    let Some(schedule) = Schedule::of(control) else { return Vec::new() };
    let windows = occurrences(&schedule, world.story.engagement.period).expect("a sound period");
    let supports: Vec<_> = world.evidence.values().filter_map(|item| Support::of(item, control.id)).collect();
    let records: Vec<_> = world
        .story
        .occurrences
        .iter()
        .filter(|facts| facts.control.as_str() == code)
        .map(|facts| model::occurrence::Occurrence {
            id: id(0),
            revision: 1,
            engagement: id(0),
            control: control.id,
            key: facts.key,
            performed_on: facts.performed.as_ref().map(|it| it.on),
            performed_by: facts.performed.as_ref().map(|it| it.by.clone()).unwrap_or_default(),
            note: String::new(),
            exception: facts.exception.clone(),
        })
        .collect();
    occurrence_rows(&windows, &supports, &records, as_of())
}

#[test]
fn a_population_counts_the_rows_of_its_extract() {
    let story = story();
    let item = |key: &EvidenceKey| story.evidence_item(key).unwrap_or_else(|| panic!("no {key}"));
    let mut parts = Vec::new();
    for facts in &story.populations {
        let item = item(&facts.evidence);
        assert_eq!(item.kind, EvidenceKind::Population, "{}", facts.name);
        assert!(item.controls.contains(&facts.control), "{}", facts.name);
        assert!(item.covers.is_some_and(|it| it.span(facts.covers.to).covers(facts.covers)), "{}", facts.name);
        assert!(item.accepted_at().is_some_and(|at| at <= facts.at), "{} before its extract was accepted", facts.name);
        let rows = item.ipe.as_ref().and_then(|card| card.row_count).expect("a row count");
        match facts.count.cmp(&rows) {
            std::cmp::Ordering::Less => parts.push(facts.name.as_str()),
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => panic!("{} counts more than its extract holds", facts.name),
        }
    }
    assert_eq!(parts, ["emergency changes"], "a part of a longer extract, which the program must tell");
    assert!(story.populations.iter().any(|facts| facts.count == 0), "one of zero, with its evidence");
}

#[test]
fn requests_reach_every_status_and_keep_the_rules_of_rounds() {
    let world = World::new();
    let requests = &world.story.requests;
    assert!((25..=40).contains(&requests.len()), "{} requests", requests.len());
    let codes: BTreeSet<_> = requests.iter().filter_map(|it| it.template.as_deref()).collect();
    assert_eq!(codes, world.story.request_start.codes.iter().map(String::as_str).collect(), "each is matched once");
    for code in &codes {
        let profile = Catalogue::embedded().profile_requests(Profile::EcommerceCrm);
        assert!(profile.into_iter().any(|entry| entry.code.as_str() == *code), "{code} is none of the profile's");
    }
    let ended: Vec<EvidenceRequest> = requests.iter().map(|facts| played(&world, facts)).collect();
    let auditor: BTreeSet<_> = ended.iter().map(|it| it.auditor).collect();
    assert_eq!(auditor.len(), 4, "{auditor:?}");
    let internal: BTreeSet<_> = ended.iter().map(|it| it.internal.name()).collect();
    assert_eq!(internal.len(), 6, "{internal:?}");
    let again = ended.iter().filter(|it| it.rounds.len() >= 2).count();
    assert!((2..=5).contains(&again), "{again} second rounds");
    assert!(ended.iter().any(|it| it.is_overdue_on(as_of())));
}

/// A request as it stands at the end of the story, each of its moves made under the model's rules.
fn played(world: &World, facts: &RequestFacts) -> EvidenceRequest {
    let mut request = EvidenceRequest {
        id: id(0),
        revision: 1,
        engagement: id(0),
        number: 1,
        auditor_id: Some(facts.id.to_string()),
        wording: facts.wording.clone(),
        kind: facts.kind,
        period: facts.period,
        population: None,
        controls: BTreeSet::new(),
        criteria: BTreeSet::new(),
        evidence: BTreeSet::new(),
        owner: Some(world.people[&facts.owner].id),
        reviewer: facts.reviewer.as_ref().map(|key| world.people[key].id),
        received_on: facts.received_on,
        due_on: Some(facts.due_on),
        blocks_testing: false,
        internal: InternalStatus::Open,
        auditor: AuditorStatus::Requested,
        rounds: Vec::new(),
        template: facts.template.clone(),
        internal_note: facts.internal_note.clone(),
    };
    request.check().unwrap_or_else(|why| panic!("{}: {why}", facts.id));
    let mut at = facts.at;
    for to in &facts.moves {
        assert!(to.at > at, "{}: a move before the one before", facts.id);
        at = to.at;
        if let Some(keys) = &to.evidence {
            request.evidence = world.items(keys).iter().map(|item| item.id).collect();
        }
        request = moved(request, to).unwrap_or_else(|why| panic!("{} at {at}: {why}", facts.id));
    }
    request
}

fn moved(request: EvidenceRequest, to: &RequestMove) -> Result<EvidenceRequest, model::invalid::Invalid> {
    let (on, reason) = (to.at.date_naive(), to.reason.clone().unwrap_or_default());
    match to.to {
        RequestTo::InProgress => request.move_to(InternalStatus::InProgress),
        RequestTo::SubmittedForReview => request.move_to(InternalStatus::SubmittedForReview),
        RequestTo::Ready => request.move_to(InternalStatus::Ready),
        RequestTo::Blocked => request.move_to(InternalStatus::Blocked { reason }),
        RequestTo::NotApplicable => request.move_to(InternalStatus::NotApplicable { reason }),
        RequestTo::Submitted => request.submit(on, to.answer.clone().unwrap_or_default()),
        RequestTo::Accepted => request.accept(on),
        RequestTo::Returned => {
            EvidenceRequest { due_on: to.due_on.or(request.due_on), ..request }.send_back(on, reason)
        }
    }
}

#[test]
fn findings_move_step_by_step_and_some_are_closed_with_proof() {
    let World { story, controls, people, .. } = World::new();
    let mut states = BTreeSet::new();
    let reports = ["penetration-test.typ", "internal-audit.typ"].map(|name| {
        let path = Path::new("document").join(name);
        fs::read_to_string(path).expect("the report's text")
    });
    for facts in &story.findings {
        let name = &facts.reference;
        assert!(reports.iter().any(|text| text.contains(&facts.wording)), "{name} has other words than its report");
        assert!(facts.raised_on <= facts.at.date_naive(), "{name}");
        assert!(people.contains_key(&facts.owner), "{name}");
        for code in facts.controls.iter().chain(&facts.compensating) {
            assert!(controls.contains_key(code.as_str()), "{name}: no {code}");
        }
        let mut before = (FindingState::Raised, facts.at);
        for to in &facts.moves {
            assert!(before.0.may_become(to.to), "{name}: {} to {}", before.0.name(), to.to.name());
            assert!(before.1 < to.at, "{name}: a move before the one before");
            if let Some(retest) = &to.retest {
                assert_ne!(retest.by, facts.owner, "{name}: retested by the owner");
                for key in &retest.evidence {
                    let accepted = story.evidence_item(key).and_then(|item| item.accepted_at());
                    assert!(accepted.is_some_and(|at| at <= to.at), "{name}: {key} not accepted by then");
                }
            }
            before = (to.to, to.at);
        }
        states.insert(facts.state());
    }
    assert!(states.contains(&FindingState::Closed) && states.len() >= 3, "{states:?}");
    let prior = story.findings.iter().filter(|it| it.raised_on < story.engagement.period.from).count();
    assert!(prior >= 1, "one from before the period");
}

#[test]
fn tasks_are_those_of_the_plan_and_the_clients_own() {
    let World { story, controls, people, .. } = World::new();
    let plan = Catalogue::embedded().plan(&story.task_plan.plan).expect("a plan of the catalogue");
    let planned: BTreeSet<String> = plan.tasks.iter().map(|task| task.code.to_string().to_ascii_uppercase()).collect();
    let told: BTreeSet<String> = story.planned_tasks.iter().map(|task| task.code.to_string()).collect();
    assert_eq!(told, planned, "each task of the plan has an owner");
    for task in &story.tasks {
        assert!(!planned.contains(task.code.as_str()), "{}", task.code);
        assert!(people.contains_key(&task.owner), "{}", task.code);
        assert!(task.controls.iter().all(|code| controls.contains_key(code.as_str())), "{}", task.code);
        assert!(!task.gaps.is_empty(), "{} closes nothing", task.code);
    }
    let of_plan = story.planned_tasks.iter().map(|task| (task.code.as_str(), task.at, &task.moves));
    let own = story.tasks.iter().map(|task| (task.code.as_str(), task.at, &task.moves));
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, at, moves) in of_plan.chain(own) {
        let mut before = (TaskState::Planned, at);
        for to in moves {
            let next = state(to);
            assert!(before.0.may_become(&next), "{code}: {} to {}", before.0.name(), next.name());
            assert!(before.1 < to.at, "{code}: a move before the one before");
            before = (next, to.at);
        }
        *ends.entry(before.0.name()).or_default() += 1;
    }
    assert_eq!(ends.len(), 5, "{ends:?}");
    assert!(story.planned_tasks.iter().flat_map(|it| &it.moves).any(|to| !to.evidence.is_empty()));
    assert!(story.tasks.iter().any(|it| !it.freezes.is_empty()));
}

fn state(to: &TaskMove) -> TaskState {
    let reason = to.text.clone().unwrap_or_default();
    match to.to {
        TaskTo::InProgress => TaskState::InProgress,
        TaskTo::Blocked => TaskState::Blocked { reason },
        TaskTo::Done => TaskState::Done,
        TaskTo::Dropped => TaskState::Dropped { reason },
    }
}
