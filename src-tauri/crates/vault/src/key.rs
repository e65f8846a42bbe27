//! The vault key and the keys derived from it. All are wiped when dropped, none can be printed or serialized, and
//! all randomness comes from the operating system's generator: nothing here can be injected.

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use ring::hmac;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::error::Result;

/// Length of every symmetric key, in bytes.
pub(crate) const KEY_LEN: usize = 32;
/// Length of a wrap's nonce, in bytes.
pub(crate) const WRAP_NONCE_LEN: usize = 24;
/// Length of a wrapped vault key: the key and its authentication tag.
pub(crate) const WRAPPED_LEN: usize = KEY_LEN + 16;

/// The labels under which keys are derived from the vault key: HKDF-SHA256, salt = vault id, info = label.
mod label {
    pub(super) const DATABASE: &[u8] = b"vouchsafe/1/database";
    pub(super) const CHUNK_SEAL: &[u8] = b"vouchsafe/1/chunk-seal";
    pub(super) const CHUNK_ID: &[u8] = b"vouchsafe/1/chunk-id";
    pub(super) const HEADER_MAC: &[u8] = b"vouchsafe/1/header-mac";
    pub(super) const SIGNING_KEY: &[u8] = b"vouchsafe/1/signing-key";
}

/// Random bytes from the operating system.
///
/// # Errors
/// [`crate::Error::Random`].
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Names a vault for good; random, no secret. A copy of the folder keeps it. Shown as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VaultId(pub(crate) [u8; 16]);

impl VaultId {
    /// A new id.
    pub(crate) fn random() -> Result<Self> {
        random().map(Self)
    }
}

impl fmt::Display for VaultId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// 32 secret bytes on the heap, so that moving them copies only a pointer. Wiped when dropped.
pub(crate) struct KeyBytes(Box<[u8; KEY_LEN]>);

impl KeyBytes {
    /// Lets `fill` write the key in place.
    pub(crate) fn filled<E>(
        fill: impl FnOnce(&mut [u8; KEY_LEN]) -> std::result::Result<(), E>,
    ) -> std::result::Result<Self, E> {
        let mut key = Self(Box::new([0; KEY_LEN]));
        fill(&mut key.0)?;
        Ok(key)
    }

    /// HKDF-SHA256 of a secret that is random already.
    pub(crate) fn derive(secret: &[u8], salt: &[u8], info: &[u8]) -> Self {
        let mut key = Self(Box::new([0; KEY_LEN]));
        Hkdf::<Sha256>::new(Some(salt), secret)
            .expand(info, &mut key.0[..])
            .expect("32 bytes are fewer than HKDF-SHA256 can give");
        key
    }

    /// The bytes, for a cipher.
    pub(crate) fn expose(&self) -> &[u8; KEY_LEN] {
        &self.0
    }
}

impl Drop for KeyBytes {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// A key that wraps the vault key in one slot.
pub(crate) struct WrappingKey(pub(crate) KeyBytes);

/// The vault key: 256 random bits from which every other key of the vault follows.
pub(crate) struct VaultKey(KeyBytes);

impl VaultKey {
    /// A new key.
    pub(crate) fn random() -> Result<Self> {
        KeyBytes::filled(|bytes| getrandom::fill(bytes)).map(Self).map_err(Into::into)
    }

    /// The same key once more, for a copy of the vault that is made and checked beside it. Wiped like any other.
    pub(crate) fn again(&self) -> Self {
        let mut same = KeyBytes(Box::new([0; KEY_LEN]));
        same.0.copy_from_slice(self.0.expose());
        Self(same)
    }

    /// A key that two processes of one test know.
    #[cfg(any(test, feature = "doors-for-tests"))]
    pub(crate) fn of_test() -> Self {
        Self(KeyBytes(Box::new([42; KEY_LEN])))
    }

    /// XChaCha20-Poly1305 over the key; `bound` is authenticated with it.
    pub(crate) fn wrap(&self, by: &WrappingKey, nonce: &[u8; WRAP_NONCE_LEN], bound: &[u8]) -> [u8; WRAPPED_LEN] {
        let cipher = XChaCha20Poly1305::new(by.0.expose().into());
        let wrapped = cipher
            .encrypt(&XNonce::from(*nonce), Payload { msg: self.0.expose(), aad: bound })
            .expect("32 bytes are fewer than the cipher can take");
        wrapped.try_into().expect("a wrap is its message and a tag")
    }

    /// Undoes [`VaultKey::wrap`]; `None` if the authentication tag doesn't hold.
    pub(crate) fn unwrap(
        by: &WrappingKey,
        nonce: &[u8; WRAP_NONCE_LEN],
        bound: &[u8],
        wrapped: &[u8; WRAPPED_LEN],
    ) -> Option<Self> {
        let cipher = XChaCha20Poly1305::new(by.0.expose().into());
        let plain = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: wrapped, aad: bound }).ok()?;
        let plain = Zeroizing::new(plain);
        KeyBytes::filled(|bytes| {
            bytes.copy_from_slice(plain.get(..KEY_LEN).ok_or(())?);
            Ok::<(), ()>(())
        })
        .ok()
        .map(Self)
    }

    /// The key of `vault.db`.
    pub(crate) fn database_key(&self, vault: VaultId) -> DatabaseKey {
        DatabaseKey(self.subkey(vault, label::DATABASE))
    }

    /// The key that seals chunks of evidence.
    pub(crate) fn chunk_seal_key(&self, vault: VaultId) -> KeyBytes {
        self.subkey(vault, label::CHUNK_SEAL)
    }

    /// The key that names chunks of evidence.
    pub(crate) fn chunk_id_key(&self, vault: VaultId) -> KeyBytes {
        self.subkey(vault, label::CHUNK_ID)
    }

    /// The key that seals the private half of the signing key.
    pub(crate) fn signing_key_seal(&self, vault: VaultId) -> KeyBytes {
        self.subkey(vault, label::SIGNING_KEY)
    }

    /// The key that authenticates the header.
    pub(crate) fn header_key(&self, vault: VaultId) -> HeaderKey {
        HeaderKey(hmac::Key::new(hmac::HMAC_SHA256, self.subkey(vault, label::HEADER_MAC).expose()))
    }

    fn subkey(&self, vault: VaultId, label: &[u8]) -> KeyBytes {
        KeyBytes::derive(self.0.expose(), &vault.0, label)
    }
}

/// The raw key of `vault.db` for SQLCipher.
pub(crate) struct DatabaseKey(KeyBytes);

impl DatabaseKey {
    /// The same key once more, for reading a damaged database on one connection after the other. Wiped like any other.
    pub(crate) fn again(&self) -> Self {
        let mut same = KeyBytes(Box::new([0; KEY_LEN]));
        same.0.copy_from_slice(self.0.expose());
        Self(same)
    }

    /// The value of `PRAGMA key`: `x'…'` with 64 hexadecimal digits, which SQLCipher takes without deriving.
    pub(crate) fn pragma_value(&self) -> Zeroizing<String> {
        self.pragma_value_with(&[])
    }

    /// The same for a database that shall have a salt of our choice: the one of a damaged database, whose pages are to be
    /// put together anew.
    pub(crate) fn pragma_value_with(&self, salt: &[u8]) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // Reserved whole at once: growing would leave copies of the key behind.
        let mut text = Zeroizing::new(String::with_capacity(2 * (KEY_LEN + salt.len()) + 3));
        text.push_str("x'");
        for byte in self.0.expose().iter().chain(salt) {
            text.push(DIGITS[usize::from(byte >> 4)].into());
            text.push(DIGITS[usize::from(byte & 15)].into());
        }
        text.push('\'');
        text
    }
}

/// The key of the header's MAC, HMAC-SHA256.
pub(crate) struct HeaderKey(hmac::Key);

impl HeaderKey {
    /// The MAC of `message`.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 32] {
        hmac::sign(&self.0, message).as_ref().try_into().expect("HMAC-SHA256 has 32 bytes")
    }

    /// Whether `mac` is the MAC of `message`, compared in constant time.
    pub(crate) fn holds(&self, message: &[u8], mac: &[u8]) -> bool {
        hmac::verify(&self.0, message, mac).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(byte: u8) -> VaultKey {
        VaultKey(KeyBytes(Box::new([byte; KEY_LEN])))
    }

    fn wrapping(byte: u8) -> WrappingKey {
        WrappingKey(KeyBytes(Box::new([byte; KEY_LEN])))
    }

    #[test]
    fn subkeys_differ_by_label_vault_and_key() {
        let (one, two) = (VaultId([1; 16]), VaultId([2; 16]));
        let mut seen = std::collections::HashSet::new();
        for (key, vault) in [(7, one), (7, two), (8, one)] {
            let key = key_of(key);
            for label in [label::DATABASE, label::CHUNK_SEAL, label::CHUNK_ID, label::HEADER_MAC, label::SIGNING_KEY] {
                assert!(seen.insert(*key.subkey(vault, label).expose()));
            }
        }
        assert_eq!(seen.len(), 15);
    }

    // Worked out with another program: Python's hmac and hashlib, following RFC 5869 as the format page states it.
    #[test]
    fn the_documented_derivation_is_the_one_used() {
        let key = key_of(0x0b);
        let vault = VaultId(*b"0123456789abcdef");
        assert_eq!(
            &*key.database_key(vault).pragma_value(),
            "x'5e9553ab0d8e28c884bf79d1da1436283f750b147162130c51826989798cffc5'"
        );
        assert_eq!(
            hex(key.chunk_id_key(vault).expose()),
            "86eabb8471c6436cf63b6ef5b03642324c9add32835eee039382b65f8bbcf3c1"
        );
        assert_eq!(
            hex(key.signing_key_seal(vault).expose()),
            "c14c4cbbbc060fef703a0e690cd89f21f0410fb84eea75756b241109d82bbb61"
        );
        assert_eq!(
            hex(&key.header_key(vault).sign(b"header")),
            "68c25f211663a7dcbdfdcfa01856f8025083aaebda4d16bb9c86b13c94d150ea"
        );
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn a_wrap_opens_only_with_its_key_nonce_and_bound_bytes() {
        let nonce = random().unwrap();
        let wrapped = key_of(1).wrap(&wrapping(2), &nonce, b"bound");
        assert_eq!(VaultKey::unwrap(&wrapping(2), &nonce, b"bound", &wrapped).unwrap().0.expose(), &[1; KEY_LEN]);
        assert!(VaultKey::unwrap(&wrapping(3), &nonce, b"bound", &wrapped).is_none());
        assert!(VaultKey::unwrap(&wrapping(2), &nonce, b"Bound", &wrapped).is_none());
        assert!(VaultKey::unwrap(&wrapping(2), &random().unwrap(), b"bound", &wrapped).is_none());
        for place in 0..WRAPPED_LEN {
            let mut flipped = wrapped;
            flipped[place] ^= 1;
            assert!(VaultKey::unwrap(&wrapping(2), &nonce, b"bound", &flipped).is_none());
        }
    }

    #[test]
    fn random_keys_differ() {
        assert_ne!(VaultKey::random().unwrap().0.expose(), VaultKey::random().unwrap().0.expose());
        assert_ne!(VaultId::random().unwrap(), VaultId::random().unwrap());
    }
}
