//! What falls due next, of every noun: the clocks of the model, the last chances of occurrences, and evidence that goes
//! stale; and of those what escalates, what notifies, and what the plan waits for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use model::business_day::BusinessDays;
use model::clocks::{Clock, ClockKind, Clocks};
use model::holiday::business_days;
use model::occurrence::Outlook;
use model::packet::PacketSource;
use model::record::Noun;
use model::system::System;
use model::task::{schedule, slack};
use model::time::{Day, Instant, Span};
use serde::{Deserialize, Serialize};
use vault::Reader;

use super::Ground;
use super::stale::StaleItems;
use crate::failure::Failure;
use crate::rows_link::RowsLink;

/// Lines of the list, at most.
const MOST: usize = 60;
/// Days ahead that are counted.
const AHEAD: i64 = 30;

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Deadline {
    /// The last day in time.
    pub day: Day,
    /// The instant, where it is due within hours.
    pub at: Option<Instant>,
    /// The record's own name, such as `REQ-012`.
    pub reference: String,
    /// Its noun.
    pub noun: Noun,
    /// Its id.
    pub id: String,
    /// What falls due, in a word or two.
    pub kind: String,
    /// What it is about, in a line.
    pub words: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Business days after today up to and with that day; negative once it is past.
    pub business_days: i64,
    /// Whether it is past.
    pub overdue: bool,
    /// Whether it is a task whose delay moves the plan's end.
    pub critical: bool,
}

/// What falls due next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Deadlines {
    /// How many fall due from today on within 30 days.
    pub within_30_days: usize,
    /// How many are past.
    pub overdue: usize,
    /// How many there are in all.
    pub total: usize,
    /// From today on, the soonest first, 60 at most.
    pub next: Vec<Deadline>,
    /// Those that are past, the newest first, 60 at most.
    pub past: Vec<Deadline>,
}

/// Overdue steps: management's responses and fixes of findings, and messages of the communication plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct EscalationSteps {
    /// How many are overdue.
    pub overdue: usize,
    /// The steps, the oldest first, 60 at most.
    pub steps: Vec<Deadline>,
    /// The findings among them.
    pub findings: RowsLink,
    /// The rows of the communication plan among them.
    pub plan_rows: RowsLink,
}

/// A notification clock that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ClockShown {
    /// What it counts down to.
    pub deadline: Deadline,
    /// Whole minutes that are left; negative once it has run out.
    pub minutes_left: i64,
    /// How many clocks run in all.
    pub running: usize,
    /// The rows of the communication plan.
    pub rows: RowsLink,
}

/// The next task of the critical path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CriticalTask {
    /// Its id.
    pub id: String,
    /// Its code.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Who does it, or the role that answers for it.
    pub owner: Option<String>,
    /// Its days.
    pub days: Span,
    /// Where it stands, in words.
    pub state: String,
    /// The last day of what is open of the plan.
    pub plan_ends_on: Day,
    /// All tasks of the critical path that are open.
    pub rows: RowsLink,
}

/// All that falls due.
pub(super) struct Due {
    pub(super) deadlines: Deadlines,
    pub(super) escalation: EscalationSteps,
    pub(super) clock: Option<ClockShown>,
    pub(super) waiting_for_trigger: RowsLink,
    pub(super) critical: Option<CriticalTask>,
}

pub(super) fn due(r: &Reader, ground: &Ground, stale: &StaleItems) -> Result<Due, Failure> {
    let days = business_days(&ground.holidays, &BTreeSet::new());
    let path = Path::of(ground, &days);
    let clocks = Clocks::of(&source(r, ground)?, ground.as_of);
    let names = Names::of(ground);
    let mut all: Vec<(ClockKind, Deadline)> = Vec::new();
    for clock in &clocks.due {
        let Some((noun, id)) = names.record(clock) else { continue };
        let reference = clock.about.clone().unwrap_or_else(|| ground.engagement.title.clone());
        let critical = noun == Noun::Task && path.critical.contains(&id);
        let mut deadline = line(ground, &days, clock.due, (noun, id, reference), clock.kind.name(), &clock.what);
        deadline.at = clock.at;
        deadline.owner.clone_from(&clock.owner);
        (deadline.overdue, deadline.critical) = (clock.overdue, critical);
        all.push((clock.kind, deadline));
    }
    for control in &ground.controls {
        let outlook = Outlook::of(control.frequency, ground.rows_of(control), ground.today);
        let Some(next) = outlook.possible.iter().min_by_key(|it| (it.last_chance, it.key)) else { continue };
        let kind = ClockKind::LastChance;
        let named = (Noun::Control, control.id.to_string(), control.code.to_string());
        let words = format!("{}, {}", control.title, next.key);
        let mut deadline = line(ground, &days, next.last_chance, named, kind.name(), &words);
        deadline.owner = ground.owner(control);
        all.push((kind, deadline));
    }
    let mut found: Vec<Deadline> = all.iter().map(|(_, deadline)| deadline.clone()).collect();
    for item in stale.items.iter().filter(|item| !item.stale) {
        let named = (Noun::Evidence, item.id.clone(), item.reference.clone());
        let words = format!("{}, gathered for {}", item.title, item.request);
        let mut deadline = line(ground, &days, item.stale_from, named, "goes stale", &words);
        deadline.owner.clone_from(&item.owner);
        found.push(deadline);
    }
    Ok(Due {
        deadlines: deadlines(ground.today, found),
        escalation: escalation(&all),
        clock: clock(ground, &all),
        waiting_for_trigger: waiting(ground, &clocks),
        critical: path.next,
    })
}

fn line(
    ground: &Ground,
    days: &BusinessDays,
    day: Day,
    (noun, id, reference): (Noun, String, String),
    kind: &str,
    words: &str,
) -> Deadline {
    Deadline {
        day,
        at: None,
        reference,
        noun,
        id,
        kind: kind.to_owned(),
        words: words.to_owned(),
        owner: None,
        business_days: business_days_to(days, ground.today, day),
        overdue: day < ground.today,
        critical: false,
    }
}

/// Business days after the earlier day up to and with the later one, negative where `day` is past.
fn business_days_to(days: &BusinessDays, today: Day, day: Day) -> i64 {
    let between = |from: Day, to: Day| {
        let span = from.succ_opt().and_then(|next| Span::new(next, to).ok());
        span.map_or(0, |span| i64::try_from(days.count(span)).unwrap_or(i64::MAX))
    };
    if day < today { -between(day, today) } else { between(today, day) }
}

fn deadlines(today: Day, mut found: Vec<Deadline>) -> Deadlines {
    found.sort_by(|a, b| (a.day, a.at, a.noun, &a.reference).cmp(&(b.day, b.at, b.noun, &b.reference)));
    let total = found.len();
    let (mut past, mut next): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.overdue);
    let within = next.iter().filter(|it| it.day <= today + TimeDelta::days(AHEAD)).count();
    let overdue = past.len();
    past.reverse();
    past.truncate(MOST);
    next.truncate(MOST);
    Deadlines { within_30_days: within, overdue, total, next, past }
}

fn escalation(all: &[(ClockKind, Deadline)]) -> EscalationSteps {
    let escalates = |kind: ClockKind| matches!(kind, ClockKind::Response | ClockKind::Fix | ClockKind::Plan);
    let overdue = all.iter().filter(|(kind, it)| it.overdue && escalates(*kind)).map(|(_, it)| it);
    let of = |noun: Noun| RowsLink::to(noun, overdue.clone().filter(|it| it.noun == noun).map(|it| &it.id));
    let mut steps: Vec<Deadline> = overdue.clone().cloned().collect();
    steps.sort_by(|a, b| (a.day, a.at, &a.reference).cmp(&(b.day, b.at, &b.reference)));
    let count = steps.len();
    steps.truncate(MOST);
    EscalationSteps { overdue: count, steps, findings: of(Noun::Finding), plan_rows: of(Noun::PlanRow) }
}

/// The clock that runs out first, of the rows that are due so many hours after what set them off.
fn clock(ground: &Ground, all: &[(ClockKind, Deadline)]) -> Option<ClockShown> {
    let running = all.iter().filter(|(kind, it)| *kind == ClockKind::Plan && it.at.is_some()).map(|(_, it)| it);
    let next = running.clone().min_by_key(|it| it.at)?;
    let left = next.at? - ground.as_of.at.to_utc();
    Some(ClockShown {
        deadline: next.clone(),
        minutes_left: left.num_minutes(),
        running: running.clone().count(),
        rows: RowsLink::to(Noun::PlanRow, running.map(|it| &it.id)),
    })
}

fn waiting(ground: &Ground, clocks: &Clocks) -> RowsLink {
    let numbers: BTreeSet<u32> = clocks.on_trigger.iter().map(|it| it.number).collect();
    RowsLink::to(Noun::PlanRow, ground.plan_rows.iter().filter(|row| numbers.contains(&row.number)).map(|row| row.id))
}

/// The critical path.
struct Path {
    critical: BTreeSet<String>,
    next: Option<CriticalTask>,
}

impl Path {
    /// None of it where what tasks wait for can't be put in order.
    fn of(ground: &Ground, days: &BusinessDays) -> Self {
        let scheduled = schedule(&ground.tasks, &[], days).unwrap_or_default();
        let found = slack(&ground.tasks, &scheduled, &[], days).unwrap_or_default();
        let critical: BTreeSet<_> = found.iter().filter(|it| it.is_critical()).map(|it| it.task).collect();
        let open = |id| ground.tasks.iter().find(|task| task.id == id && task.state.is_open());
        let ends = scheduled.iter().filter(|row| open(row.task).is_some()).map(|row| row.to).max();
        let rows = RowsLink::to(Noun::Task, scheduled.iter().map(|row| row.task).filter(|id| critical.contains(id)));
        let first = scheduled.iter().find(|row| critical.contains(&row.task));
        let next = first.zip(ends).and_then(|(row, plan_ends_on)| {
            let task = open(row.task)?;
            let role = Some(task.owner_role.clone()).filter(|role| !role.is_empty());
            Some(CriticalTask {
                id: task.id.to_string(),
                reference: task.code.to_string(),
                title: task.title.clone(),
                owner: ground.person(task.owner).or(role),
                days: Span { from: row.from, to: row.to },
                state: task.state.name().to_owned(),
                plan_ends_on,
                rows,
            })
        });
        Self { critical: critical.iter().map(ToString::to_string).collect(), next }
    }
}

/// The records by the names that clocks give them.
struct Names(BTreeMap<(Noun, String), String>);

impl Names {
    fn of(ground: &Ground) -> Self {
        let mut names = BTreeMap::new();
        let mut add = |noun: Noun, name: String, id: String| names.insert((noun, name), id);
        ground.requests.iter().for_each(|it| drop(add(Noun::Request, it.reference(), it.id.to_string())));
        ground.findings.iter().for_each(|it| drop(add(Noun::Finding, it.reference(), it.id.to_string())));
        ground.gaps.iter().for_each(|it| drop(add(Noun::Gap, it.reference(), it.id.to_string())));
        ground.tasks.iter().for_each(|it| drop(add(Noun::Task, it.code.to_string(), it.id.to_string())));
        ground
            .plan_rows
            .iter()
            .for_each(|it| drop(add(Noun::PlanRow, format!("row {}", it.number), it.id.to_string())));
        ground.messages.iter().for_each(|it| drop(add(Noun::Message, it.reference(), it.id.to_string())));
        ground.controls.iter().for_each(|it| drop(add(Noun::Control, it.code.to_string(), it.id.to_string())));
        add(Noun::Engagement, String::new(), ground.engagement.id.to_string());
        Self(names)
    }

    /// Noun and id of what a clock is about.
    fn record(&self, clock: &Clock) -> Option<(Noun, String)> {
        let noun = match clock.kind {
            ClockKind::Fieldwork | ClockKind::Report => Noun::Engagement,
            ClockKind::LastChance => Noun::Control,
            ClockKind::Request => Noun::Request,
            ClockKind::Response | ClockKind::Fix => Noun::Finding,
            ClockKind::Gap | ClockKind::Acceptance | ClockKind::AcceptedRisk => Noun::Gap,
            ClockKind::Task => Noun::Task,
            ClockKind::Plan => Noun::PlanRow,
            ClockKind::Message => Noun::Message,
        };
        let id = self.0.get(&(noun, clock.about.clone().unwrap_or_default()))?;
        Some((noun, id.clone()))
    }
}

/// What the clocks are read from: all but controls and evidence, whose last chances the vault has counted.
fn source(r: &Reader, ground: &Ground) -> Result<PacketSource, Failure> {
    Ok(PacketSource {
        client: ground.client.clone(),
        system: r.get::<System>(ground.engagement.system)?,
        engagement: ground.engagement.clone(),
        people: r.list()?,
        surfaces: Vec::new(),
        criteria: Vec::new(),
        controls: Vec::new(),
        coverage: Vec::new(),
        ratings: Vec::new(),
        organisations: Vec::new(),
        user_controls: Vec::new(),
        commitments: Vec::new(),
        teams: Vec::new(),
        holidays: ground.holidays.clone(),
        occurrences: Vec::new(),
        populations: Vec::new(),
        gaps: ground.gaps.clone(),
        requests: ground.requests.clone(),
        findings: ground.findings.clone(),
        tasks: ground.tasks.clone(),
        plan_rows: ground.plan_rows.clone(),
        messages: ground.messages.clone(),
        evidence: Vec::new(),
        withheld: Vec::new(),
        custody: Vec::new(),
        follow_ups: ground.follow_ups.clone(),
        log: Vec::new(),
        log_end: None,
        prepared_by: String::new(),
        figures: None,
    })
}
