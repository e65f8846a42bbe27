//! Jumps lead to their anchors, to none but theirs, and never nowhere.

use std::collections::BTreeMap;

use chrono::DateTime;
use typeset::{Blob, Compiled, Error, Job, Standards, compile};

fn laid_out(template: &str) -> Result<Compiled, Error> {
    let head = "#set document(title: \"Jumps\")\n#set text(font: \"Libertinus Serif\", lang: \"en\")\n";
    let template = [head, template].concat();
    compile(&Job {
        main: "/main.typ".to_owned(),
        files: BTreeMap::from([("/main.typ".to_owned(), Blob::from(template))]),
        identifier: "jumps".to_owned(),
        at: DateTime::parse_from_rfc3339("2026-11-20T18:00:00+01:00").expect("a date"),
        creator: "test".to_owned(),
        standards: Standards::Archive,
    })
}

#[test]
fn a_jump_leads_to_the_page_of_its_anchor() {
    let template = "= From\n#for n in range(3) [#jump(\"EX-002\", \"Exhibit EX-002\")[there] ]\n\
        #jump(\"EX-001\", \"Exhibit EX-001\")[and there]\n\
        #pagebreak()\n#anchor(\"EX-001\")\n= First\n#pagebreak()\n#anchor(\"EX-002\")\n= Second";
    let compiled = laid_out(template).expect("it is laid out");
    assert_eq!(compiled.pages(), 3);
    assert!(compiled.warnings().is_empty(), "{:?}", compiled.warnings());
    let file = compiled.export().expect("it meets its standards");
    let file = lopdf::Document::load_mem(&file).expect("a PDF");
    let pages: Vec<_> = file.get_pages().into_values().collect();
    let links = file.get_page_annotations(pages[0]).expect("annotations");
    let mut to = Vec::new();
    for link in links {
        let place = link.get_deref(b"Dest", &file).and_then(lopdf::Object::as_array).expect("a place in the file");
        let page = place[0].as_reference().expect("a page");
        let said = link.get(b"Contents").expect("what a screen reader says");
        to.push((pages.iter().position(|own| *own == page), lopdf::decode_text_string(said).expect("text")));
    }
    let second = (Some(2), "Exhibit EX-002".to_owned());
    assert_eq!(to, [second.clone(), second.clone(), second, (Some(1), "Exhibit EX-001".to_owned())]);
}

#[test]
fn a_jump_to_nothing_is_an_error() {
    let refused = laid_out("#jump(\"EX-003\", \"Exhibit EX-003\")[nowhere]").err().expect("it is refused");
    assert_eq!(refused.messages()[0].text, "a link leads to an anchor that isn't there");
}
