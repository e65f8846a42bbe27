//! The scheme `picture`: pages and images that a command has drawn, by their handle. Nothing else can be asked for, and
//! nothing is kept by the web view.

use std::sync::Arc;

use commands::SharedApp;
use tauri::http::{Request, Response, StatusCode};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

/// Answers `picture://localhost/HANDLE`.
pub fn serve<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let shared = Arc::clone(&context.app_handle().state::<Arc<SharedApp>>());
    let name = request.uri().path().trim_start_matches('/').to_owned();
    // The lock may be held for a while; the web view's own thread must not wait for it.
    std::thread::spawn(move || responder.respond(answer(&shared, &name)));
}

fn answer(shared: &SharedApp, name: &str) -> Response<Vec<u8>> {
    let found = name.parse().ok().and_then(|handle| shared.lock().picture(handle));
    let (status, kind, bytes) = match found {
        Some((kind, bytes)) => (StatusCode::OK, kind, bytes),
        None => (StatusCode::NOT_FOUND, "text/plain", Vec::new()),
    };
    let response = Response::builder()
        .status(status)
        .header("Content-Type", kind)
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:",
        );
    response.body(bytes).unwrap_or_default()
}
