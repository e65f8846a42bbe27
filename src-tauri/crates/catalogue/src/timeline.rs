//! Preparation plans and recurring tasks. Days count from 1, the start date; a phase's end is inclusive. A plan can't
//! shorten the period of operation that a Type II report needs, and says so.

use std::str::FromStr;

use model::control::{ControlCode, Frequency};
use model::invalid::Invalid;
use serde::{Deserialize, Serialize};

use crate::code::{PlanCode, StepCode};

/// All plans and recurring tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timeline {
    /// What no plan can do; printed with each.
    pub note: String,
    /// The plans.
    pub plans: Vec<Plan>,
    /// Tasks that come back.
    pub recurring: Vec<RecurringTask>,
}

/// A preparation plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Its code.
    pub code: PlanCode,
    /// Name as printed.
    pub name: String,
    /// Days from start to end.
    pub length_days: u16,
    /// On what it rests.
    pub basis: String,
    /// What it doesn't cover; printed with it.
    pub limits: String,
    /// Its phases.
    pub phases: Vec<Phase>,
    /// Items that decide the end date.
    #[serde(default)]
    pub critical_path: Vec<CriticalItem>,
}

/// A phase of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Its code.
    pub code: StepCode,
    /// Name as printed.
    pub name: String,
    /// First day.
    pub start_day: u16,
    /// Last day.
    pub end_day: u16,
    /// What it waits for.
    pub depends_on: Vec<Dependency>,
    /// Tracks that work on it, by their codes.
    pub tracks: Vec<String>,
    /// Its tasks.
    pub tasks: Vec<String>,
    /// When it is over.
    pub exit_criteria: Vec<String>,
    /// Controls that it serves; those that an engagement doesn't have are left out.
    pub controls: Vec<ControlCode>,
}

/// An item of the critical path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriticalItem {
    /// Its code.
    pub code: StepCode,
    /// Name as printed.
    pub name: String,
    /// Days at least.
    pub days_min: u16,
    /// Days at most.
    pub days_max: u16,
    /// First day on which it can begin.
    pub earliest_day: u16,
    /// What it waits for.
    pub depends_on: Vec<Dependency>,
    /// What waits for it.
    pub blocks: Vec<StepCode>,
    /// Controls that it serves.
    pub controls: Vec<ControlCode>,
}

/// A task that comes back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecurringTask {
    /// Its code.
    pub code: StepCode,
    /// Title.
    pub title: String,
    /// How often.
    pub cadence: Frequency,
    /// Controls that it serves.
    pub controls: Vec<ControlCode>,
}

/// How one step waits for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wait {
    /// Until the other ends.
    Finish,
    /// Until the other begins: both may begin together.
    Start,
    /// Until part of the other is done: an overlap is planned.
    Partial,
}

/// A step that another waits for: `step`, `step:start` or `step:partial`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Dependency {
    /// The step that is waited for.
    pub step: StepCode,
    /// How long.
    pub wait: Wait,
}

impl FromStr for Dependency {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (step, wait) = match text.split_once(':') {
            None => (text, Wait::Finish),
            Some((step, "start")) => (step, Wait::Start),
            Some((step, "partial")) => (step, Wait::Partial),
            Some(_) => return Err(Invalid::new("depends_on", "must end in :start, :partial or the step's code")),
        };
        Ok(Self { step: step.parse()?, wait })
    }
}

impl TryFrom<String> for Dependency {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Dependency> for String {
    fn from(dependency: Dependency) -> Self {
        let step = dependency.step.as_str();
        match dependency.wait {
            Wait::Finish => step.to_owned(),
            Wait::Start => format!("{step}:start"),
            Wait::Partial => format!("{step}:partial"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_reads_back_as_written() {
        for (text, wait) in [("p12_1", Wait::Finish), ("p12_1:start", Wait::Start), ("p12_1:partial", Wait::Partial)] {
            let dependency: Dependency = text.parse().expect("has the form");
            assert_eq!(dependency.wait, wait);
            assert_eq!(dependency.step.as_str(), "p12_1");
            assert_eq!(String::from(dependency), text);
        }
        for wrong in ["", ":start", "p12_1:", "p12_1:end", "P12"] {
            assert!(wrong.parse::<Dependency>().is_err(), "{wrong:?}");
        }
    }
}
