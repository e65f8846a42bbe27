//! Files and folders that the person chose. Requests carry only a handle, so that a window never names a path.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::failure::{Code, Failure};

/// A handle on a held file or folder, good until it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Held(u64);

/// The held paths of one program run.
#[derive(Debug, Default)]
pub(crate) struct HeldPaths {
    next: u64,
    paths: BTreeMap<Held, PathBuf>,
}

impl HeldPaths {
    pub(crate) fn hold(&mut self, path: &Path) -> Held {
        self.next += 1;
        let held = Held(self.next);
        self.paths.insert(held, path.to_owned());
        held
    }

    pub(crate) fn take(&mut self, held: Held) -> Result<PathBuf, Failure> {
        self.paths.remove(&held).ok_or_else(|| Failure::new(Code::NotFound, "the chosen file is no longer held"))
    }
}
