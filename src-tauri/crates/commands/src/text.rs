//! The texts of evidence files, read in the confined process and kept in the vault so that they can be searched. Works
//! off a few files a call, so that whoever works in the vault hardly waits, and no file can make it fail.

use std::time::{Duration, Instant};

use model::evidence::EvidenceFile;
use model::exhibit::NotShown;
use model::packet::Step;
use model::search::FileText;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::host::Host;
use crate::memory::on_wiped_stack;

/// How long one call goes on beginning with another file.
const TIME: Duration = Duration::from_millis(200);

/// Counts the evidence files that were not yet read for their text.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct CountPendingTexts {}

pub(crate) fn pending(app: &mut App, _: CountPendingTexts) -> Result<u32, Failure> {
    app.read(|r| Ok(r.files_to_read()?))
}

/// Reads the texts of evidence files that were not yet read: a few, as far as a moment goes, and at least one.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ExtractTexts {
    /// Files at most.
    pub limit: u32,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TextExtracted {
    /// Files that were read now, those without text included.
    pub done: u32,
    /// Files that are still to be read.
    pub left: u32,
}

pub(crate) fn extract(app: &mut App, request: ExtractTexts) -> Result<TextExtracted, Failure> {
    let begun = Instant::now();
    let (files, left, all) =
        app.read(|r| Ok((r.next_files_to_read(request.limit)?, r.files_to_read()?, r.evidence_files()?)))?;
    tell(app.host(), all - left.min(all), all)?;
    let reader = document::Reader::new(app.host().program());
    let mut texts = Vec::new();
    for file in files {
        let text = words(app, &reader, &file)?;
        texts.push((file.id, text.map_err(|reason| reason.to_string())));
        if begun.elapsed() >= TIME {
            break;
        }
    }
    if !texts.is_empty() {
        app.session()?.vault.keep_texts(&texts)?;
    }
    let done = texts.len().try_into().unwrap_or(u32::MAX);
    let left = left.saturating_sub(done);
    if left == 0 && all > 0 {
        tell(app.host(), all, all)?;
    }
    Ok(TextExtracted { done, left })
}

fn tell(host: &dyn Host, done: u32, all: u32) -> Result<(), Failure> {
    let step = Step { done: done.into(), total: all.into(), doing: "reading evidence files" };
    if host.progress(step).is_break() {
        return Err(Failure::new(Code::Cancelled, "reading evidence files was cancelled"));
    }
    Ok(())
}

/// The text of one file, or why it has none: whatever the file is, that is no failure.
fn words(app: &App, reader: &document::Reader, file: &EvidenceFile) -> Result<Result<FileText, NotShown>, Failure> {
    let vault = app.vault()?;
    let (mut from, mut to) = std::io::pipe().map_err(Failure::bug)?;
    let (read, fed) = std::thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let read = on_wiped_stack(|| reader.words(file.file_type, &file.name, &mut from, file.size));
            drop(from);
            read
        });
        let fed = vault.original(file.id, &mut to);
        drop(to);
        (reading.join(), fed)
    });
    let read = read.map_err(|_| Failure::bug("reading a document ended in a panic"))?;
    match (read, fed) {
        // It says nothing of the document, which is to be read where a process can be confined.
        (Ok(Err(NotShown::NotConfined(why))), _) => Err(Failure::new(Code::Refused, why)),
        // A child that has seen enough closes its end early: not a failure of the vault.
        (Ok(text), Ok(()) | Err(vault::Error::Io { .. })) => Ok(text),
        // A check names it; the other files are to be found all the same.
        (_, Err(vault::Error::Damaged { .. })) => {
            Ok(Err(NotShown::Damaged("it doesn't read back from the vault".into())))
        }
        (_, Err(error)) => Err(error.into()),
        (Err(error), Ok(())) => Err(Failure::bug(error)),
    }
}
