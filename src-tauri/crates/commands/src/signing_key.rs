//! The key that signs packets: shown, made and replaced. Of its private half nothing is in any request or answer.

use model::signing_key::{PublicKey, SigningKey};
use serde::{Deserialize, Serialize};
use vault::SigningSecret;

use crate::app::App;
use crate::failure::{Code, Failure};

/// Shows the key that signs packets, and those that did.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowSigningKeys {}

/// The keys of a vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SigningKeys {
    /// The one that signs; none before one is made, and in a copy that was given away.
    pub present: Option<SigningKeyRow>,
    /// Those that sign no more here, the newest first: packets that they signed are told by them.
    pub earlier: Vec<SigningKeyRow>,
}

/// A key, as it is shown and handed to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SigningKeyRow {
    /// Its fingerprint in groups of four digits, as two people compare it.
    pub fingerprint: String,
    /// The public key as other programs read it.
    pub pem: String,
    /// What the vault knows of it.
    pub key: SigningKey,
}

impl From<SigningKey> for SigningKeyRow {
    fn from(key: SigningKey) -> Self {
        Self { fingerprint: key.public_key.fingerprint().grouped(), pem: key.public_key.pem(), key }
    }
}

pub(crate) fn show(app: &mut App, _: ShowSigningKeys) -> Result<SigningKeys, Failure> {
    let keys = app.read(|r| Ok(r.signing_keys()?))?;
    let (present, earlier): (Vec<_>, Vec<_>) = keys.into_iter().map(SigningKeyRow::from).partition(|row| row.key.signs);
    Ok(SigningKeys { present: present.into_iter().next(), earlier })
}

/// Makes the key that signs packets, before the first signed export would.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct MakeSigningKey {}

pub(crate) fn make(app: &mut App, _: MakeSigningKey) -> Result<SigningKeyRow, Failure> {
    let at = app.host().now();
    let session = app.session()?;
    let (key, _) = session.vault.make_signing_key(at, &session.who)?;
    app.tell_newest()?;
    row_of(app, key)
}

/// Puts a new key in the place of the one that signs. Whoever knows the old fingerprint must be told the new one.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ReplaceSigningKey {
    /// Why; the list of keys and the activity log keep it.
    pub reason: String,
}

pub(crate) fn replace(app: &mut App, request: ReplaceSigningKey) -> Result<SigningKeyRow, Failure> {
    let at = app.host().now();
    let session = app.session()?;
    let (key, _) = session.vault.replace_signing_key(&request.reason, at, &session.who)?;
    app.tell_newest()?;
    row_of(app, key)
}

fn row_of(app: &App, key: PublicKey) -> Result<SigningKeyRow, Failure> {
    let keys = app.read(|r| Ok(r.signing_keys()?))?;
    let made = keys.into_iter().find(|row| row.public_key == key);
    made.map(SigningKeyRow::from).ok_or_else(|| Failure::bug("a signing key that was made is not listed"))
}

/// The private half of the key that signs, for one export; made where there is none yet.
pub(crate) fn secret(app: &mut App) -> Result<SigningSecret, Failure> {
    if let Some(secret) = app.vault()?.signing_secret()? {
        return Ok(secret);
    }
    make(app, MakeSigningKey {})?;
    app.vault()?.signing_secret()?.ok_or_else(|| Failure::bug("a signing key that was made is not there"))
}

/// Refuses what was signed by a key that another took the place of meanwhile: it may have been replaced since somebody else
/// has it.
pub(crate) fn require_present(app: &App, key: PublicKey) -> Result<(), Failure> {
    let keys = app.read(|r| Ok(r.signing_keys()?))?;
    if keys.iter().any(|row| row.signs && row.public_key == key) {
        return Ok(());
    }
    Err(Failure::new(Code::Stale, "the signing key was replaced while the packet was made; nothing was exported"))
}
