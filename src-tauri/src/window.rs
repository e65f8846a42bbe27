//! The one window: made without anything that a web page may usually do. Its title never names a client.

use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Manager, Runtime, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::drop::on_drop;
use crate::{idle, rehearsal};

/// The window's label, which the capability names.
pub const LABEL: &str = "main";

/// Refuses to run a release that another program could steer: it would see a client's vault.
pub fn refuse_automation() -> Result<(), &'static str> {
    if cfg!(not(debug_assertions)) && std::env::var_os(rehearsal::AUTOMATION).is_some() {
        return Err("vouchsafe-desktop: refuses to be steered by another program (TAURI_WEBVIEW_AUTOMATION is set)");
    }
    Ok(())
}

/// Opens the window.
pub fn open(app: &App) -> tauri::Result<()> {
    keep_no_list_of_files();
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title("Vouchsafe")
        .inner_size(1366.0, 768.0)
        .min_inner_size(900.0, 560.0)
        // Nothing of a page is kept: no cache, no history, no storage. A web view of that kind can't be steered by another
        // program either, which tests of a build for development have to.
        .incognito(!rehearsal::is_steered())
        .general_autofill_enabled(false)
        .devtools(cfg!(debug_assertions))
        .zoom_hotkeys_enabled(true)
        .browser_extensions_enabled(false)
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    #[cfg(target_os = "linux")]
    keep_no_pictures(&window)?;
    rehearsal::watch_drops(&window);
    let handle = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::DragDrop(event) => on_drop(&handle, event),
        WindowEvent::CloseRequested { api, .. } => {
            // What is unsaved is kept first; the window closes when that is done.
            api.prevent_close();
            idle::close(handle.app_handle());
        }
        _ => {}
    });
    Ok(())
}

/// Dialogs note what is chosen in a list that all programs of the user share. What is a client's doesn't belong there.
fn keep_no_list_of_files() {
    #[cfg(target_os = "linux")]
    if let Some(settings) = gtk::Settings::default() {
        use gtk::prelude::GtkSettingsExt;
        settings.set_gtk_recent_files_enabled(false);
    }
}

/// Has the web view's processes collect what the pages no longer use as on a machine of half a gibibyte: by themselves they let
/// it grow with the machine's memory, and it holds what a client's lists showed. WebKit takes this from the surroundings
/// alone, so it is called before anything else is started.
#[cfg(target_os = "linux")]
pub fn keep_scripts_small() {
    const NAME: &str = "JSC_forceRAMSize";
    if std::env::var_os(NAME).is_none() {
        // SAFETY: no other thread runs yet that could read the surroundings meanwhile.
        #[allow(unsafe_code)]
        unsafe {
            std::env::set_var(NAME, "536870912");
        }
    }
}

/// Elsewhere the web view isn't WebKitGTK.
#[cfg(not(target_os = "linux"))]
pub fn keep_scripts_small() {}

/// WebKit keeps pictures that nobody shows any more, for pages that are gone back to. Here there are none, and what it would
/// keep are pages of a client's evidence.
#[cfg(target_os = "linux")]
fn keep_no_pictures(window: &tauri::WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|view| {
        use webkit2gtk::{CacheModel, WebContextExt, WebViewExt};
        if let Some(context) = view.inner().context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
    })
}

/// Whether an address is one of the program's own pages. No other is ever gone to.
fn is_ours(url: &tauri::Url) -> bool {
    let own = matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    );
    own || (cfg!(debug_assertions) && url.as_str().starts_with("http://127.0.0.1:1420/"))
}

/// Brings the window to the front.
pub fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window that can't be raised is still there; nothing is lost by it.
        let _ = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_programs_own_pages_are_gone_to() {
        let ours = |address: &str| is_ours(&address.parse().expect("an address"));
        assert!(ours("tauri://localhost/index.html"));
        for foreign in [
            "https://example.com/",
            "http://localhost/",
            "file:///etc/passwd",
            "tauri://example.com/",
            "about:blank",
            "data:text/html,x",
            "javascript:1",
        ] {
            assert!(!ours(foreign), "{foreign}");
        }
    }
}
