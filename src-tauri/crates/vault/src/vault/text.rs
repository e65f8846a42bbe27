//! Keeping the texts of evidence files. Apart from the write door: they follow from the sealed originals, nobody states
//! them, and reading a file for the search is no change of the vault (docs/decisions/0020).

use model::id::FileId;
use model::search::FileText;

use super::Vault;
use crate::error::Result;
use crate::table::column::vault_db;
use crate::table::file_text;

impl Vault {
    /// Keeps the texts of evidence files, or why a file has none, each in the place of an earlier one: all or none of
    /// them.
    ///
    /// # Errors
    /// [`crate::Error::OlderOrCutOff`] or [`crate::Error::Damaged`] if the vault's condition allows no change;
    /// [`crate::Error::Invalid`] if a text is longer than is kept; those of writing.
    pub fn keep_texts(&mut self, texts: &[(FileId, std::result::Result<FileText, String>)]) -> Result<()> {
        const DOING: &str = "keeping the texts of evidence files";
        self.refuse_unless_sound()?;
        let transaction = self.connection.transaction().map_err(vault_db(DOING))?;
        texts.iter().try_for_each(|(file, text)| file_text::keep(&transaction, *file, text))?;
        transaction.commit().map_err(vault_db(DOING))
    }
}
