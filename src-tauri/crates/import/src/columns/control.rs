//! How control matrices call the columns of a control.

use model::sheet::control::ControlColumn;

use super::Known;

impl Known for ControlColumn {
    fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Code => &[
                "Control",
                "Control #",
                "Control number",
                "Control ref",
                "Control reference",
                "Control code",
                "Ctrl",
                "Ctrl ID",
                "Ctrl #",
                "Ctrl ref",
                "Reference",
                "Ref",
                "Ref #",
                "ID",
                "#",
            ],
            Self::Title => &["Control title", "Control name", "Name", "Short description"],
            Self::Statement => &[
                "Statement",
                "Control description",
                "Description",
                "Control activity",
                "Control wording",
                "Control objective and activity",
                "Control text",
            ],
            Self::Criteria => &[
                "Criterion",
                "TSC",
                "TSC criteria",
                "TSC #",
                "TSC ref",
                "Trust services criteria",
                "SOC 2 criteria",
                "Criteria mapping",
                "Criteria ref",
                "Common criteria",
                "Mapped criteria",
            ],
            Self::ControlType => &["Control type", "Preventive / detective", "P/D", "P/D/C"],
            Self::Nature => &["Control nature", "Manual / automated", "Automation", "M/A", "Execution"],
            Self::Frequency => &["Control frequency", "Freq", "How often", "Cadence", "Periodicity"],
            Self::Owner => &["Control owner", "Responsible", "Responsible person", "Assignee", "Assigned to"],
            Self::OwnerRole => &["Control owner role", "Role", "Responsible role", "Owner title", "Control operator"],
            Self::Surfaces => &["Surface", "Systems", "System", "In-scope systems", "Applications"],
            Self::Key => &["Key", "Is key", "Key control?", "Key / non-key"],
            Self::StartsOn => &["Start", "Start date", "Operating since", "Effective date", "In place since"],
            Self::GraceDays => &["Grace", "Grace period", "Grace period days", "Days of grace"],
            Self::Quarters => &["Quarters", "Quarter rule"],
            Self::TestOfDesign => &["TOD", "Test of design procedure", "Design test", "Design test procedure"],
            Self::TestOfEffectiveness => &[
                "TOE",
                "Test of effectiveness",
                "Test of operating effectiveness procedure",
                "Operating test",
                "Test procedure",
                "Test procedures",
            ],
            Self::TypicalEvidence => &["Evidence", "Expected evidence", "Evidence required", "Evidence examples"],
            Self::State => &["Status", "Control status", "Implementation status"],
            Self::StateReason => &["Retirement reason", "Reason"],
            Self::InternalNote => &["Internal notes", "Consultant note", "Consultant notes"],
        }
    }

    fn words(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::ControlType => &[
                ("preventive", &["preventative", "prevent", "P"]),
                ("detective", &["detect", "D"]),
                ("corrective", &["correct", "C"]),
            ],
            Self::Nature => &[
                ("manual", &["M"]),
                ("automated", &["automatic", "system", "A"]),
                ("it_dependent_manual", &["ITDM", "IT dependent", "semi-automated", "hybrid", "manual with IT"]),
            ],
            Self::Frequency => &[
                ("continuous", &["continuously", "ongoing", "real time", "always"]),
                (
                    "per_event",
                    &[
                        "ad hoc",
                        "as needed",
                        "as required",
                        "on demand",
                        "event driven",
                        "event-based",
                        "each event",
                        "per occurrence",
                        "upon change",
                        "upon event",
                        "when needed",
                    ],
                ),
                ("daily", &["every day", "each day", "day"]),
                ("weekly", &["every week", "each week", "week"]),
                ("monthly", &["every month", "each month", "month"]),
                ("quarterly", &["every quarter", "each quarter", "quarter", "every 3 months"]),
                ("semi_annual", &["semi-annually", "half-yearly", "twice a year", "every 6 months", "half-year"]),
                ("annual", &["annually", "yearly", "every year", "once a year", "year", "every 12 months"]),
            ],
            Self::Quarters => &[("calendar", &["calendar quarters"]), ("period", &["period quarters"])],
            Self::State => &[
                ("planned", &["not started", "not implemented", "design", "in design", "to do"]),
                ("in_place", &["implemented", "operating", "active", "live", "in operation"]),
                ("retired", &["inactive", "obsolete", "removed", "decommissioned"]),
            ],
            Self::Code
            | Self::Title
            | Self::Statement
            | Self::Criteria
            | Self::Owner
            | Self::OwnerRole
            | Self::Surfaces
            | Self::Key
            | Self::StartsOn
            | Self::GraceDays
            | Self::TestOfDesign
            | Self::TestOfEffectiveness
            | Self::TypicalEvidence
            | Self::StateReason
            | Self::InternalNote => &[],
        }
    }
}
