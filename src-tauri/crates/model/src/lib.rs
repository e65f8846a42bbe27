//! What a SOC 2 audit is: its nouns and their rules.
//!
//! **Invariant:** no files, no clock, no randomness, no SQL, no Tauri. Everything here is a value or a pure function.

pub mod activity;
pub mod client;
pub mod communication;
pub mod control;
pub mod coverage;
pub mod criterion;
pub mod custody;
pub mod engagement;
pub mod evidence;
pub mod exhibit;
#[cfg(test)]
mod fixture;
pub mod gap;
pub mod id;
pub mod invalid;
pub mod packet;
pub mod person;
pub mod rating;
pub mod record;
pub mod surface;
pub mod system;
pub mod time;
pub mod words;
