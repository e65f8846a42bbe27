//! The controls' table, with the criteria, surfaces and mappings of each.

use model::control::{Control, ControlCode, ControlState, Mapping};
use model::criterion::CriterionCode;
use model::id::{ControlId, EngagementId};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns, json, word};
use super::part::{ListTable, SetTable};
use super::{InEngagement, Table, not_found, select};
use crate::access::Reader;
use crate::error::Result;

const CRITERIA: SetTable = SetTable { table: "control_criterion", owner: "control", member: "criterion" };
const SURFACES: SetTable = SetTable { table: "control_surface", owner: "control", member: "surface" };
const MAPPINGS: ListTable = ListTable { table: "control_mapping", owner: "control" };

impl Table for Control {
    type Id = ControlId;
    const ORDER: &'static str = "engagement, code";
    const PARTS: &'static [&'static str] = &["control_criterion", "control_surface", "control_mapping"];

    fn uuid(id: ControlId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            code,
            title,
            statement,
            control_type,
            nature,
            frequency,
            owner,
            owner_role,
            criteria: _, // These three are written by `insert_parts`.
            surfaces: _,
            mappings: _,
            key,
            starts_on,
            grace_days,
            quarters,
            test_of_design,
            test_of_effectiveness,
            typical_evidence,
            state,
            internal_note,
        } = self;
        let (state, retired_reason) = match state {
            ControlState::Planned => ("planned", None),
            ControlState::InPlace => ("in_place", None),
            ControlState::Retired { reason } => ("retired", Some(reason.clone())),
        };
        let retired_reason = &retired_reason;
        columns![
            id,
            revision,
            engagement,
            code,
            title,
            statement,
            control_type,
            nature,
            frequency,
            owner,
            owner_role,
            key,
            starts_on,
            grace_days,
            quarters,
            test_of_design,
            test_of_effectiveness,
            typical_evidence = json(typical_evidence),
            state = word(state),
            retired_reason,
            internal_note,
        ]
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        let (id, engagement) = (self.id.uuid(), self.engagement.to_value());
        CRITERIA.insert_with(connection, id, &self.criteria, &[("engagement", engagement)])?;
        SURFACES.insert(connection, id, &self.surfaces)?;
        MAPPINGS.insert(connection, id, &self.mappings, |mapping| {
            let Mapping { framework, target, relation } = mapping;
            columns![framework, target, relation]
        })
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: ControlId = fields.get("id")?;
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            code: fields.get("code")?,
            title: fields.get("title")?,
            statement: fields.get("statement")?,
            control_type: fields.get("control_type")?,
            nature: fields.get("nature")?,
            frequency: fields.get("frequency")?,
            owner: fields.get("owner")?,
            owner_role: fields.get("owner_role")?,
            criteria: CRITERIA.read(fields, id.uuid())?,
            surfaces: SURFACES.read(fields, id.uuid())?,
            mappings: MAPPINGS.read(fields, id.uuid(), |fields| {
                Ok(Mapping {
                    framework: fields.get("framework")?,
                    target: fields.get("target")?,
                    relation: fields.get("relation")?,
                })
            })?,
            key: fields.get("key")?,
            starts_on: fields.get("starts_on")?,
            grace_days: fields.get("grace_days")?,
            quarters: fields.get("quarters")?,
            test_of_design: fields.get("test_of_design")?,
            test_of_effectiveness: fields.get("test_of_effectiveness")?,
            typical_evidence: fields.json("typical_evidence")?,
            state: state(fields)?,
            internal_note: fields.get("internal_note")?,
        })
    }
}

fn state(fields: &Fields<'_>) -> Result<ControlState> {
    match (fields.get::<String>("state")?.as_str(), fields.get("retired_reason")?) {
        ("planned", None) => Ok(ControlState::Planned),
        ("in_place", None) => Ok(ControlState::InPlace),
        ("retired", Some(reason)) => Ok(ControlState::Retired { reason }),
        _ => Err(fields.damaged("state")),
    }
}

impl InEngagement for Control {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Reader<'_> {
    /// The control of this code in an engagement.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn control(&self, engagement: EngagementId, code: &ControlCode) -> Result<Control> {
        let values = vec![engagement.to_value(), code.to_value()];
        let found: Vec<Control> = select(self.connection(), "WHERE engagement = ?1 AND code = ?2", values)?;
        found.into_iter().next().ok_or_else(|| not_found::<Control>(code))
    }

    /// The controls mapped to a criterion, retired ones included, by code.
    ///
    /// # Errors
    /// Those of reading.
    pub fn controls_of_criterion(&self, engagement: EngagementId, code: CriterionCode) -> Result<Vec<Control>> {
        let clause = "WHERE id IN (SELECT control FROM control_criterion WHERE engagement = ?1 AND criterion = ?2)";
        select(self.connection(), clause, vec![engagement.to_value(), code.to_value()])
    }
}
