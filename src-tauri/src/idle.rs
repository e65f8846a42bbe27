//! Locks the vault when nobody is there: after idle time, before sleep, with the screen, and when the program ends. What
//! is unsaved is asked for first, for a moment; then the vault is locked whatever the pages do.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use commands::SharedApp;
use commands::event::{Event, LockReason};
use tauri::{AppHandle, Manager};

use crate::desktop::tell;
use crate::window::LABEL;

/// How long the pages have to hand in what is unsaved.
const GRACE: Duration = Duration::from_millis(1500);

/// How often the watch looks.
const TICK: Duration = Duration::from_secs(1);

/// The shortest idle time that can be set; before it nothing needs to be asked.
const SHORTEST: Duration = Duration::from_secs(60);

/// The clock going on by more than this between two looks means that the computer slept.
const ASLEEP: Duration = Duration::from_secs(20);

/// When a person did something last, and what runs.
pub struct Watch {
    last: Mutex<Instant>,
    running: AtomicUsize,
    closing: AtomicBool,
}

/// One running call.
pub struct Running<'a>(&'a Watch);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Watch {
    /// A watch that looks once a second, on a thread of its own.
    pub fn start(app: &AppHandle) -> Self {
        let app = app.clone();
        std::thread::spawn(move || watch(&app));
        Self { last: Mutex::new(Instant::now()), running: AtomicUsize::new(0), closing: AtomicBool::new(false) }
    }

    /// Notes that a person is at work.
    pub fn stay_active(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// Notes that a call runs, until the answer is dropped.
    pub fn begin(&self) -> Running<'_> {
        self.running.fetch_add(1, Ordering::SeqCst);
        Running(self)
    }

    /// Whether a call runs.
    pub fn is_busy(&self) -> bool {
        self.running.load(Ordering::SeqCst) > 0
    }

    fn idle_for(&self) -> Duration {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }
}

fn watch(app: &AppHandle) {
    let mut before = wall();
    loop {
        std::thread::sleep(TICK);
        let now = wall();
        let slept = now.saturating_sub(before) > TICK + ASLEEP;
        before = now;
        let Some(watch) = app.try_state::<Watch>() else { continue };
        let shared = app.state::<Arc<SharedApp>>();
        if slept {
            lock(app, LockReason::Sleep);
        } else if watch.is_busy() {
            // An export or an intake goes on without a hand on the keys; the time counts from its end.
            watch.stay_active();
        } else if watch.idle_for() >= SHORTEST && shared.idle_after().is_some_and(|limit| watch.idle_for() >= limit) {
            lock(app, LockReason::Idle);
            watch.stay_active();
        }
    }
}

/// The time of day, which goes on while the computer sleeps.
#[allow(clippy::disallowed_methods, reason = "it is compared with itself alone, and nothing keeps it")]
fn wall() -> Duration {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
}

/// Locks the vault, if one is open, and has the pages begin anew, so that the web view forgets what it showed.
pub fn lock(app: &AppHandle, why: LockReason) {
    let shared = Arc::clone(&app.state::<Arc<SharedApp>>());
    if !shared.is_open() {
        return;
    }
    tell(app, &Event::Locking { why });
    let asked = Instant::now();
    while asked.elapsed() < GRACE && shared.is_open() {
        std::thread::sleep(Duration::from_millis(20));
    }
    // Not to be told to anybody: the vault is locked, and the next unlock mends a header that lags behind.
    let _ = shared.lock().lock();
    tell(app, &Event::LockedNow { why });
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.reload();
    }
}

/// Closes the window once what is unsaved is kept and the vault is locked; asked twice, it waits no longer.
pub fn close(app: &AppHandle) {
    let app = app.clone();
    if app.state::<Watch>().closing.swap(true, Ordering::SeqCst) {
        app.exit(0);
        return;
    }
    std::thread::spawn(move || {
        lock(&app, LockReason::End);
        app.exit(0);
    });
}

/// Locks what is still open when the program ends.
pub fn lock_at_end(app: &AppHandle) {
    // The program ends; a header that lags behind is mended at the next unlock.
    let _ = app.state::<Arc<SharedApp>>().lock().lock();
}
