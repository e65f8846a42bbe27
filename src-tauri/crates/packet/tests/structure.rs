//! The finished file, parsed again: PDF/A-3a and PDF/UA-1 as far as a parser can tell, and its reading order.
#![allow(missing_docs)]

mod support;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object};
use model::packet::{AudienceProfile, Section};
use support::pdf::{Pdf, attached, text};

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
fn bookmarks_are_three_levels_deep_and_named_as_the_headings_are() {
    let (bytes, _) = client();
    let titles = Pdf::open(&bytes).outline();
    assert!(titles.iter().all(|(_, title)| !title.is_empty() && title.trim() == title), "{titles:#?}");
    let depths: BTreeSet<usize> = titles.iter().map(|(depth, _)| *depth).collect();
    assert!(depths.is_superset(&BTreeSet::from([0, 1, 2])), "{depths:?}");
    let first: Vec<&str> = titles.iter().filter(|(depth, _)| *depth == 0).map(|(_, title)| title.as_str()).collect();
    let unnumbered: Vec<&str> = first.iter().copied().filter(|title| !title.starts_with(char::is_numeric)).collect();
    assert_eq!(unnumbered, ["Contents", "Check record"], "{first:#?}");
    assert!(first.contains(&"1 How to read and check this packet"), "{first:#?}");
}

#[test]
fn figures_have_words_and_header_cells_have_scope() {
    let (bytes, _) = client();
    let pdf = Pdf::open(&bytes);
    let counts = pdf.element_counts();
    assert!(counts["Figure"] >= 5, "{counts:?}");
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

#[test]
fn a_link_says_where_it_leads() {
    let (bytes, rendered) = client();
    let pdf = Pdf::open(&bytes);
    let dictionaries = pdf.objects().filter_map(|(_, object)| object.as_dict().ok());
    let links = dictionaries.filter(|dictionary| pdf.name(dictionary, "Subtype").as_deref() == Some("Link"));
    let words: BTreeSet<String> = links
        .map(|link| {
            let words = pdf.get(link, "Contents").and_then(|words| words.as_str().ok()).expect("a link without words");
            text(words).trim().to_owned()
        })
        .collect();
    assert!(!words.contains("Section") && !words.contains(""), "a link that names nothing: {words:?}");
    for exhibit in &rendered.manifest.exhibits {
        let named = words.iter().any(|words| words.starts_with(&format!("Exhibit {}:", exhibit.id)));
        assert!(named, "no link names {}: {words:?}", exhibit.id);
    }
}

/// The sections of the period, of others' part and of the requests stand in the auditor's packet in their order, each
/// picture with its words.
#[test]
fn the_sections_of_the_period_stand_in_order() {
    let (source, shelf) = support::sample(20);
    let (bytes, rendered, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Auditor));
    let place = |section| rendered.manifest.sections.iter().position(|own| *own == section).expect("the section");
    let order = [Section::Organisations, Section::ControlMatrix, Section::PeriodCalendar, Section::Requests];
    assert!(order.map(place).is_sorted());
    let pdf = Pdf::open(&bytes);
    let words: Vec<String> = pdf
        .elements()
        .into_iter()
        .filter(|element| pdf.name(element, "S").as_deref() == Some("Figure"))
        .filter_map(|element| pdf.get(element, "Alt").and_then(|alt| lopdf::decode_text_string(alt).ok()))
        .collect();
    let calendar = words.iter().find(|words| words.starts_with("Period calendar of ")).expect("the calendar");
    assert!(
        calendar.contains(" missed") && calendar.contains(" evidenced") && calendar.contains(" upcoming"),
        "{calendar}"
    );
    let text = pdf.pages().join(" ");
    for words in ["Still possible on 20 November 2026", "No longer possible on 20 November 2026", "4.2.1 b", "CUEC-01"]
    {
        assert!(text.contains(words), "{words}");
    }
}

/// The longest texts that the vault takes break over pages, where a row that stays whole would run off one.
#[test]
fn no_text_is_too_long_for_its_page() {
    let (mut source, shelf) = support::sample(6);
    let long = |name: &str| format!("BEGIN{name} {} END{name}", "Überprüfungsprotokollierung of it ".repeat(500));
    source.requests[0].wording = long("WORDING");
    source.occurrences[0].exception = Some(long("EXCEPTION"));
    source.populations[0].query = long("QUERY");
    source.organisations[0].complementary[0].text = long("EXPECTED");
    source.organisations[1].services = vec![long("SERVICE")];
    source.user_controls[0].statement = long("STATEMENT");
    source.commitments[0].text = long("COMMITMENT");
    source.findings[1].wording = long("FINDING");
    source.findings[1].cause = long("CAUSE");
    source.findings[1].response.as_mut().expect("a response").text = long("RESPONSE");
    source.tasks[3].description = long("TASK");
    source.tasks[4].state = model::task::TaskState::Blocked { reason: long("REASON") };
    source.tasks[0].done.as_mut().expect("is done").note = long("DONE");
    let (bytes, rendered, _) = support::render(&source, &shelf, &support::options(AudienceProfile::Client));
    assert_eq!(rendered.warnings, Vec::<String>::new());
    let pages = Pdf::open(&bytes).pages();
    let page = |words: &str| pages.iter().position(|page| page.contains(words)).unwrap_or_else(|| panic!("{words}"));
    let names = "WORDING EXCEPTION QUERY EXPECTED SERVICE STATEMENT COMMITMENT FINDING CAUSE RESPONSE TASK REASON DONE";
    for name in names.split(' ') {
        assert!(page(&format!("BEGIN{name}")) < page(&format!("END{name}")), "{name} stays on one page");
    }
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
    let options = support::signed_options(AudienceProfile::Client, 1);
    let (bytes, rendered, _) = support::render(&source, &shelf, &options);
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
    for own in ["manifest.json", "SHA256SUMS", "log-extract.json", "signing-key.pem", "manifest.json.sig"] {
        assert_eq!(files[own].1, "Data");
    }
    let attached_originals = rendered.manifest.exhibits.iter().flat_map(|e| &e.files);
    let expected = attached_originals.filter(|file| file.place == packet::FilePlace::Attached).count() + 5;
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
