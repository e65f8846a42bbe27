//! The overview: an engagement in one look. Every figure comes with the rows behind it. Reads what the vault has counted
//! already, and of evidence only the items that a figure needs.

mod control;
mod deadline;
mod gap;
mod readiness;
mod request;
mod stale;

use std::collections::BTreeMap;

use model::calendar::{check_period, whole_windows};
use model::client::Client;
use model::communication::{Message, PlanRow};
use model::control::{Control, Frequency, QuarterRule};
use model::criterion::Criterion;
use model::engagement::{Engagement, EngagementKind};
use model::finding::Finding;
use model::follow_up::FollowUp;
use model::gap::Gap;
use model::holiday::Holiday;
use model::id::{ControlId, PersonId};
use model::occurrence::OccurrenceRow;
use model::person::Person;
use model::record::Noun;
use model::request::EvidenceRequest;
use model::task::Task;
use model::time::{AsOf, Day, Span};
use serde::{Deserialize, Serialize};
use vault::Reader;

pub use self::control::{FixableControl, FixableControls, LostControl, LostControls};
pub use self::deadline::{ClockShown, CriticalTask, Deadline, Deadlines, EscalationSteps};
pub use self::gap::{GapsByLevel, GapsOfLevel};
pub use self::readiness::ReadinessNow;
pub use self::request::{RequestsByState, RequestsInState};
pub use self::stale::{StaleItem, StaleItems};
use crate::app::App;
use crate::failure::Failure;
use crate::find;
use crate::occurrence::stored_rows;
use crate::rows_link::RowsLink;

/// Shows an engagement in one look.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowOverview {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// An engagement in one look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Overview {
    /// The engagement's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its kind with its date or period.
    pub kind: EngagementKind,
    /// How far it has come, in words.
    pub state: String,
    /// The day on which one looks.
    pub today: Day,
    /// How far the dates are.
    pub dates: DatesAhead,
    /// The ends of the calendar's quarters that lie in the period, as marks of a time line.
    pub quarters: Vec<QuarterMark>,
    /// What can still be fixed.
    pub fixable: FixableControls,
    /// What cannot be fixed any more.
    pub lost: LostControls,
    /// Requests by state.
    pub requests: RequestsByState,
    /// Open gaps by level.
    pub gaps: GapsByLevel,
    /// Overdue steps of findings and of the communication plan.
    pub escalation: EscalationSteps,
    /// The next notification clock; none when none runs.
    pub clock: Option<ClockShown>,
    /// Rows of the communication plan whose trigger hasn't come about.
    pub waiting_for_trigger: RowsLink,
    /// What falls due next.
    pub deadlines: Deadlines,
    /// The next task of the critical path; none when nothing is open.
    pub critical: Option<CriticalTask>,
    /// Evidence that goes stale before fieldwork.
    pub stale: StaleItems,
    /// Readiness today; none when no criterion in scope is relevant.
    pub readiness: Option<ReadinessNow>,
    /// Questions of the auditor's that wait for an answer.
    pub follow_ups: OpenFollowUps,
}

/// How far the dates are; negative once they are past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DatesAhead {
    /// The audit period.
    pub period: Option<Span>,
    /// Days to the period's last day.
    pub left_in_period: Option<i64>,
    /// Days of the period that have gone by, today included.
    pub elapsed: Option<i64>,
    /// First day of fieldwork.
    pub fieldwork_from: Option<Day>,
    /// Days to it.
    pub to_fieldwork: Option<i64>,
    /// Day on which the report is due.
    pub report_due: Option<Day>,
    /// Days to it.
    pub to_report: Option<i64>,
}

/// A mark of the time line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct QuarterMark {
    /// Name of the quarter, such as `2026-Q3`.
    pub name: String,
    /// Its days, cut to the period.
    pub days: Span,
    /// Whether it is over.
    pub over: bool,
}

/// Questions of the auditor's that wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct OpenFollowUps {
    /// How many.
    pub count: usize,
    /// How many of them are overdue.
    pub overdue: usize,
    /// The questions, the soonest due first.
    pub rows: RowsLink,
}

/// The records that the figures are made from.
struct Ground {
    engagement: Engagement,
    client: Client,
    today: Day,
    as_of: AsOf,
    people: BTreeMap<PersonId, String>,
    criteria: Vec<Criterion>,
    /// Live ones, by code.
    controls: Vec<Control>,
    rows: BTreeMap<ControlId, Vec<OccurrenceRow>>,
    requests: Vec<EvidenceRequest>,
    findings: Vec<Finding>,
    gaps: Vec<Gap>,
    tasks: Vec<Task>,
    plan_rows: Vec<PlanRow>,
    messages: Vec<Message>,
    holidays: Vec<Holiday>,
    follow_ups: Vec<FollowUp>,
}

impl Ground {
    fn read(r: &Reader, engagement: Engagement, as_of: AsOf) -> Result<Self, Failure> {
        let (id, today) = (engagement.id, as_of.day());
        let mut controls: Vec<Control> = r.list_in(id)?;
        controls.retain(Control::is_live);
        controls.sort_by(|one, two| one.code.cmp(&two.code));
        let mut rows = stored_rows(r, id, today)?;
        rows.retain(|control, _| controls.iter().any(|it| it.id == *control));
        Ok(Self {
            client: crate::client::the_client(r)?,
            people: r.list::<Person>()?.into_iter().map(|it| (it.id, it.name)).collect(),
            criteria: r.list_in(id)?,
            requests: r.list_in(id)?,
            findings: r.list_in(id)?,
            gaps: r.list_in(id)?,
            tasks: r.list_in(id)?,
            plan_rows: r.list_in(id)?,
            messages: r.list_in(id)?,
            holidays: r.list()?,
            follow_ups: r.list_in(id)?,
            engagement,
            today,
            as_of,
            controls,
            rows,
        })
    }

    fn person(&self, id: Option<PersonId>) -> Option<String> {
        self.people.get(&id?).cloned()
    }

    /// Who owns a control, or the role that answers for it.
    fn owner(&self, control: &Control) -> Option<String> {
        let role = Some(control.owner_role.clone()).filter(|role| !role.is_empty());
        self.person(control.owner).or(role)
    }

    fn rows_of(&self, control: &Control) -> &[OccurrenceRow] {
        self.rows.get(&control.id).map_or(&[], Vec::as_slice)
    }
}

pub(crate) fn show(app: &mut App, request: ShowOverview) -> Result<Overview, Failure> {
    let as_of = AsOf { at: app.host().now().fixed_offset() };
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let ground = Ground::read(r, engagement, as_of)?;
        let stale = stale::stale(r, &ground)?;
        let due = deadline::due(r, &ground, &stale)?;
        Ok(Overview {
            id: ground.engagement.id.to_string(),
            title: ground.engagement.title.clone(),
            kind: ground.engagement.kind,
            state: ground.engagement.state.name().to_owned(),
            today: ground.today,
            dates: dates(&ground.engagement, ground.today),
            quarters: quarters(&ground.engagement, ground.today),
            fixable: control::fixable(&ground),
            lost: control::lost(&ground),
            requests: request::by_state(&ground),
            gaps: gap::by_level(&ground),
            escalation: due.escalation,
            clock: due.clock,
            waiting_for_trigger: due.waiting_for_trigger,
            deadlines: due.deadlines,
            critical: due.critical,
            stale,
            readiness: readiness::now(r, &ground)?,
            follow_ups: follow_ups(&ground),
        })
    })
}

fn dates(engagement: &Engagement, today: Day) -> DatesAhead {
    let to = |day: Option<Day>| day.map(|day| (day - today).num_days());
    let period = engagement.kind.period();
    let elapsed = |period: Span| Span::new(period.from, period.to.min(today)).map_or(0, Span::days);
    DatesAhead {
        period,
        left_in_period: to(engagement.kind.last_day()),
        elapsed: period.map(elapsed),
        fieldwork_from: engagement.fieldwork_from,
        to_fieldwork: to(engagement.fieldwork_from),
        report_due: engagement.report_due,
        to_report: to(engagement.report_due),
    }
}

fn quarters(engagement: &Engagement, today: Day) -> Vec<QuarterMark> {
    let Some(period) = engagement.kind.period().filter(|period| check_period(*period).is_ok()) else {
        return Vec::new();
    };
    let windows = whole_windows(Frequency::Quarterly, QuarterRule::Calendar, period.from, period);
    let mark = |window: model::calendar::WholeWindow| {
        let days = window.days.meet(period)?;
        Some(QuarterMark { name: window.key.to_string(), days, over: days.to < today })
    };
    windows.into_iter().filter_map(mark).collect()
}

fn follow_ups(ground: &Ground) -> OpenFollowUps {
    let mut open: Vec<&FollowUp> = ground.follow_ups.iter().filter(|it| it.is_open()).collect();
    open.sort_by_key(|it| (it.due_on.is_none(), it.due_on, it.number));
    OpenFollowUps {
        count: open.len(),
        overdue: open.iter().filter(|it| it.is_overdue_on(ground.today)).count(),
        rows: RowsLink::to(Noun::FollowUp, open.iter().map(|it| it.id)),
    }
}
