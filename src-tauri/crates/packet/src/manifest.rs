//! The manifest: what a packet consists of, as JSON with a version of its own. Holds nothing that follows from the
//! layout or from a volume's own digest.

use std::collections::BTreeSet;

use model::evidence::Classification;
use model::packet::{AudienceProfile, PacketForm, Part, Section};
use model::signing_key::Fingerprint;
use serde::{Deserialize, Serialize};

use crate::Error;

/// Name and version of the manifest's format.
pub const FORMAT: &str = "vouchsafe-packet/2";
/// The format of a packet in several volumes: each has this manifest, and a list of what of it the volume holds.
pub const VOLUMES_FORMAT: &str = "vouchsafe-packet/3";
/// The format before packets could be signed; its manifests name no key.
pub(crate) const UNSIGNED_FORMAT: &str = "vouchsafe-packet/1";
/// Name of the attached manifest.
pub const MANIFEST_NAME: &str = "manifest.json";
/// Name of its attached signature: 64 bytes that openssl verifies. Neither it nor the manifest stands in the manifest.
pub const MANIFEST_SIGNATURE: &str = "manifest.json.sig";
/// Name of the attached public key.
pub const KEY_NAME: &str = "signing-key.pem";
/// Names of the other attached files that aren't originals.
pub(crate) const SUMS_NAME: &str = "SHA256SUMS";
pub(crate) const LOG_NAME: &str = "log-extract.json";

/// A packet's manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// `vouchsafe-packet/2`; `vouchsafe-packet/3` for a packet in several volumes.
    pub format: String,
    /// The packet's number.
    pub number: String,
    /// The form of the packet; an archive packet names none.
    #[serde(default, skip_serializing_if = "PacketForm::is_archive")]
    pub form: PacketForm,
    /// Name and version of the program that made it.
    pub program: String,
    /// The client's name.
    pub client: String,
    /// The engagement's title.
    pub engagement: String,
    /// The audience profile.
    pub profile: AudienceProfile,
    /// Sections outside the profile that were added by name; a packet of an earlier program names none.
    #[serde(default)]
    pub also: Vec<Section>,
    /// The part of the engagement that it holds; a packet of all of it names none.
    #[serde(default, skip_serializing_if = "Part::is_whole")]
    pub part: Part,
    /// How the evidence that it shows may be marked; not named where it may be marked in any way.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub marked: BTreeSet<Classification>,
    /// Whether it is a draft, on which nobody may rely; not named where it isn't.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// The moment of reporting, with its offset from UTC.
    pub as_of: String,
    /// The row of the activity log as of which the vault was read.
    pub up_to: u64,
    /// The hash of that row.
    pub log_head: String,
    /// The fingerprint of the key that signs the packet; none for an unsigned one, and for those of an earlier program.
    #[serde(default)]
    pub signing_key: Option<Fingerprint>,
    /// Sections in the packet, in order.
    pub sections: Vec<Section>,
    /// The exhibits with their originals.
    pub exhibits: Vec<ManifestExhibit>,
    /// The other attached files, the manifest itself not among them.
    pub attachments: Vec<ManifestFile>,
    /// The open points, by number.
    pub open_points: Vec<ManifestPoint>,
}

/// An exhibit in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestExhibit {
    /// Number in the packet, such as `EX-001`.
    pub id: String,
    /// The evidence item's number in the vault, such as `EV-0012`.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: String,
    /// Codes of the controls that it supports.
    pub controls: Vec<String>,
    /// Its originals.
    pub files: Vec<ManifestFile>,
}

/// A file in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Name in the packet.
    pub name: String,
    /// Name under which the vault received it, with a mark in it where it is redacted; none for the packet's own files.
    pub original_name: Option<String>,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 as 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Where it is.
    pub place: FilePlace,
    /// What was taken out of it, where it is a redacted copy; `size` and `sha256` are the copy's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redacted: Option<ManifestRedaction>,
}

/// What a manifest says of a redacted file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestRedaction {
    /// What was taken out, in words that say where and not what.
    pub removed: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When, in UTC.
    pub at: String,
    /// SHA-256 over a salt of 32 bytes, which stays in the vault, and then the original.
    pub cover: String,
}

/// Where a file of the manifest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FilePlace {
    /// Attached to the packet.
    Attached,
    /// Beside the packet in `originals/`.
    Beside,
    /// In the vault only; the manifest names its hash alone.
    ListedOnly,
}

/// An open point in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestPoint {
    /// Number, such as `OP-01`.
    pub id: String,
    /// What kind of shortfall.
    pub kind: String,
    /// What it is.
    pub what: String,
}

impl Manifest {
    /// The file's bytes.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Error> {
        json_file(self, "manifest")
    }

    /// Every file that the packet must hold as an attachment, with the exhibit that it belongs to.
    pub(crate) fn attached(&self) -> impl Iterator<Item = (Option<&str>, &ManifestFile)> {
        let own = self.attachments.iter().map(|file| (None, file));
        let originals =
            self.exhibits.iter().flat_map(|exhibit| exhibit.files.iter().map(|file| (Some(exhibit.id.as_str()), file)));
        own.chain(originals).filter(|(_, file)| file.place == FilePlace::Attached)
    }
}

/// A value as a JSON file that people can read.
pub(crate) fn json_file(value: &impl Serialize, what: &'static str) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|source| Error::Encoding { what, source })?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// `SHA256SUMS` as `sha256sum -c` reads it.
pub(crate) fn sums<'a>(files: impl IntoIterator<Item = (&'a str, String)>) -> Vec<u8> {
    files.into_iter().map(|(name, sha256)| format!("{sha256}  {name}\n")).collect::<String>().into_bytes()
}
