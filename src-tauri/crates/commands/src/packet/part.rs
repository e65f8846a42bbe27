//! The part of an engagement that somebody wants in a packet, by the names that people use. It is held against what the
//! packet is made of, so that a part of nothing is refused.

use std::collections::BTreeSet;

use model::packet::{PacketSource, Part};
use model::request::EvidenceRequest;
use model::surface::Surface;
use serde::{Deserialize, Serialize};

use crate::failure::{Code, Failure};

/// The part of an engagement that a packet is to hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "part", content = "of", rename_all = "snake_case")]
pub enum ChosenPart {
    /// All of it.
    #[default]
    Whole,
    /// The controls of these criteria, by code.
    Criteria(Vec<String>),
    /// These controls, by code.
    Controls(Vec<String>),
    /// The controls of these surfaces, by code or name.
    Surfaces(Vec<String>),
    /// The answers to these requests, by reference or by the auditor's own id.
    Requests(Vec<String>),
    /// The gap analysis alone.
    GapReport,
}

impl ChosenPart {
    /// The part of this source. What it doesn't hold is refused by its name, and so is a name that two of it have.
    pub(super) fn of(&self, source: &PacketSource) -> Result<Part, Failure> {
        Ok(match self {
            Self::Whole => Part::Whole,
            Self::GapReport => Part::GapReport,
            Self::Criteria(names) => Part::Criteria(each(names, "criterion", |name| {
                let found = source.criteria.iter().filter(|it| is(&it.code.to_string(), name));
                found.map(|criterion| criterion.code).collect()
            })?),
            Self::Controls(names) => Part::Controls(each(names, "control", |name| {
                let found = source.controls.iter().filter(|it| is(it.code.as_str(), name));
                found.map(|control| control.code.clone()).collect()
            })?),
            Self::Surfaces(names) => Part::Surfaces(each(names, "surface", |name| {
                let called = |it: &Surface| is(it.code.as_str(), name) || is(&it.name, name);
                let found = source.surfaces.iter().filter(|it| called(it) || is(&it.id.to_string(), name));
                found.map(|surface| surface.code.clone()).collect()
            })?),
            Self::Requests(names) => Part::Requests(each(names, "evidence request", |name| {
                let theirs = |id: &Option<String>| id.as_ref().is_some_and(|id| is(id, name));
                let called = |it: &EvidenceRequest| theirs(&it.auditor_id) || is(&it.reference(), name);
                let found = source.requests.iter().filter(|it| called(it) || is(&it.id.to_string(), name));
                found.map(|request| request.number).collect()
            })?),
        })
    }
}

/// Whether `name` is what somebody calls it, case and blanks around it ignored.
fn is(own: &str, name: &str) -> bool {
    own.trim().eq_ignore_ascii_case(name.trim())
}

fn each<T: Ord>(names: &[String], what: &str, find: impl Fn(&str) -> Vec<T>) -> Result<BTreeSet<T>, Failure> {
    names.iter().map(|name| only(find(name), what, name.trim())).collect()
}

/// The one that was found: of several the wrong one might go out.
fn only<T>(found: Vec<T>, what: &str, name: &str) -> Result<T, Failure> {
    let mut found = found.into_iter();
    let first = found.next().ok_or_else(|| Failure::not_found(what, name))?;
    if found.next().is_some() {
        let message = format!("more than one {what} is called {name}; name it by its id");
        return Err(Failure::new(Code::Invalid, message).on("name"));
    }
    Ok(first)
}
