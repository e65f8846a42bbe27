//! Open points of ratings that stand as management's judgement: "effective" for an operation of which occurrences due so
//! far are not evidenced. Changes no rating.

use model::packet::Section;
use model::rating::{Aspect, RatingSubject, RatingValue, Unevidenced};

use super::{OpenPoints, Where};
use crate::context::Context;
use crate::cure::Cure;
use crate::operation::{Operation, Standing, operations};
use crate::print;
use crate::section::label;

impl OpenPoints {
    /// One point for each control whose operation is rated effective while occurrences due so far are not evidenced.
    pub(super) fn claims(&mut self, context: &Context<'_>) {
        for own in operations(context).unwrap_or_default() {
            let rating = context.rating(RatingSubject::Control(own.control.id), Aspect::Operation);
            let Some(unevidenced) = rating.and_then(|rating| Unevidenced::beside(rating, &own.rows)) else { continue };
            let hidden = hidden(&own, unevidenced);
            let what = words(&own, unevidenced, hidden);
            let cure = if hidden == unevidenced.count() { own.brought_in } else { Cure::Judgement };
            self.add("judgement", what, Where::Section(label(Section::Ratings)), cure, None);
        }
    }
}

/// How many of them withheld evidence may show.
fn hidden(own: &Operation<'_>, unevidenced: Unevidenced) -> usize {
    let performed = if own.withheld { unevidenced.performed } else { 0 };
    own.standing_so(Standing::MissedOrWithheld).count() + performed
}

fn words(own: &Operation<'_>, unevidenced: Unevidenced, hidden: usize) -> String {
    let number = |count: usize| print::count(count as u64);
    let all = print::counted(unevidenced.due as u64, "occurrence", "occurrences");
    let exceptions = if unevidenced.exceptions == 1 { "an exception" } else { "exceptions" };
    let (here, may) = match hidden {
        0 => ("", String::new()),
        hidden => (" in this packet", format!("; withheld evidence may show {}", number(hidden))),
    };
    format!(
        "{} is rated {} in operation while {} of {all} due so far {} not evidenced{here}: {} missed, {} with \
         {exceptions}{may}",
        own.control.code,
        RatingValue::Effective.name(),
        number(unevidenced.count()),
        if unevidenced.count() == 1 { "is" } else { "are" },
        number(own.standing_so(Standing::Missed).count()),
        number(unevidenced.exceptions),
    )
}

#[cfg(test)]
mod tests {
    use model::control::Control;
    use model::evidence::EvidenceState;
    use model::occurrence::Schedule;
    use model::packet::{AudienceProfile, PacketSource};
    use model::rating::Rating;

    use super::*;
    use crate::open_point::OpenPoint;
    use crate::support::{options, sample};

    /// The points about claims, with the control that is rated.
    fn claims(source: &PacketSource, profile: AudienceProfile) -> Vec<OpenPoint> {
        let points = OpenPoints::collect(source, &options(profile), &[]).points;
        points.into_iter().filter(|point| point.kind == "judgement").collect()
    }

    /// A source in which one control of the calendar is rated, resting on an accepted item of its own.
    fn rated(value: RatingValue) -> (PacketSource, Control) {
        let (mut source, _) = sample(20);
        let control = source.controls.iter().find(|control| Schedule::of(control).is_some()).expect("one").clone();
        let subject = RatingSubject::Control(control.id);
        let template = source.ratings.first().expect("one").clone();
        source.ratings.clear();
        source.ratings.push(Rating { subject, aspect: Aspect::Operation, value, ..template });
        (source, control)
    }

    #[test]
    fn effective_beside_what_is_not_evidenced_is_named_at_the_ratings() {
        let (source, control) = rated(RatingValue::Effective);
        let points = claims(&source, AudienceProfile::Client);
        assert_eq!(points.len(), 1);
        let begins = format!("{} is rated effective in operation while ", control.code);
        assert!(points[0].what.starts_with(&begins), "{}", points[0].what);
        assert!(points[0].what.contains(" due so far are not evidenced: "), "{}", points[0].what);
        assert!(matches!(points[0].at, Where::Section("ratings")));
        assert_eq!(points[0].cure, Cure::Judgement);
        for value in [RatingValue::Partly, RatingValue::Deficient, RatingValue::NotEvaluableYet, RatingValue::NotRated]
        {
            assert!(claims(&rated(value).0, AudienceProfile::Client).is_empty(), "{value:?}");
        }
    }

    #[test]
    fn what_withheld_evidence_may_show_is_not_called_missed() {
        let (mut source, control) = rated(RatingValue::Effective);
        source.occurrences.retain(|record| record.control != control.id);
        for item in &mut source.evidence {
            item.controls.remove(&control.id);
        }
        let item = source.evidence.iter_mut().find(|item| item.state == EvidenceState::Accepted).expect("one");
        item.controls = [control.id].into();
        let profile = AudienceProfile::Auditor;
        let rating = source.ratings[0].clone();
        let mut narrowed = source.narrowed(&options(profile));
        narrowed.ratings = vec![rating];
        let points = claims(&narrowed, profile);
        assert_eq!(points.len(), 1);
        let what = &points[0].what;
        assert!(what.contains("not evidenced in this packet: 0 missed, 0 with exceptions; withheld"), "{what}");
        assert_eq!(points[0].cure, Cure::Release);
    }
}
