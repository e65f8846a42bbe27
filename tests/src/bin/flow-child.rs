//! The confined reading process for flows, which have no program of their own to host it.

fn main() -> std::process::ExitCode {
    commands::run_document_child()
}
