//! The keyring of the operating system, as far as a vault needs one: it keeps short texts under names, for whoever is logged
//! in on this machine. What stands in it is judged by the vault, never here; no call to it waits without an end.

mod asked;
mod kept;
mod system;

use std::time::Duration;

use ::vault::{SlotId, VaultId};
use zeroize::Zeroizing;

pub(crate) use self::asked::{Asked, Pending};
pub(crate) use self::kept::{Kept, Lookup};
pub(crate) use self::system::SystemKeyring;
use crate::failure::{Code, Failure};

/// A keyring: of the operating system, or of a test. Each call may take as long as a person needs to unlock it.
pub trait Keyring: Send + Sync {
    /// Whether there is one that answers. Asks the person for nothing.
    ///
    /// # Errors
    /// [`KeyringFault::Absent`] and others.
    fn answers(&self) -> Result<(), KeyringFault>;

    /// The text that is kept under a name; none if there is none.
    ///
    /// # Errors
    /// [`KeyringFault`].
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyringFault>;

    /// Keeps a text under a name, in the place of an earlier one.
    ///
    /// # Errors
    /// [`KeyringFault`].
    fn set(&self, name: &str, text: &str) -> Result<(), KeyringFault>;

    /// Forgets what is kept under a name; does nothing if that is nothing.
    ///
    /// # Errors
    /// [`KeyringFault`].
    fn delete(&self, name: &str) -> Result<(), KeyringFault>;

    /// How long its answers are waited for.
    fn limits(&self) -> Limits {
        Limits::USUAL
    }
}

/// How long the answers of a keyring are waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Where a person asked for something that the keyring must do, and may have to unlock it first.
    pub asked_for: Duration,
    /// Where something else goes on without it.
    pub beside: Duration,
    /// Where the computer may be about to sleep, or where the vault has nothing in any keyring.
    pub least: Duration,
}

impl Limits {
    /// One minute, five seconds, two seconds.
    pub const USUAL: Self =
        Self { asked_for: Duration::from_secs(60), beside: Duration::from_secs(5), least: Duration::from_secs(2) };
}

/// Why a keyring didn't do what it was asked to. Never says what it keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyringFault {
    /// There is none, or none that programs can reach.
    #[error("this machine has no keyring that programs can reach")]
    Absent,
    /// It can't be got at, and doesn't say why; most often it is locked and stayed so.
    #[error("the keyring of this machine stayed locked")]
    Closed,
    /// It is locked, and nobody was asked to unlock it.
    #[error("the keyring of this machine is locked")]
    Locked,
    /// The person was asked to unlock it, and didn't.
    #[error("the keyring of this machine was not unlocked when it asked for its password")]
    Dismissed,
    /// It has no place to keep anything in, as before the first login that makes one.
    #[error("the keyring of this machine has no place yet in which it keeps anything")]
    NoPlace,
    /// It didn't answer in time.
    #[error("the keyring of this machine did not answer in time")]
    Slow,
    /// It refused, or didn't keep what it was given.
    #[error("the keyring of this machine failed")]
    Failed,
}

impl From<KeyringFault> for Failure {
    fn from(fault: KeyringFault) -> Self {
        Self::new(Code::Refused, format!("{fault}; a passphrase or recovery code opens the vault without it"))
            .on("keyring")
    }
}

/// The name under which the secret of a slot is kept.
pub(crate) fn secret_name(vault: VaultId, slot: SlotId) -> String {
    format!("{vault}/{slot}")
}

/// The name under which the head of a vault is kept.
pub(crate) fn head_name(vault: VaultId) -> String {
    format!("{vault}/head")
}
