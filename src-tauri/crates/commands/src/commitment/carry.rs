//! Commitments and requirements of vaults in which they were lines of the system's facts: made records at the first
//! unlock, by an entry of the log like any other. Invents nothing: what the lines didn't say is said to be open.

use std::collections::BTreeSet;

use model::activity::Action;
use model::commitment::{Commitment, CommitmentKind, CommitmentSource};
use model::engagement::Engagement;
use model::id::CommitmentId;
use vault::{CarriedLine, Reader};

use crate::app::App;
use crate::failure::Failure;

/// What stands where a commitment is written, until somebody says it.
const OPEN_SOURCE: &str = "Carried over from the system's facts: where it is written was not recorded";

/// Makes records of the lines that wait; answers what the person should know, none when nothing waited. A failure is told
/// in the same way, since the vault is sound all the same: the next unlock tries again.
pub(crate) fn carry_over(app: &mut App) -> Option<String> {
    match carried(app) {
        Ok(0) => None,
        Ok(count) => Some(format!(
            "{count} commitments and requirements, which were lines of the system's facts, are records of their own now: \
             say of each where it is written, its categories and its criteria."
        )),
        Err(failure) => Some(format!(
            "commitments and requirements of the system's facts could not be made records of their own: {failure}; the \
             next unlock tries again."
        )),
    }
}

fn carried(app: &mut App) -> Result<usize, Failure> {
    if app.read(waiting)?.is_empty() {
        return Ok(0);
    }
    app.write(Action::AddCommitment, |w, moment| {
        let mut count = 0;
        for (engagement, line) in waiting(w)? {
            let number = w.next_number::<Commitment>(engagement.id)?;
            w.insert(&commitment(moment.id(), number, &engagement, line))?;
            w.forget_carried_lines(engagement.system)?;
            count += 1;
        }
        Ok(count)
    })
}

/// The lines with each engagement of their system. Those of a system without an engagement wait for one.
fn waiting(r: &Reader<'_>) -> Result<Vec<(Engagement, CarriedLine)>, Failure> {
    let lines = r.carried_lines()?;
    let mut found = Vec::new();
    for engagement in r.list::<Engagement>()? {
        let own = lines.iter().filter(|line| line.system == engagement.system);
        found.extend(own.map(|line| (engagement.clone(), line.clone())));
    }
    Ok(found)
}

/// A commitment of whose source, categories and criteria nothing was recorded.
fn commitment(id: CommitmentId, number: u32, engagement: &Engagement, line: CarriedLine) -> Commitment {
    Commitment {
        id,
        revision: 1,
        engagement: engagement.id,
        number,
        kind: line.kind,
        text: line.text,
        source: usual_source(line.kind),
        source_note: OPEN_SOURCE.to_owned(),
        categories: engagement.categories.clone(),
        criteria: BTreeSet::new(),
    }
}

/// The kind of paper in which one usually stands; the note beside it says that nobody recorded it.
const fn usual_source(kind: CommitmentKind) -> CommitmentSource {
    match kind {
        CommitmentKind::Commitment => CommitmentSource::Terms,
        CommitmentKind::Requirement => CommitmentSource::Policy,
    }
}

#[cfg(test)]
mod tests {
    use model::criterion::Category;
    use model::engagement::{EngagementKind, EngagementState, Trigger};
    use model::packet::Paper;
    use uuid::Uuid;

    use super::*;

    fn engagement() -> Engagement {
        Engagement {
            id: Uuid::from_u128(1).into(),
            revision: 1,
            system: Uuid::from_u128(2).into(),
            title: "SOC 2 Type II readiness 2026".to_owned(),
            kind: EngagementKind::Readiness { period: None },
            categories: BTreeSet::from([Category::Security, Category::Availability]),
            preparer_firm: "Larkfield Advisory".to_owned(),
            firm_logo: None,
            firm_colour: None,
            firm_footer: String::new(),
            paper: Paper::A4,
            auditor_firm: None,
            trigger: Trigger::Planned,
            triggered_on: None,
            trigger_note: String::new(),
            fieldwork_from: None,
            report_due: None,
            state: EngagementState::Planning,
            outcomes: Vec::new(),
        }
    }

    #[test]
    fn a_line_becomes_a_commitment_that_says_what_is_open() {
        let engagement = engagement();
        for (kind, reference) in [(CommitmentKind::Commitment, "SC-007"), (CommitmentKind::Requirement, "SR-007")] {
            let line = CarriedLine { system: engagement.system, kind, text: "Orders within 15 minutes".to_owned() };
            let made = commitment(Uuid::from_u128(3).into(), 7, &engagement, line);
            assert_eq!(made.check(), Ok(()));
            assert_eq!((made.reference().as_str(), made.text.as_str()), (reference, "Orders within 15 minutes"));
            assert!(made.source_note.contains("not recorded") && made.criteria.is_empty());
            assert_eq!(made.categories, engagement.categories);
        }
    }
}
