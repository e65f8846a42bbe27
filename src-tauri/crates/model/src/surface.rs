//! Surfaces: the parts of the client's system where things break.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::criterion::CriterionCode;
use crate::id::{PersonId, SurfaceId};
use crate::invalid::{Invalid, NAME, PROSE};
use crate::record::Revision;

/// A surface's short name in the catalogue and in spreadsheets, such as `crm_integration`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct SurfaceCode(String);

impl SurfaceCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SurfaceCode {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let holds = (2..=60).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        Invalid::unless(holds, "surface", "must be small letters, digits and underscores, such as crm_integration")?;
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for SurfaceCode {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<SurfaceCode> for String {
    fn from(code: SurfaceCode) -> Self {
        code.0
    }
}

impl fmt::Display for SurfaceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A part of the client's system, with what it holds and who owns it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Surface {
    /// Its id.
    pub id: SurfaceId,
    /// Its revision.
    pub revision: Revision,
    /// Short name, unique in the vault.
    pub code: SurfaceCode,
    /// Name as printed, such as `CRM integration`.
    pub name: String,
    /// What of it is in scope.
    pub description: String,
    /// Assets that it is made of.
    pub assets: Vec<String>,
    /// Classes of data that it holds or carries.
    pub data_classes: Vec<String>,
    /// Role that answers for it.
    pub owner_role: String,
    /// Person who answers for it.
    pub owner: Option<PersonId>,
    /// Between whom its trust boundary runs, such as `client / Salesforce`.
    pub trust_boundary: String,
    /// Criteria that it bears on most.
    pub primary_criteria: Vec<CriterionCode>,
}

impl Surface {
    /// Checks every rule that the surface alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("name", &self.name, NAME)?;
        Invalid::most("description", &self.description, PROSE)?;
        Invalid::most("owner_role", &self.owner_role, NAME)?;
        Invalid::most("trust_boundary", &self.trust_boundary, NAME)?;
        Invalid::lines("assets", &self.assets, NAME)?;
        Invalid::lines("data_classes", &self.data_classes, NAME)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{assert_breaks, surface};

    proptest! {
        #[test]
        fn a_code_that_parses_prints_itself(text in "[a-z0-9_A-Z é-]{0,64}") {
            let sound = (2..=60).contains(&text.len())
                && text.starts_with(|c: char| c.is_ascii_lowercase())
                && text.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '_'));
            match text.parse::<SurfaceCode>() {
                Ok(code) => prop_assert!(sound && code.to_string() == text && code.as_str() == text),
                Err(invalid) => prop_assert!(!sound && invalid.field == "surface"),
            }
        }
    }

    #[test]
    fn stored_codes_are_checked_as_typed_ones_are() {
        assert!(serde_json::from_str::<SurfaceCode>("\"crm_integration\"").is_ok());
        assert!(serde_json::from_str::<SurfaceCode>("\"CRM integration\"").is_err());
    }

    #[test]
    fn a_surface_has_a_name_and_no_empty_lines() {
        assert_eq!(surface().check(), Ok(()));
        assert_breaks(Surface { name: String::new(), ..surface() }.check(), "name");
        assert_breaks(Surface { assets: vec![" ".to_owned()], ..surface() }.check(), "assets");
        assert_breaks(Surface { data_classes: vec![" ".to_owned()], ..surface() }.check(), "data_classes");
    }
}
