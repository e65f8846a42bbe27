//! The window of Vouchsafe: the only Rust that names Tauri. It hands each call on to `commands`, holds what was dropped or
//! chosen, shows the pages' one window, and locks the vault when nobody is there.
//!
//! **Invariant:** no domain decisions. No path, no secret and no evidence content is written to a log, a title or a file.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod call;
mod desktop;
mod drop;
mod idle;
mod picture;
mod rehearsal;
mod screen;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use commands::SharedApp;
use tauri::{Manager, RunEvent};

use desktop::Desktop;

fn main() -> ExitCode {
    // Before anything else is read or set up: this process may be a confined reader of foreign documents or packets.
    if let Some(code) = commands::run_confined() {
        return code;
    }
    if let Err(why) = window::refuse_automation() {
        eprintln!("{why}");
        return ExitCode::FAILURE;
    }
    desktop::say_places_only();
    window::keep_scripts_small();
    if let Err(why) = commands::memory::keep_private() {
        eprintln!("vouchsafe-desktop: {why}");
    }
    let built = tauri::Builder::default()
        // First of all plugins: a second start shows the window of the first, and ends.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::show(app)))
        .plugin(tauri_plugin_dialog::init())
        .register_asynchronous_uri_scheme_protocol("picture", picture::serve)
        .invoke_handler(tauri::generate_handler![call::call])
        .setup(|app| {
            let host = Arc::new(Desktop::new(app.handle().clone()));
            app.manage(Arc::new(SharedApp::new(Arc::clone(&host) as Arc<dyn commands::Host>)));
            app.manage(idle::Watch::start(app.handle()));
            screen::listen(app.handle());
            window::open(app)?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    idle::lock_at_end(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("vouchsafe-desktop: the window can't be opened: {error}");
            ExitCode::FAILURE
        }
    }
}
