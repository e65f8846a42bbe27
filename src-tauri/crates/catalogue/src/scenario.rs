//! Communication scenarios: which rows of the communication plan, with which drafts, a situation starts at once. Times
//! are proposals counted from the scenario's trigger; a shorter clock of a contract or a law comes first. Sends nothing.

use std::str::FromStr;

use model::communication::{Due, ScenarioDraft, ScenarioKind, ScenarioRow, Track};
use model::invalid::Invalid;
use serde::{Deserialize, Serialize};

use crate::code::{DeadlineCode, ExerciseCode, PlanCode, RowCode, TemplateCode};
use crate::template::Template;

/// Every scenario, in the order of the file.
pub const SCENARIOS: [ScenarioKind; 4] = [
    ScenarioKind::FailedOpinion,
    ScenarioKind::EmergencyPreparation,
    ScenarioKind::Incident,
    ScenarioKind::DelayedReport,
];

/// Its name on the command line, such as `failed-opinion`.
pub fn scenario_code(kind: ScenarioKind) -> String {
    kind.name().replace(' ', "-")
}

/// What a scenario starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioEntry {
    /// The scenario.
    pub scenario: ScenarioKind,
    /// Name as printed.
    pub name: String,
    /// When it fits.
    pub when_to_use: String,
    /// The event from whose instant the rows' times count.
    pub trigger: String,
    /// What is settled before any text leaves.
    pub before_anything_leaves: Vec<String>,
    /// What no message of it can do; printed with it.
    pub limits: Vec<String>,
    /// Preparation plans that usually go with it.
    pub plans: Vec<PlanCode>,
    /// Exercises that rehearse it.
    pub rehearsed_by: Vec<ExerciseCode>,
    /// Its rows, in the order in which they fall due, those on request last.
    pub rows: Vec<RowEntry>,
}

/// A row of the communication plan with the drafts that it starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RowEntry {
    /// Its code.
    pub code: RowCode,
    /// Who is told.
    pub audience: String,
    /// Inside or outside.
    pub track: Track,
    /// What sets the row off, inside the scenario.
    pub trigger: String,
    /// What they are told, in a few words.
    pub subject: String,
    /// By which channel.
    pub channel: String,
    /// Role that sees to it.
    pub owner_role: String,
    /// Role that sends or speaks.
    pub sender_role: String,
    /// When it is due.
    pub due: RowDue,
    /// How often, in words.
    pub cadence: String,
    /// Templates of the drafts that it starts.
    pub templates: Vec<TemplateCode>,
    /// Clocks of laws and contracts that may be shorter than `due`; counsel decides which apply.
    pub clocks: Vec<DeadlineCode>,
    /// A word of advice for whoever runs the plan; empty when there is none. Not for other readers.
    pub note: String,
}

impl RowEntry {
    /// The row with its drafts, as the model takes it; none when `template` doesn't know one of them.
    pub(crate) fn started<'a>(&self, template: impl Fn(&TemplateCode) -> Option<&'a Template>) -> Option<ScenarioRow> {
        let draft = |code| {
            template(code).map(|template| ScenarioDraft {
                template: template.code.to_string(),
                title: template.title.clone(),
                text: template.body.trim().to_owned(),
                privileged: template.privileged,
                required_approvals: template.approvals_needed.clone(),
                signing_roles: template.signed_by.clone(),
            })
        };
        let drafts: Option<_> = self.templates.iter().map(draft).collect();
        Some(ScenarioRow {
            code: self.code.to_string(),
            owner_role: self.owner_role.clone(),
            sender_role: self.sender_role.clone(),
            note: self.note.clone(),
            audience: self.audience.clone(),
            track: self.track,
            subject: self.subject.clone(),
            trigger: self.trigger.clone(),
            channel: self.channel.clone(),
            due: self.due.due(),
            cadence: self.cadence.clone(),
            drafts: drafts?,
        })
    }
}

/// When a row of a scenario is due: `4h` or `2d` after the scenario's trigger, or `on request`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum RowDue {
    /// A number of hours after the trigger; a day is 24.
    AfterTrigger {
        /// Hours.
        hours: u32,
    },
    /// When asked.
    OnRequest,
}

impl RowDue {
    /// The same in the model's words.
    pub const fn due(self) -> Due {
        match self {
            Self::AfterTrigger { hours } => Due::AfterTrigger { hours },
            Self::OnRequest => Due::OnRequest,
        }
    }

    /// Hours after the trigger; none when asked.
    pub const fn hours(self) -> Option<u32> {
        match self {
            Self::AfterTrigger { hours } => Some(hours),
            Self::OnRequest => None,
        }
    }
}

impl FromStr for RowDue {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if text == "on request" {
            return Ok(Self::OnRequest);
        }
        let number = |digits: &str| digits.parse::<u32>().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()));
        let hours = match (text.strip_suffix('h'), text.strip_suffix('d')) {
            (Some(hours), _) => number(hours),
            (None, Some(days)) => number(days).and_then(|days| days.checked_mul(24)),
            (None, None) => None,
        };
        let rule = "must be hours such as 4h, days such as 2d, or on request";
        hours.map(|hours| Self::AfterTrigger { hours }).ok_or_else(|| Invalid::new("due", rule))
    }
}

impl TryFrom<String> for RowDue {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<RowDue> for String {
    fn from(due: RowDue) -> Self {
        match due {
            RowDue::AfterTrigger { hours } => format!("{hours}h"),
            RowDue::OnRequest => "on request".to_owned(),
        }
    }
}

/// The file of scenarios.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioTable {
    /// Its entries.
    pub(crate) scenarios: Vec<ScenarioEntry>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_time_reads_back_as_written() {
        for (text, hours) in [("0h", 0), ("4h", 4), ("60h", 60), ("2d", 48), ("10d", 240)] {
            let due: RowDue = text.parse().expect("has the form");
            assert_eq!(due, RowDue::AfterTrigger { hours });
            assert_eq!(String::from(due).parse(), Ok(due));
            assert_eq!(due.due(), Due::AfterTrigger { hours });
        }
        assert_eq!("on request".parse(), Ok(RowDue::OnRequest));
        assert_eq!(RowDue::OnRequest.due(), Due::OnRequest);
        for wrong in ["", "h", "4", "4 h", "+4h", "-1h", "4w", "4hd", "On request", "4294967296h", "178956971d"] {
            assert!(wrong.parse::<RowDue>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn scenarios_have_the_names_of_the_command_line() {
        let codes = ["failed-opinion", "emergency-preparation", "incident", "delayed-report"];
        assert_eq!(SCENARIOS.map(scenario_code), codes);
    }
}
