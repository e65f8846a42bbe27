//! The own pages of a PDF, through a real child: what is kept, what is left out, and that whoever made the file to do harm gets
//! an ordinary result.

#[path = "hostile/made.rs"]
mod made;
mod support;

use made::*;
use model::exhibit::NotShown;
use model::own_pages::{OwnPages, OwnTarget, OwnValue};
use support::*;

fn own_pages(file: &[u8]) -> Result<OwnPages, NotShown> {
    reader().own_pages(&mut &file[..], file.len() as u64).expect("no failure of ours")
}

/// Every key and name in the objects.
fn names(pages: &OwnPages) -> Vec<String> {
    fn gather(value: &OwnValue, names: &mut Vec<String>) {
        match value {
            OwnValue::Name(name) => names.push(String::from_utf8_lossy(name).into_owned()),
            OwnValue::Array(values) => values.iter().for_each(|value| gather(value, names)),
            OwnValue::Dictionary(entries) => entries.iter().for_each(|(key, value)| {
                names.push(String::from_utf8_lossy(key).into_owned());
                gather(value, names);
            }),
            _ => {}
        }
    }
    let mut names = Vec::new();
    pages.objects.iter().for_each(|object| gather(&object.value, &mut names));
    names
}

/// The catalogue of a PDF with one page, and more in both.
fn with(catalogue: &str, page: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    let content = stream("", b"BT /F 18 Tf 20 40 Td (Hello) Tj ET");
    let file = one_page(content, &format!("{FONT}{page}"), more);
    rebuilt(&file, catalogue)
}

/// The file with more in its catalogue, its table of places made anew.
fn rebuilt(file: &[u8], catalogue: &str) -> Vec<u8> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let whole = text(file);
    let body: Vec<&str> = whole.split("\nendobj\n").collect();
    let objects = body[..body.len() - 1].iter().map(|object| {
        let inner = object.split_once(" 0 obj\n").expect("an object").1;
        inner.replacen("/Type/Catalog", &format!("/Type/Catalog{catalogue}"), 1).into_bytes()
    });
    pdf(&objects.collect::<Vec<_>>())
}

#[test]
fn whoever_made_a_file_to_do_harm_gets_an_ordinary_result() {
    type Case = (&'static str, fn() -> Vec<u8>, fn(&Result<OwnPages, NotShown>) -> bool);
    let damaged = |it: &Result<OwnPages, NotShown>| matches!(it, Err(NotShown::Damaged(_)));
    let refused = |it: &Result<OwnPages, NotShown>| matches!(it, Err(NotShown::Damaged(_) | NotShown::Unsafe(_)));
    let locked = |it: &Result<OwnPages, NotShown>| matches!(it, Err(NotShown::Locked));
    let any = |it: &Result<OwnPages, NotShown>| !matches!(it, Err(NotShown::NotConfined(_)));
    let taken = |it: &Result<OwnPages, NotShown>| it.is_ok();
    let corpus: &[Case] = &[
        ("locked-by-password.pdf", locked_file, locked),
        ("cut-in-the-middle.pdf", || halved(text_page("Half of this", "")), damaged),
        ("header-only.pdf", || b"%PDF-1.7\n".to_vec(), damaged),
        ("empty.pdf", Vec::new, damaged),
        ("page-tree-with-a-loop.pdf", page_tree_loop, damaged),
        ("page-tree-of-itself.pdf", page_tree_of_itself, damaged),
        ("without-pages.pdf", without_pages, damaged),
        ("kids-without-end.pdf", kids_without_end, refused),
        ("cross-reference-loop.pdf", xref_loop, any),
        ("arrays-nested-200000-deep.pdf", || nested("[", "]", 200_000), refused),
        ("dictionaries-nested-200000-deep.pdf", || nested("<</A", ">>", 200_000), refused),
        ("arrays-that-hold-themselves.pdf", arrays_of_themselves, refused),
        ("arrays-that-laugh-a-billion-times.pdf", arrays_that_laugh, refused),
        ("object-stream-unpacks-to-2-gigabytes.pdf", object_stream_bomb, refused),
        ("content-in-two-streams-unpacks-to-4-gigabytes.pdf", two_streams_bomb, refused),
        // Nothing unpacks them here: whoever reads the packet meets what is in the original.
        ("content-unpacks-to-4-gigabytes.pdf", || content_bomb(4 << 30), taken),
        ("form-that-draws-itself.pdf", form_of_itself, taken),
        ("patterns-that-paint-each-other-10-deep.pdf", patterns_that_multiply, taken),
        (
            "page-of-a-million-kilometres.pdf",
            || text_page("far", "/CropBox[0 0 3e9 3e9]/MediaBox[0 0 3e9 3e9]"),
            damaged,
        ),
        ("stream-decrypted-by-a-filter.pdf", || one_page(stream("/Filter/Crypt", b"q Q"), "", vec![]), refused),
    ];
    let mut wrong = Vec::new();
    for (name, make, holds) in corpus {
        let outcome = own_pages(&make());
        println!("{name}: {:?}", outcome.as_ref().map(|it| it.pages.len()));
        if !holds(&outcome) {
            wrong.push(format!("{name}: {:?}", outcome.map(|it| it.pages.len())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn locked_file() -> Vec<u8> {
    made::locked()
}

fn kids_without_end() -> Vec<u8> {
    let kids = "4 0 R ".repeat(6_000);
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count 36000000>>", "3 0 R ".repeat(6_000)).into_bytes(),
        format!("<</Type/Pages/Parent 2 0 R/Kids[{kids}]/Count 6000>>").into_bytes(),
        b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]>>".to_vec(),
    ])
}

fn arrays_of_themselves() -> Vec<u8> {
    one_page(stream("", b"q Q"), "/Resources<</ColorSpace<</C 5 0 R>>>>", vec![b"[/Indexed 5 0 R 5 0 R]".to_vec()])
}

fn arrays_that_laugh() -> Vec<u8> {
    let laughs = (0..10).map(|at| {
        let next = format!("{} 0 R ", at + 6).repeat(10);
        if at < 9 { format!("[{next}]").into_bytes() } else { b"[/Ha]".to_vec() }
    });
    one_page(stream("", b"q Q"), "/Resources<</ColorSpace<</C 5 0 R>>>>", laughs.collect())
}

fn object_stream_bomb() -> Vec<u8> {
    let packed = deflated(&mut std::io::Read::take(std::io::repeat(b' '), 2 << 30));
    let holder = stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &packed);
    // What should lie in it is needed by the page, and isn't found.
    let file = one_page(stream("", b"q Q"), "/Resources 9 0 R", vec![holder]);
    let (table, end) = ("0000000000 65535 f \n", file.len());
    assert!(String::from_utf8_lossy(&file[end - 400.min(end)..]).contains(table));
    with_compressed_object(&file)
}

/// The file with a cross-reference stream, by which object 9 lies in the object stream 5.
fn with_compressed_object(file: &[u8]) -> Vec<u8> {
    let at =
        |text: &str| file.windows(text.len()).position(|window| window == text.as_bytes()).expect("the text is there");
    let body = &file[..at("xref\n0 ")];
    let places = (1..=5).map(|number| at(&format!("\n{number} 0 obj\n")) as u32 + 1);
    let mut rows = vec![0, 0, 0, 0, 0, 0];
    let mut row = |kind: u8, place: u32| {
        rows.push(kind);
        rows.extend(place.to_be_bytes());
        rows.push(0);
    };
    places.for_each(|place| row(1, place));
    [0, 0, 0].iter().for_each(|_| row(0, 0));
    row(2, 5);
    let head = format!("/Type/XRef/Size 10/W[1 4 1]/Root 1 0 R/Index[0 10]/Length {}", rows.len());
    let start = body.len();
    let tail = format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n");
    [body, format!("10 0 obj\n<<{head}>>\nstream\n").as_bytes(), &rows, tail.as_bytes()].concat()
}

fn two_streams_bomb() -> Vec<u8> {
    let packed = deflated(&mut std::io::Read::take(std::io::repeat(b' '), 2 << 30));
    let bomb = || stream("/Filter/FlateDecode", &packed);
    // Of two entries of one name the last counts.
    one_page(stream("", b"q Q"), "/Contents[5 0 R 6 0 R]", vec![bomb(), bomb()])
}

#[test]
fn what_a_document_does_is_left_out_and_counted() {
    let script = "<</S/JavaScript/JS(app.alert\\(1\\))>>";
    let launch = "<</S/Launch/F(/bin/sh)>>";
    let catalogue = format!(
        "/OpenAction{script}/AA<</WC{launch}>>/AcroForm<</XFA(x)/Fields[]>>\
         /Names<</JavaScript<</Names[(a){script}]>>/EmbeddedFiles<</Names[(b)<</EF<</F 4 0 R>>>>]>>>>"
    );
    let look = stream("/Type/XObject/Subtype/Form/BBox[0 0 10 10]/AA<<>>", b"0 0 10 10 re f");
    let page = format!(
        "/AA<</O{script}>>/Annots[\
         <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A{launch}>>\
         <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A{script}>>\
         <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(javascript:alert\\(1\\))>>>>\
         <</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F(other.pdf)/D[0/Fit]>>>>\
         <</Type/Annot/Subtype/Link/Rect[1 2 9 9]/A<</S/URI/URI(https://host.example/)>>>>\
         <</Type/Annot/Subtype/Widget/Rect[20 20 40 30]/A{script}/AP<</N 5 0 R>>/FT/Tx/V(filled in)>>\
         <</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</EF<</F 4 0 R>>>>>>]"
    );
    let file = with(&catalogue, &page, vec![look]);
    let pages = own_pages(&file).expect("pages");
    assert_eq!(pages.pages.len(), 1);
    let links: Vec<_> = pages.pages[0].links.iter().map(|link| link.target.clone()).collect();
    assert_eq!(links, [OwnTarget::Address("https://host.example/".to_owned())]);
    // What a field looks like stays, as a drawing.
    assert_eq!(pages.pages[0].drawn.len(), 2);
    assert_eq!(pages.pages[0].drawn[1].place, [2.0, 0.0, 0.0, 1.0, 20.0, 20.0]);
    assert_eq!((pages.left_out, pages.undrawn), (12, 1));
    let named = names(&pages);
    for word in ["AA", "A", "JS", "JavaScript", "Launch", "OpenAction", "AcroForm", "XFA", "EF", "FS", "Annots", "URI"]
    {
        assert!(!named.iter().any(|name| name == word), "{word}");
    }
    for gone in [&b"app.alert"[..], b"/bin/sh", b"filled in", b"other.pdf"] {
        assert!(!pages.bytes.windows(gone.len()).any(|window| window == gone));
    }
}

#[test]
fn a_name_of_the_documents_own_makes_a_map_nothing_else() {
    let maps = "<</EF<</Type/Font>>/UF(manifest.json)/Linearized<</Type/Font>>/Type/ObjStm>>";
    let page = "/Resources<</Font 5 0 R/ColorSpace<</Type/DeviceRGB/N null/A[/Indexed/DeviceRGB 0(abc)]>>>>";
    let file = one_page(stream("", b"q Q"), page, vec![maps.as_bytes().to_vec()]);
    let named = names(&own_pages(&file).expect("pages"));
    let has = |word: &str| named.iter().any(|name| name == word);
    assert!(has("EF") && has("DeviceRGB") && has("Indexed"), "{named:?}");
    for word in ["UF", "Linearized", "ObjStm", "N"] {
        assert!(!has(word), "{word}");
    }
}

#[test]
fn what_stands_on_a_page_and_cannot_be_drawn_is_counted() {
    let mark = |more: &str| format!("<</Subtype/Stamp/Rect[10 10 60 20]{more}>>");
    let annots = [
        mark("/AP<</N 5 0 R>>"),
        mark("/AP<</N 6 0 R>>"),
        mark("/AP<</N 99 0 R>>"),
        mark(""),
        // One that looks like nothing in its state, one that is hidden, and one that is drawn.
        mark("/AS/Off/AP<</N<</On 7 0 R>>>>"),
        mark("/F 2/AP<</N 5 0 R>>"),
        mark("/AP<</N 7 0 R>>"),
    ];
    let more = [
        stream("/BBox[0 0 10 10]", b"0 0 10 10 re f"),
        stream("/Subtype/Form", b"0 0 10 10 re f"),
        stream("/Subtype/Form/BBox[0 0 10 10]", b"0 0 10 10 re f"),
    ];
    let file = one_page(stream("", b"q Q"), &format!("/Annots[{}]", annots.concat()), more.to_vec());
    let pages = own_pages(&file).expect("pages");
    assert_eq!((pages.undrawn, pages.pages[0].drawn.len()), (4, 2));
}

#[test]
fn boxes_turns_and_resources_are_inherited() {
    let file = pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[3 0 R]/Count 2/MediaBox[600 800 0 0]/Rotate -90{FONT}>>").into_bytes(),
        b"<</Type/Pages/Parent 2 0 R/Kids[4 0 R 5 0 R]/Count 2/CropBox[-50 100 500 900]>>".to_vec(),
        b"<</Type/Page/Parent 3 0 R/Contents 6 0 R>>".to_vec(),
        b"<</Type/Page/Parent 3 0 R/Contents[6 0 R 6 0 R]/Rotate 450/CropBox[0 0 0 0]/UserUnit 2>>".to_vec(),
        stream("", b"BT /F 9 Tf (x) Tj ET"),
    ]);
    let pages = own_pages(&file).expect("pages");
    let seen: Vec<_> = pages.pages.iter().map(|page| (page.edges, page.turns, page.unit)).collect();
    assert_eq!(seen, [([0.0, 100.0, 500.0, 800.0], 3, 1.0), ([0.0, 0.0, 600.0, 800.0], 1, 2.0)]);
    assert!(names(&pages).iter().filter(|name| *name == "Helvetica").count() >= 1);
}

#[test]
fn links_and_bookmarks_lead_where_they_led() {
    let catalogue = "/Dests<</old[3 0 R/XYZ 7 null 1]>>/Names<</Dests<</Kids[5 0 R 5 0 R]>>>>/Outlines 6 0 R";
    let link = |to: &str| format!("<</Subtype/Link/Rect[9 8 1 2]/Border[0 0 0]/C[1 0 0]{to}>>");
    let page = format!(
        "/Annots[{}{}{}{}{}{}]",
        link("/Dest[3 0 R/FitH 55]"),
        link("/Dest/old"),
        link("/A<</S/GoTo/D(new)>>"),
        link("/A<</S/GoTo/D(unknown)>>"),
        link("/Dest[0/Fit]"),
        link("/Dest[77 0 R/Fit]"),
    );
    let more = [
        "<</Names[(new)<</D[3 0 R/FitR 1 2 3 4]>>]>>",
        "<</First 7 0 R/Last 8 0 R>>",
        "<</Title<FEFF00C4202E0062>/Dest(new)/Parent 6 0 R/Next 8 0 R/First 9 0 R>>",
        "<</Title(second)/Parent 6 0 R/Prev 7 0 R/Next 7 0 R>>",
        "<</Title(inner)/A<</S/JavaScript/JS(x)>>/Parent 7 0 R/First 7 0 R>>",
    ];
    let file = with(catalogue, &page, more.iter().map(|it| it.as_bytes().to_vec()).collect());
    let pages = own_pages(&file).expect("pages");
    let at = |at| OwnTarget::Page { page: 0, at };
    let links: Vec<_> = pages.pages[0].links.iter().map(|link| link.target.clone()).collect();
    let expected = [at(Some([0.0, 55.0])), at(Some([7.0, 100.0])), at(Some([1.0, 4.0])), at(None)];
    assert_eq!(links, expected);
    let first = &pages.pages[0].links[0];
    assert_eq!(first.area, [1.0, 2.0, 9.0, 8.0]);
    let bookmarks: Vec<_> =
        pages.bookmarks.iter().map(|it| (it.depth, it.title.as_str(), it.target.is_some())).collect();
    assert_eq!(bookmarks, [(0, "Äb", true), (1, "inner", false), (0, "second", false)]);
    // Two links and a bookmark that lead nowhere here; what has no target of its own isn't one of them.
    assert_eq!(pages.left_out, 3);
}

#[test]
fn a_link_ends_at_the_edges_of_its_page_and_one_that_is_not_seen_is_none() {
    let to = "/A<</S/URI/URI(https://host.example/)>>";
    let link = |area: &str, more: &str| format!("<</Subtype/Link/Rect[{area}]/Border[0 0 900]{to}{more}>>");
    let annots = [
        link("10 -500 60 20", ""),
        link("-9 -9 999 999", ""),
        // Below the page, where its stamp will be; without any width; hidden; not on screens; of a layer that isn't shown.
        link("0 -60 200 0", ""),
        link("10 10 10 20", ""),
        link("10 10 60 20", "/F 2"),
        link("10 10 60 20", "/F 32"),
        link("10 10 60 20", "/OC 5 0 R"),
    ];
    let layer = b"<</Type/OCG/Name(L)>>".to_vec();
    let file = one_page(stream("", b"q Q"), &format!("/Annots[{}]", annots.concat()), vec![layer]);
    let file = rebuilt(&file, "/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>");
    let pages = own_pages(&file).expect("pages");
    let areas: Vec<_> = pages.pages[0].links.iter().map(|link| link.area).collect();
    assert_eq!(areas, [[10.0, 0.0, 60.0, 20.0], [0.0, 0.0, 200.0, 100.0]]);
    assert_eq!(pages.left_out, 5);
}

#[test]
fn layers_that_are_not_shown_stay_so() {
    let layers = "/OCProperties<</OCGs[5 0 R 6 0 R 7 0 R]/D<</BaseState/OFF/ON[6 0 R]>>>>";
    let page = "/Resources<</Properties<</A 5 0 R/B 6 0 R>>>>";
    let layer = |name: &str| format!("<</Type/OCG/Name({name})/Usage<</Print<<>>>>>>").into_bytes();
    let content = stream("", b"/OC /A BDC EMC");
    let file = rebuilt(&one_page(content, page, ["one", "two", "three"].map(layer).to_vec()), layers);
    let pages = own_pages(&file).expect("pages");
    assert_eq!(pages.layers.iter().map(|layer| layer.is_shown).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn an_object_that_cannot_be_read_is_damage_and_one_that_is_not_there_is_none() {
    let page = "/Resources<</Font<</F 5 0 R>>>>";
    let content = || stream("", b"BT /F 9 Tf (x) Tj ET");
    let damaged = one_page(content(), page, vec![b"<</Type/Font/Broken<<".to_vec()]);
    assert!(matches!(own_pages(&damaged), Err(NotShown::Damaged(_))));
    assert!(own_pages(&one_page(content(), page, vec![])).is_ok());
}

#[test]
fn flipped_bytes_never_fail_the_parent() {
    let whole = with("/Outlines<<>>", "/Annots[<</Subtype/Link/Rect[0 0 9 9]/Dest[3 0 R/Fit]>>]", vec![]);
    for at in (0..whole.len()).step_by(whole.len() / 40) {
        let mut file = whole.clone();
        file[at] ^= 0x15;
        let outcome = own_pages(&file);
        assert!(!matches!(outcome, Err(NotShown::NotConfined(_))), "{outcome:?}");
    }
}
