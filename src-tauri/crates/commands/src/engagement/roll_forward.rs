//! Rolling an engagement forward to its next period: a new engagement with what crosses, and a list of what doesn't.

use model::activity::Action;
use model::control::Control;
use model::custody::CustodyKind;
use model::engagement::Engagement;
use model::evidence::EvidenceItem;
use model::occurrence::Occurrence;
use model::population::Population;
use model::rating::Rating;
use model::roll_forward::{EngagementRecords, NotCarried, RolledForward as Rolled, Why, roll_forward as next};
use model::time::Span;
use serde::{Deserialize, Serialize};
use vault::{Reader, Writer};

use crate::app::{App, Moment};
use crate::failure::{Code, Failure};
use crate::find;

/// Why evidence stays behind that speaks for days of the new period.
const BY_CHOICE: &str = "speaks for days of the new period, and was left behind by choice";

/// Starts the next engagement, a Type II over a new period, from an earlier one.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RollForwardEngagement {
    /// Title or id of the earlier one; none takes the newest.
    pub engagement: Option<String>,
    /// Title of the new one; no other may bear it.
    pub title: String,
    /// The new period, which must end after what the earlier engagement speaks of.
    pub period: Span,
    /// Whether evidence crosses that speaks for days of the new period. Evidence never leaves an engagement again, so a
    /// rolling forward that carried some can't be undone as a whole.
    pub evidence: bool,
}

/// What was rolled forward.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct RolledForward {
    /// The new engagement.
    pub engagement: Engagement,
    /// Criteria that it took over.
    pub criteria: usize,
    /// Live controls.
    pub controls: usize,
    /// Subservice organisations.
    pub organisations: usize,
    /// User entity controls.
    pub user_controls: usize,
    /// Commitments and requirements.
    pub commitments: usize,
    /// Evidence items, to be reviewed and released anew.
    pub evidence: usize,
    /// Gaps that are open in the new period.
    pub gaps: usize,
    /// Findings that aren't closed.
    pub findings: usize,
    /// What stayed behind, and why. Evidence that was withdrawn or replaced is only counted.
    pub not_carried: Vec<LeftBehind>,
    /// Evidence items that stayed behind because they were withdrawn or replaced.
    pub evidence_not_live: usize,
    /// Days of the new period that the earlier engagement's period has as well: what ran on them is reported twice.
    pub overlap: Option<Span>,
}

/// A record, or a part of one that crossed, that stayed behind.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct LeftBehind {
    /// Name of its noun.
    pub noun: String,
    /// Its name, and which part of it.
    pub what: String,
    /// Why.
    pub why: String,
}

pub(crate) fn roll_forward(app: &mut App, request: RollForwardEngagement) -> Result<RolledForward, Failure> {
    app.write(Action::RollForwardEngagement, |w, moment| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        refuse_taken(w, &request.title)?;
        let old = records(w, engagement)?;
        let rolled = next(&old, request.title.trim(), request.period, &mut || moment.id())?;
        write(w, &rolled)?;
        let evidence = if request.evidence { carry_evidence(w, moment, &old, &rolled)? } else { 0 };
        Ok(RolledForward {
            evidence_not_live: rolled.not_carried.iter().filter(|it| is_evidence_not_live(it)).count(),
            overlap: old.engagement.kind.period().and_then(|period| period.meet(request.period)),
            not_carried: left_behind(w, &old, &rolled, request.evidence)?,
            evidence,
            criteria: rolled.criteria.len(),
            controls: rolled.controls.len(),
            organisations: rolled.organisations.len(),
            user_controls: rolled.user_controls.len(),
            commitments: rolled.commitments.len(),
            gaps: rolled.gaps.len(),
            findings: rolled.findings.len(),
            engagement: rolled.engagement,
        })
    })
}

/// Two engagements of one title could no longer be told apart by it.
fn refuse_taken(r: &Reader, title: &str) -> Result<(), Failure> {
    let taken = r.list::<Engagement>()?.iter().any(|it| it.title.eq_ignore_ascii_case(title.trim()));
    if taken {
        return Err(Failure::new(Code::Invalid, "is taken by another engagement").on("title"));
    }
    Ok(())
}

fn records(r: &Reader, engagement: Engagement) -> Result<EngagementRecords, Failure> {
    let id = engagement.id;
    Ok(EngagementRecords {
        engagement,
        criteria: find::all(r, id)?,
        controls: find::all(r, id)?,
        organisations: find::all(r, id)?,
        user_controls: find::all(r, id)?,
        commitments: find::all(r, id)?,
        evidence: find::all(r, id)?,
        ratings: r.list_in::<Rating>(id)?,
        gaps: find::all(r, id)?,
        findings: find::all(r, id)?,
        requests: find::all(r, id)?,
        tasks: find::all(r, id)?,
        plan_rows: find::all(r, id)?,
        messages: find::all(r, id)?,
        occurrences: find::all::<Occurrence>(r, id)?.iter().map(|it| it.id).collect(),
        populations: find::all::<Population>(r, id)?.iter().map(|it| it.id).collect(),
    })
}

/// Writes the new engagement, without its evidence.
fn write(w: &Writer, rolled: &Rolled) -> Result<(), Failure> {
    w.insert(&rolled.engagement)?;
    rolled.criteria.iter().try_for_each(|it| w.insert(it).map(drop))?;
    rolled.controls.iter().try_for_each(|it| w.insert(it).map(drop))?;
    rolled.organisations.iter().try_for_each(|it| w.insert(it).map(drop))?;
    rolled.user_controls.iter().try_for_each(|it| w.insert(it).map(drop))?;
    rolled.commitments.iter().try_for_each(|it| w.insert(it).map(drop))?;
    rolled.gaps.iter().try_for_each(|it| w.insert(it).map(drop))?;
    Ok(rolled.findings.iter().try_for_each(|it| w.insert(it).map(drop))?)
}

/// Writes the evidence that crosses. Its files are the same stored bytes; its custody says where it comes from.
fn carry_evidence(w: &Writer, moment: &Moment, old: &EngagementRecords, rolled: &Rolled) -> Result<usize, Failure> {
    let origin_of = |new: &EvidenceItem| {
        old.evidence.iter().find(|item| rolled.carried.get(&item.id.uuid()) == Some(&new.id.uuid()))
    };
    let mut carried = 0;
    for (item, new) in rolled.evidence.iter().filter_map(|new| Some((origin_of(new)?, new))) {
        w.carry(new, item.id)?;
        let origin = format!("{} of {}", item.reference(), old.engagement.title);
        w.custody(CustodyKind::Carried, new.id, &origin, moment.id())?;
        carried += 1;
    }
    Ok(carried)
}

fn is_evidence_not_live(it: &NotCarried) -> bool {
    it.noun == "evidence" && it.why == Why::NotLive
}

/// What the model leaves behind, and the evidence that could cross and doesn't by choice. An item that stays behind whole
/// is named once.
fn left_behind(
    r: &Reader,
    old: &EngagementRecords,
    rolled: &Rolled,
    with_evidence: bool,
) -> Result<Vec<LeftBehind>, Failure> {
    let would_cross = |item: &&EvidenceItem| !with_evidence && rolled.carried.contains_key(&item.id.uuid());
    let evidence = old.evidence.iter().filter(would_cross).map(|item| LeftBehind {
        noun: "evidence".to_owned(),
        what: format!("{}, {}", item.reference(), item.title),
        why: BY_CHOICE.to_owned(),
    });
    let whole = |it: &&NotCarried| with_evidence || it.noun != "evidence" || !rolled.carried.contains_key(&it.id);
    let named = |it: &NotCarried| {
        Ok::<_, Failure>(LeftBehind { noun: it.noun.clone(), what: name(r, old, it)?, why: it.why.name().to_owned() })
    };
    let listed = rolled.not_carried.iter().filter(|it| !is_evidence_not_live(it));
    let mut left: Vec<LeftBehind> = listed.filter(whole).map(named).collect::<Result<_, Failure>>()?;
    left.extend(evidence);
    left.sort_by(|a, b| (&a.noun, &a.what).cmp(&(&b.noun, &b.what)));
    Ok(left)
}

/// The name of what stayed behind; occurrences and populations are named by their control.
fn name(r: &Reader, old: &EngagementRecords, it: &NotCarried) -> Result<String, Failure> {
    let code = |id| old.controls.iter().find(|control: &&Control| control.id == id).map(|control| &control.code);
    let of = |code: Option<_>, what: String| match code {
        Some(code) => format!("{code}, {what}"),
        None => what,
    };
    match it.noun.as_str() {
        "occurrence" => {
            let occurrence: Occurrence = r.get(it.id.into())?;
            Ok(of(code(occurrence.control), occurrence.key.to_string()))
        }
        "population" => {
            let population: Population = r.get(it.id.into())?;
            Ok(of(code(population.control), population.name))
        }
        _ => Ok(it.what.clone()),
    }
}
