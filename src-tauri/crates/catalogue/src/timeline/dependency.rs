//! How a task of a plan waits for another.

use std::str::FromStr;

use model::invalid::Invalid;
use model::task::Wait;
use serde::{Deserialize, Serialize};

use crate::code::StepCode;

/// A step that another waits for: `step`, `step:start` or `step:partial`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Dependency {
    /// The step that is waited for.
    pub step: StepCode,
    /// How long.
    pub wait: Wait,
}

impl Dependency {
    /// Whether a task that begins on day `start` has waited long enough for one that runs from day `first` to `last`.
    pub const fn is_met(&self, first: u16, last: u16, start: u16) -> bool {
        match self.wait {
            Wait::Finish => last < start,
            Wait::Start => first <= start,
            Wait::Partial => first < start,
        }
    }
}

impl FromStr for Dependency {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (step, wait) = match text.split_once(':') {
            None => (text, Wait::Finish),
            Some((step, "start")) => (step, Wait::Start),
            Some((step, "partial")) => (step, Wait::Partial),
            Some(_) => return Err(Invalid::new("depends_on", "must end in :start, :partial or the step's code")),
        };
        Ok(Self { step: step.parse()?, wait })
    }
}

impl TryFrom<String> for Dependency {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl From<Dependency> for String {
    fn from(dependency: Dependency) -> Self {
        let step = dependency.step.as_str();
        match dependency.wait {
            Wait::Finish => step.to_owned(),
            Wait::Start => format!("{step}:start"),
            Wait::Partial => format!("{step}:partial"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_of_waiting_has_its_first_day() {
        let met = |text: &str, start| text.parse::<Dependency>().expect("has the form").is_met(4, 6, start);
        assert_eq!([3, 4, 5, 6, 7].map(|start| met("a", start)), [false, false, false, false, true]);
        assert_eq!([3, 4, 5, 6, 7].map(|start| met("a:start", start)), [false, true, true, true, true]);
        assert_eq!([3, 4, 5, 6, 7].map(|start| met("a:partial", start)), [false, false, true, true, true]);
    }

    #[test]
    fn a_dependency_reads_back_as_written() {
        for (text, wait) in [("p12_1", Wait::Finish), ("p12_1:start", Wait::Start), ("p12_1:partial", Wait::Partial)] {
            let dependency: Dependency = text.parse().expect("has the form");
            assert_eq!(dependency.wait, wait);
            assert_eq!(dependency.step.as_str(), "p12_1");
            assert_eq!(String::from(dependency), text);
        }
        for wrong in ["", ":start", "p12_1:", "p12_1:end", "P12"] {
            assert!(wrong.parse::<Dependency>().is_err(), "{wrong:?}");
        }
    }
}
