//! Evidence items on a sheet: the evidence index. A sheet describes items that the vault holds; files, states and what an
//! item answers have commands of their own.

use model::evidence::{Covers, EvidenceFile, EvidenceItem, EvidenceState};
use model::id::PersonId;
use model::sheet::evidence::EvidenceColumn as Col;
use model::sheet::noun::SheetNoun;
use model::sheet::value::{Fields, Value};
use model::time::Span;
use vault::Writer;

use super::names::Names;
use super::record::{New, Planned, SheetRecord};
use super::row::{Broken, Filled, Row};
use crate::app::Moment;
use crate::failure::Failure;

impl SheetRecord for EvidenceItem {
    type Column = Col;
    const OF: SheetNoun = SheetNoun::Evidence;

    fn fields(&self, names: &Names) -> Fields<Col> {
        let (from, to, as_of) = days(self.covers);
        // As packets hold them: from the hash of an original that is short, what was redacted of it could be guessed.
        let files: Vec<EvidenceFile> = self.files.iter().map(EvidenceFile::released).collect();
        let file_names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        let digests: Vec<String> = files.iter().map(|file| file.sha256.to_string()).collect();
        Filled::new()
            .put(Col::Reference, Value::Code(self.reference()))
            .put(Col::Files, Value::lines(&file_names))
            .put(Col::Requests, names.requests_of.get(&self.id).map(Value::codes))
            .ids(Col::Controls, &self.controls, &names.controls)
            .choice(Col::Kind, &self.kind)
            .text(Col::Title, &self.title)
            .choice(Col::Classification, &self.classification)
            .day(Col::CoversFrom, from)
            .day(Col::CoversTo, to)
            .day(Col::AsOf, as_of)
            .put(Col::CapturedAt, self.captured_at.map(Value::Instant))
            .text(Col::SourceSystem, &self.source_system)
            .text(Col::CollectedBy, &self.collected_by)
            .put(Col::ReceivedAt, Value::Instant(self.received_at.fixed_offset()))
            .word(Col::State, state(&self.state))
            .put(Col::Sha256, Value::lines(&digests))
            .done()
    }

    fn blank(_: &New<'_>, _: &Row<'_, Col>) -> Result<Self, Broken<Col>> {
        let reason = "is blank: a sheet describes evidence that is in the vault; attach the files first".to_owned();
        Err(Broken { column: Some(Col::Reference), reason })
    }

    fn with(mut self, row: &Row<'_, Col>, _: bool) -> Result<Self, Broken<Col>> {
        let before = self.clone();
        if row.gives(Col::Files) {
            return Err(Broken::at(Col::Files, "can't change once attached: attach a newer version"));
        }
        if row.gives(Col::Requests) {
            return Err(Broken::at(Col::Requests, "is changed on the request, in its column “Evidence”"));
        }
        row.ids(Col::Controls, &row.names.controls, &mut self.controls)?;
        row.choice(Col::Kind, &mut self.kind)?;
        row.text(Col::Title, &mut self.title)?;
        row.choice(Col::Classification, &mut self.classification)?;
        row.optional_instant(Col::CapturedAt, &mut self.captured_at)?;
        row.text(Col::SourceSystem, &mut self.source_system)?;
        row.text(Col::CollectedBy, &mut self.collected_by)?;
        self.covers = covers(row, self.covers)?;
        let described = self.after_edit(&before);
        described.check().map_err(|invalid| match invalid.field {
            "covers" => Broken::at(Col::CoversTo, invalid.rule),
            _ => invalid.into(),
        })?;
        Ok(described)
    }

    fn is_listed(&self) -> bool {
        self.state.is_live()
    }

    /// An item is its collector's by name, or belongs to whoever owns a control that it supports.
    fn is_owned_by(&self, person: PersonId, names: &Names) -> bool {
        let collected = names.people.ids(&self.collected_by).any(|id| id == person);
        collected || self.controls.iter().any(|control| names.owners.get(control) == Some(&person))
    }

    fn consequence(planned: &Planned<Self>) -> Option<String> {
        let before = planned.before.as_ref()?;
        let back = before.state != planned.after.state;
        back.then(|| format!("{} was {}: it goes back into review", before.reference(), before.state.name()))
    }

    fn rewrite(w: &Writer, moment: &Moment<'_>, planned: Planned<Self>) -> Result<(), Failure> {
        let Some(before) = planned.before else { return Err(Failure::bug("evidence came in by a sheet")) };
        let fields = changed_fields(&before, &planned.after);
        crate::evidence::describe(w, moment, planned.after, &fields)
    }
}

/// The names of the fields that differ, for the note on the item's custody.
fn changed_fields(before: &EvidenceItem, after: &EvidenceItem) -> Vec<&'static str> {
    let fields = [
        ("title", before.title != after.title),
        ("kind", before.kind != after.kind),
        ("classification", before.classification != after.classification),
        ("covers", before.covers != after.covers),
        ("captured_at", before.captured_at != after.captured_at),
        ("source_system", before.source_system != after.source_system),
        ("collected_by", before.collected_by != after.collected_by),
        ("controls", before.controls != after.controls),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

const fn state(state: &EvidenceState) -> &'static str {
    match state {
        EvidenceState::Received => "received",
        EvidenceState::InReview => "in_review",
        EvidenceState::Accepted => "accepted",
        EvidenceState::Returned { .. } => "returned",
        EvidenceState::Released { .. } => "released",
        EvidenceState::Superseded { .. } => "superseded",
        EvidenceState::Withdrawn { .. } => "withdrawn",
    }
}

type Days = (Option<model::time::Day>, Option<model::time::Day>, Option<model::time::Day>);

/// First day, last day, and the one day of what an item covers.
const fn days(covers: Option<Covers>) -> Days {
    match covers {
        None => (None, None, None),
        Some(Covers::Period { span }) => (Some(span.from), Some(span.to), None),
        Some(Covers::AsOf { on }) => (None, None, Some(on)),
        Some(Covers::InForce { from, until }) => (Some(from), until, None),
    }
}

/// A document in force stays one; else two days are a period, and a first day alone is a document in force since then.
fn covers(row: &Row<'_, Col>, old: Option<Covers>) -> Result<Option<Covers>, Broken<Col>> {
    if ![Col::CoversFrom, Col::CoversTo, Col::AsOf].iter().any(|own| row.gives(*own)) {
        return Ok(old);
    }
    let (mut from, mut to, mut as_of) = days(old);
    row.optional_day(Col::CoversFrom, &mut from)?;
    row.optional_day(Col::CoversTo, &mut to)?;
    row.optional_day(Col::AsOf, &mut as_of)?;
    let was_in_force = matches!(old, Some(Covers::InForce { .. }));
    match (from, to, as_of) {
        (None, None, None) => Ok(None),
        (None, None, Some(on)) => Ok(Some(Covers::AsOf { on })),
        (Some(_), _, Some(_)) | (_, Some(_), Some(_)) => {
            Err(Broken::at(Col::AsOf, "can't stand beside a first or last day: empty the one or the other"))
        }
        (Some(from), until, None) if was_in_force || until.is_none() => Ok(Some(Covers::InForce { from, until })),
        (Some(from), Some(to), None) => Ok(Some(Covers::Period { span: Span { from, to } })),
        (Some(from), None, None) => Ok(Some(Covers::InForce { from, until: None })),
        (None, Some(_), None) => Err(Broken::at(Col::CoversFrom, "must be given with the last day")),
    }
}
