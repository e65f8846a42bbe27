//! The commands for a program with a window: one call at a time changes the vault; those that only look, a dialog, the
//! long part of an export and a cancelling never hold up the others.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::app::App;
use crate::choose::{self, ChooseDestination, ChooseFiles};
use crate::event::Chosen;
use crate::evidence::{self, PreviewEvidence, RedactEvidence};
use crate::failure::Failure;
use crate::host::Host;
use crate::job::{CancelJob, StayActive};
use crate::logo::{self, SetClientLogo, SetFirmLogo};
use crate::looking::{self, Looks, only_looks};
use crate::memory::on_wiped_stack;
use crate::packet::{self, ExportPacket, PreviewPacket};
use crate::slot::{self, RotateKey};
use crate::vault::{self, BackUpVault, RestoreVault, SalvageVault, Unlock};
use crate::{Request, dispatch, from_wire, to_wire};

/// An [`App`] that several threads may call.
pub struct SharedApp {
    app: Mutex<App>,
    looks: Arc<Looks>,
    host: Arc<dyn Host>,
}

impl SharedApp {
    /// An app without an open vault.
    pub fn new(host: Arc<dyn Host>) -> Self {
        let app = App::new(Arc::clone(&host));
        Self { looks: app.looks(), app: Mutex::new(app), host }
    }

    /// The app, once no other call works on it.
    pub fn lock(&self) -> MutexGuard<'_, App> {
        // A command that panics has locked its vault before the guard was dropped.
        self.app.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Calls a command by its name, with its request and answer as JSON.
    ///
    /// # Errors
    /// Those of the command.
    pub fn call(&self, name: &str, request: Value) -> Result<Value, Failure> {
        on_wiped_stack(|| self.call_one(name, request))
    }

    fn call_one(&self, name: &str, request: Value) -> Result<Value, Failure> {
        match name {
            CancelJob::NAME => {
                let _: CancelJob = from_wire(request)?;
                self.host.cancel();
                to_wire(&())
            }
            StayActive::NAME => {
                let _: StayActive = from_wire(request)?;
                self.host.stay_active();
                to_wire(&())
            }
            ChooseFiles::NAME => {
                let request: ChooseFiles = from_wire(request)?;
                let paths = self.host.choose_files(request.wanted)?;
                to_wire(&choose::hold_all(&mut self.lock(), &paths))
            }
            ChooseDestination::NAME => {
                let request: ChooseDestination = from_wire(request)?;
                let path = self.host.choose_destination(request.wanted, &choose::plain(&request.name)?)?;
                to_wire(&path.map(|path| choose::hold(&mut self.lock(), &path)))
            }
            // The long part of these holds no app.
            ExportPacket::NAME => to_wire(&packet::export_shared(&self.app, from_wire(request)?)?),
            PreviewPacket::NAME => to_wire(&packet::preview_shared(&self.app, from_wire(request)?)?),
            BackUpVault::NAME => to_wire(&vault::back_up_shared(&self.app, from_wire(request)?)?),
            RestoreVault::NAME => to_wire(&vault::restore_shared(&self.app, from_wire(request)?)?),
            SalvageVault::NAME => to_wire(&vault::salvage_shared(&self.app, from_wire(request)?)?),
            RotateKey::NAME => to_wire(&slot::rotate_key_shared(&self.app, from_wire(request)?)?),
            Unlock::NAME => to_wire(&vault::unlock_shared(&self.app, from_wire(request)?)?),
            SetClientLogo::NAME => to_wire(&logo::set_client_shared(&self.app, from_wire(request)?)?),
            SetFirmLogo::NAME => to_wire(&logo::set_firm_shared(&self.app, from_wire(request)?)?),
            PreviewEvidence::NAME => to_wire(&evidence::preview_shared(&self.app, from_wire(request)?)?),
            RedactEvidence::NAME => to_wire(&evidence::redact_shared(&self.app, from_wire(request)?)?),
            name if only_looks(name) => looking::call(&self.app, &self.looks, &self.host, name, request),
            _ => dispatch(&mut self.lock(), name, request),
        }
    }

    /// Whether a vault is open.
    pub fn is_open(&self) -> bool {
        self.lock().is_open()
    }

    /// How long nobody may do anything before the open vault is locked; none while none is open.
    pub fn idle_after(&self) -> Option<std::time::Duration> {
        self.lock().idle_after()
    }

    /// Holds files that were dropped on the window.
    pub fn hold(&self, paths: &[std::path::PathBuf]) -> Vec<Chosen> {
        choose::hold_all(&mut self.lock(), paths)
    }
}
