//! Asking a keyring on a thread of its own, and waiting for the answer no longer than is worth it. While one call hangs,
//! no other is begun.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use super::{Keyring, KeyringFault, Limits};
use crate::memory::on_wiped_stack;

/// A keyring that is asked in this way.
#[derive(Clone)]
pub(crate) struct Asked {
    keyring: Arc<dyn Keyring>,
    busy: Arc<AtomicBool>,
}

/// An answer that may come.
pub(crate) struct Pending<T>(Result<mpsc::Receiver<Result<T, KeyringFault>>, KeyringFault>);

/// Frees the keyring for the next call, also when the work panics.
struct Busy(Arc<AtomicBool>);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

impl Asked {
    pub(crate) fn new(keyring: Arc<dyn Keyring>) -> Self {
        Self { keyring, busy: Arc::default() }
    }

    /// How long its answers are waited for.
    pub(crate) fn limits(&self) -> Limits {
        self.keyring.limits()
    }

    /// Begins some work with the keyring. While earlier work hangs, the answer is [`KeyringFault::Slow`] at once.
    pub(crate) fn begin<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Keyring) -> Result<T, KeyringFault> + Send + 'static,
    ) -> Pending<T> {
        if self.busy.swap(true, Ordering::AcqRel) {
            return Pending(Err(KeyringFault::Slow));
        }
        let (keyring, busy) = (Arc::clone(&self.keyring), Busy(Arc::clone(&self.busy)));
        let (answer, wait) = mpsc::sync_channel(1);
        let thread = std::thread::Builder::new().name("keyring".to_owned()).spawn(move || {
            let answered = on_wiped_stack(|| work(&*keyring));
            drop(busy);
            // Whoever has given up waiting hears nothing; a secret in the answer is wiped with it.
            answer.send(answered).unwrap_or_default();
        });
        Pending(thread.map(|_| wait).map_err(|_| KeyringFault::Failed))
    }

    /// Does some work with the keyring and waits for its end.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        within: Duration,
        work: impl FnOnce(&dyn Keyring) -> Result<T, KeyringFault> + Send + 'static,
    ) -> Result<T, KeyringFault> {
        self.begin(work).wait(within)
    }
}

impl<T> Pending<T> {
    /// The answer, if it comes in time.
    pub(crate) fn wait(self, within: Duration) -> Result<T, KeyringFault> {
        self.0?.recv_timeout(within).unwrap_or_else(|error| match error {
            mpsc::RecvTimeoutError::Timeout => Err(KeyringFault::Slow),
            mpsc::RecvTimeoutError::Disconnected => Err(KeyringFault::Failed),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    /// Hangs until somebody lets it go.
    struct Hanging(std::sync::Mutex<mpsc::Receiver<()>>);

    impl Keyring for Hanging {
        fn answers(&self) -> Result<(), KeyringFault> {
            self.0.lock().expect("not poisoned").recv().map_err(|_| KeyringFault::Closed)
        }

        fn get(&self, _: &str) -> Result<Option<Zeroizing<String>>, KeyringFault> {
            panic!("a fault of the library")
        }

        fn set(&self, _: &str, _: &str) -> Result<(), KeyringFault> {
            Ok(())
        }

        fn delete(&self, _: &str) -> Result<(), KeyringFault> {
            Ok(())
        }
    }

    #[test]
    fn a_hanging_call_is_given_up_and_no_second_one_is_begun_beside_it() {
        let (let_go, held) = mpsc::channel();
        let asked = Asked::new(Arc::new(Hanging(std::sync::Mutex::new(held))));
        let short = Duration::from_millis(20);
        assert_eq!(asked.ask(short, |it| it.answers()), Err(KeyringFault::Slow));
        let long = Duration::from_secs(60);
        assert_eq!(asked.ask(long, |it| it.set("", "")), Err(KeyringFault::Slow), "answers at once");
        let_go.send(()).expect("it waits");
        let freed = (0..3000).any(|_| {
            std::thread::sleep(Duration::from_millis(1));
            asked.ask(long, |it| it.set("", "")).is_ok()
        });
        assert!(freed);
    }

    #[test]
    fn a_panic_in_the_keyring_is_its_fault_and_frees_it() {
        let (_let_go, held) = mpsc::channel();
        let asked = Asked::new(Arc::new(Hanging(std::sync::Mutex::new(held))));
        let long = Duration::from_secs(60);
        assert_eq!(asked.ask(long, |it| it.get("").map(drop)), Err(KeyringFault::Failed));
        assert_eq!(asked.ask(long, |it| it.delete("")), Ok(()));
    }
}
