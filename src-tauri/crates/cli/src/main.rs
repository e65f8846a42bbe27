//! The terminal program `vouchsafe`: one subcommand a verb, each calling `commands`. It also hosts the confined process
//! that reads foreign documents.
//!
//! **Invariant:** no domain decisions and no Tauri. Secrets come from files, standard input or a prompt, never from the
//! command line or the environment.

mod args;
mod failure;
mod host;
mod output;
mod run;
mod secret;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // Before anything else is read or set up: this process may be the confined reader of foreign documents.
    if std::env::args_os().nth(1).is_some_and(|argument| argument == commands::CHILD_ARGUMENT) {
        return commands::run_document_child();
    }
    // A panic's text may quote what was being worked on: only its place is printed.
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        eprintln!("vouchsafe: a fault of this program at {place}");
    }));
    let cli = args::Cli::parse();
    match run::run(cli) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
