//! What the keyring of one machine keeps of a vault: a random secret that opens a slot, and the head of the vault as that
//! machine last saw it. Never the vault key. Talks to no keyring itself: it makes and reads the texts that stand there.

use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::header::LogHead;
use crate::key::{HeaderKey, KEY_LEN, KeyBytes, VaultId, WrappingKey};
use crate::slot::SlotId;

/// The label under which a wrapping key is derived: HKDF-SHA256, salt = the slot's salt, info = label.
const LABEL: &[u8] = b"vouchsafe/1/slot-keyring";
/// What the MAC of a kept head begins with, so that it is never taken for a header's.
const HEAD_LABEL: &[u8] = b"vouchsafe/1/keyring-head";
/// The version of the text in which a head is kept.
const HEAD_VERSION: &str = "1";
/// Characters of a kept head, at most: far more than one has, so that nothing long is read.
const MOST_HEAD: usize = 512;

/// 32 random bytes that open one slot, for the keyring of one machine to keep. Wiped when dropped, never printed by
/// accident: only [`KeyringSecret::text`] shows it.
pub struct KeyringSecret(KeyBytes);

impl KeyringSecret {
    /// A new secret, from the operating system's generator.
    pub(crate) fn random() -> Result<Self> {
        KeyBytes::filled(|bytes| getrandom::fill(bytes)).map(Self).map_err(Into::into)
    }

    /// Reads what a keyring kept: 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`Error::WrongKeyringSecret`] for anything else.
    pub fn parse(text: &str) -> Result<Self> {
        KeyBytes::filled(|bytes| fill_from_hex(bytes, text)).map(Self).map_err(|()| Error::WrongKeyringSecret)
    }

    /// The secret as a keyring keeps it: text, since some keyrings keep nothing else.
    pub fn text(&self) -> Zeroizing<String> {
        // Reserved whole at once: growing would leave copies of the secret behind.
        let mut text = Zeroizing::new(String::with_capacity(2 * KEY_LEN));
        push_hex(&mut text, self.0.expose());
        text
    }

    /// The key that this secret wraps the vault key with, in the slot of this salt.
    pub(crate) fn derive(&self, salt: &[u8; 32]) -> WrappingKey {
        WrappingKey(KeyBytes::derive(self.0.expose(), salt, LABEL))
    }
}

/// A vault as one machine last saw it: the row of the log that its header vouched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptHead {
    /// The slot whose secret the same keyring keeps.
    pub slot: SlotId,
    pub(crate) log: LogHead,
}

impl KeptHead {
    /// The head as a keyring keeps it, with a MAC under the vault's header key.
    pub(crate) fn text(&self, vault: VaultId, key: &HeaderKey) -> String {
        let Self { slot, log } = self;
        let mut text = format!("{HEAD_VERSION} {slot} {} ", log.seq);
        push_hex(&mut text, &log.hash);
        text.push(' ');
        push_hex(&mut text, &key.sign(&self.bound(vault)));
        text
    }

    /// Reads what a keyring kept, which may be hostile; none unless it was written with this vault's key.
    pub(crate) fn read(text: &str, vault: VaultId, key: &HeaderKey) -> Option<Self> {
        if text.len() > MOST_HEAD {
            return None;
        }
        let mut parts = text.split(' ');
        if parts.next()? != HEAD_VERSION {
            return None;
        }
        let slot = parts.next()?.parse().ok()?;
        let mut log = LogHead { seq: parts.next()?.parse().ok()?, hash: [0; 32] };
        fill_from_hex(&mut log.hash, parts.next()?).ok()?;
        let mut mac = [0; 32];
        fill_from_hex(&mut mac, parts.next()?).ok()?;
        let read = Self { slot, log };
        (parts.next().is_none() && key.holds(&read.bound(vault), &mac)).then_some(read)
    }

    /// What the MAC covers.
    fn bound(&self, vault: VaultId) -> Vec<u8> {
        let Self { slot, log } = self;
        [HEAD_LABEL, &vault.0, slot.bytes(), &log.seq.to_le_bytes(), &log.hash].concat()
    }
}

fn push_hex(text: &mut String, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)].into());
        text.push(DIGITS[usize::from(byte & 15)].into());
    }
}

/// Fills 32 bytes from 64 hexadecimal digits.
fn fill_from_hex(bytes: &mut [u8; KEY_LEN], text: &str) -> std::result::Result<(), ()> {
    if text.len() != 2 * KEY_LEN {
        return Err(());
    }
    let digit = |digit: u8| char::from(digit).to_digit(16).map(|value| value as u8).ok_or(());
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = (digit(pair[0])? << 4) | digit(pair[1])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::VaultKey;
    use proptest::prelude::*;

    const VAULT: VaultId = VaultId([9; 16]);

    fn head() -> KeptHead {
        let slot = "000102030405060708090a0b0c0d0e0f".parse().unwrap();
        KeptHead { slot, log: LogHead { seq: 41, hash: [0xab; 32] } }
    }

    fn key() -> HeaderKey {
        VaultKey::of_test().header_key(VAULT)
    }

    #[test]
    fn a_secret_is_read_as_kept_and_no_two_are_the_same() {
        let (one, two) = (KeyringSecret::random().unwrap(), KeyringSecret::random().unwrap());
        assert_ne!(one.0.expose(), two.0.expose());
        assert_ne!(one.derive(&[1; 32]).0.expose(), one.derive(&[2; 32]).0.expose());
        assert_eq!(KeyringSecret::parse(&one.text()).unwrap().0.expose(), one.0.expose());
        let text = one.text();
        for wrong in ["", "0", &text[..63], &format!("{}0", &*text), &format!("+{}", &text[1..]), &"ä".repeat(32)] {
            assert!(matches!(KeyringSecret::parse(wrong), Err(Error::WrongKeyringSecret)), "{wrong}");
        }
    }

    // Worked out with another program: Python's hmac and hashlib, following RFC 5869 as the format page states it.
    #[test]
    fn the_documented_derivation_is_the_one_used() {
        let hex = |bytes: &[u8]| {
            let mut text = String::new();
            push_hex(&mut text, bytes);
            text
        };
        let secret = KeyringSecret::parse(&hex(&std::array::from_fn::<u8, 32, _>(|at| at as u8))).unwrap();
        let expected = "a54b119b45aa1c2f617453299367ee79e80f562064e0f027521681e154d31676";
        assert_eq!(hex(secret.derive(&[0x5a; 32]).0.expose()), expected);
        let expected = format!(
            "1 000102030405060708090a0b0c0d0e0f 41 {} 7ce9fa6be129c9df43b515ec10c34e25ffafcfc1bef7f135ac53f9edf8393cf0",
            "ab".repeat(32)
        );
        assert_eq!(head().text(VAULT, &key()), expected);
    }

    #[test]
    fn a_head_counts_only_for_its_vault_and_unchanged() {
        let text = head().text(VAULT, &key());
        assert_eq!(KeptHead::read(&text, VAULT, &key()), Some(head()));
        assert_eq!(KeptHead::read(&text, VaultId([8; 16]), &key()), None);
        let another = VaultKey::random().unwrap().header_key(VAULT);
        assert_eq!(KeptHead::read(&text, VAULT, &another), None);
        for place in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[place] ^= 1;
            let changed = String::from_utf8(changed).unwrap();
            // A digit of the other case would be the same digit; a flipped lowest bit never gives one.
            assert_eq!(KeptHead::read(&changed, VAULT, &key()), None, "{changed}");
        }
        for wrong in [String::new(), format!("{text} "), format!("{text} 0"), "1 ".repeat(400)] {
            assert_eq!(KeptHead::read(&wrong, VAULT, &key()), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_readers_panic(text: String) {
            let _ = KeyringSecret::parse(&text);
            prop_assert_eq!(KeptHead::read(&text, VAULT, &key()), None);
        }
    }
}
