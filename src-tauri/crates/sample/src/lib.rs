//! The sample of `vouchsafe demo`: the engagement of an invented online shop, and its evidence as real files of many
//! kinds, all made here and the same each time.
//!
//! **Invariant**: no clock, no randomness, no network, no vault. The one thing that touches the machine is
//! [`write_evidence`], which writes files into the folder that it is given and nowhere else.

mod document;
mod error;
mod extract;
mod files;
mod key;
mod page;
mod photo;
mod record;
mod screen;
mod seed;
mod shop;
mod story;
mod workbook;

pub use error::Error;
pub use files::{Tell, Written, write_evidence};
pub use key::{EvidenceKey, FindingKey, GapKey, MessageKey, OrganisationKey, PersonKey, PlanRowKey, RequestKey};
pub use story::*;
