//! Entries of an archive, listed and unpacked through the confined child, and archives made to do harm, each named for
//! its defect.

#![cfg(target_os = "linux")]

mod support;

use document::archive::{Entry, NotUnpacked};
use document::{Error, NotRead};
use proptest::prelude::*;
use std::io::{Cursor, Read, Write, repeat};
use std::ops::ControlFlow;
use std::time::Duration;
use support::reader;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn entries(bytes: &[u8]) -> Result<Vec<Entry>, NotRead> {
    reader().entries(&mut Cursor::new(bytes), bytes.len() as u64).expect("no failure of ours")
}

/// What each entry holds, or why it can't be read.
fn unpacked(bytes: &[u8], wanted: &[Entry]) -> Result<Vec<Result<Vec<u8>, String>>, NotRead> {
    let mut all = Vec::new();
    let done = reader().unpack(&mut Cursor::new(bytes), bytes.len() as u64, wanted, |place, entry| {
        assert_eq!(place, all.len());
        let mut content = Vec::new();
        let read = entry.read_to_end(&mut content).map(|_| content);
        all.push(read.map_err(|_| entry.trouble().map_or("the end".to_owned(), ToString::to_string)));
        ControlFlow::Continue(())
    });
    done.expect("no failure of ours").map(|()| all)
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    archive_as(SimpleFileOptions::default(), files)
}

fn archive_as(options: SimpleFileOptions, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        if let Some(folder) = name.strip_suffix('/') {
            writer.add_directory(folder, options).unwrap();
        } else {
            writer.start_file(*name, options).unwrap();
            writer.write_all(content).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn files_come_out_as_they_went_in() {
    let long: Vec<u8> =
        (0..3_000_000u32).flat_map(|at| at.wrapping_mul(2_654_435_761).to_le_bytes()).take(3 << 20).collect();
    let files: &[(&str, &[u8])] =
        &[("a/", b""), ("a/REQ-001_users.csv", b"a,b\n"), ("empty.txt", b""), ("größe.bin", &long), ("b/last", b"x")];
    for options in
        [SimpleFileOptions::default(), SimpleFileOptions::default().compression_method(CompressionMethod::Stored)]
    {
        let bytes = archive_as(options, files);
        let listed = entries(&bytes).unwrap();
        let names: Vec<_> = listed.iter().map(|entry| (entry.name(), entry.size(), entry.trouble())).collect();
        let wanted: Vec<_> = files[1..].iter().map(|(name, content)| (*name, content.len() as u64, None)).collect();
        assert_eq!(names, wanted);
        let whole: Vec<_> = files[1..].iter().map(|(_, content)| Ok(content.to_vec())).collect();
        assert_eq!(unpacked(&bytes, &listed).unwrap(), whole);
        let backwards = [listed[2].clone(), listed[0].clone()];
        assert_eq!(unpacked(&bytes, &backwards).unwrap(), [Ok(long.clone()), Ok(b"a,b\n".to_vec())]);
    }
}

#[test]
fn what_is_not_read_is_passed_over() {
    let bytes = archive(&[("large", &[7; 2 << 20]), ("small", b"kept")]);
    let listed = entries(&bytes).unwrap();
    let mut last = Vec::new();
    let done = reader().unpack(&mut Cursor::new(&bytes), bytes.len() as u64, &listed, |place, entry| {
        if place == 1 {
            entry.read_to_end(&mut last).unwrap();
        }
        ControlFlow::Continue(())
    });
    assert_eq!((done.unwrap(), last), (Ok(()), b"kept".to_vec()));
}

#[test]
fn breaking_ends_it_at_once() {
    let bytes = archive(&[("large", &[7; 64 << 20]), ("small", b"x")]);
    let listed = entries(&bytes).unwrap();
    let mut seen = 0;
    let done = reader().unpack(&mut Cursor::new(&bytes), bytes.len() as u64, &listed, |_, _| {
        seen += 1;
        ControlFlow::Break(())
    });
    assert_eq!((done.unwrap(), seen), (Ok(()), 1));
}

#[test]
fn names_come_as_they_are_and_are_never_paths() {
    let names = ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "a\u{202e}fdp.exe", "~$x", "-rf"];
    let bytes = archive(&names.map(|name| (name, &b"x"[..])));
    assert_eq!(entries(&bytes).unwrap().iter().map(Entry::name).collect::<Vec<_>>(), names);
    let long = "n".repeat(5_000);
    let listed = entries(&archive(&[(&long, b"x")])).unwrap();
    assert_eq!((listed[0].trouble(), listed[0].name().len()), (Some(NotUnpacked::Name), 4_096));
}

#[test]
fn entries_that_cannot_be_unpacked_are_told_by_name() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    writer.start_file("zeros", SimpleFileOptions::default()).unwrap();
    std::io::copy(&mut repeat(0).take(200 << 20), &mut writer).unwrap();
    writer.start_file("locked", SimpleFileOptions::default()).unwrap();
    writer.start_file("other", SimpleFileOptions::default()).unwrap();
    let mut bytes = writer.finish().unwrap().into_inner();
    // Flags stand 6 bytes into a local header and 8 into one of the directory, the method 8 and 10.
    patch(&mut bytes, "locked", 6, &1u16.to_le_bytes());
    patch(&mut bytes, "other", 8, &9u16.to_le_bytes());
    let troubles: Vec<_> =
        entries(&bytes).unwrap().iter().map(|entry| (entry.name().to_owned(), entry.trouble())).collect();
    assert_eq!(troubles[0], ("link".into(), Some(NotUnpacked::Link)));
    assert!(matches!(troubles[1].1, Some(NotUnpacked::Swollen { size, .. }) if size == 200 << 20), "{troubles:?}");
    assert_eq!(troubles[2], ("locked".into(), Some(NotUnpacked::Locked)));
    assert_eq!(troubles[3], ("other".into(), Some(NotUnpacked::Method)));
}

/// Writes into the local header and the directory's header of an entry.
fn patch(bytes: &mut [u8], name: &str, at: usize, value: &[u8]) {
    for (magic, head, shift) in [(b"PK\x03\x04", 30, 0), (b"PK\x01\x02", 46, 2)] {
        let start = (0..bytes.len() - head)
            .rfind(|&at| bytes[at..].starts_with(magic) && bytes[at + head..].starts_with(name.as_bytes()))
            .expect("a header");
        bytes[start + at + shift..start + at + shift + value.len()].copy_from_slice(value);
    }
}

#[test]
fn archives_made_to_do_harm_are_refused() {
    let nested = archive(&[("inner.zip", &archive(&[("x", b"y")]))]);
    assert_eq!(entries(&nested).unwrap().len(), 1, "an archive in an archive is a file like any other");
    let mut many = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..5_001 {
        many.start_file(at.to_string(), SimpleFileOptions::default()).unwrap();
    }
    let whole = archive(&[("a", &b"abc".repeat(999)), ("b", b"abc")]);
    let mut twice = whole.clone();
    renamed(&mut twice, b"b", b"a");
    let mut overlapping = whole.clone();
    patch(&mut overlapping, "a", 18, &u32::to_le_bytes(9_000));
    let mut boundless = whole.clone();
    patch(&mut boundless, "a", 22, &u32::to_le_bytes(u32::MAX - 1));
    let reason = |bytes: &[u8]| entries(bytes).expect_err("it is refused").to_string();
    for (name, bytes, wanted) in [
        ("with-5001-entries.zip", many.finish().unwrap().into_inner(), "5001 entries"),
        ("with-two-entries-of-one-name.zip", twice, "of one name"),
        ("with-entries-over-each-other.zip", overlapping, "over each other"),
        ("cut-in-the-middle.zip", whole[..whole.len() / 2].to_vec(), "list of entries"),
        ("not-an-archive.zip", b"a,b\n1,2\n".to_vec(), "not a ZIP"),
        ("a-picture.zip", b"\x89PNG\r\n\x1a\n".to_vec(), "not a ZIP"),
        ("empty.zip", Vec::new(), "not a ZIP"),
    ] {
        assert!(reason(&bytes).contains(wanted), "{name}: {}", reason(&bytes));
    }
    assert!(matches!(entries(&boundless).unwrap()[0].trouble(), Some(NotUnpacked::Swollen { .. })));
}

fn renamed(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    for (magic, head) in [(b"PK\x03\x04", 30), (b"PK\x01\x02", 46)] {
        let start = (0..bytes.len() - head)
            .rfind(|&start| bytes[start..].starts_with(magic) && bytes[start + head..].starts_with(from))
            .expect("a header");
        bytes[start + head..start + head + to.len()].copy_from_slice(to);
    }
}

#[test]
fn an_entry_that_lies_fails_alone() {
    let whole = archive_as(
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
        &[("first", b"aaaa"), ("flipped", b"some content that is flipped"), ("last", b"zzzz")],
    );
    let mut flipped = whole.clone();
    let at = flipped.windows(4).position(|window| window == b"that").unwrap();
    flipped[at] ^= 1;
    let read = unpacked(&flipped, &entries(&flipped).unwrap()).unwrap();
    assert_eq!((&read[0], &read[2]), (&Ok(b"aaaa".to_vec()), &Ok(b"zzzz".to_vec())));
    assert!(read[1].as_ref().is_err_and(|why| why.contains("cannot be unpacked")), "{read:?}");

    for stated in [3u32, 50_000] {
        let mut lying = archive(&[("first", b"aaaa"), ("lying", &b"long ".repeat(2_000)), ("last", b"zzzz")]);
        patch(&mut lying, "lying", 22, &stated.to_le_bytes());
        let read = unpacked(&lying, &entries(&lying).unwrap()).unwrap();
        assert_eq!((&read[0], &read[2]), (&Ok(b"aaaa".to_vec()), &Ok(b"zzzz".to_vec())), "{stated}");
        assert!(read[1].is_err(), "{stated}: {read:?}");
    }
}

#[test]
fn an_archive_that_changes_meanwhile_is_damaged() {
    let bytes = archive(&[("a", b"one")]);
    let listed = entries(&bytes).unwrap();
    let other = archive(&[("a", b"two")]);
    assert!(matches!(unpacked(&other, &listed), Err(NotRead::Damaged(why)) if why.contains("changed")));
}

#[test]
fn a_death_of_the_child_within_an_entry_is_a_reason() {
    let bytes = archive_as(
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
        &[("slow", &[7; (1 << 20) - 1])],
    );
    let listed = entries(&bytes).unwrap();
    let mut reader = reader();
    reader.time = Duration::from_millis(800);
    let done = reader.unpack(&mut Cursor::new(&bytes), bytes.len() as u64, &listed, |_, entry| {
        entry.read_exact(&mut [0; 10]).unwrap();
        std::thread::sleep(Duration::from_secs(2));
        assert!(entry.read_to_end(&mut Vec::new()).is_err() && entry.trouble().is_none());
        ControlFlow::Break(())
    });
    assert!(matches!(done.unwrap(), Err(NotRead::Unsafe(why)) if why.contains("too long")));
}

#[test]
fn failures_of_ours_are_errors() {
    let bytes = archive(&[("a", b"one")]);
    let absent = document::Reader::new("no-such-program");
    assert!(matches!(absent.entries(&mut Cursor::new(&bytes), bytes.len() as u64), Err(Error::Start(_))));
    // It has another size than is stated.
    let read = reader().entries(&mut Cursor::new(&bytes), bytes.len() as u64 + 5);
    assert!(matches!(read, Err(Error::Original(_))), "{read:?}");
}

#[test]
fn what_cannot_be_confined_reads_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let program = support::unconfinable(folder.path());
    let bytes = archive(&[("a", b"one")]);
    let read = document::Reader::new(program).entries(&mut Cursor::new(&bytes), bytes.len() as u64).unwrap();
    assert!(matches!(read, Err(NotRead::NotConfined(_))), "{read:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn flipped_bytes_never_fail_the_parent(at in any::<prop::sample::Index>(), flip in 1u8..) {
        let mut bytes = archive(&[("a/b.txt", &b"some words ".repeat(50)), ("c.csv", b"1,2,3\n")]);
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        if let Ok(listed) = entries(&bytes) {
            let readable: Vec<Entry> = listed.into_iter().filter(|entry| entry.trouble().is_none()).collect();
            if let Ok(all) = unpacked(&bytes, &readable) {
                for (content, entry) in all.iter().zip(&readable) {
                    prop_assert!(content.as_ref().map_or(true, |content| content.len() as u64 == entry.size()));
                }
            }
        }
    }
}
