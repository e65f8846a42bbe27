//! Packets in several volumes: each holds by itself, all hold together, and nothing passes for a whole that isn't one.
#![allow(missing_docs)]

mod support;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use model::exhibit::{Picture, ShowLimits, Shown};
use model::packet::{
    AudienceProfile, Confidentiality, ExhibitError, Exhibits, PacketForm, PacketOptions, Paper, Presentation,
    VolumeLimits,
};
use packet::{CheckKind, CheckState, Rendered, Verified, VolumeFile, VolumeTold, Watch, together, verify};
use support::pdf::{Pdf, attached};

const KEY: u8 = 1;

fn options() -> PacketOptions {
    let volume = VolumeLimits { pages: 6, bytes: 10_000_000 };
    PacketOptions { volume, ..support::signed_options(AudienceProfile::Auditor, KEY) }
}

fn made(options: &PacketOptions) -> (Vec<Vec<u8>>, Rendered) {
    let (source, shelf) = support::sample(8);
    let (_, rendered, kept) = support::render(&source, &shelf, options);
    (kept.volumes, rendered)
}

fn list(bytes: &[u8]) -> VolumeFile {
    let (_, relationship, list) = attached(&Pdf::open(bytes)).remove("volume.json").expect("a list");
    assert_eq!(relationship, "Data");
    serde_json::from_slice(&list).expect("JSON")
}

fn told(volumes: &[Vec<u8>]) -> Vec<Option<VolumeTold>> {
    volumes.iter().map(|bytes| verify(bytes).told()).collect()
}

fn fails(files: &[Option<VolumeTold>]) -> String {
    let checks = together(files);
    let failed: Vec<_> =
        checks.into_iter().filter(|it| it.state == CheckState::Fails).map(|check| check.words).collect();
    assert!(!failed.is_empty(), "they are told to belong together");
    failed.join(" ")
}

fn state(verified: &Verified, kind: CheckKind) -> Option<CheckState> {
    verified.checks.iter().find(|check| check.kind == kind).map(|check| check.state)
}

#[test]
fn each_volume_holds_alone_and_says_which_it_is() {
    let (volumes, rendered) = made(&options());
    assert!(volumes.len() >= 3, "{} volumes", volumes.len());
    assert_eq!(rendered.warnings, Vec::<String>::new());
    assert_eq!(rendered.volumes.iter().map(|volume| volume.number as usize).max(), Some(volumes.len()));
    for (place, bytes) in volumes.iter().enumerate() {
        let verified = verify(bytes);
        assert!(verified.holds(), "volume {}: {:#?}", place + 1, verified.checks);
        assert_eq!(verified.manifest.as_ref(), Some(&rendered.manifest), "one manifest for all");
        let volume = verified.volume.as_ref().expect("a volume");
        assert_eq!((volume.volume as usize, volume.volumes as usize), (place + 1, volumes.len()));
        for kind in [CheckKind::Signature, CheckKind::SigningKey, CheckKind::ManifestSignature, CheckKind::Volume] {
            assert_eq!(state(&verified, kind), Some(CheckState::Holds), "{kind:?}");
        }
        let log = if place == 0 { CheckState::Holds } else { CheckState::NotChecked };
        assert_eq!(state(&verified, CheckKind::Log), Some(log));
        let alone = packet::alone(volume);
        assert_eq!(alone.state, CheckState::NotChecked);
        assert!(alone.words.contains(&format!("all {} files", volumes.len())), "{}", alone.words);
    }
}

#[test]
fn a_page_that_fails_in_a_later_volume_makes_a_slip_sheet_and_the_packet_is_made_anew() {
    let (source, mut shelf) = support::sample(8);
    let pages: Vec<_> = (1..=5).map(|number| support::page(number, 595.0, 842.0, "whole")).collect();
    let file = source.evidence[6].files[0].id.uuid();
    let original = shelf.0.get_mut(&file).expect("the original");
    original.shown = Ok(Shown::Pages { pages: pages.clone(), total_pages: 5 });
    let (_, whole, kept) = support::render(&source, &shelf, &options());
    assert_eq!(kept.times, 0, "pages between the first and the last are reckoned rightly");
    let mut broken = pages;
    broken[2].picture = Picture::Svg("<svg><not closed".to_owned());
    shelf.0.get_mut(&file).expect("the original").shown = Ok(Shown::Pages { pages: broken, total_pages: 5 });
    let (_, rendered, kept) = support::render(&source, &shelf, &options());
    assert_eq!((kept.times, rendered.slip_sheets), (1, whole.slip_sheets + 1));
    let id = format!("EX-{:03}", source.evidence[6].number);
    let point = rendered.manifest.open_points.iter().find(|point| point.what.starts_with(&id));
    assert_eq!(point.map(|point| point.kind.as_str()), Some("not shown"));
    let list = kept.volumes.iter().position(|bytes| list(bytes).exhibits.contains(&id)).expect("is in one");
    assert!(list > 0, "it is in a later volume");
    assert!(together(&told(&kept.volumes)).iter().all(|check| check.state == CheckState::Holds));
}

#[test]
fn all_volumes_together_hold_every_exhibit_once_in_any_order_of_files() {
    let (volumes, rendered) = made(&options());
    let mut files = told(&volumes);
    files.reverse();
    let checks = together(&files);
    assert!(checks.iter().all(|check| check.state == CheckState::Holds), "{checks:#?}");
    let lists: Vec<VolumeFile> = volumes.iter().map(|bytes| list(bytes)).collect();
    let held: Vec<&String> = lists.iter().flat_map(|list| &list.exhibits).collect();
    let due: Vec<&String> = rendered.manifest.exhibits.iter().map(|exhibit| &exhibit.id).collect();
    assert_eq!(held, due);
    // Bates numbers run on, and end where the packet says.
    let ranges: Vec<(u32, u32)> = lists.iter().filter_map(|list| list.bates_first.zip(list.bates_last)).collect();
    assert_eq!(ranges.first().map(|range| range.0), Some(1));
    assert!(ranges.windows(2).all(|pair| pair[0].1 + 1 == pair[1].0), "{ranges:?}");
    assert_eq!(ranges.last().map(|range| range.1), rendered.bates_last);
}

#[test]
fn what_is_printed_of_bates_numbers_is_what_stands_on_the_pages() {
    let (volumes, rendered) = made(&options());
    let report = Pdf::open(&volumes[0]).pages().join(" ");
    let mut seen = 0;
    for (place, bytes) in volumes.iter().enumerate() {
        let list = list(bytes);
        let pages = Pdf::open(bytes).pages();
        for number in list.bates_first.expect("a number")..=list.bates_last.expect("a number") {
            seen += 1;
            let bates = format!("HPL-{number:06}");
            let on = pages.iter().filter(|page| page.contains("Exhibit EX-") && page.contains(&bates)).count();
            assert!(on > 0, "{bates} stands on no page of volume {}", place + 1);
        }
        if place > 0 {
            let first = format!("HPL-{:06}", list.bates_first.expect("a number"));
            assert!(report.contains(&first), "the index names no {first}");
            assert!(pages[0].contains(&format!("Volume {} of {}", place + 1, volumes.len())), "{}", pages[0]);
            assert!(pages[0].contains(&first), "{}", pages[0]);
        }
    }
    assert_eq!(Some(seen), rendered.bates_last);
    assert!(report.contains("volume 2") && report.contains("vol. 2"), "where exhibits stand is said");
}

#[test]
fn each_volume_has_its_own_originals_and_their_sums() {
    let (volumes, rendered) = made(&options());
    let mut originals = BTreeSet::new();
    for bytes in &volumes {
        let files = attached(&Pdf::open(bytes));
        let list = list(bytes);
        let sums = String::from_utf8(files["SHA256SUMS"].2.clone()).expect("text");
        let mut summed = BTreeSet::new();
        for line in sums.lines() {
            let (sha256, name) = line.split_once("  ").expect("a line");
            assert_eq!(support::digest(&files[name].2).to_string(), sha256, "{name}");
            summed.insert(name);
        }
        for (name, (_, relationship, _)) in &files {
            let apart = ["manifest.json", "manifest.json.sig", "volume.json", "SHA256SUMS"].contains(&name.as_str());
            assert_eq!(summed.contains(name.as_str()), !apart, "{name}");
            if relationship == "Source" {
                assert!(list.exhibits.iter().any(|id| name.starts_with(id)), "{name} is another volume's");
                assert!(originals.insert(name.clone()), "{name} is attached twice");
            }
        }
    }
    let due = rendered.manifest.exhibits.iter().flat_map(|exhibit| &exhibit.files);
    let due = due.filter(|file| file.place == packet::FilePlace::Attached).count();
    assert_eq!(originals.len(), due);
}

#[test]
fn a_volume_that_is_missing_twice_there_or_of_another_packet_is_named() {
    let (volumes, _) = made(&options());
    let (others, _) = made(&PacketOptions { number: "HPL-2026-R4".to_owned(), ..options() });
    let (ours, theirs) = (told(&volumes), told(&others));
    let missing = [&ours[..1], &ours[2..]].concat();
    let words = fails(&missing);
    assert!(words.contains("Volume 2 of") && words.contains("missing"), "{words}");
    let twice = [&ours[..], &ours[1..2]].concat();
    assert!(fails(&twice).contains("Volume 2 was named more than once"));
    let mixed = [&ours[..1], &theirs[1..2], &ours[2..]].concat();
    assert!(fails(&mixed).contains("of another packet, HPL-2026-R4"));
    let (whole, _) = made(&support::options(AudienceProfile::Auditor));
    assert_eq!(whole.len(), 1);
    let stranger = [&ours[..], &told(&whole)].concat();
    assert!(fails(&stranger).contains("is no volume"));
    assert!(together(&told(&whole)).iter().all(|check| check.state == CheckState::Fails));
    // Numbers that no packet has are told by nobody but a process in a document's hands.
    let mut forged = ours.clone();
    forged[0].as_mut().expect("a volume").list.volumes = u32::MAX;
    assert!(fails(&forged).contains("File 1 is no volume"));
}

#[test]
fn bates_numbers_that_were_not_shown_to_run_on_do_not() {
    let ours = told(&made(&options()).0);
    let changed = |place: usize, change: fn(&mut VolumeFile)| {
        let mut files = ours.clone();
        change(&mut files[place].as_mut().expect("a volume").list);
        fails(&files)
    };
    let end = ours.len() - 1;
    let with_a_hole = changed(end, |list| {
        list.bates_first = list.bates_first.map(|number| number + 1);
        list.bates_last = list.bates_last.map(|number| number + 1);
    });
    assert!(with_a_hole.contains("don’t run on"), "{with_a_hole}");
    let twice = changed(end, |list| list.bates_first = list.bates_first.map(|number| number - 1));
    assert!(twice.contains("don’t run on"), "{twice}");
    // Without its numbers, with one of the two, or in the wrong order a volume is none.
    for place in [0, 1, end] {
        assert!(changed(place, |list| list.bates_first = None).contains("is no volume"), "{place}");
        assert!(changed(place, |list| list.bates_first = Some(u32::MAX)).contains("is no volume"), "{place}");
        let neither = changed(place, |list| (list.bates_first, list.bates_last) = (None, None));
        assert!(neither.contains("is no volume"), "{place}");
    }
}

/// Of another profile, under the same number: only the manifest tells them apart.
#[test]
fn volumes_of_two_packets_with_one_number_do_not_pass_for_one() {
    let (ours, _) = made(&options());
    let client = PacketOptions { profile: AudienceProfile::Client, ..options() };
    let (theirs, _) = made(&client);
    let mut mixed = told(&ours);
    mixed[1] = told(&theirs)[1].clone();
    assert!(fails(&mixed).contains("another packet"));
}

/// Of one state of the vault, with one manifest: only how they are laid out tells them apart.
#[test]
fn volumes_of_two_exports_of_one_packet_do_not_pass_for_one() {
    let (ours, rendered) = made(&options());
    let looking = |presentation| PacketOptions { presentation, ..options() };
    let usual = Presentation::default();
    for other in [
        looking(Presentation { paper: Paper::Letter, ..usual }),
        looking(Presentation { confidentiality: Confidentiality::StrictlyConfidential, ..usual }),
        PacketOptions { limits: ShowLimits { line_chars: 1_000, ..ShowLimits::default() }, ..options() },
        PacketOptions { bates_from: 101, ..options() },
    ] {
        let (theirs, again) = made(&other);
        assert_eq!(again.manifest, rendered.manifest);
        let mut mixed = told(&ours);
        mixed[1] = told(&theirs)[1].clone();
        assert!(fails(&mixed).contains("File 2 is of another export of packet HPL-2026-R3"), "{other:?}");
    }
}

#[test]
fn a_list_that_was_changed_or_taken_out_is_found() {
    let (volumes, _) = made(&options());
    let several = volumes.iter().find(|bytes| list(bytes).exhibits.len() > 1).expect("a volume of several exhibits");
    let list = list(several);
    let json = |list: &VolumeFile| serde_json::to_vec_pretty(list).expect("JSON");
    let mut fewer = list.clone();
    fewer.exhibits.pop();
    for (forged, words) in [
        (VolumeFile { volume: 900, ..list.clone() }, "volume.json names a volume that there can't be"),
        (VolumeFile { bates_first: None, bates_last: None, ..list.clone() }, "names Bates numbers that"),
        (VolumeFile { bates_last: None, ..list.clone() }, "names Bates numbers that"),
        (VolumeFile { bates_last: Some(0), ..list.clone() }, "names Bates numbers that"),
        (VolumeFile { exhibits: vec![], ..list.clone() }, "names Bates numbers that"),
        (VolumeFile { manifest: "00".repeat(32), ..list.clone() }, "names another packet"),
        (VolumeFile { exhibits: vec!["EX-777".to_owned()], ..list.clone() }, "names exhibits otherwise"),
        (VolumeFile { format: "vouchsafe-volume/9".to_owned(), ..list.clone() }, "format that this program"),
        (fewer, "is in the file but isn't named"),
    ] {
        let verified = verify(&support::pdf::with_attachment(several, "volume.json", json(&forged)));
        let failed: Vec<_> = verified.checks.iter().filter(|it| it.state == CheckState::Fails).collect();
        assert!(failed.iter().any(|check| check.words.contains(words)), "{words}: {failed:#?}");
    }
    // A packet in one volume has none.
    let (one, _) = made(&support::options(AudienceProfile::Auditor));
    assert!(!attached(&Pdf::open(&one[0])).contains_key("volume.json"));
    assert_eq!(verify(&one[0]).volume, None);
}

#[test]
fn the_same_vault_gives_the_same_volumes() {
    let (first, second) = (made(&options()).0, made(&options()).0);
    assert!(first == second, "two renders differ");
    let digests: BTreeSet<_> = first.iter().map(|bytes| support::digest(bytes)).collect();
    assert_eq!(digests.len(), first.len());
}

#[test]
fn an_exhibit_that_is_larger_than_a_volume_stands_in_one_alone() {
    let volume = VolumeLimits { pages: 1, bytes: 10_000_000 };
    let (volumes, rendered) = made(&PacketOptions { volume, ..options() });
    let lists: Vec<VolumeFile> = volumes.iter().map(|bytes| list(bytes)).collect();
    assert!(lists.iter().skip(1).all(|list| list.exhibits.len() == 1), "{lists:#?}");
    assert!(together(&told(&volumes)).iter().all(|check| check.state == CheckState::Holds));
    assert!(rendered.volumes.len() > rendered.manifest.exhibits.len() / 2);
}

/// Light volumes of a binder copy are written while the next one is laid out.
#[test]
fn volumes_that_are_written_beside_others_come_in_order_and_the_same_each_time() {
    let (source, mut shelf) = support::sample(8);
    let files = shelf.0.values_mut().filter(|original| original.own.is_err());
    files.for_each(|original| original.own = Ok(support::own_pages()));
    let mut source = source;
    for file in source.evidence.iter_mut().flat_map(|item| &mut item.files) {
        file.file_type = model::exhibit::FileType::Pdf;
    }
    let volume = VolumeLimits { pages: 6, bytes: 10_000_000 };
    let options = PacketOptions { form: PacketForm::Binder, volume, ..options() };
    let mut steps = Vec::new();
    let mut kept = support::Kept::default();
    let rendered =
        packet::render(&source, &shelf, &support::Pen, &options, &mut kept, &Watch::default(), &mut |step| {
            steps.push(step);
            ControlFlow::Continue(())
        })
        .expect("a packet");
    assert!(rendered.volumes.len() > 3, "{} volumes", rendered.volumes.len());
    assert!(together(&told(&kept.volumes)).iter().all(|check| check.state == CheckState::Holds));
    for pair in steps.windows(2).filter(|pair| pair[0].doing == pair[1].doing) {
        assert!(pair[0].done <= pair[1].done && pair[0].total == pair[1].total, "{pair:?}");
    }
    let names: Vec<&str> = steps.iter().map(|step| step.doing).collect();
    let mut told_once = names.clone();
    told_once.dedup();
    assert_eq!(told_once.len(), told_once.iter().collect::<BTreeSet<_>>().len(), "a step begins anew: {told_once:?}");
    let (_, _, again) = support::render(&source, &shelf, &options);
    assert!(kept.volumes == again.volumes, "two renders differ");
}

/// The pages that a binder copy takes over are in its file, as the originals are.
#[test]
fn own_pages_of_a_binder_copy_count_towards_a_volume() {
    let (source, mut shelf) = support::sample(8);
    let own = shelf.0.values_mut().filter_map(|original| original.own.as_mut().ok());
    own.for_each(|pages| pages.bytes.extend(std::iter::repeat_n(0, 3_000_000)));
    let volume = VolumeLimits { pages: 1_000, bytes: 5_000_000 };
    let options = PacketOptions { form: PacketForm::Binder, volume, ..options() };
    let volumes = support::render(&source, &shelf, &options).2.volumes;
    let held: Vec<Vec<String>> = volumes.iter().map(|bytes| verify(bytes).volume.expect("a volume").exhibits).collect();
    let of = |id: &str| held.iter().position(|exhibits| exhibits.iter().any(|own| own == id));
    assert_eq!((of("EX-001"), of("EX-007")), (Some(0), Some(1)), "{held:?}");
    assert!(together(&told(&volumes)).iter().all(|check| check.state == CheckState::Holds));
}

/// Shows nothing the second time that it is asked for a file since it was asked for the first one, which each attempt at a
/// packet asks for once. What it shows may be made heavier.
struct Fickle(support::Shelf, std::cell::RefCell<Vec<model::id::FileId>>, fn(Shown) -> Shown);

/// Pictures that weigh more than may be held for later volumes.
fn heavy(mut shown: Shown) -> Shown {
    if let Shown::Pages { pages, .. } = &mut shown {
        for page in pages {
            match &mut page.picture {
                Picture::Svg(text) => text.push_str(&format!("<!--{}-->", " ".repeat(50_000_000))),
                Picture::Png { bytes, .. } | Picture::Jpeg { bytes, .. } => bytes.resize(50_000_000, 0),
            }
        }
    }
    shown
}

impl Exhibits for Fickle {
    fn shown(
        &self,
        file: &model::evidence::EvidenceFile,
        limits: &model::exhibit::ShowLimits,
    ) -> Result<Result<model::exhibit::Shown, model::exhibit::NotShown>, ExhibitError> {
        let mut asked = self.1.borrow_mut();
        if asked.first() == Some(&file.id) {
            asked.clear();
        }
        let is_again = asked.contains(&file.id);
        asked.push(file.id);
        if is_again { Ok(Err(model::exhibit::NotShown::NoPages)) } else { Ok(self.0.shown(file, limits)?.map(self.2)) }
    }

    fn own_pages(
        &self,
        file: &model::evidence::EvidenceFile,
    ) -> Result<Result<model::own_pages::OwnPages, model::exhibit::NotShown>, ExhibitError> {
        self.0.own_pages(file)
    }

    fn original(&self, file: &model::evidence::EvidenceFile, to: &mut dyn std::io::Write) -> Result<(), ExhibitError> {
        self.0.original(file, to)
    }
}

#[test]
fn a_packet_whose_exhibits_come_out_otherwise_the_second_time_is_not_made() {
    let (source, shelf) = support::sample(8);
    let fickle = Fickle(shelf, Default::default(), heavy);
    let mut kept = support::Kept::default();
    let mut go = |_| ControlFlow::Continue(());
    let result = packet::render(&source, &fickle, &support::Pen, &options(), &mut kept, &Watch::default(), &mut go);
    assert!(matches!(result, Err(packet::Error::Unsettled { .. })), "{:?}", result.map(|it| it.volumes));
    // What fits one volume is read once.
    let (source, shelf) = support::sample(8);
    let fickle = Fickle(shelf, Default::default(), |shown| shown);
    let one = support::options(AudienceProfile::Auditor);
    packet::render(&source, &fickle, &support::Pen, &one, &mut support::Kept::default(), &Watch::default(), &mut go)
        .expect("is made");
}
