//! Scenarios of the communication plan.

use chrono::{DateTime, FixedOffset};
use commands::scenario::{
    BusinessDayCount, ClockRow, ListScenarios, OpenRole, PlannedRow, ScenarioRow, ScenarioSheet, ShowScenario,
    StartScenario, StartedRow, StartedScenario,
};
use model::time::Instant;

use super::Session;
use crate::args::ScenarioVerb;
use crate::failure::Problem;
use crate::output::{counted, facts as lines, joined, or_empty, table, table_or};

/// Verbs of scenarios.
pub fn scenario(session: &mut Session, verb: ScenarioVerb) -> Result<(), Problem> {
    match verb {
        ScenarioVerb::List => {
            let list = session.app.call(ListScenarios {})?;
            session.out.show(&list, |list| {
                let row = |it: &ScenarioRow| {
                    vec![it.scenario.clone(), it.when_to_use.clone(), it.rows.to_string(), it.drafts.to_string()]
                };
                table(&["Scenario", "When", "Rows", "Drafts"], list.iter().map(row))
            })
        }
        ScenarioVerb::Show { scenario } => {
            let sheet = session.app.call(ShowScenario { scenario })?;
            session.out.show(&sheet, sheet_lines)
        }
    }
}

/// Whether a name is that of a scenario.
pub fn is_scenario(session: &mut Session, name: &str) -> bool {
    session.app.call(ShowScenario { scenario: name.to_owned() }).is_ok()
}

/// Starts a scenario.
pub fn start(
    session: &mut Session,
    scenario: String,
    at: Option<DateTime<FixedOffset>>,
    again: bool,
) -> Result<(), Problem> {
    let at = at.ok_or_else(|| Problem::Usage("say when its trigger came about: --at INSTANT".to_owned()))?.to_utc();
    let engagement = session.engagement.clone();
    let started = session.app.call(StartScenario { engagement, scenario, at, again })?;
    session.out.show(&started, started_lines)
}

fn sheet_lines(it: &ScenarioSheet) -> String {
    let row = |row: &PlannedRow| {
        let due = row.due_hours.map_or_else(|| "on request".to_owned(), |hours| format!("{hours} h after trigger"));
        vec![
            row.audience.clone(),
            row.track.name().to_owned(),
            row.subject.clone(),
            row.owner_role.clone(),
            due,
            joined(&row.templates),
            joined(&row.clocks),
        ]
    };
    let head = lines(&[
        ("Scenario", it.scenario.scenario.clone()),
        ("When", it.scenario.when_to_use.clone()),
        ("Trigger", it.scenario.trigger.clone()),
        ("Plans", joined(&it.plans)),
        ("Rehearsed by", joined(&it.rehearsed_by)),
    ]);
    let heads = ["Audience", "Track", "Subject", "Owner's role", "Due", "Drafts", "Clocks"];
    let rows = table(&heads, it.rows.iter().map(row));
    format!("{head}\n\n{}\n\n{rows}", settled(&it.before_anything_leaves, &it.limits))
}

fn started_lines(it: &StartedScenario) -> String {
    let drafts: usize = it.rows.iter().map(|row| row.messages.len()).sum();
    let head = format!(
        "Started {}: {}, {}. Their times count from {} ({}).",
        it.scenario,
        counted(it.rows.len(), "row of the plan"),
        counted(drafts, "draft"),
        instant(it.at),
        it.trigger
    );
    let row = |row: &StartedRow| {
        vec![
            row.row.number.to_string(),
            row.row.audience.clone(),
            row.due_at.map_or_else(|| "on request".to_owned(), instant),
            or_empty(row.owner.clone()),
            or_empty(row.sender.clone()),
            joined(row.messages.iter().map(|message| message.reference())),
        ]
    };
    let rows = table(&["Row", "Audience", "Due", "Owner", "Sender", "Drafts"], it.rows.iter().map(row));
    let role = |role: &OpenRole| {
        let held = if role.held_by.is_empty() { "nobody".to_owned() } else { joined(&role.held_by) };
        vec![role.role.clone(), joined(&role.rows), held, or_empty(role.stands_in.clone())]
    };
    let roles = table_or(
        &["Role", "Rows", "Held by", "Stands in"],
        it.open_roles.iter().map(role),
        "Every row has its owner and its sender.",
    );
    let clocks = table(&["Clock", "Regime", "Tell", "Clock", "Begins with", "Ends"], it.clocks.iter().map(clock));
    format!(
        "{head}\n\n{}\n\n{rows}\n\nRoles still open:\n{roles}\n\nClocks that may be shorter. Each end counts from the \
         scenario's trigger; counsel decides which clocks run and since when:\n{clocks}",
        settled(&it.before_anything_leaves, &it.limits)
    )
}

fn clock(it: &ClockRow) -> Vec<String> {
    let ends = match (it.due_at, it.due_on) {
        (Some(at), _) => instant(at),
        (None, Some(day)) => format!("{day}{}", it.business_days.as_ref().map(days_counted).unwrap_or_default()),
        (None, None) => "without undue delay".to_owned(),
    };
    vec![
        it.code.clone(),
        format!("{}, {}", it.regime, it.basis),
        it.recipient.clone(),
        it.clock.clone(),
        it.clock_start.clone(),
        ends,
    ]
}

/// How a clock of business days was counted.
fn days_counted(it: &BusinessDayCount) -> String {
    match (it.holidays_kept, it.taken_out.as_slice()) {
        (false, _) => ", counted without holidays: none are kept".to_owned(),
        (true, []) => ", no kept holiday falls in it".to_owned(),
        (true, holidays) => {
            format!(
                ", without {}",
                joined(holidays.iter().map(|holiday| format!("{} ({})", holiday.name, holiday.day)))
            )
        }
    }
}

fn settled(before: &[String], limits: &[String]) -> String {
    let list = |items: &[String]| items.iter().map(|item| format!("  - {item}")).collect::<Vec<_>>().join("\n");
    format!("Before anything leaves:\n{}\n\nWhat no message can do:\n{}", list(before), list(limits))
}

fn instant(at: Instant) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}
