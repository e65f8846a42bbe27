//! How the vault stands, for a status line: its size on the disk and its schema. Reads no record.

use crate::migrate;
use crate::vault::Vault;

impl Vault {
    /// Bytes that the files of its folder take. A file that can't be asked counts nothing.
    pub fn size_on_disk(&self) -> u64 {
        let files = std::fs::read_dir(self.folder.path()).into_iter().flatten().flatten();
        files.filter_map(|file| file.metadata().ok()).filter(std::fs::Metadata::is_file).map(|it| it.len()).sum()
    }

    /// The name of its folder, without `.vault`: the one name of a vault that says nothing of what is in it, unless its
    /// owner named it so.
    pub fn name(&self) -> String {
        let name = self.folder.path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.strip_suffix(".vault").map_or(name.clone(), str::to_owned)
    }

    /// The schema of its database.
    pub const fn schema(&self) -> u32 {
        migrate::NEWEST
    }
}
