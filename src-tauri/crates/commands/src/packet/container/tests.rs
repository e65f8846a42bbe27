//! Containers: what is in them, and what is left where one fails.

use std::io::{Cursor, Read};

use zip::{AesMode, CompressionMethod, ZipArchive};

use super::*;

const PASSPHRASE: &str = "7QK2-M9XD-04TZ-HV6B-R3WC";

fn sink(folder: &Path) -> ContainerSink {
    let chosen = Container::Chosen(Secret::new(PASSPHRASE.to_owned()));
    ContainerSink::new(&folder.join("sent.zip"), chosen, &[]).expect("is begun")
}

fn read<R: Read + Seek>(archive: &mut ZipArchive<R>, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    archive.by_name_decrypt(name, PASSPHRASE.as_bytes()).expect("opens").read_to_end(&mut bytes).expect("reads");
    bytes
}

fn original(sink: &mut ContainerSink, name: &str, bytes: &[u8]) {
    sink.original(name, &mut |to| to.write_all(bytes)).expect("is taken");
}

#[test]
fn what_went_in_comes_out_under_neutral_names_and_the_digest_is_that_of_the_file() {
    let home = tempfile::tempdir().expect("a folder");
    let mut sink = sink(home.path());
    let pdf: Vec<u8> = (0..300_000_u32).map(|at| (at % 251) as u8).collect();
    original(&mut sink, "EX-007_users.csv", b"user,role\n");
    original(&mut sink, "SHA256SUMS", b"00  EX-007_users.csv\n");
    sink.volume(1, &pdf).expect("is taken");
    sink.close().expect("is closed");
    let digest = sink.digest().expect("is hashed");
    assert_eq!(sink.to_hand_over(), None);
    assert_eq!(sink.save().expect("is saved"), ["sent.zip"]);
    let bytes = std::fs::read(home.path().join("sent.zip")).expect("reads");
    assert_eq!(digest, model::activity::bytes_digest(&bytes));
    assert!(!bytes.windows(5).any(|found| found == b"EX-00" || found == b"users"), "a name leaks");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<&[u8]> = archive.file_names_raw().collect();
    assert_eq!(names, [&b"originals.zip"[..], b"packet.pdf"]);
    for at in 0..archive.len() {
        let mode = archive.get_aes_verification_key_and_salt(at).expect("reads").expect("is sealed").aes_mode;
        assert_eq!(mode, AesMode::Aes256);
        let entry = archive.by_index_raw(at).expect("is there");
        assert!(entry.encrypted());
        assert_eq!((entry.crc32(), entry.compression()), (0, CompressionMethod::Stored), "AE-2 tells nothing of it");
    }
    assert!(read(&mut archive, "packet.pdf") == pdf);
    let mut inner = ZipArchive::new(Cursor::new(read(&mut archive, "originals.zip"))).expect("an archive");
    let mut bytes = Vec::new();
    inner.by_name("EX-007_users.csv").expect("is there").read_to_end(&mut bytes).expect("reads");
    assert_eq!((inner.len(), bytes.as_slice()), (2, &b"user,role\n"[..]));
}

#[test]
fn what_is_begun_anew_holds_nothing_of_what_was_before() {
    let home = tempfile::tempdir().expect("a folder");
    let mut sink = sink(home.path());
    sink.volume(1, b"before").expect("is taken");
    original(&mut sink, "EX-007_users.csv", b"user,role\n");
    sink.begin_anew().expect("drops them");
    sink.volume(1, b"anew").expect("is taken");
    sink.close().expect("is closed");
    assert_eq!(sink.save().expect("is saved"), ["sent.zip"]);
    let bytes = std::fs::read(home.path().join("sent.zip")).expect("reads");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    assert_eq!((archive.len(), read(&mut archive, "packet.pdf").as_slice()), (1, &b"anew"[..]));
    assert_eq!(std::fs::read_dir(home.path()).expect("reads").count(), 1);
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_no_two_containers_are_alike() {
    let home = tempfile::tempdir().expect("a folder");
    let made = || {
        let mut sink = sink(home.path());
        sink.volume(1, b"%PDF-1.7").expect("is taken");
        sink.close().expect("is closed");
        let mut bytes = Vec::new();
        sink.file.as_file_mut().rewind().expect("rewinds");
        sink.file.as_file_mut().read_to_end(&mut bytes).expect("reads");
        bytes
    };
    let (one, two) = (made(), made());
    assert_ne!(one, two, "salts are new each time");
    let mut archive = ZipArchive::new(Cursor::new(one)).expect("an archive");
    assert!(archive.by_index(0).is_err());
    let tried = archive.by_name_decrypt("packet.pdf", b"another passphrase");
    let opened = tried.is_ok_and(|mut entry| entry.read_to_end(&mut Vec::new()).is_ok());
    assert!(!opened);
}

#[test]
fn an_original_that_fails_leaves_no_container_and_no_file() {
    let home = tempfile::tempdir().expect("a folder");
    let mut sink = sink(home.path());
    let failed = sink.original("EX-001_a.csv", &mut |to| {
        to.write_all(b"half")?;
        Err(io::Error::other("the original could not be read"))
    });
    assert!(failed.is_err());
    assert!(sink.volume(1, b"%PDF-1.7").is_err(), "a failed archive takes nothing more");
    assert!(sink.close().is_err());
    drop(sink);
    assert_eq!(std::fs::read_dir(home.path()).expect("reads").count(), 0);
}

#[test]
fn a_full_disk_is_told_of_once_with_its_own_code() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let home = tempfile::tempdir().expect("a folder");
    let mut sink = sink(home.path());
    sink.archive = Archive::new(full);
    let failure = failed(sink.volume(1, &[0; 200_000]).expect_err("there is no room"));
    assert_eq!(failure.code, Code::DiskFull);
    drop(sink);
}

#[test]
fn a_passphrase_is_made_for_who_asks_and_a_weak_one_is_refused_by_its_field() {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join("sent.zip");
    let made = ContainerSink::new(&path, Container::Made, &[]).expect("is begun");
    assert_eq!(made.to_hand_over().map(str::len), Some(24));
    let known = ["Harbour Pay Ltd".to_owned()];
    for weak in ["short", "Harbour Pay Ltd 2026", "7QK2-M9XD-04TZ-HV6B-R3W\u{c7}"] {
        let chosen = Container::Chosen(Secret::new(weak.to_owned()));
        let failure = ContainerSink::new(&path, chosen, &known).err().expect("is refused");
        assert_eq!((failure.code, failure.field.as_deref()), (Code::Invalid, Some("container")), "{weak}");
        assert!(!failure.to_string().contains(weak));
    }
}
