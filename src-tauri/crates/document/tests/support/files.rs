//! Small files built in code: PDFs object by object.
#![allow(dead_code)]

/// A PDF of the given objects, numbered from 1; the first is the catalogue.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    pdf_with_trailer(objects, "")
}

/// A PDF with more entries in its trailer.
pub fn pdf_with_trailer(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n").bytes());
    file
}

/// A stream object.
pub fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// A PDF of one page of 200 by 100 points, with this content, more entries in the page's dictionary, and more
/// objects from number 5 on.
pub fn one_page(content: Vec<u8>, page: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R{page}>>").into_bytes(),
        content,
    ];
    objects.extend(more);
    pdf(&objects)
}

/// The font that draws the text of [`text_page`].
pub const FONT: &str = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";

/// A PDF of one page with one line of text.
pub fn text_page(text: &str, page: &str) -> Vec<u8> {
    one_page(stream("", format!("BT /F 18 Tf 20 40 Td ({text}) Tj ET").as_bytes()), &format!("{FONT}{page}"), vec![])
}

/// `content` as a zlib stream.
pub fn deflated(content: &mut dyn std::io::Read) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::copy(content, &mut encoder).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}
