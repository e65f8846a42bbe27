//! One consistent read of all that a packet needs, as of one row of the activity log: an older state is rebuilt from
//! the images before in the bodies of the rows since. Decides nothing about what an audience may see.

use std::collections::{BTreeMap, BTreeSet};

use model::activity::Effect;
use model::communication::Message;
use model::control::Control;
use model::coverage::coverage;
use model::criterion::Criterion;
use model::engagement::Engagement;
use model::evidence::{EvidenceItem, EvidenceState};
use model::holiday::Holiday;
use model::id::{ControlId, EngagementId, EvidenceId};
use model::occurrence::Occurrence;
use model::packet::PacketSource;
use model::population::Population;
use model::record::{AnyRecord, Noun};
use model::system::System;
use uuid::Uuid;

use crate::access::Reader;
use crate::activity;
use crate::error::{Error, Result};
use crate::past::Past;
use crate::table::custody;

/// Reads what a packet of an engagement is made from, as of the row `up_to` of the activity log; by default as of the
/// newest row that changed a record, so that exports and looks in between make no difference.
///
/// `prepared_by` is the author of that row.
///
/// # Errors
/// [`Error::NotFound`] if there is no such row, or no such engagement as of it; [`Error::Damaged`] if the body of a row
/// since then can't be read.
pub fn load(reader: &Reader<'_>, engagement: EngagementId, up_to: Option<u64>) -> Result<PacketSource> {
    let connection = reader.connection();
    let mut log = activity::between(connection, 1, u64::MAX)?;
    let newest = log.iter().rfind(|row| row.action.effect() != Effect::Notice);
    let up_to = up_to.or(newest.map(|row| row.seq)).unwrap_or_default();
    let mut records = records_as_of(reader, up_to)?;
    keep_present_limits(reader, &mut records)?;
    log.retain(|row| row.seq <= up_to);
    let last = log.last().filter(|row| row.seq == up_to);
    let prepared_by = last.map(|row| row.who.clone()).ok_or_else(|| not_found("activity log row", up_to))?;
    let mut source = assemble(records, engagement)?;
    let items: BTreeSet<_> = source.evidence.iter().map(|item| item.id).collect();
    source.custody = custody::up_to(connection, up_to)?;
    source.custody.retain(|event| items.contains(&event.evidence));
    Ok(PacketSource { log, prepared_by, ..source })
}

/// Reads what a packet of an engagement would say of some controls now: all its controls, and of these few what bears on
/// them. Nothing else is there, no row of the log and no custody either, so no packet is made from it.
///
/// # Errors
/// [`Error::NotFound`] if there is no such engagement; those of reading.
pub fn of_controls(reader: &Reader<'_>, engagement: EngagementId, controls: &[ControlId]) -> Result<PacketSource> {
    let mut found: Vec<AnyRecord> = vec![reader.client()?.into(), reader.get::<Engagement>(engagement)?.into()];
    found.extend(reader.list::<System>()?.into_iter().map(AnyRecord::from));
    found.extend(reader.list_in::<Criterion>(engagement)?.into_iter().map(AnyRecord::from));
    found.extend(reader.list_in::<Control>(engagement)?.into_iter().map(AnyRecord::from));
    let mut named: BTreeSet<EvidenceId> = BTreeSet::new();
    for control in controls {
        let (ratings, populations) = (reader.ratings_of_control(*control)?, reader.populations_of_control(*control)?);
        named.extend(ratings.iter().flat_map(|it| it.evidence.iter().copied()));
        named.extend(populations.iter().map(|it| it.evidence));
        found.extend(ratings.into_iter().map(AnyRecord::from));
        found.extend(populations.into_iter().map(AnyRecord::from));
        found.extend(reader.occurrences_of_control(*control)?.into_iter().map(AnyRecord::from));
        found.extend(reader.evidence_of_control(*control)?.into_iter().map(AnyRecord::from));
    }
    // What a rating rests on need not name its control.
    for id in named {
        found.extend(reader.find::<EvidenceItem>(id)?.map(AnyRecord::from));
    }
    assemble(found.into_iter().map(|record| ((record.noun(), record.key()), record)).collect(), engagement)
}

/// What was taken back since stays taken back, also in a packet as of an earlier row: a release that no longer stands,
/// the wish that an item is listed only, what was redacted, that it holds more than was thought, and that a message is for
/// counsel.
fn keep_present_limits(reader: &Reader<'_>, records: &mut BTreeMap<(Noun, Uuid), AnyRecord>) -> Result<()> {
    for present in reader.list::<EvidenceItem>()? {
        let Some(AnyRecord::Evidence(item)) = records.get_mut(&(Noun::Evidence, present.id.uuid())) else { continue };
        let released = |state: &EvidenceState| matches!(state, EvidenceState::Released { .. });
        if released(&item.state) && !released(&present.state) {
            item.state = EvidenceState::Accepted;
        }
        if present.list_only.is_some() {
            item.list_only = present.list_only;
        }
        item.classification = item.classification.max(present.classification);
        for file in &mut item.files {
            let now = present.files.iter().find(|other| other.id == file.id).and_then(|file| file.redaction.clone());
            if now.is_some() {
                file.redaction = now;
            }
        }
    }
    for present in reader.list::<Message>()? {
        if let Some(AnyRecord::Message(message)) = records.get_mut(&(Noun::Message, present.id.uuid())) {
            message.privileged |= present.privileged;
        }
    }
    Ok(())
}

/// Every record as of a row.
fn records_as_of(reader: &Reader<'_>, up_to: u64) -> Result<BTreeMap<(Noun, Uuid), AnyRecord>> {
    let mut past = Past::new(reader)?;
    while past.newest().is_some_and(|row| row.seq > up_to) {
        past.back()?;
    }
    Ok(past.into_records())
}

/// The parts of a packet's source that follow from the records, in the orders that it promises.
fn assemble(records: BTreeMap<(Noun, Uuid), AnyRecord>, id: EngagementId) -> Result<PacketSource> {
    let (mut client, mut systems, mut engagement) = (None, Vec::<System>::new(), None::<Engagement>);
    let (mut people, mut surfaces, mut criteria, mut controls) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::<Control>::new());
    let (mut ratings, mut gaps, mut plan_rows) = (Vec::new(), Vec::new(), Vec::new());
    let (mut messages, mut evidence) = (Vec::new(), Vec::new());
    let (mut organisations, mut user_controls, mut commitments, mut teams) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut holidays = Vec::<Holiday>::new();
    let (mut requests, mut findings, mut follow_ups, mut tasks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut occurrences, mut populations) = (Vec::<Occurrence>::new(), Vec::<Population>::new());
    for record in records.into_values() {
        match record {
            AnyRecord::Client(record) => client = Some(*record),
            AnyRecord::System(record) => systems.push(*record),
            AnyRecord::Engagement(record) if record.id == id => engagement = Some(*record),
            AnyRecord::Person(record) => people.push(*record),
            AnyRecord::Surface(record) => surfaces.push(*record),
            AnyRecord::Criterion(record) if record.engagement == id => criteria.push(*record),
            AnyRecord::Control(record) if record.engagement == id && record.is_live() => controls.push(*record),
            AnyRecord::Evidence(record) if record.engagement == id && record.state.is_live() => evidence.push(*record),
            AnyRecord::Rating(record) if record.engagement == id => ratings.push(*record),
            AnyRecord::Gap(record) if record.engagement == id => gaps.push(*record),
            AnyRecord::PlanRow(record) if record.engagement == id => plan_rows.push(*record),
            AnyRecord::Message(record) if record.engagement == id => messages.push(*record),
            AnyRecord::Request(record) if record.engagement == id => requests.push(*record),
            AnyRecord::Finding(record) if record.engagement == id => findings.push(*record),
            AnyRecord::Task(record) if record.engagement == id => tasks.push(*record),
            AnyRecord::Organisation(record) if record.engagement == id => organisations.push(*record),
            AnyRecord::UserControl(record) if record.engagement == id => user_controls.push(*record),
            AnyRecord::Commitment(record) if record.engagement == id => commitments.push(*record),
            AnyRecord::Team(record) => teams.push(*record),
            AnyRecord::Holiday(record) => holidays.push(*record),
            AnyRecord::FollowUp(record) if record.engagement == id => follow_ups.push(*record),
            AnyRecord::Occurrence(record) if record.engagement == id => occurrences.push(*record),
            AnyRecord::Population(record) if record.engagement == id => populations.push(*record),
            // Other engagements', retired, superseded and withdrawn.
            AnyRecord::Engagement(_)
            | AnyRecord::Criterion(_)
            | AnyRecord::Control(_)
            | AnyRecord::Evidence(_)
            | AnyRecord::Rating(_)
            | AnyRecord::Gap(_)
            | AnyRecord::PlanRow(_)
            | AnyRecord::Message(_)
            | AnyRecord::Request(_)
            | AnyRecord::Finding(_)
            | AnyRecord::Task(_)
            | AnyRecord::Organisation(_)
            | AnyRecord::UserControl(_)
            | AnyRecord::Commitment(_)
            | AnyRecord::Occurrence(_)
            | AnyRecord::Population(_)
            | AnyRecord::FollowUp(_)
            | AnyRecord::SheetMapping(_) => {}
        }
    }
    let engagement = engagement.ok_or_else(|| not_found("engagement", id))?;
    let system = systems.into_iter().find(|system| system.id == engagement.system);
    criteria.retain(|criterion| engagement.categories.contains(&criterion.code.category()));
    // A control whose criteria are all out of scope has no place in the matrix; one without any criterion is a point to see.
    let in_scope = |control: &Control| {
        let mut codes = control.criteria.iter();
        control.criteria.is_empty() || codes.any(|code| engagement.categories.contains(&code.category()))
    };
    controls.retain(in_scope);
    people.sort_by(|one, two| (&one.name, one.id).cmp(&(&two.name, two.id)));
    surfaces.sort_by(|one, two| one.code.cmp(&two.code));
    criteria.sort_by_key(|criterion| criterion.code);
    controls.sort_by(|one, two| one.code.cmp(&two.code));
    ratings.sort_by_key(|rating| (rating.rated_on, rating.id));
    gaps.sort_by_key(|gap| gap.number);
    plan_rows.sort_by_key(|row| row.number);
    messages.sort_by_key(|message| message.number);
    evidence.sort_by_key(|item| item.number);
    organisations.sort_by(|one, two| (&one.name, one.id).cmp(&(&two.name, two.id)));
    user_controls.sort_by(|one, two| one.code.cmp(&two.code));
    commitments.sort_by_key(|commitment| commitment.number);
    holidays.sort_by_key(|holiday| holiday.day);
    teams.sort_by(|one, two| (&one.name, one.id).cmp(&(&two.name, two.id)));
    requests.sort_by_key(|request| request.number);
    findings.sort_by_key(|finding| finding.number);
    follow_ups.sort_by_key(|follow_up| follow_up.number);
    tasks.sort_by(|one, two| (one.starts_on, &one.code).cmp(&(two.starts_on, &two.code)));
    let places: BTreeMap<ControlId, usize> = controls.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
    occurrences.retain(|it| places.contains_key(&it.control));
    occurrences.sort_by_key(|it| (places.get(&it.control).copied(), it.key));
    populations.retain(|it| places.contains_key(&it.control));
    populations.sort_by(|one, two| {
        let key = |it: &Population| (places.get(&it.control).copied(), it.covers.from);
        (key(one), &one.name, one.id).cmp(&(key(two), &two.name, two.id))
    });
    Ok(PacketSource {
        client: client.ok_or_else(|| Error::NotFound { what: "the client".to_owned() })?,
        system: system.ok_or_else(|| not_found("system", engagement.system))?,
        coverage: coverage(&criteria, &controls, &organisations),
        engagement,
        people,
        surfaces,
        criteria,
        controls,
        ratings,
        organisations,
        user_controls,
        commitments,
        teams,
        holidays,
        occurrences,
        populations,
        gaps,
        requests,
        findings,
        follow_ups,
        tasks,
        plan_rows,
        messages,
        evidence,
        withheld: Vec::new(),
        custody: Vec::new(),
        log: Vec::new(),
        log_end: None,
        prepared_by: String::new(),
        figures: None,
    })
}

fn not_found(noun: &str, id: impl std::fmt::Display) -> Error {
    Error::NotFound { what: format!("{noun} {id}") }
}
