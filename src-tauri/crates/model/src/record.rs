//! Every noun that a vault keeps as a record, so that the one write door, undo and the check treat all alike.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::client::Client;
use crate::commitment::Commitment;
use crate::communication::{Message, PlanRow};
use crate::control::Control;
use crate::criterion::Criterion;
use crate::engagement::Engagement;
use crate::evidence::EvidenceItem;
use crate::finding::Finding;
use crate::follow_up::FollowUp;
use crate::gap::Gap;
use crate::holiday::Holiday;
use crate::invalid::Invalid;
use crate::occurrence::Occurrence;
use crate::organisation::Organisation;
use crate::person::Person;
use crate::population::Population;
use crate::rating::Rating;
use crate::request::EvidenceRequest;
use crate::sheet_mapping::SheetMapping;
use crate::surface::Surface;
use crate::system::System;
use crate::task::Task;
use crate::team::Team;
use crate::user_control::UserControl;

/// Counts the changes of one record: 1 when it is made, one more at each change, undo included.
pub type Revision = u32;

/// What every noun of the vault has in common.
pub trait Record: Clone + PartialEq + Serialize + serde::de::DeserializeOwned + Into<AnyRecord> {
    /// Which noun this is.
    const NOUN: Noun;

    /// The record's id.
    fn key(&self) -> Uuid;

    /// The record's revision.
    fn revision(&self) -> Revision;

    /// Sets the revision; only the write door calls it.
    fn set_revision(&mut self, revision: Revision);

    /// All rules that the record alone can break.
    fn check(&self) -> Result<(), Invalid>;
}

macro_rules! records {
    ($($(#[$doc:meta])* $noun:ident($type:ty) = $name:literal),+ $(,)?) => {
        /// A noun of the vault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
        pub enum Noun {
            $($(#[$doc])* #[serde(rename = $name)] $noun,)+
        }

        impl Noun {
            /// Every noun.
            pub const ALL: &[Self] = &[$(Self::$noun),+];

            /// The noun's name: the same in tables, commands, logs and packets.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$noun => $name),+ }
            }

            /// The noun of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|noun| noun.name() == name)
            }
        }

        /// A record of any noun.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
        #[serde(tag = "noun", content = "record")]
        pub enum AnyRecord {
            $($(#[$doc])* #[serde(rename = $name)] $noun(Box<$type>),)+
        }

        impl AnyRecord {
            /// Which noun it is.
            pub const fn noun(&self) -> Noun {
                match self { $(Self::$noun(_) => Noun::$noun),+ }
            }

            /// The record's id.
            pub fn key(&self) -> Uuid {
                match self { $(Self::$noun(record) => record.key()),+ }
            }

            /// The record's revision.
            pub fn revision(&self) -> Revision {
                match self { $(Self::$noun(record) => record.revision()),+ }
            }

            /// Sets the revision; only the write door calls it.
            pub fn set_revision(&mut self, revision: Revision) {
                match self { $(Self::$noun(record) => record.set_revision(revision)),+ }
            }

            /// All rules that the record alone can break.
            pub fn check(&self) -> Result<(), Invalid> {
                match self { $(Self::$noun(record) => record.check()),+ }
            }
        }

        $(
            impl From<$type> for AnyRecord {
                fn from(record: $type) -> Self {
                    Self::$noun(Box::new(record))
                }
            }

            impl Record for $type {
                const NOUN: Noun = Noun::$noun;

                fn key(&self) -> Uuid {
                    self.id.uuid()
                }

                fn revision(&self) -> Revision {
                    self.revision
                }

                fn set_revision(&mut self, revision: Revision) {
                    self.revision = revision;
                }

                fn check(&self) -> Result<(), Invalid> {
                    <$type>::check(self)
                }
            }
        )+
    };
}

records! {
    /// The client.
    Client(Client) = "client",
    /// The system.
    System(System) = "system",
    /// An engagement.
    Engagement(Engagement) = "engagement",
    /// A person.
    Person(Person) = "person",
    /// A surface.
    Surface(Surface) = "surface",
    /// A criterion in an engagement.
    Criterion(Criterion) = "criterion",
    /// A control.
    Control(Control) = "control",
    /// An evidence item.
    Evidence(EvidenceItem) = "evidence",
    /// A rating.
    Rating(Rating) = "rating",
    /// A gap.
    Gap(Gap) = "gap",
    /// A row of the communication plan.
    PlanRow(PlanRow) = "plan_row",
    /// A message.
    Message(Message) = "message",
    /// An evidence request.
    Request(EvidenceRequest) = "request",
    /// A finding.
    Finding(Finding) = "finding",
    /// A task of the remediation plan.
    Task(Task) = "task",
    /// A subservice organisation.
    Organisation(Organisation) = "organisation",
    /// A complementary user entity control.
    UserControl(UserControl) = "user_control",
    /// A service commitment or system requirement.
    Commitment(Commitment) = "commitment",
    /// A team.
    Team(Team) = "team",
    /// What is recorded of an occurrence of a control.
    Occurrence(Occurrence) = "occurrence",
    /// A population.
    Population(Population) = "population",
    /// A saved mapping of sheets.
    SheetMapping(SheetMapping) = "sheet_mapping",
    /// A holiday of the client's calendar.
    Holiday(Holiday) = "holiday",
    /// A question that the auditor asked in a walkthrough.
    FollowUp(FollowUp) = "follow_up",
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::evidence::EvidenceState;
    use crate::fixture::{self, id, released};
    use crate::request::{InternalStatus, RoundEnd};
    use crate::task::TaskState;

    /// One record of each noun, in the order of [`Noun::ALL`].
    fn records() -> Vec<AnyRecord> {
        vec![
            fixture::client().into(),
            fixture::system().into(),
            fixture::engagement().into(),
            fixture::person(101, crate::person::Side::Client).into(),
            fixture::surface().into(),
            fixture::criterion("CC6.1").into(),
            fixture::control(401, &["CC6.1", "A1.1"]).into(),
            released(501).into(),
            fixture::rating().into(),
            fixture::gap().into(),
            fixture::plan_row().into(),
            fixture::message().into(),
            fixture::request().into(),
            fixture::finding().into(),
            fixture::task(1301).into(),
            fixture::organisation().into(),
            fixture::user_control().into(),
            fixture::commitment().into(),
            fixture::team().into(),
            fixture::occurrence().into(),
            fixture::population().into(),
            fixture::sheet_mapping().into(),
            fixture::holiday().into(),
            fixture::follow_up().into(),
        ]
    }

    #[test]
    fn every_noun_has_a_name_of_its_own() {
        let names: BTreeSet<&str> = Noun::ALL.iter().map(|noun| noun.name()).collect();
        assert_eq!(names.len(), Noun::ALL.len());
        for noun in Noun::ALL {
            assert_eq!(Noun::from_name(noun.name()), Some(*noun));
        }
        assert_eq!(Noun::from_name("Gap"), None);
        assert_eq!(records().iter().map(AnyRecord::noun).collect::<Vec<_>>(), Noun::ALL);
    }

    #[test]
    fn every_record_reads_back_as_stored_and_stores_again_as_it_was() {
        for record in records() {
            assert_eq!(record.check(), Ok(()), "{:?}", record.noun());
            let stored = serde_json::to_string(&record).expect("a record is an object");
            let read: AnyRecord = serde_json::from_str(&stored).expect("and reads back");
            assert_eq!(read, record);
            assert_eq!(serde_json::to_string(&read).expect("as it was"), stored, "zones and order are kept");
        }
    }

    #[test]
    fn a_new_revision_changes_nothing_else() {
        for record in records() {
            let mut changed = record.clone();
            changed.set_revision(7);
            assert_eq!((changed.revision(), changed.key(), changed.noun()), (7, record.key(), record.noun()));
            changed.set_revision(record.revision());
            assert_eq!(changed, record);
        }
    }

    #[test]
    fn states_with_facts_read_back() {
        fn reads_back<T: Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(state: T) {
            let stored = serde_json::to_value(&state).expect("a state is an object");
            assert_eq!(serde_json::from_value::<T>(stored).expect("and reads back"), state);
        }
        let reason = || "cropped".to_owned();
        reads_back(EvidenceState::Returned { reason: reason() });
        reads_back(EvidenceState::Superseded { by: id(599) });
        reads_back(EvidenceState::Withdrawn { reason: reason() });
        reads_back(InternalStatus::Blocked { reason: reason() });
        reads_back(InternalStatus::NotApplicable { reason: reason() });
        reads_back(Some(RoundEnd::Returned { on: fixture::day("2027-01-20"), remark: reason() }));
        reads_back(TaskState::Dropped { reason: reason() });
    }
}
