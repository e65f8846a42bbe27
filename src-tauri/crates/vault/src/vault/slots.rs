//! What opens the vault: its slots, shown, added, changed and revoked. Revoking a slot doesn't stop someone who has an
//! older copy of the folder.

use std::path::Path;

use model::activity::Action;
use model::invalid::Invalid;
use model::time::Instant;

use super::Vault;
use crate::access::{Occasion, change};
use crate::error::{Error, Result};
use crate::folder::Folder;
use crate::header::copies::read_copies;
use crate::header::{Header, LogHead};
use crate::key::VaultId;
use crate::keyring::KeyringSecret;
use crate::passphrase::{KdfCost, Passphrase};
use crate::recovery::RecoveryCode;
use crate::rotate;
use crate::slot::{NewSecret, Secret, SlotId, SlotKind, SlotSummary};

/// What a vault's folder says without a secret. Nothing vouches for it: it serves to ask for the right secret.
#[derive(Debug, Clone)]
pub struct Glance {
    /// The vault's id.
    pub vault: VaultId,
    /// Its slots.
    pub slots: Vec<SlotSummary>,
}

impl Vault {
    /// The vault's id, which a copy of its folder keeps.
    pub fn id(&self) -> VaultId {
        self.header.vault()
    }

    /// Looks at the header of a folder, whoever has it open. Changes nothing.
    ///
    /// # Errors
    /// [`Error::NotAVault`], [`Error::Newer`], [`Error::KdfCost`], [`Error::DamagedHeader`], [`Error::Io`].
    pub fn glance(folder: &Path) -> Result<Glance> {
        let copies = read_copies(&rotate::headers_of(Folder::existing(folder)?)?)?;
        let header = copies.newest().ok_or(Error::DamagedHeader)?;
        Ok(Glance { vault: header.vault(), slots: header.slots() })
    }

    /// What may be shown of the slots.
    pub fn slots(&self) -> Vec<SlotSummary> {
        self.header.slots()
    }

    /// Checks that a secret opens this vault as it stands now, and forgets what it opened. Reads no file and changes
    /// nothing: a slot that was revoked since the unlock opens no more, one that was added does.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], [`Error::WrongRecoveryCode`], [`Error::WrongKeyringSecret`]; [`Error::KdfCost`] if the
    /// memory that the derivation asks for isn't there.
    pub fn confirm(&self, secret: Secret<'_>) -> Result<()> {
        // The key wipes itself when it is dropped, here.
        self.header.open(secret)?.map(drop).ok_or_else(|| secret.wrong())
    }

    /// Puts a new passphrase in the place of an old one: of the only one, or of the one in `slot`.
    ///
    /// # Errors
    /// [`Error::Invalid`] if `slot` is none and there isn't exactly one passphrase, [`Error::NotFound`],
    /// [`Error::KdfCost`]; as [`Vault::write`].
    pub fn change_passphrase(
        &mut self,
        slot: Option<SlotId>,
        passphrase: &Passphrase,
        cost: KdfCost,
        at: Instant,
        who: &str,
    ) -> Result<SlotId> {
        let old = self.slot_of(SlotKind::Passphrase, slot)?;
        let (added, id) = self.header.with_slot(&self.vault_key, NewSecret::Passphrase(passphrase, cost))?;
        let changed = added.without_slot(old)?;
        self.put_header(Action::ChangePassphrase, at, who, &[("added", id), ("revoked", old)], &changed)?;
        Ok(id)
    }

    /// Adds a further passphrase, such as a colleague's.
    ///
    /// # Errors
    /// [`Error::NoFreeSlot`], [`Error::KdfCost`]; as [`Vault::write`].
    pub fn add_passphrase(&mut self, passphrase: &Passphrase, cost: KdfCost, at: Instant, who: &str) -> Result<SlotId> {
        let (added, id) = self.header.with_slot(&self.vault_key, NewSecret::Passphrase(passphrase, cost))?;
        self.put_header(Action::AddSlot, at, who, &[("added", id)], &added)?;
        Ok(id)
    }

    /// Adds a slot that the keyring of a machine opens: `keep` stores its new secret there, under the slot's id. Only then
    /// is the slot written, so that a keyring that refuses leaves the vault as it was. A secret whose slot is never
    /// written opens nothing.
    ///
    /// # Errors
    /// What `keep` answers; [`Error::NoFreeSlot`]; as [`Vault::write`].
    pub fn add_keyring<E: From<Error>>(
        &mut self,
        at: Instant,
        who: &str,
        keep: impl FnOnce(SlotId, &KeyringSecret) -> std::result::Result<(), E>,
    ) -> std::result::Result<SlotId, E> {
        self.refuse_unless_sound()?;
        let secret = KeyringSecret::random()?;
        let (added, id) = self.header.with_slot(&self.vault_key, NewSecret::Keyring(&secret))?;
        keep(id, &secret)?;
        self.put_header(Action::AddSlot, at, who, &[("added", id)], &added)?;
        Ok(id)
    }

    /// Makes a new recovery code, hands it over, and only then revokes every earlier one. If it can't be handed over,
    /// the new one is revoked and the earlier ones stay.
    ///
    /// # Errors
    /// [`Error::NoFreeSlot`]; [`Error::Io`] and its kin when the hand-over fails; as [`Vault::write`].
    pub fn renew_recovery(
        &mut self,
        at: Instant,
        who: &str,
        hand_over: impl FnOnce(&RecoveryCode) -> std::io::Result<()>,
    ) -> Result<()> {
        let old: Vec<_> = self.slots().into_iter().filter(|slot| slot.kind == SlotKind::Recovery).collect();
        let code = RecoveryCode::random()?;
        let (added, id) = self.header.with_slot(&self.vault_key, NewSecret::Recovery(&code))?;
        self.put_header(Action::AddSlot, at, who, &[("added", id)], &added)?;
        if let Err(error) = hand_over(&code) {
            self.revoke_slot(id, at, who)?;
            return Err(Error::io("handing the recovery code over")(error));
        }
        old.into_iter().try_for_each(|slot| self.revoke_slot(slot.id, at, who))
    }

    /// Revokes a slot.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::LastSlot`]; as [`Vault::write`].
    pub fn revoke_slot(&mut self, slot: SlotId, at: Instant, who: &str) -> Result<()> {
        let fewer = self.header.without_slot(slot)?;
        self.put_header(Action::RevokeSlot, at, who, &[("revoked", slot)], &fewer)
    }

    /// The slot that was named, or the only one of its kind.
    fn slot_of(&self, kind: SlotKind, named: Option<SlotId>) -> Result<SlotId> {
        let mut own = self.slots().into_iter().filter(|slot| slot.kind == kind).map(|slot| slot.id);
        match named {
            Some(id) => own.find(|own| *own == id).ok_or_else(|| Error::NotFound { what: format!("slot {id}") }),
            None => match (own.next(), own.next()) {
                (Some(only), None) => Ok(only),
                _ => Err(Invalid::new("slot", "must be named: there isn't exactly one of its kind").into()),
            },
        }
    }

    /// Logs a change of slots and writes the header that makes it: if the header can't be written, nothing is logged.
    fn put_header(
        &mut self,
        action: Action,
        at: Instant,
        who: &str,
        facts: &[(&str, SlotId)],
        header: &Header,
    ) -> Result<()> {
        self.refuse_unless_sound()?;
        let Self { connection, folder, header_key, fixed_salts, .. } = self;
        let salt = fixed_salts.as_mut().map(|next| next());
        let (_, row) = change(connection, Occasion { action, at, who, salt }, |writer| {
            facts.iter().for_each(|(name, slot)| writer.fact(name, &slot.to_string()));
            header.write(folder, header_key)
        })?;
        self.header = header.clone();
        self.put_down(self.header.with_head(LogHead { seq: row.seq, hash: row.hash.0 })?)
    }

    fn put_down(&mut self, header: Header) -> Result<()> {
        header.write(&self.folder, &self.header_key)?;
        self.header = header;
        Ok(())
    }
}
