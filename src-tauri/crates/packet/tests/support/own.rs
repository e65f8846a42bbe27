//! Own pages as a document reader gives them: upright, turned by a quarter, small and cropped; with links, bookmarks and a
//! layer that isn't shown.

use super::*;

fn name(text: &str) -> OwnValue {
    OwnValue::Name(text.as_bytes().to_vec())
}

fn dictionary(entries: &[(&str, OwnValue)]) -> OwnValue {
    OwnValue::Dictionary(entries.iter().map(|(key, value)| (key.as_bytes().to_vec(), value.clone())).collect())
}

/// Sizes and turns of the pages.
const PAGES: [([f32; 4], u8); 4] = [
    ([0.0, 0.0, 595.0, 842.0], 0),
    ([0.0, 0.0, 595.0, 842.0], 1),
    ([100.0, 100.0, 250.0, 180.0], 2),
    ([0.0, 0.0, 2384.0, 3370.0], 3),
];

/// The pages of a policy; each says which it is, in words that nothing else of a packet says.
pub fn own_pages() -> OwnPages {
    let mut pages = OwnPages { left_out: 2, undrawn: 0, ..OwnPages::default() };
    let mut add = |value, content: Option<&str>| {
        let start = pages.bytes.len();
        pages.bytes.extend(content.unwrap_or_default().as_bytes());
        let stream = content.map(|_| start..pages.bytes.len());
        pages.objects.push(OwnObject { value, stream });
        pages.objects.len() as u32 - 1
    };
    let font = dictionary(&[("Type", name("Font")), ("Subtype", name("Type1")), ("BaseFont", name("Helvetica"))]);
    let font = add(font, None);
    // The names of fonts are the document's own, and one is that under which files are attached.
    let fonts = add(dictionary(&[("F1", OwnValue::Object(font)), ("EF", OwnValue::Object(font))]), None);
    let layer = add(dictionary(&[("Type", name("OCG")), ("Name", OwnValue::Text(b"Draft (1)".to_vec()))]), None);
    let resources = add(
        dictionary(&[("Font", OwnValue::Object(fonts)), ("Properties", dictionary(&[("L", OwnValue::Object(layer))]))]),
        None,
    );
    let mut drawn = Vec::new();
    for (at, (edges, _)) in PAGES.iter().enumerate() {
        let form = dictionary(&[
            ("Type", name("XObject")),
            ("Subtype", name("Form")),
            ("BBox", OwnValue::Array(edges.map(OwnValue::Real).to_vec())),
            ("Resources", OwnValue::Object(resources)),
        ]);
        let [left, lower, right, upper] = *edges;
        let size = (upper - lower) / 20.0;
        // It draws over its edges, leaves a state saved, a text and the words of a hidden layer unended, and ends states too many.
        let content = format!(
            "Q Q 0.9 0.95 1 rg -9000 -9000 18000 18000 re f 0 g 1 0 0 RG {} w {left} {lower} {} {} re S q BT /F1 {size} Tf {} {} \
             Td (Ownsheet{} of the policy) Tj /OC /L BDC (Hiddenword) Tj (unended",
            size / 8.0,
            right - left,
            upper - lower,
            left + size,
            lower + size * 3.0,
            at + 1,
        );
        drawn.push(add(form, Some(&content)));
    }
    for ((edges, turns), object) in PAGES.into_iter().zip(drawn) {
        let place = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        let [left, lower, ..] = edges;
        let area = [left + 5.0, lower + 5.0, left + 60.0, lower + 20.0];
        let there = OwnTarget::Page { page: 2, at: Some([100.0, 180.0]) };
        let away = OwnTarget::Address("https://policy.example/annex".to_owned());
        let link = |target| OwnLink { area, target };
        pages.pages.push(OwnPage {
            edges,
            turns,
            unit: 1.0,
            drawn: vec![OwnDrawing { object, place }],
            links: vec![link(there), link(away)],
        });
    }
    let bookmark = |depth, title: &str, page| OwnBookmark {
        depth,
        title: title.to_owned(),
        target: Some(OwnTarget::Page { page, at: None }),
    };
    pages.bookmarks = vec![bookmark(0, "Rôles", 0), bookmark(1, "Annex of roles", 2), bookmark(0, "Ende", 3)];
    pages.layers = vec![OwnLayer { object: layer, is_shown: false }];
    pages
}
