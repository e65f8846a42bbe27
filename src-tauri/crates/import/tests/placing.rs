//! Files of a folder placed by an index sheet, by the ids in their names, and listed where neither tells.

mod support;

use std::collections::BTreeSet;

use import::{By, Drafts, KnownIds, Mapping, Placed, Placing, Reason, place, read};
use model::sheet::evidence::EvidenceColumn;
use model::sheet::value::Value;
use support::workbook;

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn known() -> KnownIds {
    KnownIds { requests: owned(&["PBC-014", "PBC-015", "REQ-014"]), controls: owned(&["CC6.1-03", "CORE-24"]) }
}

fn by_index(files: &[&str], rows: &[&[&str]]) -> Placing {
    let drafts = index(rows);
    assert_eq!(drafts.refused, []);
    place(&owned(files), Some(&drafts), &known())
}

fn index(rows: &[&[&str]]) -> Drafts<EvidenceColumn> {
    let headings: &[&str] = &["File name", "Request ID", "Control ID", "Kind", "Title", "As of"];
    let rows: Vec<&[&str]> = [headings].into_iter().chain(rows.iter().copied()).collect();
    read::<EvidenceColumn>(&workbook(&rows), &Mapping::default()).expect("reads")
}

fn at(placing: &Placing, file: usize) -> &Placed {
    placing.placed.iter().find(|placed| placed.file == file).expect("is placed")
}

fn why(placing: &Placing, file: usize) -> &Reason {
    &placing.unplaced.iter().find(|unplaced| unplaced.file == file).expect("is not placed").reason
}

#[test]
fn files_are_placed_by_the_id_that_leads_their_name() {
    let files = owned(&[
        "CC6.1-03 access review.pdf",
        "sub/PBC-014_population.csv",
        "PBC-015/screens/one.png",
        "CORE-24/PBC-014 export.csv",
        "notes.txt",
        "CORE-24/.DS_Store",
        "__MACOSX/._PBC-014.csv",
        "~$PBC-014.xlsx",
    ]);
    let placing = place(&files, None, &known());
    let control = at(&placing, 0);
    assert_eq!((&control.by, control.controls.len(), control.requests.len()), (&By::Name, 1, 0));
    assert!(at(&placing, 1).requests.contains("PBC-014"));
    assert_eq!(at(&placing, 2).by, By::Folder);
    assert!(at(&placing, 3).requests.contains("PBC-014"), "the name goes before the folder");
    assert_eq!(why(&placing, 4), &Reason::NoId);
    for file in 5..8 {
        assert_eq!(why(&placing, file), &Reason::SystemFile);
    }
    assert_eq!(placing.placed.len() + placing.unplaced.len(), files.len(), "each file stands in one list");
}

#[test]
fn an_index_goes_before_names() {
    let placing = by_index(
        &["a/review.pdf", "PBC-014 export.csv", "b/PBC-015 list.csv", "unknown.bin"],
        &[
            &["review.pdf", "pbc-014; PBC-015", "core-24", "report", "Access review", "2026-03-31"],
            &["PBC-014 EXPORT.CSV", "PBC-015", "", "population", "", ""],
            &["lost.pdf", "PBC-014", "", "", "", ""],
        ],
    );
    let review = at(&placing, 0);
    assert_eq!(review.by, By::Index(vec![2]));
    assert_eq!(review.requests, BTreeSet::from(["PBC-014".to_owned(), "PBC-015".to_owned()]));
    assert_eq!(review.controls, BTreeSet::from(["CORE-24".to_owned()]));
    assert_eq!(review.fields[&EvidenceColumn::Kind], Value::Choice("report".to_owned()));
    assert_eq!(at(&placing, 1).requests, BTreeSet::from(["PBC-015".to_owned()]));
    assert_eq!(at(&placing, 2).by, By::Name, "a file without a row is placed by its name");
    assert_eq!(why(&placing, 3), &Reason::NoId);
    assert_eq!((placing.orphans[0].row, placing.orphans[0].files), (4, 0));
}

#[test]
fn a_name_that_stands_in_two_folders_needs_its_path() {
    let files = ["one/list.csv", "two/list.csv"];
    let placing = by_index(&files, &[&["list.csv", "PBC-014", "", "", "", ""]]);
    assert_eq!((placing.orphans[0].files, placing.unplaced.len()), (2, 2));
    assert_eq!(why(&placing, 1), &Reason::SharedName { row: 2 });
    let placing = by_index(&files, &[&["two\\List.csv", "PBC-014", "", "", "", ""]]);
    assert_eq!(at(&placing, 1).by, By::Index(vec![2]));
}

#[test]
fn several_rows_about_one_file_add_up_unless_they_differ() {
    let placing = by_index(
        &["x.pdf", "y.pdf"],
        &[
            &["x.pdf", "PBC-014", "", "report", "", ""],
            &["x.pdf", "", "CORE-24", "report", "Title", ""],
            &["y.pdf", "PBC-014", "", "report", "", ""],
            &["y.pdf", "PBC-015", "", "log", "", ""],
        ],
    );
    let both = at(&placing, 0);
    assert_eq!((both.requests.len(), both.controls.len(), &both.by), (1, 1, &By::Index(vec![2, 3])));
    assert_eq!(why(&placing, 1), &Reason::Contradiction { rows: vec![4, 5], heading: "Kind".to_owned() });
}

#[test]
fn rows_with_unknown_or_no_ids_are_listed() {
    let placing = by_index(
        &["x.pdf", "y.pdf", "CORE-24 z.pdf"],
        &[
            &["x.pdf", "PBC-099", "", "", "", ""],
            &["y.pdf", "", "", "", "Title", ""],
            &["CORE-24 z.pdf", "", "", "", "Title", ""],
        ],
    );
    assert_eq!(why(&placing, 0), &Reason::UnknownId { row: 2, id: "PBC-099".to_owned() });
    assert_eq!(why(&placing, 1), &Reason::RowWithoutId { row: 3 });
    let named = at(&placing, 2);
    assert!(named.controls.contains("CORE-24") && named.fields.contains_key(&EvidenceColumn::Title));
}

#[test]
fn names_are_alike_however_a_system_composes_letters() {
    let placing = by_index(&["Pru\u{308}fung.pdf"], &[&["Prüfung.PDF", "PBC-014", "", "", "", ""]]);
    assert_eq!(at(&placing, 0).by, By::Index(vec![2]));
}

#[test]
fn a_file_whose_row_was_refused_says_so() {
    let drafts = index(&[
        &["good.pdf", "PBC-014", "", "report", "", ""],
        &["torn.pdf", "PBC-014", "", "bananas", "", ""],
        &["PBC-015 torn.pdf", "PBC-014", "", "", "", "yesterday"],
        &["good.pdf", "", "CORE-24", "bananas", "", ""],
        &["twice.txt", "PBC-014", "", "bananas", "", ""],
    ]);
    let files = owned(&["good.pdf", "torn.pdf", "PBC-015 torn.pdf", "a/twice.txt", "b/twice.txt", "other.txt"]);
    let placing = place(&files, Some(&drafts), &known());
    assert_eq!(at(&placing, 0).by, By::Index(vec![2]), "the row that was read places it");
    assert_eq!(why(&placing, 1), &Reason::RefusedRow { row: 3 });
    assert!(why(&placing, 1).to_string().ends_with("its row 3 of the index was refused"));
    assert_eq!(at(&placing, 2).by, By::Name, "a refused row places nothing, and hides no name");
    assert_eq!(why(&placing, 3), &Reason::SharedName { row: 6 });
    assert_eq!(why(&placing, 5), &Reason::NoId);
}
