//! Its findings and the tasks of its remediation plan, each with a mark in what an audience may not see.

use model::finding::{Acknowledgement, Deviations, Finding, FindingSource, FindingState, ManagementResponse};
use model::follow_up::{FollowUp, FollowUpAnswer, FollowUpState};
use model::retest::Retest;
use model::task::{Done, Freeze, Task, TaskState, Wait, WorkTrack};

use super::*;

/// Findings: one closed with its proof, one whose fix is on its way, one of a monitoring check that nobody answered yet.
pub fn findings(controls: &[Control]) -> Vec<Finding> {
    let finding = |number: u32, wording: &str, state| Finding {
        id: id(12_000 + u128::from(number)),
        revision: 1,
        engagement: id(3),
        number,
        auditor_reference: Some(format!("EX-7.{number}")),
        wording: text(wording),
        source: FindingSource::Audit,
        raised_on: day("2026-09-21"),
        controls: controls.iter().skip(number as usize - 1).take(1).map(|control| control.id).collect(),
        criteria: ["CC6.2".parse().expect("a code")].into(),
        deviations: Some(Deviations { found: 2, tested: 25 }),
        cause: text("No ticket is raised when a contractor leaves."),
        extent: text("Two accounts, eleven days at most, both read-only."),
        effect: text("Neither account was used in those days, as the sign-in records show."),
        compensating: controls.iter().skip(number as usize + 1).take(1).map(|control| control.id).collect(),
        compensating_note: text("The quarterly review found and removed both."),
        severity: Some(Level::High),
        owner: Some(id(103)),
        due_on: Some(day("2026-11-13")),
        gaps: [id(6_001)].into(),
        acknowledged: Some(Acknowledgement { by: id(102), on: day("2026-09-22") }),
        response: Some(ManagementResponse {
            text: text("Management agrees with the facts. The leaver process raises a ticket since 12 October 2026."),
            by: id(102),
            on: day("2026-09-28"),
        }),
        fixed_on: None,
        retest: None,
        closed_on: None,
        state,
        prior: None,
        internal_note: text("INTERNAL-NOTE-FINDING the auditor may widen the sample"),
    };
    let closed = Finding {
        fixed_on: Some(day("2026-09-25")),
        retest: Some(Retest {
            by: id(105),
            on: day("2026-10-08"),
            evidence: [id(5_001), id(5_002)].into(),
            note: text("All nine leavers of the weeks since were removed on their last day."),
        }),
        closed_on: Some(day("2026-10-09")),
        ..finding(
            1,
            "For 2 of 25 leavers selected,  access was not removed within the time that the procedure states.",
            FindingState::Closed,
        )
    };
    let open = finding(
        2,
        "OPEN-FINDING-MARKER For one of four quarters the review of privileged access did not cover the order services.",
        FindingState::InRemediation,
    );
    let raised = Finding {
        source: FindingSource::Monitoring,
        auditor_reference: None,
        deviations: None,
        acknowledged: None,
        response: None,
        severity: None,
        due_on: Some(day("2026-12-15")),
        ..finding(3, &format!("The nightly comparison stood still on 3 November. {LONG_WORD}"), FindingState::Raised)
    };
    vec![closed, open, raised]
}

/// Tasks in three phases: done, under way, blocked, to come, dropped.
pub fn tasks(controls: &[Control]) -> Vec<Task> {
    let task = |number: u128, phase: &str, title: &str, track, from: &str, days, after: Option<u128>| Task {
        id: id(13_000 + number),
        revision: 1,
        engagement: id(3),
        code: format!("T-{number:02}").parse().expect("a code"),
        title: text(title),
        description: format!("TASK-TEXT-MARKER {title} for all production systems."),
        phase: text(phase),
        track,
        owner: Some(id(103 + number % 2)),
        owner_role: text("Identity and access lead"),
        starts_on: day(from),
        working_days: days,
        depends_on: after.map(|other| (id(13_000 + other), Wait::Finish)).into_iter().collect(),
        controls: controls.iter().skip(number as usize).take(2).map(|control| control.id).collect(),
        gaps: [id(6_000 + number % 3)].into(),
        freezes: vec![],
        done_when: text("Every permission set is justified in writing"),
        state: TaskState::Planned,
        done: None,
        internal_note: if number == 3 { text("INTERNAL-NOTE-TASK the vendor is slow") } else { String::new() },
    };
    use WorkTrack::{Compliance, Documentation, Engineering, Management, SecurityOperations};
    let (scope, build, watch) = ("Scope and gap analysis", "Technical control build", "Monitoring and evidence");
    let mut tasks = vec![
        task(1, scope, "Agree scope and period with the auditor", Compliance, "2026-09-21", 5, None),
        task(2, scope, "Approve the budget", Management, "2026-09-28", 5, Some(1)),
        task(3, build, "Cut permission sets", Engineering, "2026-10-05", 15, Some(2)),
        task(4, build, "Put a durable queue between shop and Salesforce", Engineering, "2026-10-19", 30, Some(2)),
        task(5, build, "Rotate tokens of all integrations", SecurityOperations, "2026-11-16", 10, Some(3)),
        task(6, build, "Write down restore times", Documentation, "2026-11-16", 5, None),
        task(7, watch, "Alert on dead letters", SecurityOperations, "2026-11-30", 8, Some(4)),
        task(8, watch, "Show the fourth quarter’s access review", Compliance, "2027-01-04", 5, Some(5)),
        task(9, watch, &format!("Move the old admin console {LONG_WORD}"), Engineering, "2026-11-02", 20, None),
    ];
    for done in &mut tasks[..2] {
        done.state = TaskState::Done;
        done.done =
            Some(Done { on: day("2026-10-02"), evidence: [id(5_001)].into(), note: text("TASK-DONE-MARKER minutes") });
    }
    tasks[2].state = TaskState::InProgress;
    tasks[3].state = TaskState::InProgress;
    tasks[3].freezes =
        vec![Freeze { name: text("Peak season"), span: Span { from: day("2026-11-23"), to: day("2026-12-04") } }];
    tasks[4].state = TaskState::Blocked { reason: text("BLOCKED-REASON-MARKER two carriers have no test system") };
    tasks[8].state = TaskState::Dropped { reason: text("DROPPED-REASON-MARKER the console is retired instead") };
    tasks
}

/// Follow-ups: one answered, one open and overdue, one withdrawn after an answer; our note is on the open one.
pub fn follow_ups(controls: &[Control]) -> Vec<FollowUp> {
    let follow_up = |number: u32, question: &str, state, answer: Option<&str>| FollowUp {
        id: id(21_000 + u128::from(number)),
        revision: 1,
        engagement: id(3),
        number,
        control: controls.get(number as usize - 1).map_or(id(401), |control| control.id),
        question: text(question),
        asked_by: text("Astrid Lindqvist"),
        asked_at: at("2026-10-06T09:20:00Z"),
        promised_by: Some(id(103)),
        due_on: Some(day("2026-10-09")),
        answer: answer.map(|answer| FollowUpAnswer { text: text(answer), on: day("2026-10-08") }),
        state,
        internal_note: String::new(),
    };
    let (asked, told) = ("How was the listing shown to be complete?", Some("By the row count of the export."));
    let taken_back = FollowUpState::Withdrawn { reason: text("The policy says so, clause 4.") };
    vec![
        follow_up(1, asked, FollowUpState::Answered, told),
        FollowUp {
            internal_note: text("INTERNAL-NOTE-FOLLOW-UP ask the owner first"),
            ..follow_up(2, "Who approved the two late removals?", FollowUpState::Open, None)
        },
        follow_up(3, "Is the grace of ten days written down?", taken_back, Some("It is.")),
    ]
}
