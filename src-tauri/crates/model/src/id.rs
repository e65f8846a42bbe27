//! One id type per noun, so that a gap's id can't be passed where a control's is meant. Ids are time-ordered UUIDs
//! made by `Host`; this module never makes one.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// The id as a UUID.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// Names the client of a vault.
    ClientId,
    /// Names a system.
    SystemId,
    /// Names an engagement.
    EngagementId,
    /// Names a person.
    PersonId,
    /// Names a surface of the system.
    SurfaceId,
    /// Names a criterion within an engagement.
    CriterionId,
    /// Names a control.
    ControlId,
    /// Names an evidence item.
    EvidenceId,
    /// Names one file of an evidence item.
    FileId,
    /// Names a custody event.
    CustodyId,
    /// Names a rating.
    RatingId,
    /// Names a gap.
    GapId,
    /// Names a row of the communication plan.
    PlanRowId,
    /// Names a message of the communication plan.
    MessageId,
    /// Names an exported packet.
    PacketId,
    /// Names an evidence request.
    RequestId,
    /// Names a finding.
    FindingId,
    /// Names a task of the remediation plan.
    TaskId,
    /// Names a subservice organisation.
    OrganisationId,
    /// Names a complementary user entity control.
    UserControlId,
    /// Names a principal service commitment or a system requirement.
    CommitmentId,
    /// Names a team.
    TeamId,
    /// Names an occurrence of a control.
    OccurrenceId,
    /// Names a population.
    PopulationId,
    /// Names a saved mapping of sheets.
    SheetMappingId,
    /// Names a holiday.
    HolidayId,
    /// Names a follow-up of a walkthrough.
    FollowUpId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_as_printed_and_as_stored() {
        let id = GapId::from(Uuid::from_u128(0x0193_2c07_209b_7c9e_8b5f_3d1a_5c9e_4f10));
        assert_eq!(id.to_string(), "01932c07-209b-7c9e-8b5f-3d1a5c9e4f10");
        assert_eq!(id.to_string().parse(), Ok(id));
        let json = serde_json::to_string(&id).expect("an id is a string");
        assert_eq!(serde_json::from_str::<GapId>(&json).expect("and reads back"), id);
        assert!("01932c07".parse::<GapId>().is_err());
    }
}
