//! The header against stops, damage, forgery and hostile bytes.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::*;

use super::copies::{Condition, CopyName, Unlocked, examine, read_copies};
use super::write::{Step, write_copies};
use super::*;
use crate::folder::{Folder, HEADER_A, HEADER_B};
use crate::passphrase::{Passphrase, WeakKdfCost};
use crate::recovery::RecoveryCode;

const BOTH: [CopyName; 2] = [CopyName::A, CopyName::B];
const PASSPHRASE: &str = "correct horse battery staple";

struct Fixture {
    _home: tempfile::TempDir,
    folder: Folder,
    header: Header,
    key: HeaderKey,
    vault_key: VaultKey,
    code: RecoveryCode,
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

fn fixture() -> Fixture {
    let home = tempfile::tempdir().unwrap();
    let folder = Folder::create(&home.path().join("client.vault")).unwrap();
    let code = RecoveryCode::random().unwrap();
    let secrets = [NewSecret::Passphrase(&passphrase(PASSPHRASE), WeakKdfCost.into()), NewSecret::Recovery(&code)];
    let (header, vault_key) = Header::create(&secrets).unwrap();
    let header = header.with_head(LogHead { seq: 41, hash: [41; 32] }).unwrap();
    let key = vault_key.header_key(header.vault());
    header.write(&folder, &key).unwrap();
    Fixture { _home: home, folder, header, key, vault_key, code }
}

impl Fixture {
    fn unlock(&self) -> Result<Unlocked> {
        self.unlock_with(PASSPHRASE)
    }

    fn unlock_with(&self, text: &str) -> Result<Unlocked> {
        read_copies(&self.folder)?.unlock(&self.folder, Secret::Passphrase(&passphrase(text)))
    }

    fn bytes(&self, copy: CopyName) -> Vec<u8> {
        fs::read(self.folder.file(copy.file())).unwrap()
    }

    fn put(&self, copy: CopyName, bytes: &[u8]) {
        fs::write(self.folder.file(copy.file()), bytes).unwrap();
    }

    fn mended(&self) -> Option<(CopyName, Condition)> {
        let unlocked = self.unlock().unwrap();
        assert_eq!(unlocked.header, self.header);
        assert_eq!(examine(&self.folder, &self.key), BOTH.map(|copy| (copy, Condition::Sound)));
        unlocked.mended.map(|mended| {
            assert!(mended.failed.is_none());
            (mended.copy, mended.was)
        })
    }
}

fn with_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    let end = bytes.len() - SEAL_LEN;
    let sum = checksum(&bytes[..end]);
    bytes[end..].copy_from_slice(&sum);
    bytes
}

#[test]
fn each_secret_unlocks_and_no_other_does() {
    let fixture = fixture();
    assert!(fixture.mended().is_none());
    assert!(matches!(fixture.unlock_with("Correct horse battery staple"), Err(Error::WrongPassphrase)));
    assert!(matches!(fixture.unlock_with(""), Err(Error::WrongPassphrase)));
    let copies = || read_copies(&fixture.folder).unwrap();
    let unlocked = copies().unlock(&fixture.folder, Secret::Recovery(&fixture.code)).unwrap();
    assert_eq!(unlocked.header, fixture.header);
    let other = RecoveryCode::random().unwrap();
    let answer = copies().unlock(&fixture.folder, Secret::Recovery(&other));
    assert!(matches!(answer, Err(Error::WrongRecoveryCode)));
}

#[test]
fn the_file_holds_no_words_beyond_the_magic() {
    let bytes = fixture().bytes(CopyName::A);
    assert!(bytes.starts_with(&MAGIC));
    let is_word = |run: &[u8]| run.iter().all(u8::is_ascii_alphabetic);
    assert!(!bytes[MAGIC.len()..].windows(8).any(is_word));
}

#[test]
fn slots_come_and_go_but_never_the_last() {
    let fixture = fixture();
    let [first, second] = fixture.header.slots()[..] else { panic!("two slots") };
    let (more, third) = fixture
        .header
        .with_slot(&fixture.vault_key, NewSecret::Passphrase(&passphrase("third"), WeakKdfCost.into()))
        .unwrap();
    assert_eq!(more.generation(), fixture.header.generation() + 1);
    more.write(&fixture.folder, &fixture.key).unwrap();
    assert_eq!(fixture.unlock_with("third").unwrap().header, more);
    let fewer = more.without_slot(first.id).unwrap();
    fewer.write(&fixture.folder, &fixture.key).unwrap();
    assert!(matches!(fixture.unlock(), Err(Error::WrongPassphrase)));
    assert_eq!(fixture.unlock_with("third").unwrap().header, fewer);
    let one = fewer.without_slot(second.id).unwrap();
    assert!(matches!(one.without_slot(second.id), Err(Error::NotFound { .. })));
    assert!(matches!(one.without_slot(third), Err(Error::LastSlot)));
    assert!(matches!(Header::create(&[]), Err(Error::LastSlot)));
}

#[test]
fn the_header_is_full_at_its_bound() {
    let fixture = fixture();
    let secret = NewSecret::Recovery(&fixture.code);
    let mut header = fixture.header.clone();
    while header.slots().len() < MAX_SLOTS {
        header = header.with_slot(&fixture.vault_key, secret).unwrap().0;
    }
    assert!(matches!(header.with_slot(&fixture.vault_key, secret), Err(Error::NoFreeSlot)));
    header.write(&fixture.folder, &fixture.key).unwrap();
    assert_eq!(fixture.unlock().unwrap().header, header);
}

#[test]
fn after_any_flipped_bit_the_other_copy_wins_and_mends() {
    let fixture = fixture();
    let whole = fixture.bytes(CopyName::A);
    for place in 0..whole.len() * 8 {
        let mut flipped = whole.clone();
        flipped[place / 8] ^= 1 << (place % 8);
        let copy = BOTH[place % 2];
        fixture.put(copy, &flipped);
        assert_eq!(fixture.mended(), Some((copy, Condition::Damaged)), "bit {place}");
        assert_eq!(fixture.bytes(copy), whole);
    }
    for place in (0..whole.len() * 8).step_by(7) {
        let mut flipped = whole.clone();
        flipped[place / 8] ^= 1 << (place % 8);
        BOTH.iter().for_each(|copy| fixture.put(*copy, &flipped));
        assert!(matches!(fixture.unlock(), Err(Error::DamagedHeader)), "bit {place}");
    }
}

#[test]
fn after_any_forged_byte_nothing_of_the_forgery_is_believed() {
    let fixture = fixture();
    let whole = fixture.bytes(CopyName::A);
    for place in 0..whole.len() - SEAL_LEN {
        let mut flipped = whole.clone();
        flipped[place] ^= 0x11;
        let forged = with_checksum(flipped);
        fixture.put(CopyName::A, &forged);
        fixture.put(CopyName::B, &whole);
        match fixture.unlock() {
            // A version of which this program knows nothing can't be told from a real one.
            Err(Error::Newer { .. }) => assert!((8..10).contains(&place)),
            answer => assert_eq!(answer.unwrap().header, fixture.header, "byte {place}"),
        }
        BOTH.iter().for_each(|copy| fixture.put(*copy, &forged));
        match fixture.unlock() {
            Ok(_) => panic!("a forged header was believed, byte {place}"),
            Err(Error::WrongPassphrase | Error::DamagedHeader | Error::Newer { .. } | Error::KdfCost { .. }) => {}
            Err(other) => panic!("{other:?}, byte {place}"),
        }
    }
}

#[test]
fn a_truncated_copy_is_damaged_at_any_length() {
    let fixture = fixture();
    let whole = fixture.bytes(CopyName::A);
    for length in 0..whole.len() {
        fixture.put(CopyName::A, &whole[..length]);
        assert_eq!(fixture.mended(), Some((CopyName::A, Condition::Damaged)), "length {length}");
    }
}

#[test]
fn a_missing_copy_is_written_anew_and_two_are_no_vault() {
    let fixture = fixture();
    for copy in BOTH {
        fs::remove_file(fixture.folder.file(copy.file())).unwrap();
        assert_eq!(fixture.mended(), Some((copy, Condition::Missing)));
    }
    BOTH.iter().for_each(|copy| fs::remove_file(fixture.folder.file(copy.file())).unwrap());
    assert!(matches!(fixture.unlock(), Err(Error::NotAVault)));
}

#[test]
fn a_newer_format_is_refused_before_anything_else() {
    let fixture = fixture();
    for version in [2_u16, u16::MAX] {
        let mut newer = fixture.bytes(CopyName::A);
        newer[8..10].copy_from_slice(&version.to_le_bytes());
        // A newer format may have another length and layout.
        newer.splice(20..30, [7; 300]);
        let newer = with_checksum(newer);
        for copy in BOTH {
            let whole = fixture.bytes(copy);
            fixture.put(copy, &newer);
            let found = u32::from(version);
            assert!(matches!(read_copies(&fixture.folder), Err(Error::Newer { found: f, known: 1 }) if f == found));
            fixture.put(copy, &whole);
        }
    }
    assert!(fixture.mended().is_none());
}

#[test]
fn hostile_copies_are_refused_unread() {
    let fixture = fixture();
    let whole = fixture.bytes(CopyName::A);
    let edited = |at: usize, new: &[u8]| {
        let mut bytes = whole.clone();
        bytes[at..at + new.len()].copy_from_slice(new);
        with_checksum(bytes)
    };
    let longer = with_checksum([&whole[..], &[0; 200]].concat());
    let cases: [(&str, Vec<u8>); 9] = [
        ("empty", Vec::new()),
        ("no slots", edited(10, &[0, 0])),
        ("65,535 slots", edited(10, &[255, 255])),
        ("one slot more than there is room for", edited(10, &[17, 0])),
        ("a length of 4 GiB", edited(12, &[255; 4])),
        ("version 0", edited(8, &[0, 0])),
        ("bytes after the end", longer),
        ("another magic", edited(0, b"SQLite f")),
        ("a gigabyte that is mostly a hole", vec![0; MAX_LEN + 1]),
    ];
    for (name, bytes) in cases {
        BOTH.iter().for_each(|copy| fixture.put(*copy, &bytes));
        assert!(matches!(read_copies(&fixture.folder), Err(Error::DamagedHeader)), "{name}");
    }
    let cost = edited(FIXED_LEN + 20, &(2 * 1024 * 1024_u32).to_le_bytes());
    BOTH.iter().for_each(|copy| fixture.put(*copy, &cost));
    assert!(matches!(read_copies(&fixture.folder), Err(Error::KdfCost { .. })));
    fixture.put(CopyName::B, &whole);
    assert_eq!(fixture.mended(), Some((CopyName::A, Condition::Damaged)));
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_link_in_place_of_a_copy_is_damage() {
    let fixture = fixture();
    let path = fixture.folder.file(HEADER_A);
    fs::rename(&path, fixture.folder.file("elsewhere")).unwrap();
    std::os::unix::fs::symlink(fixture.folder.file("elsewhere"), &path).unwrap();
    assert_eq!(fixture.mended(), Some((CopyName::A, Condition::Damaged)));
    fs::remove_file(fixture.folder.file(HEADER_B)).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        fixture.folder.file(HEADER_B),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    assert_eq!(fixture.mended(), Some((CopyName::B, Condition::Damaged)));
}

#[test]
fn a_forged_newer_generation_loses_to_an_authentic_older_one() {
    let fixture = fixture();
    let mut forged = fixture.bytes(CopyName::A);
    forged[32..40].copy_from_slice(&u64::MAX.to_le_bytes());
    fixture.put(CopyName::A, &with_checksum(forged));
    assert_eq!(examine(&fixture.folder, &fixture.key)[0], (CopyName::A, Condition::Forged));
    assert_eq!(fixture.mended(), Some((CopyName::A, Condition::Forged)));
    // The older copy still counts when the forged one took over its slots but not its key.
    let other = Header::create(&[NewSecret::Passphrase(&passphrase("another"), WeakKdfCost.into())]).unwrap();
    let other = other.0.encode(&other.1.header_key(other.0.vault()));
    fixture.put(CopyName::A, &other);
    assert_eq!(fixture.mended(), Some((CopyName::A, Condition::Forged)));
}

#[test]
fn a_revoked_secret_stays_revoked_while_one_copy_is_old() {
    let fixture = fixture();
    let old = fixture.bytes(CopyName::B);
    let first = fixture.header.slots()[0].id;
    let fewer = fixture.header.without_slot(first).unwrap();
    fewer.write(&fixture.folder, &fixture.key).unwrap();
    for copy in BOTH {
        fixture.put(copy, &old);
        assert!(matches!(fixture.unlock(), Err(Error::WrongPassphrase)));
        let unlocked =
            read_copies(&fixture.folder).unwrap().unlock(&fixture.folder, Secret::Recovery(&fixture.code)).unwrap();
        assert_eq!(unlocked.header, fewer);
        let mended = unlocked.mended.unwrap();
        assert_eq!((mended.copy, mended.was), (copy, Condition::Older));
    }
}

/// All steps of one write.
fn steps() -> Vec<Step> {
    let fixture = fixture();
    let mut steps = Vec::new();
    let bytes = fixture.bytes(CopyName::A);
    write_copies(&fixture.folder, &BOTH, &bytes, &mut |step| {
        steps.push(step);
        Ok(())
    })
    .unwrap();
    assert_eq!(steps.len(), 10);
    steps
}

#[test]
fn a_stop_after_any_step_leaves_the_old_or_the_new_generation() {
    for stop in steps() {
        let fixture = fixture();
        let next = fixture.header.with_head(LogHead { seq: 42, hash: [42; 32] }).unwrap();
        let stopped = catch_unwind(AssertUnwindSafe(|| {
            write_copies(&fixture.folder, &BOTH, &next.encode(&fixture.key), &mut |step| {
                if step == stop { std::panic::resume_unwind(Box::new("power cut")) } else { Ok(()) }
            })
        }));
        assert!(stopped.is_err());
        let is_renamed = fixture.bytes(CopyName::A) == next.encode(&fixture.key);
        let unlocked = fixture.unlock().unwrap();
        assert_eq!(unlocked.header, if is_renamed { next.clone() } else { fixture.header.clone() }, "{stop:?}");
        assert!(fixture.unlock().unwrap().mended.is_none(), "{stop:?}");
        // Whatever was left behind, the next write succeeds.
        let after = unlocked.header.with_head(LogHead { seq: 43, hash: [43; 32] }).unwrap();
        after.write(&fixture.folder, &fixture.key).unwrap();
        assert_eq!(fixture.unlock().unwrap().header, after, "{stop:?}");
        assert!(!fixture.folder.file("header.a.new").exists() && !fixture.folder.file("header.b.new").exists());
    }
}

#[test]
fn a_rename_whose_bytes_never_reached_the_disk_loses_nothing() {
    let fixture = fixture();
    let next = fixture.header.with_head(LogHead { seq: 42, hash: [42; 32] }).unwrap().encode(&fixture.key);
    for length in (0..next.len()).step_by(13) {
        let torn = [&next[..length], &vec![0; next.len() - length]].concat();
        fixture.put(CopyName::A, &torn);
        assert_eq!(fixture.mended(), Some((CopyName::A, Condition::Damaged)), "length {length}");
    }
}

#[test]
fn a_disk_that_fills_up_leaves_both_copies_and_no_rest() {
    for full in steps() {
        let fixture = fixture();
        let next = fixture.header.with_head(LogHead { seq: 42, hash: [42; 32] }).unwrap();
        let mut fill = |step| if step == full { Err(Error::DiskFull { doing: "testing" }) } else { Ok(()) };
        let answer = write_copies(&fixture.folder, &BOTH, &next.encode(&fixture.key), &mut fill);
        assert!(matches!(answer, Err(Error::DiskFull { .. })));
        if matches!(full, Step::Created(_) | Step::Written(_) | Step::Synced(_)) {
            assert!(fixture.mended().is_none(), "{full:?}");
            assert!(!fixture.folder.file("header.a.new").exists() && !fixture.folder.file("header.b.new").exists());
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..3000), like in any::<bool>()) {
        if like && bytes.len() > 200 {
            bytes[..8].copy_from_slice(&MAGIC);
            let count = bytes[10] % 20;
            bytes[8..12].copy_from_slice(&[1, 0, count, 0]);
            let length = bytes.len() as u32;
            bytes[12..16].copy_from_slice(&length.to_le_bytes());
            bytes = with_checksum(bytes);
        }
        let _ = Header::decode(&bytes);
    }

    #[test]
    fn what_is_written_is_read_back(generation in 1..u64::MAX, seq: u64, hash: [u8; 32], slots in 1..=MAX_SLOTS) {
        let code = RecoveryCode::random().unwrap();
        let (header, vault_key) = Header::create(&vec![NewSecret::Recovery(&code); slots]).unwrap();
        let header = Header { generation, log: LogHead { seq, hash }, ..header };
        let bytes = header.encode(&vault_key.header_key(header.vault()));
        prop_assert!(is_authentic(&bytes, &vault_key.header_key(header.vault())));
        prop_assert_eq!(Header::decode(&bytes).unwrap(), header);
    }
}
