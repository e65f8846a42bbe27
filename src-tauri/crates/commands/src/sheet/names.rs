//! What the cells of a sheet may name: people, controls, evidence, gaps, tasks and requests by the names that people give
//! them, and back. Read once for a sheet, so that a row costs no search.

use std::collections::{BTreeMap, BTreeSet};

use import::fold_key;
use model::business_day::BusinessDays;
use model::control::Control;
use model::criterion::Criterion;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::gap::Gap;
use model::id::{ControlId, EvidenceId, GapId, PersonId, RequestId, TaskId};
use model::person::Person;
use model::request::EvidenceRequest;
use model::sheet::column::Code;
use model::surface::Surface;
use model::task::{Task, schedule};
use model::time::Day;
use vault::Reader;

use crate::failure::Failure;
use crate::find;
use crate::holiday::Calendar;

/// The names of one noun, both ways.
#[derive(Debug, Clone)]
pub(crate) struct Index<Id> {
    ids: BTreeMap<String, BTreeSet<Id>>,
    names: BTreeMap<Id, String>,
}

impl<Id: Copy + Ord> Index<Id> {
    fn new(named: impl IntoIterator<Item = (Id, String)>) -> Self {
        let mut index = Self { ids: BTreeMap::new(), names: BTreeMap::new() };
        for (id, name) in named {
            index.add(id, name);
        }
        index
    }

    /// One more record.
    pub(super) fn add(&mut self, id: Id, name: String) {
        self.ids.entry(fold_key(&name)).or_default().insert(id);
        self.names.insert(id, name);
    }

    /// The records of that name; case and blanks don't count.
    pub(super) fn ids(&self, name: &str) -> impl Iterator<Item = Id> + '_ {
        self.ids.get(&fold_key(name)).into_iter().flatten().copied()
    }

    /// The only record of that name.
    pub(super) fn only(&self, name: &str) -> Option<Id> {
        let mut ids = self.ids(name);
        ids.next().filter(|_| ids.next().is_none())
    }

    /// A record's name.
    pub(super) fn name(&self, id: Id) -> Option<&String> {
        self.names.get(&id)
    }

    /// The names of records.
    pub(super) fn all<'a>(&'a self, ids: impl IntoIterator<Item = &'a Id>) -> BTreeSet<String> {
        ids.into_iter().filter_map(|id| self.name(*id).cloned()).collect()
    }

    fn knows(&self, name: &str) -> bool {
        self.ids.contains_key(&fold_key(name))
    }
}

/// The names of one engagement, and of the people and surfaces of the vault.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(crate) people: Index<PersonId>,
    pub(crate) controls: Index<ControlId>,
    pub(crate) evidence: Index<EvidenceId>,
    pub(crate) gaps: Index<GapId>,
    pub(crate) tasks: Index<TaskId>,
    /// By our number.
    requests: Index<RequestId>,
    /// The same requests by the auditor's id.
    theirs: Index<RequestId>,
    /// The requests for which an item is gathered, by our numbers.
    pub(crate) requests_of: BTreeMap<EvidenceId, BTreeSet<String>>,
    /// Who answers for each control.
    pub(crate) owners: BTreeMap<ControlId, PersonId>,
    /// The last day of each task that isn't dropped, on the business days of the client's calendar.
    pub(crate) task_ends: BTreeMap<TaskId, Day>,
    criteria: BTreeSet<String>,
    surfaces: BTreeSet<String>,
}

impl Names {
    /// Reads them.
    pub(super) fn read(r: &Reader, engagement: &Engagement) -> Result<Self, Failure> {
        let tasks: Vec<Task> = find::all(r, engagement.id)?;
        let requests: Vec<EvidenceRequest> = find::all(r, engagement.id)?;
        let controls: Vec<Control> = find::all(r, engagement.id)?;
        let evidence = find::all::<EvidenceItem>(r, engagement.id)?.into_iter().map(|it| (it.id, it.reference()));
        let gaps = find::all::<Gap>(r, engagement.id)?.into_iter().map(|it| (it.id, it.reference()));
        let criteria = find::all::<Criterion>(r, engagement.id)?.into_iter().map(|it| it.code.to_string());
        let mut names = Self {
            people: Index::new(r.list::<Person>()?.into_iter().map(|it| (it.id, it.name))),
            owners: controls.iter().filter_map(|it| Some((it.id, it.owner?))).collect(),
            controls: Index::new(controls.into_iter().map(|it| (it.id, it.code.to_string()))),
            evidence: Index::new(evidence),
            gaps: Index::new(gaps),
            requests: Index::new(requests.iter().map(|it| (it.id, it.reference()))),
            theirs: Index::new(requests.iter().filter_map(|it| Some((it.id, it.auditor_id.clone()?)))),
            requests_of: BTreeMap::new(),
            task_ends: ends(&tasks, &Calendar::read(r, &BTreeSet::new())?.days)?,
            tasks: Index::new(tasks.into_iter().map(|it| (it.id, it.code.to_string()))),
            criteria: criteria.collect(),
            surfaces: r.list::<Surface>()?.into_iter().map(|it| it.code.to_string()).collect(),
        };
        for request in &requests {
            for item in &request.evidence {
                names.requests_of.entry(*item).or_default().insert(request.reference());
            }
        }
        Ok(names)
    }

    /// Our number of the request of that name. Our numbers go before the auditor's ids: sheets leave with ours.
    pub(super) fn request(&self, name: &str) -> Option<&String> {
        let id = self.requests.only(name).or_else(|| self.theirs.only(name))?;
        self.requests.name(id)
    }

    /// Whether something has that name. A number of ours is never looked up: it is the key of its own sheet.
    pub(super) fn knows(&self, code: Code, name: &str) -> bool {
        match code {
            Code::Criterion => self.criteria.contains(name),
            Code::Surface => self.surfaces.contains(name),
            Code::Control => self.controls.knows(name),
            Code::Evidence => self.evidence.knows(name),
            Code::Gap => self.gaps.knows(name),
            Code::Task => self.tasks.knows(name),
            Code::Request => self.request(name).is_some(),
            Code::RequestNumber | Code::Finding => true,
        }
    }
}

/// What a message calls a thing of that kind.
pub(super) const fn word(code: Code) -> &'static str {
    match code {
        Code::Criterion => "criterion of this engagement",
        Code::Surface => "surface of this vault",
        Code::Control => "control of this engagement",
        Code::Evidence => "evidence item of this engagement",
        Code::Gap => "gap of this engagement",
        Code::Task => "task of this engagement",
        Code::Request | Code::RequestNumber => "request of this engagement",
        Code::Finding => "finding of this engagement",
    }
}

fn ends(tasks: &[Task], days: &BusinessDays) -> Result<BTreeMap<TaskId, Day>, Failure> {
    let scheduled = schedule(tasks, &[], days)?;
    Ok(scheduled.into_iter().map(|it| (it.task, it.to)).collect())
}
