//! Failures in the user's words: what happened, what is safe, what to do; and the exit code of each.

use std::path::PathBuf;
use std::process::ExitCode;

use commands::{Code, Failure};

use crate::output::{printable, tell};
use crate::run::shown;

/// Why the program ends without having done what it was asked.
#[derive(Debug)]
pub enum Problem {
    /// A command failed.
    Failure(Failure),
    /// The command line asks for something that can't be put together.
    Usage(String),
    /// The file with a passphrase or recovery code gives none, for the reason that stands here.
    SecretFile(String),
    /// Neither a file nor a terminal gave the passphrase.
    NoSecret(String),
    /// The folder to write into isn't there.
    NoFolder(PathBuf),
    /// The person was asked, and declined.
    Declined,
    /// Output could not be written.
    Output(std::io::Error),
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<std::io::Error> for Problem {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

impl Problem {
    /// Prints the problem on standard error and gives the exit code.
    pub fn report(&self) -> ExitCode {
        match self {
            Self::Failure(failure) => {
                let (happened, to_do) = words(failure.code);
                tell(&format!("vouchsafe: {happened}"));
                let detail = printable(&failure.to_string());
                if !detail.is_empty() {
                    tell(&format!("  {detail}"));
                }
                tell(&format!("  {to_do}"));
                ExitCode::from(exit_code(failure.code))
            }
            Self::Usage(text) => {
                tell(&format!("vouchsafe: {text}\n  See vouchsafe --help, or --help after the subcommand."));
                ExitCode::from(2)
            }
            Self::SecretFile(text) => {
                tell(&format!("vouchsafe: {text}\n  Nothing was changed."));
                ExitCode::from(8)
            }
            Self::NoSecret(text) => {
                tell(&format!("vouchsafe: {text}\n  Nothing was changed."));
                ExitCode::from(3)
            }
            Self::NoFolder(folder) => {
                let (happened, to_do) = words(Code::NoFolder);
                tell(&format!("vouchsafe: {happened}\n  {}\n  {to_do}", printable(&shown(folder))));
                ExitCode::from(exit_code(Code::NoFolder))
            }
            Self::Declined => {
                tell("Nothing was changed.");
                ExitCode::from(exit_code(Code::Cancelled))
            }
            // A reader that went away (`| head`) is no fault.
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Self::Output(error) => {
                tell(&format!("vouchsafe: the output could not be written: {error}"));
                ExitCode::from(8)
            }
        }
    }
}

/// What happened, and what to do.
const fn words(code: Code) -> (&'static str, &'static str) {
    match code {
        Code::Locked => ("No vault is open.", "Name the vault with --vault FOLDER or VOUCHSAFE_VAULT."),
        Code::WrongPassphrase => (
            "The passphrase or recovery code does not open this vault.",
            "Nothing was changed. Try again; capitals, spaces and keyboard layout count in a passphrase.",
        ),
        Code::InUse => (
            "The vault is open in another program.",
            "Nothing was changed. Close it there first: one person works in a vault at a time.",
        ),
        Code::Newer => (
            "The vault was written by a newer version of Vouchsafe.",
            "Nothing was changed. Install that version to open it.",
        ),
        Code::NotAVault => {
            ("This folder is not a vault.", "A vault is a folder NAME.vault; make one with vouchsafe init.")
        }
        Code::Exists => ("The name is taken.", "Nothing was changed. Choose another name."),
        Code::Damaged => (
            "A part of the vault is damaged.",
            "What is undamaged can still be read. Run vouchsafe check to see what is concerned, and restore a backup or use vouchsafe salvage.",
        ),
        Code::ReadOnly => (
            "The vault or folder can only be read.",
            "Nothing was changed. Look at the folder's permissions; if the vault is older than its header says, run \
             vouchsafe check; one that is older than this machine saw it is gone on with by vouchsafe accept-older.",
        ),
        Code::NotFound => {
            ("What was named is not there.", "Nothing was changed. The list subcommands show what there is.")
        }
        Code::Stale => {
            ("It was changed meanwhile.", "Nothing was changed. Look at its present state and decide again.")
        }
        Code::Invalid => ("A value breaks a rule.", "Nothing was changed. Correct the value and try again."),
        Code::Refused => ("This step is not possible.", "Nothing was changed."),
        Code::Unnamed => (
            "The vault does not know yet who works on this device.",
            "Nothing was changed. Say it once with --as \"Your Name\"; the activity log will bear that name.",
        ),
        Code::NoFolder => {
            ("The folder to write into is not there.", "Nothing was changed. Make the folder first, then try again.")
        }
        Code::TooLarge => ("The file is too large.", "Nothing was changed."),
        Code::Unreadable => (
            "A file could not be read, or it changed while it was read.",
            "Nothing half is left in the vault. Look at the file and try again.",
        ),
        Code::UnknownFormat => ("The file is of a form that is not known here.", "Nothing was changed."),
        Code::DiskFull => ("The disk is full.", "What was confirmed before is safe. Make room and try again."),
        Code::NotVerified => (
            "The packet does not verify.",
            "Do not rely on it. Ask whoever sent it for the packet again, and compare the log head on its cover.",
        ),
        Code::Cancelled => ("Cancelled.", "Nothing half is left behind."),
        Code::Bug => (
            "A fault of this program.",
            "What was confirmed before is safe. Please report what you did and the line above.",
        ),
    }
}

/// The exit code of each failure; `args::EXIT_CODES` says them to the user.
const fn exit_code(code: Code) -> u8 {
    match code {
        Code::Bug => 1,
        Code::Locked | Code::WrongPassphrase | Code::Unnamed => 3,
        Code::InUse | Code::Newer | Code::NotAVault => 4,
        Code::NotFound => 5,
        Code::Invalid | Code::Refused | Code::Stale => 6,
        Code::Damaged | Code::NotVerified => 7,
        Code::NoFolder
        | Code::Exists
        | Code::ReadOnly
        | Code::TooLarge
        | Code::Unreadable
        | Code::UnknownFormat
        | Code::DiskFull => 8,
        Code::Cancelled => 9,
    }
}
