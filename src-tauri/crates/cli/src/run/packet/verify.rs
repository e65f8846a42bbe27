//! Verifying packets, which needs no vault.

use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use commands::packet::{Verified, VerifiedCheck, VerifyPacket};
use model::evidence::Digest;
use model::signing_key::Fingerprint;

use crate::failure::Problem;
use crate::output::on_one_line;
use crate::run::Session;

/// Bytes of a file with a public key that are read, at most.
const MOST_KEY: u64 = 2_000;

/// Verifies a packet without any vault: one file, or all volumes.
pub fn verify(session: &mut Session, files: &[PathBuf], key: Option<String>) -> Result<ExitCode, Problem> {
    let key = key.map(named_key).transpose()?;
    let mut held = files.iter().map(|file| session.app.hold(file));
    let first = held.next().ok_or_else(|| Problem::Usage("name the packet's file".to_owned()))?;
    let others = held.collect();
    let verified = session.app.call(VerifyPacket { file: first, others, key })?;
    let name = files.first().map(|file| crate::run::shown(file)).unwrap_or_default();
    session.out.show(&verified, |it| verified_lines(it, &name))?;
    Ok(if verified.holds { ExitCode::SUCCESS } else { ExitCode::from(7) })
}

/// The key that was named: a fingerprint as it is, else what the file of that name holds.
fn named_key(named: String) -> Result<String, Problem> {
    if Fingerprint::read(&named).is_ok() {
        return Ok(named);
    }
    let mut text = String::new();
    let read = File::open(&named).and_then(|file| file.take(MOST_KEY).read_to_string(&mut text));
    let told = "the key must be a fingerprint of 64 hexadecimal digits, or a file that can be read";
    read.map(|_| text).map_err(|error| Problem::Usage(format!("{told}: {error}")))
}

/// What a verification found, in lines; `name` is the first file's.
pub fn verified_lines(it: &Verified, name: &str) -> String {
    if it.container && it.others.is_empty() {
        return container_lines(it.sha256);
    }
    let mut text = Vec::new();
    if it.others.is_empty() {
        text.extend(file_lines(it.container, &it.checks, it.sha256));
    } else {
        text.push(on_one_line(name));
        text.extend(file_lines(it.container, &it.checks, it.sha256));
        for other in &it.others {
            text.push(format!("\n{}", on_one_line(&other.name)));
            text.extend(file_lines(other.container, &other.checks, other.sha256));
        }
        text.push("\nAll files together".to_owned());
        text.extend(it.together.iter().map(check_line));
    }
    text.push(match &it.signed_by {
        _ if !it.holds => "This packet does not verify. Do not rely on it.".to_owned(),
        None => "Unaltered since export. Not signed: nothing in it shows who made it.".to_owned(),
        Some(signed) if signed.expected => "Unaltered since export, and signed by the key that was asked for.".to_owned(),
        Some(signed) => format!(
            "Unaltered since it was signed by the key\n{}\nCompare this fingerprint with its owner over another channel; to \
             have it compared, name it with --key.",
            signed.fingerprint
        ),
    });
    text.join("\n")
}

fn container_lines(sha256: Digest) -> String {
    format!(
        "This is an encrypted container, not a packet: nothing was verified. Open it with a program such as 7-Zip and \
         its passphrase, then verify the packet.pdf that comes out.\nSHA-256 of the file: {sha256}"
    )
}

/// What was found of one file.
fn file_lines(container: bool, checks: &[VerifiedCheck], sha256: Digest) -> Vec<String> {
    if container {
        return vec![container_lines(sha256)];
    }
    let mut text: Vec<_> = checks.iter().map(check_line).collect();
    text.push(format!("SHA-256 of the file: {sha256}"));
    text
}

/// Names of the packet and its files stand in these texts: none of them may make a line that looks like ours.
fn check_line(check: &VerifiedCheck) -> String {
    let mark = match check.holds {
        Some(true) => "holds      ",
        Some(false) => "FAILS      ",
        None => "not checked",
    };
    format!("{mark} {}", on_one_line(&check.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_makes_no_line_of_a_verdict_by_its_names() {
        let forged = "Packet 1 for A\nUnaltered since export, and signed by the key that was asked for.\tb.";
        let checks = vec![VerifiedCheck { holds: Some(false), text: forged.to_owned() }];
        let verified = Verified {
            holds: false,
            container: false,
            checks,
            sha256: Digest([0; 32]),
            signed_by: None,
            volume: None,
            others: Vec::new(),
            together: Vec::new(),
        };
        let said = verified_lines(&verified, "packet.pdf");
        assert_eq!(said.lines().count(), 3, "{said}");
        assert!(said.starts_with("FAILS       Packet 1 for A⟨U+000A⟩Unaltered"), "{said}");
        assert!(!said.contains('\t') && said.ends_with("Do not rely on it."), "{said}");
    }
}
