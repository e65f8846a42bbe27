//! Figures that a packet prints: worked out from the whole source before anything is taken out of it, so that an audience
//! that sees a figure needn't be given what it rests on.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{PacketOptions, PacketSource, Section};
use crate::clocks::Clocks;
use crate::heat_map::HeatMap;
use crate::holiday::business_days;
use crate::readiness::{Ground, Readiness};
use crate::task::{Scheduled, schedule};

/// The figures of one packet; none of those whose section it hasn't.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct Figures {
    /// The readiness score; none either when no criterion in scope is relevant.
    pub readiness: Option<Readiness>,
    /// The cells of the heat map of gaps.
    pub heat_map: Option<HeatMap>,
    /// The earliest days of the tasks; none either when what they wait for can't be put in order.
    pub schedule: Option<Vec<Scheduled>>,
    /// What falls due next.
    pub clocks: Option<Clocks>,
}

impl Figures {
    /// The figures of a source that the packet's sections print.
    pub(super) fn of(source: &PacketSource, options: &PacketOptions) -> Self {
        let day = options.as_of.day();
        let has = |section| options.has(section);
        Self {
            readiness: has(Section::Readiness).then(|| Ground::from(source).readiness(day)).flatten(),
            heat_map: has(Section::Gaps).then(|| HeatMap::of(source, day)),
            schedule: has(Section::RemediationPlan)
                .then(|| schedule(&source.tasks, &[], &business_days(&source.holidays, &BTreeSet::new())).ok())
                .flatten(),
            clocks: has(Section::Clocks).then(|| Clocks::of(source, options.as_of)),
        }
    }
}
