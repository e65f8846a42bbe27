//! The confined reading processes for flows, which have no program of their own to host them.

fn main() -> std::process::ExitCode {
    commands::run_confined().unwrap_or(std::process::ExitCode::from(64))
}
