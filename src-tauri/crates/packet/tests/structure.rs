//! The finished file, parsed again: PDF/A-3a and PDF/UA-1 as far as a parser can tell, and its reading order.
#![allow(missing_docs)]

mod support;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};
use model::packet::AudienceProfile;
use support::pdf::{Pdf, attached};

fn client() -> (Vec<u8>, packet::Rendered) {
    let (source, shelf) = support::sample(20);
    let (bytes, rendered, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Client));
    (bytes, rendered)
}

#[test]
fn the_file_meets_its_standards() {
    let (bytes, rendered) = client();
    assert_eq!(rendered.warnings, Vec::<String>::new());
    let pdf = Pdf::open(&bytes);
    let catalogue = pdf.catalogue();

    let language = pdf.get(catalogue, "Lang").and_then(|lang| lang.as_str().ok()).expect("a language");
    assert_eq!(language, b"en-GB");
    let marks = pdf.get(catalogue, "MarkInfo").and_then(|marks| marks.as_dict().ok()).expect("MarkInfo");
    assert!(matches!(pdf.get(marks, "Marked"), Some(Object::Boolean(true))));
    let view = pdf.get(catalogue, "ViewerPreferences").and_then(|view| view.as_dict().ok()).expect("preferences");
    assert!(matches!(pdf.get(view, "DisplayDocTitle"), Some(Object::Boolean(true))));
    let intents = pdf.get(catalogue, "OutputIntents").and_then(|intents| intents.as_array().ok()).expect("intents");
    assert!(!intents.is_empty());
    let metadata = pdf.get(catalogue, "Metadata").and_then(|metadata| metadata.as_stream().ok()).expect("metadata");
    let xmp = String::from_utf8(metadata.get_plain_content().expect("XMP")).expect("XMP is text");
    for part in
        ["<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1</pdfuaid:part>"]
    {
        assert!(xmp.contains(part), "XMP lacks {part}");
    }
    assert!(pdf.get(catalogue, "Outlines").is_some(), "bookmarks");
    assert!(pdf.get(catalogue, "StructTreeRoot").is_some(), "a structure tree");
}

#[test]
fn figures_have_words_and_header_cells_have_scope() {
    let (bytes, _) = client();
    let pdf = Pdf::open(&bytes);
    let counts = pdf.element_counts();
    assert!(counts["Figure"] >= 8, "{counts:?}");
    assert!(counts["Table"] >= 20, "{counts:?}");
    assert!(counts["H1"] >= 10 && counts["H2"] >= 10, "{counts:?}");
    for element in pdf.elements() {
        match pdf.name(element, "S").as_deref() {
            Some("Figure") => {
                let alt = pdf.get(element, "Alt").and_then(|alt| alt.as_str().ok()).expect("a figure without words");
                assert!(alt.len() > 10);
            }
            Some("TH") => assert!(scope(&pdf, element).is_some(), "a header cell without scope: {element:?}"),
            _ => {}
        }
    }
    let scopes: BTreeSet<String> = pdf.elements().into_iter().filter_map(|element| scope(&pdf, element)).collect();
    assert!(scopes.contains("Row") && scopes.contains("Column"), "{scopes:?}");
}

fn scope(pdf: &Pdf, element: &Dictionary) -> Option<String> {
    match pdf.get(element, "A")? {
        Object::Dictionary(attributes) => pdf.name(attributes, "Scope"),
        Object::Array(all) => all.iter().find_map(|attributes| {
            let attributes = pdf.document.dereference(attributes).ok()?.1.as_dict().ok()?;
            pdf.name(attributes, "Scope")
        }),
        _ => None,
    }
}

#[test]
fn every_attachment_is_associated_and_byte_for_byte() {
    let (source, shelf) = support::sample(20);
    let (bytes, rendered, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Client));
    let pdf = Pdf::open(&bytes);
    let files = attached(&pdf);
    let associated: BTreeSet<_> = pdf
        .get(pdf.catalogue(), "AF")
        .and_then(|files| files.as_array().ok())
        .expect("associated files")
        .iter()
        .map(|file| file.as_reference().expect("a reference"))
        .collect();
    assert_eq!(associated, files.values().map(|(id, _, _)| *id).collect());
    for exhibit in &rendered.manifest.exhibits {
        for file in exhibit.files.iter().filter(|file| file.place == packet::FilePlace::Attached) {
            let (_, relationship, bytes) = &files[&file.name];
            assert_eq!(relationship, "Source");
            let original = shelf.0.values().find(|original| Some(&original.name) == file.original_name.as_ref());
            assert_eq!(*bytes, original.expect("an original").bytes);
            assert!(file.name.starts_with(&exhibit.id));
        }
    }
    for own in ["manifest.json", "SHA256SUMS", "log-extract.json"] {
        assert_eq!(files[own].1, "Data");
    }
    let attached_originals = rendered.manifest.exhibits.iter().flat_map(|e| &e.files);
    let expected = attached_originals.filter(|file| file.place == packet::FilePlace::Attached).count() + 3;
    assert_eq!(files.len(), expected);
}

#[test]
fn every_font_is_embedded() {
    let (bytes, _) = client();
    let pdf = Pdf::open(&bytes);
    let mut fonts = 0;
    for (_, object) in pdf.objects() {
        let Ok(dictionary) = object.as_dict() else { continue };
        if pdf.name(dictionary, "Type").as_deref() == Some("FontDescriptor") {
            fonts += 1;
            let embedded = ["FontFile", "FontFile2", "FontFile3"].into_iter().any(|key| dictionary.has(key.as_bytes()));
            assert!(embedded, "{:?}", pdf.name(dictionary, "FontName"));
            let name = pdf.name(dictionary, "FontName").unwrap_or_default();
            assert!(name.contains("Libertinus") || name.contains("DejaVu"), "a font that isn't bundled: {name}");
        }
    }
    assert!(fonts >= 3, "{fonts} fonts");
}
