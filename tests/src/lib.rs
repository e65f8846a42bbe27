//! What the tests of the whole checkout share: where it lies, and the graph of the packages that it is built from.
//!
//! **Invariant**: nothing here is part of a program that is shipped, and nothing shipped depends on it.

pub mod faults;
pub mod graph;
pub mod host;
pub mod keyring;
pub mod large_vault;

use std::path::PathBuf;

/// The root of the checkout that is tested. Cargo tells it where it runs a test: what that was built from may be another
/// checkout with the same build cache. Without cargo it is the one that was built from.
///
/// # Panics
/// When this package no longer lies in a folder of the checkout's root.
pub fn root() -> PathBuf {
    let built_from = || env!("CARGO_MANIFEST_DIR").into();
    let package = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(built_from));
    package.parent().expect("the package `tests` lies in the root").to_owned()
}
