//! Jumps lead to their anchors, to none but theirs, and never nowhere.

mod support;

use support::laid_out;

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
