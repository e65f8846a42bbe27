//! What is written is read again, and nothing that the allow-list doesn't know.

use super::*;

fn name(text: &str) -> OwnValue {
    OwnValue::Name(text.as_bytes().to_vec())
}

fn dictionary(entries: &[(&str, OwnValue)]) -> OwnValue {
    OwnValue::Dictionary(entries.iter().map(|(key, value)| (key.as_bytes().to_vec(), value.clone())).collect())
}

/// One page that draws one word, with two links and a bookmark.
pub(crate) fn pages() -> OwnPages {
    let form = dictionary(&[
        ("Subtype", name("Form")),
        ("BBox", OwnValue::Array([0, 0, 200, 100].map(OwnValue::Integer).to_vec())),
        ("Resources", OwnValue::Object(1)),
    ]);
    let fonts = dictionary(&[("F 1", dictionary(&[("Subtype", name("Type1")), ("BaseFont", name("Helvetica"))]))]);
    let link = |target| OwnLink { area: [1.0, 2.0, 3.0, 4.0], target };
    let object = |value, stream| OwnObject { value, stream };
    OwnPages {
        objects: vec![
            object(form, Some(0..3)),
            object(dictionary(&[("Font", fonts), ("Properties", OwnValue::Object(3))]), None),
            object(dictionary(&[("Type", name("OCG")), ("Name", OwnValue::Text(b"ink".to_vec()))]), None),
            object(dictionary(&[("L", OwnValue::Object(2))]), None),
        ],
        bytes: b"q Q".to_vec(),
        pages: vec![OwnPage {
            edges: [0.0, 0.0, 200.0, 100.0],
            turns: 1,
            unit: 1.0,
            drawn: vec![OwnDrawing { object: 0, place: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0] }],
            links: vec![
                link(OwnTarget::Page { page: 0, at: Some([5.0, 6.0]) }),
                link(OwnTarget::Address("https://host.example/".to_owned())),
            ],
        }],
        bookmarks: vec![OwnBookmark { depth: 0, title: "Ünü".to_owned(), target: None }],
        layers: vec![OwnLayer { object: 2, is_shown: false }],
        left_out: 7,
        undrawn: 8,
    }
}

/// What each of their objects is.
pub(crate) fn shapes() -> Vec<Shape> {
    vec![
        Shape::Stream(Kind::XObject),
        Shape::Dictionary(Kind::Resources),
        Shape::Dictionary(Kind::Layer),
        Shape::Map(Kind::Layer),
    ]
}

#[test]
fn pages_come_as_they_went() {
    let (sent, answer) = (pages(), encode(&pages(), &shapes()));
    let taken = decode(answer).expect("pages");
    assert_eq!(taken.stream(&taken.objects[0]), Some(&b"q Q"[..]));
    let values = |pages: &OwnPages| pages.objects.iter().map(|object| object.value.clone()).collect::<Vec<_>>();
    assert_eq!(values(&taken), values(&sent));
    assert_eq!((taken.pages, taken.bookmarks, taken.layers), (sent.pages, sent.bookmarks, sent.layers));
    assert_eq!((taken.left_out, taken.undrawn), (7, 8));
}

#[test]
fn what_is_cut_or_goes_on_is_refused() {
    let whole = encode(&pages(), &shapes());
    for length in 0..whole.len() {
        assert_eq!(decode(whole[..length].to_vec()), None, "{length}");
    }
    assert_eq!(decode([&whole[..], b"\0"].concat()), None);
}

/// What becomes of the sample when it is changed.
fn changed(change: impl FnOnce(&mut OwnPages, &mut Vec<Shape>)) -> Option<OwnPages> {
    let (mut pages, mut shapes) = (pages(), shapes());
    change(&mut pages, &mut shapes);
    decode(encode(&pages, &shapes))
}

fn put(pages: &mut OwnPages, object: usize, key: &str, value: OwnValue) {
    let OwnValue::Dictionary(entries) = &mut pages.objects[object].value else { panic!("no dictionary") };
    entries.push((key.as_bytes().to_vec(), value));
}

#[test]
fn an_object_that_could_act_is_refused() {
    let script = || dictionary(&[("S", name("JavaScript")), ("JS", OwnValue::Text(b"app.alert(1)".to_vec()))]);
    for key in ["AA", "A", "OpenAction", "JS", "EF", "F", "AF", "Names", "Ref", "Metadata", "StructParents"] {
        assert_eq!(changed(|pages, _| put(pages, 0, key, script())), None, "{key}");
        assert_eq!(changed(|pages, _| put(pages, 0, key, OwnValue::Object(1))), None, "{key}");
    }
    assert_eq!(changed(|pages, _| put(pages, 0, "Matrix", script())), None, "a dictionary where numbers are");
    assert_eq!(changed(|pages, _| put(pages, 0, "Filter", name("Crypt"))), None);
    assert_eq!(changed(|pages, _| put(pages, 0, "Type", name("ObjStm"))), None);
    assert!(changed(|pages, _| put(pages, 0, "Filter", name("FlateDecode"))).is_some());
}

#[test]
fn a_map_that_could_be_taken_for_something_else_is_refused() {
    let drawn = || dictionary(&[("Name", OwnValue::Text(b"ink".to_vec()))]);
    assert!(changed(|pages, _| put(pages, 3, "EF", drawn())).is_some(), "a name of the document's own");
    let text = || OwnValue::Text(b"manifest.json".to_vec());
    for (key, value) in [
        ("UF", text()),
        ("F", text()),
        ("EF", OwnValue::Null),
        ("N", OwnValue::Integer(1)),
        ("Type", name("XRef")),
        ("Type", name("ObjStm")),
        ("Linearized", drawn()),
    ] {
        assert_eq!(changed(|pages, _| put(pages, 3, key, value)), None, "{key}");
    }
}

#[test]
fn objects_stand_only_where_their_kind_may() {
    for other in [0, 2, 3, 4, u32::MAX] {
        let resources = move |pages: &mut OwnPages, _: &mut Vec<Shape>| {
            pages.objects[0].value = dictionary(&[("Resources", OwnValue::Object(other))]);
        };
        assert_eq!(changed(resources), None, "{other}");
    }
    assert_eq!(changed(|pages, _| pages.pages[0].drawn[0].object = 1), None);
    assert_eq!(changed(|pages, _| pages.layers[0].object = 0), None);
    assert_eq!(changed(|_, shapes| shapes[2] = Shape::Stream(Kind::Layer)), None);
}

#[test]
fn places_numbers_and_targets_are_bounded() {
    let page = |change: fn(&mut OwnPage)| changed(|pages, _| change(&mut pages.pages[0]));
    assert_eq!(page(|page| page.edges[2] = 1e9), None);
    assert_eq!(page(|page| page.edges[2] = f32::NAN), None);
    assert_eq!(page(|page| page.edges = [5.0; 4]), None);
    assert_eq!(page(|page| page.turns = 4), None);
    assert_eq!(page(|page| page.unit = 0.0), None);
    assert_eq!(page(|page| page.links[0].target = OwnTarget::Page { page: 1, at: None }), None);
    assert_eq!(page(|page| page.links[0].target = OwnTarget::Address("file:///x".to_owned())), None);
    assert!(page(|page| page.links[0].area = page.edges).is_some());
    for area in [[-1.0, 2.0, 3.0, 4.0], [1.0, -1.0, 3.0, 4.0], [1.0, 2.0, 201.0, 4.0], [1.0, 2.0, 3.0, 101.0]] {
        assert_eq!(changed(|pages, _| pages.pages[0].links[0].area = area), None, "{area:?} is not within the page");
    }
    assert_eq!(page(|page| page.links[0].area = [3.0, 2.0, 1.0, 4.0]), None);
    assert_eq!(page(|page| page.links[0].area[0] = f32::NAN), None);
    let bookmark = |change: fn(&mut OwnBookmark)| changed(|pages, _| change(&mut pages.bookmarks[0]));
    assert_eq!(bookmark(|it| it.depth = 1), None);
    assert_eq!(bookmark(|it| it.title = "a\u{202E}b".to_owned()), None);
    assert_eq!(bookmark(|it| it.title = "x".repeat(MOST_TITLE + 1)), None);
}

#[test]
fn nesting_and_numbers_of_values_end() {
    let deep = |depth: usize| (0..depth).fold(OwnValue::Integer(1), |inner, _| OwnValue::Array(vec![inner]));
    assert!(changed(|pages, _| put(pages, 0, "Decode", deep(MOST_DEPTH - 1))).is_some());
    assert_eq!(changed(|pages, _| put(pages, 0, "Decode", deep(MOST_DEPTH + 1))), None);
    let many = || OwnValue::Array(vec![OwnValue::Null; MOST_VALUES]);
    assert_eq!(changed(|pages, _| put(pages, 0, "Decode", many())), None);
}
