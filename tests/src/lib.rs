//! What the tests of the whole checkout share: where it lies, and the graph of the packages that it is built from.
//!
//! **Invariant**: nothing here is part of a program that is shipped, and nothing shipped depends on it.

pub mod faults;
pub mod graph;
pub mod host;
pub mod keyring;
pub mod large_vault;

use std::path::{Path, PathBuf};

/// The root of the checkout that these tests were built from.
///
/// # Panics
/// When this package no longer lies in a folder of the checkout's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package `tests` lies in the root").to_owned()
}
