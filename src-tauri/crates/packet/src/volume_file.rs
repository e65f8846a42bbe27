//! The list of what one of several volumes holds, and whether volumes belong together. Says nothing of a file that it wasn't
//! told of.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::embedded::Embedded;
use crate::manifest::{FilePlace, Manifest, ManifestFile, VOLUMES_FORMAT};
use crate::seal;
use crate::verify::{Check, CheckKind, CheckState, own};

/// Name and version of the list's format.
pub(crate) const FORMAT: &str = "vouchsafe-volume/1";
/// Name of the attached list.
pub const VOLUME_NAME: &str = "volume.json";
/// Most volumes of a packet: more than a packet of ours can need, and few enough to be named one by one.
const MOST_VOLUMES: u32 = 100_000;

/// What a volume of a packet holds. The manifest, which is the same in each of them, holds nothing of it, since it follows from
/// the layout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolumeFile {
    /// `vouchsafe-volume/1`.
    pub format: String,
    /// The packet's number.
    pub packet: String,
    /// Which volume it is, from 1.
    pub volume: u32,
    /// How many there are.
    pub volumes: u32,
    /// SHA-256 of the manifest, the same in each.
    pub manifest: String,
    /// SHA-256 of how the packet is laid out in all its volumes, the same in each.
    pub plan: String,
    /// The exhibits that it holds, in order.
    pub exhibits: Vec<String>,
    /// Number of its first Bates page; none without exhibits.
    pub bates_first: Option<u32>,
    /// Number of its last Bates page.
    pub bates_last: Option<u32>,
    /// The packet's own files in it; manifest, list and the manifest's signature are not among them.
    pub attachments: Vec<ManifestFile>,
}

/// What one file says of the packet that it is a volume of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VolumeTold {
    /// Its list.
    pub list: VolumeFile,
    /// Every exhibit of the packet, by its manifest, in order.
    pub exhibits: Vec<String>,
}

impl VolumeTold {
    /// Whether it is of the same packet, by its manifest.
    fn is_of_packet(&self, other: &Self) -> bool {
        (&self.list.packet, &self.list.manifest) == (&other.list.packet, &other.list.manifest)
    }

    /// Whether it is of the same export of that packet.
    fn is_of_export(&self, other: &Self) -> bool {
        let (own, of) = (&self.list, &other.list);
        self.is_of_packet(other)
            && self.exhibits == other.exhibits
            && (own.volumes, &own.plan) == (of.volumes, &of.plan)
    }
}

impl VolumeFile {
    /// Whether there can be such a volume. Who was told of one by a process that read a hostile file must ask.
    pub fn is_possible(&self) -> bool {
        self.is_numbered() && self.numbers_pages()
    }

    /// Whether it is one of several that there can be.
    fn is_numbered(&self) -> bool {
        (2..=MOST_VOLUMES).contains(&self.volumes) && (1..=self.volumes).contains(&self.volume)
    }

    /// Whether it has a first and a last Bates number, in this order, if it has exhibits, and neither if it has none.
    fn numbers_pages(&self) -> bool {
        match (self.bates_first, self.bates_last) {
            (Some(first), Some(last)) => first <= last && !self.exhibits.is_empty(),
            (None, None) => self.exhibits.is_empty(),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// Every file that the volume must hold as an attachment, with the exhibit that it belongs to.
    pub(crate) fn due<'a>(&'a self, manifest: &'a Manifest) -> Vec<(Option<&'a str>, &'a ManifestFile)> {
        let own = self.attachments.iter().map(|file| (None, file));
        let here: BTreeSet<&str> = self.exhibits.iter().map(String::as_str).collect();
        let exhibits = manifest.exhibits.iter().filter(|exhibit| here.contains(exhibit.id.as_str()));
        let originals = exhibits.flat_map(|exhibit| exhibit.files.iter().map(|file| (Some(exhibit.id.as_str()), file)));
        own.chain(originals.filter(|(_, file)| file.place == FilePlace::Attached)).collect()
    }

    /// What it says of itself.
    fn words(&self) -> String {
        let exhibits = match (self.exhibits.first(), self.exhibits.last()) {
            (Some(first), Some(last)) if first == last => format!("exhibit {first}"),
            (Some(first), Some(last)) => format!("exhibits {first} to {last}"),
            _ => "no exhibit".to_owned(),
        };
        format!("Volume {} of {} of packet {}, with {exhibits}.", self.volume, self.volumes, self.packet)
    }
}

/// Reads the list of a volume and holds it against the manifest; none for a packet in one volume.
pub(crate) fn read(
    files: &[Embedded],
    manifest: &Manifest,
    manifest_bytes: &[u8],
) -> Result<Option<VolumeFile>, String> {
    if manifest.format != VOLUMES_FORMAT {
        // A list that is there all the same is a file that no manifest names.
        return Ok(None);
    }
    let bytes = own(files, VOLUME_NAME)?;
    let list: VolumeFile = serde_json::from_slice(&bytes).map_err(|_| format!("{VOLUME_NAME} can't be read."))?;
    let wrong = |words: &str| Err(format!("{VOLUME_NAME} {words}."));
    if list.format != FORMAT {
        return wrong("is of a format that this program doesn't know; a newer one may");
    }
    if list.manifest != seal::hex(manifest_bytes) || list.packet != manifest.number {
        return wrong("names another packet than manifest.json");
    }
    if !list.is_numbered() {
        return wrong("names a volume that there can't be");
    }
    if !list.numbers_pages() {
        return wrong("names Bates numbers that its exhibits can't have");
    }
    let mut all = manifest.exhibits.iter();
    if !list.exhibits.iter().all(|id| all.any(|exhibit| exhibit.id == *id)) {
        return wrong("names exhibits otherwise than manifest.json");
    }
    let mut names = BTreeSet::new();
    let agrees = |file: &ManifestFile| {
        let named = manifest.attachments.iter().find(|named| named.name == file.name);
        file.place == FilePlace::Attached && named.is_none_or(|named| named == file)
    };
    let are_named = list.attachments.iter().all(|file| names.insert(&file.name) && agrees(file));
    let are_all = list.volume > 1 || manifest.attachments.iter().all(|file| names.contains(&file.name));
    if !are_named || !are_all {
        return wrong("names attached files otherwise than manifest.json");
    }
    Ok(Some(list))
}

/// What a volume is, as a check of its file.
pub(crate) fn check(list: &VolumeFile) -> Check {
    Check { kind: CheckKind::Volume, state: CheckState::Holds, words: list.words() }
}

/// What a volume can't show as long as it is looked at alone.
pub fn alone(list: &VolumeFile) -> Check {
    let others = if list.volumes == 2 { "The other volume was" } else { "The other volumes were" };
    let words = format!("{others} not looked at: name all {} files together.", list.volumes);
    Check { kind: CheckKind::Volume, state: CheckState::NotChecked, words }
}

/// Whether files are all volumes of one packet, each by what it says of itself; none stands for one that is no volume, or
/// couldn't be read as one. Whether each file holds by itself is another matter.
pub fn together(files: &[Option<VolumeTold>]) -> Vec<Check> {
    let fails = |words: String| Check { kind: CheckKind::Together, state: CheckState::Fails, words };
    let (mut checks, mut told): (Vec<Check>, Vec<(usize, &VolumeTold)>) = (Vec::new(), Vec::new());
    for (place, file) in (1..).zip(files) {
        match file.as_ref().filter(|told| told.list.is_possible()) {
            Some(volume) => told.push((place, volume)),
            None => checks.push(fails(format!("File {place} is no volume of a packet in several volumes."))),
        }
    }
    let Some((_, first)) = told.first() else { return checks };
    checks.extend(told.iter().filter(|(_, it)| !it.is_of_export(first)).map(|(place, it)| {
        let (own, due) = (&it.list.packet, &first.list.packet);
        fails(if it.is_of_packet(first) {
            format!("File {place} is of another export of packet {own} than the first one.")
        } else {
            format!("File {place} is of another packet, {own}, than the first one, {due}.")
        })
    }));
    let mut by_number: BTreeMap<u32, Vec<&VolumeFile>> = BTreeMap::new();
    for (_, it) in told.iter().filter(|(_, it)| it.is_of_export(first)) {
        by_number.entry(it.list.volume).or_default().push(&it.list);
    }
    let missing: Vec<String> =
        (1..=first.list.volumes).filter(|number| !by_number.contains_key(number)).map(|it| it.to_string()).collect();
    if !missing.is_empty() {
        let volumes = if missing.len() == 1 { "Volume" } else { "Volumes" };
        checks.push(fails(format!("{volumes} {} of {} missing.", crate::print::list(&missing), first.list.volumes)));
    }
    let twice = by_number.iter().filter(|(_, lists)| lists.len() > 1);
    checks.extend(twice.map(|(number, _)| fails(format!("Volume {number} was named more than once."))));
    if checks.is_empty() {
        let lists: Vec<&VolumeFile> = by_number.into_values().flatten().collect();
        checks.extend(whole(&lists, &first.exhibits));
    }
    checks
}

/// Whether possible volumes, which are all there, hold each exhibit once and number their pages without a hole.
fn whole(lists: &[&VolumeFile], exhibits: &[String]) -> [Check; 2] {
    let held: Vec<&String> = lists.iter().flat_map(|list| &list.exhibits).collect();
    let each_once = held.len() == exhibits.len() && held.iter().zip(exhibits).all(|(held, due)| *held == due);
    let of = |holds, words: &str| Check {
        kind: CheckKind::Together,
        state: if holds { CheckState::Holds } else { CheckState::Fails },
        words: words.to_owned(),
    };
    let exhibits = if each_once {
        "All volumes are here, of one manifest, and each exhibit is in one of them."
    } else {
        "An exhibit of the manifest is in no volume, in more than one, or out of its order."
    };
    let mut ranges = lists.iter().filter_map(|list| list.bates_first.zip(list.bates_last));
    let mut next = ranges.next().map(|(_, last)| last);
    let runs_on = ranges.all(|(first, last)| {
        let follows = next.and_then(|before| before.checked_add(1)) == Some(first);
        next = Some(last);
        follows
    });
    let bates = if runs_on {
        "Bates numbers run on from volume to volume."
    } else {
        "Bates numbers don’t run on from volume to volume."
    };
    [of(each_once, exhibits), of(runs_on, bates)]
}
