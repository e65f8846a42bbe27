//! Key slots: what opens the vault. Listing, changing the passphrase, renewing the recovery code, revoking; and a new key
//! for the vault itself.

mod rotate;
mod sheet;

use serde::{Deserialize, Serialize};
use vault::{KdfCost, SlotKind};

pub(crate) use self::rotate::rotate_key;
pub use self::rotate::{KeyRotated, RotateKey, rotate_key_shared};
pub use self::sheet::PlaceRecoverySheet;
pub(crate) use self::sheet::{HandOver, place};
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::keyring::{Kept, KeyringFault, secret_name};
use crate::secret::Secret;

/// Lists the slots.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListSlots {}

/// A slot, without anything secret.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct SlotRow {
    /// Its id.
    pub id: String,
    /// What opens it: passphrase, recovery code, keyring.
    pub kind: String,
    /// Memory of its key derivation in KiB, for a passphrase.
    pub memory_kib: Option<u32>,
    /// Passes of its key derivation, for a passphrase.
    pub passes: Option<u32>,
}

/// What opens a slot, in words.
pub(crate) const fn kind_name(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Passphrase => "passphrase",
        SlotKind::Recovery => "recovery code",
        SlotKind::Keyring => "keyring",
    }
}

pub(crate) fn list(app: &mut App, _: ListSlots) -> Result<Vec<SlotRow>, Failure> {
    let slots = app.vault()?.slots();
    Ok(slots
        .into_iter()
        .map(|slot| SlotRow {
            id: slot.id.to_string(),
            kind: kind_name(slot.kind).to_owned(),
            memory_kib: slot.cost.map(|cost| cost.memory_kib()),
            passes: slot.cost.map(|cost| cost.passes()),
        })
        .collect())
}

/// Changes the passphrase: a new slot replaces the old one.
#[derive(Debug, Deserialize, ts_rs::TS)]
pub struct ChangePassphrase {
    /// The new passphrase. The vault is open: who changes it has shown what opens it.
    pub new: Secret,
}

pub(crate) fn change_passphrase(app: &mut App, request: ChangePassphrase) -> Result<(), Failure> {
    crate::vault::check_passphrase(&request.new)?;
    let at = app.host().now();
    let session = app.session()?;
    session.vault.change_passphrase(None, &request.new.passphrase(), KdfCost::USUAL, at, &session.who)?;
    app.tell_newest()
}

/// Makes a new recovery code; the old one opens the vault no more.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RenewRecoveryCode {}

pub(crate) fn renew_recovery_code(app: &mut App, _: RenewRecoveryCode) -> Result<(), Failure> {
    let host = app.shared_host();
    let way = HandOver::of(app)?;
    let session = app.session()?;
    session.vault.renew_recovery(host.now(), &session.who, |code| way.hand_over(code))?;
    app.tell_newest()
}

/// Adds a slot that this machine's keyring opens, for whoever is logged in here; from then on the keyring also notes how
/// new the vault is. It may ask the person to unlock it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct AddKeyring {}

pub(crate) fn add_keyring(app: &mut App, _: AddKeyring) -> Result<SlotRow, Failure> {
    let vault = app.vault()?.id();
    if let Some(kept) = app.kept() {
        let text = format!("this machine's keyring opens this vault already, by slot {}", kept.slot);
        return Err(Failure::new(Code::Refused, text).on("keyring"));
    }
    let asked = app.asked().cloned().ok_or(KeyringFault::Absent)?;
    let at = app.host().now();
    let session = app.session()?;
    let mut stored = None;
    let added = session.vault.add_keyring(at, &session.who, |slot, secret| {
        let (name, text) = (secret_name(vault, slot), secret.text());
        stored = Some(slot);
        asked.ask(asked.limits().asked_for, move |keyring| {
            keyring.set(&name, &text)?;
            // A keyring that forgets at once, or keeps something else, would be found out at the next unlock only.
            let kept = keyring.get(&name)?.is_some_and(|kept| *kept == *text);
            if kept { Ok(()) } else { Err(KeyringFault::Failed) }
        })?;
        Ok::<(), Failure>(())
    });
    match added {
        Ok(slot) => {
            app.set_kept(Some(Kept::of(slot)));
            app.tell_newest()?;
            let row = list(app, ListSlots {})?.into_iter().find(|row| row.id == slot.to_string());
            row.ok_or_else(|| Failure::bug("a slot that was added is not listed"))
        }
        Err(failure) => {
            if let Some(slot) = stored {
                // Without its slot a secret opens nothing; should it stay, it is only in the way.
                app.forget_in_keyring(vault, slot, false).unwrap_or_default();
            }
            Err(failure)
        }
    }
}

/// Revokes a slot. Never the last one that a person holds the secret of. Of a slot that this machine's keyring opens, the
/// secret is removed from there.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RevokeSlot {
    /// The slot's id.
    pub slot: String,
}

/// Answers what is left to do, where the keyring didn't let go of the secret.
pub(crate) fn revoke(app: &mut App, request: RevokeSlot) -> Result<Option<String>, Failure> {
    let slots = app.vault()?.slots();
    let slot = slots.into_iter().find(|slot| slot.id.to_string() == request.slot.trim());
    let slot = slot.ok_or_else(|| Failure::new(Code::NotFound, "there is no slot of this id").on("slot"))?;
    let at = app.host().now();
    let session = app.session()?;
    session.vault.revoke_slot(slot.id, at, &session.who)?;
    app.tell_newest()?;
    let here = app.kept().is_some_and(|kept| kept.slot == slot.id);
    if !here {
        return Ok(None);
    }
    app.set_kept(None);
    let forgotten = app.forget_in_keyring(app.vault()?.id(), slot.id, true);
    Ok(forgotten.err().map(|fault| {
        format!(
            "The slot is revoked, but {fault}: what it keeps of this vault stays there, and opens this vault no more."
        )
    }))
}
