//! A packet wrapped for sending: one ZIP archive, each entry sealed by AES-256 under a passphrase, which ordinary programs
//! open. Its entries bear neutral names, as anyone can read those. No packet ever lies on the disk in the clear beside it.

mod archive;

use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

use model::evidence::Digest;
use packet::VolumeSink;
use serde::Deserialize;
use zip::result::ZipResult;

use self::archive::Archive;
use super::sink::{is_flat, name_of};
use crate::failure::{Code, Failure};
use crate::save::{Beside, NewFile, failed, folder_of};
use crate::secret::Secret;
use crate::vault::{estimate, is_typed_alike};

/// The passphrase that a packet's container opens with.
#[derive(Debug, Deserialize, ts_rs::TS)]
#[serde(tag = "passphrase", content = "secret", rename_all = "snake_case")]
pub enum Container {
    /// One that the person chose.
    Chosen(Secret),
    /// A new one, which the host hands to the person once. A host that can't do so refuses it.
    Made,
}

impl Container {
    /// The passphrase, and whether it was made here. `known` are words that whoever guesses may know.
    fn passphrase(self, known: &[String]) -> Result<(Secret, bool), Failure> {
        let invalid = |message: &str| Err(Failure::new(Code::Invalid, message).on("container"));
        match self {
            Self::Made => Ok((Secret::new((*vault::Passphrase::made()?).clone()), true)),
            Self::Chosen(secret) if !is_typed_alike(&secret) => invalid(
                "must have a passphrase of plain letters, digits and marks: other letters are not the same to all programs",
            ),
            Self::Chosen(secret) if !estimate(&secret, known).accepted_for_sending => invalid(
                "must have a passphrase that is harder to guess, such as five random words: whoever has the file can try \
                 millions in a second",
            ),
            Self::Chosen(secret) => Ok((secret, false)),
        }
    }
}

/// Takes the finished files of one packet into an archive beside its destination.
pub(super) struct ContainerSink {
    path: PathBuf,
    passphrase: Secret,
    is_made: bool,
    archive: Archive,
    /// SHA-256 of the archive, once it is closed.
    digest: Option<Digest>,
    file: NewFile,
    /// Last, so that it is dropped last.
    beside: Beside,
}

impl ContainerSink {
    /// For a container at `path`.
    pub(super) fn new(path: &Path, container: Container, known: &[String]) -> Result<Self, Failure> {
        let (passphrase, is_made) = container.passphrase(known)?;
        let mut beside = Beside::new(folder_of(path));
        let mut file = beside.new_file().map_err(failed)?;
        let archive = Archive::new(file.as_file_mut().try_clone().map_err(failed)?);
        Ok(Self { path: path.to_owned(), passphrase, is_made, archive, digest: None, file, beside })
    }

    /// Ends the archive, which can then take nothing more, and hashes it as it lies on the disk.
    pub(super) fn close(&mut self) -> Result<(), Failure> {
        self.close_file().map_err(failed)
    }

    fn close_file(&mut self) -> io::Result<()> {
        self.archive.close()?;
        self.file.sync()?;
        let file = self.file.as_file_mut();
        file.rewind()?;
        self.digest = Some(packet::digest_of(file)?);
        Ok(())
    }

    /// SHA-256 of the closed archive.
    pub(super) fn digest(&self) -> Option<Digest> {
        self.digest
    }

    /// The passphrase, where it was made here and the person must be told it.
    pub(super) fn to_hand_over(&self) -> Option<&str> {
        self.is_made.then(|| self.passphrase.reveal())
    }

    /// Refuses when the name is taken.
    pub(super) fn check_place(&self) -> Result<(), Failure> {
        let message = "a file of this container's name is there already; nothing was exported";
        if self.path.exists() { Err(Failure::new(Code::Exists, message)) } else { Ok(()) }
    }

    /// Puts the container into place; gives its name.
    pub(super) fn save(self) -> Result<Vec<String>, Failure> {
        self.file.place(&self.path).map_err(failed)?;
        self.beside.sync();
        Ok(name_of(&self.path).into_iter().collect())
    }

    fn put(&mut self, write: impl FnOnce(&mut Archive, &str) -> ZipResult<()>) -> io::Result<()> {
        Ok(write(&mut self.archive, self.passphrase.reveal())?)
    }
}

impl VolumeSink for ContainerSink {
    fn volume(&mut self, number: u32, pdf: &[u8]) -> io::Result<()> {
        let name = if number == 1 { "packet.pdf".to_owned() } else { format!("packet-vol{number}.pdf") };
        self.put(|archive, passphrase| archive.entry(&name, passphrase, pdf))
    }

    fn original(&mut self, name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        if !is_flat(name) {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        }
        self.put(|archive, passphrase| archive.original(name, passphrase, fill))
    }

    fn begin_anew(&mut self) -> io::Result<()> {
        let mut file = self.beside.new_file()?;
        self.archive = Archive::new(file.as_file_mut().try_clone()?);
        self.file = file;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
