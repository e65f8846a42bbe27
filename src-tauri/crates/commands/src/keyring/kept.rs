//! What the keyring of this machine keeps of a vault: looked up while the vault is unlocked, and renewed with each writing of
//! the vault's header. A keyring that fails is left alone until the next unlock: the vault never waits for it twice.

use std::path::Path;
use std::time::Duration;

use ::vault::{KeyringSecret, Seen, SlotId, SlotKind, Vault, VaultId};
use zeroize::Zeroizing;

use super::{Asked, KeyringFault, Pending, head_name, secret_name};
use crate::app::App;
use crate::failure::{Code, Failure};

/// What was found, in one go.
struct Found {
    secret: Option<(SlotId, Zeroizing<String>)>,
    head: Option<Zeroizing<String>>,
}

/// How long a look that nobody waits for any more may hold up its end.
const MOMENT: Duration = Duration::from_millis(200);

/// A look into the keyring that goes on while a key is derived.
pub(crate) struct Lookup {
    pending: Option<Pending<Found>>,
    found: Option<Result<Found, KeyringFault>>,
    within: Duration,
    /// Whether the vault has a slot that some keyring opens.
    has_slot: bool,
}

impl Lookup {
    /// Begins to look for what the keyring keeps of the vault in a folder: the secret of a slot if it is to open the vault,
    /// and the head in any case, since an older folder needn't have the slot yet.
    pub(crate) fn begin(asked: Option<&Asked>, folder: &Path, for_secret: bool) -> Result<Self, Failure> {
        let Some(asked) = asked else {
            let nothing = Self { pending: None, found: None, within: Duration::ZERO, has_slot: false };
            return if for_secret { Err(KeyringFault::Absent.into()) } else { Ok(nothing) };
        };
        let glance = Vault::glance(folder)?;
        let own = glance.slots.iter().filter(|slot| slot.kind == SlotKind::Keyring);
        let slots: Vec<SlotId> = own.map(|slot| slot.id).collect();
        let (has_slot, limits, vault) = (!slots.is_empty(), asked.limits(), glance.vault);
        if for_secret && !has_slot {
            return Err(not_found("no keyring opens this vault"));
        }
        let within = match (for_secret, has_slot) {
            (true, _) => limits.asked_for,
            (false, true) => limits.beside,
            (false, false) => limits.least,
        };
        let sought = if for_secret { slots } else { Vec::new() };
        let pending = asked.begin(move |keyring| {
            let mut secret = None;
            for slot in sought {
                if let Some(text) = keyring.get(&secret_name(vault, slot))? {
                    secret = Some((slot, text));
                    break;
                }
            }
            Ok(Found { secret, head: keyring.get(&head_name(vault))? })
        });
        Ok(Self { pending: Some(pending), found: None, within, has_slot })
    }

    /// Waits for what was found, as long as is worth it.
    pub(crate) fn wait(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.found = Some(pending.wait(self.within));
        }
    }

    /// The secret that opens the vault, with its slot.
    pub(crate) fn secret(&mut self) -> Result<(SlotId, KeyringSecret), Failure> {
        self.wait();
        match &mut self.found {
            Some(Ok(found)) => {
                let (slot, text) = found
                    .secret
                    .take()
                    .ok_or_else(|| not_found("this machine's keyring keeps no key of this vault"))?;
                Ok((slot, KeyringSecret::parse(&text)?))
            }
            Some(Err(fault)) => Err((*fault).into()),
            None => Err(KeyringFault::Absent.into()),
        }
    }

    /// The head that the keyring keeps, for the vault to judge.
    pub(crate) fn head(&mut self) -> Option<String> {
        self.wait();
        let found = self.found.as_ref()?.as_ref().ok()?;
        found.head.as_ref().map(|head| head.to_string())
    }

    /// What the person should know of it once the vault is open.
    pub(crate) fn notice(&self, vault: &Vault) -> Option<String> {
        match (&self.found, vault.seen()) {
            (Some(Err(fault)), _) if self.has_slot && *fault != KeyringFault::Absent => Some(format!(
                "{fault}: whether the vault's folder is older than it was when this machine last saw it was not compared."
            )),
            (_, Seen::Foreign) => Some(
                "what this machine's keyring keeps of this vault was not written with the vault's key, and was compared \
                 with nothing. Somebody who can write into the keyring may have changed it."
                    .to_owned(),
            ),
            _ => None,
        }
    }
}

impl Drop for Lookup {
    /// Whoever mistyped a passphrase unlocks again at once: as long as this look goes on, the next one couldn't be begun.
    fn drop(&mut self) {
        if let Some(pending) = self.pending.take() {
            drop(pending.wait(MOMENT));
        }
    }
}

fn not_found(what: &str) -> Failure {
    Failure::new(Code::NotFound, format!("{what}; its passphrase or recovery code does")).on("keyring")
}

/// What this machine's keyring keeps of the open vault.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept {
    /// The slot of which it keeps the secret.
    pub(crate) slot: SlotId,
    /// The writing of the header that its head is of; none before one was kept.
    generation: Option<u64>,
    /// Why its head is no longer renewed.
    pub(crate) trouble: Option<KeyringFault>,
}

impl Kept {
    /// Of a slot whose secret is in the keyring.
    pub(crate) const fn of(slot: SlotId) -> Self {
        Self { slot, generation: None, trouble: None }
    }
}

/// A head on its way into the keyring.
pub(crate) struct Parting {
    asked: Asked,
    name: String,
    text: String,
}

impl Parting {
    /// Gives it to the keyring. Nobody is left to tell of a failure: the head that the keyring has is then an earlier one,
    /// which the folder is newer than.
    pub(crate) fn keep(self) {
        let Self { asked, name, text } = self;
        asked.ask(asked.limits().least, move |keyring| keyring.set(&name, &text)).unwrap_or_default();
    }
}

impl App {
    /// Notes what the keyring keeps of the vault that was just opened: by the slot that opened it, or by the head that was
    /// found. A slot that another machine revoked meanwhile is forgotten here, too.
    pub(crate) fn begin_keeping(&mut self, opened_by: Option<SlotId>, seen: Seen) -> Result<(), Failure> {
        let vault = self.vault()?;
        let id = vault.id();
        let has = |slot: SlotId| vault.slots().iter().any(|own| own.id == slot && own.kind == SlotKind::Keyring);
        // What is kept already isn't written once more at each unlock.
        let kept = |slot: SlotId| match seen {
            Seen::Head(head) if head.slot == slot && vault.is_present(head) => {
                Kept { generation: Some(vault.generation()), ..Kept::of(slot) }
            }
            _ => Kept::of(slot),
        };
        match (opened_by, seen) {
            (Some(slot), _) => self.set_kept(Some(kept(slot))),
            (None, Seen::Head(head)) if has(head.slot) => self.set_kept(Some(kept(head.slot))),
            (None, Seen::Head(head)) => {
                // What stays in the keyring if this fails opens nothing, and the next unlock tries again.
                self.forget_in_keyring(id, head.slot, true).unwrap_or_default();
            }
            (None, Seen::Nothing | Seen::Foreign) => {}
        }
        Ok(())
    }

    /// Removes the secret of a slot from the keyring, and the head if it is no longer renewed.
    pub(crate) fn forget_in_keyring(&self, vault: VaultId, slot: SlotId, head_too: bool) -> Result<(), KeyringFault> {
        let asked = self.asked().ok_or(KeyringFault::Absent)?;
        asked.ask(asked.limits().beside, move |keyring| {
            keyring.delete(&secret_name(vault, slot))?;
            if head_too { keyring.delete(&head_name(vault)) } else { Ok(()) }
        })
    }

    /// Keeps the head of the open vault in the keyring, if its header was written since.
    pub(crate) fn renew_kept(&mut self) {
        let Some((mut kept, head)) = self.head_to_keep() else { return };
        let (Some(asked), Ok(vault)) = (self.asked().cloned(), self.vault()) else { return };
        let (name, generation) = (head_name(vault.id()), vault.generation());
        match asked.ask(asked.limits().beside, move |keyring| keyring.set(&name, &head)) {
            Ok(()) => kept.generation = Some(generation),
            Err(fault) => kept.trouble = Some(fault),
        }
        self.set_kept(Some(kept));
    }

    /// The last head of the sitting, to be kept once the vault is locked: nothing of the keyring holds that up.
    pub(crate) fn parting(&mut self) -> Option<Parting> {
        if self.kept()?.trouble.is_none() {
            // If this fails, locking fails as well, and says so.
            self.session().ok()?.vault.write_head().ok()?;
        }
        let (_, text) = self.head_to_keep()?;
        let (asked, vault) = (self.asked()?.clone(), self.vault().ok()?);
        Some(Parting { asked, name: head_name(vault.id()), text })
    }

    /// The head that the keyring doesn't have yet.
    fn head_to_keep(&self) -> Option<(Kept, String)> {
        let (kept, vault) = (self.kept()?, self.vault().ok()?);
        if kept.trouble.is_some() || kept.generation == Some(vault.generation()) {
            return None;
        }
        vault.head_to_keep(kept.slot).map(|head| (kept, head))
    }
}
