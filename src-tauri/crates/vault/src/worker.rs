//! Threads beside the calling one. Each wipes its stack when it ends. Knows nothing of what they do.

use std::thread::{self, JoinHandle};

use crate::error::{Error, Result};

/// Bytes of its stack that a thread may leave a client's words in.
const STACK: usize = 256 * 1024;

/// Starts a thread that wipes its stack when it ends: the top of it is kept for the next thread, as it was left.
///
/// # Errors
/// [`Error::Io`] if the system has no more threads or memory.
pub(crate) fn start<T: Send + 'static>(name: &str, work: impl FnOnce() -> T + Send + 'static) -> Result<JoinHandle<T>> {
    #[inline(never)]
    fn apart<T>(work: impl FnOnce() -> T) -> T {
        work()
    }
    let work = || {
        let answer = apart(work);
        zeroize::zeroize_stack::<STACK>();
        answer
    };
    thread::Builder::new().name(name.to_owned()).spawn(work).map_err(Error::io("starting a thread"))
}
