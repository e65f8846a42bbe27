//! Verifying packets that somebody made to do harm: each ends soon, as a packet that does not verify, and none is read by
//! the program itself.

use std::io::{Read, repeat};
use std::sync::Arc;
use std::time::{Duration, Instant};

use commands::packet::{Verified, VerifyPacket};
use commands::{App, Code, Failure, Host};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use model::packet::AudienceProfile;
use tests::host::TestHost;

use crate::packet::export;
use crate::stage::{Stage, extract};

fn verify(program: &str, bytes: &[u8]) -> Result<Verified, Failure> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("packet.pdf");
    std::fs::write(&path, bytes).expect("writes");
    let mut app = App::new(Arc::new(TestHost::default().with_program(program)) as Arc<dyn Host>);
    let file = app.hold(&path);
    app.call(VerifyPacket { file, others: Vec::new(), key: None })
}

/// A PDF of these objects, numbered from 1, the first of which is the catalogue.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (at, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let trailer = format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{}\n%%EOF", objects.len() + 1, file.len());
    [file, table.into_bytes(), trailer.into_bytes()].concat()
}

/// A stream whose content is deflated.
fn deflated(dictionary: &str, content: &mut dyn Read) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    std::io::copy(content, &mut encoder).expect("memory takes it");
    let packed = encoder.finish().expect("memory takes it");
    let head = format!("<<{dictionary}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

/// A PDF with one attached file.
fn with_attachment(name: &str, content: &mut dyn Read) -> Vec<u8> {
    pdf(&[
        b"<</Type/Catalog/Pages 4 0 R/Names<</EmbeddedFiles<</Names[(x) 2 0 R]>>>>>>".to_vec(),
        format!("<</Type/Filespec/F({name})/UF({name})/EF<</F 3 0 R/UF 3 0 R>>>>").into_bytes(),
        deflated("/Type/EmbeddedFile", content),
        b"<</Type/Pages/Kids[]/Count 0>>".to_vec(),
    ])
}

/// A manifest of 70,000,000 empty lists: 210 MB, and more than ten times that once it is read.
fn manifest_of_lists() -> Vec<u8> {
    let text = format!("{{\"exhibits\":[{}[]]}}", "[],".repeat(70_000_000));
    with_attachment("manifest.json", &mut text.as_bytes())
}

/// Object streams that each unpack to just under what one may.
fn object_streams(count: usize) -> Vec<u8> {
    let stream = deflated("/Type/ObjStm/N 1/First 4", &mut b"9 0 ".chain(repeat(b' ').take(60 << 20)));
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[]/Count 0>>".to_vec()];
    objects.extend(std::iter::repeat_n(stream, count));
    pdf(&objects)
}

fn nested(open: &str, close: &str, depth: usize) -> Vec<u8> {
    let value = format!("<</Type/Catalog/Pages 2 0 R/X {}{}>>", open.repeat(depth), close.repeat(depth));
    pdf(&[value.into_bytes(), b"<</Type/Pages/Kids[]/Count 0>>".to_vec()])
}

fn many_objects(count: usize) -> Vec<u8> {
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[]/Count 0>>".to_vec()];
    objects.extend((0..count).map(|at| format!("<</A[{at} {at} {at} {at}]/B({at})>>").into_bytes()));
    pdf(&objects)
}

/// Tables of places that name each other as the one before.
fn tables_in_a_loop() -> Vec<u8> {
    let whole = pdf(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[]/Count 0>>".to_vec()]);
    let text = String::from_utf8(whole).expect("plain text");
    let table = text.find("xref\n").expect("a table");
    text.replace("/Root 1 0 R", &format!("/Root 1 0 R/Prev {table}")).into_bytes()
}

/// A tree of attachments whose branches are each other.
fn names_in_a_loop() -> Vec<u8> {
    pdf(&[
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 3 0 R>>>>".to_vec(),
        b"<</Type/Pages/Kids[]/Count 0>>".to_vec(),
        b"<</Kids[4 0 R 4 0 R 3 0 R]>>".to_vec(),
        b"<</Kids[3 0 R 4 0 R 3 0 R]>>".to_vec(),
    ])
}

/// What is told of a file whose reader came to its end.
const READ: &str = "There is no seal";
/// What is told of a file whose reader didn't.
const NOT_READ: &str = "could not be read within the limits";

/// A file by its defect, with what must be told of it, and how it is made.
type Case = (&'static str, &'static str, fn() -> Vec<u8>);

const CORPUS: &[Case] = &[
    ("empty", READ, Vec::new),
    ("header only", READ, || b"%PDF-1.7\n".to_vec()),
    ("text", READ, || b"hello".to_vec()),
    ("noise", READ, || tests::host::noise(4, 300_000)),
    ("arrays nested 300,000 deep", READ, || nested("[", "]", 300_000)),
    ("arrays nested 2,000,000 deep and never closed", READ, || nested("[", "", 2_000_000)),
    ("dictionaries nested 200,000 deep", READ, || nested("<</A ", ">>", 200_000)),
    ("200,000 objects", READ, || many_objects(200_000)),
    ("40 object streams that unpack to 60 MB each", NOT_READ, || object_streams(40)),
    ("a manifest that unpacks to 1 GB", READ, || with_attachment("manifest.json", &mut repeat(b' ').take(1 << 30))),
    ("a manifest of 70,000,000 lists", NOT_READ, manifest_of_lists),
    ("a manifest nested 10,000,000 deep", READ, || {
        with_attachment("manifest.json", &mut repeat(b'[').take(10_000_000))
    }),
    ("a table of places that names itself", READ, tables_in_a_loop),
    ("a tree of attachments that names itself", READ, names_in_a_loop),
];

#[test]
fn whatever_was_made_to_do_harm_does_not_verify_and_ends() {
    let mut wrong = Vec::new();
    for (name, expected, make) in CORPUS {
        let file = make();
        let started = Instant::now();
        let told = match verify(env!("CARGO_BIN_EXE_flow-child"), &file) {
            Ok(verified) if !verified.holds => {
                verified.checks.into_iter().map(|check| check.text).collect::<Vec<_>>().join(" ")
            }
            Err(failure) if failure.code == Code::NotVerified => failure.message,
            other => format!("{other:?}"),
        };
        let took = started.elapsed();
        println!("{name} ({} bytes, {:.1} s): {told}", file.len(), took.as_secs_f32());
        if !told.contains(expected) || took > Duration::from_secs(120) {
            wrong.push(format!("{name}: {told} after {took:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn packet() -> Vec<u8> {
    let mut stage = Stage::engaged();
    stage.released("users.csv", b"user,role\nann,admin\n", extract);
    export(&mut stage, "auditor.pdf", AudienceProfile::Auditor).expect("exports");
    std::fs::read(stage.folder.path().join("auditor.pdf")).expect("reads")
}

#[test]
fn a_packet_cut_anywhere_does_not_verify() {
    let whole = packet();
    assert!(verify(env!("CARGO_BIN_EXE_flow-child"), &whole).expect("is read").holds);
    for part in 0..12 {
        let cut = &whole[..whole.len() * part / 12];
        let holds = verify(env!("CARGO_BIN_EXE_flow-child"), cut).is_ok_and(|verified| verified.holds);
        assert!(!holds, "cut after {} of {} bytes", cut.len(), whole.len());
    }
}

/// A program that can't become the confined process verifies nothing: it doesn't read the packet itself instead.
#[test]
fn without_its_confined_process_nothing_is_read() {
    let whole = packet();
    for program in ["no-such-program", "/bin/true"] {
        assert_eq!(verify(program, &whole).expect_err("nothing is read").code, Code::Bug, "{program}");
    }
}
