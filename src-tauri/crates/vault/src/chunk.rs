//! One chunk of evidence: named by a keyed hash of its content, compressed where that helps, padded and sealed.
//! Knows neither the database that keeps the chunks nor the files that they make up.

#[cfg(feature = "doors-for-tests")]
pub(crate) mod door;

use std::fmt;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::error::{Error, Result};
use crate::key::{KeyBytes, VaultId, VaultKey, random};

/// Most bytes that a chunk holds, and what all chunks of a file but the last hold: 1 MiB.
pub(crate) const CHUNK_LEN: usize = 1 << 20;
/// Longest sealed chunk.
pub(crate) const MAX_SEALED_LEN: usize = OVERHEAD + CHUNK_LEN;

/// Length of a GCM authentication tag.
const TAG_LEN: usize = 16;
/// The sealed head before its nonce and tag: codec, plain length, stored length.
const HEAD_LEN: usize = 9;
/// Where the body's nonce begins, and its ciphertext.
const BODY_NONCE: usize = NONCE_LEN + HEAD_LEN + TAG_LEN;
const BODY: usize = BODY_NONCE + NONCE_LEN;
/// What sealing adds to the padded content.
const OVERHEAD: usize = BODY + TAG_LEN;
/// Stored as it is.
const RAW: u8 = 0;
/// One zstd frame.
const ZSTD: u8 = 1;
/// The level at which compression keeps up with hashing.
const ZSTD_LEVEL: i32 = 3;
/// A sixteenth has to be saved, or else reading back would pay for nothing.
const LEAST_SAVING: usize = 16;
/// Content up to this is padded by [`SMALL_PAD`], longer content by this.
const LARGE_PAD: usize = 64 * 1024;
const SMALL_PAD: usize = 4 * 1024;
/// Chunks longer than this are probed by samples before the whole is compressed.
const PROBE_FROM: usize = 128 * 1024;
const SAMPLE_LEN: usize = 8 * 1024;
const SAMPLES: usize = 4;

/// Names a chunk: keyed BLAKE3 of its content. Says nothing about the content to those without the vault's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChunkId([u8; 32]);

impl ChunkId {
    /// An id read from a database.
    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The id's bytes.
    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The error that names this chunk as damaged.
    pub(crate) fn damaged(&self) -> Error {
        Error::damaged(format!("chunk {self}"))
    }
}

impl fmt::Display for ChunkId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// The keys of one vault's chunks.
pub(crate) struct ChunkKeys {
    vault: VaultId,
    seal: LessSafeKey,
    id: KeyBytes,
}

impl ChunkKeys {
    /// Derives them from the vault key.
    pub(crate) fn derive(key: &VaultKey, vault: VaultId) -> Self {
        let seal = UnboundKey::new(&AES_256_GCM, key.chunk_seal_key(vault).expose())
            .expect("an AES-256 key has the 32 bytes of a subkey");
        Self { vault, seal: LessSafeKey::new(seal), id: key.chunk_id_key(vault) }
    }

    /// The id of this content.
    pub(crate) fn identify(&self, plain: &[u8]) -> ChunkId {
        ChunkId(*blake3::keyed_hash(self.id.expose(), plain).as_bytes())
    }

    /// Seals 1 to [`CHUNK_LEN`] bytes under fresh random nonces. `id` is theirs by [`ChunkKeys::identify`].
    ///
    /// # Errors
    /// [`Error::Random`]; [`Error::Io`] if compression fails for want of memory.
    pub(crate) fn seal(&self, packer: &mut Packer, id: &ChunkId, plain: &[u8]) -> Result<Vec<u8>> {
        let mut sealed = Vec::new();
        self.seal_into(packer, id, plain, &mut sealed).map(|()| sealed)
    }

    /// The same into memory that is there, in place of what it holds.
    ///
    /// # Errors
    /// As [`ChunkKeys::seal`].
    pub(crate) fn seal_into(
        &self,
        packer: &mut Packer,
        id: &ChunkId,
        plain: &[u8],
        sealed: &mut Vec<u8>,
    ) -> Result<()> {
        debug_assert!((1..=CHUNK_LEN).contains(&plain.len()));
        let (codec, stored) = packer.pack(plain)?;
        let facts = Facts { codec, plain_len: plain.len() as u32, stored_len: stored.len() as u32 };
        let end = OVERHEAD + padded_len(stored.len());
        sealed.clear();
        sealed.reserve(end);
        sealed.resize(BODY, 0);
        sealed[NONCE_LEN..NONCE_LEN + HEAD_LEN].copy_from_slice(&facts.encode());
        sealed.extend_from_slice(stored);
        sealed.resize(end, 0);
        self.encrypt(&mut sealed[..BODY_NONCE], &self.additional(id, None))?;
        self.encrypt(&mut sealed[BODY_NONCE..], &self.additional(id, Some(facts)))
    }

    /// The content of a sealed chunk, every bit of it authenticated, its id recomputed. The bytes may be hostile.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the chunk.
    pub(crate) fn open(&self, id: &ChunkId, sealed: &[u8]) -> Result<Vec<u8>> {
        self.open_sealed(id, sealed.to_vec())
    }

    /// The same in the memory that it came in.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the chunk.
    pub(crate) fn open_sealed(&self, id: &ChunkId, mut sealed: Vec<u8>) -> Result<Vec<u8>> {
        self.open_in_place(id, &mut sealed).map(|()| sealed)
    }

    /// The same, with the content in place of the sealed chunk.
    ///
    /// # Errors
    /// [`Error::Damaged`] naming the chunk; what is in the memory then says nothing.
    pub(crate) fn open_in_place(&self, id: &ChunkId, bytes: &mut Vec<u8>) -> Result<()> {
        self.open_checked(id, bytes).ok_or_else(|| id.damaged())
    }

    fn open_checked(&self, id: &ChunkId, sealed: &mut Vec<u8>) -> Option<()> {
        if sealed.len() > MAX_SEALED_LEN {
            return None;
        }
        let (head, body) = sealed.split_at_mut_checked(BODY_NONCE)?;
        let head_len = self.decrypt(head, &self.additional(id, None))?;
        let facts = Facts::decode(&head[..head_len])?;
        let body_len = self.decrypt(body, &self.additional(id, Some(facts)))?;
        let (plain_len, stored_len) = (facts.plain_len as usize, facts.stored_len as usize);
        if padded_len(stored_len) != body_len || body[stored_len..body_len].iter().any(|byte| *byte != 0) {
            return None;
        }
        match facts.codec {
            RAW if stored_len == plain_len => {
                sealed.truncate(BODY_NONCE + stored_len);
                sealed.drain(..BODY_NONCE);
            }
            ZSTD => {
                let mut plain = vec![0; plain_len];
                let length = zstd::bulk::decompress_to_buffer(&body[..stored_len], &mut plain[..]).ok()?;
                *sealed = (length == plain_len).then_some(plain)?;
            }
            _ => return None,
        }
        (self.identify(sealed) == *id).then_some(())
    }

    /// Encrypts `nonce ‖ content ‖ tag` in place: writes a fresh nonce, and the tag.
    fn encrypt(&self, sealed: &mut [u8], bound: &[u8]) -> Result<()> {
        let nonce = random::<NONCE_LEN>()?;
        sealed[..NONCE_LEN].copy_from_slice(&nonce);
        let end = sealed.len() - TAG_LEN;
        let tag = self
            .seal
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(bound),
                &mut sealed[NONCE_LEN..end],
            )
            .expect("a chunk is shorter than GCM's bound");
        sealed[end..].copy_from_slice(tag.as_ref());
        Ok(())
    }

    /// Decrypts `nonce ‖ content ‖ tag` in place, to its beginning; answers the content's length.
    fn decrypt(&self, sealed: &mut [u8], bound: &[u8]) -> Option<usize> {
        let nonce = Nonce::assume_unique_for_key(*sealed.first_chunk::<NONCE_LEN>()?);
        self.seal.open_within(nonce, Aad::from(bound), sealed, NONCE_LEN..).ok().map(|plain| plain.len())
    }

    /// Format and vault and chunk, and for the body what the head says of it.
    fn additional(&self, id: &ChunkId, facts: Option<Facts>) -> Vec<u8> {
        let format: &[u8] = if facts.is_some() { b"vouchsafe/1/chunk-body" } else { b"vouchsafe/1/chunk-head" };
        let facts = facts.map(|facts| facts.encode());
        [format, &self.vault.0, &id.0, facts.as_ref().map_or(&[][..], |facts| facts)].concat()
    }
}

/// What the sealed head says of the body.
#[derive(Clone, Copy)]
struct Facts {
    codec: u8,
    plain_len: u32,
    stored_len: u32,
}

impl Facts {
    fn encode(self) -> [u8; HEAD_LEN] {
        let mut bytes = [self.codec; HEAD_LEN];
        bytes[1..5].copy_from_slice(&self.plain_len.to_le_bytes());
        bytes[5..].copy_from_slice(&self.stored_len.to_le_bytes());
        bytes
    }

    /// `None` for lengths out of bounds, before anything of that length is made.
    fn decode(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; HEAD_LEN] = bytes.try_into().ok()?;
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let (plain_len, stored_len) = (number(1)?, number(5)?);
        let is_bounded = |length: u32| (1..=CHUNK_LEN as u32).contains(&length);
        (is_bounded(plain_len) && is_bounded(stored_len)).then_some(Self { codec: bytes[0], plain_len, stored_len })
    }
}

/// Compresses chunks; one for each thread.
pub(crate) struct Packer {
    zstd: zstd::bulk::Compressor<'static>,
    samples: Vec<u8>,
    packed: Vec<u8>,
}

impl Packer {
    /// # Errors
    /// [`Error::Io`] for want of memory.
    pub(crate) fn new() -> Result<Self> {
        let zstd = zstd::bulk::Compressor::new(ZSTD_LEVEL).map_err(Error::io("starting compression"))?;
        Ok(Self { zstd, samples: Vec::new(), packed: Vec::new() })
    }

    /// The codec, and what is to be stored.
    fn pack<'a>(&'a mut self, plain: &'a [u8]) -> Result<(u8, &'a [u8])> {
        if plain.len() > PROBE_FROM && !self.is_promising(plain)? {
            return Ok((RAW, plain));
        }
        let length = self.compress(plain)?;
        let saves = length + plain.len() / LEAST_SAVING <= plain.len() && padded_len(length) < padded_len(plain.len());
        Ok(if saves { (ZSTD, &self.packed[..length]) } else { (RAW, plain) })
    }

    /// Whether samples spread over the chunk get smaller, by half of what the whole has to save.
    fn is_promising(&mut self, plain: &[u8]) -> Result<bool> {
        let mut samples = std::mem::take(&mut self.samples);
        samples.clear();
        for place in 0..SAMPLES {
            let start = (plain.len() - SAMPLE_LEN) / (SAMPLES - 1) * place;
            samples.extend(&plain[start..start + SAMPLE_LEN]);
        }
        let length = self.compress(&samples);
        let is_promising = length? + samples.len() / (2 * LEAST_SAVING) <= samples.len();
        self.samples = samples;
        Ok(is_promising)
    }

    fn compress(&mut self, plain: &[u8]) -> Result<usize> {
        self.packed.clear();
        self.packed.reserve(zstd::zstd_safe::compress_bound(plain.len()));
        self.zstd.compress_to_buffer(plain, &mut self.packed).map_err(Error::io("compressing"))
    }
}

/// The length that content of `length` bytes is padded to with zeros: a finder sees lengths in steps only.
fn padded_len(length: usize) -> usize {
    length.next_multiple_of(if length <= LARGE_PAD { SMALL_PAD } else { LARGE_PAD })
}

#[cfg(test)]
mod tests;
