//! Hears that the screen is locked, that the computer goes to sleep, or that the program is asked to end, and has the
//! vault locked. It talks to the desktop over D-Bus (a socket of this machine) and asks nothing else of it.

use commands::event::LockReason;
use tauri::AppHandle;

use crate::idle;

/// Begins to listen. Where there is no D-Bus, idle time and the clock's leap after sleep remain.
pub fn listen(app: &AppHandle) {
    #[cfg(unix)]
    on_signals(app.clone());
    #[cfg(target_os = "linux")]
    bus::listen(app);
}

/// Locks and ends when a signal asks for it.
#[cfg(unix)]
fn on_signals(app: AppHandle) {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    std::thread::spawn(move || {
        let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else { return };
        if signals.forever().next().is_some() {
            idle::lock(&app, LockReason::End);
            app.exit(0);
        }
    });
}

#[cfg(target_os = "linux")]
mod bus {
    use std::os::fd::OwnedFd;

    use zbus::blocking::{Connection, MessageIterator};
    use zbus::message::Type;
    use zbus::zvariant::OwnedFd as BusFd;
    use zbus::{MatchRule, Message};

    use super::{AppHandle, LockReason, idle};

    const LOGIND: &str = "org.freedesktop.login1";

    /// Listens for sleep and the session's lock on the system's bus, for screen savers on the session's.
    pub fn listen(app: &AppHandle) {
        let (system, session) = (app.clone(), app.clone());
        std::thread::spawn(move || quiet(sleep(&system)));
        std::thread::spawn(move || quiet(screen_savers(&session)));
    }

    /// A desktop without these signals is no fault: the other ways to lock remain.
    fn quiet(_: zbus::Result<()>) {}

    fn sleep(app: &AppHandle) -> zbus::Result<()> {
        let bus = Connection::system()?;
        let mut delay = inhibit(&bus).ok();
        let rule = MatchRule::builder().msg_type(Type::Signal).sender(LOGIND)?.build();
        for message in MessageIterator::for_match_rule(rule, &bus, None)? {
            let message = message?;
            match member(&message).as_deref() {
                Some("PrepareForSleep") if message.body().deserialize::<bool>().unwrap_or(false) => {
                    idle::lock(app, LockReason::Sleep);
                    // Letting it go lets the computer sleep.
                    delay = None;
                }
                Some("PrepareForSleep") => delay = delay.or_else(|| inhibit(&bus).ok()),
                Some("Lock") => idle::lock(app, LockReason::Screen),
                _ => {}
            }
        }
        Ok(())
    }

    /// Asks that sleep waits, for as long as the answer is held, until the vault is locked.
    fn inhibit(bus: &Connection) -> zbus::Result<OwnedFd> {
        let body = ("sleep", "Vouchsafe", "locks the vault", "delay");
        let answer = bus.call_method(
            Some(LOGIND),
            "/org/freedesktop/login1",
            Some("org.freedesktop.login1.Manager"),
            "Inhibit",
            &body,
        )?;
        Ok(answer.body().deserialize::<BusFd>()?.into())
    }

    fn screen_savers(app: &AppHandle) -> zbus::Result<()> {
        let bus = Connection::session()?;
        let rule = MatchRule::builder().msg_type(Type::Signal).member("ActiveChanged")?.build();
        for message in MessageIterator::for_match_rule(rule, &bus, None)? {
            let message = message?;
            let saver = message.header().interface().is_some_and(|name| name.ends_with(".ScreenSaver"));
            if saver && message.body().deserialize::<bool>().unwrap_or(false) {
                idle::lock(app, LockReason::Screen);
            }
        }
        Ok(())
    }

    fn member(message: &Message) -> Option<String> {
        message.header().member().map(ToString::to_string)
    }
}
