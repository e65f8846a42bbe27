//! The activity log's rows: the closed list of actions, and the encoding that chains their hashes. Keeps no log itself.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::evidence::Digest;
use crate::record::Noun;
use crate::time::Instant;

macro_rules! actions {
    ($(#[doc = $doc:literal] $action:ident = $name:literal $effect:ident),+ $(,)?) => {
        /// A change that users make. Nothing in a vault changes without one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
        pub enum Action {
            $(#[doc = $doc] #[serde(rename = $name)] $action,)+
        }

        impl Action {
            /// Every action.
            pub const ALL: &[Self] = &[$(Self::$action),+];

            /// Name as it stands in the log, such as `evidence.attach`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$action => $name),+ }
            }

            /// What was done, in words: `Controls changed`.
            pub fn words(self) -> &'static str {
                let said = match self { $(Self::$action => $doc),+ };
                said.split('.').next().unwrap_or(said).trim()
            }

            /// The action of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|action| action.name() == name)
            }

            /// What it does to the vault.
            pub const fn effect(self) -> Effect {
                match self { $(Self::$action => Effect::$effect),+ }
            }
        }
    };
}

/// What an action does to the vault, which decides whether it can be undone and whether it moves a packet's `up_to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Changes records; can be undone.
    Content,
    /// Changes records for good; can't be undone.
    Final,
    /// Leaves all records as they are: an export, a look, a check, a change of keys.
    Notice,
}

actions! {
    /// The vault was created.
    CreateVault = "vault.create" Final,
    /// The client's facts changed.
    EditClient = "client.edit" Content,
    /// The system was described or changed.
    EditSystem = "system.edit" Content,
    /// An engagement began, with its scope and packs.
    StartEngagement = "engagement.start" Content,
    /// An engagement's facts changed.
    EditEngagement = "engagement.edit" Content,
    /// An engagement went on, or back, to another state.
    MoveEngagement = "engagement.move" Content,
    /// The auditor's report was recorded, with its opinions.
    ReportEngagement = "engagement.report" Content,
    /// An engagement was rolled forward to a new period.
    RollForwardEngagement = "engagement.roll_forward" Content,
    /// A subservice organisation was added.
    AddOrganisation = "organisation.add" Content,
    /// A subservice organisation's facts or report changed.
    EditOrganisation = "organisation.edit" Content,
    /// A subservice organisation's report was read and reviewed.
    ReviewOrganisation = "organisation.review" Content,
    /// A subservice organisation was removed.
    RemoveOrganisation = "organisation.remove" Content,
    /// Complementary user entity controls were added.
    AddUserControl = "user_control.add" Content,
    /// A complementary user entity control changed.
    EditUserControl = "user_control.edit" Content,
    /// A complementary user entity control was removed.
    RemoveUserControl = "user_control.remove" Content,
    /// Service commitments or system requirements were added.
    AddCommitment = "commitment.add" Content,
    /// A service commitment or system requirement changed.
    EditCommitment = "commitment.edit" Content,
    /// A service commitment or system requirement was removed.
    RemoveCommitment = "commitment.remove" Content,
    /// A team was added.
    AddTeam = "team.add" Content,
    /// A team's name, lead or members changed.
    EditTeam = "team.edit" Content,
    /// A team was removed.
    RemoveTeam = "team.remove" Content,
    /// A person was added.
    AddPerson = "person.add" Content,
    /// A person changed.
    EditPerson = "person.edit" Content,
    /// A person was removed.
    RemovePerson = "person.remove" Content,
    /// Surfaces were added.
    AddSurface = "surface.add" Content,
    /// Surfaces changed.
    EditSurface = "surface.edit" Content,
    /// A surface was removed.
    RemoveSurface = "surface.remove" Content,
    /// Criteria were scoped in or out.
    ScopeCriterion = "criterion.scope" Content,
    /// Licensed criteria text was imported.
    ImportCriteriaText = "criterion.import_text" Content,
    /// Controls were added.
    AddControl = "control.add" Content,
    /// Controls changed.
    EditControl = "control.edit" Content,
    /// When an occurrence was performed was recorded.
    PerformOccurrence = "occurrence.perform" Content,
    /// That an occurrence didn't run as described was recorded, or taken back.
    ExceptOccurrence = "occurrence.except" Content,
    /// An occurrence's facts changed.
    EditOccurrence = "occurrence.edit" Content,
    /// What was recorded of an occurrence was removed.
    RemoveOccurrence = "occurrence.remove" Content,
    /// A population was added.
    AddPopulation = "population.add" Content,
    /// A population's facts changed.
    EditPopulation = "population.edit" Content,
    /// A population was removed.
    RemovePopulation = "population.remove" Content,
    /// Evidence was attached. Undone, it becomes withdrawn with its custody kept.
    AttachEvidence = "evidence.attach" Content,
    /// An evidence item's facts changed.
    EditEvidence = "evidence.edit" Content,
    /// Evidence was reviewed: accepted, returned or put in review.
    ReviewEvidence = "evidence.review" Content,
    /// The client released evidence for packets.
    ReleaseEvidence = "evidence.release" Content,
    /// The client took a release back.
    RevokeRelease = "evidence.revoke_release" Content,
    /// Something of a file was redacted: packets hold its twin, once the client releases it.
    RedactEvidence = "evidence.redact" Content,
    /// A redaction was taken back.
    TakeRedactionBack = "evidence.take_redaction_back" Content,
    /// A newer version replaced an item.
    SupersedeEvidence = "evidence.supersede" Content,
    /// An item was withdrawn.
    WithdrawEvidence = "evidence.withdraw" Content,
    /// An original was saved outside the vault.
    SaveEvidence = "evidence.save" Notice,
    /// The files of a withdrawn or superseded item were purged for good.
    PurgeEvidence = "evidence.purge" Final,
    /// A control or criterion was rated.
    Rate = "rating.set" Content,
    /// A gap was opened.
    AddGap = "gap.add" Content,
    /// A gap's facts changed.
    EditGap = "gap.edit" Content,
    /// A gap moved to another state.
    MoveGap = "gap.move" Content,
    /// A gap was removed.
    RemoveGap = "gap.remove" Content,
    /// Evidence requests were added.
    AddRequest = "request.add" Content,
    /// Evidence requests changed.
    EditRequest = "request.edit" Content,
    /// A request moved to another status of ours.
    MoveRequest = "request.move" Content,
    /// A submission to the auditor, done outside, was recorded.
    SubmitRequest = "request.submit" Content,
    /// The auditor's acceptance or return of an answer was recorded.
    DecideRequest = "request.decide" Content,
    /// A request was removed.
    RemoveRequest = "request.remove" Content,
    /// A finding was recorded.
    AddFinding = "finding.add" Content,
    /// A finding's facts changed.
    EditFinding = "finding.edit" Content,
    /// Management's response to a finding was recorded.
    RespondFinding = "finding.respond" Content,
    /// A finding moved to another state.
    MoveFinding = "finding.move" Content,
    /// A finding was removed.
    RemoveFinding = "finding.remove" Content,
    /// Tasks were written from a template.
    PlanTasks = "task.plan" Content,
    /// Tasks were added.
    AddTask = "task.add" Content,
    /// Tasks changed.
    EditTask = "task.edit" Content,
    /// A task moved to another state.
    MoveTask = "task.move" Content,
    /// A task was removed.
    RemoveTask = "task.remove" Content,
    /// A scenario's plan rows and drafts were started.
    StartScenario = "scenario.start" Content,
    /// Rows of the communication plan were added.
    AddPlanRow = "plan_row.add" Content,
    /// A row of the communication plan changed.
    EditPlanRow = "plan_row.edit" Content,
    /// A row of the communication plan was removed.
    RemovePlanRow = "plan_row.remove" Content,
    /// A message was begun.
    StartMessage = "message.start" Content,
    /// A message's text or facts changed.
    EditMessage = "message.edit" Content,
    /// A message was approved or sent back by a role.
    DecideMessage = "message.decide" Content,
    /// A sending, done outside, was recorded.
    RecordSend = "message.record_send" Final,
    /// A message was withdrawn or superseded.
    WithdrawMessage = "message.withdraw" Content,
    /// A message was saved outside the vault.
    SaveMessage = "message.save" Notice,
    /// A packet was exported.
    ExportPacket = "packet.export" Notice,
    /// A backup was made, and checked.
    BackUpVault = "vault.backup" Notice,
    /// A copy under a key of its own was made, to be given away.
    GiveCopy = "vault.give_copy" Notice,
    /// The vault was put together from what could be read of a damaged one.
    SalvageVault = "vault.salvage" Final,
    /// The person at this device was named.
    NamePerson = "device.name_person" Notice,
    /// A folder older than its machine had seen it was accepted.
    AcceptOlder = "vault.accept_older" Notice,
    /// The passphrase was changed.
    ChangePassphrase = "slot.change_passphrase" Notice,
    /// A key slot was added.
    AddSlot = "slot.add" Notice,
    /// A key slot was revoked.
    RevokeSlot = "slot.revoke" Notice,
    /// The vault was given a new key; what opened it before opens it no more.
    RotateKey = "slot.rotate_key" Notice,
    /// A key that signs packets was made.
    MakeSigningKey = "signing_key.make" Notice,
    /// A new key signs packets from then on; the old one is listed, and signs no more.
    ReplaceSigningKey = "signing_key.replace" Notice,
    /// Rows of a sheet were taken over, as their preview showed.
    ImportSheet = "sheet.import" Content,
    /// Records left as a sheet.
    ExportSheet = "sheet.export" Notice,
    /// A mapping of sheets was saved.
    SaveSheetMapping = "sheet_mapping.save" Content,
    /// A saved mapping of sheets was removed.
    RemoveSheetMapping = "sheet_mapping.remove" Content,
    /// Holidays were added.
    AddHoliday = "holiday.add" Content,
    /// Holidays were removed.
    RemoveHoliday = "holiday.remove" Content,
    /// An auditor's question was noted in a walkthrough.
    NoteFollowUp = "follow_up.note" Content,
    /// A follow-up's facts changed.
    EditFollowUp = "follow_up.edit" Content,
    /// The answer that the auditor was given to a follow-up was recorded.
    AnswerFollowUp = "follow_up.answer" Content,
    /// A follow-up whose question no longer stands was withdrawn.
    WithdrawFollowUp = "follow_up.withdraw" Content,
    /// A follow-up was removed.
    RemoveFollowUp = "follow_up.remove" Content,
    /// The bodies of rows of the log were purged for good.
    PurgeLog = "log.purge" Notice,
    /// Another row was undone.
    Undo = "log.undo" Content,
    /// An extract of the activity log was made.
    ExtractLog = "log.extract" Notice,
}

/// A record that an action touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
pub struct Subject {
    /// Its noun.
    pub noun: Noun,
    /// Its id.
    pub id: Uuid,
}

/// As it stands in the log's hash: `noun:uuid`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.noun.name(), self.id)
    }
}

/// One row of the activity log, without its body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LogRow {
    /// Number, from 1 without a hole.
    pub seq: u64,
    /// When, as recorded by the vault; whole milliseconds, since the hash covers no more.
    pub at: Instant,
    /// Who, as named for the device.
    pub who: String,
    /// What.
    pub action: Action,
    /// The records that it touched, in ascending order.
    pub subjects: Vec<Subject>,
    /// `SHA-256(salt16 ‖ body)`; the body stands apart and can be purged.
    pub body: Digest,
    /// Hash of the row before; 32 zero bytes before the first.
    pub prev: Digest,
    /// Hash of this row.
    pub hash: Digest,
}

/// The hash before the first row.
pub const LOG_START: Digest = Digest([0; 32]);

impl LogRow {
    /// When, as it stands in the hash: in UTC, to the millisecond.
    pub fn at_text(&self) -> String {
        self.at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
    }

    /// The hash that the row must bear: SHA-256 over, in this order and each preceded by its length as four bytes, big
    /// end first: `seq` in decimal digits; `at` in UTC as `YYYY-MM-DDTHH:MM:SS.mmmZ`; `who`; the action's name; for each
    /// subject `noun:uuid`, joined by single spaces; the 32 bytes of `body`; the 32 bytes of `prev`.
    pub fn computed_hash(&self) -> Digest {
        let subjects: Vec<_> = self.subjects.iter().map(Subject::to_string).collect();
        let mut hasher = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hasher.update(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
            hasher.update(bytes);
        };
        part(self.seq.to_string().as_bytes());
        part(self.at_text().as_bytes());
        part(self.who.as_bytes());
        part(self.action.name().as_bytes());
        part(subjects.join(" ").as_bytes());
        part(&self.body.0);
        part(&self.prev.0);
        Digest(hasher.finalize().into())
    }
}

/// The SHA-256 of bytes in memory: texts that approvals name, a packet that is verified. Evidence is hashed by the vault
/// as it streams by.
pub fn bytes_digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// The SHA-256 of a text.
pub fn text_digest(text: &str) -> Digest {
    bytes_digest(text.as_bytes())
}

#[cfg(test)]
mod tests;
