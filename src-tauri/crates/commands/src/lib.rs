//! Everything that Vouchsafe can do, as one list of commands. They compose the rooms below; each is a short function.
//!
//! **Invariant:** no Tauri, no SQL text, no PDF drawing, no terminal text. Paths come in as held handles, secrets as
//! [`Secret`], and neither goes out.

mod app;
pub mod client;
pub mod control;
pub mod criterion;
pub mod engagement;
pub mod evidence;
mod facts;
mod failure;
mod find;
pub mod gap;
mod held;
mod host;
mod intake;
pub mod log;
mod merge_field;
pub mod message;
mod named;
pub mod packet;
pub mod person;
pub mod plan_row;
pub mod rating;
pub mod sample;
mod save;
mod secret;
pub mod slot;
pub mod surface;
pub mod vault;

pub use app::App;
pub use facts::Facts;
pub use failure::{Code, Failure};
pub use held::Held;
pub use host::Host;
pub use secret::Secret;

/// The whole life of a confined process, where the program's first argument asks for one: the first thing that a program
/// does. None for a program that was started to do something else.
pub fn run_confined() -> Option<std::process::ExitCode> {
    let argument = std::env::args_os().nth(1)?;
    if argument == document::CHILD_ARGUMENT {
        Some(document::child::run())
    } else if argument == packet::CHILD_ARGUMENT {
        Some(packet::run_child())
    } else {
        None
    }
}

/// A request of the wire, which knows its command.
pub trait Request: serde::de::DeserializeOwned {
    /// The command's name, `noun.verb`.
    const NAME: &'static str;
    /// What the command answers.
    type Response: serde::Serialize;

    /// Runs the command; called by [`App::call`] alone, which guards it.
    #[doc(hidden)]
    fn run(self, app: &mut App) -> Result<Self::Response, Failure>;
}

/// The wire: every command on one line. A line without its function, or with a wrong request or response, doesn't build.
macro_rules! wire {
    ($($name:literal $($function:ident)::+ ($request:ty) -> $response:ty;)+) => {
        $(
            impl Request for $request {
                const NAME: &'static str = $name;
                type Response = $response;

                fn run(self, app: &mut App) -> Result<$response, Failure> {
                    $($function)::+(app, self)
                }
            }
        )+

        /// The names of all commands.
        pub const COMMANDS: &[&str] = &[$($name),+];

        fn dispatch(app: &mut App, name: &str, request: serde_json::Value) -> Result<serde_json::Value, Failure> {
            match name {
                $($name => {
                    let request: $request = serde_json::from_value(request)
                        .map_err(|error| Failure::new(Code::Invalid, format!("the request is not of the form asked: {error}")))?;
                    serde_json::to_value(app.call(request)?).map_err(Failure::bug)
                })+
                _ => Err(Failure::not_found("command", name)),
            }
        }
    };
}

wire! {
    "vault.create" vault::create(vault::Create) -> vault::Created;
    "vault.unlock" vault::unlock(vault::Unlock) -> vault::Unlocked;
    "vault.check" vault::check(vault::Check) -> vault::Checked;
    "vault.name_person" vault::name_person(vault::NamePerson) -> ();
    "slot.list" slot::list(slot::ListSlots) -> Vec<slot::SlotRow>;
    "slot.change_passphrase" slot::change_passphrase(slot::ChangePassphrase) -> ();
    "slot.renew_recovery_code" slot::renew_recovery_code(slot::RenewRecoveryCode) -> ();
    "slot.revoke" slot::revoke(slot::RevokeSlot) -> ();
    "client.show" client::show(client::ShowClient) -> model::client::Client;
    "client.edit" client::edit(client::EditClient) -> model::client::Client;
    "system.edit" client::edit_system(client::EditSystem) -> model::system::System;
    "engagement.start" engagement::start(engagement::StartEngagement) -> engagement::Started;
    "engagement.list" engagement::list(engagement::ListEngagements) -> Vec<model::engagement::Engagement>;
    "engagement.show" engagement::show(engagement::ShowEngagement) -> engagement::EngagementOverview;
    "engagement.edit" engagement::edit(engagement::EditEngagement) -> model::engagement::Engagement;
    "person.add" person::add(person::AddPerson) -> model::person::Person;
    "person.list" person::list(person::ListPeople) -> Vec<model::person::Person>;
    "person.edit" person::edit(person::EditPerson) -> model::person::Person;
    "person.remove" person::remove(person::RemovePerson) -> ();
    "surface.add" surface::add(surface::AddSurface) -> model::surface::Surface;
    "surface.list" surface::list(surface::ListSurfaces) -> Vec<model::surface::Surface>;
    "surface.edit" surface::edit(surface::EditSurface) -> model::surface::Surface;
    "surface.remove" surface::remove(surface::RemoveSurface) -> ();
    "criterion.list" criterion::list(criterion::ListCriteria) -> Vec<criterion::CriterionRow>;
    "criterion.scope" criterion::scope(criterion::ScopeCriterion) -> model::criterion::Criterion;
    "criterion.import_text" criterion::import_text(criterion::ImportCriteriaText) -> criterion::CriteriaTextImported;
    "control.list" control::list(control::ListControls) -> Vec<model::control::Control>;
    "control.show" control::show(control::ShowControl) -> control::ControlSheet;
    "control.add" control::add(control::AddControl) -> model::control::Control;
    "control.edit" control::edit(control::EditControls) -> Vec<model::control::Control>;
    "control.change" control::change(control::ChangeControl) -> model::control::Control;
    "evidence.attach" evidence::attach(evidence::AttachEvidence) -> Vec<evidence::Attached>;
    "evidence.list" evidence::list(evidence::ListEvidence) -> Vec<evidence::EvidenceRow>;
    "evidence.show" evidence::show(evidence::ShowEvidence) -> evidence::EvidenceSheet;
    "evidence.edit" evidence::edit(evidence::EditEvidence) -> model::evidence::EvidenceItem;
    "evidence.review" evidence::review(evidence::ReviewEvidence) -> Vec<model::evidence::EvidenceItem>;
    "evidence.release" evidence::release(evidence::ReleaseEvidence) -> Vec<model::evidence::EvidenceItem>;
    "evidence.revoke_release" evidence::revoke(evidence::RevokeRelease) -> Vec<model::evidence::EvidenceItem>;
    "evidence.withdraw" evidence::withdraw(evidence::WithdrawEvidence) -> model::evidence::EvidenceItem;
    "evidence.save" evidence::save(evidence::SaveEvidence) -> evidence::Saved;
    "rating.set" rating::rate(rating::Rate) -> rating::Rated;
    "rating.list" rating::list(rating::ListRatings) -> Vec<rating::RatingRow>;
    "gap.patterns" gap::patterns(gap::ListPatterns) -> Vec<gap::PatternRow>;
    "gap.start" gap::start(gap::StartGap) -> model::gap::Gap;
    "gap.add" gap::add(gap::AddGap) -> model::gap::Gap;
    "gap.list" gap::list(gap::ListGaps) -> Vec<model::gap::Gap>;
    "gap.show" gap::show(gap::ShowGap) -> model::gap::Gap;
    "gap.edit" gap::edit(gap::EditGap) -> model::gap::Gap;
    "gap.move" gap::move_to(gap::MoveGap) -> model::gap::Gap;
    "plan_row.add" plan_row::add(plan_row::AddPlanRow) -> model::communication::PlanRow;
    "plan_row.list" plan_row::list(plan_row::ListPlanRows) -> Vec<model::communication::PlanRow>;
    "plan_row.edit" plan_row::edit(plan_row::EditPlanRow) -> model::communication::PlanRow;
    "plan_row.remove" plan_row::remove(plan_row::RemovePlanRow) -> ();
    "message.templates" message::templates(message::ListTemplates) -> Vec<message::TemplateRow>;
    "message.start" message::start(message::StartMessage) -> model::communication::Message;
    "message.list" message::list(message::ListMessages) -> Vec<message::MessageRow>;
    "message.show" message::show(message::ShowMessage) -> message::MessageRow;
    "message.edit" message::edit(message::EditMessage) -> message::MessageRow;
    "message.submit" message::submit(message::SubmitMessage) -> message::MessageRow;
    "message.decide" message::decide(message::DecideMessage) -> message::MessageRow;
    "message.record_send" message::record_send(message::RecordSend) -> message::MessageRow;
    "message.withdraw" message::withdraw(message::WithdrawMessage) -> message::MessageRow;
    "packet.export" packet::export(packet::ExportPacket) -> packet::Exported;
    "packet.verify" packet::verify(packet::VerifyPacket) -> packet::Verified;
    "packet.list" packet::list(packet::ListPackets) -> Vec<model::packet::ExportedPacket>;
    "log.list" log::list(log::ListLog) -> Vec<model::activity::LogRow>;
    "log.undo" log::undo(log::UndoLog) -> model::activity::LogRow;
    "sample.make" sample::make(sample::MakeSample) -> sample::Made;
}
