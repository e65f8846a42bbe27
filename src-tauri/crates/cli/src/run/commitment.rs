//! Service commitments and system requirements.

use commands::commitment::{AddCommitment, EditCommitment, ListCommitments, RemoveCommitment, ShowCommitment};
use model::commitment::Commitment;

use super::Session;
use crate::args::{CommitmentVerb, facts};
use crate::failure::Problem;
use crate::output::{facts as lines, joined, table_or};

/// Verbs of service commitments and system requirements.
pub fn commitment(session: &mut Session, verb: CommitmentVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        CommitmentVerb::List => {
            let list = session.app.call(ListCommitments { engagement })?;
            session.out.show(&list, |list| {
                let row = |it: &Commitment| {
                    let source = it.source.name().to_owned();
                    vec![it.reference(), it.text.clone(), it.kind.name().to_owned(), source, joined(&it.criteria)]
                };
                let heads = ["Number", "What is promised or required", "Kind", "Source", "Criteria"];
                table_or(&heads, list.iter().map(row), "No service commitments or system requirements yet.")
            })
        }
        CommitmentVerb::Show { commitment } => {
            let found = session.app.call(ShowCommitment { engagement, commitment })?;
            session.out.show(&found, commitment_lines)
        }
        CommitmentVerb::Add { text, kind, source, source_note, categories, criteria } => {
            let (categories, criteria) = (categories.into_iter().collect(), criteria.into_iter().collect());
            let request = AddCommitment { engagement, kind, text, source, source_note, categories, criteria };
            let added = session.app.call(request)?;
            session.out.show(&added, |it| format!("Added {}.", it.reference()))
        }
        CommitmentVerb::Edit { commitment, set } => {
            let changed = session.app.call(EditCommitment { engagement, commitment, facts: facts(&set.facts) })?;
            session.out.show(&changed, |it| format!("Changed {}.", it.reference()))
        }
        CommitmentVerb::Remove { commitment } => {
            session.app.call(RemoveCommitment { engagement, commitment: commitment.clone() })?;
            session.out.show(&commitment, |name| format!("Removed {name}."))
        }
    }
}

fn commitment_lines(it: &Commitment) -> String {
    lines(&[
        ("Number", it.reference()),
        ("Kind", it.kind.name().to_owned()),
        ("Text", it.text.clone()),
        ("Source", it.source.name().to_owned()),
        ("Where", it.source_note.clone()),
        ("Categories", joined(it.categories.iter().map(|category| category.name()))),
        ("Criteria", joined(&it.criteria)),
    ])
}
