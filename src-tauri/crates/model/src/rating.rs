//! Ratings: management's judgement of design and operation. A claim needs accepted evidence, and one about operation more
//! than a look at one moment; what the occurrences due so far don't show is counted beside it.

#[cfg(test)]
mod tests;
mod unevidenced;
mod unshown;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::unevidenced::Unevidenced;
pub(crate) use self::unshown::{take_back, take_back_unshown};
use crate::control::{Control, Nature};
use crate::criterion::CriterionCode;
use crate::evidence::{Covers, EvidenceItem, EvidenceKind, Needs};
use crate::id::{ControlId, EngagementId, EvidenceId, PersonId, RatingId};
use crate::invalid::{Invalid, PROSE};
use crate::occurrence::ConfigurationProof;
use crate::record::Revision;
use crate::time::{Day, Span};

/// A judgement on the design or operation of one control or criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Rating {
    /// Its id.
    pub id: RatingId,
    /// Its revision.
    pub revision: Revision,
    /// The engagement.
    pub engagement: EngagementId,
    /// What is rated.
    pub subject: RatingSubject,
    /// Design or operation; the two are never merged.
    pub aspect: Aspect,
    /// The judgement.
    pub value: RatingValue,
    /// Why.
    pub rationale: String,
    /// Evidence on which it rests.
    pub evidence: BTreeSet<EvidenceId>,
    /// Who judged.
    pub rated_by: PersonId,
    /// When.
    pub rated_on: Day,
    /// Who looked it over, and when; another person.
    pub reviewed: Option<RatingReview>,
}

/// A second person's look at a rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct RatingReview {
    /// Who.
    pub by: PersonId,
    /// When.
    pub on: Day,
}

/// What a rating judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "subject", content = "of", rename_all = "snake_case")]
pub enum RatingSubject {
    /// A criterion.
    Criterion(CriterionCode),
    /// A control.
    Control(ControlId),
}

/// Which of the two questions a rating answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// Would it meet the criterion?
    Design,
    /// Did it run, throughout the period, as described?
    Operation,
}

impl Aspect {
    /// Word as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Design => "design",
            Self::Operation => "operation",
        }
    }
}

/// The judgement, from nothing said to the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RatingValue {
    /// Nobody has judged yet.
    NotRated,
    /// The evidence does not reach far enough to say.
    NotEvaluableYet,
    /// It does not hold.
    Deficient,
    /// It holds in part.
    Partly,
    /// It holds.
    Effective,
}

impl RatingValue {
    /// Words as printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotRated => "not rated",
            Self::NotEvaluableYet => "not evaluable yet",
            Self::Deficient => "deficient",
            Self::Partly => "partly",
            Self::Effective => "effective",
        }
    }

    /// Whether it claims that something holds, in part or in full.
    pub const fn claims(self) -> bool {
        matches!(self, Self::Partly | Self::Effective)
    }
}

/// On what a claim about operation rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum OperatingBasis {
    /// Evidence that spans days of the period.
    OverTime,
    /// First exception: an automated control, one inspected configuration and its change history over the period.
    ConfigurationAndHistory,
    /// Second exception: a document in force whose version dates cover the period.
    DocumentInForce,
}

impl OperatingBasis {
    /// Words as printed beside the rating; the two exceptions name themselves, but not as "exception", which in a report
    /// is a deviation found by a test.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OverTime => "evidence over time",
            Self::ConfigurationAndHistory => {
                "automated control: inspected configuration with its change history over the period"
            }
            Self::DocumentInForce => "document in force over the period, by its version dates",
        }
    }
}

impl Rating {
    /// Checks every rule that the rating alone can break.
    pub fn check(&self) -> Result<(), Invalid> {
        Invalid::most("rationale", &self.rationale, PROSE)?;
        if self.value != RatingValue::NotRated {
            Invalid::reason("rationale", &self.rationale)?;
        }
        if let Some(review) = &self.reviewed {
            Invalid::unless(review.by != self.rated_by, "reviewed", "must name another person than the one who rated")?;
            Invalid::unless(review.on >= self.rated_on, "reviewed", "must not lie before the rating")?;
        }
        Ok(())
    }
}

/// On what a claim that `control` operated over `period` may rest, given the evidence named for it; none when it may
/// not be claimed. Only accepted items count. Point-in-time evidence alone never supports operation (DOMAIN, Ratings);
/// the two exceptions are the only ways past that, and an automated control needs both of their halves. Several change
/// histories, or several versions of a document, may cover the period together.
pub fn operating_basis(control: &Control, evidence: &[&EvidenceItem], period: Span) -> Option<OperatingBasis> {
    let usable: Vec<&EvidenceItem> = evidence
        .iter()
        .copied()
        .filter(|item| item.state.is_accepted() && item.controls.contains(&control.id))
        .collect();
    if usable.iter().any(|item| spans_days(item, period)) {
        return Some(OperatingBasis::OverTime);
    }
    let automated = control.nature == Nature::Automated;
    if automated && ConfigurationProof::of(control.id, evidence, period).is_complete() {
        return Some(OperatingBasis::ConfigurationAndHistory);
    }
    let versions = usable.iter().filter_map(|item| match item.covers {
        Some(covers @ Covers::InForce { .. }) if item.kind == EvidenceKind::Policy && item.approval.is_some() => {
            Some(covers.span(period.to))
        }
        _ => None,
    });
    period.is_covered_by(versions).then_some(OperatingBasis::DocumentInForce)
}

/// Whether an item speaks for more than one day of the period. A configuration is a look at one moment whatever span it
/// is given, its change history shows changes but no state, and documents have dates of their own: those three count
/// only by the exceptions.
fn spans_days(item: &EvidenceItem, period: Span) -> bool {
    let by_exception_only = matches!(item.kind, EvidenceKind::Configuration | EvidenceKind::ChangeHistory)
        || item.kind.needs() == Needs::Approval;
    let days = |span: Span| span.meet(period).map_or(0, Span::days);
    !by_exception_only && matches!(item.covers, Some(Covers::Period { span }) if days(span) > 1)
}

/// Checks a rating of a control against the evidence that it names; other items of `evidence` don't count. A claim needs accepted evidence, and a claim about
/// operation needs a period that has begun on `rated_on`, and a basis in it.
pub fn check_control_rating(
    rating: &Rating,
    control: &Control,
    evidence: &[&EvidenceItem],
    period: Option<Span>,
) -> Result<Option<OperatingBasis>, Invalid> {
    Invalid::unless(
        rating.subject == RatingSubject::Control(control.id),
        "subject",
        "must be the control that is rated",
    )?;
    if !rating.value.claims() {
        return Ok(None);
    }
    let named: Vec<&EvidenceItem> =
        evidence.iter().copied().filter(|item| rating.evidence.contains(&item.id)).collect();
    let accepted = named.iter().any(|item| item.state.is_accepted() && item.controls.contains(&control.id));
    Invalid::unless(accepted, "evidence", "must name at least one accepted evidence item of this control")?;
    if rating.aspect == Aspect::Design {
        return Ok(None);
    }
    let period = period
        .ok_or_else(|| Invalid::new("aspect", "operation can be rated only over a period; this engagement has none"))?;
    Invalid::unless(
        period.from <= rating.rated_on,
        "rated_on",
        "operation can't be rated before the period has begun",
    )?;
    let elapsed = Span { from: period.from, to: period.to.min(rating.rated_on) };
    match operating_basis(control, &named, elapsed) {
        Some(basis) => Ok(Some(basis)),
        None => Err(Invalid::new(
            "evidence",
            "point-in-time evidence alone can't support operation: name evidence over time, or a configuration with its \
             change history, or a document in force, covering the period to date; else rate it not evaluable yet",
        )),
    }
}

/// The judgement of each control in each aspect, as far as there is one.
pub fn values_of_controls(ratings: &[Rating]) -> BTreeMap<(ControlId, Aspect), RatingValue> {
    let of_control = |rating: &Rating| match rating.subject {
        RatingSubject::Control(id) => Some(((id, rating.aspect), rating.value)),
        RatingSubject::Criterion(_) => None,
    };
    ratings.iter().filter_map(of_control).collect()
}

/// One judgement for each live control that is mapped to `code`; a control without one counts as not rated.
pub fn values_of_criterion(
    code: CriterionCode,
    aspect: Aspect,
    controls: &[Control],
    values: &BTreeMap<(ControlId, Aspect), RatingValue>,
) -> Vec<RatingValue> {
    let mapped = controls.iter().filter(|control| control.is_live() && control.criteria.contains(&code));
    mapped.map(|control| values.get(&(control.id, aspect)).copied().unwrap_or(RatingValue::NotRated)).collect()
}

/// Checks a rating of a criterion against the judgements of all its controls for the same aspect, as
/// [`values_of_criterion`] gives them: it can't claim more than the best of them, and "effective" needs more than half of
/// them effective and none deficient. The half is this program's own line; an auditor weighs each case.
pub fn check_criterion_rating(rating: &Rating, controls: &[RatingValue]) -> Result<(), Invalid> {
    if !rating.value.claims() {
        return Ok(());
    }
    let best = controls.iter().copied().max().unwrap_or(RatingValue::NotRated);
    Invalid::unless(
        rating.value <= best,
        "value",
        "can't be better than the best rating among the criterion's controls",
    )?;
    if rating.value != RatingValue::Effective {
        return Ok(());
    }
    Invalid::unless(
        !controls.contains(&RatingValue::Deficient),
        "value",
        "can't be effective while one of the criterion's controls is deficient",
    )?;
    let effective = controls.iter().filter(|value| **value == RatingValue::Effective).count();
    Invalid::unless(
        effective * 2 > controls.len(),
        "value",
        "can't be effective unless more than half of the criterion's controls are rated effective",
    )
}
