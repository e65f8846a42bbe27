//! The history of one record, from the activity log's images of it. Reads only the rows that touched the record.

use std::collections::BTreeMap;

use model::control::Control;
use model::evidence::EvidenceItem;
use model::finding::Finding;
use model::gap::Gap;
use model::history::{FieldChange, field_changes};
use model::id::{ControlId, EvidenceId, FindingId, GapId, OrganisationId, PersonId, RequestId, TaskId, TeamId};
use model::organisation::Organisation;
use model::person::Person;
use model::record::Noun;
use model::request::EvidenceRequest;
use model::task::Task;
use model::team::Team;
use model::time::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{PastChange, Reader};

use crate::app::App;
use crate::failure::{Code, Failure};

/// Lines of one answer, at most.
const MOST: u32 = 100;

/// Shows what was done to a record, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ShowHistory {
    /// Its noun.
    pub noun: Noun,
    /// Its id.
    pub id: String,
    /// Only rows before this one, to go on from an earlier answer.
    pub before: Option<u64>,
    /// Lines at most; none takes 50, more than 100 are never given.
    pub most: Option<u32>,
}

/// One row of the log as it bears on a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HistoryLine {
    /// Number of the row.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub who: String,
    /// What was done, in words.
    pub words: String,
    /// Whether the record came to be in it.
    pub made: bool,
    /// Whether the record was removed in it.
    pub removed: bool,
    /// What changed, by field.
    pub changes: Vec<FieldChange>,
    /// Whether it was undone since.
    pub undone: bool,
}

pub(crate) fn history(app: &mut App, request: ShowHistory) -> Result<Vec<HistoryLine>, Failure> {
    let id = Uuid::parse_str(request.id.trim());
    let id = id.map_err(|_| Failure::new(Code::Invalid, "must be the id of a record").on("id"))?;
    let subject = model::activity::Subject { noun: request.noun, id };
    app.read(|r| {
        let found = r.history_of(subject, request.before, request.most.unwrap_or(50).clamp(1, MOST))?;
        let mut names = Names { reader: r, known: BTreeMap::new() };
        Ok(found.into_iter().map(|past| line(past, &mut names)).collect())
    })
}

fn line(past: PastChange, names: &mut Names<'_, '_>) -> HistoryLine {
    let PastChange { row, change, undone } = past;
    let (before, after) = change.map_or((None, None), |change| (change.before, change.after));
    let made = before.is_none() && after.is_some();
    let removed = before.is_some() && after.is_none();
    // What came to be or went stands in the record itself, or in the row before.
    let changes = if made || removed {
        Vec::new()
    } else {
        field_changes(before.as_ref(), after.as_ref(), &mut |id| names.of(id))
    };
    let words = row.action.words().to_owned();
    HistoryLine { seq: row.seq, at: row.at, who: row.who, words, made, removed, changes, undone }
}

/// What people call the records that a change names.
struct Names<'r, 'v> {
    reader: &'r Reader<'v>,
    known: BTreeMap<Uuid, Option<String>>,
}

impl Names<'_, '_> {
    fn of(&mut self, id: Uuid) -> Option<String> {
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let found = self.look_up(id);
        self.known.insert(id, found.clone());
        found
    }

    /// A record that can't be read is told by its id.
    fn look_up(&self, id: Uuid) -> Option<String> {
        let r = self.reader;
        let person = r.find::<Person>(PersonId::from(id)).ok().flatten().map(|it| it.name);
        person
            .or_else(|| r.find::<Control>(ControlId::from(id)).ok().flatten().map(|it| it.code.to_string()))
            .or_else(|| r.find::<EvidenceItem>(EvidenceId::from(id)).ok().flatten().map(|it| it.reference()))
            .or_else(|| r.find::<Gap>(GapId::from(id)).ok().flatten().map(|it| it.reference()))
            .or_else(|| r.find::<EvidenceRequest>(RequestId::from(id)).ok().flatten().map(|it| it.reference()))
            .or_else(|| r.find::<Finding>(FindingId::from(id)).ok().flatten().map(|it| it.reference()))
            .or_else(|| r.find::<Task>(TaskId::from(id)).ok().flatten().map(|it| it.code.to_string()))
            .or_else(|| r.find::<Team>(TeamId::from(id)).ok().flatten().map(|it| it.name))
            .or_else(|| r.find::<Organisation>(OrganisationId::from(id)).ok().flatten().map(|it| it.name))
    }
}
