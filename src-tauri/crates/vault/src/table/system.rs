//! The systems' table.

use model::id::SystemId;
use model::system::{Components, System};
use rusqlite::Connection;
use uuid::Uuid;

use super::Table;
use super::column::{Columns, Fields, columns, json};
use crate::error::Result;

impl Table for System {
    type Id = SystemId;
    const ORDER: &'static str = "id";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: SystemId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self { id, revision, name, services, components, boundaries } = self;
        let Components { infrastructure, software, people, procedures, data } = components;
        columns![
            id,
            revision,
            name,
            services = json(services),
            infrastructure = json(infrastructure),
            software = json(software),
            people = json(people),
            procedures = json(procedures),
            data = json(data),
            boundaries,
        ]
    }

    fn insert_parts(&self, _: &Connection) -> Result<()> {
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        Ok(Self {
            id: fields.get("id")?,
            revision: fields.get("revision")?,
            name: fields.get("name")?,
            services: fields.json("services")?,
            components: Components {
                infrastructure: fields.json("infrastructure")?,
                software: fields.json("software")?,
                people: fields.json("people")?,
                procedures: fields.json("procedures")?,
                data: fields.json("data")?,
            },
            boundaries: fields.get("boundaries")?,
        })
    }
}
