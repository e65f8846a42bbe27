//! The window as host of the commands: the system's clock and ids, dialogs, progress and events. It never works on a
//! vault itself.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant as Moment};

use commands::choose::Wanted;
use commands::event::Event;
use commands::keyring::Keyring;
use commands::{Failure, Host, system};
use model::packet::Step;
use model::time::Instant;
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use uuid::Uuid;

use crate::idle::Watch;
use crate::rehearsal;
use crate::window::LABEL;

/// The one event's name.
const EVENT: &str = "vouchsafe";

/// Progress is told at most this often; nobody sees more.
const PROGRESS_EVERY: Duration = Duration::from_millis(80);

/// The window's side of the commands.
pub struct Desktop {
    app: AppHandle,
    cancelled: AtomicBool,
    told: Mutex<Option<(Moment, &'static str)>>,
}

impl Desktop {
    /// A host that tells its events to the window of `app`.
    pub fn new(app: AppHandle) -> Self {
        Self { app, cancelled: AtomicBool::new(false), told: Mutex::new(None) }
    }

    fn dialog(&self, title: &str) -> FileDialogBuilder<tauri::Wry> {
        let dialog = self.app.dialog().file().set_title(title);
        match self.app.get_webview_window(LABEL) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }

    /// Whether this step is worth telling: the first and last of a piece of work, and some between.
    fn is_due(&self, step: Step) -> bool {
        let mut told = self.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let due = match *told {
            Some((at, doing)) => doing != step.doing || step.done >= step.total || at.elapsed() >= PROGRESS_EVERY,
            None => true,
        };
        if due {
            *told = Some((Moment::now(), step.doing));
        }
        due
    }
}

impl Host for Desktop {
    fn now(&self) -> Instant {
        system::now()
    }

    fn next_id(&self) -> Uuid {
        system::next_id()
    }

    fn device(&self) -> String {
        system::device().unwrap_or_else(|_| "this device".to_owned())
    }

    fn program(&self) -> PathBuf {
        std::env::current_exe().unwrap_or_else(|_| PathBuf::from("vouchsafe-desktop"))
    }

    fn settings_folder(&self) -> Option<PathBuf> {
        system::settings_folder()
    }

    fn progress(&self, step: Step) -> ControlFlow<()> {
        if self.is_due(step) {
            tell(&self.app, &Event::Progress { doing: step.doing.to_owned(), done: step.done, total: step.total });
        }
        // Cancelling holds for the work that runs, and not for the next.
        if self.cancelled.swap(false, Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn keyring(&self) -> Option<Arc<dyn Keyring>> {
        Some(system::keyring())
    }

    fn hand_over_recovery_code(&self, _: &str) -> Result<(), io::Error> {
        // In a window a code goes onto a sheet, whose place was chosen before, and nowhere else.
        Err(io::Error::other("no place for the recovery sheet was chosen"))
    }

    fn tell(&self, event: Event) {
        tell(&self.app, &event);
    }

    fn stay_active(&self) {
        self.app.state::<Watch>().stay_active();
    }

    fn cancel(&self) {
        if self.app.state::<Watch>().is_busy() {
            self.cancelled.store(true, Ordering::Relaxed);
        }
    }

    fn choose_files(&self, wanted: Wanted) -> Result<Vec<PathBuf>, Failure> {
        if let Some(chosen) = rehearsal::choices() {
            return Ok(chosen);
        }
        let one = |path: Option<FilePath>| path.into_iter().collect::<Vec<_>>();
        let chosen = match wanted {
            Wanted::Vault => one(self.dialog("Open a vault").blocking_pick_folder()),
            Wanted::Evidence => self.dialog("Add evidence").blocking_pick_files().unwrap_or_default(),
            Wanted::EvidenceFolder => one(self.dialog("A folder of evidence").blocking_pick_folder()),
            Wanted::Sheet => {
                let dialog = self.dialog("Open a spreadsheet");
                one(dialog
                    .add_filter("Spreadsheets", &["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt"])
                    .blocking_pick_file())
            }
            Wanted::Packet => one(self.dialog("Verify a packet").add_filter("Packets", &["pdf"]).blocking_pick_file()),
            Wanted::AnyFile | Wanted::Message | Wanted::RecoverySheet => {
                one(self.dialog("Open a file").blocking_pick_file())
            }
            Wanted::Folder => one(self.dialog("Choose a folder").blocking_pick_folder()),
        };
        Ok(chosen.into_iter().filter_map(|path| path.into_path().ok()).collect())
    }

    fn choose_destination(&self, wanted: Wanted, name: &str) -> Result<Option<PathBuf>, Failure> {
        if let Some(chosen) = rehearsal::choices() {
            return Ok(chosen.into_iter().next());
        }
        let title = match wanted {
            Wanted::Vault => "Where the new vault goes",
            Wanted::Packet => "Save the packet",
            Wanted::Message => "Save the message",
            Wanted::Sheet => "Save the spreadsheet",
            Wanted::RecoverySheet => "Save the recovery sheet",
            Wanted::Evidence | Wanted::EvidenceFolder | Wanted::AnyFile | Wanted::Folder => "Save",
        };
        let chosen = self.dialog(title).set_file_name(name).blocking_save_file();
        Ok(chosen.and_then(|path| path.into_path().ok()))
    }
}

/// Tells the pages something. A window that is gone hears nothing, and misses nothing.
pub fn tell(app: &AppHandle, event: &Event) {
    let _ = app.emit_to(LABEL, EVENT, event);
}

/// From now on a panic, on whatever thread, says its place alone.
pub fn say_places_only() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(commands::fault::place).unwrap_or_default();
        eprintln!("vouchsafe-desktop: a fault of this program{place}");
    }));
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::*;

    /// Set where a test runs itself as a process of its own, to panic there.
    const PART: &str = "VOUCHSAFE_DESKTOP_FAULT_TEST";
    const CONTENT: &str = "/media/ines/acme.vault: quentin.lim, admin, correct horse battery staple";

    #[test]
    fn a_panic_tells_its_place_and_nothing_of_what_it_was_about() {
        if std::env::var_os(PART).is_some() {
            say_places_only();
            let elsewhere = std::thread::spawn(|| panic!("{CONTENT}")).join();
            assert!(elsewhere.is_err());
            std::fs::metadata(CONTENT).expect(CONTENT);
        }
        let test = "desktop::tests::a_panic_tells_its_place_and_nothing_of_what_it_was_about";
        let mut command = Command::new(std::env::current_exe().expect("this test"));
        command.args(["--exact", test, "--nocapture"]).env(PART, "1").env("RUST_BACKTRACE", "full");
        let output = command.stdin(Stdio::null()).output().expect("it runs");
        assert!(!output.status.success());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let lines: Vec<_> = said.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 2, "{said}");
        for line in lines {
            assert!(
                line.starts_with("vouchsafe-desktop: a fault of this program at src-tauri/src/desktop.rs:"),
                "{said}"
            );
        }
        let all = said + &String::from_utf8_lossy(&output.stdout);
        for word in ["quentin", "staple", "acme.vault", "/media"] {
            assert!(!all.contains(word), "{word}: {all}");
        }
    }
}
