//! Tauri's build step: what the window may ask for is the one command `call`. A fresh clone has no pages built yet, so
//! that it checks, an empty folder is made for them; a release without pages doesn't build.

use std::path::Path;

fn main() {
    let pages = Path::new("ui/dist");
    let built = pages.join("index.html").is_file();
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    assert!(built || !release, "ui/dist/index.html is missing: run `npm run build` in ui/ before a release build");
    if let Err(error) = std::fs::create_dir_all(pages) {
        panic!("ui/dist can't be made: {error}");
    }
    println!("cargo:rerun-if-changed=ui/dist");
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/*.json")
        .app_manifest(tauri_build::AppManifest::new().commands(&["call"]));
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("Tauri's build step failed: {error:#}");
    }
}
