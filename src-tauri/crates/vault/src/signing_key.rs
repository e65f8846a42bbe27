//! The keys that sign packets: Ed25519, made from the operating system's randomness, the private half sealed in `vault.db`
//! under a key that follows from the vault key. The log tells of a key and never holds more than its public half, and a copy
//! that is given away has no private one.

#[cfg(test)]
mod tests;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use model::activity::{Action, LogRow};
use model::invalid::Invalid;
use model::signing_key::PublicKey;
use model::time::Instant;
use ring::signature::{Ed25519KeyPair, KeyPair};
use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::access::Writer;
use crate::error::{Error, Result};
use crate::key::{KEY_LEN, KeyBytes, VaultId, VaultKey, WRAP_NONCE_LEN, random};
use crate::table::signing_key;
use crate::vault::Vault;

/// The private half of a signing key. Wiped when dropped; can't be printed, and leaves this room in no form.
pub struct SigningSecret {
    seed: KeyBytes,
    public_key: PublicKey,
}

impl SigningSecret {
    /// A new key.
    fn random() -> Result<Self> {
        KeyBytes::filled(|bytes| getrandom::fill(bytes)).map(Self::of_seed).map_err(Into::into)
    }

    fn of_seed(seed: KeyBytes) -> Self {
        let public_key = pair(&seed).public_key().as_ref().try_into().expect("an Ed25519 key has 32 bytes");
        Self { public_key: PublicKey(public_key), seed }
    }

    /// Its public half.
    pub fn public_key(&self) -> PublicKey {
        self.public_key
    }

    /// The Ed25519 signature of a message. What the library works out of the secret for it lies on the stack, which its
    /// caller overwrites.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        pair(&self.seed).sign(message).as_ref().try_into().expect("an Ed25519 signature has 64 bytes")
    }

    /// The secret itself, for a test that looks for it in the log or in the memory of another process.
    #[cfg(any(test, feature = "doors-for-tests"))]
    pub(crate) fn seed(&self) -> [u8; KEY_LEN] {
        *self.seed.expose()
    }

    /// The secret as it is kept: nonce, sealed bytes, tag.
    fn seal(&self, key: &KeyBytes) -> Result<Vec<u8>> {
        let nonce: [u8; WRAP_NONCE_LEN] = random()?;
        let payload = Payload { msg: self.seed.expose(), aad: &self.public_key.0 };
        let sealed = XChaCha20Poly1305::new(key.expose().into()).encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.expect("32 bytes are fewer than the cipher can take");
        Ok([&nonce[..], &sealed].concat())
    }

    /// Undoes [`SigningSecret::seal`]; none if that isn't the private half of this key, sealed under this one.
    fn open(key: &KeyBytes, public_key: PublicKey, sealed: &[u8]) -> Option<Self> {
        let (nonce, sealed) = sealed.split_at_checked(WRAP_NONCE_LEN)?;
        let nonce = <[u8; WRAP_NONCE_LEN]>::try_from(nonce).ok()?;
        let payload = Payload { msg: sealed, aad: &public_key.0 };
        let plain = XChaCha20Poly1305::new(key.expose().into()).decrypt(&XNonce::from(nonce), payload);
        let plain = Zeroizing::new(plain.ok()?);
        let seed = KeyBytes::filled(|bytes| {
            bytes.copy_from_slice(plain.get(..KEY_LEN).ok_or(())?);
            Ok::<(), ()>(())
        });
        Some(Self::of_seed(seed.ok()?)).filter(|secret| secret.public_key == public_key)
    }
}

fn pair(seed: &KeyBytes) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(seed.expose()).expect("32 bytes are a seed")
}

/// The private half that a database has, opened under the vault's key.
///
/// # Errors
/// [`Error::Damaged`] if it can't be opened.
pub(crate) fn opened(connection: &Connection, key: &VaultKey, vault: VaultId) -> Result<Option<SigningSecret>> {
    let Some((public_key, sealed)) = signing_key::secret(connection)? else { return Ok(None) };
    let secret = SigningSecret::open(&key.signing_key_seal(vault), public_key, &sealed);
    secret.map(Some).ok_or_else(|| {
        let fingerprint = public_key.fingerprint().grouped();
        Error::damaged(format!("the private half of the signing key {fingerprint}; replace that key"))
    })
}

/// Seals the private half anew in a copy of the records that lies under another key.
///
/// # Errors
/// As [`opened`]; those of writing.
pub(crate) fn reseal(connection: &Connection, from: (&VaultKey, VaultId), to: (&VaultKey, VaultId)) -> Result<()> {
    let Some(secret) = opened(connection, from.0, from.1)? else { return Ok(()) };
    let sealed = secret.seal(&to.0.signing_key_seal(to.1))?;
    signing_key::put_secret(connection, secret.public_key, sealed)
}

impl Vault {
    /// The key that signs, with its private half; none before one is made, and in a copy that was given away.
    ///
    /// # Errors
    /// [`Error::Damaged`] if it can't be opened; those of reading.
    pub fn signing_secret(&self) -> Result<Option<SigningSecret>> {
        self.read(|reader| opened(reader.connection(), self.vault_key(), self.id()))
    }

    /// Makes the key that signs packets from now on.
    ///
    /// # Errors
    /// [`Error::Invalid`] if there is one; as [`Vault::write`].
    pub fn make_signing_key(&mut self, at: Instant, who: &str) -> Result<(PublicKey, LogRow)> {
        let (made, sealed) = self.new_signing_key()?;
        let ((), row) = self.write(Action::MakeSigningKey, at, who, |writer| {
            let is_first = !writer.signing_keys()?.iter().any(|key| key.signs);
            Invalid::unless(is_first, "signing_key", "is there already; it can be replaced")?;
            signing_key::insert(writer, made, sealed)?;
            tell(writer, "made", made);
            Ok(())
        })?;
        Ok((made, row))
    }

    /// Puts a new key in the place of the one that signs. The old one stays listed, so that packets which it signed can still
    /// be told; its private half is gone from here, and stays in backups made before.
    ///
    /// # Errors
    /// [`Error::NotFound`] if none signs; [`Error::Invalid`] without a reason; as [`Vault::write`].
    pub fn replace_signing_key(&mut self, reason: &str, at: Instant, who: &str) -> Result<(PublicKey, LogRow)> {
        Invalid::reason("reason", reason)?;
        let (made, sealed) = self.new_signing_key()?;
        let ((), row) = self.write(Action::ReplaceSigningKey, at, who, |writer| {
            let old = writer.signing_keys()?.into_iter().find(|key| key.signs);
            let old = old.ok_or_else(|| Error::NotFound { what: "signing key".to_owned() })?.public_key;
            signing_key::replace(writer, old, reason.trim())?;
            signing_key::insert(writer, made, sealed)?;
            tell(writer, "replaced", old);
            tell(writer, "made", made);
            writer.fact("reason", &reason.trim());
            Ok(())
        })?;
        Ok((made, row))
    }

    fn new_signing_key(&self) -> Result<(PublicKey, Vec<u8>)> {
        self.refuse_unless_sound()?;
        let secret = SigningSecret::random()?;
        Ok((secret.public_key, secret.seal(&self.vault_key().signing_key_seal(self.id()))?))
    }
}

/// Names a key in the log by what anybody may know of it.
fn tell(writer: &Writer<'_>, what: &str, key: PublicKey) {
    writer.fact(what, &serde_json::json!({ "public_key": key, "fingerprint": key.fingerprint() }));
}
