//! Files dropped on the window: held here, while the pages are told a handle, a name and a place. No path crosses.

use std::sync::Arc;

use commands::SharedApp;
use commands::event::Event;
use tauri::{DragDropEvent, Manager, PhysicalPosition, WebviewWindow};

use crate::desktop::tell;

/// Tells the pages what hangs over the window or was dropped on it.
pub fn on_drop(window: &WebviewWindow, event: &DragDropEvent) {
    let scale = window.scale_factor().unwrap_or(1.0);
    let place = |at: &PhysicalPosition<f64>| (at.x / scale, at.y / scale);
    match event {
        DragDropEvent::Enter { position, .. } | DragDropEvent::Over { position } => {
            let (x, y) = place(position);
            tell(window.app_handle(), &Event::FilesOver { x, y });
        }
        DragDropEvent::Drop { paths, position } => {
            let (x, y) = place(position);
            let (app, paths) = (window.app_handle().clone(), paths.clone());
            // Holding waits for the command that runs; the window must not.
            std::thread::spawn(move || {
                let files = app.state::<Arc<SharedApp>>().hold(&paths);
                tell(&app, &Event::FilesDropped { files, x, y });
            });
        }
        DragDropEvent::Leave => tell(window.app_handle(), &Event::FilesAway {}),
        _ => {}
    }
}
