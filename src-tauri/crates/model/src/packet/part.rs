//! Which part of an engagement a packet holds, and in which sections. A part only ever takes out of what its audience may
//! see; it adds nothing and shows nothing whole that it holds in part.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Section;
use crate::control::ControlCode;
use crate::criterion::CriterionCode;
use crate::invalid::Invalid;
use crate::surface::SurfaceCode;

/// Names in a part, at most: what is longer is no part.
const MOST_NAMED: usize = 200;

/// The part of an engagement that a packet holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "part", content = "of", rename_all = "snake_case")]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// The controls of these criteria, with what stands beside them.
    Criteria(BTreeSet<CriterionCode>),
    /// These controls.
    Controls(BTreeSet<ControlCode>),
    /// The controls of these surfaces.
    Surfaces(BTreeSet<SurfaceCode>),
    /// The answer to these requests, by their numbers.
    Requests(BTreeSet<u32>),
    /// The gap analysis alone.
    GapReport,
}

impl Part {
    /// Whether it is all of the engagement.
    pub const fn is_whole(&self) -> bool {
        matches!(self, Self::Whole)
    }

    /// Whether a packet of this part can have the section. A section whose figures are of the whole engagement is in none.
    pub const fn may_have(&self, section: Section) -> bool {
        use Section::{
            CheckRecord, ControlMatrix, Coverage, EvidenceIndex, Exhibits, Findings, FollowUps, Gaps, HowToRead,
            OpenPoints, PeriodCalendar, Ratings, Requests,
        };
        let always = matches!(section, HowToRead | OpenPoints | CheckRecord);
        let of_controls = matches!(
            section,
            ControlMatrix | PeriodCalendar | Ratings | Findings | FollowUps | EvidenceIndex | Exhibits
        );
        match self {
            Self::Whole => true,
            // Every control of a criterion is there, so that its coverage is told rightly.
            Self::Criteria(_) => always || of_controls || matches!(section, Coverage),
            Self::Controls(_) | Self::Surfaces(_) => always || of_controls,
            Self::Requests(_) => always || matches!(section, Requests | EvidenceIndex | Exhibits),
            Self::GapReport => always || matches!(section, Gaps),
        }
    }

    /// Whether it holds every control of its criteria, so that it can be said how each is covered and judged.
    pub const fn judges_criteria(&self) -> bool {
        matches!(self, Self::Whole | Self::Criteria(_))
    }

    /// Checks that it names something, and that a packet with these sections says something of it.
    pub(super) fn check(&self, has: impl Fn(Section) -> bool) -> Result<(), Invalid> {
        let named = match self {
            Self::Whole | Self::GapReport => 1,
            Self::Criteria(codes) => codes.len(),
            Self::Controls(codes) => codes.len(),
            Self::Surfaces(codes) => codes.len(),
            Self::Requests(numbers) => numbers.len(),
        };
        let rule = || format!("must name 1 to {MOST_NAMED}");
        Invalid::unless((1..=MOST_NAMED).contains(&named), "part", rule())?;
        let says = match self {
            Self::Whole => true,
            Self::Criteria(_) | Self::Controls(_) | Self::Surfaces(_) => {
                has(Section::ControlMatrix) || has(Section::Findings)
            }
            Self::Requests(_) => has(Section::Requests),
            Self::GapReport => has(Section::Gaps),
        };
        Invalid::unless(says, "part", "is of nothing that a packet for this audience holds")
    }

    /// What the packet holds, in the words of its cover; none for all of it.
    pub fn words(&self) -> Option<String> {
        let list = |codes: Vec<String>| match codes.split_last() {
            Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            _ => codes.concat(),
        };
        let named = |one: &str, many: &str, codes: Vec<String>| {
            format!("{} {}", if codes.len() == 1 { one } else { many }, list(codes))
        };
        match self {
            Self::Whole => None,
            Self::Criteria(codes) => {
                let of = named("criterion", "criteria", codes.iter().map(ToString::to_string).collect());
                Some(format!("Controls of {of}"))
            }
            Self::Controls(codes) => {
                Some(named("Control", "Controls", codes.iter().map(|code| code.as_str().to_owned()).collect()))
            }
            Self::Surfaces(codes) => {
                let of = named("surface", "surfaces", codes.iter().map(|code| code.as_str().to_owned()).collect());
                Some(format!("Controls of {of}"))
            }
            Self::Requests(numbers) => {
                let of = numbers.iter().map(|number| format!("REQ-{number:03}")).collect();
                Some(format!("Answer to {}", named("request", "requests", of)))
            }
            Self::GapReport => Some("Gap report".to_owned()),
        }
    }
}
