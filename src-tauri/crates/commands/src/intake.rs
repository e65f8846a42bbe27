//! Takes chosen files into the vault's sealed store before an evidence item names them: type from the first bytes, name
//! made safe, bytes sealed and hashed as they stream by. Nothing here reads what a file says.

use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::PathBuf;

use model::evidence::{Digest, EvidenceFile};
use model::exhibit::FileType;
use model::id::FileId;
use model::packet::Step;
use vault::{Intake, Sealed};

use crate::app::{App, unreadable};
use crate::failure::{Code, Failure};
use crate::held::Held;
use crate::host::Host;

/// Bytes from which a file's type is told.
const FIRST_BYTES: u64 = 64 * 1024;

/// A file in the sealed store, not yet named by any item.
pub(crate) struct Taken {
    pub(crate) file: EvidenceFile,
    pub(crate) sealed: Sealed,
}

impl Taken {
    fn new(host: &dyn Host, name: &str, file_type: FileType, sealed: Sealed) -> Self {
        let file = EvidenceFile {
            id: FileId::from(host.next_id()),
            name: name.to_owned(),
            file_type,
            size: sealed.size,
            sha256: Digest(sealed.sha256),
            redaction: None,
        };
        Self { file, sealed }
    }
}

/// A chosen file, before it is taken in.
pub(crate) struct Chosen {
    path: PathBuf,
    name: String,
    file_type: FileType,
    size: u64,
}

/// How far the taking in of several files has come.
pub(crate) struct Progressing<'h> {
    host: &'h dyn Host,
    before: u64,
    total: u64,
}

impl<'h> Progressing<'h> {
    pub(crate) fn new(host: &'h dyn Host, total: u64) -> Self {
        Self { host, before: 0, total }
    }

    fn tell(&self, progress: vault::Progress) -> ControlFlow<()> {
        self.host.progress(Step { done: self.before + progress.done, total: self.total, doing: "sealing evidence" })
    }
}

/// Takes the held files of each item and tells what they are.
pub(crate) fn choose<'h>(app: &mut App, items: impl Iterator<Item = &'h [Held]>) -> Result<Vec<Vec<Chosen>>, Failure> {
    let mut chosen = Vec::new();
    for item in items {
        let paths = item.iter().map(|held| app.take(*held)).collect::<Result<Vec<_>, _>>()?;
        chosen.push(paths.into_iter().map(look).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(chosen)
}

/// Seals the files of each item, in order. On failure or cancel nothing of them stays.
pub(crate) fn take_in(
    intake: &mut Intake<'_>,
    host: &dyn Host,
    items: &[Vec<Chosen>],
) -> Result<Vec<Vec<Taken>>, Failure> {
    let mut progress = Progressing::new(host, items.iter().flatten().map(|file| file.size).sum());
    let mut taken = Vec::with_capacity(items.len());
    for item in items {
        let mut files = Vec::with_capacity(item.len());
        for file in item {
            let sealed = intake.add_file(&file.path, &mut |told| progress.tell(told))?;
            progress.before += file.size;
            files.push(Taken::new(host, &file.name, file.file_type, sealed));
        }
        taken.push(files);
    }
    Ok(taken)
}

/// Seals what a reader gives, `size` bytes, under a safe name. On failure nothing of it stays, and others can follow.
pub(crate) fn take_from(
    intake: &mut Intake<'_>,
    progress: &mut Progressing<'_>,
    from: &mut dyn Read,
    name: &str,
    size: u64,
) -> Result<Taken, Failure> {
    let mut first = Vec::new();
    (&mut *from).take(FIRST_BYTES).read_to_end(&mut first).map_err(unreadable)?;
    let file_type = document::detect(&first, name);
    let sealed = intake.add(first.as_slice().chain(from), Some(size), &mut |told| progress.tell(told))?;
    progress.before += size;
    Ok(Taken::new(progress.host, name, file_type, sealed))
}

/// Tells what a file is.
pub(crate) fn look(path: PathBuf) -> Result<Chosen, Failure> {
    let metadata = std::fs::metadata(&path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(Failure::new(Code::Unreadable, "this is a folder or device, not a file"));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = import::safe_name(&name);
    let mut first = Vec::new();
    File::open(&path).map_err(unreadable)?.take(FIRST_BYTES).read_to_end(&mut first).map_err(unreadable)?;
    let file_type = document::detect(&first, &name);
    Ok(Chosen { path, name, file_type, size: metadata.len() })
}
