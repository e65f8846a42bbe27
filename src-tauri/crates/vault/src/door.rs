//! Doors for fuzzing, and for the tests that replay its corpus: each takes bytes as whoever holds the folder could have put
//! them there, sends them through the reader that a vault uses, and panics where a promise of that reader doesn't hold.
//! Built with the feature `doors-for-tests` alone, which no program has. Opens no file.

pub use crate::activity::door::{log_body, log_row, log_row_seeds};
pub use crate::chunk::door::{chunk, chunk_seeds};
pub use crate::header::door::{header, header_seeds, slot, slot_seeds};

use crate::header::LogHead;
use crate::key::{VaultId, VaultKey};
use crate::keyring::{KeptHead, KeyringSecret};
use crate::passphrase::Passphrase;
use crate::recovery::RecoveryCode;
use crate::slot::SlotId;
use crate::vault::Vault;

/// The vault of every door.
pub(crate) const VAULT: VaultId = VaultId([9; 16]);
/// A recovery code whose slot stands in the seeds.
pub(crate) const CODE: &str = "0000-0000-0000-0000-0000-0000-0000-0011-~";
/// A keyring's secret whose slot stands in the seeds.
pub(crate) const KEPT: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";

/// What is taken off the front of an input; zeros where it has ended.
pub(crate) struct Taken<'b>(pub(crate) &'b [u8]);

impl<'b> Taken<'b> {
    pub(crate) fn array<const N: usize>(&mut self) -> [u8; N] {
        let mut array = [0; N];
        let (front, rest) = self.0.split_at(N.min(self.0.len()));
        array[..front.len()].copy_from_slice(front);
        self.0 = rest;
        array
    }

    pub(crate) fn byte(&mut self) -> u8 {
        u8::from_le_bytes(self.array())
    }

    pub(crate) fn number(&mut self) -> usize {
        usize::from(u16::from_le_bytes(self.array()))
    }

    /// As many bytes as there are, at most `length`.
    pub(crate) fn part(&mut self, length: usize) -> &'b [u8] {
        let (front, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        front
    }

    pub(crate) fn text(&mut self) -> Option<&'b str> {
        let length = self.byte().into();
        std::str::from_utf8(self.part(length)).ok()
    }
}

/// The private half of the key that signs packets, so that a test can look for it in the memory of another process. None
/// where there is none, or it doesn't open.
pub fn signing_seed(vault: &Vault) -> Option<[u8; 32]> {
    vault.signing_secret().ok().flatten().map(|secret| secret.seed())
}

/// Texts that people type and keyrings keep. What is read is written as the same text again, and a kept head counts only
/// with the vault's own MAC.
///
/// # Panics
/// Where that doesn't hold.
pub fn typed(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    if let Ok(code) = RecoveryCode::parse(text) {
        let printed = code.text();
        let again = RecoveryCode::parse(&printed).expect("a printed code is read");
        assert_eq!(*again.text(), *printed, "a code is read as printed");
        assert!(text.len() >= 33, "a code has 33 symbols");
    }
    if let Ok(kept) = KeyringSecret::parse(text) {
        assert_eq!(kept.text().to_ascii_lowercase(), text.to_ascii_lowercase(), "a secret is read as kept");
    }
    if let Ok(slot) = text.parse::<SlotId>() {
        assert_eq!(slot.to_string(), text.to_ascii_lowercase(), "an id is read as shown");
    }
    let key = VaultKey::of_test().header_key(VAULT);
    if let Some(head) = KeptHead::read(text, VAULT, &key) {
        let written = head.text(VAULT, &key);
        assert_eq!(KeptHead::read(&written, VAULT, &key), Some(head), "a head is read as kept");
        assert_eq!(KeptHead::read(text, VaultId([8; 16]), &key), None, "a head counts for its vault alone");
        let LogHead { seq, hash } = head.log;
        let other = KeptHead { log: LogHead { seq: seq ^ 1, hash }, ..head };
        let forged = format!("{}{}", &other.text(VAULT, &key)[..written.len() - 64], &written[written.len() - 64..]);
        assert_eq!(KeptHead::read(&forged, VAULT, &key), None, "a head's MAC covers its number");
    }
    let passphrase = Passphrase::new(text.to_owned());
    assert!(passphrase.char_count() <= 3 * text.len(), "form C grows by less than it has room for");
}

/// Texts for [`typed`].
pub fn typed_seeds() -> Vec<Vec<u8>> {
    let key = VaultKey::of_test().header_key(VAULT);
    let slot = "000102030405060708090a0b0c0d0e0f";
    let head = slot.parse().map(|slot| KeptHead { slot, log: LogHead { seq: 41, hash: [0xab; 32] } });
    let mut seeds =
        vec![CODE.to_owned(), KEPT.to_owned(), slot.to_owned(), "Zu\u{308}rich \u{fb2c}\u{1d160}".to_owned()];
    seeds.push("oOoO 0000\u{2011}0000-0000-0000-0000-0000-00il\u{ad}~".to_owned());
    seeds.extend(head.map(|head| head.text(VAULT, &key)));
    seeds.into_iter().map(String::into_bytes).collect()
}
