//! Where a packet's files go, into a folder or into a container: first beside the destination, without a name where that
//! can be, then all into place. If anything fails before, nothing of the packet is left.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use model::evidence::Digest;
use packet::VolumeSink;

use super::container::{Container, ContainerSink};
use crate::failure::{Code, Failure};
use crate::save::{Beside, NewFile, failed, folder_of};

const ORIGINALS: &str = "originals";

/// Takes the finished files of one packet.
pub(super) enum Sink {
    /// As they are, into a folder.
    Folder(FolderSink),
    /// Into a container, and nowhere else.
    Container(Box<ContainerSink>),
}

impl Sink {
    /// For a packet or its container at `path`. A folder that takes no file is refused now, and not after the work.
    /// `known` are words that whoever guesses at a container's passphrase may know.
    pub(super) fn new(path: &Path, container: Option<Container>, known: &[String]) -> Result<Self, Failure> {
        match container {
            None => FolderSink::new(path).map(Self::Folder),
            Some(container) => {
                let sink = ContainerSink::new(path, container, known)?;
                Ok(Self::Container(Box::new(sink)))
            }
        }
    }

    /// All files are in: ends what must be ended.
    pub(super) fn close(&mut self) -> Result<(), Failure> {
        match self {
            Self::Folder(_) => Ok(()),
            Self::Container(sink) => sink.close(),
        }
    }

    /// SHA-256 of the closed container; none where there is none.
    pub(super) fn container(&self) -> Option<Digest> {
        match self {
            Self::Folder(_) => None,
            Self::Container(sink) => sink.digest(),
        }
    }

    /// The passphrase that the person must be told before anything leaves.
    pub(super) fn to_hand_over(&self) -> Option<&str> {
        match self {
            Self::Folder(_) => None,
            Self::Container(sink) => sink.to_hand_over(),
        }
    }

    /// Refuses when something of the packet's names is there already; asked before the export is recorded.
    pub(super) fn check_places(&self) -> Result<(), Failure> {
        match self {
            Self::Folder(sink) => sink.check_places(),
            Self::Container(sink) => sink.check_place(),
        }
    }

    /// Puts all files into place; gives their names, the volumes first.
    pub(super) fn save(self) -> Result<Vec<String>, Failure> {
        match self {
            Self::Folder(sink) => sink.save(),
            Self::Container(sink) => sink.save(),
        }
    }
}

impl VolumeSink for Sink {
    fn volume(&mut self, number: u32, pdf: &[u8]) -> io::Result<()> {
        match self {
            Self::Folder(sink) => sink.volume(number, pdf),
            Self::Container(sink) => sink.volume(number, pdf),
        }
    }

    fn original(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        match self {
            Self::Folder(sink) => sink.original(name, fill),
            Self::Container(sink) => sink.original(name, fill),
        }
    }

    fn begin_anew(&mut self) -> io::Result<()> {
        match self {
            Self::Folder(sink) => sink.begin_anew(),
            Self::Container(sink) => sink.begin_anew(),
        }
    }
}

/// Takes them as they are, into a folder.
pub(super) struct FolderSink {
    /// The first volume's path; the second is `NAME-vol2.pdf` beside it.
    path: PathBuf,
    folder: PathBuf,
    volumes: Vec<NewFile>,
    originals: Vec<(String, NewFile)>,
    /// Last, so that it is dropped last.
    beside: Beside,
}

impl FolderSink {
    fn new(path: &Path) -> Result<Self, Failure> {
        let folder = folder_of(path).to_owned();
        let mut beside = Beside::new(&folder);
        drop(beside.new_file().map_err(failed)?);
        Ok(Self { path: path.to_owned(), folder, volumes: Vec::new(), originals: Vec::new(), beside })
    }

    /// Where the volumes go, the first one first.
    fn volume_paths(&self) -> Vec<PathBuf> {
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        let numbered = (2..=self.volumes.len()).map(|number| self.folder.join(format!("{stem}-vol{number}.pdf")));
        std::iter::once(self.path.clone()).chain(numbered).take(self.volumes.len()).collect()
    }

    fn check_places(&self) -> Result<(), Failure> {
        let originals = (!self.originals.is_empty()).then(|| self.folder.join(ORIGINALS));
        let taken = self.volume_paths().iter().chain(&originals).any(|path| path.exists());
        let message = "a file of this packet's volumes, or a folder originals/, is there already; nothing was exported";
        if taken { Err(Failure::new(Code::Exists, message)) } else { Ok(()) }
    }

    /// All or none, as far as the program lives: what came into place is taken back where the next can't. The packet's first
    /// file comes last, so that where it is, all of it is; a later volume without it was left by a program that was killed, and
    /// the vault, which had recorded the export, knows it by its digest.
    fn save(mut self) -> Result<Vec<String>, Failure> {
        let paths = self.volume_paths();
        let mut placed = Placed::default();
        let mut names = paths.clone();
        // The originals come into their folder out of sight, and then all at once into place.
        if let Some(originals) = self.gather().map_err(failed)? {
            let path = self.folder.join(ORIGINALS);
            std::fs::rename(&originals, &path).map_err(failed)?;
            placed.originals = Some((path.clone(), originals));
            names.push(path);
        }
        for (volume, path) in self.volumes.into_iter().zip(&paths).rev() {
            volume.place(path).map_err(failed)?;
            placed.volumes.push(path.clone());
        }
        placed.stay();
        self.beside.sync();
        Ok(names.iter().filter_map(|path| name_of(path)).collect())
    }

    /// Brings the originals into a folder of their own among the parts; none where there are none.
    fn gather(&mut self) -> io::Result<Option<PathBuf>> {
        if self.originals.is_empty() {
            return Ok(None);
        }
        let folder = self.beside.parts()?.new_folder(ORIGINALS)?;
        for (name, file) in self.originals.drain(..) {
            file.place(&folder.join(name))?;
        }
        Ok(Some(folder))
    }

    fn write_whole(&mut self, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NewFile> {
        let mut file = self.beside.new_file()?;
        let mut to = BufWriter::new(file.as_file_mut());
        fill(&mut to)?;
        to.flush()?;
        drop(to);
        file.sync()?;
        Ok(file)
    }
}

/// What of a packet has come into place. Unless all of it may stay, it goes when this is dropped: the originals back to where they
/// waited.
#[derive(Default)]
struct Placed {
    volumes: Vec<PathBuf>,
    /// Where they are, and where they were.
    originals: Option<(PathBuf, PathBuf)>,
}

impl Placed {
    /// From now on what was placed is nobody's to take away.
    fn stay(&mut self) {
        self.volumes.clear();
        self.originals = None;
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        for path in &self.volumes {
            // What can't be removed now is known by its digest, as after a kill.
            std::fs::remove_file(path).unwrap_or_default();
        }
        if let Some((here, before)) = &self.originals {
            std::fs::rename(here, before).unwrap_or_default();
        }
    }
}

impl VolumeSink for FolderSink {
    fn volume(&mut self, _: u32, pdf: &[u8]) -> io::Result<()> {
        let file = self.write_whole(|to| to.write_all(pdf))?;
        self.volumes.push(file);
        Ok(())
    }

    fn original(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if !is_flat(name) {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        let file = self.write_whole(|to| fill(to))?;
        self.originals.push((name.to_owned(), file));
        Ok(())
    }

    fn begin_anew(&mut self) -> io::Result<()> {
        self.volumes.clear();
        self.originals.clear();
        Ok(())
    }
}

/// Names come from the packet, flat and made safe; a name with a folder in it would be a fault.
pub(super) fn is_flat(name: &str) -> bool {
    !name.contains(['/', '\\'])
}

/// The name of a placed file.
pub(super) fn name_of(path: &Path) -> Option<String> {
    path.file_name().map(|name| name.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sink(folder: &Path, volumes: u32) -> FolderSink {
        let mut sink = FolderSink::new(&folder.join("packet.pdf")).expect("a place");
        for number in 1..=volumes {
            sink.volume(number, format!("volume {number}").as_bytes()).expect("is taken");
        }
        sink.original("a.csv", &mut |to| to.write_all(b"original")).expect("is taken");
        sink
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(folder).expect("reads").flatten().map(|entry| entry.path()).collect();
        names.sort();
        names.iter().filter_map(|path| name_of(path)).collect()
    }

    #[test]
    fn volumes_come_into_place_by_their_numbers() {
        let home = tempfile::tempdir().expect("a folder");
        let saved = sink(home.path(), 3).save().expect("saves");
        assert_eq!(saved, ["packet.pdf", "packet-vol2.pdf", "packet-vol3.pdf", "originals"]);
        assert_eq!(names(home.path()), ["originals", "packet-vol2.pdf", "packet-vol3.pdf", "packet.pdf"]);
        assert_eq!(std::fs::read(home.path().join("packet-vol3.pdf")).expect("reads"), b"volume 3");
    }

    #[test]
    fn what_is_begun_anew_leaves_nothing_of_what_was_before() {
        let home = tempfile::tempdir().expect("a folder");
        let mut sink = sink(home.path(), 3);
        sink.begin_anew().expect("drops them");
        sink.volume(1, b"anew").expect("is taken");
        assert_eq!(sink.save().expect("saves"), ["packet.pdf"]);
        assert_eq!(names(home.path()), ["packet.pdf"]);
        assert_eq!(std::fs::read(home.path().join("packet.pdf")).expect("reads"), b"anew");
    }

    #[test]
    fn a_volume_that_finds_its_place_taken_takes_the_others_back() {
        let home = tempfile::tempdir().expect("a folder");
        for taken in ["packet.pdf", "packet-vol2.pdf", "packet-vol3.pdf"] {
            let sink = sink(home.path(), 3);
            std::fs::write(home.path().join(taken), b"kept").expect("writes");
            assert_eq!(sink.check_places().expect_err("is taken").code, Code::Exists);
            assert_eq!(sink.save().expect_err("is taken").code, Code::Exists, "{taken}");
            assert_eq!(names(home.path()), [taken]);
            assert_eq!(std::fs::read(home.path().join(taken)).expect("reads"), b"kept");
            std::fs::remove_file(home.path().join(taken)).expect("removes");
        }
    }
}
