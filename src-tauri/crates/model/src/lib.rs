//! What a SOC 2 audit is: its nouns and their rules.
//!
//! **Invariant:** no files, no clock, no randomness, no SQL, no Tauri. Everything here is a value or a pure function.

pub mod activity;
pub mod business_day;
pub mod calendar;
pub mod calendar_grid;
pub mod client;
pub mod clocks;
pub mod code;
pub mod commitment;
pub mod communication;
pub mod control;
pub mod coverage;
pub mod criterion;
pub mod custody;
pub mod engagement;
pub mod evidence;
pub mod exhibit;
pub mod finding;
#[cfg(test)]
mod fixture;
pub mod follow_up;
pub mod freshness;
pub mod gap;
pub mod heat_map;
pub mod history;
pub mod holiday;
pub mod id;
pub mod invalid;
pub mod occurrence;
pub mod organisation;
pub mod overview;
pub mod own_pages;
pub mod packet;
pub mod page;
pub mod period_calendar;
pub mod person;
pub mod population;
pub mod rating;
pub mod readiness;
pub mod record;
pub mod request;
pub mod retest;
pub mod roll_forward;
pub mod search;
pub mod sheet;
pub mod sheet_mapping;
pub mod signing_key;
pub mod surface;
pub mod system;
pub mod task;
pub mod team;
pub mod time;
pub mod user_control;
pub mod walkthrough;
pub mod words;
