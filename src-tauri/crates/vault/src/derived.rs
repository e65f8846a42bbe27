//! Derived values: what lists sort and filter by, computed from the records by pure functions and stored by the write
//! door in the transaction of the change, for the records that it touched alone. Says nothing that the records don't.

mod evidence;
mod figures;
mod occurrence;
pub(crate) mod search;
mod task;

use std::collections::{BTreeMap, BTreeSet};

use model::control::Control;
use model::coverage::{Coverage, coverage};
use model::criterion::{Criterion, CriterionCode};
use model::evidence::EvidenceItem;
use model::gap::Gap;
use model::id::{ControlId, CriterionId, EngagementId, EvidenceId, GapId, TaskId};
use model::occurrence::Schedule;
use model::organisation::Organisation;
use model::page::OccurrenceStrip;
use model::rating::{Rating, RatingSubject};
use model::record::AnyRecord;
use model::search::SearchLine;
use model::time::{Day, Span};
use rusqlite::Connection;

pub(crate) use self::evidence::EvidenceFigures;
pub(crate) use self::figures::read_control;
use self::figures::read_gap;
pub use self::figures::{ControlFigures, GapFigures};
pub use self::occurrence::OccurrenceFigures;
pub(crate) use self::occurrence::read_strip;
use self::search::SearchKey;
use crate::access::Reader;
use crate::error::Result;
use crate::table::column::{Column, Fields, columns};
use crate::table::{execute, find, insert_row, rows, select};

/// The records whose derived values a change may have moved.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    codes: BTreeSet<(EngagementId, CriterionCode)>,
    criteria: BTreeSet<CriterionId>,
    controls: BTreeSet<ControlId>,
    gaps: BTreeSet<GapId>,
    /// Controls whose occurrences may have moved.
    occurrences: BTreeSet<ControlId>,
    /// Engagements whose period may have moved, and with it the occurrences of all their controls.
    periods: BTreeSet<EngagementId>,
    /// Evidence items whose line in the list may have changed.
    evidence: BTreeSet<EvidenceId>,
    /// Engagements whose tasks may have moved.
    plans: BTreeSet<EngagementId>,
    /// Whether the days on which work is done may have changed, and with them all tasks.
    calendar: bool,
    /// Records whose line of the search may have moved: all that a change touches.
    lines: BTreeSet<SearchKey>,
}

impl Touched {
    /// Notes all that follows from a record before and after a change, unless nothing that counts is another.
    pub(crate) fn note_change(&mut self, before: Option<&AnyRecord>, after: Option<&AnyRecord>) {
        self.lines.extend(before.into_iter().chain(after).map(|record| SearchKey(record.noun(), record.key())));
        if let Some(AnyRecord::Evidence(item)) = after.or(before) {
            self.evidence.insert(item.id);
        }
        if let (Some(before), Some(after)) = (before, after)
            && counts_alike(before, after)
        {
            return;
        }
        before.into_iter().chain(after).for_each(|record| self.note(record));
    }

    /// Notes all that follows from a record.
    fn note(&mut self, record: &AnyRecord) {
        match record {
            AnyRecord::Criterion(criterion) => {
                self.criteria.insert(criterion.id);
            }
            AnyRecord::Control(control) => {
                self.controls.insert(control.id);
                self.occurrences.insert(control.id);
                self.codes.extend(control.criteria.iter().map(|code| (control.engagement, *code)));
            }
            AnyRecord::Evidence(item) => {
                self.controls.extend(&item.controls);
                self.occurrences.extend(&item.controls);
            }
            AnyRecord::Occurrence(occurrence) => {
                self.occurrences.insert(occurrence.control);
            }
            AnyRecord::Engagement(engagement) => {
                self.periods.insert(engagement.id);
            }
            AnyRecord::Organisation(organisation) => {
                let codes = organisation.complementary.iter().flat_map(|control| &control.criteria);
                self.codes.extend(codes.map(|code| (organisation.engagement, *code)));
            }
            AnyRecord::Rating(rating) => match rating.subject {
                RatingSubject::Control(control) => {
                    self.controls.insert(control);
                }
                RatingSubject::Criterion(_) => {}
            },
            AnyRecord::Gap(gap) => {
                self.gaps.insert(gap.id);
                self.controls.extend(&gap.controls);
            }
            AnyRecord::Task(task) => {
                self.plans.insert(task.engagement);
            }
            AnyRecord::Holiday(_) => self.calendar = true,
            AnyRecord::Client(_)
            | AnyRecord::System(_)
            | AnyRecord::Person(_)
            | AnyRecord::Surface(_)
            | AnyRecord::PlanRow(_)
            | AnyRecord::Message(_)
            | AnyRecord::Request(_)
            | AnyRecord::Finding(_)
            | AnyRecord::UserControl(_)
            | AnyRecord::Commitment(_)
            | AnyRecord::Team(_)
            | AnyRecord::Population(_)
            | AnyRecord::SheetMapping(_)
            | AnyRecord::FollowUp(_) => {}
        }
    }
}

/// Whether two images of a record lead to the same derived values. A matrix is edited mostly in its texts, and counting
/// all controls of a criterion again for each would make that slow.
fn counts_alike(before: &AnyRecord, after: &AnyRecord) -> bool {
    match (before, after) {
        (AnyRecord::Control(before), AnyRecord::Control(after)) => {
            let counted = |it: &Control| (it.engagement, it.is_live(), it.key, Schedule::of(it));
            counted(before) == counted(after) && before.criteria == after.criteria
        }
        (AnyRecord::Evidence(before), AnyRecord::Evidence(after)) => {
            let counted = |it: &EvidenceItem| (it.kind, it.covers, it.approval.as_ref().map(|approval| approval.on));
            before.state == after.state && before.controls == after.controls && counted(before) == counted(after)
        }
        (AnyRecord::Engagement(before), AnyRecord::Engagement(after)) => before.kind.period() == after.kind.period(),
        (AnyRecord::Organisation(before), AnyRecord::Organisation(after)) => {
            before.engagement == after.engagement && before.complementary == after.complementary
        }
        _ => false,
    }
}

/// All derived values of a vault, as computed or as stored.
#[derive(Debug, PartialEq, Eq, Default)]
pub(crate) struct Derived {
    /// Coverage, by criterion.
    pub(crate) criteria: BTreeMap<CriterionId, Coverage>,
    /// Figures of controls.
    pub(crate) controls: BTreeMap<ControlId, ControlFigures>,
    /// Figures of gaps.
    pub(crate) gaps: BTreeMap<GapId, GapFigures>,
    /// Lines of the search, one a record.
    pub(crate) lines: BTreeMap<SearchKey, SearchLine>,
    /// Occurrences of controls; those without any aren't named.
    pub(crate) occurrences: BTreeMap<ControlId, Vec<OccurrenceFigures>>,
    /// The strips of these.
    pub(crate) strips: BTreeMap<ControlId, OccurrenceStrip>,
    /// What the list of evidence items sorts and filters by.
    pub(crate) evidence: BTreeMap<EvidenceId, EvidenceFigures>,
    /// Earliest days of tasks; dropped ones aren't named.
    pub(crate) tasks: BTreeMap<TaskId, Span>,
}

/// Computes and stores the derived values of the touched records.
pub(crate) fn refresh(connection: &Connection, touched: &Touched, day: Day) -> Result<()> {
    refresh_day(connection, day)?;
    store(connection, touched, day)
}

/// The day for which the stored values hold, once there is one.
pub(crate) fn stored_day(connection: &Connection) -> Result<Option<Day>> {
    rows(connection, "derived_day", "SELECT day FROM derived_day", Vec::new(), |fields| fields.get("day"))
        .map(|mut found| found.pop())
}

/// Brings the stored values to another day: acceptances of risk end with a day, and occurrences of calendar controls move.
/// Answers whether it was another.
pub(crate) fn refresh_day(connection: &Connection, day: Day) -> Result<bool> {
    let stored = stored_day(connection)?;
    if stored == Some(day) {
        return Ok(false);
    }
    let mut touched = Touched::default();
    if stored.is_none() {
        // A new vault, or one of an older schema: what doesn't move with the day isn't there yet either.
        let read = |fields: &Fields<'_>| fields.get::<EvidenceId>("id");
        let items = rows(connection, "evidence", "SELECT id FROM evidence", Vec::new(), read)?;
        touched.evidence.extend(items);
        search::fill(connection)?;
        touched.calendar = true;
    }
    for gap in select::<Gap>(connection, "WHERE state = 'accepted_risk'", Vec::new())? {
        touched.note(&gap.into());
    }
    let controls: Vec<Control> = select(connection, "WHERE state <> 'retired'", Vec::new())?;
    let scheduled = controls.iter().filter(|control| Schedule::of(control).is_some());
    touched.occurrences.extend(scheduled.map(|control| control.id));
    store(connection, &touched, day)?;
    execute(connection, "INSERT OR REPLACE INTO derived_day (one, day) VALUES (1, ?1)", vec![day.to_value()])?;
    Ok(true)
}

fn store(connection: &Connection, touched: &Touched, day: Day) -> Result<()> {
    let mut criteria = touched.criteria.clone();
    for (engagement, code) in &touched.codes {
        let values = vec![engagement.to_value(), code.to_value()];
        let found: Vec<Criterion> = select(connection, "WHERE engagement = ?1 AND code = ?2", values)?;
        criteria.extend(found.into_iter().map(|criterion| criterion.id));
    }
    for id in criteria {
        execute(connection, "DELETE FROM derived_criterion WHERE criterion = ?1", vec![id.to_value()])?;
        if let Some(row) = coverage_of(connection, id)? {
            let (criterion, Coverage { criterion: _, state, controls, key_controls }) = (&id, &row);
            insert_row(connection, "derived_criterion", columns![criterion, state, controls, key_controls])?;
        }
    }
    for id in &touched.controls {
        execute(connection, "DELETE FROM derived_control WHERE control = ?1", vec![id.to_value()])?;
        if find::<Control>(connection, id.uuid())?.is_some() {
            store_control(connection, *id, day)?;
        }
    }
    for id in &touched.gaps {
        execute(connection, "DELETE FROM derived_gap WHERE gap = ?1", vec![id.to_value()])?;
        if let Some(found) = find::<Gap>(connection, id.uuid())? {
            let (gap, GapFigures { score, level, open }) = (id, &GapFigures::of(&found, day));
            insert_row(connection, "derived_gap", columns![gap, score, level, open])?;
        }
    }
    evidence::store(connection, &touched.evidence)?;
    task::store(connection, &touched.plans, touched.calendar)?;
    touched.lines.iter().try_for_each(|key| search::store(connection, *key))?;
    store_occurrences(connection, touched, day)
}

fn store_occurrences(connection: &Connection, touched: &Touched, day: Day) -> Result<()> {
    let mut controls = touched.occurrences.clone();
    for engagement in &touched.periods {
        let sql = "SELECT id FROM control WHERE engagement = ?1";
        controls.extend(rows(connection, "control", sql, vec![engagement.to_value()], |fields| {
            fields.get::<ControlId>("id")
        })?);
    }
    controls.into_iter().try_for_each(|control| occurrence::store(connection, control, day))
}

fn coverage_of(connection: &Connection, id: CriterionId) -> Result<Option<Coverage>> {
    let Some(criterion) = find::<Criterion>(connection, id.uuid())? else { return Ok(None) };
    let controls = Reader::new(connection).controls_of_criterion(criterion.engagement, criterion.code)?;
    let organisations = Reader::new(connection).list_in::<Organisation>(criterion.engagement)?;
    Ok(coverage([&criterion], &controls, &organisations).pop())
}

fn store_control(connection: &Connection, control: ControlId, day: Day) -> Result<()> {
    let reader = Reader::new(connection);
    let evidence = reader.evidence_of_control(control)?;
    let gaps = reader.gaps_of_control(control)?;
    let ratings = reader.ratings_of_control(control)?;
    let figures = ControlFigures::of(control, &evidence, &gaps, &ratings, day);
    let ControlFigures { received, in_review, accepted, returned, released, open_gaps, design, operation } = &figures;
    let control = &control;
    let columns = columns![control, received, in_review, accepted, returned, released, open_gaps, design, operation];
    insert_row(connection, "derived_control", columns)
}

/// All derived values as they follow from the records on `day`.
pub(crate) fn computed(connection: &Connection, day: Day) -> Result<Derived> {
    let (criteria, controls): (Vec<Criterion>, Vec<Control>) =
        (select(connection, "", Vec::new())?, select(connection, "", Vec::new())?);
    let (evidence, gaps, ratings): (Vec<EvidenceItem>, Vec<Gap>, Vec<Rating>) =
        (select(connection, "", Vec::new())?, select(connection, "", Vec::new())?, select(connection, "", Vec::new())?);
    let organisations: Vec<Organisation> = select(connection, "", Vec::new())?;
    let mut derived =
        Derived { occurrences: occurrence::computed(connection, &controls, &evidence, day)?, ..Derived::default() };
    let engagements: BTreeSet<_> = criteria.iter().map(|criterion| criterion.engagement).collect();
    for engagement in engagements {
        let own: Vec<_> = controls.iter().filter(|control| control.engagement == engagement).cloned().collect();
        let of: BTreeMap<_, _> =
            criteria.iter().filter(|it| it.engagement == engagement).map(|it| (it.code, it)).collect();
        let of_engagement = organisations.iter().filter(|it| it.engagement == engagement).cloned();
        let covered = coverage(of.values().copied(), &own, &of_engagement.collect::<Vec<_>>());
        derived.criteria.extend(covered.into_iter().map(|row| (of[&row.criterion].id, row)));
    }
    for control in &controls {
        let figures = ControlFigures::of(control.id, &evidence, &gaps, &ratings, day);
        derived.controls.insert(control.id, figures);
    }
    derived.gaps.extend(gaps.iter().map(|gap| (gap.id, GapFigures::of(gap, day))));
    derived.lines = search::computed(connection)?;
    derived.strips.extend(derived.occurrences.iter().map(|(control, rows)| (*control, occurrence::strip(rows))));
    derived.evidence.extend(evidence.iter().map(|item| (item.id, EvidenceFigures::of(item))));
    derived.tasks = task::computed(connection)?;
    Ok(derived)
}

/// All derived values as they are stored.
pub(crate) fn stored(connection: &Connection) -> Result<Derived> {
    let sql = "SELECT d.*, c.code FROM derived_criterion d LEFT JOIN criterion c ON c.id = d.criterion";
    let criteria = rows(connection, "derived_criterion", sql, Vec::new(), |fields| {
        Ok((fields.get("criterion")?, read_coverage(fields)?))
    })?;
    let sql = "SELECT * FROM derived_control";
    let controls = rows(connection, "derived_control", sql, Vec::new(), read_control)?;
    let gaps = rows(connection, "derived_gap", "SELECT * FROM derived_gap", Vec::new(), read_gap)?;
    Ok(Derived {
        criteria: criteria.into_iter().collect(),
        controls: controls.into_iter().collect(),
        gaps: gaps.into_iter().collect(),
        occurrences: occurrence::stored(connection)?,
        strips: occurrence::stored_strips(connection)?,
        evidence: evidence::stored(connection)?,
        tasks: task::stored(connection)?,
        lines: search::stored(connection)?,
    })
}

fn read_coverage(fields: &Fields<'_>) -> Result<Coverage> {
    Ok(Coverage {
        criterion: fields.get("code")?,
        state: fields.get("state")?,
        controls: fields.get("controls")?,
        key_controls: fields.get("key_controls")?,
    })
}

impl Reader<'_> {
    /// The stored coverage of an engagement's criteria, in their order.
    ///
    /// # Errors
    /// Those of reading.
    pub fn coverage(&self, engagement: EngagementId) -> Result<Vec<Coverage>> {
        let sql = "SELECT d.*, c.code FROM derived_criterion d JOIN criterion c ON c.id = d.criterion \
                   WHERE c.engagement = ?1";
        let values = vec![engagement.to_value()];
        let mut found = rows(self.connection(), "derived_criterion", sql, values, read_coverage)?;
        found.sort_by_key(|row| row.criterion);
        Ok(found)
    }
}
