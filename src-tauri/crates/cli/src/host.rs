//! The terminal as host of the commands: the system's clock, new ids, a progress bar, and the recovery code's way to the
//! person.

use std::fs;
use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use commands::keyring::Keyring;
use commands::{Host, system};
use indicatif::{ProgressBar, ProgressStyle};
use model::packet::Step;
use model::time::Instant;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use uuid::Uuid;

/// The terminal.
pub struct Terminal {
    cancelled: Arc<AtomicBool>,
    bar: Option<Mutex<ProgressBar>>,
    /// Where a recovery code or passphrase goes in place of the terminal. Made before anything else happens, so that none
    /// ever waits for a file that can't be made.
    secret_to: Option<Mutex<fs::File>>,
    handed_over: AtomicBool,
}

impl Terminal {
    /// A host that shows progress unless `quiet` or no terminal is there to show it, and hands recovery codes and passphrases
    /// to the file when one is named. Interrupting once cancels in good order; twice ends the program.
    pub fn new(quiet: bool, secret_to: Option<PathBuf>) -> std::io::Result<Self> {
        let cancelled = Arc::new(AtomicBool::new(false));
        // A closed terminal and a polite kill cancel in good order too, so that nothing half is left on the disk.
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            signal_hook::flag::register_conditional_default(signal, Arc::clone(&cancelled))?;
            signal_hook::flag::register(signal, Arc::clone(&cancelled))?;
        }
        let shown = !quiet && std::io::stderr().is_terminal();
        let secret_to = secret_to.map(|path| secret_file(&path)).transpose()?.map(Mutex::new);
        let bar = shown.then(|| Mutex::new(ProgressBar::hidden()));
        Ok(Self { cancelled, bar, secret_to, handed_over: AtomicBool::new(false) })
    }

    /// Whether a recovery code or passphrase was handed to the person.
    pub fn has_handed_over(&self) -> bool {
        self.handed_over.load(Ordering::Relaxed)
    }

    /// Takes the progress bar off the terminal.
    pub fn clear(&self) {
        if let Some(bar) = self.bar.as_ref().and_then(|bar| bar.lock().ok()) {
            bar.finish_and_clear();
        }
    }

    /// Hands over a recovery code or passphrase: into the file when one was named, else on the terminal with what is to be
    /// known of it.
    fn hand_over(&self, secret: &str, words: &str) -> Result<(), std::io::Error> {
        match &self.secret_to {
            Some(file) => {
                let mut file = file.lock().map_err(|_| std::io::Error::other("the file is in use"))?;
                writeln!(file, "{secret}")?;
                file.sync_all()?;
            }
            None => {
                let mut out = std::io::stderr().lock();
                writeln!(out, "\n{words}")?;
                writeln!(out, "\n    {secret}\n")?;
            }
        }
        self.handed_over.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn show(&self, step: Step) {
        let Some(mut bar) = self.bar.as_ref().and_then(|bar| bar.lock().ok()) else { return };
        if bar.length() != Some(step.total) || bar.message() != step.doing {
            bar.finish_and_clear();
            *bar = ProgressBar::new(step.total);
            let style = ProgressStyle::with_template("{msg:28} {bar:36} {percent:>3} %  {eta}");
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar.set_message(step.doing);
        }
        bar.set_position(step.done);
        if step.done >= step.total {
            bar.finish_and_clear();
        }
    }
}

impl Host for Terminal {
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
        std::env::current_exe().unwrap_or_else(|_| PathBuf::from("vouchsafe"))
    }

    fn progress(&self, step: Step) -> ControlFlow<()> {
        self.show(step);
        if self.cancelled.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn keyring(&self) -> Option<Arc<dyn Keyring>> {
        Some(system::keyring())
    }

    fn hand_over_recovery_code(&self, code: &str) -> Result<(), std::io::Error> {
        self.hand_over(
            code,
            "Recovery code, shown this once. Print it or write it down, and keep it apart from the laptop:",
        )
    }

    fn hand_over_passphrase(&self, passphrase: &str) -> Result<(), std::io::Error> {
        let words = "Passphrase of the container, shown this once and kept nowhere. Tell it to the receiver by another way \
                     than the file:";
        self.hand_over(passphrase, words)
    }
}

/// A new file that only its owner may read.
fn secret_file(path: &std::path::Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
