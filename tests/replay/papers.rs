//! Seeds that are PDFs: pages with what pages may hold, and packets with manifest, sums and log, sealed as packets are.

use std::fmt::Write;

use model::activity::{Action, LOG_START, LogRow, bytes_digest};
use serde_json::json;

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        writeln!(end, "{place:010} 00000 n ").expect("memory takes all");
    }
    let size = objects.len() + 1;
    write!(end, "trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").expect("memory takes all");
    file.extend(end.bytes());
    file
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// One page of 200 by 100 points with this content, more of its dictionary, and more objects from number 5 on.
fn page(content: &[u8], more: &str, objects: Vec<Vec<u8>>) -> Vec<u8> {
    let mut all = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R{more}>>").into_bytes(),
        stream("", content),
    ];
    all.extend(objects);
    pdf(&all)
}

/// PDFs of one page: words, paths and patterns, a picture, a group that is seen through.
pub fn pdfs() -> Vec<Vec<u8>> {
    let font = "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";
    let words = b"BT /F 18 Tf 20 40 Td (Access review) Tj 0 -20 Td [(a) -900 (b)] TJ ET";
    let paths = b"q 1 0 0 RG 0.5 g 2 w 10 10 m 60 90 l 90 10 120 20 150 90 c h B Q 20 20 30 30 re W n /P sh";
    let shading = "/Resources<</Shading<</P<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 200 0]\
        /Function<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>>>>>>>/Rotate 90";
    let pixels = stream(
        "/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray",
        &[0, 99, 200, 255],
    );
    let form =
        stream("/Type/XObject/Subtype/Form/BBox[0 0 50 50]/Group<</S/Transparency>>", b"0 0 1 rg 5 5 20 20 re f");
    let objects = "/Resources<</XObject<</I 5 0 R/M 6 0 R>>/ExtGState<</G<</ca 0.5/BM/Multiply>>>>>>/UserUnit 2";
    vec![
        page(words, font, Vec::new()),
        page(paths, shading, Vec::new()),
        page(b"q 50 0 0 50 10 10 cm /I Do Q /G gs /M Do", objects, vec![pixels, form]),
    ]
}

/// A packet with its manifest, sums and log, and the same with its seal broken.
pub fn packets() -> Vec<Vec<u8>> {
    let mut row = LogRow {
        seq: 1,
        at: "2026-07-01T00:00:00.250Z".parse().expect("an instant"),
        who: "Ada Fenwick".to_owned(),
        action: Action::CreateVault,
        subjects: Vec::new(),
        body: bytes_digest(b"body"),
        prev: LOG_START,
        hash: LOG_START,
    };
    row.hash = row.computed_hash();
    let line = json!({
        "seq": 1, "at": row.at_text(), "who": row.who, "action": row.action.name(), "subjects": [],
        "body": row.body, "prev": row.prev, "hash": row.hash,
    });
    let log = json!({ "format": "vouchsafe-log-extract/1", "rows": [line], "head": row.hash }).to_string();
    let original = b"user,decision\nquentin.lim,remove\n";
    let sum = |bytes: &[u8]| bytes_digest(bytes).to_string();
    let sums = format!("{}  log-extract.json\n{}  EX-001.csv\n", sum(log.as_bytes()), sum(original));
    let file = |name: &str, bytes: &[u8], place: &str| json!({ "name": name, "original_name": null, "size": bytes.len(), "sha256": sum(bytes), "place": place });
    let manifest = json!({
        "format": "vouchsafe-packet/1", "number": "PK-001", "program": "vouchsafe 0.1.0", "client": "Harbour & Pine Ltd",
        "engagement": "2026", "profile": "auditor", "as_of": "2026-11-20T09:30:00+00:00", "up_to": 1,
        "log_head": row.hash, "sections": ["how_to_read", "activity_log"],
        "exhibits": [{
            "id": "EX-001", "reference": "EV-0001", "title": "Users", "kind": "system_report", "controls": ["CORE-01"],
            "files": [file("EX-001.csv", original, "attached"), file("EX-001.bin", b"", "listed_only")],
        }],
        "attachments": [file("SHA256SUMS", sums.as_bytes(), "attached"), file("log-extract.json", log.as_bytes(), "attached")],
        "open_points": [{ "id": "OP-01", "kind": "missing", "what": "A review is missing." }],
    });
    let manifest = manifest.to_string().into_bytes();
    let attached: [(&str, &[u8]); 4] = [
        ("manifest.json", &manifest),
        ("SHA256SUMS", sums.as_bytes()),
        ("log-extract.json", log.as_bytes()),
        ("EX-001.csv", original),
    ];
    let mut objects = vec![
        Vec::new(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec(),
    ];
    let mut names = String::new();
    for (name, bytes) in attached {
        let at = objects.len() + 1;
        objects.push(stream("/Type/EmbeddedFile", bytes));
        objects.push(format!("<</Type/Filespec/F({name})/UF({name})/EF<</F {at} 0 R>>>>").into_bytes());
        write!(names, "({name}) {} 0 R ", at + 1).expect("memory takes all");
    }
    objects[0] = format!("<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[{names}]>>>>>>").into_bytes();
    let whole = sealed(pdf(&objects));
    assert!(packet::verify(&whole).holds(), "{:#?}", packet::verify(&whole).checks);
    let mut broken = whole.clone();
    let last = broken.len() - 60;
    broken[last] ^= 1;
    vec![whole, broken]
}

fn sealed(mut pdf: Vec<u8>) -> Vec<u8> {
    let mark = b"%VouchsafeSeal 1 sha256=";
    let end = pdf.windows(9).rposition(|window| window == b"startxref").expect("a PDF has an end");
    pdf.splice(end..end, [&mark[..], &[b'0'; 64], b"\n"].concat());
    let sum = bytes_digest(&pdf).to_string();
    let place = end + mark.len();
    pdf[place..place + 64].copy_from_slice(sum.as_bytes());
    pdf
}
