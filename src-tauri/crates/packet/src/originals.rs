//! The originals that travel with a packet, attached to a volume or beside it. Each is checked against the hash that the
//! vault names before it leaves, and held no longer than its volume is made.

use std::io::{self, Read, Write};

use model::evidence::Digest;
use model::packet::{Exhibits, Step};
use serde_json::{Value, json};
use typeset::Blob;

use crate::archive::VolumeSink;
use crate::exhibit::{Exhibit, Part, Place};
use crate::manifest::SUMS_NAME;
use crate::own::Own;
use crate::{Error, Tell, manifest, tell};

/// The SHA-256 of bytes in memory.
pub(crate) fn digest(bytes: &[u8]) -> Digest {
    let mut digest = Digest([0; 32]);
    digest.0.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref());
    digest
}

/// The SHA-256 of all that a reader gives, in bounded memory.
///
/// # Errors
/// Those of reading.
pub fn digest_of(mut from: impl Read) -> io::Result<Digest> {
    let mut context = ring::digest::Context::new(&ring::digest::SHA256);
    let mut to = Hashing { to: &mut io::sink(), context: &mut context };
    io::copy(&mut from, &mut to)?;
    let mut digest = Digest([0; 32]);
    digest.0.copy_from_slice(context.finish().as_ref());
    Ok(digest)
}

/// The originals that are attached, in the order of the exhibits, each checked against the hash that the vault names. `step`
/// says how far the work is by how many of them are read.
pub(crate) fn read_attached(
    planned: &[Exhibit<'_>],
    exhibits: &dyn Exhibits,
    step: impl Fn(u64, u64) -> Step,
    progress: &mut Tell<'_>,
) -> Result<Vec<Blob>, Error> {
    let parts: Vec<&Part<'_>> =
        planned.iter().flat_map(|exhibit| &exhibit.parts).filter(|part| part.place == Place::Attached).collect();
    let mut blobs = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        tell(progress, step(index as u64, parts.len() as u64))?;
        let mut bytes = Vec::with_capacity(usize::try_from(part.file.size).unwrap_or(0));
        let failed = |source| Error::Exhibit { file: part.name.clone(), source };
        exhibits.original(part.file, &mut bytes).map_err(failed)?;
        if digest(&bytes) != part.file.sha256 {
            return Err(Error::Altered { file: part.name.clone() });
        }
        blobs.push(Blob::from(bytes));
    }
    Ok(blobs)
}

/// Passes bytes on and hashes them on the way.
struct Hashing<'a> {
    to: &'a mut dyn Write,
    context: &'a mut ring::digest::Context,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.context.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Writes the originals that are too large to embed beside the packet, with a `SHA256SUMS` of their own.
pub(crate) fn write_beside(
    planned: &[Exhibit<'_>],
    exhibits: &dyn Exhibits,
    sink: &mut dyn VolumeSink,
) -> Result<(), Error> {
    let beside = || planned.iter().flat_map(|exhibit| &exhibit.parts).filter(|part| part.place == Place::Beside);
    for part in beside() {
        let mut failure = None;
        let result = sink.original(&part.name, &mut |to| {
            let mut context = ring::digest::Context::new(&ring::digest::SHA256);
            let read = exhibits.original(part.file, &mut Hashing { to, context: &mut context });
            let error = match read {
                Err(source) => Error::Exhibit { file: part.name.clone(), source },
                Ok(()) if context.finish().as_ref() == part.file.sha256.0 => return Ok(()),
                Ok(()) => Error::Altered { file: part.name.clone() },
            };
            failure = Some(error);
            Err(io::Error::other("the original could not be read"))
        });
        match failure {
            Some(error) => return Err(error),
            None => result.map_err(Error::Sink)?,
        }
    }
    if beside().next().is_some() {
        let sums = manifest::sums(beside().map(|part| (part.name.as_str(), part.file.sha256.to_string())));
        sink.original(SUMS_NAME, &mut |to| to.write_all(&sums)).map_err(Error::Sink)?;
    }
    Ok(())
}

/// The view of the files attached to a volume with these exhibits, whose virtual files are added to `files`.
pub(crate) fn attachments(
    planned: &[Exhibit<'_>],
    originals: Vec<Blob>,
    own: Vec<Own>,
    files: &mut Vec<(String, Blob)>,
) -> Value {
    let mut view = Vec::new();
    let mut add = |name: &str, blob: Blob, relationship: &str, mime: &str, description: &str| {
        let path = format!("/file/{}", view.len());
        view.push(json!({
            "name": name, "path": path, "relationship": relationship, "mime": mime, "description": description,
        }));
        files.push((path, blob));
    };
    let attached = planned
        .iter()
        .flat_map(|exhibit| exhibit.parts.iter().map(move |part| (exhibit, part)))
        .filter(|(_, part)| part.place == Place::Attached);
    for ((exhibit, part), blob) in attached.zip(originals) {
        let what = if part.is_redacted() { "redacted copy" } else { "original as received" };
        let description = format!("{}, {what}", exhibit.id);
        add(&part.name, blob, "source", part.file.file_type.mime(), &description);
    }
    for (name, bytes, mime, description) in own {
        add(name, Blob::from(bytes), "data", mime, description);
    }
    json!({ "files": view })
}
