//! Foreign text never stops a document: every Unicode scalar value, alone and in clusters, goes through titles,
//! cells and mono lines of a PDF/A file.

use std::collections::BTreeMap;

use chrono::DateTime;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use typeset::glyphs::{is_shown, safe};
use typeset::{Blob, Job, Standards, Watch, compile};

/// Each text as a semibold title, an italic note, a table cell with a semibold head, and a mono line.
const TEMPLATE: &str = r#"
#set document(title: "Characters")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), lang: "en")
#let texts = json("/texts.json")
#heading(text(weight: 600, texts.first()))
#for t in texts [
  #text(weight: 600, t) #text(weight: 700, t) #text(style: "italic", t) #text(style: "italic", weight: 600, t)
  #text(font: "DejaVu Sans Mono", t) #text(font: "DejaVu Sans Mono", weight: 700, t)

]
#table(columns: 2, table.header(..texts.slice(0, 2).map(t => text(weight: 600, t))), ..texts)
"#;

fn export(texts: &[String]) -> Result<Vec<u8>, String> {
    let data = serde_json::to_string(texts).expect("texts are JSON");
    let files = [("/main.typ".to_owned(), Blob::from(TEMPLATE)), ("/texts.json".to_owned(), Blob::from(data))];
    let job = Job {
        main: "/main.typ".to_owned(),
        files: BTreeMap::from(files),
        identifier: "characters".to_owned(),
        at: DateTime::parse_from_rfc3339("2026-11-20T18:00:00+01:00").expect("a date"),
        creator: "test".to_owned(),
        standards: Standards::Archive,
        watch: Watch::default(),
    };
    let first = |error: typeset::Error| format!("{error}: {:?}", error.messages().first());
    let compiled = compile(&job).map_err(first)?;
    assert!(compiled.warnings().is_empty(), "{:?}", compiled.warnings());
    compiled.export().map_err(first)
}

fn every_scalar() -> impl Iterator<Item = char> {
    (0..=0x10_FFFF).filter_map(char::from_u32)
}

#[test]
fn every_scalar_is_set_or_written_out() {
    let mut shown = Vec::new();
    for c in every_scalar() {
        let safe = safe(&c.to_string());
        if safe.replaced == 0 {
            assert_eq!(safe.text, c.to_string());
            shown.push(format!("a{c} {c}"));
        } else {
            assert_eq!((safe.replaced, safe.text), (1, format!("⟨U+{:04X}⟩", u32::from(c))));
        }
    }
    // What stands for a character that isn't shown is made of characters that are.
    assert!("⟨⟩U+0123456789ABCDEF".chars().all(is_shown));
    // Latin, Greek, Cyrillic at the least.
    assert!("✓✗→←│─├└●◐✕△○◆▲■★×≤≥±‰°§".chars().all(is_shown));
    assert!("ÅåßŁłőşÆœ€£–—“”…•ΑΩαωάώЖжЯяЇїЎў№".chars().all(is_shown));
    assert!(shown.len() > 3_000, "only {} characters are shown", shown.len());
    let texts: Vec<String> = shown.iter().map(|text| safe(text).text).collect();
    let bytes = export(&texts).expect("every shown character can be set in every style");
    assert!(bytes.starts_with(b"%PDF-1.7"));
}

#[test]
fn written_out_characters_are_the_ones_that_hide_or_mislead() {
    for (c, name) in [
        ('\0', "null"),
        ('\n', "line feed"),
        ('\u{1b}', "escape"),
        ('\u{ad}', "soft hyphen"),
        ('\u{200b}', "zero width space"),
        ('\u{202e}', "right-to-left override"),
        ('\u{2066}', "isolate"),
        ('\u{feff}', "byte order mark"),
        ('\u{fffc}', "object"),
        ('\u{e0a0}', "private use"),
        ('\u{ffff}', "noncharacter"),
        ('\u{10ffff}', "last noncharacter"),
        ('\u{e0041}', "tag"),
    ] {
        assert!(!is_shown(c), "{name} must be written out");
    }
    assert_eq!(safe("log\u{202e}gpj").text, "log⟨U+202E⟩gpj");
    assert_eq!(safe("中文 ok").text, "⟨U+4E2D⟩⟨U+6587⟩ ok");
    assert_eq!(safe("a\u{20e3}").replaced, 1);
}

/// Letters, marks and strange characters in any mixture.
fn mixture() -> impl Strategy<Value = String> {
    let mark = prop_oneof![
        (0x300u32..0x36F),
        (0x483u32..0x487),
        (0x591u32..0x5C7),
        (0x64Bu32..0x65F),
        (0x1AB0u32..0x1ACE),
        (0x1DC0u32..0x1DFF),
        (0x20D0u32..0x20F0),
        (0xFE20u32..0xFE2F),
        (0x0E31u32..0x0E4E),
        Just(0x200D),
        Just(0xFE0F)
    ]
    .prop_map(|point| char::from_u32(point).unwrap_or('x'));
    let letter = prop_oneof![
        proptest::char::range('A', 'z'),
        proptest::char::range('\u{a0}', '\u{24f}'),
        proptest::char::range('\u{370}', '\u{52f}'),
        proptest::char::range('\u{5d0}', '\u{5ea}'),
        proptest::char::range('\u{621}', '\u{64a}'),
        proptest::char::range('\u{2000}', '\u{2bff}'),
    ];
    prop::collection::vec(prop_oneof![3 => letter, 2 => mark, 1 => any::<char>()], 1..12)
        .prop_map(|chars| chars.into_iter().collect())
}

#[test]
fn clusters_of_any_kind_are_set() {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let texts: Vec<String> =
        (0..4_000).map(|_| safe(&mixture().new_tree(&mut runner).expect("a mixture").current()).text).collect();
    export(&texts).expect("every mixture can be set");
}

proptest! {
    #[test]
    fn safe_text_is_safe_already(text in mixture()) {
        let once = safe(&text);
        let twice = safe(&once.text);
        prop_assert_eq!(twice.replaced, 0);
        prop_assert_eq!(twice.text, once.text);
    }
}
