//! The wish that work on a document ends early. It is asked for from elsewhere; whoever works looks at it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Ends work early; every copy is the same wish, and it can't be taken back.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for the end.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the end was asked for.
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
