//! Clocks: what falls due next, of every kind, in one list by date, and what runs from a trigger that no date is known of.
//! It counts days and judges nobody; the days that occurrences leave are those of `docs/time-model.md`.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::communication::{Due, Message, MessageState, PlanRow};
use crate::control::Control;
use crate::engagement::EngagementState;
use crate::evidence::EvidenceItem;
use crate::finding::{Finding, FindingState};
use crate::gap::Gap;
use crate::holiday::business_days;
use crate::id::PersonId;
use crate::occurrence::{Outlook, Schedule, Support, occurrence_rows, occurrences};
use crate::packet::PacketSource;
use crate::task::schedule;
use crate::time::{AsOf, Day, Instant};

/// Days ahead within which the next last chance of a control is listed: this program's own line. Later ones are counted.
pub const HORIZON_DAYS: i64 = 30;
/// Characters of a long wording that a line shows.
const BRIEF: usize = 120;

/// What runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// The auditor's fieldwork begins.
    Fieldwork,
    /// The report is due.
    Report,
    /// The last day on which an occurrence of a control can still happen.
    LastChance,
    /// The answer to an evidence request.
    Request,
    /// Management's response to a finding, then its fix.
    Response,
    /// The fix of a finding that was responded to.
    Fix,
    /// The fix of a gap.
    Gap,
    /// One thing that must be true before a gap closes.
    Acceptance,
    /// The acceptance of a risk ends.
    AcceptedRisk,
    /// The planned end of a task.
    Task,
    /// A row of the communication plan.
    Plan,
    /// A message's text stops being valid.
    Message,
}

impl ClockKind {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fieldwork => "fieldwork begins",
            Self::Report => "report due",
            Self::LastChance => "last chance",
            Self::Request => "request due",
            Self::Response => "response due",
            Self::Fix => "fix due",
            Self::Gap => "gap due",
            Self::Acceptance => "acceptance due",
            Self::AcceptedRisk => "acceptance of risk ends",
            Self::Task => "planned end",
            Self::Plan => "message due",
            Self::Message => "text valid until",
        }
    }
}

/// Something that falls due on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Clock {
    /// The last day in time.
    pub due: Day,
    /// The instant at which it is due, where it is due within hours.
    pub at: Option<Instant>,
    /// Whether it is past.
    pub overdue: bool,
    /// What runs out.
    pub kind: ClockKind,
    /// The record's own name, such as `GAP-014`; none for the engagement's dates.
    pub about: Option<String>,
    /// What it is about, in a line.
    pub what: String,
    /// Who answers for it, where somebody is named.
    pub owner: Option<String>,
}

/// Something that falls due so many hours after a trigger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TriggerClock {
    /// Number of the row in the communication plan.
    pub number: u32,
    /// Who is told.
    pub audience: String,
    /// What they are told.
    pub what: String,
    /// What sets it off.
    pub trigger: String,
    /// Hours from the trigger.
    pub hours: u32,
    /// Who answers for it.
    pub owner: Option<String>,
}

/// All clocks of an engagement at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Clocks {
    /// What falls due, the earliest first.
    pub due: Vec<Clock>,
    /// What a trigger starts that hasn't come about, in the order of the plan.
    pub on_trigger: Vec<TriggerClock>,
    /// Controls whose next last chance lies beyond [`HORIZON_DAYS`].
    pub later: usize,
}

impl Clocks {
    /// The clocks of a source. What is done, answered, closed or withdrawn has none.
    pub fn of(source: &PacketSource, as_of: AsOf) -> Self {
        let mut list = List { source, as_of, day: as_of.day(), due: Vec::new() };
        list.engagement();
        let later = list.last_chances();
        list.requests();
        list.findings();
        list.gaps();
        list.tasks();
        list.communication();
        list.due.sort_by(|a, b| (a.due, a.at, a.kind, &a.about).cmp(&(b.due, b.at, b.kind, &b.about)));
        let due = list.due;
        Self { due, on_trigger: on_trigger(source), later }
    }
}

/// The list while it grows.
struct List<'a> {
    source: &'a PacketSource,
    as_of: AsOf,
    day: Day,
    due: Vec<Clock>,
}

impl List<'_> {
    fn add(&mut self, kind: ClockKind, due: Option<Day>, about: Option<String>, what: &str, owner: Option<String>) {
        let overdue = due.is_some_and(|due| due < self.day);
        self.due.extend(due.map(|due| Clock { due, at: None, overdue, kind, about, what: brief(what), owner }));
    }

    fn engagement(&mut self) {
        use EngagementState::{Bridging, DraftReport, Fieldwork, PeriodRunning, Planning, Readiness, Reported};
        let engagement = &self.source.engagement;
        let (before_fieldwork, before_report) = match engagement.state {
            Planning | Readiness | PeriodRunning => (true, true),
            Fieldwork | DraftReport => (false, true),
            Reported | Bridging => (false, false),
        };
        let auditor = engagement.auditor_firm.as_deref().unwrap_or("the auditor").to_owned();
        let title = engagement.title.clone();
        self.add(ClockKind::Fieldwork, engagement.fieldwork_from.filter(|_| before_fieldwork), None, &auditor, None);
        self.add(ClockKind::Report, engagement.report_due.filter(|_| before_report), None, &title, None);
    }

    /// The next last chance of each control within the horizon; hands back how many lie beyond it.
    fn last_chances(&mut self) -> usize {
        let mut later = 0;
        for control in self.source.controls.iter().filter(|control| control.is_live()) {
            let Some(next) = next_last_chance(self.source, control, self.day) else { continue };
            if (next - self.day).num_days() > HORIZON_DAYS {
                later += 1;
                continue;
            }
            let role = Some(control.owner_role.clone()).filter(|role| !role.is_empty());
            let owner = control.owner.and_then(|owner| person(self.source, owner)).or(role);
            self.add(ClockKind::LastChance, Some(next), Some(control.code.to_string()), &control.title, owner);
        }
        later
    }

    fn requests(&mut self) {
        for request in self.source.requests.iter().filter(|request| request.is_owed()) {
            let owner = request.owner.and_then(|owner| person(self.source, owner));
            self.add(ClockKind::Request, request.due_on, Some(request.reference()), &request.wording, owner);
        }
    }

    fn findings(&mut self) {
        for finding in &self.source.findings {
            let Some(kind) = awaited(finding) else { continue };
            let owner = finding.owner.and_then(|owner| person(self.source, owner));
            self.add(kind, finding.due_on, Some(finding.reference()), &finding.wording, owner);
        }
    }

    fn gaps(&mut self) {
        for gap in &self.source.gaps {
            let owner = || gap.owner.and_then(|owner| person(self.source, owner));
            let about = || Some(gap.reference());
            self.add(ClockKind::Gap, gap.due_on.filter(|_| gap.awaits_fix_on(self.day)), about(), &gap.title, owner());
            if gap.is_open_on(self.day) {
                for criterion in gap.acceptance.iter().filter(|criterion| !criterion.met) {
                    self.add(ClockKind::Acceptance, criterion.due_on, about(), &criterion.text, owner());
                }
            }
            self.add(ClockKind::AcceptedRisk, acceptance_end(gap, self.day), about(), &gap.title, owner());
        }
    }

    /// Tasks by their earliest days; without any when what they wait for can't be put in order.
    fn tasks(&mut self) {
        let days = business_days(&self.source.holidays, &BTreeSet::new());
        let scheduled = schedule(&self.source.tasks, &[], &days).unwrap_or_default();
        for row in scheduled {
            let Some(task) = self.source.tasks.iter().find(|task| task.id == row.task && task.state.is_open()) else {
                continue;
            };
            let role = Some(task.owner_role.clone()).filter(|role| !role.is_empty());
            let owner = task.owner.and_then(|owner| person(self.source, owner)).or(role);
            self.add(ClockKind::Task, Some(row.to), Some(task.code.to_string()), &task.title, owner);
        }
    }

    fn communication(&mut self) {
        for row in self.source.plan_rows.iter().filter(|row| !is_told(self.source, row)) {
            let at = row.due_at();
            // The day by the packet's own clock.
            let day_of = |at: Instant| at.with_timezone(self.as_of.at.offset()).date_naive();
            let due = match row.due {
                Due::On { day } => Some(day),
                Due::AfterTrigger { .. } => at.map(day_of),
                Due::OnRequest => None,
            };
            let what = format!("{}: {}", row.audience, row.subject);
            let owner = row.owner.and_then(|owner| person(self.source, owner));
            let before = self.due.len();
            self.add(ClockKind::Plan, due, Some(format!("row {}", row.number)), &what, owner);
            for clock in &mut self.due[before..] {
                clock.at = at;
                clock.overdue |= at.is_some_and(|at| at < self.as_of.at.to_utc());
            }
        }
        for message in &self.source.messages {
            let until = message.valid_until.filter(|_| still_stands(message));
            self.add(ClockKind::Message, until, Some(message.reference()), &message.title, None);
        }
    }
}

fn person(source: &PacketSource, id: PersonId) -> Option<String> {
    source.people.iter().find(|person| person.id == id).map(|person| person.name.clone())
}

/// The first line of a wording, as many of its words as a line holds; what goes on ends in `…`.
fn brief(text: &str) -> String {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let long = first.chars().count() > BRIEF;
    let held: String = first.chars().take(BRIEF).collect();
    // A word that is longer than the line is cut all the same.
    let inside_word = long && !first[held.len()..].starts_with(char::is_whitespace);
    let words = held.rfind(char::is_whitespace).filter(|_| inside_word).map_or(held.as_str(), |end| &held[..end]);
    if long || lines.next().is_some() {
        format!("{}…", words.trim_end_matches(|c: char| c.is_whitespace() || c == ','))
    } else {
        held
    }
}

/// The next day on which an occurrence of a control is lost if nothing happens.
fn next_last_chance(source: &PacketSource, control: &Control, day: Day) -> Option<Day> {
    let period = source.engagement.kind.period()?;
    let windows = occurrences(&Schedule::of(control)?, period).ok()?;
    let support = |item: &EvidenceItem| Support::of(item, control.id);
    let supports: Vec<Support> = source.evidence.iter().filter_map(support).collect();
    let recorded: Vec<_> = source.occurrences.iter().filter(|it| it.control == control.id).cloned().collect();
    Outlook::of(control.frequency, &occurrence_rows(&windows, &supports, &recorded, day), day).next_last_chance()
}

/// What of a finding is still to come by its date.
pub const fn awaited(finding: &Finding) -> Option<ClockKind> {
    match finding.state {
        FindingState::Raised | FindingState::Acknowledged => Some(ClockKind::Response),
        FindingState::Responded | FindingState::InRemediation => Some(ClockKind::Fix),
        FindingState::Verified | FindingState::Closed => None,
    }
}

/// The last day on which an accepted risk stays accepted; one that has ended makes the gap open, and is no clock of its
/// own any more.
fn acceptance_end(gap: &Gap, day: Day) -> Option<Day> {
    let accepted = gap.acceptance_of_risk.as_ref().filter(|_| gap.state == crate::gap::GapState::AcceptedRisk);
    accepted.map(|risk| risk.until).filter(|until| *until >= day)
}

/// Whether a message of the row was sent.
fn is_told(source: &PacketSource, row: &PlanRow) -> bool {
    source.messages.iter().any(|message| message.plan_row == Some(row.id) && message.state == MessageState::Sent)
}

const fn still_stands(message: &Message) -> bool {
    match message.state {
        MessageState::Draft | MessageState::InReview | MessageState::Approved | MessageState::Sent => true,
        MessageState::Superseded | MessageState::Withdrawn => false,
    }
}

fn on_trigger(source: &PacketSource) -> Vec<TriggerClock> {
    let clock = |row: &PlanRow| match row.due {
        Due::AfterTrigger { hours } if row.triggered_at.is_none() => Some(TriggerClock {
            number: row.number,
            audience: row.audience.clone(),
            what: brief(&row.subject),
            trigger: row.trigger.clone(),
            hours,
            owner: row.owner.and_then(|owner| person(source, owner)),
        }),
        Due::On { .. } | Due::AfterTrigger { .. } | Due::OnRequest => None,
    };
    source.plan_rows.iter().filter_map(clock).collect()
}
