//! Reads secrets: the first line of a file or of standard input, or a prompt on the terminal. Never from arguments or
//! the environment, and wiped after use.

use std::fs::File;
use std::io::{ErrorKind, IsTerminal, Read};
use std::os::fd::AsFd;
use std::path::Path;

use commands::Secret;
use zeroize::Zeroizing;

use crate::failure::Problem;

/// Bytes of a secret, at most.
const MOST: usize = 4096;

/// The first line of `file`, or of standard input when it is `-`, without its line end.
pub fn from_file(file: &Path) -> Result<Secret, Problem> {
    let unreadable = |error: std::io::Error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "there is no file of this name".to_owned(),
            kind => kind.to_string(),
        };
        Problem::SecretFile(format!("the file with the passphrase or recovery code can't be read: {why}"))
    };
    // Without the buffer that standard input has, which would keep the secret as long as the program runs.
    let mut file = if file.as_os_str() == "-" {
        File::from(std::io::stdin().as_fd().try_clone_to_owned().map_err(unreadable)?)
    } else {
        File::open(file).map_err(unreadable)?
    };
    let line = first_line(&mut file).map_err(unreadable)?;
    let line = std::str::from_utf8(&line).map_err(|_| unreadable(ErrorKind::InvalidData.into()))?;
    let text = line.trim_end_matches('\r');
    if text.is_empty() {
        return Err(Problem::NoSecret("the first line of the file with the passphrase is empty".to_owned()));
    }
    Ok(Secret::new(text.to_owned()))
}

/// All before the first line end, or before the end of what is read. What stands after it isn't taken.
fn first_line(file: &mut impl Read) -> std::io::Result<Zeroizing<Vec<u8>>> {
    // Reserved whole at once: growing would leave copies of the secret behind.
    let mut line = Zeroizing::new(Vec::with_capacity(MOST));
    let mut byte = Zeroizing::new([0]);
    while line.len() < MOST {
        match file.read(&mut byte[..]) {
            Ok(1) if byte[0] != b'\n' => line.push(byte[0]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            ended => return ended.map(|_| line),
        }
    }
    Ok(line)
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
