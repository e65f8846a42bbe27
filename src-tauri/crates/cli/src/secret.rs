//! Reads secrets: the first line of a file or of standard input, or a prompt on the terminal. Never from arguments or
//! the environment, and wiped after use.

use std::fs::File;
use std::io::{BufRead, BufReader, ErrorKind, IsTerminal, Read};
use std::path::Path;

use commands::Secret;
use zeroize::Zeroizing;

use crate::failure::Problem;

/// Bytes of a secret, at most.
const MOST: u64 = 4096;

/// The first line of `file`, or of standard input when it is `-`, without its line end.
pub fn from_file(file: &Path) -> Result<Secret, Problem> {
    let unreadable = |error: std::io::Error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "there is no file of this name".to_owned(),
            kind => kind.to_string(),
        };
        Problem::SecretFile(format!("the file with the passphrase or recovery code can't be read: {why}"))
    };
    let reader: Box<dyn Read> = if file.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        Box::new(File::open(file).map_err(unreadable)?)
    };
    let mut line = Zeroizing::new(String::with_capacity(256));
    BufReader::new(reader.take(MOST)).read_line(&mut line).map_err(unreadable)?;
    let text = line.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(Problem::NoSecret("the first line of the file with the passphrase is empty".to_owned()));
    }
    Ok(Secret::new(text.to_owned()))
}

/// Asks on the terminal.
pub fn ask(prompt: &str) -> Result<Secret, Problem> {
    if !std::io::stdin().is_terminal() {
        let text = "no terminal to ask for the passphrase on; give --passphrase-file FILE (or - for standard input)";
        return Err(Problem::NoSecret(text.to_owned()));
    }
    let text = rpassword::prompt_password(prompt)?;
    if text.is_empty() {
        return Err(Problem::NoSecret("no passphrase was given".to_owned()));
    }
    Ok(Secret::new(text))
}

/// A new passphrase: from the file, or asked twice.
pub fn new_passphrase(file: Option<&Path>) -> Result<Secret, Problem> {
    if let Some(file) = file {
        return from_file(file);
    }
    let first = ask("New passphrase: ")?;
    let second = ask("The same again: ")?;
    if first.same_as(&second) {
        Ok(first)
    } else {
        Err(Problem::Usage("the two passphrases differ; nothing was changed".to_owned()))
    }
}
