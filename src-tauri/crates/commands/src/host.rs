//! The few things that commands ask of whatever runs them: the clock, ids, progress, and handing a secret to a person.
//! A demo or a test fixes the clock and the ids; keys are never asked for here.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use model::packet::Step;
use model::time::Instant;
use uuid::Uuid;

use crate::choose::Wanted;
use crate::event::Event;
use crate::failure::{Code, Failure};
use crate::keyring::Keyring;

/// What runs the commands: the terminal program, the window, or a test.
pub trait Host: Send + Sync {
    /// The present instant, in whole milliseconds. Never earlier than the one before, as far as the host can tell.
    fn now(&self) -> Instant;

    /// A new record id: time-ordered, never given twice.
    fn next_id(&self) -> Uuid;

    /// The next salt for a body of the activity log, from a host whose clock and ids are fixed as well, so that the
    /// sample is the same each time. A host for real work gives none: the operating system's generator does.
    fn fixed_salt(&self) -> Option<[u8; 16]> {
        None
    }

    /// A name for this device that stays the same and says nothing about its user; a vault keeps beside it who works
    /// on the device.
    fn device(&self) -> String;

    /// The program's own executable, which becomes the confined process that reads foreign documents.
    fn program(&self) -> PathBuf;

    /// Shows how far long work has come; `Break` cancels it.
    fn progress(&self, step: Step) -> ControlFlow<()>;

    /// The folder in which this user's programs keep their settings, this one's own part of it; none where settings aren't
    /// kept. What stands there names no client unless the person wants it.
    fn settings_folder(&self) -> Option<PathBuf> {
        None
    }

    /// The keyring of whoever is logged in, which can keep what opens a vault on this machine; none where there can't be
    /// one. Asked for once.
    fn keyring(&self) -> Option<Arc<dyn Keyring>> {
        None
    }

    /// Hands a recovery code to the person, once: on paper, on the terminal, or in the file that they named. It isn't
    /// part of any response, so that no other way out exists.
    fn hand_over_recovery_code(&self, code: &str) -> Result<(), std::io::Error>;

    /// Hands the passphrase of a packet's container to the person, once, as a recovery code is handed over. It leaves by
    /// another way than the container.
    ///
    /// # Errors
    /// Any reason why the person can't have it; the packet then isn't exported.
    fn hand_over_passphrase(&self, _: &str) -> Result<(), std::io::Error> {
        Err(std::io::Error::other("this program can't show a passphrase that it made; choose one"))
    }

    /// Tells whoever looks on that something happened. A terminal shows nothing of it.
    fn tell(&self, _: Event) {}

    /// Notes that a person is at work. A host that never locks by itself has no use for it.
    fn stay_active(&self) {}

    /// Cancels the work that runs, at its next [`Host::progress`].
    fn cancel(&self) {}

    /// Asks the person for files or folders that are there; none when they changed their mind.
    ///
    /// # Errors
    /// [`Code::Refused`] where there is no window to ask in.
    fn choose_files(&self, _: Wanted) -> Result<Vec<PathBuf>, Failure> {
        Err(Failure::new(Code::Refused, "this program has no dialogs"))
    }

    /// Asks the person where a new file is to be written, under a suggested name; none when they changed their mind.
    ///
    /// # Errors
    /// [`Code::Refused`] where there is no window to ask in.
    fn choose_destination(&self, _: Wanted, _: &str) -> Result<Option<PathBuf>, Failure> {
        Err(Failure::new(Code::Refused, "this program has no dialogs"))
    }
}
