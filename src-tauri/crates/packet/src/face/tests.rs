//! What stands on the pages of exhibits, and what is said of the rest.

use model::evidence::{Digest, EvidenceFile};
use model::exhibit::FileType;
use model::redaction::{RedactedColumn, Redaction, Removed, Twin};

use super::*;

#[test]
fn wide_columns_share_what_narrow_ones_leave() {
    assert_eq!(fit(&[6, 10, 200, 100], 116), [6, 10, 50, 50]);
    assert_eq!(fit(&[6, 10], 100), [6, 10]);
    assert_eq!(fit(&[50; 40], 10), [LEAST_CHARS; 40]);
}

#[test]
fn a_word_wider_than_its_column_comes_in_pieces() {
    assert_eq!(fold("short", 6, &mut 0), json!("short"));
    assert_eq!(fold("abcdefghij kl", 4, &mut 0), json!(["abcd", "efgh", "ij kl"]));
    assert_eq!(fold("a\nb", 6, &mut 0), json!("a⏎b"));
    assert!("⏎↳�…".chars().all(typeset::glyphs::is_shown));
}

/// What is printed below the lines.
fn note(lines: &Lines) -> String {
    let view = lines_view(lines, "the attached original", None, &mut Gathered::new());
    view["note"].as_str().expect("a note").to_owned()
}

#[test]
fn lines_that_were_made_here_are_said_to_be() {
    let lines = Lines { lines: vec!["{".to_owned(), "}".to_owned()], total_lines: 2, replaced: 0, indented: true };
    assert!(note(&lines).contains("broken into indented lines here"));
    let own = Lines { indented: false, ..lines };
    assert!(!note(&own).contains("indented"));
    assert!(note(&Lines { replaced: 3, ..own }).contains("3 bytes that are no text were replaced"));
}

#[test]
fn a_redacted_table_is_not_said_to_be_as_it_was() {
    let (source, _) = crate::support::sample(4);
    let item = &source.evidence[0];
    let twin = Twin {
        id: item.files[0].id,
        name: "users.redacted.csv".to_owned(),
        file_type: FileType::Csv,
        size: 9,
        sha256: item.files[0].sha256,
    };
    let removed = Removed::Cells { columns: vec![RedactedColumn::new(2, false)], cells: Vec::new() };
    let redaction = Redaction {
        twin,
        cover: Digest([7; 32]),
        removed,
        undrawn: 0,
        reason: "salaries".to_owned(),
        by: "Ines Okafor".to_owned(),
        at: crate::support::at("2026-11-22T10:00:00Z"),
    };
    let redacted = EvidenceFile { redaction: Some(redaction), ..item.files[0].clone() };
    let note = |file: &EvidenceFile, total_rows| {
        let (header, rows) = (vec!["user".to_owned()], vec![vec!["ann".to_owned()]]);
        let table = Table { name: None, header, rows, total_rows, total_columns: 1 };
        let face = Face::Shown(Shown::Tables(vec![table]));
        let part = Part { file, name: "EX-001_a.csv".to_owned(), place: Place::Attached, face };
        let exhibit = Exhibit { id: "EX-001".to_owned(), item, parts: vec![part] };
        let view = view(&exhibit, &exhibit.parts[0], &mut Gathered::new());
        view["tables"][0]["note"].as_str().expect("a note").to_owned()
    };
    assert!(note(&item.files[0], 1).contains("nothing was rounded or re-typed"));
    assert!(note(&item.files[0], 2).ends_with("is longer in the original."));
    for total_rows in [1, 2] {
        let said = note(&redacted, total_rows);
        assert!(said.contains("reads [redacted] there") && said.contains("written anew"), "{said}");
        assert!(!said.contains("re-typed") && !said.contains("in the original"), "{said}");
    }
}

#[test]
fn what_could_not_be_drawn_is_said_on_its_page() {
    let (source, _) = crate::support::sample(4);
    let item = &source.evidence[0];
    let pages = [0, 2].map(|undrawn| Page { undrawn, ..crate::support::page(1, 595.0, 842.0, "words") });
    let face = Face::Shown(Shown::Pages { pages: pages.to_vec(), total_pages: 3 });
    let part = Part { file: &item.files[0], name: "EX-001_a.pdf".to_owned(), place: Place::Beside, face };
    let exhibit = Exhibit { id: "EX-001".to_owned(), item, parts: vec![part] };
    assert_eq!(exhibit.parts[0].undrawn(), 2);
    let view = view(&exhibit, &exhibit.parts[0], &mut Gathered::new());
    assert_eq!(view["pages"][0]["notes"], json!([]));
    assert_eq!(
        view["pages"][1]["notes"],
        json!([
            "2 things on this page could not be drawn; the original beside the packet has all.",
            "The first 2 of 3 pages are shown; the rest is in the original beside the packet.",
        ])
    );
}

#[test]
fn lines_fold_without_losing_a_character() {
    let line = "é".repeat(250);
    let pieces = folded(&line);
    assert_eq!(pieces.len(), 3);
    assert_eq!(pieces.concat(), line);
    assert_eq!(folded(""), [""]);
}
