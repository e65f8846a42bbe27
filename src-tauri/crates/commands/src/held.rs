//! Files and folders that the person chose, and what they pasted. Requests carry only a handle, so that a window never
//! names a path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::failure::{Code, Failure};
use crate::sheet::Foreign;

/// Pastes that are kept, at most: the one that is looked at, and a few before it.
const MOST_PASTED: usize = 4;

/// A handle on a held file or folder, good until it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
pub struct Held(u64);

/// The held paths of one program run.
#[derive(Default)]
pub(crate) struct HeldPaths {
    next: u64,
    paths: BTreeMap<Held, PathBuf>,
    pasted: BTreeMap<Held, Arc<Foreign>>,
}

impl HeldPaths {
    pub(crate) fn hold(&mut self, path: &Path) -> Held {
        self.next += 1;
        let held = Held(self.next);
        self.paths.insert(held, path.to_owned());
        held
    }

    /// Keeps sheets that were pasted, under a handle that is good until the vault is locked or newer ones take its place.
    pub(crate) fn keep_pasted(&mut self, sheets: Foreign) -> Held {
        self.next += 1;
        let held = Held(self.next);
        self.pasted.insert(held, Arc::new(sheets));
        while self.pasted.len() > MOST_PASTED {
            self.pasted.pop_first();
        }
        held
    }

    /// Sheets that were pasted, if that is what the handle is good for.
    pub(crate) fn pasted(&self, held: Held) -> Option<Arc<Foreign>> {
        self.pasted.get(&held).cloned()
    }

    /// Lets go what was pasted.
    pub(crate) fn forget_pasted(&mut self) {
        self.pasted.clear();
    }

    /// A path that stays held, for one more look at what the person chose.
    pub(crate) fn look(&self, held: Held) -> Result<PathBuf, Failure> {
        self.paths.get(&held).cloned().ok_or_else(no_longer_held)
    }

    pub(crate) fn take(&mut self, held: Held) -> Result<PathBuf, Failure> {
        self.paths.remove(&held).ok_or_else(no_longer_held)
    }
}

fn no_longer_held() -> Failure {
    Failure::new(Code::NotFound, "the chosen file is no longer held")
}
