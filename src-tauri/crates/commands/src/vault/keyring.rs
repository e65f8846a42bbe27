//! How the operating system's keyring stands to a vault, and going on with a folder that is older than the keyring saw it.

use serde::{Deserialize, Serialize};
use vault::{SlotKind, Vault};

use crate::app::App;
use crate::failure::Failure;
use crate::held::Held;
use crate::keyring::KeyringFault;

/// Asks how this machine's keyring stands to a vault. Never makes the keyring ask the person for anything.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowKeyring {
    /// The vault's folder, which stays held; none for the open vault.
    pub folder: Option<Held>,
}

/// How this machine's keyring stands to a vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct KeyringShown {
    /// Whether this machine has a keyring that answers. Without one nothing of it is worth showing.
    pub available: bool,
    /// How many slots the vault has that keyrings open, of this machine and others.
    pub slots: usize,
    /// The slot that this machine's keyring opens; known of an open vault only.
    pub here: Option<String>,
    /// Why the keyring no longer notes how new the open vault is, as a sentence.
    pub trouble: Option<String>,
}

pub(crate) fn keyring(app: &mut App, request: ShowKeyring) -> Result<KeyringShown, Failure> {
    let slots = match request.folder {
        Some(held) => Vault::glance(&app.look(held)?)?.slots,
        None => app.vault()?.slots(),
    };
    let answers = app.asked().ok_or(KeyringFault::Absent).and_then(|asked| {
        let within = asked.limits().least;
        asked.ask(within, |keyring| keyring.answers())
    });
    let kept = app.kept().filter(|_| request.folder.is_none());
    Ok(KeyringShown {
        available: answers.is_ok(),
        slots: slots.iter().filter(|slot| slot.kind == SlotKind::Keyring).count(),
        here: kept.map(|kept| kept.slot.to_string()),
        trouble: kept.and_then(|kept| kept.trouble).map(|fault| {
            format!("{fault}. Until the next unlock it does not note how new the vault is; the vault itself is kept.")
        }),
    })
}

/// Goes on with a vault whose folder is older than this machine's keyring saw it, or went another way since. What only
/// the newer folder holds isn't in this one.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AcceptOlder {}

pub(crate) fn accept_older(app: &mut App, _: AcceptOlder) -> Result<(), Failure> {
    let at = app.host().now();
    let session = app.session()?;
    let seen = session.vault.seen();
    session.vault.accept_older(at, &session.who)?;
    app.tell_newest()?;
    app.begin_keeping(None, seen)
}
