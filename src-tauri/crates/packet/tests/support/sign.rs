//! Keys that sign the packets of tests: each follows from one byte, so that the same packet has the same bytes.

use model::signing_key::PublicKey;
use ring::signature::{Ed25519KeyPair, KeyPair};

use super::*;

fn pair(seed: u8) -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).expect("32 bytes are a seed")
}

/// A key of the tests.
pub fn key(seed: u8) -> PublicKey {
    PublicKey(pair(seed).public_key().as_ref().try_into().expect("32 bytes"))
}

/// The signature of a message by a key of the tests.
pub fn signature(seed: u8, message: &[u8]) -> [u8; 64] {
    pair(seed).sign(message).as_ref().try_into().expect("64 bytes")
}

/// Signs with the keys of the tests, and with no other.
pub struct Pen;

impl Signer for Pen {
    fn sign(&self, wanted: PublicKey, message: &[u8]) -> Result<[u8; 64], SignError> {
        let seed = (0..=u8::MAX).find(|seed| key(*seed) == wanted);
        seed.map(|seed| signature(seed, message)).ok_or_else(|| SignError { what: "there is no such key".to_owned() })
    }
}

/// The options of a packet that is signed by a key of the tests.
pub fn signed_options(profile: AudienceProfile, seed: u8) -> PacketOptions {
    PacketOptions { signed_by: Some(key(seed)), ..options(profile) }
}
