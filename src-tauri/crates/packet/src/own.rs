//! The files that a packet makes for itself: manifest, sums, log extract, key, and for each of several volumes the list of what
//! it holds. Holds no original.

use model::packet::{PacketOptions, PacketSource, Section, Signer};

use crate::exhibit::{Exhibit, Part, Place};
use crate::manifest::{
    FORMAT, FilePlace, KEY_NAME, LOG_NAME, MANIFEST_NAME, MANIFEST_SIGNATURE, Manifest, ManifestExhibit, ManifestFile,
    ManifestPoint, SUMS_NAME, VOLUMES_FORMAT, json_file, sums,
};
use crate::open_point::{OpenPoint, OpenPoints};
use crate::signing::signed;
use crate::volume_file::{FORMAT as VOLUME_FORMAT, VOLUME_NAME, VolumeFile};
use crate::volumes::{VolumePlan, plan_sha256};
use crate::{Error, log_extract, redacted, seal};

/// A file that the packet makes for itself: name, bytes, MIME type, description.
pub(crate) type Own = (&'static str, Vec<u8>, &'static str, &'static str);

/// What a packet makes for itself, whatever its volumes.
pub(crate) struct OwnFiles {
    pub(crate) manifest: Manifest,
    /// SHA-256 of the manifest as attached, as the covers print it.
    pub(crate) manifest_sha256: String,
    /// SHA-256 of how the packet is laid out in all its volumes.
    plan_sha256: String,
    manifest_file: Own,
    signature: Option<Own>,
    log: Option<Own>,
    key: Option<Own>,
    /// The sums of a packet of one volume, which its manifest names.
    sums: Option<Own>,
}

/// What is attached to one volume beside its originals.
pub(crate) struct OwnOfVolume {
    pub(crate) files: Vec<Own>,
    /// SHA-256 of the list of what the volume holds; none in a packet of one.
    pub(crate) list_sha256: Option<String>,
}

impl OwnFiles {
    /// Manifest and log extract; the key and the manifest's signature, where the packet is signed. `plan` are its volumes. The
    /// manifest of a packet in several is the same in each, and so doesn't name the sums, which aren't.
    pub(crate) fn new(
        source: &PacketSource,
        options: &PacketOptions,
        exhibits: &[Exhibit<'_>],
        points: &OpenPoints,
        signer: &dyn Signer,
        plan: &[VolumePlan],
    ) -> Result<Self, Error> {
        let is_one = plan.len() == 1;
        // Rows name whoever made them: they leave only where the section that prints them does.
        let log = options.has(Section::ActivityLog).then(|| log_extract::file(source, options)).transpose()?;
        let log = log.map(|log| (LOG_NAME, log, "application/json", "Rows of the activity log extract"));
        let key = options.signed_by.map(|key| key.pem().into_bytes());
        let key =
            key.map(|key| (KEY_NAME, key, "application/x-pem-file", "Public half of the key that signs this packet"));
        let sums = is_one.then(|| sums_of(exhibits, [&log, &key].into_iter().flatten()));
        let named: Vec<&Own> = [&sums, &log, &key].into_iter().flatten().collect();
        let format = if is_one { FORMAT } else { VOLUMES_FORMAT };
        let manifest = manifest_of(source, options, exhibits, &points.points, format, &named);
        let bytes = manifest.bytes()?;
        let signature = options.signed_by.map(|key| signed(signer, key, &bytes)).transpose()?;
        let signature = signature.map(|bytes| {
            (MANIFEST_SIGNATURE, bytes.to_vec(), "application/octet-stream", "Ed25519 signature of manifest.json")
        });
        let manifest_sha256 = seal::hex(&bytes);
        let manifest_file = (MANIFEST_NAME, bytes, "application/json", "Manifest of this packet");
        let plan_sha256 = plan_sha256(plan, exhibits, options)?;
        Ok(Self { manifest, manifest_sha256, plan_sha256, manifest_file, signature, log, key, sums })
    }

    /// The files of a volume; `of` is how many there are, and `exhibits` are its own.
    pub(crate) fn of_volume(
        &self,
        volume: &VolumePlan,
        of: usize,
        exhibits: &[Exhibit<'_>],
    ) -> Result<OwnOfVolume, Error> {
        let log = self.log.as_ref().filter(|_| volume.number == 1);
        let sums = self.sums.clone();
        let sums = sums.unwrap_or_else(|| sums_of(exhibits, log.into_iter().chain(&self.key)));
        let mut files = vec![self.manifest_file.clone(), sums];
        files.extend(log.cloned());
        files.extend(self.key.clone());
        let mut list_sha256 = None;
        if of > 1 {
            let list = self.list(volume, of, exhibits, &files[1..])?;
            list_sha256 = Some(seal::hex(&list));
            files.insert(1, (VOLUME_NAME, list, "application/json", "What this volume of the packet holds"));
        }
        files.extend(self.signature.clone());
        Ok(OwnOfVolume { files, list_sha256 })
    }

    /// The list of what a volume holds; `own` are the files that it names beside its originals.
    fn list(&self, volume: &VolumePlan, of: usize, exhibits: &[Exhibit<'_>], own: &[Own]) -> Result<Vec<u8>, Error> {
        let bates = volume.bates();
        let list = VolumeFile {
            format: VOLUME_FORMAT.to_owned(),
            packet: self.manifest.number.clone(),
            volume: volume.number,
            volumes: u32::try_from(of).unwrap_or(u32::MAX),
            manifest: self.manifest_sha256.clone(),
            plan: self.plan_sha256.clone(),
            exhibits: exhibits.iter().map(|exhibit| exhibit.id.clone()).collect(),
            bates_first: bates.map(|(first, _)| first),
            bates_last: bates.map(|(_, last)| last),
            attachments: own.iter().map(entry).collect(),
        };
        json_file(&list, "list of a volume")
    }
}

/// The hashes of the originals attached for these exhibits, and of the packet's own files.
fn sums_of<'a>(exhibits: &[Exhibit<'_>], own: impl IntoIterator<Item = &'a Own>) -> Own {
    let attached = exhibits.iter().flat_map(|exhibit| &exhibit.parts).filter(|part| part.place == Place::Attached);
    let lines = attached.map(|part| (part.name.as_str(), part.file.sha256.to_string()));
    let bytes = sums(lines.chain(own.into_iter().map(|(name, bytes, ..)| (*name, seal::hex(bytes)))));
    (SUMS_NAME, bytes, "text/plain", "Hashes of the attached files, for sha256sum -c")
}

/// A file of the packet's own as manifest and list name it.
fn entry((name, bytes, ..): &Own) -> ManifestFile {
    ManifestFile {
        name: (*name).to_owned(),
        original_name: None,
        size: bytes.len() as u64,
        sha256: seal::hex(bytes),
        place: FilePlace::Attached,
        redacted: None,
    }
}

/// Builds the manifest of a packet; `own` are the attached files that aren't originals.
fn manifest_of(
    source: &PacketSource,
    options: &PacketOptions,
    exhibits: &[Exhibit<'_>],
    points: &[OpenPoint],
    format: &str,
    own: &[&Own],
) -> Manifest {
    let point = |point: &OpenPoint| ManifestPoint {
        id: point.id.clone(),
        kind: point.kind.to_owned(),
        what: point.what.clone(),
    };
    Manifest {
        format: format.to_owned(),
        number: options.number.clone(),
        form: options.form,
        program: options.program.clone(),
        client: source.client.legal_name.clone(),
        engagement: source.engagement.title.clone(),
        profile: options.profile,
        also: options.also.iter().copied().collect(),
        part: options.part.clone(),
        marked: options.marked.clone(),
        draft: options.presentation.draft,
        as_of: options.as_of.at.to_rfc3339(),
        up_to: source.up_to(),
        log_head: source.log_head().to_string(),
        signing_key: options.signed_by.map(|key| key.fingerprint()),
        sections: options.sections(),
        exhibits: exhibits.iter().map(|exhibit| exhibit_entry(source, exhibit)).collect(),
        attachments: own.iter().map(|file| entry(file)).collect(),
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
        redacted: redacted::entry(part.file),
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
