//! A keyring in memory, with what may go wrong with one.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use commands::keyring::{Keyring, KeyringFault, Limits};
use zeroize::Zeroizing;

/// How a keyring behaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mood {
    /// It does what it is asked to.
    #[default]
    Well,
    /// It stays locked.
    Closed,
    /// It answers once it is well again.
    Hanging,
    /// It takes what it is given, and keeps nothing.
    Forgetful,
}

/// A keyring in memory, which several hosts may share as programs of one machine do.
#[derive(Debug, Default)]
pub struct MemoryKeyring {
    entries: Mutex<BTreeMap<String, String>>,
    mood: Mutex<Mood>,
    waiting: AtomicUsize,
    changed: Condvar,
}

impl MemoryKeyring {
    /// From now on it behaves so.
    pub fn set_mood(&self, mood: Mood) {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner) = mood;
        self.changed.notify_all();
    }

    /// How many wait for its answer while it hangs.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::SeqCst)
    }

    /// What it keeps, by name. Locked for everybody else while this is looked at.
    pub fn entries(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self) -> Result<Mood, KeyringFault> {
        let mut mood = self.mood.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_add(1, Ordering::SeqCst);
        while *mood == Mood::Hanging {
            mood = self.changed.wait(mood).unwrap_or_else(PoisonError::into_inner);
        }
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        if *mood == Mood::Closed { Err(KeyringFault::Closed) } else { Ok(*mood) }
    }
}

impl Keyring for MemoryKeyring {
    fn answers(&self) -> Result<(), KeyringFault> {
        self.answer().map(drop)
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyringFault> {
        self.answer()?;
        Ok(self.entries().get(name).cloned().map(Zeroizing::new))
    }

    fn set(&self, name: &str, text: &str) -> Result<(), KeyringFault> {
        if self.answer()? != Mood::Forgetful {
            self.entries().insert(name.to_owned(), text.to_owned());
        }
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), KeyringFault> {
        self.answer()?;
        self.entries().remove(name);
        Ok(())
    }

    /// Short where it would be waited for in vain, and long where a busy machine may only be slow.
    fn limits(&self) -> Limits {
        let hangs = *self.mood.lock().unwrap_or_else(PoisonError::into_inner) == Mood::Hanging;
        let limit = if hangs { Duration::from_millis(100) } else { Duration::from_secs(60) };
        Limits { asked_for: limit, beside: limit, least: limit }
    }
}
