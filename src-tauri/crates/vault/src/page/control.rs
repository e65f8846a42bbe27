//! Pages of controls.

use std::collections::BTreeMap;

use model::control::Control;
use model::gap::Level;
use model::id::{ControlId, EngagementId};
use model::occurrence::ShownBy;
use model::page::{ControlColumn, ControlLine, ControlPage, OccurrenceStrip, PageQuery};
use model::record::Noun;
use rusqlite::types::Value;

use super::names::Names;
use super::{Form, Found, Grid, GridColumn, among, find, records, words};
use crate::access::Reader;
use crate::derived::{ControlFigures, read_control, read_strip};
use crate::error::Result;
use crate::table::rows;

pub(super) const GRID: Grid = Grid {
    table: "control",
    from: "control n LEFT JOIN derived_control d ON d.control = n.id LEFT JOIN derived_strip s ON s.control = n.id \
           LEFT JOIN person o ON o.id = n.owner",
    id: "n.id",
    tie: "n.id",
    engagement: Some("n.engagement"),
    many: false,
    order: ("code", false),
    text: &["fold(n.code)", "fold(n.title)"],
    column,
};

const CRITERIA: &str = "SELECT control AS id, criterion AS value FROM control_criterion";
const SURFACES: &str = "SELECT control AS id, surface AS value FROM control_surface";
/// The worst level of an open gap of the control.
const WORST: &str = "(SELECT CASE max(CASE g.level WHEN 'low' THEN 1 WHEN 'medium' THEN 2 WHEN 'high' THEN 3 ELSE 4 END) \
                     WHEN 1 THEN 'low' WHEN 2 THEN 'medium' WHEN 3 THEN 'high' WHEN 4 THEN 'critical' END \
                     FROM gap_control c JOIN derived_gap g ON g.gap = c.gap WHERE c.control = n.id AND g.open = 1)";

fn column(name: &str) -> Result<GridColumn> {
    use ControlColumn as C;
    Ok(match C::named(name)? {
        C::Code => GridColumn::one("n.code", Form::Text).sorted_by("n.code"),
        C::Title => GridColumn::one("n.title", Form::Text),
        // As a report lists them: CC, A, C, PI, P.
        C::Criteria => GridColumn::each(CRITERIA, "n.id", Form::Text).sorted_by(super::first_criterion(CRITERIA)),
        C::Surfaces => GridColumn::each(SURFACES, "n.id", Form::Text),
        C::ControlType => GridColumn::one("n.control_type", words::control_type()),
        C::Nature => GridColumn::one("n.nature", words::nature()),
        C::Frequency => GridColumn::one("n.frequency", words::frequency()),
        C::Owner => GridColumn::person("n.owner", "o.name"),
        C::OwnerRole => GridColumn::one("nullif(n.owner_role, '')", Form::Text),
        C::Key => GridColumn::one("n.key", Form::Flag),
        C::State => GridColumn::one("n.state", words::control_state()),
        C::Design => GridColumn::one("d.design", words::rating()),
        C::Operation => GridColumn::one("d.operation", words::rating()),
        C::Expected => GridColumn::one("coalesce(s.expected, 0)", Form::Number),
        C::Done => GridColumn::one("coalesce(s.done, 0)", Form::Number),
        C::Missed => GridColumn::one("coalesce(s.missed, 0)", Form::Number),
        C::NextDue => GridColumn::one("s.next_due", Form::Time),
        C::LastChance => GridColumn::one("s.last_chance", Form::Time),
        C::Evidence => {
            let live = "(coalesce(d.received, 0) + coalesce(d.in_review, 0) + coalesce(d.accepted, 0) \
                        + coalesce(d.returned, 0) + coalesce(d.released, 0))";
            GridColumn::one(live, Form::Number)
        }
        C::Released => GridColumn::one("coalesce(d.released, 0)", Form::Number),
        C::OpenGaps => GridColumn::one("coalesce(d.open_gaps, 0)", Form::Number),
        C::WorstGap => GridColumn::one(WORST, words::level()),
        C::StartsOn => GridColumn::one("n.starts_on", Form::Time),
    })
}

impl Reader<'_> {
    /// A page of an engagement's controls.
    ///
    /// # Errors
    /// [`crate::Error::Invalid`] for an unknown column or test, or a limit out of bounds.
    pub fn page_controls(&self, engagement: EngagementId, query: &PageQuery) -> Result<ControlPage> {
        let found = find(self, &GRID, engagement, query)?;
        let controls: Vec<Control> = records(self, &found)?;
        let beside = Beside::of(self, &found, &controls)?;
        let rows = controls.into_iter().map(|control| beside.line(control)).collect();
        Ok(ControlPage { total: found.total, all: found.all, offset: query.offset, rows })
    }
}

/// What stands beside the controls of a page.
struct Beside {
    figures: BTreeMap<ControlId, ControlFigures>,
    strips: BTreeMap<ControlId, OccurrenceStrip>,
    worst: BTreeMap<ControlId, Level>,
    events: BTreeMap<ControlId, u32>,
    people: Names,
}

impl Beside {
    fn of(reader: &Reader<'_>, found: &Found, controls: &[Control]) -> Result<Self> {
        let (among, values) = among(&found.ids);
        let own = |sql: &str| format!("{sql} IN {}", among.trim_start_matches("IN "));
        let levels = own("SELECT c.control, g.level FROM gap_control c JOIN derived_gap g ON g.gap = c.gap \
                          WHERE g.open = 1 AND c.control");
        let mut worst: BTreeMap<ControlId, Level> = BTreeMap::new();
        for (control, level) in pairs::<Level>(reader, "derived_gap", &levels, "level", &values)? {
            worst.entry(control).and_modify(|of| *of = level.max(*of)).or_insert(level);
        }
        let events = own("SELECT control, count AS events FROM population WHERE control");
        let mut counted: BTreeMap<ControlId, u32> = BTreeMap::new();
        for (control, count) in pairs::<u64>(reader, "population", &events, "events", &values)? {
            let all = counted.entry(control).or_default();
            *all = all.saturating_add(count.try_into().unwrap_or(u32::MAX));
        }
        let connection = reader.connection();
        let figures = own("SELECT * FROM derived_control WHERE control");
        let strips = own("SELECT * FROM derived_strip WHERE control");
        Ok(Self {
            figures: rows(connection, "derived_control", &figures, values.clone(), read_control)?.into_iter().collect(),
            strips: rows(connection, "derived_strip", &strips, values.clone(), |fields| {
                Ok((fields.get("control")?, read_strip(fields)?))
            })?
            .into_iter()
            .collect(),
            worst,
            events: counted,
            people: Names::of(connection, Noun::Person, controls.iter().filter_map(|it| it.owner).map(|it| it.uuid()))?,
        })
    }

    fn line(&self, control: Control) -> ControlLine {
        let figures = self.figures.get(&control.id).copied().unwrap_or_default();
        let ControlFigures { received, in_review, accepted, returned, released, open_gaps, design, operation } =
            figures;
        ControlLine {
            id: control.id,
            revision: control.revision,
            code: control.code,
            title: control.title,
            criteria: control.criteria.into_iter().collect(),
            control_type: control.control_type,
            nature: control.nature,
            frequency: control.frequency,
            owner: control.owner,
            owner_name: control.owner.and_then(|owner| self.people.get(owner.uuid())),
            owner_role: control.owner_role,
            key: control.key,
            state: control.state,
            surfaces: control.surfaces.into_iter().collect(),
            starts_on: control.starts_on,
            design,
            operation,
            shown_by: ShownBy::of(control.frequency, control.nature),
            occurrences: self.strips.get(&control.id).cloned().unwrap_or_default(),
            events: self.events.get(&control.id).copied(),
            evidence: received + in_review + accepted + returned + released,
            released,
            open_gaps,
            worst_gap: self.worst.get(&control.id).copied(),
        }
    }
}

/// A value for each control, some of them several times.
fn pairs<T: crate::table::column::Column>(
    reader: &Reader<'_>,
    table: &'static str,
    sql: &str,
    value: &str,
    values: &[Value],
) -> Result<Vec<(ControlId, T)>> {
    rows(reader.connection(), table, sql, values.to_vec(), |fields| Ok((fields.get("control")?, fields.get(value)?)))
}
