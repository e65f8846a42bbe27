//! The terminal program `vouchsafe`: one subcommand a verb, each calling `commands`. It also hosts the confined process
//! that reads foreign documents and packets.
//!
//! **Invariant:** no domain decisions and no Tauri. Secrets come from files, standard input or a prompt, never from the
//! command line or the environment.

mod args;
mod failure;
mod fault;
mod host;
mod output;
mod run;
mod secret;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // Before anything else is read or set up: this process may be a confined reader of foreign documents or packets.
    if let Some(code) = commands::run_confined() {
        return code;
    }
    fault::tell_places_only();
    if let Err(why) = commands::memory::keep_private() {
        output::tell(&format!("vouchsafe: {why}"));
    }
    let cli = args::Cli::parse();
    match run::run(cli) {
        Ok(code) => code,
        Err(failure) => failure.report(),
    }
}
