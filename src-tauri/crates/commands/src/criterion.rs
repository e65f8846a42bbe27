//! Criteria of an engagement: listing with coverage, scoping in and out, and importing licensed text beside ours.

use std::io::Read;

use import::{CriteriaText, read_criteria_text};
use model::activity::Action;
use model::control::Control;
use model::coverage::Coverage;
use model::criterion::Criterion;
use model::organisation::Organisation;
use serde::{Deserialize, Serialize};

use crate::app::{App, Revise};
use crate::failure::Failure;
use crate::find;
use crate::held::Held;

/// Lists the criteria in scope with their coverage.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ListCriteria {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
}

/// A criterion with its coverage.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct CriterionRow {
    /// The criterion.
    pub criterion: Criterion,
    /// How it is covered.
    pub coverage: Coverage,
}

pub(crate) fn list(app: &mut App, request: ListCriteria) -> Result<Vec<CriterionRow>, Failure> {
    app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let criteria = crate::engagement::in_scope(r, &engagement)?;
        let controls: Vec<Control> = find::all(r, engagement.id)?;
        let organisations: Vec<Organisation> = find::all(r, engagement.id)?;
        let coverage = model::coverage::coverage(&criteria, &controls, &organisations);
        Ok(criteria
            .into_iter()
            .zip(coverage)
            .map(|(criterion, coverage)| CriterionRow { criterion, coverage })
            .collect())
    })
}

/// Scopes a criterion out, for a written reason, or in again.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ScopeCriterion {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// Code or id.
    pub criterion: String,
    /// Why it isn't relevant; none scopes it in.
    pub not_relevant: Option<String>,
}

pub(crate) fn scope(app: &mut App, request: ScopeCriterion) -> Result<Criterion, Failure> {
    app.write(Action::ScopeCriterion, |w, _| {
        let engagement = find::engagement(w, request.engagement.as_deref())?;
        let mut criterion: Criterion = find::one(w, Some(engagement.id), &request.criterion)?;
        criterion.not_relevant = request.not_relevant;
        w.revise(criterion)
    })
}

/// Shows what an import of licensed criteria text would do, and does it when `apply` is set.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct ImportCriteriaText {
    /// The engagement; none takes the newest.
    pub engagement: Option<String>,
    /// The CSV file.
    pub file: Held,
    /// Whether to apply it; otherwise nothing changes.
    pub apply: bool,
}

/// What the import brought, or would bring.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
pub struct CriteriaTextImported {
    /// The rows of the file.
    pub read: CriteriaText,
    /// Codes in the file that aren't in the engagement's scope now; their text is kept for when they are.
    pub out_of_scope: Vec<String>,
    /// Whether it was applied.
    pub applied: bool,
}

pub(crate) fn import_text(app: &mut App, request: ImportCriteriaText) -> Result<CriteriaTextImported, Failure> {
    let path = app.take(request.file)?;
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(crate::app::unreadable)?;
    file.take(9 * 1024 * 1024).read_to_end(&mut bytes).map_err(crate::app::unreadable)?;
    let read = read_criteria_text(&bytes)?;
    let (engagement, known) = app.read(|r| {
        let engagement = find::engagement(r, request.engagement.as_deref())?;
        let known: Vec<Criterion> = find::all(r, engagement.id)?;
        Ok((engagement, known))
    })?;
    let out = |text: &&import::CriterionText| !engagement.categories.contains(&text.code.category());
    let out_of_scope = read.texts.iter().filter(out).map(|text| text.code.to_string()).collect();
    if request.apply {
        app.write(Action::ImportCriteriaText, |w, _| {
            for text in &read.texts {
                if let Some(criterion) = known.iter().find(|criterion| criterion.code == text.code) {
                    w.revise(Criterion { licensed_text: Some(text.text.clone()), ..criterion.clone() })?;
                }
            }
            Ok(())
        })?;
    }
    Ok(CriteriaTextImported { read, out_of_scope, applied: request.apply })
}
