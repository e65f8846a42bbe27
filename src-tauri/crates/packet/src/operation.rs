//! How each control stands on the packet's day: its occurrences and what is still possible, by the model's rules over the
//! narrowed source. Judges nothing. What accepted evidence would show that the packet withholds is never called missed.

use model::calendar::check_period;
use model::control::{Control, Frequency};
pub(crate) use model::occurrence::Standing;
use model::occurrence::{
    Occurrence, OccurrenceKey, OccurrenceRow, OccurrenceState, Outlook, Schedule, ShownBy, Support, occurrence_rows,
    occurrences,
};
use model::packet::{AudienceProfile, PacketSource};
use model::time::Span;

use crate::context::Context;
use crate::cure::Cure;

/// Frequencies of the calendar, the rarest first.
pub(crate) const CALENDAR: [Frequency; 6] = [
    Frequency::Annual,
    Frequency::SemiAnnual,
    Frequency::Quarterly,
    Frequency::Monthly,
    Frequency::Weekly,
    Frequency::Daily,
];

/// One control with its occurrences on the packet's day.
pub(crate) struct Operation<'a> {
    /// The control.
    pub(crate) control: &'a Control,
    /// What shows that it operated.
    pub(crate) shown_by: ShownBy,
    /// Its occurrences, in order; none for a control that is shown otherwise, or doesn't operate yet.
    pub(crate) rows: Vec<OccurrenceRow>,
    /// What is still possible and what is lost.
    pub(crate) outlook: Outlook,
    /// Whether accepted evidence of the control is withheld from this packet.
    pub(crate) withheld: bool,
    /// How that evidence can be brought in.
    pub(crate) brought_in: Cure,
    records: Vec<&'a Occurrence>,
}

impl Operation<'_> {
    /// How an occurrence of this control stands.
    pub(crate) fn standing(&self, row: &OccurrenceRow) -> Standing {
        Standing::of(row, self.withheld)
    }

    /// Its occurrences that stand so, in order.
    pub(crate) fn standing_so(&self, standing: Standing) -> impl Iterator<Item = &OccurrenceRow> {
        self.rows.iter().filter(move |row| self.standing(row) == standing)
    }

    /// What is recorded of an occurrence.
    pub(crate) fn record(&self, key: OccurrenceKey) -> Option<&Occurrence> {
        self.records.iter().copied().find(|record| record.key == key)
    }

    /// Occurrences that the period expects, and the shown ones beside.
    pub(crate) fn expected(&self) -> usize {
        self.rows.iter().filter(|row| row.state != OccurrenceState::NotExpected).count()
    }
}

/// Every live control of the source as it stands on the packet's day, in the source's order; none where the engagement
/// has no period that the calendar takes.
pub(crate) fn operations<'a>(context: &Context<'a>) -> Option<Vec<Operation<'a>>> {
    let period = context.period()?;
    check_period(period).ok()?;
    let live = context.source.controls.iter().filter(|control| control.is_live());
    live.map(|control| operation(context, control, period)).collect()
}

fn operation<'a>(context: &Context<'a>, control: &'a Control, period: Span) -> Option<Operation<'a>> {
    let (source, today) = (context.source, context.options.as_of.day());
    let windows = match Schedule::of(control) {
        Some(schedule) => occurrences(&schedule, period).ok()?,
        None => Vec::new(),
    };
    let supports: Vec<Support> = source.evidence.iter().filter_map(|item| Support::of(item, control.id)).collect();
    let records: Vec<&Occurrence> = source.occurrences.iter().filter(|record| record.control == control.id).collect();
    let owned: Vec<Occurrence> = records.iter().copied().cloned().collect();
    let rows = occurrence_rows(&windows, &supports, &owned, today);
    Some(Operation {
        control,
        shown_by: ShownBy::of(control.frequency, control.nature),
        outlook: Outlook::of(control.frequency, &rows, today),
        rows,
        withheld: withholds_accepted(source, context.options.profile, control),
        brought_in: cure_of_withheld(source, control).unwrap_or(Cure::Release),
        records,
    })
}

/// Whether an item of the control that counts as evidence was, or may have been, taken out of the packet. An auditor's
/// packet names each, and so does the client's, which keeps back only what the user chose not to show; one that isn't
/// accepted shows nothing, whoever sees it. Customers and the board get hardly any evidence, and no word of the rest.
fn withholds_accepted(source: &PacketSource, profile: AudienceProfile, control: &Control) -> bool {
    match profile {
        AudienceProfile::Procurement | AudienceProfile::Board => true,
        AudienceProfile::Client | AudienceProfile::Auditor => source.withholds_accepted(control),
    }
}

/// How the accepted items of the control that the packet names as withheld can be brought in; none where it names none.
pub(crate) fn cure_of_withheld(source: &PacketSource, control: &Control) -> Option<Cure> {
    let cure = if source.keeps_back_accepted(control) { Cure::Choice } else { Cure::Release };
    source.withholds_accepted(control).then_some(cure)
}

/// The part of the period that has elapsed on the packet's day; none before it has begun.
pub(crate) fn elapsed(context: &Context<'_>) -> Option<Span> {
    let period = context.period()?;
    Span::new(period.from, period.to.min(context.options.as_of.day())).ok()
}

/// Occurrences in order as runs in which none is left out: first, last and number of each. `all` are the control's.
pub(crate) fn runs(
    all: &[OccurrenceRow],
    chosen: impl Fn(&OccurrenceRow) -> bool,
) -> Vec<(&OccurrenceRow, &OccurrenceRow, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (place, _) in all.iter().enumerate().filter(|(_, row)| chosen(row)) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == place => *last = place,
            _ => runs.push((place, place)),
        }
    }
    runs.into_iter().map(|(first, last)| (&all[first], &all[last], last - first + 1)).collect()
}

/// A run in words: `2026-Q2`, or `2026-03-07 to 2026-03-09 (3)`.
pub(crate) fn run_words((first, last, count): (&OccurrenceRow, &OccurrenceRow, usize)) -> String {
    if count == 1 {
        return first.window.key.to_string();
    }
    format!("{} to {} ({count})", first.window.key, last.window.key)
}

#[cfg(test)]
mod tests {
    use model::evidence::{Classification, Covers, EvidenceState};
    use model::packet::PacketOptions;

    use super::*;
    use crate::support::{options, sample};

    #[test]
    fn what_withheld_evidence_shows_is_never_called_missed() {
        let (mut source, _) = sample(20);
        let code = source.controls[0].code.clone();
        // A review of the first quarter, accepted and not released: the auditor may not see it.
        let item = source.evidence.iter_mut().find(|item| item.state == EvidenceState::Accepted).expect("one");
        item.controls = [source.controls[0].id].into();
        source.occurrences.clear();
        for item in source.evidence.iter_mut().filter(|item| item.state != EvidenceState::Accepted) {
            item.controls.remove(&source.controls[0].id);
        }
        let standings = |source: &PacketSource, profile| {
            let options = options(profile);
            let context = Context { source, options: &options, exhibits: &[], points: &[] };
            let all = operations(&context).expect("a period");
            let own = all.iter().find(|own| own.control.code == code).expect("the control");
            own.rows.iter().map(|row| own.standing(row)).collect::<Vec<_>>()
        };
        let client = standings(&source, AudienceProfile::Client);
        assert!(client.contains(&Standing::Evidenced), "{client:?}");
        let auditor = standings(&source.clone().narrowed(&options(AudienceProfile::Auditor)), AudienceProfile::Auditor);
        assert!(!auditor.contains(&Standing::Missed), "{auditor:?}");
        assert!(auditor.contains(&Standing::MissedOrWithheld), "{auditor:?}");
        // Without anything withheld, what is missed is said to be.
        source.evidence.retain(|item| item.state != EvidenceState::Accepted);
        let auditor = standings(&source.narrowed(&options(AudienceProfile::Auditor)), AudienceProfile::Auditor);
        assert!(auditor.contains(&Standing::Missed) && !auditor.contains(&Standing::MissedOrWithheld), "{auditor:?}");
    }

    #[test]
    fn what_is_kept_back_as_marked_is_never_called_missed() {
        let (mut source, _) = sample(20);
        let (id, code) = (source.controls[0].id, source.controls[0].code.clone());
        source.occurrences.clear();
        for item in &mut source.evidence {
            item.controls.remove(&id);
        }
        // A review of the first quarter: released, and kept back by how it is marked.
        let mut items = source.evidence.iter_mut();
        let item = items.find(|item| matches!(item.state, EvidenceState::Released { .. })).expect("one");
        item.covers = Some(Covers::AsOf { on: crate::support::day("2026-02-10") });
        item.controls = [id].into();
        item.classification = Classification::Restricted;
        let standings = |options: &PacketOptions| {
            let source = source.clone().narrowed(options);
            let context = Context { source: &source, options, exhibits: &[], points: &[] };
            let all = operations(&context).expect("a period");
            let own = all.iter().find(|own| own.control.code == code).expect("the control");
            let standings: Vec<Standing> = own.rows.iter().map(|row| own.standing(row)).collect();
            (standings, own.brought_in)
        };
        for profile in [AudienceProfile::Client, AudienceProfile::Auditor] {
            let (whole, _) = standings(&options(profile));
            assert!(
                whole.contains(&Standing::Evidenced) && whole.contains(&Standing::Missed),
                "{profile:?}: {whole:?}"
            );
            let marked = PacketOptions { marked: [Classification::Confidential].into(), ..options(profile) };
            let (seen, brought_in) = standings(&marked);
            assert!(!seen.contains(&Standing::Missed), "{profile:?}: {seen:?}");
            assert!(seen.contains(&Standing::MissedOrWithheld), "{profile:?}: {seen:?}");
            assert_eq!(brought_in, Cure::Choice, "{profile:?}: no release kept it back");
        }
    }

    #[test]
    fn an_evidence_item_that_is_not_accepted_hides_no_miss() {
        let (mut source, _) = sample(20);
        let id = source.controls[0].id;
        for item in &mut source.evidence {
            if item.state == EvidenceState::Accepted {
                item.state = EvidenceState::Received;
            }
            item.controls.insert(id);
        }
        let source = source.narrowed(&options(AudienceProfile::Auditor));
        assert!(source.withheld.iter().any(|withheld| withheld.reason.contains("received")));
        assert!(!withholds_accepted(&source, AudienceProfile::Auditor, &source.controls[0]));
        assert!(
            withholds_accepted(&source, AudienceProfile::Board, &source.controls[0]),
            "nothing is told of the rest"
        );
    }

    #[test]
    fn neighbours_make_one_run() {
        let (source, _) = sample(20);
        let options = options(AudienceProfile::Client);
        let context = Context { source: &source, options: &options, exhibits: &[], points: &[] };
        let all = operations(&context).expect("a period");
        let daily = all.iter().find(|own| own.control.frequency == Frequency::Daily).expect("one");
        let days = ["2026-01-03", "2026-01-04", "2026-01-05", "2026-02-01"];
        let chosen = |row: &OccurrenceRow| days.contains(&row.window.key.to_string().as_str());
        let words: Vec<String> = runs(&daily.rows, chosen).into_iter().map(run_words).collect();
        assert_eq!(words, ["2026-01-03 to 2026-01-05 (3)", "2026-02-01"]);
    }
}
