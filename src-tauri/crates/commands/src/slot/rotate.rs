//! A new key for the open vault. All is sealed anew beside it while others may use it; then the vault is closed and opened by
//! the new key within one command. What opened it before must be made anew, and that is done or told here.

use std::sync::{Arc, Mutex};

use model::time::Instant;
use serde::{Deserialize, Serialize};
use vault::{KdfCost, NewKey, NotTaken, Rotated, Rotation, SlotKind, SlotSummary, Snapshot};

use super::{AddKeyring, RenewRecoveryCode, add_keyring, renew_recovery_code};
use crate::app::{App, Session};
use crate::failure::Failure;
use crate::host::Host;
use crate::keyring::{Kept, KeyringFault, head_name};
use crate::lent::ended_or;
use crate::secret::Secret;
use crate::staged::{self, Staged};

/// Gives the vault a new key. Everything is sealed anew, and neither an older copy of the folder nor what opened it helps
/// with this one any more. A recovery code is made anew and handed over, where the vault had one; so is what this machine's
/// keyring keeps. Other passphrases, and the keyrings of other machines, open the vault no more.
///
/// It takes as much room again as the vault does. Interrupted, it is begun again with the same passphrase and goes on.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct RotateKey {
    /// The passphrase from then on. It may be the present one.
    pub passphrase: Secret,
}

/// The vault has a new key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct KeyRotated {
    /// Records in it.
    pub records: u64,
    /// Evidence files in it, each read back against its SHA-256.
    pub files: u64,
    /// Bytes of those.
    pub bytes: u64,
    /// Pieces of evidence in it.
    pub chunks: u64,
    /// Those of them that an interrupted attempt had sealed already.
    pub found: u64,
    /// What is left to do for the person, each as a sentence.
    pub left: Vec<String>,
}

pub(crate) fn rotate_key(app: &mut App, request: RotateKey) -> Result<KeyRotated, Failure> {
    staged::run(app, request)
}

/// Gives the vault a new key as `slot.rotate_key` does; others may use it until it is closed for a moment.
///
/// # Errors
/// Those of the command; [`crate::Code::Locked`] where the vault was locked before all was checked.
pub fn rotate_key_shared(app: &Mutex<App>, request: RotateKey) -> Result<KeyRotated, Failure> {
    staged::run_shared(app, request)
}

/// A change of the key that is begun.
pub(crate) struct Begun {
    sitting: u64,
    host: Arc<dyn Host>,
    snapshot: Arc<Snapshot>,
    passphrase: Secret,
    at: Instant,
    who: String,
}

/// A new key that only has to be taken.
pub(crate) struct Done {
    sitting: u64,
    host: Arc<dyn Host>,
    snapshot: Arc<Snapshot>,
    rotation: Rotation,
}

impl Staged for RotateKey {
    type Begun = Begun;
    type Done = Done;
    type Answer = KeyRotated;

    fn begin(self, app: &mut App) -> Result<Begun, Failure> {
        let Self { passphrase } = self;
        crate::vault::check_passphrase(&passphrase)?;
        let (sitting, host, snapshot) = (app.sitting(), app.shared_host(), app.snapshot()?);
        Ok(Begun { sitting, at: host.now(), who: app.session()?.who.clone(), host, snapshot, passphrase })
    }

    fn work(begun: Begun) -> Result<Done, Failure> {
        let Begun { sitting, host, snapshot, passphrase, at, who } = begun;
        let new = NewKey { passphrase: &passphrase.passphrase(), cost: KdfCost::USUAL, at, who: &who };
        let rotation =
            snapshot.rotate(new, &mut |step| host.progress(step)).map_err(|error| ended_or(&snapshot, error))?;
        Ok(Done { sitting, host, snapshot, rotation })
    }

    fn end(app: &mut App, done: Done) -> Result<KeyRotated, Failure> {
        let Done { sitting, host, snapshot, rotation } = done;
        app.require_sitting(sitting)?;
        let vault = app.vault()?;
        // From here on nobody changes anything: the app is held.
        let now = || vault.snapshot(host.now());
        let rotation = rotation.up_to_date(&snapshot, now, &mut |step| host.progress(step))?;
        let before = vault.slots();
        let here = app.kept().map(|kept| leaving(app, &rotation, kept)).transpose()?;
        let Rotated { chunks, found, report } = take(app, rotation)?;
        let left = open_anew(app, &before, here);
        let (records, files, bytes) = (report.records, report.files, report.bytes);
        Ok(KeyRotated { records, files, bytes, chunks, found, left })
    }
}

/// What this machine's keyring keeps of the vault under its old key.
struct Leaving {
    vault: vault::VaultId,
    kept: Kept,
    /// The head that makes the folder of the old key known as older, should it be put back.
    head: String,
}

fn leaving(app: &App, rotation: &Rotation, kept: Kept) -> Result<Leaving, Failure> {
    let vault = app.vault()?;
    Ok(Leaving { vault: vault.id(), kept, head: rotation.farewell(vault, kept.slot) })
}

/// Closes the vault and opens it by its new key.
fn take(app: &mut App, rotation: Rotation) -> Result<Rotated, Failure> {
    let at = app.host().now();
    // Everything that was lent is taken back with the sitting: no connection to the old files is left.
    let session = app.close().ok_or_else(|| Failure::bug("a vault that was open is not"))?;
    let Session { vault, who } = session;
    match vault.take_key(rotation, at) {
        Ok((vault, rotated)) => {
            app.open(Session { vault, who });
            Ok(rotated)
        }
        Err(NotTaken { vault: Some(vault), error }) => {
            app.open(Session { vault: *vault, who });
            Err(error.into())
        }
        Err(NotTaken { vault: None, error }) => {
            let Failure { code, message, .. } = error.into();
            let told = "the vault has its new key and is locked; unlock it with the passphrase that you gave";
            Err(Failure::new(code, format!("{told} ({message})")))
        }
    }
}

/// Makes anew what opened the vault, as far as that can be done without its secret; answers what is left.
fn open_anew(app: &mut App, before: &[SlotSummary], here: Option<Leaving>) -> Vec<String> {
    let count = |kind| before.iter().filter(|slot| slot.kind == kind).count();
    let mut left = Vec::new();
    if count(SlotKind::Recovery) > 0
        && let Err(failure) = renew_recovery_code(app, RenewRecoveryCode {})
    {
        left.push(format!(
            "The earlier recovery code opens the vault no more, and no new one was handed over ({failure}): make one."
        ));
    }
    let elsewhere = count(SlotKind::Keyring).saturating_sub(usize::from(here.is_some()));
    if let Some(Err(failure)) = here.map(|leaving| keep_anew(app, leaving)) {
        left.push(format!("This machine's keyring opens the vault no more ({failure}): add it again."));
    }
    if elsewhere > 0 {
        left.push("Keyrings of other machines open the vault no more: add each again at its machine.".to_owned());
    }
    match count(SlotKind::Passphrase) {
        0 | 1 => {}
        others => left.push(format!("Of {others} passphrases only the one that was given now opens the vault.")),
    }
    left.push(
        "Older copies and backups of the vault still open with what opened it before: destroy those that are not needed, \
         and make a backup into a new folder."
            .to_owned(),
    );
    left
}

/// Lets this machine's keyring open the vault by its new key, and know the folder of the old one.
fn keep_anew(app: &mut App, leaving: Leaving) -> Result<(), Failure> {
    let Leaving { vault, kept, head } = leaving;
    let asked = app.asked().cloned().ok_or(KeyringFault::Absent)?;
    // Of the old key only the head stays. A secret that couldn't be removed opens nothing of this folder.
    asked.ask(asked.limits().beside, move |keyring| keyring.set(&head_name(vault), &head))?;
    app.forget_in_keyring(vault, kept.slot, false)?;
    add_keyring(app, AddKeyring {}).map(drop)
}
