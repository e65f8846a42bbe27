//! Archives: byte for byte, and those that were made to do harm.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use commands::Code;
use commands::evidence::SaveEvidence;
use tests::host::noise;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{answers, archive, asked, import_archive, list, log_rows, reason, walk};

#[test]
fn an_archive_comes_in_byte_for_byte() {
    let mut stage = asked();
    let large = noise(7, 3 << 20);
    let files: &[(&str, &[u8])] =
        &[("evidence/IRL 7 large.bin", &large), ("evidence/notes.txt", b"x"), ("evidence/REQ-002/empty.txt", b"")];
    let imported = import_archive(&mut stage, &archive(files)).expect("imports");
    assert_eq!(imported.items.len(), 2, "{imported:?}");
    assert!(reason(&imported, "evidence/notes.txt").contains("no known request"));
    let to = stage.folder.path().join("out");
    std::fs::create_dir(&to).expect("made");
    let folder = stage.app.hold(&to);
    let saved = stage
        .app
        .call(SaveEvidence { engagement: None, evidence: "EV-0001".to_owned(), folder, redacted: false })
        .expect("saved");
    assert_eq!(saved.names, ["EV-0001_IRL 7 large.bin"]);
    assert!(std::fs::read(to.join(&saved.names[0])).expect("reads") == large);
    assert_eq!(answers(&mut stage, "IRL 8").evidence, ["EV-0002"]);
    let left: Vec<PathBuf> = walk(stage.folder.path());
    let names = ["evidence.zip", "EV-0001_IRL 7 large.bin"];
    let large_files = left.iter().filter(|path| !path.starts_with(stage.vault()));
    assert_eq!(large_files.count(), names.len(), "nothing of the archive lies anywhere else");
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
fn entries_made_to_do_harm_are_listed_and_the_rest_goes_in() {
    let mut stage = asked();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in ["../../IRL 7 up.txt", "/IRL 7 root.txt", "C:\\IRL 7 drive.txt", "IRL 7 locked.txt", "IRL 7 torn.txt"] {
        writer.start_file(name, stored).expect("an entry");
        writer.write_all(b"content").expect("written");
    }
    writer.add_symlink("IRL 7 link", "/etc/passwd", stored).expect("a link");
    writer.start_file("IRL 7 bomb.txt", SimpleFileOptions::default()).expect("an entry");
    std::io::copy(&mut std::io::Read::take(std::io::repeat(0), 64 << 20), &mut writer).expect("written");
    let mut bytes = writer.finish().expect("whole").into_inner();
    patch(&mut bytes, "IRL 7 locked.txt", 6, &1u16.to_le_bytes());
    let torn = bytes.windows(21).position(|window| window == b"IRL 7 torn.txtcontent").expect("there");
    bytes[torn + 14] ^= 1;

    let imported = import_archive(&mut stage, &bytes).expect("imports");
    for (name, why) in [
        ("IRL 7 locked.txt", "password"),
        ("IRL 7 link", "link"),
        ("IRL 7 bomb.txt", "made to do harm"),
        ("IRL 7 torn.txt", "unpacked"),
    ] {
        assert!(reason(&imported, name).contains(why), "{name}: {}", reason(&imported, name));
    }
    let names: Vec<String> = list(&mut stage).iter().map(|it| it.item.files[0].name.clone()).collect();
    assert_eq!(names, ["IRL 7 up.txt", "IRL 7 root.txt", "IRL 7 drive.txt"]);
    let titles: Vec<&str> = imported.items.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, names);
    assert!(!stage.folder.path().join("../../IRL 7 up.txt").exists());
}

#[test]
fn archives_made_to_do_harm_are_refused_whole() {
    let mut stage = asked();
    let before = log_rows(&mut stage);
    let whole = archive(&[("IRL 7 a.txt", b"one"), ("IRL 7 b.txt", b"two")]);
    let mut twice = whole.clone();
    while let Some(at) = twice.windows(11).position(|window| window == b"IRL 7 b.txt") {
        twice[at + 6] = b'a';
    }
    let mut many = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..5_001 {
        many.start_file(format!("IRL 7 {at}"), SimpleFileOptions::default()).expect("an entry");
    }
    let mut overlapping = whole.clone();
    patch(&mut overlapping, "IRL 7 a.txt", 18, &60_000u32.to_le_bytes());
    for (name, bytes, code, why) in [
        ("two entries of one name", twice, Code::Unreadable, "of one name"),
        ("5,001 entries", many.finish().expect("whole").into_inner(), Code::Unreadable, "5001 entries"),
        ("entries over each other", overlapping, Code::Unreadable, "over each other"),
        ("cut in the middle", whole[..whole.len() / 2].to_vec(), Code::Unreadable, "list of entries"),
        ("no archive", b"just text".to_vec(), Code::UnknownFormat, "not a ZIP"),
    ] {
        let failure = import_archive(&mut stage, &bytes).expect_err(name);
        assert_eq!(failure.code, code, "{name}: {failure}");
        assert!(failure.message.contains(why), "{name}: {failure}");
    }
    assert_eq!((log_rows(&mut stage), list(&mut stage).len()), (before, 0));
}
