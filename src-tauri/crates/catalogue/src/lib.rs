//! Reference data: criteria in our own words, typical surfaces, controls, requests and failure patterns, mappings to
//! other frameworks, sampling guidance, notification clocks, exercises, plans, communication templates and scenarios. An
//! engagement starts from it and then goes its own way; nothing in a vault changes when the catalogue does.
//!
//! **Invariant:** no files at run time, no clock, no SQL, no official criteria text. Every text is embedded when the
//! program is built, and `tests/` holds what `reference/README.md` promises.

mod catalogue;
mod cell;
pub mod code;
pub mod control;
pub mod criterion;
pub mod deadline;
mod error;
pub mod exercise;
pub mod mapping;
pub mod merge_field;
pub mod pattern;
pub mod profile;
pub mod request;
pub mod role;
pub mod sampling;
pub mod scenario;
mod source;
pub mod surface;
mod table;
pub mod template;
pub mod timeline;

pub use catalogue::Catalogue;
pub use error::Error;
pub use profile::Profile;
pub use source::{Source, Sources};
