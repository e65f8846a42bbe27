//! The host of the sample: the story's clock, counted ids, and the real host's progress.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use model::packet::Step;
use model::time::Instant;
use uuid::Uuid;

use crate::host::Host;

/// A host whose clock stands at the instant of the story's present step.
pub(super) struct StoryHost {
    now: Mutex<Instant>,
    ids: AtomicU64,
    behind: Arc<dyn Host>,
}

impl StoryHost {
    pub(super) fn new(start: Instant, behind: Arc<dyn Host>) -> Self {
        Self { now: Mutex::new(start), ids: AtomicU64::new(0), behind }
    }

    /// Moves the clock.
    pub(super) fn set(&self, now: Instant) {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }
}

impl Host for StoryHost {
    fn now(&self) -> Instant {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Time-ordered like any id (version 7), with a count in the place of the random part.
    fn next_id(&self) -> Uuid {
        let count = self.ids.fetch_add(1, Ordering::Relaxed);
        let millis = u64::try_from(self.now().timestamp_millis()).unwrap_or_default();
        let mut random = [0; 10];
        random[2..].copy_from_slice(&count.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn fixed_salt(&self) -> Option<[u8; 16]> {
        Some(*self.next_id().as_bytes())
    }

    fn device(&self) -> String {
        "sample".to_owned()
    }

    fn program(&self) -> PathBuf {
        self.behind.program()
    }

    fn progress(&self, step: Step) -> ControlFlow<()> {
        self.behind.progress(step)
    }

    /// The sample's passphrase is known to everyone; its recovery code would only be one more thing to throw away.
    fn hand_over_recovery_code(&self, _: &str) -> Result<(), std::io::Error> {
        Ok(())
    }
}
