//! A vault in a folder of its own, the program that works in it, and what it holds, as seen by opening it in this process.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use commands::control::ShowControl;
use commands::evidence::ListEvidence;
use commands::log::ListLog;
use commands::vault::{Check, Key, Unlock};
use commands::{App, Failure, Secret};
use model::activity::Action;

use crate::host::{PASSPHRASE, TestHost};

/// The control whose title is edited.
pub(super) const CONTROL: &str = "CORE-24";

/// What a vault holds, as far as the work changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    /// The title of [`CONTROL`].
    pub(super) title: String,
    /// Evidence items by reference, each with its file's SHA-256.
    pub(super) evidence: BTreeMap<String, String>,
    /// The newest row that edited the control.
    pub(super) edited: u64,
    /// The newest row.
    pub(super) seq: u64,
}

impl State {
    /// Whether two are the same but for what the log counts.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        self.title == other.title && self.evidence == other.evidence
    }
}

/// A vault and the program that works in it.
pub(super) struct Stand {
    program: PathBuf,
    pub(super) home: PathBuf,
    /// Where copies are looked at: never on a disk that is made full.
    pub(super) aside: PathBuf,
    /// What opens the vault now.
    pub(super) passphrase: String,
}

impl Stand {
    /// A new vault in `home`, which must be empty.
    pub(super) fn new(program: &Path, home: &Path, aside: &Path) -> Result<Self, String> {
        fs::create_dir_all(home).and_then(|()| fs::create_dir_all(aside)).map_err(|error| error.to_string())?;
        let (program, home, aside) = (program.to_owned(), home.to_owned(), aside.to_owned());
        let stand = Self { program, home, aside, passphrase: PASSPHRASE.to_owned() };
        stand.put("passphrase", PASSPHRASE.as_bytes())?;
        let about = ["--client", "Acme Ltd", "--code", "ACME", "--firm", "Larkfield", "--as", "Ines Okafor"];
        let more = ["--period", "2026-01-01..2026-12-31", "--profile", "ecommerce-crm", "--recovery-to", "code.txt"];
        let made = stand.command(&[&["init", "client.vault"], &about[..], &more[..]].concat()).output();
        let made = made.map_err(|error| format!("the program does not start: {error}"))?;
        if made.status.success() { Ok(stand) } else { Err(format!("no vault is made: {}", said(&made))) }
    }

    pub(super) fn vault(&self) -> PathBuf {
        self.home.join("client.vault")
    }

    /// Writes a file into the folder.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
        let path = self.home.join(name);
        fs::write(&path, bytes).map(|()| path).map_err(|error| format!("{name} can't be written: {error}"))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(arguments).args(["--passphrase-file", "passphrase", "--quiet"]);
        command.current_dir(&self.home).env("XDG_CONFIG_HOME", self.home.join("config")).env_remove("VOUCHSAFE_VAULT");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Starts the program in the vault.
    pub(super) fn start(&self, arguments: &[String]) -> Result<Child, String> {
        let mut all = vec!["--vault", "client.vault"];
        all.extend(arguments.iter().map(String::as_str));
        self.command(&all).spawn().map_err(|error| format!("the program does not start: {error}"))
    }

    /// Runs the program in the vault to its end.
    pub(super) fn run(&self, arguments: &[String]) -> Result<Output, String> {
        self.start(arguments)?.wait_with_output().map_err(|error| error.to_string())
    }

    /// What the vault holds now, once a full check found nothing.
    pub(super) fn look(&self) -> Result<State, String> {
        look(&self.vault(), &self.passphrase)
    }

    /// The same of a copy, of which a copy is opened: opening one changes it.
    pub(super) fn look_at_copy(&self, folder: &Path, passphrase: &str) -> Result<State, String> {
        let aside = self.aside.join("copy.vault");
        fs::remove_dir_all(&aside).unwrap_or_default();
        fs::create_dir_all(&aside).map_err(|error| error.to_string())?;
        let entries = fs::read_dir(folder).map_err(|error| format!("the copy's folder: {error}"))?;
        for entry in entries.flatten().filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), aside.join(entry.file_name())).map_err(|error| error.to_string())?;
        }
        let state = look(&aside, passphrase);
        fs::remove_dir_all(&aside).unwrap_or_default();
        state
    }

    /// Whether a passphrase opens the vault.
    pub(super) fn opens_with(&self, passphrase: &str) -> bool {
        open(&self.vault(), passphrase).is_ok()
    }
}

/// What a program said before it ended.
pub(super) fn said(output: &Output) -> String {
    format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr).trim())
}

fn open(vault: &Path, passphrase: &str) -> Result<App, Failure> {
    // No two of them give the same id.
    static LOOKS: AtomicU64 = AtomicU64::new(1);
    let host = TestHost::starting_at(LOOKS.fetch_add(1, Ordering::Relaxed) * 100_000).on_device("judge");
    let mut app = App::new(Arc::new(host));
    let folder = app.hold(vault);
    let key = Key::Passphrase(Secret::new(passphrase.to_owned()));
    app.call(Unlock { folder, key, person: Some("The judge".to_owned()) })?;
    Ok(app)
}

fn look(vault: &Path, passphrase: &str) -> Result<State, String> {
    let told = |what: &str| {
        let what = what.to_owned();
        move |failure: Failure| format!("{what}: {:?}: {failure}", failure.code)
    };
    let mut app = open(vault, passphrase).map_err(told("it does not open"))?;
    let checked = app.call(Check {}).map_err(told("it can't be checked"))?;
    if !checked.problems.is_empty() {
        return Err(format!("the check finds: {}", checked.problems.join("; ")));
    }
    let control = ShowControl { engagement: None, control: CONTROL.to_owned() };
    let title = app.call(control).map_err(told("the control"))?.control.title;
    let list = ListEvidence { engagement: None, control: None, all: true };
    let rows = app.call(list).map_err(told("the evidence"))?;
    let digest = |files: &[model::evidence::EvidenceFile]| files.first().map(|file| file.sha256.to_string());
    let evidence = rows.iter().map(|row| (row.item.reference(), digest(&row.item.files).unwrap_or_default())).collect();
    let log = app.call(ListLog { most: 20 }).map_err(told("the log"))?;
    let edited = log.iter().rev().find(|row| row.action == Action::EditControl).map_or(0, |row| row.seq);
    let seq = log.last().map_or(0, |row| row.seq);
    app.lock().map_err(told("it does not lock"))?;
    Ok(State { title, evidence, edited, seq })
}
