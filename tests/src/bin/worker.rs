//! Works in a vault until it is killed, and says on standard output what was confirmed, one line each. A test of what
//! survives a kill reads the lines.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use commands::evidence::{AttachEvidence, NewEvidence};
use commands::vault::{Key, Unlock};
use commands::{App, Failure, Secret};
use model::evidence::{Classification, EvidenceKind};
use tests::host::TestHost;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, vault, files, start] = arguments.as_slice() else { panic!("worker VAULT FILES START") };
    let start: u64 = start.parse().expect("a number");
    let mut app = App::new(Arc::new(TestHost::starting_at(start * 1_000_000)));
    let folder = app.hold(Path::new(vault));
    let key = Key::Passphrase(Secret::new(tests::host::PASSPHRASE.to_owned()));
    app.call(Unlock { folder, key, person: None })?;
    println!("open");
    for round in 0.. {
        edit(&mut app, start, round)?;
        attach(&mut app, Path::new(files), start, round)?;
    }
    Ok(())
}

fn edit(app: &mut App, start: u64, round: u64) -> Result<(), Failure> {
    let note = format!("note {start}-{round}");
    let changes = vec![model::control::ControlChange::InternalNote(note.clone())];
    app.call(commands::control::ChangeControl { engagement: None, control: "CORE-01".to_owned(), changes })?;
    confirm(&format!("edited {note}"));
    Ok(())
}

fn attach(app: &mut App, files: &Path, start: u64, round: u64) -> Result<(), Failure> {
    let path = files.join(format!("{start}-{round}.bin"));
    std::fs::write(&path, tests::host::noise(start * 1_000 + round, 3_000_000)).expect("the file is written");
    let new = NewEvidence {
        files: vec![app.hold(&path)],
        title: None,
        kind: EvidenceKind::Log,
        classification: Classification::Internal,
        covers: None,
        captured_at: None,
        source_system: String::new(),
        collected_by: String::new(),
        controls: Vec::new(),
        ipe: None,
        approval: None,
        list_only: None,
        supersedes: None,
        internal_note: String::new(),
    };
    let attached = app.call(AttachEvidence { engagement: None, items: vec![new] })?;
    let item = &attached[0].item;
    confirm(&format!("attached {} {}", item.reference(), item.files[0].sha256));
    Ok(())
}

fn confirm(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("standard output takes it");
}
