//! How to read and check the packet: what this one holds, the signs that stand in it, and the steps that fit it.

use model::packet::Section;
use serde_json::{Value, json};

use crate::audience;
use crate::context::Context;

/// A sign with its meaning.
type Sign = (&'static str, &'static str);

const RATINGS: [Sign; 5] = [
    ("effective", "design: it would meet its criteria; operation: it ran as described on the days of its exhibits"),
    ("partly", "it holds in part"),
    ("deficient", "it does not hold"),
    ("not evaluable yet", "evidence does not reach far enough"),
    ("not rated", "nobody has judged yet"),
];
const COVERAGE: [Sign; 3] = [
    ("covered", "two controls or more are mapped"),
    ("one control", "the criterion rests on one control"),
    ("design gap", "no control is mapped to the criterion"),
];
const EXHIBITS: [Sign; 2] = [
    ("complete", "nothing that the exhibit needs is missing"),
    ("incomplete", "something is missing; it is an open point"),
];
const PERIOD: [Sign; 6] = [
    ("evidenced", "accepted evidence shows the occurrence"),
    ("performed, not evidenced", "recorded as performed in time, and nothing shows it"),
    ("missed", "its last chance is over, and nothing shows it"),
    ("exception", "performed, but not as the control is described"),
    ("last chance", "it can still happen, for seven days at most"),
    ("upcoming", "it can still happen"),
];
const FINDINGS: [Sign; 2] = [
    ("verified", "retested by another person, on evidence captured after the fix"),
    ("closed", "verified, and closed"),
];
const GAPS: [Sign; 3] = [
    ("fixed, awaiting proof", "the fix is in place, no retest shows it yet"),
    ("retested", "another person looked at evidence captured after the fix"),
    ("accepted risk", "somebody accepted it until a date"),
];
const PLAN: [Sign; 4] = [
    ("planned", "not begun"),
    ("in progress", "being worked at"),
    ("blocked", "it cannot go on"),
    ("done", "done on the day named"),
];

/// The page: the profile, the sections that the packet has, and the signs in them.
pub(crate) fn view(context: &Context<'_>) -> Value {
    let has: serde_json::Map<String, Value> =
        Section::ALL.into_iter().map(|it| (it.short_name().to_owned(), context.has(it).into())).collect();
    json!({
        "profile": context.options.profile.name(),
        "part": audience::part(context.options).filter(|_| !context.options.part.is_whole()),
        "severity": context.tells_severity(),
        "exhibits": !context.exhibits.is_empty(),
        "redacted": context.has_redacted(),
        "has": has,
        "signs": signs(context).into_iter().map(|(sign, meaning)| json!([sign, meaning])).collect::<Vec<_>>(),
    })
}

/// The signs of the packet's sections, each once.
fn signs(context: &Context<'_>) -> Vec<Sign> {
    let any = |sections: &[Section]| sections.iter().any(|section| context.has(*section));
    let lists: [(&[Section], &[Sign]); 7] = [
        (&[Section::ControlMatrix, Section::Ratings], &RATINGS),
        (&[Section::Coverage, Section::ControlMatrix], &COVERAGE),
        (&[Section::PeriodCalendar], &PERIOD),
        (&[Section::Exhibits], &EXHIBITS),
        (&[Section::Findings], &FINDINGS),
        (&[Section::Gaps], &GAPS),
        (&[Section::RemediationPlan], &PLAN),
    ];
    lists.into_iter().filter(|(sections, _)| any(sections)).flat_map(|(_, signs)| signs.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use model::packet::AudienceProfile;

    use super::*;
    use crate::support::{options, sample};

    #[test]
    fn an_audience_reads_of_no_sign_that_its_packet_lacks() {
        let (source, _) = sample(4);
        for profile in AudienceProfile::ALL {
            let options = options(profile);
            let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
            let named: Vec<&str> = signs(&context).into_iter().map(|(sign, _)| sign).collect();
            let mut once = named.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), named.len(), "{profile:?} reads of a sign twice");
            assert_eq!(named.contains(&"effective"), context.has(Section::Ratings), "{profile:?}");
            assert_eq!(named.contains(&"accepted risk"), context.has(Section::Gaps), "{profile:?}");
            assert_eq!(named.contains(&"blocked"), context.has(Section::RemediationPlan), "{profile:?}");
        }
    }
}
