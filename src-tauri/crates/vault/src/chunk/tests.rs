//! Sealing and opening chunks, and what must not open.

use super::*;
use proptest::prelude::*;

fn keys() -> ChunkKeys {
    ChunkKeys::derive(&VaultKey::random().unwrap(), VaultId([5; 16]))
}

fn noise(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

fn seal(keys: &ChunkKeys, plain: &[u8]) -> (ChunkId, Vec<u8>) {
    let id = keys.identify(plain);
    (id, keys.seal(&mut Packer::new().unwrap(), &id, plain).unwrap())
}

#[test]
fn chunks_open_as_sealed_at_every_border_of_length() {
    let keys = keys();
    for length in [1, 2, 4095, 4096, 4097, 65_535, 65_536, 65_537, PROBE_FROM, PROBE_FROM + 1, CHUNK_LEN - 1, CHUNK_LEN]
    {
        for plain in [vec![7; length], noise(length)] {
            let (id, sealed) = seal(&keys, &plain);
            assert_eq!(keys.open(&id, &sealed).unwrap(), plain, "{length}");
            assert!(sealed.len() <= MAX_SEALED_LEN);
        }
    }
}

#[test]
fn a_finder_sees_lengths_in_steps() {
    let keys = keys();
    for (length, padded) in [(1, 4096), (4096, 4096), (4097, 8192), (65_536, 65_536), (65_537, 131_072)] {
        assert_eq!(seal(&keys, &noise(length)).1.len(), OVERHEAD + padded, "{length}");
    }
    assert_eq!(seal(&keys, &noise(CHUNK_LEN)).1.len(), OVERHEAD + CHUNK_LEN);
    assert_eq!(seal(&keys, &vec![0; CHUNK_LEN]).1.len(), OVERHEAD + 4096);
}

#[test]
fn each_sealing_has_nonces_of_its_own() {
    let keys = keys();
    let (one, two) = (seal(&keys, b"evidence").1, seal(&keys, b"evidence").1);
    assert_ne!(one[..NONCE_LEN], two[..NONCE_LEN]);
    assert_ne!(one[BODY_NONCE..BODY], two[BODY_NONCE..BODY]);
    assert_ne!(one[..NONCE_LEN], one[BODY_NONCE..BODY]);
    assert_ne!(one[BODY..], two[BODY..]);
}

#[test]
fn any_flipped_bit_and_any_cut_is_damage() {
    let keys = keys();
    let (id, sealed) = seal(&keys, &noise(5000));
    for place in
        (0..sealed.len() * 8).step_by(11).chain(0..BODY * 8).chain((sealed.len() - TAG_LEN) * 8..sealed.len() * 8)
    {
        let mut flipped = sealed.clone();
        flipped[place / 8] ^= 1 << (place % 8);
        let answer = keys.open(&id, &flipped);
        assert!(matches!(&answer, Err(Error::Damaged { what }) if what.contains(&id.to_string())), "bit {place}");
    }
    for length in (0..sealed.len()).step_by(37) {
        assert!(keys.open(&id, &sealed[..length]).is_err(), "length {length}");
    }
    assert!(keys.open(&id, &vec![0; MAX_SEALED_LEN + 1]).is_err());
}

#[test]
fn a_chunk_opens_only_under_its_id_in_its_vault() {
    let key = VaultKey::random().unwrap();
    let (here, there) = (ChunkKeys::derive(&key, VaultId([1; 16])), ChunkKeys::derive(&key, VaultId([2; 16])));
    let (id, sealed) = seal(&here, b"evidence");
    let (other, _) = seal(&here, b"another");
    assert!(here.open(&other, &sealed).is_err());
    assert!(there.open(&id, &sealed).is_err());
    assert_ne!(there.identify(b"evidence"), id);
}

/// Seals facts and content as they are, as somebody could who has the key but another program.
fn seal_by_hand(keys: &ChunkKeys, id: &ChunkId, facts: Facts, stored: &[u8]) -> Vec<u8> {
    let mut sealed = vec![0; OVERHEAD + stored.len()];
    sealed[NONCE_LEN..NONCE_LEN + HEAD_LEN].copy_from_slice(&facts.encode());
    sealed[BODY..BODY + stored.len()].copy_from_slice(stored);
    keys.encrypt(&mut sealed[..BODY_NONCE], &keys.additional(id, None)).unwrap();
    keys.encrypt(&mut sealed[BODY_NONCE..], &keys.additional(id, Some(facts))).unwrap();
    sealed
}

#[test]
fn lengths_codecs_and_bombs_are_refused_even_when_sealed_rightly() {
    let keys = keys();
    let plain = vec![0; CHUNK_LEN];
    let id = keys.identify(&plain);
    let bomb = zstd::bulk::compress(&vec![0; 64 * CHUNK_LEN], 3).unwrap();
    let bomb_len = bomb.len() as u32;
    let frame = zstd::bulk::compress(&plain, 3).unwrap();
    let frame_len = frame.len() as u32;
    let pad = |bytes: &[u8]| [bytes, &vec![0; padded_len(bytes.len()) - bytes.len()]].concat();
    let facts = |codec, plain_len, stored_len| Facts { codec, plain_len, stored_len };
    let full = CHUNK_LEN as u32;
    assert!(keys.open(&id, &seal_by_hand(&keys, &id, facts(ZSTD, full, frame_len), &pad(&frame))).is_ok());
    let mut dirty = pad(&frame);
    *dirty.last_mut().unwrap() = 1;
    for (name, facts, stored) in [
        ("a bomb", facts(ZSTD, full, bomb_len), pad(&bomb)),
        ("a plain length beyond the bound", facts(ZSTD, u32::MAX, frame_len), pad(&frame)),
        ("a plain length of 0", facts(ZSTD, 0, frame_len), pad(&frame)),
        ("a plain length too short", facts(ZSTD, full - 1, frame_len), pad(&frame)),
        ("a stored length beyond the bound", facts(RAW, full, full + 1), pad(&frame)),
        ("a stored length beyond the content", facts(ZSTD, full, 5000), pad(&frame)),
        ("an unknown codec", facts(2, full, frame_len), pad(&frame)),
        ("a raw chunk of two lengths", facts(RAW, full, frame_len), pad(&frame)),
        ("padding that isn't zeros", facts(ZSTD, full, frame_len), dirty),
        ("no padding", facts(ZSTD, full, frame_len), frame.clone()),
        ("the content of another id", facts(RAW, 1, 1), pad(&[1])),
    ] {
        assert!(keys.open(&id, &seal_by_hand(&keys, &id, facts, &stored)).is_err(), "{name}");
    }
}

#[test]
fn compression_stays_where_it_helps() {
    let mut packer = Packer::new().unwrap();
    let lines: Vec<u8> =
        (0..30_000).flat_map(|row| format!("{row},alice,login,10.0.0.{}\n", row % 251).into_bytes()).collect();
    assert_eq!(packer.pack(&lines[..500_000]).unwrap().0, ZSTD);
    assert_eq!(packer.pack(&noise(CHUNK_LEN)).unwrap().0, RAW);
    assert_eq!(packer.pack(&noise(10_000)).unwrap().0, RAW);
    assert_eq!(packer.pack(b"short").unwrap().0, RAW);
    assert_eq!(packer.pack(&[0; 100_000]).unwrap().0, ZSTD);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_sealed_is_opened(seed: Vec<u8>, repeat in 1..600_usize) {
        let plain: Vec<u8> = seed.repeat(repeat).into_iter().take(CHUNK_LEN).collect();
        if !plain.is_empty() {
            let keys = keys();
            let (id, sealed) = seal(&keys, &plain);
            prop_assert_eq!(keys.open(&id, &sealed).unwrap(), plain);
        }
    }

    #[test]
    fn no_bytes_make_the_opener_panic(bytes: Vec<u8>) {
        let keys = keys();
        prop_assert!(keys.open(&keys.identify(b"x"), &bytes).is_err());
    }
}
