//! Tasks of the remediation plan on a sheet. Rows of one sheet may wait for each other.

use std::collections::{BTreeMap, BTreeSet};

use model::id::{PersonId, TaskId};
use model::sheet::noun::SheetNoun;
use model::sheet::task::TaskColumn as Col;
use model::sheet::value::{Fields, Value};
use model::task::{Done, Task, TaskState, Wait, check_dependencies};
use uuid::Uuid;

use super::names::Names;
use super::record::{BrokenTogether, New, Planned, SheetRecord};
use super::row::{Broken, Filled, Row};

impl SheetRecord for Task {
    type Column = Col;
    const OF: SheetNoun = SheetNoun::Task;
    const NAMES_OWN: Option<Col> = Some(Col::DependsOn);

    fn fields(&self, names: &Names) -> Fields<Col> {
        let (state, reason) = stored(&self.state);
        let done = self.done.as_ref();
        Filled::new()
            .put(Col::Code, Value::Code(self.code.to_string()))
            .text(Col::Title, &self.title)
            .text(Col::Description, &self.description)
            .text(Col::Phase, &self.phase)
            .choice(Col::Track, &self.track)
            .person(Col::Owner, self.owner, names)
            .text(Col::OwnerRole, &self.owner_role)
            .day(Col::StartsOn, self.starts_on)
            .whole(Col::WorkingDays, self.working_days)
            .day(Col::EndsOn, names.task_ends.get(&self.id).copied())
            .ids(Col::DependsOn, self.depends_on.keys(), &names.tasks)
            .ids(Col::Controls, &self.controls, &names.controls)
            .ids(Col::Gaps, &self.gaps, &names.gaps)
            .text(Col::DoneWhen, &self.done_when)
            .word(Col::State, state)
            .optional_text(Col::StateReason, reason)
            .day(Col::DoneOn, done.map(|done| done.on))
            .ids(Col::Evidence, done.map(|done| &done.evidence).into_iter().flatten(), &names.evidence)
            .optional_text(Col::DoneNote, done.map(|done| done.note.as_str()))
            .text(Col::InternalNote, &self.internal_note)
            .done()
    }

    fn blank(new: &New<'_>, row: &Row<'_, Col>) -> Result<Self, Broken<Col>> {
        let code = row.code(Col::Code)?;
        Ok(crate::task::blank(new.id.into(), new.engagement.id, code, new.today))
    }

    fn with(mut self, row: &Row<'_, Col>, _: bool) -> Result<Self, Broken<Col>> {
        row.text(Col::Title, &mut self.title)?;
        row.text(Col::Description, &mut self.description)?;
        row.text(Col::Phase, &mut self.phase)?;
        row.choice(Col::Track, &mut self.track)?;
        row.person(Col::Owner, &mut self.owner)?;
        row.text(Col::OwnerRole, &mut self.owner_role)?;
        row.day(Col::StartsOn, &mut self.starts_on)?;
        row.whole(Col::WorkingDays, &mut self.working_days)?;
        row.ids(Col::Controls, &row.names.controls, &mut self.controls)?;
        row.ids(Col::Gaps, &row.names.gaps, &mut self.gaps)?;
        row.text(Col::DoneWhen, &mut self.done_when)?;
        row.text(Col::InternalNote, &mut self.internal_note)?;
        let mut waits: BTreeSet<TaskId> = self.depends_on.keys().copied().collect();
        row.ids(Col::DependsOn, &row.names.tasks, &mut waits)?;
        let how = |id: &TaskId| self.depends_on.get(id).copied().unwrap_or(Wait::Finish);
        self.depends_on = waits.iter().map(|id| (*id, how(id))).collect();
        self.check()?;
        step(row, self)
    }

    fn is_owned_by(&self, person: PersonId, _: &Names) -> bool {
        self.owner == Some(person)
    }

    fn announce(names: &mut Names, id: Uuid, fields: &Fields<Col>) {
        if let Some(Value::Code(code)) = fields.get(&Col::Code) {
            names.tasks.add(id.into(), code.clone());
        }
    }

    /// No task waits for itself, through whichever tasks.
    fn check_together(all: &[&Self], planned: &[Planned<Self>]) -> Vec<BrokenTogether<Col>> {
        let tasks: Vec<Self> = all.iter().map(|task| (*task).clone()).collect();
        let Err(invalid) = check_dependencies(&tasks) else { return Vec::new() };
        let circling = circling(&tasks);
        let turned = |it: &&Planned<Self>| it.before.as_ref().is_none_or(|old| old.depends_on != it.after.depends_on);
        let waits = |it: &&Planned<Self>| !it.after.depends_on.is_empty();
        let broken = planned.iter().filter(turned).filter(waits);
        let in_circle = |it: &&Planned<Self>| circling.is_empty() || circling.contains(&it.after.id);
        broken
            .filter(in_circle)
            .map(|it| BrokenTogether { row: it.row, column: Col::DependsOn, reason: invalid.rule.clone() })
            .collect()
    }
}

/// Tasks on a circle, or on the way from one circle to another: what is left when those that wait for nothing that is
/// left, or for which nothing waits that is left, are taken away again and again.
fn circling(tasks: &[Task]) -> BTreeSet<TaskId> {
    let waits: Vec<(TaskId, TaskId)> =
        tasks.iter().flat_map(|task| task.depends_on.keys().map(|other| (task.id, *other))).collect();
    let backwards: Vec<(TaskId, TaskId)> = waits.iter().map(|(task, other)| (*other, *task)).collect();
    let left = taken_away(tasks.iter().map(|task| task.id).collect(), &waits);
    taken_away(left, &backwards)
}

/// What is left when those without an edge to one that is left are taken away again and again.
fn taken_away(mut left: BTreeSet<TaskId>, edges: &[(TaskId, TaskId)]) -> BTreeSet<TaskId> {
    let mut ahead: BTreeMap<TaskId, usize> = left.iter().map(|id| (*id, 0)).collect();
    let mut behind: BTreeMap<TaskId, Vec<TaskId>> = BTreeMap::new();
    for (from, to) in edges.iter().filter(|(from, to)| left.contains(from) && left.contains(to)) {
        *ahead.entry(*from).or_default() += 1;
        behind.entry(*to).or_default().push(*from);
    }
    let mut free: Vec<TaskId> = ahead.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    while let Some(id) = free.pop() {
        left.remove(&id);
        for from in behind.remove(&id).unwrap_or_default() {
            let count = ahead.entry(from).or_default();
            *count = count.saturating_sub(1);
            if *count == 0 {
                free.push(from);
            }
        }
    }
    left
}

/// A state by its stored word, with its reason.
fn stored(state: &TaskState) -> (&'static str, Option<&str>) {
    match state {
        TaskState::Planned => ("planned", None),
        TaskState::InProgress => ("in_progress", None),
        TaskState::Blocked { reason } => ("blocked", Some(reason)),
        TaskState::Done => ("done", None),
        TaskState::Dropped { reason } => ("dropped", Some(reason)),
    }
}

/// The step that the row asks for, by the model's own rule.
fn step(row: &Row<'_, Col>, task: Task) -> Result<Task, Broken<Col>> {
    let Some(word) = row.word(Col::State).filter(|word| *word != stored(&task.state).0) else { return Ok(task) };
    let mut reason = stored(&task.state).1.unwrap_or_default().to_owned();
    row.text(Col::StateReason, &mut reason)?;
    let (next, done) = match word {
        "planned" => (TaskState::Planned, None),
        "in_progress" => (TaskState::InProgress, None),
        "blocked" => (TaskState::Blocked { reason }, None),
        "dropped" => (TaskState::Dropped { reason }, None),
        "done" => {
            let mut done = Done { on: row.today, evidence: BTreeSet::new(), note: String::new() };
            row.day(Col::DoneOn, &mut done.on)?;
            row.ids(Col::Evidence, &row.names.evidence, &mut done.evidence)?;
            row.text(Col::DoneNote, &mut done.note)?;
            (TaskState::Done, Some(done))
        }
        _ => return Err(Broken::at(Col::State, "has no value of this column")),
    };
    task.move_to(next, done).map_err(|invalid| match invalid.field {
        "reason" => Broken::at(Col::StateReason, invalid.rule),
        "done" => Broken::at(Col::DoneNote, invalid.rule),
        _ => invalid.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_leads_to_or_from_a_circle_is_not_in_it() {
        let id = |number: u128| TaskId::from(Uuid::from_u128(number));
        let waits = |number, others: &[u128]| {
            let code = format!("T-{number}").parse().expect("a code");
            let day = "2026-01-01".parse().expect("a day");
            let task = crate::task::blank(id(number), Uuid::from_u128(1).into(), code, day);
            Task { depends_on: others.iter().map(|other| (id(*other), Wait::Finish)).collect(), ..task }
        };
        // 11 waits for the circle 12, 13; the circle waits for 14.
        let tasks = [waits(11, &[12]), waits(12, &[13]), waits(13, &[12, 14]), waits(14, &[])];
        assert_eq!(circling(&tasks), BTreeSet::from([id(12), id(13)]));
        assert_eq!(circling(&tasks[2..]), BTreeSet::new());
    }
}
