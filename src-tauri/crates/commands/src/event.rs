//! The one event of the window: what the program tells it without having been asked. It names no path and holds no
//! secret.

use model::activity::Action;
use model::time::Instant;
use serde::{Deserialize, Serialize};

use crate::held::Held;

/// What the window is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A change was made: views over what it touched read anew.
    Changed {
        /// Which.
        action: Action,
        /// Row of the activity log.
        seq: u64,
        /// When.
        at: Instant,
    },
    /// How far long work has come.
    Progress {
        /// What is done, in words.
        doing: String,
        /// Steps done.
        done: u64,
        /// Steps in all.
        total: u64,
    },
    /// Files hang over the window.
    FilesOver {
        /// Where, in the window's own points.
        x: f64,
        /// Where, in the window's own points.
        y: f64,
    },
    /// They were taken away again.
    FilesAway {},
    /// Files were dropped.
    FilesDropped {
        /// The files.
        files: Vec<Chosen>,
        /// Where, in the window's own points.
        x: f64,
        /// Where, in the window's own points.
        y: f64,
    },
    /// The vault is about to be locked: what is unsaved has to be kept now.
    Locking {
        /// Why.
        why: LockReason,
    },
    /// The vault was locked.
    LockedNow {
        /// Why.
        why: LockReason,
    },
    /// The person asked to close the window.
    Closing {},
}

/// Why a vault is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum LockReason {
    /// The person asked for it.
    Asked,
    /// Nobody did anything for the time that the settings name.
    Idle,
    /// The computer goes to sleep.
    Sleep,
    /// The screen was locked.
    Screen,
    /// The program ends.
    End,
    /// A fault of the program.
    Fault,
}

/// A file or folder that a person chose or dropped, with the name to show. Its path stays with the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Chosen {
    /// The handle to send back.
    pub held: Held,
    /// The last part of its path.
    pub name: String,
    /// Length in bytes; of a folder none.
    pub size: Option<u64>,
}
