//! The door of the sealed chunk: bytes as they could stand in `evidence.db`, and what somebody with the key but another
//! program could have sealed.

use super::{BODY, BODY_NONCE, CHUNK_LEN, ChunkId, ChunkKeys, Facts, HEAD_LEN, MAX_SEALED_LEN, NONCE_LEN, OVERHEAD};
use super::{Packer, RAW, ZSTD};
use crate::door::{Taken, VAULT};
use crate::key::{VaultId, VaultKey};

/// What is done with the input.
const FOUND: u8 = 0;
const SEALED: u8 = 1;

/// A sealed chunk under an id that stands before it; or codec, lengths and content to be sealed as they are; or content
/// to be sealed by the program, and a place at which that is damaged.
///
/// What opens is named by its content, opens in its own vault under its own key alone, is sealed and opened again as the
/// same content, and opens no more once a bit of it is flipped or its end is cut.
///
/// # Panics
/// Where that doesn't hold.
pub fn chunk(input: &[u8]) {
    let mut taken = Taken(input);
    let keys = ChunkKeys::derive(&VaultKey::of_test(), VAULT);
    match taken.byte() % 3 {
        FOUND => {
            let id = ChunkId::from_bytes(taken.array());
            opened(&keys, &id, taken.0, usize::from(id.as_bytes()[0]));
        }
        SEALED => sealed_by_another(&keys, taken),
        _ => sealed_by_us(&keys, taken),
    }
}

/// What holds of a chunk that opens; none where it doesn't.
fn opened(keys: &ChunkKeys, id: &ChunkId, sealed: &[u8], place: usize) -> Option<Vec<u8>> {
    let plain = keys.open(id, sealed).ok()?;
    assert!((1..=CHUNK_LEN).contains(&plain.len()) && sealed.len() <= MAX_SEALED_LEN, "a chunk is within its bounds");
    assert_eq!(keys.identify(&plain), *id, "a chunk is named by its content");
    let elsewhere = ChunkKeys::derive(&VaultKey::of_test(), VaultId([8; 16]));
    assert!(elsewhere.open(id, sealed).is_err(), "a chunk opens in another vault");
    let another = ChunkKeys::derive(&VaultKey::random().expect("there is randomness"), VAULT);
    assert!(another.open(id, sealed).is_err(), "a chunk opens with another key");
    let other = ChunkId::from_bytes(id.as_bytes().map(|byte| byte ^ 1));
    assert!(keys.open(&other, sealed).is_err(), "a chunk opens in another's place");
    let mut flipped = sealed.to_vec();
    let at = place % flipped.len();
    flipped[at] ^= 1 << (place % 8);
    assert!(keys.open(id, &flipped).is_err(), "a chunk opens with byte {at} changed");
    assert!(keys.open(id, &sealed[..at]).is_err(), "a chunk opens that is cut at {at}");
    Some(plain)
}

/// Facts and content as they are, under the name of what they hold.
fn sealed_by_another(keys: &ChunkKeys, mut taken: Taken<'_>) {
    let head: [u8; HEAD_LEN] = taken.array();
    let number = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let facts = Facts { codec: head[0] % 3, plain_len: number(1), stored_len: number(5) };
    let pad = usize::from(taken.byte() % 4) * 4096;
    let mut stored = taken.0.to_vec();
    let length = if pad == 0 { stored.len() } else { stored.len().next_multiple_of(pad) };
    stored.resize(length.min(CHUNK_LEN), 0);
    let content = taken.0.get(..facts.stored_len as usize).unwrap_or_default();
    let named = match facts.codec {
        ZSTD => zstd::bulk::decompress(content, CHUNK_LEN).unwrap_or_default(),
        _ => content.to_vec(),
    };
    let id = keys.identify(&named);
    let mut sealed = vec![0; OVERHEAD + stored.len()];
    sealed[NONCE_LEN..NONCE_LEN + HEAD_LEN].copy_from_slice(&facts.encode());
    sealed[BODY..BODY + stored.len()].copy_from_slice(&stored);
    keys.encrypt(&mut sealed[..BODY_NONCE], &keys.additional(&id, None)).expect("there is randomness");
    keys.encrypt(&mut sealed[BODY_NONCE..], &keys.additional(&id, Some(facts))).expect("there is randomness");
    if let Some(plain) = opened(keys, &id, &sealed, taken.0.len()) {
        assert_eq!(plain.len(), facts.plain_len as usize, "a chunk has the length that its head states");
        assert!([RAW, ZSTD].contains(&facts.codec), "a chunk of no known codec opens");
        assert_eq!(plain, named, "a chunk holds what was stored");
        assert_eq!(stored.len(), super::padded_len(facts.stored_len as usize), "a chunk is padded as ours are");
    }
}

fn sealed_by_us(keys: &ChunkKeys, mut taken: Taken<'_>) {
    let (place, times) = (taken.number(), taken.number() % 40);
    // Repeated, so that some inputs are long and compress well.
    let plain = taken.0.repeat(1 + times);
    let plain = &plain[..plain.len().min(CHUNK_LEN)];
    if plain.is_empty() {
        return;
    }
    let id = keys.identify(plain);
    let mut packer = Packer::new().expect("there is memory");
    let sealed = keys.seal(&mut packer, &id, plain).expect("a chunk can be sealed");
    assert_eq!(opened(keys, &id, &sealed, place).as_deref(), Some(plain), "a chunk is opened as it was sealed");
}

/// Inputs of [`chunk`].
pub fn chunk_seeds() -> Vec<Vec<u8>> {
    let keys = ChunkKeys::derive(&VaultKey::of_test(), VAULT);
    let text = b"user,decision\nquentin.lim,remove\n".repeat(20);
    let mut packer = Packer::new().expect("there is memory");
    let found = |packer: &mut Packer, plain: &[u8]| {
        let id = keys.identify(plain);
        let sealed = keys.seal(packer, &id, plain).expect("a chunk can be sealed");
        [&[FOUND][..], id.as_bytes(), &sealed].concat()
    };
    let by_another = |codec: u8, plain: usize, stored: &[u8]| {
        let facts = Facts { codec, plain_len: plain as u32, stored_len: stored.len() as u32 };
        [&[SEALED][..], &facts.encode(), &[1], stored].concat()
    };
    let frame = zstd::bulk::compress(&text, 3).expect("there is memory");
    let frames = [&frame[..], &frame].concat();
    vec![
        found(&mut packer, &text),
        found(&mut packer, b"e"),
        by_another(RAW, text.len(), &text),
        by_another(ZSTD, text.len(), &frame),
        by_another(ZSTD, 2 * text.len(), &frames),
        by_another(2, text.len(), &text),
        [&[2, 9, 0, 3, 0][..], &text].concat(),
        [&[2, 77, 1, 0, 0][..], b"\x01\x02\x03"].concat(),
    ]
}
