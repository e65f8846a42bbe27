//! A header and a chunk that another program made, from `docs/vault-format.md` alone: whoever changes the format by
//! accident is told here.

use std::fs;

use crate::chunk::{ChunkId, ChunkKeys};
use crate::folder::{Folder, HEADER_A};
use crate::header::LogHead;
use crate::header::copies::{Condition, read_copies};
use crate::passphrase::Passphrase;
use crate::recovery::RecoveryCode;
use crate::slot::{Secret, SlotKind};

const HEADER: &[u8] = include_bytes!("../fixtures/format-1/header.bin");
const CHUNK: &[u8] = include_bytes!("../fixtures/format-1/chunk.bin");
const CODE: &str = "BD5X-F9C7-EK8K-27F3-RGKY-0E7H-9CYD-2Q7C-H";
const CHUNK_ID: &str = "af524e112ba397ed45b4d96f0dd6fc5f5aeccf6912b52cafabfd78c7635c646c";

#[test]
fn what_another_program_wrote_from_the_page_opens() {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::create(&home.path().join("client.vault")).unwrap();
    fs::write(folder.file(HEADER_A), HEADER).unwrap();
    let (code, passphrase) = (RecoveryCode::parse(CODE).unwrap(), Passphrase::new("Z\u{fc}rich 2026".into()));
    for secret in [Secret::Recovery(&code), Secret::Passphrase(&passphrase)] {
        let unlocked = read_copies(&folder).unwrap().unlock(&folder, secret).unwrap();
        let kinds: Vec<_> = unlocked.header.slots().iter().map(|slot| slot.kind).collect();
        assert_eq!(kinds, [SlotKind::Passphrase, SlotKind::Recovery, SlotKind::Keyring]);
        assert_eq!(unlocked.header.generation(), 7);
        let hash = ring::digest::digest(&ring::digest::SHA256, b"row 41").as_ref().try_into().unwrap();
        assert_eq!(unlocked.header.log(), LogHead { seq: 41, hash });
        // The keyring's slot is carried over byte for byte, as the mended copy shows.
        if let Some(mended) = unlocked.mended {
            assert_eq!(mended.was, Condition::Missing);
        }
        let keys = ChunkKeys::derive(&unlocked.vault_key, unlocked.header.vault());
        let id = ChunkId::from_bytes(std::array::from_fn(|at| {
            u8::from_str_radix(&CHUNK_ID[2 * at..2 * at + 2], 16).unwrap()
        }));
        assert_eq!(keys.open(&id, CHUNK).unwrap(), b"2026-01-31,alice,login\n".repeat(3000));
    }
    assert_eq!(fs::read(folder.file("header.b")).unwrap(), HEADER);
}
