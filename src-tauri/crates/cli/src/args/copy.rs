//! Backups, restoring, and what is done with a damaged vault.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// Making a backup.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// A folder: new, or with an earlier backup of this vault, which gets only what it lacks. Any other folder gets the
    /// backup as NAME.vault within it
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
    /// Make a copy to give away instead: everything sealed anew under a key of its own, which a new passphrase alone opens
    #[arg(long)]
    pub new_key: bool,
    /// Read the passphrase of that copy from the first line of FILE (- for standard input) instead of asking
    #[arg(long, value_name = "FILE", requires = "new_key", value_hint = ValueHint::FilePath)]
    pub new_passphrase_file: Option<PathBuf>,
}

/// Restoring a vault.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup's folder
    #[arg(value_hint = ValueHint::DirPath)]
    pub backup: PathBuf,
    /// The folder NAME.vault to make; must not exist
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// Salvaging a vault.
#[derive(Debug, Args)]
pub struct SalvageArgs {
    /// The damaged vault's folder, which stays as it is
    #[arg(value_hint = ValueHint::DirPath)]
    pub damaged: PathBuf,
    /// The folder NAME.vault to make; must not exist
    #[arg(value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}
