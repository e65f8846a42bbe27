//! The operating system's clock, ids, keyring and configuration folder, for hosts that do real work. A demo or a test has its own
//! and never comes here.

use std::path::PathBuf;
use std::sync::Arc;

use model::time::Instant;
use uuid::Uuid;

use crate::keyring::{Keyring, SystemKeyring};

/// The present instant in whole milliseconds, as the activity log keeps them.
#[allow(clippy::disallowed_methods, reason = "hosts take their instants from here; commands take them from the host")]
pub fn now() -> Instant {
    let now = chrono::Utc::now();
    chrono::DateTime::from_timestamp_millis(now.timestamp_millis()).unwrap_or(now)
}

/// A new record id: time-ordered, never given twice.
#[allow(clippy::disallowed_methods, reason = "hosts take their ids from here; commands take them from the host")]
pub fn next_id() -> Uuid {
    Uuid::now_v7()
}

/// The user's folder for what this program remembers on this device, which may not be there yet.
pub fn settings_folder() -> Option<PathBuf> {
    let base = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = base.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config")));
    Some(base?.join("vouchsafe"))
}

/// The keyring that the operating system keeps for whoever is logged in. Nothing is asked of it yet: whether there is one
/// shows when something is.
pub fn keyring() -> Arc<dyn Keyring> {
    Arc::new(SystemKeyring)
}

/// A random name for this device, made at its first use and kept in the configuration folder. It says nothing about the
/// user or the machine.
///
/// # Errors
/// Where there is no such folder, or it can't be written.
pub fn device() -> std::io::Result<String> {
    let folder = settings_folder().ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))?;
    let path = folder.join("device");
    if let Ok(text) = std::fs::read_to_string(&path)
        && let Ok(id) = Uuid::parse_str(text.trim())
    {
        return Ok(id.to_string());
    }
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    let id = uuid::Builder::from_random_bytes(bytes).into_uuid().to_string();
    std::fs::create_dir_all(&folder)?;
    std::fs::write(&path, format!("{id}\n"))?;
    Ok(id)
}
