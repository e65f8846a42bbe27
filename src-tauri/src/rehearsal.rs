//! In builds for development: whether a test steers the window, and what it answers in place of the system's dialogs. A
//! release knows nothing of either.

use std::path::PathBuf;

/// What lets another program steer the window.
pub const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Whether a test steers the window.
pub fn is_steered() -> bool {
    cfg!(debug_assertions) && std::env::var_os(AUTOMATION).is_some()
}

/// The paths that a test chose, one a line of the file that `VOUCHSAFE_CHOICES` names; none where no test runs.
#[cfg(debug_assertions)]
pub fn choices() -> Option<Vec<PathBuf>> {
    let text = std::fs::read_to_string(std::env::var_os("VOUCHSAFE_CHOICES")?).ok()?;
    Some(text.lines().map(PathBuf::from).collect())
}

/// No test steers a release.
#[cfg(not(debug_assertions))]
pub const fn choices() -> Option<Vec<PathBuf>> {
    None
}

/// Drops on the window what a test names: lines `X Y PATH` that it appends to the file named by `VOUCHSAFE_DROPS`. They go
/// the way of the system's own drops from here on.
#[cfg(debug_assertions)]
pub fn watch_drops(window: &tauri::WebviewWindow) {
    let Some(file) = std::env::var_os("VOUCHSAFE_DROPS") else { return };
    let window = window.clone();
    std::thread::spawn(move || {
        let mut seen = 0;
        loop {
            std::thread::sleep(std::time::Duration::from_millis(200));
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            for line in text.lines().skip(seen) {
                seen += 1;
                let mut parts = line.splitn(3, ' ');
                let mut number = || parts.next().and_then(|part| part.parse::<f64>().ok());
                let (Some(x), Some(y)) = (number(), number()) else { continue };
                let paths = parts.next().map(PathBuf::from).into_iter().collect();
                let position = tauri::PhysicalPosition { x, y };
                crate::drop::on_drop(&window, &tauri::DragDropEvent::Drop { paths, position });
            }
        }
    });
}

/// No test steers a release.
#[cfg(not(debug_assertions))]
pub fn watch_drops(_: &tauri::WebviewWindow) {}
