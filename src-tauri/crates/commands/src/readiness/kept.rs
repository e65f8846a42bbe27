//! The records of one engagement on which its readiness rests: the present ones, or those of an earlier row of the log.

use model::control::Control;
use model::criterion::Criterion;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::gap::Gap;
use model::id::EngagementId;
use model::occurrence::Occurrence;
use model::organisation::Organisation;
use model::population::Population;
use model::rating::Rating;
use model::readiness::Ground;
use model::record::AnyRecord;
use vault::Reader;

use crate::failure::Failure;
use crate::find;

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
        }
    }

    /// The present ones.
    pub(super) fn read(r: &Reader, engagement: Engagement) -> Result<Self, Failure> {
        let id = engagement.id;
        Ok(Self {
            engagement,
            criteria: find::all(r, id)?,
            controls: find::all(r, id)?,
            organisations: find::all(r, id)?,
            ratings: r.list_in(id)?,
            evidence: find::all(r, id)?,
            occurrences: find::all(r, id)?,
            populations: find::all(r, id)?,
            gaps: find::all(r, id)?,
        })
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
