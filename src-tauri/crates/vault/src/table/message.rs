//! The messages' table, with the versions, fields, approvals, send records and links of each.

use std::collections::BTreeMap;

use model::communication::{FieldValue, Message, MessageApproval, MessageVersion, SendRecord};
use model::id::{EngagementId, MessageId};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns, json};
use super::part::{ListTable, Part, SetTable};
use super::{InEngagement, Numbered, Table, insert_row};
use crate::error::Result;

const VERSIONS: ListTable = ListTable { table: "message_version", owner: "message" };
const APPROVALS: ListTable = ListTable { table: "message_approval", owner: "message" };
const SENDS: ListTable = ListTable { table: "message_send", owner: "message" };
const GAPS: SetTable = SetTable { table: "message_gap", owner: "message", member: "gap" };
const FINDINGS: SetTable = SetTable { table: "message_finding", owner: "message", member: "finding" };
const REQUESTS: SetTable = SetTable { table: "message_request", owner: "message", member: "request" };
const CONTROLS: SetTable = SetTable { table: "message_control", owner: "message", member: "control" };
const SURFACES: SetTable = SetTable { table: "message_surface", owner: "message", member: "surface" };

impl Table for Message {
    type Id = MessageId;
    const ORDER: &'static str = "engagement, number";
    const PARTS: &'static [&'static str] = &[
        "message_version",
        "message_field",
        "message_approval",
        "message_send",
        "message_gap",
        "message_finding",
        "message_request",
        "message_control",
        "message_surface",
    ];

    fn uuid(id: MessageId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            engagement,
            number,
            plan_row,
            title,
            audience,
            track,
            template,
            privileged,
            valid_until,
            state,
            versions: _, // These, and the links at the end, are written by `insert_parts`.
            fields: _,
            claims,
            signing_roles,
            signatory,
            required_approvals,
            approvals: _,
            sends: _,
            gaps: _,
            findings: _,
            requests: _,
            questions,
            controls: _,
            surfaces: _,
            superseded_by,
            withdrawn_because,
        } = self;
        columns![
            id,
            revision,
            engagement,
            number,
            plan_row,
            title,
            audience,
            track,
            template,
            privileged,
            valid_until,
            state,
            claims = json(claims),
            signing_roles = json(signing_roles),
            signatory,
            required_approvals = json(required_approvals),
            questions = json(questions),
            superseded_by,
            withdrawn_because,
        ]
    }

    fn insert_parts(&self, connection: &Connection) -> Result<()> {
        let id = self.id.uuid();
        VERSIONS.insert(connection, id, &self.versions, version_columns)?;
        APPROVALS.insert(connection, id, &self.approvals, approval_columns)?;
        SENDS.insert(connection, id, &self.sends, send_columns)?;
        GAPS.insert(connection, id, &self.gaps)?;
        FINDINGS.insert(connection, id, &self.findings)?;
        REQUESTS.insert(connection, id, &self.requests)?;
        CONTROLS.insert(connection, id, &self.controls)?;
        SURFACES.insert(connection, id, &self.surfaces)?;
        let message = &self.id;
        for (name, FieldValue { text, evidence }) in &self.fields {
            insert_row(connection, "message_field", columns![message, name, text, evidence])?;
        }
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let id: MessageId = fields.get("id")?;
        let key = id.uuid();
        Ok(Self {
            id,
            revision: fields.get("revision")?,
            engagement: fields.get("engagement")?,
            number: fields.get("number")?,
            plan_row: fields.get("plan_row")?,
            title: fields.get("title")?,
            audience: fields.get("audience")?,
            track: fields.get("track")?,
            template: fields.get("template")?,
            privileged: fields.get("privileged")?,
            valid_until: fields.get("valid_until")?,
            state: fields.get("state")?,
            versions: VERSIONS.read(fields, key, version)?,
            fields: merge_fields(fields, id)?,
            claims: fields.json("claims")?,
            signing_roles: fields.json("signing_roles")?,
            signatory: fields.get("signatory")?,
            required_approvals: fields.json("required_approvals")?,
            approvals: APPROVALS.read(fields, key, approval)?,
            sends: SENDS.read(fields, key, send)?,
            gaps: GAPS.read(fields, key)?,
            findings: FINDINGS.read(fields, key)?,
            requests: REQUESTS.read(fields, key)?,
            questions: fields.json("questions")?,
            controls: CONTROLS.read(fields, key)?,
            surfaces: SURFACES.read(fields, key)?,
            superseded_by: fields.get("superseded_by")?,
            withdrawn_because: fields.get("withdrawn_because")?,
        })
    }
}

fn version_columns(version: &MessageVersion) -> Columns {
    let MessageVersion { number, text, by, at, digest } = version;
    columns![number, text, by, at, digest]
}

fn version(fields: &Fields<'_>) -> Result<MessageVersion> {
    Ok(MessageVersion {
        number: fields.get("number")?,
        text: fields.get("text")?,
        by: fields.get("by")?,
        at: fields.get("at")?,
        digest: fields.get("digest")?,
    })
}

fn approval_columns(approval: &MessageApproval) -> Columns {
    let MessageApproval { role, person, decision, at, digest, note } = approval;
    columns![role, person, decision, at, digest, note]
}

fn approval(fields: &Fields<'_>) -> Result<MessageApproval> {
    Ok(MessageApproval {
        role: fields.get("role")?,
        person: fields.get("person")?,
        decision: fields.get("decision")?,
        at: fields.get("at")?,
        digest: fields.get("digest")?,
        note: fields.get("note")?,
    })
}

fn send_columns(send: &SendRecord) -> Columns {
    let SendRecord { at, by, to, version, channel } = send;
    columns![at, by, recipients = to.to_value(), version, channel]
}

fn send(fields: &Fields<'_>) -> Result<SendRecord> {
    Ok(SendRecord {
        at: fields.get("at")?,
        by: fields.get("by")?,
        to: fields.get("recipients")?,
        version: fields.get("version")?,
        channel: fields.get("channel")?,
    })
}

fn merge_fields(fields: &Fields<'_>, id: MessageId) -> Result<BTreeMap<String, FieldValue>> {
    let part = Part { table: "message_field", owner: "message", position: None };
    let found = part.read(fields, id.uuid(), |fields| {
        let value = FieldValue { text: fields.get("text")?, evidence: fields.get("evidence")? };
        Ok((fields.get("name")?, value))
    })?;
    Ok(found.into_iter().collect())
}

impl InEngagement for Message {
    fn engagement(&self) -> EngagementId {
        self.engagement
    }
}

impl Numbered for Message {
    fn number(&self) -> u32 {
        self.number
    }
}
