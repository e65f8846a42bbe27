//! Settings of the device: how the program looks and behaves on it, kept in the user's configuration folder. They hold
//! nothing of a client; the list of recent vaults, which could, is kept only when the person wants it, beside them.

mod file;
mod recent;

use model::invalid::Invalid;
use serde::{Deserialize, Serialize};

pub use recent::{ForgetRecent, ListRecentVaults, RecentVault};
pub(crate) use recent::{forget, note, recent};

use crate::app::App;
use crate::failure::{Code, Failure};

/// Name of the file.
const FILE: &str = "settings.json";

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system is set.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// English.
    En,
}

/// How days are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DateFormat {
    /// `2026-11-20`.
    Iso,
    /// `20 November 2026`.
    DayFirst,
    /// `November 20, 2026`.
    MonthFirst,
}

/// The settings of a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// The language.
    pub language: Language,
    /// Minutes without a touch after which the vault is locked: 1 to 60.
    pub idle_minutes: u8,
    /// How days are written.
    pub date_format: DateFormat,
    /// Whether the names and places of vaults are remembered on this device.
    pub remember_vaults: bool,
    /// Whether the rail shows pictures alone.
    pub rail_collapsed: bool,
    /// Size of the text in per cent: 100 to 200.
    pub text_zoom: u16,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            language: Language::En,
            idle_minutes: 10,
            date_format: DateFormat::Iso,
            remember_vaults: false,
            rail_collapsed: false,
            text_zoom: 100,
        }
    }
}

impl Settings {
    /// Checks the bounds.
    fn check(&self) -> Result<(), Invalid> {
        Invalid::unless((1..=60).contains(&self.idle_minutes), "idle_minutes", "must be 1 to 60")?;
        Invalid::unless((100..=200).contains(&self.text_zoom), "text_zoom", "must be 100 to 200")
    }

    /// The settings of this device; the defaults where none are kept, and with a notice where they can't be read.
    pub(crate) fn read(app: &App) -> SettingsShown {
        let Some(folder) = app.host().settings_folder() else {
            return SettingsShown { settings: Self::default(), notice: None, kept: false };
        };
        let read = file::read(&folder.join(FILE));
        let settings = read.map(|bytes| bytes.map(|bytes| serde_json::from_slice::<Self>(&bytes)));
        let damaged = || Some("The settings of this device could not be read; these are the defaults.".to_owned());
        match settings {
            Ok(None) => SettingsShown { settings: Self::default(), notice: None, kept: true },
            Ok(Some(Ok(settings))) if settings.check().is_ok() => SettingsShown { settings, notice: None, kept: true },
            Ok(Some(_)) | Err(_) => SettingsShown { settings: Self::default(), notice: damaged(), kept: true },
        }
    }
}

/// Shows the settings of the device.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowSettings {}

/// The settings of the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SettingsShown {
    /// The settings.
    pub settings: Settings,
    /// What the person should know of them.
    pub notice: Option<String>,
    /// Whether this device keeps settings at all.
    pub kept: bool,
}

pub(crate) fn show(app: &mut App, _: ShowSettings) -> Result<SettingsShown, Failure> {
    Ok(Settings::read(app))
}

/// Keeps the settings of the device.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SaveSettings {
    /// The settings, all of them.
    pub settings: Settings,
}

pub(crate) fn save(app: &mut App, request: SaveSettings) -> Result<Settings, Failure> {
    let settings = request.settings;
    settings.check()?;
    let folder = app.host().settings_folder();
    let folder = folder.ok_or_else(|| Failure::new(Code::Refused, "this program keeps no settings on this device"))?;
    if !settings.remember_vaults {
        recent::remove(&folder)?;
    }
    let bytes = serde_json::to_vec_pretty(&settings).map_err(Failure::bug)?;
    file::write(&folder, FILE, &bytes)?;
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_settings_within_their_bounds_hold() {
        for idle_minutes in 0..=u8::MAX {
            let settings = Settings { idle_minutes, ..Settings::default() };
            assert_eq!(settings.check().is_ok(), (1..=60).contains(&idle_minutes));
        }
        for text_zoom in 0..400 {
            let settings = Settings { text_zoom, ..Settings::default() };
            assert_eq!(settings.check().is_ok(), (100..=200).contains(&text_zoom));
        }
    }
}
