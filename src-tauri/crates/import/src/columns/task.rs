//! How project plans call the columns of a remediation task.

use model::sheet::task::TaskColumn;

use super::Known;

impl Known for TaskColumn {
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Code => &["Task #", "Task number", "Task ref", "Task code", "ID", "#", "Ref", "Reference", "WBS"],
            Self::Title => &["Task name", "Task title", "Title", "Name", "Action", "Activity", "To do"],
            Self::Description => &["Task description", "Details"],
            Self::Phase => &["Stage", "Milestone"],
            Self::Track => &["Workstream", "Stream"],
            Self::Owner => &[
                "Task owner",
                "Responsible",
                "Responsible person",
                "Responsible party",
                "Assignee",
                "Assigned to",
                "Resource",
            ],
            Self::OwnerRole => &["Role", "Responsible role"],
            Self::StartsOn => &["Starts on", "Start date", "Starts", "Planned start", "Begin"],
            Self::WorkingDays => &["Days", "Duration", "Duration (days)", "Duration in days", "Workdays"],
            Self::EndsOn => {
                &["End date", "Finish", "Finish date", "Due", "Due date", "Planned finish", "ETA", "Deadline"]
            }
            Self::DependsOn => &["Dependencies", "Dependency", "Predecessors", "Predecessor", "After"],
            Self::Controls => &["Control", "Control ID", "Control IDs", "Control #", "Related controls"],
            Self::Gaps => &["Gap", "Gap ID", "Gap IDs", "Gap #", "Related gaps"],
            Self::DoneWhen => &["Acceptance criteria", "Exit criteria", "Definition of done"],
            Self::State => &["Status", "Task status"],
            Self::StateReason => &["Blocked by", "Blocked because", "Dropped because"],
            Self::DoneOn => &["Done", "Completed on", "Date completed", "Completion date", "Actual finish"],
            Self::Evidence => &["Evidence ID", "Evidence IDs", "Proof"],
            Self::DoneNote => &["Completion note", "Closing note"],
            Self::InternalNote => &["Internal notes", "Consultant note", "Consultant notes"],
        }
    }

    fn words(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Track => &[
                ("compliance", &["audit", "grc"]),
                ("engineering", &["development", "platform"]),
                ("security_operations", &["security", "secops", "soc"]),
                ("documentation", &["docs", "policies"]),
                ("management", &["leadership", "executive"]),
            ],
            Self::State => &[
                ("planned", &["open", "new", "not started", "to do"]),
                ("in_progress", &["started", "in process", "WIP", "active"]),
                ("blocked", &["on hold", "waiting", "stuck"]),
                ("done", &["complete", "completed", "closed", "finished"]),
                ("dropped", &["cancelled", "canceled", "withdrawn", "not needed"]),
            ],
            Self::Code
            | Self::Title
            | Self::Description
            | Self::Phase
            | Self::Owner
            | Self::OwnerRole
            | Self::StartsOn
            | Self::WorkingDays
            | Self::EndsOn
            | Self::DependsOn
            | Self::Controls
            | Self::Gaps
            | Self::DoneWhen
            | Self::StateReason
            | Self::DoneOn
            | Self::Evidence
            | Self::DoneNote
            | Self::InternalNote => &[],
        }
    }
}
