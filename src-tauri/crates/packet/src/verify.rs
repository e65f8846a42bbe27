//! Checks a packet without any vault: the seal, the signature, every attached file against the manifest, the sums, the log's
//! chain. Says whether the file is unaltered since export and which key signed it, never who made it.

use std::collections::BTreeMap;

use model::packet::{PacketForm, Section};

use crate::embedded::{self, Embedded};
use crate::log_extract;
use crate::manifest::{
    FORMAT, FilePlace, LOG_NAME, MANIFEST_NAME, MANIFEST_SIGNATURE, Manifest, ManifestFile, SUMS_NAME, UNSIGNED_FORMAT,
    VOLUMES_FORMAT,
};
use crate::seal::{self, Seal};
use crate::signature::{self, Signature};
use crate::signed;
use crate::volume_file::{self, VOLUME_NAME, VolumeFile, VolumeTold};

/// What was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckKind {
    /// The seal over the whole file.
    Seal,
    /// The signature over the whole file.
    Signature,
    /// That the packet names the signature's key everywhere.
    SigningKey,
    /// The signature of the manifest alone.
    ManifestSignature,
    /// That the file can be read as a PDF with attachments.
    Document,
    /// That the manifest is there and of a known version.
    Manifest,
    /// Which of several volumes the file is, or what it can't show of the others.
    Volume,
    /// That several files are the volumes of one packet.
    Together,
    /// One attached file against the manifest.
    Attachment,
    /// `SHA256SUMS` against the attached files.
    Sums,
    /// The chain of the log extract up to the log head.
    Log,
    /// An original that isn't in this file: its hash is named, no more.
    Elsewhere,
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckState {
    /// It holds.
    Holds,
    /// It doesn't.
    Fails,
    /// It can't be told from this file alone.
    NotChecked,
}

/// One check and its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub kind: CheckKind,
    /// How it came out.
    pub state: CheckState,
    /// In words, naming the exhibit where there is one.
    pub words: String,
}

/// The outcome of all checks of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Every check, the seal first and the signature second: these two follow from the bytes alone.
    pub checks: Vec<Check>,
    /// The manifest, where it could be read. From a file that doesn't hold it proves nothing.
    pub manifest: Option<Manifest>,
    /// The list of what the volume holds, where it is one of several and agrees with its manifest.
    pub volume: Option<VolumeFile>,
}

impl Verified {
    /// What the file says of the packet that it is a volume of; none for a packet in one volume.
    pub fn told(&self) -> Option<VolumeTold> {
        let (manifest, list) = self.manifest.as_ref().zip(self.volume.clone())?;
        Some(VolumeTold { list, exhibits: manifest.exhibits.iter().map(|exhibit| exhibit.id.clone()).collect() })
    }

    /// Whether the file is unaltered since export: every check holds, those apart that this file alone can't answer. An
    /// unsigned packet holds as well.
    pub fn holds(&self) -> bool {
        self.checks.iter().all(|check| check.state != CheckState::Fails)
    }
}

/// Bytes of a volume's file, at most: a larger one is neither verified nor made.
pub const MOST_BYTES: u64 = 1 << 30;
/// Most bytes of the manifest, the sums or the log extract that are inflated.
const OWN_LIMIT: usize = 256 << 20;

/// Checks the bytes of a packet. Never fails: what can't be read is a check that doesn't hold.
pub fn verify(pdf: &[u8]) -> Verified {
    let mut checks = Vec::new();
    let (mut manifest, mut volume) = (None, None);
    let signature = signature::check(pdf);
    match embedded::read(pdf) {
        Err(words) => checks.push(Check { kind: CheckKind::Document, state: CheckState::Fails, words }),
        Ok(files) => {
            let words = format!("Readable, with {} attached files.", files.len());
            checks.push(Check { kind: CheckKind::Document, state: CheckState::Holds, words });
            (manifest, volume) = contents(&files, signature, &mut checks);
        }
    }
    let others_hold = checks.iter().all(|check| check.state != CheckState::Fails);
    checks.splice(0..0, [seal_check(&seal::check(pdf), others_hold), signed::line(signature)]);
    Verified { checks, manifest, volume }
}

/// What a file's seal says, in words; `others_hold` is whether all other checks do but for the signature's.
pub fn seal_check(seal: &Seal, others_hold: bool) -> Check {
    let (state, words) = match seal {
        Seal::Holds { sha256 } => (
            CheckState::Holds,
            format!("Unaltered since export. Sealed digest {sha256}. The seal shows change, not authorship."),
        ),
        Seal::Broken if others_hold => (CheckState::Fails, "Altered since export, outside the attachments.".to_owned()),
        Seal::Broken => (CheckState::Fails, "Altered since export.".to_owned()),
        Seal::Absent => (CheckState::Fails, "There is no seal directly before the end of the file.".to_owned()),
    };
    Check { kind: CheckKind::Seal, state, words }
}

/// Checks the attached files against the manifest among them, and against the list of the volume where it is one of several.
fn contents(
    files: &[Embedded],
    signature: Signature,
    checks: &mut Vec<Check>,
) -> (Option<Manifest>, Option<VolumeFile>) {
    let failed = |words| Check { kind: CheckKind::Manifest, state: CheckState::Fails, words };
    let (manifest, bytes) = match read_manifest(files) {
        Ok(read) => read,
        Err(words) => {
            checks.push(failed(words));
            return (None, None);
        }
    };
    let form = match manifest.form {
        PacketForm::Archive => "",
        PacketForm::Binder => ", as a binder copy",
    };
    let draft = if manifest.draft { " It is a draft: not for reliance." } else { "" };
    let words = format!("Packet {} for {}{form}, {}.{draft}", manifest.number, manifest.client, manifest.program);
    checks.push(Check { kind: CheckKind::Manifest, state: CheckState::Holds, words });
    checks.extend(signed::agreement(files, &manifest, &bytes, signature));
    let volume = match volume_file::read(files, &manifest, &bytes) {
        Ok(volume) => volume,
        Err(words) => {
            checks.push(failed(words));
            return (Some(manifest), None);
        }
    };
    checks.extend(volume.as_ref().map(volume_file::check));
    let due: Vec<_> = volume.as_ref().map_or_else(|| manifest.attached().collect(), |volume| volume.due(&manifest));
    let mut digests = BTreeMap::new();
    for (exhibit, file) in &due {
        let (check, digest) = attachment(files, *exhibit, file);
        checks.push(check);
        digests.extend(digest.map(|digest| (file.name.clone(), digest)));
    }
    checks.extend(unnamed(files, &manifest, volume.is_some(), &due));
    checks.push(sums(files, &due, &digests));
    checks.push(log(files, &manifest, volume.as_ref()));
    checks.extend(elsewhere(&manifest, volume.as_ref()));
    (Some(manifest), volume)
}

/// A file that must be attached, with the exhibit that it belongs to.
type Due<'a> = (Option<&'a str>, &'a ManifestFile);

/// The manifest, and its bytes as attached.
fn read_manifest(files: &[Embedded]) -> Result<(Manifest, Vec<u8>), String> {
    let bytes = own(files, MANIFEST_NAME)?;
    let unreadable = || "manifest.json can't be read.".to_owned();
    let value: serde_json::Value = serde_json::from_slice(&bytes).map_err(|_| unreadable())?;
    let format = value.get("format").and_then(serde_json::Value::as_str);
    let knows_signatures = match format {
        Some(FORMAT | VOLUMES_FORMAT) => true,
        Some(UNSIGNED_FORMAT) => false,
        _ => return Err("manifest.json is of a format that this program doesn't know; a newer one may.".to_owned()),
    };
    // Whatever it says there: null stands for an unsigned packet in the later format alone.
    if value.get("signing_key").is_some() && !knows_signatures {
        return Err(format!(
            "manifest.json has the field of a signing key, which a packet of the format {UNSIGNED_FORMAT} never has."
        ));
    }
    let manifest: Manifest = serde_json::from_value(value).map_err(|_| unreadable())?;
    Ok((manifest, bytes))
}

/// The bytes of one of the packet's own files.
pub(crate) fn own(files: &[Embedded], name: &str) -> Result<Vec<u8>, String> {
    let mut named = files.iter().filter(|file| file.name == name);
    match (named.next(), named.next()) {
        (Some(file), None) => file.bytes(OWN_LIMIT).ok_or_else(|| format!("{name} can't be inflated.")),
        (Some(_), Some(_)) => Err(format!("{name} is attached more than once.")),
        (None, _) => Err(format!("{name} is not attached.")),
    }
}

/// Checks one attached file; hands back its digest where it could be read.
fn attachment(files: &[Embedded], exhibit: Option<&str>, file: &ManifestFile) -> (Check, Option<String>) {
    let of = exhibit.map(|id| format!("{id}: ")).unwrap_or_default();
    let name = &file.name;
    let mut named = files.iter().filter(|embedded| embedded.name == *name);
    let bytes = match (named.next(), named.next()) {
        (Some(embedded), None) => usize::try_from(file.size).ok().and_then(|size| embedded.bytes(size)),
        (Some(_), Some(_)) => return (fails(format!("{of}{name} is attached more than once.")), None),
        (None, _) => return (fails(format!("{of}{name} is not attached.")), None),
    };
    let Some(bytes) = bytes else {
        return (
            fails(format!("{of}{name} was altered: it can't be inflated to the size that the manifest names.")),
            None,
        );
    };
    let digest = seal::hex(&bytes);
    let check = if bytes.len() as u64 == file.size && digest == file.sha256 {
        let what = if file.redacted.is_some() { "redacted copy" } else { "original" };
        Check { kind: CheckKind::Attachment, state: CheckState::Holds, words: format!("{of}{name} is the {what}.") }
    } else {
        fails(format!("{of}{name} was altered: it hasn't the SHA-256 that the manifest names."))
    };
    (check, Some(digest))
}

fn fails(words: String) -> Check {
    Check { kind: CheckKind::Attachment, state: CheckState::Fails, words }
}

/// Attached files that neither the manifest names, nor the list of the volume where it is one of several.
fn unnamed(files: &[Embedded], manifest: &Manifest, is_volume: bool, due: &[Due<'_>]) -> Vec<Check> {
    let named = |name: &str| match name {
        MANIFEST_NAME => true,
        MANIFEST_SIGNATURE if manifest.signing_key.is_some() => true,
        VOLUME_NAME if is_volume => true,
        _ => due.iter().any(|(_, file)| file.name == name),
    };
    let strangers = files.iter().filter(|file| !named(&file.name) || !file.listed);
    strangers
        .map(|file| {
            let why = if file.listed { "isn't named in the manifest" } else { "isn't in the list of attachments" };
            fails(format!("{} is in the file but {why}.", file.name))
        })
        .collect()
}

fn sums(files: &[Embedded], due: &[Due<'_>], digests: &BTreeMap<String, String>) -> Check {
    let outcome = own(files, SUMS_NAME).and_then(|bytes| {
        let text = String::from_utf8(bytes).map_err(|_| "SHA256SUMS can't be read.".to_owned())?;
        let mut lines = 0;
        for line in text.lines() {
            let (sha256, name) = line.split_once("  ").ok_or("SHA256SUMS has a line of another form.")?;
            if digests.get(name).map(String::as_str) != Some(sha256) {
                return Err(format!("SHA256SUMS does not agree with {name}."));
            }
            lines += 1;
        }
        let due = due.iter().filter(|(_, file)| file.name != SUMS_NAME).count();
        if lines == due { Ok(lines) } else { Err(format!("SHA256SUMS has {lines} lines where there must be {due}.")) }
    });
    match outcome {
        Ok(lines) => {
            let words = format!("SHA256SUMS agrees with {lines} attached files.");
            Check { kind: CheckKind::Sums, state: CheckState::Holds, words }
        }
        Err(words) => Check { kind: CheckKind::Sums, state: CheckState::Fails, words },
    }
}

/// A packet without the section of the log has no extract of it, and names the log head alone. Of several volumes the first
/// one has it.
fn log(files: &[Embedded], manifest: &Manifest, volume: Option<&VolumeFile>) -> Check {
    let is_elsewhere = volume.is_some_and(|volume| volume.volume > 1);
    if is_elsewhere && manifest.sections.contains(&Section::ActivityLog) {
        let words = format!("The log extract is in volume 1; this one names the log head {}.", manifest.log_head);
        return Check { kind: CheckKind::Log, state: CheckState::NotChecked, words };
    }
    let due = manifest.sections.contains(&Section::ActivityLog) || files.iter().any(|file| file.name == LOG_NAME);
    if !due {
        let words =
            format!("The packet holds no rows of the activity log; it names the log head {}.", manifest.log_head);
        return Check { kind: CheckKind::Log, state: CheckState::NotChecked, words };
    }
    let outcome = own(files, LOG_NAME).and_then(|bytes| {
        log_extract::check(&bytes, &manifest.log_head).map_err(|why| crate::print::capital(&why) + ".")
    });
    match outcome {
        Ok(rows) => {
            let words = format!("The log extract's {rows} rows chain to the log head {}.", manifest.log_head);
            Check { kind: CheckKind::Log, state: CheckState::Holds, words }
        }
        Err(words) => Check { kind: CheckKind::Log, state: CheckState::Fails, words },
    }
}

/// Originals of its exhibits whose hash the manifest names but which this file doesn't hold.
fn elsewhere(manifest: &Manifest, volume: Option<&VolumeFile>) -> Vec<Check> {
    let here = |id: &String| volume.is_none_or(|volume| volume.exhibits.contains(id));
    let exhibits = manifest.exhibits.iter().filter(|exhibit| here(&exhibit.id));
    let files = exhibits.flat_map(|exhibit| exhibit.files.iter().map(move |file| (exhibit, file)));
    files
        .filter_map(|(exhibit, file)| {
            let place = match file.place {
                FilePlace::Attached => return None,
                FilePlace::Beside => "lies beside the packet in originals/ and was not looked at",
                FilePlace::ListedOnly => "is listed only; its original is not part of the packet",
            };
            let words = format!("{}: {} {place}.", exhibit.id, file.name);
            Some(Check { kind: CheckKind::Elsewhere, state: CheckState::NotChecked, words })
        })
        .collect()
}
