//! The doors of the header and of its slots: two copies as they could lie in a folder, and one slot.

use super::copies::{Chosen, Copies};
use super::{FIXED_LEN, Header, LogHead, MAX_SLOTS, SEAL_LEN, checksum, is_authentic};
use crate::door::{CODE, KEPT, Taken, VAULT};
use crate::key::{VaultId, VaultKey};
use crate::keyring::KeyringSecret;
use crate::passphrase::{KdfCost, Passphrase};
use crate::recovery::RecoveryCode;
use crate::slot::{NewSecret, SLOT_LEN, Secret, Slot, SlotKind};

/// Gives a copy a checksum that holds.
const SUM: u8 = 1;
/// Gives a copy a MAC that holds too, as only the vault's key makes one.
const SIGN: u8 = 2;
/// Tries the keyring's secret, not the recovery code.
const KEYRING: u8 = 16;
/// There is no second copy.
const ALONE: u8 = 32;

/// Two copies of the header: how they are prepared, the length of the first in two bytes, then both.
///
/// What is read is written back the same, and its costs and slots are within bounds. What opens was written with the key,
/// bit for bit, gives this vault's key and no other, and no newer authentic copy keeps it shut.
///
/// # Panics
/// Where that doesn't hold.
pub fn header(input: &[u8]) {
    let mut taken = Taken(input);
    let (how, length) = (taken.byte(), taken.number());
    let a = prepared(taken.part(length), how);
    let b = (how & ALONE == 0).then(|| prepared(taken.0, how >> 2));
    for bytes in [Some(&a), b.as_ref()].into_iter().flatten() {
        decoded(bytes);
    }
    let Ok(copies) = Copies::of_bytes(Some(a), b) else { return };
    let (code, kept) = secrets();
    let secret = if how & KEYRING == 0 { Secret::Recovery(&code) } else { Secret::Keyring(&kept) };
    for copies in copies.by_vault() {
        if let Ok(chosen) = copies.choose(secret) {
            opened(&copies, &chosen, secret, how.into());
        }
    }
}

fn secrets() -> (RecoveryCode, KeyringSecret) {
    let code = RecoveryCode::parse(CODE).expect("the code of the seeds is one");
    (code, KeyringSecret::parse(KEPT).expect("the secret of the seeds is one"))
}

fn prepared(bytes: &[u8], how: u8) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    if bytes.len() < 2 * SEAL_LEN {
        return bytes;
    }
    let (mac, sum) = (bytes.len() - 2 * SEAL_LEN, bytes.len() - SEAL_LEN);
    if how & SIGN != 0 {
        let vault = bytes.get(16..32).and_then(|id| id.try_into().ok()).map_or(VAULT, VaultId);
        let signed = VaultKey::of_test().header_key(vault).sign(&bytes[..mac]);
        bytes[mac..sum].copy_from_slice(&signed);
    }
    if how & (SUM | SIGN) != 0 {
        let holding = checksum(&bytes[..sum]);
        bytes[sum..].copy_from_slice(&holding);
    }
    bytes
}

fn decoded(bytes: &[u8]) {
    let Ok(header) = Header::decode(bytes) else { return };
    let written = header.encode(&VaultKey::of_test().header_key(header.vault()));
    let message = bytes.len() - 2 * SEAL_LEN;
    assert_eq!(written[..message], bytes[..message], "a header is written as it was read");
    let slots = header.slots();
    assert!((1..=MAX_SLOTS).contains(&slots.len()), "a header has 1 to 16 slots");
    for slot in slots {
        let costs = slot.cost.is_none_or(|cost| {
            cost.memory_kib() <= KdfCost::MAX_MEMORY_KIB && cost.passes() <= KdfCost::MAX_PASSES && cost.lanes() == 1
        });
        assert!(costs, "a guess costs no more than is allowed");
        assert_eq!(slot.cost.is_some(), slot.kind == SlotKind::Passphrase, "a passphrase alone has a cost");
    }
}

fn opened(copies: &Copies, chosen: &Chosen<'_>, secret: Secret<'_>, at: usize) {
    let (ours, header) = (VaultKey::of_test(), &chosen.copy.header);
    let vault = header.vault();
    let same = *chosen.vault_key.database_key(vault).pragma_value() == *ours.database_key(vault).pragma_value();
    assert!(same, "a slot gives the key that it was made for");
    let key = ours.header_key(vault);
    assert_eq!(header.encode(&key), chosen.copy.bytes, "what opens was written with the key, bit for bit");
    let order = |header: &Header| (header.generation(), header.log().seq);
    let newer = copies.sound().iter().filter(|other| order(&other.header) > order(header));
    assert!(newer.into_iter().all(|other| !is_authentic(&other.bytes, &key)), "an authentic newer copy decides");
    // Somebody without the key changes one bit and mends the checksum.
    let mut forged = chosen.copy.bytes.clone();
    let bit = (at * 131 + header.generation() as usize % 997) % (8 * (forged.len() - SEAL_LEN));
    forged[bit / 8] ^= 1 << (bit % 8);
    let forged = prepared(&forged, SUM);
    let opens = Copies::of_bytes(Some(forged), None).is_ok_and(|copies| copies.choose(secret).is_ok());
    assert!(!opens, "a header that was changed without the key opens, bit {bit}");
}

/// One slot, and then the place of a bit to flip in two bytes. A slot is written as it was read, opens with its own secret
/// in its own vault alone, and not once a bit of it is flipped.
///
/// # Panics
/// Where that doesn't hold.
pub fn slot(input: &[u8]) {
    let mut taken = Taken(input);
    let (bytes, place) = (taken.array::<SLOT_LEN>(), taken.number());
    let Ok(slot) = Slot::decode(&bytes) else { return };
    let mut written = Vec::new();
    slot.encode(&mut written);
    assert_eq!(written, bytes, "a slot is written as it was read");
    let (code, kept) = secrets();
    for secret in [Secret::Recovery(&code), Secret::Keyring(&kept)] {
        let opens = |slot: &Slot, vault| slot.open(vault, secret).ok().flatten();
        let Some(key) = opens(&slot, VAULT) else { continue };
        let ours = VaultKey::of_test();
        let same = *key.database_key(VAULT).pragma_value() == *ours.database_key(VAULT).pragma_value();
        assert!(same, "a slot gives the key that it was made for");
        assert!(opens(&slot, VaultId([8; 16])).is_none(), "a slot is bound to its vault");
        let mut flipped = bytes;
        flipped[place / 8 % SLOT_LEN] ^= 1 << (place % 8);
        let opens = Slot::decode(&flipped).is_ok_and(|slot| opens(&slot, VAULT).is_some());
        assert!(!opens, "a slot opens with bit {place} flipped");
    }
}

fn made() -> Vec<Slot> {
    let (key, (code, kept)) = (VaultKey::of_test(), secrets());
    let passphrase = Passphrase::new("correct horse".to_owned());
    let secrets =
        [NewSecret::Recovery(&code), NewSecret::Keyring(&kept), NewSecret::Passphrase(&passphrase, KdfCost::USUAL)];
    secrets.into_iter().map(|secret| Slot::seal(VAULT, &key, secret).expect("a slot can be made")).collect()
}

/// Inputs of [`slot`]: a slot of each kind.
pub fn slot_seeds() -> Vec<Vec<u8>> {
    let bytes = |slot: Slot| {
        let mut bytes = Vec::new();
        slot.encode(&mut bytes);
        bytes.extend([0; 2]);
        bytes
    };
    made().into_iter().map(bytes).collect()
}

/// Inputs of [`header`]: copies that are the same, one older, one alone, one forged, one of a newer format.
pub fn header_seeds() -> Vec<Vec<u8>> {
    let key = VaultKey::of_test().header_key(VAULT);
    let all = made();
    let header = |generation, slots: &[Slot]| {
        let log = LogHead { seq: generation * 3, hash: [7; 32] };
        Header { vault: VAULT, generation, log, slots: slots.to_vec() }.encode(&key)
    };
    let (one, two, revoked) = (header(1, &all), header(2, &all), header(3, &all[1..]));
    let many = header(9, &[&all[..], &all, &all, &all, &all, &all[..1]].concat());
    let mut newer = one.clone();
    newer[8] = 2;
    let seed = |how: u8, a: &[u8], b: &[u8]| [&[how][..], &(a.len() as u16).to_le_bytes(), a, b].concat();
    vec![
        seed(0, &one, &one),
        seed(KEYRING, &one, &two),
        seed(0, &revoked, &two),
        seed(KEYRING | SIGN | SIGN << 2, &revoked, &two),
        seed(ALONE | SIGN, &many, &[]),
        seed(ALONE | SUM, &one[..FIXED_LEN + SLOT_LEN + 2 * SEAL_LEN], &[]),
        seed(SUM, &newer, &one),
    ]
}
