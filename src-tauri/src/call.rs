//! The one Tauri command: it hands a call of the window on to the commands, on a thread of its own, and gives back the
//! answer as the JSON that it is.

use std::sync::Arc;

use commands::{Code, Failure, SharedApp};
use serde_json::Value;
use tauri::ipc::Response;
use tauri::{AppHandle, Manager, State};

use crate::idle::Watch;

/// Calls the command of that name. The answer is the command's, the error always a [`Failure`].
#[tauri::command]
pub async fn call(
    app: AppHandle,
    shared: State<'_, Arc<SharedApp>>,
    name: String,
    request: Value,
) -> Result<Response, Failure> {
    let shared = Arc::clone(&shared);
    let work = move || {
        let watch = app.state::<Watch>();
        let running = watch.begin();
        let answer = shared.call(&name, request);
        drop(running);
        answer
    };
    let answer = tauri::async_runtime::spawn_blocking(work).await.map_err(|_| fault("a call ended in a panic"))??;
    let text = serde_json::to_string(&answer).map_err(|_| fault("an answer could not be written"))?;
    Ok(Response::new(text))
}

fn fault(what: &str) -> Failure {
    Failure::new(Code::Bug, what)
}
