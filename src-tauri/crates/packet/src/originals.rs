//! The files that travel with a packet: originals attached or beside it, manifest, sums, log extract. Every original is
//! checked against the hash that the vault names before it leaves.

use std::io::{self, Read, Write};

use model::evidence::Digest;
use model::packet::{Exhibits, PacketOptions, PacketSource, Section, Signer, Step};
use serde_json::{Value, json};
use typeset::Blob;

use crate::archive::VolumeSink;
use crate::exhibit::{Exhibit, Part, Place};
use crate::manifest::{
    FORMAT, FilePlace, KEY_NAME, LOG_NAME, MANIFEST_NAME, MANIFEST_SIGNATURE, Manifest, ManifestExhibit, ManifestFile,
    ManifestPoint, SUMS_NAME,
};
use crate::open_point::{OpenPoint, OpenPoints};
use crate::signing::signed;
use crate::{Error, Tell, log_extract, manifest, seal, tell};

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

/// The originals that are attached, in the order of the exhibits, each checked against the hash that the vault names.
pub(crate) fn read_attached(
    planned: &[Exhibit<'_>],
    exhibits: &dyn Exhibits,
    progress: &mut Tell<'_>,
) -> Result<Vec<Blob>, Error> {
    let parts: Vec<&Part<'_>> =
        planned.iter().flat_map(|exhibit| &exhibit.parts).filter(|part| part.place == Place::Attached).collect();
    let mut blobs = Vec::with_capacity(parts.len());
    for (index, part) in parts.iter().enumerate() {
        tell(progress, Step { done: index as u64, total: parts.len() as u64, doing: "reading originals" })?;
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

/// A file that the packet makes for itself: name, bytes, MIME type, description.
pub(crate) type Own = (&'static str, Vec<u8>, &'static str, &'static str);

/// The files that a packet makes for itself, the manifest first.
pub(crate) struct OwnFiles {
    pub(crate) manifest: Manifest,
    /// SHA-256 of the manifest as attached, as the cover prints it.
    pub(crate) manifest_sha256: String,
    pub(crate) files: Vec<Own>,
}

/// Manifest, sums and log extract; the key and the manifest's signature, where the packet is signed.
pub(crate) fn own_files(
    source: &PacketSource,
    options: &PacketOptions,
    planned: &[Exhibit<'_>],
    points: &OpenPoints,
    signer: &dyn Signer,
) -> Result<OwnFiles, Error> {
    // Rows name whoever made them: they leave only where the section that prints them does.
    let log = options.has(Section::ActivityLog).then(|| log_extract::file(source, options)).transpose()?;
    let key = options.signed_by.map(|key| key.pem().into_bytes());
    let own: Vec<Own> = [
        log.map(|log| (LOG_NAME, log, "application/json", "Rows of the activity log extract")),
        key.map(|key| (KEY_NAME, key, "application/x-pem-file", "Public half of the key that signs this packet")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let attached = planned.iter().flat_map(|exhibit| &exhibit.parts).filter(|part| part.place == Place::Attached);
    let lines = attached.map(|part| (part.name.as_str(), part.file.sha256.to_string()));
    let sums = manifest::sums(lines.chain(own.iter().map(|(name, bytes, ..)| (*name, seal::hex(bytes)))));
    let named = [(SUMS_NAME, sums.as_slice())].into_iter();
    let named: Vec<_> = named.chain(own.iter().map(|(name, bytes, ..)| (*name, bytes.as_slice()))).collect();
    let manifest = manifest_of(source, options, planned, &points.points, &named);
    let bytes = manifest.bytes()?;
    let signature = options.signed_by.map(|key| signed(signer, key, &bytes)).transpose()?;
    let manifest_sha256 = seal::hex(&bytes);
    let mut files = vec![
        (MANIFEST_NAME, bytes, "application/json", "Manifest of this packet"),
        (SUMS_NAME, sums, "text/plain", "Hashes of the attached files, for sha256sum -c"),
    ];
    files.extend(own);
    files.extend(signature.map(|bytes| {
        (MANIFEST_SIGNATURE, bytes.to_vec(), "application/octet-stream", "Ed25519 signature of manifest.json")
    }));
    Ok(OwnFiles { manifest, manifest_sha256, files })
}

/// Builds the manifest of a packet; `own` are the attached files that aren't originals.
fn manifest_of(
    source: &PacketSource,
    options: &PacketOptions,
    exhibits: &[Exhibit<'_>],
    points: &[OpenPoint],
    own: &[(&str, &[u8])],
) -> Manifest {
    let attachment = |(name, bytes): &(&str, &[u8])| ManifestFile {
        name: (*name).to_owned(),
        original_name: None,
        size: bytes.len() as u64,
        sha256: seal::hex(bytes),
        place: FilePlace::Attached,
    };
    let point = |point: &OpenPoint| ManifestPoint {
        id: point.id.clone(),
        kind: point.kind.to_owned(),
        what: point.what.clone(),
    };
    Manifest {
        format: FORMAT.to_owned(),
        number: options.number.clone(),
        form: options.form,
        program: options.program.clone(),
        client: source.client.legal_name.clone(),
        engagement: source.engagement.title.clone(),
        profile: options.profile,
        also: options.also.iter().copied().collect(),
        part: options.part.clone(),
        marked: options.marked.clone(),
        as_of: options.as_of.at.to_rfc3339(),
        up_to: source.up_to(),
        log_head: source.log_head().to_string(),
        signing_key: options.signed_by.map(|key| key.fingerprint()),
        sections: options.sections(),
        exhibits: exhibits.iter().map(|exhibit| exhibit_entry(source, exhibit)).collect(),
        attachments: own.iter().map(attachment).collect(),
        open_points: points.iter().map(point).collect(),
    }
}

fn exhibit_entry(source: &PacketSource, exhibit: &Exhibit<'_>) -> ManifestExhibit {
    let mut controls: Vec<String> = source
        .controls
        .iter()
        .filter(|control| exhibit.item.controls.contains(&control.id))
        .map(|control| control.code.to_string())
        .collect();
    controls.sort();
    let file = |part: &Part<'_>| ManifestFile {
        name: part.name.clone(),
        original_name: Some(part.file.name.clone()),
        size: part.file.size,
        sha256: part.file.sha256.to_string(),
        place: match part.place {
            Place::Attached => FilePlace::Attached,
            Place::Beside => FilePlace::Beside,
            Place::ListedOnly => FilePlace::ListedOnly,
        },
    };
    ManifestExhibit {
        id: exhibit.id.clone(),
        reference: exhibit.item.reference(),
        title: exhibit.item.title.clone(),
        kind: exhibit.item.kind.name().to_owned(),
        controls,
        files: exhibit.parts.iter().map(file).collect(),
    }
}

/// The view of the attached files, and all virtual files of the packet.
pub(crate) fn attachments(
    planned: &[Exhibit<'_>],
    originals: Vec<Blob>,
    own: Vec<Own>,
    mut files: Vec<(String, Blob)>,
) -> (Value, Vec<(String, Blob)>) {
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
        let description = format!("{}, original as received", exhibit.id);
        add(&part.name, blob, "source", part.file.file_type.mime(), &description);
    }
    for (name, bytes, mime, description) in own {
        add(name, Blob::from(bytes), "data", mime, description);
    }
    (json!({ "files": view }), files)
}
