//! The recovery code on paper: where the next sheet goes, and writing it at the moment at which the code is handed over.
//! The code stands in no answer.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use model::time::{AsOf, Instant};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::Failure;
use crate::held::Held;
use crate::host::Host;
use crate::save;

/// Says where the sheet of the next recovery code goes that is made in this run of the program: by creating a vault, or by
/// renewing its code. None takes it back.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PlaceRecoverySheet {
    /// The file to write, a PDF of one page.
    pub to: Option<Held>,
}

pub(crate) fn place(app: &mut App, request: PlaceRecoverySheet) -> Result<(), Failure> {
    let to = request.to.map(|held| app.take(held)).transpose()?;
    if let Some(to) = &to {
        save::require_folder(save::folder_of(to))?;
    }
    app.set_recovery_sheet(to);
    Ok(())
}

/// Hands recovery codes to the person: on a sheet, where one was asked for, else by the host.
pub(crate) struct HandOver {
    host: Arc<dyn Host>,
    sheet: Option<PathBuf>,
    vault: String,
    at: Instant,
}

impl HandOver {
    /// For the next code of the open vault; the place of the sheet counts for this once.
    pub(crate) fn of(app: &mut App) -> Result<Self, Failure> {
        let (vault, host) = (app.vault()?.name(), app.shared_host());
        Ok(Self { sheet: app.take_recovery_sheet(), vault, at: host.now(), host })
    }

    /// Hands the code over.
    pub(crate) fn hand_over(&self, code: &vault::RecoveryCode) -> Result<(), std::io::Error> {
        match &self.sheet {
            Some(path) => self.write(&code.text(), path),
            None => self.host.hand_over_recovery_code(&code.text()),
        }
    }

    fn write(&self, code: &str, path: &Path) -> Result<(), std::io::Error> {
        let at = AsOf { at: self.at.fixed_offset() };
        let sheet = packet::RecoverySheet { vault: &self.vault, code, as_of: at };
        let bytes = zeroize::Zeroizing::new(packet::recovery_sheet(&sheet).map_err(std::io::Error::other)?);
        let folder = save::folder_of(path);
        // Without a name until it is whole, for its owner alone, and never over a file that is there.
        let mut beside = save::Beside::new(folder);
        let mut file = beside.new_file()?;
        file.as_file_mut().write_all(&bytes)?;
        file.sync()?;
        file.place(path)?;
        beside.sync();
        Ok(())
    }
}
