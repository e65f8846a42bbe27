//! Coverage: which criteria have controls. A criterion without one is a design gap. Pure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::control::Control;
use crate::criterion::{Criterion, CriterionCode};

/// Whether a criterion has controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverageState {
    /// Two or more controls.
    Covered,
    /// It rests on one control.
    OneControl,
    /// No control: a design gap.
    DesignGap,
    /// Not relevant to the system, for a written reason.
    NotRelevant,
}

impl CoverageState {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::OneControl => "one control",
            Self::DesignGap => "design gap",
            Self::NotRelevant => "not relevant",
        }
    }

    /// The state of that name as stored.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Covered, Self::OneControl, Self::DesignGap, Self::NotRelevant]
            .into_iter()
            .find(|state| state.name() == name)
    }
}

/// How one criterion is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The criterion.
    pub criterion: CriterionCode,
    /// Whether it has controls.
    pub state: CoverageState,
    /// Live controls mapped to it.
    pub controls: u32,
    /// Key controls among them.
    pub key_controls: u32,
}

/// The coverage of each criterion by the live controls, in the order of the criteria. Mapping alone counts here, not
/// operation.
pub fn coverage<'a>(criteria: impl IntoIterator<Item = &'a Criterion>, controls: &[Control]) -> Vec<Coverage> {
    let mut counts: BTreeMap<CriterionCode, (u32, u32)> = BTreeMap::new();
    for control in controls.iter().filter(|control| control.is_live()) {
        for code in &control.criteria {
            let count = counts.entry(*code).or_default();
            count.0 += 1;
            count.1 += u32::from(control.key);
        }
    }
    let mut rows: Vec<_> = criteria
        .into_iter()
        .map(|criterion| {
            let (controls, key_controls) = counts.get(&criterion.code).copied().unwrap_or_default();
            let state = match (criterion.is_relevant(), controls) {
                (false, _) => CoverageState::NotRelevant,
                (true, 0) => CoverageState::DesignGap,
                (true, 1) => CoverageState::OneControl,
                (true, _) => CoverageState::Covered,
            };
            Coverage { criterion: criterion.code, state, controls, key_controls }
        })
        .collect();
    rows.sort_by_key(|row| row.criterion);
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::control::ControlState;
    use crate::fixture::{control, criterion};

    const CODES: [&str; 5] = ["CC6.1", "CC6.2", "A1.1", "PI1.1", "P1.1"];

    #[test]
    fn a_relevant_criterion_without_a_live_control_is_a_design_gap() {
        let mut retired = control(403, &["CC6.2"]);
        retired.state = ControlState::Retired { reason: "replaced".to_owned() };
        let mut supporting = control(402, &["CC6.1"]);
        supporting.key = false;
        let controls = [control(401, &["CC6.1", "A1.1", "CC9.9"]), supporting, retired];
        let mut irrelevant = criterion("P1.1");
        irrelevant.not_relevant = Some("no personal data".to_owned());
        let criteria = [irrelevant, criterion("A1.1"), criterion("CC6.2"), criterion("CC6.1")];
        let rows = coverage(&criteria, &controls);
        let seen: Vec<_> =
            rows.iter().map(|row| (row.criterion.to_string(), row.state, row.controls, row.key_controls)).collect();
        assert_eq!(
            seen,
            [
                ("CC6.1".to_owned(), CoverageState::Covered, 2, 1),
                ("CC6.2".to_owned(), CoverageState::DesignGap, 0, 0),
                ("A1.1".to_owned(), CoverageState::OneControl, 1, 1),
                ("P1.1".to_owned(), CoverageState::NotRelevant, 0, 0),
            ]
        );
    }

    #[test]
    fn stored_names_read_back() {
        for state in
            [CoverageState::Covered, CoverageState::OneControl, CoverageState::DesignGap, CoverageState::NotRelevant]
        {
            assert_eq!(CoverageState::from_name(state.name()), Some(state));
        }
        assert_eq!(CoverageState::from_name("Covered"), None);
    }

    proptest! {
        #[test]
        fn coverage_counts_the_mappings_of_live_controls(
            maps in prop::collection::vec((prop::collection::btree_set(0..5usize, 0..4), any::<bool>(), any::<bool>()), 0..6),
        ) {
            let controls: Vec<_> = maps
                .iter()
                .enumerate()
                .map(|(at, (codes, live, key))| {
                    let codes: Vec<&str> = codes.iter().map(|code| CODES[*code]).collect();
                    let mut control = control(400 + at as u128, &codes);
                    control.key = *key;
                    if !live {
                        control.state = ControlState::Retired { reason: "gone".to_owned() };
                    }
                    control
                })
                .collect();
            let rows = coverage(&CODES.map(criterion), &controls);
            for (at, row) in rows.iter().enumerate() {
                let live = maps.iter().filter(|(codes, live, _)| *live && codes.contains(&at));
                prop_assert_eq!(row.criterion.to_string(), CODES[at]);
                prop_assert_eq!(row.controls as usize, live.clone().count());
                prop_assert_eq!(row.key_controls as usize, live.filter(|(_, _, key)| *key).count());
                let expected = match row.controls {
                    0 => CoverageState::DesignGap,
                    1 => CoverageState::OneControl,
                    _ => CoverageState::Covered,
                };
                prop_assert_eq!(row.state, expected);
            }
            prop_assert_eq!(rows.len(), CODES.len());
        }
    }
}
