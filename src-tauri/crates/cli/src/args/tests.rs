//! Tests of the command line as a whole.

use clap::{Command, CommandFactory};
use model::words::forbidden;

use super::Cli;

/// Calls `see` with every subcommand, at any depth, and what leads to it.
fn walk(command: &mut Command, path: &str, see: &mut dyn FnMut(&str, &mut Command)) {
    let path = format!("{path} {}", command.get_name());
    see(&path, command);
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    for name in names {
        let below = command.find_subcommand_mut(&name).expect("it was listed");
        walk(below, &path, see);
    }
}

#[test]
fn the_command_line_holds_together() {
    Cli::command().debug_assert();
}

#[test]
fn no_help_claims_what_a_report_never_supports() {
    let mut seen = 0;
    walk(&mut Cli::command(), "", &mut |path, command| {
        for help in [command.render_help().to_string(), command.render_long_help().to_string()] {
            assert!(!help.trim().is_empty());
            assert_eq!(forbidden(&help), [], "{path}: {help}");
        }
        seen += 1;
    });
    assert!(seen > 100, "{seen} subcommands were seen");
}

#[test]
fn every_subcommand_and_argument_says_what_it_is() {
    let mut silent = Vec::new();
    walk(&mut Cli::command(), "", &mut |path, command| {
        if command.get_about().is_none() {
            silent.push(path.to_owned());
        }
        let arguments = command.get_arguments().filter(|it| it.get_help().is_none());
        silent.extend(arguments.map(|it| format!("{path} {}", it.get_id())));
    });
    assert_eq!(silent, Vec::<String>::new());
}
