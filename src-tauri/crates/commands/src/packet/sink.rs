//! Where a packet's files go: first into a hidden folder beside the destination, then all into place by renaming. If
//! anything fails before, nothing of the packet is left.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use packet::VolumeSink;
use tempfile::TempDir;

use crate::failure::{Code, Failure};
use crate::save::failed;

const ORIGINALS: &str = "originals";

/// Takes the finished files of one packet.
pub(super) struct FolderSink {
    /// The first volume's path; a second volume would be `NAME-2.pdf`.
    path: PathBuf,
    folder: PathBuf,
    parts: TempDir,
    volumes: Vec<PathBuf>,
    has_originals: bool,
}

impl FolderSink {
    pub(super) fn new(path: &Path) -> Result<Self, Failure> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let parts = tempfile::Builder::new().prefix(".vouchsafe-").tempdir_in(folder).map_err(failed)?;
        Ok(Self { path: path.to_owned(), folder: folder.to_owned(), parts, volumes: Vec::new(), has_originals: false })
    }

    fn volume_path(&self, number: u32) -> PathBuf {
        if number == 1 {
            return self.path.clone();
        }
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy();
        self.folder.join(format!("{stem}-{number}.pdf"))
    }

    /// Refuses when something of the packet's names is there already; asked before the export is recorded.
    pub(super) fn check_places(&self) -> Result<(), Failure> {
        let taken = self.moves()?.iter().any(|(_, to)| to.exists());
        let message = "a file, or a folder originals/, of this packet is there already; nothing was exported";
        if taken { Err(Failure::new(Code::Exists, message)) } else { Ok(()) }
    }

    /// From where each file goes to where.
    fn moves(&self) -> Result<Vec<(PathBuf, PathBuf)>, Failure> {
        let mut moves: Vec<(PathBuf, PathBuf)> = Vec::new();
        for (index, part) in self.volumes.iter().enumerate() {
            let number = u32::try_from(index + 1).map_err(Failure::bug)?;
            moves.push((part.clone(), self.volume_path(number)));
        }
        if self.has_originals {
            moves.push((self.parts.path().join(ORIGINALS), self.folder.join(ORIGINALS)));
        }
        Ok(moves)
    }

    /// Puts all files into place; gives their names, the volumes first.
    pub(super) fn save(self) -> Result<Vec<String>, Failure> {
        let moves = self.moves()?;
        for (from, to) in &moves {
            fs::rename(from, to).map_err(failed)?;
        }
        // The renames are durable once the folder is; a file system that can't sync a folder still holds whole files.
        if let Ok(folder) = File::open(&self.folder) {
            folder.sync_all().ok();
        }
        let name = |(_, to): &(PathBuf, PathBuf)| to.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(moves.iter().filter_map(name).collect())
    }
}

fn write_whole(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    // Whoever else works on this machine doesn't read a packet before its owner passes it on.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = BufWriter::new(options.open(path)?);
    fill(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

impl VolumeSink for FolderSink {
    fn volume(&mut self, number: u32, pdf: &[u8]) -> io::Result<()> {
        let part = self.parts.path().join(format!("volume-{number}.pdf"));
        write_whole(&part, |to| to.write_all(pdf))?;
        self.volumes.push(part);
        Ok(())
    }

    fn original(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let folder = self.parts.path().join(ORIGINALS);
        if !self.has_originals {
            let mut builder = fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            builder.create(&folder)?;
            self.has_originals = true;
        }
        // Names come from the packet, flat and made safe; a name with a folder in it would be a fault.
        if name.contains(['/', '\\']) {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        write_whole(&folder.join(name), |to| fill(to))
    }
}
