//! The key that signs packets.

use commands::signing_key::{MakeSigningKey, ReplaceSigningKey, ShowSigningKeys, SigningKeyRow, SigningKeys};

use super::Session;
use crate::args::SigningKeyVerb;
use crate::failure::Problem;
use crate::output::minute;

/// Verbs of the signing key.
pub fn signing_key(session: &mut Session, verb: SigningKeyVerb) -> Result<(), Problem> {
    match verb {
        SigningKeyVerb::Show => {
            let keys = session.app.call(ShowSigningKeys {})?;
            session.out.show(&keys, keys_lines)
        }
        SigningKeyVerb::Make => {
            let made = session.app.call(MakeSigningKey {})?;
            session.out.show(&made, |made| format!("Made the key that signs packets.\n\n{}", key_lines(made)))
        }
        SigningKeyVerb::Replace { reason } => {
            let made = session.app.call(ReplaceSigningKey { reason })?;
            session.out.show(&made, |made| {
                format!(
                    "A new key signs packets from now on. The old one is listed by signing-key show, and is still in backups \
                     made before.\n\n{}\n\nTell the new fingerprint to whoever knows the old one.",
                    key_lines(made)
                )
            })
        }
    }
}

fn keys_lines(keys: &SigningKeys) -> String {
    let mut text = keys.present.as_ref().map_or_else(
        || "No key signs packets yet: the first signed packet makes one, or signing-key make.".to_owned(),
        key_lines,
    );
    if !keys.earlier.is_empty() {
        text.push_str("\n\nKeys that sign no more here");
    }
    for it in &keys.earlier {
        let ended = match &it.key.replaced {
            Some(ended) => format!("replaced {} UTC by {}: {}", minute(ended.at), ended.by, ended.reason),
            None => "the private half is not in this copy of the vault".to_owned(),
        };
        text.push_str(&format!("\n  {}\n  made {} UTC, {ended}", it.fingerprint, minute(it.key.made_at)));
    }
    text
}

/// A key, for its owner to hand on.
fn key_lines(it: &SigningKeyRow) -> String {
    let (first, second) = it.fingerprint.split_at(it.fingerprint.len() / 2);
    format!(
        "Fingerprint\n  {}\n  {}\nmade {} UTC by {}\n\n{}",
        first.trim(),
        second.trim(),
        minute(it.key.made_at),
        it.key.made_by,
        it.pem.trim_end()
    )
}
