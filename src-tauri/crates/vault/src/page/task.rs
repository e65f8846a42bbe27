//! Pages of tasks, with their earliest days.

use std::collections::BTreeMap;

use model::id::{EngagementId, TaskId};
use model::page::{PageQuery, TaskColumn, TaskDependency, TaskLine, TaskPage};
use model::record::Noun;
use model::task::Task;
use model::time::Span;

use super::names::Names;
use super::{Form, Grid, GridColumn, among, find, records, words};
use crate::access::Reader;
use crate::error::Result;
use crate::table::rows;

pub(super) const GRID: Grid = Grid {
    table: "task",
    from: "task n LEFT JOIN derived_task d ON d.task = n.id LEFT JOIN person o ON o.id = n.owner",
    id: "n.id",
    tie: "n.id",
    engagement: Some("n.engagement"),
    many: false,
    order: ("code", false),
    text: &["fold(n.code)", "fold(n.title)"],
    column,
};

const CONTROLS: &str = "SELECT t.task AS id, c.code AS value FROM task_control t JOIN control c ON c.id = t.control";
const GAPS: &str =
    "SELECT t.task AS id, format('GAP-%03d', g.number) AS value FROM task_gap t JOIN gap g ON g.id = t.gap";
const DEPENDENCIES: &str = "SELECT d.task AS id, t.code AS value FROM task_dependency d JOIN task t ON t.id = d.other";

fn column(name: &str) -> Result<GridColumn> {
    use TaskColumn as C;
    Ok(match C::named(name)? {
        C::Code => GridColumn::one("n.code", Form::Text).sorted_by("n.code"),
        C::Title => GridColumn::one("n.title", Form::Text),
        C::Phase => GridColumn::one("nullif(n.phase, '')", Form::Text),
        C::Track => GridColumn::one("n.track", words::track()),
        C::State => GridColumn::one("n.state", words::task_state()),
        C::Starts => GridColumn::one("d.days_from", Form::Time),
        C::Ends => GridColumn::one("d.days_to", Form::Time),
        C::WorkingDays => GridColumn::one("n.working_days", Form::Number),
        C::Owner => GridColumn::person("n.owner", "o.name"),
        C::OwnerRole => GridColumn::one("nullif(n.owner_role, '')", Form::Text),
        C::Dependencies => GridColumn::each(DEPENDENCIES, "n.id", Form::Text),
        C::Controls => GridColumn::each(CONTROLS, "n.id", Form::Text),
        C::Gaps => GridColumn::each(GAPS, "n.id", Form::Text),
    })
}

impl Reader<'_> {
    /// A page of an engagement's tasks.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an unknown column or test, or a limit out of bounds.
    pub fn page_tasks(&self, engagement: EngagementId, query: &PageQuery) -> Result<TaskPage> {
        let found = find(self, &GRID, engagement, query)?;
        let tasks: Vec<Task> = records(self, &found)?;
        let connection = self.connection();
        let (among, values) = among(&found.ids);
        let sql = format!("SELECT * FROM derived_task WHERE task {among}");
        let days: BTreeMap<TaskId, Span> = rows(connection, "derived_task", &sql, values, |fields| {
            Ok((fields.get("task")?, Span { from: fields.get("days_from")?, to: fields.get("days_to")? }))
        })?
        .into_iter()
        .collect();
        let people = Names::of(connection, Noun::Person, tasks.iter().filter_map(|it| it.owner).map(|id| id.uuid()))?;
        let controls = tasks.iter().flat_map(|it| &it.controls).map(|id| id.uuid());
        let controls = Names::of(connection, Noun::Control, controls)?;
        let gaps = Names::of(connection, Noun::Gap, tasks.iter().flat_map(|it| &it.gaps).map(|id| id.uuid()))?;
        let others = tasks.iter().flat_map(|it| it.depends_on.keys()).map(|id| id.uuid());
        let others = Names::of(connection, Noun::Task, others)?;
        let line = |task: Task| {
            let span = days.get(&task.id);
            TaskLine {
                id: task.id,
                revision: task.revision,
                starts_on: task.starts_on,
                starts: span.map(|span| span.from),
                ends: span.map(|span| span.to),
                owner_name: task.owner.and_then(|id| people.get(id.uuid())),
                dependencies: dependencies(&task, &others),
                controls: controls.sorted(task.controls.iter().map(|id| id.uuid())),
                gaps: gaps.sorted(task.gaps.iter().map(|id| id.uuid())),
                code: task.code,
                title: task.title,
                phase: task.phase,
                track: task.track,
                state: task.state,
                working_days: task.working_days,
                owner: task.owner,
                owner_role: task.owner_role,
            }
        };
        let rows = tasks.into_iter().map(line).collect();
        Ok(TaskPage { total: found.total, all: found.all, offset: query.offset, rows })
    }
}

fn dependencies(task: &Task, others: &Names) -> Vec<TaskDependency> {
    let dependency = |(other, wait): (&TaskId, &_)| {
        let code = others.get(other.uuid())?.parse().ok()?;
        Some(TaskDependency { task: *other, code, wait: *wait })
    };
    let mut dependencies: Vec<TaskDependency> = task.depends_on.iter().filter_map(dependency).collect();
    dependencies.sort_by(|one, other| one.code.cmp(&other.code));
    dependencies
}
