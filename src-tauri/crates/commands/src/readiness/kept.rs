//! The records of one engagement on which its readiness rests: the present ones, or those of an earlier row of the log.

use std::collections::BTreeMap;

use model::control::Control;
use model::criterion::Criterion;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::gap::Gap;
use model::id::{ControlId, EngagementId};
use model::occurrence::{Occurrence, OccurrenceRow};
use model::organisation::Organisation;
use model::population::Population;
use model::rating::Rating;
use model::readiness::{Ground, Readiness, Shown};
use model::record::AnyRecord;
use model::time::Day;
use vault::Reader;

use super::ground::{evidence_needed, shown_today};
use crate::failure::Failure;
use crate::occurrence::stored_rows;

/// The records.
pub(super) struct Kept {
    pub(super) engagement: Engagement,
    criteria: Vec<Criterion>,
    pub(super) controls: Vec<Control>,
    organisations: Vec<Organisation>,
    ratings: Vec<Rating>,
    evidence: Vec<EvidenceItem>,
    occurrences: Vec<Occurrence>,
    populations: Vec<Population>,
    gaps: Vec<Gap>,
    /// The occurrences as the vault has counted them for today, where only today is asked about.
    counted: Option<BTreeMap<ControlId, Vec<OccurrenceRow>>>,
}

impl Kept {
    /// An engagement without any other record.
    fn empty(engagement: Engagement) -> Self {
        Self {
            engagement,
            criteria: Vec::new(),
            controls: Vec::new(),
            organisations: Vec::new(),
            ratings: Vec::new(),
            evidence: Vec::new(),
            occurrences: Vec::new(),
            populations: Vec::new(),
            gaps: Vec::new(),
            counted: None,
        }
    }

    /// The present ones, for a score on `day`. Where that is today, the vault has counted the occurrences already, and of
    /// the evidence only what else the score needs is read.
    pub(super) fn read(r: &Reader, engagement: Engagement, day: Day, today: Day) -> Result<Self, Failure> {
        let id = engagement.id;
        let mut kept = Self {
            engagement,
            criteria: r.list_in(id)?,
            controls: r.list_in(id)?,
            organisations: r.list_in(id)?,
            ratings: r.list_in(id)?,
            evidence: Vec::new(),
            occurrences: Vec::new(),
            populations: r.list_in(id)?,
            gaps: r.list_in(id)?,
            counted: None,
        };
        if day == today {
            kept.evidence = evidence_needed(r, &kept.controls, &kept.ratings, &kept.populations)?;
            kept.counted = Some(stored_rows(r, id, today)?);
        } else {
            kept.evidence = r.list_in(id)?;
            kept.occurrences = r.list_in(id)?;
        }
        Ok(kept)
    }

    /// What each live control owed by `day`, and how much of it is evidenced.
    pub(super) fn shown(&self, day: Day) -> BTreeMap<ControlId, Shown> {
        match &self.counted {
            Some(counted) => shown_today(&self.ground(), counted, day),
            None => self.ground().shown(day),
        }
    }

    /// The score on `day`; none where there is no criterion that is relevant.
    pub(super) fn readiness(&self, day: Day) -> Option<Readiness> {
        self.ground().readiness_given(day, &self.shown(day))
    }

    /// Those of one engagement among `records`; none if it isn't among them.
    pub(super) fn of<'a>(
        records: impl Iterator<Item = &'a AnyRecord> + Clone,
        engagement: EngagementId,
    ) -> Option<Self> {
        let found = records.clone().find_map(|record| match record {
            AnyRecord::Engagement(it) if it.id == engagement => Some(it.as_ref().clone()),
            _ => None,
        })?;
        let mut kept = Self::empty(found);
        records.filter(|record| bears_on(record, engagement)).for_each(|record| kept.take(record));
        Some(kept)
    }

    fn take(&mut self, record: &AnyRecord) {
        match record {
            AnyRecord::Criterion(it) => self.criteria.push(it.as_ref().clone()),
            AnyRecord::Control(it) => self.controls.push(it.as_ref().clone()),
            AnyRecord::Organisation(it) => self.organisations.push(it.as_ref().clone()),
            AnyRecord::Rating(it) => self.ratings.push(it.as_ref().clone()),
            AnyRecord::Evidence(it) => self.evidence.push(it.as_ref().clone()),
            AnyRecord::Occurrence(it) => self.occurrences.push(it.as_ref().clone()),
            AnyRecord::Population(it) => self.populations.push(it.as_ref().clone()),
            AnyRecord::Gap(it) => self.gaps.push(it.as_ref().clone()),
            AnyRecord::Client(_)
            | AnyRecord::System(_)
            | AnyRecord::Engagement(_)
            | AnyRecord::Person(_)
            | AnyRecord::Surface(_)
            | AnyRecord::PlanRow(_)
            | AnyRecord::Message(_)
            | AnyRecord::Request(_)
            | AnyRecord::Finding(_)
            | AnyRecord::Task(_)
            | AnyRecord::UserControl(_)
            | AnyRecord::Commitment(_)
            | AnyRecord::Team(_)
            | AnyRecord::SheetMapping(_)
            | AnyRecord::Holiday(_)
            | AnyRecord::FollowUp(_) => {}
        }
    }

    /// The ground of a score.
    pub(super) fn ground(&self) -> Ground<'_> {
        Ground {
            engagement: &self.engagement,
            criteria: &self.criteria,
            controls: &self.controls,
            organisations: &self.organisations,
            ratings: &self.ratings,
            evidence: &self.evidence,
            occurrences: &self.occurrences,
            populations: &self.populations,
            gaps: &self.gaps,
        }
    }
}

/// Whether a record is one on which the score of an engagement rests.
pub(super) fn bears_on(record: &AnyRecord, engagement: EngagementId) -> bool {
    let home = match record {
        AnyRecord::Engagement(it) => it.id,
        AnyRecord::Criterion(it) => it.engagement,
        AnyRecord::Control(it) => it.engagement,
        AnyRecord::Organisation(it) => it.engagement,
        AnyRecord::Rating(it) => it.engagement,
        AnyRecord::Evidence(it) => it.engagement,
        AnyRecord::Occurrence(it) => it.engagement,
        AnyRecord::Population(it) => it.engagement,
        AnyRecord::Gap(it) => it.engagement,
        AnyRecord::Client(_)
        | AnyRecord::System(_)
        | AnyRecord::Person(_)
        | AnyRecord::Surface(_)
        | AnyRecord::PlanRow(_)
        | AnyRecord::Message(_)
        | AnyRecord::Request(_)
        | AnyRecord::Finding(_)
        | AnyRecord::Task(_)
        | AnyRecord::UserControl(_)
        | AnyRecord::Commitment(_)
        | AnyRecord::Team(_)
        | AnyRecord::SheetMapping(_)
        | AnyRecord::Holiday(_)
        | AnyRecord::FollowUp(_) => return false,
    };
    home == engagement
}
