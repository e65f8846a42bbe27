//! The files that an import takes in: held ones of a folder, or the entries of an archive, which stream from the confined
//! process straight into the sealed store. Nothing of an archive is ever written anywhere else.

use std::collections::BTreeMap;
use std::fs::File;
use std::ops::ControlFlow;

use document::archive::{ENTRIES, Entry, Unpacking};
use document::{NotRead, Reader};
use vault::Intake;

use super::plan::PlannedItem;
use super::{FolderFile, ImportFrom, nothing};
use crate::app::{App, unreadable};
use crate::failure::{Code, Failure};
use crate::held::Held;
use crate::host::Host;
use crate::intake::{Chosen, Progressing, Taken, look, take_from, take_in};

/// The files, by their places.
pub(super) struct Source {
    names: Vec<String>,
    files: Files,
}

enum Files {
    Folder(Vec<Result<Chosen, String>>),
    Archive(Archive),
}

struct Archive {
    reader: Reader,
    file: File,
    size: u64,
    entries: Vec<Entry>,
}

/// What was taken in.
pub(super) struct TakenIn {
    /// The files of each item that has any.
    pub(super) items: Vec<Vec<Taken>>,
    /// Why others couldn't be, by their places.
    pub(super) troubles: BTreeMap<usize, String>,
}

impl Source {
    /// Opens it, and lists what is there.
    pub(super) fn open(app: &mut App, from: ImportFrom) -> Result<Self, Failure> {
        match from {
            ImportFrom::Folder(files) => Self::folder(app, files),
            ImportFrom::Archive(held) => Self::archive(app, held),
        }
    }

    fn folder(app: &mut App, files: Vec<FolderFile>) -> Result<Self, Failure> {
        if files.len() > ENTRIES {
            let message = format!("the folder has {} files; at most {ENTRIES} are taken in at once", files.len());
            return Err(Failure::new(Code::TooLarge, message));
        }
        let (mut names, mut chosen) = (Vec::with_capacity(files.len()), Vec::with_capacity(files.len()));
        for FolderFile { name, file } in files {
            let path = app.take(file)?;
            names.push(name);
            chosen.push(look(path).map_err(|failure| failure.message));
        }
        Ok(Self { names, files: Files::Folder(chosen) })
    }

    fn archive(app: &mut App, held: Held) -> Result<Self, Failure> {
        let path = app.take(held)?;
        let mut file = File::open(path).map_err(unreadable)?;
        let metadata = file.metadata().map_err(unreadable)?;
        if !metadata.is_file() {
            return Err(nothing("this is a folder or device, not an archive"));
        }
        let reader = Reader::new(app.host().program());
        let listed = reader.entries(&mut file, metadata.len()).map_err(Failure::bug)?;
        let entries = listed.map_err(|reason| unread(&reason))?;
        let names = entries.iter().map(|entry| entry.name().to_owned()).collect();
        Ok(Self { names, files: Files::Archive(Archive { reader, file, size: metadata.len(), entries }) })
    }

    /// The names of all files, as the folder or archive has them.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Why some files can't be read, as far as that is known, by their places.
    pub(super) fn troubles(&self) -> BTreeMap<usize, String> {
        let trouble = |file: usize| match &self.files {
            Files::Folder(files) => files.get(file)?.as_ref().err().cloned(),
            Files::Archive(archive) => archive.entries.get(file)?.trouble().map(|trouble| trouble.to_string()),
        };
        (0..self.names.len()).filter_map(|file| Some((file, trouble(file)?))).collect()
    }

    /// Seals the files of the items, in order. On failure or cancel nothing of them stays.
    pub(super) fn take_in(
        &mut self,
        intake: &mut Intake<'_>,
        host: &dyn Host,
        items: &[PlannedItem],
    ) -> Result<TakenIn, Failure> {
        match &mut self.files {
            Files::Folder(files) => {
                let mut chosen: Vec<Option<Chosen>> = std::mem::take(files).into_iter().map(Result::ok).collect();
                let mut take = |file: &usize| chosen.get_mut(*file).and_then(Option::take);
                let chosen: Vec<Vec<Chosen>> =
                    items.iter().map(|item| item.files.iter().filter_map(&mut take).collect()).collect();
                Ok(TakenIn { items: take_in(intake, host, &chosen)?, troubles: BTreeMap::new() })
            }
            Files::Archive(archive) => archive.take_in(intake, host, items),
        }
    }
}

impl Archive {
    fn take_in(&mut self, intake: &mut Intake<'_>, host: &dyn Host, items: &[PlannedItem]) -> Result<TakenIn, Failure> {
        let places: Vec<usize> = items.iter().flat_map(|item| item.files.iter().copied()).collect();
        let wanted: Vec<Entry> = places.iter().filter_map(|file| self.entries.get(*file).cloned()).collect();
        let mut progress = Progressing::new(host, wanted.iter().map(Entry::size).sum());
        let (mut taken, mut troubles, mut failed) = (BTreeMap::new(), BTreeMap::new(), None);
        let done = self.reader.unpack(&mut self.file, self.size, &wanted, |place, unpacking| {
            let (file, entry) = (places[place], &wanted[place]);
            match take_one(intake, &mut progress, entry, unpacking) {
                Ok(Ok(one)) => drop(taken.insert(file, one)),
                Ok(Err(trouble)) => drop(troubles.insert(file, trouble)),
                Err(failure) => failed = Some(failure),
            }
            if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let done = done.map_err(Failure::bug)?;
        // A child that ends in the midst of an entry makes that entry unreadable as well; its end says more.
        done.map_err(|reason| unread(&reason))?;
        if let Some(failure) = failed {
            return Err(failure);
        }
        let mut of_item =
            |item: &PlannedItem| -> Vec<Taken> { item.files.iter().filter_map(|file| taken.remove(file)).collect() };
        let items: Vec<Vec<Taken>> = items.iter().map(&mut of_item).filter(|files| !files.is_empty()).collect();
        if items.is_empty() {
            return Err(nothing("none of the archive's files can be unpacked"));
        }
        Ok(TakenIn { items, troubles })
    }
}

/// Takes one entry in; the inner error says why it can't be unpacked.
fn take_one(
    intake: &mut Intake<'_>,
    progress: &mut Progressing<'_>,
    entry: &Entry,
    unpacking: &mut Unpacking<'_, '_>,
) -> Result<Result<Taken, String>, Failure> {
    let name = import::safe_name(entry.name());
    let taken = take_from(intake, progress, &mut *unpacking, &name, entry.size());
    match (taken, unpacking.trouble()) {
        (_, Some(trouble)) => Ok(Err(trouble.to_string())),
        (Ok(taken), None) => Ok(Ok(taken)),
        (Err(failure), None) => Err(failure),
    }
}

fn unread(reason: &NotRead) -> Failure {
    let code = match reason {
        NotRead::NoSheets | NotRead::NoArchive => Code::UnknownFormat,
        NotRead::TooLarge { .. } => Code::TooLarge,
        NotRead::Locked | NotRead::Damaged(_) | NotRead::Unsafe(_) | NotRead::NotConfined(_) => Code::Unreadable,
    };
    Failure::new(code, reason.to_string())
}
