//! Short names that people type and workbooks carry, of the form that a control's code has. One type each, so that a
//! task's code can't be passed where a control's is meant.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::control::ControlCode;
use crate::invalid::Invalid;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
        #[serde(transparent)]
        pub struct $name(ControlCode);

        impl $name {
            /// The code as text.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl FromStr for $name {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Invalid> {
                text.parse().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

codes! {
    /// A task's short name, such as `P12_1.03`; unique in its engagement.
    TaskCode,
    /// The short name of a complementary user entity control, such as `CUEC-01`; unique in its engagement.
    UserControlCode,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::assert_breaks;

    #[test]
    fn a_code_reads_back_as_printed_and_is_checked_wherever_it_comes_from() {
        let code: TaskCode = "P12_1.03".parse().expect("has the form");
        assert_eq!((code.as_str(), code.to_string().as_str()), ("P12_1.03", "P12_1.03"));
        let stored = serde_json::to_string(&code).expect("a string");
        assert_eq!(stored, "\"P12_1.03\"");
        assert_eq!(serde_json::from_str::<TaskCode>(&stored).expect("reads back"), code);
        for wrong in ["", "p12", "P 12", "P", "É1", "CUEC-01\n"] {
            assert_breaks(wrong.parse::<UserControlCode>(), "code");
            assert!(serde_json::from_value::<UserControlCode>(serde_json::json!(wrong)).is_err(), "{wrong:?}");
        }
    }
}
