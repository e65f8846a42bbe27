//! What a packet would hold, before it is made: its sections, what becomes of each evidence item, what is open. The rules
//! are those of the export; nothing is read, drawn or recorded.

use std::collections::{BTreeMap, BTreeSet};

use model::evidence::{Classification, EvidenceItem};
use model::exhibit::{FileType, ShowLimits};
use model::packet::{
    AudienceProfile, PacketForm, PacketOptions, PacketSource, Presentation, Section, VolumeLimits, Withheld,
};
use model::record::Noun;
use model::time::AsOf;
use serde::{Deserialize, Serialize};

use super::export::{PacketPlan, sensitive, usual_number};
use super::{ChosenPart, ListedOnly};
use crate::app::App;
use crate::failure::Failure;

/// Says what a packet would hold.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct PreflightPacket {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// For whom.
    pub profile: AudienceProfile,
    /// Sections outside the profile that are added all the same.
    #[serde(default)]
    pub also: BTreeSet<Section>,
    /// The part of the engagement that it holds.
    #[serde(default)]
    pub part: ChosenPart,
    /// How evidence that it shows may be marked; empty takes any.
    #[serde(default)]
    pub marked: BTreeSet<Classification>,
    /// The log row as of which it is made; none takes the newest that changed anything.
    pub up_to: Option<u64>,
    /// The moment of reporting; none takes now, in UTC.
    pub as_of: Option<AsOf>,
    /// Who reviewed the packet; none is an open point.
    pub reviewed_by: Option<String>,
    /// Items that this packet would list without showing them.
    #[serde(default)]
    pub list_only: Vec<ListedOnly>,
}

/// What a packet would hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Preflight {
    /// The number that it would get.
    pub number: String,
    /// The log row as of which it would be made.
    pub up_to: u64,
    /// Every section there is, in the order of a packet.
    pub sections: Vec<PreflightSection>,
    /// Every live evidence item of the engagement, by number.
    pub exhibits: Vec<PreflightExhibit>,
    /// What is open, as far as it is known before originals are read.
    pub open_points: Vec<PreflightPoint>,
    /// Items marked personal or restricted that it would show.
    pub sensitive: usize,
    /// What part of the engagement it would hold, in the words of its cover; none for all of it.
    pub part: Option<String>,
}

/// A section, and what it would hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PreflightSection {
    /// The section.
    pub section: Section,
    /// Its title as printed.
    pub title: String,
    /// Whether a packet for this audience has it anyway.
    pub in_profile: bool,
    /// Whether this packet would have it.
    pub included: bool,
    /// Why it can't be added; none where it is there or can be added.
    pub refused: Option<String>,
    /// How much it would hold; none where it isn't there, or isn't counted in rows.
    pub rows: Option<usize>,
    /// What is counted, in the plural.
    pub what: String,
}

/// An evidence item, and what would become of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PreflightExhibit {
    /// Its reference.
    pub evidence: String,
    /// Its number as an exhibit.
    pub exhibit: String,
    /// Its title.
    pub title: String,
    /// Its state, in words.
    pub state: String,
    /// How sensitive it is.
    pub classification: Classification,
    /// Files that it has.
    pub files: usize,
    /// Bytes of them.
    pub size: u64,
    /// Pages that it would take, where that is known without reading it.
    pub pages: Option<u32>,
    /// What would become of it.
    pub place: PreflightPlace,
    /// Why it wouldn't be shown, in words; empty where it would.
    pub why: String,
    /// Whether it would be shown and is marked personal or restricted.
    pub sensitive: bool,
}

/// What becomes of an item in a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PreflightPlace {
    /// Shown page by page, its original attached.
    Shown,
    /// Listed without being shown.
    ListedOnly,
    /// Named as withheld; a release by the client would bring it in.
    Unreleased,
    /// Named as withheld for another reason.
    Withheld,
    /// Not named: a packet for this audience doesn't speak of it.
    NotPart,
}

/// An open point of a packet to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct PreflightPoint {
    /// What kind of shortfall.
    pub kind: String,
    /// What it is.
    pub words: String,
    /// Whether and how it can still be cured.
    pub cure: String,
    /// The section in which it stands; none for one at an exhibit.
    pub section: Option<Section>,
    /// The noun of the record that it is about, where it is about one.
    pub noun: Option<Noun>,
    /// That record's reference or code.
    pub reference: Option<String>,
}

pub(crate) fn preflight(app: &mut App, request: PreflightPacket) -> Result<Preflight, Failure> {
    let now = app.host().now();
    let as_of = request.as_of.unwrap_or_else(|| AsOf { at: now.fixed_offset() });
    let PreflightPacket { engagement, profile, also, part, marked, up_to, reviewed_by, list_only, .. } = request;
    let plan = PacketPlan { engagement: engagement.as_deref(), up_to, list_only: &list_only };
    let (number, source) = app.read(|r| {
        let source = plan.source(r)?;
        Ok((usual_number(r, &source, as_of)?, source))
    })?;
    let options = PacketOptions {
        // Both forms hold and leave open the same.
        form: PacketForm::Archive,
        profile,
        also,
        part: part.of(&source)?,
        marked,
        as_of,
        number,
        reviewed_by,
        limits: ShowLimits::default(),
        embed_limit: PacketOptions::EMBED_LIMIT,
        volume: VolumeLimits::default(),
        bates_from: 1,
        log_rows: 60,
        program: concat!("Vouchsafe ", env!("CARGO_PKG_VERSION")).to_owned(),
        // Who signs it changes nothing of what it holds.
        signed_by: None,
        // Nor does how it looks.
        presentation: Presentation::default(),
    };
    options.check()?;
    let (up_to, all) = (source.up_to(), source.evidence.clone());
    let foreseen = packet::preflight(source, &options);
    let open_points: Vec<PreflightPoint> = foreseen.points.into_iter().map(point).collect();
    let shown = &foreseen.shown;
    let sections =
        Section::ALL.into_iter().map(|section| section_row(section, &options, shown, open_points.len())).collect();
    let sensitive: BTreeSet<_> = sensitive(shown).map(|item| item.id).collect();
    let kept: BTreeMap<_, _> = shown.evidence.iter().map(|item| (item.id, item)).collect();
    let withheld: BTreeMap<&str, &Withheld> = shown.withheld.iter().map(|it| (it.reference.as_str(), it)).collect();
    let is_part = !options.part.is_whole();
    let exhibits = all.iter().map(|item| {
        let (place, why) =
            place(item, kept.get(&item.id).copied(), withheld.get(item.reference().as_str()).copied(), is_part);
        exhibit(item, place, why, sensitive.contains(&item.id))
    });
    Ok(Preflight {
        number: options.number.clone(),
        up_to,
        sections,
        exhibits: exhibits.collect(),
        sensitive: sensitive.len(),
        part: packet::part_words(&options),
        open_points,
    })
}

fn exhibit(item: &EvidenceItem, place: PreflightPlace, why: String, sensitive: bool) -> PreflightExhibit {
    let pictures = item.files.iter().all(|file| matches!(file.file_type, FileType::Png | FileType::Jpeg));
    let pages = match place {
        PreflightPlace::Shown if pictures => u32::try_from(item.files.len()).ok(),
        PreflightPlace::ListedOnly => Some(1),
        PreflightPlace::Shown | PreflightPlace::Unreleased | PreflightPlace::Withheld | PreflightPlace::NotPart => None,
    };
    PreflightExhibit {
        evidence: item.reference(),
        exhibit: format!("EX-{:03}", item.number),
        title: item.title.clone(),
        state: item.state.name().to_owned(),
        classification: item.classification,
        files: item.files.len(),
        size: item.files.iter().map(|file| file.size).sum(),
        pages,
        place,
        why,
        sensitive,
    }
}

fn place(
    item: &EvidenceItem,
    kept: Option<&EvidenceItem>,
    withheld: Option<&Withheld>,
    is_part: bool,
) -> (PreflightPlace, String) {
    match (kept, withheld) {
        (Some(kept), _) => match &kept.list_only {
            Some(reason) => (PreflightPlace::ListedOnly, reason.clone()),
            None => (PreflightPlace::Shown, String::new()),
        },
        (None, Some(withheld)) if withheld.by_release => (PreflightPlace::Unreleased, withheld.reason.clone()),
        (None, Some(withheld)) => (PreflightPlace::Withheld, withheld.reason.clone()),
        (None, None) if is_part => {
            (PreflightPlace::NotPart, format!("this part of the engagement doesn’t speak of {}", item.reference()))
        }
        (None, None) => {
            (PreflightPlace::NotPart, format!("a packet for this audience doesn’t speak of {}", item.reference()))
        }
    }
}

fn point(point: packet::PreflightPoint) -> PreflightPoint {
    let packet::PreflightPoint { kind, what, cure, section, evidence, control, criterion } = point;
    let link = evidence.map(|reference| (Noun::Evidence, reference));
    let link = link.or_else(|| criterion.map(|code| (Noun::Criterion, code)));
    let link = link.or_else(|| control.map(|code| (Noun::Control, code)));
    let (noun, reference) = link.unzip();
    PreflightPoint { kind: kind.to_owned(), words: what, cure: cure.to_owned(), section, noun, reference }
}

fn section_row(section: Section, options: &PacketOptions, shown: &PacketSource, points: usize) -> PreflightSection {
    let in_profile = options.part.may_have(section) && options.profile.has(section);
    let included = options.has(section);
    let added = |section| PacketOptions {
        also: [section].into_iter().chain(options.also.iter().copied()).collect(),
        ..options.clone()
    };
    let refused = if included { None } else { added(section).check().err().map(|invalid| invalid.rule) };
    let (rows, what) = rows(section, shown, points);
    let rows = rows.filter(|_| included);
    PreflightSection {
        section,
        title: section.name().to_owned(),
        in_profile,
        included,
        refused,
        rows,
        what: what.to_owned(),
    }
}

/// How much a section would hold, where it is counted, and what is counted.
fn rows(section: Section, shown: &PacketSource, points: usize) -> (Option<usize>, &'static str) {
    let figures = shown.figures.as_ref();
    match section {
        Section::HowToRead | Section::Readiness | Section::CheckRecord => (None, ""),
        Section::Scope => (Some(shown.surfaces.len()), "surfaces"),
        Section::Organisations => (Some(shown.organisations.len()), "organisations"),
        Section::Coverage => (Some(shown.coverage.len()), "criteria"),
        Section::ControlMatrix => (Some(shown.controls.len()), "controls"),
        Section::PeriodCalendar => (Some(shown.occurrences.len()), "recorded occurrences"),
        Section::Ratings => (Some(shown.ratings.len()), "ratings"),
        Section::Gaps => (Some(shown.gaps.len()), "gaps"),
        Section::Requests => (Some(shown.requests.len()), "requests"),
        Section::Findings => (Some(shown.findings.len()), "findings"),
        Section::FollowUps => (Some(shown.follow_ups.len()), "follow-ups"),
        Section::RemediationPlan => (Some(shown.tasks.len()), "tasks"),
        Section::Clocks => (figures.and_then(|it| it.clocks.as_ref()).map(|clocks| clocks.due.len()), "dates"),
        Section::CommunicationPlan => (Some(shown.plan_rows.len()), "rows of the plan"),
        Section::EvidenceIndex | Section::Exhibits => (Some(shown.evidence.len()), "items"),
        Section::OpenPoints => (Some(points), "open points"),
        Section::ActivityLog => (Some(shown.log.len().min(60)), "rows of the log"),
    }
}
