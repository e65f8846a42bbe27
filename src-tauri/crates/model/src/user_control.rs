//! Complementary user entity controls: what the client takes for granted that its own customers do.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use crate::code::UserControlCode;
use crate::criterion::CriterionCode;
use crate::id::{EngagementId, UserControlId};
use crate::invalid::{Invalid, PROSE};
use crate::record::Revision;

/// A complementary user entity control. It never stands in for a control of the client's: a criterion with nothing else
/// is a design gap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct UserControl {
    /// Its id.
    pub id: UserControlId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// Short name, such as `CUEC-01`.
    pub code: UserControlCode,
    /// What user entities are expected to do.
    pub statement: String,
    /// Criteria that can't be met without it.
    pub criteria: BTreeSet<CriterionCode>,
    /// Why the client can't do it for them.
    pub why: String,
}

impl UserControl {
    /// Checks every rule that the control alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::text("statement", &self.statement, PROSE)?;
        Invalid::most("why", &self.why, PROSE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{assert_breaks, user_control};

    #[test]
    fn a_user_control_says_what_is_expected() {
        assert_eq!(user_control().check(), Ok(()));
        assert_breaks(UserControl { statement: " ".to_owned(), ..user_control() }.check(), "statement");
        assert_breaks(UserControl { why: "x".repeat(PROSE + 1), ..user_control() }.check(), "why");
    }
}
