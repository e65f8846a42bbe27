//! Criteria, controls and ratings.

use commands::engagement::ShowEngagement;
use commands::occurrence::{ControlPreview, PreviewOccurrences};
use commands::{Code, Failure, control, criterion, rating};
use model::control::{Control, ControlChange, ControlState};
use model::evidence::EvidenceItem;
use model::person::Person;

use super::Session;
use super::time::preview_lines;
use crate::args::{ControlVerb, CriterionVerb, RatingVerb};
use crate::failure::Problem;
use crate::output::{counted, facts as lines, joined, or_empty, table};

/// Verbs of criteria.
pub fn criterion(session: &mut Session, verb: CriterionVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        CriterionVerb::List => {
            let list = session.app.call(criterion::ListCriteria { engagement })?;
            session.out.show(&list, |list| {
                let row = |it: &criterion::CriterionRow| {
                    let coverage = format!(
                        "{} ({}, {} key)",
                        it.coverage.state.name(),
                        it.coverage.controls,
                        it.coverage.key_controls
                    );
                    vec![it.criterion.code.to_string(), it.criterion.title.clone(), coverage]
                };
                table(&["Criterion", "Title", "Coverage (controls)"], list.iter().map(row))
            })
        }
        CriterionVerb::Scope { criterion, not_relevant } => {
            let request = criterion::ScopeCriterion { engagement, criterion: criterion.to_string(), not_relevant };
            let changed = session.app.call(request)?;
            session.out.show(&changed, |it| match &it.not_relevant {
                Some(_) => format!("{} is not relevant.", it.code),
                None => format!("{} is in scope.", it.code),
            })
        }
        CriterionVerb::Import { file, apply } => {
            let file = session.app.hold(&file);
            let imported = session.app.call(criterion::ImportCriteriaText { engagement, file, apply })?;
            session.out.show(&imported, import_lines)
        }
    }
}

fn import_lines(it: &criterion::CriteriaTextImported) -> String {
    let mut text = format!("{} read.", counted(it.read.texts.len(), "text"));
    if !it.out_of_scope.is_empty() {
        text.push_str(&format!("\nNot in scope now, kept for when they are: {}.", it.out_of_scope.join(", ")));
    }
    for row in &it.read.refused {
        text.push_str(&format!("\nLine {} refused: {}.", row.line, row.reason));
    }
    text.push_str(if it.applied { "\nApplied." } else { "\nNothing was changed; --apply applies it." });
    text
}

/// Verbs of controls.
pub fn control(session: &mut Session, verb: ControlVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        ControlVerb::List { criterion, surface, retired } => {
            let list = session.app.call(control::ListControls { engagement, criterion, surface, retired })?;
            session.out.show(&list, |list| {
                let row = |it: &Control| {
                    vec![
                        it.code.to_string(),
                        it.title.clone(),
                        it.frequency.name().to_owned(),
                        it.owner_role.clone(),
                        joined(&it.criteria),
                        if it.key { "key" } else { "" }.to_owned(),
                    ]
                };
                table(&["Control", "Title", "Frequency", "Owner", "Criteria", "Key"], list.iter().map(row))
            })
        }
        ControlVerb::Show { control } => {
            let sheet = session.app.call(control::ShowControl { engagement, control })?;
            session.out.show(&sheet, sheet_lines)
        }
        ControlVerb::Templates { pack } => {
            let list = session.app.call(control::ListControlTemplates { engagement, pack })?;
            session.out.show(&list, |list| {
                let row = |it: &control::ControlTemplateRow| {
                    let taken = if it.taken { "in the matrix" } else { "" };
                    vec![it.code.to_string(), it.title.clone(), it.pack.clone(), joined(&it.criteria), taken.to_owned()]
                };
                table(&["Control", "Title", "Pack", "Criteria", "Taken"], list.iter().map(row))
            })
        }
        ControlVerb::Start { codes, packs } => {
            if codes.is_empty() && packs.is_empty() {
                let text = "name the controls, such as CORE-24, or a pack: --pack core";
                return Err(Problem::Usage(text.to_owned()));
            }
            let (codes, packs) = (codes.into_iter().collect(), packs.into_iter().collect());
            let started = session.app.call(control::StartControls { engagement, codes, packs })?;
            session.out.show(&started, |it| {
                let already = match it.already.len() {
                    0 => String::new(),
                    many => format!(" {} in the matrix already, left as they are.", counted(many, "control")),
                };
                format!("Added {}.{already}", counted(it.added.len(), "control"))
            })
        }
        ControlVerb::Retire { control, reason } => {
            let changes = vec![ControlChange::State(ControlState::Retired { reason })];
            let changed = session.app.call(control::ChangeControl { engagement, control, changes })?;
            session.out.show(&changed, |it| format!("Retired {}.", it.code))
        }
        add @ ControlVerb::Add { .. } => add_control(session, add),
        edit @ ControlVerb::Edit { .. } => edit_control(session, edit),
    }
}

fn add_control(session: &mut Session, verb: ControlVerb) -> Result<(), Problem> {
    let ControlVerb::Add {
        code,
        title,
        statement,
        control_type,
        nature,
        frequency,
        owner_role,
        criteria,
        surfaces,
        key,
    } = verb
    else {
        return Ok(());
    };
    let added = session.app.call(control::AddControl {
        engagement: session.engagement.clone(),
        code,
        title,
        statement,
        control_type,
        nature,
        frequency,
        owner_role,
        criteria: criteria.into_iter().collect(),
        surfaces: surfaces.into_iter().collect(),
        key,
    })?;
    session.out.show(&added, |it| format!("Added {}.", it.code))
}

fn edit_control(session: &mut Session, verb: ControlVerb) -> Result<(), Problem> {
    let ControlVerb::Edit {
        control,
        title,
        statement,
        control_type,
        nature,
        frequency,
        owner,
        owner_role,
        criteria,
        surfaces,
        key,
        starts_on,
        grace_days,
        quarters,
        in_place,
        preview,
        note,
    } = verb
    else {
        return Ok(());
    };
    let owner = match owner {
        Some(name) => Some(person_id(session, &name)?),
        None => None,
    };
    let changes: Vec<_> = [
        title.map(ControlChange::Title),
        statement.map(ControlChange::Statement),
        control_type.map(ControlChange::ControlType),
        nature.map(ControlChange::Nature),
        frequency.map(ControlChange::Frequency),
        owner.map(|id| ControlChange::Owner(Some(id))),
        owner_role.map(ControlChange::OwnerRole),
        (!criteria.is_empty()).then(|| ControlChange::Criteria(criteria.into_iter().collect())),
        (!surfaces.is_empty()).then(|| ControlChange::Surfaces(surfaces.into_iter().collect())),
        key.map(ControlChange::Key),
        starts_on.map(|day| ControlChange::StartsOn(Some(day))),
        grace_days.map(ControlChange::GraceDays),
        quarters.map(ControlChange::Quarters),
        in_place.then_some(ControlChange::State(ControlState::InPlace)),
        note.map(ControlChange::InternalNote),
    ]
    .into_iter()
    .flatten()
    .collect();
    if changes.is_empty() {
        return Err(Problem::Usage("say what to change, such as --title or --owner".to_owned()));
    }
    if preview || moves_occurrences(&changes) {
        let previews = preview_of(session, &control, &changes)?;
        if preview {
            return session.out.show(&previews, |previews| preview_lines(previews));
        }
        if previews.iter().any(|it| !it.preview.is_empty()) && !session.out.json {
            session.out.show(&previews, |previews| preview_lines(previews))?;
        }
    }
    let engagement = session.engagement.clone();
    let changed = session.app.call(control::ChangeControl { engagement, control, changes })?;
    session.out.show(&changed, |it| format!("Changed {}.", it.code))
}

/// Whether one of the changes is of the schedule that occurrences follow from.
fn moves_occurrences(changes: &[ControlChange]) -> bool {
    changes.iter().any(|change| {
        matches!(
            change,
            ControlChange::Frequency(_)
                | ControlChange::Nature(_)
                | ControlChange::StartsOn(_)
                | ControlChange::GraceDays(_)
                | ControlChange::Quarters(_)
                | ControlChange::State(_)
        )
    })
}

/// What the changes would do to the control's occurrences; nothing where the engagement has no period.
fn preview_of(session: &mut Session, control: &str, changes: &[ControlChange]) -> Result<Vec<ControlPreview>, Problem> {
    let engagement = session.engagement.clone();
    let overview = session.app.call(ShowEngagement { engagement: engagement.clone() })?;
    if overview.engagement.kind.period().is_none() {
        return Ok(Vec::new());
    }
    let (control, changes) = (Some(control.to_owned()), changes.to_vec());
    Ok(session.app.call(PreviewOccurrences { engagement, control, changes, period: None })?)
}

fn person_id(session: &mut Session, name: &str) -> Result<model::id::PersonId, Problem> {
    let people = session.app.call(commands::person::ListPeople {})?;
    let name = name.trim();
    let is_meant = |person: &&Person| person.name.eq_ignore_ascii_case(name) || person.id.to_string() == name;
    let mut meant = people.iter().filter(is_meant);
    match (meant.next(), meant.next()) {
        (Some(person), None) => Ok(person.id),
        (None, _) => {
            Err(refused(Code::NotFound, format!("there is no person {name}; add one with vouchsafe person add")))
        }
        (Some(_), Some(_)) => {
            Err(refused(Code::Invalid, format!("more than one person is called {name}; name it by its id")))
        }
    }
}

fn refused(code: Code, message: String) -> Problem {
    Problem::Failure(Failure { code, message, field: None })
}

fn sheet_lines(it: &control::ControlSheet) -> String {
    let c = &it.control;
    let state = match &c.state {
        ControlState::Planned => "planned".to_owned(),
        ControlState::InPlace => "in place".to_owned(),
        ControlState::Retired { reason } => format!("retired: {reason}"),
    };
    let mut text = lines(&[
        ("Control", format!("{}{}", c.code, if c.key { " (key)" } else { "" })),
        ("Title", c.title.clone()),
        ("Statement", c.statement.clone()),
        ("Type, nature", format!("{}, {}", c.control_type.name(), c.nature.name())),
        ("Frequency", c.frequency.name().to_owned()),
        ("Owner", c.owner_role.clone()),
        ("Criteria", joined(&c.criteria)),
        ("Surfaces", joined(&c.surfaces)),
        ("Other frameworks", joined(c.mappings.iter().map(|m| format!("{} {}", m.framework, m.target)))),
        ("State", state),
        ("Test of design", c.test_of_design.clone()),
        ("Test of operation", c.test_of_effectiveness.clone()),
        ("Note", c.internal_note.clone()),
    ]);
    for rating in &it.ratings {
        text.push_str(&format!(
            "\nRated {}: {} ({}). {}",
            rating.aspect.name(),
            rating.value.name(),
            rating.rated_on,
            rating.rationale
        ));
    }
    let evidence = it
        .evidence
        .iter()
        .map(|item: &EvidenceItem| vec![item.reference(), item.title.clone(), item.state.name().to_owned()]);
    text.push_str(&format!("\n\nEvidence\n{}", table(&["Evidence", "Title", "State"], evidence)));
    let gaps = it.gaps.iter().map(|gap| vec![gap.reference(), gap.title.clone(), gap.state.name().to_owned()]);
    text.push_str(&format!("\n\nGaps\n{}", table(&["Gap", "Title", "State"], gaps)));
    text
}

/// Verbs of ratings.
pub fn rating(session: &mut Session, verb: RatingVerb) -> Result<(), Problem> {
    let engagement = session.engagement.clone();
    match verb {
        RatingVerb::List => {
            let list = session.app.call(rating::ListRatings { engagement })?;
            session.out.show(&list, |list| {
                let row = |it: &rating::RatingRow| {
                    let reviewed = or_empty(it.rating.reviewed.as_ref().map(|review| review.on));
                    vec![
                        it.subject.clone(),
                        it.rating.aspect.name().to_owned(),
                        it.rating.value.name().to_owned(),
                        it.rating.rated_on.to_string(),
                        reviewed,
                        it.rating.rationale.clone(),
                    ]
                };
                table(&["Subject", "Aspect", "Rating", "Rated", "Reviewed", "Rationale"], list.iter().map(row))
            })
        }
        RatingVerb::Set { subject, aspect, value, rationale, evidence, by, on, reviewed_by, reviewed_on } => {
            let reviewed = reviewed_by.zip(reviewed_on).map(|(by, on)| rating::RateReview { by, on });
            let request = rating::Rate {
                engagement,
                subject: subject.clone(),
                aspect,
                value,
                rationale,
                evidence,
                rated_by: by,
                rated_on: on,
                reviewed,
            };
            let rated = session.app.call(request)?;
            session.out.show(&rated, |it| {
                let basis = it.basis.map(|basis| format!(" ({})", basis.name())).unwrap_or_default();
                let mut text =
                    format!("Rated the {} of {subject}: {}{basis}.", it.rating.aspect.name(), it.rating.value.name());
                if let Some(unevidenced) = it.unevidenced {
                    text.push_str(&format!(
                        "\nNotice: {unevidenced}. The rating stands as management's judgement, by its rationale; every \
                         packet with ratings names this as an open point."
                    ));
                }
                text
            })
        }
    }
}
