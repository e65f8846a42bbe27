//! Seeds that are ZIP archives: workbooks as small as one can be, and archives with what archives may hold.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn packed(method: CompressionMethod, files: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, text) in files {
        writer.start_file(*name, options).expect("an entry begins");
        writer.write_all(text.as_bytes()).expect("memory takes all");
    }
    writer.finish().expect("an archive ends").into_inner()
}

/// The parts of a workbook around its one sheet.
const AROUND: [(&str, &str); 6] = [
    ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"#,
    ),
    (
        "xl/sharedStrings.xml",
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2"><si><t>Name</t></si><si><r><t>b</t></r><r><t xml:space="preserve"> c</t></r></si></sst>"#,
    ),
];

/// A sheet that has each kind of cell.
const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:F3"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Due</t></is></c><c r="C1" t="str"><f>A1</f><v>x</v></c></row><row r="3"><c r="A3" s="1"><v>45000.5</v></c><c r="B3" s="2"><v>1.25</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#REF!</v></c><c r="E3"><f>1+1</f><v>2</v></c><c r="F3" t="d"><v>2026-03-31</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>"#;

/// Workbooks; the last is a sheet alone, for which the target makes the rest.
pub fn workbooks() -> Vec<Vec<u8>> {
    let mut files = AROUND.to_vec();
    files.push(("xl/worksheets/sheet1.xml", SHEET));
    vec![
        packed(CompressionMethod::Stored, &files),
        packed(CompressionMethod::Deflated, &files),
        SHEET.as_bytes().to_vec(),
    ]
}

/// Archives: stored, packed, with folders and paths that lead elsewhere, and an empty one.
pub fn archives() -> Vec<Vec<u8>> {
    let files = [("logs/", ""), ("logs/today.log", "12345"), ("../up.txt", "x"), ("C:\\a\u{e9}.csv", "a,b\n1,2\n")];
    let long = "evidence ".repeat(200);
    vec![
        packed(CompressionMethod::Stored, &files),
        packed(CompressionMethod::Deflated, &[("a.txt", &long), ("b", "")]),
        packed(CompressionMethod::Stored, &[]),
    ]
}
