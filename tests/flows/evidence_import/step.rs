//! One step: previewed, cancelled, undone, with a file gone meanwhile, and with hundreds of them.

use std::sync::atomic::Ordering;
use std::time::Instant;

use commands::Code;
use commands::evidence::{EvidenceImported, FolderFile, ImportEvidence, ImportFrom, ListEvidence};
use commands::log::UndoLog;
use model::evidence::EvidenceState;
use tests::host::noise;

use super::{FILES, answers, archive, asked, folder, import_archive, list, log_rows, placed, reason, request, walk};
use crate::stage::Stage;

#[test]
fn a_preview_changes_nothing_and_says_the_same() {
    let mut stage = asked();
    let before = log_rows(&mut stage);
    let from = folder(&mut stage, FILES);
    let preview = stage.app.call(ImportEvidence { preview: true, ..request(from) }).expect("shows");
    assert_eq!((log_rows(&mut stage), list(&mut stage).len(), preview.log_row), (before, 0, None));
    assert!(preview.items.iter().all(|it| it.reference.is_none()));
    let bytes = archive(FILES);
    let path = stage.file("evidence.zip", &bytes);
    let from = ImportFrom::Archive(stage.app.hold(&path));
    let zipped = stage.app.call(ImportEvidence { preview: true, ..request(from) }).expect("shows");
    assert_eq!((log_rows(&mut stage), placed(&zipped.items)), (before, placed(&preview.items)));
    let from = folder(&mut stage, FILES);
    let done = stage.app.call(request(from)).expect("imports");
    assert_eq!((log_rows(&mut stage), placed(&done.items)), (before + 1, placed(&preview.items)));
    let missing = |it: &EvidenceImported| it.items.iter().map(|it| it.missing.clone()).collect::<Vec<_>>();
    assert_eq!(missing(&done), missing(&preview));
}

#[test]
fn one_undo_takes_all_of_it_back() {
    let mut stage = asked();
    let from = folder(&mut stage, FILES);
    let seq = stage.app.call(request(from)).expect("imports").log_row;
    stage.app.call(UndoLog { seq }).expect("undone");
    assert!(list(&mut stage).is_empty());
    let all = stage.app.call(ListEvidence { engagement: None, control: None, all: true }).expect("lists");
    assert!(all.len() == 4 && all.iter().all(|it| matches!(it.item.state, EvidenceState::Withdrawn { .. })));
    assert!(answers(&mut stage, "IRL 7").evidence.is_empty() && answers(&mut stage, "IRL 8").evidence.is_empty());
}

#[test]
fn a_file_that_is_gone_is_listed_and_the_rest_goes_in() {
    let mut stage = asked();
    let ImportFrom::Folder(mut files) = folder(&mut stage, &FILES[1..3]) else { panic!("a folder") };
    let gone = stage.folder.path().join("gone.txt");
    files.push(FolderFile { name: "IRL 8 gone.txt".to_owned(), file: stage.app.hold(&gone) });
    let inside = stage.folder.path().to_owned();
    files.push(FolderFile { name: "IRL 8 folder".to_owned(), file: stage.app.hold(&inside) });
    let imported = stage.app.call(request(ImportFrom::Folder(files))).expect("imports");
    assert_eq!(imported.items.len(), 2);
    assert!(reason(&imported, "IRL 8 gone.txt").contains("no file of this name"));
    assert!(reason(&imported, "IRL 8 folder").contains("not a file"));
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    let mut stage = asked();
    let (before, size) = (log_rows(&mut stage), store(&stage));
    stage.host.cancel.store(true, Ordering::Relaxed);
    let from = folder(&mut stage, FILES);
    assert_eq!(stage.app.call(request(from)).expect_err("cancelled").code, Code::Cancelled);
    let large = noise(3, 4 << 20);
    let failure = import_archive(&mut stage, &archive(&[("IRL 7 large.bin", &large)]));
    assert_eq!(failure.expect_err("cancelled").code, Code::Cancelled);
    stage.host.cancel.store(false, Ordering::Relaxed);
    assert_eq!((log_rows(&mut stage), list(&mut stage).len()), (before, 0));
    assert!(answers(&mut stage, "IRL 7").evidence.is_empty());
    assert!(store(&stage) < size + (1 << 20), "no bytes of it stay");
}

/// Bytes of the sealed store.
fn store(stage: &Stage) -> u64 {
    walk(&stage.vault()).iter().filter_map(|path| path.metadata().ok()).map(|it| it.len()).sum()
}

#[test]
fn three_hundred_files_are_a_matter_of_seconds() {
    let mut stage = asked();
    let names: Vec<String> = (0..300).map(|at| format!("IRL {} file {at}.txt", 7 + at % 2)).collect();
    let contents: Vec<Vec<u8>> = (0..300).map(|at| noise(at, 20_000)).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(String::as_str).zip(contents.iter().map(Vec::as_slice)).collect();
    let started = Instant::now();
    let from = folder(&mut stage, &files);
    assert_eq!(stage.app.call(request(from)).expect("imports").items.len(), 300);
    println!("300 files of a folder in {:.1} s", started.elapsed().as_secs_f32());
    let path = stage.file("evidence.zip", &archive(&files));
    let from = ImportFrom::Archive(stage.app.hold(&path));
    let started = Instant::now();
    assert_eq!(stage.app.call(ImportEvidence { again: true, ..request(from) }).expect("imports").items.len(), 300);
    println!("300 entries of an archive in {:.1} s", started.elapsed().as_secs_f32());
    assert!(started.elapsed().as_secs() < 60);
    assert_eq!(answers(&mut stage, "IRL 7").evidence.len(), 300);
}
