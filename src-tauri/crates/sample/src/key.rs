//! Short names by which parts of the story refer to each other, one type each. They never reach a vault.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

keys! {
    /// Names a person of the story, such as `holt`.
    PersonKey,
    /// Names an evidence item of the story, such as `access-review-q3`.
    EvidenceKey,
    /// Names a gap of the story, such as `order-changes-lost`.
    GapKey,
    /// Names a row of the communication plan, such as `enterprise-customers`.
    PlanRowKey,
    /// Names a message of the story, such as `customer-notice`.
    MessageKey,
    /// Names a subservice organisation of the story, such as `corvane`.
    OrganisationKey,
    /// The auditor's id of an evidence request, such as `ACC-02`.
    RequestKey,
    /// The reference that whoever raised a finding gave it, such as `IA-2026-04, finding 2`.
    FindingKey,
}
