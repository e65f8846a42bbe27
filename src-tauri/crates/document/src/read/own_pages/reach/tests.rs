use lopdf::xref::XrefType;
use lopdf::{Document, EncryptionState, EncryptionVersion, LoadOptions, Object, Permissions, dictionary};
use model::exhibit::NotShown;
use proptest::prelude::*;

use super::super::taken;
use crate::own_pages::wire;

/// A document of `pages`, whose structure has so many parts for each.
fn tagged(pages: usize, parts: usize) -> Document {
    let mut document = Document::with_version("1.4");
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    let (root, outlines) = (document.new_object_id(), document.new_object_id());
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    // Names of fonts are free.
    let other = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier" });
    let mut kids = Vec::new();
    let mut structure = Vec::new();
    for number in 0..pages {
        let text = format!("BT /F 18 Tf 20 40 Td (Page {number}) Tj ET").into_bytes();
        let content = document.add_object(lopdf::Stream::new(lopdf::Dictionary::new(), text));
        let link = document.add_object(dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "Rect" => vec![1.into(), 2.into(), 30.into(), 40.into()],
            "A" => dictionary! { "S" => "URI", "URI" => Object::string_literal("https://example.org/") },
        });
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => root, "Contents" => content, "Annots" => vec![link.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F" => font, "SE" => other, "StructTreeRoot" => other } },
            "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()], "StructParents" => number as i64,
        });
        kids.push(page.into());
        for _ in 0..parts {
            let part = dictionary! { "Type" => "StructElem", "S" => "TD", "Pg" => page, "K" => number as i64 };
            structure.push(Object::Reference(document.add_object(part)));
        }
    }
    let title = Object::string_literal("One");
    let first = |all: &[Object]| all.first().cloned().unwrap_or(Object::Null);
    let target = vec![first(&kids), "Fit".into()];
    let mark = dictionary! { "Title" => title, "Parent" => outlines, "Dest" => target, "SE" => first(&structure) };
    let mark = document.add_object(mark);
    let top = dictionary! { "First" => mark, "Last" => mark, "Count" => 1 };
    document.objects.insert(outlines, top.into());
    let count = kids.len() as i64;
    document.objects.insert(root, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let structure = document.add_object(dictionary! { "Type" => "StructTreeRoot", "K" => structure });
    let catalogue = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => root, "Outlines" => outlines, "StructTreeRoot" => structure,
    });
    document.trailer.set("Root", catalogue);
    document
}

fn file(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes all");
    bytes
}

fn whole(bytes: &[u8]) -> Document {
    Document::load_mem_with_options(bytes, LoadOptions::default()).expect("a document")
}

/// What is taken out of a document, as it goes to the parent.
fn answer(document: &Document) -> Result<Vec<u8>, String> {
    taken(document).map(|(pages, shapes)| wire::encode(&pages, &shapes)).map_err(|reason| reason.to_string())
}

#[test]
fn the_same_is_taken_out_of_what_is_reached_as_of_all() {
    let bytes = file(tagged(3, 50));
    let (reached, all) = (super::open(&bytes).expect("it is plain"), whole(&bytes));
    assert_eq!(answer(&reached), answer(&all));
    assert!(answer(&all).is_ok());
    assert!(all.objects.len() > reached.objects.len() + 149, "{} of {}", reached.objects.len(), all.objects.len());
}

#[test]
fn what_is_not_plain_is_left_to_reading_all() {
    let plain = file(tagged(1, 1));
    let put = |from: &str, to: &str| {
        let at = memchr::memmem::rfind(&plain, from.as_bytes()).expect("it stands there");
        [&plain[..at], to.as_bytes(), &plain[at + from.len()..]].concat()
    };
    for (why, bytes) in [
        ("an earlier table", put("/Root", "/Prev 20/Root")),
        ("encryption", put("/Root", "/Encrypt 1 0 R/Root")),
        ("no table", put("startxref", "startxxxx")),
        ("objects after the table", put("%%EOF", "%%EOF\n90 0 obj null endobj")),
        ("an object that isn't listed", put("/Root", "/Info 900 0 R/Root")),
        ("objects within a stream", put("/Length ", "/Type/ObjStm/Length ")),
        ("something before it", [&b"junk\n"[..], &plain].concat()),
        ("an object under another number", put("\n7 0 obj", "\n9 0 obj")),
        ("a length that stands nowhere", put("/Length ", "/Longth ")),
    ] {
        assert!(super::open(&bytes).is_none(), "{why}");
    }
    let mut locked = tagged(2, 2);
    locked.trailer.set("ID", vec![Object::string_literal("one"), Object::string_literal("two")]);
    let version = EncryptionVersion::V2 {
        document: &locked,
        owner_password: "owner",
        user_password: "",
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).expect("a way to encrypt");
    locked.encrypt(&state).expect("it can be encrypted");
    let locked = file(locked);
    assert!(super::open(&locked).is_none(), "an owner's password alone");
    assert!(matches!(super::super::open(&locked), Err(NotShown::Locked)), "an owner's password alone");
    let mut packed = Vec::new();
    let options = lopdf::SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build();
    tagged(2, 2).save_with_options(&mut packed, options).expect("memory takes all");
    assert!(super::open(&packed).is_none(), "objects within objects");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_documents_are_read_as_ever(places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)) {
        let mut bytes = file(tagged(2, 2));
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(reached) = super::open(&bytes) {
            let all = Document::load_mem_with_options(&bytes, LoadOptions::default());
            let all = all.map(|all| answer(&all)).map_err(|error| error.to_string());
            prop_assert_eq!(Ok(answer(&reached)), all);
        }
    }
}
