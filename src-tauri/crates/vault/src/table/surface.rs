//! The surfaces' table.

use model::id::SurfaceId;
use model::surface::{Surface, SurfaceCode};
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Column, Columns, Fields, columns, json};
use super::{Table, not_found, select};
use crate::access::Reader;
use crate::error::Result;

impl Table for Surface {
    type Id = SurfaceId;
    const ORDER: &'static str = "code";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: SurfaceId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self {
            id,
            revision,
            code,
            name,
            description,
            assets,
            data_classes,
            owner_role,
            owner,
            trust_boundary,
            primary_criteria,
        } = self;
        columns![
            id,
            revision,
            code,
            name,
            description,
            assets = json(assets),
            data_classes = json(data_classes),
            owner_role,
            owner,
            trust_boundary,
            primary_criteria = json(primary_criteria),
        ]
    }

    fn insert_parts(&self, _: &Connection) -> Result<()> {
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        Ok(Self {
            id: fields.get("id")?,
            revision: fields.get("revision")?,
            code: fields.get("code")?,
            name: fields.get("name")?,
            description: fields.get("description")?,
            assets: fields.json("assets")?,
            data_classes: fields.json("data_classes")?,
            owner_role: fields.get("owner_role")?,
            owner: fields.get("owner")?,
            trust_boundary: fields.get("trust_boundary")?,
            primary_criteria: fields.json("primary_criteria")?,
        })
    }
}

impl Reader<'_> {
    /// The surface of this code.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`].
    pub fn surface(&self, code: &SurfaceCode) -> Result<Surface> {
        let found: Vec<Surface> = select(self.connection(), "WHERE code = ?1", vec![code.to_value()])?;
        found.into_iter().next().ok_or_else(|| not_found::<Surface>(code))
    }
}
