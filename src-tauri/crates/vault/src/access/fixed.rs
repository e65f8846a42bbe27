//! What never changes of a record once it is given: a number, an engagement, the files of an evidence item and when it was
//! received; and what changes by actions of its own alone. Writes nothing.

use model::activity::Action;
use model::evidence::{EvidenceFile, EvidenceItem, EvidenceState};
use model::id::EngagementId;
use model::invalid::Invalid;
use model::record::{AnyRecord, Noun};

use crate::error::Result;

/// The engagement, noun and number of a record that is numbered.
pub(crate) fn number_of_any(record: &AnyRecord) -> Option<(EngagementId, Noun, u32)> {
    number_of(record).map(|(engagement, number)| (engagement, record.noun(), number))
}

/// The engagement and number of a record that is numbered.
pub(super) fn number_of(record: &AnyRecord) -> Option<(EngagementId, u32)> {
    match record {
        AnyRecord::Evidence(item) => Some((item.engagement, item.number)),
        AnyRecord::Gap(gap) => Some((gap.engagement, gap.number)),
        AnyRecord::PlanRow(row) => Some((row.engagement, row.number)),
        AnyRecord::Message(message) => Some((message.engagement, message.number)),
        AnyRecord::Request(request) => Some((request.engagement, request.number)),
        AnyRecord::Finding(finding) => Some((finding.engagement, finding.number)),
        AnyRecord::Commitment(commitment) => Some((commitment.engagement, commitment.number)),
        AnyRecord::FollowUp(follow_up) => Some((follow_up.engagement, follow_up.number)),
        AnyRecord::Client(_)
        | AnyRecord::System(_)
        | AnyRecord::Engagement(_)
        | AnyRecord::Person(_)
        | AnyRecord::Surface(_)
        | AnyRecord::Criterion(_)
        | AnyRecord::Control(_)
        | AnyRecord::Rating(_)
        | AnyRecord::Task(_)
        | AnyRecord::Organisation(_)
        | AnyRecord::UserControl(_)
        | AnyRecord::Team(_)
        | AnyRecord::Occurrence(_)
        | AnyRecord::Population(_)
        | AnyRecord::SheetMapping(_)
        | AnyRecord::Holiday(_) => None,
    }
}

/// Refuses a change of what never changes, or of a redaction by what isn't one.
pub(super) fn refuse_fixed(before: &AnyRecord, after: &AnyRecord, action: Action) -> Result<()> {
    let numbered = number_of(before) == number_of(after);
    Invalid::unless(numbered, "number", "can't change, nor can the engagement, once it is given")?;
    if let (AnyRecord::Evidence(before), AnyRecord::Evidence(after)) = (before, after) {
        Invalid::unless(
            before.received_at == after.received_at,
            "received_at",
            "is set by the vault and never changes",
        )?;
        let bare = |item: &EvidenceItem| item.files.iter().map(without_redaction).collect::<Vec<_>>();
        Invalid::unless(bare(before) == bare(after), "files", "can't change once attached: attach a newer version")?;
        if before.files != after.files {
            let meant = matches!(action, Action::RedactEvidence | Action::TakeRedactionBack);
            Invalid::unless(meant, "files", "are redacted by redacting them, and by nothing else")?;
            // Somebody released something else.
            let released = matches!(after.state, EvidenceState::Released { .. });
            Invalid::unless(!released, "state", "can't stay released when what packets hold of its files changes")?;
        }
    }
    Ok(())
}

fn without_redaction(file: &EvidenceFile) -> EvidenceFile {
    EvidenceFile { redaction: None, ..file.clone() }
}
