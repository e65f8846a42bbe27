//! Everything that Vouchsafe can do, as one list of commands. They compose the rooms below; each is a short function.
//!
//! **Invariant:** no Tauri, no SQL text, no PDF drawing, no terminal text. Paths come in as held handles, secrets as
//! [`Secret`], and neither goes out.

mod app;
pub mod calendar;
pub mod choose;
pub mod client;
pub mod commitment;
pub mod control;
pub mod cost_range;
pub mod coverage;
pub mod criterion;
mod describe;
pub mod engagement;
pub mod event;
pub mod evidence;
mod facts;
mod failure;
pub mod fault;
mod find;
pub mod finding;
pub mod follow_up;
pub mod gap;
pub mod heat_map;
mod held;
pub mod holiday;
mod host;
mod intake;
pub mod job;
pub mod keyring;
mod lent;
pub mod log;
pub mod logo;
mod looking;
pub mod memory;
mod merge_field;
pub mod message;
mod named;
pub mod occurrence;
pub mod organisation;
pub mod overview;
pub mod packet;
pub mod page;
pub mod person;
mod picture;
pub mod plan_row;
pub mod population;
pub mod preview;
pub mod rating;
pub mod readiness;
pub mod record;
pub mod request;
pub mod rows_link;
pub mod sample;
mod save;
pub mod saved_view;
pub mod scenario;
pub mod search;
mod secret;
pub mod settings;
mod shared;
pub mod sheet;
pub mod signing_key;
pub mod slot;
mod staged;
pub mod surface;
pub mod system;
pub mod task;
pub mod team;
pub mod text;
pub mod unsaved;
pub mod user_control;
pub mod vault;
pub mod walkthrough;

pub use app::App;
pub use describe::typescript;
pub use facts::Facts;
pub use failure::{Code, Failure};
pub use held::Held;
pub use host::Host;
pub use looking::LOOKING;
pub use picture::{PictureHandle, ShownPicture};
pub use secret::Secret;
pub use shared::SharedApp;

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

        /// Shows each command to a describer of the wire: its name, request and response.
        fn each_command(describer: &mut describe::Describer) {
            $(describer.command::<$request, $response>($name);)+
        }

        /// The names of all commands.
        pub const COMMANDS: &[&str] = &[$($name),+];

        fn dispatch(app: &mut App, name: &str, request: serde_json::Value) -> Result<serde_json::Value, Failure> {
            match name {
                $($name => {
                    let request: $request = from_wire(request)?;
                    to_wire(&app.call(request)?)
                })+
                _ => Err(Failure::not_found("command", name)),
            }
        }
    };
}

/// A request as it came in.
fn from_wire<R: serde::de::DeserializeOwned>(request: serde_json::Value) -> Result<R, Failure> {
    serde_json::from_value(request).map_err(|error| Failure::malformed(&error))
}

/// An answer as it goes out.
fn to_wire(answer: &impl serde::Serialize) -> Result<serde_json::Value, Failure> {
    serde_json::to_value(answer).map_err(Failure::bug)
}

wire! {
    "file.choose" choose::files(choose::ChooseFiles) -> Vec<event::Chosen>;
    "file.destination" choose::destination(choose::ChooseDestination) -> Option<event::Chosen>;
    "file.again" choose::again(choose::HoldAgain) -> Held;
    "job.cancel" job::cancel(job::CancelJob) -> ();
    "job.active" job::active(job::StayActive) -> ();
    "vault.create" vault::create(vault::Create) -> vault::Created;
    "vault.unlock" vault::unlock(vault::Unlock) -> vault::Unlocked;
    "vault.confirm" vault::confirm(vault::ConfirmKey) -> ();
    "vault.check" vault::check(vault::Check) -> vault::Checked;
    "vault.name_person" vault::name_person(vault::NamePerson) -> ();
    "vault.status" vault::status(vault::ShowVaultStatus) -> vault::VaultStatus;
    "vault.backup" vault::back_up(vault::BackUpVault) -> vault::VaultCopied;
    "vault.restore" vault::restore(vault::RestoreVault) -> vault::VaultCopied;
    "vault.salvage" vault::salvage(vault::SalvageVault) -> vault::VaultSalvaged;
    "vault.lock" vault::lock(vault::LockVault) -> ();
    "vault.keyring" vault::keyring(vault::ShowKeyring) -> vault::KeyringShown;
    "vault.accept_older" vault::accept_older(vault::AcceptOlder) -> ();
    "vault.strength" vault::strength(vault::EstimateStrength) -> vault::Strength;
    "vault.recent" settings::recent(settings::ListRecentVaults) -> Vec<settings::RecentVault>;
    "vault.forget_recent" settings::forget(settings::ForgetRecent) -> ();
    "settings.show" settings::show(settings::ShowSettings) -> settings::SettingsShown;
    "settings.save" settings::save(settings::SaveSettings) -> settings::Settings;
    "saved_view.list" saved_view::list(saved_view::ListSavedViews) -> Vec<saved_view::SavedViewRow>;
    "saved_view.save" saved_view::save(saved_view::SaveView) -> ();
    "saved_view.remove" saved_view::remove(saved_view::RemoveSavedView) -> ();
    "unsaved.keep" unsaved::keep(unsaved::KeepUnsaved) -> ();
    "unsaved.list" unsaved::list(unsaved::ListUnsaved) -> Vec<unsaved::UnsavedText>;
    "unsaved.forget" unsaved::forget(unsaved::ForgetUnsaved) -> ();
    "slot.list" slot::list(slot::ListSlots) -> Vec<slot::SlotRow>;
    "slot.change_passphrase" slot::change_passphrase(slot::ChangePassphrase) -> ();
    "slot.renew_recovery_code" slot::renew_recovery_code(slot::RenewRecoveryCode) -> ();
    "slot.recovery_sheet" slot::place(slot::PlaceRecoverySheet) -> ();
    "slot.add_keyring" slot::add_keyring(slot::AddKeyring) -> slot::SlotRow;
    "slot.rotate_key" slot::rotate_key(slot::RotateKey) -> slot::KeyRotated;
    "slot.revoke" slot::revoke(slot::RevokeSlot) -> Option<String>;
    "signing_key.show" signing_key::show(signing_key::ShowSigningKeys) -> signing_key::SigningKeys;
    "signing_key.make" signing_key::make(signing_key::MakeSigningKey) -> signing_key::SigningKeyRow;
    "signing_key.replace" signing_key::replace(signing_key::ReplaceSigningKey) -> signing_key::SigningKeyRow;
    "client.show" client::show(client::ShowClient) -> model::client::Client;
    "client.edit" client::edit(client::EditClient) -> model::client::Client;
    "client.logo" logo::show_client(logo::ShowClientLogo) -> Option<picture::ShownPicture>;
    "client.set_logo" logo::set_client(logo::SetClientLogo) -> model::client::Client;
    "client.remove_logo" logo::remove_client(logo::RemoveClientLogo) -> model::client::Client;
    "system.edit" client::edit_system(client::EditSystem) -> model::system::System;
    "engagement.start" engagement::start(engagement::StartEngagement) -> engagement::Started;
    "engagement.list" engagement::list(engagement::ListEngagements) -> Vec<model::engagement::Engagement>;
    "engagement.show" engagement::show(engagement::ShowEngagement) -> engagement::EngagementOverview;
    "engagement.edit" engagement::edit(engagement::EditEngagement) -> model::engagement::Engagement;
    "engagement.logo" logo::show_firm(logo::ShowFirmLogo) -> Option<picture::ShownPicture>;
    "engagement.set_logo" logo::set_firm(logo::SetFirmLogo) -> model::engagement::Engagement;
    "engagement.remove_logo" logo::remove_firm(logo::RemoveFirmLogo) -> model::engagement::Engagement;
    "engagement.move" engagement::move_to(engagement::MoveEngagement) -> model::engagement::Engagement;
    "engagement.report" engagement::report(engagement::ReportEngagement) -> model::engagement::Engagement;
    "engagement.roll_forward" engagement::roll_forward(engagement::RollForwardEngagement) -> engagement::RolledForward;
    "organisation.add" organisation::add(organisation::AddOrganisation) -> organisation::OrganisationRow;
    "organisation.list" organisation::list(organisation::ListOrganisations) -> Vec<organisation::OrganisationRow>;
    "organisation.show" organisation::show(organisation::ShowOrganisation) -> organisation::OrganisationRow;
    "organisation.edit" organisation::edit(organisation::EditOrganisation) -> organisation::OrganisationRow;
    "organisation.review" organisation::review(organisation::ReviewOrganisation) -> organisation::OrganisationRow;
    "organisation.remove" organisation::remove(organisation::RemoveOrganisation) -> ();
    "user_control.add" user_control::add(user_control::AddUserControl) -> model::user_control::UserControl;
    "user_control.list" user_control::list(user_control::ListUserControls) -> Vec<model::user_control::UserControl>;
    "user_control.show" user_control::show(user_control::ShowUserControl) -> model::user_control::UserControl;
    "user_control.edit" user_control::edit(user_control::EditUserControl) -> model::user_control::UserControl;
    "user_control.remove" user_control::remove(user_control::RemoveUserControl) -> ();
    "commitment.add" commitment::add(commitment::AddCommitment) -> model::commitment::Commitment;
    "commitment.list" commitment::list(commitment::ListCommitments) -> Vec<model::commitment::Commitment>;
    "commitment.show" commitment::show(commitment::ShowCommitment) -> model::commitment::Commitment;
    "commitment.edit" commitment::edit(commitment::EditCommitment) -> model::commitment::Commitment;
    "commitment.remove" commitment::remove(commitment::RemoveCommitment) -> ();
    "person.add" person::add(person::AddPerson) -> model::person::Person;
    "person.list" person::list(person::ListPeople) -> Vec<model::person::Person>;
    "person.edit" person::edit(person::EditPerson) -> model::person::Person;
    "person.remove" person::remove(person::RemovePerson) -> ();
    "team.add" team::add(team::AddTeam) -> team::TeamRow;
    "team.list" team::list(team::ListTeams) -> Vec<team::TeamRow>;
    "team.show" team::show(team::ShowTeam) -> team::TeamRow;
    "team.edit" team::edit(team::EditTeam) -> team::TeamRow;
    "team.remove" team::remove(team::RemoveTeam) -> ();
    "holiday.add" holiday::add(holiday::AddHolidays) -> Vec<model::holiday::Holiday>;
    "holiday.list" holiday::list(holiday::ListHolidays) -> Vec<model::holiday::Holiday>;
    "holiday.remove" holiday::remove(holiday::RemoveHolidays) -> ();
    "surface.add" surface::add(surface::AddSurface) -> model::surface::Surface;
    "surface.list" surface::list(surface::ListSurfaces) -> Vec<model::surface::Surface>;
    "surface.edit" surface::edit(surface::EditSurface) -> model::surface::Surface;
    "surface.remove" surface::remove(surface::RemoveSurface) -> ();
    "criterion.list" criterion::list(criterion::ListCriteria) -> Vec<criterion::CriterionRow>;
    "criterion.scope" criterion::scope(criterion::ScopeCriterion) -> model::criterion::Criterion;
    "criterion.import_text" criterion::import_text(criterion::ImportCriteriaText) -> criterion::CriteriaTextImported;
    "control.list" control::list(control::ListControls) -> Vec<model::control::Control>;
    "control.show" control::show(control::ShowControl) -> control::ControlSheet;
    "control.templates" control::templates(control::ListControlTemplates) -> Vec<control::ControlTemplateRow>;
    "control.start" control::start(control::StartControls) -> control::StartedControls;
    "control.add" control::add(control::AddControl) -> model::control::Control;
    "control.edit" control::edit(control::EditControls) -> Vec<model::control::Control>;
    "control.change" control::change(control::ChangeControl) -> model::control::Control;
    "coverage.show" coverage::show(coverage::ShowCoverage) -> coverage::CoverageSheet;
    "calendar.show" calendar::show(calendar::ShowCalendar) -> calendar::CalendarSheet;
    "heat_map.show" heat_map::show(heat_map::ShowHeatMap) -> heat_map::HeatMapSheet;
    "overview.show" overview::show(overview::ShowOverview) -> overview::Overview;
    "occurrence.list" occurrence::list(occurrence::ListOccurrences) -> occurrence::OccurrenceSheet;
    "occurrence.perform" occurrence::perform(occurrence::PerformOccurrence) -> occurrence::RecordedOccurrence;
    "occurrence.except" occurrence::except(occurrence::ExceptOccurrence) -> occurrence::RecordedOccurrence;
    "occurrence.remove" occurrence::remove(occurrence::RemoveOccurrence) -> ();
    "occurrence.preview" occurrence::preview(occurrence::PreviewOccurrences) -> Vec<occurrence::ControlPreview>;
    "population.add" population::add(population::AddPopulation) -> population::PopulationRow;
    "population.list" population::list(population::ListPopulations) -> Vec<population::PopulationRow>;
    "population.edit" population::edit(population::EditPopulation) -> population::PopulationRow;
    "population.remove" population::remove(population::RemovePopulation) -> ();
    "evidence.attach" evidence::attach(evidence::AttachEvidence) -> Vec<evidence::Attached>;
    "evidence.folder" evidence::open_folder(evidence::OpenFolder) -> evidence::OpenedFolder;
    "evidence.import" evidence::import(evidence::ImportEvidence) -> evidence::EvidenceImported;
    "evidence.list" evidence::list(evidence::ListEvidence) -> Vec<evidence::EvidenceRow>;
    "evidence.show" evidence::show(evidence::ShowEvidence) -> evidence::EvidenceSheet;
    "evidence.edit" evidence::edit(evidence::EditEvidence) -> model::evidence::EvidenceItem;
    "evidence.review" evidence::review(evidence::ReviewEvidence) -> Vec<model::evidence::EvidenceItem>;
    "evidence.release" evidence::release(evidence::ReleaseEvidence) -> Vec<model::evidence::EvidenceItem>;
    "evidence.revoke_release" evidence::revoke(evidence::RevokeRelease) -> Vec<model::evidence::EvidenceItem>;
    "evidence.withdraw" evidence::withdraw(evidence::WithdrawEvidence) -> model::evidence::EvidenceItem;
    "evidence.purge" evidence::purge(evidence::PurgeEvidence) -> evidence::EvidencePurged;
    "evidence.redact" evidence::redact(evidence::RedactEvidence) -> evidence::EvidenceRedacted;
    "evidence.take_redaction_back" evidence::take_back(evidence::TakeRedactionBack) -> model::evidence::EvidenceItem;
    "evidence.preview" evidence::preview(evidence::PreviewEvidence) -> evidence::EvidencePreview;
    "evidence.save" evidence::save(evidence::SaveEvidence) -> evidence::Saved;
    "rating.set" rating::rate(rating::Rate) -> rating::Rated;
    "rating.list" rating::list(rating::ListRatings) -> Vec<rating::RatingRow>;
    "readiness.show" readiness::show(readiness::ShowReadiness) -> readiness::ReadinessSheet;
    "readiness.history" readiness::history(readiness::ShowReadinessHistory) -> readiness::ReadinessHistory;
    "gap.patterns" gap::patterns(gap::ListPatterns) -> Vec<gap::PatternRow>;
    "gap.start" gap::start(gap::StartGap) -> model::gap::Gap;
    "gap.add" gap::add(gap::AddGap) -> model::gap::Gap;
    "gap.list" gap::list(gap::ListGaps) -> Vec<model::gap::Gap>;
    "gap.show" gap::show(gap::ShowGap) -> model::gap::Gap;
    "gap.edit" gap::edit(gap::EditGap) -> model::gap::Gap;
    "gap.move" gap::move_to(gap::MoveGap) -> model::gap::Gap;
    "gap.remove" gap::remove(gap::RemoveGap) -> ();
    "request.templates" request::templates(request::ListRequestTemplates) -> Vec<request::RequestTemplateRow>;
    "request.start" request::start(request::StartRequests) -> request::StartedRequests;
    "request.add" request::add(request::AddRequest) -> request::RequestRow;
    "request.list" request::list(request::ListRequests) -> Vec<request::RequestRow>;
    "request.show" request::show(request::ShowRequest) -> request::RequestRow;
    "request.edit" request::edit(request::EditRequest) -> request::RequestRow;
    "request.move" request::move_to(request::MoveRequest) -> request::RequestRow;
    "request.submit" request::submit(request::SubmitRequest) -> request::RequestRow;
    "request.decide" request::decide(request::DecideRequest) -> request::RequestRow;
    "request.remove" request::remove(request::RemoveRequest) -> ();
    "finding.add" finding::add(finding::AddFinding) -> finding::FindingRow;
    "finding.list" finding::list(finding::ListFindings) -> Vec<finding::FindingRow>;
    "finding.show" finding::show(finding::ShowFinding) -> finding::FindingRow;
    "finding.edit" finding::edit(finding::EditFinding) -> finding::FindingRow;
    "finding.respond" finding::respond(finding::RespondFinding) -> finding::FindingRow;
    "finding.move" finding::move_to(finding::MoveFinding) -> finding::FindingRow;
    "finding.remove" finding::remove(finding::RemoveFinding) -> ();
    "follow_up.note" follow_up::note(follow_up::NoteFollowUp) -> follow_up::FollowUpRow;
    "follow_up.list" follow_up::list(follow_up::ListFollowUps) -> Vec<follow_up::FollowUpRow>;
    "follow_up.show" follow_up::show(follow_up::ShowFollowUp) -> follow_up::FollowUpRow;
    "follow_up.edit" follow_up::edit(follow_up::EditFollowUp) -> follow_up::FollowUpRow;
    "follow_up.answer" follow_up::answer(follow_up::AnswerFollowUp) -> follow_up::FollowUpRow;
    "follow_up.withdraw" follow_up::withdraw(follow_up::WithdrawFollowUp) -> follow_up::FollowUpRow;
    "follow_up.remove" follow_up::remove(follow_up::RemoveFollowUp) -> ();
    "walkthrough.choices" walkthrough::choices(walkthrough::ListWalkthroughChoices) -> walkthrough::WalkthroughChoices;
    "walkthrough.show" walkthrough::show(walkthrough::ShowWalkthrough) -> walkthrough::WalkthroughPages;
    "walkthrough.list" walkthrough::list(walkthrough::ListWalkthrough) -> walkthrough::WalkthroughPages;
    "task.plan" task::plan(task::PlanTasks) -> task::PlannedTasks;
    "task.add" task::add(task::AddTask) -> task::TaskRow;
    "task.list" task::list(task::ListTasks) -> Vec<task::TaskRow>;
    "task.chart" task::chart(task::ShowTaskChart) -> task::TaskChart;
    "task.show" task::show(task::ShowTask) -> task::TaskRow;
    "task.edit" task::edit(task::EditTask) -> task::TaskRow;
    "task.move" task::move_to(task::MoveTask) -> task::TaskRow;
    "task.remove" task::remove(task::RemoveTask) -> ();
    "scenario.list" scenario::list(scenario::ListScenarios) -> Vec<scenario::ScenarioRow>;
    "scenario.show" scenario::show(scenario::ShowScenario) -> scenario::ScenarioSheet;
    "scenario.clocks" scenario::clocks(scenario::ListScenarioClocks) -> Vec<scenario::ClockRow>;
    "scenario.start" scenario::start(scenario::StartScenario) -> scenario::StartedScenario;
    "plan_row.add" plan_row::add(plan_row::AddPlanRow) -> model::communication::PlanRow;
    "plan_row.list" plan_row::list(plan_row::ListPlanRows) -> Vec<model::communication::PlanRow>;
    "plan_row.edit" plan_row::edit(plan_row::EditPlanRow) -> model::communication::PlanRow;
    "plan_row.remove" plan_row::remove(plan_row::RemovePlanRow) -> ();
    "message.templates" message::templates(message::ListTemplates) -> Vec<message::TemplateRow>;
    "message.start" message::start(message::StartMessage) -> model::communication::Message;
    "message.list" message::list(message::ListMessages) -> Vec<message::MessageRow>;
    "message.show" message::show(message::ShowMessage) -> message::MessageRow;
    "message.fields" message::fields(message::ListFields) -> Vec<message::FieldRow>;
    "message.insertable" message::insertable(message::ListInsertableFields) -> Vec<message::InsertableField>;
    "message.preview" message::preview(message::PreviewMessage) -> message::MessagePreview;
    "message.versions" message::versions(message::ListVersions) -> Vec<message::VersionRow>;
    "message.copy" message::copy(message::CopyMessage) -> message::CopiedMessage;
    "message.edit" message::edit(message::EditMessage) -> message::MessageRow;
    "message.submit" message::submit(message::SubmitMessage) -> message::MessageRow;
    "message.decide" message::decide(message::DecideMessage) -> message::MessageRow;
    "message.record_send" message::record_send(message::RecordSend) -> message::MessageRow;
    "message.supersede" message::supersede(message::SupersedeMessage) -> message::MessageRow;
    "message.withdraw" message::withdraw(message::WithdrawMessage) -> message::MessageRow;
    "message.save" message::save(message::SaveMessage) -> message::SavedMessage;
    "sheet.read" sheet::read(sheet::ReadSheet) -> sheet::SheetFound;
    "sheet.paste" sheet::paste(sheet::PasteSheet) -> sheet::PastedSheet;
    "sheet.preview" sheet::preview(sheet::PreviewSheet) -> sheet::SheetPreview;
    "sheet.apply" sheet::apply(sheet::ApplySheet) -> sheet::SheetApplied;
    "sheet.export" sheet::export(sheet::ExportSheet) -> sheet::SheetExported;
    "sheet_mapping.save" sheet::save_mapping(sheet::SaveSheetMapping) -> model::sheet_mapping::SheetMapping;
    "sheet_mapping.list" sheet::list_mappings(sheet::ListSheetMappings) -> Vec<model::sheet_mapping::SheetMapping>;
    "sheet_mapping.remove" sheet::remove_mapping(sheet::RemoveSheetMapping) -> ();
    "packet.preflight" packet::preflight(packet::PreflightPacket) -> packet::Preflight;
    "packet.preview" packet::preview(packet::PreviewPacket) -> preview::FilePreview;
    "control.page" page::controls(page::PageControls) -> model::page::ControlPage;
    "evidence.page" page::evidence(page::PageEvidence) -> model::page::EvidencePage;
    "request.page" page::requests(page::PageRequests) -> model::page::RequestPage;
    "gap.page" page::gaps(page::PageGaps) -> model::page::GapPage;
    "finding.page" page::findings(page::PageFindings) -> model::page::FindingPage;
    "task.page" page::tasks(page::PageTasks) -> model::page::TaskPage;
    "log.page" page::log(page::PageLog) -> model::page::LogPage;
    "page.facets" page::facets(page::CountFacets) -> Vec<model::page::Facet>;
    "page.locate" page::locate(page::LocateRow) -> Option<u32>;
    "page.ids" page::ids(page::ListPageIds) -> Vec<String>;
    "packet.export" packet::export(packet::ExportPacket) -> packet::Exported;
    "packet.verify" packet::verify(packet::VerifyPacket) -> packet::Verified;
    "packet.list" packet::list(packet::ListPackets) -> Vec<model::packet::ExportedPacket>;
    "search.find" search::find(search::FindText) -> model::search::SearchFound;
    "text.pending" text::pending(text::CountPendingTexts) -> u32;
    "text.extract" text::extract(text::ExtractTexts) -> text::TextExtracted;
    "record.history" record::history(record::ShowHistory) -> Vec<record::HistoryLine>;
    "log.list" log::list(log::ListLog) -> Vec<model::activity::LogRow>;
    "log.undo" log::undo(log::UndoLog) -> log::Undone;
    "log.redo" log::redo(log::RedoLog) -> log::Redone;
    "log.extract" log::extract(log::ExtractLog) -> log::LogExtracted;
    "log.purge" log::purge(log::PurgeLog) -> log::LogPurged;
    "sample.make" sample::make(sample::MakeSample) -> sample::Made;
}
