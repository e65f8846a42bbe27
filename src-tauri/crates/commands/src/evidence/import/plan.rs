//! What an import does: which files become which items, for which requests and controls, and why others are left out.
//! Reads, and writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use ::import::{By, Drafts, KnownIds, Orphan, Placed, Reason, fold_key, place, safe_name};
use model::control::Control;
use model::engagement::Engagement;
use model::evidence::{Classification, Digest, EvidenceFile, EvidenceItem, EvidenceKind, EvidenceState};
use model::exhibit::FileType;
use model::id::{ControlId, EvidenceId, FileId, RequestId};
use model::request::EvidenceRequest;
use model::sheet::evidence::EvidenceColumn;
use model::sheet::value::Value;
use model::time::Instant;
use uuid::Uuid;
use vault::Reader;

use super::source::Source;
use super::{EvidenceImported, HeldFile, ImportedItem, UnplacedFile, same_files};
use crate::failure::Failure;
use crate::find;
use crate::intake::Taken;
use crate::sheet::Describing;

/// What every item has that nothing else is said of.
pub(super) struct Usual<'a> {
    pub(super) engagement: &'a Engagement,
    pub(super) kind: EvidenceKind,
    pub(super) classification: Classification,
    pub(super) at: Instant,
}

/// What an import does. Files are named by their place in the source.
pub(super) struct Plan {
    pub(super) items: Vec<PlannedItem>,
    unplaced: BTreeMap<usize, String>,
    held: BTreeMap<usize, Vec<String>>,
    orphans: Vec<Orphan>,
    refused_rows: Vec<String>,
    requests: BTreeMap<RequestId, String>,
    controls: BTreeMap<ControlId, String>,
}

/// An item that an import makes. Its number and its files are only known once it is written.
pub(super) struct PlannedItem {
    pub(super) files: Vec<usize>,
    pub(super) item: EvidenceItem,
    pub(super) requests: BTreeSet<RequestId>,
    by: By,
}

/// Plans an import.
pub(super) fn plan(
    r: &Reader,
    usual: &Usual<'_>,
    source: &Source,
    index: Option<&Drafts<EvidenceColumn>>,
    next_id: &dyn Fn() -> Uuid,
) -> Result<Plan, Failure> {
    let requests: Vec<EvidenceRequest> = find::all(r, usual.engagement.id)?;
    let controls: Vec<Control> = find::all(r, usual.engagement.id)?;
    let known = known(&requests, &controls);
    let names = source.names();
    let placing = place(names, index, &known);
    let describing = Describing::read(r, usual.engagement, usual.at.date_naive())?;
    let planning = Planning { usual, names, requests: &requests, controls: &controls, describing, next_id };
    let mut plan = Plan {
        items: Vec::new(),
        unplaced: placing.unplaced.into_iter().map(|it| (it.file, it.reason.to_string())).collect(),
        held: BTreeMap::new(),
        orphans: placing.orphans,
        refused_rows: index.map_or_else(Vec::new, |drafts| drafts.refused.iter().map(ToString::to_string).collect()),
        requests: requests.iter().map(|it| (it.id, it.reference())).collect(),
        controls: controls.iter().map(|it| (it.id, it.code.to_string())).collect(),
    };
    plan.unplaced.extend(source.troubles());
    let readable = placing.placed.into_iter().filter(|placed| !plan.unplaced.contains_key(&placed.file));
    for group in groups(readable.collect(), names, index) {
        let files: Vec<usize> = group.iter().map(|placed| placed.file).collect();
        match planning.item(group) {
            Ok(item) => plan.items.push(item),
            Err(reason) => plan.unplaced.extend(files.into_iter().map(|file| (file, reason.clone()))),
        }
    }
    Ok(plan)
}

fn known(requests: &[EvidenceRequest], controls: &[Control]) -> KnownIds {
    let names = |it: &EvidenceRequest| [Some(it.reference()), it.auditor_id.clone()];
    KnownIds {
        requests: requests.iter().flat_map(names).flatten().collect(),
        controls: controls.iter().map(|it| it.code.to_string()).collect(),
    }
}

/// Files that the same rows of the index name are one item, in the order of the first of these rows; any other is one by
/// itself. Items stand where their first file stands.
fn groups(placed: Vec<Placed>, names: &[String], index: Option<&Drafts<EvidenceColumn>>) -> Vec<Vec<Placed>> {
    let mut groups: Vec<Vec<Placed>> = Vec::new();
    let mut of_rows: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
    for placed in placed {
        match &placed.by {
            By::Index(rows) => {
                let at = *of_rows.entry(rows.clone()).or_insert(groups.len());
                if at == groups.len() {
                    groups.push(Vec::new());
                }
                groups[at].push(placed);
            }
            By::Name | By::Folder => groups.push(vec![placed]),
        }
    }
    for group in &mut groups {
        let order = group.first().and_then(|placed| listed(&placed.by, index)).unwrap_or_default();
        let last = |path: &str| fold_key(path.rsplit(['/', '\\']).next().unwrap_or_default());
        group.sort_by_key(|placed| order.iter().position(|name| last(name) == last(&names[placed.file])));
    }
    groups
}

/// The file names of the first of the rows that place a file.
fn listed<'a>(by: &By, index: Option<&'a Drafts<EvidenceColumn>>) -> Option<&'a [String]> {
    let By::Index(rows) = by else { return None };
    let draft = index?.rows.iter().find(|draft| rows.first() == Some(&draft.row))?;
    match draft.fields.get(&EvidenceColumn::Files) {
        Some(Value::Lines(names)) => Some(names),
        Some(_) | None => None,
    }
}

/// What items are made of.
struct Planning<'a> {
    usual: &'a Usual<'a>,
    names: &'a [String],
    requests: &'a [EvidenceRequest],
    controls: &'a [Control],
    describing: Describing,
    next_id: &'a dyn Fn() -> Uuid,
}

impl Planning<'_> {
    /// The item of some files, or why there is none.
    fn item(&self, group: Vec<Placed>) -> Result<PlannedItem, String> {
        let files: Vec<usize> = group.iter().map(|placed| placed.file).collect();
        let placed = group.into_iter().reduce(|mut first, other| {
            first.requests.extend(other.requests);
            first.controls.extend(other.controls);
            first
        });
        let Some(Placed { by, requests, controls, mut fields, .. }) = placed else {
            return Err(Reason::NoId.to_string());
        };
        if let Some(Value::Code(reference)) = fields.remove(&EvidenceColumn::Reference) {
            return Err(format!("its row of the index is about {reference}: an import only brings new items"));
        }
        let requests = self.requests(&requests)?;
        let controls = self.controls(&controls)?;
        let item = self.describing.describe(self.blank(&files, &requests, controls), &fields);
        let item = item.map_err(|reason| match &by {
            By::Index(rows) => format!("{} of the index: {reason}", shown_rows(rows)),
            By::Name | By::Folder => reason,
        })?;
        Ok(PlannedItem { files, item, requests: requests.iter().map(|it| it.id).collect(), by })
    }

    fn requests(&self, names: &BTreeSet<String>) -> Result<Vec<&EvidenceRequest>, String> {
        let mut found: Vec<&EvidenceRequest> = Vec::new();
        for name in names {
            let is_called = |own: &str| fold_key(own) == fold_key(name);
            let called =
                |it: &&EvidenceRequest| is_called(&it.reference()) || it.auditor_id.as_deref().is_some_and(is_called);
            match self.requests.iter().filter(called).collect::<Vec<_>>().as_slice() {
                [only] if found.iter().any(|it| it.id == only.id) => {}
                [only] => found.push(only),
                several => {
                    let several: Vec<String> = several.iter().map(|it| it.reference()).collect();
                    return Err(format!("{name} can mean several requests: {}", several.join(", ")));
                }
            }
        }
        Ok(found)
    }

    fn controls(&self, names: &BTreeSet<String>) -> Result<BTreeSet<ControlId>, String> {
        let find = |name: &String| {
            let control = self.controls.iter().find(|it| fold_key(it.code.as_str()) == fold_key(name));
            control.map(|it| it.id).ok_or_else(|| format!("there is no control {name}"))
        };
        names.iter().map(find).collect()
    }

    /// An item of which nothing is known but what every one has, and what the requests ask for that it answers.
    fn blank(&self, files: &[usize], requests: &[&EvidenceRequest], controls: BTreeSet<ControlId>) -> EvidenceItem {
        let names: Vec<String> = files.iter().map(|file| safe_name(&self.names[*file])).collect();
        let mut asked = requests.iter().filter_map(|it| it.kind);
        let kind = asked.next().filter(|kind| asked.all(|other| other == *kind));
        EvidenceItem {
            id: EvidenceId::from((self.next_id)()),
            revision: 1,
            engagement: self.usual.engagement.id,
            number: 1,
            title: names.first().cloned().unwrap_or_default(),
            kind: kind.unwrap_or(self.usual.kind),
            classification: self.usual.classification,
            covers: None,
            captured_at: None,
            received_at: self.usual.at,
            reviewed: None,
            source_system: String::new(),
            collected_by: String::new(),
            state: EvidenceState::Received,
            version: 1,
            supersedes: None,
            controls,
            files: names.into_iter().map(unread).collect(),
            ipe: None,
            approval: None,
            list_only: None,
            internal_note: String::new(),
        }
    }
}

/// A file of which nothing but its name is known yet.
fn unread(name: String) -> EvidenceFile {
    let id = FileId::from(Uuid::nil());
    EvidenceFile { id, name, file_type: FileType::Other, size: 0, sha256: Digest([0; 32]), redaction: None }
}

fn shown_rows(rows: &[u32]) -> String {
    let numbers: Vec<String> = rows.iter().map(ToString::to_string).collect();
    format!("{} {}", if numbers.len() == 1 { "row" } else { "rows" }, numbers.join(" and "))
}

impl Plan {
    /// Leaves out files that can't be read after all, and items that are left without any.
    pub(super) fn leave_out(&mut self, troubles: BTreeMap<usize, String>) {
        for planned in &mut self.items {
            planned.files.retain(|file| !troubles.contains_key(file));
        }
        self.items.retain(|planned| !planned.files.is_empty());
        self.unplaced.extend(troubles);
    }

    /// Leaves out items all of whose files a live item holds already; `taken` are the files of each item.
    pub(super) fn leave_out_held(&mut self, taken: &mut Vec<Vec<Taken>>, known: &[EvidenceItem]) {
        let live: Vec<EvidenceItem> = known.iter().filter(|item| item.state.is_live()).cloned().collect();
        let both = std::mem::take(&mut self.items).into_iter().zip(std::mem::take(taken));
        for (planned, files) in both {
            let holders: Vec<Vec<String>> =
                files.iter().map(|file| same_files(&live, std::slice::from_ref(file))).collect();
            if holders.iter().all(|by| !by.is_empty()) {
                self.held.extend(planned.files.into_iter().zip(holders));
            } else {
                self.items.push(planned);
                taken.push(files);
            }
        }
    }

    /// The plan in words.
    pub(super) fn told(&self, source: &Source) -> EvidenceImported {
        let names = source.names();
        let item = |planned: &PlannedItem| ImportedItem {
            reference: None,
            title: planned.item.title.clone(),
            kind: planned.item.kind,
            files: planned.files.iter().map(|file| names[*file].clone()).collect(),
            placed_by: match &planned.by {
                By::Index(rows) => format!("{} of the index", shown_rows(rows)),
                By::Name => "its name".to_owned(),
                By::Folder => "the name of its folder".to_owned(),
            },
            requests: planned.requests.iter().filter_map(|id| self.requests.get(id).cloned()).collect(),
            controls: planned.item.controls.iter().filter_map(|id| self.controls.get(id).cloned()).collect(),
            same_as: Vec::new(),
            redacted_in: Vec::new(),
            missing: planned.item.missing(),
        };
        let unplaced =
            |(file, reason): (&usize, &String)| UnplacedFile { name: names[*file].clone(), reason: reason.clone() };
        let held = |(file, by): (&usize, &Vec<String>)| HeldFile { name: names[*file].clone(), by: by.clone() };
        EvidenceImported {
            log_row: None,
            items: self.items.iter().map(item).collect(),
            unplaced: self.unplaced.iter().map(unplaced).collect(),
            held: self.held.iter().map(held).collect(),
            orphans: self.orphans.clone(),
            refused_rows: self.refused_rows.clone(),
        }
    }
}
