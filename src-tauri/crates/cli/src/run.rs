//! Runs one subcommand: opens the vault where one is needed, calls the command, prints its answer, locks the vault.

mod commitment;
mod copy;
mod engagement;
mod evidence;
mod export;
mod finding;
mod follow_up;
mod gap;
mod holiday;
mod matrix;
mod message;
mod organisation;
mod packet;
mod readiness;
mod request;
mod scenario;
mod scope;
mod search;
mod sheet;
mod signing_key;
mod task;
mod team;
mod time;
mod user_control;
mod vault;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::CommandFactory;
use commands::{App, Held, Host};

use crate::args::{Cli, Global, PacketVerb, SlotVerb, Verb};
use crate::failure::Problem;
use crate::host::Terminal;
use crate::output::{Output, printable, tell};
use crate::secret;

/// What every subcommand works with.
pub struct Session {
    /// The commands.
    pub app: App,
    /// Where answers go.
    pub out: Output,
    /// The engagement that was named.
    pub engagement: Option<String>,
}

impl Session {
    /// Holds a new file or folder to write. The folder that it is to lie in must be there: then it can be named here,
    /// which a command can't, and nothing is asked or worked out in vain.
    pub fn hold_new(&mut self, path: &Path) -> Result<Held, Problem> {
        match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            Some(folder) if !folder.is_dir() => Err(Problem::NoFolder(folder.to_owned())),
            Some(_) | None => Ok(self.app.hold(path)),
        }
    }

    /// Holds a folder to write files into, which must be there.
    pub fn hold_folder(&mut self, folder: &Path) -> Result<Held, Problem> {
        if folder.is_dir() { Ok(self.app.hold(folder)) } else { Err(Problem::NoFolder(folder.to_owned())) }
    }
}

/// Why a recovery code or passphrase would have nowhere to go: the disk, or what was named.
fn no_file_for_secret(what: &str, error: std::io::Error) -> Problem {
    use std::io::ErrorKind as Kind;
    let told = format!("the file for the {what} can't be made: {error}");
    match error.kind() {
        Kind::StorageFull | Kind::QuotaExceeded => {
            Problem::Failure(commands::Failure::new(commands::Code::DiskFull, told))
        }
        Kind::ReadOnlyFilesystem => Problem::Failure(commands::Failure::new(commands::Code::ReadOnly, told)),
        _ => Problem::Usage(told),
    }
}

/// Runs the subcommand.
pub fn run(cli: Cli) -> Result<ExitCode, Problem> {
    let Cli { global, verb } = cli;
    let (secret_to, what) = match &verb {
        Verb::Init(args) => (args.recovery_to.clone(), "recovery code"),
        Verb::Slots(SlotVerb::NewRecovery { recovery_to } | SlotVerb::RotateKey { recovery_to, .. }) => {
            (recovery_to.clone(), "recovery code")
        }
        Verb::Packet(PacketVerb::Export(args)) => (args.container.passphrase_to.clone(), "passphrase"),
        _ => (None, "recovery code"),
    };
    let host = Terminal::new(global.quiet || global.json, secret_to.clone());
    let host = Arc::new(host.map_err(|error| no_file_for_secret(what, error))?);
    let app = App::new(Arc::clone(&host) as Arc<dyn Host>);
    let mut session = Session { app, out: Output { json: global.json }, engagement: global.engagement.clone() };
    let result = dispatch(&mut session, &global, verb);
    host.clear();
    if let (Err(_), Some(path), false) = (&result, &secret_to, host.has_handed_over()) {
        // An empty file, or half a code, would mislead. A code that was handed over may be the one that opens the
        // vault or a container, whatever failed after that: its file stays.
        std::fs::remove_file(path).unwrap_or_default();
    }
    // Locking writes the header's copy of the log's head; a failure of that must be told, after the first failure.
    let locked = session.app.lock();
    let code = result?;
    locked?;
    Ok(code)
}

fn dispatch(session: &mut Session, global: &Global, verb: Verb) -> Result<ExitCode, Problem> {
    match verb {
        Verb::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "vouchsafe", &mut text);
            std::io::stdout().write_all(&text)?;
            Ok(ExitCode::SUCCESS)
        }
        Verb::Man => man(),
        Verb::Init(args) => vault::init(session, global, *args),
        Verb::Demo { folder, unsigned } => vault::demo(session, &folder, unsigned),
        Verb::Packet(PacketVerb::Verify { files, key }) => packet::verify(session, &files, key),
        Verb::Restore(args) => copy::restore(session, global, &args),
        Verb::Salvage(args) => copy::salvage(session, global, &args),
        other => {
            unlock(session, global)?;
            if !matches!(other, Verb::Backup(_)) && !global.quiet && !global.json {
                copy::remind(session);
            }
            in_vault(session, global, other)
        }
    }
}

/// The subcommands that need an open vault.
fn in_vault(session: &mut Session, global: &Global, verb: Verb) -> Result<ExitCode, Problem> {
    match verb {
        Verb::Client(verb) => scope::client(session, verb)?,
        Verb::System(verb) => scope::system(session, verb)?,
        Verb::Engagement(verb) => engagement::engagement(session, verb)?,
        Verb::Person(verb) => scope::person(session, verb)?,
        Verb::Team(verb) => team::team(session, verb)?,
        Verb::Organisation(verb) => organisation::organisation(session, verb)?,
        Verb::UserControl(verb) => user_control::user_control(session, verb)?,
        Verb::Commitment(verb) => commitment::commitment(session, verb)?,
        Verb::Holiday(verb) => holiday::holiday(session, verb)?,
        Verb::Surface(verb) => scope::surface(session, verb)?,
        Verb::Criterion(verb) => matrix::criterion(session, verb)?,
        Verb::Control(verb) => matrix::control(session, verb)?,
        Verb::Rating(verb) => matrix::rating(session, verb)?,
        Verb::Occurrence(verb) => time::occurrence(session, verb)?,
        Verb::Population(verb) => time::population(session, verb)?,
        Verb::Request(verb) => request::request(session, verb)?,
        Verb::Finding(verb) => finding::finding(session, verb)?,
        Verb::FollowUp(verb) => follow_up::follow_up(session, verb)?,
        Verb::Task(verb) => task::task(session, verb)?,
        Verb::Evidence(verb) => evidence::evidence(session, verb)?,
        Verb::Readiness(verb) => readiness::readiness(session, verb)?,
        Verb::Gap(verb) => gap::gap(session, verb)?,
        Verb::Plan(verb) => message::plan(session, verb)?,
        Verb::Message(verb) => message::message(session, verb)?,
        Verb::Scenario(verb) => scenario::scenario(session, verb)?,
        Verb::Search(args) => search::search(session, args)?,
        Verb::Sheet(verb) => sheet::sheet(session, verb)?,
        Verb::Export(args) => export::export(session, args)?,
        Verb::Packet(verb) => return packet::packet(session, verb),
        Verb::Check => return vault::check(session),
        Verb::Backup(args) => copy::backup(session, args)?,
        Verb::Passphrase { new_passphrase_file } => vault::passphrase(session, new_passphrase_file.as_deref())?,
        Verb::Slots(verb) => vault::slots(session, verb)?,
        Verb::SigningKey(verb) => signing_key::signing_key(session, verb)?,
        Verb::AcceptOlder => vault::accept_older(session)?,
        Verb::Log(verb) => vault::log(session, verb)?,
        Verb::Name { name } => vault::name(session, &name)?,
        Verb::Init(_)
        | Verb::Demo { .. }
        | Verb::Restore(_)
        | Verb::Salvage(_)
        | Verb::Completions { .. }
        | Verb::Man => {
            debug_assert!(false, "{global:?} runs without a vault");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn unlock(session: &mut Session, global: &Global) -> Result<(), Problem> {
    let folder = global.vault.as_deref();
    let folder =
        folder.ok_or_else(|| Problem::Usage("name the vault: --vault FOLDER, or VOUCHSAFE_VAULT".to_owned()))?;
    let key = key(global)?;
    let folder = session.app.hold(folder);
    let unlocked = session.app.call(commands::vault::Unlock { folder, key, person: global.person.clone() })?;
    for notice in unlocked.notices {
        tell(&format!("vouchsafe: {}", printable(&notice)));
    }
    Ok(())
}

/// What opens the vault that is named.
fn key(global: &Global) -> Result<commands::vault::Key, Problem> {
    let recovery = global.recovery_code_file.as_deref();
    Ok(match (recovery, global.passphrase_file.as_deref()) {
        (Some(file), _) => commands::vault::Key::RecoveryCode(secret::from_file(file)?),
        (None, Some(file)) => commands::vault::Key::Passphrase(secret::from_file(file)?),
        (None, None) if global.keyring => commands::vault::Key::Keyring,
        (None, None) => commands::vault::Key::Passphrase(secret::ask("Passphrase: ")?),
    })
}

fn man() -> Result<ExitCode, Problem> {
    clap_mangen::Man::new(Cli::command()).render(&mut std::io::stdout())?;
    Ok(ExitCode::SUCCESS)
}

/// The absolute form of a path as the person typed it, for messages.
pub fn shown(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| PathBuf::from(path)).display().to_string()
}
