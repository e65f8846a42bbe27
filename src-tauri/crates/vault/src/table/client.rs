//! The client's table.

use model::client::{Client, Logo};
use model::id::ClientId;
use rusqlite::Connection;
use uuid::Uuid;

use super::column::{Columns, Fields, columns, json};
use super::{Table, select};
use crate::access::Reader;
use crate::error::{Error, Result};

impl Table for Client {
    type Id = ClientId;
    const ORDER: &'static str = "id";
    const PARTS: &'static [&'static str] = &[];

    fn uuid(id: ClientId) -> Uuid {
        id.uuid()
    }

    fn columns(&self) -> Columns {
        let Self { id, revision, legal_name, short_code, industry, sector, jurisdictions, logo } = self;
        let logo = &logo.as_ref().map(|Logo { png }| png.clone());
        columns![id, revision, legal_name, short_code, industry, sector, jurisdictions = json(jurisdictions), logo]
    }

    fn insert_parts(&self, _: &Connection) -> Result<()> {
        Ok(())
    }

    fn read(fields: &Fields<'_>) -> Result<Self> {
        let png: Option<Vec<u8>> = fields.get("logo")?;
        Ok(Self {
            id: fields.get("id")?,
            revision: fields.get("revision")?,
            legal_name: fields.get("legal_name")?,
            short_code: fields.get("short_code")?,
            industry: fields.get("industry")?,
            sector: fields.get("sector")?,
            jurisdictions: fields.json("jurisdictions")?,
            logo: png.map(|png| Logo { png }),
        })
    }
}

impl Reader<'_> {
    /// The client whose vault this is.
    ///
    /// # Errors
    /// [`Error::NotFound`] only if the vault is damaged: creating one writes its client.
    pub fn client(&self) -> Result<Client> {
        let found = select(self.connection(), "", Vec::new())?;
        found.into_iter().next().ok_or_else(|| Error::NotFound { what: "the client".to_owned() })
    }
}
