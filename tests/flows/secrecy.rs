//! Nothing that the vault holds lies on the disk in the clear, neither in its folder nor in a temporary one.

mod every_file;
mod printed;

use std::path::Path;

use commands::control::ChangeControl;
use commands::vault::Check;
use model::control::ControlChange;
use model::packet::AudienceProfile;

use crate::stage::{Stage, export_of};

const NOTE: &str = "The reviewer left in May and nobody took over.";
const EVIDENCE: &[u8] = b"username,decision\nquentin.lim,remove\n";
/// A word that stands in the text of a file and nowhere else: in the vault it is in the text and in the index over it.
const ONLY_IN_A_FILE: &str = "windlassquay";

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("reads") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if let Ok(bytes) = std::fs::read(&path) {
            found.push((path.display().to_string(), bytes));
        }
    }
    found
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn the_vaults_folder_holds_no_word_of_the_client() {
    let mut stage = Stage::engaged();
    let changes = vec![ControlChange::InternalNote(NOTE.to_owned())];
    stage.app.call(ChangeControl { engagement: None, control: "CORE-24".to_owned(), changes }).expect("changes");
    stage.released("access-review.csv", EVIDENCE, crate::stage::extract);
    stage.attach("notes.txt", format!("notes of the {ONLY_IN_A_FILE}").as_bytes(), |_| ()).expect("attaches");
    stage.app.call(commands::text::ExtractTexts { limit: 10 }).expect("reads");
    let (text, nouns) = (ONLY_IN_A_FILE.to_owned(), Vec::new());
    let found = stage.app.call(commands::search::FindText { engagement: None, text, nouns, limit: 5 });
    assert_eq!(found.expect("searches").total, 1);
    let packet = stage.folder.path().join("packet.pdf");
    let file = stage.app.hold(&packet);
    let request = export_of(file, AudienceProfile::Client);
    stage.app.call(request).expect("exports");
    stage.app.call(Check {}).expect("checks");
    let words: [&[u8]; 9] = [
        b"Harbour & Pine",
        NOTE.as_bytes(),
        EVIDENCE,
        b"quentin.lim",
        b"access-review.csv",
        b"Larkfield",
        b"Priya Raman",
        b"user access review",
        ONLY_IN_A_FILE.as_bytes(),
    ];
    // While the vault is open, with its write-ahead log, and after it is locked.
    for moment in ["open", "locked"] {
        for (path, bytes) in files(&stage.vault()) {
            for word in words {
                assert!(!holds(&bytes, word), "{moment}: {path} holds {}", String::from_utf8_lossy(word));
            }
            assert!(!holds(&bytes, &utf16("Harbour & Pine")), "{moment}: {path}");
        }
        stage.app.lock().expect("locks");
    }
    // Beside the vault lie only what the story itself put there: the file that was attached, and the packet.
    let mut left: Vec<_> =
        std::fs::read_dir(stage.folder.path()).expect("reads").flatten().map(|e| e.file_name()).collect();
    left.sort();
    assert_eq!(left, ["access-review.csv", "client.vault", "notes.txt", "packet.pdf"]);
}
