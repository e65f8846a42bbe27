//! The table of saved mappings of sheets.

use model::id::SheetMappingId;
use model::sheet_mapping::SheetMapping;
use rusqlite::Connection;
use uuid::Uuid;

use super::Table;
use super::column::{Columns, Fields, columns, json};
use crate::error::Result;

impl Table for SheetMapping {
    type Id = SheetMappingId;
    const ORDER: &'static str = "name";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: SheetMappingId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self { id, revision, name, of, mapping } = self;
        columns![id, revision, name, of, mapping = json(mapping)]
    }

    fn insert_parts(&self, _: &Connection) -> Result<()> {
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        Ok(Self {
            id: fields.get("id")?,
            revision: fields.get("revision")?,
            name: fields.get("name")?,
            of: fields.get("of")?,
            mapping: fields.json("mapping")?,
        })
    }
}
