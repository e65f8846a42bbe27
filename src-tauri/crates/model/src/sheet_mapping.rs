//! Saved mappings: which heading of somebody's sheet is which column, kept to be used for their next sheet. What a mapping
//! decides is for the room `import`; here it is an object of JSON.

use serde::{Deserialize, Serialize};

use crate::id::SheetMappingId;
use crate::invalid::{Invalid, NAME};
use crate::record::Revision;
use crate::sheet::noun::SheetNoun;

/// Bytes of what a mapping decides, at most: far more than a sheet of 1,000 columns needs.
pub const MAPPING_BYTES: usize = 200_000;

/// A saved mapping. Like people, mappings belong to the vault, not to one engagement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SheetMapping {
    /// Its id.
    pub id: SheetMappingId,
    /// Its revision.
    pub revision: Revision,
    /// Name; unique in the vault.
    pub name: String,
    /// The noun whose sheets it reads.
    pub of: SheetNoun,
    /// What it decides: an object, with columns by their names.
    pub mapping: serde_json::Value,
}

impl SheetMapping {
    /// Checks every rule that the mapping alone can break.
    ///
    /// # Errors
    /// The rule that it breaks.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("name", &self.name, NAME)?;
        Invalid::unless(self.mapping.is_object(), "mapping", "must be an object")?;
        let fits = self.mapping.to_string().len() <= MAPPING_BYTES;
        Invalid::unless(fits, "mapping", format!("must have at most {MAPPING_BYTES} bytes"))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fixture::{assert_breaks, sheet_mapping};

    #[test]
    fn a_mapping_has_a_name_and_is_an_object_of_bounded_size() {
        assert_eq!(sheet_mapping().check(), Ok(()));
        assert_breaks(SheetMapping { name: " ".to_owned(), ..sheet_mapping() }.check(), "name");
        assert_breaks(SheetMapping { mapping: json!([]), ..sheet_mapping() }.check(), "mapping");
        let long = json!({ "dollar": "x".repeat(MAPPING_BYTES) });
        assert_breaks(SheetMapping { mapping: long, ..sheet_mapping() }.check(), "mapping");
    }
}
