//! Files that state other sizes than they have: fonts and pictures in documents, trees of pages, directories of archives.
#![allow(dead_code)]

use std::io::{Cursor, Read, Write, repeat};

use zip::write::SimpleFileOptions;

use super::files::*;
use super::made::png;

/// A page set in a font whose file is as given: by its key in the descriptor, and more entries of its stream.
fn page_in_font(key: &str, entries: &str, file: &[u8]) -> Vec<u8> {
    // As many widths as codes are stated, but for those that aren't there.
    let font = "<</Type/Font/Subtype/TrueType/BaseFont/Lies/FirstChar 0/LastChar 2147483647/Widths[500 9e30 -500]\
        /Encoding/WinAnsiEncoding/FontDescriptor 6 0 R>>";
    let descriptor = format!(
        "<</Type/FontDescriptor/FontName/Lies/Flags 32/FontBBox[-9e30 -9e30 9e30 9e30]/ItalicAngle 0/Ascent 9e30\
        /Descent -9e30/CapHeight 9e30/StemV 80/{key} 7 0 R>>"
    );
    let content = stream("", b"BT /F 12 Tf 20 40 Td (ABCabc) Tj ET");
    let more = vec![font.as_bytes().to_vec(), descriptor.into_bytes(), stream(entries, file)];
    one_page(content, "/Resources<</Font<</F 5 0 R>>>>", more)
}

/// The directory of a TrueType file whose 65,535 tables each lie behind its end and are 4 GB long.
pub fn font_of_false_tables() -> Vec<u8> {
    let mut file = vec![0, 1, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0];
    for table in [b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"name", b"post"] {
        file.extend(table);
        file.extend([0; 4]);
        file.extend([0xFF, 0xFF, 0xFF, 0x00]);
        file.extend([0xFF; 4]);
    }
    page_in_font("FontFile2", "/Length1 4294967295", &file)
}

/// A TrueType file that states 65,535 glyphs in a table of none, at units of nothing.
pub fn font_of_false_counts() -> Vec<u8> {
    let (mut tables, mut bodies) = (Vec::new(), Vec::new());
    let zeros = [0; 54];
    let names: [(&[u8; 4], &[u8]); 5] = [
        (b"glyf", &[0xFF; 16]),
        (b"head", &zeros),
        (b"hhea", &[0xFF; 36]),
        (b"loca", &[0xFF; 8]),
        (b"maxp", &[0, 1, 0, 0, 0xFF, 0xFF]),
    ];
    for (name, body) in names {
        tables.extend(name);
        tables.extend([0; 4]);
        tables.extend(((12 + 16 * names.len() + bodies.len()) as u32).to_be_bytes());
        tables.extend((body.len() as u32).to_be_bytes());
        bodies.extend(body);
    }
    let head = [0, 1, 0, 0, 0, names.len() as u8, 0, 0, 0, 0, 0, 0];
    page_in_font("FontFile2", "/Length1 9", &[&head[..], &tables, &bodies].concat())
}

/// A font program of Type 1 whose three parts are stated far longer than the file.
pub fn font_of_false_parts() -> Vec<u8> {
    let file = b"%!PS-AdobeFont-1.0: Lies\n/FontMatrix [0 0 0 0 0 0] def /lenIV -2147483648 def currentfile eexec\n\x80\x01\xFF\xFF\xFF\xFF";
    page_in_font("FontFile", "/Length1 2147483647/Length2 2147483647/Length3 2147483647", file)
}

/// A compact font whose index states 65,535 entries at offsets behind its end.
pub fn font_of_false_offsets() -> Vec<u8> {
    let file = [&[1, 0, 4, 4, 0xFF, 0xFF, 4][..], &[0xFF; 64]].concat();
    page_in_font("FontFile3", "/Subtype/Type1C", &file)
}

/// A font file that unpacks to so many bytes.
pub fn font_bomb(size: u64) -> Vec<u8> {
    page_in_font("FontFile2", "/Length1 9/Filter/FlateDecode", &deflated(&mut repeat(0).take(size)))
}

/// A page that shows a picture of few bytes with these entries.
pub fn picture_of(entries: &str) -> Vec<u8> {
    let head = format!("/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8{entries}");
    let content = stream("", b"200 0 0 100 0 0 cm /I Do");
    one_page(content, "/Resources<</XObject<</I 5 0 R>>>>", vec![stream(&head, b"only a few bytes")])
}

/// A picture of 30,000 pixels a side, every one of them there.
pub fn thirty_thousand_pixels() -> Vec<u8> {
    png(30_000, 30_000, &mut repeat(0).take(30_000 * 30_001))
}

/// Nodes of a tree of pages, each with the next one, so many deep.
pub fn page_tree_so_deep(depth: usize) -> Vec<u8> {
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
    for at in 0..depth {
        let parent = if at == 0 { String::new() } else { format!("/Parent {} 0 R", at + 1) };
        objects.push(format!("<</Type/Pages{parent}/Kids[{} 0 R]/Count 1>>", at + 3).into_bytes());
    }
    objects.push(format!("<</Type/Page/Parent {} 0 R/MediaBox[0 0 9 9]>>", depth + 1).into_bytes());
    pdf(&objects)
}

/// A tree that names its one page so many times, and states two billion.
pub fn page_named_so_often(times: usize) -> Vec<u8> {
    let kids = "3 0 R ".repeat(times);
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Count 2000000000>>").into_bytes(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec(),
    ])
}

/// Branches that each hold the next one ten times: pages without end in a few lines.
pub fn page_tree_that_multiplies() -> Vec<u8> {
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec()];
    for at in 0..12 {
        let kids = format!("{} 0 R ", at + 3).repeat(10);
        objects.push(format!("<</Type/Pages/Kids[{kids}]/Count 1000000000>>").into_bytes());
    }
    objects.push(b"<</Type/Page/Parent 13 0 R/MediaBox[0 0 9 9]>>".to_vec());
    pdf(&objects)
}

/// An archive of so many entries, each of which the directory states to unpack to just under 4 GB, all from the same few
/// bytes.
pub fn entries_of_one_content(count: usize) -> Vec<u8> {
    const ENTRY: [u8; 4] = *b"PK\x01\x02";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("0000", SimpleFileOptions::default()).unwrap();
    archive.write_all(&[0; 4096]).unwrap();
    let file = archive.finish().unwrap().into_inner();
    let directory = file.windows(4).rposition(|window| window == ENTRY).expect("a directory");
    let end = file.windows(4).rposition(|window| window == b"PK\x05\x06").expect("its end");
    let mut out = file[..directory].to_vec();
    for number in 0..count {
        let mut entry = file[directory..end].to_vec();
        entry[24..28].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
        entry[46..50].copy_from_slice(format!("{number:04x}").as_bytes());
        out.extend(entry);
    }
    let (length, count) = ((out.len() - directory) as u32, (count as u16).to_le_bytes());
    let mut last = file[end..].to_vec();
    last[8..10].copy_from_slice(&count);
    last[10..12].copy_from_slice(&count);
    last[12..16].copy_from_slice(&length.to_le_bytes());
    out.extend(last);
    out
}

/// An archive in an archive, so many deep.
pub fn archives_in_each_other(depth: usize) -> Vec<u8> {
    let mut inner = b"the end".to_vec();
    for _ in 0..depth {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("inner.zip", SimpleFileOptions::default()).unwrap();
        archive.write_all(&inner).unwrap();
        inner = archive.finish().unwrap().into_inner();
    }
    inner
}
