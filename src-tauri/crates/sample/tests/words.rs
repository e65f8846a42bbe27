//! No word that a SOC 2 report never supports stands in anything that the sample is made of: the texts of the story,
//! the templates, the notes, and the strings in the code that end up in documents.

use std::fs;
use std::path::Path;

use model::words::forbidden;

fn check(folder: &Path, seen: &mut usize) {
    for entry in fs::read_dir(folder).expect("a folder of this crate") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            check(&path, seen);
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let found = forbidden(&text);
        assert!(found.is_empty(), "{}: {:?}", path.display(), found.first());
        *seen += 1;
    }
}

#[test]
fn nothing_claims_what_a_report_never_supports() {
    let mut seen = 0;
    for folder in ["story", "document", "screen", "text", "src"] {
        check(Path::new(folder), &mut seen);
    }
    assert!(seen > 80, "{seen} files");
}
