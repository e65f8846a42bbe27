//! A page with texts for several sheets becomes as many, each with its own, and all else follows: numbers, links, structure.

mod support;

use support::laid_out;
use typeset::Compiled;

/// Three sheets between a page that links to the last one, and that one.
const THREE: &str = "#set page(width: 300pt, height: 200pt)
#let stamp = context {
  let first = counter(page).get().first() - 2
  [always #each(range(3).map(n => \"sheet \" + str(first + n) + \" of \" + str(counter(page).final().first())))]
}
= Before
#jump(\"last\", \"the last page\")[to the last]
#page(footer: stamp)[#counter(page).update(n => n + 2) #metadata(none) <run>]
#anchor(\"last\")
= After
Page #context counter(page).get().first() <last>";

fn written(compiled: &Compiled) -> lopdf::Document {
    assert!(compiled.warnings().is_empty(), "{:?}", compiled.warnings());
    let file = compiled.export().expect("it meets its standards");
    lopdf::Document::load_mem(&file).expect("a PDF")
}

fn words(file: &lopdf::Document) -> Vec<String> {
    let pages = file.get_pages();
    let of = |number: &u32| file.extract_text(&[*number]).expect("text");
    pages.keys().map(|number| of(number).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_page_becomes_as_many_as_it_has_texts() {
    let compiled = laid_out(THREE).expect("it is laid out");
    assert_eq!((compiled.pages(), compiled.page_of("run"), compiled.page_of("last")), (5, Some(2), Some(5)));
    let words = words(&written(&compiled));
    for (page, text) in words[1..4].iter().zip(["sheet 2 of 5", "sheet 3 of 5", "sheet 4 of 5"]) {
        assert!(page.contains("always") && page.contains(text), "{page:?}");
        assert_eq!(page.matches("sheet").count(), 1, "{page:?}");
    }
    assert!(words[4].contains("After") && words[4].contains("Page 5"), "{:?}", words[4]);
}

#[test]
fn links_and_bookmarks_lead_behind_the_sheets() {
    let file = written(&laid_out(THREE).expect("it is laid out"));
    let pages: Vec<_> = file.get_pages().into_values().collect();
    let to = |holder: &lopdf::Dictionary| {
        let place = holder.get_deref(b"Dest", &file).and_then(lopdf::Object::as_array).expect("a place");
        pages.iter().position(|page| place[0].as_reference().is_ok_and(|there| there == *page))
    };
    let links = file.get_page_annotations(pages[0]).expect("links");
    assert_eq!(links.into_iter().map(&to).collect::<Vec<_>>(), [Some(4)]);
    let outlines = file.catalog().and_then(|root| root.get_deref(b"Outlines", &file)).and_then(lopdf::Object::as_dict);
    let last = outlines.and_then(|all| all.get_deref(b"Last", &file)).and_then(lopdf::Object::as_dict).expect("one");
    assert_eq!(to(last), Some(4));
}

#[test]
fn what_stands_on_the_sheets_is_an_artifact() {
    let file = written(&laid_out(THREE).expect("it is laid out"));
    let pages: Vec<_> = file.get_pages().into_values().collect();
    assert_eq!(pages.len(), 5);
    for page in &pages[1..4] {
        let content = String::from_utf8_lossy(&file.get_page_content(*page)).into_owned();
        assert!(content.contains("/Artifact"), "{content}");
        assert!(!content.contains("/Span") && !content.contains("/P "), "{content}");
    }
}

#[test]
fn texts_end_at_one_place_where_they_are_to() {
    let template = "#set page(width: 200pt, height: 100pt, margin: 10pt)
        #page(footer: none, header: align(right, each((\"iii\", \"WWWWW\"), ending: true)))[]";
    let compiled = laid_out(template).expect("it is laid out");
    assert_eq!(compiled.pages(), 2);
    let file = written(&compiled);
    // The matrix of the text begins further right where the text is shorter, by as much as it is.
    let start = |page: u32| {
        let content = file.get_page_content(file.get_pages()[&page]);
        let content = lopdf::content::Content::decode(&content).expect("a content");
        let moves =
            content.operations.iter().filter(|operation| operation.operator == "Tm" || operation.operator == "cm");
        moves.map(|operation| operation.operands[4].as_float().expect("a number")).sum::<f32>()
    };
    let widths = ["iii", "WWWWW"].map(|text| (typeset::extent(text).width * 11.0) as f32);
    assert!((start(1) - start(2) - (widths[1] - widths[0])).abs() < 0.1, "{} {} {widths:?}", start(1), start(2));
}

#[test]
fn places_with_other_numbers_of_texts_are_refused() {
    for template in ["#page(header: each((\"a\", \"b\")), footer: each((\"a\",)))[]", "#page(header: each(()))[]"] {
        let refused = laid_out(template).err().expect("it is refused");
        assert_eq!(refused.messages()[0].text, "the texts of a page that is several aren't as many");
    }
}
