//! Controls from the catalogue: its typical controls in packs, and taking some of them into the matrix. What is taken is
//! planned, to be tailored, and claims nothing.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::Catalogue;
use catalogue::control::{ControlEntry, Pack};
use model::activity::Action;
use model::control::{Control, ControlCode, Frequency, Mapping, Relation};
use model::criterion::CriterionCode;
use model::id::{ControlId, EngagementId};
use model::surface::{Surface, SurfaceCode};
use serde::{Deserialize, Serialize};

use super::blank;
use crate::app::App;
use crate::failure::{Code, Failure};
use crate::find;

/// Lists the typical controls of the catalogue, by pack and code.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListControlTemplates {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Only those of this pack, such as `core`.
    pub pack: Option<String>,
}

/// A typical control of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct ControlTemplateRow {
    /// Short name.
    pub code: ControlCode,
    /// Title.
    pub title: String,
    /// Who does what, how often, and what shows it.
    pub statement: String,
    /// The pack, as it is asked for.
    pub pack: String,
    /// The pack, in words.
    pub pack_name: String,
    /// Criteria that it helps to meet.
    pub criteria: Vec<CriterionCode>,
    /// How often it operates.
    pub frequency: Frequency,
    /// Surfaces on which it acts.
    pub surfaces: Vec<SurfaceCode>,
    /// Whether the engagement has a control of this short name already.
    pub taken: bool,
}

pub(crate) fn templates(app: &mut App, request: ListControlTemplates) -> Result<Vec<ControlTemplateRow>, Failure> {
    let only = request.pack.as_deref().map(pack).transpose()?;
    let taken = app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        codes(find::all(r, engagement.id)?)
    })?;
    let mut entries: Vec<_> = Catalogue::embedded().controls.iter().collect();
    entries.retain(|entry| only.is_none_or(|pack| entry.pack == pack));
    entries.sort_by(|a, b| (a.pack, &a.code).cmp(&(b.pack, &b.code)));
    let row = |entry: &ControlEntry| ControlTemplateRow {
        code: entry.code.clone(),
        title: entry.title.clone(),
        statement: entry.statement.clone(),
        pack: entry.pack.code().to_owned(),
        pack_name: entry.pack.name().to_owned(),
        criteria: entry.criteria.clone(),
        frequency: entry.frequency,
        surfaces: entry.surfaces.clone(),
        taken: taken.contains(&entry.code),
    };
    Ok(entries.into_iter().map(row).collect())
}

/// Takes typical controls into the matrix: single ones, whole packs, or both.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct StartControls {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Short names of the catalogue.
    pub codes: BTreeSet<ControlCode>,
    /// Packs, such as `core`.
    pub packs: BTreeSet<String>,
}

/// What was taken.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct StartedControls {
    /// The controls that were added.
    pub added: Vec<Control>,
    /// Short names that the engagement had already; these were left as they are.
    pub already: Vec<ControlCode>,
}

pub(crate) fn start(app: &mut App, request: StartControls) -> Result<StartedControls, Failure> {
    let chosen = chosen(&request)?;
    app.write(Action::AddControl, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let taken = codes(find::all(w, engagement.id)?)?;
        let known: BTreeSet<_> = w.list::<Surface>()?.into_iter().map(|surface| surface.code).collect();
        let (already, new): (Vec<_>, Vec<_>) = chosen.into_iter().partition(|entry| taken.contains(&entry.code));
        if new.is_empty() {
            return Err(Failure::new(Code::Refused, "the matrix has all of these already").on("codes"));
        }
        let added: Vec<_> =
            new.into_iter().map(|entry| from_entry(entry, moment.id(), engagement.id, &known)).collect();
        added.iter().try_for_each(|control| w.insert(control).map(drop))?;
        Ok(StartedControls { added, already: already.into_iter().map(|entry| entry.code.clone()).collect() })
    })
}

fn codes(controls: Vec<Control>) -> Result<BTreeSet<ControlCode>, Failure> {
    Ok(controls.into_iter().map(|control| control.code).collect())
}

fn pack(code: &str) -> Result<Pack, Failure> {
    Pack::ALL.into_iter().find(|pack| pack.code() == code).ok_or_else(|| {
        let codes = Pack::ALL.map(Pack::code).join(", ");
        Failure::new(Code::Invalid, format!("must be one of {codes}")).on("packs")
    })
}

fn chosen(request: &StartControls) -> Result<Vec<&'static ControlEntry>, Failure> {
    let entries = &Catalogue::embedded().controls;
    let packs = request.packs.iter().map(|code| pack(code)).collect::<Result<BTreeSet<_>, _>>()?;
    let unknown = |code: &&ControlCode| !entries.iter().any(|entry| entry.code == **code);
    if let Some(code) = request.codes.iter().find(unknown) {
        return Err(Failure::new(Code::NotFound, format!("the catalogue has no control {code}")).on("codes"));
    }
    let found: Vec<_> =
        entries.iter().filter(|it| packs.contains(&it.pack) || request.codes.contains(&it.code)).collect();
    if found.is_empty() {
        return Err(Failure::new(Code::Invalid, "must name a control or a pack").on("codes"));
    }
    Ok(found)
}

/// A planned control as the catalogue has it, on those of its surfaces that are known.
pub(crate) fn from_entry(
    entry: &ControlEntry,
    id: ControlId,
    engagement: EngagementId,
    known: &BTreeSet<SurfaceCode>,
) -> Control {
    let criteria: BTreeSet<_> = entry.criteria.iter().copied().collect();
    Control {
        title: entry.title.clone(),
        statement: entry.statement.clone(),
        control_type: entry.control_type,
        nature: entry.nature,
        frequency: entry.frequency,
        owner_role: entry.owner_role.clone(),
        mappings: mappings(&criteria),
        criteria,
        surfaces: entry.surfaces.iter().filter(|code| known.contains(code)).cloned().collect(),
        grace_days: usual_grace(entry.frequency),
        test_of_design: entry.test_of_design.clone(),
        test_of_effectiveness: entry.test_of_effectiveness.clone(),
        typical_evidence: entry.typical_evidence.clone(),
        ..blank(id, engagement, entry.code.clone())
    }
}

/// The identifiers of other frameworks on the same ground as the control's criteria. A mere overlap says nothing of a
/// single control and isn't taken over.
fn mappings(criteria: &BTreeSet<CriterionCode>) -> Vec<Mapping> {
    let entries = criteria.iter().flat_map(|code| Catalogue::embedded().mappings_of(*code));
    let mut closest: BTreeMap<(String, String), Relation> = BTreeMap::new();
    for entry in entries.filter(|entry| entry.relation != Relation::Intersects) {
        let key = (entry.framework.code().to_owned(), entry.target.clone());
        let relation = closest.entry(key).or_insert(entry.relation);
        *relation = (*relation).min(entry.relation);
    }
    closest.into_iter().map(|((framework, target), relation)| Mapping { framework, target, relation }).collect()
}

/// Days of grace that a new control begins with; editable. A first-quarter review signed on 10 April is normal.
const fn usual_grace(frequency: Frequency) -> u16 {
    match frequency {
        Frequency::Continuous | Frequency::PerEvent => 0,
        Frequency::Daily => 1,
        Frequency::Weekly => 3,
        Frequency::Monthly => 5,
        Frequency::Quarterly => 10,
        Frequency::SemiAnnual | Frequency::Annual => 30,
    }
}
