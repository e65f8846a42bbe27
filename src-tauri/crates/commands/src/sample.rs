//! The sample: a year's engagement made through the same commands that a user calls, with its evidence files and four
//! packets. Only the clock and the ids are fixed; keys are as random as in any vault.

mod host;
mod play;

use std::ffi::OsStr;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::failure::{Code, Failure};
use crate::held::Held;
use crate::packet::{ExportPacket, Exported, Verified, VerifyPacket};
use model::packet::AudienceProfile;

/// The sample's passphrase. It guards nothing: whoever has this program can make the same sample.
pub const PASSPHRASE: &str = "seven quiet harbours under pine";
/// A file by which a folder is known to hold nothing but an earlier sample: the vault's name.
const VAULT: &str = "sample.vault";
const EVIDENCE: &str = "evidence";
const PACKETS: [(AudienceProfile, &str); 4] = [
    (AudienceProfile::Auditor, "packet-auditor.pdf"),
    (AudienceProfile::Client, "packet-client.pdf"),
    (AudienceProfile::Procurement, "packet-procurement.pdf"),
    (AudienceProfile::Board, "packet-board.pdf"),
];

/// Makes the sample in a folder that doesn't exist, is empty, or holds nothing but an earlier sample, which it replaces.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct MakeSample {
    /// The folder.
    pub folder: Held,
    /// Whether its packets aren't signed: each sample has a key of its own, so that signed packets of two differ.
    #[serde(default)]
    pub unsigned: bool,
}

/// What was made.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Made {
    /// The sample's passphrase.
    pub passphrase: String,
    /// Name of the vault's folder.
    pub vault: String,
    /// Number of evidence files written.
    pub files: usize,
    /// Number of changes made.
    pub steps: usize,
    /// The packets, each exported and verified.
    pub packets: Vec<MadePacket>,
}

/// One packet of the sample.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct MadePacket {
    /// Its file name.
    pub name: String,
    /// What was exported.
    pub exported: Exported,
    /// What its verification found.
    pub verified: Verified,
}

pub(crate) fn make(app: &mut App, request: MakeSample) -> Result<Made, Failure> {
    let folder = app.take(request.folder)?;
    crate::save::sweep(&folder);
    clear(&folder)?;
    // What is there after a failure is half a sample. Should removing it fail as well, the first failure is the one to
    // tell, and the next sample says what is in its way.
    fill(app, &folder, request.unsigned).inspect_err(|_| remove(&folder).unwrap_or_default())
}

/// Makes the sample in an empty folder.
fn fill(app: &App, folder: &Path, unsigned: bool) -> Result<Made, Failure> {
    let evidence = folder.join(EVIDENCE);
    std::fs::create_dir_all(&evidence).map_err(crate::save::failed)?;
    let files = play::write_evidence(app, &evidence)?;
    let story = ::sample::Story::load().map_err(Failure::bug)?;
    let (mut stage, steps) = play::story(app, &story, &folder.join(VAULT), &evidence)?;
    let mut packets = Vec::with_capacity(PACKETS.len());
    for (profile, name) in PACKETS {
        packets.push(packet(&mut stage, &story, profile, &folder.join(name), unsigned)?);
    }
    stage.lock()?;
    Ok(Made { passphrase: PASSPHRASE.to_owned(), vault: VAULT.to_owned(), files, steps, packets })
}

/// Empties the folder of an earlier sample. Anything else in it is a reason to leave it alone.
fn clear(folder: &Path) -> Result<(), Failure> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries.collect::<Result<Vec<_>, _>>().map_err(crate::save::failed)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return std::fs::create_dir_all(folder).map_err(crate::save::failed);
        }
        Err(error) => return Err(crate::save::failed(error)),
    };
    let is_own = |name: &OsStr| names().any(|own| name == own) || is_later_volume(name);
    if entries.iter().any(|entry| !is_own(&entry.file_name())) {
        return Err(Failure::new(Code::Exists, "the folder holds other things than an earlier sample"));
    }
    if !entries.is_empty() && !entries.iter().any(|entry| entry.file_name() == VAULT) {
        return Err(Failure::new(Code::Exists, "the folder holds no earlier sample, but files of the same names"));
    }
    remove(folder).map_err(crate::save::failed)
}

/// The names of all that a sample's folder holds, later volumes of its packets apart.
fn names() -> impl Iterator<Item = &'static str> {
    [VAULT, EVIDENCE].into_iter().chain(PACKETS.into_iter().map(|(_, packet)| packet))
}

/// Whether a name is that of a later volume of one of its packets, such as `packet-client-vol2.pdf`.
fn is_later_volume(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    let number = |packet: &str| {
        let rest = name.strip_prefix(packet.strip_suffix(".pdf")?)?;
        rest.strip_prefix("-vol")?.strip_suffix(".pdf")?.parse::<u32>().ok()
    };
    PACKETS.iter().any(|(_, packet)| number(packet).is_some_and(|number| number > 1))
}

/// Removes all of a sample that is there.
fn remove(folder: &Path) -> std::io::Result<()> {
    let entries = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let later = entries.iter().map(std::fs::DirEntry::path);
    let later = later.filter(|path| path.file_name().is_some_and(is_later_volume));
    for path in names().map(|name| folder.join(name)).chain(later) {
        match std::fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => std::fs::remove_dir_all(path)?,
            Ok(_) => std::fs::remove_file(path)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn packet(
    stage: &mut App,
    story: &::sample::Story,
    profile: AudienceProfile,
    path: &Path,
    unsigned: bool,
) -> Result<MadePacket, Failure> {
    let file = stage.hold(path);
    let exported = stage.call(ExportPacket {
        engagement: None,
        file,
        form: Default::default(),
        profile,
        also: Default::default(),
        part: crate::packet::ChosenPart::Whole,
        marked: Default::default(),
        number: Some("HPL-2026-R3".to_owned()),
        reviewed_by: story.people.get(1).map(|person| person.name.clone()),
        as_of: Some(play::as_of()?),
        up_to: None,
        limits: model::exhibit::ShowLimits::default(),
        embed_limit: model::packet::PacketOptions::EMBED_LIMIT,
        volume: model::packet::VolumeLimits::default(),
        list_only: Vec::new(),
        unsigned,
        show_sensitive: true,
        container: None,
        paper: None,
        confidentiality: Default::default(),
        draft: false,
    })?;
    let file = stage.hold(path);
    let later = exported.names.iter().take(exported.packet.volumes.len()).skip(1);
    let others = later.map(|name| stage.hold(&path.with_file_name(name))).collect();
    let verified = stage.call(VerifyPacket { file, others, key: exported.fingerprint.clone() })?;
    if !verified.holds {
        return Err(Failure::new(Code::NotVerified, "a packet of the sample does not verify"));
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(MadePacket { name, exported, verified })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_volumes_of_its_packets_belong_to_a_sample_and_nothing_else_does() {
        assert!(is_later_volume(OsStr::new("packet-client-vol2.pdf")));
        for other in
            ["packet-client-vol1.pdf", "packet-client-vol.pdf", "packet-clients-vol2.pdf", "vol2.pdf", "a-vol2.pdf"]
        {
            assert!(!is_later_volume(OsStr::new(other)), "{other}");
        }
    }
}
