//! An app beside the one that has the vault: it only looks, through a connection of its own.

use std::sync::Arc;

use vault::Look;

use super::App;
use crate::failure::Failure;
use crate::held::HeldPaths;
use crate::host::Host;
use crate::looking::Looks;
use crate::picture::Pictures;

impl App {
    /// An app beside the one that has the vault, for a command that only looks.
    pub(crate) fn beside(host: Arc<dyn Host>, look: Arc<Look>) -> Self {
        Self {
            host,
            session: None,
            held: HeldPaths::default(),
            sitting: 0,
            opened_at: None,
            recovery_sheet: None,
            keyring: None,
            kept: None,
            lent: Vec::new(),
            copied: Vec::new(),
            looks: Arc::default(),
            look: Some(look),
            panicked: false,
            pictures: Pictures::default(),
        }
    }

    /// The connections to the open vault for those who only look.
    pub(crate) fn looks(&self) -> Arc<Looks> {
        Arc::clone(&self.looks)
    }

    /// One more of them; none while no vault is open, and for one that isn't sound.
    pub(crate) fn add_look(&self) -> Result<Option<Arc<Look>>, Failure> {
        let Some(session) = &self.session else { return Ok(None) };
        Ok(session.vault.look()?.map(|look| self.looks.add(look)))
    }

    /// Lets go of them. What is being read ends; who looks next gets a new one.
    pub(crate) fn end_looks(&self) {
        self.looks.end();
    }
}
