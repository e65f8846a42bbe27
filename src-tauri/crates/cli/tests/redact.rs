//! Redacting at the terminal: by column and cell, what is said, what is saved, and taking it back.
#![allow(missing_docs)]

mod support;

use support::{code, done, in_vault, text, vault};

const CSV: &str = "user,code\nann,Z4711Q\nbob,none\n";

#[test]
fn a_column_is_redacted_saved_both_ways_and_taken_back() {
    let folder = vault();
    std::fs::write(folder.path().join("codes.csv"), CSV).expect("writes");
    done(&folder, &["evidence", "add", "codes.csv", "--kind", "log", "--control", "CORE-24"]);
    let why = ["--reason", "Door codes of staff"];
    let redact = |what: &[&'static str]| [&["evidence", "redact", "EV-0001"], what, &why[..]].concat();
    done(&folder, &redact(&["--column", "code"]));
    let said = done(&folder, &redact(&["--cell", "2:1"]));
    assert!(said.contains("Packets hold codes.redacted.csv") && said.contains("--redacted"), "{said}");
    assert!(said.contains("in all: column 2 and 1 cell."), "{said}");
    let again = done(&folder, &["evidence", "add", "codes.csv", "--kind", "log"]);
    assert!(again.contains("What is redacted in EV-0001 isn't here"), "{again}");
    let shown = done(&folder, &["evidence", "show", "EV-0001"]);
    assert!(shown.contains("Redacted: column 2 and 1 cell by Ines Okafor"), "{shown}");
    assert!(shown.contains("Door codes of staff") && shown.contains("redacted for packets"), "{shown}");
    for (flags, name, content) in [
        (&["--redacted"][..], "EV-0001_codes.redacted.csv", "user,code\nann,[redacted]\n[redacted],[redacted]\n"),
        (&[], "EV-0001_codes.csv", CSV),
    ] {
        done(&folder, &[&["evidence", "save", "EV-0001", "."], flags].concat());
        assert_eq!(std::fs::read_to_string(folder.path().join(name)).expect("reads"), content);
    }
    for (what, words) in [
        (&[][..], "--area, --column or --cell"),
        (&["--area", "1:0,0,10"], "PAGE:X,Y,W,H"),
        (&["--area", "1:0,0,10,nan"], "PAGE:X,Y,W,H"),
        (&["--area", "1:0,0,10,10"], "columns and cells"),
        (&["--cell", "3"], "ROW:COLUMN"),
        (&["--column", "salary"], "heading"),
        (&["--column", "code", "--file", "2"], "has no file 2"),
    ] {
        let refused = in_vault(&folder, &redact(what));
        assert_ne!(code(&refused), 0, "{what:?}");
        assert!(text(&refused.stderr).contains(words), "{what:?}: {}", text(&refused.stderr));
    }
    let back = done(&folder, &["evidence", "unredact", "EV-0001", "--reason", "The codes were changed"]);
    assert!(back.contains("Packets hold the original again"), "{back}");
    assert_eq!(done(&folder, &["check"]).matches("sound").count().min(1), 1);
}
