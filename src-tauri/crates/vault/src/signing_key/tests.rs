//! The private half: random, sealed for one key of one vault, and a signature that others verify.

use ring::signature::{ED25519, UnparsedPublicKey};

use super::*;

const VAULT: VaultId = VaultId([9; 16]);

fn seal_key() -> KeyBytes {
    VaultKey::of_test().signing_key_seal(VAULT)
}

#[test]
fn no_two_keys_are_the_same_and_each_signs_for_itself() {
    let (one, two) = (SigningSecret::random().unwrap(), SigningSecret::random().unwrap());
    assert_ne!(one.public_key(), two.public_key());
    let verify = |key: PublicKey, message: &[u8], signature: &[u8]| {
        UnparsedPublicKey::new(&ED25519, key.0).verify(message, signature).is_ok()
    };
    let signature = one.sign(b"a packet");
    assert!(verify(one.public_key(), b"a packet", &signature));
    assert!(!verify(two.public_key(), b"a packet", &signature) && !verify(one.public_key(), b"a pocket", &signature));
    assert_eq!(one.sign(b"a packet"), signature, "the same packet has the same bytes");
}

// Worked out with another program: openssl's pkey and pkeyutl over the seed 00 01 … 1f.
#[test]
fn a_seed_gives_the_key_and_the_signature_that_others_say() {
    let seed = KeyBytes::filled(|bytes| {
        *bytes = std::array::from_fn(|at| at as u8);
        Ok::<(), ()>(())
    });
    let secret = SigningSecret::of_seed(seed.unwrap());
    assert_eq!(secret.public_key().to_string(), "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
    let hex: String = secret.sign(b"a packet").iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        hex,
        "a4f216779e18f1fd8a50c46aa8033d7caffec42546b4f091623e9b9e6568807a\
         9038022c7fd98c9f9a51fa5b1f8fd36f61b8c860c04464a62cb75e0ad505f608"
    );
}

#[test]
fn a_sealed_key_opens_under_its_key_for_its_public_half_and_unchanged() {
    let (secret, other) = (SigningSecret::random().unwrap(), SigningSecret::random().unwrap());
    let sealed = secret.seal(&seal_key()).unwrap();
    assert_eq!(sealed.len(), 72);
    assert_ne!(secret.seal(&seal_key()).unwrap(), sealed, "each sealing has a nonce of its own");
    let opened = SigningSecret::open(&seal_key(), secret.public_key(), &sealed).unwrap();
    assert_eq!(opened.sign(b"a packet"), secret.sign(b"a packet"));
    assert!(SigningSecret::open(&seal_key(), other.public_key(), &sealed).is_none());
    let another = VaultKey::of_test().signing_key_seal(VaultId([8; 16]));
    assert!(SigningSecret::open(&another, secret.public_key(), &sealed).is_none());
    for place in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        assert!(SigningSecret::open(&seal_key(), secret.public_key(), &changed).is_none(), "byte {place}");
        assert!(SigningSecret::open(&seal_key(), secret.public_key(), &sealed[..place]).is_none(), "cut at {place}");
    }
}
