//! Ratings: judging design and operation of controls and criteria. A claim without evidence is refused; what occurrences
//! due so far don't show beside an "effective" one is told, and left to management's judgement.

use std::collections::BTreeSet;

use model::activity::Action;
use model::control::Control;
use model::criterion::{Criterion, CriterionCode};
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::id::EvidenceId;
use model::person::Person;
use model::rating::{
    Aspect, OperatingBasis, Rating, RatingReview, RatingSubject, RatingValue, Unevidenced, check_control_rating,
    check_criterion_rating, values_of_controls, values_of_criterion,
};
use model::time::Day;
use serde::{Deserialize, Serialize};
use vault::Reader;

use crate::app::{App, Revise};
use crate::failure::Failure;
use crate::find;
use crate::occurrence::rows_on;

/// Rates the design or operation of a control or criterion; a rating that is there already is replaced.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Rate {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code of a control or of a criterion.
    pub subject: String,
    /// Design or operation.
    pub aspect: Aspect,
    /// The judgement.
    pub value: RatingValue,
    /// Why.
    pub rationale: String,
    /// References of the evidence on which it rests.
    pub evidence: Vec<String>,
    /// Who judges, by name or id.
    pub rated_by: String,
    /// When; none takes today.
    pub rated_on: Option<Day>,
    /// Who looked it over and when.
    pub reviewed: Option<RateReview>,
}

/// A second person's look at a rating.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RateReview {
    /// Who, by name or id.
    pub by: String,
    /// When.
    pub on: Day,
}

/// A rating with the basis of its claim about operation.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct Rated {
    /// The rating.
    pub rating: Rating,
    /// On what a claim about operation rests; the two exceptions name themselves.
    pub basis: Option<OperatingBasis>,
    /// What a control's occurrences due by the day of the rating don't show, where its operation is rated effective all
    /// the same: it stands as management's judgement, and packets with ratings name it as an open point.
    pub unevidenced: Option<Unevidenced>,
}

pub(crate) fn rate(app: &mut App, request: Rate) -> Result<Rated, Failure> {
    app.write(Action::Rate, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let subject = subject(w, &engagement, &request.subject)?;
        let person = |name: &str| find::one::<Person>(w, None, name).map(|person| person.id);
        let evidence: Vec<EvidenceItem> =
            request.evidence.iter().map(|name| find::one(w, Some(engagement.id), name)).collect::<Result<_, _>>()?;
        let old = w.list::<Rating>()?.into_iter().find(|rating| {
            rating.engagement == engagement.id && rating.subject == subject && rating.aspect == request.aspect
        });
        let rating = Rating {
            id: old.as_ref().map_or_else(|| moment.id(), |old| old.id),
            revision: old.as_ref().map_or(1, |old| old.revision),
            engagement: engagement.id,
            subject,
            aspect: request.aspect,
            value: request.value,
            rationale: request.rationale.clone(),
            evidence: evidence.iter().map(|item| item.id).collect::<BTreeSet<EvidenceId>>(),
            rated_by: person(&request.rated_by)?,
            rated_on: request.rated_on.unwrap_or_else(|| moment.at.date_naive()),
            reviewed: match &request.reviewed {
                Some(review) => Some(RatingReview { by: person(&review.by)?, on: review.on }),
                None => None,
            },
        };
        engagement.check_rating(&rating)?;
        let basis = check(w, &engagement, &rating, &evidence)?;
        let unevidenced = unevidenced(w, &engagement, &rating, moment.at.date_naive())?;
        let rating = match old {
            Some(_) => w.revise(rating)?,
            None => {
                w.insert(&rating)?;
                rating
            }
        };
        Ok(Rated { rating, basis, unevidenced })
    })
}

fn subject(r: &Reader, engagement: &Engagement, name: &str) -> Result<RatingSubject, Failure> {
    if let Ok(code) = name.trim().parse::<CriterionCode>() {
        let criterion: Criterion = find::one(r, Some(engagement.id), &code.to_string())?;
        return Ok(RatingSubject::Criterion(criterion.code));
    }
    Ok(RatingSubject::Control(find::one::<Control>(r, Some(engagement.id), name)?.id))
}

fn check(
    r: &Reader,
    engagement: &Engagement,
    rating: &Rating,
    evidence: &[EvidenceItem],
) -> Result<Option<OperatingBasis>, Failure> {
    match rating.subject {
        RatingSubject::Control(id) => {
            let control = find::one::<Control>(r, None, &id.to_string())?;
            let evidence: Vec<_> = evidence.iter().collect();
            Ok(check_control_rating(rating, &control, &evidence, engagement.kind.period())?)
        }
        RatingSubject::Criterion(code) => {
            let controls: Vec<Control> = find::all(r, engagement.id)?;
            let values = values_of_controls(&r.list::<Rating>()?);
            let values = values_of_criterion(code, rating.aspect, &controls, &values);
            check_criterion_rating(rating, &values)?;
            Ok(None)
        }
    }
}

/// What the occurrences of a rated control don't show, seen from the day of the rating, which may lie ahead, or from
/// `today`.
fn unevidenced(
    r: &Reader,
    engagement: &Engagement,
    rating: &Rating,
    today: Day,
) -> Result<Option<Unevidenced>, Failure> {
    let RatingSubject::Control(id) = rating.subject else { return Ok(None) };
    let rows = rows_on(r, engagement, &r.get(id)?, rating.rated_on.min(today))?;
    Ok(Unevidenced::beside(rating, &rows))
}

/// Lists the ratings.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListRatings {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// A rating with its subject's code.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RatingRow {
    /// Code of the control or criterion.
    pub subject: String,
    /// The rating.
    pub rating: Rating,
}

pub(crate) fn list(app: &mut App, request: ListRatings) -> Result<Vec<RatingRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let controls: Vec<Control> = find::all(r, engagement.id)?;
        let code = |subject: RatingSubject| match subject {
            RatingSubject::Criterion(code) => code.to_string(),
            RatingSubject::Control(id) => {
                controls.iter().find(|control| control.id == id).map_or_else(|| id.to_string(), |c| c.code.to_string())
            }
        };
        let mut rows: Vec<_> = r
            .list::<Rating>()?
            .into_iter()
            .filter(|rating| rating.engagement == engagement.id)
            .map(|rating| RatingRow { subject: code(rating.subject), rating })
            .collect();
        rows.sort_by(|a, b| {
            (a.rating.subject_order(), &a.subject, a.rating.aspect).cmp(&(
                b.rating.subject_order(),
                &b.subject,
                b.rating.aspect,
            ))
        });
        Ok(rows)
    })
}

trait SubjectOrder {
    fn subject_order(&self) -> Option<CriterionCode>;
}

impl SubjectOrder for Rating {
    /// Criteria in the order of a report after the controls, which have no code here.
    fn subject_order(&self) -> Option<CriterionCode> {
        match self.subject {
            RatingSubject::Criterion(code) => Some(code),
            RatingSubject::Control(_) => None,
        }
    }
}
