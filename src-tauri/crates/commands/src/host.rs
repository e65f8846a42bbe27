//! The few things that commands ask of whatever runs them: the clock, ids, progress, and handing a secret to a person.
//! A demo or a test fixes the clock and the ids; keys are never asked for here.

use std::ops::ControlFlow;
use std::path::PathBuf;

use model::packet::Step;
use model::time::Instant;
use uuid::Uuid;

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

    /// Hands a recovery code to the person, once: on paper, on the terminal, or in the file that they named. It isn't
    /// part of any response, so that no other way out exists.
    fn hand_over_recovery_code(&self, code: &str) -> Result<(), std::io::Error>;
}
