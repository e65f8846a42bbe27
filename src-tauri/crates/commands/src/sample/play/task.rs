//! Tasks of the story: a plan of the catalogue, the client's own beside it, and what became of each.

use std::collections::BTreeSet;

use ::sample::{PlannedTask, TaskFacts, TaskMove, TaskPlan, TaskTo};
use model::task::TaskCode;
use serde_json::{Map, Value, json};

use super::{Play, facts};
use crate::failure::Failure;
use crate::task::{AddTask, EditTask, MoveTask, PlanTasks, TaskStep};

impl Play<'_> {
    pub(super) fn plan_tasks(&mut self, it: &TaskPlan) -> Result<(), Failure> {
        let request = PlanTasks { engagement: None, plan: it.plan.clone(), on: it.on, holidays: BTreeSet::new() };
        self.app.call(request).map(drop)
    }

    pub(super) fn assign_task(&mut self, it: &PlannedTask) -> Result<(), Failure> {
        let mut described = Map::from_iter([("owner".to_owned(), json!(self.name(&it.owner)?))]);
        if let Some(keys) = &it.gaps {
            let gaps = keys.iter().map(|key| self.gap_named(key)).collect::<Result<Vec<_>, _>>()?;
            described.insert("gaps".to_owned(), json!(gaps));
        }
        let facts = facts(Value::Object(described))?;
        self.app.call(EditTask { engagement: None, task: it.code.to_string(), facts }).map(drop)
    }

    pub(super) fn add_task(&mut self, it: &TaskFacts) -> Result<(), Failure> {
        let gaps = it.gaps.iter().map(|key| self.gap_named(key)).collect::<Result<Vec<_>, _>>()?;
        let described = json!({
            "description": it.description, "phase": it.phase, "owner": self.name(&it.owner)?,
            "depends_on": it.depends_on, "controls": it.controls, "gaps": gaps, "freezes": it.freezes,
            "done_when": it.done_when,
        });
        let request = AddTask {
            engagement: None,
            code: it.code.clone(),
            title: it.title.clone(),
            track: it.track,
            starts_on: Some(it.starts_on),
            working_days: it.working_days,
            facts: facts(described)?,
        };
        self.app.call(request).map(drop)
    }

    pub(super) fn move_task(&mut self, code: &TaskCode, to: &TaskMove) -> Result<(), Failure> {
        let text = to.text.clone().unwrap_or_default();
        let step = match to.to {
            TaskTo::InProgress => TaskStep::InProgress,
            TaskTo::Blocked => TaskStep::Blocked { reason: text },
            TaskTo::Dropped => TaskStep::Dropped { reason: text },
            TaskTo::Done => TaskStep::Done { on: to.on, evidence: self.references(&to.evidence)?, note: text },
        };
        self.app.call(MoveTask { engagement: None, task: code.to_string(), step }).map(drop)
    }
}
